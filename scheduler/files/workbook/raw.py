"""The cells of a workbook as texts, as people see them: dates, hours, numbers, and the last values of formulas."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from scheduler.files.cell_place import CellPlace, letters, placed, placed_sheet
from scheduler.files.csv_slips import in_runs
from scheduler.files.decode import CONTROL
from scheduler.files.faults import Fault, FaultList, Faults
from scheduler.files.workbook.package import DAMAGED, UNDERSCORE, clean_package
from scheduler.text.letters import normalized
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*\bref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row (?=[^<>]*\bhidden="(?:1|true)")[^<>]*\br="([0-9]+)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col (?=[^<>]*\bhidden="(?:1|true)")[^<>]*/?>')
_MIN_MAX = re.compile(rb'\b(min|max)="([0-9]+)"')
_CODED = re.compile("_x([0-9A-Fa-f]{4})_")
_MAC, _LATER = 1904, 1462  # days from the end of 1899 to 1904, by which old Excels of Apple count
_MOST_ROWS, _MOST_COLUMNS = 50_000, 2_000
_WIDE_MERGE = 5_000  # cells of a merge; a wider one is decoration


@dataclass
class RawSheet:
    """A sheet: by row and column, from 1, the texts of the cells in which something stands.

    `fractions`: cells that hold a number, which may be a date or an hour that is shown as one. `merged`: the other
    cells of a merged one, with its row and column. `as_typed`: the texts of cells that differ from what is read, by a
    blank behind them for one.
    """

    number: int
    name: str
    hidden: bool
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    fractions: dict[tuple[int, int], float] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    as_typed: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)

    def place(self, row: int, column: int) -> CellPlace:
        return CellPlace.of(self.number, self.name, row, column)

    def text(self, row: int, column: int) -> str:
        return self.rows.get(row, {}).get(column, "")


@dataclass
class RawBook:
    file: str
    sheets: list[RawSheet]
    remarks: list[Phrase]


def read_raw(path: Path, fault_list: FaultList, most_rows: int = _MOST_ROWS) -> RawBook:
    """All sheets of the workbook. Faults of cells are noted; raises Faults where it cannot be opened.

    `most_rows`: what stands below these is a slip, and no long list.
    """
    data, macros = clean_package(path)
    book = RawBook(path.name, [], [])
    if macros:
        book.remarks.append(Sentence("{file}: it has macros; it is read without them.", file=path.name))
    if _is_open(path):
        book.remarks.append(
            Sentence("{file} seems to be open in a spreadsheet; what is not saved there is not read.", file=path.name)
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out: colours, choices, pictures
            book.sheets = list(_sheets(data, path.name, fault_list, most_rows))
    except Faults:
        raise
    except Exception:  # noqa: BLE001  whatever a damaged workbook does to the library that reads it
        raise Faults([Fault(path.name, 0, "", DAMAGED)]) from None
    _say_formulas(book)
    for sheet in book.sheets:
        if sheet.hidden_rows:
            book.remarks.append(
                plural(
                    len(sheet.hidden_rows),
                    "{sheet}: {number} hidden row is read like the others: {rows}.",
                    "{sheet}: {number} hidden rows are read like the others: {rows}.",
                    sheet=placed_sheet(path.name, sheet.name),
                    rows=in_runs(sheet.hidden_rows),
                )
            )
        if sheet.hidden_columns:
            book.remarks.append(
                plural(
                    len(sheet.hidden_columns),
                    "{sheet}: {number} hidden column is read like the others: {columns}.",
                    "{sheet}: {number} hidden columns are read like the others: {columns}.",
                    sheet=placed_sheet(path.name, sheet.name),
                    columns=listing(map(letters, sheet.hidden_columns)),
                )
            )
    if hidden := [sheet.name for sheet in book.sheets if sheet.hidden and sheet.rows]:
        book.remarks.append(
            Sentence(
                "{file}: hidden sheets are read like the others: {sheets}.", file=path.name, sheets=listing(hidden)
            )
        )
    return book


def _is_open(path: Path) -> bool:
    """Whether Excel or LibreOffice has it open, by the file that they keep beside it."""
    beside = (
        path.with_name(f"~${path.name}"),
        path.with_name(f"~${path.name[2:]}"),
        path.with_name(f".~lock.{path.name}#"),
    )
    return any(lock.exists() for lock in beside)


def _opened(data: bytes, **how: bool) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415  for who has a workbook; a desk without one starts sooner

    return load_workbook(io.BytesIO(data), read_only=True, **how)


def _sheets(data: bytes, file: str, fault_list: FaultList, most_rows: int) -> Iterator[RawSheet]:
    book = _opened(data, data_only=True, keep_links=False)
    with ZipFile(io.BytesIO(data)) as zipped:
        for number, source in enumerate(book.worksheets):
            part = zipped.read(_part_of(source))
            sheet = RawSheet(number, source.title, source.sheet_state != "visible")
            for row in source.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        _add(sheet, cell, file, fault_list, most_rows)
            if book.epoch.year == _MAC:  # numbers of days count from 1904 there
                sheet.fractions = {at: n + _LATER if n >= 2 else n for at, n in sheet.fractions.items()}
            _merge(sheet, part)
            sheet.hidden_rows = sorted({int(row) for row in _HIDDEN_ROW.findall(part)} & sheet.rows.keys())
            sheet.hidden_columns = list(_hidden_columns(sheet, part))
            if _FORMULA.search(part):
                _note_formulas(sheet, part, data, file, fault_list)
            yield sheet


def _hidden_columns(sheet: RawSheet, part: bytes) -> Iterator[int]:
    """Those in which something stands."""
    filled = {column for cells in sheet.rows.values() for column in cells}
    for found in _HIDDEN_COLUMN.findall(part):
        bounds = {name: int(number) for name, number in _MIN_MAX.findall(found)}
        first, last = bounds.get(b"min", 1), bounds.get(b"max", 0)
        yield from (column for column in sorted(filled) if first <= column <= last)


def _part_of(sheet: Any) -> str:
    """Where the sheet stands in the file: what is merged in it, openpyxl does not tell of one that is only read."""
    path: str = sheet._worksheet_path  # noqa: SLF001
    return path.lstrip("/")


def _add(sheet: RawSheet, cell: Any, file: str, fault_list: FaultList, most_rows: int) -> None:
    row, column = cell.row, cell.column
    if row > most_rows or column > _MOST_COLUMNS:
        raise Faults(
            [
                Fault(
                    file,
                    sheet.place(row, column),
                    "",
                    Sentence("Something stands far below or beside all else; empty it."),
                )
            ]
        )
    if cell.data_type == "e":
        message = Sentence("The cell shows the error {error}; put there what it should say.", error=str(cell.value))
        fault_list.faults.append(Fault(file, sheet.place(row, column), "", message))
        return
    text = cell_text(cell.value, cell.number_format or "")
    if text:
        sheet.rows.setdefault(row, {})[column] = text
    if isinstance(cell.value, str) and cell.value != text:
        sheet.as_typed[row, column] = cell.value
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        sheet.fractions[row, column] = float(cell.value)


def cell_text(value: Any, number_format: str) -> str:
    """What people see in a cell, as a day file would have it.

    >>> cell_text(time(9, 30), "h:mm"), cell_text(datetime(2026, 3, 13), "d-m-yyyy"), cell_text(40.0, "General")
    ('9:30', '2026-03-13', '40')
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            rounded = value + timedelta(seconds=30)
            clock = f"{rounded.hour}:{rounded.minute:02}"
            return str(value.date()) if value.time() == time() else f"{rounded.date()} {clock}"
        case date():
            return str(value)
        case time():
            rounded = datetime.combine(date(2000, 1, 1), value) + timedelta(seconds=30)
            return f"{rounded.hour}:{rounded.minute:02}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case int() | float():
            decimals = re.fullmatch(r"0\.(0+)", number_format)
            if decimals:
                return f"{value:.{len(decimals[1])}f}"
            return str(int(value)) if float(value).is_integer() else repr(round(float(value), 10))
        case _:
            text = _CODED.sub(lambda code: chr(int(code[1], 16)), str(value)).replace(UNDERSCORE, "_")
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            return normalized("NFC", CONTROL.sub(" ", text.replace("\0", " "))).strip()


def as_hour(number: float) -> str | None:
    """A part of a day as an hour: 0.4375 is 10:30. None for what is none."""
    minutes = number * 1440
    if not 0 <= number <= 1 or abs(minutes - round(minutes)) > 0.02:
        return None
    return f"{round(minutes) // 60}:{round(minutes) % 60:02}"


def as_date(number: float) -> str | None:
    """A number of days as Excel counts them: 46094 is 2026-03-13. None for what is none."""
    if not number.is_integer() or not 25_569 <= number < 110_000:  # from 1970 to 2200
        return None
    return str(date(1899, 12, 30) + timedelta(days=int(number)))


def _merge(sheet: RawSheet, part: bytes) -> None:
    for left, top, right, bottom in _MERGED.findall(part):
        rows, columns = range(int(top), int(bottom) + 1), range(_number(left), _number(right) + 1)
        if len(rows) * len(columns) <= _WIDE_MERGE:
            first = (rows.start, columns.start)
            sheet.merged |= {(row, column): first for row in rows for column in columns if (row, column) != first}


def _number(column: bytes) -> int:
    found = 0
    for letter in column.decode():
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def _note_formulas(sheet: RawSheet, part: bytes, data: bytes, file: str, fault_list: FaultList) -> None:
    """Formulas count with their last value, which is said; one that was never worked out is a fault."""
    faulty = {fault.line for fault in fault_list.faults if fault.file == file}
    book = _opened(data, keep_links=False)
    for row in book.worksheets[sheet.number].iter_rows():
        for cell in row:
            if getattr(cell, "data_type", "") != "f":
                continue
            at = (int(cell.row or 0), int(cell.column or 0))
            place = sheet.place(*at)
            sheet.formulas.append(at)
            name = f"{letters(at[1])}{at[0]}".encode()
            if sheet.text(*at) or place in faulty:
                continue
            if not re.search(rb'<(?:\w+:)?c [^<>]*\br="' + name + rb'"[^<>]*\bt="str"', part):  # no empty text either
                message = Sentence(
                    "There is a formula that was never worked out. Open the workbook in Excel, and save it."
                )
                fault_list.faults.append(Fault(file, place, "", message))


def _say_formulas(book: RawBook) -> None:
    for sheet in book.sheets:
        if sheet.formulas:
            first = sheet.place(*sheet.formulas[0])
            book.remarks.append(
                plural(
                    len(sheet.formulas),
                    "{place}: {number} formula is read with the value of when it was last saved.",
                    "{place}: {number} formulas are read with the values of when they were last saved.",
                    place=placed(book.file, first),
                )
            )
