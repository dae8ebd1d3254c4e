"""Whether sessions find a room each: a matching, as seldom as it must be looked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
            self._known[needing] = self._matched(needing)
        return self._known[needing]

    def _matched(self, sessions: frozenset[int]) -> bool:
        taken: dict[Room, int] = {}

        def seat(one: int, tried: set[Room]) -> bool:
            for room in self._rooms[one]:
                if room not in tried:
                    tried.add(room)
                    if room not in taken or seat(taken[room], tried):
                        taken[room] = one
                        return True
            return False

        return all(seat(one, set()) for one in sorted(sessions, key=lambda one: (len(self._rooms[one]), one)))
