"""The workbook put together: its sheets in order, what it says of itself, and bytes that are the same each time."""

from __future__ import annotations

import re

from openpyxl import Workbook

from scheduler.checking.check import Report
from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.workbook.cells import fitting
from scheduler.publishing.exports.workbook.day_sheet import DaySheet
from scheduler.publishing.exports.workbook.lists import all_sessions, by_person, by_room
from scheduler.publishing.exports.workbook.report_sheet import the_report
from scheduler.publishing.exports.workbook.styles import add_styles
from scheduler.text import sanitize
from scheduler.text.language import Language
from scheduler.text.spreadsheet import packed, without_the_hour

_LOCALES = {"nl": "nl-NL", "en": "en-GB"}
_TABLE_END = b"</table>"
_TABLE_TEXT = (
    '<extLst><ext uri="{{504A1905-F514-4f6f-8877-14C23A59335A}}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:table altText="{name}" altTextSummary="{summary}"/></ext></extLst></table>'
)
_COMMENT = re.compile(rb' name="([^"]*)"[^>]*? comment="([^"]*)"')


def write(document: Document, *, report: Report | None = None, people: bool = False) -> bytes:
    """The programme as an .xlsx file; the same document gives the same bytes.

    `report`: what the check says of it, for the organisers. `people`: everyone's own day and who misses what, which is
    not for everybody; otherwise only who leads, speaks or receives is named.
    """
    language: Language = document.language
    say = language.say
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book, language)
    for day_page in document.day_pages:
        sheet = book.create_sheet(language.day(day_page.date))
        DaySheet(sheet, document, day_page, say("List")).draw()
    all_sessions(book.create_sheet(say("List")), document)
    by_room(book.create_sheet(say("Rooms")), document)
    by_person(book.create_sheet(say("People")), document, everyone=people)
    if report:
        the_report(book.create_sheet(say("Report")), document, report, people=people)
    say_what_it_is(book, document, document.title)
    return packed(book, with_alt_texts)


def say_what_it_is(book: Workbook, document: Document, title: str) -> None:
    """Say in the file what it is, and not who made it when and where: it has no author and no real hour."""
    about = book.properties
    about.creator = "netday"
    about.title = fitting(title, sanitize.LONGEST)
    about.subject = fitting(" · ".join(part for part in (document.dates, document.place) if part), sanitize.LONGEST)
    about.language = _LOCALES[document.language.code]
    without_the_hour(book)


def with_alt_texts(name: str, part: bytes) -> bytes:
    """A part of the file, and what a table is in words."""
    return _with_alt_text(part) if name.startswith("xl/tables/") else part


def _with_alt_text(table: bytes) -> bytes:
    """The table with its text for who does not see it, of which openpyxl knows nothing."""
    found = _COMMENT.search(table)
    if not found:
        raise AssertionError(table[:200])
    name, summary = (part.decode() for part in found.groups())
    return table.replace(_TABLE_END, _TABLE_TEXT.format(name=name, summary=summary).encode())
