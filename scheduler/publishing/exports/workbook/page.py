"""Sheets on paper: size, margins, what is repeated on each page, and where pages end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.workbook.cells import header_text
from scheduler.publishing.exports.workbook.heights import MORE
from scheduler.text.language import Language

POINTS = 5.25  # a unit of a column's width; some programs take a little more
_SIDES, _TOPS = 0.4, 0.65  # inches


@dataclass(frozen=True)
class Page:
    """A page on its side. `code`: what spreadsheets call it. The rest is what can be printed on, in points."""

    code: int
    width: float
    height: float


A4 = Page(9, 842 - 144 * _SIDES, 595 - 144 * _TOPS)
A3 = Page(8, 1191 - 144 * _SIDES, 842 - 144 * _TOPS)


def lay_out(
    sheet: Worksheet,
    document: Document,
    *,
    size: Page = A4,
    last: tuple[int, int],
    heads: int = 1,
    bands: Sequence[int] = (),
    breaks: Sequence[int] = (),
) -> None:
    """Set how the sheet is printed.

    `last`: row and column. `heads`: rows that are repeated. `breaks`: rows before which a page can end, in order.
    `bands`: the last column of each page across; without any, one page across, and down as many as it takes.
    """
    rows, columns = last
    sheet.print_area = f"A1:{get_column_letter(columns)}{rows}"
    if heads:
        sheet.print_title_rows = f"1:{heads}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = size.code
    sheet.page_margins = PageMargins(left=_SIDES, right=_SIDES, top=_TOPS, bottom=_TOPS, header=0.3, footer=0.3)
    sheet.print_options.horizontalCentered = True
    _in_the_margins(sheet, document)
    if bands:
        sheet.print_title_cols = "A:A"
        _pages(sheet, size, rows, columns, heads, bands, breaks)
    else:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _pages(
    sheet: Worksheet, size: Page, rows: int, columns: int, heads: int, bands: Sequence[int], breaks: Sequence[int]
) -> None:
    """Set one page across; where there are too many rooms, some on each. Downwards one page when nearly all fits."""
    hours, *rooms = (sheet.column_dimensions[get_column_letter(n)].width * POINTS for n in range(1, columns + 1))
    widest = max(hours + sum(rooms[first - 1 : last - 1]) for first, last in zip([1, *bands], bands, strict=False))
    widest = widest if len(bands) > 1 else hours + sum(rooms)
    scale = min(1.0, size.width / widest)
    heights = [sheet.row_dimensions[row].height or 15.0 for row in range(1, rows + 1)]
    if len(bands) == 1 and sum(heights) * scale <= size.height * MORE:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1
        return
    # With "fit to pages" a spreadsheet chooses itself where a page ends, through the middle of a plenary.
    sheet.page_setup.scale = max(10, int(scale * 91))
    for band in bands[:-1]:
        sheet.col_breaks.append(Break(id=band, max=1_048_575, man=True))
    for row in _evenly(heights, heads, size.height / scale * 0.98, breaks):
        sheet.row_breaks.append(Break(id=row - 1, max=16_383, man=True))


def _evenly(heights: Sequence[float], heads: int, room: float, breaks: Sequence[int]) -> list[int]:
    """The rows before which a page ends: on as few pages as can be, about as much on each, so that none has one row."""
    ends = _ends(heights, heads, room, breaks)
    least, most = 0.0, room
    for _ in range(12):
        middle = (least + most) / 2
        if len(closer := _ends(heights, heads, middle, breaks)) <= len(ends):
            ends, most = closer, middle
        else:
            least = middle
    return ends


def _ends(heights: Sequence[float], heads: int, room: float, breaks: Sequence[int]) -> list[int]:
    """The rows before which a page ends: the last that may, before it is full."""
    repeated = sum(heights[:heads])
    ends: list[int] = []
    since = heads + 1
    while sum(heights[since - 1 :]) + repeated > room:
        fitting = [r for r in breaks if r > since and sum(heights[since - 1 : r - 1]) + repeated <= room]
        end = fitting[-1] if fitting else next((row for row in breaks if row > since), None)
        if end is None:
            break
        ends.append(end)
        since = end
    return ends


def _in_the_margins(sheet: Worksheet, document: Document) -> None:
    language: Language = document.language
    pages = language.say("Page {page} of {pages}", page="&P", pages="&N")
    for margin, left, right in (
        (sheet.oddHeader, header_text(document.title), header_text(document.dates)),
        (sheet.oddFooter, header_text(document.place), pages),
    ):
        if margin is not None:
            margin.left.text, margin.right.text = left, right
