"""A track's rounds follow one another.

Wanted by who comes for one track and goes home after it. A track counts once if there is a round between two of its own
in which it is not; the rounds of all days are one list, so a track may begin on one day and go on the next morning.

>>> from tests.support.small import broken, day
>>> talks = {"Dijken": {"track": "Water"}, "Pompen": {"track": "Water"}}
>>> hours = ["9:00-10:00", "11:00-12:00", "13:00-14:00"]
>>> small = day(sessions=talks, tracks={"Water": {}}, rounds=hours, slots=3)
>>> broken(TrackInConsecutiveRounds(), small, "Dijken 9:00 Zaal 1; Pompen 11:00 Zaal 1")
[]
>>> broken(TrackInConsecutiveRounds(), small, "Dijken 9:00 Zaal 1; Pompen 13:00 Zaal 1")
['Water is in round 1 (9.00–10.00) and round 3 (13.00–14.00), which do not follow one another.']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from scheduler.conference.blocks import blocks_of
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme
from scheduler.rules.rule import Breach, Case, Rule
from scheduler.rules.track_cases import TrackStatement
from scheduler.rules.track_words import in_use, round_told, rounds_with_slots, talks_by_track
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


class TrackInConsecutiveRounds(Rule):
    sentence: ClassVar[str] = "A track's rounds follow one another."
    needs_two: ClassVar[bool] = True
    distinguishes_rooms: ClassVar[bool] = True

    def cases(self, conference: Conference) -> Iterator[Case]:
        for track, talks in talks_by_track(self, conference):
            if len(talks) > 1:
                yield RoundsInARow(conference, track, talks)


@dataclass(frozen=True)
class RoundsInARow(TrackStatement, Case):
    @property
    def helped_by(self) -> tuple[Session, ...]:
        return self.talks

    @property
    def rooms_matter(self) -> bool:
        return False

    def __str__(self) -> Sentence:
        return Sentence("The rounds of {track} follow one another.", track=self.track)

    def breaches(self, programme: Programme) -> list[Breach]:
        blocks = blocks_of(self.conference, programme, self.talks)
        numbers = sorted({block.number for block in blocks})
        if not numbers or numbers[-1] - numbers[0] == len(numbers) - 1:
            return []
        rounds = listing(round_told(self.conference, self.conference.rounds[number]) for number in numbers)
        sentence = Sentence("{track} is in {rounds}, which do not follow one another.", track=self.track, rounds=rounds)
        return [Breach(sentence, 1, tuple(talk for block in blocks for talk in block.talks))]

    def encode(self, model: Model, on: Literal) -> None:
        used = {number: in_use(model, self.talks, number) for number, _ in rounds_with_slots(self.conference)}
        numbers = range(len(self.conference.rounds))
        before = list(accumulate([used.get(n, ~model.true) for n in numbers], lambda a, b: model.any_of([a, b])))
        after = list(
            accumulate([used.get(n, ~model.true) for n in reversed(numbers)], lambda a, b: model.any_of([a, b]))
        )
        for number in numbers[1:-1]:
            beside = [~before[number - 1], ~after[-number - 2]]
            model.imply_any(on, [*beside, used.get(number, ~model.true)])
