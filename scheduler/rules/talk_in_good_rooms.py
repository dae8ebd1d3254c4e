"""Talks are in rooms that suit them.

Wanted by speakers with a demonstration that half the rooms have no table for. What a talk has under `rather_not` for a
room counts for each slot that it takes there.

>>> from tests.support.small import broken, day
>>> talks = {"Dijken": {"track": "Water", "slots": 2, "rooms_rather_not": {"Zaal 2": 3}}}
>>> small = day(sessions=talks, tracks={"Water": {}}, rounds=["9:00-10:00"], slots=3)
>>> broken(TalkInGoodRooms(), small, "Dijken 9:00 Zaal 1")
[]
>>> broken(TalkInGoodRooms(), small, "Dijken 9:00 Zaal 2")
['Dijken would rather not be in Zaal 2, and is, for 2 slots.']
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from scheduler.conference.conference import Conference, Room
from scheduler.conference.programme import Programme
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.track_cases import TalkStatement, counting
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class TalkInGoodRooms(Rule):
    sentence: ClassVar[str] = "Talks are in rooms that suit them."
    single_session: ClassVar[bool] = True
    distinguishes_rooms: ClassVar[bool] = True

    def cases(self, conference: Conference) -> Iterator[Case]:
        for talk in self.of(conference.talks):
            if counting(talk.rooms_rather_not):
                yield TalkNotInTheseRooms(conference, talk)


@dataclass(frozen=True)
class TalkNotInTheseRooms(TalkStatement, AmountCase):
    @property
    def equivalence_key(self) -> Hashable:
        return (self.talk.rooms_rather_not, self.talk.slots)

    @cached_property
    def in_rooms(self) -> tuple[Room, ...]:
        return tuple(room for room in self.conference.rooms if room.name in self._counts)

    @property
    def predicates(self) -> tuple[Phrase, ...]:
        rooms = listing(self.conference.names_of(self.in_rooms), "or")
        return (Sentence("is not in {rooms}", rooms=rooms),)

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(partial(self._is_in, placement.room), counts, (self.talk,))
            for placement in programme.of([self.talk])
            if placement.room and (counts := self._amount(placement.room))
        ]

    def _is_in(self, room: Room) -> Sentence:
        return Sentence(
            "{talk} would rather not be in {room}, and is, for {slots}.",
            talk=self.talk,
            room=room,
            slots=count(self._slots, "slot"),
        )

    def _amount(self, room: Room) -> int:
        """What it counts for that the talk is in that room."""
        return self._counts.get(room.name, 0) * self._slots

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """By name of a room, what a slot of the talk counts for there."""
        return counting(self.talk.rooms_rather_not)

    def encode(self, model: Model, on: Literal) -> None:
        model[self.talk].only_in({None, *(room for room in self.conference.rooms if not self._amount(room))}, on)

    def cost(self, model: Model) -> Amount:
        return model.sum(self._amount(room) * model[self.talk].held_in(room) for room in self.in_rooms)
