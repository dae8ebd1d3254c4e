"""One search a folder, whoever asks for it and from whichever desk: a lock, and beside it who holds it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from scheduler.desk.refusals import ActRefused
from scheduler.desk.snapshot import remove_left_over
from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.text.sentence import Sentence

_LOCK, _HOLDER = "search.lock", "search.json"


class SearchLock:
    """Held while a search runs. The system lets go of it when whoever holds it dies, however that comes."""

    def __init__(self, folder: Path) -> None:
        self._home = folder / DESK_FOLDER
        self._lock: BaseFileLock | None = None
        self._left = ""

    def acquire(self, who: str, snapshot: Path) -> None:
        """Raises ActRefused where a search runs. A folder that may not be written has no lock."""
        lock = FileLock(self._home / _LOCK, timeout=0, thread_local=False)
        try:
            self._home.mkdir(exist_ok=True)
            lock.acquire()
        except Timeout:
            raise search_runs(str(self._read().get("who", ""))) from None
        except OSError:
            return
        self._lock = lock
        with suppress(OSError):
            self._left = str(self._read().get("snapshot", ""))
            remove_left_over(self._left)
            holder = json.dumps({"who": who, "snapshot": str(snapshot)}, ensure_ascii=False)
            (self._home / _HOLDER).write_text(holder, "utf-8")

    def clean(self) -> None:
        """Take away what a desk that died has left, if no search runs. The next search looks once more."""
        if (self._home / _HOLDER).exists():
            with suppress(Timeout, OSError), FileLock(self._home / _LOCK, timeout=0):
                remove_left_over(str(self._read().get("snapshot", "")))

    def release(self) -> None:
        if self._lock is not None:
            remove_left_over(self._left)  # a search that was still ending may have put something there again
            with suppress(OSError):
                (self._home / _HOLDER).unlink(missing_ok=True)
            self._lock.release()
            self._lock = None

    def _read(self) -> dict[str, object]:
        try:
            found = json.loads((self._home / _HOLDER).read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def search_runs(who: str) -> ActRefused:
    if who:
        return ActRefused(Sentence("A search of {who} runs already. Wait for it, or stop it first.", who=who))
    return ActRefused(Sentence("A search runs already. Wait for it, or stop it first."))
