"""A file is written whole or not at all: beside the place it goes to, and then in it."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from scheduler.files.written import watch


def write_atomic(path: Path, data: bytes) -> None:
    """All of the data, in place of what stood there; a link stays a link. Raises OSError, and then nothing changed."""
    path = path.resolve()
    watch(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()
