"""These sessions take as few days, rounds or rooms as can be.

Wanted by a speaker from abroad who would come for one day (`over: day, each: person`), by whoever pays for each hour
that the building is open (`over: round`), and by whoever unlocks rooms (`over: room`). Each day, round or room that is
used counts, but for `most` of them. With `stay` the days between the first and the last count too, by date: that is how
long somebody is away. A round is the one of its day that is going on when a session begins; a session that begins in no
round counts by its hour. What is in no room, or online, uses no room. A day that goes on after midnight is one day.

>>> from tests.support.small import broken, day
>>> anna = {"speakers": ["Anna"]}
>>> three = day(sessions={"Lezing": anna, "Gesprek": anna, "Wonen": {}}, days=3)
>>> broken(AsFewAsCanBe(over="day", each="person"), three, "Lezing 9:00 Zaal 1; Gesprek 11:00 Zaal 1")
[]
>>> broken(AsFewAsCanBe(over="day", each="person"), three, "Lezing 9:00 Zaal 1; Gesprek 3/11:00 Zaal 1")
['Lezing and Gesprek (Anna) take 2 days: Fri 10 February and Sun 12 February.']
>>> broken(AsFewAsCanBe(over="day", each="person", stay=True), three, "Lezing 9:00 Zaal 1; Gesprek 3/11:00 Zaal 1")
['Lezing and Gesprek (Anna) take 3 days: from Fri 10 February to Sun 12 February.']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme
from scheduler.rules.fields import Sessions
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.session_sets import (
    EACH,
    Each,
    Over,
    SessionSet,
    Unit,
    in_units,
    session_sets,
    unit_of,
    unit_words,
    units_counted,
    which_told,
)
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import KeyName, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class AsFewAsCanBe(Rule):
    sentence: ClassVar[str] = "These sessions take as few days, rounds or rooms as can be."
    needs_two: ClassVar[bool] = True
    over: Over = Field(description="day, round or room: of what they take few")
    most: int = Field(default=1, ge=1, description="so many cost nothing")
    stay: bool = Field(default=False, description="yes: the days between the first and the last count too")
    sessions: Sessions = Field(default=(), description="the sessions that are held together")
    each: Each | None = Field(default=None, description=EACH)

    @property
    def distinguishes_rooms(self) -> bool:
        return self.over == "room"

    @model_validator(mode="after")
    def _days_alone_have_days_between(self) -> Self:
        if self.stay and self.over != "day":
            raise ValueError(
                Sentence(
                    "`{stay}` is about days; write it beside `{over}: {day}`.",
                    **{key: KeyName(key) for key in ("stay", "over", "day")},
                )
            )
        return self

    def relaxed_text(self, field: str, number: int) -> Phrase:
        if field != "most" or number <= self.most:
            return NOTHING
        return Sentence(
            "Let {sessions} take {units} ({most} at most now).",
            sessions=which_told(self.sessions, self.each),
            units=units_counted(self.over, number),
            most=self.most,
        )

    def cases(self, conference: Conference) -> Iterator[Case]:
        for together in session_sets(self, conference.held, conference, self.sessions, self.each):
            if self.stay or len(together.sessions) > self.most:
                yield Few(conference, together, self.over, self.most, self.stay)


@dataclass(frozen=True)
class Few(AmountCase):
    conference: Conference
    together: SessionSet
    over: Over
    most: int
    stay: bool

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.together.sessions

    @property
    def rooms_matter(self) -> bool:
        return self.over == "room"

    def __str__(self) -> Sentence:
        sessions, units = self.together.words, units_counted(self.over, self.most)
        if self.stay:
            return Sentence(
                "{sessions} take no more than {units}, those between counted.", sessions=sessions, units=units
            )
        return Sentence("{sessions} take no more than {units}.", sessions=sessions, units=units)

    def breaches(self, programme: Programme) -> list[Breach]:
        placements = programme.of(self.sessions)
        units = {unit_of(self.conference, self.over, placement) for placement in placements} - {None}
        words = [unit_words(self.conference, self.over, unit) for unit in self._ordered(units)]
        number = len(units)
        if self.stay and units:
            days = [unit for unit in units if isinstance(unit, int)]
            number = self._apart(min(days), max(days)) + 1
        if number <= self.most:
            return []
        which = Sentence("from {start} to {end}", start=words[0], end=words[-1]) if self.stay else listing(words)
        sentence = Sentence(
            "{sessions} take {units}: {which}.",
            sessions=self.together.words,
            units=units_counted(self.over, number),
            which=which,
        )
        return [Breach(sentence, number - self.most, tuple(placement.session for placement in placements))]

    def _apart(self, one: Minute, other: Minute) -> int:
        """How many dates later: not by so many minutes, for a day may have an hour more or less."""
        return (self.conference.clock.date(other) - self.conference.clock.date(one)).days

    def _ordered(self, units: set[Unit | None]) -> list[Unit]:
        rooms = [room for room in self.conference.rooms if room in units]
        return [*rooms, *sorted(unit for unit in units if isinstance(unit, int))]

    def cost(self, model: Model) -> Amount:
        places = [in_units(model, self.conference, self.over, session) for session in self.sessions]
        units = self._ordered({unit for units in places for unit in units})
        used = [model.any_of([where[unit] for where in places if unit in where]) for unit in units]
        if not self.stay:
            return model.excess([model.sum(used)], self.most, len(used) - self.most)
        days = [unit for unit in units if isinstance(unit, int)]
        if not days:
            return 0
        away: list[Amount] = []
        for number, (day, last) in enumerate(zip(days, [*days[1:], days[-1]], strict=True)):
            begun, before_the_end = model.any_of(used[: number + 1]), model.any_of(used[number:])
            away.append(model.all_of([begun, before_the_end]))
            if (
                apart := self._apart(day, last)
            ) > 1:  # nothing is planned on the dates between, and whoever stays is away all the same
                away.append((apart - 1) * model.all_of([begun, model.any_of(used[number + 1 :])]))
        return model.excess([model.sum(away)], self.most, self._apart(days[0], days[-1]) + 1 - self.most)
