"""How long a search may take, and who may end it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Protocol


class Stoppable(Protocol):
    """A search that can be told to end from another thread: a `CpSolver` is one."""

    def stop_search(self) -> None: ...


@dataclass
class Stop:
    """Asks a running search, from another thread, to end with the best it has."""

    asked: bool = False
    _searches: list[Stoppable] = field(default_factory=list)

    def set(self) -> None:
        self.asked = True
        for solver in self._searches:
            solver.stop_search()

    def watch(self, solver: Stoppable) -> None:
        """Pass the request on to this search as well."""
        self._searches = [*self._searches[-15:], solver]  # those before have ended, and would take up memory


class Timed:
    """Work that began at a moment of the monotonic clock and may take `limit` seconds."""

    limit: float
    began: float

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        return max(0.0, self.limit - self.elapsed)
