"""How sessions are told apart in a terminal: the pillar in brackets, and its colour; with headings, days and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from rich.text import Text

from scheduler.conference.clock import DayForm, DayText, day_told
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement
from scheduler.text.sentence import Sentence, spoken
from scheduler.text.wrap import wrap

FAINT = "dim"
_COLOURS = ("cyan", "green", "magenta", "yellow", "blue", "red")


class Styles:
    """The pillar in brackets behind a title, and the pillar's colour where there are colours."""

    def __init__(self, conference: Conference) -> None:
        self.conference = conference
        pillars = [group.name for group in conference.groups if group.kind == "pillar"]
        self._colour: Mapping[str, str] = {
            name: _COLOURS[number % len(_COLOURS)] for number, name in enumerate(pillars)
        }

    def pillars(self, session: Session) -> tuple[str, ...]:
        """The pillars of the groups that meet; none for a meeting of a pillar itself, whose title says it."""
        return tuple(dict.fromkeys(p for g in session.groups if g.kind != "pillar" for p in g.pillars))

    def style(self, session: Session) -> str:
        """The colour of its first pillar; faint for what is no meeting."""
        own = [group.name for group in session.groups if group.kind == "pillar"]
        colour = next((self._colour[name] for name in (*own, *self.pillars(session)) if name in self._colour), "")
        return FAINT if not session.kind.is_meeting else colour


def heading(text: str, columns: int) -> Iterator[Text]:
    return (Text(line, style="bold") for line in wrap(spoken(text), columns))


def day_name(day: date) -> DayText:
    """`Friday 10 February 2023`, in Dutch `vrijdag 10 februari 2023`."""
    return day_told(day, year=True, form=DayForm.LONG)


def place(placement: Placement) -> str:
    """The room's name, `online` without a room, or nothing."""
    if placement.room is not None:
        return placement.room.name
    return Sentence("online") if placement.session.online else ""
