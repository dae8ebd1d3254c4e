"""What a question is answered: what it costs and changes, that it cannot be, or every place with its price."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.checking.check import Report
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.questions.difference import Difference
from scheduler.questions.explain import Cause
from scheduler.questions.why.question import Question
from scheduler.questions.why.resolver import Found
from scheduler.solving.price import Costs, Price


@dataclass(frozen=True)
class Already:
    """It is so in the programme."""

    question: Question
    elapsed: float


@dataclass(frozen=True)
class Priced:
    """It can be. `now`: what the programme costs; `day`: what the best programme costs when nothing is asked."""

    question: Question
    now: Found
    day: Price
    found: Found
    difference: Difference
    elapsed: float
    stopped: bool = False

    @property
    def price(self) -> Price:
        """How much more than the programme the best one costs that has it as asked."""
        return self.found.price - Price(self.now.price.most, self.now.price.most)

    @property
    def own(self) -> Price:
        """How much more than the best of the day that one costs; never less than nothing."""
        return (self.found.price - self.day).within(Price((0,) * len(self.day.least), self.found.price.most))


@dataclass(frozen=True)
class Refused:
    """It cannot be: each cause needs what is asked, and the day is possible without. `all_causes`: there are no others.

    Without causes: shown to be impossible, but there was no time to find out why.
    """

    question: Question
    conference: Conference
    causes: tuple[Cause, ...]
    all_causes: bool
    elapsed: float
    stopped: bool = False


@dataclass(frozen=True)
class PlacePrice:
    """An hour, and rooms that do equally well there. `found`: with the session in the first of these.

    `here`: the programme has it at this hour, in one of these rooms.
    """

    start: Minute
    rooms: tuple[Room | None, ...]
    price: Price
    found: Found | None
    difference: Difference | None = None
    here: bool = False


@dataclass(frozen=True)
class ClosedHour:
    """An hour at which it cannot be, in these rooms, and why in sentences. No sentence: no time to find out.

    `demand`: the reason without this hour in it, where there is one: hours with the same demand belong together.
    `titled`: `why` with the rules as pages call them, not as they are typed.
    """

    start: Minute
    rooms: tuple[Room | None, ...]
    why: tuple[str, ...]
    demand: str = ""
    titled: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlacePrices:
    """Every place for a session: the cheapest first.

    `reference`: on the programme; `now`: what it costs; `day`: what the day can cost at best.

    `price` of a place: what the day costs more than the programme when it stands there.
    `quick`: there were too many hours to solve each; of each one room was tried, by hand.
    """

    conference: Conference
    session: Session
    reference: Report
    now: Costs
    day: Price
    places: tuple[PlacePrice, ...]
    closed: tuple[ClosedHour, ...]
    elapsed: float
    stopped: bool = False
    quick: bool = False

    @property
    def proven(self) -> bool:
        return all(place.price.proven for place in self.places)
