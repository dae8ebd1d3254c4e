"""All at once, with few blocks for a track in a round: one at first, then one more, until that betters nothing.

Such a day is much smaller than the whole, and CP-SAT with all its workers is soon near the end of it. What is proven of
it is proven of programmes with no more blocks than that; and of the whole day, where a block more than that costs as
much as the best programme that is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from threading import Thread
from time import process_time

from ortools.sat.python import cp_model

from scheduler.model.logic import variable_of
from scheduler.model.packed import PackedBlocks
from scheduler.model.track_blocks import BlockPart
from scheduler.search import shares
from scheduler.search.shares import TimeShare
from scheduler.solving.minimize import solver_for, whole_points
from scheduler.solving.tracks.best import BestKnown, Better
from scheduler.solving.tracks.neighbourhood import PartialModel

_LARGE = 30_000  # variables; more are left to moves
# Of the time of a search, and of processor time, for where much else runs all takes longer: without anything better for
# so long it is given up; and sooner where others have something better that it can begin at.
_STALLED = TimeShare(0.5, least=15.0)
_STALLED_WITH_MORE = TimeShare(0.5, least=8.0)  # with more blocks than the fewest that are possible
_NEVER = TimeShare(1.0, least=inf)
_OVERTAKEN = TimeShare(0.25, least=10.0)
_FRUITLESS = TimeShare(0.15, least=6.0)  # of all the time: after so long without any programme, too
_NEARER = 0.05  # of what is between the best and the bound: less is no gain


class FewBlocks:
    """Searches the day with at most so many blocks for a track in a round."""

    def __init__(self, packed: PackedBlocks, state: BestKnown) -> None:
        self.state = state
        self.own: list[int] | None = None  # the best that was found here
        self._further: dict[int, set[int]] = {}  # what is decided of the second block, of the third; from 1
        self._steps: dict[int, set[int]] = {}  # whether there is such a block
        for one in packed.decided():
            variable = variable_of(one.literal.index)
            if one.block and variable in state.whole.decided:
                self._further.setdefault(one.block, set()).add(variable)
                if one.part is BlockPart.COUNT:
                    self._steps.setdefault(one.block, set()).add(variable)
        self.searches = 0  # how many there have been
        self._most = max(self._further, default=0) + 1

    @property
    def possible(self) -> bool:
        """Whether the day is small enough for it."""
        return self._fits(self.part(1))

    def run(self) -> None:
        """Search with the fewest blocks that are possible, and for a while with more, until that betters nothing.

        Twice with the same number, where no more can be of any use.
        """
        blocks, last, until = 1, False, None
        budget = self.state.limits.budget
        while not self.state.ended and blocks <= self._most:
            part = self.part(blocks)
            seconds = budget.share(shares.FEW_BLOCKS) if until is None else until - budget.elapsed
            if not self._fits(part) or seconds < 0:
                return
            search = _OneSearch(self, part, blocks, _STALLED if until is None else _STALLED_WITH_MORE)
            search.run(seconds)
            if search.overtaken:
                continue
            values = self.state.values
            if values is not None and (last or blocks > self.used(values)):
                return
            last = values is not None and self.are_enough(blocks)
            if until is None and not last and not search.impossible:
                until = budget.elapsed + budget.share(shares.MORE_BLOCKS)
            blocks += not last

    def run_on(self) -> None:
        """Search on until the end: with as many blocks as the best has, and when that betters nothing, with any."""
        for stalled in (_STALLED, _NEVER):
            while not self.state.ended and self.state.values is not None:
                used = self.used(self.state.values)
                blocks = self._most if stalled is _NEVER and not self.are_enough(used) else used
                part = self.part(blocks)
                if not self._fits(part):
                    return
                search = _OneSearch(self, part, blocks, stalled)
                search.run(self.state.limits.budget.left)
                if not search.overtaken:
                    break

    def _fits(self, part: PartialModel) -> bool:
        return len(part.variables) <= _LARGE

    def part(self, blocks: int) -> PartialModel:
        whole = self.state.whole
        further = [found for number, found in self._further.items() if number >= blocks]
        part = whole.part(whole.decided.difference(*further), self.nothing)
        part.model.clear_hints()  # type: ignore[no-untyped-call]
        return part

    @property
    def nothing(self) -> list[int]:
        """The values of a day in which nothing stands."""
        return self.state.whole.nothing

    def used(self, values: Sequence[int]) -> int:
        """How many blocks a track has in a round, at the most."""
        return 1 + max((number for number, some in self._steps.items() if any(values[one] for one in some)), default=0)

    def are_enough(self, blocks: int) -> bool:
        """Whether one more would cost as much as the best that is known, so that nothing better has it."""
        if self.state.values is None:
            return blocks >= self._most
        slack = self.state.slack
        return all(self.state.whole.price(step) > slack for step in self._steps.get(blocks, ()))

    def begin(self, blocks: int) -> list[int] | None:
        """The best that is known with no more blocks than that."""
        some = [values for values in (self.state.values, self.own) if values and self.used(values) <= blocks]
        return min(some, key=self.state.whole.cost, default=None)


class _OneSearch:
    """One search. `ended`: it has proven that nothing with so many blocks is better than the best that is known.

    `impossible`: and that there is no programme with so many at all. `overtaken`: others have something better.
    """

    def __init__(self, days: FewBlocks, part: PartialModel, blocks: int, stalled: TimeShare) -> None:
        self.state, self.variables = days.state, part.variables
        self.days, self.part, self.blocks, self.stalled = days, part, blocks, stalled
        self.complete = self.state.whole.follows(part)  # so that what is proven here holds of the whole
        self.over, self.ended, self.impossible, self.overtaken = False, False, False, False
        self.least = 0
        self.found: int | None = None  # the cost of the best that it has found
        self.part.model.proto.objective.offset = self.state.whole.cost(days.nothing) - part.cost  # what costs beside it
        self.began = self.gained = process_time()
        self.until = self.state.limits.budget.elapsed + _FRUITLESS.of(self.state.limits.budget.limit)

    def run(self, seconds: float) -> None:
        limits = self.state.limits
        begin = self.days.begin(self.blocks)
        if begin is not None:
            self.found = self.state.whole.cost(begin)
            self.part.begin_at(begin)
        solver = self.state.watched(solver_for(limits, seconds))
        solver.parameters.random_seed = limits.seed + self.days.searches
        self.days.searches += 1
        solver.best_bound_callback = self._bounded
        watch = Thread(target=self._watch, args=(solver,), daemon=True)
        watch.start()
        try:
            status = solver.solve(self.part.model, Better(self._found_one, self.variables, self.days.nothing))
        finally:
            self.over = True
            watch.join()
        if status == cp_model.INFEASIBLE:
            self.ended = self.impossible = True
        elif status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._bounded(solver.best_objective_bound)

    def _found_one(self, values: list[int]) -> None:
        cost = self.state.whole.cost(values)
        if self.found is None or cost < self.found:
            self.found, self.gained, self.days.own = cost, process_time(), values
        self.state.better(values)

    def _bounded(self, bound: float) -> None:
        least = whole_points(bound)
        if self.found is not None and least - self.least > _NEARER * (self.found - self.least):
            self.gained = process_time()
        self.least = max(self.least, least)
        if self.state.values is None:
            return
        self.ended = self.ended or self.least >= self.state.cost
        if self.complete and self.days.are_enough(self.blocks):
            self.state.proven(min(self.least, self.state.cost))

    def _watch(self, solver: cp_model.CpSolver) -> None:
        while not self.over:
            self.state.limits.budget.stop.wait_a_moment()
            if self._enough():
                solver.stop_search()

    def _enough(self) -> bool:
        state, now = self.state, process_time()
        waited, searched = now - self.gained, now - self.began
        stalled = waited > self.stalled.of(searched)
        if self.found is None and stalled and state.limits.budget.elapsed > self.until:
            return True
        if state.values is None:
            return state.ended
        self.ended = self.ended or self.least >= state.cost
        behind = self.found is not None and state.cost < self.found and self.days.used(state.values) <= self.blocks
        self.overtaken = behind and waited > _OVERTAKEN.of(searched) and not self.ended
        return state.ended or self.ended or self.overtaken or (stalled and self.found is not None)
