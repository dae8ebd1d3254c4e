"""A day's grid as the rows and cells of an HTML table, parted where no session goes on: there print may break."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from scheduler.conference.clock import Clock
from scheduler.conference.conference import Room, Session
from scheduler.conference.programme import Placement
from scheduler.publishing.exports.document import SessionText
from scheduler.publishing.exports.grid import Cell, Grid
from scheduler.publishing.exports.html.contents import Moment, PageEntry

EMPTY = 60  # minutes; hours in which nothing takes place need no paper


@dataclass(frozen=True)
class Box:
    """A cell of the table. `entry` None: nothing takes place there, or the `talks` of a `block`."""

    entry: PageEntry | None
    rows: int
    columns: int
    block: SessionText | None = None
    talks: tuple[PageEntry, ...] = ()


@dataclass(frozen=True)
class TableRow:
    """`quiet`: nothing begins here, so that its hour is not shown. `minutes`: at most `EMPTY` where all is empty."""

    starts: Moment
    minutes: int
    quiet: bool
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Table:
    """`parts`: rows that belong together, since a session of one goes on in the next."""

    heads: tuple[Room | None, ...]
    parts: tuple[tuple[TableRow, ...], ...]


def table(
    grid: Grid,
    clock: Clock,
    entries: Mapping[Session, PageEntry],
    blocks: Mapping[Placement, SessionText] = MappingProxyType({}),
) -> Table:
    """Cells in the order of HTML: row by row, each where it begins; what is empty is filled up in as few as can be."""
    owner: dict[tuple[int, int], Cell] = {slot: cell for cell in grid.cells for slot in cell.slots}
    parts = []
    for part in _parts(grid):
        boxes: dict[int, list[tuple[int, Box]]] = {row: [] for row in part}
        for cell in grid.cells:
            if cell.row in boxes:
                boxes[cell.row].append((cell.column, _box(cell, entries, blocks)))
        for row, rows, column, columns in _gaps(grid, part, owner):
            boxes[row].append((column, Box(None, rows, columns)))
        parts.append(
            tuple(
                TableRow(
                    starts=Moment.at(clock, grid.rows[row].start),
                    minutes=_shown(grid, row, owner),
                    quiet=all(
                        box.block is None and (box.entry is None or box.entry.starts is None) for _, box in boxes[row]
                    ),
                    boxes=tuple(box for _, box in sorted(boxes[row], key=lambda placed: placed[0])),
                )
                for row in part
            )
        )
    return Table(grid.columns, tuple(parts))


def _box(cell: Cell, entries: Mapping[Session, PageEntry], blocks: Mapping[Placement, SessionText]) -> Box:
    if not cell.talks:
        return Box(entries[cell.placement.session], cell.rows, cell.columns)
    talks = tuple(entries[talk.session] for talk in cell.talks)
    return Box(None, cell.rows, cell.columns, blocks[cell.placement], talks)


def _shown(grid: Grid, row: int, owner: Mapping[tuple[int, int], Cell]) -> int:
    minutes = grid.rows[row].minutes
    used = any((row, column) in owner for column in range(len(grid.columns)))
    return minutes if used else min(minutes, EMPTY)


def bands(grid: Grid, most: int) -> list[Grid]:
    """The grid in parts of at most so many columns, about as many in each, without the hours that a part has not.

    A part whose rooms are empty in the evening, when something goes on elsewhere, would fill a page with nothing.
    """
    columns = len(grid.columns)
    number = -(-columns // most)
    bounds = [columns * part // number for part in range(number + 1)]
    return [grid.only(range(first, last)).trimmed() for first, last in pairwise(bounds)]


def _parts(grid: Grid) -> list[range]:
    """Ranges of rows such that no cell stands in two of them."""
    goes_on = {row for cell in grid.cells for row in range(cell.row + 1, cell.row + cell.rows)}
    firsts = [row for row in range(len(grid.rows)) if row not in goes_on]
    return [range(first, last) for first, last in pairwise([*firsts, len(grid.rows)])]


def _gaps(grid: Grid, part: range, owner: Mapping[tuple[int, int], Cell]) -> list[tuple[int, int, int, int]]:
    """Each empty stretch as (row, rows, column, columns); neighbours of the same height are one."""
    found = []
    for column in range(len(grid.columns)):
        empty = {row for row in part if (row, column) not in owner}
        firsts = [row for row in part if row in empty and row - 1 not in empty]
        found += [(row, next(n for n in range(1, len(part) + 1) if row + n not in empty), column, 1) for row in firsts]
    merged: list[tuple[int, int, int, int]] = []
    for row, rows, column, columns in sorted(found, key=lambda gap: (gap[0], gap[1], gap[2])):
        if merged and merged[-1][:2] == (row, rows) and merged[-1][2] + merged[-1][3] == column:
            merged[-1] = (row, rows, merged[-1][2], merged[-1][3] + columns)
        else:
            merged.append((row, rows, column, columns))
    return merged
