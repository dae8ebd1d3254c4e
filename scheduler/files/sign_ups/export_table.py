"""The export of a form as a table: whatever its encoding and separator, from Excel too, with one row of headings."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.files.beside import is_workbook
from scheduler.files.csv_slips import decoded_twice, row_slip
from scheduler.files.decode import load
from scheduler.files.faults import Fault, FaultList, Faults, quoted
from scheduler.files.people_csv import rows_of
from scheduler.files.workbook.raw import RawSheet, read_raw
from scheduler.text.letters import unbroken
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import alike_key, count, listing

_DELIMITERS = ";\t,|"
_LONGEST = 1_048_576  # rows that a sheet can have: a list of wishes is long
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_GUARDED = re.compile(r"'(?=[=+\-@])")  # what is put before a text that a spreadsheet would work out
# By product, headings of its own, as `plain` has them: of one of the lists all are there.
_PRODUCTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "Microsoft Forms": (("begintijd", "tijd van voltooien"), ("start time", "completion time")),
    "Eventbrite": (("order #", "attendee #"), ("ordernr", "status deelnemer"), ("order #", "attendee status")),
    "pretalx": (
        ("code", "name", "question", "answer"),
        ("name", "email", "confirmed"),
        ("voorstel titel",),
        ("proposal title",),
        ("id", "track"),
    ),
    "LimeSurvey": (("submitdate", "lastpage"), ("antwoord id", "laatste pagina"), ("response id", "last page")),
    "SurveyMonkey": (("respondent id", "collector id"),),
    "Typeform": (("network id", "submit date (utc)"), ("#", "network id")),
    "Qualtrics": (("responseid", "recordeddate"), ("response id", "recorded date")),
    "EasyChair": (("submission #", "first name"), ("#", "authors", "decision")),
    "Jotform": (("submission date", "submission id"),),
    "Google Forms": (("tijdstempel",), ("timestamp",)),
}
_SESSIONS = (
    ("voorstel titel",),
    ("proposal title",),
    ("#", "title", "authors", "decision"),
    ("id", "title", "session type"),
)


@dataclass(frozen=True, slots=True)
class ExportRow:
    """`number`: of the row as a spreadsheet shows it, from 1."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class ExportTable:
    """An export with one row of headings; `product`: the form that it comes from, where that is known."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[ExportRow, ...]
    product: str = ""
    remarks: tuple[str, ...] = ()
    read: int = 0  # rows of the file, which may be more than one a person


def plain(heading: str) -> str:
    """A heading in the form in which headings are compared.

    >>> plain("Tijd van voltooien "), plain("E-mail"), plain("Antwoord-ID")
    ('tijd van voltooien', 'e mail', 'antwoord id')
    """
    return " ".join(alike_key(heading).replace("-", " ").replace("_", " ").split())


def export_rows(path: Path) -> tuple[ExportRow, list[ExportRow], list[Phrase]]:
    """The row of headings in that file, those below it in which something stands, and remarks. Raises Faults."""
    remarks: list[Phrase] = []
    rows = _of_workbook(path, remarks) if is_workbook(path) else _of_text(path, remarks)
    rows = [row for row in rows if any(row.cells)]
    if not rows:
        raise Faults([Fault(path.name, 0, "", Sentence("Nothing stands in this file."))])
    heading, below = _headings(rows)
    return heading, below, remarks


def read_export(path: Path) -> ExportTable:
    """The table in that file. Raises Faults."""
    heading, below, remarks = export_rows(path)
    names = tuple(_heading(cell) for cell in heading.cells)
    beyond = [(row.number, cell) for row in below for cell in row.cells[len(names) :] if cell]
    if beyond:
        raise Faults(
            Fault(
                path.name,
                number,
                "",
                Sentence(
                    "{cell} stands beyond the last column. Is a cell to its left cut in two? Put that between quotes.",
                    cell=quoted(cell),
                ),
            )
            for number, cell in beyond
        )
    known = {plain(name) for name in names}
    if any(known.issuperset(some) for some in _SESSIONS):
        message = Sentence(
            "This is a list of sessions and not of people. netday import takes a published schedule; for sign-ups, "
            "export the people or their answers."
        )
        raise Faults([Fault(path.name, heading.number, "", message)])
    product = next(
        (name for name, lists in _PRODUCTS.items() if any(known.issuperset(some) for some in lists)),
        "",
    )
    return _wide(ExportTable(path.name, names, tuple(below), product, tuple(remarks), len(below)))


def _cleaned(cell: str) -> str:
    """A cell without blanks about it, and without the apostrophe that guards spreadsheets from it."""
    text = unbroken(cell).replace("\xa0", " ").strip()
    return text[1:] if _GUARDED.match(text) else text


def _heading(cell: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", cell)).split())


# -- text -------------------------------------------------------------------------------------------------------------


def _of_text(path: Path, remarks: list[Phrase]) -> list[ExportRow]:
    text, said_aloud = load(path, path.name)
    if faults := decoded_twice(text, path.name):
        raise Faults(faults)
    remarks += said_aloud
    delimiter = _delimiter(text)
    try:
        found = list(rows_of(text, delimiter))
    except Faults as faults_found:
        raise Faults([replace(fault, file=path.name) for fault in faults_found.faults]) from None
    rows = [ExportRow(number, tuple(map(_cleaned, cells))) for number, (_, cells) in enumerate(found, 1)]
    return _unquoted(rows, [line for line, _ in found], delimiter, path.name, remarks)


def _delimiter(text: str) -> str:
    """The commonest of the signs in the first line with something in it, outside quotes."""
    if found := re.match(r"sep=(.)\n", text):
        return found[1]
    outside, is_quoted = "", False
    for sign in text.lstrip():
        if sign == '"':
            is_quoted = not is_quoted
        elif sign == "\n" and not is_quoted:
            break
        elif not is_quoted:
            outside += sign
    if any(sign in outside for sign in _DELIMITERS):
        return max(_DELIMITERS, key=outside.count)
    heading = text.lstrip().partition("\n")[0]  # the whole row between quotes
    return max(_DELIMITERS, key=heading.count)


def _unquoted(
    rows: list[ExportRow], lines: Sequence[int], delimiter: str, file: str, remarks: list[Phrase]
) -> list[ExportRow]:
    """The rows that stand whole in one cell, as an Excel that expects another sign leaves them, cut up again."""
    filled = [row for row in rows if any(row.cells)]
    columns = max((len(row.cells) for row in filled[:50]), default=0)
    if columns == 1 and filled and delimiter in filled[0].cells[0]:
        columns = len(next(csv.reader([filled[0].cells[0]], delimiter=delimiter)))
    mended, faults, number = [], [], 0
    for row, line in zip(rows, lines, strict=True):
        cells = [cell for cell in row.cells if cell]
        if columns > 1 and len(cells) == 1 and row.cells[0].count(delimiter) >= columns - 1:
            again = tuple(map(_cleaned, next(csv.reader(row.cells[0].split("\n"), delimiter=delimiter))))
            if len(again) == columns:
                mended.append(ExportRow(row.number, again))
                number += 1
                continue
        if len(cells) == 1 and (slip := row_slip(row.cells, columns, delimiter)):
            faults.append(Fault(file, line, "", slip))
        mended.append(row)
    if faults:
        raise Faults(faults)
    if number:
        remarks.append(
            plural(
                number,
                "{number} row stood whole in one cell, between quotes; it is cut up again.",
                "{number} rows stood whole in one cell, between quotes; they are cut up again.",
            )
        )
    return mended


# -- workbooks --------------------------------------------------------------------------------------------------------


def _of_workbook(path: Path, remarks: list[Phrase]) -> list[ExportRow]:
    fault_list = FaultList()
    book = read_raw(path, fault_list, most_rows=_LONGEST)
    fault_list.close()
    remarks += book.remarks
    filled = [sheet for sheet in book.sheets if sheet.rows]
    if not filled:
        return []
    best = max(filled, key=lambda sheet: (not sheet.hidden, len(sheet.rows)))
    others = [sheet.name for sheet in filled if sheet is not best]
    if others:
        remarks.append(
            Sentence(
                "The answers are taken from the sheet {sheet}. Not read: {others}.",
                sheet=best.name,
                others=listing(others),
            )
        )
    return _of_sheet(best)


def _of_sheet(sheet: RawSheet) -> list[ExportRow]:
    columns = max(max(cells) for cells in sheet.rows.values())
    rows = []
    for number in sorted(sheet.rows):
        cells = tuple(_cleaned(sheet.text(number, column)) for column in range(1, columns + 1))
        rows.append(ExportRow(number, cells))
    return rows


# -- shapes -----------------------------------------------------------------------------------------------------------

_USUAL = re.compile(
    r"\b(naam|name|voornaam|achternaam|e ?mail\w*|gemeente|city|organisatie|organisation|company|id|tijdstempel|"
    r"timestamp|email address|status|respondent id|responseid|begintijd|start time|order #)\b"
)


def _headings(rows: Sequence[ExportRow]) -> tuple[ExportRow, list[ExportRow]]:
    """The row of headings and what stands below it: below a title, and of two or three rows made one."""
    first = max(rows[:10], key=lambda row: sum(bool(_USUAL.search(plain(c))) for c in row.cells if len(c) < 80))
    place = rows.index(first)
    below = list(rows[place + 1 :])
    known = {plain(cell) for cell in first.cells}
    imports = next((n for n, row in enumerate(below[:2]) if any('{"importid"' in c.casefold() for c in row.cells)), -1)
    if imports >= 0:  # Qualtrics: its own names, the questions, and names of the machine
        questions = below[0].cells if imports == 1 else first.cells
        cells = [new or old for new, old in zip(_filled_up(questions, len(first.cells)), first.cells, strict=True)]
        own = [old if plain(old) in _QUALTRICS else new for new, old in zip(cells, first.cells, strict=True)]
        return ExportRow(first.number, tuple(own)), below[imports + 1 :]
    if "respondent id" in known and below and not below[0].cell(0):  # SurveyMonkey: questions, and below them answers
        question, merged = "", []
        for column in range(max(len(first.cells), len(below[0].cells))):
            question = first.cell(column) or question
            option = below[0].cell(column)
            is_open = plain(option) in ("", "response", "open ended response", "antwoord", "open antwoord")
            merged.append(question if is_open else f"{question} [{option}]")
        return ExportRow(first.number, tuple(merged)), below[1:]
    return first, below


_QUALTRICS = {
    "startdate",
    "enddate",
    "status",
    "progress",
    "finished",
    "recordeddate",
    "responseid",
    "distributionchannel",
}


def _filled_up(cells: Iterable[str], number: int) -> list[str]:
    some = list(cells)[:number]
    return some + [""] * (number - len(some))


_QUESTION, _ANSWER = ("question", "vraag"), ("answer", "antwoord", "response", "value", "waarde")


def _wide(table: ExportTable) -> ExportTable:
    """Answers that stand as rows, one a question, as one row a person."""
    heads = [plain(heading) for heading in table.headings]
    asks = next((n for n, head in enumerate(heads) if head in _QUESTION), -1)
    answers = next((n for n, head in enumerate(heads) if head in _ANSWER), -1)
    if asks < 0 or answers < 0:
        return table
    own = [number for number in range(len(heads)) if number not in (asks, answers)]
    key_columns = [n for n in own if heads[n] in ("code", "id", "email", "e mail", "name", "naam", "e mailadres")]
    people: dict[tuple[str, ...], tuple[ExportRow, dict[str, list[str]]]] = {}
    questions: dict[str, None] = {}
    for row in table.rows:
        key = tuple(row.cell(n) for n in key_columns)
        _, given = people.setdefault(key, (row, {}))
        question = " ".join(row.cell(asks).split())
        questions[question] = None
        if row.cell(answers) and row.cell(answers) not in given.setdefault(question, []):
            given[question].append(row.cell(answers))
    rows = [
        ExportRow(row.number, (*(row.cell(n) for n in own), *("\n".join(given.get(q, ())) for q in questions)))
        for row, given in people.values()
    ]
    note = Sentence(
        "{answers} in rows of their own, put together by person: {people}.",
        answers=count(len(table.rows), "answer"),
        people=count(len(rows), "person", "people"),
    )
    headings = (*(table.headings[n] for n in own), *questions)
    return replace(table, headings=headings, rows=tuple(rows), remarks=(*table.remarks, note))
