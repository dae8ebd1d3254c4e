"""The neighbourhood of `local_search`: what each session would cost at each hour, kept up to date move by move.

Two sessions that coincide count as often as people wish to attend both; that is what people miss, but for those who
wish three meetings of one hour. What the rules say besides, of one session or a few, is asked of their cases before a
session moves.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, combinations
from random import Random

from scheduler.checking.domain import Domain
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.rule import Case
from scheduler.search.construct import attended_starts, never_beside, smallest_first
from scheduler.search.local_search import Proposal
from scheduler.search.moves import Move, swap

FEW = 12  # sessions; what more of them can change is left to the check, but for what is said of a few
NEVER = 10**6  # what it costs when somebody would have to be in two places


class ConflictTable:
    """A programme, and what each session would cost at each of its hours while all others stay.

    `turnover`: minutes between two sessions in a room. Sessions that the programme does not hold play no part.
    """

    def __init__(
        self, conference: Conference, domains: Mapping[Session, Domain], start: Programme, turnover: Minute
    ) -> None:
        self.turnover = turnover
        placed = {session: domain for session, domain in domains.items() if session in start}
        self.programme = start
        self.placements = [start[session] for session in placed]
        self.number = {session: number for number, session in enumerate(placed)}
        self.hours: list[list[Minute]] = []
        self.rooms: list[list[Room | None]] = []
        for now, domain in zip(self.placements, placed.values(), strict=True):
            self.hours.append(sorted({now.start, *attended_starts(conference, now.session, domain.starts)}))
            self.rooms.append(smallest_first(domain.rooms))
        self.conflict_weights: list[dict[int, int]] = [{} for _ in placed]
        self.cases: list[list[tuple[int, Case]]] = [[] for _ in placed]
        end = max((hours[-1] + s.minutes for hours, s in zip(self.hours, placed, strict=True)), default=0)
        self.busy = {room: bytearray(end + turnover) for room in conference.rooms}
        self.with_parts = {room: (room, *conference.parts(room)) for room in conference.rooms}
        for room in conference.rooms:
            for shut in room.closed:
                self._take((room,), max(0, shut.start), min(end, shut.end), 1)
        for placement in self.placements:
            self._occupy(placement, 1)
        for one, other in combinations(placed, 2):
            if never_beside(one, other) or not conference.needed(one).keys().isdisjoint(conference.needed(other)):
                self.add_conflict(one, other, NEVER)

    def add_conflict(self, one: Session, other: Session, weight: int) -> None:
        """What it costs when the two coincide, on top of what was added before."""
        first, second = self.number.get(one), self.number.get(other)
        if first is not None and second is not None and first != second:
            weights = self.conflict_weights
            weights[first][second] = weights[second][first] = weights[first].get(second, 0) + weight

    def ask(self, cases: Iterable[tuple[int, Case]]) -> None:
        """Let these cases, each with what it costs to break it, be asked before a session moves that can change them.

        Where those are many, as of a plenary that all others can break, they are asked before the ones move of which
        they speak: what never goes beside a plenary the conflicts know already.
        """
        for weight, case in cases:
            few = 0 < len(case.depends_on) <= FEW
            for session in case.depends_on if few else case.sessions:
                if session in self.number:
                    self.cases[self.number[session]].append((weight, case))

    def complete(self) -> None:
        """Reckon what every session costs at every hour: all conflicts are added."""
        self.costs = [[0] * len(hours) for hours in self.hours]
        self.movable = [number for number, hours in enumerate(self.hours) if len(hours) > 1]
        for number, placement in enumerate(self.placements):
            self._reckon(number, placement.start, 1)

    @property
    def least_weight(self) -> int:
        """The least that two sessions cost that coincide, where they may at all; 0: it never costs anything."""
        weights = (weight for row in self.conflict_weights for weight in row.values() if weight < NEVER)
        return min(weights, default=0)

    # -- moves ------------------------------------------------------------------------------------------------------

    def propose(self, weights: Sequence[float], random: Random) -> Proposal | None:
        """Another hour for a session, drawn by lot over all its hours at once, which is heat-bath sampling.

        `weights`: by what an hour costs more than the cheapest, how likely it is drawn.
        """
        number = self.movable[int(random.random() * len(self.movable))]
        costs = self.costs[number]
        low = min(costs)
        chances = list(accumulate(weights[cost - low] if cost - low < len(weights) else 0.0 for cost in costs))
        chosen = bisect_left(chances, random.random() * chances[-1])
        now = self.placements[number]
        start = self.hours[number][chosen]
        if start == now.start:
            return None
        delta = costs[chosen] - costs[bisect_left(self.hours[number], now.start)]
        room = self._free(number, start)
        if room is not None or not now.session.needs_room:
            move = Move((Placement(now.session, start, room),))
            further, after = self._by_cases(move)
            return Proposal(move, delta + further, further, after)
        return self._exchange(number, start, delta, random)

    def _free(self, number: int, start: Minute) -> Room | None:
        """The smallest of its rooms that is free then; it may stand in its own."""
        now = self.placements[number]
        end = start + now.session.minutes + self.turnover
        in_its_own_way = now.start < end and start < now.end + self.turnover
        if in_its_own_way:
            self._occupy(now, 0)
        rooms = (room for room in self.rooms[number] if room)
        found = next((r for r in rooms if all(self.busy[p].find(1, start, end) < 0 for p in self.with_parts[r])), None)
        if in_its_own_way:
            self._occupy(now, 1)
        return found

    def _exchange(self, number: int, start: Minute, delta: int, random: Random) -> Proposal | None:
        """Change places with a session as long that stands there then. `delta`: what this one's new hour costs more."""
        now = self.placements[number]
        rooms, others = self.rooms[number], []
        for other, placement in enumerate(self.placements):
            alike = placement.start == start and placement.session.minutes == now.session.minutes
            if alike and placement.room in rooms and now.room in self.rooms[other] and now.start in self.hours[other]:
                others.append(other)
        if not others:
            return None
        other = others[int(random.random() * len(others))]
        placement, hours = self.placements[other], self.hours[other]
        delta += self.costs[other][hours.index(now.start)] - self.costs[other][hours.index(start)]
        delta -= 2 * self.conflict_weights[number].get(other, 0)  # they do not coincide after it either
        move = swap(now, placement)
        further, after = self._by_cases(move)
        return Proposal(move, delta + further, delta + further, after)

    def _by_cases(self, move: Move) -> tuple[int, Programme | None]:
        """What the cases that are asked count more after the move, and the programme that they were asked about."""
        numbers = [self.number[new.session] for new in move.placements]
        cases = {id(case): (weight, case) for number in numbers for weight, case in self.cases[number]}
        if not cases:
            return 0, None
        after = move.applied(self.programme)
        return sum(w * (case.amount(after) - case.amount(self.programme)) for w, case in cases.values()), after

    def make(self, proposal: Proposal) -> None:
        self.programme = proposal.after or proposal.move.applied(self.programme)
        news = [(self.number[new.session], new) for new in proposal.move.placements]
        for number, _ in news:
            old = self.placements[number]
            self._occupy(old, 0)
            self._reckon(number, old.start, -1)
        for number, new in news:
            self._occupy(new, 1)
            self._reckon(number, new.start, 1)
            self.placements[number] = new

    def _occupy(self, placement: Placement, taken: int) -> None:
        rooms = self.with_parts[placement.room] if placement.room else ()
        self._take(rooms, placement.start, placement.end + self.turnover, taken)

    def _take(self, rooms: Iterable[Room], start: Minute, end: Minute, taken: int) -> None:
        for room in rooms if start < end else ():
            self.busy[room][start:end] = bytes((taken,)) * (end - start)

    def _reckon(self, number: int, start: Minute, times: int) -> None:
        """Add to what every other session costs at the hours at which it would coincide with this one."""
        end = start + self.placements[number].session.minutes
        for other, weight in self.conflict_weights[number].items():
            hours, costs, change = self.hours[other], self.costs[other], times * weight
            first = bisect_right(hours, start - self.placements[other].session.minutes)
            for place in range(first, bisect_left(hours, end, first)):
                costs[place] += change
