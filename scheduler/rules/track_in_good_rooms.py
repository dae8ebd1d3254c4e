"""Tracks are in rooms that suit them.

Wanted for tracks that draw more people, or fewer, than a room is made for. What a track has under `rather_not` for a
room counts for every block of it in that room.

>>> from tests.support.small import broken, day
>>> water = {"Water": {"rooms_rather_not": {"Zaal 2": 5}}}
>>> talks = {"Dijken": {"track": "Water"}, "Pompen": {"track": "Water"}}
>>> small = day(sessions=talks, tracks=water, rounds=["9:00-10:00", "11:00-12:00"], slots=3)
>>> broken(TrackInGoodRooms(), small, "Dijken 9:00 Zaal 1; Pompen 11:00 Zaal 1")
[]
>>> broken(TrackInGoodRooms(), small, "Dijken 9:00 Zaal 1; Pompen 11:00 Zaal 2")
['Water would rather not be in Zaal 2, and has talks there in round 2 (11.00–12.00).']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from scheduler.conference.blocks import Block, blocks_of
from scheduler.conference.conference import Conference, Room
from scheduler.conference.programme import Programme
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.track_cases import TrackStatement, counting
from scheduler.rules.track_words import round_told, rounds_with_slots, talks_by_track
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class TrackInGoodRooms(Rule):
    sentence: ClassVar[str] = "Tracks are in rooms that suit them."
    distinguishes_rooms: ClassVar[bool] = True

    def cases(self, conference: Conference) -> Iterator[Case]:
        for track, talks in talks_by_track(self, conference):
            if counting(track.rooms_rather_not):
                yield NotInTheseRooms(conference, track, talks)


@dataclass(frozen=True)
class NotInTheseRooms(TrackStatement, AmountCase):
    @cached_property
    def in_rooms(self) -> tuple[Room, ...]:
        return tuple(room for room in self.conference.rooms if room.name in self._counts)

    def __str__(self) -> Sentence:
        rooms = listing(self.conference.names_of(self.in_rooms), "or")
        return Sentence("{track} is not in {rooms}.", track=self.track, rooms=rooms)

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(partial(self._talks_there, block), counts, block.talks)
            for block in blocks_of(self.conference, programme, self.talks)
            if (counts := self._counts.get(block.room.name, 0))
        ]

    def _talks_there(self, block: Block) -> Sentence:
        return Sentence(
            "{track} would rather not be in {room}, and has talks there in {round}.",
            track=self.track,
            room=block.room,
            round=round_told(self.conference, block.round),
        )

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """By name of a room, what a block of the track counts for there."""
        return counting(self.track.rooms_rather_not)

    def cost(self, model: Model) -> Amount:
        return model.sum(
            self._counts[room.name] * model.blocks.in_room(self.talks, number, room)
            for number, _ in rounds_with_slots(self.conference)
            for room in self.in_rooms
        )
