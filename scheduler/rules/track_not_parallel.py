"""A track is in one room at a time.

Wanted by who wishes to hear all of a subject. In each round, each room of a track more than one counts.

>>> from tests.support.small import broken, day
>>> talks = {"Dijken": {"track": "Water"}, "Pompen": {"track": "Water"}}
>>> small = day(sessions=talks, tracks={"Water": {}}, rounds=["9:00-10:00", "11:00-12:00"], slots=3)
>>> broken(TrackNotParallel(), small, "Dijken 9:00 Zaal 1; Pompen 11:00 Zaal 2")
[]
>>> broken(TrackNotParallel(), small, "Dijken 9:00 Zaal 1; Pompen 9:20 Zaal 2")
['Water is in 2 rooms at a time in round 1 (9.00–10.00): Zaal 1 and Zaal 2.']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from scheduler.conference.blocks import Block, blocks_of
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.track_cases import TrackStatement
from scheduler.rules.track_words import round_told, rounds_with_slots, talks_by_track
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class TrackNotParallel(Rule):
    sentence: ClassVar[str] = "A track is in one room at a time."
    needs_two: ClassVar[bool] = True
    distinguishes_rooms: ClassVar[bool] = True

    def cases(self, conference: Conference) -> Iterator[Case]:
        for track, talks in talks_by_track(self, conference):
            if len(talks) > 1:
                yield InOneRoomAtATime(conference, track, talks)


@dataclass(frozen=True)
class InOneRoomAtATime(TrackStatement, AmountCase):
    def __str__(self) -> Sentence:
        return Sentence("{track} is in one room at a time.", track=self.track)

    def breaches(self, programme: Programme) -> list[Breach]:
        found = []
        blocks = blocks_of(self.conference, programme, self.talks)
        for _, those in groupby(blocks, key=lambda block: block.number):
            beside = tuple(those)
            if len(beside) > 1:
                talks = tuple(talk for block in beside for talk in block.talks)
                found.append(Breach(partial(self._at_a_time, beside), len(beside) - 1, talks))
        return found

    def _at_a_time(self, blocks: Sequence[Block]) -> Sentence:
        return Sentence(
            "{track} is in {number} at a time in {round}: {rooms}.",
            track=self.track,
            number=count(len(blocks), "room"),
            round=round_told(self.conference, blocks[0].round),
            rooms=listing(block.room for block in blocks),
        )

    def cost(self, model: Model) -> Amount:
        return model.sum(
            block
            for number, _ in rounds_with_slots(self.conference)
            for block in model.blocks.counted(self.talks, number)[1:]
        )
