"""Whether sessions find a room each, against every way to give them one."""

from __future__ import annotations

from itertools import chain, combinations, product
from random import Random

from scheduler.conference.conference import Room
from scheduler.solving.columns.places import RoomsOfRound

DOORS = [Room(name=f"Zaal {n}") for n in range(4)]


def test_sessions_find_rooms_exactly_where_some_way_gives_each_its_own() -> None:
    found = []
    for seed in range(40):
        chance = Random(seed)
        rooms = {one: frozenset(room for room in DOORS if chance.random() < 0.4) for one in range(5)}
        of_round = RoomsOfRound(rooms)
        for sessions in chain.from_iterable(combinations(range(5), number) for number in range(6)):
            ways = product(*(rooms[one] for one in sessions))
            found.append(any(len(set(way)) == len(sessions) for way in ways))
            assert of_round.hold(sessions) is found[-1], (seed, sessions)
    assert {True, False} == set(found)
