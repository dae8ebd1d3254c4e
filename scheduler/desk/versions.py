"""Versions of a day: its files by their digests, and the texts of before, each kept whole under its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from scheduler.desk.refusals import ActRefused
from scheduler.files.atomic import write_atomic
from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.text.sentence import Sentence

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

    def find(self, name: str) -> bytes:
        """Raises ActRefused where somebody has taken it away."""
        data = b""
        with suppress(OSError):
            data = (self._home / name).read_bytes()
        if digest(data) != name:
            raise ActRefused(Sentence("What stood there then is no longer kept in {folder}.", folder=DESK_FOLDER))
        return data
