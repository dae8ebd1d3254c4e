"""The one comparison of two editions: what becomes of each session, and what a diary gains and loses.

The one comparison there is. The questions reduce placements to it, and publishing what its ledger holds, so that
`netday diff` and the change list of `netday publish` agree on what has moved, is longer, is new or is gone.

>>> lunch = Occurrence("Lunch", datetime(2023, 2, 10, 12), datetime(2023, 2, 10, 13), "Foyer")
>>> [change] = compare({"lunch": lunch}, {"lunch": lunch._replace(room="Terras", title="Lunch buiten")})
>>> [str(kind) for kind in change.kinds]
['other room', 'renamed']
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class ChangeKind(StrEnum):
    """What became of a session; the values are the words of the JSON. Several can be true of one."""

    HOUR = "other hour"
    ROOM = "other room"
    LONGER = "longer"
    SHORTER = "shorter"
    RENAMED = "renamed"
    DROPPED = "dropped"
    ADDED = "added"


MOVES = frozenset({ChangeKind.HOUR, ChangeKind.ROOM})


class Occurrence(NamedTuple):
    """A session as readers of an edition see it: hours on the wall, without a zone; dates where it lasts all day.

    `room` "": it is in none.
    """

    title: str
    starts: datetime | date
    ends: datetime | date
    room: str

    @property
    def minutes(self) -> int:
        """How long it lasts, by the clock on the wall."""
        return int((self.ends - self.starts).total_seconds()) // 60

    def takes_the_place_of(self, other: Occurrence) -> bool:
        """Whether it has the other's hours and room, whatever the two are called."""
        return self[1:] == other[1:]


@dataclass(frozen=True, slots=True)
class OccurrenceChange:
    """What became of one session, by the names that it has in either edition.

    `old` None: it is added; `new` None: it is dropped. `kinds` empty: it is as it was. `swapped`: the session, by its
    new name, that went to where this one was while this one went to where that one was.
    """

    old: str | None
    new: str | None
    kinds: tuple[ChangeKind, ...]
    swapped: str | None = None

    @property
    def moved(self) -> bool:
        """Whether it is at another hour or in another room."""
        return not MOVES.isdisjoint(self.kinds)


def compare(
    before: Mapping[str, Occurrence], after: Mapping[str, Occurrence], heirs: Mapping[str, str] | None = None
) -> list[OccurrenceChange]:
    """What became of every session of either edition: those of the old one in its order, then the added ones.

    A session is the same where its name in the two mappings is. `heirs`: by name in the old edition, under what other
    name the new one has it.
    """
    heirs = heirs or {}
    names = {name: heirs.get(name, name) for name in before}
    pairs: list[tuple[str | None, str | None]] = [
        (name, new_name if new_name in after else None) for name, new_name in names.items()
    ]
    inherited = set(names.values())
    pairs += [(None, name) for name in after if name not in inherited]
    changes = [OccurrenceChange(old, new, _kinds(old, new, before, after)) for old, new in pairs]
    return _with_swaps(changes, before, after)


def _kinds(
    old: str | None, new: str | None, before: Mapping[str, Occurrence], after: Mapping[str, Occurrence]
) -> tuple[ChangeKind, ...]:
    if old is None or new is None:
        return (ChangeKind.ADDED if old is None else ChangeKind.DROPPED,)
    was, now = before[old], after[new]
    true = {
        ChangeKind.HOUR: was.starts != now.starts,
        ChangeKind.ROOM: was.room != now.room,
        ChangeKind.LONGER: was.minutes < now.minutes,
        ChangeKind.SHORTER: was.minutes > now.minutes,
        ChangeKind.RENAMED: (old, was.title) != (new, now.title),
    }
    return tuple(kind for kind, holds in true.items() if holds)


def _with_swaps(
    changes: Sequence[OccurrenceChange], before: Mapping[str, Occurrence], after: Mapping[str, Occurrence]
) -> list[OccurrenceChange]:
    """The changes, each with the session that it has changed places with: start and room, however long they last."""
    journeys = {}
    movers: dict[object, str] = {}  # by where from and where to, the first that went there
    for change in changes:
        if change.old is not None and change.new is not None and change.moved:
            was, now = before[change.old], after[change.new]
            journeys[change.old] = (was.starts, was.room), (now.starts, now.room)
            movers.setdefault(journeys[change.old], change.new)
    return [
        replace(change, swapped=movers.get(journeys[change.old][::-1])) if change.old in journeys else change
        for change in changes
    ]


class DiaryChange(NamedTuple):
    """What one person's diary gains and keeps, in the order of the new one, and what it loses, in that of the old."""

    gained: tuple[str, ...]
    kept: tuple[str, ...]
    lost: tuple[str, ...]


def diary_change(before: Collection[str], after: Collection[str]) -> DiaryChange:
    """Both by the names of the sessions."""
    return DiaryChange(
        gained=tuple(name for name in after if name not in before),
        kept=tuple(name for name in after if name in before),
        lost=tuple(name for name in before if name not in after),
    )
