"""Whether sessions find a room each: a matching, as seldom as it must be looked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scheduler.checking.matching import too_many
from scheduler.conference.conference import Room


class RoomsOfRound:
    """The rooms of one round for the sessions that need one to themselves; others stand anywhere."""

    def __init__(self, rooms: Mapping[int, frozenset[Room]]) -> None:
        self._rooms = {one: tuple(sorted(theirs, key=lambda room: room.name)) for one, theirs in rooms.items()}
        self._alike = len(set(rooms.values())) <= 1
        self.needing = frozenset(rooms)
        self.most = len(set().union(*rooms.values())) if rooms else 0
        self._known: dict[frozenset[int], bool] = {}

    @property
    def counting_will_do(self) -> bool:
        """Whether sets that are small enough all find rooms."""
        return self._alike

    def hold(self, sessions: Iterable[int]) -> bool:
        """Whether all of them can stand in the round side by side."""
        needing = frozenset(sessions) & self.needing
        if self._alike or len(needing) > self.most:
            return len(needing) <= self.most
        if needing not in self._known:
            self._known[needing] = too_many({one: self._rooms[one] for one in needing}) is None
        return self._known[needing]
