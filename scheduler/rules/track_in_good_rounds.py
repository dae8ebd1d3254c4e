"""Tracks are in rounds that suit them.

Wanted by chairs who cannot be there on the first day, and by organisers who keep the last round for what draws most.
What a track has under `rather_not` for a round counts for every block of it in that round.

>>> from tests.support.small import broken, day
>>> water = {"Water": {"rounds_rather_not": {"round 1": 3}}}
>>> talks = {"Dijken": {"track": "Water"}, "Pompen": {"track": "Water"}}
>>> small = day(sessions=talks, tracks=water, rounds=["9:00-10:00", "11:00-12:00"], slots=3)
>>> broken(TrackInGoodRounds(), small, "Dijken 11:00 Zaal 1; Pompen 11:20 Zaal 1")
[]
>>> broken(TrackInGoodRounds(), small, "Dijken 9:00 Zaal 1; Pompen 9:20 Zaal 1")
['Water would rather not be in round 1 (9.00–10.00), and has talks then in Zaal 1.']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from scheduler.conference.blocks import Block, blocks_of
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.conference.round_names import round_called
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.track_cases import TrackStatement, counting
from scheduler.rules.track_words import round_told, rounds_with_slots, talks_by_track
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class TrackInGoodRounds(Rule):
    sentence: ClassVar[str] = "Tracks are in rounds that suit them."
    distinguishes_rooms: ClassVar[bool] = True

    def cases(self, conference: Conference) -> Iterator[Case]:
        for track, talks in talks_by_track(self, conference):
            if counting(track.rounds_rather_not):
                yield NotInTheseRounds(conference, track, talks)


@dataclass(frozen=True)
class NotInTheseRounds(TrackStatement, AmountCase):
    def __str__(self) -> Sentence:
        rounds = listing(map(round_called, self._counts), "or")
        return Sentence("{track} is not in {rounds}.", track=self.track, rounds=rounds)

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(partial(self._then_there, block), counts, block.talks)
            for block in blocks_of(self.conference, programme, self.talks)
            if (counts := self._counts.get(block.round.name, 0))
        ]

    def _then_there(self, block: Block) -> Sentence:
        return Sentence(
            "{track} would rather not be in {round}, and has talks then in {room}.",
            track=self.track,
            round=round_told(self.conference, block.round),
            room=block.room,
        )

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """By name of a round, what a block of the track counts for there."""
        return counting(self.track.rounds_rather_not)

    def cost(self, model: Model) -> Amount:
        return model.sum(
            counts * block
            for number, round_ in rounds_with_slots(self.conference)
            if (counts := self._counts.get(round_.name, 0))
            for block in model.blocks.counted(self.talks, number)
        )
