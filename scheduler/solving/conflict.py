"""Why a day is impossible: statements of its rules that cannot hold together, none of which could be spared.

The solver's own core is a hint only (it may be the whole list, or name too much): the statements are made fewer here,
and every step is solved again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.conference.conference import Conference
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Statement
from scheduler.search.budget import Budget, TimeUp
from scheduler.solving.answers import Conflict
from scheduler.solving.formulate import statements, with_assumptions
from scheduler.solving.minimal_conflict import blocks_by, deletion_filter
from scheduler.solving.solver import prepared_solver


def conflict(problem: Problem, budget: Budget) -> Conflict:
    """A conflict among the hard rules of a day that is known to be impossible.

    Whole rules are spared first, then single statements.
    """
    hard = [statement for statement in statements(problem) if statement[0].weight is None]
    cores = _SolverCores(problem.conference, budget)
    suspects = cores(hard) or hard
    found = deletion_filter(suspects, cores, blocks_by(suspects, lambda statement: id(statement[0])))
    return Conflict(tuple(found), smallest=not budget.expired)


@dataclass(frozen=True)
class _SolverCores:
    """Statements that the solver names as impossible together, as long as the budget lasts."""

    conference: Conference
    budget: Budget

    def __call__(self, suspects: Sequence[Statement]) -> list[Statement] | None:
        """Some of the suspects that cannot hold together; None when all can, or when time is up and nobody knows."""
        if self.budget.expired:
            return None
        try:
            model, switches = with_assumptions(self.conference, suspects, self.budget.require)
        except TimeUp:
            return None
        for decision in model.decisions.values():
            decision.make()
        # No objective, one worker: with either, CP-SAT may return every assumption as the core.
        model.cp.add_assumptions(switches)
        solver = prepared_solver(self.budget, self.budget.left)
        if solver.solve(model.cp) != cp_model.INFEASIBLE:
            return None
        named = set(solver.sufficient_assumptions_for_infeasibility())
        core = [statement for statement, switch in zip(suspects, switches, strict=True) if switch.index in named]
        return core or list(suspects)
