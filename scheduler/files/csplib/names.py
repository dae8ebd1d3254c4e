"""What things of an instance are called in its day, where the workbook has names that a day cannot have.

A day tells names apart by their letters; the library also by blanks before, behind and within them. The names that
differ stand in `csplib.csv` beside the day, so that a solution has them as the workbook has them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.files.values import one_line
from scheduler.text.sentence import Sentence

NAMES_FILE = "csplib.csv"
_HEADS = ("kind", "name", "in the workbook")


@dataclass
class DayNames:
    """By kind and name in the workbook, the name in the day."""

    given: dict[str, dict[str, str]] = field(default_factory=dict)

    def give(self, kind: str, names: Iterable[str], taken: Iterable[str] = ()) -> Mapping[str, str]:
        """Each its own name, near to what it was; none of those that are taken."""
        used, found = set(taken), self.given.setdefault(kind, {})
        wanted = {name: one_line(name) or "?" for name in names}
        plain = {name for name, own in wanted.items() if name == own}  # they keep theirs
        for name, own in sorted(wanted.items(), key=lambda item: item[0] not in plain):
            turn, free = 1, own
            while free in used or (name not in plain and free in plain):
                turn += 1
                free = f"{own} ({turn})"
            used.add(free)
            found[name] = free
        return found

    def table(self) -> str:
        """The file beside the day; empty where all names are as they were."""
        rows = [(kind, own, name) for kind, names in self.given.items() for name, own in names.items() if own != name]
        if not rows:
            return ""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerows([_HEADS, *rows])
        return text.getvalue()


def names_beside(folder: Path) -> Mapping[tuple[str, str], str]:
    """By kind and name in the day, the name in the workbook, where the two differ. Raises ValueError."""
    file = folder / NAMES_FILE
    if not file.is_file():
        return {}
    try:
        rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise ValueError(Sentence("{file} cannot be read as a table of names.", file=NAMES_FILE)) from None
    return {(row[0], row[1]): row[2] for row in rows[1:] if len(row) >= len(_HEADS)}
