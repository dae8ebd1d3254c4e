"""The sets that are put together from three lots, against all sets that there are."""

from __future__ import annotations

import numpy as np
import pytest

from scheduler.solving.columns import pricing, thirds
from scheduler.solving.columns.pricing import Pricer
from scheduler.solving.columns.tables import DUTY, RoundTable
from scheduler.solving.columns.thirds import CheapSets, Thirds
from tests.solving.columns.test_pricing import MANY, a_pricer, cost_of, every_set


def searched(pricer: Pricer, bar: int, wanted: int, *, steps: tuple[float, ...] = (1.0,)) -> CheapSets:
    lots = Thirds(pricer.table, pricer.allowed, pricer.needs_room, pricer.rooms.most)
    return lots.search(bar, wanted, pricer.rooms.hold, lambda: False, steps)


@pytest.mark.parametrize("alike", [True, False], ids=["rooms alike", "rooms not alike"])
def test_all_sets_below_a_bar_are_found_at_what_they_cost(alike: bool) -> None:
    for seed in range(100):
        pricer = a_pricer(seed, alike=alike)
        costs = every_set(pricer)
        least = min(costs.values())
        for bar in (least, least + 1, least + 9, 30):
            found = searched(pricer, bar, MANY)
            assert found.ended
            assert found.least == min(bar, least), seed
            assert sorted(found.found) == sorted((c, s) for s, c in costs.items() if c < bar), seed


def test_the_cheapest_are_found_where_few_are_wanted_and_where_the_bar_is_raised_in_steps() -> None:
    for seed in range(100):
        pricer = a_pricer(seed, alike=seed % 2 == 0)
        least = min(every_set(pricer).values())
        for wanted, steps in ((1, (1.0,)), (3, (0.5, 1.0)), (1, (0.2, 0.4, 0.6, 1.0))):
            found = searched(pricer, 9, wanted, steps=steps)
            assert found.ended
            assert found.least == found.found[0][0] == least, seed
            assert len(found.found) <= wanted
            assert all(cost == cost_of(pricer.table, sessions) for cost, sessions in found.found)


def test_a_search_that_ends_early_says_no_more_than_it_has_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(40):
        pricer = a_pricer(seed, alike=True)
        least = min(every_set(pricer).values())
        monkeypatch.setattr(thirds, "_MOST_PAIRS", seed % 4)
        assert searched(pricer, least + 5, 1).least <= least
        lots = Thirds(pricer.table, pricer.allowed, pricer.needs_room, pricer.rooms.most)
        stopped = lots.search(least + 5, 1, None, lambda: True)
        assert (stopped.ended, stopped.least <= least) == (False, True)


def test_prices_of_the_size_of_a_day_lose_nothing_to_rounding() -> None:
    """Costs in parts of a point are larger than what a rough product holds."""
    for seed in range(20):
        small = a_pricer(seed, alike=True)
        table = small.table
        missed = np.where(table.missed >= DUTY, DUTY, table.missed * 999_983)
        scaled = RoundTable(
            table.members, table.alone * 4_999_999 + 1, table.together * 1_999_993 + table.together, missed
        )
        pricer = Pricer(scaled, ~small.allowed, small.rooms)
        costs = every_set(pricer)
        least = min(costs.values())
        assert searched(pricer, least + 1, 1).least == least
        assert searched(pricer, least, 1).least == least


def test_a_round_with_many_sessions_is_left_to_the_lots_and_comes_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pricing, "_EASY", 0)
    for seed in range(40):
        pricer = a_pricer(seed, alike=False)
        costs = every_set(pricer)
        least = min(costs.values())
        found = pricer.cheapest(1, MANY)
        assert found.least == least == (found.found[0][0] if found.found else 0), seed
        listed = pricer.all_below(least + 7, MANY, MANY)
        assert listed is not None
        assert sorted(listed.found) == sorted((c, s) for s, c in costs.items() if c < least + 7), seed
