"""Where one session can stand by itself: for each room its hours, kept as few lists as there are different ones.

A large day has millions of placements and few different lists of hours, so nothing here is counted one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Room, Session
from scheduler.conference.programme import Placement

Starts = tuple[Minute, ...]


class Choice(Collection[Placement]):
    """The placements that are left to a session, in order of start and room. A room without hours is none of it."""

    def __init__(self, session: Session, starts_in: Mapping[Room | None, Starts]) -> None:
        self.session = session
        self.starts_in = {room: starts for room, starts in starts_in.items() if starts}
        self._size = sum(map(len, self.starts_in.values()))

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Placement]:
        return (Placement(self.session, start, room) for start in self.starts for room in self.rooms_at(start))

    def __contains__(self, placement: object) -> bool:
        return (
            isinstance(placement, Placement)
            and placement.session == self.session
            and placement.start in self.starts_in.get(placement.room, ())
        )

    @property
    def rooms(self) -> tuple[Room | None, ...]:
        return tuple(self.starts_in)

    @cached_property
    def starts(self) -> Starts:
        """All hours at which some room is left."""
        different = set(self.starts_in.values())
        return next(iter(different)) if len(different) == 1 else tuple(sorted(set().union(*different)))

    @cached_property
    def spans(self) -> list[Span]:
        """In order of time, each once."""
        return [self.session.span(start) for start in self.starts]

    @property
    def shape(self) -> tuple[object, ...]:
        """Equal for sessions that have the same spans in the same rooms."""
        return (self.session.minutes, *self.starts_in.items())

    def rooms_at(self, start: Minute) -> list[Room | None]:
        """The rooms that are left at this hour."""
        return [room for room, hours in self._hours if start in hours]

    @cached_property
    def _hours(self) -> list[tuple[Room | None, frozenset[Minute]]]:
        sets = {starts: frozenset(starts) for starts in self.starts_in.values()}
        return [(room, sets[starts]) for room, starts in self.starts_in.items()]

    def within(self, rooms: Collection[Room]) -> Choice:
        return Choice(self.session, {room: starts for room, starts in self.starts_in.items() if room in rooms})

    def without(self, gone: Iterable[Placement]) -> Choice:
        left = {room: dict.fromkeys(starts) for room, starts in self.starts_in.items()}
        for placement in gone:
            left[placement.room].pop(placement.start, None)
        return Choice(self.session, {room: tuple(starts) for room, starts in left.items()})
