"""What is to be decided, as a workbook with a row a question and a cell for the answer; and read back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.files.faults import Fault, FaultList, quoted
from scheduler.files.sign_ups.columns import MEANINGS, ROLES
from scheduler.files.sign_ups.decide import LEAVE_OUT, NEW, YES, Asked, Decisions, OpenQuestion
from scheduler.files.sign_ups.known_names import KnownNames
from scheduler.files.sign_ups.taken import answer_typed
from scheduler.files.workbook.looks import as_head, as_remark, as_text, filled
from scheduler.files.workbook.raw import read_raw
from scheduler.text.language import Language
from scheduler.text.sentence import Phrase, Sentence, said_in
from scheduler.text.wording import listing

_TO_FILL = "FFF6D6"
_WIDTHS = (70, 18, 34, 60, 12, 40)
_ABOUT, _WHAT = 5, 6  # columns that say which question it is; out of sight
_MOST = 8_000  # letters of a cell


def hint(question: OpenQuestion) -> Phrase:
    """What can be answered."""
    match question.about:
        case Asked.COLUMN:
            return Sentence("Choose what it says; - when it says nothing for the day.")
        case Asked.NAME:
            return Sentence("The group; several with ; between them. + makes a new group of it, - leaves it out.")
        case Asked.STRENGTH:
            return Sentence("A number: 3 is much, 1 a little, 0 not at all.")
        case Asked.HOUR:
            return Sentence("An hour like 11:00; - leaves it out.")
        case Asked.ROLE:
            return Sentence(
                "Chair, vice chair, secretary, member or interested; - leaves out the groups of those rows."
            )
        case Asked.STATUS:
            return Sentence("yes: they come; -: the row does not count.")
    return Sentence("yes: one person; -: two.")


def answer_shown(question: OpenQuestion, language: Language) -> str:
    """The likely answer, as people write it."""
    if question.about in (Asked.COLUMN, Asked.ROLE) and question.likely in MEANINGS:
        return MEANINGS[question.likely].into(language)
    return Sentence("yes").into(language) if question.likely == YES else question.likely


def write_review(questions: Sequence[OpenQuestion], known: KnownNames, language: Language) -> bytes:
    """The workbook, with what is likely as the answer that stands there."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = Sentence("Questions").into(language)
    heads = (Sentence("question"), Sentence("rows"), Sentence("answer"), Sentence("what can be answered"))
    for column, head in enumerate(heads, 1):
        as_head(_put(sheet, 1, column, head.into(language)))
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column in (_ABOUT, _WHAT):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    for row, question in enumerate(questions, 2):
        as_text(_put(sheet, row, 1, said_in(question.sentence, language)), wrapped=True)
        rows = [str(number) for number in question.rows[:5]] + ["…"] * (len(question.rows) > 5)
        as_text(_put(sheet, row, 2, ", ".join(rows)), wrapped=True)
        answer = _put(sheet, row, 3, answer_shown(question, language))
        as_text(answer, wrapped=True)
        answer.fill = filled(_TO_FILL)
        as_remark(_put(sheet, row, 4, hint(question).into(language)))
        about, what = question.key
        _put(sheet, row, _ABOUT, about)
        _put(sheet, row, _WHAT, what)
    sheet.freeze_panes = "A2"
    _choices(book, sheet, questions, known, language)
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def _choices(
    book: Workbook, sheet: Worksheet, questions: Sequence[OpenQuestion], known: KnownNames, language: Language
) -> None:
    lists = book.create_sheet(Sentence("Choices").into(language))
    yes = Sentence("yes").into(language)
    offered = {
        Asked.COLUMN: [*(word.into(language) for word in MEANINGS.values()), LEAVE_OUT],
        Asked.NAME: [*known.names, NEW, LEAVE_OUT],
        Asked.ROLE: [*(MEANINGS[role].into(language) for role in ROLES), LEAVE_OUT],
        Asked.STATUS: [yes, LEAVE_OUT],
        Asked.PERSON: [yes, LEAVE_OUT],
    }
    for column, (about, words) in enumerate(offered.items(), 1):
        for row, word in enumerate(words, 1):
            _put(lists, row, column, word)
        letter = get_column_letter(column)
        name = lists.title
        choice = DataValidation(
            type="list", formula1=f"'{name}'!${letter}$1:${letter}${len(words)}", allow_blank=True, errorStyle="warning"
        )
        for row, question in enumerate(questions, 2):
            if question.about is about:
                choice.add(f"C{row}")
        if choice.sqref:
            sheet.add_data_validation(choice)


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """A text, never a formula."""
    cell = cast("Cell", sheet.cell(row, column))
    if text:
        cell.value = text[:_MOST]
        cell.data_type = "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")
    return cell


def read_review(path: Path, known: KnownNames) -> Decisions:
    """The answers that somebody gave there; an empty cell answers nothing. Raises Faults, a cell each, all at once."""
    fault_list = FaultList()
    book = read_raw(path, fault_list)
    decisions = Decisions()
    found = 0
    for sheet in book.sheets:
        for row in sorted(sheet.rows):
            about, what = sheet.text(row, _ABOUT), sheet.text(row, _WHAT)
            if about not in set(Asked) or not what:
                continue
            found += 1
            question = OpenQuestion(Asked(about), what, Sentence(""))
            typed = sheet.text(row, 3)
            if not typed:
                continue
            answer = answer_typed(question, _hour(typed, sheet.fractions.get((row, 3)), question), known)
            if answer is None:
                message = Sentence("{typed} is no answer here. {hint}", typed=quoted(typed), hint=hint(question))
                fault_list.faults.append(Fault(path.name, sheet.place(row, 3), "", message))
            else:
                decisions.decide(question, answer)
    if not found:
        message = Sentence(
            "This is no review of sign-ups. Name a workbook that is not there yet, and netday writes one: {name}.",
            name=listing(["review.xlsx"]),
        )
        fault_list.faults.append(Fault(path.name, 0, "", message))
    fault_list.close()
    return decisions


def _hour(typed: str, fraction: float | None, question: OpenQuestion) -> str:
    return str(fraction) if question.about is Asked.HOUR and fraction is not None and fraction < 1 else typed
