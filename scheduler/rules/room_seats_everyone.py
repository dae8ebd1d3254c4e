"""A room seats everyone who is expected.

Wanted by everybody who once stood along the wall. Expected is what the file says, else the people of the session's
groups; where nobody is counted, no seat is asked for. When weighted, each person without a seat counts.

>>> from tests.support.small import broken, day
>>> crowd = day(sessions={"Europa": {"expected": 40}}, rooms={"Zaal 1": {"capacity": 40}, "Zaal 2": {"capacity": 35}})
>>> broken(RoomSeatsEveryone(), crowd, "Europa 10:00 Zaal 1")
[]
>>> broken(RoomSeatsEveryone(), crowd, "Europa 10:00 Zaal 2")
['Europa expects 40 people, and Zaal 2 seats 35: 5 people find no seat.']
>>> broken(RoomSeatsEveryone(spare=2), crowd, "Europa 10:00 Zaal 1")
['Europa asks for 42 seats (40 people, 2 to spare), and Zaal 1 has 40: 2 seats too few.']
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field

from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Programme
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import count

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class RoomSeatsEveryone(Rule):
    sentence: ClassVar[str] = "A room seats everyone who is expected."
    single_session: ClassVar[bool] = True
    waivable: ClassVar[bool] = False
    spare: int = Field(default=0, ge=0, description="seats kept free for whoever comes unannounced")

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(),)

    def relaxed_text(self, field: str, number: int) -> Phrase:
        if field != "spare" or number >= self.spare:
            return NOTHING
        return Sentence(
            "Keep {seats} free for whoever comes unannounced ({spare} now).",
            seats=count(number, "seat") if number else Sentence("no seats"),
            spare=self.spare,
        )

    def cases(self, conference: Conference) -> Iterator[Case]:
        smallest = min((room.capacity for room in conference.rooms if room.capacity is not None), default=math.inf)
        for session in self.of(conference.held):
            expected = conference.expected(session)
            if expected and expected + self.spare > smallest:
                yield Seats(conference, session, expected, self.spare)


@dataclass(frozen=True)
class Seats(AmountCase):
    conference: Conference
    session: Session
    expected: int
    spare: int

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def equivalence_key(self) -> Hashable:
        return (self.expected, self.spare)

    @property
    def predicates(self) -> tuple[Phrase, ...]:
        people = count(self.expected, "person", "people")
        if not self.spare:
            return (Sentence("needs a room that seats {people}", people=people),)
        return (
            Sentence(
                "needs a room that seats {people}, with {seats} to spare",
                people=people,
                seats=count(self.spare, "seat"),
            ),
        )

    def __str__(self) -> Sentence:
        return Sentence("{session} {predicate}.", session=self.session, predicate=self.predicates[0])

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(partial(self._sentence, placement.room, short), short, (self.session,))
            for placement in programme.of([self.session])
            if placement.room and (short := self._short(placement.room))
        ]

    def _sentence(self, room: Room, short: int) -> Sentence:
        people = count(self.expected, "person", "people")
        if not self.spare:
            return Sentence(
                "{session} expects {people}, and {room} seats {capacity}: {people_find} no seat.",
                session=self.session,
                people=people,
                room=room,
                capacity=room.capacity,
                people_find=count(short, "person finds", "people find"),
            )
        return Sentence(
            "{session} asks for {seats} ({people}, {spare} to spare), and {room} has {capacity}: {short} too few.",
            session=self.session,
            seats=count(self.expected + self.spare, "seat"),
            people=people,
            spare=self.spare,
            room=room,
            capacity=room.capacity,
            short=count(short, "seat"),
        )

    def encode(self, model: Model, on: Literal) -> None:
        model[self.session].only_in({None, *(room for room in self.conference.rooms if not self._short(room))}, on)

    def cost(self, model: Model) -> Amount:
        decision = model[self.session]
        return model.sum(
            self._short(place.rooms[0]) * decision.held_in_place(place)
            for place in decision.places
            if place.rooms and self._short(place.rooms[0])
        )

    def _short(self, room: Room) -> int:
        """How many seats too few the room has; 0 when it has enough, or takes any number."""
        return 0 if room.capacity is None else max(0, self.expected + self.spare - room.capacity)
