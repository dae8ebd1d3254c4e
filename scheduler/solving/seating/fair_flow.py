"""The fairest of all ways that meet as many wishes, where it is a flow: in rounds, of wishes alike.

That is so where whoever has something to choose in a round can be there or not, and loses as much in each round when
they are not: wishes without strengths, mostly. Then what they lose is a number of rounds; its square grows with each
of them, and the cheapest flow with such costs is the fairest way, proven.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from scheduler.conference.conference import Person
from scheduler.conference.programme import Placement
from scheduler.conference.seating import SeatDemand, lost_share, lost_square
from scheduler.solving.seating.parts import Going, SeatChoice

_Option = tuple[int, Person, Placement]  # the round, by its number


@dataclass
class _Loser:
    """Somebody who may lose rounds. `surely`: what they lose in any case; `each`: in every one of `rounds`."""

    surely: int = 0
    each: int = 0
    rounds: list[int] = field(default_factory=list)


def fairest_flow(demand: SeatDemand, choices: Sequence[SeatChoice]) -> list[Going] | None:
    """Who goes where, round by round; None: it is no flow."""
    losers = _losers(demand, choices)
    if losers is None:
        return None
    best = demand.best
    shares = {
        person: [lost_share(best[person] - one.surely - n * one.each, best[person]) for n in range(len(one.rounds) + 1)]
        for person, one in losers.items()
    }
    least = max((theirs[0] for theirs in shares.values()), default=0)
    caps = sorted({share for theirs in shares.values() for share in theirs if share > least} | {least})
    low, high = 0, len(caps) - 1
    found: list[Going] | None = None
    while low < high or found is None:
        middle = (low + high) // 2
        may = {person: sum(share <= caps[middle] for share in theirs) - 1 for person, theirs in shares.items()}
        answer = _flow(demand, choices, losers, may)
        if answer is None and low < high:
            low = middle + 1
        elif answer is None:
            return None
        else:
            found, high = answer, middle
    return found


def _losers(demand: SeatDemand, choices: Sequence[SeatChoice]) -> dict[Person, _Loser] | None:
    """Everybody who asks for a contested session; None: their losses are not alike."""
    losers: dict[Person, _Loser] = {}
    for number, choice in enumerate(choices):
        if not choice.part.is_round:
            return None
        for person, options in choice.options.items():
            one = losers.setdefault(person, _Loser())
            strengths = {demand.strengths[person][p.session] for p in options if p is not None}
            if len(strengths) > 1:
                return None
            most = max(strengths, default=0)
            one.surely += choice.part.best(person) - most
            if None in options and most:
                if one.each not in (0, most):
                    return None
                one.each = most
                one.rounds.append(number)
    return losers


def _flow(
    demand: SeatDemand, choices: Sequence[SeatChoice], losers: dict[Person, _Loser], may: dict[Person, int]
) -> list[Going] | None:
    """The way with the least squares in which nobody loses more rounds than they may; None: there is none."""
    flow, nodes, sink = SimpleMinCostFlow(), 1, 0
    arcs: dict[int, _Option] = {}
    own: dict[tuple[int, Person], int] = {}
    supplied, full = 0, 0
    for number, choice in enumerate(choices):
        session = {placement: nodes + n for n, placement in enumerate(choice.part.placements)}
        nodes += len(session)
        for placement, node in session.items():
            seats = choice.part.seats(placement)
            if placement in choice.full and seats is not None:
                flow.set_node_supply(node, -seats)
                full += seats
            else:
                people = len(choice.part.people)
                flow.add_arc_with_capacity_and_unit_cost(node, sink, people if seats is None else seats, 0)
        for person, options in choice.options.items():
            named = [placement for placement in options if placement is not None]
            if not named:
                continue
            own[number, person] = nodes
            for placement in named:
                arc = flow.add_arc_with_capacity_and_unit_cost(nodes, session[placement], 1, 0)
                arcs[arc] = number, person, placement
            if None not in options:
                flow.set_node_supply(nodes, 1)
                supplied += 1
            nodes += 1
    for person, one in losers.items():
        if one.rounds:
            flow.set_node_supply(nodes, len(one.rounds))
            supplied += len(one.rounds)
            for number in one.rounds:
                flow.add_arc_with_capacity_and_unit_cost(nodes, own[number, person], 1, 0)
            best = demand.best[person]
            squares = [lost_square(best - one.surely - n * one.each, best) for n in range(may[person] + 1)]
            for less, more in pairwise(squares):
                flow.add_arc_with_capacity_and_unit_cost(nodes, sink, 1, more - less)
            nodes += 1
    flow.set_node_supply(sink, full - supplied)
    if flow.solve() != flow.OPTIMAL:
        return None
    going: list[Going] = [dict.fromkeys(choice.part.people, ()) for choice in choices]
    for arc, (number, person, placement) in arcs.items():
        if flow.flow(arc):
            going[number][person] = (placement,)
    return going
