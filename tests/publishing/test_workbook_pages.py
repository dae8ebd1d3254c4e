"""Where the pages of a printed sheet end."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from scheduler.publishing.exports.document import document
from scheduler.publishing.exports.workbook.page import A4, lay_out
from scheduler.text.language import Language
from tests.support.small import day, placed


@pytest.mark.parametrize(
    ("rows", "ends"),
    [
        # A head of 20 points and rows of 50, on a page of 501: 10 rows can be printed on it a little smaller.
        (10, []),
        (12, [7]),  # 6 and 6, not 9 and 3
        (25, [10, 19]),  # 9, 9 and 7
    ],
)
def test_pages_are_filled_alike_and_none_has_one_row_alone(rows: int, ends: list[int]) -> None:
    (sheet,) = Workbook().worksheets
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 8, 30
    sheet.row_dimensions[1].height = 20
    for row in range(2, rows + 2):
        sheet.row_dimensions[row].height = 50
    conference = day(sessions={"Europa": {}})
    page = document(conference, placed(conference, "Europa 9:00 Zaal 1"), Language.of("nl"))
    lay_out(sheet, page, size=A4, last=(rows + 1, 2), bands=[2], breaks=range(3, rows + 2))
    assert [found.id for found in sheet.row_breaks.brk] == ends
    assert bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage) is not bool(ends)
