"""Seats of one round: a flow of least cost from people to sessions, and what else would be worth as much.

Every person brings one unit, which goes to a session within reach or nowhere. Successive prices of seats (the dual of
the flow) then tell of each person what they could choose without the whole being worth less: by complementary
slackness every other way that is as good uses these choices alone, and fills every session whose seats have a price.
"""

from __future__ import annotations

from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from scheduler.conference.conference import Person
from scheduler.conference.programme import Placement
from scheduler.solving.seating.parts import Going, SeatChoice, SeatPart


def deal_round(part: SeatPart) -> SeatChoice:
    """The most that the part can be worth, proven, and all that is worth as much."""
    goes = _flow(part)
    going: Going = {person: (placement,) if placement else () for person, placement in goes.items()}
    choice = SeatChoice(part, going, 0)
    choice.bound = choice.value
    prices = _prices(part, goes)
    for person, own in part.worth.items():
        gains: dict[Placement | None, int] = {p: value - prices[p] for p, value in own.items() if p in prices}
        gains[None] = 0
        best = max(gains.values())
        choice.options[person] = [placement for placement, gain in gains.items() if gain == best]
    choice.full = frozenset(placement for placement, price in prices.items() if price > 0)
    return choice


def _flow(part: SeatPart) -> dict[Person, Placement | None]:
    flow, people = SimpleMinCostFlow(), len(part.people)
    sink = people + len(part.placements)
    number = {placement: people + n for n, placement in enumerate(part.placements)}
    arcs: dict[int, tuple[Person, Placement]] = {}
    for n, person in enumerate(part.people):
        flow.set_node_supply(n, 1)
        for placement, value in part.worth[person].items():
            arcs[flow.add_arc_with_capacity_and_unit_cost(n, number[placement], 1, -value)] = person, placement
        flow.add_arc_with_capacity_and_unit_cost(n, sink, 1, 0)
    for placement, node in number.items():
        seats = part.seats(placement)
        flow.add_arc_with_capacity_and_unit_cost(node, sink, people if seats is None else min(seats, people), 0)
    flow.set_node_supply(sink, -people)
    status = flow.solve()
    if status != flow.OPTIMAL:  # nobody needs a seat, so there always is a flow
        raise RuntimeError(f"The flow of a round ended with {status}.")
    goes: dict[Person, Placement | None] = dict.fromkeys(part.people)
    goes.update(who for arc, who in arcs.items() if flow.flow(arc))
    return goes


def _prices(part: SeatPart, goes: dict[Person, Placement | None]) -> dict[Placement, int]:
    """Of each session with seats, how much less the whole would be worth with one seat fewer; 0 where one is free.

    Somebody moves on to their next best, may take the seat of another there, and so on: a shortest way, for which
    Bellman and Ford go round until nothing gets cheaper.
    """
    here: dict[Placement, list[Person]] = {placement: [] for placement in part.placements}
    for person, placement in goes.items():
        if placement is not None:
            here[placement].append(person)
    prices = {p: 0 for p in part.placements if (seats := part.seats(p)) is None or len(here[p]) < seats}
    full = [p for p in part.placements if p not in prices and here[p]]
    steps: dict[
        Placement, dict[Placement | None, int]
    ] = {}  # the least lost by whoever moves from the one to the other
    for placement in full:
        least = steps[placement] = {}
        for person in here[placement]:
            own = part.worth[person]
            for other, value in [(None, 0), *own.items()]:
                if other != placement:
                    lost = own[placement] - value
                    least[other] = min(lost, least.get(other, lost))
    prices.update({placement: steps[placement][None] for placement in full})
    changed = True
    while changed:
        changed = False
        for placement in full:
            cheapest = min(
                lost + (0 if other is None else prices[other])
                for other, lost in steps[placement].items()
                if other is None or other in prices
            )
            if cheapest < prices[placement]:
                prices[placement], changed = cheapest, True
    return prices
