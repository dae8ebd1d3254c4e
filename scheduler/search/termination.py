"""When a local search stops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.search.budget import Budget

_LOOK = 256  # turns between two looks at the clock


@dataclass(frozen=True)
class TurnsWithin:
    """After so many turns, or when the budget is spent, whichever comes first."""

    number: int
    budget: Budget

    def turns(self) -> Iterator[float]:
        done = 0.0
        for turn in range(self.number):
            if turn % _LOOK == 0:
                done = max(turn / self.number, self.budget.elapsed / self.budget.limit)
                if done >= 1 or self.budget.stop.asked:
                    return
            yield done
