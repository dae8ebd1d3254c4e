"""A programme in parts that share no choice: of each, who chooses what, and what that is worth.

In a part stand sessions that hang together by clashing. Whoever goes to something in one part is free in every other,
so that seats are dealt out part by part. Where each two of a part clash it is a *round*: everybody goes to one session
of it, and dealing out is a flow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scheduler.conference.conference import Person
from scheduler.conference.programme import Placement, clash
from scheduler.conference.seating import SeatDemand, lot

Going = dict[Person, tuple[Placement, ...]]  # where each goes in a part


@dataclass(frozen=True)
class SeatPart:
    """Sessions that clash with each other, directly or by others between them, in order of time.

    `people`: those who wish to be at a contested session of it, as the lot has them. `worth`: by person, of each that
    they can reach. `factor`: what a point of strength is worth, so that of two ways that meet wishes as strong the one
    with more seats counts for more. `is_round`: each two clash.
    """

    demand: SeatDemand
    placements: tuple[Placement, ...]
    people: tuple[Person, ...]
    factor: int
    is_round: bool

    @cached_property
    def worth(self) -> dict[Person, dict[Placement, int]]:
        strengths = self.demand.strengths
        return {
            person: {p: own * self.factor + 1 for p in self.placements if (own := strengths[person].get(p.session))}
            for person in self.people
        }

    def seats(self, placement: Placement) -> int | None:
        """How many of these people can have one; None: all."""
        return self.demand.seats[placement.session] if placement.session in self.demand.contested else None

    def best(self, person: Person) -> int:
        """How strong together the wishes are that the person could have met in this part."""
        return self.demand.met(person, (goes for goes in self.demand.ideal[person] if goes in self.worth[person]))


@dataclass
class SeatChoice:
    """What people of a part may choose when no better whole is to be lost by it.

    `options`: by person, sets of placements; one alone where there is nothing to choose. `at_least`: how many must be
    there. `least`: what all choices must be worth together; None: that follows from the others.
    """

    part: SeatPart
    going: Going
    bound: int  # of the worth, what no choice exceeds
    options: dict[Person, list[Placement | None]] = field(default_factory=dict)  # of a round; None: nowhere
    full: frozenset[Placement] = frozenset()

    @property
    def value(self) -> int:
        return sum(self.part.worth[person][p] for person, goes in self.going.items() for p in goes)


def parts_of(demand: SeatDemand, seed: int) -> Iterator[SeatPart]:
    """The parts in which a session is contested; elsewhere everybody goes where they wish."""
    people = sorted(demand.strengths, key=lambda person: lot(person, seed))
    factor = 1 + sum(map(len, demand.strengths.values()))
    for placements in _together(demand):
        contested = {p.session for p in placements} & demand.contested
        asking = tuple(person for person in people if not contested.isdisjoint(demand.strengths[person]))
        if asking:
            pairs = ((a, b) for n, a in enumerate(placements) for b in placements[n + 1 :])
            is_round = all(clash(demand.conference, a, b) for a, b in pairs)
            yield SeatPart(demand, tuple(placements), asking, factor, is_round)


def _together(demand: SeatDemand) -> list[list[Placement]]:
    """The placements that anybody asks for, by what hangs together; each in order of time."""
    asked: list[Placement] = [p for p in demand.programme.in_time_order if demand.asking[p.session]]
    group = {placement: [placement] for placement in asked}
    longest = demand.conference.walking.longest
    for number, later in enumerate(asked):
        for earlier in _near(asked[:number], later, longest):
            one, other = group[earlier], group[later]
            if one is not other and clash(demand.conference, earlier, later):
                one += other
                group.update(dict.fromkeys(other, one))
    found = {id(together): together for together in group.values()}
    place = {placement: number for number, placement in enumerate(asked)}
    return [sorted(together, key=place.__getitem__) for together in found.values()]


def _near(earlier: Sequence[Placement], later: Placement, longest: int) -> Iterator[Placement]:
    return (placement for placement in earlier if placement.end + longest > later.start)
