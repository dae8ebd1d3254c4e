"""A programme that has gone out, made good again after the day has changed, with as little changed as can be.

In this order: the hard rules; the fewest people affected; the fewest sessions moved; the smallest shift, in minutes
and then in rooms; then what the day itself wishes, tier by tier. Each step is proven or bounded, within the best of
those before it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from scheduler.answer import Disagreement, Impossible, Progress, Undecided
from scheduler.check import Report, check
from scheduler.clock import Minute
from scheduler.conference import Conference
from scheduler.difference import Difference, difference
from scheduler.programme import Edition, Placement, Programme
from scheduler.repair.kept import Happened, Kept, named
from scheduler.repair.wishes import DiariesStay, HoursStay, RoomsStay, SessionsStay, Staying
from scheduler.rule import Rule
from scheduler.solve import WORKERS, Stop, solve

__all__ = ["STEPS", "Repaired", "Step", "named", "repair"]

# What is made small before anything that the day wishes, in this order.
STEPS = {
    "people": "people whose own day changes",
    "moved": "sessions moved",
    "minutes": "minutes between old and new hours",
    "rooms": "sessions in another room",
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
class Standing(Progress):
    """Where a repair stands. `what` is being made small, in words."""

    what: str = ""


@dataclass(frozen=True)
class Repaired:
    """A programme that keeps all hard rules. `report`: of the day's own rules. `steps`: by the keys of STEPS.

    `bounds`: by tier of the day's own, the least possible. `optimal`: every step and every tier is proven.
    """

    programme: Programme
    report: Report
    difference: Difference
    steps: Mapping[str, Step]
    bounds: Mapping[int, int]
    optimal: bool
    elapsed: float
    stopped: bool = False

    def proof(self) -> dict[str, Any]:
        """What is proven, for the programme's file."""
        repaired = {name: {"amount": s.amount, "least_possible": s.least} for name, s in self.steps.items()}
        costs = [{"tier": t, "cost": c, "least_possible": self.bounds[t]} for t, c in self.report.costs.items()]
        return {"proven_best": self.optimal, "repaired": repaired, "cost": self.report.cost, "tiers": costs}


def repair(
    conference: Conference,
    rules: Iterable[Rule],
    published: Edition,
    *,
    keep: Collection[str] = (),
    now: Minute | None = None,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    progress: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Repaired | Impossible | Undecided:
    """The conference's programme that is nearest to the one that was published.

    `keep`: names of sessions, rooms, groups and people, see `Kept`. `now`: what began before it stays as it was.
    Raises Disagreement when the solver, the check and the difference do not count the same.
    """
    rules = tuple(rules)
    wishes: list[Staying] = [
        DiariesStay(published=published, weight=1, tier=1),
        SessionsStay(published=published, weight=1, tier=2),
        HoursStay(published=published, weight=1, tier=3),
        RoomsStay(published=published, weight=1, tier=4),
    ]
    asked: list[Rule] = [*wishes]
    if keep:
        asked.append(Kept(published=published, names=tuple(keep)))
    if now is not None:
        asked.append(Happened(published=published, now=now))
    later = [rule.model_copy(update={"tier": rule.tier + len(wishes)}) for rule in rules]
    stood = wishes[0].stood(conference)
    near = Programme(tuple(Placement(session, old.start, old.room) for session, old in stood.items()))
    answer = solve(
        conference,
        [*asked, *later],
        limit=limit,
        workers=workers,
        seed=seed,
        progress=lambda told: progress(_in_words(told)),
        stop=stop,
        near=near,
    )
    if isinstance(answer, (Impossible, Undecided)):
        return answer
    costs = answer.report.costs
    steps = {name: Step(costs[tier], answer.bounds[tier]) for tier, name in enumerate(STEPS, 1)}
    told = difference(published, Edition(conference, answer.programme), guess_names=False)
    _agree(told, steps)
    edition = published.programme.revision + bool(told.changes)
    programme = replace(answer.programme, revision=edition)
    return Repaired(
        programme,
        check(conference, rules, programme),
        told,
        steps,
        {tier - len(wishes): least for tier, least in answer.bounds.items() if tier > len(wishes)},
        answer.optimal,
        answer.elapsed,
        answer.stopped,
    )


def _in_words(told: Progress) -> Standing:
    names = [*STEPS.values(), "cost"]
    what = names[min(told.tier, len(names)) - 1]
    return Standing(told.elapsed, told.tier, told.best, told.bound, what)


def _agree(told: Difference, steps: Mapping[str, Step]) -> None:
    """The difference is made without the rules of the repair, and must come to the same."""
    held = {session.name for session in told.new.conference.held}
    moved = [c for c in told.changes if c.old and c.old.session.name in held and (c.moved or not c.new)]
    for name, number in (("people", len(told.affected)), ("moved", len(moved))):
        if steps[name].amount != number:
            counts = f"counts {steps[name].amount} {STEPS[name]} where the difference counts {number}."
            raise Disagreement(f"The repair {counts}")
