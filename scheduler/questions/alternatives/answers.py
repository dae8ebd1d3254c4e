"""What a search for alternatives answers: the best programme, the others, and whether there are more."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.checking.check import Report
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.solving.price import Costs, Price
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count


@dataclass(frozen=True)
class Within:
    """How much more than the best a programme may cost: so many in a hundred, or so many points.

    That is allowed in each tier, and compared as costs are: one that costs less in the first may cost what it will in
    the others.
    """

    hundredths: int = 10
    points: int | None = None

    def limit(self, best: Costs) -> Costs:
        """The most that is allowed."""
        if self.points is not None:
            return tuple(cost + self.points for cost in best)
        return tuple(cost + cost * self.hundredths // 100 for cost in best)

    def __str__(self) -> str:
        if self.points is None:
            return Sentence("{hundredths} %", hundredths=self.hundredths)
        return count(self.points, "point")


@dataclass(frozen=True)
class Alternative:
    """A programme. `price`: what the best one costs that differs so much from those before it.

    `distance`: from the nearest of those, in sessions that begin at another hour; `people`: and of those whom such
    sessions concern, the fewest.
    """

    programme: Programme
    report: Report
    price: Price
    distance: int
    people: int


@dataclass(frozen=True)
class Alternatives:
    """`best`, and `others` in the order in which they were found. `differ`: the least distance that was asked.

    `no_more`: shown that no programme is within the limit and differs so much from all of these; None: there are as
    many as were asked. `optimal`: the best is proven.
    """

    conference: Conference
    best: Alternative
    others: tuple[Alternative, ...]
    differ: int
    concern: int
    within: Within
    limit: Costs
    no_more: bool | None
    elapsed: float
    stopped: bool = False

    @property
    def optimal(self) -> bool:
        return self.best.price.proven
