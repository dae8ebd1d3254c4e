"""What something costs: two amounts, between which the true one lies, by tier and compared tier by tier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scheduler.checking.check import Report
from scheduler.solving.answers import Solved
from scheduler.text.wording import count, listing

Costs = tuple[int, ...]  # points by tier, the first tier first; compared as tuples are


@dataclass(frozen=True)
class Price:
    """Between `least` and `most`, both included. The same twice: that is the price, proven."""

    least: Costs
    most: Costs

    @property
    def proven(self) -> bool:
        return self.least == self.most

    def __sub__(self, other: Price) -> Price:
        return Price(minus(self.least, other.most), minus(self.most, other.least))

    def __neg__(self) -> Price:
        return Price(tuple(-points for points in self.most), tuple(-points for points in self.least))

    def within(self, bounds: Price) -> Price:
        """What is left of it between these."""
        return Price(max(self.least, bounds.least), min(self.most, bounds.most))


def exactly(costs: Costs) -> Price:
    return Price(costs, costs)


def minus(one: Costs, other: Costs) -> Costs:
    return tuple(a - b for a, b in zip(one, other, strict=True))


def costs_of(report: Report, tiers: int) -> Costs:
    """What the programme costs in the first so many tiers; no tier at all counts as one that costs nothing."""
    return tuple(report.costs.values())[:tiers] or (0,)


def price_of(answer: Solved, tiers: int) -> Price:
    """What the best programme costs. Of tiers after the first one that is not proven nothing is known."""
    costs = costs_of(answer.report, tiers)
    bounds = [answer.bounds.get(tier, 0) for tier in answer.report.costs][:tiers] or [0]
    proven = next((n for n, (least, cost) in enumerate(zip(bounds, costs, strict=True)) if least != cost), len(costs))
    return Price(tuple(least if n <= proven else 0 for n, least in enumerate(bounds)), costs)


def points(costs: Costs) -> str:
    """`4 points`; with several tiers `4 points first weighed and 2 points second weighed`."""
    return _by_tier(costs, lambda number: count(number, "point")) or "0 points"


def more(costs: Costs) -> str:
    """`4 points more`, `1 point fewer`, `as many points`."""
    text = _by_tier(costs, lambda number: f"{count(abs(number), 'point')} {'more' if number > 0 else 'fewer'}")
    return text or "as many points"


def signed(costs: Costs) -> str:
    """For a column: `+4`, `-1`, `0`; of several tiers each, with a stroke between."""
    return " / ".join(f"{number:+,}" if number else "0" for number in costs)


def _by_tier(costs: Costs, one: Callable[[int], str]) -> str:
    order = _order(costs)
    return listing(f"{one(number)}{name}" for number, name in zip(costs, order, strict=True) if number)


def _order(costs: Sequence[int]) -> list[str]:
    if len(costs) == 1:
        return [""]
    words = ["first", "second", "third", "fourth", "fifth"]
    return [f" {words[place] if place < len(words) else f'{place + 1}th'} weighed" for place in range(len(costs))]
