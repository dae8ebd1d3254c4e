"""The cheapest sets of sessions for one round, found by trying all: many at a time, and none that cannot be cheap.

What a session adds to a set only grows as others join it. So a session that costs something beside a set costs
something beside every larger one; and what is still to be gained is at most what the best of the others gain by
themselves. Where that is too loose, which it is of many sessions side by side, the sets are put together from three
lots instead (`thirds.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.solving.columns.places import RoomsOfRound
from scheduler.solving.columns.tables import DUTY, Ints, RoundTable
from scheduler.solving.columns.thirds import Thirds

_BATCH = 1024  # sets that are made larger at once
NARROW, WIDE = 24, 150  # sets of each size that the quick search goes on with
_FEW = 12  # of the sets that it finds
_LARGE = 33  # sessions; of more, the three lots are tried sooner
_EASY, _EASY_OF_LARGE = 50_000, 10_000  # sets looked at one by one before that
_WANTED = 40  # sets that a search by lots finds
_RAISED = (0.5, 0.7, 0.85, 1.0)  # how far the bar is raised each time, while nothing is found below it
_NEVER = 1 << 60


@dataclass(frozen=True)
class PricedSets:
    """`least`: no set costs less. `found`: sets by what they cost, the cheapest first."""

    least: int
    found: tuple[tuple[int, tuple[int, ...]], ...]


class _Sets:
    """Sets of one round side by side: what each costs, who may still join, and what each of these would add.

    `top`, `taken`: by row of what is missed, what is worth most of those chosen, and whether any is.
    """

    def __init__(
        self,
        cost: Ints,
        chosen: NDArray[np.bool_],
        may: NDArray[np.bool_],
        adds: Ints,
        top: Ints,
        taken: NDArray[np.bool_],
    ) -> None:
        self.cost, self.chosen, self.may, self.adds, self.top, self.taken = cost, chosen, may, adds, top, taken

    def __len__(self) -> int:
        return len(self.cost)

    def part(self, which: NDArray[np.intp] | slice) -> _Sets:
        parts = (self.chosen[which], self.may[which], self.adds[which], self.top[which], self.taken[which])
        return _Sets(self.cost[which], *parts)


class Pricer:
    """The sets of one round, by a table of what they cost."""

    def __init__(
        self,
        table: RoundTable,
        forbidden: NDArray[np.bool_],
        rooms: RoomsOfRound,
        expired: Callable[[], bool] = lambda: False,
    ) -> None:
        """`expired`: whether a search is to end with what it has shown."""
        self.table, self.allowed, self.rooms, self.expired = table, ~forbidden, rooms, expired
        self.expired_by_lots = expired  # the same for one by lots, which shows something soon
        self.size = len(table.members)
        self.needs_room = np.array([one in rooms.needing for one in table.members], np.bool_)
        most = table.missed.max(axis=1, initial=0)
        even = ((table.missed == 0) | (table.missed == most[:, None])).all(axis=1) & (most < DUTY)
        self._uneven = table.missed[~even]
        self._even = table.missed[even].astype(np.float64)  # all sessions of such a row are worth the same
        self._rows = [np.flatnonzero(self._uneven[:, one]) for one in range(self.size)]
        self._even_rows = [np.flatnonzero(self._even[:, one]) for one in range(self.size)]
        self._easy = _EASY_OF_LARGE if self.size > _LARGE else _EASY
        self.work, self.cut_short = 0, False

    def quick(self, width: int = NARROW) -> PricedSets:
        """Cheap sets without looking far; `least` is then what was found."""
        self.work = 0
        sets = self._start()
        found: list[tuple[int, tuple[int, ...]]] = [(0, ())]
        while len(sets):
            sets = self._larger(sets, width=width)
            found += self._listed(sets)
        best = sorted(found)[:_FEW]
        return PricedSets(best[0][0], tuple(best))

    def cheapest(self, bar: int, most_work: int) -> PricedSets:
        """The cheapest sets, where one costs less than `bar`; else that none does.

        Where that takes more work, `least` is what has been shown by then.
        """
        bar = min(bar, 0)
        if not Thirds.can_be(self.size):
            return self._search(bar, most_work)
        priced = self._search(bar, min(self._easy, most_work))
        return self._by_lots(bar, _WANTED, _RAISED) if self.cut_short else priced

    def all_below(self, bar: int, most_work: int, most_found: int) -> PricedSets | None:
        """All sets that cost less than `bar`; None where that takes more work or there are more."""
        by_lots = Thirds.can_be(self.size)
        priced = self._search(bar, min(self._easy, most_work) if by_lots else most_work, most_found)
        if by_lots and self.cut_short and len(priced.found) <= most_found:
            priced = self._by_lots(bar, most_found + 1, (1.0,))
        return None if self.cut_short or len(priced.found) > most_found else priced

    def _by_lots(self, bar: int, wanted: int, steps: tuple[float, ...]) -> PricedSets:
        """The cheapest sets below `bar`, as many as are wanted."""
        members = self.table.members

        def fit(chosen: tuple[int, ...]) -> bool:
            return self.rooms.hold(members[index] for index in chosen)

        lots = Thirds(self.table, self.allowed, self.needs_room, self.rooms.most)
        cheap = lots.search(bar, wanted, None if self.rooms.counting_will_do else fit, self.expired_by_lots, steps)
        self.cut_short = not cheap.ended
        found = tuple((cost, tuple(members[index] for index in chosen)) for cost, chosen in cheap.found)
        return PricedSets(cheap.least, found)

    def _search(self, bar: int, most_work: int, most_found: int = 0) -> PricedSets:
        """`most_found` 0: the cheapest are wanted, and each that is found lowers the bar."""
        self.work, self.cut_short = 0, False
        stack = [self._start()]
        found: list[tuple[int, tuple[int, ...]]] = [(0, ())] if bar > 0 else []
        least = min(bar, 0)
        while stack:
            if self.work > most_work or (most_found and len(found) > most_found) or self.expired():
                self.cut_short = True
                least = min(least, *(int(self._least(sets).min()) for sets in stack))
                break
            larger = self._larger(stack.pop(), bar=bar, all_of_them=bool(most_found))
            if not len(larger):
                continue
            cheap = self._listed(larger.part(np.flatnonzero(larger.cost < bar)))
            if most_found:
                found += cheap
            elif cheap:
                found = sorted([*found, *cheap])[:_FEW]
                bar = found[0][0]
            order = np.argsort(-larger.cost, kind="stable")
            stack += [larger.part(order[n : n + _BATCH]) for n in range(0, len(order), _BATCH)]
        found.sort()
        return PricedSets(min(least, found[0][0] if found else least), tuple(found))

    def _start(self) -> _Sets:
        none = np.zeros((1, self.size), np.bool_)
        top, taken = np.zeros((1, len(self._uneven)), np.int64), np.zeros((1, len(self._even)), np.bool_)
        return _Sets(np.zeros(1, np.int64), none, ~none, self.table.alone[None, :].copy(), top, taken)

    def _room_left(self, sets: _Sets) -> Ints:
        """How many that need a room may still join each."""
        left: Ints = self.rooms.most - (sets.chosen & self.needs_room).sum(axis=1)
        return left

    def _least(self, sets: _Sets) -> Ints:
        """The least that each, or a larger one made of it, can cost."""
        gains = np.where(sets.may & (sets.adds < 0), sets.adds, 0)
        free = np.where(self.needs_room, 0, gains).sum(axis=1)
        seated = np.sort(np.where(self.needs_room, gains, 0), axis=1)
        sums = np.concatenate([np.zeros((len(sets), 1), np.int64), seated.cumsum(axis=1)], axis=1)
        least: Ints = sets.cost + free + sums[np.arange(len(sets)), np.clip(self._room_left(sets), 0, self.size)]
        return least

    def _larger(self, sets: _Sets, *, bar: int = 0, width: int = 0, all_of_them: bool = False) -> _Sets:
        """Each set with one more, where it or a larger one of it can cost less than `bar`.

        The best to join come first, and whoever could have joined before joins no more: so each set is made once.
        `width`: the best few alone, in whatever order they are made. `all_of_them`: also who joins at a cost.
        """
        which, place, who, order = self._joining(sets, bar, width, all_of_them)
        chosen = sets.chosen[which]
        chosen[np.arange(len(which)), who] = True
        fits = np.ones(len(which), np.bool_)
        if not self.rooms.counting_will_do:
            fits = np.array([self._fit(row) for row in chosen], np.bool_)
        if width and len(which):
            _, first = np.unique(np.packbits(chosen, axis=1), axis=0, return_index=True)
            fits &= np.isin(np.arange(len(which)), first)
        kept = np.flatnonzero(fits)
        if width:
            cost = sets.cost[which[kept]] + sets.adds[which[kept], who[kept]]
            kept = kept[np.argsort(cost, kind="stable")[:width]]
        which, place, who, chosen = which[kept], place[kept], who[kept], chosen[kept]
        self.work += len(which)
        may = ~chosen
        if not width:
            np.put_along_axis(may, order[which], np.arange(self.size)[None, :] > place[:, None], axis=1)
        may &= sets.may[which] & self.allowed[who]
        cost = sets.cost[which] + sets.adds[which, who]
        return self._with_one_more(
            sets, which, who, _Sets(cost, chosen, may, sets.adds[which], sets.top[which], sets.taken[which])
        )

    def _joining(
        self, sets: _Sets, bar: int, width: int, all_of_them: bool
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """Which set is joined, by whom at which place of its order; and the orders, the best to join first."""
        count, size = len(sets), self.size
        left = self._room_left(sets)
        may = sets.may & ~(self.needs_room[None, :] & (left[:, None] <= 0))
        adds = np.where(may, sets.adds, _NEVER)
        order = np.argsort(adds, axis=1, kind="stable")
        ranked = np.take_along_axis(adds, order, axis=1)
        sums = np.concatenate([np.zeros((count, 1), np.int64), np.minimum(ranked, 0).cumsum(axis=1)], axis=1)
        here = np.arange(size)
        until = np.full((count, size), size)
        if self.needs_room.all():  # then whoever joins is joined by the next best alone, as many as there is room for
            until = np.minimum(here[None, :] + np.maximum(left, 1)[:, None], size)
        besides = np.take_along_axis(sums, until, axis=1) - sums[:, 1:]
        joins = ranked < (_NEVER if all_of_them else 0)
        if not width:
            joins &= sets.cost[:, None] + ranked + np.minimum(besides, 0) < bar
        which, place = np.nonzero(joins)
        if width and len(which) > width * 8:
            best = np.argsort(sets.cost[which] + ranked[which, place], kind="stable")[: width * 8]
            which, place = which[best], place[best]
        return which, place, order[which, place], order

    def _with_one_more(self, sets: _Sets, which: NDArray[np.intp], who: NDArray[np.intp], larger: _Sets) -> _Sets:
        """What each other session adds, once that one has joined."""
        larger.adds += self.table.together[who]
        for one in np.unique(who):
            mine = np.flatnonzero(who == one)
            rows = self._even_rows[one]
            if len(rows):  # whoever has something taken already misses what joins; a product of matrices counts it
                first = (~sets.taken[np.ix_(which[mine], rows)]).astype(np.float64)
                larger.adds[mine] += (first @ self._even[rows]).astype(np.int64)
                larger.taken[np.ix_(mine, rows)] = True
            rows = self._rows[one]
            if len(rows):
                worth = self._uneven[rows]
                old = sets.top[np.ix_(which[mine], rows)]
                new = np.maximum(old, worth[:, one])
                more = np.minimum(worth[None], new[:, :, None]) - np.minimum(worth[None], old[:, :, None])
                larger.adds[mine] += more.sum(axis=1)
                larger.top[np.ix_(mine, rows)] = new
        return larger

    def _fit(self, chosen: NDArray[np.bool_]) -> bool:
        return self.rooms.hold(self.table.members[index] for index in np.flatnonzero(chosen))

    def _listed(self, sets: _Sets) -> list[tuple[int, tuple[int, ...]]]:
        members = self.table.members
        return [
            (int(cost), tuple(members[index] for index in np.flatnonzero(chosen)))
            for cost, chosen in zip(sets.cost, sets.chosen, strict=True)
        ]
