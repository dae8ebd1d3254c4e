"""The lock on a day's folder, which the desk and all else of ours that writes into the folder share."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scheduler.text.sentence import Sentence

DESK_FOLDER = ".netday"  # in the folder of a day: the desk's journal, and the texts of before
LOCK = "lock"
_SECONDS = 20  # that another program may take to write


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Nobody else of ours writes into the folder meanwhile. Raises OSError where it may not be written."""
    from filelock import FileLock, Timeout  # noqa: PLC0415  for who writes

    home = folder / DESK_FOLDER
    home.mkdir(exist_ok=True)
    lock = FileLock(home / LOCK, timeout=_SECONDS, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        busy = Sentence("another program writes in this folder; try again in a moment")
        raise OSError(errno.EAGAIN, busy, str(folder)) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def shared_with_a_desk(folder: Path) -> Iterator[None]:
    """The same; a folder in which no desk was ever opened gets none. Raises OSError."""
    if (folder / DESK_FOLDER).is_dir():
        with folder_lock(folder):
            yield
    else:
        yield
