"""What the solver makes of a case, programme by programme, to be held against the check."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ortools.sat.python import cp_model

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.model import Model
from scheduler.model.logic import FEW
from scheduler.rules.rule import Case


def allowed(conference: Conference, case: Case, how: str, *, pooled: bool = False, few: int = FEW) -> set[Programme]:
    """The programmes that CP-SAT allows with the case hard ("hard"), switched on ("on") or switched off ("off").

    `few` 1: as on a day with a long grid of starts, where the model says things in other ways.
    """
    model = Model(conference, pooled=pooled, few=few)
    on = model.true if how == "hard" else model.new_literal()
    if how == "hard":
        case.encode(model, on)
        _make(model)
    else:
        _make(model)
        case.encode(model, on)
        model.cp.add(on == (1 if how == "on" else 0))
    collector = _Collector(model)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.enumerate_all_solutions = True
    status = solver.solve(model.cp, collector)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), solver.status_name(status)
    return collector.found


class _Collector(cp_model.CpSolverSolutionCallback):
    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model
        self.found: set[Programme] = set()

    def on_solution_callback(self) -> None:
        self.found.add(self.model.programme(self.value))


def least_costs(
    conference: Conference, case: Case, among: Iterable[Programme], *, few: int = FEW
) -> dict[Programme, int | None]:
    """The least that the solver can make of the case's cost in each of these programmes; None where it allows none."""
    model = Model(conference, few=few)
    cost = case.cost(model)
    _make(model)
    model.cp.minimize(cost)
    costs: dict[Programme, int | None] = {}
    for programme in among:
        literals = fixed(model, programme)
        one = type(model.cp)()
        one.proto.copy_from(model.cp.proto)
        for literal, true in literals:
            one.add(literal == true)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(one)
        assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), solver.status_name(status)
        costs[programme] = round(solver.objective_value) if status == cp_model.OPTIMAL else None
    return costs


def fix(model: Model, programme: Programme) -> None:
    """Leave the solver no other programme than this one."""
    for literal, true in fixed(model, programme):
        model.cp.add(literal == true)


def fixed(model: Model, programme: Programme) -> list[tuple[Any, bool]]:
    """What of the model says that it is this programme, and whether that is so."""
    literals: list[tuple[Any, bool]] = []
    for session, decision in model.decisions.items():
        placement = programme.get(session)
        if placement is None:
            literals.append((decision.held, False))
            continue
        place: Any = next(
            p for p in decision.places if (placement.room in p.rooms) or (not p.rooms and not placement.room)
        )
        literals += [(decision.starts_at(placement.start), True), (decision.held_in_place(place), True)]
    return literals


def _make(model: Model) -> None:
    for decision in model.decisions.values():
        decision.make()
