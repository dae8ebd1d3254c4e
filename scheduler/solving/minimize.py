"""One minimum of a model, as good as the time allows: a search by one worker, and then one by all.

One worker whose linear relaxation holds every constraint proves a day in rounds some ten times as soon as eight that
share two cores, each with less in its relaxation or with a part of the time (Haarlem: 0.35 s of processor time where
they take 3.5 s). So a model that is small is tried like that first; where that does not end, all go on from there.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeAlias

from ortools.sat.python import cp_model

from scheduler.model import Amount, Model
from scheduler.search import shares
from scheduler.search.budget import Budget
from scheduler.solving.answers import Disagreement
from scheduler.solving.solver import prepared_solver

Shortcut: TypeAlias = Callable[["SearchResult | None"], "SearchResult | None"]  # from what is found and proven to more
_SOON = 1.0  # of CP-SAT's own measure of work, which on most days is enough for the proof: about a second
_ANY = 8.0  # the same, for some programme of a large model
_SMALL = 4000  # variables; beyond, the whole relaxation takes longer than it saves
_EVERYTHING, _NOTHING = 2, 0  # of the constraints, in the linear relaxation


@dataclass(frozen=True)
class SearchLimits:
    """How much to search. `least`: known to be the least; a search that reaches it ends.

    `tell`: is told the best and the least possible as they change. None: a step of the fixed rule, whose ranks weighed
    by powers tell the relaxations of all workers nothing. `hopeless`: whether counting alone shows that there is no
    programme; it is asked when the first search has found none. `work`: of CP-SAT's own measure, for each search; None:
    as much as there is time for.
    """

    budget: Budget
    workers: int
    seed: int
    tell: Callable[[int | None, int | None], None] | None = None
    least: int = 0
    hopeless: Callable[[], bool] = lambda: False
    work: float | None = None


class Solution(Protocol):
    """What has been found: a `CpSolver` that has ended is one."""

    @property
    def objective_value(self) -> float: ...

    @property
    def response_proto(self) -> Any: ...

    def value(self, expression: Any, /) -> int: ...


@dataclass(frozen=True)
class SearchResult:
    """How a search ended. `solver`: holds the best that was found. `bound`: the least that the minimum can be."""

    status: Any
    solver: Solution
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


def minimize(
    model: Model, cost: Amount, limits: SearchLimits, *, hints: bool = False, shortcut: Shortcut | None = None
) -> SearchResult:
    """The best of the model, which minimizes this cost; costs are whole and never below 0. `hints`: it holds some.

    `limits.budget` has just begun. `shortcut`: another way to prove it, taken where the first second does not.
    """
    limit, stop = limits.budget.limit, limits.budget.stop
    hinted = evaluate_hint(model, limits) if hints else None
    if hinted and (hinted.ended or stop.asked):
        return hinted
    if len(model.cp.proto.variables) > _SMALL:
        if hinted is None and (hinted := _any(model, cost, limits)) is not None and (hinted.ended or stop.asked):
            return hinted
        if hinted is None and limits.hopeless():
            return _none(limits)
        if shortcut is not None and (hinted := shortcut(hinted)) is not None and hinted.ended:
            return hinted
        rest = replace(limits, least=max(limits.least, hinted.bound if hinted else 0))
        result = _search(model, cost, rest, limits.budget.left, work=limits.work)
        return result.after(hinted) if hinted else result
    seconds = max(shares.ONE_WORKER.of(limit), shares.ONE_WORKER_IN_A_HURRY.of(limit))
    soon = _SOON if shortcut else limits.work
    first = _search(model, cost, replace(limits, workers=1), seconds, _EVERYTHING, soon)
    if hinted:
        first = first.after(hinted)
    if not (first.found or first.ended or stop.asked) and limits.hopeless():
        return _none(limits)
    if shortcut is not None and not first.ended and not stop.asked:
        first = shortcut(first) or first
        if not first.ended:
            if first.found:
                model.start_at(first.solver)
            rest = replace(limits, workers=1, least=first.bound)
            first = _search(model, cost, rest, min(seconds, limits.budget.left), _EVERYTHING).after(first)
    if first.ended or stop.asked:
        return first
    if first.found:
        model.start_at(first.solver)
    rest = replace(limits, least=first.bound)
    return _search(model, cost, rest, limits.budget.left, work=limits.work).after(first)


def _none(limits: SearchLimits) -> SearchResult:
    return SearchResult(cp_model.INFEASIBLE, solver_for(limits, 0.0), limits.least)


def _any(model: Model, cost: Amount, limits: SearchLimits) -> SearchResult | None:
    """Some programme, whatever it costs, as a start: one worker finds it sooner than one who minds the cost as well.

    None: not in the time for it. On a grid that is filled to the rim all workers together find none in a minute.
    """
    model.cp.clear_objective()  # type: ignore[no-untyped-call]
    solver = solver_for(replace(limits, workers=1), shares.ANY_PROGRAMME.of(limits.budget.limit))
    solver.parameters.linearization_level = _NOTHING
    solver.parameters.max_deterministic_time = _ANY
    status = solver.solve(model.cp)
    model.cp.minimize(cost)
    if status == cp_model.INFEASIBLE:
        return SearchResult(status, solver, limits.least)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    model.start_near(model.programme(solver.value))
    found = evaluate_hint(model, limits)
    if found is not None and limits.tell is not None:
        limits.tell(found.cost, None)
    return found


def evaluate_hint(model: Model, limits: SearchLimits) -> SearchResult | None:
    """What the hints come to, and all that follows from them hinted as well; None: they break a hard rule.

    With hints for some of the variables alone the solver seldom finds the programme again.
    """
    solver = solver_for(replace(limits, workers=1), shares.HINT.of(limits.budget.limit))
    solver.parameters.fix_variables_to_their_hinted_value = True
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    model.start_at(solver)
    return SearchResult(cp_model.FEASIBLE, solver, limits.least)


def _search(
    model: Model,
    cost: Amount,
    limits: SearchLimits,
    seconds: float,
    relaxed: int | None = None,
    work: float | None = None,
) -> SearchResult:
    """For so many seconds, or so much work. `relaxed`: how much of the model is in the linear relaxation."""
    solver = solver_for(limits, seconds)
    if work is not None:
        solver.parameters.max_deterministic_time = work
    if relaxed is not None or limits.tell is None:
        solver.parameters.linearization_level = _NOTHING if relaxed is None else relaxed
    watcher = _Watcher(limits, solver)
    solver.best_bound_callback = watcher.bound_moved
    status = solver.solve(model.cp, watcher)
    if status == cp_model.MODEL_INVALID:
        raise Disagreement(f"The model is not valid: {model.cp.validate()}")
    bound = cost if isinstance(cost, int) else whole_points(solver.best_objective_bound)
    return SearchResult(status, solver, max(limits.least, bound))


def solver_for(limits: SearchLimits, seconds: float) -> cp_model.CpSolver:
    """CP-SAT with the workers and the seed of a search."""
    return prepared_solver(limits.budget, seconds, workers=limits.workers, seed=limits.seed)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Tells how the search stands, and ends it when that was asked before it had begun."""

    def __init__(self, limits: SearchLimits, solver: cp_model.CpSolver) -> None:
        super().__init__()
        self.limits, self.solver = limits, solver
        self.best: int | None = None
        self.bound: int | None = None

    def on_solution_callback(self) -> None:
        self.best = round(self.objective_value)
        self._tell(self.best_objective_bound)
        if self.best <= self.limits.least and self.limits.least:
            self.solver.stop_search()

    def bound_moved(self, bound: float) -> None:
        self._tell(bound)

    def _tell(self, bound: float) -> None:
        if self.limits.budget.stop.asked:
            self.solver.stop_search()
        if self.limits.tell is None:
            return
        if math.isfinite(bound):
            self.bound = max(whole_points(bound), self.bound or 0)
        self.limits.tell(self.best, self.bound)


def whole_points(bound: float) -> int:
    """The least cost that is not below it: costs are whole, and never below 0."""
    return max(0, math.ceil(bound - 1e-6)) if math.isfinite(bound) else 0
