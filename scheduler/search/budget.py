"""How long a search may take, and who may end it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Protocol

from scheduler.search.shares import TimeShare

_A_MOMENT = 0.02  # seconds


class TimeUp(Exception):
    """Nobody knows, for there was no time to find out, or somebody asked to stop."""


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

    def wait_a_moment(self) -> None:
        """For what another thread does."""
        time.sleep(_A_MOMENT)

    def watch(self, solver: Stoppable) -> None:
        """Pass the request on to this search as well."""
        self._searches = [*self._searches[-15:], solver]  # those before have ended, and would take up memory


@dataclass(frozen=True)
class Budget:
    """So many seconds from the moment at which it was made, unless somebody ends it sooner. All times are seconds.

    `began`: by the monotonic clock.
    """

    limit: float
    stop: Stop = field(default_factory=Stop)
    began: float = field(default_factory=lambda: time.monotonic())  # noqa: PLW0108  so that a test can hold the clock

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        return max(0.0, self.limit - self.elapsed)

    @property
    def expired(self) -> bool:
        """Whether the time is up, or somebody asked to stop."""
        return self.stop.asked or self.elapsed > self.limit

    def require(self) -> None:
        """Raise TimeUp when it has expired."""
        if self.expired:
            raise TimeUp

    def share(self, share: TimeShare) -> float:
        """The share of what is left."""
        return share.of(self.left)

    def allot(self, seconds: float) -> Budget:
        """A budget of its own that begins now. It may outlast this one: some answers are worth a few seconds more."""
        return Budget(seconds, self.stop)

    def shortened(self, seconds: float) -> Budget:
        """The same budget, that ends so many seconds from now at the latest."""
        return replace(self, limit=min(self.limit, self.elapsed + seconds))

    def first(self, share: TimeShare) -> Budget:
        """The first part of the whole, from when this one began."""
        return replace(self, limit=share.of(self.limit))
