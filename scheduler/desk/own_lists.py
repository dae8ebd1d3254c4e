"""Lists of somebody's own taken into a day that is there: rooms, groups, people and sessions, added to what it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from scheduler.desk.day_acts import ReplaceFiles
from scheduler.desk.dropped import Answers, FileKind, FileReview
from scheduler.desk.list_questions import ListQuestions
from scheduler.desk.list_tables import told_in_tables
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DeskState
from scheduler.desk.tables import (
    FieldFault,
    RowAdded,
    RowPut,
    TableFaults,
    changed_tables,
    edited,
    tables_of,
)
from scheduler.files.faults import FaultList, quoted
from scheduler.files.workbook.differences import sentences
from scheduler.files.workbook.own_sheets import KINDS, read_own
from scheduler.files.workbook.sheets import BY_KEY
from scheduler.files.workbook.tables import DayRow, DayTables, called
from scheduler.files.workbook.words import in_order
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import alike_key

_MEMBERS = {"member", "interested"}


def lists_review(path: Path, state: DeskState, answers: Answers) -> FileReview:
    """What the lists say for the day, which loses nothing by them. Raises Faults, EditRefused, ActRefused."""
    if state.files is None:
        raise ActRefused(Sentence("The file cannot be read as tables. Mend its text first."))
    before = tables_of(state.files, state.instance)
    asked = ListQuestions(answers, before.language)
    remarks = FaultList()
    lists = read_own(path, "", "", asked.answer, remarks, before)
    own = lists.tables
    asked.names(before, own)
    asked.remarks += _apart(own)
    rows = list(_changes(before, own))
    changes: list[RowAdded | RowPut] = [change for change, _ in rows]
    counts = [
        Sentence(
            "{sheet}: {new} new, {other} changed.", sheet=BY_KEY[kind].title(before.language), new=new, other=other
        )
        for kind in KINDS
        if (new := _number(changes, kind, RowAdded)) + (other := _number(changes, kind, RowPut))
    ]
    after = _placed(changed_tables(before, changes), rows)
    differences, found = tuple(sentences(before, after, before.language)), (*asked.remarks, *remarks.remarks)
    left = tuple(dict.fromkeys((*asked.left, *lists.left)))
    review = FileReview(
        FileKind.LISTS,
        tuple(counts),
        differences,
        found,
        tuple(asked.questions),
        tuple(asked.columns),
        left=left,
        tables=told_in_tables(changes, before),
    )
    if not any(own.rows[kind] for kind in KINDS) and not asked.questions:
        return replace(review, faults=(_nothing(path),), left=())
    if asked.questions or not changes:
        return review
    try:
        files = edited(state.files, before, state.instance, changes)
    except TableFaults as faults:
        return _with_faults(review, [_place(each, faults.tables) for each in faults.faults])
    changed = {name: data for name, data in files.data.items() if data != state.data.get(name)}
    words = Sentence(
        "{file} was taken in: {new} new, {other} changed.",
        file=path.name,
        new=sum(_number(changes, kind, RowAdded) for kind in KINDS),
        other=sum(_number(changes, kind, RowPut) for kind in KINDS),
    )
    return replace(review, act=ReplaceFiles(changed, words))


def _nothing(path: Path) -> Sentence:
    return Sentence(
        "{file} has nothing of a day that netday knows: no rooms, groups, people, meetings or rounds. If it has, say "
        "below what its sheets hold.",
        file=path.name,
    )


def _placed(after: DayTables, rows: Sequence[tuple[RowAdded | RowPut, DayRow]]) -> DayTables:
    """With the cells of the lists, for who reads what differs."""
    for kind in KINDS:
        several = after.rows[kind]
        number = len(several) - sum(isinstance(change, RowAdded) for change, _ in rows if change.sheet == kind)
        for change, own in rows:
            if change.sheet != kind:
                continue
            at = change.row if isinstance(change, RowPut) else number
            number += isinstance(change, RowAdded)
            several[at] = replace(several[at], place=own.place, places=own.places)
    return after


def _with_faults(review: FileReview, faults: Sequence[Phrase]) -> FileReview:
    return replace(review, questions=(), faults=tuple(faults))


def _place(each: FieldFault, tables: DayTables) -> Phrase:
    rows = tables.rows.get(each.sheet, ())
    if each.row is None or each.row >= len(rows):
        return each.fault.text
    sheet, what = BY_KEY[each.sheet].title(tables.language), called(rows[each.row])
    return Sentence("{sheet}, {what}: {why}", sheet=sheet, what=what, why=each.fault.message)


def _number(changes: Sequence[RowAdded | RowPut], sheet: str, kind: type[RowAdded | RowPut]) -> int:
    return sum(isinstance(change, kind) and change.sheet == sheet for change in changes)


def _apart(own: DayTables) -> Iterator[Phrase]:
    """Sessions of one name, such as several breaks, each with a name of its own: its hour or a number behind it."""
    taken: set[str] = set()
    for row in own.rows["sessions"]:
        title, number = row["title"], 2
        if title and alike_key(title) in taken and not (row["groups"] and row["groups"] != title):
            name = f"{title} ({row['at']})" if row["at"] else f"{title} ({number})"
            while alike_key(name) in taken:
                name, number = f"{title} ({number})", number + 1
            row.cells["title"] = name
            yield Sentence("{title} is there more than once; one is called {name}.", title=quoted(title), name=name)
        taken.add(alike_key(row["title"]))


def _changes(before: DayTables, own: DayTables) -> Iterator[tuple[RowAdded | RowPut, DayRow]]:
    """What is new, and what is otherwise of what there is already, each with its row; nothing goes."""
    for sheet in KINDS:
        free = list(range(len(before.rows[sheet])))
        for row in own.rows[sheet]:
            cells = {key: text for key, text in row.cells.items() if text}
            if sheet == "sessions" and cells.get("title") == cells.get("groups"):
                cells.pop("title", None)
            number = next((n for n in free if _is_same(sheet, before.rows[sheet][n], DayRow(cells))), None)
            if number is None:
                yield RowAdded(sheet, cells), row
                continue
            free.remove(number)
            changed = _otherwise(before.rows[sheet][number], cells)
            if sheet == "people" and before.rows[sheet][number]["guest"] == "yes" and any(row.roles):
                changed["guest"] = ""  # a speaker of a list that came before, who proves to be a member
            if changed:
                yield RowPut(sheet, number, changed), row


def _is_same(sheet: str, row: DayRow, other: DayRow) -> bool:
    if alike_key(called(row)) != alike_key(called(other)):
        return False
    one, two = row["organisation"], other["organisation"]
    return sheet != "people" or not one or not two or alike_key(one) == alike_key(two)


def _otherwise(row: DayRow, cells: Mapping[str, str]) -> dict[str, str]:
    changed = {}
    for key, text in cells.items():
        if key.startswith("("):
            held = [*filter(None, row[key].split("; "))]
            roles = in_order([*held, *text.split("; ")])
            if len(roles) > 1 and not set(roles) <= _MEMBERS:
                roles = [role for role in roles if role in held or role not in _MEMBERS]
            text = "; ".join(roles)  # noqa: PLW2901  what somebody is there stays
        if alike_key(text) != alike_key(row[key]):
            changed[key] = text
    return changed
