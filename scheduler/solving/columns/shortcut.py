"""A minimum by columns: the bound of a day in rounds, and then the cheapest programme, looked for from the bound up.

Whatever cost lies between the bound and the best programme is tried in turn: the columns that a programme of that cost
can have are listed, and put together. Where they do not fit together no programme costs that little; where they do,
rooms are found for them, and the best programme is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from scheduler.model import Amount, Model
from scheduler.rules.problem import Problem
from scheduler.search import shares
from scheduler.search.budget import TimeUp
from scheduler.solving.columns.bound import ColumnBound, begin, dive, find_quickly, improve
from scheduler.solving.columns.closing import cheapest_mix, hold_to, listed
from scheduler.solving.columns.pool import ColumnPool
from scheduler.solving.columns.readings import read
from scheduler.solving.columns.rounds import DayInRounds
from scheduler.solving.minimize import SearchLimits, SearchResult, evaluate_hint, solver_for

_MANY = 20_000  # columns of one round; more are of no help to anybody
_FEW = 4_000  # columns of all rounds together, with which a whole model is still quick
_HARD = 6.0  # of CP-SAT's own measure of work, after which putting columns together is hard
_WORK = 2_000_000  # sets looked at to list them


@dataclass
class ByColumns:
    """`again`: whether the model is searched again after this minimum.

    `pool`: holds columns of other solves, and takes over those of this one.
    """

    problem: Problem
    day: DayInRounds
    model: Model
    cost: Amount
    tier: int
    limits: SearchLimits
    again: bool
    pool: ColumnPool | None = None

    def __call__(self, first: SearchResult | None) -> SearchResult | None:
        """More than was found and proven first; None: nothing."""
        budget = self.limits.budget
        self._budget = budget.shortened(budget.share(shares.COLUMNS))
        try:
            readings = read(self.problem, self.day, self.tier, self._budget.require)
        except TimeUp:
            return first
        bound = begin(readings, lambda: self._budget.expired)
        bound.left = lambda: self._budget.left
        if self.pool is not None:
            self.pool.give(bound)
        if first is not None:
            bound.least = first.bound
            if first.found:
                bound.start_at(self.model.programme(first.solver.value))
        result = self._dived(bound, first)
        improve(bound, lambda now: self._goes_on(now, result), _cost(result))
        if self.pool is not None:
            self.pool.keep(bound)
        result = _proven(result, bound.least)
        self._tell(result, bound.least)
        if result is None or not result.ended:
            result = self._closed(bound, result)
        if result is not None and result.found and (self.again or not result.ended):
            found = listed(bound, result.cost, most=_FEW, work=_WORK)
            if found is not None and found.possible and found.number <= _FEW:
                hold_to(self.model, found, self.cost)
        return result

    def _dived(self, bound: ColumnBound, first: SearchResult | None) -> SearchResult | None:
        """The better of what was found, and of what the columns that are easily found make together."""
        found = find_quickly(bound, lambda now: self._goes_on(now, first))
        columns = dive(bound) if found is not None else None
        return first if columns is None else self._placed(columns, bound, first)

    def _goes_on(self, bound: ColumnBound, first: SearchResult | None) -> bool:
        self._tell(first, bound.least)
        return not self._budget.expired

    def _tell(self, result: SearchResult | None, least: int) -> None:
        if self.limits.tell is not None:
            self.limits.tell(_cost(result), least)

    def _closed(self, bound: ColumnBound, result: SearchResult | None) -> SearchResult | None:
        """Each cost from the bound up, in steps that grow, until columns of that cost make a programme."""
        step, asked = 1, bound.least
        while not self._budget.expired and not (result is not None and result.ended):
            found = listed(bound, asked, most=_MANY, work=_WORK)
            mix = cheapest_mix(found, self._solver()) if found is not None else None
            if mix is None:
                break
            if mix.proven:
                bound.least = max(bound.least, asked + 1 if mix.cost is None else mix.cost)
                result = _proven(result, bound.least)
                self._tell(result, bound.least)
            if mix.cost is not None:
                return self._placed(mix.columns, bound, result)
            if not mix.proven:
                break
            asked, step = bound.least + step - 1, step + 1
        return result

    def _placed(
        self, columns: Sequence[Sequence[int]], bound: ColumnBound, result: SearchResult | None
    ) -> SearchResult | None:
        """The better of what was found, and a programme with these sessions in the rounds, where there is one."""
        sessions = bound.readings.sessions
        hours = {sessions[one]: start for start, chosen in zip(self.day.starts, columns, strict=True) for one in chosen}
        self.model.start_at_hours(hours)
        placed = evaluate_hint(self.model, replace(self.limits, least=bound.least))
        if placed is not None and result is not None:
            placed = placed.after(result)
        return _proven(placed or result, bound.least)

    def _solver(self) -> cp_model.CpSolver:
        solver = solver_for(replace(self.limits, workers=1), self._budget.left)
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = _HARD
        return solver


def _cost(result: SearchResult | None) -> int | None:
    return result.cost if result is not None and result.found else None


def _proven(result: SearchResult | None, least: int) -> SearchResult | None:
    return None if result is None else replace(result, bound=max(result.bound, least))
