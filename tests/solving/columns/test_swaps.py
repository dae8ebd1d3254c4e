"""Sets of sessions that swaps made cheaper are no dearer than they were, and no swap makes them cheaper still."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from scheduler.solving.columns.swaps import Swaps

SEATS = 3


@pytest.mark.parametrize("seed", range(6))
def test_no_seat_is_better_taken_by_another(seed: int) -> None:
    random = np.random.default_rng(seed)
    wishes = (random.random((20, 8)) < 0.3).astype(np.int32) * random.integers(1, 4, (20, 1), dtype=np.int32)
    prices = random.integers(0, 30, 8)
    swaps = Swaps(wishes, SEATS)

    def cost(sessions: tuple[int, ...]) -> int:
        pairs = np.minimum(wishes[:, :, None], wishes[:, None, :]).sum(axis=0)
        return sum(int(pairs[one, other]) for one, other in combinations(sessions, 2)) - int(prices[[*sessions]].sum())

    starts = [(0,), (1, 2), (3, 4, 5)]
    found = list(swaps.cheaper(starts, prices, 1))
    assert min(map(cost, found)) <= min(map(cost, starts))
    for sessions in found:
        assert len(set(sessions)) == len(sessions) <= SEATS
        others = [one for one in range(8) if one not in sessions]
        seats = [*sessions, *[None] * (SEATS - len(sessions))]
        for seat, comes in ((seat, comes) for seat in seats for comes in (*others, None)):
            swapped = tuple(one for one in (*(s for s in sessions if s != seat), comes) if one is not None)
            assert cost(swapped) >= cost(sessions)
