"""The talks of tracks in a terminal: in the cell of their block, or as a list of blocks below the grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from scheduler.conference.blocks import round_of
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement
from scheduler.console.hanging import hanging
from scheduler.console.styles import FAINT
from scheduler.publishing.exports.grid import Cell
from scheduler.text.sentence import spoken


def talk_lines(conference: Conference, talk: Placement, columns: int, lead: str = "") -> list[str]:
    """`9.30 Dijken (A. Bos)` in lines of so many columns, the others behind the hour."""
    hour = spoken(conference.clock.hour(talk.start))
    who = ", ".join(person.name for person in talk.session.speakers)
    title = f"{talk.session.title} ({who})" if who else talk.session.title
    return list(hanging(title, columns, f"{lead}{hour:>5} "))


def block_list(conference: Conference, cells: Iterable[Cell], columns: int) -> Iterator[Text]:
    """Block after block: the hours and the round where they begin, then each room with its track and its talks."""
    start = None
    for cell in cells:
        if not cell.talks:
            continue
        block = cell.placement
        if block.start != start:
            start = block.start
            going_on = round_of(conference, start)
            hours = spoken(conference.clock.hour(start)), spoken(conference.clock.hour(block.end))
            yield Text(f"{hours[0]}–{hours[1]}" + (f"  {going_on.name}" if going_on else ""), style=FAINT)
        yield from block_lines(conference, cell, columns)


def block_lines(conference: Conference, cell: Cell, columns: int) -> Iterator[Text]:
    """The room and the track on a line, and the talks below it."""
    room = cell.placement.room
    titled = f"{room}: {cell.placement.session.title}" if room else cell.placement.session.title
    yield from (Text(line, style="bold") for line in hanging(titled, columns, "  ", 4))
    for talk in cell.talks:
        yield from (Text(line) for line in talk_lines(conference, talk, columns, "    "))
