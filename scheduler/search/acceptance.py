"""Acceptances for `local_search`: better moves alone, or at first worse ones too. A new one stands here."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from math import exp
from random import Random

from scheduler.conference.conference import Session
from scheduler.search.local_search import Proposal

_FAR = 20  # times the temperature: a place that costs so much more is never drawn


class HillClimbing:
    """Only what costs no more is accepted, and of the places of a session the cheapest are drawn alone."""

    weights: Sequence[float] = (1.0,)

    def update(self, done: float) -> None:
        """It stays the same throughout."""

    def accepts(self, proposal: Proposal, random: Random) -> bool:  # noqa: ARG002  nothing is left to chance
        return proposal.undrawn <= 0


class SimulatedAnnealing:
    """The Metropolis rule: what costs `delta` more is accepted with probability exp(-delta / temperature).

    The temperature falls from `scale * hot` to `scale * cold` by the same factor in equal parts of the search. `scale`:
    the least that two programmes can differ in what is weighed most often, so that `hot` and `cold` serve every day.
    """

    def __init__(self, scale: int, hot: float, cold: float) -> None:
        self.scale, self.hot, self.cold = scale, hot, cold
        self.temperature = 0.0
        self.weights: Sequence[float] = (1.0,)
        self._done = -1.0

    def update(self, done: float) -> None:
        if done == self._done:
            return
        self._done = done
        self.temperature = self.scale * self.hot * (self.cold / self.hot) ** done
        self.weights = [exp(-more / self.temperature) for more in range(int(_FAR * self.temperature) + 1)]

    def accepts(self, proposal: Proposal, random: Random) -> bool:
        more = proposal.undrawn
        return more <= 0 or random.random() < exp(-more / self.temperature)


class TabuList:
    """Any move, also a dearer one, but of a session that was moved among the last `tenure` moves: that one is tabu.

    So the search climbs out of a hollow and does not fall back at once. Aspiration: a programme cheaper than any before
    is never tabu. `weights`: as they are for the moves to be drawn from; by themselves the cheapest places alone.
    """

    def __init__(self, tenure: int, weights: Sequence[float] = (1.0,)) -> None:
        self.weights = weights
        self._recent: deque[frozenset[Session]] = deque(maxlen=tenure)
        self._cost = self._least = 0  # as they differ from the start

    def update(self, done: float) -> None:
        """It stays the same throughout."""

    def accepts(self, proposal: Proposal, random: Random) -> bool:  # noqa: ARG002  nothing is left to chance
        cost = self._cost + proposal.delta
        tabu = any(not proposal.move.sessions.isdisjoint(moved) for moved in self._recent)
        if tabu and cost >= self._least:
            return False
        self._recent.append(proposal.move.sessions)
        self._cost, self._least = cost, min(self._least, cost)
        return True
