"""Remedies that were once missing: each a story in which it is what an organiser would think of."""

from __future__ import annotations

from scheduler.conference.conference import Conference
from scheduler.questions.explain import Cause, Explained, Problem, explain
from scheduler.questions.explain.causes import Causes
from scheduler.questions.explain.repairs import RepairSearch
from scheduler.questions.explain.requirements import requirements
from scheduler.rules.book import standard_book
from scheduler.rules.different_days import DifferentDays
from scheduler.rules.in_order import InOrder
from scheduler.rules.pinned import Pinned
from scheduler.rules.room_seats_everyone import RoomSeatsEveryone
from scheduler.rules.rule import Rule, Scope
from scheduler.rules.time_to_spare import TimeToSpare
from scheduler.search.budget import Budget
from scheduler.solving.feasibility import Feasibility, any_time
from tests.support.small import day, minute


def remedies(conference: Conference, *rules: Rule) -> dict[str, int]:
    """Every single change that is told, and what it asks."""
    usual = [rule for rule in standard_book(conference) if rule.weight is None]
    answer = explain(Problem(conference, (*usual, *rules)), costs=False)
    assert isinstance(answer, Explained)
    return {str(remedy): remedy.asks for remedy in answer.remedies if len(remedy.changes) == 1}


def test_a_session_of_one_day_can_be_held_at_its_hour_on_the_other() -> None:
    two = day(
        sessions={"Plenair": {"starts": ["10:00"]}, "Werk": {"starts": ["15:00"], "days": (DAY_ONE,)}},
        days=2,
    )
    asked = remedies(two, DifferentDays(sessions=two.sessions))
    # 12 for another hour, 12 for another day, and nothing for minutes: it is the same hour.
    assert asked["Let Werk begin on Sat 11 February at 15.00, not on Fri 10 February at 15.00."] == 24


def test_a_day_begins_so_much_sooner_that_its_grid_of_75_minutes_fits() -> None:
    # From 9.00: 9.00, 10.15 and 11.30. From 8.00: 9.15, when Anna comes. Sooner still, it is missed again.
    coarse = day(
        sessions={"Europa": {"speakers": ["Anna"]}},
        people={"Anna": {"present": ["9:15-10:15"]}},
        every=75,
        hours="9:00-12:00",
    )
    usual = tuple(rule for rule in standard_book(coarse) if rule.weight is None)
    problem = Problem(coarse, usual)
    repairs = RepairSearch(problem, causes_of(coarse, usual), lambda p: trials(p.conference, p.rules))
    sentences = [str(repairs.repair(repairs.conflicts[0], place)) for place in range(30)]
    assert [sentence for sentence in sentences if "day begin" in sentence] == [
        "Let the day begin at 8.00, not at 9.00."
    ]


def trials(conference: Conference, rules: tuple[Rule, ...]) -> Feasibility:
    return Feasibility(Problem(conference, rules), Budget(60), any_time(conference))


def causes_of(conference: Conference, rules: tuple[Rule, ...]) -> list[Cause]:
    causes = Causes(trials(conference, rules), requirements(Problem(conference, rules)))
    assert not causes.possible()
    return list(causes.search())


def test_between_the_rounds_is_no_hour_at_which_something_for_everyone_stands() -> None:
    lunch = day(
        sessions={"Europa": {}, "Wonen": {}, "Lunch": {"kind": "break", "starts": ["11:00"], "needs_room": False}},
        rooms={"Zaal 1": {}},
        rounds=["10:00-11:00"],
        hours="10:00-13:00",
    )
    sentences = remedies(lunch)
    assert "Let Europa begin at 12.00, when no round begins." in sentences
    assert [sentence for sentence in sentences if "11.00, when" in sentence] == []


def test_a_session_can_be_moved_by_more_than_three_hours() -> None:
    long = day(sessions={"Europa": {"starts": ["9:00"]}, "Wonen": {"starts": ["15:30"]}})
    first, then = (Scope(sessions=(session,)) for session in long.sessions)
    # 12 for another hour, and one for each five of 300 minutes.
    assert (
        remedies(long, InOrder(first=first, then=then, greatest_gap=30))["Let Wonen begin at 10.30, not at 15.30."]
        == 12 + 60
    )


def test_a_closed_room_is_opened_once_for_the_time_of_two_sessions() -> None:
    closed = day(
        sessions={"Europa": {"starts": ["10:00"]}, "Wonen": {"starts": ["12:00"]}},
        rooms={"Zaal 1": {"closed": ["9:00-15:00"]}},
    )
    # 15 for opening it, and one for each five of 180 minutes, from 10.00 to 13.00.
    assert remedies(closed)["Open Zaal 1 from 10.00 to 13.00."] == 15 + 36


def test_a_room_closed_twice_in_a_row_is_opened_across_both_stretches() -> None:
    closed = day(
        sessions={"Europa": {"starts": ["10:30"]}}, rooms={"Zaal 1": {"closed": ["10:00-11:00", "11:00-12:00"]}}
    )
    assert "Open Zaal 1 from 10.30 to 11.30." in remedies(closed)


def test_a_room_can_be_given_what_no_room_has() -> None:
    plain = day(sessions={"Europa": {"features": ["beamer", "stage"]}}, rooms={"Zaal 1": {"features": ["stage"]}})
    assert remedies(plain)["Let Zaal 1 have beamer too."] == 20


def test_another_chair_leads_where_neither_the_chair_nor_the_vice_chair_can() -> None:
    leaderless = day(
        sessions={"Europa": {"groups": ["Europa"], "starts": ["10:00"]}},
        groups={"Europa": {"chair": ["Anna"], "vice-chair": ["Bob"]}},
        people={"Anna": {"present": ["9:00-10:30"]}, "Bob": {"present": ["10:30-12:00"]}},
    )
    assert "Let somebody else than Anna chair Europa." in remedies(leaderless)


def test_who_has_no_time_to_spare_comes_sooner() -> None:
    late = day(
        sessions={"Europa": {"starts": ["10:00"], "speakers": ["Anna"]}}, people={"Anna": {"present": ["9:50-12:00"]}}
    )
    # 20 for coming sooner, and one for each five of 10 minutes.
    assert remedies(late, TimeToSpare(minutes=20))["Let Anna come at 9.40 (10 minutes sooner)."] == 20 + 2


def test_somebody_comes_in_time_for_all_that_they_would_miss_and_no_sooner() -> None:
    # Europa can be at 10.00 or 11.00, Wonen at 10.30 alone: 10.30 is what both need.
    late = day(
        sessions={
            "Europa": {"groups": ["Europa"], "starts": ["10:00", "11:00"], "minutes": 30},
            "Wonen": {"groups": ["Wonen"], "starts": ["10:30"], "minutes": 30},
        },
        groups={"Europa": {"chair": ["Anna"]}, "Wonen": {"chair": ["Anna"]}},
        people={"Anna": {"present": ["11:30-12:00"]}},
    )
    assert remedies(late)["Let Anna come at 10.30 (60 minutes sooner)."] == 20 + 12


def test_seats_are_added_for_all_that_find_none() -> None:
    crowded = day(sessions={"Europa": {"expected": 40}, "Wonen": {"expected": 50}}, rooms={"Zaal 1": {"capacity": 30}})
    assert remedies(crowded)["Seat 20 more people in Zaal 1 (50 in all)."] == 20 + 20


def test_a_room_is_equipped_at_once_for_all_that_find_no_other() -> None:
    plain = day(sessions={"Europa": {"features": ["beamer"]}, "Wonen": {"features": ["stage"]}}, rooms={"Zaal 1": {}})
    assert remedies(plain)["Let Zaal 1 have beamer and stage too."] == 20 + 5


def test_seats_that_are_kept_free_count_for_a_room_more_and_for_fewer_people() -> None:
    full = day(sessions={"Europa": {"expected": 20}}, rooms={"Zaal 1": {"capacity": 22}})
    usual = [rule for rule in standard_book(full) if rule.weight is None and not isinstance(rule, RoomSeatsEveryone)]
    answer = explain(Problem(full, (*usual, RoomSeatsEveryone(spare=5))), costs=False)
    assert isinstance(answer, Explained)
    sentences = set(map(str, answer.remedies))
    assert {"Expect 17 people at Europa, not 20.", "Add one room that seats 25 for the day."} <= sentences


def test_a_rule_that_many_sessions_break_at_once_can_be_only_a_wish() -> None:
    hasty = day(
        sessions={
            "Europa": {"starts": ["9:00"], "speakers": ["Anna"]},
            "Wonen": {"starts": ["9:00"], "hosts": ["Bob"]},
        },
        people={"Anna": {"present": ["9:00-10:00"]}, "Bob": {"present": ["9:00-10:00"]}},
    )
    assert (
        "Let time_to_spare be only a wish: that Anna has 30 minutes to spare before Europa, and 1 more like it."
        in remedies(hasty, TimeToSpare())
    )


DAY_ONE = day(sessions={"Europa": {}}).days[0].date


def test_seats_that_are_kept_free_are_added_for_all_that_find_none() -> None:
    full = day(sessions={"Europa": {"expected": 1}, "Wonen": {"expected": 3}}, rooms={"Zaal 1": {"capacity": 2}})
    usual = [rule for rule in standard_book(full) if rule.weight is None and not isinstance(rule, RoomSeatsEveryone)]
    answer = explain(Problem(full, (*usual, RoomSeatsEveryone(spare=2))), costs=False)
    assert isinstance(answer, Explained)
    assert "Seat 3 more people in Zaal 1 (5 in all)." in set(map(str, answer.remedies))


def test_what_is_pinned_elsewhere_is_no_matter_when_changes_are_put_together() -> None:
    crowded = day(
        sessions={"A": {"starts": ["10:00"]}, "B": {"starts": ["10:00"]}, "C": {"starts": ["10:00"]}, "D": {}},
        rooms={"Zaal 1": {}},
    )
    usual = [rule for rule in standard_book(crowded) if rule.weight is None]
    answer = explain(
        Problem(crowded, (*usual, Pinned(session=crowded.sessions[-1], at=(minute("15:00"),)))), costs=False
    )
    assert isinstance(answer, Explained)
    assert {len(remedy.changes) for remedy in answer.remedies} >= {2}


def test_seats_are_counted_by_all_that_is_asked_of_them_not_only_by_what_a_cause_names() -> None:
    full = day(sessions={"Europa": {"expected": 4}}, rooms={"Zaal 1": {"capacity": 0}})
    usual = [rule for rule in standard_book(full) if rule.weight is None]
    answer = explain(Problem(full, (RoomSeatsEveryone(spare=1), *usual)), costs=False)
    assert isinstance(answer, Explained)
    assert "Seat 5 more people in Zaal 1 (5 in all)." in set(map(str, answer.remedies))
