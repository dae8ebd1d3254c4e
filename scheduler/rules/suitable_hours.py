"""Talks are at hours that suit where their speakers are.

Wanted by whoever speaks from another continent. A talk counts for each slot that it takes: `little` where its round
begins before `from` or ends after `to`, `much` where it begins before `less_from` or ends after `less_to`, both by the
clock of the talk's `zone`; without one, of its speakers who have one, and of several the hours that suit least count;
else by that of the conference. Dates do not matter: a round that ends after midnight there ends early. `as_on`: the
clocks are those of that date, whatever summer time does on the days themselves.

>>> from tests.support.small import broken, day
>>> talks = {"Dijken": {"track": "Water", "zone": "Asia/Singapore"}}
>>> small = day(sessions=talks, tracks={"Water": {}}, rounds=["9:00-10:00", "14:00-15:00", "15:30-16:30"], slots=3)
>>> broken(SuitableHours(), small, "Dijken 9:00 Zaal 1")
[]
>>> broken(SuitableHours(), small, "Dijken 14:20 Zaal 1")
['Dijken is in round 2 (14.00–15.00), in Singapore 21.00–22.00, which suits less.']
>>> broken(SuitableHours(), small, "Dijken 15:30 Zaal 1")
['Dijken is in round 3 (15.30–16.30), in Singapore 22.30–23.30, which does not suit.']
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

from pydantic import Field, model_validator

from scheduler.conference.blocks import round_of
from scheduler.conference.clock import DAY, HourText, Minute
from scheduler.conference.conference import Conference, Round
from scheduler.conference.own_hours import place_of
from scheduler.conference.programme import Programme
from scheduler.conference.zone import zone_called
from scheduler.rules.fields import HourOfDay, SomeDate
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.track_cases import TalkStatement
from scheduler.rules.track_words import cost_of_rounds, round_told
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import KeyName, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class SuitableHours(Rule):
    sentence: ClassVar[str] = "Talks are at hours that suit where their speakers are."
    single_session: ClassVar[bool] = True
    from_: HourOfDay = Field(default=540, ge=0, le=DAY, alias="from", description="the hour from which it suits: 9:00")
    to: HourOfDay = Field(default=1260, ge=0, le=DAY, description="the hour until which it suits: 21:00")
    less_from: HourOfDay = Field(default=420, ge=0, le=DAY, description="the hour from which it suits less: 7:00")
    less_to: HourOfDay = Field(default=1380, ge=0, le=DAY, description="the hour until which it suits less: 23:00")
    little: int = Field(default=1, ge=0, description="what a slot at hours that suit less counts")
    much: int = Field(default=10, ge=0, description="what a slot at hours that do not suit counts")
    as_on: SomeDate | None = Field(default=None, description="a date of which the clocks count: 2026-07-21")

    @model_validator(mode="after")
    def _one_within_the_other(self) -> Self:
        if not self.less_from <= self.from_ <= self.to <= self.less_to:
            raise ValueError(
                Sentence(
                    "`{less_from}`, `{from_}`, `{to}` and `{less_to}` should follow one another in that order.",
                    less_from=KeyName("less_from"),
                    from_=KeyName("from"),
                    to=KeyName("to"),
                    less_to=KeyName("less_to"),
                )
            )
        return self

    def cases(self, conference: Conference) -> Iterator[Case]:
        for talk in self.of(conference.talks):
            speakers = self.of_people(talk.speakers)
            zones = (talk.zone,) if talk.zone else tuple(dict.fromkeys(p.zone for p in speakers if p.zone))
            yield AtSuitableHours(conference, talk, zones or (conference.clock.zone,), self)


class Unsuited(NamedTuple):
    """What a slot of a round counts, and when the round is there, in minutes after midnight."""

    counts: int
    zone: str
    start: int
    end: int


@dataclass(frozen=True)
class AtSuitableHours(TalkStatement, AmountCase):
    zones: tuple[str, ...]
    hours: SuitableHours

    @property
    def equivalence_key(self) -> Hashable:
        return (self.zones, self.talk.slots)

    @property
    def rooms_matter(self) -> bool:
        return False

    @property
    def predicates(self) -> tuple[Phrase, ...]:
        start, end = (HourText(minute, self.conference.clock.language) for minute in (self.hours.from_, self.hours.to))
        places = listing(place_of(zone, self._moment(0)) for zone in self.zones)
        return (Sentence("is at {start}–{end} in {place}", start=start, end=end, place=places),)

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(partial(self._at, round_, unsuited), unsuited.counts * self._slots, (self.talk,))
            for placement in programme.of([self.talk])
            if (round_ := round_of(self.conference, placement.start)) and (unsuited := self._unsuited_in(round_))
        ]

    def _at(self, round_: Round, unsuited: Unsuited) -> Sentence:
        language = self.conference.clock.language
        words = {
            "talk": self.talk,
            "round": round_told(self.conference, round_),
            "place": place_of(unsuited.zone, self._moment(round_.span.start)),
            "start": HourText(unsuited.start, language),
            "end": HourText(unsuited.end, language),
        }
        if unsuited.counts == self.hours.much:
            return Sentence("{talk} is in {round}, in {place} {start}–{end}, which does not suit.", **words)
        return Sentence("{talk} is in {round}, in {place} {start}–{end}, which suits less.", **words)

    def _unsuited_in(self, round_: Round) -> Unsuited | None:
        """What is wrong with the hours of a round, where it is worst; None: nothing that counts."""
        return self._unsuited.get(round_.span.start)

    @cached_property
    def _unsuited(self) -> dict[Minute, Unsuited]:
        found = {}
        for round_ in self.conference.rounds:
            worst = max(self._in_zone(round_, zone) for zone in self.zones)
            if round_.slots and worst.counts:
                found[round_.span.start] = worst
        return found

    def _in_zone(self, round_: Round, zone: str) -> Unsuited:
        start, end = (self._shown_there(minute, zone) for minute in (round_.span.start, round_.span.end))
        hours = self.hours
        counts = 0
        if start < hours.less_from or end > hours.less_to or end < hours.less_from:
            counts = hours.much
        elif start < hours.from_ or end > hours.to:
            counts = hours.little
        return Unsuited(counts, zone, start, end)

    def _shown_there(self, minute: Minute, zone: str) -> int:
        """What the clock shows there, in minutes after midnight."""
        shown = self._moment(minute).astimezone(zone_called(zone))
        return shown.hour * 60 + shown.minute

    def _moment(self, minute: Minute) -> datetime:
        """That minute; or the hour that it has, on the date of which the clocks count."""
        clock = self.conference.clock
        if self.hours.as_on is None:
            return clock.aware(minute)
        return _at_hour(self.hours.as_on, clock.naive(minute), clock.zone)

    def encode(self, model: Model, on: Literal) -> None:
        decision = model[self.talk]
        decision.only_at({start for start in decision.starts if not self._amount(start)}, on)

    def cost(self, model: Model) -> Amount:
        decision = model[self.talk]
        return cost_of_rounds(model, decision.session, self._amount)

    def _amount(self, start: Minute) -> int:
        """What it counts for that the talk begins then."""
        round_ = round_of(self.conference, start)
        unsuited = self._unsuited_in(round_) if round_ else None
        return unsuited.counts * self._slots if unsuited else 0


def _at_hour(day: date, hour: datetime, zone: str) -> datetime:
    """The moment at which the clock of that zone shows the hour on that day."""
    return datetime.combine(day, datetime.min.time(), zone_called(zone)) + timedelta(
        hours=hour.hour, minutes=hour.minute
    )
