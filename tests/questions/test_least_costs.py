"""What allows more never costs more: the price of a remedy, held to all programmes of small impossible days."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scheduler.checking.check import check
from scheduler.conference.programme import Programme
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.day_remedies import kept
from scheduler.questions.explain.least_costs import PricedDay, with_least
from scheduler.rules.book import standard_book
from scheduler.rules.fair_share import FairShare
from scheduler.rules.problem import Problem
from scheduler.rules.wishes_attended import WishesAttended
from scheduler.search.budget import Budget
from scheduler.solving.answers import Solved
from tests.support.conferences import how_many, programmes
from tests.support.explained_days import Drawn, every_change, impossible_days
from tests.support.small import day

FEW = 60  # programmes of a changed day that are listed
SOME = 6  # changes of a day that are priced
Costs = Mapping[Programme, int]


def priced(problem: Problem, programme: Programme) -> PricedDay:
    """As if the search had come no further than this programme."""
    report = check(problem, programme)
    return PricedDay(problem, Solved(programme, report, dict.fromkeys(report.costs, 0), False, True, 0.1))


def every_cost(problem: Problem) -> Costs:
    """What each programme costs that keeps all that is demanded."""
    found = (kept(problem, programme) for programme in programmes(problem.conference))
    return {programme: check(problem, programme).cost for programme in found if programme is not None}


def allows(more: Problem, less: Costs) -> bool:
    """Whether each of these programmes is also one of this day, and costs no more there."""
    here = {programme: kept(more, programme) for programme in less}
    return all(other and check(more, other).cost <= less[programme] for programme, other in here.items())


@settings(suppress_health_check=list(HealthCheck), max_examples=max(5, settings().max_examples // 8))
@given(impossible_days(), st.data())
def test_what_allows_more_never_costs_more_and_no_price_is_below_the_best_programme(
    drawn: Drawn, data: st.DataObject
) -> None:
    conference, hard = drawn
    problem = Problem(conference, (*hard, WishesAttended(weight=2), FairShare(weight=3)))
    days: dict[Change, PricedDay] = {}
    costs: dict[Change, Costs] = {}
    every = every_change(problem)
    for number in data.draw(st.lists(st.integers(0, len(every) - 1), min_size=2, max_size=3 * SOME, unique=True)):
        change = every[number]
        after = change.apply(problem)
        if len(days) < SOME and how_many(after.conference) <= FEW and (listed := every_cost(after)):
            costs[change] = listed
            days[change] = priced(after, data.draw(st.sampled_from(sorted(listed, key=lambda p: -listed[p])[:3])))
    assume(len(days) > 1)
    found = with_least(days, Budget(60))
    for change, solved in found.items():
        assert min(costs[change].values()) <= solved.report.cost <= days[change].solved.report.cost
        assert solved.report.cost == costs[change][solved.programme]
    for more, less in permutations(days, 2):
        if allows(days[more].problem, costs[less]):
            assert found[more].report.cost <= found[less].report.cost, (str(more), str(less))


def test_who_is_there_all_day_costs_no_more_than_who_is_there_until_noon() -> None:
    """Anna speaks until noon or all day. Found for all day: a programme in which Bob misses one of his two meetings."""
    two = day(
        sessions={"Europa": {"groups": ["Europa"], "speakers": ["Anna"]}, "Wonen": {"groups": ["Wonen"]}},
        groups={"Europa": {"member": ["Bob"]}, "Wonen": {"member": ["Bob"]}},
        people={"Anna": {"present": ["9:00-9:15"]}},
        rooms={"Zaal 1": {}, "Zaal 2": {}},
        rounds=["9:00-10:00", "11:00-12:00"],
    )
    problem = Problem(two, standard_book(two))
    until_noon, all_day = (
        next(change for change in every_change(problem) if words in str(change))
        for words in ("Let Anna stay until 12.00", "Let Anna be there all day")
    )
    days = {}
    for change, rooms in ((until_noon, ("9.00", "11.00")), (all_day, ("11.00", "11.00"))):
        after = change.apply(problem)
        wanted = [
            p
            for p in programmes(after.conference)
            if tuple(after.conference.clock.hour(x.start) for x in p.placements) == rooms
        ]
        days[change] = priced(after, next(found for p in wanted if (found := kept(after, p))))
    before = [days[change].solved.report.cost for change in (until_noon, all_day)]
    after_all = [solved.report.cost for solved in with_least(days, Budget(60)).values()]
    # 2 for a meeting that a member misses, and 4 for the worst-off person.
    assert (before, after_all) == ([0, 2 + 4], [0, 0])


def test_a_bound_that_a_programme_is_below_is_taken_back() -> None:
    alone = day(
        sessions={"Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}},
        groups={"Europa": {"member": ["Bob"]}, "Wonen": {"member": ["Bob"]}},
        rooms={"Zaal 1": {}, "Zaal 2": {}},
        rounds=["9:00-10:00", "11:00-12:00"],
    )
    problem = Problem(alone, standard_book(alone))
    every = sorted(every_cost(problem).items(), key=lambda pair: pair[1])
    (best, least), (worst, most) = every[0], every[-1]
    wrong = priced(problem, worst)
    proven = Solved(worst, wrong.solved.report, {1: most}, True, True, 0.1)
    found = with_least({"wrong": PricedDay(problem, proven), "right": priced(problem, best)}, Budget(60))
    assert [(solved.report.cost, solved.bound) for solved in found.values()] == [(least, least), (least, 0)]
