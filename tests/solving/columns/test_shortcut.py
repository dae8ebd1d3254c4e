"""Solved by columns as early as can be: still the best of all programmes, and the first among equals."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given
from ortools.sat.python import cp_model

from scheduler.bench.grown import Grown
from scheduler.rules.problem import Problem
from scheduler.search.progress import Progress
from scheduler.search.shares import TimeShare
from scheduler.solving.answers import Impossible, Solved
from scheduler.solving.columns.bound import dive
from scheduler.solving.columns.closing import cheapest_mix, listed
from scheduler.solving.columns.readings import read
from scheduler.solving.columns.rounds import day_in_rounds
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from tests.solving.columns.test_bound import bound_of, problems, slow_to_draw
from tests.solving.test_solve import by_fixed_rule, costs
from tests.support.conferences import programmes

HALF = Grown(groups=0.5, people=0.3)


@pytest.fixture(autouse=True, scope="module")
def _at_once() -> Iterator[None]:
    """CP-SAT has next to no time of its own before the columns."""
    with patch("scheduler.solving.minimize._SOON", 1e-9):
        yield


@pytest.mark.parametrize("small", [4000, -1], ids=["as it comes", "as a large model"])
@slow_to_draw
@given(problem=problems())
def test_the_answer_is_the_best_of_all_programmes_and_the_first_among_equals(small: int, problem: Problem) -> None:
    conference = problem.conference
    counted = {p: costs(conference, list(problem.rules), p) for p in programmes(conference)}
    possible = {programme: cost for programme, cost in counted.items() if cost is not None}
    with patch("scheduler.solving.minimize._SMALL", small):
        answer = solve(problem, SolveOptions(workers=1, explain=False))
    if not possible:
        assert isinstance(answer, Impossible)
        return
    assert isinstance(answer, Solved)
    best = min(possible.values())
    assert answer.optimal
    assert tuple(answer.report.costs.values()) == best
    if not any(room.pool for room in conference.rooms):
        first = min((p for p, cost in possible.items() if cost == best), key=lambda p: by_fixed_rule(conference, p))
        assert (answer.canonical, answer.programme) == (True, first)


def test_the_bound_is_told_while_it_grows_and_the_programme_is_the_same_on_any_way_to_it() -> None:
    heard: list[Progress] = []
    by_columns = solve(HALF.problem(), progress=heard.append)
    with patch("scheduler.solving.minimize._SOON", 100):
        otherwise = solve(HALF.problem())
    assert isinstance(by_columns, Solved)
    assert isinstance(otherwise, Solved)
    assert (by_columns.optimal, by_columns.canonical) == (True, True)
    assert by_columns.programme == otherwise.programme
    assert max(progress.bound or 0 for progress in heard) == by_columns.report.cost


def test_where_the_time_is_up_before_the_rules_are_read_the_search_goes_on_without_columns() -> None:
    with patch("scheduler.search.shares.COLUMNS", TimeShare(0)):
        answer = solve(HALF.problem())
    assert isinstance(answer, Solved)
    assert answer.optimal


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_mix_is_cheaper_than_the_best_programme_and_a_dive_gives_one_that_can_be(seed: int) -> None:
    problem = Grown(groups=0.5, people=0.3, seed=seed).problem()
    in_rounds = day_in_rounds(problem)
    answer = solve(problem)
    assert in_rounds is not None
    assert isinstance(answer, Solved)
    bound = bound_of(read(problem, in_rounds, 1))
    for cost in (answer.report.cost - 1, answer.report.cost, answer.report.cost + 3):
        found = listed(bound, cost, most=1000, work=100_000)
        assert found is not None
        mix = cheapest_mix(found, cp_model.CpSolver())
        assert mix.proven
        assert mix.cost == (answer.report.cost if cost >= answer.report.cost else None)
    columns = dive(bound)
    assert columns is not None
    assert sorted(one for sessions in columns for one in sessions) == list(range(len(bound.readings.sessions)))
    assert listed(bound, answer.report.cost + 3, most=1, work=100_000) is None
