"""Columns that earlier solves of nearly the same day have found: the next one begins with them.

A question solves a day many times over, each time with a demand more or less. A set of sessions that was worth a column
of a round once is mostly worth one again; what it costs is read anew.
"""

from __future__ import annotations

from scheduler.conference.clock import Minute
from scheduler.solving.columns.bound import ColumnBound

_MOST = 1_500  # columns; with more of them the linear programme takes longer than finding them again


class ColumnPool:
    """By the hour of a round, the names of the sessions that stand in it together; those found last come last."""

    def __init__(self) -> None:
        self._found: dict[tuple[Minute, frozenset[str]], None] = {}

    def __len__(self) -> int:
        return len(self._found)

    def keep(self, bound: ColumnBound) -> None:
        """Take over the columns that the last linear programme came nearest to using."""
        sessions, starts = bound.readings.sessions, bound.readings.day.starts
        for column in bound.master.nearest(_MOST):
            key = starts[column.round], frozenset(sessions[one].name for one in column.sessions)
            self._found.pop(key, None)
            self._found[key] = None
        for key in [*self._found][:-_MOST]:
            del self._found[key]

    def give(self, bound: ColumnBound) -> None:
        """Take in those that can be, without the sessions that this day has elsewhere."""
        readings = bound.readings
        number_of = {session.name: number for number, session in enumerate(readings.sessions)}
        round_of = {start: round_ for round_, start in enumerate(readings.day.starts)}
        for start, names in self._found:
            if (round_ := round_of.get(start)) is None:
                continue
            chosen = sorted(number_of[name] for name in names if name in number_of)
            apart = any({one, other} <= set(chosen) for one, other in readings.forbidden[round_])
            if not apart and bound.rooms[round_].hold(chosen):
                bound.take_in(round_, chosen)
