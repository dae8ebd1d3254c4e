"""The grid on which an organiser moves sessions: rows of time by rooms, also where nothing stands yet, and the shelf.

Unlike the grid of the exports it has every room, and every hour at which something could begin, so that all stays where
it is while sessions move. Where several stand in one room at once they share a cell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Day, Kind, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.publishing.exports.grid import for_everyone

THIN = 10  # minutes; a row of fewer is thin, unless sessions begin and end that often


@dataclass(frozen=True)
class BoardColumn:
    """A room, or None for what stands in none; `lane`: which of the columns without a room."""

    room: Room | None
    lane: int = 0


@dataclass(frozen=True)
class BoardRow:
    """`round`: the name of the round that begins here, or empty. `is_start`: something could begin here."""

    span: Span
    round: str = ""
    is_start: bool = True
    thin: bool = False


@dataclass(frozen=True)
class BoardCell:
    """`placements`: what stands in it; several clash, none: it is empty.

    `start`: of an empty cell the hour at which a session that is put here begins; None: none can begin here.
    """

    row: int
    rows: int
    column: int
    columns: int = 1
    placements: tuple[Placement, ...] = ()
    start: Minute | None = None


@dataclass(frozen=True)
class BoardDay:
    """One day. `cells`: by row, and from left to right; `alongside`: what goes on beside everything else."""

    day: Day
    columns: tuple[BoardColumn, ...]
    rows: tuple[BoardRow, ...]
    cells: tuple[BoardCell, ...]
    alongside: tuple[Placement, ...] = ()

    @property
    def lines(self) -> Iterator[tuple[BoardRow, Sequence[BoardCell]]]:
        """Each row with the cells that begin in it."""
        begin: dict[int, list[BoardCell]] = {}
        for cell in self.cells:
            begin.setdefault(cell.row, []).append(cell)
        for number, row in enumerate(self.rows):
            yield row, begin.get(number, ())


@dataclass(frozen=True)
class Board:
    """A programme as it is worked on. `shelf`: what should be held and stands nowhere, in the order of the file."""

    days: tuple[BoardDay, ...]
    shelf: tuple[Session, ...]

    @classmethod
    def of(cls, conference: Conference, programme: Programme) -> Board:
        placed: dict[Day, list[Placement]] = {day: [] for day in conference.days}
        for placement in programme.in_time_order:
            placed[conference.day_of(placement.start)].append(placement)
        shelf = tuple(session for session in conference.held if session not in programme)
        starts = starts_by_day(conference, shelf)
        spare = int(any(not s.needs_room and (s in shelf or len(conference.starts(s)) > 1) for s in conference.held))
        days = (_day(conference, day, placements, starts[day], spare) for day, placements in placed.items())
        return cls(tuple(days), shelf)


def can_move(conference: Conference, session: Session) -> bool:
    """Whether it could stand elsewhere than in one place."""
    return len(conference.starts(session)) > 1 or len(conference.places(session)) > 1


def starts_by_day(conference: Conference, shelf: Collection[Session] = ()) -> Mapping[Day, tuple[Minute, ...]]:
    """The hours at which sessions could begin, and end while the house is open.

    Of those that are bound to one hour only who are on the `shelf`, for the others stand there or nowhere.
    """
    shortest: dict[Minute, int] = {}
    by_starts: dict[tuple[Minute, ...], int] = {}
    for session in conference.held:
        starts = conference.starts(session)
        if len(starts) > 1 or session in shelf:
            by_starts[starts] = min(session.minutes, by_starts.get(starts, session.minutes))
    for starts, minutes in by_starts.items():
        for start in starts:
            shortest[start] = min(minutes, shortest.get(start, minutes))
    found: dict[Day, list[Minute]] = {day: [] for day in conference.days}
    for start, minutes in sorted(shortest.items()):
        day = conference.day_of(start)
        if day.hours.start <= start and start + minutes <= day.hours.end:
            found[day].append(start)
    return {day: tuple(starts) for day, starts in found.items()}


def _day(
    conference: Conference, day: Day, placements: Sequence[Placement], starts: Sequence[Minute], spare: int
) -> BoardDay:
    alongside = tuple(p for p in placements if _is_alongside(p, placements))
    standing = [placement for placement in placements if placement not in alongside]
    across = [p for p in standing if _is_across(p, standing)]
    in_columns = [placement for placement in standing if placement not in across]
    rows = _rows(day, standing, starts)
    columns, stacks = _columns(conference, in_columns, spare)
    cells = [replace(_cell(rows, (placement,)), columns=len(columns)) for placement in across]
    for number, stack in enumerate(stacks):
        cells += (replace(_cell(rows, together), column=number) for together in _together(stack))
    cells += _empty(rows, len(columns), cells)
    return BoardDay(day, columns, rows, tuple(sorted(cells, key=lambda c: (c.row, c.column))), alongside)


def _is_alongside(placement: Placement, placements: Iterable[Placement]) -> bool:
    """An open space without a room, while others meet."""
    return (
        placement.session.kind is Kind.OPEN_SPACE
        and placement.room is None
        and any(placement != other and placement.overlaps(other) for other in placements)
    )


def _is_across(placement: Placement, placements: Iterable[Placement]) -> bool:
    """Something for everyone that has its hours to itself."""
    return for_everyone(placement.session) and not any(
        placement is not other and placement.overlaps(other) for other in placements
    )


def _rows(day: Day, placements: Sequence[Placement], starts: Sequence[Minute]) -> tuple[BoardRow, ...]:
    bounds = {bound for p in placements for bound in (p.start, p.end)}
    bounds |= {bound for each in day.rounds for bound in (each.span.start, each.span.end)}
    bounds.update(starts)
    if day.step and starts:
        bounds.add(day.hours.end)
    called = {each.span.start: each.name for each in day.rounds}
    begin = {*starts, *called}
    used = {p.start for p in placements}
    spans = (Span(*pair) for pair in pairwise(sorted(bounds)))
    return tuple(
        BoardRow(
            span, called.get(span.start, ""), span.start in begin, span.minutes < THIN or _is_gap(span, begin, used)
        )
        for span in spans
    )


def _is_gap(span: Span, begin: Iterable[Minute], used: Iterable[Minute]) -> bool:
    return span.start not in begin and span.start not in used


def _columns(
    conference: Conference, placements: Sequence[Placement], spare: int
) -> tuple[tuple[BoardColumn, ...], list[list[Placement]]]:
    """The columns, and what stands in each."""
    stacks = {room: [p for p in placements if p.room == room] for room in conference.rooms}
    lanes: list[list[Placement]] = []
    for placement in placements:
        if placement.room is None:
            free = next((lane for lane in lanes if lane[-1].end <= placement.start), None)
            if free is None:
                lanes.append([placement])
            else:
                free.append(placement)
    lanes += [[] for _ in range(spare)]
    if not lanes and not stacks:
        lanes = [[]]
    columns = (*map(BoardColumn, stacks), *(BoardColumn(None, lane) for lane in range(len(lanes))))
    return columns, [*stacks.values(), *lanes]


def _together(stack: Sequence[Placement]) -> Iterator[tuple[Placement, ...]]:
    """What overlaps in one room is in one cell. `stack`: in order of time."""
    cluster: list[Placement] = []
    end = 0
    for placement in stack:
        if cluster and placement.start >= end:
            yield tuple(cluster)
            cluster = []
        end = max(end, placement.end) if cluster else placement.end
        cluster.append(placement)
    if cluster:
        yield tuple(cluster)


def _cell(rows: Sequence[BoardRow], placements: tuple[Placement, ...]) -> BoardCell:
    span = Span(placements[0].start, max(placement.end for placement in placements))
    covered = [number for number, row in enumerate(rows) if row.span.overlaps(span)]
    return BoardCell(covered[0], len(covered), 0, 1, placements)


def _empty(rows: Sequence[BoardRow], columns: int, cells: Iterable[BoardCell]) -> Iterator[BoardCell]:
    """An empty cell for each hour at which something can begin; what comes before the first is nobody's."""
    taken = {
        (row, column)
        for cell in cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    gaps: dict[tuple[int, int], BoardCell] = {}
    for column in range(columns):
        first: int | None = None
        for number in range(len(rows) + 1):
            ends = number == len(rows) or (number, column) in taken
            if first is not None and (ends or rows[number].is_start):
                start = rows[first].span.start if rows[first].is_start else None
                cell = BoardCell(first, number - first, column, start=start)
                beside = gaps.get((first, column - 1))
                if start is None and beside and beside.rows == cell.rows:
                    gaps[first, column] = cell = replace(beside, columns=beside.columns + 1)
                    del gaps[first, column - 1]
                elif start is None:
                    gaps[first, column] = cell
                else:
                    yield cell
                first = None
            if not ends and first is None:
                first = number
    yield from gaps.values()
