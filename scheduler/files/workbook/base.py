"""Of which version of the files a workbook was made: so that one that was made long ago undoes nothing unnoticed.

The workbook bears a digest of what the files said. Where it was taken in before, the folder remembers what they said
then: of a workbook that somebody goes on filling in nothing is undone either. Digests alone are remembered.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.files.remembered import remembered
from scheduler.files.workbook.sheets import SHEETS
from scheduler.files.workbook.tables import DayTables
from scheduler.text.packing import part_of

WORKBOOKS = Path(DESK_FOLDER) / "workbooks.json"
_NAME = "netday files"
_MARK = re.compile(rb'name="netday files"[^<]*<(?:\w+:)?lpwstr[^>]*>([0-9a-f]{16})<')
_LARGEST = 100_000  # bytes of the part in which the mark is
_MOST = 50  # workbooks that a folder remembers


def digest(tables: DayTables) -> str:
    """The same for files that say the same, whatever their remarks and blanks."""
    rows = [[sorted((k, v) for k, v in row.cells.items() if v) for row in tables.rows[plan.key]] for plan in SHEETS]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def mark_base(book: Workbook, tables: DayTables) -> None:
    """Write into the workbook what it is made of; Excel and LibreOffice keep that."""
    properties: Any = vars(book)["custom_doc_props"]  # which the types of openpyxl do not know
    properties.append(StringProperty(name=_NAME, value=digest(tables)))


def base_of(workbook: Path) -> str:
    """The digest that it bears; "" for a workbook that bears none."""
    found = _MARK.search(part_of(workbook, "docProps/custom.xml", _LARGEST))
    return found[1].decode() if found else ""


def is_of_these(base: str, now: str, folder: Path) -> bool:
    """Whether the files still say what they said when that workbook was made, or was last taken in."""
    return now in (base, _remembered(folder).get(base))


def remembered_with(folder: Path, base: str, after: str) -> bytes:
    """What the folder is to remember once it says what that workbook does."""
    found = {**{key: value for key, value in _remembered(folder).items() if key != base}, base: after}
    return (json.dumps(dict(list(found.items())[-_MOST:]), indent=1) + "\n").encode()


def _remembered(folder: Path) -> dict[str, str]:
    found = remembered(folder / WORKBOOKS)
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}
