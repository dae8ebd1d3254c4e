"""Where the tables of a day name a thing of the day: with another name, or without it, wherever that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.meaning import in_yaml
from scheduler.files.faults import Faults
from scheduler.files.people_csv import column_meaning
from scheduler.files.workbook.sheets import ROLES, SHEETS, Holds, SheetColumn
from scheduler.files.workbook.tables import DayRow, DayTables, flow
from scheduler.files.workbook.words import NOTHING, joined, parts
from scheduler.files.yaml_nodes import Keyed, Many, Node, Text, parse

_Change = Callable[[str], str | None]  # of a name; None: it goes
# Columns that name things of more sheets than the one that they offer.
_ALSO = {
    ("sessions", "required"): ("groups",),
    ("people", "wishes"): ("groups", "sessions"),
    **dict.fromkeys([("tracks", "rather_not"), ("sessions", "rather_not")], ("rounds", "rooms")),
}


def renamed(tables: DayTables, sheet: str, old: str, new: str) -> None:
    """Another name for a thing of that sheet, wherever the tables name it."""
    _everywhere(tables, sheet, lambda name: new if name == old else name)
    if sheet == "groups":
        for row in tables.rows["people"]:
            if held := row.cells.pop(f"({old})", ""):
                row.cells[f"({new})"] = held


def without(tables: DayTables, sheet: str, name: str) -> None:
    """Without the name of a thing of that sheet; a statement, or a meeting, that was about nothing else goes too."""
    before = {id(row): dict(row.cells) for key in ("rules", "sessions") for row in tables.rows[key]}
    _everywhere(tables, sheet, lambda each: None if each == name else each)
    if sheet == "groups":
        for row in tables.rows["people"]:
            row.cells.pop(f"({name})", None)
    for key in ("rules", "sessions"):
        tables.rows[key] = [row for row in tables.rows[key] if not _emptied(key, before[id(row)], row)]


def _emptied(key: str, before: Mapping[str, str], row: DayRow) -> bool:
    if key == "sessions":
        return bool(before.get("groups")) and not row["groups"] and not row["title"]
    lost = any(before.get(column) and not row[column] for column in ("groups", "sessions"))
    return (
        lost
        or before.get("rest", "").count("\n") > row["rest"].count("\n")
        or bool(before.get("rest") and not row["rest"])
    )


def mentions(tables: DayTables, sheet: str, name: str) -> int:
    """In how many rows of other sheets the thing is named."""
    found = 0
    for plan in SHEETS:
        for row in tables.rows[plan.key]:
            copy = replace(row, cells=dict(row.cells))
            for column in plan.columns:
                _in_cell(copy, plan.key, column, sheet, lambda each: None if each == name else each)
            found += copy.cells != row.cells or (sheet == "groups" and bool(row[f"({name})"]))
    return found


def _everywhere(tables: DayTables, sheet: str, change: _Change) -> None:
    for plan in SHEETS:
        for row in tables.rows[plan.key]:
            for column in plan.columns:
                _in_cell(row, plan.key, column, sheet, change)


def _in_cell(row: DayRow, own: str, column: SheetColumn, sheet: str, change: _Change) -> None:
    text = row[column.key]
    if not text or text == NOTHING:
        return
    if column.holds is Holds.KEYS:
        row.cells[column.key] = _keys(text, change)
    elif column.offers == sheet or sheet in _ALSO.get((own, column.key), ()):
        if column.holds is Holds.TEXT:
            row.cells[column.key] = change(text) or ""
        elif column.holds is Holds.WISHES:
            wishes = [_wish(item, change) for item in parts(text)]
            row.cells[column.key] = _if_other(text, [one for one in wishes if one])
        else:
            names = [change(item) for item in parts(text)]
            row.cells[column.key] = _if_other(text, [one for one in names if one])


def _if_other(text: str, items: list[str]) -> str:
    return text if parts(text) == items else joined(items)


def _wish(item: str, change: _Change) -> str | None:
    name, sign, strength = item.rpartition(":")
    new = change(name.strip()) if sign and strength.strip().isdecimal() else change(item)
    return None if new is None else f"{new}: {strength.strip()}" if sign and strength.strip().isdecimal() else new


def _keys(text: str, change: _Change) -> str:
    """The keys of a rule with that changed in their values; a text that cannot be read stays."""
    try:
        root = parse(text, "")
    except Faults:
        return text
    lines, other = [], False
    for key, (_, value) in root.entries.items():
        new = _changed(value, change)
        other = other or new is None or flow(new) != flow(value)
        if new is not None:
            lines.append(f"{in_yaml(key)}: {flow(new)}")
    return "\n".join(lines) if other else text


def _changed(node: Node, change: _Change) -> Node | None:
    match node:
        case Text():
            new = change(" ".join(node.value.split()))
            return None if new is None else node if new == node.value else Text(node.line, new, plain=False)
        case Many():
            items = [_changed(item, change) for item in node.items]
            left = [item for item in items if item is not None]
            return Many(node.line, left) if left or not node.items else None
        case Keyed():
            found = {key: (line, _changed(value, change)) for key, (line, value) in node.entries.items()}
            kept = {key: (line, value) for key, (line, value) in found.items() if value is not None}
            return Keyed(node.line, kept) if kept or not node.entries else None


def with_names_in_table(files: DayFiles, before: DayTables, names: Mapping[str, str]) -> tuple[DayFiles, DayTables]:
    """The list of people with other names of groups in its headings and cells, and what the tables then say of it."""
    table = files.table
    if table is None:
        return files, before
    head = next((number for number, cells in enumerate(table.rows) if any(cells)), 0)
    columns = [column_meaning(cell, before.groups) for cell in table.rows[head]]
    cells: dict[tuple[int, int], str] = {}
    sign = " | " if table.delimiter == ";" else "; "
    for number, column in enumerate(columns):
        if column.startswith("(") and (new := names.get(column[1:-1])):
            cells[head, number] = new
        elif column in ROLES:
            for line, row in enumerate(table.rows):
                held = parts(row[number]) if line > head and number < len(row) else []
                if any(name in names for name in held):
                    cells[line, number] = sign.join(names.get(name, name) for name in held)
    table = replace(table.edited(cells), groups=tuple(names.get(group, group) for group in table.groups))
    files = files.with_table(table)
    rows = {key: list(each) for key, each in before.rows.items()}
    rows["people"] = [row if row.line is None else _under(row, names) for row in rows["people"]]
    return files, DayTables(rows, files)


def _under(row: DayRow, names: Mapping[str, str]) -> DayRow:
    cells = {f"({names.get(key[1:-1], key[1:-1])})" if key[:1] == "(" else key: text for key, text in row.cells.items()}
    return replace(row, cells=cells)
