"""The workbook to start from: the starter day in sheets, or sheets with nothing in them yet."""

from __future__ import annotations

from scheduler.files.as_written import marked
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.new_day import starter_files
from scheduler.files.workbook.tables import DayRow, DayTables, of_files
from scheduler.files.workbook.write import MARK, write_workbook


def starter_workbook(*, dutch: bool, tracks: bool = False) -> bytes:
    """`tracks`: of the conference with tracks."""
    files = DayFiles.of_data(starter_files(dutch=dutch, tracks=tracks))
    return marked(write_workbook(of_files(files, files.read().conference)), MARK)


def example_rows(sheet: str, *, dutch: bool) -> list[DayRow]:
    """The rows of that sheet of the starter day."""
    files = DayFiles.of_data(starter_files(dutch=dutch))
    return of_files(files, files.read().conference).rows[sheet]


def empty_workbook(*, dutch: bool) -> bytes:
    """All the sheets of a day with their headings, choices and help, to fill in; no names of an example."""
    tables = DayTables()
    tables.rows["day"] = [DayRow({"language": "nl" if dutch else "en"})]
    return marked(write_workbook(tables), MARK)
