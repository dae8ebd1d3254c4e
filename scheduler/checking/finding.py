"""The type of a finding: a sentence about a day, and whether it proves the day impossible."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.conference.conference import Session


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

    @property
    def sentence(self) -> str:
        return f"{self.brief} {self.names}".rstrip()
