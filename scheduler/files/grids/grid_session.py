"""What is read of a programme in a table: its sessions with their hours, rooms and people, and how much was read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from scheduler.files.faults import quoted, remarked
from scheduler.files.grids.hours import DayNamed
from scheduler.files.grids.persons import PersonNamed
from scheduler.files.grids.table import CellLine
from scheduler.text.sentence import Phrase, Sentence, plural

_PAGE = re.compile("[0-9]+ (van|of) [0-9]+")
_SHOWN = 8  # paragraphs that are named one by one


@dataclass(frozen=True)
class GridSession:
    """A session as the file has it, in minutes after midnight of its day. `rooms`: where it is, by its cell.

    `columns`: the headings that its cell covers, whatever else stands in it.

    `over_all`: it stands over all rooms. `for_all`: that, or a break. `beside`: a break beside which something goes on.
    `sure_end`: the end is told, and not worked out.
    """

    title: str
    day: DayNamed | None
    start: int
    end: int
    place: int
    rooms: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
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
    """A whole programme. `rooms`: in order, with the seats that are told; `year`: that which its paragraphs name.

    `margins`: texts at the head or foot of its pages. `left`: paragraphs that say nothing of the programme. `cuts`:
    where these two belong among the other remarks.
    """

    file: str
    title: str
    language: str
    place: str
    year: int
    sessions: tuple[GridSession, ...]
    rooms: Mapping[str, int | None]
    tracks: tuple[str, ...]
    counts: GridCounts
    remarked: tuple[Phrase, ...]
    margins: tuple[str, ...] = ()
    left: tuple[CellLine, ...] = ()
    cuts: tuple[int, int] = (0, 0)

    @property
    def remarks(self) -> tuple[Phrase, ...]:
        """All that is to be remarked, and what was not read."""
        return tuple(self.remarks_but(()))

    def remarks_but(self, known: Collection[str]) -> Iterator[Phrase]:
        """The same without lines that the day itself prints: nothing is lost with them."""
        first, second = self.cuts
        yield from self.remarked[:first]
        for text in self.margins:
            if _PAGE.sub(r"1 \1 1", text) not in known:
                remark = Sentence("{text} stands at the head or foot of the page and is not read.", text=quoted(text))
                yield remarked(self.file, 0, remark)
        yield from self.remarked[first:second]
        left = [one for one in self.left if one.text not in known]
        for one in left[:_SHOWN]:
            yield remarked(self.file, one.place, Sentence("{text} is not read.", text=quoted(one.text)))
        if more := left[_SHOWN:]:
            many = plural(len(more), "{number} more paragraph is not read.", "{number} more paragraphs are not read.")
            yield remarked(self.file, more[0].place, many)
        yield from self.remarked[second:]

    @property
    def days(self) -> list[DayNamed | None]:
        """The days that it names, in order; None where it names none."""
        return list(dict.fromkeys(session.day for session in self.sessions))
