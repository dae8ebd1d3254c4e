"""Where something stands in a file: its line, in a workbook its cell, in a document the row of a table."""

from __future__ import annotations

from scheduler.text.sentence import Sentence

_ROWS, _COLUMNS = 2**21, 2**15  # more than a sheet can have


class CellPlace(int):
    """A cell of a workbook where a text has a line: in order of sheet, row and column, and in words `Mensen!H12`.

    >>> print(CellPlace.of(0, "Mensen", 12, 8), CellPlace.of(0, "Onze zalen", 1, 28))
    Mensen!H12 'Onze zalen'!AB1
    """

    words: str

    @classmethod
    def of(cls, sheet: int, name: str, row: int, column: int) -> CellPlace:
        """`sheet` counts from 0, rows and columns from 1."""
        place = cls((sheet * _ROWS + row) * _COLUMNS + column)
        quote = "" if name.isidentifier() else "'"
        place.words = f"{quote}{name}{quote}!{letters(column)}{row}"
        return place

    @property
    def sheet(self) -> int:
        return int(self) // _COLUMNS // _ROWS

    @property
    def row(self) -> int:
        return int(self) // _COLUMNS % _ROWS

    @property
    def column(self) -> int:
        return int(self) % _COLUMNS

    def __str__(self) -> str:
        return self.words

    def __format__(self, spec: str) -> str:
        return format(self.words, spec)


class TablePlace(int):
    """A row of a table of a document, both counted from 1: in order of tables and rows. Row 0: below or above it.

    >>> print(TablePlace.of(2, 3).words)
    table 2, row 3
    """

    words: Sentence

    @classmethod
    def of(cls, table: int, row: int) -> TablePlace:
        place = cls(table * _ROWS + row)
        place.words = Sentence("table {table}, row {row}", table=table, row=row)
        return place

    @classmethod
    def beside(cls, table: int) -> TablePlace:
        """A paragraph that stands behind that table; behind table 0 it stands before the first."""
        place = cls(table * _ROWS + _ROWS - 1)
        place.words = Sentence("below table {table}", table=table) if table else Sentence("above the first table")
        return place

    def __str__(self) -> str:
        return str(self.words)


def letters(column: int) -> str:
    """The letters of a column, counted from 1.

    >>> letters(1), letters(26), letters(27), letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    found = ""
    while column:
        column, letter = divmod(column - 1, 26)
        found = chr(ord("A") + letter) + found
    return found


def placed(file: str, line: int) -> str:
    """`day.yaml:41`; of a workbook `dag.xlsx, Mensen!H12`; the file alone where it is about the file as a whole."""
    if isinstance(line, CellPlace):
        return f"{file}, {line}"
    if isinstance(line, TablePlace):
        return Sentence("{file}, {place}", file=file, place=line.words)
    return f"{file}:{line}" if line else file


def placed_sheet(file: str, sheet: str) -> str:
    """`dag.xlsx, Mensen`."""
    return f"{file}, {sheet}"
