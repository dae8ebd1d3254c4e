"""Attendance lists as a workbook: a row for everybody who is expected, to be sorted, ticked off and counted."""

from __future__ import annotations

from openpyxl import Workbook

from scheduler.publishing.exports.attendance import attendance
from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.workbook.book import say_what_it_is, with_alt_texts
from scheduler.publishing.exports.workbook.page import lay_out
from scheduler.publishing.exports.workbook.styles import add_styles
from scheduler.publishing.exports.workbook.tables import Column, SheetRow, add_table, widen
from scheduler.text.spreadsheet import packed


def write_attendance(document: Document) -> bytes:
    """One sheet; in print each session begins on a page of its own."""
    values, say = attendance(document), document.language.say
    words = values["words"]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = say("Attendance")
    add_styles(book, document.language)
    columns = [
        Column(say("Title"), 34, "strong"),
        Column(say("Hours"), 18),
        Column(say("Room"), 22),
        Column(words["name"], 28, "strong"),
        Column(words["organisation"], 24),
        Column(words["role"], 16),
        Column(words["signature"], 24),
    ]
    breaks: list[int] = []
    listed: list[SheetRow] = []
    for one in values["lists"]:
        breaks.append(len(listed) + 2)  # its first row, below that with the headings
        for person in one["people"]:
            about = (person["person"], person["organisation"], person["role"], "")
            listed.append(SheetRow((one["name"], one["when"], one["room"], *about)))
    widen(sheet, columns, listed)
    last = add_table(sheet, columns, listed, name="attendance", summary=values["title"])
    sheet.freeze_panes = "B2"
    lay_out(sheet, document, last=(last, len(columns)), breaks=breaks[1:])
    say_what_it_is(book, document, values["title"])
    return packed(book, with_alt_texts)
