r"""Cells: texts that stand in them as people wrote them and are never calculated, and cells that are one.

>>> fitting("=cmd|' /C calc'!A0\x00\n")
"=cmd|' /C calc'!A0"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import cast

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.conference.clock import Clock, Minute
from scheduler.text import sanitize
from scheduler.text.spreadsheet import CODED, MOST, escaped, keep_as_text

_LONGEST_LINK = 2_079

Value = str | int | date | time | None


class _Merged(MultiCellRange):
    """Merged cells in order of place, so that the same programme gives the same bytes: a set has no order."""

    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.sorted())


def fitting(given: str, most: int = MOST) -> str:
    """The text on one line, without what a cell cannot hold, and cut with an ellipsis where it is too long."""
    whole = sanitize.line(given, most)
    more = 6 * len(CODED.findall(whole))
    return whole if len(whole) + more <= MOST else sanitize.line(given, MOST - more)


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell in that row and column, both from 1."""
    return cast("Cell", sheet.cell(row, column))  # never one of `merge_cells`, which is not used


def put(cell: Cell, value: Value, style: str) -> None:
    """Put the value in the cell.

    Text is text: it is no formula and no error, and stays so when somebody edits the cell.
    """
    cell.style = style
    if isinstance(value, str):
        value = fitting(value)
        if not value:
            return
        value = escaped(value)
    cell.value = value
    if isinstance(value, str):
        keep_as_text(cell, value)


def put_lines(cell: Cell, lines: Iterable[tuple[str, Font]], style: str) -> None:
    """Put lines in one cell, each in its own letters; they hold at most what a cell can hold."""
    cell.style = style
    each = [(fitting(line, 5_000), font) for line, font in lines]
    each = [(line, font) for line, font in each if line]
    ends = ["\n"] * (len(each) - 1) + [""]
    # In letters of several sorts, what looks like code is parted: LibreOffice does not read the code for _ there.
    blocks = [
        TextBlock(InlineFont(rFont=font.name, sz=font.sz, b=font.b, i=font.i, color=font.color), part)
        for (line, font), end in zip(each, ends, strict=True)
        for part in CODED.split(line + end)
    ]
    if blocks:
        cell.value = CellRichText(blocks)
        keep_as_text(cell, blocks[0].text)


def put_link(cell: Cell, link: str, style: str) -> None:
    """Put the address in the cell as text; it leads there when it is one of the web or of mail."""
    put(cell, link, style)
    try:
        address = sanitize.url(link) if link else ""
    except ValueError:
        return
    if address and len(address) <= _LONGEST_LINK:
        cell.hyperlink = address


def merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int, style: str) -> Cell:
    """Make one cell of several, all in its style, so that its border goes round; the one that holds the text.

    Not `Worksheet.merge_cells`, which takes seconds for a thousand sessions.
    """
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            sheet.cell(row, column).style = style
    if top != bottom or left != right:
        if not isinstance(sheet.merged_cells, _Merged):
            sheet.merged_cells = _Merged()
        sheet.merged_cells.ranges.add(CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right))
    return cell_at(sheet, top, left)


def of_day(clock: Clock, minute: Minute) -> time:
    """The hour as a spreadsheet knows it; midnight at the end of a day is 0:00."""
    return clock.naive(minute).time()


def header_text(given: str) -> str:
    """The text fit for the head of a printed page, where & begins a code and 255 letters are all there is."""
    return sanitize.line(given, 90).replace("&", "&&")
