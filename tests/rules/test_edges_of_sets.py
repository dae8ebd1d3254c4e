"""Edges of the rules on sessions that are taken together, and of what rules say besides: stories that kill mutants."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.conference.conference import Walking
from scheduler.conference.programme import Programme
from scheduler.rules.adjacent import Adjacent
from scheduler.rules.as_few_as_can_be import AsFewAsCanBe
from scheduler.rules.at_most_a_day import AtMostADay
from scheduler.rules.evenly_spread import EvenlySpread
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.groups_apart import GroupsApart
from scheduler.rules.nobody_in_two_places import NobodyInTwoPlaces
from scheduler.rules.number_held import NumberHeld
from scheduler.rules.one_session_per_room import OneSessionPerRoom
from scheduler.rules.pinned import Pinned
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import (
    SaysOfOthers,
    distinguishes_rooms,
    helped_by,
    implements,
    partial_relaxations,
    relaxed_for_published,
    rooms_matter,
)
from scheduler.rules.quorum import Quorum
from scheduler.rules.room_is_open import RoomIsOpen
from scheduler.rules.room_not_too_large import RoomNotTooLarge
from scheduler.rules.rule import Case, Scope
from scheduler.rules.session_sets import Over
from scheduler.rules.time_to_spare import TimeToSpare
from scheduler.solving.answers import Solved
from scheduler.solving.solve import solve
from tests.support.edges import agrees, named, sentences
from tests.support.small import broken, day, minute, placed


def one_of_many(case: Case) -> bool:
    """Whether several of its kind are told in one line."""
    return implements(case, SaysOfOthers) and bool(case.about)


THREE = day(sessions={name: {} for name in "ABC"}, days=3)


def test_adjacent_two_sessions_help_nobody_and_of_three_each_may_help() -> None:
    two, three = (next(iter(Adjacent(sessions=named(THREE, names), weight=1).cases(THREE))) for names in ("AB", "ABC"))
    assert (helped_by(two), helped_by(three)) == ((), THREE.sessions)


@pytest.mark.parametrize(("most", "number"), [(2, 3), (3, 0)])
def test_at_most_a_day_says_nothing_of_as_many_sessions_as_there_may_be(most: int, number: int) -> None:
    assert len(sentences(AtMostADay(most=most, sessions=THREE.sessions, weight=1), THREE)) == number


@pytest.mark.parametrize(("most", "number"), [(2, 1), (3, 0)])
def test_as_few_as_can_be_says_nothing_of_as_many_sessions_as_cost_nothing(most: int, number: int) -> None:
    assert len(sentences(AsFewAsCanBe(over="day", most=most, sessions=THREE.sessions, weight=1), THREE)) == number


def test_as_few_as_can_be_names_the_first_and_the_last_day_of_a_stay() -> None:
    rule = AsFewAsCanBe(over="day", stay=True, sessions=THREE.sessions, weight=1)
    assert broken(rule, THREE, "A 1/9:00 Zaal 1; B 2/9:00 Zaal 1; C 3/9:00 Zaal 1") == [
        "A, B and C take 3 days: from Fri 10 February to Sun 12 February."
    ]


@pytest.mark.parametrize(("over", "matter"), [("room", True), ("day", False)])
def test_evenly_spread_and_as_few_as_can_be_look_at_rooms_where_they_are_about_rooms(over: Over, matter: bool) -> None:
    for kind in (EvenlySpread, AsFewAsCanBe):
        rule = kind(over=over, sessions=THREE.sessions, weight=1)
        (case,) = rule.cases(THREE)
        assert (distinguishes_rooms(rule), rooms_matter(case)) == (matter, matter)


def test_evenly_spread_counts_the_rooms_that_the_sessions_may_use_and_no_link() -> None:
    facts: dict[str, dict[str, Any]] = {"Zaal 1": {}, "Zaal 2": {}, "Zaal 3": {}, "Link": {"online": True}}
    one, two, link = "Zaal 1", "Zaal 2", "Link"
    for rooms, number in (
        (((one,), (one, two)), ["A and B are spread evenly over the rooms."]),
        (((one,), (one,)), []),
        (((one, link), (one, link)), []),
    ):
        conference = day(sessions={"A": {"rooms": rooms[0]}, "B": {"rooms": rooms[1]}}, rooms=facts)
        assert sentences(EvenlySpread(over="room", sessions=conference.sessions, weight=1), conference) == number
    conference = day(sessions={name: {"rooms": (one, two)} for name in "ABC"}, rooms=facts)
    rule = EvenlySpread(over="room", sessions=conference.sessions, weight=1)
    programme = placed(conference, "A 9:00 Zaal 1; B 10:00 Zaal 1; C 11:00 Zaal 1")
    ((breach,),) = (case.breaches(programme) for case in rule.cases(conference))
    assert (breach.sentence, breach.sessions) == (
        "Zaal 1 has 3 of A, B and C, and Zaal 2 none.",
        conference.sessions,
    )
    programme = placed(conference, "A 9:00 Zaal 1; B 10:00 Zaal 3; C 11:00 Zaal 1")
    ((breach,),) = (case.breaches(programme) for case in rule.cases(conference))
    assert breach.sessions == named(conference, "AC")


@pytest.mark.parametrize(("held", "about_these"), [("A 9:00 Zaal 1", "A"), ("", "AB")])
def test_number_held_tells_of_those_that_are_held_else_of_all(held: str, about_these: str) -> None:
    conference = day(sessions={"A": {"optional": True}, "B": {"optional": True}})
    (case,) = NumberHeld(sessions=conference.sessions, least=2).cases(conference)
    programme = placed(conference, held) if held else Programme(())
    (breach,) = case.breaches(programme)
    assert breach.sessions == named(conference, about_these)


@pytest.mark.parametrize(("largest", "number"), [(30, 0), (31, 1)])
def test_room_not_too_large_says_nothing_where_no_room_has_more_seats_than_that(largest: int, number: int) -> None:
    conference = day(sessions={"A": {"expected": 10}}, rooms={"Zaal 1": {"capacity": largest}})
    assert len(sentences(RoomNotTooLarge(times=3, weight=1), conference)) == number


def test_nobody_in_two_places_lets_go_of_those_whom_a_published_programme_breaks_where_it_is_hard() -> None:
    conference = day(sessions={"A": {"speakers": ["Anna"]}, "B": {"speakers": ["Anna"]}}, people={"Anna": {}})
    breaches = [
        breach
        for case in NobodyInTwoPlaces().cases(conference)
        for breach in case.breaches(placed(conference, "A 9:00 Zaal 1; B 9:00 Zaal 2"))
    ]
    assert relaxed_for_published(NobodyInTwoPlaces(), breaches) == Scope(people=conference.people)
    assert relaxed_for_published(NobodyInTwoPlaces(weight=1), breaches) == Scope()


def test_nobody_in_two_places_looks_at_rooms_where_there_is_walking() -> None:
    for walking, matter in ((None, False), (Walking(within=5), True)):
        sessions = {"A": {"speakers": ["Anna"]}, "B": {"speakers": ["Anna"]}}
        conference = day(sessions=sessions, people={"Anna": {}}, walking=walking)
        (case,) = NobodyInTwoPlaces().cases(conference)
        assert rooms_matter(case) is matter


def test_nobody_in_two_places_tells_several_sessions_together_where_the_roles_are_alike() -> None:
    def groups_of(one: dict[str, list[str]], other: dict[str, list[str]]) -> bool:
        conference = day(sessions={"A": one, "B": other}, people={"Anna": {}, "Bob": {}})
        (case,) = NobodyInTwoPlaces().cases(conference)
        return one_of_many(case)

    anna, both = {"speakers": ["Anna"]}, {"speakers": ["Anna", "Bob"]}
    assert groups_of(anna, anna)
    assert not groups_of(anna, {"hosts": ["Anna"]})
    assert groups_of(both, {"hosts": ["Anna", "Bob"]})


def test_one_session_per_room_lets_go_of_the_first_of_each_pair_where_it_is_hard() -> None:
    conference = day(sessions={"A": {}, "B": {}})
    breaches = [
        breach
        for case in OneSessionPerRoom().cases(conference)
        for breach in case.breaches(placed(conference, "A 9:00 Zaal 1; B 9:30 Zaal 1"))
    ]
    assert relaxed_for_published(OneSessionPerRoom(), breaches) == Scope(sessions=named(conference, "A"))
    assert relaxed_for_published(OneSessionPerRoom(weight=1), breaches) == Scope()


def test_pinned_can_be_pinned_to_its_hour_or_its_room_alone_where_it_is_pinned_to_both() -> None:
    conference = day(sessions={"A": {}})
    at, room = (minute("9:00"),), conference.rooms[:1]
    for fields, ways in (({"at": at, "room": room}, 2), ({"at": at}, 0), ({"room": room}, 0)):
        assert len(list(partial_relaxations(Pinned(session=conference.sessions[0], **fields), conference))) == ways


def test_time_to_spare_is_of_those_who_arrive_or_lead_twice() -> None:
    twice = day(
        sessions={"A": {"speakers": ["Anna", "Bob"]}, "B": {"speakers": ["Anna"]}}, people={"Anna": {}, "Bob": {}}
    )
    (case,) = TimeToSpare(arrival=False, weight=1).cases(twice)
    assert case.sessions == twice.sessions
    nobody = day(sessions={"A": {}})
    for rule, conference, ways in (
        (TimeToSpare(), twice, 1),
        (TimeToSpare(arrival=False), twice, 0),
        (TimeToSpare(), nobody, 0),
    ):
        assert len(list(partial_relaxations(rule, conference))) == ways


def test_room_is_open_tells_several_rooms_together_but_not_one_that_consists_of_others() -> None:
    rooms: dict[str, dict[str, Any]] = {
        "A": {"closed": ["9:00-10:00"]},
        "B": {"closed": ["9:00-10:00"]},
        "AC": {"consists_of": ("A", "C")},
        "C": {},
    }
    conference = day(sessions={"Een": {}}, rooms=rooms)
    several = {str(case): one_of_many(case) for case in RoomIsOpen().cases(conference)}
    assert set(several.values()) == {True, False}


@pytest.mark.parametrize(("start", "gives"), [("9:30", True), ("10:30", True), ("9:00", False), ("11:00", False)])
def test_groups_apart_gives_way_where_the_file_puts_two_meetings_at_hours_that_share_a_minute(
    start: str, gives: bool
) -> None:
    conference = day(
        sessions={"A": {"groups": ["W"], "starts": ["10:00"]}, "B": {"groups": ["W"], "starts": [start]}},
        groups={"W": {}},
    )
    assert [session.name for session, _ in GroupsApart.gives_way(conference)] == (["B"] if gives else [])


def test_groups_apart_lets_go_of_the_sessions_that_a_published_programme_breaks_where_it_names_groups() -> None:
    conference = day(
        sessions={"A": {"groups": ["V"]}, "B": {"groups": ["W"]}, "C": {"groups": ["W"]}},
        groups={"V": {"pillars": ["P"]}, "W": {"pillars": ["P"]}},
    )
    some = GroupsApart(groups=conference.groups)
    breaches = [
        breach
        for case in some.cases(conference)
        for breach in case.breaches(placed(conference, "A 9:00 Zaal 1; B 9:00 Zaal 2"))
    ]
    assert relaxed_for_published(some, breaches) == Scope(sessions=named(conference, "AB"))
    assert relaxed_for_published(some.model_copy(update={"weight": 1}), breaches) is None
    assert relaxed_for_published(GroupsApart(each="group"), breaches) is None
    assert sentences(GroupsApart(each="group"), conference) == [
        "B and C are both meetings of W, so they do not coincide."
    ]
    assert "both meetings" not in " ".join(sentences(GroupsApart(each="pillar"), conference))


def test_quorum_of_each_group_is_of_those_alone_that_it_is_limited_to_and_looks_at_rooms_where_there_is_walking() -> (
    None
):
    for walking, matter in ((None, False), (Walking(within=5), True)):
        conference = day(
            sessions={"A": {"groups": ["V"]}, "B": {"groups": ["W"]}},
            groups={"V": {"member": ["Anna"]}, "W": {"member": ["Bob"]}},
            walking=walking,
        )
        (case,) = Quorum(each="group", people=1, only=Scope(groups=conference.groups[:1])).cases(conference)
        assert (case.sessions, rooms_matter(case)) == (named(conference, "A"), matter)


def test_room_is_open_tells_doors_apart_of_which_one_is_closed() -> None:
    rooms: dict[str, dict[str, Any]] = {f"2.0{n}": {"pool": "Breakout"} for n in (1, 2, 3)}
    for open_one in rooms:
        doors = {name: {**facts, "closed": ["9:00-10:00"] * (name != open_one)} for name, facts in rooms.items()}
        conference = day(sessions={"A": {"starts": ["9:00"]}}, rooms=doors)
        answer = solve(Problem(conference, (EverySessionHeld(), RoomIsOpen())))
        assert isinstance(answer, Solved)
        assert [str(placement.room) for placement in answer.programme.placements] == [open_one]


def test_as_few_as_can_be_counts_the_dates_between_that_are_no_days_of_the_conference() -> None:
    four = day(sessions={"A": {}, "B": {}}, rooms={"Zaal 1": {}}, hours="9:00-10:00", every=60, days=4)
    conference = four.model_copy(update={"days": (*four.days[:2], four.days[3])})
    rule = AsFewAsCanBe(over="day", stay=True, sessions=conference.sessions, weight=1)
    assert agrees(rule, conference)
    assert broken(rule, conference, "A 1/9:00 Zaal 1; B 4/9:00 Zaal 1") == [
        "A and B take 4 days: from Fri 10 February to Mon 13 February."
    ]
