"""Versions of a day: its files by their digests, and the texts of before, each kept whole under its own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from scheduler.desk.refusals import ActRefused
from scheduler.files.atomic import write_atomic
from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.text.sentence import Sentence

MOST_BYTES = 200_000_000
Digests = Mapping[str, str]  # by name of a file, of what stands in it; a file that is not there has none


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def version_of(digests: Digests) -> str:
    """One word for all the files together."""
    return digest("\n".join(f"{name}\0{digests[name]}" for name in sorted(digests)).encode())


def changed_files(before: Digests, after: Digests) -> frozenset[str]:
    return frozenset(name for name in {*before, *after} if before.get(name) != after.get(name))


class KeptTexts:
    """What stood in the files, each text once: what is written here is never written over."""

    def __init__(self, folder: Path) -> None:
        self._home = folder / DESK_FOLDER / "texts"

    def keep(self, data: bytes, name: str) -> None:
        """`name`: its digest. Raises OSError."""
        if not (self._home / name).exists():
            self._home.mkdir(parents=True, exist_ok=True)
            write_atomic(self._home / name, data)

    @property
    def too_many(self) -> bool:
        """Whether they take more of the disk than they may."""
        return sum(self._sizes.values()) > MOST_BYTES

    @property
    def _sizes(self) -> dict[str, int]:
        try:
            return {file.name: file.stat().st_size for file in os.scandir(self._home) if file.is_file()}
        except OSError:
            return {}

    def prune(self, wanted: Iterable[Iterable[str]]) -> None:
        """Of these, the first ones first, as many stay as may. Whoever looks for one that went is told so."""
        sizes, kept, room = self._sizes, set[str](), MOST_BYTES
        for together in wanted:
            fresh = {name for name in together if name not in kept}
            room -= sum(sizes.get(name, 0) for name in fresh)
            if room < 0:
                break
            kept |= fresh
        for name in sizes:
            if name not in kept:
                with suppress(OSError):
                    (self._home / name).unlink()

    def find(self, name: str) -> bytes:
        """Raises ActRefused where somebody has taken it away."""
        data = b""
        with suppress(OSError):
            data = (self._home / name).read_bytes()
        if digest(data) != name:
            raise ActRefused(Sentence("What stood there then is no longer kept in {folder}.", folder=DESK_FOLDER))
        return data
