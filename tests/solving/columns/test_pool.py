"""Columns that several solves share: less work, and never another bound than there is."""

from __future__ import annotations

from hypothesis import given

from scheduler.bench.grown import Grown
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.solving.columns.bound import ColumnBound, begin, improve
from scheduler.solving.columns.master import SCALE
from scheduler.solving.columns.pool import ColumnPool
from scheduler.solving.columns.readings import Readings, read
from scheduler.solving.columns.rounds import day_in_rounds
from tests.solving.columns.test_bound import bound_of, problems, slow_to_draw, tiers

HALF = Grown(groups=0.5, people=0.3)


def _readings(problem: Problem) -> Readings:
    in_rounds = day_in_rounds(problem)
    assert in_rounds is not None
    return read(problem, in_rounds, tiers(problem)[0])


def _begun_with(pool: ColumnPool, readings: Readings) -> ColumnBound:
    bound = begin(readings)
    pool.give(bound)
    improve(bound, lambda bound: bound.turns < 200)
    return bound


def _without_the_last_weighed(problem: Problem) -> Problem:
    weighed: list[Rule] = [rule for rule in problem.rules if rule.weight is not None]
    return Problem(problem.conference, tuple(rule for rule in problem.rules if rule is not weighed[-1]))


@slow_to_draw
@given(problem=problems())
def test_of_a_day_with_a_demand_less_the_bound_is_what_it_is_without_a_pool(problem: Problem) -> None:
    less = _without_the_last_weighed(problem)
    if day_in_rounds(problem) is None or day_in_rounds(less) is None or not tiers(less):
        return
    pool = ColumnPool()
    first = bound_of(_readings(problem))
    pool.keep(first)
    afresh, shared = bound_of(_readings(less)), _begun_with(pool, _readings(less))
    if afresh.ended and shared.ended:
        assert abs(shared.exactly - afresh.exactly) < SCALE // 100  # prices are rounded on two ways


def test_the_same_day_again_needs_no_search_for_columns() -> None:
    readings = _readings(HALF.problem())
    first, pool = bound_of(readings), ColumnPool()
    pool.keep(first)
    assert len(pool) > 0
    again = _begun_with(pool, readings)
    assert again.least == first.least
    assert again.turns < first.turns


def test_what_a_session_cannot_do_on_this_day_is_left_out_of_its_columns() -> None:
    problem = HALF.problem()
    first, pool = bound_of(_readings(problem)), ColumnPool()
    pool.keep(first)
    gone = problem.conference.held[-1]
    conference = problem.conference
    fewer = conference.model_copy(update={"sessions": tuple(s for s in conference.sessions if s != gone)})
    bound = _begun_with(pool, _readings(Problem(fewer, problem.rules)))
    assert bound.least == bound_of(_readings(Problem(fewer, problem.rules))).least
