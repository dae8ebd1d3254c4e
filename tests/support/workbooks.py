"""Reads a workbook as somebody who knows nothing of netday: the grids by their merged cells, the tables by heads."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.conference.clock import DAY
from scheduler.conference.conference import Conference, Room
from scheduler.conference.programme import Programme

HOURS = re.compile(r"^(\d{1,2})[.:](\d{2})–(\d{1,2})[.:](\d{2})$")
_HEAD = 3  # the row with the names of rooms


class Seen(NamedTuple):
    """A session as it is read; `day` the number of the sheet."""

    day: int
    title: str
    start: time
    end: time
    room: str


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def grids(book: Workbook) -> list[Worksheet]:
    return [sheet for sheet in book.worksheets if not sheet.tables]


def seen_in(book: Workbook) -> list[Seen]:
    """Every session of every grid, in no particular order, each once."""
    found: dict[Seen, None] = {}
    for number, sheet in enumerate(grids(book)):
        for seen in _sessions(number, sheet):
            found[seen] = None
    return sorted(found)


def _sessions(number: int, sheet: Worksheet) -> Iterator[Seen]:
    heads = {cell.column: str(cell.value or "") for cell in sheet[_HEAD]}
    spans = {(merged.min_row, merged.min_col): merged for merged in sheet.merged_cells.ranges}
    for row in sheet.iter_rows(min_row=_HEAD + 1, min_col=2):
        for cell in row:
            facts = [fact for line in str(cell.value or "").split("\n") for fact in line.split(" · ")]
            hours = next((found for fact in facts if (found := HOURS.match(fact))), None)
            if not hours:
                continue
            start, end = time(int(hours[1]), int(hours[2])), time(int(hours[3]), int(hours[4]))
            span = spans.get((cell.row, cell.column))
            if heads[cell.column] not in {"Doorlopend", "All the while"}:
                assert sheet.cell(cell.row or 0, 1).value == start, (cell.coordinate, facts)
            wide = span is not None and span.max_col > span.min_col
            at = facts.index(hours[0])
            room = facts[at + 1] if wide and len(facts) > at + 1 else "" if wide else heads[cell.column]
            yield Seen(number, facts[at - 1], start, end, room)


def expected(conference: Conference, programme: Programme) -> list[Seen]:
    """What the grids should show, from the programme alone; a session without a room stands in a column of its own."""
    days = [day.date for day in conference.days]
    seen = []
    for placement in programme.placements:
        start, end = (time(*divmod(minute % DAY, 60)) for minute in (placement.start, placement.end))
        seen.append(
            Seen(
                days.index(conference.clock.date(placement.start)),
                placement.session.title,
                start,
                end,
                called(placement.room),
            )
        )
    return sorted(seen)


def called(room: Room | None) -> str:
    """`Gravenzaal (Zaal 1)`, as participants know it."""
    if room is None:
        return ""
    return f"{room.name} ({room.short})" if room.short not in ("", room.name) else room.name


def rows(book: Workbook, name: str) -> list[dict[str, Any]]:
    """The table of that name, each row by the heads of its columns; dates and times as such."""
    sheet = next(sheet for sheet in book.worksheets if name in sheet.tables)
    heads, *found = [[_plain(cell.value) for cell in row] for row in sheet[sheet.tables[name].ref]]
    return [dict(zip(heads, row, strict=True)) for row in found]


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def in_the_list(book: Workbook, dutch: bool) -> list[tuple[date, time, time, int, str, str]]:
    """(day, start, end, minutes, title, room) of what stands in the programme, as the list has it."""
    day, start, end, minutes, title, room = (
        ("Dag", "Begin", "Eind", "Minuten", "Titel", "Zaal")
        if dutch
        else ("Day", "Start", "End", "Minutes", "Title", "Room")
    )
    return [
        (row[day], row[start], row[end], row[minutes], row[title], row[room] or "")
        for row in rows(book, "Sessions")
        if row[start] is not None
    ]


def parts(data: bytes) -> dict[str, str]:
    """The XML of a workbook by the name of each part."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}
