"""What is found by changing places: a local search over moves that all lead from one programme, each judged whole.

A start, moves, an acceptance and a stop by the contracts of `scheduler.search.local_search`; what comes out is the
first of the cheapest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random

from scheduler.checking.judge import Judge
from scheduler.conference.programme import Programme
from scheduler.search.acceptance import HillClimbing
from scheduler.search.budget import Budget
from scheduler.search.local_search import Proposal, local_search
from scheduler.search.moves import Move
from scheduler.search.termination import TurnsWithin, Until
from scheduler.solving.price import Costs

_BEYOND = 10**9  # what no tier costs


def cheapest(
    judge: Judge,
    moves: Iterable[Move],
    allowed: Callable[[Programme], bool],
    budget: Budget,
    *,
    below: Costs | None = None,
    enough: Callable[[Costs | None], bool] = lambda _: False,
) -> Programme | None:
    """The cheapest programme that one of the moves makes of the one that is judged; None: none.

    It keeps the hard rules, is `allowed`, and costs less than `below`. `enough`: hears before every move what the best
    so far costs, and may end the search.
    """
    neighbourhood = _MovesFrom(judge, moves, allowed, below)
    turns = Until(lambda: enough(neighbourhood.best), TurnsWithin(neighbourhood.left, budget, look=1))
    found = local_search(neighbourhood, HillClimbing(), turns, Random(0))  # noqa: S311  nothing is drawn
    return None if found is judge.programme else found


class _MovesFrom:
    """A neighbourhood of one programme. Each move is proposed once, in their order.

    `programme`: the start, and then what the last move made that was accepted.
    """

    def __init__(
        self, judge: Judge, moves: Iterable[Move], allowed: Callable[[Programme], bool], below: Costs | None
    ) -> None:
        self.judge, self.allowed = judge, allowed
        self.programme = judge.programme
        self.best = below
        self._costs = below  # after the last proposal
        self._moves = list(moves)
        self.left = len(self._moves)

    def propose(self, weights: Sequence[float], random: Random) -> Proposal | None:  # noqa: ARG002  in their order
        move = self._moves[-self.left]
        self.left -= 1
        after = Programme(move.applied(self.judge.programme).placements)
        self._costs = self._judged(move) if self.allowed(after) else None
        if self._costs is None:
            return None
        delta = _weighed(self._costs) - (
            _weighed(self.best) if self.best is not None else _BEYOND ** (len(self._costs) + 1)
        )
        return Proposal(move, delta, delta, after)

    def _judged(self, move: Move) -> Costs | None:
        """What the programme costs after the move; None: it breaks a hard rule."""
        judge = self.judge
        for placement in move.placements:
            judge.place(placement.session, placement)
        costs = _tiers(judge.costs) if judge.keeps_hard_rules else None
        for _ in move.placements:
            judge.undo()
        return costs

    def make(self, proposal: Proposal) -> None:
        self.programme = proposal.after or proposal.move.applied(self.judge.programme)
        self.best = self._costs


def _tiers(costs: Mapping[int, int]) -> Costs:
    return tuple(costs.values()) or (0,)


def _weighed(costs: Costs) -> int:
    """As one number, which is less where the tuple is."""
    whole = 0
    for cost in costs:
        whole = whole * _BEYOND + cost
    return whole
