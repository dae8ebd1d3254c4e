"""Conference and rules into the best programme, with what is proven of it. The answer is a value, also when it is no.

Tier after tier is made as good as it can be within the best of those before it. Of several best programmes a fixed rule
takes one: the sessions in the order of the file, each at its earliest start, then in its first room. So a search that
ends by itself gives the same programme on every machine, however many workers found it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from scheduler.answer import Conflict, Disagreement, Impossible, Progress, Solved, Undecided
from scheduler.check import check
from scheduler.conference import Conference
from scheduler.conflict import conflict
from scheduler.formulation import Formulation, formulate
from scheduler.model import Amount, Model
from scheduler.programme import Programme
from scheduler.rule import Rule

WORKERS = 8  # a constant, not the machine's cores, and the number with which most days are proven soonest on two cores
_SHARE = 0.7  # of the time left, for a tier that has others after it
_LARGEST = 1 << 40  # the objective of one step of the fixed rule stays below this, far from overflow


@dataclass
class Stop:
    """Asks a running search, from another thread, to end with the best it has."""

    asked: bool = False
    _searches: list[cp_model.CpSolver] = field(default_factory=list)

    def set(self) -> None:
        self.asked = True
        for solver in self._searches:
            solver.stop_search()

    def watch(self, solver: cp_model.CpSolver) -> None:
        """Pass the request on to this search as well."""
        self._searches = [*self._searches[-15:], solver]  # those before have ended, and would take up memory


def solve(
    conference: Conference,
    rules: Iterable[Rule],
    *,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    progress: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
    near: Programme | None = None,
    known: Sequence[int] = (),
    bare: bool = False,
) -> Solved | Impossible | Undecided:
    """The best programme within `limit` seconds. Raises Disagreement when solver and check differ on it.

    `near`: a programme to start the search at; it may break rules, and of another version of the day it may be too.
    `known`: what has been proven before, tier by tier: no programme costs less (within the best of the tiers before).
    `bare`: without what only readers need, the fixed rule among equals and the reasons why a day is impossible.
    """
    search = _Search(conference, tuple(rules), limit, workers, seed, progress, stop or Stop(), near, tuple(known), bare)
    return search.run()


class Timed:
    """Work that began at a moment of the monotonic clock and may take `limit` seconds."""

    limit: float
    began: float

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        return max(0.0, self.limit - self.elapsed)


@dataclass
class _Search(Timed):
    conference: Conference
    rules: tuple[Rule, ...]
    limit: float
    workers: int
    seed: int
    progress: Callable[[Progress], None]
    stop: Stop
    near: Programme | None = None
    known: tuple[int, ...] = ()
    bare: bool = False
    began: float = field(default_factory=time.monotonic)
    reached: dict[int, int] = field(default_factory=dict)  # by tier, the cost that the solver counts
    bounds: dict[int, int] = field(default_factory=dict)  # by tier, the least cost that is possible

    def run(self) -> Solved | Impossible | Undecided:
        formulation = formulate(self.conference, self.rules)
        if self.near is not None:
            formulation.model.start_near(self.near)
        tiers = formulation.costs or {1: 0}
        self.bounds = dict.fromkeys(tiers, 0)
        programme: Programme | None = None
        for tier in tiers:
            if self.stop.asked:
                break
            status, found = self._tier(formulation.model, tier, tiers[tier], last=tier == max(tiers))
            if status == cp_model.INFEASIBLE:
                if programme is not None:
                    raise Disagreement("The solver found a programme and then denied that there is one.")
                return self._impossible()
            if found is None:
                break
            programme = found
        if programme is None:
            return Undecided(self.elapsed, self.stop.asked)
        optimal = self.reached == self.bounds
        canonical = False
        if optimal and not self.bare:
            programme, canonical = self._canonical(formulation, programme)
        return self._judged(programme, optimal=optimal, canonical=canonical)

    def _tier(self, model: Model, tier: int, cost: Amount, *, last: bool) -> tuple[Any, Programme | None]:
        """Make one tier as good as can be, and hold on to that for the tiers after it."""
        least = self._known_least(model, cost)
        model.cp.minimize(cost)
        status, solver = self._search(model, self.left if last else _SHARE * self.left, tier)
        if status == cp_model.INFEASIBLE:
            return status, None
        self.bounds[tier] = max(least, _least(solver, cost))
        if status == cp_model.UNKNOWN:
            return status, None
        self.reached[tier] = round(solver.objective_value)
        model.start_at(solver)
        model.at_most(cost, self.reached[tier], model.true)
        return status, model.programme(solver.value)

    def _known_least(self, model: Model, cost: Amount) -> int:
        """What is known to be the least of the tier at hand, told to the solver; 0 when nothing is known."""
        place = len(self.reached)
        if place >= len(self.known) or tuple(self.reached.values()) != self.known[:place]:
            return 0
        if not isinstance(cost, int):
            model.cp.add(cost >= self.known[place])
        return self.known[place]

    def _search(self, model: Model, seconds: float, tier: int | None) -> tuple[Any, cp_model.CpSolver]:
        """One run of the solver. `tier` None: a step of the fixed rule, of which no progress is told."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.workers
        solver.parameters.random_seed = self.seed
        solver.parameters.max_time_in_seconds = max(0.01, seconds)
        solver.parameters.catch_sigint_signal = False
        if tier is None:
            solver.parameters.linearization_level = 0  # ranks weighed by powers tell a linear relaxation nothing
        self.stop.watch(solver)
        watcher = _Watcher(self, solver, tier)
        solver.best_bound_callback = watcher.bound_moved
        status = solver.solve(model.cp, watcher)
        if status == cp_model.MODEL_INVALID:
            raise Disagreement(f"The model is not valid: {model.cp.validate()}")
        return status, solver

    def _impossible(self) -> Impossible:
        if self.bare:
            return Impossible(Conflict((), smallest=False), self.elapsed)
        seconds = max(5.0, self.left)  # a day is worth a few seconds more to learn why it is impossible
        return Impossible(conflict(self.conference, self.rules, seconds, self.stop.watch), self.elapsed)

    def _canonical(self, formulation: Formulation, programme: Programme) -> tuple[Programme, bool]:
        """The first of all best programmes by the fixed rule, and whether that could be shown in time."""
        model = formulation.model
        for ranks in (model.ranks_of_starts(), model.ranks_of_places()):
            for chunk in _chunks(ranks):
                if not self.left or self.stop.asked:
                    return programme, False
                objective: Amount = 0
                for rank, size in chunk:
                    objective = objective * size + rank
                model.cp.minimize(objective)
                status, solver = self._search(model, self.left, None)
                if status == cp_model.INFEASIBLE:
                    raise Disagreement("The solver found a best programme and then denied that there is one.")
                if status == cp_model.UNKNOWN:
                    return programme, False
                programme = model.programme(solver.value)
                if status != cp_model.OPTIMAL:
                    return programme, False
                model.start_at(solver)
                for rank, _ in chunk:
                    model.cp.add(rank == round(solver.value(rank)))
        return programme, True

    def _judged(self, programme: Programme, *, optimal: bool, canonical: bool) -> Solved:
        """The programme with the check's report, or Disagreement. The check's costs are what is reported."""
        report = check(self.conference, self.rules, programme)
        if report.broken:
            raise Disagreement(f"The solver let through what the check refuses: {report.broken[0].sentence}")
        as_solved = True  # whether the tiers before cost what the solver reckoned with
        for tier, cost in report.costs.items():
            counted = self.reached.get(tier)
            if counted is not None and as_solved and (cost > counted or (optimal and cost < counted)):
                raise Disagreement(f"The solver counts a cost of {counted} where the check counts {cost}.")
            if as_solved and cost < self.bounds[tier]:
                proof = f"The solver proved that no programme costs less than {self.bounds[tier]}"
                raise Disagreement(f"{proof}; the check counts {cost} for this one.")
            as_solved = as_solved and cost == counted
        return Solved(programme, report, self.bounds, optimal, canonical, self.elapsed, self.stop.asked)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Tells how the search stands, and ends it when that was asked before it had begun."""

    def __init__(self, search: _Search, solver: cp_model.CpSolver, tier: int | None) -> None:
        super().__init__()
        self.search, self.solver, self.tier = search, solver, tier
        self.best: int | None = None
        self.bound: int | None = None

    def on_solution_callback(self) -> None:
        if self.tier is not None:
            self.best = round(self.objective_value)
        self._tell(self.best_objective_bound)

    def bound_moved(self, bound: float) -> None:
        self._tell(bound)

    def _tell(self, bound: float) -> None:
        if self.search.stop.asked:
            self.solver.stop_search()
        if self.tier is None:
            return
        if math.isfinite(bound):
            self.bound = max(_whole(bound), self.bound or 0)
        self.search.progress(Progress(self.search.elapsed, self.tier, self.best, self.bound))


def _least(solver: cp_model.CpSolver, cost: Amount) -> int:
    """The least cost that the search left possible; costs are whole and never below 0."""
    return cost if isinstance(cost, int) else max(0, _whole(solver.best_objective_bound))


def _whole(bound: float) -> int:
    return math.ceil(bound - 1e-6)


def _chunks(ranks: Iterable[tuple[Amount, int]]) -> Iterable[list[tuple[Amount, int]]]:
    """Ranks with their number of values, in runs whose combinations can be counted in one number."""
    chunk: list[tuple[Amount, int]] = []
    values = 1
    for rank, size in ranks:
        if size < 2:
            continue
        if values * size > _LARGEST and chunk:
            yield chunk
            chunk, values = [], 1
        chunk.append((rank, size))
        values *= size
    if chunk:
        yield chunk
