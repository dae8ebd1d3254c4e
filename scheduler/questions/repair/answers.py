"""What a repair answers: the nearest programme, with what is proven of each step; or that none holds every session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.checking.check import Report
from scheduler.conference.conference import Session
from scheduler.conference.programme import Programme
from scheduler.questions.difference import Difference
from scheduler.questions.repair.reasons import Reasons
from scheduler.solving.answers import Impossible, Undecided

# What is made small before anything that the day wishes, in this order.
STEPS = {
    "people": "people whose own day changes",
    "moved": "sessions moved",
    "minutes": "minutes between old and new hours",
    "rooms": "sessions in another room",
}
DROPPED = {  # and these before all of them, where it comes to that
    "dropped": "sessions dropped",
    "lost": "people who were to go to what is dropped",
}


@dataclass(frozen=True)
class Step:
    """One of the steps: what it comes to, and the least that is possible within the best of the steps before it."""

    amount: int
    least: int

    @property
    def proven(self) -> bool:
        return self.amount == self.least


@dataclass(frozen=True)
class Repaired:
    """A programme that keeps all hard rules. `report`: of the day's own rules. `steps`: by the keys of STEPS.

    `bounds`: by tier of the day's own, the least possible. `optimal`: every step and every tier is proven. `dropped`:
    sessions that should be held, and are not because not all can be; the report is then silent on that, and the steps
    begin with DROPPED.
    """

    programme: Programme
    report: Report
    difference: Difference
    steps: Mapping[str, Step]
    bounds: Mapping[int, int]
    optimal: bool
    elapsed: float
    stopped: bool = False
    dropped: tuple[Session, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether every step is proven, whatever is open of the day's own wishes."""
        return all(step.proven for step in self.steps.values())

    def proof(self) -> dict[str, Any]:
        """What is proven, for the programme's file."""
        repaired = {name: {"amount": s.amount, "least_possible": s.least} for name, s in self.steps.items()}
        costs = [{"tier": t, "cost": c, "least_possible": self.bounds[t]} for t, c in self.report.costs.items()]
        return {"proven_best": self.optimal, "repaired": repaired, "cost": self.report.cost, "tiers": costs}


@dataclass(frozen=True)
class CannotHoldAll:
    """No programme keeps all hard rules and holds every session.

    `instead`: the repair that drops the fewest; or that there is none either, or that none was found in the time.
    `day_possible`: whether some programme would keep the rules if nothing were kept or had happened; None: not known.
    """

    reasons: Reasons
    instead: Repaired | Impossible | Undecided
    elapsed: float
    day_possible: bool | None = False
