"""A room is not much larger than its session needs.

Wanted by whoever has one large hall, and by a small group that does not want to sit in it. A room is too large that has
more than `times` times as many seats as people are expected. Each session in such a room counts once. Expected is what
the file says, else the people of the session's groups; where nobody is counted, or a room takes any number, nothing
is too large.

>>> from tests.support.small import broken, day
>>> halls = {"Zaal 1": {"capacity": 30}, "Aula": {"capacity": 300}}
>>> small = day(sessions={"Europa": {"expected": 12}}, rooms=halls)
>>> broken(RoomNotTooLarge(times=3), small, "Europa 10:00 Zaal 1")
[]
>>> broken(RoomNotTooLarge(times=3), small, "Europa 10:00 Aula")
['Europa expects 12 people, and Aula has 300 seats, more than 3 times as many.']
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Programme
from scheduler.rules.rule import Breach, Case, Rule
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import count

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


class RoomNotTooLarge(Rule):
    sentence: ClassVar[str] = "A room is not much larger than its session needs."
    single_session: ClassVar[bool] = True
    times: int = Field(default=2, ge=1, description="so many times the seats that are expected, at most")

    def relaxed_text(self, field: str, number: int) -> Phrase:
        if field != "times" or number <= self.times:
            return NOTHING
        return Sentence(
            "Let a room have up to {number} times the seats that its session needs ({times} times now).",
            number=number,
            times=self.times,
        )

    def cases(self, conference: Conference) -> Iterator[Case]:
        largest = max((room.capacity for room in conference.rooms if room.capacity is not None), default=0)
        for session in self.of(conference.held):
            expected = conference.expected(session)
            if expected and expected * self.times < largest:
                yield NotTooLarge(conference, session, expected, self.times)


@dataclass(frozen=True)
class NotTooLarge(Case):
    conference: Conference
    session: Session
    expected: int
    times: int

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def equivalence_key(self) -> Hashable:
        return (self.expected, self.times)

    @property
    def predicates(self) -> tuple[Phrase, ...]:
        return (
            Sentence(
                "stands in a room with no more than {seats} ({people} expected)",
                seats=count(self.expected * self.times, "seat"),
                people=count(self.expected, "person", "people"),
            ),
        )

    def __str__(self) -> Sentence:
        return Sentence("{session} {predicate}.", session=self.session, predicate=self.predicates[0])

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(partial(self._sentence, placement.room), 1, (self.session,))
            for placement in programme.of([self.session])
            if placement.room and self._too_large(placement.room)
        ]

    def _sentence(self, room: Room) -> Sentence:
        people, seats = count(self.expected, "person", "people"), count(room.capacity or 0, "seat")
        if self.times > 1:
            return Sentence(
                "{session} expects {people}, and {room} has {seats}, more than {times} times as many.",
                session=self.session,
                people=people,
                room=room,
                seats=seats,
                times=self.times,
            )
        return Sentence(
            "{session} expects {people}, and {room} has {seats}, more than it needs.",
            session=self.session,
            people=people,
            room=room,
            seats=seats,
        )

    def _too_large(self, room: Room) -> bool:
        return room.capacity is not None and room.capacity > self.expected * self.times

    def encode(self, model: Model, on: Literal) -> None:
        model[self.session].only_in({None, *(room for room in self.conference.rooms if not self._too_large(room))}, on)
