"""Names in a workbook as people type them: surname first, or with other capitals than the list has. Read, and told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from scheduler.files.cell_place import placed
from scheduler.files.faults import FaultList, quoted
from scheduler.files.workbook.tables import DayRow, DayTables
from scheduler.files.workbook.words import NOTHING, by_key, joined, parts, persons_in
from scheduler.text.sentence import Sentence
from scheduler.text.wording import alike_key

_WORDS = 8  # more are no name
_PERSONS = ("speakers", "hosts", "required", "signed_up", "waiting")  # columns of sessions that name people


def turn_names(tables: DayTables, file: str, fault_list: FaultList) -> None:
    """A list of people with the surnames first is read as names are said, wherever the workbook names them.

    Of a sheet of netday's own that is done where others name them so: a day may have such names as well.
    """
    rows = [row for row in tables.rows["people"] if row["name"]]
    turned = {row["name"]: name for row in rows if (name := surname_last(row["name"]))}
    first = next((row for row in rows if row["name"] in turned), None)
    if first is None or len(turned) * 2 <= len(rows):
        return
    cells = list(_cells_of_persons(tables))
    as_listed, as_said = by_key(turned), by_key(turned.values())
    if "guest" in tables.headings.get("people", {"guest"}):
        named = [persons_in(row[key], {**as_listed, **as_said}) for row, key in cells]
        if not any(name in as_said.values() for found in named for name in found):
            return
    typed = first["name"]
    for row in rows:
        row.cells["name"] = turned.get(row["name"], row["name"])
    for row, key in cells:
        found = persons_in(row[key], as_listed)
        if any(name in turned for name in found):
            row.cells[key] = joined(turned.get(name, name) for name in found)
    sentence = Sentence(
        "{place}: the surnames stand first; {typed} is read as {name}, and so are all {number}.",
        place=placed(file, first.at("name")),
        typed=quoted(typed),
        name=quoted(turned[typed]),
        number=len(turned),
    )
    fault_list.say(sentence)


def surname_last(name: str) -> str:
    """The name of whom a list has with the surname first; empty where it does not.

    >>> surname_last("de Jonge, Froukje"), surname_last("Jonge, Froukje de"), surname_last("Froukje de Jonge")
    ('Froukje de Jonge', 'Froukje de Jonge', '')
    """
    surname, comma, behind = (part.strip() for part in name.partition(","))
    plain = not any(sign.isdecimal() or sign in "(),;" for sign in surname + behind)
    if not comma or not plain or not surname or not behind or len(name.split()) > _WORDS:
        return ""
    words = behind.split()
    between = [word for word in words if word[0].islower() and not word.endswith(".")]
    given = [word for word in words if word not in between]
    return " ".join([*given, *between, surname]) if given else ""


def _cells_of_persons(tables: DayTables) -> Iterator[tuple[DayRow, str]]:
    yield from ((row, key) for row in tables.rows["sessions"] for key in _PERSONS if row[key])
    yield from ((row, key) for row in tables.rows["groups"] for key in row.cells if key.startswith("[") and row[key])


@dataclass
class KnownSpelling:
    """Names as the lists of the day have them, for cells that have other capitals, or commas between several."""

    names: Collection[str]  # a set
    keyed: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Names that differ by capitals alone are not told apart by others."""
        keyed = by_key(self.names)
        twins = {alike_key(name) for name in self.names if keyed[alike_key(name)] != name}
        self.keyed = {key: name for key, name in keyed.items() if key not in twins}

    def read(self, text: str) -> list[str]:
        """The names of a cell as the list has them; none where one is not in it, or it has them so already."""
        if not text or text == NOTHING or all(part in self.names for part in parts(text)):
            return []
        found = persons_in(text, self.keyed)
        return found if all(name in self.names for name in found) and found != parts(text) else []
