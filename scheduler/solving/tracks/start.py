"""A first programme for a day of tracks: how many blocks each has in which round, then whose talks, then the rooms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from ortools.sat.python import cp_model

from scheduler.model.logic import Literal
from scheduler.model.packed import PackedBlocks
from scheduler.model.track_blocks import BlockPart
from scheduler.search.budget import Budget
from scheduler.solving.tracks.neighbourhood import PartialModel, WholeModel

_WORK = 3.0  # of CP-SAT's own measure of work, for one step


def variable(literal: Literal) -> int:
    """The number of the literal's variable."""
    return literal.index if literal.index >= 0 else -literal.index - 1


def start(proto: Any, packed: PackedBlocks, whole: WholeModel, budget: Budget) -> list[int] | None:
    """Values that keep every constraint, found in steps, of which none looks at what comes after; None: not found."""
    parts: dict[BlockPart, set[int]] = {part: set() for part in BlockPart}
    for one in packed.decided():
        parts[one.part].add(variable(one.literal))
    counts, late = parts[BlockPart.COUNT], whole.decided - parts[BlockPart.COUNT] - parts[BlockPart.TALKS]
    values = [0] * whole.size
    values[variable(packed.logic.true)] = 1
    first = whole.without(whole.decided - counts)
    solver, status = _solved(first, budget, _WORK)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        put(values, first, solver)
    early = whole.without(late)
    place = {one: number for number, one in enumerate(early.variables)}
    early.model.proto.solution_hint.vars.extend([place[one] for one in counts])
    early.model.proto.solution_hint.values.extend([values[one] for one in counts])
    held = _holding(whole.without(late), {place[one]: values[one] for one in counts})
    solver, status = _solved(held, budget, _WORK)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        solver, status = _any(early, budget)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    put(values, early, solver)
    return with_rooms(proto, whole, late, values, budget)


def with_rooms(
    proto: Any, whole: WholeModel, late: Collection[int], values: Sequence[int], budget: Budget
) -> list[int] | None:
    """The same blocks and talks, with rooms and slots found for them. `late`: what these are. None: not found."""
    decided = whole.decided - frozenset(late)
    rest = WholeModel(proto, decided)
    constant = [one for one in range(whole.size) if whole.is_constant(one)]
    part = rest.part([one for one in range(whole.size) if one not in decided and one not in constant], values)
    part.model.clear_hints()  # type: ignore[no-untyped-call]
    solver, status = _solved(part, budget, _WORK)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        solver, status = _any(part, budget)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    found = list(values)
    put(found, part, solver)
    return found


def _any(part: PartialModel, budget: Budget) -> tuple[cp_model.CpSolver, Any]:
    """Whatever it costs, which is found sooner without a linear relaxation."""
    part.model.clear_objective()  # type: ignore[no-untyped-call]
    solver = plain_solver(budget, 10 * _WORK)
    solver.parameters.linearization_level = 0
    return solver, solver.solve(part.model)


def _solved(part: PartialModel, budget: Budget, work: float) -> tuple[cp_model.CpSolver, Any]:
    solver = plain_solver(budget, work)
    return solver, solver.solve(part.model)


def plain_solver(budget: Budget, work: float, seed: int = 0, *, soon: bool = False) -> cp_model.CpSolver:
    """One worker, for a small model. `soon`: so little work that nobody need stop it."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.symmetry_level = 0
    solver.parameters.max_deterministic_time = work
    solver.parameters.max_time_in_seconds = max(0.01, budget.left)
    solver.parameters.catch_sigint_signal = False
    if not soon:
        budget.stop.watch(solver)
    return solver


def put(values: list[int], part: PartialModel, solver: cp_model.CpSolver) -> None:
    """Write what the part has come to into the values of the whole."""
    for one, value in zip(part.variables, solver.response_proto.solution, strict=True):
        values[one] = value


def _holding(part: PartialModel, held: dict[int, int]) -> PartialModel:
    for one, value in held.items():
        domain = part.model.proto.variables[one].domain
        domain.clear()
        domain.extend([value, value])
    return part
