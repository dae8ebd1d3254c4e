"""When a local search stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scheduler.search.budget import Budget
from scheduler.search.local_search import Termination

_LOOK = 256


@dataclass(frozen=True)
class TurnsWithin:
    """After so many turns, or when the budget is spent, whichever comes first. `look`: turns between looks at it."""

    number: int
    budget: Budget
    look: int = _LOOK

    def turns(self) -> Iterator[float]:
        done = 0.0
        for turn in range(self.number if self.budget.limit > 0 else 0):
            if turn % self.look == 0:
                done = max(turn / self.number, self.budget.elapsed / self.budget.limit)
                if done >= 1 or self.budget.stop.asked:
                    return
            yield done


@dataclass(frozen=True)
class Until:
    """As soon as something is so, or when the other would stop, whichever comes first."""

    ended: Callable[[], bool]
    other: Termination

    def turns(self) -> Iterator[float]:
        for done in self.other.turns():
            if self.ended():
                return
            yield done
