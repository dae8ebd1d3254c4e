"""No more than so many of these sessions are on one day, or on so many days in a row.

Wanted by speakers and groups on conferences of several days, who want to hear others too, and by whoever sits an
examination. `each: person` is about the sessions where somebody is needed. With `days` it counts the sessions on so
many days in a row, by date: a day on which nothing is planned counts as one. When weighted, each such stretch counts by
how many it goes over; one that lies within another is not counted apart. What begins after midnight belongs to the day
that is still open then.

>>> from tests.support.small import broken, day
>>> talks = {name: {"speakers": ["Anna"]} for name in ("Europa", "Wonen", "Zorg")}
>>> three = day(sessions=talks, days=2)
>>> rule = AtMostADay(most=2, each="person")
>>> broken(rule, three, "Europa 9:00 Zaal 1; Wonen 11:00 Zaal 1; Zorg 2/10:00 Zaal 1")
[]
>>> broken(rule, three, "Europa 9:00 Zaal 1; Wonen 11:00 Zaal 1; Zorg 13:00 Zaal 1")
['3 of these are on Fri 10 February, 1 too many (Anna): Europa, Wonen and Zorg.']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.conference.clock import day_told
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme
from scheduler.rules.fields import Sessions
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.session_sets import EACH, Each, SessionSet, each_told, session_sets
from scheduler.text.sentence import NOTHING, Phrase, Sentence, plural
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class AtMostADay(Rule):
    sentence: ClassVar[str] = "No more than so many of these sessions are on one day, or on so many days in a row."
    needs_two: ClassVar[bool] = True
    most: int = Field(ge=1, description="how many sessions, at most")
    days: int = Field(default=1, ge=1, description="on so many days in a row")
    sessions: Sessions = Field(default=(), description="the sessions that are counted")
    each: Each | None = Field(default=None, description=EACH)

    def relaxed_text(self, field: str, number: int) -> Phrase:
        if field != "most" or number <= self.most:
            return NOTHING
        whose = (
            Sentence("sessions of {each}", each=each_told(self.each))
            if self.each
            else Sentence("of {sessions}", sessions=listing(self.sessions))
        )
        return Sentence(
            "Let {number} {whose} be on {days} ({most} at most now).",
            number=number,
            whose=whose,
            days=plural(self.days, "one day", "{number} days in a row"),
            most=self.most,
        )

    def cases(self, conference: Conference) -> Iterator[Case]:
        for together in session_sets(self, conference.held, conference, self.sessions, self.each, least=self.most + 1):
            for stretch in self._stretches(conference):
                yield NotTooManyThen(conference, together, stretch, self.most)

    def _stretches(self, conference: Conference) -> list[tuple[date, ...]]:
        """The days of the conference within each so many dates in a row, those that lie within another left out."""
        dates = sorted(day.date for day in conference.days)
        found = [tuple(d for d in dates if first <= d < first + timedelta(days=self.days)) for first in dates]
        return [days for number, days in enumerate(found) if number == 0 or days[-1] > found[number - 1][-1]]


@dataclass(frozen=True)
class NotTooManyThen(AmountCase):
    conference: Conference
    together: SessionSet
    stretch: tuple[date, ...]
    most: int

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.together.sessions

    @property
    def rooms_matter(self) -> bool:
        return False

    @property
    def _when(self) -> Phrase:
        return listing(day_told(day) for day in self.stretch)

    def __str__(self) -> Phrase:
        return plural(
            self.most,
            "No more than {number} of {sessions} is on {days}.",
            "No more than {number} of {sessions} are on {days}.",
            sessions=self.together.words,
            days=self._when,
        )

    def breaches(self, programme: Programme) -> list[Breach]:
        then = [
            placement.session
            for placement in programme.of(self.sessions)
            if self.conference.day_of(placement.start).date in self.stretch
        ]
        over = len(then) - self.most
        if over <= 0:
            return []
        return [Breach(self._too_many(then, over), over, tuple(then))]

    def _too_many(self, then: list[Session], over: int) -> Sentence:
        days, sessions = self._when, listing(then)
        if not self.together.is_person:
            return Sentence(
                "{number} of these are on {days}, {over} too many: {sessions}.",
                number=len(then),
                days=days,
                over=over,
                sessions=sessions,
            )
        return Sentence(
            "{number} of these are on {days}, {over} too many ({person}): {sessions}.",
            number=len(then),
            days=days,
            over=over,
            person=self.together.whose,
            sessions=sessions,
        )

    def _on_these_days(self, model: Model) -> Amount:
        return model.sum(model.on_day(session, day) for session in self.sessions for day in self.stretch)

    def encode(self, model: Model, on: Literal) -> None:
        model.at_most(self._on_these_days(model), self.most, on)

    def cost(self, model: Model) -> Amount:
        return model.excess([self._on_these_days(model)], self.most, len(self.sessions) - self.most)
