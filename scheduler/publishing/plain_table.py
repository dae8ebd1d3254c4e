"""A table of texts for office programs: as a workbook with one sheet, or as text between semicolons."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from scheduler.text.language import Language
from scheduler.text.spreadsheet import MOST, calculated, escaped, keep_as_text, packed, without_the_hour

Row = Sequence[str | int]


def table_to_xlsx(rows: Iterable[Row], widths: Sequence[int], title: str, keyword: str) -> bytes:
    """One sheet, with its headings in the first row; texts that are no formulas.

    `keyword`: stands in the workbook, so that it is known again.
    """
    from openpyxl import Workbook  # noqa: PLC0415  for who writes one
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    from scheduler.publishing.exports.workbook.cells import cell_at  # noqa: PLC0415

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if isinstance(value, int):
                cell_at(sheet, number, column).value = value
            elif value:
                cell = cell_at(sheet, number, column)
                cell.value = escaped(value[:MOST])
                keep_as_text(cell, value)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    book.properties.creator = "netday"
    book.properties.keywords = keyword
    without_the_hour(book)
    return packed(book)


def table_to_csv(rows: Iterable[Row], language: Language) -> bytes:
    """As a Dutch Excel opens it: UTF-8 with a byte order mark, and semicolons; commas where the language is English.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if language.code == "nl" else ",", lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{value}" if isinstance(value, str) and calculated(value) else value for value in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()
