"""The neutral grid that every form of the programme draws on: times down, rooms across, one grid for each day.

Lengths that differ and sessions that do not line up are normal: a row runs from one boundary of time to the next, and a
session takes as many rows as it lasts. A session for everyone is spread over all columns that are free beside it.
Sessions without a room stand side by side in columns without one, after the rooms. Talks of a track stand in one cell
for their room and round.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Day, Kind, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.publishing.attendee_text import is_online
from scheduler.publishing.exports.shown_blocks import shown_blocks
from scheduler.text.sentence import Sentence

_AMONG_OTHERS = {Kind.OPEN_SPACE}  # neither a meeting nor a reason for everybody to stop


@dataclass(frozen=True)
class Cell:
    """A session in the grid: from `row` on for `rows` rows, and from `column` on for `columns` columns.

    `talks`: where it is a block, its talks in order; `placement` is then the whole, called as the track.
    """

    placement: Placement
    row: int
    rows: int
    column: int
    columns: int = 1
    talks: tuple[Placement, ...] = ()

    @property
    def slots(self) -> list[tuple[int, int]]:
        """Every (row, column) that it covers."""
        rows, columns = range(self.row, self.row + self.rows), range(self.column, self.column + self.columns)
        return [(row, column) for row in rows for column in columns]


@dataclass(frozen=True)
class Grid:
    """One day. `columns`: the rooms in use, in the order of the file, then None for each column without a room.

    A room in which several take place at once has as many columns, side by side.

    `alongside`: open spaces without a room that go on while others meet; they stand beside the grid, not in it.
    """

    day: Day
    columns: tuple[Room | None, ...]
    rows: tuple[Span, ...]
    cells: tuple[Cell, ...]
    alongside: tuple[Placement, ...] = ()

    def only(self, columns: range) -> Grid:
        """The part of the grid that stands in these columns; what is spread over more of them is clipped to these."""
        cells = []
        for cell in self.cells:
            first, last = max(cell.column, columns.start), min(cell.column + cell.columns, columns.stop)
            if first < last:
                cells.append(replace(cell, column=first - columns.start, columns=last - first))
        return replace(self, columns=self.columns[columns.start : columns.stop], cells=tuple(cells))

    def trimmed(self) -> Grid:
        """From the first row in which anything takes place to the last."""
        used = {row for cell in self.cells for row in range(cell.row, cell.row + cell.rows)}
        if not used:
            return self
        first, last = min(used), max(used)
        cells = tuple(replace(cell, row=cell.row - first) for cell in self.cells)
        return replace(self, rows=self.rows[first : last + 1], cells=cells)

    def is_online(self, column: int) -> bool:
        """Whether a column without a room is that of what is online: every meeting that stands in it alone.

        A break beside them does not count; where nothing stands in it alone, what is spread over it does.
        """
        here = [cell for cell in self.cells if cell.column <= column < cell.column + cell.columns]
        alone = [cell for cell in here if cell.columns == 1]
        meetings = [cell for cell in alone if cell.placement.session.kind.is_meeting]
        deciding = meetings or alone or here
        return bool(deciding) and all(is_online(cell.placement) for cell in deciding)


def for_everyone(session: Session) -> bool:
    """Whether it is for all who are there: plenaries, the board lunch, breaks, walk-in, drinks and moving time."""
    return session.kind.for_everyone or not (session.kind.is_meeting or session.kind in _AMONG_OTHERS)


def grids(conference: Conference, programme: Programme, *, by_starts: bool = False) -> tuple[Grid, ...]:
    """A grid for each day, in the order of the days; a day without sessions has one without rows.

    A session past midnight belongs to the day on which it begins. `by_starts`: a row runs from one start to the next,
    so that ends make no rows of their own (for forms that cannot show lengths in proportion).
    """
    of_day: dict[Day, list[Placement]] = {day: [] for day in conference.days}
    blocks = shown_blocks(conference, programme)
    within = {talk for talks in blocks.values() for talk in talks}
    shown = Programme((*(p for p in programme.placements if p not in within), *blocks)) if blocks else programme
    for placement in shown.in_time_order:
        of_day[conference.day_of(placement.start)].append(placement)
    return tuple(_grid(conference, day, placements, blocks, by_starts) for day, placements in of_day.items())


def bands(grid: Grid, most: int) -> Iterator[Grid]:
    """The grid in parts of about as many columns, at most so many, each with the rows that its own cells need."""
    number = max(1, ceil(len(grid.columns) / most))
    bounds = [round(part * len(grid.columns) / number) for part in range(number + 1)]
    for first, last in pairwise(bounds):
        yield _with_its_own_rows(grid.only(range(first, last)))


def _with_its_own_rows(grid: Grid) -> Grid:
    starts = sorted({cell.row for cell in grid.cells} | {cell.row + cell.rows for cell in grid.cells})
    place = {row: number for number, row in enumerate(starts)}
    rows = tuple(Span(grid.rows[first].start, grid.rows[last - 1].end) for first, last in pairwise(starts))
    cells = tuple(
        replace(cell, row=place[cell.row], rows=place[cell.row + cell.rows] - place[cell.row]) for cell in grid.cells
    )
    return replace(grid, rows=rows, cells=cells)


def absent(conference: Conference, programme: Programme) -> list[tuple[Session, str]]:
    """The sessions that do not stand in the programme, each with its note, or why."""
    notes: list[tuple[Session, str]] = []
    for session in conference.sessions:
        if session in programme:
            continue
        if session.held:
            notes.append((session, session.note or Sentence("Dropped.")))
        else:
            where = conference.session(session.goes_to) if session.goes_to else None
            why = Sentence("Goes to {session}.", session=where.title) if where else Sentence("Does not meet.")
            notes.append((session, session.note or why))
    return notes


def _grid(
    conference: Conference,
    day: Day,
    placements: list[Placement],
    blocks: Mapping[Placement, tuple[Placement, ...]],
    by_starts: bool,
) -> Grid:
    alongside = tuple(
        p
        for p in placements
        if p.session.kind is Kind.OPEN_SPACE
        and not p.room
        and any(p != other and p.overlaps(other) for other in placements)
    )
    placements = [placement for placement in placements if placement not in alongside]
    rows = _rows(placements, by_starts)
    rooms = [room for room in conference.rooms if any(p.room == room for p in placements)]
    across = _across(placements)
    first: dict[Room | None, int] = {}  # each room's first column; nearly always it has one
    beside: dict[Placement, int] = {}
    columns: tuple[Room | None, ...] = ()
    for room in (*rooms, None):
        lanes = _lanes([p for p in placements if p.room == room and p not in across], across if room is None else ())
        first[room] = len(columns)
        beside |= lanes
        columns += (room,) * max(len({*lanes.values()}), room is not None)
    if placements and not columns:
        columns = (None,)
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for placement in (*[p for p in placements if p not in across], *across):
        covered = [number for number, row in enumerate(rows) if row.overlaps(placement.span)]
        cell = Cell(placement, covered[0], len(covered), 0, talks=blocks.get(placement, ()))
        if placement in across:
            cell = _spread(cell, first.get(placement.room) if placement.room else None, len(columns), taken)
        else:
            cell = replace(cell, column=first[placement.room] + beside[placement])
        if taken.intersection(cell.slots):  # for everyone, in a room that is taken: in a programme that breaks a rule
            cell = replace(cell, column=len(columns), columns=1)
            columns = (*columns, placement.room)
        taken.update(cell.slots)
        cells.append(cell)
    return Grid(day, columns, rows, tuple(sorted(cells, key=lambda c: (c.row, c.column))), alongside)


def _rows(placements: Iterable[Placement], by_starts: bool) -> tuple[Span, ...]:
    placements = list(placements)
    bounds = {placement.start for placement in placements}
    ends = {placement.end for placement in placements}
    bounds |= {max(ends)} if ends and by_starts else ends
    return tuple(Span(*pair) for pair in pairwise(sorted(bounds)))


def _across(placements: list[Placement]) -> list[Placement]:
    """What is spread over the columns: plenaries and their like always, breaks and their like when all have them."""
    across: list[Placement] = []
    for placement in placements:
        if not for_everyone(placement.session) or any(placement.overlaps(other) for other in across):
            continue
        beside = [p for p in placements if p != placement and p.overlaps(placement) and p.session.kind.is_meeting]
        if placement.session.kind.for_everyone or not beside:
            across.append(placement)
    return across


def _lanes(placements: list[Placement], across: Collection[Placement]) -> dict[Placement, int]:
    """Columns, from 0, for sessions without a room, or of one room that has several at once; the fewest that will do.

    What overlaps a session for everyone stands as far to the right as it can, so that the other can be spread.
    """
    depth = max((sum(p.span.start <= q.start < p.end for p in placements) for q in placements), default=0)
    free: list[Minute] = [0] * depth
    lanes: dict[Placement, int] = {}
    for placement in sorted(placements, key=lambda p: p.start):
        among = [lane for lane in range(depth) if free[lane] <= placement.start]
        lane = among[-1] if any(placement.overlaps(other) for other in across) else among[0]
        lanes[placement] = lane
        free[lane] = placement.end
    return lanes


def _spread(cell: Cell, own: int | None, columns: int, taken: Collection[tuple[int, int]]) -> Cell:
    """Over the free columns around that of its own room, or over the widest run of free columns when it has none."""
    rows = range(cell.row, cell.row + cell.rows)
    free = [column for column in range(columns) if not any((row, column) in taken for row in rows)]
    if own is not None and own not in free:
        return replace(cell, column=own)
    runs: list[list[int]] = []
    for column in free:
        if runs and runs[-1][-1] == column - 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    if not runs:
        return replace(cell, column=own or 0)
    run = next(run for run in runs if own in run) if own is not None else max(runs, key=len)
    return replace(cell, column=run[0], columns=len(run))
