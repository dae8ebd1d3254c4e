"""A day in rounds as places: each round with each room is one, and holds one session or none.

What is left to each session is a row of yes and no over all places, so that thousands of exchanges are weighed at once.
Places that are alike to whoever walks are one zone: the rooms of one building in one round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scheduler.checking.domain import Domain
from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme, clash
from scheduler.rules.book import turnover
from scheduler.rules.problem import Problem
from scheduler.search.construct import attended_starts, construct_greedily, smallest_first

Bools = NDArray[np.bool_]
Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class RoundPlaces:
    """`sessions`: those that stand in rounds, by their numbers. `fixed`: the others, each where it stands.

    `places`: (start, room), by their numbers; `zone_of`: the zone of each. `zones`: a place of each zone.
    `allowed`: by session and place; the last row is that of no session.
    """

    conference: Conference
    sessions: tuple[Session, ...]
    fixed: Programme
    places: tuple[tuple[Minute, Room | None], ...]
    zones: tuple[tuple[Minute, Room | None], ...]
    zone_of: NDArray[np.intp]
    allowed: Bools

    @cached_property
    def number(self) -> Mapping[Session, int]:
        return {session: number for number, session in enumerate(self.sessions)}

    @cached_property
    def zones_clash(self) -> Bools:
        """Whether nobody can be in the one zone and in the other: it is the same round, or the walk is too long.

        By the longest session of each round.
        """
        longest = {start: self._longest(start) for start, _ in self.zones}
        spots = [Placement(longest[start], start, room) for start, room in self.zones]
        return np.array([[clash(self.conference, one, other) for other in spots] for one in spots], np.bool_)

    @cached_property
    def zones_coincide(self) -> Bools:
        """Whether both are in the same round."""
        starts = np.array([start for start, _ in self.zones])
        found: Bools = starts[:, None] == starts[None, :]
        return found

    def _longest(self, start: Minute) -> Session:
        here = [place for place, (begins, _) in enumerate(self.places) if begins == start]
        fitting = np.flatnonzero(self.allowed[:-1][:, here].any(axis=1))
        return max((self.sessions[one] for one in fitting), key=lambda session: session.minutes)

    def zones_against(self, session: Session, fixed: Placement) -> list[int]:
        """The zones in which the session clashes with what is fixed."""
        return [
            number
            for number, (start, room) in enumerate(self.zones)
            if clash(self.conference, Placement(session, start, room), fixed)
        ]

    def programme(self, places: Iterable[int]) -> Programme:
        """With each session at the place of that number, in the order of the sessions."""
        return Programme((*self.fixed.placements, *(self.placement(n, int(place)) for n, place in enumerate(places))))

    def placement(self, number: int, place: int) -> Placement:
        start, room = self.places[place]
        return Placement(self.sessions[number], start, room)


def round_places(problem: Problem, domains: Mapping[Session, Domain]) -> RoundPlaces | None:
    """None: the day is not in rounds, or rooms are parts of others, or some session has no place left."""
    conference = problem.conference
    if any(room.consists_of for room in conference.rooms):
        return None
    starts = {s: attended_starts(conference, s, d.starts) or list(d.starts) for s, d in domains.items()}
    if not all(starts.values()):
        return None
    ends: dict[Minute, Minute] = {}
    for session, hours in starts.items():
        for start in hours if len(hours) > 1 else ():
            ends[start] = max(ends.get(start, 0), start + session.minutes)
    between = turnover(problem.rules)
    rounds = sorted(ends)
    if not rounds or any(ends[one] + between > other for one, other in pairwise(rounds)):
        return None
    moving = [s for s, hours in starts.items() if _stands_in_rounds(s, hours, ends)]
    staying = {session: domain for session, domain in domains.items() if session not in frozenset(moving)}
    fixed = construct_greedily(conference, staying) if staying else Programme()
    if len(fixed) < len(staying):
        return None
    free = _Free(conference, fixed, ends, between)
    return free.places(moving, domains, starts)


def _stands_in_rounds(session: Session, hours: Sequence[Minute], ends: Mapping[Minute, Minute]) -> bool:
    return all(start in ends and start + session.minutes <= ends[start] for start in hours)


class _Free:
    """The places that neither a closed room takes nor what is fixed."""

    def __init__(
        self, conference: Conference, fixed: Programme, ends: Mapping[Minute, Minute], between: Minute
    ) -> None:
        self.conference, self.fixed, self.ends = conference, fixed, ends
        self.taken: dict[Room, list[Span]] = {room: list(conference.closed(room)) for room in conference.rooms}
        for placement in fixed.placements:
            if placement.room is not None:
                self.taken[placement.room].append(Span(placement.start - between, placement.end + between))

    def places(
        self, moving: Sequence[Session], domains: Mapping[Session, Domain], starts: Mapping[Session, list[Minute]]
    ) -> RoundPlaces | None:
        roomless = sum(None in domains[session].room_set for session in moving)
        rooms: list[Room | None] = [*smallest_first(self.conference.rooms), *[None] * roomless]
        places = [(start, room) for start in sorted(self.ends) for room in rooms if self._is_free(start, room)]
        zones: dict[tuple[Minute, str], tuple[Minute, Room | None]] = {}
        order: dict[tuple[Minute, str], int] = {}
        zone_of = []
        for start, room in places:
            key = start, self._walker(room)
            zones.setdefault(key, (start, room))
            zone_of.append(order.setdefault(key, len(order)))
        allowed = np.ones((len(moving) + 1, len(places)), np.bool_)
        known: dict[object, Bools] = {}
        for number, session in enumerate(moving):
            hours, domain = frozenset(starts[session]), domains[session]
            key_of_domain = (hours, *domain.starts_in.items())
            if key_of_domain not in known:
                within = {room: hours.intersection(theirs) for room, theirs in domain.starts_in.items()}
                none: frozenset[Minute] = frozenset()
                known[key_of_domain] = np.array([start in within.get(room, none) for start, room in places], np.bool_)
            allowed[number] = known[key_of_domain]
        if not allowed.any(axis=1).all():
            return None
        return RoundPlaces(
            self.conference,
            tuple(moving),
            self.fixed,
            tuple(places),
            tuple(zones.values()),
            np.array(zone_of, np.intp),
            allowed,
        )

    def _is_free(self, start: Minute, room: Room | None) -> bool:
        span = Span(start, self.ends[start])
        return room is None or not any(span.overlaps(taken) for taken in self.taken[room])

    def _walker(self, room: Room | None) -> str:
        """What tells the room from others for whoever walks: each where walking takes time within a building."""
        walking = self.conference.walking
        if not walking.longest:
            return ""
        if room is None or room.online:
            return "nowhere" if room is None else "online"
        return f"room {room.name}" if walking.within else f"building {room.building}"
