"""The cheapest sets of a round, against all sets that there are."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from scheduler.conference.conference import Room
from scheduler.solving.columns.places import RoomsOfRound
from scheduler.solving.columns.pricing import Pricer
from scheduler.solving.columns.tables import DUTY, RoundTable
from scheduler.solving.columns.thirds import Thirds

MANY = 10_000


def a_pricer(seed: int, *, alike: bool) -> Pricer:
    """Six or seven sessions, some of which cannot stand together, in rooms that are alike or not."""
    random = np.random.default_rng(seed)
    size = int(random.integers(1, 8))
    together = np.triu(random.integers(0, 6, (size, size)) * (random.random((size, size)) < 0.4), 1)
    missed = random.integers(0, 9, (int(random.integers(0, 5)), size))
    for row in missed:
        if random.random() < 0.4:
            row[random.integers(0, size)] = DUTY
    apart = np.triu(random.random((size, size)) < 0.1, 1)
    doors = [Room(name=f"Zaal {n}") for n in range(4)]
    rooms = {
        one: frozenset(doors if alike else [d for d in doors if random.random() < 0.6])
        for one in range(size)
        if alike or random.random() < 0.8
    }
    table = RoundTable(tuple(range(size)), random.integers(-20, 4, size), together + together.T, missed)
    return Pricer(table, apart | apart.T, RoomsOfRound(rooms))


def cost_of(table: RoundTable, sessions: tuple[int, ...]) -> int:
    """By the definition."""
    chosen = list(sessions)
    missed = table.missed[:, chosen]
    paired = table.together[np.ix_(chosen, chosen)].sum() // 2
    return int(table.alone[chosen].sum() + paired + missed.sum() - missed.max(axis=1, initial=0).sum())


def every_set(pricer: Pricer) -> dict[tuple[int, ...], int]:
    """What each set costs that is allowed and finds rooms."""
    found = {}
    for number in range(pricer.size + 1):
        for sessions in combinations(range(pricer.size), number):
            allowed = all(pricer.allowed[one, other] for one, other in combinations(sessions, 2))
            if allowed and pricer.rooms.hold(sessions):
                found[sessions] = cost_of(pricer.table, sessions)
    return found


@pytest.mark.parametrize("alike", [True, False], ids=["rooms alike", "rooms not alike"])
def test_the_cheapest_set_is_found_and_all_that_cost_less_than_a_bar(alike: bool) -> None:
    for seed in range(60):
        pricer = a_pricer(seed, alike=alike)
        costs = every_set(pricer)
        least = min(costs.values())
        found = pricer.cheapest(1, MANY)
        assert found.least == least == (found.found[0][0] if found.found else 0), seed
        for bar in (least, least + 7, 3):
            listed = pricer.all_below(bar, MANY, MANY)
            assert listed is not None
            assert sorted(listed.found) == sorted((c, s) for s, c in costs.items() if c < bar), seed


def test_where_no_set_is_that_cheap_that_is_what_is_said() -> None:
    for seed in range(20):
        pricer = a_pricer(seed, alike=True)
        least = min(every_set(pricer).values())
        priced = pricer.cheapest(least - 5, MANY)
        assert (priced.least, priced.found) == (least - 5, ())


def test_a_search_that_is_cut_short_says_no_more_than_it_has_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Thirds, "can_be", lambda _: False)
    for seed in range(60):
        pricer = a_pricer(seed, alike=False)
        least = min(every_set(pricer).values())
        for work in (0, 2, 5):
            assert pricer.cheapest(1, work).least <= least
        assert pricer.all_below(least + 9, 0, MANY) is None or pricer.size < 2


def test_a_quick_look_finds_sets_that_exist_at_what_they_cost() -> None:
    for seed in range(30):
        pricer = a_pricer(seed, alike=False)
        costs = every_set(pricer)
        assert all(costs[sessions] == cost for cost, sessions in pricer.quick().found)
