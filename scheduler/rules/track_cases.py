"""What the statements about one track, and those about one talk, have in common: what they speak of and how.

Each rule's own file has the rest: what breaks its statement, in which words, and what that costs.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.conference.conference import Conference, Session, Track
from scheduler.text.sentence import Phrase, Sentence


@dataclass(frozen=True)
class TrackStatement:
    """Of one track: it depends on `talks`, those of the track that the rule is about."""

    conference: Conference
    track: Track
    talks: tuple[Session, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.talks


@dataclass(frozen=True)
class TalkStatement(ABC):
    """Of one talk, in one predicate: `is not in Zaal 2`."""

    conference: Conference
    talk: Session

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.talk,)

    @property
    @abstractmethod
    def predicates(self) -> tuple[Phrase, ...]:
        """One: see `HasPredicates`."""

    def __str__(self) -> Sentence:
        return Sentence("{session} {predicate}.", session=self.talk, predicate=self.predicates[0])

    @property
    def _slots(self) -> int:
        """How many slots the talk takes."""
        return self.talk.slots or 1


def counting(rather_not: Iterable[tuple[str, int]]) -> dict[str, int]:
    """What each room or round under `rather_not` counts for, by its name, without those that count for nothing."""
    return {name: counts for name, counts in rather_not if counts}
