"""One change for each of several causes, which do together; where a set does not, one cause is given another choice."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from scheduler.questions.explain.change import Change
from scheduler.questions.explain.repairs import Changes, ConflictSet, RepairSearch

_MOST = 20  # sets that are given another choice


@dataclass
class Choosing(RepairSearch):
    """Sets of choices by their places: for each cause the number of its choice among the changes that mend it."""

    def repaired(self, crowds: Sequence[ConflictSet]) -> Iterator[Changes]:
        """Sets of one change for each cause; what the last leaves at odds is mended by another choice for one cause.

        Many causes have more such sets than can be tried in turn. One that does is given again with other choices that
        ask less, as long as it does.
        """
        if not all(self.mending_of(crowd, 0) for crowd in crowds):
            return
        places = [0] * len(crowds)
        for _ in range(_MOST):
            unmet = self.unmet(together(self.chosen(crowds, places)))
            if unmet is None:
                break
            better = next((other for other in self._others(crowds, places) if self._mends(crowds, other, unmet)), None)
            if better is None:
                return
            places = better
        for number, place in enumerate(places):
            for cheaper in range(place):
                other = [*places[:number], cheaper, *places[number + 1 :]]
                if self.unmet(together(self.chosen(crowds, other))) is None:
                    places = other
                    break
        yield self.chosen(crowds, places)

    def _mends(self, crowds: Sequence[ConflictSet], places: Sequence[int], unmet: ConflictSet) -> bool:
        changes = together(self.chosen(crowds, places))
        return self.mend(changes, unmet) and all(self.mend(changes, crowd) for crowd in self.crowds)

    def _others(self, crowds: Sequence[ConflictSet], places: Sequence[int]) -> Iterator[list[int]]:
        """With another change for one of the causes, those that ask least first."""

        def further(number: int, crowd: ConflictSet) -> Iterator[tuple[int, int, int]]:
            for place in count(places[number] + 1):
                if (change := self.mending_of(crowd, place)) is None:
                    return
                yield change.asks, number, place

        for _, number, place in heapq.merge(*(further(number, crowd) for number, crowd in enumerate(crowds))):
            yield [*places[:number], place, *places[number + 1 :]]

    def chosen(self, crowds: Sequence[ConflictSet], places: Sequence[int]) -> Changes:
        changes = (self.mending_of(crowd, place) for crowd, place in zip(crowds, places, strict=True))
        return tuple(change for change in changes if change is not None)


def together(changes: Sequence[Change]) -> Changes:
    """Each once, though it may be the choice for several causes."""
    return tuple(dict.fromkeys(changes))
