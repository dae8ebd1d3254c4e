"""A grid in a workbook: every sheet that holds hours, as a table with its merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scheduler.files.csplib.read import is_instance
from scheduler.files.faults import Fault, FaultList, Faults
from scheduler.files.grids.hours import day_named, hours_within
from scheduler.files.grids.table import CellLine, GridCell, GridDocument, GridTable
from scheduler.files.workbook.raw import RawSheet, as_date, as_hour, read_raw
from scheduler.text.letters import unbroken
from scheduler.text.sentence import Sentence

_OF_EXPORT = ({"titel", "dag", "begin"}, {"title", "day", "start"})  # headings of the list that export writes
_OF_A_DAY = ({"dag", "zalen", "groepen"}, {"day", "rooms", "groups"})  # sheets of the workbook that netday makes


def read_sheet_grid(path: Path) -> GridDocument:
    """The sheets as tables. Raises Faults where it is no workbook, or that of a day."""
    fault_list = FaultList()
    book = read_raw(path, fault_list)
    fault_list.close()
    names = {sheet.name.casefold() for sheet in book.sheets}
    if any(names >= own for own in _OF_A_DAY):
        day = Sentence(
            "This is the workbook of a day, not a programme. Every command takes it where it takes a day, and netday "
            "read-workbook takes it into a day file."
        )
        raise Faults([Fault(path.name, 0, "", day)])
    if is_instance(names):
        instance = Sentence(
            "This is a workbook of CSPLib: netday import csplib {file} --to FOLDER makes a day of it.", file=path.name
        )
        raise Faults([Fault(path.name, 0, "", instance)])
    document = GridDocument(path.name, remarks=list(book.remarks))
    if any(_of_export(sheet) for sheet in book.sheets):
        ours = Sentence(
            "netday export wrote this workbook: netday check takes it as a programme of its day, as it is. To begin a "
            "day from it, export a schedule.json and import that."
        )
        raise Faults([Fault(path.name, 0, "", ours)])
    for number, sheet in enumerate((one for one in book.sheets if one.rows), 1):
        rows = sorted(sheet.rows)
        head = next((n for n, row in enumerate(rows) if not _is_paragraph(sheet, row)), len(rows))
        tail = len(rows) - next((n for n, row in enumerate(rows[::-1]) if not _is_paragraph(sheet, row)), 0)
        if sheet.name and day_named(sheet.name):
            document.blocks.append(CellLine(sheet.name, place=sheet.place(1, 1)))
        document.blocks += [_paragraph(sheet, row) for row in rows[:head]]
        if head < tail:
            document.blocks.append(_table(sheet, rows[head:tail], number, document))
        document.blocks += [_paragraph(sheet, row) for row in rows[max(head, tail) :]]
    return document


def _of_export(sheet: RawSheet) -> bool:
    """Whether it is the list of sessions as netday writes it."""
    for row in sorted(sheet.rows)[:5]:
        if any(own <= {text.casefold() for text in sheet.rows[row].values()} for own in _OF_EXPORT):
            return True
    return False


def _is_paragraph(sheet: RawSheet, row: int) -> bool:
    """Whether a row is one text, as a title above a table or a remark below it, and holds no hour."""
    texts = list(sheet.rows[row])
    if len(texts) > 1 or (row, texts[0]) in sheet.fractions:
        return False
    try:
        return hours_within(sheet.text(row, texts[0])) is None
    except ValueError:
        return False


def _paragraph(sheet: RawSheet, row: int) -> CellLine:
    column = next(iter(sheet.rows[row]))
    return CellLine(" ".join(sheet.text(row, column).split()), place=sheet.place(row, column))


def _table(sheet: RawSheet, numbers: Sequence[int], number: int, document: GridDocument) -> GridTable:
    wide: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), first in sheet.merged.items():
        rows, columns = wide.get(first, (1, 1))
        wide[first] = (max(rows, row - first[0] + 1), max(columns, column - first[1] + 1))
    top = numbers[0]
    left = min(min(sheet.rows[row]) for row in numbers)
    cells = []
    for row in numbers:
        for column in sheet.rows[row]:
            if (row, column) in sheet.merged:
                hidden = Sentence(
                    "{cell} stands hidden in a merged cell; it is not read.", cell=f'"{sheet.text(row, column)}"'
                )
                document.say(sheet.place(row, column), hidden)
                continue
            rows, columns = wide.get((row, column), (1, 1))
            place = sheet.place(row, column)
            lines = tuple(
                CellLine(" ".join(line.split()), place=place)
                for line in unbroken(_text(sheet, row, column)).split("\n")
                if line.strip()
            )
            cells.append(GridCell(row - top, column - left, lines, place, rows, columns))
    return GridTable(number, tuple(cells), sheet.name)


def _text(sheet: RawSheet, row: int, column: int) -> str:
    number = sheet.fractions.get((row, column))
    if number is None:
        return sheet.text(row, column)
    if 0 < number < 1:
        return as_hour(number) or sheet.text(row, column)
    return (as_date(number) if number > 40_000 else None) or sheet.text(row, column)
