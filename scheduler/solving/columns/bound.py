"""The bound of a day in rounds: columns are generated until no set of sessions could make the whole cheaper.

Whatever prices the linear programme gives, they make a bound: what they come to, and what the cheapest set of each
round costs by them. So the search may end at any time. RowPrices are whole numbers, and so the bound is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from scheduler.conference.programme import Programme
from scheduler.solving.columns.master import SCALE, Master, RowPrices
from scheduler.solving.columns.places import RoomsOfRound
from scheduler.solving.columns.pricing import NARROW, WIDE, Pricer
from scheduler.solving.columns.readings import Counted, Readings
from scheduler.solving.columns.tables import forbidden, table

_TURNS_OF_A_DIVE = 4  # in which columns are looked for, after each that is settled
_WORK = 800_000  # sets looked at in one round before it is given up


@dataclass
class ColumnBound:
    """`least`: no programme costs less, in points of the tier; `prices` show it. `ended`: it is what all columns give.

    `exactly`: the same in parts of a point, before it is rounded up. `reduced`: by round, what its cheapest set costs
    by those prices. `expired`: whether a search is to end with what it has; `left`: how many seconds there are.
    """

    readings: Readings
    master: Master
    least: int = 0
    exactly: int = 0
    prices: RowPrices | None = None
    reduced: tuple[int, ...] = ()
    ended: bool = False
    turns: int = 0
    expired: Callable[[], bool] = lambda: False
    left: Callable[[], float] = lambda: inf

    @cached_property
    def forbidden(self) -> list[NDArray[np.bool_]]:
        """By round, which of its members cannot stand in it together."""
        return [forbidden(self.readings, round_) for round_ in range(len(self.readings.rooms))]

    @cached_property
    def rooms(self) -> list[RoomsOfRound]:
        """By round; each remembers which sets of sessions found rooms."""
        return [RoomsOfRound(rooms) for rooms in self.readings.rooms]

    def start_at(self, programme: Programme) -> None:
        """Take in the columns of a programme."""
        for round_, start in enumerate(self.readings.day.starts):
            self.take_in(
                round_,
                [n for n, s in enumerate(self.readings.sessions) if (p := programme.get(s)) and p.start == start],
            )

    def take_in(self, round_: int, sessions: Iterable[int]) -> None:
        found = tuple(sorted(sessions))
        if found and set(found) <= self.readings.can_be[round_]:
            self.master.add(round_, found)


def begin(readings: Readings, expired: Callable[[], bool] = lambda: False) -> ColumnBound:
    """Each session alone as a column, and nothing known."""
    alone = [abs(amount) for by_session in readings.cost.alone for amount in by_session.values()]
    dear = 2 * (1 + readings.cost.base + sum(alone))
    bound = ColumnBound(readings, Master(readings, dear), expired=expired)
    for round_, can_be in enumerate(readings.can_be):
        for one in sorted(can_be):
            if bound.rooms[round_].hold([one]):
                bound.take_in(round_, [one])
    return bound


def pricers(bound: ColumnBound, prices: RowPrices) -> list[Pricer]:
    """Of each round, by what sets cost less what the prices give for their sessions."""
    readings = bound.readings
    weighed: list[tuple[Counted, int]] = [
        (readings.worst[which].shares[number], price)
        for which, found in enumerate(prices.shares)
        for number, price in found.items()
    ]
    besides: dict[tuple[int, int], int] = {}
    for price, places in zip(prices.apart, readings.apart, strict=True):
        for place in places:
            besides[place] = besides.get(place, 0) + price
    found = []
    for round_, rooms in enumerate(bound.rooms):
        costs = table(readings, round_, weighed, SCALE)
        for index, one in enumerate(costs.members):
            costs.alone[index] += besides.get((one, round_), 0) - prices.sessions[one]
        found.append(Pricer(costs, bound.forbidden[round_], rooms, bound.expired))
    return found


def constant(readings: Readings, prices: RowPrices) -> int:
    """What the prices come to, apart from the rounds, in parts of a point."""
    total = SCALE * readings.cost.base + sum(prices.sessions) - sum(prices.apart)
    for worst, found in zip(readings.worst, prices.shares, strict=True):
        total += sum(price * (worst.shares[number].base - worst.most) for number, price in found.items())
    return total


def improve(bound: ColumnBound, go_on: Callable[[ColumnBound], bool], target: int | None = None) -> None:
    """Generate columns until there are no better ones, `go_on` says no, or the bound has reached the target."""
    while not bound.ended and go_on(bound) and (target is None or bound.least < target):
        prices = find_quickly(bound, go_on)
        if prices is not None:
            _prove(bound, prices)
        else:
            return


def find_quickly(bound: ColumnBound, go_on: Callable[[ColumnBound], bool]) -> RowPrices | None:
    """Columns as long as they are easily found; the prices then. None: `go_on` has said no."""
    width = NARROW
    while go_on(bound):
        bound.turns += 1
        prices = bound.master.solve()
        if prices is None:
            return None
        if _found(bound, prices, width):
            width = NARROW
        elif width == WIDE:
            return prices
        else:
            width = WIDE
    return None


def _found(bound: ColumnBound, prices: RowPrices, width: int) -> bool:
    """Whether a quick look finds new columns that are cheaper by these prices."""
    grown = False
    for round_, pricer in enumerate(pricers(bound, prices)):
        grown |= _take_cheaper(bound, round_, pricer.quick(width).found, prices)
    return grown


def dive(bound: ColumnBound) -> tuple[tuple[int, ...], ...] | None:
    """A good mix of columns, by round: the most used column is settled, again and again, with new ones beside it.

    None: it leads nowhere, or the time is up.
    """
    master, settled = bound.master, set[int]()
    try:
        while not bound.expired():
            prices = _with_quick_columns(bound)
            if prices is None or prices.lacking:
                return None
            used = master.used()
            if all(value == 1 for value, _ in used):
                chosen = {master.columns[number].round: master.columns[number].sessions for _, number in used}
                return tuple(chosen.get(round_, ()) for round_ in range(len(bound.readings.rooms)))
            number = next(number for _, number in used if number not in settled)
            settled.add(number)
            master.settle(number)
        return None
    finally:
        master.release(settled)


def _with_quick_columns(bound: ColumnBound) -> RowPrices | None:
    """The prices after a few turns of looking for columns quickly."""
    prices = bound.master.solve()
    for _ in range(_TURNS_OF_A_DIVE):
        if prices is None or bound.expired():
            break
        if not _found(bound, prices, NARROW):
            break
        prices = bound.master.solve()
    return prices


def _prove(bound: ColumnBound, prices: RowPrices) -> None:
    """All sets of each round, by these prices: a bound, and columns where there are better ones.

    Where that is too much work, what has been shown by then is a bound as well. It ends when it can come to no more
    than is known.
    """
    grown = short = False
    reduced = []
    least = constant(bound.readings, prices)
    of_rounds = pricers(bound, prices)
    for round_, pricer in enumerate(of_rounds):
        pricer.expired_by_lots = _part_of_time(bound, len(of_rounds) - round_)
        priced = pricer.cheapest(prices.rounds[round_] + 1, _WORK)
        reduced.append(min(priced.least, 0))
        grown |= _take_cheaper(bound, round_, priced.found, prices)
        short |= pricer.cut_short
        if short and -(-(least + sum(reduced)) // SCALE) <= bound.least:
            bound.ended = True
            return
    exactly = least + sum(reduced)
    better = bound.prices is None or exactly > bound.exactly
    if better:
        bound.exactly, bound.prices, bound.reduced = exactly, prices, tuple(reduced)
        bound.least = max(bound.least, -(-exactly // SCALE))
    bound.ended = not grown or (short and not better)


def _part_of_time(bound: ColumnBound, parts: int) -> Callable[[], bool]:
    """Whether the first of so many parts of the time that is left is over."""
    until = bound.left() * (1 - 1 / parts)
    return lambda: bound.expired() or bound.left() < until


def _take_cheaper(
    bound: ColumnBound, round_: int, found: Iterable[tuple[int, tuple[int, ...]]], prices: RowPrices
) -> bool:
    """Take in those that cost less than the round is worth by the prices; whether any of them is new."""
    cheaper = [sessions for cost, sessions in found if cost < prices.rounds[round_]]
    return sum(bound.master.add(round_, sessions) for sessions in cheaper) > 0
