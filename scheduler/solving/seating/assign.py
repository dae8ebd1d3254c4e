"""Who has a seat where, in a programme that is there: every part by itself, then all of them as fairly as can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.conference.conference import Person
from scheduler.conference.programme import Placement
from scheduler.conference.seating import SeatDemand
from scheduler.search.budget import Budget
from scheduler.solving.seating.fair_flow import fairest_flow
from scheduler.solving.seating.fairness import FairDeal
from scheduler.solving.seating.overlaps import deal_overlaps
from scheduler.solving.seating.parts import parts_of
from scheduler.solving.seating.rounds import deal_round

_FIRST = 0.6  # of the time, at most, for what can be met at all; the rest is for how it is spread


@dataclass(frozen=True)
class SeatsFound:
    """`going`: by person, in order of time. `bound`: how strong all wishes that are met can be together at most.

    `fair`: it is proven that of all ways that meet as much none is fairer.
    """

    going: Mapping[Person, tuple[Placement, ...]]
    bound: int
    fair: bool


def assign_seats(demand: SeatDemand, budget: Budget, seed: int = 0) -> SeatsFound:
    """The most wishes met by strength, of these ways one with the most seats taken, and of these a fair one."""
    parts, choices = list(parts_of(demand, seed)), []
    overlapping = sum(not part.is_round for part in parts)
    for part in parts:
        if part.is_round:
            choices.append(deal_round(part))
        else:
            choices.append(deal_overlaps(part, Budget(budget.left * _FIRST / overlapping, budget.stop)))
            overlapping -= 1
    dealt, fair = fairest_flow(demand, choices), True
    if dealt is None:
        deal = FairDeal(demand, choices)
        deal.search(budget)
        dealt, fair = deal.going, deal.proven
    going = {person: list(goes) for person, goes in demand.ideal.items()}
    for part, chosen in zip(parts, dealt, strict=True):
        for person in part.people:
            going[person] = [p for p in going[person] if p not in part.worth[person]] + list(chosen[person])
    place = {placement: number for number, placement in enumerate(demand.programme.in_time_order)}
    elsewhere = sum(demand.best[person] for person in demand.strengths) - sum(
        part.best(person) for part in parts for person in part.people
    )
    bound = elsewhere + sum(choice.bound // choice.part.factor for choice in choices)
    return SeatsFound(
        {person: tuple(sorted(goes, key=place.__getitem__)) for person, goes in going.items()}, bound, fair
    )
