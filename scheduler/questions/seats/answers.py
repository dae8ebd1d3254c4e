"""What dealing out seats answers: the plan, and what is proven of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from scheduler.conference.conference import Person, Session
from scheduler.conference.seating import SeatPlan


@dataclass(frozen=True)
class Seating:
    """Who has a seat where. `bound`: how strong all wishes that are met can be together at most.

    `fair`: it is proven that of all plans that meet as much none is fairer. `stopped`: somebody asked to stop.
    """

    plan: SeatPlan
    bound: int
    fair: bool
    elapsed: float
    stopped: bool = False

    @property
    def proven(self) -> bool:
        """Whether no plan meets more, counted by strength."""
        return self.plan.met == self.bound

    @cached_property
    def full(self) -> tuple[Session, ...]:
        """The sessions at which people wait for a seat, where most do first."""
        return tuple(sorted(self.plan.waiting, key=lambda session: -len(self.plan.waiting[session])))

    @cached_property
    def short(self) -> tuple[Person, ...]:
        """Who has not all that they could have, the worst off first."""
        demand, plan = self.plan.demand, self.plan
        lacking = [person for person, goes in plan.going.items() if demand.met(person, goes) < demand.best[person]]
        return tuple(sorted(lacking, key=plan.share))
