"""Where and when one session can stand by itself: for each room its hours, in as few lists as there are different ones.

A large day has millions of placements and few different lists of hours, so nothing here is counted one by one. From
it preflight and explanations tell what is left, searches move within it, and the solver's decisions start at it.

A hard case about one session alone takes hours and rooms away. Which ones is read off its encoding, spoken to a
stand-in for the model that knows no solver; a case that asks the stand-in for more is tried on placements instead.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.rule import Case

if TYPE_CHECKING:
    from scheduler.model import Model

Starts = tuple[Minute, ...]


class Domain(Collection[Placement]):
    """The placements that are left to a session, in order of start and room. A room without hours is none of it."""

    def __init__(
        self, session: Session, starts_in: Mapping[Room | None, Starts], *, must_be_held: bool = False
    ) -> None:
        self.session = session
        self.starts_in = {room: starts for room, starts in starts_in.items() if starts}
        self.must_be_held = must_be_held

    @classmethod
    def open(cls, conference: Conference, session: Session) -> Domain:
        """Every hour and every room that one could think of."""
        starts = tuple(sorted(set(conference.starts(session))))
        return cls(session, dict.fromkeys(conference.places(session), starts))

    @classmethod
    def unrestricted(cls, conference: Conference, session: Session, open_starts: Iterable[Minute]) -> Domain:
        """What it would be if nobody said anything of hours and rooms: also at these minutes, and in no room."""
        starts = tuple(sorted({*open_starts, *conference.starts(session)}))
        return cls(session, dict.fromkeys((*conference.rooms, None) if session.needs_room else (None,), starts))

    def __len__(self) -> int:
        return self._size

    @cached_property
    def _size(self) -> int:
        return sum(map(len, self.starts_in.values()))

    def __bool__(self) -> bool:
        return bool(self.starts_in)

    def __iter__(self) -> Iterator[Placement]:
        return (Placement(self.session, start, room) for start in self.starts for room in self.rooms_at(start))

    def __contains__(self, placement: object) -> bool:
        return (
            isinstance(placement, Placement)
            and placement.session == self.session
            and placement.start in self.starts_in.get(placement.room, ())
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Domain) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash((self.session, len(self)))

    @property
    def _parts(self) -> tuple[object, ...]:
        return (self.session, self.must_be_held, self.starts_in)

    @property
    def rooms(self) -> tuple[Room | None, ...]:
        return tuple(self.starts_in)

    @cached_property
    def room_set(self) -> frozenset[Room | None]:
        return frozenset(self.starts_in)

    @cached_property
    def starts(self) -> Starts:
        """All hours at which some room is left."""
        different = set(self.starts_in.values())
        return next(iter(different)) if len(different) == 1 else tuple(sorted(set().union(*different)))

    @cached_property
    def start_set(self) -> frozenset[Minute]:
        return frozenset(self.starts)

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

    # -- less of it -------------------------------------------------------------------------------------------------

    def only_at(self, allowed: Collection[Minute]) -> Domain:
        """What is left when it may begin at these minutes alone."""
        wanted, kept = frozenset(allowed), dict[int, Starts]()  # rooms mostly share one list of hours
        for starts in self.starts_in.values():
            if id(starts) not in kept:
                every = wanted.issuperset(starts)
                kept[id(starts)] = starts if every else tuple(start for start in starts if start in wanted)
        return self._with({room: kept[id(starts)] for room, starts in self.starts_in.items()})

    def only_in(self, allowed: Collection[Room | None]) -> Domain:
        """What is left when it may stand in these rooms alone; None among them: it may stand in no room."""
        return self._with({room: starts for room, starts in self.starts_in.items() if room in allowed})

    def required(self) -> Domain:
        """The same, of a session that must be held."""
        return Domain(self.session, self.starts_in, must_be_held=True)

    def without(self, gone: Iterable[Placement]) -> Domain:
        left = {room: dict.fromkeys(starts) for room, starts in self.starts_in.items()}
        for placement in gone:
            left[placement.room].pop(placement.start, None)
        return self._with({room: tuple(starts) for room, starts in left.items()})

    def confined_to(self, other: Domain, whole: Domain) -> Domain:
        """What is left of it within what another leaves of the whole, in each of its rooms the same hours."""
        left = self
        if len(other.starts_in) < len(whole.starts_in):
            left = left.only_in(other.starts_in)
        if len(other.starts) < len(whole.starts):
            left = left.only_at(other.start_set)
        return left.required() if other.must_be_held else left

    def _with(self, starts_in: Mapping[Room | None, Starts]) -> Domain:
        return Domain(self.session, starts_in, must_be_held=self.must_be_held)

    # -- what hard cases about the session leave of it --------------------------------------------------------------

    def narrowed(self, cases: Iterable[Case]) -> Domain:
        """What these cases, each of them about this session alone, leave of it."""
        domain = self
        for case in cases:
            encoded = domain.as_encoded(case)
            domain = domain.as_tried(case) if encoded is None else encoded
        return domain

    def as_encoded(self, case: Case) -> Domain | None:
        """What the encoding of the case leaves, when that is all that it says. None: it says more."""
        stand_in = _StandIn(self)
        try:
            case.encode(cast("Model", stand_in), stand_in.true)
        except _SaysMoreError:
            return None
        return stand_in.domain

    def as_tried(self, case: Case) -> Domain:
        """What the check of the case leaves: tried at each hour in one room, and in each room at one hour.

        The case finds fault with the hour and with the room, each by itself (see `SpeaksOfOneSession`).
        """
        domain = self.required() if case.breaches(Programme()) else self
        if not domain:
            return domain
        faults = {start: self._faults(case, start, self.rooms[0]) for start in self.starts}
        by_room = min(faults.values())  # how often the room alone breaks it
        domain = domain.only_at({start for start, number in faults.items() if number == by_room})
        first = domain.starts[0]
        return domain.only_in({room for room in domain.rooms if not self._faults(case, first, room)})

    def _faults(self, case: Case, start: Minute, room: Room | None) -> int:
        return len(case.breaches(Programme((Placement(self.session, start, room),))))


class _SaysMoreError(Exception):
    """A case asks for more than that hours and rooms are taken away."""


class _StandIn:
    """Stands in for the model, and for the decision of its one session, while a hard case is encoded.

    Its words take hours and rooms away; it has no others.
    """

    true: Any = object()

    def __init__(self, domain: Domain) -> None:
        self.domain = domain

    def __getitem__(self, session: Session) -> _StandIn:
        if session != self.domain.session:
            raise _SaysMoreError
        return self

    def __getattr__(self, name: str) -> Any:
        raise _SaysMoreError

    @property
    def starts(self) -> Starts:
        return self.domain.starts

    @property
    def rooms(self) -> frozenset[Room]:
        return frozenset(room for room in self.domain.rooms if room is not None)

    def require_held(self, on: Any) -> None:
        self._heard(on)
        self.domain = self.domain.required()

    def only_at(self, allowed: Collection[Minute], on: Any) -> None:
        self._heard(on)
        self.domain = self.domain.only_at(allowed)

    def only_in(self, allowed: Collection[Room | None], on: Any) -> None:
        self._heard(on)
        self.domain = self.domain.only_in(allowed)

    def _heard(self, on: Any) -> None:
        if on is not self.true:
            raise _SaysMoreError


class KnownDomains:
    """What cases leave of an unrestricted domain, also on days that share most of their things.

    Asked in trial after trial, so it is worked out once: a thing is known again by being the same object.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[object, Domain | None]] = {}  # with what keeps the things in being
        self._say_more: set[type[Case]] = set()
        self._unrestricted: dict[Hashable, tuple[object, Mapping[Session, Domain]]] = {}

    def unrestricted(self, conference: Conference, open_starts: Sequence[Minute]) -> Mapping[Session, Domain]:
        """For each session that is held, the domain of which nobody has said anything."""
        key = _mark(conference), tuple(map(id, conference.held)), id(open_starts)
        if key not in self._unrestricted:
            found = {s: Domain.unrestricted(conference, s, open_starts) for s in conference.held}
            self._unrestricted[key] = ((conference, open_starts), found)
        return self._unrestricted[key][1]

    def left(self, case: Case, conference: Conference, open_starts: Sequence[Minute]) -> Domain | None:
        """What the case leaves its session, when that is all that it says. None: it says more, or speaks of others."""
        if len(case.sessions) != 1 or type(case) in self._say_more:
            return None
        key = type(case), _mark(tuple(vars(case).values())), _mark(conference), id(open_starts)
        if key not in self._known:
            domain = Domain.unrestricted(conference, case.sessions[0], open_starts).as_encoded(case)
            self._known[key] = ((case, conference, open_starts), domain)
            if domain is None:
                self._say_more.add(type(case))  # others of the kind are written in the model too, which is as right
        return self._known[key][1]


def _mark(value: object) -> Hashable:
    """By what it is known again. A conference: by its parts, but for the sessions, of which the case has its own."""
    if isinstance(value, (int, str, bool, type(None))):
        return value
    if isinstance(value, (tuple, frozenset)):
        return tuple(map(_mark, value))
    if isinstance(value, Conference):
        return tuple(id(getattr(value, name)) for name in type(value).model_fields if name != "sessions")
    return id(value)
