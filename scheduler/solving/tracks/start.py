"""A first programme for a day of tracks: how many blocks each has in which round, then whose talks, then the rooms."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ortools.sat.python import cp_model

from scheduler.model.logic import variable_of
from scheduler.model.packed import PackedBlocks
from scheduler.model.track_blocks import BlockPart
from scheduler.search.budget import Budget
from scheduler.solving.solver import prepared_solver
from scheduler.solving.tracks.neighbourhood import PartialModel, WholeModel

_WORK = 3.0  # of CP-SAT's own measure of work, for one step


def start(packed: PackedBlocks, whole: WholeModel, budget: Budget) -> list[int] | None:
    """Values that keep every constraint, found in steps, of which none looks at what comes after; None: not found."""
    parts: dict[BlockPart, set[int]] = {part: set() for part in BlockPart}
    for one in packed.decided():
        parts[one.part].add(variable_of(one.literal.index))
    counts, late = parts[BlockPart.COUNT], whole.decided - parts[BlockPart.COUNT] - parts[BlockPart.TALKS]
    values = [0] * whole.size
    values[packed.logic.true.index] = 1
    first = whole.without(whole.decided - counts)
    solver, status = _solved(first, budget, _WORK)
    if budget.expired:
        return None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        put(values, first, solver)
    early = whole.without(late)
    place = {one: number for number, one in enumerate(early.variables)}
    early.model.proto.solution_hint.vars.extend([place[one] for one in counts])
    early.model.proto.solution_hint.values.extend([values[one] for one in counts])
    held = _holding(early, {place[one]: values[one] for one in counts})
    solver, status = _solved(held, budget, _WORK)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE) and not budget.expired:
        solver, status = _any(early, budget)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE) or budget.expired:
        return None
    put(values, early, solver)
    return with_rooms(whole, late, values, budget)


def with_rooms(whole: WholeModel, late: Collection[int], values: Sequence[int], budget: Budget) -> list[int] | None:
    """The same blocks and talks, with rooms and slots found for them. `late`: what these are. None: not found."""
    decided = whole.decided - frozenset(late)
    rest = whole.deciding(decided)
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
    solver = prepared_solver(budget, budget.left, seed=seed, watched=not soon)
    solver.parameters.symmetry_level = 0
    solver.parameters.max_deterministic_time = work
    return solver


def put(values: list[int], part: PartialModel, solver: cp_model.CpSolver) -> None:
    """Write what the part has come to into the values of the whole."""
    for one, value in zip(part.variables, solver.response_proto.solution, strict=True):
        values[one] = value


def _holding(part: PartialModel, held: Mapping[int, int]) -> PartialModel:
    """The same without its hints, with these held."""
    model = part.model.clone()
    model.clear_hints()  # type: ignore[no-untyped-call]
    for one, value in held.items():
        domain = model.proto.variables[one].domain
        domain.clear()
        domain.extend([value, value])
    return replace(part, model=model)
