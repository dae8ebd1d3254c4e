"""Looks at the disk: what has changed is read again, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from scheduler.desk.state import DayRead, DeskState, beside_the_day
from scheduler.desk.versions import Digests, digest, version_of
from scheduler.files import Faults
from scheduler.files.beside import DAY_FILE, day_file

_SURE = 3.0  # seconds after which a file that is written again bears another time, on any disk
_TRIES = 5  # when files change while they are read
_KEPT = 30  # states of before that stay in memory, for undo and redo

_Signature = tuple[tuple[str, tuple[int, ...]], ...]


class Looker:
    """Looks at one folder. Not for several threads at once."""

    def __init__(self, folder: Path, programme: str) -> None:
        self._folder, self._programme = folder, programme
        self._state: DeskState | None = None
        self._signature: _Signature = ()
        self._sure = False
        self._states: dict[str, DeskState] = {}
        self._expected: DayRead | None = None
        self._beside: tuple[str, tuple[str, ...]] = ("", ())  # of one day file, by its digest

    def unchanged(self) -> DeskState | None:
        """The last state, where nothing can have been written since; it costs a few calls of the system."""
        state = self._state
        return state if state and self._sure and self._sign(self._names(state)) == self._signature else None

    def look(self) -> DeskState:
        """What the folder says now; the very same state where nothing has changed."""
        for _ in range(_TRIES):
            state, signature = self._look()
            if self._sign(self._names(state)) == signature:
                break
        self._know(state, signature)
        return state

    def written(self, state: DeskState) -> None:
        """That we have written this ourselves."""
        self._know(state, self._sign(self._names(state)))

    def looked_for(self, state: DeskState) -> set[str]:
        """The names of all files that would change the state if they changed, there or not."""
        return set(self._names(state))

    def expect(self, day: DayRead) -> None:
        """That these files may be what we find next: then they need not be read again."""
        self._expected = day

    def of_data(self, data: Mapping[str, bytes], file: str) -> DeskState:
        """The state that these files make, wherever they are. `file`: which of them is the day."""
        digests = {name: digest(text) for name, text in data.items()}
        if known := self._states.get(version_of(digests)):
            return known
        own = {name: text for name, text in data.items() if name != self._programme}
        day = self._day(digests) or DayRead.of_data(file, own, self._folder)
        return DeskState.of(day, data, digests, self._programme)

    def _know(self, state: DeskState, signature: _Signature) -> None:
        self._state, self._signature = state, signature
        newest = max((max(times[:2]) for _, times in signature if times), default=0)
        self._sure = time.time() - newest / 1e9 > _SURE
        self._states.pop(state.version, None)
        self._states[state.version] = state
        while len(self._states) > _KEPT:
            del self._states[next(iter(self._states))]

    def _look(self) -> tuple[DeskState, _Signature]:
        file = self._day_file()
        signature = self._sign(names := self.names(file, self._bytes([file]).get(file)))
        data = self._bytes(names)
        digests = {name: digest(text) for name, text in data.items()}
        known = self._states.get(version_of(digests))
        if known is not None and known.day.file == file:
            return known, signature
        day, own = self._day(digests), {name: text for name, text in data.items() if name != self._programme}
        if (day is None or day.file != file) and self._expected is not None and self._expected.data == own:
            day = self._expected
        if day is None or day.file != file:
            day = DayRead.of(self._folder, file, own, self._folder)
        self._expected = None
        return DeskState.of(day, data, digests, self._programme), signature

    def _day(self, digests: Digests) -> DayRead | None:
        """The day of these files, as it was read before."""
        wanted = self._without_programme(digests)
        known = (state.day for state in self._states.values() if self._without_programme(state.digests) == wanted)
        return next(known, None)

    def _without_programme(self, digests: Digests) -> dict[str, str]:
        return {name: each for name, each in digests.items() if name != self._programme}

    def _day_file(self) -> str:
        """The name of day.yaml, or of the workbook that is the day; empty: there is neither."""
        try:
            return day_file(self._folder).name
        except (Faults, OSError):
            return ""

    def _names(self, state: DeskState) -> list[str]:
        return self.names(state.day.file, state.data.get(state.day.file), state.digests.get(state.day.file, ""))

    def names(self, file: str, text: bytes | None, known: str = "") -> list[str]:
        """Every file that would change the state if it changed, there or not, where that day file says this.

        `known`: the digest of that text, where it was taken already.
        """
        if self._beside[0] != (key := known or digest(text or b"")):
            self._beside = key, beside_the_day(file or DAY_FILE, text or b"", self._folder)
        return [name for name in dict.fromkeys([file, DAY_FILE, *self._beside[1], self._programme]) if name]

    def _bytes(self, names: Iterable[str]) -> dict[str, bytes]:
        """Of those that are there."""
        found: dict[str, bytes] = {}
        for name in names:
            with suppress(OSError):
                found[name] = (self._folder / name).read_bytes()
        return found

    def _sign(self, names: Iterable[str]) -> _Signature:
        """By which it is seen that a file was written: its times, its size and which one it is on the disk."""
        found = []
        for name in names:
            times: tuple[int, ...] = ()
            with suppress(OSError):
                status = (self._folder / name).stat()
                times = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
            found.append((name, times))
        return tuple(found)
