"""The lock on a day's folder, which the desk and the commands that write into the folder share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from scheduler.desk.refusals import ActRefused
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Sentence

HOME = ".netday"  # in the folder of a day: the desk's journal, and the texts of before
_LOCK = "lock"
_SECONDS = 20  # that another program may take to write


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Nobody else of ours writes into the folder meanwhile. Raises ActRefused where the folder may not be written."""
    home = folder / HOME
    lock = FileLock(home / _LOCK, timeout=_SECONDS, thread_local=False)
    try:
        home.mkdir(exist_ok=True)
        lock.acquire()
    except Timeout:
        raise ActRefused(
            Sentence("Another program writes in {folder}. Try again in a moment.", folder=folder.name)
        ) from None
    except OSError as error:
        raise cannot_be_written(folder.name, error) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def shared_with_a_desk(folder: Path) -> Iterator[None]:
    """The same for a command; a folder in which no desk was ever opened gets none. Raises ActRefused."""
    if (folder / HOME).is_dir():
        with folder_lock(folder):
            yield
    else:
        yield


def cannot_be_written(name: str, error: OSError) -> ActRefused:
    return ActRefused(Sentence("{file} cannot be written: {why}.", file=name, why=os_reason(error)))
