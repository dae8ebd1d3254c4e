"""What something costs: two amounts, between which the true one lies, by tier and compared tier by tier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scheduler.checking.check import Report
from scheduler.solving.answers import Solved
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph, plural
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


def points(costs: Costs) -> Phrase:
    """`4 points`; with several tiers `4 points first weighed and 2 points second weighed`."""
    return _by_tier(costs, lambda number: count(number, "point")) or count(0, "point")


def more(costs: Costs) -> Phrase:
    """`4 points more`, `1 point fewer`, `as many points`."""
    return _by_tier(costs, _more) or Sentence("as many points")


def _more(number: int) -> Phrase:
    if number > 0:
        return plural(number, "{number} point more", "{number} points more")
    return plural(-number, "{number} point fewer", "{number} points fewer")


def signed(costs: Costs) -> Phrase:
    """For a column: `+4`, `-1`, `0`; of several tiers each, with a stroke between."""
    return paragraph(*map(_signed, costs), between=" / ")


def _signed(number: int) -> Phrase:
    if not number:
        return Sentence("0")
    return Sentence("+{number}", number=number) if number > 0 else Sentence("-{number}", number=-number)


def _by_tier(costs: Costs, one: Callable[[int], Phrase]) -> Phrase:
    if len(costs) == 1:
        return one(costs[0]) if costs[0] else NOTHING
    return listing(_weighed(one(number), place) for place, number in enumerate(costs) if number)


def _weighed(points: Phrase, place: int) -> Phrase:
    """`4 points first weighed`. `place`: counted from 0."""
    match place:
        case 0:
            return Sentence("{points} first weighed", points=points)
        case 1:
            return Sentence("{points} second weighed", points=points)
        case 2:
            return Sentence("{points} third weighed", points=points)
        case 3:
            return Sentence("{points} fourth weighed", points=points)
        case 4:
            return Sentence("{points} fifth weighed", points=points)
    return Sentence("{points} {place}th weighed", points=points, place=place + 1)
