"""What drawn examples hardly ever meet: stories that kill mutants of the rules (tests/mutants.py). Each names its rule."""

from __future__ import annotations

from scheduler.rules.one_session_per_room import OneSessionPerRoom
from tests.small import day

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
