"""A block, a room for one round, is of one track.

Wanted on every conference with tracks: who follows a subject stays seated, and one chair leads the room. When weighted,
each track more than one counts, in each block.

>>> from tests.support.small import broken, day
>>> talks = {"Dijken": {"track": "Water"}, "Pompen": {"track": "Water"}, "Bomen": {"track": "Groen"}}
>>> small = day(sessions=talks, tracks={"Water": {}, "Groen": {}}, rounds=["9:00-10:00"], slots=3)
>>> broken(OneTrackPerBlock(), small, "Dijken 9:00 Zaal 1; Pompen 9:20 Zaal 1; Bomen 9:40 Zaal 2")
[]
>>> broken(OneTrackPerBlock(), small, "Dijken 9:00 Zaal 1; Pompen 9:20 Zaal 1; Bomen 9:40 Zaal 1")
['Zaal 1 has talks of Water and Groen in round 1 (9.00–10.00).']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, Self

from scheduler.conference.blocks import Block, blocks_of
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Programme
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.track_words import round_told, rounds_with_slots
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class OneTrackPerBlock(Rule):
    sentence: ClassVar[str] = "A block, a room for one round, is of one track."
    needs_two: ClassVar[bool] = True
    waivable: ClassVar[bool] = False
    distinguishes_rooms: ClassVar[bool] = True

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(),) if conference.tracks else ()

    def cases(self, conference: Conference) -> Iterator[Case]:
        talks = tuple(self.of(conference.talks))
        if len({talk.track.name for talk in talks if talk.track}) > 1:
            for room in conference.rooms:
                yield OfOneTrack(conference, room, talks)


@dataclass(frozen=True)
class OfOneTrack(AmountCase):
    conference: Conference
    room: Room
    talks: tuple[Session, ...]

    @property
    def depends_on(self) -> tuple[Session, ...]:
        return self.talks

    @property
    def in_rooms(self) -> tuple[Room, ...]:
        return (self.room,)

    @property
    def about(self) -> tuple[tuple[Room, ...], ...]:
        return ((self.room,),)

    def says_of(self, *about: Sequence[object]) -> Phrase:
        if len(about[0]) == 1:
            return Sentence("In {room} the talks of one round are of one track", room=listing(about[0]))
        return Sentence("In each of {rooms} the talks of one round are of one track", rooms=listing(about[0]))

    def __str__(self) -> Sentence:
        return Sentence("{statement}.", statement=self.says_of(*self.about))

    def breaches(self, programme: Programme) -> list[Breach]:
        inside = [p.session for p in programme.of(self.talks) if p.room == self.room]
        return [
            Breach(partial(self._mixed, block), len(block.tracks) - 1, block.talks)
            for block in blocks_of(self.conference, programme, inside)
            if len(block.tracks) > 1
        ]

    def _mixed(self, block: Block) -> Sentence:
        return Sentence(
            "{room} has talks of {tracks} in {round}.",
            room=block.room,
            tracks=listing(block.tracks),
            round=round_told(self.conference, block.round),
        )

    def encode(self, model: Model, on: Literal) -> None:
        for number, _ in rounds_with_slots(self.conference):
            model.blocks.one_track(self._by_track, number, self.room, on)

    def cost(self, model: Model) -> Amount:
        more = []
        for number, _ in rounds_with_slots(self.conference):
            used = [model.blocks.in_room(talks, number, self.room) for talks in self._by_track]
            more.append(model.excess([model.sum(used)], 1, len(used) - 1))
        return model.sum(more)

    @cached_property
    def _by_track(self) -> list[tuple[Session, ...]]:
        tracks: dict[str, list[Session]] = {}
        for talk in self.talks:
            if talk.track:
                tracks.setdefault(talk.track.name, []).append(talk)
        return [tuple(talks) for talks in tracks.values()]
