"""The lock on a day's folder, as the desk takes it: where it cannot be had, that is said in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scheduler.desk.refusals import ActRefused
from scheduler.files import folder_lock as locks
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Sentence


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else of ours writes into the folder meanwhile. Raises ActRefused for whatever the disk does not do."""
    try:
        with locks.folder_lock(folder):
            yield
    except OSError as error:
        raise cannot_be_written(folder.name, error) from None


def cannot_be_written(name: str, error: OSError) -> ActRefused:
    return ActRefused(Sentence("{file} cannot be written: {why}.", file=name, why=os_reason(error)))
