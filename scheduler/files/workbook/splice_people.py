"""People of a workbook into the files of a day: rows of people.csv, entries of day.yaml, and the lists of groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.files.attendees import ROLE_KEYS
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.meaning import Path, Value
from scheduler.files.edit.table_text import TableText
from scheduler.files.keys import folded
from scheduler.files.people_csv import column_meaning
from scheduler.files.workbook.cell_values import cell_value
from scheduler.files.workbook.differences import RowPair, changes
from scheduler.files.workbook.sheets import LISTED, PEOPLE, SPEAKER, Holds, plain
from scheduler.files.workbook.tables import DayRow, DayTables, full_name, shared_names
from scheduler.files.workbook.words import choices, parts, role_word

_WITH_GROUPS = ("chair", "vice_chair")


@dataclass
class PeopleSplice:
    """Edits of one day's people. `files`: as they are now."""

    files: DayFiles
    before: DayTables
    after: DayTables
    pairs: Sequence[RowPair]

    def make(self) -> None:
        """Cells first, then people who go, the last first, then people who come."""
        for pair in self.pairs:
            if pair.old and pair.new:
                self._cells(pair.old, pair.new)
        for pair in self.pairs:
            if pair.old and pair.new:
                self._renamed(pair.old, pair.new)
        for pair in self.pairs:
            self._roles(pair.old or DayRow({}), pair.new or DayRow({}))
        gone = [pair.old for pair in self.pairs if pair.old and not pair.new]
        for row in sorted((row for row in gone if row.line is not None), key=lambda row: -(row.line or 0)):
            if self.files.table is not None and row.line is not None:
                self.files = self.files.with_table(self.files.table.remove(row.line))
        for row in sorted((row for row in gone if row.path), key=lambda row: str(row.path), reverse=True):
            if row.path:
                self.files = self.files.remove(row.path)
        for pair in self.pairs:
            if pair.new and not pair.old:
                self._add(pair.new)

    @cached_property
    def _shared_before(self) -> frozenset[str]:
        return shared_names(self.before.rows["people"])

    @cached_property
    def _shared_after(self) -> frozenset[str]:
        return shared_names(self.after.rows["people"])

    # -- where people stand -------------------------------------------------------------------------------------------

    def _heads(self) -> tuple[int, list[str]]:
        """The row of the headings of people.csv, and what each column means."""
        table = self.files.table
        if table is None:
            return 0, []
        row = next((number for number, cells in enumerate(table.rows) if any(cells)), 0)
        groups = [*self.before.groups, *(group for group in self.after.groups if group not in self.before.groups)]
        return row, [column_meaning(cell, groups) for cell in table.rows[row]]

    @property
    def _dutch(self) -> bool:
        """Whether the headings of people.csv are in Dutch."""
        table, (row, _) = self.files.table, self._heads()
        heads = {plain(cell) for cell in table.rows[row]} if table else set()
        return "naam" in heads

    def _in_table(self, line: int, key: str, value: str) -> None:
        """The value in the cell of that row; a column that is missing comes at the end."""
        row, columns = self._heads()
        table = self.files.table
        if table is None:
            return
        if key not in columns:
            if not value:
                return
            table = table.put(row, len(columns), self._heading(key))
            columns = [*columns, key]
        self.files = self.files.with_table(_put(table, line, columns.index(key), value))

    def _heading(self, key: str) -> str:
        if key in ROLE_KEYS.values():
            word = role_word(key, "nl" if self._dutch else "en")
            return word if column_meaning(word, ()) == key else folded(key)
        heading = PEOPLE.column(key).heading("nl" if self._dutch else "en")
        return heading if column_meaning(heading, ()) == key else key

    def _divided(self, items: Sequence[str]) -> str:
        """Several in a cell of people.csv: with an upright line where semicolons divide its cells."""
        sign = " | " if self.files.table is not None and self.files.table.delimiter == ";" else "; "
        return sign.join(items)

    # -- what is said of somebody -------------------------------------------------------------------------------------

    def _cells(self, old: DayRow, new: DayRow) -> None:
        for change in changes(PEOPLE, old, new):
            if change.key.startswith("("):
                continue
            column = PEOPLE.column(change.key)
            value = cell_value(column, change.new)
            if old.line is not None:
                text = self._divided(parts(change.new)) if column.holds.many else change.new
                if column.holds is Holds.YES and self._dutch:
                    text = choices(Holds.YES).get(text, text)
                self._in_table(old.line, change.key, text)
            elif old.path is not None:
                if change.key == "guest" and old.path[0] == "guests":  # where one is a guest without a word
                    value = None if value is True else False
                self._in_entry(old.path, change.key, value)
            elif value is not None:  # whose name is taken as it comes
                old.path = self._new_guest(old["name"])
                self._in_entry(old.path, change.key, value)

    def _new_guest(self, name: str) -> Path:
        entry: Value = {"name": name, "guest": False}
        self._append("guests", entry)
        return self.files.day.items_at(("guests",))[-1]

    def _in_entry(self, path: Path, key: str, value: Value | None) -> None:
        node = self.files.day.find(path)
        if node is not None and node.text is not None:
            if key == "name" and isinstance(value, str):
                self.files = self.files.put(path, value)
                return
            self.files = self.files.put(path, {"name": self.files.day.text_at(path)})
        if value is None:
            self.files = self.files.remove((*path, key))
            return
        held = self.files.day.find((*path, key))
        if isinstance(value, list) and len(value) == 1 and not (held is not None and held.many):
            value = value[0]
        self.files = self.files.put((*path, key), value)

    def _renamed(self, old: DayRow, new: DayRow) -> None:
        """Another name for somebody, in the lists of groups too."""
        before = full_name(old, self._shared_before)
        after = full_name(new, self._shared_after)
        if before == after:
            return
        for path in self.files.day.items_at(("groups",)):
            for key in LISTED.values():
                for item in self.files.day.items_at((*path, key)):
                    if self.files.day.text_at(item) == before:
                        self.files = self.files.put(item, after)

    # -- what somebody is in a group ----------------------------------------------------------------------------------

    def _roles(self, old: DayRow, new: DayRow) -> None:
        for key in sorted(key for key in {*old.cells, *new.cells} if key.startswith("(")):
            before, after = _roles_in(old[key]), _roles_in(new[key])
            group = key[1:-1]
            for role in before - after:
                self._unseat(old, new, group, role)
            if old.cells:
                for role in sorted(after - before):
                    self._seat(old, new, group, role)

    def _group(self, name: str) -> Path | None:
        for path in self.files.day.items_at(("groups",)):
            if name in (self.files.day.text_at((*path, "name")), self.files.day.text_at(path)):
                return path
        return None

    def _unseat(self, old: DayRow, new: DayRow, group: str, role: str) -> None:
        """Out of the group's own list, and out of what that person's own row or entry says."""
        names = {old["name"], full_name(old, self._shared_before)}
        names |= {new["name"], full_name(new, self._shared_after)} if new.cells else set()
        path = self._group(group)
        if path and role in LISTED:
            self._without((*path, LISTED[role]), names)
        if old.path:
            self._without((*old.path, role), {group})
        _, columns = self._heads()
        table = self.files.table
        if table is None or old.line is None:
            return
        cells = table.rows[old.line]
        for number, column in enumerate(columns):
            cell = cells[number] if number < len(cells) else ""
            if column == f"({group})" and cell:
                table = table.put(old.line, number, "")
            elif column == role and cell:
                held = [part.strip() for part in cell.replace("|", ";").replace("\n", ";").split(";")]
                if group in held:
                    table = table.put(old.line, number, self._divided([one for one in held if one != group]))
        self.files = self.files.with_table(table)

    def _without(self, path: Path, names: set[str]) -> None:
        held = [self.files.day.text_at(item) for item in self.files.day.items_at(path)]
        left = [name for name in held if name not in names]
        if left != held:
            self.files = self.files.put(path, left) if left else self.files.remove(path)

    def _seat(self, old: DayRow, new: DayRow, group: str, role: str) -> None:
        """Where such roles are said: in people.csv under the group or the role, with the person, or with the group."""
        _, columns = self._heads()
        divided = any(sign in group for sign in ";|")  # a cell could not name it among others
        with_group = (role in _WITH_GROUPS and role not in columns) or (divided and role in LISTED)
        if old.line is not None and f"({group})" in columns:
            table = self.files.table
            number = columns.index(f"({group})")
            if table is not None and not _at(table, old.line, number):
                self.files = self.files.with_table(table.put(old.line, number, self._role(role)))
                return
        if old.line is not None and not with_group:
            held = [part.strip() for part in self._cell(old.line, role).replace("|", ";").split(";") if part.strip()]
            self._in_table(old.line, role, self._divided([*held, group]))
        elif old.path is not None and not (role in LISTED and (with_group or self._says_in_groups(role))):
            held = [self.files.day.text_at(item) for item in self.files.day.items_at((*old.path, role))]
            self._in_entry(old.path, role, [*held, group])
        elif role in LISTED:
            self._in_group(new, group, role)
        else:  # whose name is taken as it comes
            old.path = old.path or self._new_guest(old["name"])
            self._in_entry(old.path, role, [group])

    def _says_in_groups(self, role: str) -> bool:
        """Whether groups of the file list those who are that."""
        return any(self.files.day.items_at((*path, LISTED[role])) for path in self.files.day.items_at(("groups",)))

    def _in_group(self, new: DayRow, group: str, role: str) -> None:
        path = self._group(group)
        if path is None or role not in LISTED:
            return
        if not self.files.day.text_at((*path, "name")):
            self.files = self.files.put(path, {"name": group})
        at = (*path, LISTED[role])
        names = [self.files.day.text_at(item) for item in self.files.day.items_at(at)]
        name = full_name(new, self._shared_after)
        if name not in names:
            self.files = self.files.put(at, [*names, name] if names else name)

    def _cell(self, line: int, key: str) -> str:
        _, columns = self._heads()
        table = self.files.table
        return _at(table, line, columns.index(key)) if table is not None and key in columns else ""

    def _role(self, role: str) -> str:
        return role_word(role, "nl" if self._dutch or self.after.language == "nl" else "en")

    # -- who is new -------------------------------------------------------------------------------------------------

    def _add(self, row: DayRow) -> None:
        is_guest = row["guest"] == "yes"
        table = self.files.table
        if table is not None and not is_guest:
            self._in_new_row(table, row)
            return
        listed = bool(self.files.day.items_at(("people",)))
        keys: dict[str, Value] = {}
        for column in PEOPLE.columns:
            value = cell_value(column, row[column.key])
            if value is not None and not (column.key == "guest" and is_guest):
                keys[column.key] = value[0] if isinstance(value, list) and len(value) == 1 else value
        named = is_guest or listed
        for group, roles in row.roles:
            for role in roles:
                if role == SPEAKER:
                    continue
                if role in LISTED and (not named or role in _WITH_GROUPS or self._says_in_groups(role)):
                    self._in_group(row, group, role)
                else:
                    held = keys.get(role, [])
                    keys[role] = [*(held if isinstance(held, list) else []), group]
        if named:
            self._append("guests" if is_guest else "people", keys if len(keys) > 1 else row["name"])
        elif len(keys) > 1 or not any(roles for _, roles in row.roles):
            self._append("guests", {**keys, "guest": False})

    def _in_new_row(self, table: TableText, row: DayRow) -> None:
        _, columns = self._heads()
        cells = [""] * len(columns)
        cells[columns.index("name")] = row["name"]
        self.files = self.files.with_table(table.add(cells))
        line = len(self.files.table.rows) - 1 if self.files.table else 0
        fresh = DayRow({"name": row["name"]}, line=line)
        self._cells(fresh, replace(row, cells={key: text for key, text in row.cells.items() if key[:1] != "("}))
        for group, roles in row.roles:
            for role in sorted(set(roles) - {SPEAKER}):
                self._seat(fresh, row, group, role)

    def _append(self, section: str, entry: Value) -> None:
        node = self.files.day.find((section,))
        day = self.files.day
        if node is None or node.blank:
            day = day.put((section,), [entry])
        elif node.many:
            day = day.add((section,), entry)
        else:
            before: Value = self.files.day.text_at((section,)) if node.text is not None else self._keys((section,))
            day = day.put((section,), [before, entry])
        self.files = replace(self.files, day=day)

    def _keys(self, path: Path) -> dict[str, Value]:
        """A single entry with keys, as it is to be written as an item of a list."""
        node = self.files.day.find(path)
        found: dict[str, Value] = {}
        for entry in node.entries if node else ():
            at = (*path, entry.name)
            texts = [self.files.day.text_at(item) for item in self.files.day.items_at(at)]
            found[entry.name] = texts if entry.value.many else self.files.day.text_at(at)
        return found


def _put(table: TableText, line: int, column: int, value: str) -> TableText:
    return table if _at(table, line, column) == value else table.put(line, column, value)


def _at(table: TableText, line: int, column: int) -> str:
    cells = table.rows[line]
    return cells[column] if column < len(cells) else ""


def _roles_in(text: str) -> set[str]:
    return {role for role in text.split("; ") if role and role != SPEAKER}
