"""Talks have the place in their track that they are given.

Wanted by chairs who build a subject up: the overview first, what follows from it last. The talks of a track are counted
by round, in a round by the order of the rooms, in a room by slot; each that has a place (`order`) and another number
counts. Talks without a place are counted along.

>>> from tests.support.small import broken, day
>>> talks = {"Overzicht": {"track": "Water", "order": 1}, "Dijken": {"track": "Water"}}
>>> small = day(sessions=talks, tracks={"Water": {}}, rounds=["9:00-10:00", "11:00-12:00"], slots=3)
>>> broken(TalksInOrder(), small, "Overzicht 9:00 Zaal 1; Dijken 9:20 Zaal 1")
[]
>>> broken(TalksInOrder(), small, "Overzicht 11:00 Zaal 1; Dijken 9:20 Zaal 1")
['Overzicht (11.00–11.20) is talk 2 of Water, and should be talk 1.']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from scheduler.conference.blocks import blocks_of
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme, titled
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.track_cases import TrackStatement
from scheduler.rules.track_words import talks_by_track
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class TalksInOrder(Rule):
    sentence: ClassVar[str] = "Talks have the place in their track that they are given."
    distinguishes_rooms: ClassVar[bool] = True

    def cases(self, conference: Conference) -> Iterator[Case]:
        for track, talks in talks_by_track(self, conference):
            if any(talk.order for talk in talks):
                yield InTheirPlaces(conference, track, talks)


@dataclass(frozen=True)
class InTheirPlaces(TrackStatement, AmountCase):
    @property
    def helped_by(self) -> tuple[Session, ...]:
        return self.talks

    def __str__(self) -> Sentence:
        placed = sorted((talk for talk in self.talks if talk.order), key=lambda talk: talk.order or 0)
        words = listing(Sentence("{talk} ({place})", talk=talk, place=str(talk.order)) for talk in placed)
        return Sentence("The talks of {track} have their place: {talks}.", track=self.track, talks=words)

    def breaches(self, programme: Programme) -> list[Breach]:
        blocks = blocks_of(self.conference, programme, self.talks)
        in_order = [placement for block in blocks for placement in block.placements]
        return [
            Breach(partial(self._elsewhere, placement, place), 1, (placement.session,))
            for place, placement in enumerate(in_order, 1)
            if placement.session.order and placement.session.order != place
        ]

    def _elsewhere(self, placement: Placement, place: int) -> Sentence:
        return Sentence(
            "{talk} is talk {place} of {track}, and should be talk {order}.",
            talk=titled(self.conference.clock, placement),
            place=str(place),
            track=self.track,
            order=str(placement.session.order),
        )

    def cost(self, model: Model) -> Amount:
        return model.sum(1 - model.blocks.at_place(talk, self.talks, talk.order) for talk in self.talks if talk.order)
