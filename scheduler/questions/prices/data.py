"""A price list as data for other programs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import Elapsed, Stamped, Stopped, Tier, Weight, weight_data
from scheduler.checking.answer_names import stamp
from scheduler.questions.prices import PricedDemand, Prices
from scheduler.solving.answers_data import Points, PriceData
from scheduler.solving.price import Price
from scheduler.text.sentence import phrase


class _Demand(TypedDict):
    rule: Annotated[str, Field(description="the name of the rule in the day file")]
    weight: Weight
    tier: Tier
    can_be_given_up: Annotated[bool, Field(description="false: what is physically so; rooms or hours would change")]
    statement: Annotated[str, Field(description="what it says")]
    cases: Annotated[int, Field(ge=0, description="how many single things it says")]
    costs_itself: Annotated[
        Points, Field(description="what of the cost of the best programme is its own, tier by tier")
    ]
    found: Annotated[Points, Field(description="how much less the best programme costs that was found without it")]
    saves: Annotated[PriceData, Field(description="how much less the day costs at best when it is dropped")]


class CaseDemandData(_Demand):
    """One thing that a statement of a rule says."""


class WholeDemandData(_Demand):
    """A whole statement of a rule."""

    single: Annotated[
        list[CaseDemandData], Field(description="what dropping each single thing that it says would save")
    ]


class PricesData(Stamped):
    """What dropping each demand of a day would save."""

    answer: Annotated[Literal["prices"], Field(description="there is a list")]
    now: Annotated[Points, Field(description="what the programme costs, tier by tier")]
    best: Annotated[PriceData, Field(description="what the day costs at best, from which prices are reckoned")]
    cases_priced: Annotated[bool, Field(description="whether single things were priced: only beside a proven best")]
    demands: Annotated[list[WholeDemandData], Field(description="the dearest first")]
    elapsed: Elapsed
    stopped: Stopped


def as_data(answer: Prices) -> PricesData:
    return {
        "schema": stamp("prices"),
        "answer": "prices",
        "now": list(answer.now),
        "best": _price(answer.day),
        "cases_priced": answer.day.proven,
        "demands": [
            {**_demand(item), "single": [_demand(case) for case in answer.single.get(item.demand.number, ())]}
            for item in answer.items
        ],
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
    }


def _demand(item: PricedDemand) -> CaseDemandData:
    demand = item.demand
    return {
        "rule": demand.rule.name,
        "weight": weight_data(demand.rule),
        "tier": demand.rule.tier,
        "can_be_given_up": demand.can_be_given_up,
        "statement": phrase(demand.rule.sentence) if demand.whole else demand.cases[0].__str__(),
        "cases": len(demand.cases),
        "costs_itself": list(item.own),
        "found": list(item.found),
        "saves": _price(item.saves),
    }


def _price(price: Price) -> PriceData:
    return {"proven": price.proven, "least": list(price.least), "most": list(price.most)}
