"""A track keeps its room.

Wanted by who follows a track all day, and by the chair with a pile of papers. Each room of a track more than one
counts.

>>> from tests.support.small import broken, day
>>> talks = {"Dijken": {"track": "Water"}, "Pompen": {"track": "Water"}}
>>> small = day(sessions=talks, tracks={"Water": {}}, rounds=["9:00-10:00", "11:00-12:00"], slots=3)
>>> broken(TrackKeepsItsRoom(), small, "Dijken 9:00 Zaal 1; Pompen 11:00 Zaal 1")
[]
>>> broken(TrackKeepsItsRoom(), small, "Dijken 9:00 Zaal 1; Pompen 11:00 Zaal 2")
['Water is in 2 rooms: Zaal 1 and Zaal 2.']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from scheduler.conference.blocks import blocks_of
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.track_cases import TrackStatement
from scheduler.rules.track_words import rounds_with_slots, talks_by_track
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class TrackKeepsItsRoom(Rule):
    sentence: ClassVar[str] = "A track keeps its room."
    needs_two: ClassVar[bool] = True
    distinguishes_rooms: ClassVar[bool] = True

    def cases(self, conference: Conference) -> Iterator[Case]:
        for track, talks in talks_by_track(self, conference):
            if len(talks) > 1:
                yield KeepsItsRoom(conference, track, talks)


@dataclass(frozen=True)
class KeepsItsRoom(TrackStatement, AmountCase):
    def __str__(self) -> Sentence:
        return Sentence("{track} keeps its room.", track=self.track)

    def breaches(self, programme: Programme) -> list[Breach]:
        blocks = blocks_of(self.conference, programme, self.talks)
        used = {block.room for block in blocks}
        if len(used) < 2:
            return []
        sentence = Sentence(
            "{track} is in {number}: {rooms}.",
            track=self.track,
            number=count(len(used), "room"),
            rooms=listing(room for room in self.conference.rooms if room in used),
        )
        return [Breach(sentence, len(used) - 1, tuple(talk for block in blocks for talk in block.talks))]

    def cost(self, model: Model) -> Amount:
        numbers, rooms = [number for number, _ in rounds_with_slots(self.conference)], self.conference.rooms
        used = [model.any_of([model.blocks.in_room(self.talks, number, room) for number in numbers]) for room in rooms]
        at_once = [model.sum(model.blocks.counted(self.talks, number)) for number in numbers]  # redundant
        return model.excess([model.sum(used), *at_once], 1, len(rooms) - 1)
