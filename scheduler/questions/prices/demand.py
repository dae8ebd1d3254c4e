"""A demand of the day, and what may be known of its price before anything is solved."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.rules.protocols import waivable
from scheduler.rules.rule import AmountCase, Case, Rule
from scheduler.solving.price import Costs, Price


@dataclass(frozen=True, eq=False)
class Demand:
    """A whole statement of the book, or one case of it. `number`: of the rule in the book; `numbers`: of its cases."""

    rule: Rule
    number: int
    cases: tuple[Case, ...]
    numbers: frozenset[int]
    whole: bool = True

    @property
    def can_be_given_up(self) -> bool:
        """False: it states what is physically so; rooms, hours or people would have to change."""
        return waivable(self.rule) or self.rule.weight is not None

    @property
    def itself_at_most(self) -> int | None:
        """The most points that it can cost itself, and so the most that dropping it can save in its tier.

        For the best programme without it costs no more than that when it counts again. None: not known, for a hard
        demand and for one that counts amounts.
        """
        if self.rule.weight is None or any(isinstance(case, AmountCase) for case in self.cases):
            return None
        return self.rule.weight * len(self.cases)


@dataclass(frozen=True, eq=False)
class PricedDemand:
    """A demand with its price.

    `saves`: how much less the day costs at best when it is dropped. `own`: of that, what it costs itself in the best
    programme; the rest is what the others gain. `found`: how much less than the best programme that is known the best
    one costs that was found without it; where both are proven, that is what it saves.
    """

    demand: Demand
    own: Costs
    saves: Price
    found: Costs
