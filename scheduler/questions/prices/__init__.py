"""The price list of a day's demands, what would be saved if one of them were dropped: `prices` and what it answers."""

from __future__ import annotations

from scheduler.questions.prices.answers import Prices
from scheduler.questions.prices.demand import PricedDemand
from scheduler.questions.prices.pricing import prices

__all__ = ["PricedDemand", "Prices", "prices"]
