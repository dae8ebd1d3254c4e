"""Changes put together: one for each of several conflicts, or one more for what the ones before have left."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

from scheduler.questions.explain.change import Change
from scheduler.questions.explain.repairs import Changes, ConflictSet, RepairSearch

_MOST_EXCHANGES = 20  # sets of which one conflict is given another choice
_MOST_PRODUCTS = 5_000  # sets of one change for each conflict that are looked at; most are known not to do

Left = tuple[Changes, ConflictSet]  # changes, and a conflict that they leave


@dataclass(frozen=True)
class Combinations:
    """Sets of changes, of which `repairs` tells what each would end.

    A set of one change for each conflict is known by places: for each the number of its choice among those that end it.
    """

    repairs: RepairSearch

    # -- one change for each of several conflicts -----------------------------------------------------------------

    def exchanged(self, conflicts: Sequence[ConflictSet]) -> Iterator[Changes]:
        """Sets of one change for each; what one of them leaves is ended by another choice for one of the conflicts.

        Many conflicts have more such sets than can be tried in turn. A set that does is given again with other choices
        that ask less, as long as it does.
        """
        if not self._each_has_one(conflicts):
            return
        places = [0] * len(conflicts)
        for _ in range(_MOST_EXCHANGES):
            remaining = self._remaining(conflicts, places)
            if remaining is None:
                break
            others = self._with_another_choice(conflicts, places)
            better = next((other for other in others if self._resolve_all(conflicts, other, remaining)), None)
            if better is None:
                return
            places = better
        for number, place in enumerate(places):
            for cheaper in range(place):
                other = [*places[:number], cheaper, *places[number + 1 :]]
                if self._remaining(conflicts, other) is None:
                    places = other
                    break
        yield self._chosen(conflicts, places)

    def _each_has_one(self, conflicts: Sequence[ConflictSet]) -> bool:
        return all(self.repairs.repair(conflict, 0) for conflict in conflicts)

    def _remaining(self, conflicts: Sequence[ConflictSet], places: Sequence[int]) -> ConflictSet | None:
        return self.repairs.remaining_conflict(distinct(self._chosen(conflicts, places)))

    def _resolve_all(self, conflicts: Sequence[ConflictSet], places: Sequence[int], remaining: ConflictSet) -> bool:
        changes = distinct(self._chosen(conflicts, places))
        return all(self.repairs.resolve(changes, conflict) for conflict in (remaining, *self.repairs.conflicts))

    def _with_another_choice(self, conflicts: Sequence[ConflictSet], places: Sequence[int]) -> Iterator[list[int]]:
        """The places with another change for one of the conflicts, those that ask least first."""

        def further(number: int, conflict: ConflictSet) -> Iterator[tuple[int, int, int]]:
            for place in count(places[number] + 1):
                if (change := self.repairs.repair(conflict, place)) is None:
                    return
                yield change.asks, number, place

        for _, number, place in heapq.merge(*(further(number, conflict) for number, conflict in enumerate(conflicts))):
            yield [*places[:number], place, *places[number + 1 :]]

    def products(self, conflicts: Sequence[ConflictSet], most_shared: int) -> Iterator[Changes]:
        """One change for each of these, perhaps the same for several; those first that ask least together.

        `most_shared`: of the first so many for each, one that ends several conflicts is tried for all of them at once.
        """
        seen = set(self._shared(conflicts, most_shared)) if self._each_has_one(conflicts) else set()
        heap = [(self._asked(conflicts, places), places) for places in seen]
        heapq.heapify(heap)
        for _ in range(_MOST_PRODUCTS):
            if not heap:
                return
            _, places = heapq.heappop(heap)
            chosen = self._chosen(conflicts, places)
            if len(chosen) == len(conflicts):
                yield chosen
            for number in range(len(places)):
                after = (*places[:number], places[number] + 1, *places[number + 1 :])
                if after not in seen and self.repairs.repair(conflicts[number], after[number]):
                    seen.add(after)
                    heapq.heappush(heap, (self._asked(conflicts, after), after))

    def _shared(self, conflicts: Sequence[ConflictSet], most: int) -> Iterator[tuple[int, ...]]:
        """The first change for each; and each of the first few that ends several of them, wherever it does."""
        firsts = [[self.repairs.repair(conflict, place) for place in range(most)] for conflict in conflicts]
        yield (0,) * len(conflicts)
        for change in dict.fromkeys(chain.from_iterable(firsts)):
            yield tuple(some.index(change) if change is not None and change in some else 0 for some in firsts)

    def _asked(self, conflicts: Sequence[ConflictSet], places: Sequence[int]) -> int:
        return sum(change.asks for change in distinct(self._chosen(conflicts, places)))

    def _chosen(self, conflicts: Sequence[ConflictSet], places: Sequence[int]) -> Changes:
        changes = (self.repairs.repair(conflict, place) for conflict, place in zip(conflicts, places, strict=True))
        return tuple(change for change in changes if change is not None)

    # -- one change more ------------------------------------------------------------------------------------------

    def with_one_more(self, level: Sequence[Left], enough: Callable[[], bool]) -> Iterator[Changes]:
        """Each set of the level with one change more, for the conflict that it leaves: those that ask least first.

        Before all others come changes that end the first cause too: what is a room short for one trouble is often two
        short for the day. `enough`: asked before each trial; when true, no more are tried.
        """
        first = self.repairs.conflicts[0]
        for_first = {c for c in self.repairs.candidates(first) if self.repairs.known_to_resolve(c, first)}
        pairs = [
            (changes, change, conflict) for changes, conflict in level for change in self.repairs.candidates(conflict)
        ]
        pairs.sort(key=lambda pair: (pair[1] not in for_first, sum(change.asks for change in (*pair[0], pair[1]))))
        tried: set[frozenset[Change]] = set()
        for changes, change, conflict in pairs:
            if enough():
                return
            if change in changes or frozenset((*changes, change)) in tried:
                continue
            tried.add(frozenset((*changes, change)))
            if self.repairs.helps(changes, change, conflict):
                yield (*changes, change)


def distinct(changes: Sequence[Change]) -> Changes:
    """Each change once, though it may be the choice for several conflicts."""
    return tuple(dict.fromkeys(changes))
