"""What drawn examples hardly ever meet: stories that kill mutants of the rules (tests/mutants.py). Each names its rule."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.conference import Conference, Kind
from scheduler.rule import Scope
from scheduler.rules.in_order import InOrder
from scheduler.rules.one_session_per_room import OneSessionPerRoom
from scheduler.rules.present_when_needed import PresentWhenNeeded
from scheduler.rules.quorum import Quorum
from scheduler.rules.session_in_its_window import SessionInItsWindow
from scheduler.rules.session_is_led import SessionIsLed
from tests.small import FIRST, broken, day

DOORS = day(
    sessions={"Europa": {}}, rooms={"2.01": {"pool": "Breakout"}, "2.02": {"pool": "Breakout"}, "Zaal 1": {}, "Zaal 2": {}}
)


def test_one_session_per_room_says_one_thing_of_all_doors_alike() -> None:
    assert list(map(str, OneSessionPerRoom().cases(DOORS))) == [
        "Each of the 2 rooms Breakout holds one session at a time.",
        "Zaal 1 holds one session at a time.",
        "Zaal 2 holds one session at a time.",
    ]


def test_one_session_per_room_tells_doors_apart_only_where_pairs_are_counted() -> None:
    assert [OneSessionPerRoom(weight=weight).tells_doors_apart for weight in (None, 1)] == [False, True]


LED = day(
    sessions={"Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}},
    groups={"Europa": {"chair": ["Anna"], "vice-chair": ["Bob"]}, "Wonen": {"vice-chair": ["Carla", "Dirk"]}},
    people={"Bob": {"present": ["9:00-10:00"]}, "Dirk": {"present": ["9:00-10:00"]}},
)


def test_session_is_led_counts_vice_chairs_only_where_there_is_no_chair() -> None:
    assert broken(SessionIsLed(weight=5), LED, "Europa 14:00 Zaal 1; Wonen 14:00 Zaal 2") == [
        "Wonen (14.00–15.00) has to do without its vice-chair: Dirk is not there then."
    ]


def test_present_when_needed_is_about_all_of_a_required_group_but_those_only_interested() -> None:
    board = day(
        sessions={"Lunch": {"required_groups": ["AB"]}},
        groups={"AB": {"member": ["Anna"], "interested": ["Bob"]}},
        people={"Anna": {"present": ["9:00-10:00"]}, "Bob": {"present": ["9:00-10:00"]}},
    )
    assert broken(PresentWhenNeeded(), board, "Lunch 12:00 Zaal 1") == [
        "Anna must be at Lunch (12.00–13.00), and can be there from 9.00 to 10.00."
    ]


def test_present_when_needed_tells_a_window_in_as_few_words_as_will_do() -> None:
    windows = ["0:00-24:00", "9:00-24:00", "0:00-12:00", "9:00-12:00", "22:00-26:00"]
    told = {}
    for days in (1, 2):
        for window in windows:
            talk = day(
                sessions={"Gesprek": {"speakers": ["Eric"]}}, people={"Eric": {"present": [window]}}, days=days
            )
            [case] = PresentWhenNeeded().cases(talk)
            told[days, window] = str(case).removeprefix("Eric speaks at Gesprek, and can be there ")
    assert list(told.values()) == [
        "all day.",
        "from 9.00.",
        "until 12.00.",
        "from 9.00 to 12.00.",
        "from 22.00 to 2.00.",
        "on 2023-02-10.",
        "on 2023-02-10 from 9.00.",
        "on 2023-02-10 until 12.00.",
        "on 2023-02-10 from 9.00 to 12.00.",
        "from 2023-02-10 22.00 to 2023-02-11 2.00.",
    ]


def test_quorum_counts_at_the_groups_own_sessions_unless_it_says_which() -> None:
    lunch = day(
        sessions={"Lunch": {"groups": ["AB"]}, "Europa": {}, "Plenair": {"kind": "plenary"}, "Wonen": {"groups": ["Wonen"]}},
        groups={"AB": {"member": ["Anna", "Bob"]}, "Wonen": {}},
    )
    board, scopes = lunch.group("AB"), [
        Scope(),
        Scope(people=(lunch.person("Anna"),)),
        Scope(sessions=lunch.sessions[1:2]),
        Scope(kinds=(Kind.PLENARY,)),
        Scope(groups=(lunch.group("Wonen"),)),
    ]
    assert [[case.session.name for case in Quorum(group=board, people=1, only=s).cases(lunch)] for s in scopes] == [
        ["Lunch"],
        ["Lunch"],
        ["Europa"],
        ["Plenair"],
        ["Wonen"],
    ]


ROUNDS = {"rounds": ["9:00-10:00", "10:15-11:15"]}


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
        ({"days": [FIRST]}, {"days": 2}, "2/10:00", "but its days are 2023-02-10"),
        ({}, ROUNDS, "10:15", ""),
        ({}, ROUNDS, "10:00", "where no round begins"),
        ({"starts": ["10:00"]}, ROUNDS, "10:00", ""),
        ({"rounds": ["round 1"]}, ROUNDS, "9:00", ""),
        ({"rounds": ["round 1"]}, ROUNDS, "10:15", "in round 2, not in round 1"),
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


@pytest.mark.parametrize(
    ("said", "days", "programme", "fault"),
    [
        ({}, 1, "A 10:00; B 11:00", ""),
        ({"least_gap": 10}, 1, "A 10:00; B 11:10", ""),
        ({"greatest_gap": 30}, 1, "A 10:00; B 11:30", ""),
        ({"greatest_gap": 30}, 1, "A 10:00; B 11:35", "B (11.35–12.35) begins 35 minutes after A (10.00–11.00), not at most 30."),
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
def test_in_order_means_every_parameter(said: dict[str, Any], days: int, programme: str, fault: str) -> None:
    two = day(sessions={"A": {"needs_room": False}, "B": {"needs_room": False}}, rooms={}, days=days)
    found = broken(InOrder(first=scope(two, "A"), then=scope(two, "B"), **said), two, programme)
    assert len(found) == bool(fault)
    assert all(fault in sentence for sentence in found)


def scope(conference: Conference, *names: str) -> Scope:
    return Scope(sessions=tuple(session for session in conference.sessions if session.name in names))


def test_session_in_its_window_keeps_to_the_grid_on_a_day_of_rounds_when_it_takes_no_round() -> None:
    rounds = day(sessions={"Inloop": {"rounds": ()}, "Europa": {}}, **ROUNDS)
    both = rounds.model_copy(update={"days": (rounds.days[0].model_copy(update={"step": 30}),)})
    assert broken(SessionInItsWindow(), both, "Inloop 9:30 Zaal 1; Europa 9:00 Zaal 2") == []
    assert broken(SessionInItsWindow(), both, "Inloop 10:15 Zaal 1; Europa 9:30 Zaal 2") == [
        "Inloop is at 10.15–11.15, which is no start of the grid of every 30 minutes.",
        "Europa is at 9.30–10.30, where no round begins.",
    ]


def test_quorum_names_up_to_three_who_cannot_be_there() -> None:
    people = {name: {"present": ["9:00-10:00"]} for name in ("Anna", "Bob", "Carla", "Dirk")}
    for number, named in ((3, "Anna, Bob and Carla"), (4, "4 people")):
        lunch = day(
            sessions={"Lunch": {"groups": ["AB"]}}, groups={"AB": {"member": list(people)[:number]}}, people=people
        )
        assert broken(Quorum(group=lunch.group("AB"), people=2), lunch, "Lunch 12:00 Zaal 1") == [
            f"AB needs 2 people at Lunch (12.00–13.00) and has 0: {named} cannot be there."
        ]
