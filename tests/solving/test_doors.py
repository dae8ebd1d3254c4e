"""Rooms alike are one place to the solver as long as nothing tells their doors apart, and that changes no rule."""

from __future__ import annotations

import pytest

from scheduler.conference.programme import Programme
from scheduler.rules.pinned import Pinned
from scheduler.rules.preferred import Preferred
from scheduler.rules.problem import Problem
from scheduler.rules.room_is_open import RoomIsOpen
from scheduler.rules.room_seats_everyone import RoomSeatsEveryone
from scheduler.rules.room_suits_session import RoomSuitsSession
from scheduler.rules.rule import Rule
from scheduler.solving.formulate import doors_are_alike
from tests.support.agreement import allowed
from tests.support.conferences import programmes
from tests.support.small import day

DOOR = {"pool": "Breakout", "capacity": 20, "closed": ["11:00-12:00"]}
BUILDING = day(
    sessions={"Europa": {"expected": 30, "features": ["beamer"]}, "Wonen": {"expected": 10}},
    rooms={"2.01": DOOR, "2.02": DOOR, "Zaal 1": {"features": ["beamer"]}},
    hours="9:00-12:00",
    every=60,
)
EUROPA, WONEN = BUILDING.sessions
FIRST_DOOR, SECOND_DOOR, HALL = BUILDING.rooms


@pytest.mark.parametrize(
    "rule",
    [
        RoomIsOpen(),
        RoomSuitsSession(),
        RoomSeatsEveryone(),
        Pinned(session=WONEN, room=(FIRST_DOOR, SECOND_DOOR)),
        Pinned(session=WONEN, room=(HALL,)),
        Preferred(sessions=(WONEN,), room=(FIRST_DOOR, SECOND_DOOR)),
    ],
    ids=lambda rule: rule.name,
)
@pytest.mark.parametrize("how", ["hard", "on", "off"])
def test_a_rule_means_the_same_when_doors_are_pooled(rule: Rule, how: str) -> None:
    assert doors_are_alike(Problem(BUILDING, (rule,)))
    for case in rule.cases(BUILDING):
        kept = [p for p in programmes(BUILDING) if how == "off" or not case.breaches(p)]
        assert _without_doors(allowed(BUILDING, case, how, pooled=True)) == _without_doors(kept), str(case)


@pytest.mark.parametrize("rule", [Pinned(session=WONEN, room=(FIRST_DOOR,)), Preferred(room=(FIRST_DOOR, HALL))])
def test_a_rule_that_names_one_door_of_a_pool_tells_its_doors_apart(rule: Rule) -> None:
    assert not doors_are_alike(Problem(BUILDING, (rule,)))


def test_all_doors_of_a_pool_are_told_by_their_common_name() -> None:
    assert BUILDING.names_of([FIRST_DOOR, HALL, SECOND_DOOR]) == ["Breakout", "Zaal 1"]
    assert BUILDING.names_of([HALL, SECOND_DOOR]) == ["Zaal 1", "2.02"]


def _without_doors(found: set[Programme] | list[Programme]) -> set[tuple[tuple[str, int, str | None], ...]]:
    """Programmes in which it matters to nobody which door of a pool a session has."""
    return {
        tuple((p.session.name, p.start, (p.room.pool or p.room.name) if p.room else None) for p in programme.placements)
        for programme in found
    }
