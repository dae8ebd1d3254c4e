"""What solving answers: a programme with what is proven of it, that there is none, or that nobody knows yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.checking.check import Report
from scheduler.conference.programme import Programme
from scheduler.rules.rule import Statement

_READABLE = 12  # statements that clash, some of which could perhaps be spared


@dataclass(frozen=True)
class Solved:
    """A programme that keeps all hard rules.

    `bounds`: by tier, the least cost that is possible (within the best of the tiers before it). `optimal`: every tier
    is proven. `canonical`: the fixed rule among equals was applied to the end. `stopped`: somebody asked to stop.
    `searched`: False when there was no time to begin a search, and it was made by hand.
    """

    programme: Programme
    report: Report
    bounds: Mapping[int, int]
    optimal: bool
    canonical: bool
    elapsed: float
    stopped: bool = False
    searched: bool = True

    @property
    def bound(self) -> int:
        """The least that the whole programme can cost."""
        return sum(self.bounds.values())

    @property
    def gap(self) -> float:
        """How far the cost may be from the least possible, as a share of the cost; 0 when proven."""
        return (self.report.cost - self.bound) / self.report.cost if self.report.cost else 0.0

    def proof(self) -> dict[str, Any]:
        """What is proven, for the programme's file. Holds no times, so that equal searches write equal bytes."""
        costs, cost = self.report.costs, self.report.cost
        payload: dict[str, Any] = {"proven_best": self.optimal, "cost": cost, "least_possible": self.bound}
        if len(costs) > 1:
            payload["tiers"] = [
                {"tier": t, "cost": cost, "least_possible": self.bounds[t]} for t, cost in costs.items()
            ]
        return payload


@dataclass(frozen=True)
class Conflict:
    """Statements that cannot hold together. `smallest`: shown to hold together when any one of them is left out."""

    statements: tuple[Statement, ...]
    smallest: bool

    @property
    def known(self) -> tuple[Statement, ...]:
        """The statements; none of many of which some could perhaps be spared, which teach nobody anything."""
        return self.statements if self.smallest or len(self.statements) <= _READABLE else ()


@dataclass(frozen=True)
class Impossible:
    """No programme keeps all hard rules; `conflict` names statements that cannot hold together."""

    conflict: Conflict
    elapsed: float


@dataclass(frozen=True)
class Undecided:
    """Time ran out, or somebody asked to stop, before a programme was found or shown to be impossible.

    `prepared`: False when that was before a search could begin.
    """

    elapsed: float
    stopped: bool = False
    prepared: bool = True


class Disagreement(Exception):
    """Solver and check do not agree on a programme: an error of ours. Nothing of it may be published."""
