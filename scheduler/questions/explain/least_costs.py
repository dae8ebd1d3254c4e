"""What a day costs with a remedy: never more than with another one that allows less.

Each cost is of a programme that was found in little time. Who is there all day can be at whatever stands where
somebody is there until noon: so a programme that was found for the one remedy is tried on the day of each other, and
where it keeps all that is demanded there and costs less, it is what that day can cost. What a change includes need so
be told of no change: hours, rooms, rounds, lengths and numbers of rules, or two of them together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from scheduler.checking.check import check
from scheduler.conference.programme import Programme
from scheduler.questions.explain.day_remedies import Demanded
from scheduler.rules.problem import Problem
from scheduler.search.budget import Budget
from scheduler.solving.answers import Solved

_Key = TypeVar("_Key")


@dataclass(frozen=True)
class PricedDay:
    """A day as it is with a remedy, and what was found of it."""

    problem: Problem
    solved: Solved


def with_least(days: Mapping[_Key, PricedDay], budget: Budget) -> dict[_Key, Solved]:
    """The best that is known of each day, from the programmes of all. Within the budget; after it as they were."""
    found = {key: day.solved for key, day in days.items()}
    programmes = sorted((day.solved for day in days.values()), key=_costs)
    for key, day in days.items():
        cheaper = [other for other in programmes if _costs(other) < _costs(day.solved)]
        if cheaper and not budget.expired:
            found[key] = _least(day, [other.programme for other in cheaper], budget)
    return found


def _least(day: PricedDay, programmes: Sequence[Programme], budget: Budget) -> Solved:
    demanded = Demanded(day.problem)
    best = day.solved
    for programme in programmes:
        if budget.expired:
            break
        if (here := demanded.kept(programme)) is None:
            continue
        report = check(day.problem, here)
        solved = replace(best, programme=here, report=report, canonical=False)
        if _costs(solved) < _costs(best):
            # Nothing costs less than what nothing costs less than: a bound above it would be wrong.
            bounds = {tier: min(bound, report.costs.get(tier, 0)) for tier, bound in best.bounds.items()}
            best = replace(solved, bounds=bounds, optimal=bounds == report.costs)
    return best


def _costs(solved: Solved) -> tuple[int, ...]:
    return tuple(solved.report.costs.values())
