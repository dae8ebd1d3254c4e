"""Edges of the rules of the shape of the day: stories that kill mutants, each named by its rule."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.conference.conference import Kind
from scheduler.rules.adjacent import Adjacent
from scheduler.rules.different_days import DifferentDays
from scheduler.rules.in_order import InOrder
from scheduler.rules.in_parallel import InParallel
from scheduler.rules.plenary_stands_alone import PlenaryStandsAlone
from scheduler.rules.preferred import Preferred
from scheduler.rules.same_room import SameRoom
from tests.support.edges import FOURFOLD, named, scope, sentences
from tests.support.small import FIRST, broken, day


@pytest.mark.parametrize(
    ("keys", "days", "programme", "fault"),
    [
        ({}, 1, "A 10:00; B 11:00", ""),
        ({"least_gap": 10}, 1, "A 10:00; B 11:10", ""),
        ({"greatest_gap": 30}, 1, "A 10:00; B 11:30", ""),
        (
            {"greatest_gap": 30},
            1,
            "A 10:00; B 11:35",
            "B (11.35–12.35) begins 35 minutes after A (10.00–11.00), not at most 30.",
        ),
        ({"greatest_gap": 0}, 1, "A 10:00; B 11:00", ""),
        ({"same_day": True}, 2, "A 10:00; B 12:00", ""),
        ({"same_day": True}, 2, "A 10:00; B 2/12:00", "not on the same day."),
        ({"each_day": True}, 2, "A 2/10:00; B 10:00", ""),
        ({"each_day": True}, 2, "A 10:00; B 9:00", "has ended."),
        ({}, 2, "A 2/10:00; B 10:00", "has ended."),
        ({"each_day": True, "greatest_gap": 30}, 2, "A 10:00; B 2/10:00", ""),
        ({"directly": True}, 1, "A 10:00; B 11:00", ""),
        ({"directly": True}, 1, "A 10:00; B 11:30", "B (11.30–12.30) does not come directly after A (10.00–11.00)."),
        ({"directly": True, "least_gap": 10}, 1, "A 10:00; B 11:30", ""),
        ({"directly": True, "least_gap": 30}, 1, "A 10:00; B 11:30", ""),
        ({"directly": True}, 2, "A 10:00; B 11:00", ""),
        ({"directly": True}, 2, "A 16:00; B 2/9:00", "directly after"),
    ],
)
def test_in_order_means_every_parameter(keys: dict[str, Any], days: int, programme: str, fault: str) -> None:
    two = day(sessions={"A": {"needs_room": False}, "B": {"needs_room": False}}, rooms={}, days=days)
    found = broken(InOrder(first=scope(two, "A"), then=scope(two, "B"), **keys), two, programme)
    assert len(found) == bool(fault)
    assert all(fault in sentence for sentence in found)


@pytest.mark.parametrize(("start", "right"), [("10:15", False), ("11:30", True)])
def test_directly_is_the_next_round_that_the_second_names(start: str, right: bool) -> None:
    """As adjacent has it: B names the rounds at 9:00 and at 11:30, so that at 10:15 is not the next one for it."""
    two = day(
        sessions={"A": {"needs_room": False}, "B": {"needs_room": False, "rounds": ("round 1", "round 3")}},
        rooms={},
        rounds=["9:00-10:00", "10:15-11:15", "11:30-12:30"],
    )
    placed = f"A 9:00; B {start}"
    assert (broken(InOrder(first=scope(two, "A"), then=scope(two, "B"), directly=True), two, placed) == []) is right
    assert (broken(Adjacent(sessions=two.sessions), two, placed) == []) is right


def test_plenary_stands_alone_tells_of_two_plenaries_once_and_of_nothing_left_out() -> None:
    plenaries = day(
        sessions={"Opening": {"kind": "plenary"}, "Slot": {"kind": "plenary"}, "Zorg": {}, "Foto": {}},
        rooms={f"Zaal {number}": {} for number in range(1, 5)},
    )
    rule = PlenaryStandsAlone.model_validate({"except": scope(plenaries, "Foto")})
    together = "Opening 10:00 Zaal 1; Slot 10:00 Zaal 2; Foto 10:00 Zaal 3; Zorg 11:00 Zaal 1"
    assert broken(rule, plenaries, together) == [
        "Slot (10.00–11.00) runs in parallel with Opening (10.00–11.00), which is for everyone."
    ]


def test_same_room_is_about_the_sessions_named_and_those_of_each_group_that_stand_in_rooms() -> None:
    assert sentences(SameRoom(each="group"), FOURFOLD) == ["A and B stand in one room."]
    assert sentences(SameRoom(sessions=named(FOURFOLD, "ABCDE")), FOURFOLD) == ["A, B and E stand in one room."]
    assert sentences(SameRoom(sessions=named(FOURFOLD, "BE"), each="group"), FOURFOLD) == [
        "B and E stand in one room.",
        "A and B stand in one room.",
    ]


def test_different_days_is_about_the_sessions_named_and_those_of_each_group() -> None:
    assert sentences(DifferentDays(sessions=named(FOURFOLD, "AD")), FOURFOLD) == ["A and D are on different days."]
    assert sentences(DifferentDays(sessions=named(FOURFOLD, "A"), each="group"), FOURFOLD) == [
        "A, B and C are on different days.",
        "D and E are on different days.",
    ]


def test_in_parallel_is_about_the_sessions_named_and_those_of_the_kinds() -> None:
    assert sentences(InParallel(sessions=named(FOURFOLD, "AC")), FOURFOLD) == ["A and C begin at the same minute."]
    assert sentences(InParallel(sessions=named(FOURFOLD, "D"), kinds=(Kind.DRINKS,)), FOURFOLD) == [
        "D and E begin at the same minute."
    ]
    assert sentences(InParallel(kinds=(Kind.DRINKS,)), FOURFOLD) == []


@pytest.mark.parametrize(
    ("pillars", "holds"),
    [
        ({"A": {}, "B": {}}, True),
        ({"A": {}}, False),
        ({"A": {"groups": ["Fysiek"]}, "B": {"groups": ["Sociaal"]}}, True),
        ({"A": {"groups": ["Fysiek"]}, "B": {"groups": ["Fysiek"]}}, False),
        ({"A": {"starts": ["10:00"]}, "B": {"starts": ["11:00"]}}, False),
    ],
)
def test_in_parallel_is_in_the_standard_book_where_several_pillars_can_meet_side_by_side(
    pillars: dict[str, dict[str, Any]], holds: bool
) -> None:
    sessions = {name: {"kind": "pillar meeting", **facts} for name, facts in pillars.items()}
    conference = day(sessions={**sessions, "Zorg": {}}, groups={"Fysiek": {}, "Sociaal": {}})
    assert InParallel.standard(conference) == ((InParallel(kinds=(Kind.PILLAR,)),) if holds else ())


def test_preferred_is_a_wish_of_the_sessions_named_and_for_rooms_of_those_that_need_one() -> None:
    hall = FOURFOLD.rooms[:1]
    assert [c.sessions[0].name for c in Preferred(room=hall).cases(FOURFOLD)] == ["A", "B", "C", "E"]
    assert [c.sessions[0].name for c in Preferred(at=(600,)).cases(FOURFOLD)] == ["A", "B", "C", "D", "E"]
    assert [c.sessions[0].name for c in Preferred(days=(FIRST,), room=hall).cases(FOURFOLD)] == [
        "A",
        "B",
        "C",
        "D",
        "E",
    ]
    assert sentences(Preferred(at=(600,), room=hall, sessions=named(FOURFOLD, "DA")), FOURFOLD) == [
        "A would rather be at 10.00 and in Zaal 1.",
        "D would rather be at 10.00.",
    ]
    with pytest.raises(ValueError, match="nothing is preferred"):
        Preferred()


def test_preferred_counts_a_wish_for_a_day() -> None:
    two = day(sessions={"Europa": {}}, days=2)
    assert broken(Preferred(days=(FIRST,)), two, "Europa 10:00 Zaal 1") == []
    assert broken(Preferred(days=(FIRST,)), two, "Europa 2/10:00 Zaal 1") == [
        "Europa would rather be on Fri 10 February, not on Sat 11 February."
    ]


def test_in_order_speaks_of_the_same_day_only_where_there_are_several() -> None:
    found = []
    for days in (1, 2):
        two = day(sessions={"A": {}, "B": {}}, days=days)
        found += sentences(InOrder(first=scope(two, "A"), then=scope(two, "B"), each_day=True), two)
    assert found == ["A is before B.", "A is before B, if on the same day."]
