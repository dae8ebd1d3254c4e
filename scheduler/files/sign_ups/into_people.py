"""Sign-ups into people.csv: the cells that say something else now, and rows for who is new; all else stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scheduler.conference.conference import Conference
from scheduler.files.beside import PEOPLE_FILE
from scheduler.files.dutch import in_dutch
from scheduler.files.edit import FileText, TableText
from scheduler.files.keys import dutch_for, folded, is_english, speaks_dutch
from scheduler.files.people_csv import ROLE_WORDS, column_meaning, yes_or_no
from scheduler.files.sign_ups.columns import ROLES
from scheduler.files.sign_ups.export_table import plain
from scheduler.files.sign_ups.persons import Signed, city_key, name_key
from scheduler.files.values import YES
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import visible

_UNWRITABLE = re.compile(r"[;|\n]")
_EMAILS = {"email address", "mail"}  # besides the words of a day file
_RANK = {"chair": 5, "vice_chair": 4, "secretary": 3, "member": 2, "interested": 1}
_WORDS = {"email": "e-mail"}


@dataclass
class PeopleUpdate:
    """Everybody who signed up, for the table of people as it stands; None: there is none yet.

    `news`: who is new, and `differences`: what changes for others, in sentences. `emptied`: what goes, for
    somebody answered that there is nothing; `kept`: what stays, for they left a question blank.
    """

    table: TableText | None
    conference: Conference
    groups: Sequence[str]
    dutch: bool
    is_same: Callable[[Signed, str], bool]  # whether they are the one of their name who stands there with that city
    news: list[Phrase] = field(default_factory=list)
    differences: list[Phrase] = field(default_factory=list)
    adding: list[Phrase] = field(default_factory=list)  # those of the differences that take nothing away
    emptied: list[Phrase] = field(default_factory=list)
    kept: list[Phrase] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)  # who signed up, and is absent in the table
    unsigned: list[str] = field(default_factory=list)
    known_as: dict[tuple[int, ...], tuple[str, str]] = field(default_factory=dict)  # by rows, name and city
    adds: bool = False  # rows named some of somebody's groups, and the others stay
    unasked: dict[str, set[str]] = field(default_factory=dict)  # groups that no answer could name, with who is in them
    new: int = 0
    changed: int = 0

    def applied_to_table(self, persons: Sequence[Signed], gone: Sequence[Signed]) -> TableText:
        """The table with all of them. Raises EditRefused."""
        table = self.table if self.table is not None else self._fresh(persons)
        self.header = next((n for n, row in enumerate(table.rows) if any(row)), 0)
        self.heads = list(table.rows[self.header])
        self.means = [_meaning(cell, self.groups) for cell in self.heads]
        self.cells: dict[tuple[int, int], str] = {}
        self.rows = table.rows
        self._index()
        self._named = {
            role: {name for person in persons for name in person.answer.groups.get(role, ())} for role in ROLES
        }
        added: list[list[str]] = []
        seen: set[int] = set()
        for person in persons:
            at = self._find(person)
            if at is None:
                added.append(self._new(person))
                name = added[-1][self._column("name")]
                self.known_as[person.rows] = (name, person.answer.organisation)
            else:
                seen.add(at)
                self._update(person, at)
                self._know(person, at)
                if self._is_absent(at):
                    self.returned.append(self._name_in(at))
        for person in gone:
            at = self._find(person)
            if at is not None and at not in seen:
                seen.add(at)
                self._know(person, at)
                if not self._is_absent(at):
                    self.absent.append(person.answer.name)
        self.unsigned = [self._name_in(row) for row in self.by_row if row not in seen]
        if self.table is None:
            added += list(self._named_only(persons))
        own = len(table.rows[self.header])
        self.cells |= {(self.header, column): self.heads[column] for column in range(own, len(self.heads))}
        return table.edited(self.cells, added) if self.cells or added else table

    def _fresh(self, persons: Sequence[Signed]) -> TableText:
        keys = ["name", "organisation"]
        asked = {key for person in persons for key in (*person.answer.groups, *person.answer.hours)}
        keys += [key for key in (*ROLES, "arrives", "leaves") if key in asked]
        keys += ["wishes"] if any(person.answer.wishes for person in persons) else []
        sign = ";" if self.dutch else ","
        text = sign.join(self._heading(key) for key in keys) + "\r\n"
        mark = b"\xef\xbb\xbf" if self.dutch else b""
        return TableText(FileText(PEOPLE_FILE, text, mark=mark), tuple(self.groups))

    def _heading(self, key: str) -> str:
        if key == "organisation":
            return "gemeente" if self._is_dutch else "city"
        if key in _WORDS:
            return _WORDS[key]
        words = [word.replace("_", " ") for word in dutch_for(key)[:1]] if self._is_dutch else []
        return next(iter(words), key.replace("_", " "))

    @property
    def _is_dutch(self) -> bool:
        heads = getattr(self, "heads", [])
        own = sum(speaks_dutch([cell]) for cell in heads) - sum(is_english(cell) for cell in heads)
        return own > 0 if heads else self.dutch

    # -- who is who ---------------------------------------------------------------------------------------------------

    def _index(self) -> None:
        self.by_row: dict[int, tuple[str, str]] = {}
        self.by_name: dict[str, list[int]] = {}
        self.by_email: dict[str, list[int]] = {}
        if "name" not in self.means:
            return
        for number in range(self.header + 1, len(self.rows)):
            name = self._cell(number, "name")
            if any(letter.isalpha() for letter in name):
                self.by_row[number] = (name_key(name), city_key(self._cell(number, "organisation")))
                self.by_name.setdefault(name_key(name), []).append(number)
                if email := self._cell(number, "email").casefold():
                    self.by_email.setdefault(email, []).append(number)
        self.spelt = {name_key(person.name): person.name for person in self.conference.everybody}

    def _cell(self, row: int, key: str) -> str:
        if key not in self.means:
            return ""
        column = self.means.index(key)
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def _name_in(self, row: int) -> str:
        return visible(self._cell(row, "name"))

    def _find(self, person: Signed) -> int | None:
        """The row of that person: by e-mail with the name, by name and city, by the name alone where that will do."""
        city = city_key(person.answer.organisation)
        for name in map(name_key, person.names):
            rows = self.by_name.get(name, [])
            alike = [row for row in rows if self.by_row[row][1] == city]
            if alike:
                return alike[0]
            if len(rows) == 1 and (not city or not self.by_row[rows[0]][1]):
                return rows[0]
            if len(rows) == 1 and self.is_same(person, self._cell(rows[0], "organisation")):
                return rows[0]
        rows = self.by_email.get(person.answer.email.casefold(), [])
        return rows[0] if len(rows) == 1 else None

    def _know(self, person: Signed, row: int) -> None:
        city = self._cell(row, "organisation") or person.answer.organisation
        self.known_as[person.rows] = (" ".join(self._cell(row, "name").split()), city)

    def _is_absent(self, row: int) -> bool:
        return YES.get(yes_or_no("absent", self._cell(row, "absent")).casefold(), False)

    # -- what is written ----------------------------------------------------------------------------------------------

    def _column(self, key: str) -> int:
        """The column that says it; one that is missing comes at the end."""
        if key not in self.means:
            self.heads.append(key[1:-1] if key.startswith("(") else self._heading(key))
            self.means.append(key)
        return self.means.index(key)

    def _wanted(self, person: Signed, before: Mapping[str, str]) -> dict[str, str]:
        """By column, what a row is to say; `before`: what it says."""
        answer = person.answer
        found: dict[str, str] = {}
        if answer.email and answer.email.casefold() != before.get("email", "").casefold():
            found["email"] = answer.email
        if answer.organisation and not before.get("organisation"):
            found["organisation"] = answer.organisation
        for role, names in answer.groups.items():
            if not answer.adds:
                stays = [name for name in self._held(role, before) if name in self._beyond[role]]
                for name in stays:
                    self.unasked.setdefault(name, set()).add(answer.name)
                found |= self._role(role, (*names, *stays), before)
                continue
            cells = {**before, **found}
            held = self._held(role, cells)
            self.adds |= any(name not in names for name in held)
            seats = self._seats.get(name_key(answer.name), {})
            added = [name for name in names if max(self._rank_in(name, cells), seats.get(name, 0)) < _RANK[role]]
            if added:
                found |= self._role(role, (*held, *added), cells)
        if answer.wishes is not None:
            found["wishes"] = self._wishes(answer.wishes, before.get("wishes", ""))
        for key, hour in answer.hours.items():
            found[key] = hour
        return found

    @cached_property
    def _beyond(self) -> Mapping[str, Collection[str]]:
        """By role the groups of which no answer says anything: a form that asks for theme groups names no pillar."""
        kinds = {group.name: group.kind for group in self.conference.groups}
        named = {role: {kinds.get(name, "") for name in names} for role, names in self._named.items()}
        return {
            role: {name for name, kind in kinds.items() if named[role] and kind not in named[role]} for role in ROLES
        }

    @cached_property
    def _seats(self) -> Mapping[str, Mapping[str, int]]:
        """By name of a person what they are in each group by the day as it stands, as a number."""
        found: dict[str, dict[str, int]] = {}
        for group in self.conference.groups:
            for seat in group.seats:
                found.setdefault(name_key(seat.person.name), {})[group.name] = _RANK[folded(seat.role.value)]
        return found

    def _rank_in(self, group: str, cells: Mapping[str, str]) -> int:
        """What somebody is in that group by these cells, as a number: the higher the more; 0 for nothing."""
        own = _RANK.get(_role_of(cells.get(f"({group})", "")), 0)
        return max([own, *(_RANK[role] for role in ROLES if group in _items(cells.get(role, "")))])

    def _held(self, role: str, cells: Mapping[str, str]) -> list[str]:
        """The groups in which somebody has that role by these cells."""
        own = [key[1:-1] for key in self.means if key.startswith("(") and _role_of(cells.get(key, "")) == role]
        return [*_items(cells.get(role, "")), *own]

    def _role(self, role: str, names: Sequence[str], before: Mapping[str, str]) -> dict[str, str]:
        found: dict[str, str] = {}
        own = {key[1:-1] for key in self.means if key.startswith("(")}
        own |= {name for name in names if _UNWRITABLE.search(name)}
        for group in sorted(own):
            held = _role_of(before.get(f"({group})", ""))
            if group in names and _RANK.get(held, 0) < _RANK[role]:
                found[f"({group})"] = self._role_word(role)
            elif group not in names and held == role:
                found[f"({group})"] = ""
        listed = [name for name in names if name not in own]
        was = _items(before.get(role, ""))
        if set(listed) != set(was):
            kept = [name for name in was if name in listed]
            found[role] = self._divided([*kept, *(name for name in listed if name not in kept)])
        return found

    def _role_word(self, role: str) -> str:
        english = role.replace("_", " ")
        return in_dutch("roles", english) if self._is_dutch else english

    def _wishes(self, wishes: Mapping[str, int], before: str) -> str:
        was = dict(map(_strength_in, _items(before)))
        if was == dict(wishes):
            return before
        order = [*(name for name in was if name in wishes), *(name for name in wishes if name not in was)]
        return self._divided([f"{name}: {wishes[name]}" if wishes[name] else name for name in order])

    def _divided(self, items: Iterable[str]) -> str:
        sign = self.table.delimiter if self.table is not None else (";" if self.dutch else ",")
        return (" | " if sign == ";" else "; ").join(items)

    def _update(self, person: Signed, row: int) -> None:
        before = {key: self._cell(row, key) for key in self.means if key}
        for key in person.answer.blank:
            self._say_kept(row, key, before)
        wanted = {key: value for key, value in self._wanted(person, before).items() if value != before.get(key, "")}
        if not wanted:
            return
        self.changed += 1
        for key, value in wanted.items():
            column = self._column(key)
            if not value and not key.startswith("("):
                self.emptied.append(
                    Sentence(
                        "{person} answered that there is none: {column} loses {old}.",
                        person=self._name_in(row),
                        column=self.heads[column],
                        old=_quoted(before[key]),
                    )
                )
            self.cells[row, column] = value
            difference = Sentence(
                "{person}, {column}: {old} → {new}",
                person=self._name_in(row),
                column=self.heads[column],
                old=_quoted(before.get(key, "")),
                new=_quoted(value),
            )
            self.differences.append(difference)
            if set(_items(before.get(key, ""))) <= set(_items(value)):
                self.adding.append(difference)

    def _say_kept(self, row: int, key: str, before: Mapping[str, str]) -> None:
        """What stays as it was typed, with the column that has it; of a role also the columns of groups."""
        of_role = [
            (self.heads[self.means.index(own)], cell)
            for own, cell in before.items()
            if own.startswith("(") and _role_of(cell) == key
        ]
        listed = [(self.heads[self.means.index(key)], before[key])] if before.get(key) else []
        for heading, cell in (*listed, *of_role):
            self.kept.append(
                Sentence(
                    "{person} left this blank in the form: {column} stays {old}.",
                    person=self._name_in(row),
                    column=heading,
                    old=_quoted(cell),
                )
            )

    def _new(self, person: Signed) -> list[str]:
        self.new += 1
        name = self.spelt.get(name_key(person.answer.name), person.answer.name)
        wanted = {"name": name, **self._wanted(person, {})}
        columns = {self._column(key): value for key, value in wanted.items() if value}
        shown = [
            f"{self.heads[column]} {_quoted(value)}"
            for column, value in columns.items()
            if column != self._column("name")
        ]
        self.news.append(
            Sentence("New: {person}: {cells}", person=visible(name), cells=", ".join(shown))
            if shown
            else Sentence("New: {person}", person=visible(name))
        )
        return [columns.get(column, "") for column in range(max(columns) + 1)]

    def _named_only(self, persons: Sequence[Signed]) -> Iterator[list[str]]:
        """People whom the day names and who did not sign up: a list of people has to have them all."""
        signed = {name_key(name) for person in persons for name in person.names}
        for person in self.conference.people:
            if name_key(person.name) not in signed and not person.guest:
                self.unsigned.append(person.name)
                yield [person.name, person.organisation]


def _meaning(cell: str, groups: Sequence[str]) -> str:
    return column_meaning(cell, groups) or ("email" if plain(cell) in _EMAILS else "")


def _role_of(cell: str) -> str:
    """The role that a cell under a group says, as in `ROLES`; empty where it says none."""
    word = ROLE_WORDS.get(folded(cell))
    return folded(word.value) if word else ""


def _items(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;|\n]", cell) if part.strip()]


def _strength_in(item: str) -> tuple[str, int]:
    found = re.fullmatch(r"(.+?)\s*[:=]\s*(\d{1,7})", item)
    return (found[1], int(found[2])) if found else (item, 0)


def _quoted(value: str) -> Phrase | str:
    return f'"{visible(value)}"' if value else Sentence("nothing")
