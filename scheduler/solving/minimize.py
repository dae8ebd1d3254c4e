"""One minimum of a model, as good as the time allows: a search by one worker, and then one by all.

One worker whose linear relaxation holds every constraint proves a day in rounds some ten times as soon as eight that
share two cores, each with less in its relaxation or with a part of the time (Haarlem: 0.35 s of processor time where
they take 3.5 s). So a model that is small is tried like that first; where that does not end, all go on from there.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ortools.sat.python import cp_model

from scheduler.model import Amount, Model
from scheduler.search.budget import Stop
from scheduler.solving.answers import Disagreement

_ALONE, _ALONE_MOST = 0.3, 6.0  # of the time, and at most so many seconds
_ALONE_SHORT, _ALONE_LEAST = 0.8, 2.0  # of a short time more, as long as that is no longer than this
_THERE, _THERE_SHORT = 3.0, 0.5  # seconds, and of the time, to see what the programme to start at comes to
_SMALL = 4000  # variables; beyond, the whole relaxation takes longer than it saves
_EVERYTHING, _NOTHING = 2, 0  # of the constraints, in the linear relaxation


@dataclass(frozen=True)
class SearchLimits:
    """How much to search. `least`: known to be the least; a search that reaches it ends.

    `tell`: is told the best and the least possible as they change. None: a step of the fixed rule, whose ranks weighed
    by powers tell the relaxations of all workers nothing.
    """

    seconds: float
    workers: int
    seed: int
    stop: Stop
    tell: Callable[[int | None, int | None], None] | None = None
    least: int = 0


@dataclass(frozen=True)
class SearchResult:
    """How a search ended. `solver`: holds the best that was found. `bound`: the least that the minimum can be."""

    status: Any
    solver: cp_model.CpSolver
    bound: int

    @property
    def found(self) -> bool:
        return self.status in (cp_model.OPTIMAL, cp_model.FEASIBLE)

    @property
    def cost(self) -> int:
        return round(self.solver.objective_value)

    @property
    def ended(self) -> bool:
        """Whether more time could not say more."""
        settled = self.status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        return settled or (self.found and self.cost <= self.bound)

    def after(self, first: SearchResult) -> SearchResult:
        """With what a search before it had found and proven."""
        if first.found and self.status == cp_model.INFEASIBLE:
            raise Disagreement("The solver found a programme and then denied that there is one.")
        worse = first.found and not (self.found and self.cost <= first.cost)
        return replace(first if worse else self, bound=max(self.bound, first.bound))


def minimize(model: Model, cost: Amount, effort: SearchLimits, *, near: bool = False) -> SearchResult:
    """The best of the model, which minimizes this cost; costs are whole and never below 0. `near`: it holds hints."""
    until = time.monotonic() + effort.seconds
    there = _evaluate_hint(model, effort) if near else None
    if there and (there.ended or effort.stop.asked):
        return there
    if effort.workers == 1 or len(model.cp.proto.variables) > _SMALL:
        run = _search(model, cost, effort)
        return run.after(there) if there else run
    seconds = min(_ALONE_MOST, max(_ALONE * effort.seconds, min(_ALONE_LEAST, _ALONE_SHORT * effort.seconds)))
    first = _search(model, cost, replace(effort, seconds=seconds, workers=1), _EVERYTHING)
    if there:
        first = first.after(there)
    if first.ended or effort.stop.asked:
        return first
    if first.found:
        model.start_at(first.solver)
    rest = replace(effort, seconds=until - time.monotonic(), least=first.bound)
    return _search(model, cost, rest).after(first)


def _evaluate_hint(model: Model, effort: SearchLimits) -> SearchResult | None:
    """What the hints come to, and all that follows from them hinted as well; None: they break a hard rule.

    With hints for some of the variables alone the solver seldom finds the programme again.
    """
    solver = _solver(replace(effort, seconds=min(_THERE, _THERE_SHORT * effort.seconds), workers=1))
    solver.parameters.fix_variables_to_their_hinted_value = True
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    model.start_at(solver)
    return SearchResult(cp_model.FEASIBLE, solver, effort.least)


def _search(model: Model, cost: Amount, effort: SearchLimits, relaxed: int | None = None) -> SearchResult:
    """`relaxed`: how much of the model is in the linear relaxation."""
    solver = _solver(effort)
    if relaxed is not None or effort.tell is None:
        solver.parameters.linearization_level = _NOTHING if relaxed is None else relaxed
    watcher = _Watcher(effort, solver)
    solver.best_bound_callback = watcher.bound_moved
    status = solver.solve(model.cp, watcher)
    if status == cp_model.MODEL_INVALID:
        raise Disagreement(f"The model is not valid: {model.cp.validate()}")
    bound = cost if isinstance(cost, int) else max(0, _whole(solver.best_objective_bound))
    return SearchResult(status, solver, max(effort.least, bound))


def _solver(effort: SearchLimits) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = effort.workers
    solver.parameters.random_seed = effort.seed
    solver.parameters.max_time_in_seconds = max(0.01, effort.seconds)
    solver.parameters.catch_sigint_signal = False
    effort.stop.watch(solver)
    return solver


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Tells how the search stands, and ends it when that was asked before it had begun."""

    def __init__(self, effort: SearchLimits, solver: cp_model.CpSolver) -> None:
        super().__init__()
        self.effort, self.solver = effort, solver
        self.best: int | None = None
        self.bound: int | None = None

    def on_solution_callback(self) -> None:
        self.best = round(self.objective_value)
        self._tell(self.best_objective_bound)
        if self.best <= self.effort.least and self.effort.least:
            self.solver.stop_search()

    def bound_moved(self, bound: float) -> None:
        self._tell(bound)

    def _tell(self, bound: float) -> None:
        if self.effort.stop.asked:
            self.solver.stop_search()
        if self.effort.tell is None:
            return
        if math.isfinite(bound):
            self.bound = max(_whole(bound), self.bound or 0)
        self.effort.tell(self.best, self.bound)


def _whole(bound: float) -> int:
    return math.ceil(bound - 1e-6)
