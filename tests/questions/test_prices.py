"""The price list against brute force: what dropping each demand saves is what the best programme without it saves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.console.prices import lines
from scheduler.questions.prices import PricedDemand, prices
from scheduler.questions.prices.data import as_data
from scheduler.questions.prices.demand import Demand
from scheduler.questions.prices.pricing import Pricing
from scheduler.questions.prices.relaxed_rule import RelaxedRule
from scheduler.rules.book import standard_book
from scheduler.rules.groups_apart import GroupsApart
from scheduler.rules.in_parallel import InParallel
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import distinguishes_rooms, named_rooms, single_session
from scheduler.rules.rule import Rule
from scheduler.search.budget import Budget, Stop
from scheduler.solving.price import Costs, Price, exactly
from tests.questions.test_why import days, few
from tests.support.conferences import programmes
from tests.support.small import day, placed


def best_without(conference: Conference, book: list[Rule], number: int, dropped: frozenset[int]) -> Costs:
    """The least cost over all programmes when these cases of the statement of that number do not count."""
    tiers = sorted({rule.tier for rule in book if rule.weight is not None})
    found = []
    for programme in programmes(conference):
        costs = dict.fromkeys(tiers, 0)
        good = True
        for place, rule in enumerate(book):
            for at, case in enumerate(rule.cases(conference)):
                if place == number and at in dropped:
                    continue
                amount = case.amount(programme)
                if rule.weight is not None:
                    costs[rule.tier] += rule.weight * amount
                elif amount:
                    good = False
        if good:
            found.append(tuple(costs.values()) or (0,))
    return min(found)


@few
@given(data=st.data())
def test_every_demand_has_the_price_that_brute_force_finds(data: st.DataObject) -> None:
    conference, book, costed, programme = data.draw(days(most=60))
    answer = prices(Problem(conference, book), programme)
    best = min(costed.values())
    assert answer.day == exactly(best)
    assert {item.demand.number for item in answer.items} == {n for n, r in enumerate(book) if list(r.cases(conference))}
    for item in [*answer.items, *(case for cases in answer.single.values() for case in cases)]:
        without = best_without(conference, book, item.demand.number, item.demand.numbers)
        assert item.saves == exactly(tuple(a - b for a, b in zip(best, without, strict=True))), item.demand.rule
        assert item.own <= item.saves.most
    # Of a statement whose cases are priced one by one, those that are not listed save nothing.
    for number, cases in answer.single.items():
        listed = frozenset().union(*(case.demand.numbers for case in cases))
        for at in range(len(list(book[number].cases(conference)))):
            assert at in listed or best_without(conference, book, number, frozenset({at})) == best
    dearest = [item.saves.most for item in answer.items]
    assert dearest == sorted(dearest, reverse=True)


@few
@given(data=st.data(), limit=st.sampled_from([0.01, 0.05, 0.1]))
def test_what_is_told_early_is_true_of_every_demand(data: st.DataObject, limit: float) -> None:
    conference, book, costed, programme = data.draw(days(most=60))
    answer = prices(Problem(conference, book), programme, limit=limit)
    true_of_all(answer.items, answer.single, answer.day, conference, book, min(costed.values()))


@few
@given(data=st.data())
def test_what_is_found_with_most_of_a_day_held_in_place_is_true_of_every_demand(data: st.DataObject) -> None:
    conference, book, costed, programme = data.draw(days(most=60))
    pricing = Pricing(Problem(conference, tuple(book)), Budget(0.15), programme=programme, only=lambda _: True)
    cases = [(number, rule, tuple(rule.cases(conference))) for number, rule in enumerate(book)]
    demands = [Demand(rule, n, found, frozenset(range(len(found)))) for n, rule, found in cases if found]
    for demand in demands:
        pricing.add(demand)
    pricing.around(demands, Budget(0.1))
    items = tuple(map(pricing.item, demands))
    assert not pricing.day.proven or min(costed.values()) == pricing.day.most
    true_of_all(items, {}, pricing.day, conference, book, min(costed.values()))


def true_of_all(
    items: Iterable[PricedDemand],
    single: Mapping[int, Iterable[PricedDemand]],
    day: Price,
    conference: Conference,
    book: list[Rule],
    best: Costs,
) -> None:
    """That the bounds hold, and that a programme is there which costs as little as is said to have been found."""
    assert day.least <= best <= day.most
    for item in [*items, *(case for cases in single.values() for case in cases)]:
        without = best_without(conference, book, item.demand.number, item.demand.numbers)
        truth = tuple(a - b for a, b in zip(best, without, strict=True))
        assert item.saves.least <= truth <= item.saves.most, item.demand.rule
        assert tuple(a - b for a, b in zip(day.most, without, strict=True)) >= item.found >= item.own, item.demand.rule


def apart() -> tuple[Conference, list[Rule], Programme]:
    """Three meetings in two rounds; Anna is in all of them, and two may not coincide."""
    conference = day(
        sessions={name: {"groups": [name]} for name in ("Europa", "Wonen", "Zorg")},
        groups={
            "Europa": {"member": ["Anna", "Bob", "Carla"]},
            "Wonen": {"member": ["Anna"]},
            "Zorg": {"member": ["Anna", "Bob", "Carla"]},
        },
        rounds=["10:00-11:00", "11:30-12:30"],
    )
    together = InParallel(sessions=tuple(s for s in conference.held if s.name != "Wonen"))
    book = [*standard_book(conference), together, GroupsApart(groups=conference.groups[:2])]
    return conference, book, placed(conference, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1; Zorg 10:00 Zaal 2")


def test_the_list_is_told_with_the_dearest_demand_first() -> None:
    conference, book, programme = apart()
    answer = prices(Problem(conference, book), programme)
    text = list(lines(answer, "programme.json"))
    # Anna, Bob and Carla each miss one meeting of weight 2, and one is the most that anybody misses: 4 points.
    assert text[0] == "programme.json costs 10 points. Proven: no programme costs less."
    first = next(item for item in answer.items if item.demand.rule.name == "in_parallel")
    # Without it only Anna misses one, for there are three meetings and two rounds: 2 and 4.
    assert first.saves == exactly((4,))
    assert "  4  in_parallel (hard): Europa and Zorg begin at the same minute." in text
    assert any("Proven to save nothing when dropped alone" in line for line in text)
    data = next(one for one in as_data(answer)["demands"] if one["rule"] == "in_parallel")
    assert (data["saves"], data["can_be_given_up"]) == ({"proven": True, "least": [4], "most": [4]}, True)


def test_where_the_day_is_not_proven_it_is_said_that_cases_are_not_priced() -> None:
    conference, book, programme = apart()
    answer = prices(Problem(conference, book), programme)
    unproven = replace(answer, day=Price((9,), (10,)), single={})
    remark = "What a single case of a statement would save is not told"
    for one, proven in ((answer, True), (unproven, False)):
        text = " ".join(" ".join(lines(one, "programme.json")).split())
        assert (remark in text, as_data(one)["cases_priced"]) == (not proven, proven)


def test_asked_to_stop_it_tells_the_most_that_each_can_save() -> None:
    conference, book, programme = apart()
    stop = Stop()
    stop.set()
    answer = prices(Problem(conference, book), programme, stop=stop)
    assert answer.stopped
    assert all(item.saves.least <= item.saves.most for item in answer.items)
    assert "That none costs less is not proven." in " ".join(lines(answer, "programme.json"))


def test_a_statement_without_some_of_its_cases_is_in_all_else_what_it_was() -> None:
    conference, book, _ = apart()
    for rule in book:
        cases = list(rule.cases(conference))
        spared = RelaxedRule.of_rule(rule, frozenset({0}))
        assert list(map(str, spared.cases(conference))) == list(map(str, cases[1:]))
        kept = (rule.weight, rule.tier, single_session(rule), distinguishes_rooms(rule), named_rooms(rule))
        assert (
            spared.weight,
            spared.tier,
            spared.single_session,
            spared.distinguishes_rooms,
            spared.named_rooms,
        ) == kept
