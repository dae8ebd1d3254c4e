"""A change to a day that might make it possible: a sentence, how much it asks, and what makes of a problem another."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property

from scheduler.rules.problem import Problem


@dataclass(frozen=True, eq=False)
class Change:
    """Something that organisers can do about a day.

    `asks`: how much that is, in points (docs/explaining.md has the list). `matter`: what it is about; of several
    changes in one matter (stay until 15.30, until 15.45) only the one that asks least is of interest. `apply`: makes of
    a problem the changed one. `only_session`: the name of the session that it concerns alone, so that it can do no more
    for the others than leaving that session out. `target`: the words in its sentence for what it is done to. Changes
    that are alike but for their target, and ask as much, are told in one line. `cumulative`: whether it allows all that
    changes in its matter allow that ask less.
    """

    sentence: str
    asks: int
    matter: Hashable
    apply: Callable[[Problem], Problem]
    only_session: str = ""
    target: str = ""
    cumulative: bool = False

    def __str__(self) -> str:
        return self.sentence

    @cached_property
    def group(self) -> Hashable:
        """Equal for changes that are told in one line: the words around the target, and how much they ask."""
        before, target, after = self.sentence.rpartition(self.target) if self.target else (self.sentence, "", "")
        return before, bool(target), after, self.asks


def per_five(minutes: int) -> int:
    """A point for each five minutes that are asked of somebody."""
    return -(-minutes // 5)
