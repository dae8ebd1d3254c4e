"""What a repair answers: a programme near the one that has gone out, with what is proven of each step; or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.checking.check import Report
from scheduler.conference.conference import Session
from scheduler.conference.programme import Programme
from scheduler.questions.difference import Difference
from scheduler.questions.repair.reasons import Reasons
from scheduler.solving.answers import Impossible, Solved, Undecided
from scheduler.text.sentence import Sentence

# What is made small before anything that the day wishes, in this order.
STEPS = {
    "people": Sentence("people whose own day changes"),
    "moved": Sentence("sessions moved"),
    "minutes": Sentence("minutes between old and new hours"),
    "rooms": Sentence("sessions in another room"),
}
DROPPED = {  # and these before all of them, where it comes to that
    "dropped": Sentence("sessions dropped"),
    "lost": Sentence("people who were to go to what is dropped"),
}


@dataclass(frozen=True)
class Step:
    """One of the steps: what it comes to, and the least that is possible within the best of the steps before it."""

    amount: int
    least: int

    @property
    def proven(self) -> bool:
        return self.amount == self.least


def steps_data(steps: Mapping[str, Step]) -> dict[str, Any]:
    """The steps as they stand in files and in JSON."""
    return {name: {"amount": step.amount, "least_possible": step.least} for name, step in steps.items()}


@dataclass(frozen=True)
class Nearest:
    """Of the best programmes of a day the nearest to one that has gone out.

    `solved`: what is proven of its cost. `steps`: by the keys of STEPS, each within that cost.
    """

    solved: Solved
    difference: Difference
    steps: Mapping[str, Step]

    @property
    def programme(self) -> Programme:
        return self.solved.programme

    @property
    def report(self) -> Report:
        return self.solved.report

    @property
    def optimal(self) -> bool:
        """Whether the cost and then every step is proven."""
        return self.solved.optimal and all(step.proven for step in self.steps.values())

    def proof(self) -> dict[str, Any]:
        """What is proven, for the programme's file."""
        return {**self.solved.proof(), "near": steps_data(self.steps)}


@dataclass(frozen=True)
class Repaired:
    """A programme that keeps all hard rules. `report`: of the day's own rules. `steps`: by the keys of STEPS.

    `bounds`: by tier of the day's own, the least possible. `optimal`: every step and every tier is proven. `dropped`:
    sessions that should be held, and are not because not all can be; the report is then silent on that, and the steps
    begin with DROPPED. `at_most_people`: None, or that so many people may be affected, and then what the day itself
    wishes comes before STEPS. `fresh`: the best programme of the changed day, of whose steps only the people are known;
    None: not asked, not found in the time, or this one costs nothing.
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
    at_most_people: int | None = None
    fresh: Nearest | None = None

    @property
    def settled(self) -> bool:
        """Whether every step is proven, whatever is open of the day's own wishes."""
        return all(step.proven for step in self.steps.values())

    def proof(self) -> dict[str, Any]:
        """What is proven, for the programme's file."""
        costs = [{"tier": t, "cost": c, "least_possible": self.bounds[t]} for t, c in self.report.costs.items()]
        proof = {"proven_best": self.optimal, "repaired": steps_data(self.steps)}
        if self.at_most_people is not None:
            proof["at_most_people"] = self.at_most_people
        return {**proof, "cost": self.report.cost, "tiers": costs}


@dataclass(frozen=True)
class NotWithin:
    """No programme was found that affects no more than so many people. `nearest`: the repair that affects the fewest.

    `least`: shown, that no programme affects fewer.
    """

    at_most_people: int
    nearest: Repaired
    least: int
    elapsed: float
    stopped: bool = False

    @property
    def proven(self) -> bool:
        """Whether there is none; else more time may find one."""
        return self.least > self.at_most_people


@dataclass(frozen=True)
class CannotHoldAll:
    """No programme keeps all hard rules and holds every session.

    `instead`: the repair that drops the fewest; or that there is none either, or that none was found in the time.
    `day_possible`: whether some programme would keep the rules if nothing were kept or had happened; None: not known.
    `without`: the ways to leave out as little of that as makes it possible, each as names that are no longer kept; None
    among them: what has happened.
    """

    reasons: Reasons
    instead: Repaired | Impossible | Undecided
    elapsed: float
    day_possible: bool | None = False
    without: tuple[tuple[str | None, ...], ...] = ()
