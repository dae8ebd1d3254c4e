"""Why a day is impossible: statements of its rules that cannot hold together, none of which could be spared.

The solver's own core is a hint only (it may be the whole list, or name too much): the statements are shrunk here, and
every step is solved again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from ortools.sat.python import cp_model

from scheduler.conference.conference import Conference
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Statement
from scheduler.solving.answers import Conflict
from scheduler.solving.formulate import statements, with_assumptions


def conflict(
    problem: Problem,
    seconds: float,
    watch: Callable[[cp_model.CpSolver], None] = lambda _: None,
) -> Conflict:
    """A conflict among the hard rules of a day that is known to be impossible, within so many seconds."""
    hard = [statement for statement in statements(problem) if statement[0].weight is None]
    return _Shrinker(problem.conference, seconds, watch).shrink(hard)


class _Shrinker:
    def __init__(self, conference: Conference, seconds: float, watch: Callable[[cp_model.CpSolver], None]) -> None:
        self.conference, self.watch = conference, watch
        self.until = time.monotonic() + seconds

    def shrink(self, suspects: list[Statement]) -> Conflict:
        """Whole rules are spared first, then single statements."""
        suspects = self._core(suspects) or suspects
        for rule in {id(rule): rule for rule, _ in suspects}.values():
            rest = [statement for statement in suspects if statement[0] is not rule]
            if rest and len(rest) < len(suspects) and (core := self._core(rest)) is not None:
                suspects = core
        certain: list[Statement] = []  # each of these is needed
        pending = list(suspects)
        while pending:
            tried, pending = pending[0], pending[1:]
            core = self._core([*certain, *pending])
            if core is None:
                certain.append(tried)
            else:
                kept = {id(case) for _, case in core}
                pending = [statement for statement in pending if id(statement[1]) in kept]
        return Conflict(tuple(certain), smallest=not self._late)

    @property
    def _late(self) -> bool:
        return time.monotonic() > self.until

    def _core(self, suspects: Sequence[Statement]) -> list[Statement] | None:
        """Some of the suspects that cannot hold together; None when all can, or when time is up and nobody knows."""
        if self._late:
            return None
        model, switches = with_assumptions(self.conference, suspects)
        for decision in model.decisions.values():
            decision.make()
        # No objective, one worker: with either, CP-SAT may return every assumption as the core.
        model.cp.add_assumptions(switches)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = max(0.01, self.until - time.monotonic())
        solver.parameters.catch_sigint_signal = False
        self.watch(solver)
        if solver.solve(model.cp) != cp_model.INFEASIBLE:
            return None
        named = set(solver.sufficient_assumptions_for_infeasibility())
        core = [statement for statement, switch in zip(suspects, switches, strict=True) if switch.index in named]
        return core or list(suspects)
