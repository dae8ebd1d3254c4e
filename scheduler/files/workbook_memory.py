"""What a folder remembers of the workbooks that were made of its files or taken in: marks alone, no names and no texts.

By them it is known what somebody has changed in a workbook since, and that there is nothing in it that the files lack.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from scheduler.files.atomic import write_atomic
from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.files.remembered import remembered

_FOLDER = Path(DESK_FOLDER) / "workbooks"
_MOST = 30  # workbooks that a folder remembers


def mark(text: str) -> str:
    """The same for the same text, and nothing can be read from it."""
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def mark_of_file(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def memory_place(folder: Path, base: str) -> Path:
    """Where the folder remembers what the workbook said that bears that mark."""
    return folder / _FOLDER / f"{base}.json"


def remembered_rows(folder: Path, base: str) -> Any:
    """Its rows, as they were remembered; None where nothing is."""
    found = remembered(memory_place(folder, base))
    return found.get("rows") if isinstance(found, dict) else None


def remembered_told(folder: Path, base: str) -> frozenset[str]:
    """The marks of what was said then of what that workbook leaves out."""
    found = remembered(memory_place(folder, base))
    marks = found.get("told") if isinstance(found, dict) else None
    return frozenset(each for each in marks if isinstance(each, str)) if isinstance(marks, list) else frozenset()


def is_taken_in(workbook: Path) -> bool:
    """Whether the folder in which that workbook lies has taken in all that it says now."""
    places = list((workbook.parent / _FOLDER).glob("*.json"))
    if not places:
        return False
    try:
        now = mark_of_file(workbook.read_bytes())
    except OSError:
        return False
    found = map(remembered, places)
    return any(isinstance(each, dict) and each.get("file") == now for each in found)


def write_memory(place: Path, data: bytes) -> None:
    """Of very many workbooks the oldest are no longer known. Raises OSError."""
    place.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(place, data)
    if place.parent.name == _FOLDER.name:
        known = sorted(place.parent.glob("*.json"), key=lambda each: each.stat().st_mtime)
        for each in known[:-_MOST]:
            each.unlink(missing_ok=True)
