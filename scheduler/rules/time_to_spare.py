"""Whoever leads or speaks has some minutes to spare before each of their sessions.

Wanted by whoever runs the day itself: a train is late, a meeting overruns, and the next one waits for its chair. It is
about those who chair, speak or host; who merely must be there keeps nobody waiting. Somebody arrives at the beginning
of each stretch in which they are there, or at the opening hour when they are there before it. What counts is each of
their sessions that begins less than `minutes` after they arrive, and each two of their sessions with less than that
between the end of the one and the beginning of the other; with `arrival: no` the latter alone. `netday solve --robust`
weighs it last of all.

>>> from tests.support.small import broken, day
>>> burggraaf = {"chair": ["Maarten Burggraaf"]}
>>> two = day(
...     sessions={"Slim": {"groups": ["Slim"]}, "Vitaal": {"groups": ["Vitaal"]}},
...     groups={"Slim": burggraaf, "Vitaal": burggraaf},
...     people={"Maarten Burggraaf": {"present": ["10:00-16:00"]}},
... )
>>> broken(TimeToSpare(), two, "Slim 10:30 Zaal 1; Vitaal 12:00 Zaal 1")
[]
>>> for line in broken(TimeToSpare(), two, "Slim 10:00 Zaal 1; Vitaal 11:15 Zaal 1"):
...     print(line)
Maarten Burggraaf has 0 minutes from arriving (10.00) to Slim (10.00–11.00).
Maarten Burggraaf has 15 minutes between Slim (10.00–11.00) and Vitaal (11.15–12.15).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.programme import Placement, Programme, titled
from scheduler.rules.fields import Minutes
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import asked, count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class TimeToSpare(Rule):
    sentence: ClassVar[str] = (
        "Whoever chairs, speaks or hosts has so many minutes to spare after arriving and between two of their sessions."
    )
    minutes: Minutes = Field(default=30, ge=1, description="how many minutes that is")
    arrival: bool = Field(default=True, description="yes: the time after arriving counts too")

    @property
    def arrival_margin(self) -> int:
        return self.minutes if self.arrival else 0

    def partial_relaxations(self, conference: Conference) -> Iterator[tuple[Phrase, Mapping[str, Any]]]:
        if self.arrival and conference.people:
            sooner = Sentence("Let whoever chairs, speaks or hosts begin as soon as they arrive.")
            yield sooner, {"arrival": False}

    def relaxed_text(self, field: str, number: int) -> Phrase:
        if field != "minutes" or number >= self.minutes:
            return NOTHING
        return Sentence(
            "Let whoever chairs, speaks or hosts make do with {minutes} to spare ({asked}).",
            minutes=count(number, "minute"),
            asked=asked(self.minutes),
        )

    def cases(self, conference: Conference) -> Iterator[Case]:
        for person in self.of_people(conference.people):
            leads = tuple(s for s in self.of(conference.duties(person)) if _waits_for(conference, s, person))
            if leads:
                arrivals = _arrivals(conference, person) if self.arrival else ()
                if arrivals or len(leads) > 1:
                    yield InTime(conference, person, leads, self.minutes, arrivals)


def _waits_for(conference: Conference, session: Session, person: Person) -> bool:
    return conference.needed(session)[person] != "must be at"


def _arrivals(conference: Conference, person: Person) -> tuple[Minute, ...]:
    """When the person comes in: on each day, for each stretch in which they are there while it is open."""
    return tuple(
        dict.fromkeys(
            max(stretch.start, day.hours.start)
            for day in conference.days
            for stretch in (person.present if person.present is not None else (day.hours,))
            if stretch.overlaps(day.hours)
        )
    )


@dataclass(frozen=True)
class InTime(AmountCase):
    conference: Conference
    person: Person
    leads: tuple[Session, ...]
    minutes: int
    arrivals: tuple[Minute, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.leads

    @property
    def rooms_matter(self) -> bool:
        return False

    def __str__(self) -> Sentence:
        minutes = count(self.minutes, "minute")
        if self.arrivals:
            return Sentence(
                "{person} has {minutes} to spare before {sessions}.",
                person=self.person,
                minutes=minutes,
                sessions=listing(self.leads, "or"),
            )
        return Sentence(
            "{person} has {minutes} to spare between {sessions}.",
            person=self.person,
            minutes=minutes,
            sessions=listing(self.leads),
        )

    def breaches(self, programme: Programme) -> list[Breach]:
        placements = sorted(programme.of(self.leads), key=lambda p: (p.start, p.end, p.session.name))
        return [*self._just_in(placements), *self._back_to_back(placements)]

    def _just_in(self, placements: list[Placement]) -> Iterator[Breach]:
        for placement in placements:
            early = [arrival for arrival in self.arrivals if 0 <= placement.start - arrival < self.minutes]
            if early:
                arrival = max(early)
                sentence = Sentence(
                    "{person} has {minutes} from arriving ({hour}) to {session}.",
                    person=self.person,
                    minutes=count(placement.start - arrival, "minute"),
                    hour=self.conference.clock.text(arrival),
                    session=titled(self.conference.clock, placement),
                )
                yield Breach(sentence, 1, (placement.session,), (self.person,))

    def _back_to_back(self, placements: list[Placement]) -> Iterator[Breach]:
        for one, other in combinations(placements, 2):
            gap = other.start - one.end
            if gap < self.minutes:
                sentence = Sentence(
                    "{person} has {minutes} between {one} and {other}.",
                    person=self.person,
                    minutes=count(max(0, gap), "minute"),
                    one=titled(self.conference.clock, one),
                    other=titled(self.conference.clock, other),
                )
                yield Breach(sentence, 1, (one.session, other.session), (self.person,))

    def cost(self, model: Model) -> Amount:
        early = [
            decision.starts_in([s for s in decision.starts if any(0 <= s - a < self.minutes for a in self.arrivals)])
            for decision in (model[session] for session in self.leads)
        ]
        near = [model.overlap(one, other, self.minutes) for one, other in combinations(self.leads, 2)]
        return model.sum([*early, *near])
