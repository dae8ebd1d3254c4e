"""A day of tracks made as good as can be: a few tracks, or a few rounds, are solved anew while all else stays.

Beside it the whole model is searched for a while, which proves a small day, and bounds any: of the whole day, whatever
number of rooms its tracks are in. Both have the best that either has found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from threading import Thread

from ortools.sat.python import cp_model

from scheduler.model import Model
from scheduler.model.logic import variable_of
from scheduler.model.packed import PackedBlocks
from scheduler.model.track_blocks import BlockPart
from scheduler.search import shares
from scheduler.solving.minimize import SearchLimits, SearchResult, solver_for, whole_points
from scheduler.solving.tracks.best import BestKnown, Better, Values
from scheduler.solving.tracks.few_blocks import FewBlocks
from scheduler.solving.tracks.moves import TrackMoves
from scheduler.solving.tracks.neighbourhood import WholeModel
from scheduler.solving.tracks.start import plain_solver, put, start, with_rooms

_WORK = 0.5  # of CP-SAT's own measure of work, for one move
_HOPELESS = 3_000  # moves in a row that better nothing
_LATER = 3.0  # seconds for some programme with few blocks, before one is made in steps
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
    state = BestKnown(whole, limits, list(hinted) if hinted else None)
    late = {variable_of(d.literal.index) for d in packed.decided() if d.part in (BlockPart.ROOMS, BlockPart.SLOTS)}
    few = FewBlocks(packed, state)
    state.soon = few.possible
    prover = Thread(target=_prove, args=(model, state, late & decided, few), daemon=True)
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


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - it draws moves


def _improve(packed: PackedBlocks, state: BestKnown, chance: Random, turn: int) -> None:
    try:
        _move(packed, state, chance, turn)
    except BaseException as error:  # noqa: BLE001 - whoever waits for this thread raises it
        state.error = error


def _move(packed: PackedBlocks, state: BestKnown, chance: Random, mine: int) -> None:
    """Move after move. All but the first wait until the whole model is no longer searched."""
    moves, failed = TrackMoves(packed, state.whole, chance), 0
    if not mine:
        _start(packed, state)
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


def _start(packed: PackedBlocks, state: BestKnown) -> None:
    """A first programme in steps, unless one with few blocks is found sooner."""
    budget = state.limits.budget
    until = budget.elapsed + _LATER
    while state.soon and state.values is None and not state.ended and budget.elapsed < until:
        budget.stop.wait_a_moment()
    if state.values is None and not state.ended:
        found = start(packed, state.whole, replace(budget, stop=state.begun))
        if found is not None:
            state.better(found)


def _prove(model: Model, state: BestKnown, late: set[int], few: FewBlocks) -> None:
    try:
        if state.soon:
            few.run()
        if not state.ended:
            _bound(model, state, late)
        if state.soon:
            few.run_on()
    except BaseException as error:  # noqa: BLE001 - whoever waits for this thread raises it
        state.error = error
    finally:
        state.proving = False


def _bound(model: Model, state: BestKnown, late: set[int]) -> None:
    """Without rooms and slots first, which is soon proven or not at all; then the whole."""
    budget = state.limits.budget
    without = budget.shortened(budget.share(shares.WITHOUT_ROOMS))
    part = state.whole.without(late)
    solver = state.watched(plain_solver(without, _NO_END))
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
    solver = state.watched(solver_for(limits, budget.share(shares.WHOLE_MODEL)))
    if limits.workers == 1:
        solver.parameters.linearization_level = _EVERYTHING
    solver.best_bound_callback = lambda bound: state.proven(whole_points(bound))
    every = range(state.whole.size)
    status = solver.solve(whole, Better(state.better, every, [0] * state.whole.size))
    if status == cp_model.INFEASIBLE and state.values is None:
        state.impossible = True
    elif status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
        state.proven(whole_points(solver.best_objective_bound))
