"""Rooms are used for talks in rounds that suit them.

Wanted for the hall in which lunch is laid from noon, and for a wing that is heated on one day. What a room has under
`rather_not` for a round counts once where a talk of a track stands there in that round.

>>> from tests.support.small import broken, day
>>> rooms = {"Zaal 1": {"rounds_rather_not": {"round 2": 4}}, "Zaal 2": {}}
>>> talks = {"Dijken": {"track": "Water"}, "Pompen": {"track": "Water"}}
>>> hours = ["9:00-10:00", "11:00-12:00"]
>>> small = day(sessions=talks, rooms=rooms, tracks={"Water": {}}, rounds=hours, slots=3)
>>> broken(RoomInGoodRounds(), small, "Dijken 9:00 Zaal 1; Pompen 11:00 Zaal 2")
[]
>>> broken(RoomInGoodRounds(), small, "Dijken 11:20 Zaal 1; Pompen 11:00 Zaal 1")
['Zaal 1 is rather not used in round 2 (11.00–12.00), and has Pompen and Dijken then.']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from scheduler.conference.blocks import Block, blocks_of
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Programme
from scheduler.conference.round_names import round_called
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.track_cases import counting
from scheduler.rules.track_words import round_told, rounds_with_slots
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class RoomInGoodRounds(Rule):
    sentence: ClassVar[str] = "Rooms are used for talks in rounds that suit them."
    distinguishes_rooms: ClassVar[bool] = True

    def cases(self, conference: Conference) -> Iterator[Case]:
        talks = tuple(self.of(conference.talks))
        rooms = tuple(room for room in conference.rooms if counting(room.rounds_rather_not))
        if talks and rooms:
            yield NotUsedInTheseRounds(conference, rooms, talks)


@dataclass(frozen=True)
class NotUsedInTheseRounds(AmountCase):
    """All rooms together: a statement about some talks can be told apart in a day file, one about some rooms cannot."""

    conference: Conference
    rooms: tuple[Room, ...]
    talks: tuple[Session, ...]

    @property
    def depends_on(self) -> tuple[Session, ...]:
        return self.talks

    @property
    def in_rooms(self) -> tuple[Room, ...]:
        return self.rooms

    def __str__(self) -> Sentence:
        return Sentence("{statements}.", statements=listing(map(self._not_used, self.rooms)))

    def _not_used(self, room: Room) -> Sentence:
        rounds = listing(map(round_called, counting(room.rounds_rather_not)), "or")
        return Sentence("{room} is not used in {rounds}", room=room, rounds=rounds)

    def breaches(self, programme: Programme) -> list[Breach]:
        inside = [p.session for p in programme.of(self.talks) if p.room in self.rooms]
        return [
            Breach(partial(self._used, block), counts, block.talks)
            for block in blocks_of(self.conference, programme, inside)
            if (counts := self._counts.get((block.room.name, block.round.name), 0))
        ]

    def _used(self, block: Block) -> Sentence:
        return Sentence(
            "{room} is rather not used in {round}, and has {talks} then.",
            room=block.room,
            round=round_told(self.conference, block.round),
            talks=listing(block.talks),
        )

    @cached_property
    def _counts(self) -> Mapping[tuple[str, str], int]:
        """By the names of a room and a round, what it counts for that the room is used then."""
        return {
            (room.name, name): counts
            for room in self.rooms
            for name, counts in counting(room.rounds_rather_not).items()
        }

    def cost(self, model: Model) -> Amount:
        return model.sum(
            counts * model.blocks.used(self.talks, number, room)
            for room in self.rooms
            for number, round_ in rounds_with_slots(self.conference)
            if (counts := self._counts.get((room.name, round_.name), 0))
        )
