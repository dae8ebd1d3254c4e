"""Seats dealt out for a programme that is there, and held against the check before anybody sees them."""

from __future__ import annotations

from scheduler.checking.seats import seat_faults
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.conference.seating import SeatDemand, SeatPlan
from scheduler.questions.seats.answers import Seating
from scheduler.search.budget import Budget, Stop
from scheduler.solving.answers import Disagreement
from scheduler.solving.seating import assign_seats


def seats(
    conference: Conference,
    programme: Programme,
    *,
    equal_voices: bool = False,
    limit: float = 60,
    seed: int = 0,
    stop: Stop | None = None,
) -> Seating:
    """Everybody's own plan. `equal_voices`: everybody's strongest wish counts alike, whatever numbers they gave."""
    budget = Budget(limit, stop or Stop())
    demand = SeatDemand.of(conference, programme, equal_voices=equal_voices)
    found = assign_seats(demand, budget, seed)
    plan = SeatPlan.of(demand, found.going, seed)
    if faults := seat_faults(plan):
        raise Disagreement(" ".join(map(str, faults[:3])))
    return Seating(plan, found.bound, found.fair, budget.elapsed, budget.stop.asked)
