"""What every .xlsx file needs, whatever it tells: texts that are no formulas, and bytes that are the same each time."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from scheduler.text.packing import ALWAYS, repacked

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

MOST = 32_767  # letters that a cell can hold
# What a spreadsheet takes for one letter written in code: `_x0041_` is read as A.
CODED = re.compile("(?<=_)(?=x[0-9A-Fa-f]{4}_)")
_CALCULATED = ("=", "+", "-", "@", "\t", "\r")  # with what a spreadsheet begins a formula


def escaped(text: str) -> str:
    """The text as it stands in a cell that is read as this text.

    >>> escaped("_x0041_")
    '_x005F_x0041_'
    """
    return CODED.sub("x005F_", text)


def keep_as_text(cell: Cell, text: str) -> None:
    """Have what is in the cell be a text that is never calculated, also when somebody edits it."""
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula, and "#N/A" for an error
    if calculated(text):
        cell.quotePrefix = True  # type: ignore[misc,unused-ignore]  # the stubs have it as read-only


def calculated(text: str) -> bool:
    """Whether a spreadsheet takes the text for a formula.

    >>> calculated("=1+1"), calculated("1+1")
    (True, False)
    """
    return text.startswith(_CALCULATED)


def without_the_hour(book: Workbook) -> None:
    """Let the workbook not tell when it was made."""
    about = book.properties
    about.created = about.modified = datetime(*ALWAYS)  # noqa: DTZ001  no hour of any zone: openpyxl cannot do without


def packed(book: Workbook, change: Callable[[str, bytes], bytes] = lambda _, data: data) -> bytes:
    """The bytes that openpyxl writes, without the hour at which it did so. `change`: of each part, by its name."""
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415  for who writes one

    drafted = io.BytesIO()
    ExcelWriter(book, ZipFile(drafted, "w", ZIP_STORED)).save()
    return repacked(drafted.getvalue(), change)
