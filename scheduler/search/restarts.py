"""A large day in rounds, searched without a model: a start place by place, then exchanges, cooled ever more slowly.

Each restart begins hot, so that little of the programme before is left, and takes four times as many turns as the one
before it. So the first good programme is there soon, and most of the time goes into the best one. Turns are counted, so
what comes of a search that ends by itself does not hang on the machine.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.conference.programme import Programme
from scheduler.search.budget import Budget
from scheduler.search.exchanges import Exchanges
from scheduler.search.place_costs import PlaceCosts
from scheduler.search.round_places import RoundPlaces
from scheduler.search.termination import TurnsWithin

FEW = (25, 100, 400, 1600)  # turns of each restart, for each session that can move
MANY = (*FEW, 6400, 12800, 12800, 25600)
_LIVELY = 0.42  # of the turns move a session where a restart begins
_COOLED = 4.5  # times as cold as that it ends
_HOTTEST, _COOLER, _PROBE = 12.0, 0.85, 4  # times the least that two sessions cost each other; turns for each session


@dataclass(frozen=True)
class Restart:
    """How one ended. `cost`: by the tables, of which those of two restarts can be compared."""

    number: int
    programme: Programme
    cost: int


def restarts(
    costs: PlaceCosts,
    budget: Budget,
    start: Programme | None = None,
    seed: int = 0,
    turns: Sequence[int] = MANY,
) -> Iterator[Restart]:
    """The start, as number 0, and what each restart ends at. Nothing: the sessions do not all find a place."""
    places = costs.places
    begun = _placed(costs, start)
    if begun is None:
        return
    yield Restart(0, places.programme(begun), table_cost(costs, begun))
    hot = 0.0
    for number, each in enumerate(turns, 1):
        if budget.expired:
            return
        exchanges = Exchanges(costs, begun, seed + number)
        scale = costs.least_weight
        if not len(exchanges.movable) or not scale:
            return
        hot = hot or _hot(exchanges, scale, budget)
        within = TurnsWithin(each * len(exchanges.movable), budget.allot(budget.left))
        exchanges.run(within.turns(), lambda done: hot * _COOLED**-done)  # noqa: B023  at once
        begun = exchanges.best.tolist()
        yield Restart(number, places.programme(begun), table_cost(costs, begun))


def _hot(exchanges: Exchanges, scale: int, budget: Budget) -> float:
    """The temperature at which so many of the turns move a session, from where nearly anything goes.

    How much two sessions cost each other differs from day to day, and with it where a programme takes its shape: 1.1
    times the least on one, 4 times on another. How lively it is there differs little.
    """
    hot = _HOTTEST * scale
    turns = _PROBE * len(exchanges.movable)
    while hot > scale / 2:
        before = exchanges.moved
        exchanges.run(TurnsWithin(turns, budget.allot(budget.left)).turns(), lambda _: hot)  # noqa: B023  at once
        if exchanges.moved - before <= _LIVELY * turns:
            break
        hot *= _COOLER
    return hot


def table_cost(costs: PlaceCosts, place: list[int]) -> int:
    """What the tables say of sessions at these places, and the cases that are asked."""
    here = np.array(place)
    zones = costs.places.zone_of[here]
    pairs = np.ix_(zones, zones)
    each = np.arange(len(here))
    reached = costs.reached[:-1, :-1] * costs.places.zones_clash[pairs]
    beside = costs.beside[:-1, :-1] * costs.places.zones_coincide[pairs]
    total = int((reached + beside).sum(dtype=np.int64)) // 2 + int(costs.alone[zones, each].sum(dtype=np.int64))
    if costs.by_place is not None:
        total += int(costs.by_place[each, here].sum(dtype=np.int64))
    asked = {id(case): case for cases in costs.asked for case in cases}
    return total + sum(case.amount(lambda number: place[number]) for case in asked.values())


def _placed(costs: PlaceCosts, start: Programme | None) -> list[int] | None:
    """Each session at a place: where the start has it, else where it costs least; None: they do not all find one."""
    places = costs.places
    number = {place: n for n, place in enumerate(places.places)}
    standing: dict[int, int] = {}
    place: list[int | None] = [None] * len(places.sessions)
    zones_near = [np.flatnonzero(row) for row in places.zones_clash]
    table = costs.alone.astype(np.int64)

    def put(one: int, where: int) -> None:
        place[one], standing[where] = where, one

    for one, session in enumerate(places.sessions):
        now = start.get(session) if start is not None else None
        where = number.get((now.start, now.room)) if now is not None else None
        if where is not None and places.allowed[one, where] and where not in standing:
            put(one, where)
            table[zones_near[places.zone_of[where]]] += costs.reached[one] + costs.beside[one]
    for one in sorted(range(len(place)), key=lambda one: int(places.allowed[one].sum())):
        if place[one] is not None:
            continue
        free = [where for where in np.flatnonzero(places.allowed[one]).tolist() if where not in standing]
        if free:
            zones = places.zone_of[free]
            where = free[int(table[zones, one].argmin())]
            put(one, where)
            table[zones_near[places.zone_of[where]]] += costs.reached[one] + costs.beside[one]
        elif not _pushed(places, one, place, standing):
            return None
    return [where for where in place if where is not None]


def _pushed(places: RoundPlaces, one: int, place: list[int | None], standing: dict[int, int]) -> bool:
    """Whether the session finds a place when others go elsewhere: an augmenting path of a matching."""
    came_from: dict[int, int] = {}
    waiting = deque([one])
    while waiting:
        who = waiting.popleft()
        for where in np.flatnonzero(places.allowed[who]).tolist():
            if where in came_from:
                continue
            came_from[where] = who
            if where in standing:
                waiting.append(standing[where])
                continue
            empty: int | None = where
            while empty is not None:  # each on the way goes to where the search came from it
                who = came_from[empty]
                before = place[who]
                place[who], standing[empty] = empty, who
                empty = before
            return True
    return False
