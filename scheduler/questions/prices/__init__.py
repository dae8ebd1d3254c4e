"""The price list of a day's demands: what would be saved if one of them were dropped, the dearest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.questions.explain import Standing
from scheduler.questions.prices.demand import PricedDemand
from scheduler.questions.prices.pricing import Pricing
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.solving.price import Costs, Price
from scheduler.solving.solve import Stop

__all__ = ["PricedDemand", "Prices", "prices"]


@dataclass(frozen=True)
class Prices:
    """`items`: the statements, the dearest first; `single`: by number of the statement, those of its cases that save.

    `now`: what the programme costs; `day`: what the day costs at best, from which the prices are reckoned.
    """

    conference: Conference
    now: Costs
    day: Price
    items: tuple[PricedDemand, ...]
    single: dict[int, tuple[PricedDemand, ...]]
    elapsed: float
    stopped: bool = False


def prices(
    problem: Problem,
    programme: Programme,
    *,
    only: Callable[[Rule], bool] = lambda _: True,
    limit: float = 60,
    seed: int = 0,
    tell: Callable[[Standing], None] = lambda _: None,
    stop: Stop | None = None,
) -> Prices:
    """What dropping each demand saves. The programme keeps all hard rules. `only`: the statements to be priced."""
    pricing = Pricing(problem, programme, only, limit, seed, tell, stop or Stop())
    items, single = pricing.run()
    return Prices(
        problem.conference,
        pricing.now,
        pricing.day,
        tuple(sorted(items, key=_dearest)),
        {number: tuple(sorted(cases, key=_dearest)) for number, cases in single.items()},
        pricing.elapsed,
        pricing.stop.asked,
    )


def _dearest(item: PricedDemand) -> tuple[Costs, Costs, int, int]:
    return tuple(-x for x in item.found), tuple(-x for x in item.saves.most), item.number, min(item.numbers)
