"""Conference and rules into the best programme, with what is proven of it. The answer is a value, also when it is no.

Tier after tier is made as good as it can be within the best of those before it. Of several best programmes a fixed rule
takes one: the sessions in the order of the file, each at its earliest start, then in its first room. So a search that
ends by itself gives the same programme on every machine, however many workers found it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from scheduler.checking.check import check
from scheduler.conference.programme import Programme
from scheduler.model import Amount, Model
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.search.annealing import anneal
from scheduler.search.budget import Stop, Timed
from scheduler.search.construct import LARGE, construct
from scheduler.search.progress import Progress
from scheduler.search.warm_start import from_preferences, nothing_better
from scheduler.solving.answers import Conflict, Disagreement, Impossible, Solved, Undecided
from scheduler.solving.conflict import conflict
from scheduler.solving.formulate import Formulation, formulate
from scheduler.solving.minimize import SearchLimits, SearchResult, minimize

__all__ = ["WORKERS", "Stop", "Timed", "solve"]

WORKERS = 8  # a constant, not the machine's cores, and the number with which most days are proven soonest on two cores
_SHARE = 0.7  # of the time left, for a tier that has others after it
_BY_HAND = 0.7  # of the time left, to make the programme better that the search begins at
_LARGEST = 1 << 40  # the objective of one step of the fixed rule stays below this, far from overflow


def solve(
    problem: Problem,
    *,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    progress: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
    near: Programme | None = None,
    known: Sequence[int] = (),
    bare: bool = False,
    reasons: bool = True,
) -> Solved | Impossible | Undecided:
    """The best programme within `limit` seconds. Raises Disagreement when solver and check differ on it.

    `near`: a programme to start the search at; it may break rules, and of another version of the day it may be too.
    `known`: what has been proven before, tier by tier: no programme costs less (within the best of the tiers before).
    `bare`: without what only readers need, the fixed rule among equals and the reasons why a day is impossible.
    `reasons` False: without the latter alone, for whoever has a shorter way to say them.
    """
    run = (problem, limit, workers, seed, progress, stop or Stop(), near, tuple(known), bare, reasons)
    return _Search(*run).run()


@dataclass
class _Search(Timed):
    problem: Problem
    limit: float
    workers: int
    seed: int
    progress: Callable[[Progress], None]
    stop: Stop
    near: Programme | None = None
    known: tuple[int, ...] = ()
    bare: bool = False
    reasons: bool = True
    began: float = field(default_factory=time.monotonic)
    reached: dict[int, int] = field(default_factory=dict)  # by tier, the cost that the solver counts
    bounds: dict[int, int] = field(default_factory=dict)  # by tier, the least cost that is possible

    def run(self) -> Solved | Impossible | Undecided:
        first = None if self.bare or self.near is not None else from_preferences(self.problem, self._first)
        if first is not None:
            if nothing_better(self.problem, first):
                self.bounds = {rule.tier: 0 for rule in self.problem.rules if rule.weight is not None}
                return self._judged(first, optimal=True, canonical=True)
            self.near = first
        formulation = formulate(self.problem)
        if len(formulation.model.cp.proto.variables) > LARGE:
            if self.near is None:
                self.near = first = construct(self.problem, formulation.model, self._first)
                self._tell_of(first)
            if self.near is not None and (better := self._settled(formulation.model, self.near)) is not None:
                self.near = first = better
                self._tell_of(first)
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
            programme = first
        if programme is None:
            return Undecided(self.elapsed, self.stop.asked)
        optimal = self.reached == self.bounds
        canonical = False
        if optimal and not self.bare:
            programme, canonical = self._canonical(formulation, programme)
        return self._judged(programme, optimal=optimal, canonical=canonical)

    def _settled(self, model: Model, start: Programme) -> Programme | None:
        """One made better by hand, that keeps the hard rules and costs less than the start, should that keep them too.

        None: there is nothing better, or sessions would have to be moved out of the way first.
        """
        before = check(self.problem, start)
        if any(breach.sessions for breach in before.broken):
            return None
        given = (self.problem, model, start, _BY_HAND * self.left, self.seed, self.stop)
        found = anneal(*given, afresh=bool(before.broken))  # such as that it must differ from the start
        after = check(self.problem, found)
        cheaper = before.broken or [*after.costs.values()] < [*before.costs.values()]
        return found if cheaper and not after.broken else None

    def _tell_of(self, first: Programme | None) -> None:
        """What a programme costs that was made before the search, in the first tier."""
        costs = check(self.problem, first).costs if first is not None else {}
        for tier, cost in [*costs.items()][:1]:
            self.progress(Progress(self.elapsed, tier, cost, None))

    def _first(self, rules: tuple[Rule, ...], start: Programme, share: float) -> Programme | None:
        """A programme by more rules than those of the day, so that it is found sooner."""
        answer = solve(
            Problem(self.problem.conference, rules),
            limit=share * self.left,
            workers=self.workers,
            stop=self.stop,
            near=start,
            bare=True,
        )
        return answer.programme if isinstance(answer, Solved) else None

    def _tier(self, model: Model, tier: int, cost: Amount, *, last: bool) -> tuple[Any, Programme | None]:
        """Make one tier as good as can be, and hold on to that for the tiers after it."""
        least = self._known_least()
        model.cp.minimize(cost)
        run = self._minimum(model, cost, self.left if last else _SHARE * self.left, tier, least)
        if run.status == cp_model.INFEASIBLE:
            return run.status, None
        self.bounds[tier] = max(least, run.bound)
        if run.status == cp_model.UNKNOWN:
            return run.status, None
        self.reached[tier] = run.cost
        model.start_at(run.solver)
        model.at_most(cost, run.cost, model.true)
        return run.status, model.programme(run.solver.value)

    def _minimum(self, model: Model, cost: Amount, seconds: float, tier: int | None, least: int = 0) -> SearchResult:
        """`tier` None: a step of the fixed rule, of which no progress is told."""

        def tell(best: int | None, bound: int | None) -> None:
            self.progress(Progress(self.elapsed, tier or 1, best, bound))

        effort = SearchLimits(seconds, self.workers, self.seed, self.stop, None if tier is None else tell, least)
        return minimize(model, cost, effort, near=self.near is not None and not self.reached)

    def _known_least(self) -> int:
        """What is known to be the least of the tier at hand; 0 when nothing is known."""
        place = len(self.reached)
        if place >= len(self.known) or tuple(self.reached.values()) != self.known[:place]:
            return 0
        return self.known[place]

    def _impossible(self) -> Impossible:
        if self.bare or not self.reasons:
            return Impossible(Conflict((), smallest=False), self.elapsed)
        seconds = max(5.0, self.left)  # a day is worth a few seconds more to learn why it is impossible
        return Impossible(conflict(self.problem, seconds, self.stop.watch), self.elapsed)

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
                run = self._minimum(model, objective, self.left, None)
                if run.status == cp_model.INFEASIBLE:
                    raise Disagreement("The solver found a best programme and then denied that there is one.")
                if run.status == cp_model.UNKNOWN:
                    return programme, False
                programme = model.programme(run.solver.value)
                if not run.ended:
                    return programme, False
                model.start_at(run.solver)
                for rank, _ in chunk:
                    model.cp.add(rank == round(run.solver.value(rank)))
        return programme, True

    def _judged(self, programme: Programme, *, optimal: bool, canonical: bool) -> Solved:
        """The programme with the check's report, or Disagreement. The check's costs are what is reported."""
        report = check(self.problem, programme)
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
