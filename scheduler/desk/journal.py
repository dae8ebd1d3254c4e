"""What was done at the desk, one line of JSON for each step, written before its files are: `.netday/journal.jsonl`.

A line is an act, or that the last act was taken back or done again; then one that all its files are written. A step
without that line was broken off: its files hold what they held before, or what they were to hold, each whole. Whoever
opens the folder next brings it to an end, see `Workspace`.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scheduler.desk.versions import Digests, version_of
from scheduler.files.folder_lock import DESK_FOLDER

_FILE = "journal.jsonl"


@dataclass(frozen=True)
class JournalEntry:
    """One act. `sentence`: what was done, in the language of the day then; `kind`: of act, in English.

    `before`, `after`: the versions of the day; `sessions`: the names of those that it moved. `undone`: it was taken
    back, and is done again by redo or not at all. `name`: what organisers call the version after it.

    `files_before`, `files_after`: all files of the day, by digest; `old`, `new`: what stood and came to stand in those
    that were written, None: nothing. `day_file`: the name of the day file after it.
    """

    id: str
    time: datetime
    who: str
    kind: str
    sentence: str
    sessions: tuple[str, ...]
    files_before: Digests = field(repr=False)
    files_after: Digests = field(repr=False)
    old: Mapping[str, str | None] = field(repr=False)
    new: Mapping[str, str | None] = field(repr=False)
    day_file: str = ""
    undone: bool = False
    name: str = ""

    @property
    def before(self) -> str:
        return version_of(self.files_before)

    @property
    def after(self) -> str:
        return version_of(self.files_after)

    @property
    def files(self) -> frozenset[str]:
        """The names of the files that it changed."""
        return frozenset(self.new)


@dataclass(frozen=True)
class JournalStep:
    """From one version to the next, forward or back; `how`: "act", "undo" or "redo"; `who` did it."""

    how: str
    entry: JournalEntry
    who: str = ""

    @property
    def before(self) -> Digests:
        """All files of the day."""
        return self.entry.files_after if self.how == "undo" else self.entry.files_before

    @property
    def after(self) -> Digests:
        return self.entry.files_before if self.how == "undo" else self.entry.files_after

    @property
    def old(self) -> Mapping[str, str | None]:
        """Those that are written, as they were."""
        return self.entry.new if self.how == "undo" else self.entry.old

    @property
    def new(self) -> Mapping[str, str | None]:
        return self.entry.old if self.how == "undo" else self.entry.new


class Journal:
    """The journal of one folder, as far as it was read. What others have written is read by `refresh`."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / DESK_FOLDER / _FILE
        self._empty()

    def _empty(self) -> None:
        self._read = 0  # bytes
        self._entries: dict[str, JournalEntry] = {}
        self._done: list[str] = []
        self._undone: list[str] = []
        self._before_step: tuple[list[str], list[str]] = ([], [])
        self.steps: list[JournalStep] = []
        self.broken_off: JournalStep | None = None  # a step of which the files may not all be written

    @property
    def size(self) -> int:
        """In bytes on the disk; 0 where there is none."""
        try:
            return self.file.stat().st_size
        except OSError:
            return 0

    @property
    def current(self) -> bool:
        """Whether all that stands in it was read, and no step is under way."""
        return self.size == self._read and self.broken_off is None

    def refresh(self) -> list[JournalStep]:
        """Read what was written since, under the lock. The steps that are new."""
        if (size := self.size) == self._read:
            return []
        if size < self._read:  # somebody has taken it away, or put another in its place
            self._empty()
        if not size:
            return []
        known = len(self.steps)
        with self.file.open("rb") as file:
            file.seek(self._read)
            text = file.read()
        whole = text[: text.rfind(b"\n") + 1]
        for line in whole.splitlines():
            self._take(_plain(line))
        self._read += len(whole)
        return self.steps[known:]

    def entries(self) -> Iterator[JournalEntry]:
        """The newest first."""
        done = set(self._done)
        for entry in reversed(self._entries.values()):
            yield replace(entry, undone=bool(entry.files) and entry.id not in done)

    def find(self, entry: str) -> JournalEntry | None:
        return self._entries.get(entry)

    @property
    def to_undo(self) -> JournalEntry | None:
        return self._entries[self._done[-1]] if self._done else None

    @property
    def to_redo(self) -> JournalEntry | None:
        return self._entries[self._undone[-1]] if self._undone else None

    # -- writing, under the lock -----------------------------------------------------------------------------------

    def new_entry(self, **facts: Any) -> JournalEntry:
        """The entry that comes next, written nowhere yet; `facts`: its other fields."""
        number = 1 + max(map(int, self._entries), default=0)
        return JournalEntry(id=str(number), time=datetime.now(UTC).replace(microsecond=0), **facts)

    def begin(self, step: JournalStep) -> None:
        """That these files are going to be written. Raises OSError, and then nothing is noted."""
        entry = step.entry
        if step.how == "act":
            line: dict[str, Any] = {
                "act": entry.id,
                "kind": entry.kind,
                "sentence": entry.sentence,
                "sessions": entry.sessions,
                "day_file": entry.day_file,
                "before": dict(entry.files_before),
                "after": dict(entry.files_after),
                "old": dict(entry.old),
                "new": dict(entry.new),
            }
        else:
            line = {step.how: entry.id}
        self._write({**line, "time": datetime.now(UTC).isoformat(timespec="seconds"), "who": step.who}, synced=True)

    def end(self) -> None:
        """That they are."""
        self._write({"done": True})

    def drop(self) -> None:
        """That none of them is, and none will be."""
        self._write({"dropped": True})

    def call(self, entry: str, name: str, who: str) -> None:
        time = datetime.now(UTC).isoformat(timespec="seconds")
        self._write({"name": entry, "text": name, "time": time, "who": who}, synced=True)

    def _write(self, line: Mapping[str, Any], *, synced: bool = False) -> None:
        """Raises OSError, and then the file ends where it ended."""
        self.file.parent.mkdir(exist_ok=True)
        text = json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        handle = os.open(self.file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            os.ftruncate(handle, self._read)  # half a line, of one who was stopped while writing it
            os.lseek(handle, self._read, os.SEEK_SET)
            try:
                whole = os.write(handle, text) == len(text)
                if whole and synced:
                    os.fsync(handle)
            except OSError:
                os.ftruncate(handle, self._read)
                raise
            if not whole:
                os.ftruncate(handle, self._read)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.file))
        finally:
            os.close(handle)
        self._read += len(text)
        self._take(_plain(text))

    # -- reading ---------------------------------------------------------------------------------------------------

    def _take(self, line: Mapping[str, Any]) -> None:
        """One line. What we cannot read, somebody has typed there: it is left as it is."""
        try:
            match line:
                case {"act": str(number)}:
                    entry = _entry(number, line)
                    self._begin_step(JournalStep("act", entry, entry.who))
                    self._entries[number] = entry
                    if entry.files:
                        self._done, self._undone = [*self._done, number], []
                case {"undo": str(number)} if self._done and self._done[-1] == number:
                    self._begin_step(JournalStep("undo", self._entries[number], str(line.get("who", ""))))
                    self._done, self._undone = self._done[:-1], [*self._undone, number]
                case {"redo": str(number)} if self._undone and self._undone[-1] == number:
                    self._begin_step(JournalStep("redo", self._entries[number], str(line.get("who", ""))))
                    self._done, self._undone = [*self._done, number], self._undone[:-1]
                case {"done": True}:
                    self.broken_off = None
                case {"dropped": True} if self.broken_off:
                    step, self.broken_off = self.steps.pop(), None
                    self._done, self._undone = self._before_step
                    if step.how == "act":
                        del self._entries[step.entry.id]
                case {"name": str(number), "text": str(name)} if number in self._entries:
                    self._entries[number] = replace(self._entries[number], name=name)
        except (KeyError, TypeError, ValueError):
            return

    def _begin_step(self, step: JournalStep) -> None:
        self._before_step = self._done, self._undone
        self.steps.append(step)
        self.broken_off = step


def _plain(line: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _entry(number: str, line: Mapping[str, Any]) -> JournalEntry:
    int(number)
    return JournalEntry(
        number,
        datetime.fromisoformat(line["time"]),
        str(line["who"]),
        str(line["kind"]),
        str(line["sentence"]),
        tuple(map(str, line["sessions"])),
        dict(line["before"]),
        dict(line["after"]),
        dict(line["old"]),
        dict(line["new"]),
        str(line["day_file"]),
    )
