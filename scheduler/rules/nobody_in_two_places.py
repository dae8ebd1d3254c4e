"""Whoever must be at two sessions can get from the one to the other: chairs, speakers, hosts and required people.

Wanted by chairs: an administrator often sits in several groups, in one as chair and in another as member. The walk
between the two rooms counts. When weighted, each person counts for each two sessions that keep them from one another.

>>> from tests.support.small import broken, day
>>> two = day(
...     sessions={"Vitale binnensteden": {"groups": ["Vitaal"]}, "Verstedelijking": {"groups": ["Slim"]}},
...     groups={"Vitaal": {"chair": ["Burggraaf"]}, "Slim": {"chair": ["Burggraaf"]}},
... )
>>> broken(NobodyInTwoPlaces(), two, "Vitale binnensteden 10:00 Zaal 1; Verstedelijking 11:00 Zaal 2")
[]
>>> broken(NobodyInTwoPlaces(), two, "Vitale binnensteden 10:00 Zaal 1; Verstedelijking 10:00 Zaal 2")
['Burggraaf must be at Vitale binnensteden (10.00–11.00) and at Verstedelijking (10.00–11.00).']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Self

from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.duty_words import does
from scheduler.conference.programme import Placement, Programme, clash, titled
from scheduler.rules.rule import AmountCase, Breach, Case, Rule, Scope
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class NobodyInTwoPlaces(Rule):
    sentence: ClassVar[str] = "Nobody has to be in two places: chairs, speakers, hosts and required people."
    needs_two: ClassVar[bool] = True
    waivable: ClassVar[bool] = False

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(),)

    def relaxed_for_published(self, breaches: Sequence[Breach]) -> Scope:
        if self.weight is not None:
            return Scope()
        return Scope(people=tuple(dict.fromkeys(person for breach in breaches for person in breach.people)))

    def cases(self, conference: Conference) -> Iterator[Case]:
        shared: dict[tuple[Session, Session], list[Person]] = {}
        for person in self.of_people(conference.people):
            for pair in combinations(self.of(conference.duties(person)), 2):
                shared.setdefault(pair, []).append(person)
        for (one, other), people in shared.items():
            yield OneAtATimeFor(conference, one, other, tuple(people))


@dataclass(frozen=True)
class OneAtATimeFor(AmountCase):
    conference: Conference
    one: Session
    other: Session
    people: tuple[Person, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.one, self.other)

    @property
    def rooms_matter(self) -> bool:
        return self.conference.walking.longest > 0

    @property
    def about(self) -> tuple[tuple[Session, ...], ...]:
        """Where one person has two roles, nobody else has just these."""
        return (self.sessions,) if len(self.people) > 1 or len(set(self._roles)) == 1 else ()

    @property
    def _roles(self) -> tuple[str, str]:
        person = self.people[0]
        return self.conference.needed(self.one)[person], self.conference.needed(self.other)[person]

    def says_of(self, *about: Sequence[object]) -> Phrase:
        (sessions,) = about
        if len(self.people) > 1:
            many = len(self.people) > 3
            return Sentence(
                "{people} must be {sessions}, one at a time",
                people=count(len(self.people), "person", "people") if many else listing(self.people),
                sessions=listing(Sentence("at {session}", session=session) for session in sessions),
            )
        duty = does(self._roles[0], listing(sessions))
        return Sentence("{person} {duties}, one at a time", person=self.people[0], duties=duty)

    def __str__(self) -> Sentence:
        if self.about:
            return Sentence("{statement}.", statement=self.says_of(*self.about))
        role, other_role = self._roles
        duties = listing([does(role, self.one), does(other_role, self.other)])
        one_at_a_time = Sentence("{person} {duties}, one at a time", person=self.people[0], duties=duties)
        return Sentence("{statement}.", statement=one_at_a_time)

    def breaches(self, programme: Programme) -> list[Breach]:
        placements = programme.of((self.one, self.other))
        if len(placements) < 2 or not clash(self.conference, *placements):
            return []
        one, other = placements
        return [Breach(partial(self._at_both, one, other, p), 1, self.sessions, (p,)) for p in self.people]

    def _at_both(self, one: Placement, other: Placement, person: Person) -> Sentence:
        clock = self.conference.clock
        both = {"one": titled(clock, one), "other": titled(clock, other)}
        if one.overlaps(other):
            return Sentence("{person} must be at {one} and at {other}.", person=person, **both)
        walk = self.conference.walking.minutes(one.room, other.room)
        return Sentence(
            "{person} must be at {one} and at {other}, {minutes} on foot apart.",
            person=person,
            minutes=count(walk, "minute"),
            **both,
        )

    def cost(self, model: Model) -> Amount:
        return len(self.people) * model.clash(self.one, self.other)
