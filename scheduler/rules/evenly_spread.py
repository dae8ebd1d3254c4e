"""These sessions are spread evenly over the days, the rounds or the rooms.

Wanted by whoever gives fourteen lectures in a week, or wants no day of workshops alone. What counts is how many more
than one the fullest has above the emptiest: two and one is even, three and one counts 1. Looked at are the days, rounds
or rooms that at least one of these sessions may use by its own `days`, `rounds`, `at` or `rooms`; rooms online are left
out. A session is in the round of its day that is going on when it begins, and in none where none is. A day that goes on
after midnight is one day.

>>> from tests.support.small import broken, day
>>> four = day(sessions={"Europa": {}, "Wonen": {}, "Zorg": {}, "Water": {}}, days=2)
>>> rule = EvenlySpread(over="day", sessions=four.sessions)
>>> broken(rule, four, "Europa 9:00 Zaal 1; Wonen 10:00 Zaal 1; Zorg 2/9:00 Zaal 1; Water 2/10:00 Zaal 1")
[]
>>> broken(rule, four, "Europa 9:00 Zaal 1; Wonen 10:00 Zaal 1; Zorg 11:00 Zaal 1; Water 2/10:00 Zaal 1")
['Fri 10 February has 3 of Europa, Wonen, Zorg and Water, and Sat 11 February 1.']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme
from scheduler.rules.fields import Sessions
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.session_sets import (
    EACH,
    Each,
    Over,
    SessionSet,
    Unit,
    hour_unit,
    in_units,
    may_begin,
    session_sets,
    unit_of,
    unit_words,
)
from scheduler.text.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class EvenlySpread(Rule):
    sentence: ClassVar[str] = "These sessions are spread evenly over the days, the rounds or the rooms."
    needs_two: ClassVar[bool] = True
    over: Over = Field(description="day, round or room: over what they are spread")
    sessions: Sessions = Field(default=(), description="the sessions that are spread")
    each: Each | None = Field(default=None, description=EACH)

    @property
    def distinguishes_rooms(self) -> bool:
        return self.over == "room"

    def cases(self, conference: Conference) -> Iterator[Case]:
        for together in session_sets(self, conference.held, conference, self.sessions, self.each):
            units = _units(conference, self.over, together.sessions)
            if len(units) > 1:
                yield Spread(conference, together, self.over, units)


def _units(conference: Conference, over: Over, sessions: tuple[Session, ...]) -> tuple[Unit, ...]:
    """The days, rounds or rooms that one of these sessions may use, in their order."""
    if over == "room":
        roomed = [session for session in sessions if session.needs_room]
        return tuple(
            room
            for room in conference.rooms
            if not room.online and any(session.rooms is None or room in session.rooms for session in roomed)
        )
    starts = [
        start for session in sessions for start in conference.starts(session) if may_begin(conference, session, start)
    ]
    if over == "round":
        rounds = {round_.span.start for day in conference.days for round_ in day.rounds}
        return tuple(sorted({hour_unit(conference, over, start) for start in starts} & rounds))
    return tuple(sorted({hour_unit(conference, over, start) for start in starts}))


@dataclass(frozen=True)
class Spread(AmountCase):
    conference: Conference
    together: SessionSet
    over: Over
    units: tuple[Unit, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.together.sessions

    @property
    def helped_by(self) -> tuple[Session, ...]:
        return self.sessions

    @property
    def rooms_matter(self) -> bool:
        return self.over == "room"

    def __str__(self) -> Sentence:
        sessions = self.together.words
        if self.over == "day":
            return Sentence("{sessions} are spread evenly over the days.", sessions=sessions)
        if self.over == "round":
            return Sentence("{sessions} are spread evenly over the rounds.", sessions=sessions)
        return Sentence("{sessions} are spread evenly over the rooms.", sessions=sessions)

    def breaches(self, programme: Programme) -> list[Breach]:
        placements = programme.of(self.sessions)
        inside = [(p.session, unit_of(self.conference, self.over, p)) for p in placements]
        numbers = {unit: sum(where == unit for _, where in inside) for unit in self.units}
        fullest, emptiest = max(self.units, key=numbers.__getitem__), min(self.units, key=numbers.__getitem__)
        over = numbers[fullest] - numbers[emptiest] - 1
        if over <= 0:
            return []
        full, empty = (unit_words(self.conference, self.over, unit) for unit in (fullest, emptiest))
        sentence = Sentence(
            "{full} has {number} of {sessions}, and {empty} {fewer}.",
            full=full,
            number=numbers[fullest],
            sessions=self.together.words,
            empty=empty,
            fewer=numbers[emptiest] or Sentence("none"),
        )
        return [Breach(sentence, over, tuple(session for session, unit in inside if unit == fullest))]

    def cost(self, model: Model) -> Amount:
        places = [in_units(model, self.conference, self.over, session) for session in self.sessions]
        numbers = [model.sum(units[unit] for units in places if unit in units) for unit in self.units]
        many = len(self.sessions)
        emptiest = model.new_number(0, many)
        for number in numbers:
            model.at_most(emptiest, number, model.true)
        return model.excess([number - emptiest for number in numbers], 1, many - 1)
