"""The differences of a workbook spliced into the files of a day, so that every comment stays where it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from pydantic import BaseModel

from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.edit.meaning import Path, Value
from scheduler.files.faults import FaultList, Faults
from scheduler.files.keys import meant
from scheduler.files.read_day import Instance
from scheduler.files.workbook.cell_values import cell_value
from scheduler.files.workbook.differences import ORDERED, CellChange, RowPair, changes, pairs
from scheduler.files.workbook.new_lists import with_new_lists
from scheduler.files.workbook.nodes import of_tables
from scheduler.files.workbook.sheets import SHEETS, SheetPlan
from scheduler.files.workbook.splice_people import PeopleSplice
from scheduler.files.workbook.statement_keys import spelt_alike
from scheduler.files.workbook.tables import DayRow, DayTables
from scheduler.files.workbook.words import NOTHING, parts
from scheduler.files.yaml_nodes import parse, plain_data
from scheduler.text.sentence import Sentence

_ONE = {"groups": "group", "rooms": "room", "rounds": "round", "pillars": "pillar", "windows": "window", "days": "day"}
_OWN = {"day": (), "walks": ("walking", "between")}  # where the things of a sheet stand; else under its own key


def spliced(before: DayTables, after: DayTables, wanted: Instance) -> DayFiles:
    """The files with all that the workbook says otherwise. `wanted`: the day that the workbook makes.

    Raises EditRefused where the files would then not make that day; and nothing has changed.
    """
    if before.files is None:
        raise EditRefused(Sentence("There are no files to write to."))
    try:
        files = _with_differences(before, after)
        if files == before.files:
            return files
        found = files.read()
        if missing := _unnamed(found, wanted, before):
            files = _with_people(files, missing)
            found = files.read()
    except Faults as faults:
        raise EditRefused(Sentence("It would not be in order: {fault}", fault=faults.faults[0].text)) from None
    if what := apart(found, wanted):
        raise EditRefused(Sentence("The files would not say what the workbook says of {what}.", what=what))
    return files


def spliced_unread(before: DayTables, after: DayTables) -> DayFiles:
    """The same of tables that make no day, for they have faults. Raises EditRefused and Faults."""
    if before.files is None:
        raise EditRefused(Sentence("There are no files to write to."))
    return _with_differences(before, after)


def _with_differences(before: DayTables, after: DayTables) -> DayFiles:
    begun = with_new_lists(before, after)
    if begun.files is None:
        raise EditRefused(Sentence("There are no files to write to."))
    return _Splice(begun.files, begun, after).make()


def _unnamed(found: Instance, wanted: Instance, before: DayTables) -> list[str]:
    """People of the workbook whom nothing in the files names any more, where names are taken as they come."""
    if any(row.path or row.line is not None for row in before.rows["people"] if row["guest"] != "yes"):
        return []
    named = {person.name for person in found.conference.everybody}
    return [person.name for person in wanted.conference.everybody if person.name not in named]


def _with_people(files: DayFiles, names: Sequence[str]) -> DayFiles:
    for name in names:
        node = files.day.find(("guests",))
        entry: Value = {"name": name, "guest": False}
        listed = node is not None and node.many
        files = replace(files, day=files.day.add(("guests",), entry) if listed else files.day.put(("guests",), [entry]))
    return files


def apart(one: Instance, other: Instance) -> str:
    """In what the two differ; empty where they say the same."""
    first, second = (_Plain().fields(each.conference) for each in (one, other))
    for key, value in first.items():
        if value != second[key]:
            return str(key)
    if one.emails != other.emails:
        return "email"
    rules = [[(rule.name, _Plain().fields(rule)) for rule in each.rules] for each in (one, other)]
    return "" if _in_any_order(rules[0]) == _in_any_order(rules[1]) else "rules"


_UNORDERED = ("seats", "people", "absent")
_BESIDE = ("logo",)  # a picture, which lies beside the one and need not beside the other


class _Plain:
    """Plain data in which the order of people and seats, which means nothing, is always the same.

    A group stands in its session, and its people in it, again and again: each is looked at once.
    """

    def __init__(self) -> None:
        self._known: dict[int, dict[str, Any]] = {}

    def fields(self, thing: Any) -> dict[str, Any]:
        names = type(thing).model_fields if isinstance(thing, BaseModel) else [each.name for each in fields(thing)]
        return {name: self.of(getattr(thing, name), name) for name in names if name not in _BESIDE}

    def of(self, value: Any, key: object = "") -> Any:
        if value is None or isinstance(value, (int, str)):
            return value
        if isinstance(value, BaseModel) or is_dataclass(value):
            if id(value) not in self._known:
                self._known[id(value)] = self.fields(value)
            return self._known[id(value)]
        if isinstance(value, Mapping):
            return {str(self.of(name)): self.of(one, name) for name, one in value.items()}
        if isinstance(value, (frozenset, set)):
            return _in_any_order([self.of(one) for one in value])
        if isinstance(value, (list, tuple)):
            values = [self.of(one) for one in value]
            return _in_any_order(values) if key in _UNORDERED else values
        return str(value)


def _in_any_order(values: Any) -> Any:
    return sorted(values, key=lambda one: json.dumps(one, sort_keys=True)) if isinstance(values, list) else values


@dataclass
class _Splice:
    files: DayFiles
    before: DayTables
    after: DayTables

    def make(self) -> DayFiles:
        for plan in SHEETS:
            found = pairs(plan, self.before.rows[plan.key], self.after.rows[plan.key])
            match plan.key:
                case "rules":
                    self._rules()
                case "people":
                    people = PeopleSplice(self.files, self.before, self.after, found)
                    people.make()
                    self.files = people.files
                case "rounds":
                    self._rounds(plan, found)
                case _:
                    self._things(plan, _OWN.get(plan.key, (plan.key,)), found)
        return self.files

    # -- things of one list -------------------------------------------------------------------------------------------

    def _things(self, plan: SheetPlan, home: Path, found: Sequence[RowPair]) -> None:
        """Cells first, then rows that go, then rows that come, and at last their order."""
        altered = [pair for pair in found if pair.old is None or pair.new is None]
        order = [pair.old.path for pair in found if pair.old and pair.new]
        if (altered or (plan.key in ORDERED and order != sorted(order, key=_last))) and not plan.down:
            self._as_list(home, found)
        for pair in found:
            if pair.old and pair.new and pair.old.path is not None:
                for change in changes(plan, pair.old, pair.new):
                    self._change(plan, pair.old, change)
        if plan.down:
            return
        for path in sorted((p.old.path for p in found if p.old and not p.new and p.old.path), key=_last, reverse=True):
            self.files = self.files.remove(path)
        left = sorted((pair.old.path for pair in found if pair.old and pair.new and pair.old.path), key=_last)
        now = [left.index(pair.old.path) if pair.old and pair.old.path in left else None for pair in found if pair.new]
        for pair in found:
            if pair.new and not pair.old:
                self._add(home, _entry(plan, pair.new))
        if plan.key in ORDERED:
            self._order(home, now)

    def _as_list(self, home: Path, found: Sequence[RowPair]) -> None:
        """A single thing that stands without a list becomes the first of one."""
        node = self.files.day.find(home)
        if node is None or node.many or node.blank:
            return
        self.files = self.files.put(home, [_plain(self.files, home)])
        for pair in found:
            if pair.old and pair.old.path == home:
                pair.old.path = (*home, 0)

    def _add(self, home: Path, entry: Value) -> None:
        node = self.files.day.find(home)
        day = self.files.day.put(home, [entry]) if node is None or node.blank else self.files.day.add(home, entry)
        self.files = replace(self.files, day=day)

    def _order(self, home: Path, now: Sequence[int | None]) -> None:
        """The items in the order of the workbook. `now`: their numbers among those that stayed; None: it is new."""
        kept = sum(number is not None for number in now)
        fresh = iter(range(kept, len(now)))
        places = [number if number is not None else next(fresh) for number in now]
        for place in range(len(places)):
            if places[place] != place:
                day = self.files.day.move((*home, places[place]), place)
                self.files = replace(self.files, day=day)
                moved = places[place]
                places = [p + 1 if place <= p < moved and n != place else p for n, p in enumerate(places)]
                places[place] = place

    def _change(self, plan: SheetPlan, row: DayRow, change: CellChange) -> None:
        path = self._path(plan, row, change.key)
        value = cell_value(plan.column(change.key), change.new)
        if change.key == "groups" and change.new == NOTHING:
            value = None
        node = self.files.day.find(path)
        if value is None:
            self.files = self.files.remove(path)
            return
        if isinstance(value, list) and len(value) == 1 and not (node is not None and node.many):
            value = value[0]
        if isinstance(value, str) and node is not None and (node.text or "").endswith("\n"):
            value = f"{value}\n"  # as the text before, which ended its last line
        self.files = self.files.put(path, value)

    def _path(self, plan: SheetPlan, row: DayRow, key: str) -> Path:
        """Where that is said, in an entry with keys: a text alone becomes one first."""
        path = row.path or ()
        if key == "within":
            return ("walking", "within")
        if not path:
            return (key,)
        node = self.files.day.find(path)
        if plan.shape is not None and node is not None and node.text is not None:
            if key == plan.shape.alone and not _bears_its_group(plan, row):
                return path
            alone = "group" if _bears_its_group(plan, row) else plan.shape.alone
            self.files = self.files.put(path, {alone: " ".join(node.text.split())})
        elif _bears_its_group(plan, row) and [meant(e.name, ["title"]) for e in (node.entries if node else ())] == [
            "title"
        ]:
            self.files = self.files.put((*path, "group"), parts(row["groups"])[0])
        return (*path, key)

    # -- rounds, of all days or of one ------------------------------------------------------------------------------

    def _rounds(self, plan: SheetPlan, found: Sequence[RowPair]) -> None:
        homes: dict[str, list[RowPair]] = {}
        for pair in found:
            row = pair.new or pair.old
            if row is not None:
                homes.setdefault(row["date"], []).append(pair)
        for date, each in homes.items():
            home: Path = ("rounds",)
            if date:
                home = (*self._day(date), "rounds")
                node = self.files.day.find(home[:-1])
                if node is not None and node.text is not None:
                    self.files = self.files.put(home[:-1], {"date": date})
            now = [p if not p.old or p.old["date"] == date else RowPair(None, p.new) for p in each]
            now += [
                RowPair(pair.old, None)
                for pair in found
                if pair.old and pair.new and pair.old["date"] == date and pair.new["date"] != date
            ]
            self._things(replace(plan, columns=tuple(c for c in plan.columns if c.key != "date")), home, now)

    def _day(self, date: str) -> Path:
        for number, row in enumerate(self.after.rows["days"]):
            if row["date"] == date:
                node = self.files.day.find(("days",))
                return ("days", number) if node is not None and node.many else ("days",)
        raise EditRefused(Sentence("{date} is no day of the workbook.", date=date))

    # -- rules --------------------------------------------------------------------------------------------------------

    def _rules(self) -> None:
        old, new = (_rules_of(tables) for tables in (self.before, self.after))
        for name in [name for name in old if name not in new]:
            self.files = self.files.remove(("rules", self._rule(name)))
        for name, value in new.items():
            path: Path = ("rules", self._rule(name))
            if name not in old:
                self.files = self.files.put(path, value)
            elif old[name] != value:
                self._rule_changed(path, old[name], value)

    def _rule(self, name: str) -> str:
        """The key under which the file has the rule."""
        node = self.files.day.find(("rules",))
        keys = [entry.name for entry in node.entries] if node else []
        return next((key for key in keys if meant(key, [name])), name)

    def _rule_changed(self, path: Path, old: Any, new: Any) -> None:
        if isinstance(old, dict) and isinstance(new, dict):
            self._keys(path, old, new)
        elif isinstance(old, list) and isinstance(new, list):
            kept = [number for number, one in enumerate(old) if one in new]
            fresh = [one for one in new if one not in old]
            gone = [number for number in range(len(old)) if number not in kept]
            for number, value in zip(list(gone), list(fresh), strict=False):
                self._keys((*path, number), old[number], value)
                gone.remove(number)
                fresh.remove(value)
            for value in fresh:
                self._add(path, value)
            for number in reversed(gone):
                self.files = self.files.remove((*path, number))
        else:
            self.files = self.files.put(path, new)

    def _keys(self, path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        for key, value in new.items():
            if old.get(key) != value:
                self.files = self.files.put((*path, key), value)
        for key in old:
            if key not in new:
                self.files = self.files.remove((*path, key))


def _bears_its_group(plan: SheetPlan, row: DayRow) -> bool:
    """Whether its title alone made it that group's meeting."""
    return plan.key == "sessions" and bool(row["groups"]) and not row["title"]


def _rules_of(tables: DayTables) -> dict[str, Any]:
    """By rule what is said of it, as plain texts, lists and keys."""
    rules = DayTables()
    rules.rows["day"] = [DayRow({})]
    rules.rows["rules"] = tables.rows["rules"]
    root = plain_data(of_tables(rules, "", FaultList()))
    found: dict[str, Any] = root.get("rules", {})
    return {name: spelt_alike(value) for name, value in found.items()}


def _entry(plan: SheetPlan, row: DayRow) -> Value:
    """A new thing as a day file has it: its name alone where nothing else is said."""
    keys: dict[str, Value] = {}
    for column in plan.columns:
        value = cell_value(column, row[column.key])
        if value is None or (column.key == "groups" and row["groups"] == NOTHING):
            continue
        if isinstance(value, list) and len(value) == 1:
            keys[_ONE.get(column.key, column.key)] = value[0]
        else:
            keys[column.key] = value
    alone = plan.shape.alone if plan.shape else ""
    return keys[alone] if list(keys) == [alone] and plan.key != "sessions" else keys


def _plain(files: DayFiles, path: Path) -> Any:
    """What stands there, as plain texts, lists and keys."""
    node: Any = plain_data(parse(files.day.file.read(), files.day.file.name))
    for step in path:
        if isinstance(node, dict):
            key = meant(str(step), [str(step)])
            node = next(value for name, value in node.items() if meant(name, [str(key)]))
        else:
            node = node[step]
    return node


def _last(path: Path | None) -> int:
    return path[-1] if path and isinstance(path[-1], int) else 0
