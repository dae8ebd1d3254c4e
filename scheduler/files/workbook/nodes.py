"""The rows of a workbook into the nodes of a day file, each of which knows its cell, so that faults do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scheduler.files.attendees import ROLE_KEYS
from scheduler.files.faults import Fault, FaultList, Faults, quoted
from scheduler.files.workbook.read import read_workbook
from scheduler.files.workbook.sheets import BY_KEY, DAY, LISTED, RULES, Holds, SheetColumn
from scheduler.files.workbook.tables import DayRow, DayTables, full_name, rule_key, shared_names
from scheduler.files.workbook.words import NOTHING, parts, shown, understood
from scheduler.files.yaml_nodes import Keyed, Many, Node, Text, parse
from scheduler.text.sentence import LANGUAGES, Phrase, Sentence

_IN_GROUPS = ("chair", "vice_chair")  # what stands with the group; the others stand with the person
_WHOSE = ("groups", "sessions", "people", "group", "session", "first", "then")  # begin a statement in addition


def of_workbook(path: Path, fault_list: FaultList) -> Keyed:
    """The day that a workbook holds, as nodes. Faults and remarks are noted; raises Faults where it holds none."""
    return of_tables(read_workbook(path, fault_list), path.name, fault_list)


def stated_language(root: Keyed) -> str | None:
    """The language that the day states; None where it states none that netday writes."""
    _, value = root.entries.get("language", (0, None))
    text = value.value.casefold() if isinstance(value, Text) else ""
    return text if text in LANGUAGES else None


def of_tables(tables: DayTables, file: str, fault_list: FaultList) -> Keyed:
    """The day as nodes. Faults of cells are noted, and their place left out."""
    return _Nodes(tables, file, fault_list).root()


@dataclass
class _Nodes:
    tables: DayTables
    file: str
    fault_list: FaultList
    shared: frozenset[str] = frozenset()

    def root(self) -> Keyed:
        day = self.tables.day
        self.shared = shared_names(self.tables.rows["people"])
        root = Keyed(day.place or 1)
        for column in DAY.columns:
            if column.key != "within":
                _put(root, column.key, day, column)
        self._walking(root)
        rounds = self.tables.rows["rounds"]
        _put_all(root, "rounds", [self._thing("rounds", row, ("date",)) for row in rounds if not row["date"]])
        _put_all(root, "days", list(self._days()))
        if _all_is_none(root, "rounds"):
            root.entries.pop("rounds")
        _put_all(root, "rooms", [self._thing("rooms", row) for row in self.tables.rows["rooms"]])
        _put_all(root, "groups", [self._group(row) for row in self.tables.rows["groups"]])
        people = self.tables.rows["people"]
        _put_all(root, "people", [self._person(row) for row in people if not _is_guest(row)])
        _put_all(root, "guests", [self._person(row) for row in people if _is_guest(row)])
        _put_all(root, "tracks", [self._thing("tracks", row) for row in self.tables.rows["tracks"]])
        _put_all(root, "sessions", [self._session(row) for row in self.tables.rows["sessions"]])
        self._rules(root)
        return root

    def _thing(self, sheet: str, row: DayRow, without: Sequence[str] = ()) -> Keyed:
        found = Keyed(row.place)
        for column in BY_KEY[sheet].columns:
            if column.key not in without:
                _put(found, column.key, row, column)
        return found

    def _walking(self, root: Keyed) -> None:
        day, walking = self.tables.day, Keyed(self.tables.day.at("within"))
        _put(walking, "within", day, DAY.column("within"))
        _put_all(walking, "between", [self._thing("walks", row) for row in self.tables.rows["walks"]])
        if walking.entries:
            root.entries["walking"] = (walking.line, walking)

    def _days(self) -> Iterator[Keyed]:
        rounds = self.tables.rows["rounds"]
        dates = {row["date"] for row in rounds if row["date"]}
        for row in self.tables.rows["days"]:
            day = self._thing("days", row)
            own = [
                self._thing("rounds", one, ("date",)) for one in rounds if row["date"] and one["date"] == row["date"]
            ]
            dates.discard(row["date"])
            _put_all(day, "rounds", own)
            if _all_is_none(day, "rounds"):
                day.entries["rounds"] = (row.place, Many(row.place))
            yield day
        for row in rounds:
            if row["date"] in dates and row["date"] != self.tables.day["date"]:
                message = Sentence(
                    "{date} is no day of this workbook: the sheet of days does not have it.", date=quoted(row["date"])
                )
                self._fault(row, "date", message)

    def _fault(self, row: DayRow, key: str, message: Phrase) -> None:
        self.fault_list.faults.append(Fault(self.file, row.at(key), row["name"] or row["title"], message))

    # -- groups and people --------------------------------------------------------------------------------------------

    def _group(self, row: DayRow) -> Keyed:
        group = self._thing("groups", row)
        for role in _IN_GROUPS:
            held = self.held.get((row["name"], role))
            if held:
                group.entries[LISTED[role]] = (held[0].line, Many(held[0].line, list(held)))
        return group

    @cached_property
    def held(self) -> dict[tuple[str, str], list[Text]]:
        """By group and by what stands with a group: who is that there."""
        found: dict[tuple[str, str], list[Text]] = {}
        for person in self.tables.rows["people"]:
            for group, roles in person.roles:
                for role in _IN_GROUPS:
                    if role in roles:
                        name = Text(person.at(f"({group})"), full_name(person, self.shared), plain=False)
                        found.setdefault((group, role), []).append(name)
        return found

    def _person(self, row: DayRow) -> Keyed:
        person = self._thing("people", row, ("guest",) if _is_guest(row) else ())
        for role in ROLE_KEYS.values():
            groups = [group for group, roles in row.roles if role in roles and role not in _IN_GROUPS]
            if groups:
                items: list[Node] = [Text(row.at(f"({group})"), group, plain=False) for group in groups]
                person.entries[role] = (items[0].line, Many(items[0].line, items))
        return person

    # -- sessions -----------------------------------------------------------------------------------------------------

    def _session(self, row: DayRow) -> Keyed:
        whose = row["groups"]
        session = self._thing("sessions", row, ("groups",) if whose == NOTHING else ())
        if not whose and row["title"] in self.tables.groups:
            place = row.at("title")
            session.entries["groups"] = (place, Text(place, row["title"], plain=False))
        return session

    # -- rules --------------------------------------------------------------------------------------------------------

    def _rules(self, root: Keyed) -> None:
        rules = Keyed(1)
        for row in self.tables.rows["rules"]:
            self._rule(rules, row)
        if rules.entries:
            root.entries["rules"] = (next(iter(rules.entries.values()))[0], rules)

    def _rule(self, rules: Keyed, row: DayRow) -> None:
        keys = self._statement(row)
        state, name = row["state"], understood(Holds.RULE, row["rule"])
        if not state and not keys.entries:
            return
        if not name:
            self._fault(row, "state", Sentence("The rule is missing in this row."))
            return
        if keys.entries and state not in ("off", "added", "changed", "") and "weight" not in keys.entries:
            place = row.at("state")
            if state != "on":  # hard, or a weight
                keys.entries["weight"] = (place, Text(place, state, plain=False))
            state = ""
        if not state:
            state = "added" if any(key in _WHOSE for key in keys.entries) else "changed"
        before = rules.entries.get(name)
        if state == "added":
            items = before[1] if before else Many(row.place)
            if not isinstance(items, Many):
                self._twice(row)
                return
            items.items.append(keys)
            rules.entries[name] = (before[0] if before else row.at("rule"), items)
        elif before:
            self._twice(row)
        elif state == "changed":
            rules.entries[name] = (row.at("rule"), keys)
        else:
            if keys.entries:
                self._fault(
                    row,
                    "state",
                    Sentence(
                        "{state} leaves nothing to say to its right; empty one of them.",
                        state=quoted(shown(Holds.STATE, state, self.tables.language)),
                    ),
                )
            rules.entries[name] = (row.at("rule"), Text(row.at("state"), state, plain=False))

    def _twice(self, row: DayRow) -> None:
        message = Sentence(
            "{rule} stands in another row too; several rows can only add to it.", rule=quoted(row["rule"])
        )
        self._fault(row, "rule", message)

    def _statement(self, row: DayRow) -> Keyed:
        keys = Keyed(row.place)
        for column in RULES.columns:
            if column.key not in ("rule", "state", "rest"):
                key = rule_key(row["rule"], column.key)
                _put(keys, key, row, column)
                _, held = keys.entries.get(key, (0, None))
                if isinstance(held, Many) and len(held.items) == 1:  # one alone, as it is mostly written
                    keys.entries[key] = (held.line, held.items[0])
        if rest := row["rest"]:
            place = row.at("rest")
            try:
                keys.entries |= {
                    key: (place, _moved(node, place)) for key, (_, node) in parse(rest, "").entries.items()
                }
            except Faults as faults:
                why = faults.faults[0].message
                message = Sentence("should be keys and values, a line each, like most: 180. {why}", why=why)
                self._fault(row, "rest", message)
        return keys


def _is_guest(row: DayRow) -> bool:
    return understood(Holds.YES, row["guest"]) == "yes"


def _put(node: Keyed, key: str, row: DayRow, column: SheetColumn) -> None:
    """The cell under that key; an empty one is none."""
    if not row[column.key]:
        return
    place, text = row.at(column.key), understood(column.holds, row[column.key])
    if column.holds.many:
        also = "," if column.holds in (Holds.HOURS, Holds.SPANS, Holds.DATES) else ""
        items: list[Node] = [Text(place, item, plain=False) for item in parts(text, also)]
        node.entries[key] = (place, Many(place, items))
    else:
        node.entries[key] = (place, Text(place, text, plain=False))


def _put_all(node: Keyed, key: str, items: Sequence[Keyed]) -> None:
    filled: list[Node] = [item for item in items if item.entries]
    if filled:
        node.entries[key] = (filled[0].line, Many(filled[0].line, filled))


def _all_is_none(node: Keyed, key: str) -> bool:
    """Whether the one round that stands there says that there is none."""
    _, held = node.entries.get(key, (0, None))
    if not isinstance(held, Many) or len(held.items) != 1 or not isinstance(first := held.items[0], Keyed):
        return False
    _, time = first.entries.get("time", (0, None))
    return isinstance(time, Text) and time.value == "none" and list(first.entries) == ["time"]


def _moved(node: Node, place: int) -> Node:
    """The same, with that cell for every line."""
    match node:
        case Text():
            return Text(place, node.value, node.plain)
        case Many():
            return Many(place, [_moved(item, place) for item in node.items])
        case Keyed():
            return Keyed(place, {key: (place, _moved(value, place)) for key, (_, value) in node.entries.items()})
