"""Tables to sort and to filter: a row of heads, a row for each thing, a style for each column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.publishing.exports.workbook.cells import Value, cell_at, put, put_link
from scheduler.publishing.exports.workbook.heights import HIGHEST, lines, width
from scheduler.publishing.exports.workbook.page import POINTS

_SIZE, _LINE = 10.0, 13.0  # of the letters and of a line of them, in points
_AROUND, _SPARE, _BUTTON = 16.0, 4.0, 10.0  # points around a text, more, and of the button behind a head


@dataclass(frozen=True)
class Column:
    """A column of a table.

    `width`: at most. `style`: how its cells look, and of what sort they are; `link` makes links of them.
    """

    head: str
    width: float
    style: str = "text"


@dataclass(frozen=True)
class SheetRow:
    """A row of a table. `styles`: those of single cells, by the number of their column, instead of the column's."""

    values: Sequence[Value]
    styles: tuple[tuple[int, str], ...] = ()


def add_table(
    sheet: Worksheet, columns: Sequence[Column], rows: Iterable[SheetRow], *, name: str, summary: str, top: int = 1
) -> int:
    """Writes the table from row `top` on; returns its last row. `summary`: what it is, for who does not see it.

    A table of nothing has one empty row, for a spreadsheet knows none without.
    """
    for number, column in enumerate(columns, 1):
        put(cell_at(sheet, top, number), column.head, "netday head")
    inner = [sheet.column_dimensions[get_column_letter(n)].width * POINTS - _AROUND for n in range(1, len(columns) + 1)]
    last = top
    for last, row in enumerate(rows, top + 1):
        styles = dict(row.styles)
        lined = 1
        for number, (column, value) in enumerate(zip(columns, row.values, strict=True)):
            cell = cell_at(sheet, last, number + 1)
            style = styles.get(number) or f"netday {column.style}"
            if column.style == "link" and isinstance(value, str):
                put_link(cell, value, style)
            else:
                put(cell, value, style)
            if isinstance(value, str) and len(value) * _SIZE * 0.6 > inner[number]:
                lined = max(lined, lines(value, _SIZE, inner[number]))
        sheet.row_dimensions[last].height = min(_LINE * lined + 4, HIGHEST)
    last = max(last, top + 1)
    table = Table(displayName=name, ref=f"A{top}:{get_column_letter(len(columns))}{last}", comment=summary)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    return last


def widen(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[SheetRow] = ()) -> float:
    """Make the columns as wide as what stands in them, within reason; without rows as wide as they can be.

    Returns the sum.
    """
    found = []
    for number, column in enumerate(columns):
        texts = {value for row in rows if isinstance(value := row.values[number], str)}
        longest = max((width(text[:200], _SIZE) for text in texts), default=0.0) + _AROUND + _SPARE
        head = width(column.head, _SIZE) + _AROUND + _BUTTON
        fixed = not rows or column.style in {"date", "time", "number"}
        found.append(
            max(column.width, head / POINTS) if fixed else max(min(column.width, longest / POINTS), head / POINTS)
        )
        sheet.column_dimensions[get_column_letter(number + 1)].width = round(found[-1], 1)
    return sum(found)
