"""The type of a finding: a sentence about a day, and whether it proves the day impossible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.conference.conference import Session
from scheduler.text.sentence import paragraph

MOST_NAMES = 8  # of a crowd, beyond which some are only counted


@dataclass(frozen=True)
class Finding:
    """A sentence about the day, and `names`, one more: of whom it speaks. `fatal`: it proves the day impossible.

    `crowd`: the sessions that it counted. `places`: how many there are for them, where it counted rooms and moments.
    """

    brief: str
    fatal: bool
    names: str = ""
    crowd: tuple[Session, ...] = ()
    places: int = 0

    def names_all(self, sessions: Iterable[Session]) -> bool:
        """Whether its first sentence names each of these."""
        return not self.names and len(self.crowd) <= MOST_NAMES and set(sessions) <= set(self.crowd)

    @property
    def sentence(self) -> str:
        return paragraph(self.brief, self.names) if self.names else self.brief
