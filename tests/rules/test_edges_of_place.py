"""Edges of the rules of time and place: stories that kill mutants (support/mutants.py), each named by its rule."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.conference.conference import Conference, Kind
from scheduler.rules.at_most_in_parallel import AtMostInParallel
from scheduler.rules.one_session_per_room import OneSessionPerRoom
from scheduler.rules.pinned import Pinned
from scheduler.rules.problem import Problem
from scheduler.rules.room_is_open import RoomIsOpen
from scheduler.rules.room_seats_everyone import RoomSeatsEveryone
from scheduler.rules.room_suits_session import RoomSuitsSession
from scheduler.rules.rule import Scope
from scheduler.rules.session_in_its_window import SessionInItsWindow
from scheduler.solving.answers import Solved
from scheduler.solving.solve import solve
from tests.support.edges import FOURFOLD, agrees, scope, sentences
from tests.support.small import FIRST, broken, day

DOORS = day(
    sessions={"Europa": {}},
    rooms={"2.01": {"pool": "Breakout"}, "2.02": {"pool": "Breakout"}, "Zaal 1": {}, "Zaal 2": {}},
)


def test_one_session_per_room_says_one_thing_of_all_doors_alike() -> None:
    assert list(map(str, OneSessionPerRoom().cases(DOORS))) == [
        "Each of the 2 rooms Breakout holds one session at a time.",
        "Zaal 1 holds one session at a time.",
        "Zaal 2 holds one session at a time.",
    ]


WALLS: dict[str, Any] = {
    "A": {},
    "B": {"closed": ["9:00-9:30"]},
    "C": {},
    "AB": {"consists_of": ("A", "B")},
    "BC": {"consists_of": ("B", "C")},
}


def walls(every: int) -> Conference:
    """Two sessions of 40 minutes, with a quarter between them on a grid of 60 minutes, on one of 20 also without."""
    hours = "9:00-10:40" if every == 60 else "9:00-10:20"
    return day(sessions={"Een": {"minutes": 40}, "Twee": {"minutes": 40}}, rooms=WALLS, hours=hours, every=every)


@pytest.mark.parametrize("every", [60, 20])
@pytest.mark.parametrize("turnover", [0, 15])
def test_one_session_per_room_never_has_rooms_that_share_a_part_in_use_at_once(every: int, turnover: int) -> None:
    conference = walls(every)
    rule = OneSessionPerRoom(turnover=turnover)
    assert agrees(rule, conference)
    assert sentences(rule, conference)[0].startswith(
        "AB (A and B) and BC (B and C) are not in use together with a part"
    )
    assert broken(rule, conference, "Een 9:00 AB; Twee 9:00 C") == []
    assert broken(rule, conference, "Een 9:00 AB; Twee 9:00 BC") == [
        "Een (9.00–9.40, AB) and Twee (9.00–9.40, BC) coincide: AB consists of A and B and BC consists of B and C."
    ]


@pytest.mark.parametrize("every", [60, 20])
def test_room_is_open_but_not_while_a_part_of_it_is_closed(every: int) -> None:
    assert agrees(RoomIsOpen(), walls(every))


def test_one_session_per_room_of_two_statements_lets_those_of_the_one_share_with_the_other() -> None:
    conference = day(sessions={name: {} for name in "ABCD"}, hours="9:00-10:00", every=60)
    rules = tuple(OneSessionPerRoom(only=scope(conference, *names)) for names in ("AB", "CD"))
    assert isinstance(solve(Problem(conference, rules)), Solved)


def test_one_session_per_room_tells_doors_apart_only_where_pairs_are_counted() -> None:
    assert [OneSessionPerRoom(weight=weight).distinguishes_rooms for weight in (None, 1)] == [False, True]


ROUNDS: dict[str, Any] = {"rounds": ["9:00-10:00", "10:15-11:15"]}


@pytest.mark.parametrize(
    ("facts", "shape", "start", "fault"),
    [
        ({}, {}, "16:00", ""),
        ({}, {}, "16:30", "outside the opening hours 9.00–17.00"),
        ({}, {}, "10:10", "which is no start of the grid of every 30 minutes"),
        ({"starts": ["10:05"]}, {}, "10:05", ""),
        ({"starts": ["10:05"]}, {}, "10:00", "but it begins at 10.05"),
        ({"starts": ["16:05"]}, {}, "16:05", "outside the opening hours 9.00–17.00"),
        ({"windows": ["9:00-10:00", "14:00-15:00"]}, {}, "14:00", ""),
        ({"windows": ["9:00-10:00"]}, {}, "9:30", "outside its window 9.00–10.00"),
        ({"days": [FIRST]}, {"days": 2}, "10:00", ""),
        ({"days": [FIRST]}, {"days": 2}, "2/10:00", "but it is on Fri 10 February"),
        ({}, ROUNDS, "10:15", ""),
        ({}, ROUNDS, "10:00", "where no round begins"),
        ({"starts": ["10:00"]}, ROUNDS, "10:00", ""),
        ({"rounds": ["round 1"]}, ROUNDS, "9:00", ""),
        ({"rounds": ["round 1"]}, ROUNDS, "10:15", "in round 2, not in round 1"),
        ({"rounds": ["round 1"]}, {}, "9:00", "not in round 1"),
        ({"minutes": 30, "starts": ["9:00", "9:20"], "rounds": ["round 1"]}, ROUNDS, "9:00", ""),
        ({"minutes": 30, "starts": ["9:00", "9:20"], "rounds": ["round 1"]}, ROUNDS, "9:20", ""),
        ({"minutes": 30, "starts": ["10:00"], "rounds": ["round 1"]}, ROUNDS, "10:00", "which is in no round"),
        ({"minutes": 30, "starts": ["10:20"], "rounds": ["round 1"]}, ROUNDS, "10:20", "in round 2, not in round 1"),
        ({"minutes": 75}, ROUNDS, "9:00", "which ends outside round 1 (9.00–10.00)"),
        ({"minutes": 90}, ROUNDS, "9:00", ""),
        ({"minutes": 135}, ROUNDS, "9:00", ""),
        ({"minutes": 140}, ROUNDS, "9:00", "which ends outside round 1 (9.00–10.00)"),
    ],
)
def test_session_in_its_window_means_every_part_of_its_sentence(
    facts: dict[str, Any], shape: dict[str, Any], start: str, fault: str
) -> None:
    one = day(sessions={"Europa": facts}, **shape)
    found = broken(SessionInItsWindow(), one, f"Europa {start} Zaal 1")
    assert [sentence.partition(", ")[2] for sentence in found] == ([f"{fault}."] if fault else [])


def test_session_in_its_window_keeps_to_the_grid_on_a_day_of_rounds_when_it_takes_no_round() -> None:
    rounds = day(sessions={"Inloop": {"rounds": ()}, "Europa": {}}, **ROUNDS)
    both = rounds.model_copy(update={"days": (rounds.days[0].model_copy(update={"step": 30}),)})
    assert broken(SessionInItsWindow(), both, "Inloop 9:30 Zaal 1; Europa 9:00 Zaal 2") == []
    assert broken(SessionInItsWindow(), both, "Inloop 10:15 Zaal 1; Europa 9:30 Zaal 2") == [
        "Inloop is at 10.15–11.15, which is no start of the grid of every 30 minutes.",
        "Europa is at 9.30–10.30, where no round begins.",
    ]


def test_pinned_says_nothing_of_a_session_that_is_not_held_or_is_left_out() -> None:
    two = day(sessions={"Europa": {"held": False}, "Wonen": {}})
    europa, wonen = two.sessions
    at = (600,)
    assert sentences(Pinned(session=europa, at=at), two) == []
    assert sentences(Pinned.model_validate({"session": wonen, "at": at, "except": scope(two, "Wonen")}), two) == []
    assert sentences(Pinned(session=wonen, at=at), two) == ["Wonen is pinned at 10.00."]
    with pytest.raises(ValueError, match="Wonen is pinned to nothing"):
        Pinned(session=wonen)


def test_room_seats_everyone_speaks_only_of_sessions_that_some_room_cannot_seat() -> None:
    hall = day(
        sessions={"Europa": {"expected": 40}, "Wonen": {"expected": 41}, "Open": {}},
        rooms={"Zaal 1": {"capacity": 40}, "Zaal 2": {"capacity": 60}, "Tuin": {}},
    )
    assert sentences(RoomSeatsEveryone(), hall) == ["Wonen needs a room that seats 41 people."]
    assert sentences(RoomSeatsEveryone(spare=1), hall) == [
        "Europa needs a room that seats 40 people, with 1 seat to spare.",
        "Wonen needs a room that seats 41 people, with 1 seat to spare.",
    ]


def test_room_is_open_says_one_thing_of_all_doors_alike_that_are_closed_together() -> None:
    closed = {"closed": ["13:00-15:00"]}
    doors = {name: {"pool": "Breakout", **closed} for name in ("2.01", "2.02")}
    building = day(sessions={"Europa": {}}, rooms={**doors, "Zaal 1": closed, "Zaal 2": closed})
    assert sentences(RoomIsOpen(), building) == [
        "Breakout is closed from 13.00 to 15.00.",
        "Zaal 1 is closed from 13.00 to 15.00.",
        "Zaal 2 is closed from 13.00 to 15.00.",
    ]


def test_at_most_in_parallel_counts_meetings_or_what_it_names() -> None:
    def counted(**keys: Any) -> list[list[str]]:
        return [[s.name for s in case.sessions] for case in AtMostInParallel(most=2, **keys).cases(FOURFOLD)]

    assert counted() == [["A", "B", "C", "D"]]
    assert counted(only=Scope(kinds=(Kind.DRINKS, Kind.MEETING))) == [["A", "B", "C", "D", "E"]]
    assert counted(kinds=(Kind.DRINKS, Kind.MEETING)) == [["A", "B", "C", "D", "E"]]
    assert counted(kinds=(Kind.DRINKS,)) == []
    assert counted(only=scope(FOURFOLD, "A", "B")) == []


@pytest.mark.parametrize(
    ("facts", "room", "faults"),
    [
        ({}, "Zaal 1", []),
        ({}, "", ["has no room."]),
        ({"needs_room": False}, "", []),
        ({"features": {"piano"}}, "Zaal 2", []),
        ({"features": {"piano"}}, "Zaal 1", ["is in Zaal 1, which has no piano."]),
        ({"rooms": ["Zaal 1"]}, "Zaal 1", []),
        ({"rooms": ["Zaal 1"]}, "Zaal 2", ["is in Zaal 2, not in Zaal 1."]),
        ({"online": True}, "Teams", []),
        ({"online": True}, "Zaal 1", ["is online, but stands in Zaal 1."]),
        ({}, "Teams", ["is in Teams, which is online, but Europa is not."]),
    ],
)
def test_room_suits_session_means_every_part_of_its_sentence(
    facts: dict[str, Any], room: str, faults: list[str]
) -> None:
    one = day(
        sessions={"Europa": facts}, rooms={"Zaal 1": {}, "Zaal 2": {"features": {"piano"}}, "Teams": {"online": True}}
    )
    assert broken(RoomSuitsSession(), one, f"Europa 10:00 {room}") == [f"Europa {fault}" for fault in faults]


def test_room_suits_session_says_nothing_where_no_room_can_be_wrong() -> None:
    halls = day(sessions={"Europa": {"needs_room": False}, "Wonen": {}})
    assert sentences(RoomSuitsSession(), halls) == ["Wonen needs a room."]


def test_room_suits_session_says_what_is_odd_where_one_of_room_and_session_is_online() -> None:
    rooms: dict[str, dict[str, Any]] = {"Zaal 1": {}, "Teams": {"online": True}}
    sessions: dict[str, dict[str, Any]] = {
        "Europa": {"online": True, "rooms": ["Zaal 1"]},
        "Wonen": {"rooms": ["Teams"]},
        "Zorg": {"rooms": ["Zaal 1"]},
    }
    assert sentences(RoomSuitsSession(), day(sessions=sessions, rooms=rooms)) == [
        "Europa stands in Zaal 1, though it is online and the room is not.",
        "Wonen stands in Teams, though only the room is online.",
        "Zorg stands in Zaal 1.",
    ]


def test_at_most_in_parallel_names_those_that_are_going_on_then() -> None:
    three = day(sessions={"A": {}, "B": {}, "C": {}}, rooms={"Zaal 1": {}, "Zaal 2": {}})
    assert broken(AtMostInParallel(most=1), three, "A 9:00 Zaal 1; B 10:00 Zaal 1; C 10:00 Zaal 2") == [
        "At 10.00 there are 2 sessions at once, 1 too many: B and C."
    ]


def test_at_most_in_parallel_tells_of_the_first_of_the_busiest_minutes() -> None:
    four = day(sessions={"A": {}, "B": {}, "C": {}, "D": {}}, rooms={"Zaal 1": {}, "Zaal 2": {}})
    busy_twice = "A 9:00 Zaal 1; B 9:30 Zaal 2; C 14:00 Zaal 1; D 14:30 Zaal 2"
    assert broken(AtMostInParallel(most=1), four, busy_twice) == [
        "At 9.30 there are 2 sessions at once, 1 too many: A and B."
    ]
