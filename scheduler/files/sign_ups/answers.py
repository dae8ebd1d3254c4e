"""The rows of an export as answers of somebody: name, city, groups by role, hours; and what is to be asked of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from scheduler.files.faults import quoted
from scheduler.files.sign_ups.columns import GROUPED, ROLES, ColumnsRead, ExportColumn
from scheduler.files.sign_ups.decide import LEAVE_OUT, NEW, YES, Asked, Decisions, OpenQuestion
from scheduler.files.sign_ups.export_table import ExportRow, ExportTable
from scheduler.files.sign_ups.known_names import CellPart, KnownNames, is_nothing
from scheduler.files.sign_ups.typed import (
    hour_typed,
    is_yes,
    likely_role,
    moments,
    role_typed,
    status_typed,
    strength_typed,
)
from scheduler.text.mail_address import checked_address
from scheduler.text.sentence import Sentence
from scheduler.text.wording import alike_key

_NOBODY = {"anonymous", "anoniem", "naamloos", "n/a"}
_CALCULATED = "=+@"  # at the head of a name it is a formula to a spreadsheet, and no part of a name
_LEADING = ("chair", "vice_chair", "secretary")  # roles of which nobody answers a form


@dataclass
class SignUp:
    """One row that counts. `groups`: by role, for each role that was answered; so for `wishes` and `hours`.

    `adds`: it says what somebody is in some groups, and nothing of others.
    `blank`: what the form asks and they left empty, which says nothing. A wish is 0 strong where nobody says how strong
    it is. `places`: at sessions for which one signs up, by their names.
    """

    row: int
    name: str
    organisation: str = ""
    email: str = ""
    stamp: datetime | None = None
    comes: bool = True
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wishes: dict[str, int] | None = None
    places: dict[str, None] = field(default_factory=dict)
    hours: dict[str, str] = field(default_factory=dict)
    blank: tuple[str, ...] = ()
    adds: bool = False

    @property
    def number(self) -> int:
        """Of wishes: groups in whatever role, and sessions."""
        roles = (name for names in self.groups.values() for name in names)
        return len({*roles, *(self.wishes or {}), *self.places})


@dataclass
class AnswersRead:
    """`dropped`: by why, the rows that do not count; `new`: names of groups that the day is to get.

    `offered`: the sessions for a place at which one can sign up by this form, as far as that can be told.
    """

    sign_ups: list[SignUp] = field(default_factory=list)
    dropped: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    questions: dict[tuple[str, str], OpenQuestion] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    new: dict[str, None] = field(default_factory=dict)
    twice: list[tuple[int, str, str, str]] = field(default_factory=list)
    offered: dict[str, None] = field(default_factory=dict)


@dataclass
class RowsReader:
    """Reads the rows of an export, each question of which is noted once with the rows that it is of."""

    table: ExportTable
    columns: ColumnsRead
    known: KnownNames
    decisions: Decisions

    def read(self) -> AnswersRead:
        self.found = AnswersRead()
        self._rows: dict[tuple[str, str], list[int]] = {}
        self._divided = {
            column.number
            for column in self.columns.of(*GROUPED)
            if any(sign in row.cell(column.number) for row in self.table.rows for sign in ";|\n")
        }
        own = {column.group: None for column in self.columns.of(*GROUPED) if column.group}
        self.found.new |= {group: None for group in own if group not in self.known.names}
        stamps = self._stamps()
        for row, stamp in zip(self.table.rows, stamps, strict=True):
            if row.cells == self.table.headings:
                self._drop("repeats", row, "")
            elif not (name := self._name(row)):
                self._drop("nameless", row, "")
            elif (why := self._status(row)) != "comes":
                self._drop(why, row, name)
            else:
                self.found.sign_ups.append(self._sign_up(row, name, stamp))
        offered = (column.group for column in self.columns.of("places") if column.group)
        self.found.offered |= {self.known.limited[group]: None for group in offered if group in self.known.limited}
        self.found.offered |= {session: None for one in self.found.sign_ups for session in one.places}
        for key, rows in self._rows.items():
            question = self.found.questions[key]
            self.found.questions[key] = replace(question, rows=tuple(rows))
        return self.found

    def _drop(self, why: str, row: ExportRow, name: str) -> None:
        self.found.dropped.setdefault(why, []).append((row.number, name))

    def _stamps(self) -> list[datetime | None]:
        """The latest moment of each row; none at all where one of them cannot be read."""
        found: list[datetime | None] = [None] * len(self.table.rows)
        for column in self.columns.of("stamp"):
            for place, moment in enumerate(moments(row.cell(column.number) for row in self.table.rows)):
                before = found[place]
                if moment is not None and (before is None or moment > before):
                    found[place] = moment
        return found if all(found) else [None] * len(found)

    def _name(self, row: ExportRow) -> str:
        names = [self._first(row, self.columns.of(means)) for means in ("first", "infix", "last")]
        whole = " ".join(part for part in names if part) if names[0] or names[2] else ""
        typed = [text for column in self.columns.of("name") if (text := _clean(row.cell(column.number)))]
        found = typed[-1] if typed else whole  # a form asks for the name behind what it knows of an account
        return found if any(sign.isalpha() for sign in found) and alike_key(found) not in _NOBODY else ""

    @staticmethod
    def _first(row: ExportRow, columns: Iterable[ExportColumn]) -> str:
        return next((text for column in columns if (text := _clean(row.cell(column.number)))), "")

    def _status(self, row: ExportRow) -> str:
        for column in self.columns.of("status", "cancelled"):
            cell = row.cell(column.number)
            found = status_typed(cell, cancelled=column.means == "cancelled")
            if found is None:
                answer = self.decisions.of(Asked.STATUS, cell)
                if answer is None:
                    sentence = Sentence(
                        "Does somebody come whose {column} is {status}?",
                        column=quoted(column.heading),
                        status=quoted(cell),
                    )
                    self._ask(OpenQuestion(Asked.STATUS, cell, sentence, YES), row)
                found = "gone" if answer == LEAVE_OUT else "comes"
            if found != "comes":
                return found
        return "comes"

    def _ask(self, question: OpenQuestion, row: ExportRow) -> None:
        self.found.questions.setdefault(question.key, question)
        rows = self._rows.setdefault(question.key, [])
        if not rows or rows[-1] != row.number:
            rows.append(row.number)

    # -- one row ------------------------------------------------------------------------------------------------------

    def _sign_up(self, row: ExportRow, name: str, stamp: datetime | None) -> SignUp:
        emails = [one for column in self.columns.of("email") if (one := _address(row.cell(column.number)))]
        organisations = sorted(self.columns.of("organisation"), key=_foremost)
        found = SignUp(row.number, name, self._first(row, organisations), emails[-1] if emails else "", stamp)
        found.comes = all(status_typed(row.cell(column.number)) != "gone" for column in self.columns.of("attends"))
        self._add_by_role(row, found)
        for role in ROLES:
            if columns := [column for column in self.columns.of(role) if not column.by_role]:
                names = tuple(dict.fromkeys(self._groups(row, columns, found)))
                if names or (_says_none(row, columns) and role not in found.groups):
                    found.groups[role] = tuple(dict.fromkeys((*found.groups.get(role, ()), *names)))
                else:
                    found.blank += (role,)
        if columns := self.columns.of("wishes"):
            wishes = dict(self._strengths(row, columns, found))
            if wishes or _says_none(row, columns):
                found.wishes = {**(found.wishes or {}), **wishes}
            else:
                found.blank += ("wishes",)
        if joined := list(self._groups(row, self.columns.of("places"), found)):  # what has none is joined as any group
            found.groups["interested"] = tuple(dict.fromkeys((*found.groups.get("interested", ()), *joined)))
        for key in ("arrives", "leaves"):
            if columns := self.columns.of(key):
                hour = self._hour(row, columns)
                if hour or _says_none(row, columns):
                    found.hours[key] = hour
                else:
                    found.blank += (key,)
        return found

    def _add_by_role(self, row: ExportRow, found: SignUp) -> None:
        """The groups of a row in the role that another of its cells says; a member where that is empty."""
        columns = [column for column in self.columns.columns if column.by_role]
        if not columns:
            found.adds = self._is_list
            return
        found.adds = True
        role = self._role(row)
        names = tuple(dict.fromkeys(self._groups(row, columns, found)))
        if role and names:
            found.groups[role] = names

    def _role(self, row: ExportRow) -> str:
        """What somebody is in the groups of the row; empty where that is not known, which is asked."""
        cells = [cell for column in self.columns.of("role") if (cell := row.cell(column.number))]
        for cell in cells[:1]:
            if role := role_typed(cell):
                return role
            answer = self.decisions.of(Asked.ROLE, cell)
            if answer is None:
                answer = likely_role(cell) or LEAVE_OUT
                sentence = Sentence("What is somebody in a group whose role is {typed}?", typed=quoted(cell))
                self._ask(OpenQuestion(Asked.ROLE, cell, sentence, answer), row)
            if answer == LEAVE_OUT:
                self.found.left_out[cell] = self.found.left_out.get(cell, 0) + 1
            return answer if answer in ROLES else ""
        return "member"

    @cached_property
    def _is_list(self) -> bool:
        """Whether the rows are memberships, one group each, or say who leads: no answers of which the last counts.

        Then somebody stands in several rows with other groups, and no row says when it was answered.
        """
        columns = self.columns.of(*GROUPED)
        leads = bool(columns) and all(column.means in _LEADING for column in columns)
        if self.table.product or self.columns.of("stamp") or any(column.group for column in columns):
            return False
        if len(columns) != 1 and not leads:
            return False
        groups: dict[str, set[str]] = {}
        for row in self.table.rows:
            for number in (column.number for column in columns):
                parts = self.known.parts(row.cell(number), whole=number in self._divided)
                if len(parts) > 1 and not leads:
                    return False
                groups.setdefault(alike_key(self._name(row)), set()).update(part.name or part.text for part in parts)
        return any(len(names) > 1 for name, names in groups.items() if name)

    def _groups(self, row: ExportRow, columns: Iterable[ExportColumn], found: SignUp) -> Iterable[str]:
        for column in columns:
            cell = row.cell(column.number)
            if column.group:
                if is_yes(cell) or self.known.find(cell) == column.group or self._wanted(cell, column, row):
                    yield from self._joined(column.group, column, found)
                continue
            for name in self._names(cell, row, column):
                yield from self._joined(name, column, found)

    def _joined(self, name: str, column: ExportColumn, found: SignUp) -> Iterable[str]:
        """The group that is joined. What is none has a place or is wished for, which is noted."""
        is_group = name in self.known.groups or name in self.found.new
        limited = self.known.limited.get(name)
        if limited and (column.means == "places" or not is_group):
            found.places[limited] = None
        elif is_group:
            yield name
        else:  # a session that is nobody's meeting can but be wished for
            found.wishes = {**(found.wishes or {}), name: 0}

    def _names(self, cell: str, row: ExportRow, column: ExportColumn) -> Iterable[str]:
        for part in self.known.parts(cell, whole=column.number in self._divided) if cell else ():
            yield from [part.name] if part.name else self._decided(part, row, column)

    def _decided(self, part: CellPart, row: ExportRow, column: ExportColumn) -> Iterable[str]:
        """The names that were decided on for what was typed, else the likeliest; that is asked."""
        answer = self.decisions.of(Asked.NAME, part.text)
        if answer is None:
            likely = self._likely(part.text)
            sentence = (
                Sentence("Which session is {typed}?", typed=quoted(part.text))
                if column.means == "places"
                else Sentence("Which group is {typed}?", typed=quoted(part.text))
            )
            self._ask(OpenQuestion(Asked.NAME, part.text, sentence, likely), row)
            answer = likely or LEAVE_OUT
        if answer == LEAVE_OUT:
            self.found.left_out[part.text] = self.found.left_out.get(part.text, 0) + 1
            return
        if answer == NEW:
            self.found.new[part.text] = None
            yield part.text
            return
        for other in self.known.parts(answer):
            if other.name:
                yield other.name

    def _likely(self, text: str) -> str:
        memory: dict[str, str] = self.__dict__.setdefault("_guesses", {})
        if text not in memory:
            memory[text] = "; ".join(self.known.likely(text)) if len(memory) < 2_000 else ""
        return memory[text]

    def _wanted(self, cell: str, column: ExportColumn, row: ExportRow) -> bool:
        return bool(cell) and not is_nothing(cell) and self._strength(cell, column, row) is not None

    def _strengths(self, row: ExportRow, columns: Iterable[ExportColumn], found: SignUp) -> Iterable[tuple[str, int]]:
        for column in columns:
            cell = row.cell(column.number)
            if column.group and cell:
                strength = 0 if self.known.find(cell) == column.group else self._strength(cell, column, row)
                if strength is not None:
                    yield column.group, strength
            elif cell and (strength := self._strength_of_row(row)) is not None:
                for name in self._names(cell, row, column):
                    if name in self.known.limited and name not in self.known.groups:
                        found.places[self.known.limited[name]] = None
                    else:
                        yield name, strength

    def _strength_of_row(self, row: ExportRow) -> int | None:
        """How strong the wishes of the row are, where a column of its own says so; see `_strength`."""
        cells = [(cell, column) for column in self.columns.of("strength") if (cell := row.cell(column.number))]
        return self._strength(*cells[0], row) if cells else 0

    def _strength(self, cell: str, column: ExportColumn, row: ExportRow) -> int | None:
        """None: no wish; 0: one of which nobody says how strong it is."""
        if is_yes(cell) and not cell.isdecimal():
            return 0
        answer = self.decisions.of(Asked.STRENGTH, cell)
        if answer is not None:
            return (int(answer) or None) if answer.isdecimal() else None
        found = strength_typed(cell)
        if found is None or not found[1]:
            sentence = Sentence(
                "How strong a wish is {typed} under {column}? A number; 0 is none.",
                typed=quoted(cell),
                column=quoted(column.heading),
            )
            self._ask(OpenQuestion(Asked.STRENGTH, cell, sentence, str(found[0]) if found else ""), row)
        return (found[0] or None) if found else None

    def _hour(self, row: ExportRow, columns: Iterable[ExportColumn]) -> str:
        """The hour that the columns say together; of two that differ the last."""
        hour, typed = "", ""
        for column in columns:
            cell = row.cell(column.number)
            if not cell:
                continue
            text = f"{column.base}: {cell}"
            read, answer = hour_typed(cell), self.decisions.of(Asked.HOUR, text)
            if answer is None and (read is None or not read[1]):
                sentence = Sentence(
                    "Which hour is {typed} under {column}?", typed=quoted(cell), column=quoted(column.heading)
                )
                self._ask(OpenQuestion(Asked.HOUR, text, sentence, read[0] if read else ""), row)
            found = ("" if answer == LEAVE_OUT else answer) if answer is not None else (read[0] if read else "")
            if found and hour and found != hour:
                self.found.twice.append((row.number, column.base, typed, cell))
            if found:
                hour, typed = found, cell
        return hour


def _says_none(row: ExportRow, columns: Iterable[ExportColumn]) -> bool:
    """Whether somebody answered that there is nothing: `geen`, `n.v.t.`, or no to each group that has a column."""
    cells = [(row.cell(column.number), column.group) for column in columns]
    return any(cell and (bool(group) or is_nothing(cell)) for cell, group in cells)


def _address(cell: str) -> str:
    """The address that a cell holds; empty where it holds none, as of somebody who stayed anonymous."""
    try:
        return checked_address(cell) if "@" in cell else ""
    except ValueError:
        return ""


def _clean(cell: str) -> str:
    return " ".join(cell.split()).lstrip(_CALCULATED).strip()


def _foremost(column: ExportColumn) -> int:
    """What comes first where several columns say a city or organisation: that of the network, then that of the work."""
    heading = alike_key(column.heading)
    return next((n for n, word in enumerate(("gemeente", "organi", "company", "bedrijf")) if word in heading), 9)
