"""Moved by hand: a session put elsewhere, and what stood there in its place. Quick, but seldom the best."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Room, Session
from scheduler.conference.programme import Placement, Programme


def by_hand(
    programme: Programme, session: Session, start: Minute, rooms: Collection[Room | None]
) -> Iterator[Programme]:
    """The programme with the session at that hour in one of these rooms: free ones first, then those to be swapped."""
    there = {room: Placement(session, start, room) for room in rooms}
    taken: dict[Room | None, list[Placement]] = {room: [] for room in rooms}
    for other in programme.placements:
        if other.session != session and other.room is not None and other.room in there:
            taken[other.room] += [other] * other.overlaps(there[other.room])
    for room in sorted(there, key=lambda room: len(taken[room])):
        swapped = _with(programme, there[room], taken[room])
        if swapped is not None:
            yield swapped


def _with(programme: Programme, placement: Placement, others: Collection[Placement]) -> Programme | None:
    """None: more stands there than can take its place."""
    old = programme.get(placement.session)
    if len(others) > 1 or (others and old is None):
        return None
    moved = {placement.session: placement}
    if old is not None:
        moved |= {other.session: Placement(other.session, old.start, old.room) for other in others}
    kept = tuple(moved.pop(p.session, p) for p in programme.placements)
    return Programme((*kept, *moved.values()))
