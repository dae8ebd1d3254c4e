"""A day of tracks made as good as can be: a few tracks, or a few rounds, are solved anew while all else stays.

Beside it the whole model is searched for a while, which proves a small day, and bounds any: of the whole day, whatever
number of rooms its tracks are in. Both have the best that either has found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from threading import Lock, Thread
from typing import Any

from ortools.sat.python import cp_model
from ortools.sat.python import cp_model_helper as helper

from scheduler.model import Model
from scheduler.model.logic import variable_of
from scheduler.model.packed import PackedBlocks
from scheduler.model.track_blocks import BlockPart
from scheduler.search import shares
from scheduler.solving.answers import Disagreement
from scheduler.solving.minimize import SearchLimits, SearchResult, solver_for, whole_points
from scheduler.solving.tracks.moves import TrackMoves
from scheduler.solving.tracks.neighbourhood import WholeModel
from scheduler.solving.tracks.start import plain_solver, put, start, with_rooms

_WORK = 0.5  # of CP-SAT's own measure of work, for one move
_HOPELESS = 3_000  # moves in a row that better nothing
_FEW_BLOCKS = 2  # of a track in a round
_MIDDLING = 11_000  # variables; so many are solved as a whole, by all workers, in less than a minute
_NO_END = 1e9  # work
_EVERYTHING = 2  # of the constraints, in the linear relaxation: by far the sooner proof
_SIDE_BY_SIDE = 2  # such searches, for two is what most machines can do at once


def minimize_tracks(
    model: Model, packed: PackedBlocks, limits: SearchLimits, *, hinted: Sequence[int] | None = None
) -> SearchResult:
    """The best of the model, which minimizes its cost. `hinted`: the values of a programme to begin at."""
    proto = model.cp.proto
    decided = {variable_of(one.literal.index) for one in packed.decided()} - {model.true.index}
    whole = WholeModel(proto, decided)
    if whole.impossible:
        return SearchResult(cp_model.INFEASIBLE, Values([], 0), limits.least)
    values = list(hinted) if hinted else start(packed, whole, limits.budget)
    state = _State(whole, limits, values)
    late = {variable_of(d.literal.index) for d in packed.decided() if d.part in (BlockPart.ROOMS, BlockPart.SLOTS)}
    further = {variable_of(d.literal.index) for d in packed.decided() if d.block >= _FEW_BLOCKS}
    prover = Thread(target=_prove, args=(model, state, late & decided, further & decided), daemon=True)
    prover.start()
    searches = [
        Thread(target=_improve, args=(packed, state, _chance(limits.seed * _SIDE_BY_SIDE + turn), turn), daemon=True)
        for turn in range(_SIDE_BY_SIDE)
    ]
    for search in searches:
        search.start()
    for search in (*searches, prover):
        search.join()
    if state.error is not None:
        raise state.error
    return state.result()


@dataclass
class _State:
    """The best that is known, for all who search. `values`: of every variable; None: there is no programme yet."""

    whole: WholeModel
    limits: SearchLimits
    values: list[int] | None
    cost: int = 0
    least: int = 0
    impossible: bool = False
    proving: bool = True
    turn: int = 0  # how often `values` have changed
    error: BaseException | None = None
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

    def _end_where_proven(self) -> None:
        if self.values is not None and self.cost <= self.least:
            for solver in self.running:
                solver.stop_search()

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


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - it draws moves


def _improve(packed: PackedBlocks, state: _State, chance: Random, turn: int) -> None:
    try:
        _move(packed, state, chance, turn)
    except BaseException as error:  # noqa: BLE001 - whoever waits for this thread raises it
        state.error = error


def _move(packed: PackedBlocks, state: _State, chance: Random, mine: int) -> None:
    """Move after move. All but the first wait until the whole model is no longer searched."""
    moves, failed = TrackMoves(packed, state.whole, chance), 0
    while not state.ended and failed < _HOPELESS:
        if state.values is None or (mine and state.proving):
            if not state.proving and state.values is None:
                return
            state.limits.budget.stop.wait_a_moment()
            continue
        with state.lock:
            values, turn = list(state.values), state.turn
        move = moves.drawn(values)
        part = state.whole.part(move.free, values)
        if not part.costs_something:
            failed += 1
            continue
        solver = plain_solver(state.limits.budget, _WORK, chance.randrange(1 << 30), soon=True)
        status = solver.solve(part.model)
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        gained = False
        if found and round(solver.objective_value) <= part.cost:
            solution = solver.response_proto.solution
            gained = state.change(values, turn, dict(zip(part.variables, solution, strict=True)))
        moves.learn(move, ended=status == cp_model.OPTIMAL)
        failed = 0 if gained else failed + 1


def _prove(model: Model, state: _State, late: set[int], further: set[int]) -> None:
    try:
        _with_few_blocks(model, state, further)
        if not state.ended:
            _bound(model, state, late)
    except BaseException as error:  # noqa: BLE001 - whoever waits for this thread raises it
        state.error = error
    finally:
        state.proving = False


def _with_few_blocks(model: Model, state: _State, further: set[int]) -> None:
    """All at once, with at most two blocks for a track in a round, where that is a model of middling size.

    What it proves is of that problem alone, so nothing but the programme is taken from it.
    """
    values = [0] * state.whole.size
    values[model.true.index] = 1
    part = state.whole.part(state.whole.decided - further, values)
    if len(part.variables) > _MIDDLING or not part.costs_something:
        return
    part.model.clear_hints()  # type: ignore[no-untyped-call]
    budget = state.limits.budget
    solver = _watched(solver_for(state.limits, budget.share(shares.FEW_BLOCKS)), state)
    solver.solve(part.model, _Better(state, part.variables, values))


def _bound(model: Model, state: _State, late: set[int]) -> None:
    """Without rooms and slots first, which is soon proven or not at all; then the whole."""
    budget = state.limits.budget
    without = budget.shortened(budget.share(shares.WITHOUT_ROOMS))
    part = state.whole.without(late)
    solver = _watched(plain_solver(without, _NO_END), state)
    solver.parameters.linearization_level = _EVERYTHING
    status = solver.solve(part.model)
    if status == cp_model.INFEASIBLE:
        state.impossible = True
        return
    state.proven(whole_points(solver.best_objective_bound))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        values = [0] * state.whole.size
        put(values, part, solver)
        found = with_rooms(state.whole, late, values, budget)
        if found is not None:
            state.better(found)
    if state.ended:
        return
    whole = model.cp.clone()
    if state.values is not None:
        whole.clear_hints()  # type: ignore[no-untyped-call]
        whole.proto.solution_hint.vars.extend(range(len(state.values)))
        whole.proto.solution_hint.values.extend(state.values)
    limits = replace(state.limits, workers=1 if state.values is not None else state.limits.workers)
    solver = _watched(solver_for(limits, budget.share(shares.WHOLE_MODEL)), state)
    if limits.workers == 1:
        solver.parameters.linearization_level = _EVERYTHING
    solver.best_bound_callback = lambda bound: state.proven(whole_points(bound))
    every = range(state.whole.size)
    status = solver.solve(whole, _Better(state, every, [0] * state.whole.size))
    if status == cp_model.INFEASIBLE and state.values is None:
        state.impossible = True
    elif status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
        state.proven(whole_points(solver.best_objective_bound))


def _watched(solver: cp_model.CpSolver, state: _State) -> cp_model.CpSolver:
    state.running.append(solver)
    return solver


class _Better(cp_model.CpSolverSolutionCallback):
    """Hands over what a search finds. `variables`: which of the whole model these are; `others`: values of the rest."""

    def __init__(self, state: _State, variables: Sequence[int], others: Sequence[int]) -> None:
        super().__init__()
        self.state, self.variables, self.others = state, variables, others

    def on_solution_callback(self) -> None:
        values = list(self.others)
        for one, value in zip(self.variables, self.response_proto.solution, strict=True):
            values[one] = value
        self.state.better(values)
