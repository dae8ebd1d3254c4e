"""A published edition as those see it who may read it: what its index lists, and each file only while it is right."""

from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.publishing.calendars.location import INDEX, LEDGER
from scheduler.text.sentence import Sentence

MEDIA_TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".xml": "application/xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class IndexUnfit(Exception):
    """Something of the edition is missing or not as it should be; says what."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the index. `events` None: it is a page or sheet, and no calendar."""

    file: str
    kind: str
    events: int | None

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Path(self.file).suffix]


class ListedFiles:
    """Reads what stands in the folder now: a new edition is seen at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._cache: tuple[object, Mapping[str, Listed]] = (None, {})

    def read(self, path: str) -> tuple[Listed, bytes, float] | None:
        """A file that is listed, its bytes, and when they were written. None: it is not listed. Raises IndexUnfit.

        The three belong together: the index is the same before the file is read and after.
        """
        row = self.index().get(path)
        if row is None:
            return None
        try:
            data, written = self._bytes(path)
        except (OSError, ValueError):
            raise IndexUnfit(Sentence("a file that is listed cannot be read")) from None
        if row.events is not None and not is_calendar(data, row.events):
            raise IndexUnfit(Sentence("a file is not the calendar that is listed"))
        if self.index().get(path) != row:
            raise IndexUnfit(Sentence("a new edition came meanwhile"))
        return row, data, written

    def index(self) -> Mapping[str, Listed]:
        """What is listed, by its path. Raises IndexUnfit."""
        try:
            with (self._folder / INDEX).open("rb") as file:
                status = os.fstat(file.fileno())
                # Two editions have two files; one that was edited by hand has another time.
                mark = (status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size)
                with self._lock:
                    if self._cache[0] != mark:
                        self._cache = (mark, dict(_listed(json.load(file))))
                    return self._cache[1]
        except FileNotFoundError:
            raise IndexUnfit(Sentence("it holds no calendars of netday")) from None
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise IndexUnfit(Sentence("its {file} cannot be read", file=INDEX)) from None

    def _bytes(self, path: str) -> tuple[bytes, float]:
        home = self._folder.resolve()
        real = (home / path).resolve()
        if not real.is_relative_to(home) or real in {home / LEDGER, home / INDEX}:
            raise ValueError("it leads elsewhere")
        with real.open("rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ValueError("it is no file")
            return file.read(), status.st_mtime


def is_calendar(data: bytes, events: int) -> bool:
    """Whether these bytes are a whole calendar with so many events, as far as its lines tell."""
    return (
        data.startswith(b"BEGIN:VCALENDAR\r\n")
        and data.endswith(b"\r\nEND:VCALENDAR\r\n")
        and data.count(b"\r\nBEGIN:VEVENT\r\n") == data.count(b"\r\nEND:VEVENT\r\n") == events
    )


def _listed(index: Any) -> list[tuple[str, Listed]]:
    """The rows of the index, by file. Raises ValueError and its like where it is no index."""
    rows = [Listed(row["file"], row["kind"], int(row["events"])) for row in index["calendars"]]
    rows += [Listed(row["file"], row["kind"], row.get("events")) for row in index.get("files", ())]
    for row in rows:
        suffix = Path(row.file).suffix
        if (
            not _is_inside(row.file)
            or row.file in {INDEX, LEDGER}
            or suffix not in MEDIA_TYPES
            or not row.kind.isalpha()
        ):
            raise ValueError("it lists what is not published")
        if (suffix == ".ics") != (row.events is not None):
            raise ValueError("it lists a calendar without the number of its events")
    return [(row.file, row) for row in rows]


def _is_inside(path: str) -> bool:
    return not any(part in {"", ".", ".."} for part in path.split("/")) and set(path).isdisjoint("\\:\0")
