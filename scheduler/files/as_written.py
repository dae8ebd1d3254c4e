"""A mark in what netday writes by which it is seen whether somebody has changed it since: work by hand is not lost."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

from scheduler.files.atomic import write_atomic

_LENGTH = 16
_BLANK = b"0" * _LENGTH
_MARK = re.compile(rb"as[ _-]written(?: by netday)?\W{1,6}([0-9a-f]{16})", re.IGNORECASE)


def marked(data: bytes, mark: bytes, after: bytes = b"") -> bytes:
    """The data with the mark, in which `%s` is where the hash goes: behind the first `after`, or at the end.

    Of a workbook, which is a ZIP archive, the mark is the archive's comment; whoever saves it anew leaves that out.
    """
    blank = mark % _BLANK
    if data.startswith(b"PK"):
        data = data[:-2] + len(blank).to_bytes(2, "little")  # at the end stands how long the comment is
    place = data.index(after) + len(after) if after else len(data)
    return data[:place] + mark % _hash(data[:place] + blank + data[place:]) + data[place:]


def as_written(data: bytes) -> bool:
    """Whether it bears its mark, and nothing has changed since."""
    marks = list(_MARK.finditer(data))
    return bool(marks) and _hash(data[: marks[-1].start(1)] + _BLANK + data[marks[-1].end(1) :]) == marks[-1][1]


def name_aside(path: Path) -> Path:
    """A free name beside it: `programme.by-hand.xlsx`."""
    return next(name for name in names_beside(path, "by-hand") if not name.exists())


def names_beside(path: Path, word: str) -> Iterator[Path]:
    """Names for copies of it, without end: `programme.by-hand.xlsx`, `programme.by-hand-2.xlsx`."""
    numbers = chain([""], (f"-{number}" for number in count(2)))
    return (path.with_name(f"{path.stem}.{word}{number}{path.suffix}") for number in numbers)


def keep_aside(path: Path) -> Path | None:
    """Where a copy of what stands there now was kept, since somebody has changed it; None: nowhere. Raises OSError."""
    path = path.resolve()  # beside the file itself, wherever a link to it stands
    if not path.exists() or as_written(data := path.read_bytes()):
        return None
    aside = name_aside(path)
    write_atomic(aside, data)
    return aside


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest()[:_LENGTH].encode()
