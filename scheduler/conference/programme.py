"""The programme: which session stands where and when; and an edition of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from scheduler.conference.clock import Clock, Minute, Span
from scheduler.conference.conference import Conference, Kind, Room, Session
from scheduler.text.sentence import Sentence
from scheduler.text.wording import by_number


@dataclass(frozen=True, slots=True)
class Placement:
    """A session at a minute, in a room. `room` None: it needs no room, or stands in none."""

    session: Session
    start: Minute
    room: Room | None = None

    @property
    def end(self) -> Minute:
        return self.start + self.session.minutes

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + self.session.minutes)

    def overlaps(self, other: Placement) -> bool:
        """Whether the two share a minute. Spans are [start, end): back to back is no overlap."""
        return self.start < other.end and other.start < self.end


def titled(clock: Clock, placement: Placement) -> Sentence:
    """`Europa (11.40–12.40)`: a session with its hours, as sentences name it."""
    return Sentence("{session} ({hours})", session=placement.session, hours=clock.span(placement.span))


def titled_with_room(clock: Clock, placement: Placement) -> Sentence:
    """The same with its room: `Europa (11.40–12.40, Zaal 2)`."""
    hours = clock.span(placement.span)
    return Sentence("{session} ({hours}, {room})", session=placement.session, hours=hours, room=placement.room)


def clash(conference: Conference, one: Placement, other: Placement) -> bool:
    """Whether nobody can attend both from beginning to end: they overlap, or the walk outlasts the time between."""
    first, second = (one, other) if one.start <= other.start else (other, one)
    gap, walking = second.start - first.end, conference.walking
    return gap < 0 or (gap < walking.longest and gap < walking.minutes(first.room, second.room))


@dataclass(frozen=True)
class Programme(Mapping[Session, Placement]):
    """The placements by session. A session that is not in it has been dropped, or is not held.

    `revision` counts the editions of one programme, from 1; it plays no part in equality.
    """

    placements: tuple[Placement, ...] = ()
    revision: int = field(default=1, compare=False)

    def __repr__(self) -> str:
        """Its first placements, and how many others there are."""
        first = ", ".join(map(repr, tuple(self.placements)[:3]))
        others = len(self.placements) - 3
        return f"Programme({first}{f' and {others} others' if others > 0 else ''})"

    @cached_property
    def _by_session(self) -> MappingProxyType[Session, Placement]:
        return MappingProxyType({placement.session: placement for placement in self.placements})

    def __getitem__(self, session: Session) -> Placement:
        return self._by_session[session]

    def __contains__(self, session: object) -> bool:
        return session in self._by_session

    def __iter__(self) -> Iterator[Session]:
        return iter(self._by_session)

    def __len__(self) -> int:
        return len(self._by_session)

    def __hash__(self) -> int:
        return hash(self.placements)

    def of(self, sessions: Iterable[Session]) -> list[Placement]:
        """The placements of those sessions that stand in the programme, in the order asked."""
        known = self._by_session
        return [placement for session in sessions if (placement := known.get(session)) is not None]

    def moved(self, *news: Placement, dropped: Iterable[Session] = ()) -> Programme:
        """The same with these sessions there instead, and without the dropped. Quick, where much is tried.

        What stood in the programme keeps its turn, what is new comes last.
        """
        by_session = self._by_session | {new.session: new for new in news}
        for session in dropped:
            by_session.pop(session, None)
        programme = Programme(tuple(by_session.values()), self.revision)
        vars(programme)["_by_session"] = MappingProxyType(by_session)
        return programme

    @cached_property
    def for_others_too(self) -> tuple[Placement, ...]:
        """What people come to without a wish or duty, in order of time: what is for everyone, breaks, open meetings."""
        return tuple(
            placement
            for placement in self.in_time_order
            if placement.session.kind is not Kind.MOVING
            and (placement.session.kind.is_common or (placement.session.open and not placement.session.by_sign_up))
        )

    @cached_property
    def in_time_order(self) -> tuple[Placement, ...]:
        """By start, then end, then room (Zaal 2 before Zaal 10), then name."""

        def in_order(placement: Placement) -> tuple[object, ...]:
            room = placement.room.name if placement.room else ""
            return placement.start, placement.end, by_number(room), placement.session.name

        return tuple(sorted(self.placements, key=in_order))


@dataclass(frozen=True)
class Edition:
    """A programme with the day that it was made for. A later edition may belong to a day that has changed.

    `called`: what sessions were called then, by the names that they have now, where an organiser has said so.
    """

    conference: Conference
    programme: Programme
    called: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.programme)
