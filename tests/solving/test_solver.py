"""CP-SAT is set up in one place, so that Ctrl-C and a wish to stop reach every search."""

from __future__ import annotations

from scheduler.search.budget import Budget, Stop
from scheduler.solving.solver import prepared_solver
from tests.support.house import HOME


def test_a_solver_leaves_ctrl_c_alone_and_has_at_least_a_moment() -> None:
    solver = prepared_solver(Budget(1, Stop()), 0)
    assert not solver.parameters.catch_sigint_signal
    assert (solver.parameters.num_workers, solver.parameters.max_time_in_seconds) == (1, 0.01)


def test_nobody_else_sets_one_up() -> None:
    files = [*(HOME / "scheduler").rglob("*.py")]
    assert [path.name for path in files if "CpSolver()" in path.read_text("utf-8")] == ["solver.py"]
