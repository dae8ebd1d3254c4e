"""A cell that holds the talks of a track, as the booklet prints it: hours, the track, and a line for each talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.conference.conference import Conference
from scheduler.files.grids.cell_text import CellSession
from scheduler.files.grids.hours import HoursFound
from scheduler.files.grids.table import CellLine
from scheduler.text import sanitize

_HOUR = re.compile(r"(?P<hour>\d{1,2})[.:](?P<minute>\d{2})\s+(?P<rest>\S.*)")


@dataclass(frozen=True)
class KnownTalks:
    """Those of the day for which a file is. `talks`: of each its title, and who presents it."""

    tracks: frozenset[str] = frozenset()
    talks: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, day: Conference) -> KnownTalks:
        def plain(name: str) -> str:
            return sanitize.line(name, None)

        talks = tuple((plain(talk.title), tuple(plain(who.name) for who in talk.speakers)) for talk in day.talks)
        return cls(frozenset(plain(track.name) for track in day.tracks), talks)

    def of_cell(self, lines: Sequence[CellLine]) -> list[CellSession]:
        """The talks of a block, with the hour of each; none where the cell is no block of these tracks."""
        if self.tracks.isdisjoint(line.text for line in lines[:2]):
            return []
        found = []
        for line in lines:
            hour = _HOUR.fullmatch(line.text)
            fitting = self._titles_in(hour["rest"]) if hour else []
            if hour and fitting:
                start = 60 * int(hour["hour"]) + int(hour["minute"])
                found.append(CellSession(max(fitting, key=len), HoursFound(start, None, "")))
        return found

    def _titles_in(self, text: str) -> list[str]:
        """Of the talks that a line can be of: by its title alone, or with who presents it behind that."""
        fitting = [title for title, _ in self.talks if title == text]
        for title, speakers in self.talks:
            behind = text.removeprefix(f"{title} ")
            if behind != text and behind.startswith(speakers):
                fitting.append(title)
        return fitting
