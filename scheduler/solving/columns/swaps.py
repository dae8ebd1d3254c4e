"""Cheap sets of sessions for a round, found by swapping one session for another as long as that makes a set cheaper.

Many sets are made cheaper side by side: those of the linear programme that come nearest to being cheap, and each of
them once more with a few of its sessions left out by lot. What they cost is reckoned in pairs meanwhile, which is too
much for who wishes three of one round.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from scheduler.search.round_places import Numbers
from scheduler.solving.columns.tables import Ints

_STARTS = 150  # sets that are made cheaper as they are, and as many with sessions left out
_LEFT_OUT = 3
_STEPS = 30  # swaps of each at the most
_NEVER = 1e18


class Swaps:
    """`wishes`: by person, what each session is worth. `seats`: sessions that share a round at the most."""

    def __init__(self, wishes: Numbers, seats: int) -> None:
        self.size, self.seats = wishes.shape[1], seats
        self.pairs = np.zeros((self.size + 1, self.size + 1))  # the last is an empty seat
        for row in wishes:
            wished = np.flatnonzero(row)
            self.pairs[np.ix_(wished, wished)] += np.minimum(row[wished][:, None], row[wished][None, :])
        np.fill_diagonal(self.pairs, 0)
        self.random = np.random.default_rng(0)

    def cheaper(self, sets: list[tuple[int, ...]], prices: Ints, scale: int) -> Iterator[tuple[int, ...]]:
        """What the first of these sets become. `prices`: of the sessions, times `scale`."""
        seated = np.full((min(len(sets), _STARTS), self.seats), self.size)
        for row, members in zip(seated, sets, strict=False):
            row[: len(members)] = members[: self.seats]
        again = seated.copy()
        for row in again:
            row[self.random.integers(self.seats, size=_LEFT_OUT)] = self.size
        seated = np.concatenate([seated, again])
        pairs, worth = self.pairs * scale, np.append(prices, 0).astype(np.float64)
        going = np.arange(len(seated))
        for _ in range(_STEPS):
            if not len(going):
                break
            better = seated[going]
            swapped = self._swap(better, pairs, worth)
            seated[going] = better
            going = going[swapped]
        yield from dict.fromkeys(tuple(sorted(one for one in row if one < self.size)) for row in seated.tolist())

    def _swap(
        self, seated: NDArray[np.intp], pairs: NDArray[np.float64], worth: NDArray[np.float64]
    ) -> NDArray[np.intp]:
        """The best swap of each set, where it makes it cheaper; which these are."""
        each = np.arange(len(seated))
        chosen = np.zeros((len(seated), self.size + 1))
        chosen[each[:, None], seated] = 1
        chosen[:, -1] = 0  # there are always empty seats
        adds = chosen @ pairs - worth
        more = adds[:, None, :] - np.take_along_axis(adds, seated, axis=1)[:, :, None] - pairs[seated]
        more += _NEVER * chosen[:, None, :]
        flat = more.reshape(len(seated), -1)
        best = flat.argmin(axis=1)
        cheaper = np.flatnonzero(flat[each, best] < -1)
        seat, comes = np.divmod(best[cheaper], self.size + 1)
        seated[cheaper, seat] = comes
        return cheaper
