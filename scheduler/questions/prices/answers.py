"""What pricing answers: the price list of a day's demands, the dearest first."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.conference.conference import Conference
from scheduler.questions.prices.demand import PricedDemand
from scheduler.solving.price import Costs, Price


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
