"""Places of a day in rounds are exchanged: what that costs is reckoned right, and hard rules hold at the end."""

from __future__ import annotations

from functools import cache

from scheduler.bench.attending import Attending
from scheduler.bench.grown import Grown
from scheduler.checking.check import check
from scheduler.checking.single_session import domains
from scheduler.conference.programme import Programme
from scheduler.rules.different_days import DifferentDays
from scheduler.rules.problem import Problem
from scheduler.search.budget import Budget
from scheduler.search.exchanges import Exchanges
from scheduler.search.place_costs import PlaceCosts, place_costs
from scheduler.search.restarts import Restart, restarts, table_cost
from scheduler.search.round_places import round_places
from tests.support.small import day

LONG = 1e6  # seconds: it ends by itself long before
SMALL = Attending(sessions=24, rounds=8, rooms=3, people=60, wishes=5)
FULL = Attending(sessions=24, rounds=12, rooms=4, people=60, wishes=4, full=True)


def tables(problem: Problem) -> PlaceCosts:
    places = round_places(problem, domains(problem))
    assert places is not None
    return place_costs(problem, places)


def ends(problem: Problem, start: Programme | None = None, seed: int = 0) -> list[Restart]:
    return list(restarts(tables(problem), Budget(LONG), start, seed, turns=(20, 60)))


@cache
def small_ends() -> list[Restart]:
    return ends(SMALL.problem())


def test_it_ends_at_a_programme_that_keeps_the_hard_rules_and_costs_less() -> None:
    first, *_, last = (check(SMALL.problem(), found.programme) for found in small_ends())
    assert last.good
    assert last.cost < first.cost


def test_room_sizes_hours_of_speakers_tracks_and_walks_hold_together() -> None:
    first, *_, last = (check(FULL.problem(), found.programme) for found in ends(FULL.problem()))
    assert last.good
    assert last.cost < first.cost


def test_the_same_seed_gives_the_same_programmes_and_another_seed_others() -> None:
    assert ends(SMALL.problem()) == small_ends()
    assert ends(SMALL.problem(), seed=1)[-1].programme != small_ends()[-1].programme


def test_what_moves_cost_is_what_the_tables_say_afterwards() -> None:
    for size in (SMALL, FULL):
        costs = tables(size.problem())
        began = small_ends()[0] if size is SMALL else next(restarts(costs, Budget(LONG)))
        place = placed_at(costs, began.programme)
        exchanges = Exchanges(costs, place, seed=0)
        exchanges.run((turn / 500 for turn in range(500)), lambda done: 3 - 2 * done)
        now = table_cost(costs, exchanges.place.tolist())
        assert now - table_cost(costs, place) == exchanges.cost
        assert exchanges.least <= min(0, exchanges.cost)


def placed_at(costs: PlaceCosts, programme: Programme) -> list[int]:
    number = {place: n for n, place in enumerate(costs.places.places)}
    return [number[programme[s].start, programme[s].room] for s in costs.places.sessions]


def test_the_tables_count_two_wishes_of_a_person_as_the_check_does() -> None:
    """With two wishes each nobody misses more than the lesser of a pair, so that pairs are exact."""
    problem = Attending(sessions=8, rounds=3, rooms=3, people=30, wishes=2).problem()
    for found in ends(problem):
        assert found.cost == check(problem, found.programme).cost


def test_what_no_table_can_say_is_asked_of_the_case() -> None:
    sessions = [session.name for session in SMALL.problem().conference.held[:2]]
    problem = SMALL.problem().with_rules(DifferentDays(sessions=SMALL.problem().conference.held[:2]))
    costs = tables(problem)
    assert [s.name for s, cases in zip(costs.places.sessions, costs.asked, strict=True) if cases] == sessions
    assert check(problem, ends(problem)[-1].programme).good


def test_a_programme_at_hand_is_where_it_starts() -> None:
    programme = small_ends()[-1].programme
    assert ends(SMALL.problem(), programme)[0].programme == programme


def test_what_finds_a_place_only_when_others_go_elsewhere_finds_it() -> None:
    """A takes the first room at ten; B and C have that room alone, at ten and at eleven."""
    talks = {"A": {"starts": ["10:00"]}, "B": {"rooms": ["Zaal 1"]}, "C": {"rooms": ["Zaal 1"]}}
    conference = day(sessions=talks, rounds=["10:00-11:00", "11:00-12:00"])
    problem = Problem.standard(conference)
    costs = tables(problem)
    begun = next(restarts(costs, Budget(LONG))).programme
    assert (len(begun), check(problem, begun).broken) == (3, ())


def test_more_sessions_than_places_have_no_start() -> None:
    problem = Attending(sessions=7, rounds=2, rooms=3, people=9, wishes=2).problem()
    assert ends(problem) == []


def test_sessions_that_all_stand_at_one_hour_are_no_day_in_rounds() -> None:
    conference = day(sessions={"A": {}, "B": {}}, rounds=["10:00-11:00"])
    problem = Problem.standard(conference)
    assert round_places(problem, domains(problem)) is None


def test_a_grid_is_no_day_in_rounds() -> None:
    problem = Grown(step=5, groups=0.2, people=0.1).problem()
    assert round_places(problem, domains(problem)) is None
