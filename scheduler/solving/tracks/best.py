"""The best that is known of a day of tracks, and what no programme of it costs less than, for all who search it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from ortools.sat.python import cp_model
from ortools.sat.python import cp_model_helper as helper

from scheduler.search.budget import Stop
from scheduler.solving.answers import Disagreement
from scheduler.solving.minimize import SearchLimits, SearchResult
from scheduler.solving.tracks.neighbourhood import WholeModel


@dataclass
class BestKnown:
    """The best that is known, for all who search. `values`: of every variable; None: there is no programme yet."""

    whole: WholeModel
    limits: SearchLimits
    values: list[int] | None
    cost: int = 0
    least: int = 0
    impossible: bool = False
    proving: bool = True
    soon: bool = False  # a programme is being looked for with few blocks
    turn: int = 0  # how often `values` have changed
    error: BaseException | None = None
    begun: Stop = field(default_factory=Stop)  # asked for as soon as there is a programme
    lock: Any = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.least = self.limits.least
        self.running: list[cp_model.CpSolver] = []
        if self.values is not None:
            self.cost = self.whole.cost(self.values)
            self._tell()

    @property
    def ended(self) -> bool:
        proven = self.values is not None and self.cost <= self.least
        return proven or self.impossible or self.limits.budget.expired or self.error is not None

    def _tell(self) -> None:
        if self.limits.tell is not None:
            self.limits.tell(self.cost if self.values is not None else None, self.least)

    def better(self, values: list[int]) -> None:
        """Take these where they cost less than the best that is known."""
        cost = self.whole.cost(values)
        with self.lock:
            if self.values is None or cost < self.cost:
                self.values, self.cost, self.turn = values, cost, self.turn + 1
                self._tell()
        self.begun.set()
        self._end_where_proven()

    def change(self, before: Sequence[int], turn: int, changes: dict[int, int]) -> bool:
        """Take these over; what others have found meanwhile stays, where both go together. Whether that is better."""
        with self.lock:
            if self.values is None:
                return False
            values = list(self.values)
            for one, value in changes.items():
                values[one] = value
            cost = self.whole.cost(values)
            if cost > self.cost or (turn != self.turn and not self.whole.holds(values, changes)):
                values = list(before)
                for one, value in changes.items():
                    values[one] = value
                cost = self.whole.cost(values)
                if turn != self.turn and cost >= self.cost:
                    return False
            gained = cost < self.cost
            if cost <= self.cost:
                self.values, self.cost, self.turn = values, cost, self.turn + 1
            if gained:
                self._tell()
        self._end_where_proven()
        return gained

    def proven(self, least: int) -> None:
        with self.lock:
            if least > self.least:
                self.least = least
                self._tell()
        self._end_where_proven()

    @property
    def slack(self) -> int:
        """What any one thing may cost above its least in a programme that is better than the best that is known."""
        return self.cost - 1 - self.whole.floor

    def _end_where_proven(self) -> None:
        if self.values is not None and self.cost <= self.least:
            for solver in self.running:
                solver.stop_search()

    def watched(self, solver: cp_model.CpSolver) -> cp_model.CpSolver:
        """It ends when the best is proven."""
        self.running.append(solver)
        return solver

    def result(self) -> SearchResult:
        if self.values is not None and self.impossible:
            raise Disagreement("The solver found a programme and then denied that there is one.")
        if self.values is None:
            status = cp_model.INFEASIBLE if self.impossible else cp_model.UNKNOWN
            return SearchResult(status, Values([], 0), self.least)
        status = cp_model.OPTIMAL if self.cost <= self.least else cp_model.FEASIBLE
        return SearchResult(status, Values(self.values, self.cost), self.least)


class Values:
    """A solution that no solver holds, with what is asked of one."""

    def __init__(self, values: Sequence[int], cost: int) -> None:
        self.objective_value = float(cost)
        self.response_proto: Any = helper.CpSolverResponse()
        self.response_proto.solution.extend(values)
        self.response_proto.status = cp_model.FEASIBLE

    def value(self, expression: Any, /) -> int:
        if isinstance(expression, int):
            return expression
        return int(helper.ResponseHelper.value(self.response_proto, expression))


class Better(cp_model.CpSolverSolutionCallback):
    """Hands over what a search finds. `variables`: which of the whole model these are; `others`: values of the rest."""

    def __init__(self, take: Callable[[list[int]], None], variables: Sequence[int], others: Sequence[int]) -> None:
        super().__init__()
        self.take, self.variables, self.others = take, variables, others

    def on_solution_callback(self) -> None:
        values = list(self.others)
        for one, value in zip(self.variables, self.response_proto.solution, strict=True):
            values[one] = value
        self.take(values)
