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
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Self

from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.programme import Programme, clash
from scheduler.rules.rule import AmountCase, Breach, Case, Rule, Scope
from scheduler.text.wording import listing

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

    def says_of(self, *about: Sequence[object]) -> str:
        (sessions,) = about
        if len(self.people) > 1:
            who = listing(self.people) if len(self.people) <= 3 else f"{len(self.people)} people"
            return f"{who} must be {listing(f'at {session}' for session in sessions)}, one at a time"
        return f"{self.people[0]} {self._roles[0]} {listing(sessions)}, one at a time"

    def __str__(self) -> str:
        if self.about:
            return f"{self.says_of(*self.about)}."
        role, other_role = self._roles
        return f"{self.people[0]} {role} {self.one} and {other_role} {self.other}, one at a time."

    def breaches(self, programme: Programme) -> list[Breach]:
        placements = programme.of((self.one, self.other))
        if len(placements) < 2 or not clash(self.conference, *placements):
            return []
        clock = self.conference.clock
        where = " and at ".join(f"{placement.session} ({clock.span(placement.span)})" for placement in placements)
        walk = "" if placements[0].overlaps(placements[1]) else f", {self._walk(programme)} minutes on foot apart"
        return [Breach(f"{person} must be at {where}{walk}.", 1, self.sessions, (person,)) for person in self.people]

    def _walk(self, programme: Programme) -> int:
        return self.conference.walking.minutes(programme[self.one].room, programme[self.other].room)

    def cost(self, model: Model) -> Amount:
        return len(self.people) * model.clash(self.one, self.other)
