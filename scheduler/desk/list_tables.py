"""What lists would change, told in tables: by sheet a row for each thing, with what it says and what it said before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.desk.dropped import RowNews, SheetNews
from scheduler.desk.tables import RowAdded, RowPut
from scheduler.files.workbook.differences import CellChange, in_words, row_name
from scheduler.files.workbook.own_sheets import KINDS
from scheduler.files.workbook.sheets import BY_KEY
from scheduler.files.workbook.tables import DayRow, DayTables, called
from scheduler.text.sentence import spoken


def told_in_tables(changes: Sequence[RowAdded | RowPut], before: DayTables) -> tuple[SheetNews, ...]:
    """By sheet, in the order of the sheets; none of a sheet that stays as it is."""
    found = {kind: tuple(_row(each, before) for each in changes if each.sheet == kind) for kind in KINDS}
    return tuple(SheetNews(BY_KEY[kind].title(before.language), rows) for kind, rows in found.items() if rows)


def _row(change: RowAdded | RowPut, before: DayTables) -> RowNews:
    row = DayRow(dict(change.cells)) if isinstance(change, RowAdded) else before.rows[change.sheet][change.row]
    return RowNews(row_name(row, before.language), isinstance(change, RowAdded), tuple(_cells(change, row, before)))


def _cells(change: RowAdded | RowPut, row: DayRow, before: DayTables) -> Iterator[tuple[str, str]]:
    plan, language = BY_KEY[change.sheet], before.language
    for key, text in change.cells.items():
        cell = CellChange(key, "" if isinstance(change, RowAdded) else row[key], text)
        if isinstance(change, RowAdded) and (not text or text == called(row)):
            continue
        heading = key[1:-1] if key.startswith("(") else plan.column(key).heading(language)
        old, new = (spoken(in_words(plan, key, each, language)) for each in (cell.old, cell.new))
        yield heading, new if isinstance(change, RowAdded) else f"{old} → {new}"
