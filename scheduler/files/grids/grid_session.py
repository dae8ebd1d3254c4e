"""What is read of a programme in a table: its sessions with their hours, rooms and people, and how much was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.files.grids.hours import DayNamed
from scheduler.files.grids.persons import PersonNamed
from scheduler.text.sentence import Phrase


@dataclass(frozen=True)
class GridSession:
    """A session as the file has it, in minutes after midnight of its day. `rooms`: those that its cell covers.

    `over_all`: it stands over all rooms. `for_all`: that, or a break. `beside`: a break beside which something goes on.
    `sure_end`: the end is told, and not worked out.
    """

    title: str
    day: DayNamed | None
    start: int
    end: int
    place: int
    rooms: tuple[str, ...] = ()
    for_all: bool = False
    over_all: bool = False
    beside: bool = False
    sure_end: bool = True
    track: str = ""
    online: bool = False
    group: str = ""
    pillar: str = ""
    is_pillar: bool = False
    people: Mapping[str, tuple[PersonNamed, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True)
class GridCounts:
    tables: int
    rows: int
    cells: int
    sessions: int


@dataclass(frozen=True)
class GridProgramme:
    """A whole programme. `rooms`: in order, with the seats that are told; `year`: that which its paragraphs name."""

    file: str
    title: str
    language: str
    place: str
    year: int
    sessions: tuple[GridSession, ...]
    rooms: Mapping[str, int | None]
    tracks: tuple[str, ...]
    counts: GridCounts
    remarks: tuple[Phrase, ...]

    @property
    def days(self) -> list[DayNamed | None]:
        """The days that it names, in order; None where it names none."""
        return list(dict.fromkeys(session.day for session in self.sessions))
