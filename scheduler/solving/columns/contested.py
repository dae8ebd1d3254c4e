"""A bound for what people miss of a large day in rounds: columns over the sessions that draw most people away.

All other sessions are left out, and then everybody misses no more. Rooms are counted and hours are not looked at, so
all rounds are alike: a column is a set of sessions that share a round, whichever, and there are so many rounds.
Whatever prices the linear programme gives, they make a bound; they are whole numbers, so that it is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from scheduler.checking.domain import Domain
from scheduler.conference.conference import Room, Session
from scheduler.conference.programme import Programme
from scheduler.rules.book import wishes_first
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import holds_one_at_a_time, single_session
from scheduler.search.place_costs import PlaceCosts
from scheduler.search.round_places import Numbers, RoundPlaces
from scheduler.solving.columns.master import SCALE
from scheduler.solving.columns.places import RoomsOfRound
from scheduler.solving.columns.pricing import Pricer
from scheduler.solving.columns.swaps import Swaps
from scheduler.solving.columns.tables import Ints, RoundTable

_WORK = 400_000  # sets looked at, after which a bound is taken as it is
_FEW, _MANY = 80, 400  # sessions: so few are soon all taken, and more than so many never are
_IN_VAIN, _AT_ONCE = 8, 40  # swaps that find nothing, after which all sets are weighed; columns they add at once
_EXACT = 1e-6
_FIRST, _STEP = 1.5, 1.0  # sessions for each round, to begin with and more each time


@dataclass(frozen=True)
class WishedSets:
    """`sessions`: by number, the most contested first. `wishes`: by person, what each of them is worth, 0 not at all.

    `rounds`: how many there are. `rooms`: in which alone they stand, each by itself; none: as many as may be.
    """

    sessions: tuple[int, ...]
    wishes: Numbers
    rounds: int
    rooms: tuple[Room, ...]

    def first(self, number: int) -> WishedSets:
        """With so many of the sessions alone; people who then wish no two are left out."""
        wishes = self.wishes[:, :number]
        wishes = wishes[(wishes > 0).sum(axis=1) > 1]
        return WishedSets(self.sessions[:number], wishes, self.rounds, self.rooms)


def wished_sets(problem: Problem, domains: Mapping[Session, Domain], costs: PlaceCosts) -> WishedSets:
    """Of all sessions that must be held and stand in rounds."""
    places = costs.places
    held = [number for number, session in enumerate(places.sessions) if domains[session].must_be_held]
    order = _most_contested(costs.reached[np.ix_(held, held)])[:_MANY]
    sessions = tuple(held[one] for one in order)
    column = {number: place for place, number in enumerate(sessions)}
    rows = []
    for rule in wishes_first(problem.rules):
        for person in problem.conference.people:
            worth = rule.worth(problem.conference, person).items()
            wished = [(column[n], value) for s, value in worth if (n := places.number.get(s, -1)) in column]
            if len(wished) > 1:
                row = np.zeros(len(sessions), np.int32)
                row[[one for one, _ in wished]] = [value * (rule.weight or 1) for _, value in wished]
                rows.append(row)
    rounds = set().union(*(domains[places.sessions[one]].starts for one in sessions))
    wishes = np.array(rows, np.int32).reshape(len(rows), len(sessions))
    return WishedSets(sessions, wishes, len(rounds), _side_by_side(problem, domains, places, sessions))


def _side_by_side(
    problem: Problem, domains: Mapping[Session, Domain], places: RoundPlaces, sessions: Sequence[int]
) -> tuple[Room, ...]:
    """The rooms, where each holds one of these at a time, whatever happens; none, where their number says nothing."""
    among = {places.sessions[one] for one in sessions}
    exclusive: set[Room] = set()
    for rule in problem.rules:
        for case in rule.cases(problem.conference) if rule.weight is None and not single_session(rule) else ():
            if (rooms := holds_one_at_a_time(case)) and among <= set(case.depends_on):
                exclusive.update(rooms)
    theirs = set().union(*(domains[session].rooms for session in among))
    return tuple(room for room in problem.conference.rooms if room in theirs) if theirs <= exclusive else ()


def _most_contested(weights: NDArray[np.int32]) -> list[int]:
    """Whoever draws the fewest from those that are left goes last, again and again."""
    drawn = weights.astype(np.int64)
    left = drawn.sum(axis=1)
    order: list[int] = []
    gone = np.zeros(len(left), np.bool_)
    for _ in range(len(left)):
        one = int(np.where(gone, np.iinfo(np.int64).max, left).argmin())
        gone[one] = True
        order.append(one)
        left = left - drawn[one]
    return order[::-1]


@dataclass
class ContestedBound:
    """`least`: no programme costs less by what people miss, in points. `sessions`: of how many that was shown."""

    sets: WishedSets
    expired: Callable[[], bool]
    least: int = 0
    sessions: int = 0

    def grow(self, known: Sequence[Sequence[Sequence[int]]]) -> Iterator[int]:
        """The bound of ever more sessions, as soon as each is there, until more of them say no more.

        `known`: the rounds of programmes, by number, with which the columns begin.
        """
        every = len(self.sets.sessions)
        number, step = (self.sets.rounds * part for part in (_FIRST, _STEP))
        if every <= _FEW:
            number, step = every / 2, every / 4
        while not self.expired():
            size = min(int(number), every)
            found = _Columns(self.sets.first(size), self.expired, known).bound()
            better = found > self.least
            if better:
                self.least, self.sessions = found, size
                yield found
            if size == every or (self.least and not better):
                return
            number += step


def rounds_of(costs: PlaceCosts, programme: Programme) -> list[list[int]]:
    """Who stands together, by number, round by round."""
    found: dict[int, list[int]] = {}
    for number, session in enumerate(costs.places.sessions):
        if (placement := programme.get(session)) is not None:
            found.setdefault(placement.start, []).append(number)
    return [*found.values()]


class _Columns:
    def __init__(
        self,
        sets: WishedSets,
        expired: Callable[[], bool],
        known: Sequence[Sequence[Sequence[int]]],
    ) -> None:
        self.sets, self.expired = sets, expired
        self.size = len(sets.sessions)
        number = {session: place for place, session in enumerate(sets.sessions)}
        self.together, self.missed = _read(sets.wishes)
        self.swaps = Swaps(sets.wishes, min(self.size, len(sets.rooms) or 1 + 2 * self.size // sets.rounds))
        self.rooms = RoomsOfRound(dict.fromkeys(range(self.size) if sets.rooms else (), frozenset(sets.rooms)))
        self.lp = pywraplp.Solver.CreateSolver("GLOP")
        self.once = [self.lp.Constraint(1, self.lp.infinity()) for _ in range(self.size)]
        dear = 1 + int(sets.wishes.sum())  # for leaving a session out, as long as no columns have them all
        for row in self.once:
            lacking = self.lp.NumVar(0, 1, "")
            self.lp.Objective().SetCoefficient(lacking, dear)
            row.SetCoefficient(lacking, 1)
        self.few = self.lp.Constraint(-self.lp.infinity(), sets.rounds)
        self.known: dict[tuple[int, ...], int] = {}  # and what people miss of them
        for one in range(self.size):
            self.add((one,))
        for rounds in known:
            for sessions in rounds:
                self.add(tuple(sorted(number[one] for one in sessions if one in number)))
        self.least = 0

    def add(self, sessions: tuple[int, ...]) -> bool:
        if not sessions or sessions in self.known:
            return False
        cost = self.known[sessions] = self.cost(sessions)
        variable = self.lp.NumVar(0, self.lp.infinity(), "")
        self.lp.Objective().SetCoefficient(variable, cost)
        self.few.SetCoefficient(variable, 1)
        for one in sessions:
            self.once[one].SetCoefficient(variable, 1)
        return True

    def cost(self, sessions: Sequence[int]) -> int:
        """What people miss of these when they share a round."""
        wishes = self.sets.wishes[:, list(sessions)]
        return int((wishes.sum(axis=1) - wishes.max(axis=1, initial=0)).sum())

    def bound(self) -> int:
        """The best that was shown until no better column is left, or the time is up.

        Swaps find nearly all of the columns; that there are no others takes weighing all sets, which is the work.
        """
        in_vain = 0
        while not self.expired():
            if self.lp.Solve() != pywraplp.Solver.OPTIMAL:
                break
            value = self.lp.Objective().Value()
            prices = np.array([round(row.dual_value() * SCALE) for row in self.once], np.int64)
            prices = np.maximum(prices, 0)
            worth = min(0, round(self.few.dual_value() * SCALE))
            if in_vain < _IN_VAIN:
                in_vain = 0 if self._swapped(prices, worth) else in_vain + 1
                continue
            in_vain = 0
            pricer = self._pricer(prices)
            priced = pricer.cheapest(worth, _WORK)
            exactly = int(prices.sum()) + self.sets.rounds * min(0, priced.least)
            self.least = max(self.least, -(-exactly // SCALE))
            if self.least >= value - _EXACT or pricer.cut_short or not self._take(priced.found, worth):
                break
        return self.least

    def _swapped(self, prices: Ints, worth: int) -> bool:
        """Whether swaps find columns that make the linear programme cheaper."""
        known = sorted(self.known, key=lambda sessions: self._reduced(sessions, prices))
        found = [sessions for sessions in self.swaps.cheaper(known, prices, SCALE) if sessions not in self.known]
        cheap = sorted((self._reduced(sessions, prices), sessions) for sessions in found)
        return self._take(cheap[:_AT_ONCE], worth)

    def _reduced(self, sessions: tuple[int, ...], prices: Ints) -> int:
        """What they cost, less what they are worth, in parts of a point."""
        known = self.known.get(sessions)
        cost = self.cost(sessions) if known is None else known
        return SCALE * cost - int(prices[list(sessions)].sum())

    def _pricer(self, prices: Ints) -> Pricer:
        table = RoundTable(tuple(range(self.size)), -prices, SCALE * self.together, SCALE * self.missed)
        return Pricer(table, np.zeros((self.size, self.size), np.bool_), self.rooms, self.expired)

    def _take(self, found: Iterable[tuple[int, tuple[int, ...]]], worth: int) -> bool:
        return sum(self.add(sessions) for cost, sessions in found if cost < worth) > 0


def _read(wishes: Numbers) -> tuple[Ints, Ints]:
    """What each two sessions cost together by people who wish just these two, and the rows of the others."""
    size = wishes.shape[1]
    together = np.zeros((size, size), np.int64)
    rows: dict[tuple[int, ...], int] = {}
    for row in wishes:
        wished = np.flatnonzero(row)
        if len(wished) == 2:
            one, other = wished
            together[one, other] += min(row[one], row[other])
            together[other, one] = together[one, other]
        else:
            rows[tuple(row.tolist())] = rows.get(tuple(row.tolist()), 0) + 1
    longer = [[often * value for value in row] for row, often in rows.items()]
    return together, np.array(longer, np.int64).reshape(len(longer), size)
