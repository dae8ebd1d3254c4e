"""Lists of somebody's own taken into a day that is there: rooms, groups, people and sessions, added to what it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from scheduler.desk.day_acts import ReplaceFiles
from scheduler.desk.dropped import Answers, FileKind, FileQuestion, FileReview
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DeskState
from scheduler.desk.tables import (
    FieldFault,
    RowAdded,
    RowPut,
    TableChange,
    TableFaults,
    changed_tables,
    edited,
    tables_of,
)
from scheduler.files.faults import FaultList, quoted
from scheduler.files.workbook.differences import sentences
from scheduler.files.workbook.own_sheets import KINDS, OwnQuestion, read_own
from scheduler.files.workbook.sheets import BY_KEY
from scheduler.files.workbook.tables import DayRow, DayTables, called
from scheduler.files.workbook.words import in_order, joined, names_in
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import alike_key

_NEW, _LEFT_OUT = "new", "-"
_ALIKE = 0.8
_NAMING = {  # keys of sessions whose cells name things, and of which sheet
    "groups": "groups",
    "rounds": "rounds",
    "rooms": "rooms",
    "speakers": "people",
    "hosts": "people",
    "required": "people",
}
_MEMBERS = {"member", "interested"}


def lists_review(path: Path, state: DeskState, answers: Answers) -> FileReview:
    """What the lists say for the day, which loses nothing by them. Raises Faults, EditRefused, ActRefused."""
    if state.files is None:
        raise ActRefused(Sentence("The file cannot be read as tables. Mend its text first."))
    before = tables_of(state.files, state.instance)
    asked = ListQuestions(answers, before.language)
    remarks = FaultList()
    own = read_own(path, "", "", asked.answer, remarks, before.groups)
    asked.groups(before, own)
    _with_names(before, own)
    asked.remarks += _apart(own)
    rows = list(_changes(before, own))
    changes = [change for change, _ in rows]
    counts = [
        Sentence(
            "{sheet}: {new} new, {other} changed.", sheet=BY_KEY[kind].title(before.language), new=new, other=other
        )
        for kind in KINDS
        if (new := _number(changes, kind, RowAdded)) + (other := _number(changes, kind, RowPut))
    ]
    after = _placed(changed_tables(before, changes), rows)
    differences, found = tuple(sentences(before, after, before.language)), (*asked.remarks, *remarks.remarks)
    review = FileReview(FileKind.LISTS, tuple(counts), differences, found, tuple(asked.questions), tuple(asked.columns))
    if asked.questions or not changes:
        return review
    try:
        files = edited(state.files, state.instance, changes)
    except TableFaults as faults:
        return _with_faults(review, [_place(each, faults.tables) for each in faults.faults])
    changed = {name: data for name, data in files.data.items() if data != state.data.get(name)}
    words = Sentence(
        "{file} was taken in: {new} new, {other} changed.",
        file=path.name,
        new=sum(_number(changes, kind, RowAdded) for kind in KINDS),
        other=sum(_number(changes, kind, RowPut) for kind in KINDS),
    )
    return FileReview(
        FileKind.LISTS, review.counts, differences, found, (), review.columns, act=ReplaceFiles(changed, words)
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
    return FileReview(review.kind, review.counts, review.differences, review.remarks, (), review.columns, tuple(faults))


def _place(each: FieldFault, tables: DayTables) -> Phrase:
    rows = tables.rows.get(each.sheet, ())
    if each.row is None or each.row >= len(rows):
        return each.fault.text
    sheet, what = BY_KEY[each.sheet].title(tables.language), called(rows[each.row])
    return Sentence("{sheet}, {what}: {why}", sheet=sheet, what=what, why=each.fault.message)


def _number(changes: Sequence[TableChange], sheet: str, kind: type[RowAdded | RowPut]) -> int:
    return sum(isinstance(change, kind) and change.sheet == sheet for change in changes)


@dataclass
class ListQuestions:
    """What was answered, and what is to be asked."""

    answers: Answers
    language: str
    columns: list[FileQuestion] = field(default_factory=list)
    questions: list[FileQuestion] = field(default_factory=list)
    remarks: list[Phrase] = field(default_factory=list)

    def answer(self, question: OwnQuestion) -> str:
        """What a sheet holds or a column means: as answered, else as guessed, which can be looked at."""
        what = str(question.text)
        keys = {meaning.key for meaning in question.meanings}
        answered = self.answers.get(("list", what), question.guess)
        key = answered if answered in keys else ""
        words = {meaning.key: meaning.words(self.language) for meaning in question.meanings}
        choices = (*words.items(), (_LEFT_OUT, Sentence("nothing for the day")))
        self.columns.append(FileQuestion("list", what, question.text, key or _LEFT_OUT, choices=choices))
        if not key:
            self.remarks.append(Sentence("{question} It is left out.", question=question.text))
        elif not question.sure and ("list", what) not in self.answers:
            self.remarks.append(Sentence("{question} Taken: {meaning}.", question=question.text, meaning=words[key]))
        return key

    def groups(self, before: DayTables, own: DayTables) -> None:
        """Of every group that people are in and nobody knows: whether it is a new one, or which it is."""
        known = {alike_key(name) for name in (*before.groups, *own.groups)}
        named: dict[str, DayRow] = {}
        for row in own.rows["people"]:
            for group, _ in row.roles:
                named.setdefault(group, row)
        for group in [group for group in named if alike_key(group) not in known]:
            answer = self.answers.get(("group", group), "" if before.groups else _NEW)
            if answer == _NEW:
                own.rows["groups"].append(DayRow({"name": group}, place=named[group].at(f"({group})")))
            elif answer in (_LEFT_OUT, *before.groups):
                _renamed(own, group, answer)
            else:
                self._ask(group, before.groups, answer)

    def _ask(self, group: str, groups: Sequence[str], answer: str) -> None:
        choices: Sequence[tuple[str, Phrase | str]] = (
            (_NEW, Sentence("a new group")),
            *((name, name) for name in groups),
            (_LEFT_OUT, Sentence("leave it out")),
        )
        likely = next(iter(get_close_matches(group, groups, 1, _ALIKE)), _NEW)
        text = Sentence("There is no group {group}, of which people are in this list. What is it?", group=quoted(group))
        wrong = Sentence("Choose one.") if answer else None
        self.questions.append(FileQuestion("group", group, text, likely, choices=tuple(choices), wrong=wrong))


def _with_names(before: DayTables, own: DayTables) -> None:
    """Commas divide names in the cells of sessions; those of a known name do not."""
    for row in own.rows["sessions"]:
        for key, sheet in _NAMING.items():
            known = [each["name"] for tables in (before, own) for each in tables.rows[sheet]]
            names = names_in(row[key], known)
            if sheet != "groups" or {alike_key(name) for name in names} <= set(map(alike_key, known)):
                row.cells[key] = joined(names)


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


def _renamed(own: DayTables, group: str, name: str) -> None:
    for row in own.rows["people"]:
        roles = row.cells.pop(f"({group})", "")
        if roles and name != _LEFT_OUT:
            held = row[f"({name})"]
            row.cells[f"({name})"] = "; ".join(in_order([*filter(None, held.split("; ")), *roles.split("; ")]))


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
            if changed := _otherwise(before.rows[sheet][number], cells):
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
