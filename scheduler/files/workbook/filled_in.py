"""What lists that people have leave out, because it goes without saying: filled in where it is clear, and said aloud.

Nothing that a day in files can say is touched: only what would be a fault there, or has no column on the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from scheduler.conference.conference import Kind
from scheduler.files.cell_place import placed
from scheduler.files.faults import Fault, FaultList, quoted
from scheduler.files.kinds_by_title import common_kind, kind_of_session
from scheduler.files.workbook.sheets import SESSIONS, SHEETS, Holds
from scheduler.files.workbook.starter import example_rows
from scheduler.files.workbook.tables import DayRow, DayTables, add_role, rows_by_name, whose_meeting
from scheduler.files.workbook.typed_names import KnownSpelling, turn_names
from scheduler.files.workbook.words import NOTHING, by_key, joined, names_in, parts, persons_in, shown, understood
from scheduler.text.sentence import Sentence, plural
from scheduler.text.wording import alike_key, listing, some

_PILLAR, _BOARD = "pillar", "board"  # kinds of groups
IS_BOARD = re.compile(r"(?:(?:het|algemeen|dagelijks|general|executive)\W+)*(?:bestuur|board)|(?:ab|db)")
_PAUSES = {str(kind) for kind in Kind if not kind.is_meeting}
NOT_HELD = re.compile(
    r"\b(?:vergadert|komt) (?:vandaag |deze dag )?niet\b|\bgaat (?:vandaag )?niet door\b|"
    r"\bgeen (?:aparte? |eigen )?(?:overleg|bijeenkomst|vergadering)\b|"
    r"\b(?:does|will) not meet\b|\bno (?:separate )?meeting\b"
)
_NEAR = 0.84  # from here a name may be a known one, misspelt
_TOLD = 8
_NAMED_WITH = re.compile(r"(?P<name>[^()]+?)\s*\((?P<organisation>[^()]+)\)")


def fill_in(tables: DayTables, file: str, fault_list: FaultList) -> None:
    """Completes the rows of a workbook. Names in the lists of groups that are nobody's are noted as faults."""
    before = len(fault_list.remarks)
    _Lists(tables, file, fault_list).all()
    tables.assumed += fault_list.remarks[before:]


@dataclass
class _Lists:
    tables: DayTables
    file: str
    fault_list: FaultList
    _spelt: dict[str, tuple[int, list[str]]] = field(default_factory=dict)  # by what was typed, where, and what is read

    def all(self) -> None:
        turn_names(self.tables, self.file, self.fault_list)
        self._kinds_of_groups()
        self._divide_names()
        self._guests()
        self._divide_names()  # now that the guests are known
        self._say_spelt()
        self._roles()
        self._rules_of_the_example()
        self._not_held()
        self._kinds_of_sessions()
        self._own_names()

    def _has(self, sheet: str, column: str) -> bool:
        return column in self.tables.headings.get(sheet, {column})

    @cached_property
    def _people(self) -> Mapping[str, DayRow]:
        return rows_by_name(self.tables.rows["people"])

    # -- what groups and sessions are ---------------------------------------------------------------------------------

    def _kinds_of_groups(self) -> None:
        """A pillar is what others have for theirs; of lists without kinds, a board is what is called so."""
        groups = [row for row in self.tables.rows["groups"] if not row["kind"]]
        above = {name for row in self.tables.rows["groups"] for name in names_in(row["pillars"], self.tables.groups)}
        pillars = [row for row in groups if row["name"] in above]
        boards = [row for row in groups if IS_BOARD.fullmatch(row["name"].casefold()) and row not in pillars]
        for kind, found in ((_PILLAR, pillars), (_BOARD, [] if self._has("groups", "kind") else boards)):
            for row in found:
                row.cells["kind"] = kind
                row.places.setdefault("kind", row.place)
            if found:
                self._say_kind(found, shown(Holds.GROUP_KIND, kind, self.tables.language))

    def _kinds_of_sessions(self) -> None:
        """Of lists without kinds, each that is no mere meeting of a group is what its title says."""
        if self._has("sessions", "kind"):
            return
        by_kind: dict[Kind, list[DayRow]] = {}
        for row in self.tables.rows["sessions"]:
            if not row["kind"] and (kind := self._kind(row)):
                by_kind.setdefault(kind, []).append(row)
        for kind, rows in by_kind.items():
            for row in rows:
                row.cells["kind"] = str(kind)
                row.places.setdefault("kind", row.place)
            self._say_kind(rows, shown(Holds.KIND, str(kind), self.tables.language))

    def _kind(self, row: DayRow) -> Kind | None:
        groups = whose_meeting(row, self.tables.groups)
        common = common_kind(row["title"])
        if groups:
            boards = {group["name"] for group in self.tables.rows["groups"] if group["kind"] == _BOARD}
            return Kind.BOARD_LUNCH if common is Kind.BREAK and boards & set(groups) else None
        speakers = [self._people[name] for name in parts(row["speakers"]) if name in self._people]
        if common is None and speakers and all(speaker["guest"] == "yes" for speaker in speakers):
            return Kind.GUEST_TALK
        return kind_of_session(row["title"], for_all=False, group=False, pillar=False, speakers=bool(speakers))

    def _not_held(self) -> None:
        """Of lists that cannot say it, a group's meeting whose note says that it does not meet is not held."""
        if self._has("sessions", "held"):
            return
        found = [
            row
            for row in self.tables.rows["sessions"]
            if row["groups"] and not (row["at"] or row["rooms"]) and NOT_HELD.search(alike_key(row["note"]))
        ]
        for row in found:
            row.cells["held"] = "no"
            row.places.setdefault("held", row.at("note"))
        if found:
            self.fault_list.say(
                plural(
                    len(found),
                    "{place}: the note says that {names} is not held; taken: {column} no.",
                    "{place}: the notes say that {names} are not held; taken: {column} no.",
                    place=placed(self.file, found[0].at("note")),
                    names=some([quoted(row["title"] or row["groups"]) for row in found], _TOLD),
                    column=SESSIONS.column("held").heading(self.tables.language),
                )
            )

    def _rules_of_the_example(self) -> None:
        """A rule of the example about groups of the example says nothing of a day that has none of them."""
        strange = [row for row in self.tables.rows["rules"] if row["groups"] and not self._knows_any(row["groups"])]
        if not strange or not self.tables.groups:
            return
        example = [row.cells for row in example_rows("rules", dutch=self.tables.language == "nl")]
        for row in strange:
            says = {key: text for key, text in row.cells.items() if text}
            if says in [{key: text for key, text in cells.items() if text} for cells in example]:
                self.tables.rows["rules"].remove(row)
                self.fault_list.say(
                    Sentence(
                        "{place}: {rule} is left out: it is of the example, and about {groups}, which you do not have.",
                        place=placed(self.file, row.place),
                        rule=quoted(shown(Holds.RULE, row["rule"], self.tables.language)),
                        groups=listing(map(quoted, parts(row["groups"]))),
                    )
                )

    def _knows_any(self, groups: str) -> bool:
        return any(name in self.tables.groups for name in names_in(groups, self.tables.groups))

    def _own_names(self) -> None:
        """What stands in the day several times, such as time to move, is called by its title and a number."""
        taken = {row["name"] or row["title"] for row in self.tables.rows["sessions"]}
        first: dict[str, DayRow] = {}
        is_listed = not self._has("sessions", "name")
        for row in self.tables.rows["sessions"]:
            title = row["title"]
            if not title or row["name"] or whose_meeting(row, self.tables.groups):
                continue
            before = first.setdefault(title, row)
            apart = bool(row["at"]) and row["at"] != before["at"]
            if before is not row and apart and (is_listed or (_is_pause(row) and _is_pause(before))):
                number = next(n for n in range(2, len(taken) + 3) if f"{title} {n}" not in taken)
                row.cells["name"] = f"{title} {number}"
                taken.add(row["name"])

    def _say_kind(self, rows: list[DayRow], kind: str) -> None:
        names = [quoted(row["title"] or row["name"] or row["groups"]) for row in rows]
        self.fault_list.say(
            Sentence(
                "{place}: no kind stands beside {names}; taken: {kind}.",
                place=placed(self.file, rows[0].place),
                names=some(list(dict.fromkeys(names)), _TOLD),
                kind=kind,
            )
        )

    # -- whom cells name ----------------------------------------------------------------------------------------------

    def _divide_names(self) -> None:
        """Known names with commas between them are several."""
        people, groups = KnownSpelling(set(self._people)), KnownSpelling(set(self.tables.groups))
        known: dict[tuple[str, str], KnownSpelling] = {
            ("groups", "pillars"): groups,
            ("sessions", "groups"): groups,
            ("sessions", "invited"): groups,
            ("sessions", "rooms"): KnownSpelling({row["name"] for row in self.tables.rows["rooms"]}),
            ("sessions", "rounds"): KnownSpelling({row["name"] for row in self.tables.rows["rounds"]}),
            ("rules", "groups"): groups,
            **{("sessions", key): people for key in ("speakers", "hosts", "signed_up", "waiting")},
            ("sessions", "required"): KnownSpelling({*people.names, *groups.names}),
        }
        for plan in SHEETS:
            for column in plan.columns:
                if names := known.get((plan.key, column.key)):
                    for row in self.tables.rows[plan.key]:
                        self._divide(row, column.key, names)

    def _divide(self, row: DayRow, key: str, known: KnownSpelling) -> None:
        typed = row[key]
        if not (found := known.read(typed)):
            return
        row.cells[key] = joined(found)
        if any(name not in typed for name in found):
            self._spelt.setdefault(typed, (row.at(key), found))

    def _say_spelt(self) -> None:
        """What stands in a cell with other capitals than in the list."""
        for typed, (place, names) in list(self._spelt.items())[:_TOLD]:
            sentence = Sentence(
                "{place}: {typed} is read as {names}.",
                place=placed(self.file, place),
                typed=quoted(typed),
                names=listing(map(quoted, names)),
            )
            self.fault_list.say(sentence)
        if more := self._spelt.keys() - list(self._spelt)[:_TOLD]:
            self.fault_list.say(
                plural(
                    len(more),
                    "{file}: {number} more cell is read as the lists have its names.",
                    "{file}: {number} more cells are read as the lists have their names.",
                    file=self.file,
                )
            )

    def _guests(self) -> None:
        """Who speaks, is nobody on the sheet of people and is called like nobody there, comes as a guest."""
        if not self.tables.rows["people"] or "people" in self.fault_list.unsure:
            return
        new: dict[str, DayRow] = {}
        known = by_key(self._people)
        for session in self.tables.rows["sessions"]:
            found = persons_in(session["speakers"], known)
            if all(name in self._people for name in found):
                continue
            if not all(name in self._people or self._is_new(name) for name in found):
                continue
            names = []
            for name in found:
                guest = None if name in self._people else _guest(name, session.at("speakers"))
                names.append(guest["name"] if guest else name)
                if guest:
                    known_guest = new.setdefault(guest["name"], guest)
                    known_guest.cells |= guest.cells  # once with an organisation is enough
            session.cells["speakers"] = joined(names)
        self.tables.rows["people"] += new.values()
        vars(self).pop("_people", None)
        if new:
            self.fault_list.say(
                plural(
                    len(new),
                    "{place}: {number} speaker is nobody on the sheet of people, and comes as a guest: {names}.",
                    "{place}: {number} speakers are nobody on the sheet of people, and come as guests: {names}.",
                    place=placed(self.file, next(iter(new.values())).place),
                    names=some(list(new), _TOLD),
                )
            )

    @cached_property
    def _by_bare_name(self) -> Mapping[str, str]:
        return {alike_key(row["name"]): row["name"] for row in self.tables.rows["people"]}

    def _is_new(self, text: str) -> bool:
        """Whether it is somebody's whole name, and like that of nobody."""
        match = _NAMED_WITH.fullmatch(text)
        name = match["name"] if match else text
        words = name.split()
        if not 2 <= len(words) <= 6 or not all(word[:1].isupper() for word in (words[0], words[-1])):
            return False
        if any(sign.isdecimal() for sign in name) or alike_key(name) in map(alike_key, self.tables.groups):
            return False
        return not get_close_matches(alike_key(name), self._by_bare_name, n=1, cutoff=_NEAR)

    def _roles(self) -> None:
        """Who the sheet of groups names is that in the group, and stands on the sheet of people."""
        known = by_key(self._people)
        for group in self.tables.rows["groups"]:
            for key in [key for key in group.cells if key.startswith("[")]:
                role, place = key[1:-1], group.at(key)
                for name in persons_in(group.cells.pop(key), known):
                    if person := self._people.get(name):
                        add_role(person, group["name"], role)
                        person.places.setdefault(f"({group['name']})", place)
                    elif name != NOTHING:
                        hint = self.fault_list.hint(name, self._people)
                        message = Sentence("{name} is no person.{hint}", name=quoted(name), hint=hint)
                        self.fault_list.faults.append(Fault(self.file, place, group["name"], message))


def _is_pause(row: DayRow) -> bool:
    return understood(Holds.KIND, row["kind"]) in _PAUSES


def _guest(text: str, place: int) -> DayRow:
    match = _NAMED_WITH.fullmatch(text)
    cells = {"name": match["name"], "organisation": match["organisation"]} if match else {"name": text}
    return DayRow({**cells, "guest": "yes"}, place=place)
