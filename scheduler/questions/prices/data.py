"""A price list as data for other programs."""

from __future__ import annotations

from typing import Any

from scheduler.questions.prices import PricedDemand, Prices
from scheduler.solving.price import Price


def as_data(answer: Prices) -> dict[str, Any]:
    return {
        "answer": "prices",
        "now": list(answer.now),
        "best": _price(answer.day),
        "cases_priced": answer.day.proven,
        "demands": [
            {**_data(item), "single": [_data(case) for case in answer.single.get(item.demand.number, ())]}
            for item in answer.items
        ],
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
    }


def _data(item: PricedDemand) -> dict[str, Any]:
    return {
        "rule": item.demand.rule.name,
        "weight": "hard" if item.demand.rule.weight is None else item.demand.rule.weight,
        "tier": item.demand.rule.tier,
        "can_be_given_up": item.demand.can_be_given_up,
        "statement": item.demand.rule.sentence if item.demand.whole else str(item.demand.cases[0]),
        "cases": len(item.demand.cases),
        "costs_itself": list(item.own),
        "found": list(item.found),
        "saves": _price(item.saves),
    }


def _price(price: Price) -> dict[str, Any]:
    return {"proven": price.proven, "least": list(price.least), "most": list(price.most)}
