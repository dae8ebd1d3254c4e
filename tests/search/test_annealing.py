"""A programme made by hand is made better by hand: less is missed, and what held still holds."""

from __future__ import annotations

from functools import cache
from typing import Any

from scheduler.bench.made_up import large_day
from scheduler.checking.check import check
from scheduler.checking.single_session import domains
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.rules.at_most_in_parallel import AtMostInParallel
from scheduler.rules.book import standard_book
from scheduler.rules.groups_apart import GroupsApart
from scheduler.rules.in_order import InOrder
from scheduler.rules.one_session_per_room import OneSessionPerRoom
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule, Scope
from scheduler.rules.wishes_attended import WishesAttended
from scheduler.search.annealing import anneal
from scheduler.search.budget import Budget, Stop
from scheduler.search.construct import construct_greedily
from tests.support.small import day, placed

LONG = 1e6  # seconds: it ends by itself long before


def made_better(conference: Conference, rules: tuple[Rule, ...], start: Programme, seed: int = 0) -> Programme:
    """Of the same sessions, with no hard rule broken."""
    programme = anneal(Problem(conference, rules), domains(Problem(conference, rules)), start, Budget(LONG), seed)
    assert set(programme) == set(start)
    assert check(Problem(conference, rules), programme).broken == ()
    return programme


@cache
def large() -> tuple[Conference, tuple[Rule, ...], Programme]:
    conference, _ = large_day(3, 4, 30, people=120)
    rules = standard_book(conference)
    return conference, rules, construct_greedily(conference, domains(Problem(conference, rules)))


@cache
def large_made_better() -> Programme:
    return made_better(*large())


def test_less_than_half_is_missed_of_what_it_was() -> None:
    conference, rules, start = large()
    programme = large_made_better()
    assert check(Problem(conference, rules), programme).cost < check(Problem(conference, rules), start).cost / 2


def test_the_same_seed_gives_the_same_programme_and_another_seed_another() -> None:
    conference, rules, start = large()
    first = large_made_better()
    assert made_better(conference, rules, start) == first
    assert made_better(conference, rules, start, seed=1) != first


def test_in_a_full_house_two_sessions_change_places() -> None:
    """Anna wishes A and B, Bob C and D, and both rooms are taken in both rounds."""
    conference = day(
        sessions={name: {"groups": [name]} for name in "ABCD"},
        groups={name: {"member": ["Anna" if name in "AB" else "Bob"]} for name in "ABCD"},
        rounds=["10:00-11:00", "11:00-12:00"],
    )
    rules = standard_book(conference)
    start = placed(conference, "A 10:00 Zaal 1; B 10:00 Zaal 2; C 11:00 Zaal 1; D 11:00 Zaal 2")
    assert check(Problem(conference, rules), start).cost > 0
    assert check(Problem(conference, rules), made_better(conference, rules, start)).cost == 0


def test_a_room_stays_closed_and_has_its_turnover() -> None:
    conference = day(
        sessions={name: {"groups": [name]} for name in "ABCD"},
        groups={name: {"member": ["Anna"]} for name in "ABCD"},
        rooms={"Zaal 1": {"closed": ["9:00-11:00"]}, "Zaal 2": {"closed": ["14:00-17:00"]}},
        every=15,
    )
    turned = OneSessionPerRoom(turnover=30)
    rules = (turned, *(rule for rule in standard_book(conference) if not isinstance(rule, OneSessionPerRoom)))
    start = placed(conference, "A 11:00 Zaal 1; B 11:00 Zaal 2; C 12:30 Zaal 1; D 12:30 Zaal 2")
    assert check(Problem(conference, rules), start).broken == ()
    assert check(Problem(conference, rules), made_better(conference, rules, start)).cost == 0


def test_a_room_and_its_parts_are_not_in_use_at_once() -> None:
    conference = day(
        sessions={"A": {"groups": ["A"], "expected": 30}, "B": {"groups": ["B"]}, "C": {"groups": ["C"]}},
        groups={name: {"member": ["Anna"]} for name in "ABC"},
        rooms={"1": {"capacity": 20}, "2": {"capacity": 20}, "Hal": {"capacity": 40, "consists_of": ("1", "2")}},
        rounds=["9:00-10:00", "10:00-11:00", "11:00-12:00"],
    )
    rules = standard_book(conference)
    problem = Problem(conference, rules)
    assert check(problem, construct_greedily(conference, domains(problem))).cost == 0
    start = placed(conference, "A 9:00 Hal; B 10:00 1; C 10:00 2")
    better = check(problem, made_better(conference, rules, start))
    assert (better.cost, better.broken) == (0, ())


def test_somebody_who_is_needed_is_there_and_in_one_place() -> None:
    conference = day(
        sessions={
            name: {"groups": [name], "speakers": ["Eva"]} if name in "AC" else {"groups": [name]} for name in "ABCD"
        },
        groups={name: {"member": ["Anna"]} for name in "ABCD"},
        people={"Eva": {"present": ["9:00-11:00"]}},
    )
    rules = standard_book(conference)
    start = placed(conference, "A 9:00 Zaal 1; B 9:00 Zaal 2; C 10:00 Zaal 1; D 10:00 Zaal 2")
    programme = made_better(conference, rules, start)
    assert check(Problem(conference, rules), programme).cost == 0
    assert sorted(programme[s].start for s in conference.held if s.name in "AC") == [540, 600]


def test_what_is_said_of_two_sessions_or_of_all_is_heeded() -> None:
    conference, usual, _ = large()
    start = construct_greedily(conference, domains(Problem(conference, usual)))
    meetings = [placement.session for placement in start.in_time_order if placement.room][3:9]
    orders = [
        InOrder(first=Scope(sessions=(one,)), then=Scope(sessions=(other,)))
        for one, other in zip(meetings[::2], meetings[1::2], strict=True)
        if start[one].end <= start[other].start
    ]
    few = AtMostInParallel(most=max(len(_beside(start, minute)) for minute in range(540, 4500, 15)))
    assert orders
    made_better(conference, (*usual, *orders, few), start)


def _beside(programme: Programme, minute: int) -> list[Any]:
    return [placement for placement in programme.placements if placement.start <= minute < placement.end]


def test_what_groups_weigh_more_than_wishes_counts_more() -> None:
    conference = day(
        sessions={name: {"groups": [name]} for name in "ABC"},
        groups={"A": {"member": ["Anna"]}, "B": {"member": ["Anna"]}, "C": {"member": ["Bob"]}},
        rounds=["10:00-11:00", "11:00-12:00"],
    )
    groups = {group.name: group for group in conference.groups}
    apart = [GroupsApart(weight=50, groups=(groups["C"], groups[name])) for name in "AB"]
    rules = (*standard_book(conference), *apart)
    start = placed(conference, "A 10:00 Zaal 1; B 11:00 Zaal 1; C 11:00 Zaal 2")
    programme = made_better(conference, rules, start)
    by_name = {session.name: programme[session].start for session in programme}
    assert by_name["A"] == by_name["B"] != by_name["C"]


def test_where_no_wish_is_weighed_first_nothing_moves() -> None:
    conference, rules, start = large()
    hard = tuple(rule for rule in rules if rule.weight is None)
    last = WishesAttended(weight=1, tier=2)
    first = GroupsApart(weight=1)
    for book in (hard, (*hard, first, last)):
        assert made_better(conference, book, start) is start


def test_whoever_asks_it_to_stop_has_it_as_it_was() -> None:
    conference, rules, start = large()
    stop = Stop()
    stop.set()
    assert anneal(Problem(conference, rules), domains(Problem(conference, rules)), start, Budget(LONG, stop)) is start


def test_without_any_time_left_it_stays_as_it_was() -> None:
    conference, rules, start = large()
    assert anneal(Problem(conference, rules), domains(Problem(conference, rules)), start, Budget(0.0)) is start


def test_begun_afresh_it_ends_at_another_programme_that_costs_little_more() -> None:
    conference, rules, start = large()
    best = large_made_better()
    other = anneal(Problem(conference, rules), domains(Problem(conference, rules)), best, Budget(LONG), afresh=True)
    assert sum(best[session].start != other[session].start for session in best) > len(best) / 2
    assert check(Problem(conference, rules), other).broken == ()
    assert check(Problem(conference, rules), other).cost < check(Problem(conference, rules), start).cost / 2
