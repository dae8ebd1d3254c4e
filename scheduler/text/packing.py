"""Office files are ZIP archives: the same parts in the same bytes, whenever and wherever they are packed."""

from __future__ import annotations

import io
from collections.abc import Callable
from lzma import LZMAError
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  an exception of another's name

ALWAYS = (1980, 1, 1, 0, 0, 0)  # the time of every part; a zip knows none before


OLD = b"\xd0\xcf\x11\xe0"  # what a file of an old Office begins with, and one that is locked with a password
ZIP = b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_locked(data: bytes) -> bool:
    """Whether the file can be opened with a password alone."""
    return data.startswith(OLD) and _ENCRYPTED in data


# All that reading an archive raises that is damaged, locked, or packed as no Office packs.
DAMAGED_ZIP = (BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, ZlibError, LZMAError)


def part_of(archive: bytes | Path, name: str, most: int = -1) -> bytes:
    """The part of that name, `most` bytes of it; empty where there is none, or the archive cannot be read."""
    try:
        with ZipFile(io.BytesIO(archive) if isinstance(archive, bytes) else archive) as parts, parts.open(name) as part:
            return part.read(most)
    except (KeyError, *DAMAGED_ZIP):
        return b""


def repacked(archive: bytes, change: Callable[[str, bytes], bytes] = lambda _, data: data) -> bytes:
    """The archive without the hour at which it was made. `change`: of each part, by its name."""
    result = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as draft, ZipFile(result, "w") as whole:
        for name in draft.namelist():
            part = ZipInfo(name, ALWAYS)
            part.create_system = 3  # else the file would tell on which system it was made
            part.external_attr = 0o600 << 16
            part.compress_type = ZIP_DEFLATED
            whole.writestr(part, change(name, draft.read(name)))
    return result.getvalue()
