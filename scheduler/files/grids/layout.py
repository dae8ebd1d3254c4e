"""How a table is laid: which column holds the hours, which row the rooms, which rows name a day, and what is left.

Hours may go down or across, or stand in the cells; above a list stand Tijd, Programma, Zaal and the like, not rooms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from scheduler.files.grids.cell_text import is_nothing, is_room
from scheduler.files.grids.hours import (
    DayNamed,
    HoursFound,
    day_named,
    day_part,
    hours_at_head,
    hours_within,
    is_all_day,
)
from scheduler.files.grids.table import CellLine, GridCell, GridTable
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import alike_key

_LIST_HEADS = {
    "hours": r"tijd(?:en|stip)?|uur|tijdsblok|time|hours?|aanvang|wanneer|van",
    "end": r"tot|eind(?:e|tijd)?|end|until|to",
    "title": r"programma(?:onderdeel)?|onderdeel|onderwerp|titel|activiteit|sessie|bijeenkomst|wat|agendapunt|thema|"
    r"programme|program|session|title|what|item",
    "room": r"zaal|ruimte|locatie|plaats|waar|room|location|where|place",
    "speakers": r"sprekers?|wie|door|inleiders?|gast(?:en)?|speakers?|who|by",
    "chairs": r"voorzitters?|leiding|trekkers?|chairs?",
    "note": r"toelichting|opmerking(?:en)?|bijzonderheden|omschrijving|doelgroep|voor wie|remarks?|notes?|description",
    "group": r"pijler|themagroep|groep|track|spoor|group",
}
_ROUND = re.compile(r"(?:ronde|blok|round|slot|deel|part)\b.{0,20}", re.IGNORECASE)
_LABEL = re.compile(r"(?:ronde|blok|round|slot|deel|part)\b|(?:dag|day|datum|date|nr\.?|#|[0-9]+)$", re.IGNORECASE)
_LABELLED = (1, 2)  # columns of hours before which labels stand
_FIRST = 6  # columns among which the hours stand
_TRACK = re.compile(
    r"\b(?:track|spoor|sporen|stroom|lijn|thema\w*|pijler|parallel|deelsessie|ronde|blok|programmalijn)\b",
    re.IGNORECASE,
)
_SEATS = re.compile(
    r"[(\[,–-]?\s*\(?(?:max\.?\s*)?([0-9]{1,5})\s*(?:pers\w*|p\.|plaatsen|stoelen|seats|people|pax)\.?\s*\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class GridEntry:
    """What one cell takes of the day, in minutes after midnight. `start` None: hours stand in its lines alone.

    `end` None: only its begin is there. `columns`: headings of those that it covers; `for_all`: it covers all.
    """

    lines: tuple[CellLine, ...]
    place: int
    day: DayNamed | None
    start: int | None
    end: int | None
    columns: tuple[str, ...]
    for_all: bool
    row: int
    column: int
    facts: tuple[tuple[str, tuple[CellLine, ...]], ...] = ()  # of a list: what its other columns say


@dataclass
class GridLayout:
    """The entries of a table, with what it tells of rooms. `tracks`: the headings are no rooms."""

    table: GridTable
    entries: list[GridEntry] = field(default_factory=list)
    headings: dict[str, int | None] = field(default_factory=dict)  # in order, with the seats that are told
    is_list: bool = False
    used_days: list[DayNamed] = field(default_factory=list)
    begins: set[int] = field(default_factory=set)  # of its rows


Say = Callable[[int, Phrase], None]


def laid_out(table: GridTable, day: DayNamed | None, say: Say, wrong: Say) -> GridLayout | None:
    """How it is laid; None for a table without hours, which is no programme. `say` takes remarks, `wrong` faults.

    `day`: what stands above it.
    """
    down, across = _hour_column(table), _hour_column(table.turned())
    if across[1] > down[1] and across[1] > 1 and across[0] <= 2:
        table, down = table.turned(), across
    column, number = down
    inside = sum(bool(_hours(cell, wrong=None)) for cell in table.cells)
    if not number and inside < 2:
        return None
    if not number or (number == 1 and inside > 2 and table.height > 3):
        column = -1
    return _LayoutReader(table, column, say, wrong, day).read()


def _hour_column(table: GridTable) -> tuple[int, int]:
    """The column that holds most hours, and how many; the first of those alike. With none, (0, 0).

    Hours alone count, and those with the name of a round behind them where no other column has as many.
    """
    alone, named = Counter[int](), Counter[int]()
    for cell in table.cells:
        if cell.columns == 1 and (found := _hours(cell, wrong=None)):
            alone[cell.column] += not found.rest or _ROUND.fullmatch(found.rest) is not None
            named[cell.column] += 1
    for counted in (alone, named):
        several = [(number, -column) for column, number in counted.items() if number and column < _FIRST]
        number, column = max(several, default=(0, 0))
        if number > 1 or (number and counted is alone and len(named) == 1):
            if counted is named and sum(named.values()) > number:
                return (0, 0)
            return -column, number
    return (0, 0)


def _hours(cell: GridCell, wrong: Say | None) -> HoursFound | None:
    """The hours of a cell that may hold nothing else than a name of the round."""
    try:
        return hours_at_head(cell.text) or (hours_within(cell.text) if len(cell.text) < 60 else None)
    except ValueError as error:
        if wrong:
            wrong(cell.place, error.args[0])
        return HoursFound(0, None, "") if wrong else None


@dataclass
class _LayoutReader:
    table: GridTable
    hour_column: int  # -1: hours stand in the cells
    say: Say
    wrong: Say
    day: DayNamed | None
    heads: dict[int, str] = field(default_factory=dict)
    days: dict[int, DayNamed] = field(default_factory=dict)
    means: dict[int, str] = field(default_factory=dict)
    end_column: int = -1
    spans: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    at_hour: dict[tuple[int, int], int] = field(default_factory=dict)  # by hour cell and column, the entry
    hours_seen: bool = False

    def read(self) -> GridLayout:
        self.layout = GridLayout(self.table)
        for row in range(self.table.height):
            self._row(row)
        self._ends()
        self.layout.begins = {start for start, _ in self.spans.values() if start >= 0}
        return self.layout

    def _row(self, row: int) -> None:
        cells = [cell for cell in self.table.row(row) if not is_nothing(cell.text)]
        hour_cell = self.table.at(row, self.hour_column) if self.hour_column >= 0 else None
        if self.hour_column in _LABELLED:
            cells = [cell for cell in cells if not self._is_label(cell)]
        if not cells:
            return
        if len(cells) == 1 and (named := day_named(cells[0].text)) and not _hours(cells[0], None):
            self.day = named
            self.hours_seen = False
            return
        if hour_cell is not None and hour_cell.columns > 1 and self.heads:  # the row is one cell, its hours in it
            hour_cell = None
            if (found := self._own_hours(cells[0])) is not None:
                self._whole_row(row, cells[0], found)
                return
        if self._is_heading(row, cells, hour_cell):
            self._heading(row, cells, hour_cell)
            return
        span = self._span(row, hour_cell)
        others = [c for c in cells if c is not hour_cell and not (self.end_column >= 0 and c.column == self.end_column)]
        if span is None:
            self._without_hours(row, cells, hour_cell)
            return
        self.hours_seen = True
        if hour_cell is not None and hour_cell.rows == 1 and not others and (rest := span[2]):
            self._add(row, replace(hour_cell, lines=(CellLine(rest, place=hour_cell.place),)), span, for_all=True)
            return
        self.spans[row] = span[:2]
        if self.layout.is_list:
            self._list_row(row, others, span)
            return
        for cell in others:
            self._add(row, cell, span)

    def _is_label(self, cell: GridCell) -> bool:
        """Whether a cell stands before the hours: the day, or a name of the round."""
        if cell.column + cell.columns > self.hour_column:
            return False
        if named := day_named(cell.text):
            self.day = named
        elif not (_LABEL.match(cell.text) or _means(cell.text) or day_part(cell.text)):
            before = Sentence("{text} stands before the hours; it is not read.", text=f'"{_short(cell.text)}"')
            self.say(cell.place, before)
        return True

    # -- hours ----------------------------------------------------------------------------------------------------

    def _own_hours(self, cell: GridCell) -> HoursFound | None:
        try:
            return hours_at_head(cell.text)
        except ValueError as error:
            self.wrong(cell.place, error.args[0])
            return None

    def _span(self, row: int, hour_cell: GridCell | None) -> tuple[int, int | None, str] | None:
        if self.hour_column < 0:
            return (-1, None, "") if any(self._own_hours(c) for c in self.table.row(row)) else None
        if hour_cell is None or is_nothing(hour_cell.text):
            return None
        if is_all_day(hour_cell.text):
            return (-2, None, "")
        found = _hours(hour_cell, self.wrong)
        if found is None:
            return None
        end = found.end
        if (
            self.end_column >= 0
            and (until := self.table.at(row, self.end_column))
            and (last := _hours(until, self.wrong))
        ):
            end = last.start
        return found.start, end, found.rest

    def _ends(self) -> None:
        """An entry that lasts over several rows ends with the last of them."""
        for number, entry in enumerate(self.layout.entries):
            cell = self.table.at(entry.row, entry.column)
            below = [row for row in self.spans if cell and entry.row < row < entry.row + cell.rows]
            if below and entry.start is not None and entry.start >= 0:
                last = self.spans[max(below)]
                end = last[1] if last[1] is not None else self._next_begin(last[0])
                self.layout.entries[number] = replace(entry, end=end)

    def _next_begin(self, start: int) -> int | None:
        return min((begin for begin, _ in self.spans.values() if begin > start), default=None)

    # -- headings -------------------------------------------------------------------------------------------------

    def _is_heading(self, row: int, cells: Sequence[GridCell], hour_cell: GridCell | None) -> bool:
        if self.hour_column < 0:
            return not self.hours_seen and not self.heads and not any(_hours(cell, None) for cell in cells)
        if hour_cell is not None and hour_cell.row < row:
            return False
        label = hour_cell.text if hour_cell is not None else ""
        others = [cell for cell in cells if cell is not hour_cell]
        if label and not is_nothing(label):
            if _means(label) == "hours" and others:
                return True
            return not self.heads and not self.hours_seen and len(others) > 1 and not _hours_anyhow(hour_cell)
        if not self.hours_seen and not self.spans:
            return bool(others) and (len(cells) > 1 or self.table.width <= 2)
        return len(others) > 1 and all(is_room(cell.text, self.heads.values()) for cell in others)

    def _heading(self, row: int, cells: Sequence[GridCell], hour_cell: GridCell | None) -> None:
        if self.hours_seen or row in self.spans:
            self.heads, self.days, self.means, self.hours_seen = {}, {}, {}, False
        columns = [c for c in cells if c is not hour_cell or self.hour_column < 0]
        meant = {cell.column: _means(cell.text) for cell in columns}
        if "title" in meant.values() or (len(columns) > 1 and list(meant.values()).count("room") == 1):
            self.layout.is_list = True
            self.means = meant
            self.end_column = next((column for column, word in meant.items() if word == "end"), -1)
            for cell in columns:
                if not meant[cell.column]:
                    self.means[cell.column] = "note"
            return
        for cell in columns:
            if meant[cell.column] == "end" and cell.column == self.hour_column + 1:
                self.end_column = cell.column
            else:
                self._column(cell)

    def _column(self, cell: GridCell) -> None:
        named = day_named(cell.text)
        seats = _SEATS.search(cell.text)
        name = " ".join(_SEATS.sub("", cell.text).split()).strip(" ,()–-")
        name = "" if is_nothing(name) else name  # `none` would mean that no room is needed
        covered = range(cell.column, cell.column + cell.columns)
        for column in covered:
            before = self.heads.get(column, "")
            if named:
                self.days[column] = named
                self.heads.setdefault(column, "")
            elif seats and not name and before:
                self.layout.headings[before] = int(seats[1])
            else:
                if before and before != name and before in self.layout.headings:
                    self.layout.headings.pop(before)
                    self.say(
                        cell.place, Sentence("{heading} stands above the headings; it is not read.", heading=before)
                    )
                self.heads[column] = name
        if name and not named:
            self.layout.headings.setdefault(name, None)
            if seats:
                self.layout.headings[name] = int(seats[1])

    # -- cells ----------------------------------------------------------------------------------------------------

    def _rooms_of(self) -> list[int]:
        first = self.hour_column if self.hour_column in _LABELLED else 0
        return [c for c in range(first, self.table.width) if c not in (self.hour_column, self.end_column)]

    def _whole_row(self, row: int, cell: GridCell, found: HoursFound) -> None:
        self.hours_seen = True
        self.spans[row] = (found.start, found.end)
        self._add(row, cell, (found.start, found.end, ""), for_all=True)

    def _add(self, row: int, cell: GridCell, span: tuple[int, int | None, str], *, for_all: bool = False) -> None:
        covered = [c for c in range(cell.column, cell.column + cell.columns) if c != self.hour_column]
        columns = tuple(dict.fromkeys(filter(None, (self.heads.get(column, "") for column in covered))))
        every = set(self._rooms_of()) <= set(covered) and len(self._rooms_of()) > 1
        days = [self.days[column] for column in covered if column in self.days]
        start = None if span[0] == -1 else span[0]
        entry = GridEntry(
            cell.lines,
            cell.place,
            days[0] if days else self.day,
            start,
            span[1],
            columns,
            for_all or every,
            row,
            cell.column,
        )
        hour_cell = self.table.at(row, self.hour_column) if self.hour_column >= 0 else None
        key = (hour_cell.row if hour_cell else row, cell.column)
        before = self.at_hour.get(key)
        if before is not None and start is not None and not self._own_hours(cell):  # the hour is merged over both rows
            self.layout.entries[before] = _with_lines(self.layout.entries[before], cell.lines)
            return
        self.at_hour[key] = len(self.layout.entries)
        self.layout.entries.append(entry)
        others = [day for day in dict.fromkeys(days) if day != entry.day]
        self.layout.entries += [replace(entry, day=day) for day in others]  # merged over several days

    def _list_row(self, row: int, cells: Sequence[GridCell], span: tuple[int, int | None, str]) -> None:
        """A row of a list: a title, and what stands beside it."""
        titles = [cell for cell in cells if self.means.get(cell.column) == "title"]
        title = titles[0] if titles else next((c for c in cells if not self.means.get(c.column)), None)
        if title is None:
            title = next((cell for cell in cells if self.means.get(cell.column) in ("group", "note")), None)
        if title is None:
            for cell in cells:
                self.say(cell.place, Sentence("{text} has no title beside it; it is not read.", text=f'"{cell.text}"'))
            return
        facts: list[tuple[str, tuple[CellLine, ...]]] = []
        for column, word in self.means.items():
            beside = self.table.at(row, column)
            if beside is None or beside is title or is_nothing(beside.text) or column == self.hour_column:
                continue
            if word and word not in ("end", "hours"):
                facts.append((word, beside.lines))
        every = title.columns >= len(self._rooms_of()) > 1
        start = None if span[0] == -1 else span[0]
        self.layout.entries.append(
            GridEntry(title.lines, title.place, self.day, start, span[1], (), every, row, title.column, tuple(facts))
        )

    def _without_hours(self, row: int, cells: Sequence[GridCell], hour_cell: GridCell | None) -> None:
        """A row without an hour: a heading of a part of the day, or what goes on from the row above."""
        label = hour_cell if hour_cell is not None and not is_nothing(hour_cell.text) and hour_cell.row == row else None
        others = [cell for cell in cells if cell is not label]
        if self.hour_column < 0 or (label and not others) or (not label and len(others) == 1 and others[0].columns > 1):
            for cell in cells:
                self.say(cell.place, Sentence("{text} has no hour; it is not read.", text=f'"{_short(cell.text)}"'))
            return
        if label:
            why = _why_no_hour(label.text)
            self.wrong(label.place, why)
            return
        above = max((number for number in self.spans if number < row), default=None)
        if above is None:
            for cell in others:
                self.say(cell.place, Sentence("{text} has no hour; it is not read.", text=f'"{_short(cell.text)}"'))
            return
        self.say(others[0].place, Sentence("This row has no hour; it is read with the row above."))
        if self.layout.is_list:
            self._list_row(row, others, (*self.spans[above], ""))
            return
        for cell in others:
            numbers = [n for n, e in enumerate(self.layout.entries) if e.row == above and e.column == cell.column]
            if numbers:
                self.layout.entries[numbers[0]] = _with_lines(self.layout.entries[numbers[0]], cell.lines)
            else:
                self._add(above, cell, (*self.spans[above], ""))


def _with_lines(entry: GridEntry, lines: tuple[CellLine, ...]) -> GridEntry:
    return replace(entry, lines=(*entry.lines, *lines))


def _means(heading: str) -> str:
    """What a column of a list holds by its heading; empty where that says none of it."""
    plain = heading.strip(" :").casefold()
    return next((word for word, pattern in _LIST_HEADS.items() if re.fullmatch(pattern, plain)), "")


def _hours_anyhow(cell: GridCell | None) -> bool:
    return cell is not None and (_hours(cell, None) is not None or is_all_day(cell.text))


def _why_no_hour(text: str) -> Phrase:
    from scheduler.conference.typed_hours import parse_time  # noqa: PLC0415

    try:
        parse_time(text)
    except ValueError as error:
        words = error.args[0]
        return Sentence("{why}.", why=words)
    return Sentence("{text} is no hour that can be read.", text=text)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def are_tracks(headings: Sequence[str], with_own_room: float) -> bool:
    """Whether headings name tracks rather than rooms. `with_own_room`: the part of the cells that name a room."""
    rooms = sum(is_room(heading) for heading in headings)
    tracks = sum(bool(_TRACK.search(heading)) and not is_room(heading) for heading in headings)
    return bool(headings) and (tracks > rooms or (with_own_room > 0.5 and not rooms))


def entries_in_order(layout: GridLayout) -> Iterator[GridEntry]:
    """The entries by row and column, as they are read."""
    return iter(sorted(layout.entries, key=lambda entry: (entry.row, entry.column)))


def alike(one: str, other: str) -> bool:
    return alike_key(one) == alike_key(other)
