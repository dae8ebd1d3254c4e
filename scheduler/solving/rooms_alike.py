"""Rooms that nothing tells apart in a trial, which become one place with several doors."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from scheduler.conference.conference import Room
from scheduler.model import Model
from scheduler.rules.protocols import in_rooms, room_equivalence_key
from scheduler.rules.rule import Case


def rooms_alike(model: Model, cases: Iterable[Case]) -> list[list[Room]]:
    """The rooms in groups; those of one are told apart neither by what is left to sessions nor by these cases.

    Rooms that differ in what does not matter here (a few seats, an hour at which they are closed but nothing can take
    place) are one place with several doors, which makes a far smaller model.
    """
    sessions: dict[Room, list[str]] = {}
    for session, decision in model.decisions.items():
        for place in decision.places:
            for room in place.rooms:
                sessions.setdefault(room, []).append(session.name)
    statements: dict[Room, list[Hashable]] = {}
    for case in cases:
        about = in_rooms(case)
        if about and (what := room_equivalence_key(case, model)) is not None:
            for room in about:
                statements.setdefault(room, []).append(id(case) if what is case else what)
    groups: dict[Hashable, list[Room]] = {}
    for place in model.places:
        for room in place.rooms:
            joined = room.name if len(model.conference.joined_rooms(room)) > 1 else ""  # no other is a part of the same
            key = room.building, joined, tuple(sessions.get(room, ())), frozenset(statements.get(room, ()))
            groups.setdefault(key, []).append(room)
    return list(groups.values())
