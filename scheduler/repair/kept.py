"""What a repair may not touch: what the organisers keep by name, and what has already happened.

All of it is hard, and told like any other statement when it makes the repair impossible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import SkipValidation

from scheduler.clock import Minute
from scheduler.conference import Conference, Group, Person, Room, Session
from scheduler.lookup import find
from scheduler.programme import Programme
from scheduler.repair.wishes import Staying, Stood, place, same_room, stays
from scheduler.rule import Breach, Case

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


class Kept(Staying):
    """`names`: of sessions, groups or people (their meetings), or rooms (all that stands there, and nothing else)."""

    sentence: ClassVar[str] = "What is to be kept stays where it is."
    narrows: ClassVar[bool] = True
    names: tuple[str, ...]

    def cases(self, conference: Conference) -> Iterator[Case]:
        stood = self.stood(conference)
        rooms = [room for name in self.names if (room := conference.room(name))]
        sessions = _sessions(self.names, conference)
        for session, old in stood.items():
            if old.room in rooms or session in sessions:
                yield StaysPut(conference, session, old, "is to be kept")
        for room in rooms:
            for session in conference.held:
                if session.needs_room and (session not in stood or stood[session].room != room):
                    yield StaysOut(conference, session, room)


class Happened(Staying):
    """What began before `now` stays as it was, and nothing else begins before it."""

    sentence: ClassVar[str] = "What has happened stays as it was."
    narrows: ClassVar[bool] = True
    now: Minute

    def cases(self, conference: Conference) -> Iterator[Case]:
        stood = self.stood(conference)
        for session in conference.held:
            old = stood.get(session)
            if old and old.start < self.now:
                yield StaysPut(conference, session, old, "has begun by then")
            else:
                yield BeginsLater(conference, session, self.now)


class Elsewhere(Staying):
    """Nothing moves but what `near`, a repair that has been found, moves as well."""

    sentence: ClassVar[str] = "What need not move stays where it is."
    narrows: ClassVar[bool] = True
    near: Annotated[Programme, SkipValidation]

    def cases(self, conference: Conference) -> Iterator[Case]:
        for session, old in self.stood(conference).items():
            if stays(old, self.near.get(session)):
                yield StaysPut(conference, session, old, "need not move")


@dataclass(frozen=True)
class StaysPut(Stood):
    why: str

    def __str__(self) -> str:
        return f"{self.session} stays {place(self.conference, self.old)}: it {self.why}."

    def breaches(self, programme: Programme) -> list[Breach]:
        new, old = programme.get(self.session), self.old
        clock, though = self.conference.clock, f"though it {self.why}"
        if new is None:
            told = [f"is dropped, not {place(self.conference, old)}"]
        else:  # of the hour and of the room apart, as `Rule.narrows` has it
            told = [f"begins {clock.at(new.start)}, not {clock.at(old.start)}"] if new.start != old.start else []
            if not same_room(old, new):
                told.append(f"is in {new.room or 'no room'}, not in {old.room or 'none'}")
        return [Breach(f"{self.session} {what}, {though}.", 1, (self.session,)) for what in told]

    def encode(self, model: Model, on: Literal) -> None:
        decision = model[self.session]
        decision.must_be_held(on)
        decision.only_at((self.old.start,), on)
        decision.only_in((self.old.room,), on)


@dataclass(frozen=True)
class StaysOut(Case):
    conference: Conference
    session: Session
    room: Room

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    def __str__(self) -> str:
        return f"{self.session} does not come into {self.room}, which is to be kept as it is."

    def breaches(self, programme: Programme) -> list[Breach]:
        new = programme.get(self.session)
        told = f"{self.session} comes into {self.room}, which is to be kept as it is."
        return [Breach(told, 1, (self.session,))] if new and new.room == self.room else []

    def encode(self, model: Model, on: Literal) -> None:
        others = [room for room in self.conference.places(self.session) if room != self.room]
        model[self.session].only_in(others, on)


@dataclass(frozen=True)
class BeginsLater(Case):
    conference: Conference
    session: Session
    now: Minute

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    def __str__(self) -> str:
        return f"{self.session} does not begin before {self.conference.clock.text(self.now)}: that time has passed."

    def breaches(self, programme: Programme) -> list[Breach]:
        new = programme.get(self.session)
        if new is None or new.start >= self.now:
            return []
        clock = self.conference.clock
        told = f"{self.session} begins {clock.at(new.start)}, and it is {clock.text(self.now)} already."
        return [Breach(told, 1, (self.session,))]

    def encode(self, model: Model, on: Literal) -> None:
        later = [start for start in self.conference.starts(self.session) if start >= self.now]
        model[self.session].only_at(later, on)


def named(typed: str, conference: Conference) -> str:
    """The name of the session, room, group or person that is meant. Raises LookupError with a sentence."""
    things: dict[str, Session | Room | Group | Person] = {}
    for some in (conference.people, conference.groups, conference.rooms, conference.sessions):
        things.update({thing.name: thing for thing in some})
    return find(typed, things.values(), "session, room, group or person").name


def _sessions(names: Iterable[str], conference: Conference) -> set[Session]:
    """The sessions named, those of the groups named, and those where the people named are needed."""
    found: set[Session] = set()
    for name in names:
        found.update(s for s in conference.held if s.name == name or any(g.name == name for g in s.groups))
        if person := conference.person(name):
            found.update(conference.duties(person))
    return found
