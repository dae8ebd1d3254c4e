"""No programme costs less than the bound, whatever rules the day has: held against every programme there is."""

from __future__ import annotations

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from scheduler.bench.grown import Grown
from scheduler.conference.programme import Programme
from scheduler.rules.fair_share import FairShare
from scheduler.rules.groups_apart import GroupsApart
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.rules.wishes_attended import WishesAttended
from scheduler.solving.answers import Solved
from scheduler.solving.columns.bound import ColumnBound, begin, improve
from scheduler.solving.columns.places import RoomsOfRound
from scheduler.solving.columns.readings import Readings, read
from scheduler.solving.columns.rounds import day_in_rounds
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from tests.solving.test_solve import books, costs
from tests.support.conferences import conferences, programmes
from tests.support.days_in_rounds import days_in_rounds
from tests.support.small import day

slow_to_draw = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)
USUAL: list[Rule] = [WishesAttended(weight=1), FairShare(weight=2), GroupsApart(each="pillar", weight=3)]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Mostly in rounds, with some rules that are weighed."""
    conference = draw(st.one_of(days_in_rounds(), days_in_rounds(), conferences(200)).filter(lambda c: c.held))
    book = draw(books(conference))
    return Problem(conference, book if any(rule.weight for rule in book) else [*book, *USUAL])


def tiers(problem: Problem) -> list[int]:
    return sorted({rule.tier for rule in problem.rules if rule.weight is not None})


def bound_of(readings: Readings) -> ColumnBound:
    bound = begin(readings)
    improve(bound, lambda bound: bound.turns < 200)
    return bound


def counted(readings: Readings, programme: Programme) -> int | None:
    """What the programme costs by the readings; None where they allow no such programme."""
    chosen = [
        [n for n, session in enumerate(readings.sessions) if (p := programme.get(session)) and p.start == start]
        for start in readings.day.starts
    ]
    placed = {one for sessions in chosen for one in sessions}
    if not readings.must <= placed:
        return None
    for round_, sessions in enumerate(chosen):
        pairs = {(one, other) for one in sessions for other in sessions}
        if not set(sessions) <= readings.can_be[round_] or pairs & readings.forbidden[round_]:
            return None
        if not RoomsOfRound(readings.rooms[round_]).hold(sessions):
            return None
    for (one, first), (other, second) in readings.apart:
        if one in chosen[first] and other in chosen[second]:
            return None
    cost = readings.cost.base + sum(readings.cost.of(round_, sessions) for round_, sessions in enumerate(chosen))
    for worst in readings.worst:
        shares = (
            share.base + sum(share.of(r, sessions) for r, sessions in enumerate(chosen)) for share in worst.shares
        )
        cost += worst.weight * max(0, max(shares) - worst.most)
    return cost


@slow_to_draw
@given(problem=problems())
def test_no_programme_costs_less_than_is_read_of_it_nor_less_than_the_bound(problem: Problem) -> None:
    in_rounds = day_in_rounds(problem)
    if in_rounds is None:
        return
    possible = [
        (programme, cost)
        for programme in programmes(problem.conference)
        if (cost := costs(problem.conference, list(problem.rules), programme)) is not None
    ]
    for place, tier in enumerate(tiers(problem)):
        readings = read(problem, in_rounds, tier)
        for programme, cost in possible:
            least = counted(readings, programme)
            assert least is not None, programme
            assert least <= cost[place], programme
        bound = bound_of(readings)
        assert bound.ended
        if possible:
            best = min(cost[place] for _, cost in possible)
            assert bound.least <= best
            event("the bound is the optimum" if bound.least == best else "the bound is lower")


def test_of_a_day_whose_rules_add_up_over_rounds_the_bound_is_what_the_solver_proves_or_next_to_it() -> None:
    for seed in (1, 2):
        problem = Grown(groups=0.5, people=0.3, seed=seed).problem()
        in_rounds = day_in_rounds(problem)
        assert in_rounds is not None
        readings = read(problem, in_rounds, 1)
        answer = solve(problem, SolveOptions(canonical=False, workers=1))
        assert isinstance(answer, Solved)
        assert counted(readings, answer.programme) == answer.report.cost
        bound = bound_of(readings)
        assert (answer.optimal, readings.left_out) == (True, 0)
        assert answer.report.cost - 1 <= bound.least <= answer.report.cost


def test_a_bound_that_ends_early_is_still_one() -> None:
    problem = Grown(groups=0.5, people=0.3).problem()
    in_rounds = day_in_rounds(problem)
    assert in_rounds is not None
    readings = read(problem, in_rounds, 1)
    whole = bound_of(readings)
    for turns in range(whole.turns):
        bound = begin(readings)
        improve(bound, lambda bound, turns=turns: bound.turns <= turns)  # type: ignore[misc]
        assert bound.least <= whole.least


def test_a_day_on_a_grid_is_not_in_rounds_and_neither_is_one_with_a_session_longer_than_its_round() -> None:
    assert day_in_rounds(Problem.standard(day(sessions={"Europa": {}, "Wonen": {}}))) is None
    rounds = ["10:00-11:00", "11:00-12:00"]
    longer = day(sessions={"Europa": {"minutes": 90}, "Wonen": {}}, rounds=rounds)
    assert day_in_rounds(Problem(longer, USUAL)) is None
    found = day_in_rounds(Problem(day(sessions={"Europa": {}, "Wonen": {}}, rounds=rounds), USUAL))
    assert found is not None
    assert found.starts == (600, 660)
