"""The cheapest sets for a round with many sessions: the sessions are put into three lots, and all sets of each weighed.

What a set costs is what its parts in the three lots cost by themselves, and what each two of these cost together. With
fourteen sessions in a lot there are 16,384 parts, and what each part of one costs with each part of another is a
product of matrices. So for each part of the first lot it is known what the rest costs at the least, but for what the
parts in the second and third cost together; and that is reckoned only where the whole can still be cheap.

Products are reckoned with 24 bits and taken with a margin; what is found is weighed anew in whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from scheduler.solving.columns.tables import Ints, RoundTable

Reals = NDArray[np.float64]
Rough = NDArray[np.float32]
Places = NDArray[np.intp]

_MOST_PARTS = 1 << 15  # of one lot
_NEVER = float(1 << 30)  # more than any set costs, for what cannot be
_ROUGH = 1 << 24  # numbers up to this are exact in a product
_TERMS = 128  # no sum has more
_CHUNK = 256  # parts of the first lot that are weighed at once
_PAIRS = 1 << 22  # pairs of parts of the second and third that are weighed at once
_MOST_PAIRS = 2_000_000_000  # of these, in one search
_LOTS = ((0, 1), (0, 2), (1, 2))


@dataclass(frozen=True)
class CheapSets:
    """`least`: no set costs less. `found`: the cheapest below the bar, by the places of their members in the table.

    `ended`: whether all sets below the bar were weighed; there may be more of them than were wanted.
    """

    least: int
    found: tuple[tuple[int, tuple[int, ...]], ...]
    ended: bool


class _Lot:
    """Some of the members, and all of their sets that are small enough, those with the fewest first.

    `first`: by size, where the sets of that size begin.
    """

    def __init__(self, members: Places, needs_room: NDArray[np.bool_], most: int) -> None:
        """`most`: of those that need a room, how many have one."""
        self.members = members
        bits = np.arange(1 << len(members))[:, None] >> np.arange(len(members))
        sets = (bits & 1).astype(np.bool_)
        size = sets[:, needs_room[members]].sum(axis=1)
        order = np.argsort(size, kind="stable")
        order = order[size[order] <= most]
        self.sets, self.size = sets[order], size[order]
        self.first = np.searchsorted(self.size, np.arange(int(self.size[-1]) + 1))

    def least_of(self, costs: Rough) -> Rough:
        """By size, the least of these costs of sets of that size."""
        least: Rough = np.minimum.reduceat(costs, self.first)
        return least

    def least_up_to(self, costs: Rough) -> Rough:
        """By size, the least of these costs of sets that are no larger."""
        least: Rough = np.minimum.accumulate(np.minimum.reduceat(costs, self.first, axis=-1), axis=-1)
        return least


class Thirds:
    """All sets of one round, by a table of what they cost."""

    def __init__(self, table: RoundTable, allowed: NDArray[np.bool_], needs_room: NDArray[np.bool_], most: int) -> None:
        """`most`: how many of those that need a room have one."""
        self.table, self.most = table, most
        self.lots = [_Lot(members, needs_room, most) for members in _lots(table, allowed)]
        self.together = np.where(allowed, np.minimum(table.together, _NEVER), _NEVER)
        np.fill_diagonal(self.together, 0)
        self._pairs = self.together.astype(np.int64)
        self._rows = [(row[here], here) for row in table.missed if len(here := np.flatnonzero(row)) > 1]
        self.alone = [self._alone(lot) for lot in self.lots]
        # what parts of two lots cost together: what each part costs with each member of the other
        self.onto: dict[tuple[int, int], Reals] = {}
        for one, other in _LOTS:
            first, second = self.lots[one], self.lots[other]
            self.onto[one, other] = first.sets @ self.together[np.ix_(first.members, second.members)]
            self.onto[other, one] = np.zeros((len(second.sets), len(first.members)))
        self.thrice = np.zeros([len(lot.members) for lot in self.lots])
        for row in table.missed:
            self._take_in(row)
        self._left = {
            (one, other): np.hstack([self.onto[one, other], self.lots[one].sets]).astype(np.float32)
            for one, other in _LOTS
        }
        self._right = {
            (one, other): np.hstack([self.lots[other].sets, self.onto[other, one]]).T.astype(np.float32)
            for one, other in _LOTS
        }
        self._rough = [costs.astype(np.float32) for costs in self.alone]
        most_of_all = sum(float(np.abs(costs[costs < _NEVER]).max()) for costs in self.alone)
        self.margin = 1 + _TERMS * 4 * most_of_all / _ROUGH

    @staticmethod
    def can_be(members: int) -> bool:
        """Whether the lots of so many are small enough."""
        return 1 << -(-members // 3) <= _MOST_PARTS

    def _alone(self, lot: _Lot) -> Reals:
        """What each set of a lot costs by itself."""
        sets = lot.sets.astype(np.float64)
        costs = sets @ self.table.alone[lot.members]
        costs += ((sets @ self.together[np.ix_(lot.members, lot.members)]) * sets).sum(axis=1) / 2
        for row in self.table.missed[:, lot.members]:
            if len(here := np.flatnonzero(row)) > 1:
                worth = lot.sets[:, here] * row[here]
                costs += worth.sum(axis=1) - worth.max(axis=1)
        at_most: Reals = np.minimum(costs, _NEVER)
        return at_most

    def _take_in(self, row: Ints) -> None:
        """What a row of what is missed costs two parts together, or all three: at the least the lesser of their best.

        Where it has several members in two lots, one of these stands for all in its lot, and where it has several of
        one in three lots, the lot with the fewest is left out. That loses little, and what is found is weighed anew.
        """
        worth = [row[lot.members] for lot in self.lots]
        here = [np.flatnonzero(values) for values in worth]
        touched = [number for number in range(3) if len(here[number])]
        if len(touched) == 3 and max(map(len, here)) > 1:
            touched = sorted(sorted(touched, key=lambda number: -len(here[number]))[:2])
        for one, other in combinations(touched, 2):
            many, single = (one, other) if len(here[other]) == 1 or len(here[one]) > 1 else (other, one)
            place = here[single][worth[single][here[single]].argmax()]
            best = (self.lots[many].sets[:, here[many]] * worth[many][here[many]]).max(axis=1)
            self.onto[many, single][:, place] += np.minimum(best, worth[single][place])
        if len(touched) == 3:
            first, second, third = (int(places[0]) for places in here)
            self.thrice[first, second, third] += min(int(row[row > 0].min()), _NEVER)

    def search(
        self,
        bar: int,
        wanted: int,
        fits: Callable[[tuple[int, ...]], bool] | None,
        expired: Callable[[], bool],
        steps: Sequence[float] = (1.0,),
    ) -> CheapSets:
        """The cheapest sets that cost less than `bar`, as many as are wanted.

        `steps`: the bar is raised to it by these parts of the way from what is known at once, and sets found below a
        lower bar are enough. `fits`: whether a set finds rooms; None: counting tells it.
        """
        first, least = self._cheap_firsts(bar, expired)
        shown, pairs = least, 0
        for step in steps:
            found: list[tuple[int, tuple[int, ...]]] = []
            below = until = bar if step == 1 else min(bar, least + round(step * (bar - least)))
            for number, (part, costs) in enumerate(first or ()):
                if costs >= below + self.margin:
                    break
                if pairs > _MOST_PAIRS or (number % 16 == 0 and expired()):
                    return CheapSets(min([shown, *(cost for cost, _ in found)]), tuple(found), ended=False)
                seen, weighed = self._with_first(part, below, wanted if fits is None else None)
                pairs += weighed
                found += [(cost, members) for cost, members in seen if cost < below and (fits is None or fits(members))]
                if len(found) > wanted:
                    found = sorted(found)[:wanted]
                    below = found[-1][0]
            if first is None:
                return CheapSets(shown, (), ended=False)
            if found:
                found.sort()
                return CheapSets(found[0][0], tuple(found), ended=True)
            shown = max(shown, until)
        return CheapSets(bar, (), ended=True)

    def _cheap_firsts(self, bar: int, expired: Callable[[], bool]) -> tuple[list[tuple[int, float]] | None, int]:
        """Parts in the first lot that can be in a set below the bar, with what it then costs at the least, least first.

        And the least of all, or the bar. None: the time is up.
        """
        lot, second, third = self.lots
        besides = self._besides(second.least_up_to(self._rough[1])[None], third.least_up_to(self._rough[2])[None])[0]
        left = self.most - lot.size
        parts = np.flatnonzero(self._rough[0] + besides[left] < bar + self.margin)
        shown: list[Rough] = []
        for start in range(0, len(parts), _CHUNK):
            if expired():
                return None, int(np.floor(float((self._rough[0] + besides[left]).min()) - self.margin))
            here = parts[start : start + _CHUNK]
            rest = self._besides(
                second.least_up_to(self._left[0, 1][here] @ self._right[0, 1] + self._rough[1]),
                third.least_up_to(self._left[0, 2][here] @ self._right[0, 2] + self._rough[2]),
            )
            shown.append(self._rough[0][here] + rest[np.arange(len(here)), left[here]])
        least = np.concatenate(shown) if shown else np.zeros(0, np.float32)
        order = np.argsort(least, kind="stable")
        order = order[least[order] < bar + self.margin]
        firsts = [(int(parts[n]), float(least[n])) for n in order]
        return firsts, int(np.floor(firsts[0][1] - self.margin)) if firsts else bar

    def _besides(self, second: Rough, third: Rough) -> Rough:
        """By how many have room, what a part of the second and one of the third cost at the least."""
        found = np.full((len(second), self.most + 1), np.inf, np.float32)
        for room in range(self.most + 1):
            for seated in range(min(room, second.shape[1] - 1) + 1):
                rest = min(room - seated, third.shape[1] - 1)
                np.minimum(found[:, room], second[:, seated] + third[:, rest], out=found[:, room])
        return found

    def _with_first(self, part: int, bar: int, wanted: int | None) -> tuple[list[tuple[int, tuple[int, ...]]], int]:
        """Sets below the bar with this part in the first lot; and how many pairs of parts were weighed.

        `wanted`: at least so many of the cheapest; None: all.
        """
        lot, second, third = self.lots
        left = self.most - int(lot.size[part])
        seconds = self._left[0, 1][part] @ self._right[0, 1] + self._rough[1] + self._rough[0][part]
        thirds = self._left[0, 2][part] @ self._right[0, 2] + self._rough[2]
        least_second, least_third = second.least_up_to(seconds), third.least_up_to(thirds)
        limit = bar + self.margin
        here = _within(seconds, second, least_third, left, limit)
        beside = _within(thirds, third, least_second, left, limit)
        if not len(here) or not len(beside):
            return [], 0
        twice = np.tensordot(lot.sets[part].astype(np.float64), self.thrice, axes=1)
        ways = self._left[1, 2][here]
        ways[:, : len(third.members)] -= (second.sets[here] @ twice).astype(np.float32)
        least = self._beside(ways[:, : len(third.members)], third.least_of(thirds), left - second.size[here])
        kept = seconds[here] + least < limit
        here, ways = here[kept], ways[kept]
        back = third.sets[beside] @ self.together[np.ix_(third.members, second.members)]
        back += self.onto[2, 1][beside]
        least = self._beside(back.astype(np.float32), second.least_of(seconds), left - third.size[beside])
        beside = beside[thirds[beside] + least < limit]
        if not len(here) or not len(beside):
            return [], 0
        with_third = self._right[1, 2][:, beside]
        places: list[Places] = []
        rough: list[Rough] = []
        step = max(1, _PAIRS // len(beside))
        for start in range(0, len(here), step):
            some = here[start : start + step]
            costs = ways[start : start + step] @ with_third
            costs += seconds[some][:, None]
            costs += thirds[beside]
            one, other = np.nonzero(costs < limit)
            pairs = np.stack([some[one], beside[other]], axis=1)
            fitting = second.size[pairs[:, 0]] + third.size[pairs[:, 1]] <= left
            places.append(pairs[fitting])
            rough.append(costs[one, other][fitting])
        return self._weighed(part, np.concatenate(places), np.concatenate(rough), wanted), len(here) * len(beside)

    @staticmethod
    def _beside(each: Rough, least: Rough, left: Places) -> Rough:
        """What each of some parts costs besides with the cheapest part of the other lot, at the least.

        `each`: by part and member of the other lot, what these cost together; `least`: by size, the cheapest there;
        `left`: by part, how many have room beside it.
        """
        dearer = np.sort(each, axis=1).cumsum(axis=1)
        found = np.full(len(each), least[0], np.float32)
        for size in range(1, len(least)):
            here = left >= size
            found[here] = np.minimum(found[here], least[size] + dearer[here, size - 1])
        return found

    def _weighed(self, part: int, pairs: Places, rough: Rough, wanted: int | None) -> list[tuple[int, tuple[int, ...]]]:
        """The sets of a part of the first lot and these of the others, with what they cost in whole numbers.

        `wanted`: the cheapest of them, at least so many; None: all.
        """
        if wanted is not None and len(rough) > wanted:
            dearest = np.partition(rough, wanted - 1)[wanted - 1] + 2 * self.margin
            pairs = pairs[rough <= dearest]
        found: list[tuple[int, tuple[int, ...]]] = []
        for start in range(0, len(pairs), _CHUNK):
            some = pairs[start : start + _CHUNK]
            chosen = np.zeros((len(some), len(self.table.members)), np.bool_)
            chosen[:, self.lots[0].members] = self.lots[0].sets[part]
            chosen[:, self.lots[1].members] = self.lots[1].sets[some[:, 0]]
            chosen[:, self.lots[2].members] = self.lots[2].sets[some[:, 1]]
            whole = chosen.astype(np.int64)
            costs = whole @ self.table.alone + ((whole @ self._pairs) * whole).sum(axis=1) // 2
            for row, here in self._rows:
                worth = np.where(chosen[:, here], row, 0)
                costs += worth.sum(axis=1) - worth.max(axis=1)
            found += [(int(cost), tuple(np.flatnonzero(row).tolist())) for cost, row in zip(costs, chosen, strict=True)]
        return found


def _within(costs: Rough, lot: _Lot, others: Rough, left: int, limit: float) -> Places:
    """Which sets of a lot can still be cheap beside the cheapest of the other lot that there is room for."""
    room = left - lot.size
    least = np.where(room >= 0, others[np.clip(room, 0, len(others) - 1)], np.inf)
    return np.flatnonzero(costs + least < limit)


def _lots(table: RoundTable, allowed: NDArray[np.bool_]) -> list[Places]:
    """Three lots of members that cost most together with others of their own lot.

    The first is the one without which the two others cost the least together, for that is looked at last.
    """
    size = len(table.members)
    worth = np.where(allowed, table.together, 0).astype(np.float64)
    for row in table.missed:
        for one, other in combinations(np.flatnonzero(row), 2):
            if allowed[one, other]:
                worth[one, other] += min(row[one], row[other])
                worth[other, one] = worth[one, other]
    np.fill_diagonal(worth, 0)
    lot = np.arange(size) * 3 // max(size, 1)
    own = np.eye(3)[lot]
    while size:
        inside = worth @ own
        gain = inside[:, lot] - inside[np.arange(size), lot][:, None]
        gain = gain + gain.T - 2 * worth
        gain[lot[:, None] == lot[None, :]] = 0
        exchanged = list(divmod(int(gain.argmax()), size))
        if gain[exchanged[0], exchanged[1]] <= 0:
            break
        lot[exchanged] = lot[exchanged[::-1]]
        own = np.eye(3)[lot]
    between = own.T @ worth @ own
    first = min(range(3), key=lambda number: between[(number + 1) % 3, (number + 2) % 3])
    return [np.flatnonzero(lot == (first + number) % 3) for number in range(3)]
