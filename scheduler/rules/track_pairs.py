"""Two tracks that had better not be in one round: similar ones, and those of one chair."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from scheduler.conference.blocks import Block
from scheduler.conference.conference import Conference, Session, Track
from scheduler.conference.programme import Programme
from scheduler.rules.rule import AmountCase, Breach
from scheduler.rules.track_words import apart, round_told, rounds_with_slots, used_blocks
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


@dataclass(frozen=True)
class NotInOneRound(AmountCase):
    """Each block of the one counts for each block of the other in its round; a block of both does not by itself.

    `why`: what the two have in common, in a whole clause: "Anna chairs both". `counts`: what each pair of blocks does.
    """

    conference: Conference
    one: Track
    other: Track
    talks: tuple[Session, ...]
    counts: int
    why: Phrase

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.talks

    def __str__(self) -> Sentence:
        return Sentence("{one} and {other} are not in one round: {why}.", **self._words)

    @property
    def _words(self) -> dict[str, object]:
        return {"one": self.one, "other": self.other, "why": self.why}

    def breaches(self, programme: Programme) -> list[Breach]:
        ones, others = (used_blocks(self.conference, programme, self.talks, track) for track in (self.one, self.other))
        return [
            Breach(partial(self._both_then, block, beside), self.counts, (*block.talks, *beside.talks))
            for block, beside in apart(ones, others)
        ]

    def _both_then(self, block: Block, beside: Block) -> Sentence:
        return Sentence(
            "{one} and {other} are both in {round}, in {rooms}, and {why}.",
            round=round_told(self.conference, block.round),
            rooms=listing((block.room, beside.room)),
            **self._words,
        )

    def cost(self, model: Model) -> Amount:
        ones, others = ([t for t in self.talks if t.track == track] for track in (self.one, self.other))
        return self.counts * model.sum(
            model.blocks.pairs(ones, others, number) for number, _ in rounds_with_slots(self.conference)
        )
