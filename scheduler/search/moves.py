"""Moves: a session goes elsewhere, and what stands there may take its place. Quick, but seldom the best by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Room, Session
from scheduler.conference.programme import Placement, Programme


@dataclass(frozen=True, slots=True)
class Move:
    """The new placements of one session or of two; all others stay."""

    placements: tuple[Placement, ...]

    @property
    def sessions(self) -> frozenset[Session]:
        """The sessions that it moves."""
        return frozenset(new.session for new in self.placements)

    def applied(self, programme: Programme) -> Programme:
        return programme.moved(*self.placements)


def swap(one: Placement, other: Placement) -> Move:
    """Each of the two sessions takes the hour and the room of the other."""
    first = Placement(one.session, other.start, other.room)
    return Move((first, Placement(other.session, one.start, one.room)))


def moves_to(programme: Programme, session: Session, start: Minute, rooms: Collection[Room | None]) -> Iterator[Move]:
    """Each that has the session at that hour in one of these rooms.

    Into free rooms first; then into those where one session is in the way, which goes where this one was.
    """
    new = {room: Placement(session, start, room) for room in rooms}
    taken: dict[Room | None, list[Placement]] = {room: [] for room in rooms}
    for other in programme.placements:
        if other.session != session and other.room is not None and other.room in new:
            taken[other.room] += [other] * other.overlaps(new[other.room])
    old = programme.get(session)
    for room in sorted(new, key=lambda room: len(taken[room])):
        if not taken[room]:
            yield Move((new[room],))
        elif len(taken[room]) == 1 and old is not None:
            (other,) = taken[room]
            yield Move((new[room], Placement(other.session, old.start, old.room)))
