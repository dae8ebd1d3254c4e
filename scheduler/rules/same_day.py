"""These sessions are on one day.

Wanted by whoever travels for two of them, and by groups whose meetings belong together. Each day more than one counts,
whatever the order of the sessions. What begins after midnight belongs to the day that is still open then.

>>> from tests.support.small import broken, day
>>> europa = {"groups": ["Europa"]}
>>> twice = day(sessions={"Plenair": europa, "Werk": europa}, groups={"Europa": {}}, days=2)
>>> broken(SameDay(each="group"), twice, "Plenair 14:00 Zaal 1; Werk 10:00 Zaal 1")
[]
>>> broken(SameDay(each="group"), twice, "Plenair 10:00 Zaal 1; Werk 2/10:00 Zaal 1")
['Plenair (Fri 10 February 10.00–11.00) and Werk (Sat 11 February 10.00–11.00) are on 2 days.']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme, titled
from scheduler.rules.fields import Sessions
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.session_sets import EACH, Each, SessionSet, session_sets
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class SameDay(Rule):
    sentence: ClassVar[str] = "These sessions are on one day."
    needs_two: ClassVar[bool] = True
    sessions: Sessions = Field(default=(), description="the sessions that are on one day")
    each: Each | None = Field(default=None, description=EACH)

    def cases(self, conference: Conference) -> Iterator[Case]:
        if len(conference.days) < 2:
            return  # on the one day there is they always are
        for together in session_sets(self, conference.held, conference, self.sessions, self.each):
            yield OnOneDay(conference, together)


@dataclass(frozen=True)
class OnOneDay(AmountCase):
    conference: Conference
    together: SessionSet

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.together.sessions

    @property
    def rooms_matter(self) -> bool:
        return False

    def __str__(self) -> Sentence:
        return Sentence("{sessions} are on one day.", sessions=self.together.words)

    def breaches(self, programme: Programme) -> list[Breach]:
        placements = programme.of(self.sessions)
        days = {self.conference.day_of(placement.start).date for placement in placements}
        if len(days) < 2:
            return []
        sentence = Sentence(
            "{sessions} are on {days}.",
            sessions=listing(titled(self.conference.clock, placement) for placement in placements),
            days=count(len(days), "day"),
        )
        return [Breach(sentence, len(days) - 1, tuple(placement.session for placement in placements))]

    def cost(self, model: Model) -> Amount:
        used = [
            model.any_of([model.on_day(session, day.date) for session in self.sessions]) for day in self.conference.days
        ]
        return model.sum(used) - model.any_of(used)
