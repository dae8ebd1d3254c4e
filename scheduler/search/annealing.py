"""A programme of a large conference made better by hand: session after session moves to where it draws fewer people.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983). Each turn weighs all hours of one session at once and takes
one of them by lot: at first nearly any that is not bad, later only the best. Two sessions that coincide count as often
as people wish to attend both; that is what people miss, but for those who wish three meetings of one hour. What the
rules say besides, of one session or a few, is asked of them before a session moves.

Like the programme that it starts from, what comes out is a start for the search and no more: the check judges it.
"""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate, combinations
from math import exp
from random import Random

from scheduler.checking.domain import Domain
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.book import turnover, wishes_first
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import people_of, single_session
from scheduler.rules.rule import Case
from scheduler.search.budget import Stop
from scheduler.search.construct import choices_of, in_time, never_beside

_TURNS = 1000  # for each session that can move
_HOT, _COLD = 0.7, 0.15  # of what the least wish weighs: so much more is taken at first, and in the end hardly ever
_FAR = 20  # times as much: it is never taken
_NEVER = 10**6  # what it costs when somebody would have to be in two places
_FEW = 12  # sessions; what is said of the people of more of them is left to the check
_LOOK = 256  # turns between two looks at the clock


def anneal(
    problem: Problem,
    domains: Mapping[Session, Domain],
    start: Programme,
    seconds: float,
    seed: int = 0,
    stop: Stop | None = None,
    *,
    afresh: bool = False,
) -> Programme:
    """The programme with less missed, or as it was.

    `afresh`: whatever it costs, the one that it ends at, which seldom has much in common with the start.
    """
    conference = problem.conference
    weighed = wishes_first(problem.rules)
    if not weighed or seconds <= 0:
        return start
    hall = Annealing(conference, domains, start, turnover(problem.rules))
    for rule in weighed:
        for person in conference.people:
            worth = {s: (rule.weight or 1) * w for s, w in rule.worth(conference, person).items()}
            for one, other in combinations(worth, 2):
                hall.pull(one, other, min(worth[one], worth[other]))
            for session, weight in worth.items():
                for duty in conference.duties(person):
                    hall.pull(session, duty, weight)
    hall.ask(_besides(Problem(conference, [rule for rule in problem.rules if rule not in weighed])))
    best = hall.anneal(seconds, Random(seed), stop or Stop())  # noqa: S311  where to look, not secrecy
    return hall.programme if afresh else best


def _besides(problem: Problem) -> Iterator[tuple[int, Case]]:
    """What is said besides, but for what takes hours and rooms away; with what it costs when it is broken."""
    for rule in problem.rules:
        if single_session(rule) and rule.weight is None:
            continue
        for case in rule.cases(problem.conference):
            quick = len(case.sessions) <= _FEW or not people_of(case)
            if case.sessions and quick and not case.breaches(Programme()):
                yield rule.weight or _NEVER, case


class Annealing:
    """Who stands where, and what each session would cost at each of its hours while all others stay."""

    def __init__(
        self, conference: Conference, domains: Mapping[Session, Domain], start: Programme, between: Minute
    ) -> None:
        self.between = between  # two sessions in a room
        choices = {session: choices_of(domain) for session, domain in domains.items() if session in start}
        self.programme = start
        self.stands = [start[session] for session in choices]
        self.number = {session: number for number, session in enumerate(choices)}
        self.hours: list[list[Minute]] = []
        self.rooms: list[list[Room | None]] = []
        for now, (hours, rooms) in zip(self.stands, choices.values(), strict=True):
            self.hours.append(sorted({now.start, *in_time(conference, now.session, hours)}))
            self.rooms.append(rooms)
        self.pulls: list[dict[int, int]] = [{} for _ in choices]
        self.asked: list[list[tuple[int, Case]]] = [[] for _ in choices]
        end = max((hours[-1] + s.minutes for hours, s in zip(self.hours, choices, strict=True)), default=0)
        self.busy = {room: bytearray(end + between) for room in conference.rooms}
        for room in conference.rooms:
            for shut in room.closed:
                self._take(room, max(0, shut.start), min(end, shut.end), 1)
        for there in self.stands:
            self._stand(there, 1)
        for one, other in combinations(choices, 2):
            if never_beside(one, other) or not conference.needed(one).keys().isdisjoint(conference.needed(other)):
                self.pull(one, other, _NEVER)

    def pull(self, one: Session, other: Session, weight: int) -> None:
        """What it costs when the two coincide, on top of what was said before."""
        here, there = self.number.get(one), self.number.get(other)
        if here is not None and there is not None and here != there:
            self.pulls[here][there] = self.pulls[there][here] = self.pulls[here].get(there, 0) + weight

    def ask(self, cases: Iterator[tuple[int, Case]]) -> None:
        """What these say, and what it costs to break it, is asked of them before one of their sessions moves."""
        for weight, case in cases:
            for session in case.sessions:
                if session in self.number:
                    self.asked[self.number[session]].append((weight, case))

    # -- turn after turn ----------------------------------------------------------------------------------------------

    def anneal(self, seconds: float, random: Random, stop: Stop) -> Programme:
        """The best that it came by."""
        self.costs = [[0] * len(hours) for hours in self.hours]
        for number, there in enumerate(self.stands):
            self._reckon(number, there.start, 1)
        least = min((weight for pulls in self.pulls for weight in pulls.values() if weight < _NEVER), default=0)
        movable = [number for number, hours in enumerate(self.hours) if len(hours) > 1]
        best, above, lowest = self.programme, 0, 0  # how far it stands above the start, and how far below it ever was
        turns = _TURNS * len(movable) if least else 0
        began = time.monotonic()
        self.random = random
        for turn in range(turns):
            if turn % _LOOK == 0:
                done = max(turn / turns, (time.monotonic() - began) / seconds)
                if done >= 1 or stop.asked:
                    break
                self._cool(least * _HOT * (_COLD / _HOT) ** done)
            above += self._turn(movable[int(random.random() * len(movable))])
            if above < lowest:
                best, lowest = self.programme, above
        return best

    def _cool(self, heat: float) -> None:
        self.heat = heat
        self.odds = [exp(-dearer / heat) for dearer in range(int(_FAR * heat) + 1)]

    def _turn(self, number: int) -> int:
        """Another hour for this session, drawn by lot, or the one it has; what that costs more."""
        costs, odds = self.costs[number], self.odds
        low = min(costs)
        ways = list(accumulate(odds[cost - low] if cost - low < len(odds) else 0.0 for cost in costs))
        chosen = bisect_left(ways, self.random.random() * ways[-1])
        now = self.stands[number]
        start = self.hours[number][chosen]
        if start == now.start:
            return 0
        dearer = costs[chosen] - costs[bisect_left(self.hours[number], now.start)]
        room = self._free(number, start)
        if room is not None or not now.session.needs_room:
            return self._moved([Placement(now.session, start, room)], dearer, drawn=True)
        return self._exchanged(number, start, dearer)

    def _free(self, number: int, start: Minute) -> Room | None:
        """The smallest of its rooms that is free then; it may stand in its own."""
        now = self.stands[number]
        self._stand(now, 0)
        end = start + now.session.minutes + self.between
        found = next((room for room in self.rooms[number] if room and self.busy[room].find(1, start, end) < 0), None)
        self._stand(now, 1)
        return found

    def _exchanged(self, number: int, start: Minute, dearer: int) -> int:
        """Change places with a session as long that stands there; what that costs more."""
        now = self.stands[number]
        mine, there = self.rooms[number], []
        for other, placement in enumerate(self.stands):
            alike = placement.start == start and placement.session.minutes == now.session.minutes
            if alike and placement.room in mine and now.room in self.rooms[other] and now.start in self.hours[other]:
                there.append(other)
        if not there:
            return 0
        other = there[int(self.random.random() * len(there))]
        placement, hours = self.stands[other], self.hours[other]
        back = self.costs[other][hours.index(now.start)] - self.costs[other][hours.index(start)]
        dearer += back - 2 * self.pulls[number].get(other, 0)  # they do not coincide after it either
        pair = [Placement(now.session, start, placement.room), Placement(placement.session, now.start, now.room)]
        return self._moved(pair, dearer)

    def _moved(self, news: list[Placement], dearer: int, *, drawn: bool = False) -> int:
        """Put them there, unless it is too dear; what it costs more. `drawn`: by the lot, which weighs `dearer`."""
        numbers = [self.number[new.session] for new in news]
        asked = {id(case): (weight, case) for number in numbers for weight, case in self.asked[number]}
        after = self.programme.moved(*news)
        told = (weight * (case.amount(after) - case.amount(self.programme)) for weight, case in asked.values())
        further = sum(told)
        lot = further if drawn else dearer + further
        if lot > 0 and self.random.random() >= exp(-lot / self.heat):
            return 0
        self.programme = after
        for number in numbers:
            old = self.stands[number]
            self._stand(old, 0)
            self._reckon(number, old.start, -1)
        for number, new in zip(numbers, news, strict=True):
            self._stand(new, 1)
            self._reckon(number, new.start, 1)
            self.stands[number] = new
        return dearer + further

    def _stand(self, there: Placement, taken: int) -> None:
        self._take(there.room, there.start, there.end + self.between, taken)

    def _take(self, room: Room | None, start: Minute, end: Minute, taken: int) -> None:
        if room is not None and start < end:
            self.busy[room][start:end] = bytes((taken,)) * (end - start)

    def _reckon(self, number: int, start: Minute, times: int) -> None:
        """Add to what every other session costs at the hours at which it would coincide with this one."""
        end = start + self.stands[number].session.minutes
        for other, weight in self.pulls[number].items():
            hours, costs, change = self.hours[other], self.costs[other], times * weight
            first = bisect_right(hours, start - self.stands[other].session.minutes)
            for place in range(first, bisect_left(hours, end, first)):
                costs[place] += change
