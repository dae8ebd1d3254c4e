"""Acts on the data of a day: rows of its tables, or lines of its text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.desk.acts import Act, NewFiles
from scheduler.desk.day_acts import in_order_or_refused
from scheduler.desk.refusals import ActRefused, Stale
from scheduler.desk.state import DeskState
from scheduler.desk.tables import (
    SHEET_NAMES,
    FieldFault,
    RowAdded,
    RowGone,
    RowMoved,
    RowPut,
    RowRemoved,
    TableChange,
    TableFaults,
    changed_tables,
    edited,
    row_of,
    tables_of,
)
from scheduler.files import Faults
from scheduler.files.edit.file_text import EditRefused, FileText
from scheduler.files.workbook.tables import DayRow, DayTables, called
from scheduler.text.sentence import Phrase, Sentence, phrase

_NAMED_IN_PROGRAMME = {
    "sessions": "session",
    "groups": "session",
    "rooms": "room",
}  # by sheet, the key under which a programme has a name


class FieldsRefused(ActRefused):
    """Refused, for these fields would be faulty. `tables`: as they would be."""

    def __init__(self, fields: Iterable[FieldFault], tables: DayTables) -> None:
        self.fields, self.tables = tuple(fields), tables
        faults = tuple(each.fault for each in self.fields)
        super().__init__(Sentence("This is not in order yet, so nothing was written."), faults)


@dataclass(frozen=True)
class EditTables(Act):
    """Changes of rows, all of them or none."""

    kind = "tables"
    changes: tuple[TableChange, ...]

    def apply(self, state: DeskState) -> NewFiles:
        if state.files is None:
            raise _no_tables(state)
        try:
            before = tables_of(state.files, state.instance)
            self._look(before, state)
            files = edited(state.files, before, state.instance, self.changes)
        except TableFaults as faults:
            raise FieldsRefused(faults.faults, faults.tables) from None
        except RowGone:
            raise Stale(state) from None
        except EditRefused as why:
            raise ActRefused(why.sentence) from None
        except Faults as faults:
            raise ActRefused(Sentence("The file cannot be read as tables."), faults.faults) from None
        data: dict[str, bytes | None] = {
            name: text for name, text in files.data.items() if text != state.data.get(name)
        }
        if (programme := self._programme(before, state)) is not None:
            data[state.programme_file] = programme
        return NewFiles(data)

    def fits(self, files: Iterable[str], programme_file: str) -> bool:  # noqa: ARG002  whatever has changed
        """Whoever has changed other rows is in nobody's way: see `_look`."""
        return True

    def _look(self, before: DayTables, state: DeskState) -> None:
        """Raises Stale where a cell says something else than it did for who changes it, RowGone for a row."""
        for change in self.changes:
            if not isinstance(change, RowAdded):
                row = before.rows[change.sheet][row_of(before, change)]
                if isinstance(change, RowPut) and any(row[key] != text for key, text in change.was.items()):
                    raise Stale(state)

    def _programme(self, before: DayTables, state: DeskState) -> bytes | None:
        """The programme with the new names of its sessions and rooms; None: it names none of them."""
        text = state.data.get(state.programme_file)
        names = {change.sheet: renaming for change in self.changes if (renaming := _renaming(before, change))}
        if text is None or not names:
            return None
        found = text.decode(errors="replace")
        for sheet, (old, new) in names.items():
            key = _NAMED_IN_PROGRAMME[sheet]
            for ascii_only in (False, True):
                one, other = (json.dumps(each, ensure_ascii=ascii_only) for each in (old, new))
                found = found.replace(f'"{key}": {one}', f'"{key}": {other}')
        return None if found == text.decode(errors="replace") else found.encode()

    def sentence(self, state: DeskState) -> Phrase:
        change = self.changes[0]
        sheet = phrase(SHEET_NAMES[change.sheet])
        if isinstance(change, RowAdded):
            return Sentence("{sheet}: new: {what}.", sheet=sheet, what=called(DayRow(dict(change.cells))))
        name = change.name
        if state.files is not None and not name:
            rows = tables_of(state.files, state.instance).rows[change.sheet]
            name = called(rows[change.row]) if change.row < len(rows) else ""
        match change:
            case RowRemoved():
                return Sentence("{sheet}: removed: {what}.", sheet=sheet, what=name)
            case RowMoved():
                return Sentence("{sheet}: moved: {what}.", sheet=sheet, what=name)
        return Sentence("{sheet}: changed: {what}.", sheet=sheet, what=name)


def _renaming(before: DayTables, change: TableChange) -> tuple[str, str] | None:
    """The old and the new name of a session, a room, or a group whose meeting has its name."""
    if not isinstance(change, RowPut) or change.sheet not in _NAMED_IN_PROGRAMME:
        return None
    number = row_of(before, change)
    old = called(before.rows[change.sheet][number])
    new = called(changed_tables(before, [change]).rows[change.sheet][number])
    return (old, new) if old != new and old and new else None


def _no_tables(state: DeskState) -> ActRefused:
    return ActRefused(Sentence("The file cannot be read as tables."), state.faults)


@dataclass(frozen=True)
class PutText(Act):
    """Lines of a file in the place of others. `first`: their first line, from 1; `was`: what stood there."""

    kind = "text"
    file: str
    first: int
    was: str
    text: str

    def apply(self, state: DeskState) -> NewFiles:
        if self.file not in state.data or self.file == state.programme_file:
            raise ActRefused(Sentence("{file} is no file of this day.", file=self.file))
        old = FileText.of(state.data[self.file], self.file)
        lines = old.text.splitlines(keepends=True)
        was = _lines(self.was)
        start = self._found(lines, was, state)
        new = _lines(self.text)
        ended = start + len(was) < len(lines) or not lines or lines[-1].endswith(("\n", "\r"))
        after = [f"{line}{old.line_break}" for line in new]
        if after and not ended:
            after[-1] = new[-1]
        try:
            data = old.with_text("".join([*lines[:start], *after, *lines[start + len(was) :]])).data
        except EditRefused as why:
            raise ActRefused(why.sentence) from None
        return in_order_or_refused(state, {self.file: data})

    def _found(self, lines: list[str], was: list[str], state: DeskState) -> int:
        """Where those lines stand now. Raises Stale where they do not any more."""
        bare = [line.rstrip("\r\n") for line in lines]
        places = [n for n in range(len(bare) - len(was) + 1) if bare[n : n + len(was)] == was]
        if not places:
            raise Stale(state)
        return min(places, key=lambda place: abs(place - self.first + 1))

    def fits(self, files: Iterable[str], programme_file: str) -> bool:  # noqa: ARG002  whatever has changed
        """Whoever has changed other lines is in nobody's way: see `_found`."""
        return True

    def sentence(self, state: DeskState) -> Phrase:  # noqa: ARG002  it knows its own
        return Sentence("Text of {file} changed, at line {line}.", file=self.file, line=str(self.first))


def _lines(text: str) -> list[str]:
    """As a form sends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n") if text else []
