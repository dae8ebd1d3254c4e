"""The rows of a day by sheet, as texts: what a workbook says, and what the files of a day would say in one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from scheduler.conference.conference import Conference
from scheduler.files.attendees import ROLE_KEYS
from scheduler.files.day_schema import DayFile, DayShape, GroupShape, LinkShape, PersonShape, Shape, WalkingShape
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.meaning import Path, in_yaml
from scheduler.files.faults import FaultList
from scheduler.files.keys import meant
from scheduler.files.named_links import spelt_out
from scheduler.files.people_csv import read_table
from scheduler.files.values import YES, one_line
from scheduler.files.workbook.sheets import DAY, LISTED, RULES, SHEETS, Holds, SheetColumn
from scheduler.files.workbook.words import NOTHING, in_order, joined, parts, understood
from scheduler.files.yaml_nodes import Keyed, Many, Node, Text, parse
from scheduler.rules.book import RULES as RULE_BOOK
from scheduler.text.sentence import Phrase

_NOT = {word for word, meaning in YES.items() if not meaning}
_STATEMENT = ("weight", "tier", "groups", "sessions")  # keys of a rule with a column of their own


@dataclass
class DayRow:
    """One thing: the text under each key, in the words of a day file. A person's roles stand under `(group)`.

    `path`: where a day file says it, `line`: in which row of people.csv, from 0; `places`: in which cells, by key.
    """

    cells: dict[str, str]
    path: Path | None = None
    line: int | None = None
    place: int = 0
    places: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    def at(self, key: str) -> int:
        """The place of that cell; that of the row where there is none."""
        return self.places.get(key, self.place)

    @property
    def roles(self) -> Iterator[tuple[str, list[str]]]:
        """By name of a group, what somebody is there."""
        for key, text in self.cells.items():
            if key.startswith("(") and text:
                yield key[1:-1], text.split("; ")


@dataclass
class DayTables:
    """By key of a sheet its rows; `day` has one. `files`: those of the day that they were made from.

    `headings`: of what was read from a workbook, by sheet, the keys of its columns; `assumed`: what was said of what it
    leaves out.
    """

    rows: dict[str, list[DayRow]] = field(default_factory=lambda: {plan.key: [] for plan in SHEETS})
    files: DayFiles | None = None
    headings: dict[str, set[str]] = field(default_factory=dict)
    assumed: list[Phrase] = field(default_factory=list)

    @property
    def day(self) -> DayRow:
        return self.rows["day"][0]

    @property
    def language(self) -> str:
        return "en" if self.day["language"] == "en" else "nl"

    @property
    def groups(self) -> list[str]:
        return list(dict.fromkeys(row["name"] for row in self.rows["groups"] if row["name"]))


def of_files(files: DayFiles, conference: Conference | None) -> DayTables:
    """What a workbook of that day would say. `conference`: as it was read from them; None: they have faults.

    Raises Faults where they are no tables at all.
    """
    root = parse(files.day.file.read(), files.day.file.name)
    tables = DayTables(files=files)
    _Tables(tables, root, files, conference).fill()
    return tables


@dataclass
class _Tables:
    tables: DayTables
    root: Keyed
    files: DayFiles
    conference: Conference | None

    def fill(self) -> None:
        rows, root = self.tables.rows, _keyed(self.root, DayFile)
        day = {column.key: _text(root.get(column.key), column) for column in DAY.columns}
        walking = root.get("walking")
        ways = _keyed(walking, WalkingShape) if isinstance(walking, Keyed) else {}
        day["within"] = _text(ways.get("within"), DAY.column("within"))
        rows["day"] = [DayRow(day, ())]
        rows["walks"] = list(self._things("walks", ("walking", "between"), ways.get("between")))
        for key in ("rooms", "groups", "tracks", "sessions"):
            rows[key] = list(self._things(key, (key,), root.get(key)))
        self._days(root)
        known = set(self.tables.groups)
        for row in rows["sessions"]:
            alone = [key for key, text in row.cells.items() if text] == ["title"]
            if row["title"] in known and not row["groups"]:
                row.cells |= {"title": "", "groups": joined([row["title"]])} if alone else {"groups": NOTHING}
        self._people(root)
        rows["rules"] = list(_rules(root.get("rules")))

    def _things(self, sheet: str, path: Path, node: Node | None) -> Iterator[DayRow]:
        plan = next(plan for plan in SHEETS if plan.key == sheet)
        if plan.shape is None:
            return
        for at, item in _items(path, node):
            entries = _keyed(item, plan.shape)
            yield DayRow({column.key: _text(entries.get(column.key), column) for column in plan.columns}, at)

    def _days(self, root: dict[str, Node]) -> None:
        rows = self.tables.rows
        rows["days"] = list(self._things("days", ("days",), root.get("days")))
        rows["rounds"] = list(self._things("rounds", ("rounds",), root.get("rounds")))
        for at, item in _items(("days",), root.get("days")):
            entries = _keyed(item, DayShape)
            date, rounds = _flat(entries.get("date")), entries.get("rounds")
            found = list(self._things("rounds", (*at, "rounds"), rounds))
            if isinstance(rounds, Many) and not found:
                found = [DayRow({"time": "none"}, (*at, "rounds"))]
            for row in found:
                row.cells["date"] = date
            rows["rounds"] += found

    # -- people -------------------------------------------------------------------------------------------------------

    def _people(self, root: dict[str, Node]) -> None:
        people = root.get("people")
        found: list[DayRow] = []
        table = self.files.table
        if table is not None:
            nodes = read_table(table.file.read(), table.file.name, self.tables.groups, FaultList())
            lines = {line: number for number, line in enumerate(table.lines)}
            found = [self._person(item, None, lines[item.line]) for item in nodes.items]
        elif people is not None and not isinstance(people, Text):
            found = [self._person(item, at, None) for at, item in _items(("people",), people)]
        for at, item in _items(("guests",), root.get("guests")):
            guest = self._person(item, at, None)
            guest.cells["guest"] = "" if guest["guest"].casefold() in _NOT else guest["guest"] or "yes"
            found.append(guest)
        if table is None and (people is None or (isinstance(people, Text) and people.blank)):
            listed = {row["name"] for row in found}
            known = self.conference.people if self.conference else ()
            found += [DayRow({"name": p.name}) for p in known if p.name not in listed]
        self.tables.rows["people"] = found
        self._roles_of_groups(root)

    def _person(self, item: Node, path: Path | None, line: int | None) -> DayRow:
        plan = next(plan for plan in SHEETS if plan.key == "people")
        entries = _keyed(item, PersonShape)
        row = DayRow({column.key: _text(entries.get(column.key), column) for column in plan.columns}, path, line)
        for role in ROLE_KEYS.values():
            for group in _listed(entries.get(role)):
                add_role(row, group, role)
        return row

    def _roles_of_groups(self, root: dict[str, Node]) -> None:
        """What the groups' own lists say stands in the cells of people as well."""
        rows = self.tables.rows["people"]
        named = rows_by_name(rows)
        for _, item in _items(("groups",), root.get("groups")):
            entries = _keyed(item, GroupShape)
            group = _flat(entries.get("name"))
            for role, key in LISTED.items():
                for name in _listed(entries.get(key)):
                    if row := named.get(name):
                        add_role(row, group, role)


def rows_by_name(rows: Iterable[DayRow]) -> dict[str, DayRow]:
    """People by name, and by name and organisation; the first row of each."""
    named: dict[str, DayRow] = {}
    for row in rows:
        named.setdefault(row["name"], row)
        if row["organisation"]:
            named.setdefault(f"{row['name']} ({row['organisation']})", row)
    return named


def shared_names(people: Iterable[DayRow]) -> frozenset[str]:
    """The names that people of several organisations have."""
    cities: dict[str, set[str]] = {}
    for person in people:
        if person["organisation"]:
            cities.setdefault(person["name"], set()).add(person["organisation"])
    return frozenset(name for name, several in cities.items() if len(several) > 1)


def full_name(person: DayRow, shared: Collection[str]) -> str:
    """The name by which others can say who it is. `shared`: the names that several people have."""
    name, city = person["name"], person["organisation"]
    return f"{name} ({city})" if name in shared and city else name


def whose_meeting(row: DayRow, groups: Collection[str]) -> list[str]:
    """The groups whose meeting a session is; one with a group's name for its title is that group's."""
    if row["groups"] == NOTHING:
        return []
    return parts(row["groups"]) or [row["title"]] * (row["title"] in groups)


def called(row: DayRow) -> str:
    """What a row is about, in words: its name, or what it has instead."""
    name = row["rule"] or row["name"] or row["title"] or row["groups"] or row["time"] or row["date"]
    return name or " – ".join(filter(None, (row["from"], row["to"])))


def add_role(row: DayRow, group: str, role: str) -> None:
    key = f"({group})"
    held = row[key].split("; ") if row[key] else []
    row.cells[key] = "; ".join(in_order([*held, role]))


def _rules(node: Node | None) -> Iterator[DayRow]:
    if not isinstance(node, Keyed):
        return
    for written, (_, value) in node.entries.items():
        path: Path = ("rules", written)
        name = understood(Holds.RULE, written)
        if isinstance(value, Text):
            if not value.blank:
                yield DayRow({"rule": name, "state": understood(Holds.STATE, value.value.strip())}, path)
        elif isinstance(value, Keyed):
            yield DayRow({"rule": name, "state": "changed", **_statement(value, name)}, path)
        else:
            for number, item in enumerate(value.items):
                keys = _statement(item, name) if isinstance(item, Keyed) else {"rest": _flat(item)}
                yield DayRow({"rule": name, "state": "added", **keys}, (*path, number))


def rule_key(rule: str, column: str) -> str:
    """The key of that rule for a column: `group` where it speaks of one group."""
    kind = next((kind for kind in RULE_BOOK if kind.name == meant(rule, [kind.name])), None)
    known = {field.alias or name for name, field in kind.model_fields.items()} if kind else set()
    one = column.removesuffix("s")
    return one if column not in known and one in known else column


def _statement(node: Keyed, rule: str) -> dict[str, str]:
    """The keys of a statement: those with a column of their own, and the rest as a day file has them."""
    columns = {rule_key(rule, column): column for column in _STATEMENT}
    cells: dict[str, str] = {}
    rest: list[str] = []
    for key, (_, value) in node.entries.items():
        own = columns.get(meant(key, columns) or "")
        if own and own not in cells and (text := _text(value, RULES.column(own))) and not isinstance(value, Keyed):
            cells[own] = text
        elif not (isinstance(value, Text) and value.blank):
            rest.append(f"{in_yaml(key)}: {flow(value)}")
    return {**cells, **({"rest": "\n".join(rest)} if rest else {})}


def flow(node: Node) -> str:
    """The value on one line, as a day file has it."""
    match node:
        case Text():
            return node.value if node.value.casefold() in YES else in_yaml(node.value)
        case Many():
            return f"[{', '.join(map(flow, node.items))}]"
        case Keyed():
            return "{" + ", ".join(f"{in_yaml(k)}: {flow(v)}" for k, (_, v) in node.entries.items()) + "}"


# -- what stands in nodes ----------------------------------------------------------------------------------------------


def _keyed(node: Node, shape: type[Shape]) -> dict[str, Node]:
    """By our spelling of each key what stands there; of a text alone, under the key that it is short for."""
    if isinstance(node, Text):
        return {shape.alone: node}
    if not isinstance(node, Keyed):
        return {}
    found: dict[str, Node] = {}
    for key, (_, value) in node.entries.items():
        if (ours := meant(key, shape.keys())) and not (isinstance(value, Text) and value.blank):
            found.setdefault(ours, value)
    return found


def _items(path: Path, node: Node | None) -> Iterator[tuple[Path, Node]]:
    """The items of a list with the way to each; where one thing stands without a list, that."""
    if isinstance(node, Many):
        yield from (((*path, number), item) for number, item in enumerate(node.items))
    elif node is not None and not (isinstance(node, Text) and node.blank):
        yield path, node


def _flat(node: Node | None) -> str:
    return one_line(node.value) if isinstance(node, Text) else ""


def _listed(node: Node | None) -> list[str]:
    return [_flat(item) for _, item in _items((), node)]


def _text(node: Node | None, column: SheetColumn) -> str:
    """What the cell says of that value."""
    if node is None:
        return ""
    if column.holds is Holds.PROSE:
        return node.value.strip() if isinstance(node, Text) else ""
    if not column.holds.many:
        return _flat(node)
    if isinstance(node, Many) and not node.items:
        return "none" if column.key in ("rooms", "rounds") else ""
    items = node.items if isinstance(node, Many) else [node]
    texts: list[str] = []
    for item in items:
        if column.holds is Holds.LINKS and isinstance(item, Keyed):
            texts += _links(item)
        elif isinstance(item, Keyed):  # wishes, each with how strong it is
            texts += [f"{one_line(key)}: {_flat(value)}" for key, (_, value) in item.entries.items()]
        else:
            texts.append(_flat(item))
    return joined(texts)


def _links(node: Keyed) -> list[str]:
    """Each link behind its title, as a cell has it."""
    texts = {key: _flat(value) for key, (_, value) in node.entries.items()}
    found = [one if isinstance(one, dict) else {"link": one} for one in spelt_out(texts)]
    links = [{meant(key, LinkShape.keys()): text for key, text in one.items()} for one in found]
    return [f"{one['title']}: {one['link']}" if one.get("title") else one.get("link", "") for one in links]
