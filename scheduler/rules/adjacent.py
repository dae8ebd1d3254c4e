"""These sessions follow directly on one another, in whichever order.

Wanted by whoever is there for these alone, and by a workshop in two halves that may as well begin with the second. Each
of them but one has another of them directly before it, on the same day: it takes the first start that it has, by its
rounds, the grid or its own `at`, in the rounds and on the days that it names, once that one has ended. When weighted,
each that has none counts, but for the first.

>>> from tests.support.small import broken, day
>>> three = day(sessions={"Europa": {}, "Wonen": {}, "Zorg": {}})
>>> rule = Adjacent(sessions=three.sessions)
>>> broken(rule, three, "Wonen 10:00 Zaal 1; Zorg 11:00 Zaal 1; Europa 12:00 Zaal 2")
[]
>>> broken(rule, three, "Wonen 10:00 Zaal 1; Zorg 11:00 Zaal 1; Europa 14:00 Zaal 2")
['Europa (14.00–15.00) does not come directly after Wonen or Zorg.']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme, titled
from scheduler.rules.fields import Sessions
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.session_sets import EACH, Each, SessionSet, may_begin, session_sets
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class Adjacent(Rule):
    sentence: ClassVar[str] = "These sessions follow directly on one another, in whichever order."
    needs_two: ClassVar[bool] = True
    looks_at_other_starts: ClassVar[bool] = True
    sessions: Sessions = Field(default=(), description="the sessions that follow on one another")
    each: Each | None = Field(default=None, description=EACH)

    def cases(self, conference: Conference) -> Iterator[Case]:
        for together in session_sets(self, conference.held, conference, self.sessions, self.each):
            yield InARow(conference, together)


@dataclass(frozen=True)
class InARow(AmountCase):
    conference: Conference
    together: SessionSet

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.together.sessions

    @property
    def helped_by(self) -> tuple[Session, ...]:
        return self.sessions if len(self.sessions) > 2 else ()

    @property
    def rooms_matter(self) -> bool:
        return False

    def __str__(self) -> Sentence:
        return Sentence("{sessions} follow directly on one another.", sessions=self.together.words)

    def breaches(self, programme: Programme) -> list[Breach]:
        placements = sorted(programme.of(self.sessions), key=lambda p: (p.start, p.end))
        alone = [
            placement
            for placement in placements
            if not any(self._directly(p.session, p.start, placement.session, placement.start) for p in placements)
        ]
        return [
            Breach(
                Sentence(
                    "{session} does not come directly after {others}.",
                    session=titled(self.conference.clock, placement),
                    others=listing([p.session for p in placements if p != placement], "or"),
                ),
                1,
                (placement.session,),
            )
            for placement in alone[1:]
        ]

    def _directly(self, one: Session, start: Minute, other: Session, next_start: Minute) -> bool:
        return one != other and next_start == self._next_start(one, start, other)

    def _next_start(self, one: Session, start: Minute, other: Session) -> Minute | None:
        """The first start that the second has that day, once the first, begun at that minute, has ended."""
        day = self.conference.day_of(start).date
        later = (s for s in self.conference.starts(other) if s >= start + one.minutes)
        that_day = (s for s in later if self.conference.day_of(s).date == day)
        return min((s for s in that_day if may_begin(self.conference, other, s)), default=None)

    def cost(self, model: Model) -> Amount:
        held = [model[session].held for session in self.sessions]
        preceded = [
            model.any_of([self._follows(model, before, session) for before in self.sessions if before != session])
            for session in self.sessions
        ]
        return model.sum(held) - model.sum(preceded) - model.any_of(held)

    def _follows(self, model: Model, one: Session, other: Session) -> Literal:
        following = {start: self._next_start(one, start, other) for start in model[one].starts}  # once for each start
        return model.at_starts(one, other, lambda start, next_start: following[start] == next_start)
