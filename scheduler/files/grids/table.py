"""A table as it is laid, whatever program it comes from: cells with what they span, their lines, and where they stand.

Each reader (Word, Excel, plain text) makes a `GridDocument`; whatever is said about hours, rooms and sessions comes
after that and knows no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from scheduler.files.faults import remarked
from scheduler.text.sentence import Phrase

MOST_CELLS = 10_000  # of a document; the longest programmes have some hundreds


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a cell or a paragraph. `place`: where it stands, as faults say it."""

    text: str
    bold: bool = False
    place: int = 0


@dataclass(frozen=True)
class GridCell:
    """A cell; `row` and `column` count from 0, and `rows` and `columns` from 1: over how many it is merged."""

    row: int
    column: int
    lines: tuple[CellLine, ...]
    place: int
    rows: int = 1
    columns: int = 1

    @cached_property
    def text(self) -> str:
        return " ".join(" ".join(line.text for line in self.lines).split())


@dataclass(frozen=True)
class GridTable:
    """`number`: of the table in its document, from 1. `name`: of the sheet, where it has one."""

    number: int
    cells: tuple[GridCell, ...]
    name: str = ""

    @cached_property
    def height(self) -> int:
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    @cached_property
    def _covered(self) -> dict[tuple[int, int], GridCell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers that place."""
        return self._covered.get((row, column))

    def row(self, number: int) -> Sequence[GridCell]:
        """The cells that begin in that row, from the left."""
        return self._rows.get(number, ())

    @cached_property
    def _rows(self) -> dict[int, list[GridCell]]:
        rows: dict[int, list[GridCell]] = {}
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            rows.setdefault(cell.row, []).append(cell)
        return rows

    def turned(self) -> GridTable:
        """The same with rows as columns; each cell keeps its place in the file."""
        cells = (
            replace(cell, row=cell.column, column=cell.row, rows=cell.columns, columns=cell.rows) for cell in self.cells
        )
        return replace(self, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


@dataclass
class GridDocument:
    """Paragraphs and tables in their order. `notes`: texts of footnotes by their mark. `title`: as the file has it."""

    file: str
    blocks: list[CellLine | GridTable] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    title: str = ""
    remarks: list[Phrase] = field(default_factory=list)
    margins: tuple[str, ...] = ()  # texts at the head or foot of its pages

    @property
    def tables(self) -> list[GridTable]:
        return [block for block in self.blocks if isinstance(block, GridTable)]

    def say(self, place: int, remark: Phrase) -> None:
        """Add a remark with the place that it is about."""
        self.remarks.append(remarked(self.file, place, remark))
