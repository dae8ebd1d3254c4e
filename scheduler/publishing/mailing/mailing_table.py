"""A mailing as a table for Word and Outlook: a row a person, as a workbook or as text between semicolons."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from scheduler.publishing.mailing.letters import Letter
from scheduler.text import sanitize
from scheduler.text.language import Language
from scheduler.text.sentence import marked
from scheduler.text.spreadsheet import MOST, calculated, escaped, keep_as_text, packed, without_the_hour

KEYWORD = "netday mailing"  # stands in the workbook, so that it is known again
_HEADS = (
    marked("name"),
    marked("city or organisation"),
    marked("e-mail"),
    marked("greeting"),
    marked("subject"),
    marked("programme"),
    marked("calendar"),
    marked("calendar (subscribe)"),
    marked("changes"),
    marked("whole programme"),
    marked("waiting list"),
    marked("papers and links"),
)
_WIDTHS = (26, 20, 28, 26, 34, 60, 30, 30, 50, 30, 40, 60)


def heads(language: Language) -> list[str]:
    """The headings, without which Word knows no fields."""
    return [language.say(head) for head in _HEADS]


def to_xlsx(letters: Iterable[Letter], language: Language) -> bytes:
    """One sheet, with its headings in the first row; texts that are no formulas."""
    from openpyxl import Workbook  # noqa: PLC0415  for who writes one

    from scheduler.publishing.exports.workbook.cells import cell_at  # noqa: PLC0415

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = language.say("Mailing")
    for number, row in enumerate([heads(language), *map(_cells, letters)], 1):
        for column, value in enumerate(row, 1):
            if value:
                cell = cell_at(sheet, number, column)
                cell.value = escaped(value[:MOST])
                keep_as_text(cell, value)
    for named, width in zip("ABCDEFGHIJKL", _WIDTHS, strict=True):
        sheet.column_dimensions[named].width = width
    sheet.freeze_panes = "B2"
    book.properties.creator = "netday"
    book.properties.keywords = KEYWORD
    without_the_hour(book)
    return packed(book)


def to_csv(letters: Iterable[Letter], language: Language) -> bytes:
    """As a Dutch Excel opens it: UTF-8 with a byte order mark, and semicolons; commas where the language is English.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if language.code == "nl" else ",", lineterminator="\r\n")
    for row in [heads(language), *map(_cells, letters)]:
        writer.writerow([f"'{value}" if calculated(value) else value for value in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cells(letter: Letter) -> Sequence[str]:
    return [
        *map(_line, (letter.person.name, letter.person.organisation, letter.email, letter.greeting, letter.subject)),
        "\n".join(letter.day),
        letter.https,
        letter.webcal,
        "\n".join(letter.changes),
        letter.page,
        "\n".join(letter.waiting),
        "\n".join(letter.besides),
    ]


def _line(text: str) -> str:
    return sanitize.line(text, None)
