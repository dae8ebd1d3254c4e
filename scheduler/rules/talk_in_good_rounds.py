"""Talks are in rounds that suit them.

Wanted by speakers who cannot stay for the last round, and would not say that they must not. What a talk has under
`rather_not` for a round counts for each slot that it takes there.

>>> from tests.support.small import broken, day
>>> talks = {"Dijken": {"track": "Water", "slots": 2, "rounds_rather_not": {"round 2": 3}}}
>>> small = day(sessions=talks, tracks={"Water": {}}, rounds=["9:00-10:00", "11:00-12:00"], slots=3)
>>> broken(TalkInGoodRounds(), small, "Dijken 9:00 Zaal 1")
[]
>>> broken(TalkInGoodRounds(), small, "Dijken 11:00 Zaal 1")
['Dijken would rather not be in round 2 (11.00–12.00), and is, for 2 slots.']
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from scheduler.conference.blocks import round_of
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Round
from scheduler.conference.programme import Programme
from scheduler.conference.round_names import round_called
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.track_cases import TalkStatement, counting
from scheduler.rules.track_words import cost_of_rounds, round_told
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class TalkInGoodRounds(Rule):
    sentence: ClassVar[str] = "Talks are in rounds that suit them."
    single_session: ClassVar[bool] = True

    def cases(self, conference: Conference) -> Iterator[Case]:
        for talk in self.of(conference.talks):
            if counting(talk.rounds_rather_not):
                yield TalkNotInTheseRounds(conference, talk)


@dataclass(frozen=True)
class TalkNotInTheseRounds(TalkStatement, AmountCase):
    @property
    def equivalence_key(self) -> Hashable:
        return (self.talk.rounds_rather_not, self.talk.slots)

    @property
    def rooms_matter(self) -> bool:
        return False

    @property
    def predicates(self) -> tuple[Phrase, ...]:
        rounds = listing(map(round_called, self._counts), "or")
        return (Sentence("is not in {rounds}", rounds=rounds),)

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(partial(self._is_in, round_), counts, (self.talk,))
            for placement in programme.of([self.talk])
            if (counts := self._amount(placement.start)) and (round_ := round_of(self.conference, placement.start))
        ]

    def _is_in(self, round_: Round) -> Sentence:
        return Sentence(
            "{talk} would rather not be in {round}, and is, for {slots}.",
            talk=self.talk,
            round=round_told(self.conference, round_),
            slots=count(self._slots, "slot"),
        )

    def _amount(self, start: Minute) -> int:
        """What it counts for that the talk begins then."""
        round_ = round_of(self.conference, start)
        return self._counts.get(round_.name, 0) * self._slots if round_ else 0

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """By name of a round, what a slot of the talk counts for there."""
        return counting(self.talk.rounds_rather_not)

    def encode(self, model: Model, on: Literal) -> None:
        decision = model[self.talk]
        decision.only_at({start for start in decision.starts if not self._amount(start)}, on)

    def cost(self, model: Model) -> Amount:
        decision = model[self.talk]
        return cost_of_rounds(model, decision.session, self._amount)
