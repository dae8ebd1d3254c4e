"""A bound by the sessions that draw most people away is never above what the best programme costs."""

from __future__ import annotations

from itertools import product

import pytest

from scheduler.bench.attending import Attending
from scheduler.checking.check import check
from scheduler.checking.single_session import domains
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.problem import Problem
from scheduler.search.place_costs import place_costs
from scheduler.search.round_places import round_places
from scheduler.solving.columns import contested
from scheduler.solving.columns.contested import ContestedBound, wished_sets


def bound_of(problem: Problem) -> ContestedBound:
    found = domains(problem)
    places = round_places(problem, found)
    assert places is not None
    bound = ContestedBound(wished_sets(problem, found, place_costs(problem, places)), lambda: False)
    assert list(bound.grow([]))[-1:] in ([], [bound.least])
    return bound


def least(problem: Problem) -> int:
    """What the best programme costs, by trying all: rooms are alike."""
    conference = problem.conference
    costs = []
    for starts in product(conference.starts(conference.held[0]), repeat=len(conference.held)):
        rooms = {start: iter(conference.rooms) for start in starts}
        if max(map(starts.count, starts)) <= len(conference.rooms):
            placed = zip(conference.held, starts, strict=True)
            report = check(problem, Programme(tuple(Placement(s, start, next(rooms[start])) for s, start in placed)))
            costs += [report.cost] if report.good else []
    return min(costs)


@pytest.mark.parametrize("seed", range(8))
def test_it_is_no_more_than_the_best_programme_costs_and_here_just_that(seed: int) -> None:
    problem = Attending(sessions=5, rounds=2, rooms=3, people=9, wishes=3, seed=seed).problem()
    assert bound_of(problem).least == least(problem)


def test_of_fewer_sessions_it_is_lower_and_still_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contested, "_FEW", 0)
    monkeypatch.setattr(contested, "_MANY", 4)
    problem = Attending(sessions=5, rounds=2, rooms=3, people=9, wishes=3).problem()
    bound = bound_of(problem)
    assert 0 < bound.least <= least(problem)
    assert bound.sessions < 5


def test_where_rooms_need_not_be_free_they_are_not_counted() -> None:
    problem = Attending(sessions=4, rounds=2, rooms=2, people=9, wishes=2).problem()
    with_rooms, without = bound_of(problem), bound_of(problem.without_rules("one_session_per_room"))
    assert (len(with_rooms.sets.rooms), len(without.sets.rooms)) == (2, 0)
