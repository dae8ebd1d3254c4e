"""CP-SAT, as everybody here has it: it ends when it is asked to, and leaves Ctrl-C to whoever asked."""

from __future__ import annotations

from ortools.sat.python import cp_model

from scheduler.search.budget import Budget

_AT_LEAST = 0.01  # seconds; with none at all it would look for no end


def prepared_solver(
    budget: Budget, seconds: float, *, workers: int = 1, seed: int = 1, watched: bool = True
) -> cp_model.CpSolver:
    """For so many seconds. One worker gives the same answer on every machine, where it ends by itself.

    `watched`: it ends when the budget's stop is asked for; not needed where it soon ends by itself.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(_AT_LEAST, seconds)
    solver.parameters.catch_sigint_signal = False
    if watched:
        budget.stop.watch(solver)
    return solver
