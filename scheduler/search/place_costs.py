"""What sessions cost each other at places of rounds, as tables; and the cases that no table holds, to be asked.

Of wishes two sessions that coincide count as often as people wish to attend both. What the rules say besides is asked
of their cases: of one session by itself at every place, of two at places that share a round, that are a walk apart and
that are far from each other. A case that answers otherwise than a table can say is asked before a session moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from scheduler.conference.conference import Person, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.book import wishes_first
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import holds_one_at_a_time, in_rooms, people_of, rooms_matter, single_session
from scheduler.rules.rule import Case
from scheduler.search.conflict_table import FEW, NEVER
from scheduler.search.construct import never_beside
from scheduler.search.round_places import Numbers, RoundPlaces

_MOST_KNOWN = 500_000  # answers that are remembered


@dataclass
class PlaceCosts:
    """`reached`: by two sessions, what it costs when nobody can attend both. `beside`: and when they share a round.

    `alone`: by zone and session. `by_place`: by session and place, where that differs within a zone; else None. All of
    them have a last session that is none. `asked`: by session, the cases that no table holds.
    """

    places: RoundPlaces
    reached: Numbers
    beside: Numbers
    alone: Numbers
    by_place: Numbers | None = None
    asked: list[list[AskedCase]] = field(default_factory=list)

    @property
    def least_weight(self) -> int:
        """The least that two sessions cost that coincide; 0: nothing ever does."""
        both = self.reached + self.beside
        some = both[(both > 0) & (both < NEVER)]
        return int(some.min()) if len(some) else 0


class AskedCase:
    """A case that no table holds, and its answers so far. `weight`: what its amount is times."""

    def __init__(self, places: RoundPlaces, case: Case, weight: int) -> None:
        self.places, self.case, self.weight = places, case, weight
        numbers = {places.number[s] for s in case.depends_on if s in places.number}
        self.numbers = tuple(sorted(numbers))
        self.fixed = tuple(places.fixed.of(dict.fromkeys(case.depends_on)))
        self.by_hour = not rooms_matter(case)
        self._known: dict[tuple[object, ...], int] = {}

    def amount(self, place_of: Callable[[int], int]) -> int:
        """What it costs with the sessions at these places."""
        spots = [self.places.places[place_of(number)] for number in self.numbers]
        key = tuple(start for start, _ in spots) if self.by_hour else tuple(spots)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST_KNOWN // 100:
                self._known.clear()
            sessions = self.places.sessions
            placed = (Placement(sessions[n], start, room) for n, (start, room) in zip(self.numbers, spots, strict=True))
            found = self._known[key] = self.weight * self.case.amount(Programme((*self.fixed, *placed)))
        return found


def place_costs(problem: Problem, places: RoundPlaces, interrupt: Callable[[], None] = lambda: None) -> PlaceCosts:
    """All of it. `interrupt`: is called now and then, and may raise what ends it."""
    size = len(places.sessions) + 1
    square = (size, size)
    costs = PlaceCosts(
        places, np.zeros(square, np.int32), np.zeros(square, np.int32), np.zeros((len(places.zones), size), np.int32)
    )
    costs.asked = [[] for _ in places.sessions]
    _Wishes(problem, costs).read(interrupt)
    _Cases(problem, costs).read(interrupt)
    for fixed in places.fixed.placements:
        for number, one in enumerate(places.sessions):
            if never_beside(one, fixed.session):
                costs.alone[places.zones_against(one, fixed), number] += NEVER
    _never_beside(costs)
    return costs


def _never_beside(costs: PlaceCosts) -> None:
    """What is for everyone stands beside nothing: by kinds, of which there are few."""
    sessions = costs.places.sessions
    of_kind: dict[object, list[int]] = {}
    for number, session in enumerate(sessions):
        of_kind.setdefault(session.kind, []).append(number)
    for here in of_kind.values():
        for beside in of_kind.values():
            if never_beside(sessions[here[0]], sessions[beside[0]]):
                costs.beside[np.ix_(here, beside)] = NEVER
    np.fill_diagonal(costs.beside, 0)


class _Wishes:
    """What is missed by wishes that are weighed first."""

    def __init__(self, problem: Problem, costs: PlaceCosts) -> None:
        self.problem, self.costs, self.places = problem, costs, costs.places

    def read(self, interrupt: Callable[[], None]) -> None:
        conference, number = self.problem.conference, self.places.number
        people: list[int] = []
        sessions: list[int] = []
        weights: list[int] = []
        for rule in wishes_first(self.problem.rules):
            interrupt()
            for who, person in enumerate(conference.people):
                worth = {s: (rule.weight or 1) * value for s, value in rule.worth(conference, person).items()}
                moving = [(number[s], value) for s, value in worth.items() if s in number]
                people += [who] * len(moving)
                sessions += [one for one, _ in moving]
                weights += [value for _, value in moving]
                self._of_person(person, worth)
            self._in_pairs(np.array(people), np.array(sessions, np.intp), np.array(weights))
            people, sessions, weights = [], [], []

    def _in_pairs(self, people: NDArray[np.int_], sessions: NDArray[np.intp], weights: NDArray[np.int_]) -> None:
        """Each two wishes of one person cost the lesser of them when they coincide."""
        size, lag = len(self.costs.reached), 1
        while True:
            same = np.flatnonzero(people[lag:] == people[:-lag])
            if not len(same):
                return
            pairs = sessions[same] * size + sessions[same + lag]
            least = np.minimum(weights[same], weights[same + lag])
            counted = np.bincount(pairs, least, size * size).reshape(size, size).astype(np.int32)
            self.costs.reached += counted + counted.T
            lag += 1

    def _of_person(self, person: Person, worth: dict[Session, int]) -> None:
        """What hangs on where the person is needed, on what is fixed, and on when they are there."""
        conference, number, costs = self.problem.conference, self.places.number, self.costs
        for duty in conference.duties(person):
            for session, value in worth.items():
                if session == duty:
                    continue
                if duty in number and session in number:
                    costs.reached[number[duty], number[session]] += value
                    costs.reached[number[session], number[duty]] += value
                elif session in number and (fixed := self.places.fixed.get(duty)) is not None:
                    costs.alone[self.places.zones_against(session, fixed), number[session]] += value
        for session, value in worth.items() if len(self.places.fixed) else ():
            if (fixed := self.places.fixed.get(session)) is not None:
                for other, theirs in worth.items():
                    if other in number:
                        costs.alone[self.places.zones_against(other, fixed), number[other]] += min(value, theirs)
        if person.present is not None:
            for session, value in worth.items():
                if session in number:
                    spans = [session.span(start) for start, _ in self.places.zones]
                    away = [zone for zone, span in enumerate(spans) if not person.can_be_there(span)]
                    costs.alone[away, number[session]] += value


class _Cases:
    """What the other rules say, asked of their cases."""

    def __init__(self, problem: Problem, costs: PlaceCosts) -> None:
        self.problem, self.costs, self.places = problem, costs, costs.places
        self.probes = [*self._probes()]

    def _probes(self) -> Iterator[tuple[tuple[int, int], bool, bool]]:
        """Pairs of zones, and whether these clash and coincide: of each sort the nearest, the farthest and one more."""
        reached, coincide = self.places.zones_clash, self.places.zones_coincide
        sorts: dict[tuple[bool, bool], list[tuple[int, int]]] = {(True, True): [(0, 0)]}
        start = [start for start, _ in self.places.zones]
        for one, other in sorted(combinations(range(len(start)), 2), key=lambda pair: start[pair[1]] - start[pair[0]]):
            sorts.setdefault((bool(reached[one, other]), bool(coincide[one, other])), []).append((one, other))
        for sort, pairs in sorts.items():
            for one, other in dict.fromkeys((pairs[0], pairs[-1], *pairs[len(pairs) // 2 :][:1])):
                for pair in dict.fromkeys(((one, other), (other, one))):
                    yield pair, *sort

    def read(self, interrupt: Callable[[], None]) -> None:
        weighed = wishes_first(self.problem.rules)
        first = min((rule.tier for rule in self.problem.rules if rule.weight is not None), default=1)
        for rule in self.problem.rules:
            if rule in weighed or (rule.weight is None and single_session(rule)):
                continue
            if rule.weight is not None and rule.tier != first:
                continue
            for number, case in enumerate(rule.cases(self.problem.conference)):
                if not number % 1000:
                    interrupt()
                self._read(case, rule.weight or NEVER)

    def _read(self, case: Case, weight: int) -> None:
        depends_on = tuple(dict.fromkeys(case.depends_on))
        moving = [self.places.number[session] for session in depends_on if session in self.places.number]
        if not moving or holds_one_at_a_time(case):
            return
        few = len(depends_on) <= FEW
        if len(moving) == 1 and few:
            self._of_one(case, weight, moving[0], self.places.fixed.of(depends_on))
            return
        if len(moving) == 2 == len(depends_on) and self._of_two(case, weight, moving):
            return
        if few or not (people_of(case) or in_rooms(case)):
            asked = AskedCase(self.places, case, weight)
            for session in depends_on if few else case.sessions:
                if session in self.places.number:
                    self.costs.asked[self.places.number[session]].append(asked)

    def _of_one(self, case: Case, weight: int, number: int, fixed: Sequence[Placement]) -> None:
        places, session = self.places, self.places.sessions[number]
        if not rooms_matter(case):
            for zone, (start, room) in enumerate(places.zones):
                amount = case.amount(Programme((*fixed, Placement(session, start, room))))
                self.costs.alone[zone, number] += weight * amount
            return
        if self.costs.by_place is None:
            self.costs.by_place = np.zeros(places.allowed.shape, np.int32)
        for place in np.flatnonzero(places.allowed[number]):
            start, room = places.places[place]
            amount = case.amount(Programme((*fixed, Placement(session, start, room))))
            self.costs.by_place[number, place] += weight * amount

    def _of_two(self, case: Case, weight: int, moving: Sequence[int]) -> bool:
        """Whether the tables hold what it costs."""
        one, other = moving
        amounts: dict[tuple[bool, bool], set[int]] = {}
        sessions, zones, by_hour = self.places.sessions, self.places.zones, not rooms_matter(case)
        known: dict[object, int] = {}
        for (here, beside), reached, together in self.probes:
            key = (zones[here][0], zones[beside][0]) if by_hour else (here, beside)
            if key not in known:
                pair = Placement(sessions[one], *zones[here]), Placement(sessions[other], *zones[beside])
                known[key] = case.amount(Programme(pair))
            amounts.setdefault((reached, together), set()).add(known[key])
        if any(len(found) > 1 for found in amounts.values()):
            return False
        (far,), (near,) = amounts.get((False, False), {0}), amounts.get((True, False), {-1})
        (same,) = amounts[True, True]
        if far > same or (near not in (far, same) and near >= 0):
            return False
        table = self.costs.reached if near == same != far else self.costs.beside
        for a, b in ((one, other), (other, one)):
            table[a, b] += weight * (same - far)
        return True
