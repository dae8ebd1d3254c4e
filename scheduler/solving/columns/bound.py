"""The bound of a day in rounds: columns are generated until no set of sessions could make the whole cheaper.

Whatever prices the linear programme gives, they make a bound: what they come to, and what the cheapest set of each
round costs by them. So the search may end at any time. RowPrices are whole numbers, and so the bound is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from scheduler.conference.programme import Programme
from scheduler.solving.columns.master import SCALE, Master, RoundColumn, RowPrices
from scheduler.solving.columns.places import RoomsOfRound
from scheduler.solving.columns.pricing import Pricer
from scheduler.solving.columns.readings import Counted, Readings
from scheduler.solving.columns.tables import forbidden, table

_WORK = 3_000_000  # sets looked at in one round before its least cost is left at what has been shown


@dataclass
class ColumnBound:
    """`least`: no programme costs less, in points of the tier; `prices` show it. `ended`: it is what all columns give.

    `exactly`: the same in parts of a point, before it is rounded up. `reduced`: by round, what its cheapest set costs
    by those prices.
    """

    readings: Readings
    master: Master
    least: int = 0
    exactly: int = 0
    prices: RowPrices | None = None
    reduced: tuple[int, ...] = ()
    ended: bool = False
    work: int = 0
    turns: int = field(default=0)

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


def begin(readings: Readings) -> ColumnBound:
    """No columns yet, and nothing known."""
    alone = [abs(amount) for by_session in readings.cost.alone for amount in by_session.values()]
    dear = 2 * (1 + readings.cost.base + sum(alone))
    bound = ColumnBound(readings, Master(readings, dear))
    rooms = [RoomsOfRound(found) for found in readings.rooms]
    for round_, can_be in enumerate(readings.can_be):
        for one in sorted(can_be):
            if rooms[round_].hold([one]):
                bound.take_in(round_, [one])
    return bound


def pricers(readings: Readings, prices: RowPrices) -> list[Pricer]:
    """Of each round, by what sets cost less what the prices give for their sessions."""
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
    for round_, rooms in enumerate(readings.rooms):
        costs = table(readings, round_, weighed, SCALE)
        for index, one in enumerate(costs.members):
            costs.alone[index] += besides.get((one, round_), 0) - prices.sessions[one]
        found.append(Pricer(costs, forbidden(readings, round_), RoomsOfRound(rooms)))
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
        bound.turns += 1
        prices = bound.master.solve()
        if prices is None:
            return
        found = pricers(bound.readings, prices)
        grown = False
        for round_, pricer in enumerate(found):
            quick = pricer.quick()
            bound.work += pricer.work
            for cost, sessions in quick.found:
                if cost < prices.rounds[round_]:
                    grown |= bound.master.add(round_, sessions)
        if grown:
            continue
        _prove(bound, prices, found)


def _prove(bound: ColumnBound, prices: RowPrices, found: Sequence[Pricer]) -> None:
    """All sets of each round, by these prices: a bound, and columns where there are better ones."""
    grown = False
    reduced = []
    for round_, pricer in enumerate(found):
        priced = pricer.cheapest(prices.rounds[round_] + 1, _WORK)
        bound.work += pricer.work
        reduced.append(min(priced.least, 0))
        for cost, sessions in priced.found:
            if cost < prices.rounds[round_]:
                grown |= bound.master.add(round_, sessions)
    exactly = constant(bound.readings, prices) + sum(reduced)
    if bound.prices is None or exactly > bound.exactly:
        bound.exactly, bound.prices, bound.reduced = exactly, prices, tuple(reduced)
        bound.least = max(bound.least, -(-exactly // SCALE))
    if not grown:
        bound.ended = True


def columns_of(values: Iterable[tuple[float, RoundColumn]]) -> list[RoundColumn]:
    return [column for _, column in values]
