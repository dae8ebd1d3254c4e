"""What every .xlsx file needs, whatever it tells: texts that are no formulas, and bytes that are the same each time."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.writer.excel import ExcelWriter

MOST = 32_767  # letters that a cell can hold
# What a spreadsheet takes for one letter written in code: `_x0041_` is read as A.
CODED = re.compile("(?<=_)(?=x[0-9A-Fa-f]{4}_)")
_CALCULATED = ("=", "+", "-", "@", "\t", "\r")  # with what a spreadsheet begins a formula
_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the time of every part; a zip knows none before


def escaped(text: str) -> str:
    """The text as it stands in a cell that is read as this text.

    >>> escaped("_x0041_")
    '_x005F_x0041_'
    """
    return CODED.sub("x005F_", text)


def keep_as_text(cell: Cell, text: str) -> None:
    """Have what is in the cell be a text that is never calculated, also when somebody edits it."""
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula, and "#N/A" for an error
    if text.startswith(_CALCULATED):
        cell.quotePrefix = True  # type: ignore[misc,unused-ignore]  # the stubs have it as read-only


def without_the_hour(book: Workbook) -> None:
    """Let the workbook not tell when it was made."""
    about = book.properties
    about.created = about.modified = datetime(*_ALWAYS)  # noqa: DTZ001  no hour of any zone: openpyxl cannot do without


def packed(book: Workbook, change: Callable[[str, bytes], bytes] = lambda _, data: data) -> bytes:
    """The bytes that openpyxl writes, without the hour at which it did so. `change`: of each part, by its name."""
    drafted, result = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, ZipFile(drafted, "w", ZIP_STORED)).save()
    with ZipFile(drafted) as draft, ZipFile(result, "w") as whole:
        for name in draft.namelist():
            part = ZipInfo(name, _ALWAYS)
            part.create_system = 3  # else the file would tell on which system it was made
            part.external_attr = 0o600 << 16
            part.compress_type = ZIP_DEFLATED
            whole.writestr(part, change(name, draft.read(name)))
    return result.getvalue()
