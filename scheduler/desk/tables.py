"""The tables of a day edited: rows put, added, removed and moved, or every fault that they would have, by its field.

The tables are those of the workbook; what is edited is spliced into the day's own files, so that all else in them stays
as it is. A day that has faults can be edited too: what a change makes no worse is no reason to refuse it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from scheduler.desk.mentions import renamed, with_names_in_table, without
from scheduler.desk.state import write_all
from scheduler.files.cell_place import CellPlace
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.faults import Fault, FaultList, Faults
from scheduler.files.keys import meant
from scheduler.files.read_day import Instance, read_source
from scheduler.files.validate import Source
from scheduler.files.workbook.nodes import of_tables
from scheduler.files.workbook.sheets import SHEETS
from scheduler.files.workbook.splice import spliced, spliced_unread
from scheduler.files.workbook.tables import DayRow, DayTables, called, of_files
from scheduler.text.sentence import Sentence, marked, phrase

SHEET_NAMES: Mapping[str, str] = {
    "day": marked("Day"),
    "days": marked("Days"),
    "rounds": marked("Rounds"),
    "rooms": marked("Rooms"),
    "groups": marked("Groups"),
    "people": marked("People"),
    "tracks": marked("Tracks"),
    "sessions": marked("Sessions"),
    "walks": marked("Walking"),
    "rules": marked("Rules"),
}
_SHEETS = {plan.key: number for number, plan in enumerate(SHEETS)}


@dataclass(frozen=True)
class RowPut:
    """Other texts in cells of a row. `was`: what stood there for who changes them; `name`: which row it then was."""

    sheet: str
    row: int
    cells: Mapping[str, str]
    was: Mapping[str, str] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True)
class RowAdded:
    """One more row. `place`: before the row of that number; None: at the end."""

    sheet: str
    cells: Mapping[str, str]
    place: int | None = None


@dataclass(frozen=True)
class RowRemoved:
    """A row that goes. `everywhere`: what names it elsewhere goes with it."""

    sheet: str
    row: int
    name: str = ""
    everywhere: bool = False


@dataclass(frozen=True)
class RowMoved:
    """A row to another place among those of its sheet, counted from 0."""

    sheet: str
    row: int
    place: int
    name: str = ""


TableChange: TypeAlias = RowPut | RowAdded | RowRemoved | RowMoved


@dataclass(frozen=True)
class FieldFault:
    """A fault with the field that it is in, of the tables as they would be. `row` None: of no row."""

    fault: Fault
    sheet: str = ""
    row: int | None = None
    column: str = ""


class TableFaults(Exception):
    """What the changes would make faulty; nothing has changed."""

    def __init__(self, faults: Sequence[FieldFault], tables: DayTables) -> None:
        self.faults, self.tables = tuple(faults), tables
        super().__init__("\n".join(str(each.fault) for each in self.faults))


class RowGone(Exception):
    """The row that a change is about is not there any more."""


def tables_of(files: DayFiles, instance: Instance | None) -> DayTables:
    """The tables of a day, of one with faults too. Raises Faults where its files are no tables."""
    return of_files(files, instance.conference if instance else None)


def row_of(tables: DayTables, change: RowPut | RowRemoved | RowMoved) -> int:
    """The number of the row now. Raises RowGone."""
    rows = tables.rows[change.sheet]
    if not change.name:
        if change.row < len(rows):
            return change.row
        raise RowGone
    if change.row < len(rows) and called(rows[change.row]) == change.name:
        return change.row
    found = [number for number, row in enumerate(rows) if called(row) == change.name]
    if not found:
        raise RowGone
    return min(found, key=lambda number: abs(number - change.row))


def changed_tables(before: DayTables, changes: Iterable[TableChange]) -> DayTables:
    """The tables with the changes made, one after the other. Raises RowGone."""
    after = DayTables({key: [replace(row, cells=dict(row.cells)) for row in rows] for key, rows in before.rows.items()})
    for change in changes:
        rows = after.rows[change.sheet]
        if isinstance(change, RowAdded):
            row = DayRow({key: text for key, text in change.cells.items() if text})
            rows.insert(len(rows) if change.place is None else change.place, row)
            continue
        number = row_of(after, change)
        match change:
            case RowPut():
                old = called(rows[number])
                rows[number].cells |= change.cells
                if (new := called(rows[number])) != old and old and new:
                    renamed(after, change.sheet, old, new)
            case RowRemoved():
                gone = rows.pop(number)
                if change.everywhere:
                    without(after, change.sheet, called(gone))
            case RowMoved():
                rows.insert(max(0, min(change.place, len(rows) - 1)), rows.pop(number))
    return after


def edited(files: DayFiles, before: DayTables, instance: Instance | None, changes: Iterable[TableChange]) -> DayFiles:
    """The files after the changes. `before`: their tables; `instance`: the day that they make; None: they have faults.

    Raises TableFaults with every fault that the changes would make, RowGone, and EditRefused for what cannot be
    written.
    """
    after = changed_tables(before, changes)
    names = _renamed_groups(before, after)
    if names and files.table is not None:
        files, before = with_names_in_table(files, before, names)
    found = judged(files, after)
    if isinstance(found, Instance):
        return spliced(before, after, found)
    known = () if instance else judged(files, before)
    had = {_identity(each, before) for each in known} if isinstance(known, tuple) else set()
    news = [each for each in found if _identity(each, after) not in had]
    if instance is not None or news:
        raise TableFaults(news or found, after)
    new = spliced_unread(before, after)
    again = of_files(new, None)
    if _by_sheet(again) != _by_sheet(after):
        raise EditRefused(Sentence("The files would not say what stands in the fields."))
    return new


def judged(files: DayFiles, tables: DayTables) -> Instance | tuple[FieldFault, ...]:
    """The day that these tables make, or all its faults by field."""
    _number(tables)
    fault_list, name = FaultList(), files.day.file.name
    with TemporaryDirectory() as folder:
        write_all(Path(folder), files.others)
        nodes = of_tables(tables, name, fault_list)
        try:
            return read_source(
                Source(name, nodes, fault_list, tables.language), files.rules, beside=Path(folder) / name
            )
        except Faults as faults:
            every = fault_list.faults or faults.faults
    return tuple(_in_field(fault, tables) for fault in dict.fromkeys(sorted(every)))


def _columns(row: DayRow, sheet: str) -> list[str]:
    known = [column.key for column in SHEETS[_SHEETS[sheet]].columns]
    return [*known, *sorted(key for key in row.cells if key not in known)]


def _number(tables: DayTables) -> None:
    """Each cell knows its sheet, row and column, so that its faults do."""
    for sheet, rows in tables.rows.items():
        for number, row in enumerate(rows):
            keys = ["", *_columns(row, sheet)]
            places: dict[str, int] = {key: _field_place(sheet, number, column) for column, key in enumerate(keys, 1)}
            row.place, row.places = places[""], places


def _field_place(sheet: str, row: int, column: int) -> CellPlace:
    """A field where a text has a line; as a sentence names it, its row."""
    place = CellPlace.of(_SHEETS[sheet], sheet, row + 1, column)
    place.words = Sentence("{sheet}, row {row}", sheet=phrase(SHEET_NAMES[sheet]), row=row + 1)
    return place


def _in_field(fault: Fault, tables: DayTables) -> FieldFault:
    """The field by the number that stands where a file has its line."""
    if not isinstance(fault.line, CellPlace):
        return FieldFault(fault)
    sheet, number = SHEETS[fault.line.sheet].key, fault.line.row - 1
    rows = tables.rows[sheet]
    if number >= len(rows):
        return FieldFault(fault, sheet)
    columns = ["", *_columns(rows[number], sheet)]
    return FieldFault(fault, sheet, number, columns[fault.line.column - 1])


def _identity(each: FieldFault, tables: DayTables) -> tuple[str, str, str, str]:
    """By which a fault is the same one, though other rows have come or gone."""
    row = tables.rows[each.sheet][each.row] if each.sheet and each.row is not None else None
    return str(each.fault.message), each.sheet, each.column, row[each.column] if row and each.column else ""


def _renamed_groups(before: DayTables, after: DayTables) -> dict[str, str]:
    """By old name of a group its new one."""
    old = {row.path: row["name"] for row in before.rows["groups"]}
    return {
        old[row.path]: row["name"]
        for row in after.rows["groups"]
        if row.path in old and row["name"] and old[row.path] != row["name"]
    }


def _by_sheet(tables: DayTables) -> dict[str, list[dict[str, str]]]:
    texts = {key: [{k: v for k, v in row.cells.items() if v} for row in rows] for key, rows in tables.rows.items()}
    return {key: sorted(rows, key=str) for key, rows in texts.items()}


# -- where the faults of files stand --------------------------------------------------------------------------------


def placed_faults(files: DayFiles, tables: DayTables, faults: Iterable[Fault]) -> tuple[FieldFault, ...]:
    """The faults of the files with the field that each is in, where it is in one; the others stand in the text."""
    found = judged(files, tables)
    judged_fields = list(found) if isinstance(found, tuple) else []
    spans = _spans(files, tables)
    placed = []
    for fault in faults:
        sheet, row = _row_at(spans, fault)
        alike = [each for each in judged_fields if each.fault.message == fault.message]
        own = [each for each in alike if (each.sheet, each.row) == (sheet, row)] or ([] if sheet else alike)
        if own:
            judged_fields.remove(own[0])
            placed.append(replace(own[0], fault=fault))
        elif sheet:
            placed.append(FieldFault(fault, sheet, row, _column_at(sheet, fault)))
        else:
            placed.append(FieldFault(fault))
    return tuple(placed)


def lines_of(files: DayFiles, row: DayRow) -> tuple[str, int, int] | None:
    """The file in which a row stands, with its first and last line; None: in none."""
    if row.line is not None and files.table is not None:
        lines = [*files.table.lines, len(files.table.file.text.splitlines()) + 1]
        return files.table.file.name, lines[row.line], max(lines[row.line], lines[row.line + 1] - 1)
    node = files.day.find(row.path) if row.path else None
    if node is None or row.path is None:
        return None
    text = files.day.file.cleaned
    start = node.start
    if isinstance(row.path[-1], str) and (above := files.day.find(row.path[:-1])) is not None:
        start = next((entry.start for entry in above.entries if entry.value is node), start)
    return files.day.file.name, text.count("\n", 0, start) + 1, text.count("\n", 0, max(node.end - 1, start)) + 1


def _spans(files: DayFiles, tables: DayTables) -> list[tuple[str, int, int, str, int]]:
    """By row of the tables, the lines of which file it has."""
    found = []
    for sheet, rows in tables.rows.items():
        for number, row in enumerate(rows):
            if place := lines_of(files, row):
                found.append((*place, sheet, number))
    return found


def _row_at(spans: Sequence[tuple[str, int, int, str, int]], fault: Fault) -> tuple[str, int | None]:
    """The sheet and the row in whose lines a fault is, the narrowest of them; of the day itself by its key."""
    around = [each for each in spans if each[0] == fault.file and each[1] <= fault.line <= each[2]]
    if around:
        *_, sheet, number = min(around, key=lambda each: each[2] - each[1])
        return sheet, number
    if fault.line and fault.where and _column_at("day", fault) and "›" not in fault.where:
        return "day", 0
    return "", None


def _column_at(sheet: str, fault: Fault) -> str:
    """The column that the last key on the way to a fault is; empty where it is none."""
    steps = [step.strip() for step in fault.where.split("›")]
    columns = [column.key for column in SHEETS[_SHEETS[sheet]].columns]
    return next((key for step in reversed(steps) if (key := meant(step, columns))), "")
