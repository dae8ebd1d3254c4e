"""The name beside a file that is not there, if one is near: that of a folder too, where the folder is not there."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from pathlib import Path

from scheduler.text.sentence import Sentence
from scheduler.text.wording import nearest

_MANY = 300  # names in a folder; among more nobody looks


def near_file(path: Path) -> Sentence:
    """` Did you mean "Dag Café"?`, with a blank before it; empty where no name is near."""
    at = path if path.parent.is_dir() else path.parent
    names: list[str] = []
    with suppress(OSError, ValueError):
        names = sorted(entry.name for entry in islice(at.parent.iterdir(), _MANY))
    return nearest(at.name, names)
