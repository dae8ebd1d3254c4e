"""These sessions are on different days.

Wanted on conferences of several days: a group hears the plenary on its subject one day and works on it the next. Each
pair that begins on the same day counts, for each group (pillar, kind, tag or person) whose sessions they are. What
begins after midnight belongs to the day that is still open then.

>>> from tests.support.small import broken, day
>>> europa = {"groups": ["Europa"]}
>>> twice = day(sessions={"Plenair": europa, "Werk": europa}, groups={"Europa": {}}, days=2)
>>> broken(DifferentDays(each="group"), twice, "Plenair 10:00 Zaal 1; Werk 2/10:00 Zaal 1")
[]
>>> broken(DifferentDays(each="group"), twice, "Plenair 10:00 Zaal 1; Werk 14:00 Zaal 1")
['Plenair (Fri 10 February 10.00–11.00) and Werk (Fri 10 February 14.00–15.00) are on the same day.']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme, titled
from scheduler.rules.fields import Sessions
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.session_sets import EACH, Each, SessionSet, session_sets
from scheduler.text.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class DifferentDays(Rule):
    sentence: ClassVar[str] = "These sessions are on different days."
    sessions: Sessions = Field(default=(), description="the sessions that are on different days")
    each: Each | None = Field(default=None, description=EACH)

    def cases(self, conference: Conference) -> Iterator[Case]:
        for apart in session_sets(self, conference.held, conference, self.sessions, self.each):
            yield OnDifferentDays(conference, apart)


@dataclass(frozen=True)
class OnDifferentDays(AmountCase):
    conference: Conference
    apart: SessionSet

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.apart.sessions

    @property
    def rooms_matter(self) -> bool:
        return False

    def __str__(self) -> Sentence:
        return Sentence("{sessions} are on different days.", sessions=self.apart.words)

    def breaches(self, programme: Programme) -> list[Breach]:
        placements = [(p, self.conference.day_of(p.start).date) for p in programme.of(self.sessions)]
        return [
            Breach(self._on_one_day(one, other), 1, (one.session, other.session))
            for (one, day), (other, other_day) in combinations(placements, 2)
            if day == other_day
        ]

    def _on_one_day(self, one: Placement, other: Placement) -> Sentence:
        clock = self.conference.clock
        return Sentence("{one} and {other} are on the same day.", one=titled(clock, one), other=titled(clock, other))

    def encode(self, model: Model, on: Literal) -> None:
        for day in self.conference.days:
            model.at_most(model.sum(model.on_day(session, day.date) for session in self.sessions), 1, on)

    def cost(self, model: Model) -> Amount:
        return model.sum(model.same_day(one, other) for one, other in combinations(self.sessions, 2))
