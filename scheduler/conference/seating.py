"""Seats in rooms that are full: who asks for one, who gets it, and who waits for one, in which order.

A *seat* is one of as many as a session has for those who wish to come: those of its room, or the places for which one
signs up, without those who must be there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from scheduler.conference.attendance import attended, within_reach, worth
from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.programme import Placement, Programme, clash


def seats_of(conference: Conference, placement: Placement) -> int | None:
    """How many of those who wish to come can be seated; None: any number.

    Whoever must be there sits in the room as well, and takes none of the places for which one signs up.
    """
    session, room = placement.session, placement.room
    capacity = None if room is None or room.online else room.capacity
    seats = None if capacity is None else max(0, capacity - len(conference.needed(session)))
    return min((number for number in (seats, session.places) if number is not None), default=None)


def lot(person: Person, seed: int) -> bytes:
    """What is drawn for somebody where two are equal in all else: the least comes first. Another for each seed."""
    return hashlib.sha256(f"{seed}:{person.name}".encode()).digest()


@dataclass(frozen=True)
class SeatDemand:
    """Who asks for seats of a programme. `strengths`: by person, of each session within reach, in order of time.

    `seats`: how many there are, by session; None: any number.
    """

    conference: Conference
    programme: Programme
    strengths: Mapping[Person, Mapping[Session, int]]
    seats: Mapping[Session, int | None]

    @classmethod
    def of(cls, conference: Conference, programme: Programme, *, equal_voices: bool = False) -> SeatDemand:
        """`equal_voices`: everybody's strongest wish counts alike, whatever numbers they gave."""
        weighed = {person: worth(conference, person) for person in conference.people}
        if equal_voices:
            most = max((max(theirs.values(), default=0) for theirs in weighed.values()), default=0)
            weighed = {person: _levelled(theirs, most) for person, theirs in weighed.items()}
        strengths = {}
        for person, theirs in weighed.items():
            if reached := within_reach(conference, person, theirs, programme):
                strengths[person] = {placement.session: theirs[placement.session] for placement in reached}
        return cls(conference, programme, strengths, {p.session: seats_of(conference, p) for p in programme.values()})

    @cached_property
    def ideal(self) -> Mapping[Person, tuple[Placement, ...]]:
        """Where each would go if all had a seat."""
        return {
            person: tuple(attended(self.conference, person, theirs, self.programme))
            for person, theirs in self.strengths.items()
        }

    @cached_property
    def best(self) -> Mapping[Person, int]:
        """How strong together the wishes are that each could have met if all had a seat."""
        return {person: self.met(person, goes) for person, goes in self.ideal.items()}

    @cached_property
    def asking(self) -> Mapping[Session, tuple[Person, ...]]:
        """Who wish to be at each session and can, in the order of the file."""
        found: dict[Session, list[Person]] = {session: [] for session in self.seats}
        for person, theirs in self.strengths.items():
            for session in theirs:
                found[session].append(person)
        return {session: tuple(people) for session, people in found.items()}

    @cached_property
    def contested(self) -> frozenset[Session]:
        """The sessions at which more people wish to be than there are seats."""
        return frozenset(
            session
            for session, people in self.asking.items()
            if (seats := self.seats[session]) is not None and len(people) > seats
        )

    def met(self, person: Person, goes: Iterable[Placement]) -> int:
        """How strong together these wishes of theirs are."""
        return sum(self.strengths[person][placement.session] for placement in goes)

    def gains(self, person: Person, goes: Iterable[Placement], session: Session) -> bool:
        """Whether a seat at that session would be worth more to them than what they would leave for it."""
        placement = self.programme[session]
        left = [other for other in goes if clash(self.conference, placement, other)]
        return self.strengths[person][session] > self.met(person, left)


def _levelled(strengths: Mapping[Session, int], most: int) -> dict[Session, int]:
    """The same wishes, the strongest of them as strong as `most`; none of them is lost."""
    strongest = max(strengths.values(), default=0)
    return {session: max(1, round(Fraction(own * most, strongest))) for session, own in strengths.items() if own > 0}


@dataclass(frozen=True)
class SeatPlan:
    """Who has a seat where. `going`: of everybody who asks for one, in order of time; `waiting`: by session, in order.

    A session that is not full has no waiting list.
    """

    demand: SeatDemand
    going: Mapping[Person, tuple[Placement, ...]]
    waiting: Mapping[Session, tuple[Person, ...]]

    @classmethod
    def of(cls, demand: SeatDemand, going: Mapping[Person, tuple[Placement, ...]], seed: int) -> SeatPlan:
        """The plan with its waiting lists: see `waiting_lists`."""
        return cls(demand, going, waiting_lists(demand, going, seed))

    @cached_property
    def met(self) -> int:
        """How strong together all wishes are that are met."""
        return sum(self.demand.met(person, goes) for person, goes in self.going.items())

    @cached_property
    def seated(self) -> Mapping[Session, tuple[Person, ...]]:
        """Who has a seat at each session of the programme, in the order of the file."""
        found: dict[Session, list[Person]] = {session: [] for session in self.demand.seats}
        for person, goes in self.going.items():
            for placement in goes:
                found[placement.session].append(person)
        return {session: tuple(people) for session, people in found.items()}

    def without(self, person: Person) -> tuple[Placement, ...]:
        """Where they would go if all had a seat, and have none."""
        return tuple(placement for placement in self.demand.ideal[person] if placement not in self.going[person])

    def share(self, person: Person) -> int:
        """What part of what they could have is met, in hundredths."""
        return 100 - lost_share(self.demand.met(person, self.going[person]), self.demand.best[person])


def lost_share(met: int, best: int) -> int:
    """What part of the best is not met, in hundredths, rounded."""
    return (200 * (best - met) + best) // (2 * best)


def lost_square(met: int, best: int) -> int:
    """The square of the part of the best that is not met, where all of it is 10,000."""
    return (10_000 * (best - met) ** 2) // best**2


def waiting_lists(
    demand: SeatDemand, going: Mapping[Person, tuple[Placement, ...]], seed: int
) -> dict[Session, tuple[Person, ...]]:
    """Who would gain by a seat at each session, and has none there.

    First stand those whom the day file has on the list already, in its order. Then comes whoever lost the largest part
    of what they could have, of these whose wish is the strongest, of these whom the lot brings first.
    """
    lists: dict[Session, tuple[Person, ...]] = {}
    for session in demand.seats:
        before = [person for person in session.waiting if demand.conference.person(person.name)]
        others = [
            person
            for person in demand.asking[session]
            if person not in session.who_waits
            and demand.programme[session] not in going[person]
            and demand.gains(person, going[person], session)
        ]
        others.sort(
            key=lambda person: (
                -Fraction(demand.best[person] - demand.met(person, going[person]), demand.best[person]),
                -demand.strengths[person][session],
                lot(person, seed),
            )
        )
        if before or others:
            lists[session] = (*before, *others)
    return lists
