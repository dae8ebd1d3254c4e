"""A session stands at this hour, in this room, or both.

Wanted by whoever has printed the invitation, or has the minister at three and at no other hour. Of several hours or
rooms it takes one.

>>> from tests.support.small import broken, day, minute
>>> morning = day(sessions={"Europa": {}})
>>> (europa,), (zaal_1, _) = morning.sessions, morning.rooms
>>> broken(Pinned(session=europa, at=[minute("10:00")], room=[zaal_1]), morning, "Europa 10:00 Zaal 1")
[]
>>> broken(Pinned(session=europa, at=[minute("10:00")], room=[zaal_1]), morning, "Europa 11:30 Zaal 2")
['Europa is at 11.30, not at 10.00.', 'Europa is in Zaal 2, not in Zaal 1.']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import Field, model_validator

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Programme
from scheduler.rules.fields import Rooms, SessionName, Starts
from scheduler.rules.rule import Breach, Case, Rule
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph
from scheduler.text.wording import KeyName, listing

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


class Pinned(Rule):
    sentence: ClassVar[str] = "A session stands at this hour, in this room, or both."
    single_session: ClassVar[bool] = True
    session: SessionName = Field(description="the session that is pinned")
    at: Starts = Field(default=(), description="the hour at which it begins; of several, one")
    room: Rooms = Field(default=(), description="the room in which it stands; of several, one")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.at and not self.room:
            raise ValueError(
                Sentence(
                    "{session} is pinned to nothing; say `{at}`, `{room}` or both.",
                    session=self.session,
                    at=KeyName("at"),
                    room=KeyName("room"),
                )
            )
        return self

    @property
    def named_rooms(self) -> tuple[Room, ...]:
        return self.room

    def partial_relaxations(self, conference: Conference) -> Iterator[tuple[Phrase, Mapping[str, Any]]]:  # noqa: ARG002
        if self.at and self.room:
            yield Sentence("Pin {session} to its hour, but to no room.", session=self.session), {"room": ()}
            yield Sentence("Pin {session} to its room, but to no hour.", session=self.session), {"at": ()}

    def cases(self, conference: Conference) -> Iterator[Case]:
        if self.session.held and self.of([self.session]):
            yield PinnedTo(conference, self.session, self.at, self.room)


@dataclass(frozen=True)
class PinnedTo(Case):
    """A session with the hours and rooms to which it is pinned; `at` or `rooms` empty: it is pinned to none."""

    conference: Conference
    session: Session
    at: tuple[Minute, ...]
    rooms: tuple[Room, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def predicates(self) -> tuple[Phrase, ...]:
        return (Sentence("is pinned {where}", where=paragraph(self._hours(), self._in_rooms())),)

    def __str__(self) -> Sentence:
        return Sentence("{session} {predicate}.", session=self.session, predicate=self.predicates[0])

    def breaches(self, programme: Programme) -> list[Breach]:
        placement = programme.get(self.session)
        if placement is None:
            return []
        faults = []
        if self.at and placement.start not in self.at:
            when = self.conference.clock.at(placement.start)
            faults.append(
                Sentence("{session} is {when}, not {hours}.", session=self.session, when=when, hours=self._hours())
            )
        if self.rooms and placement.room not in self.rooms:
            faults.append(
                Sentence(
                    "{session} is in {room}, not {rooms}.",
                    session=self.session,
                    room=placement.room or Sentence("no room"),
                    rooms=self._in_rooms(),
                )
            )
        return [Breach(fault, 1, (self.session,)) for fault in faults]

    def encode(self, model: Model, on: Literal) -> None:
        if self.at:
            model[self.session].only_at(self.at, on)
        if self.rooms:
            model[self.session].only_in(set(self.rooms), on)

    def _hours(self) -> Phrase:
        return self.conference.clock.at(*self.at) if self.at else NOTHING

    def _in_rooms(self) -> Phrase:
        if not self.rooms:
            return NOTHING
        return Sentence("in {rooms}", rooms=listing(self.conference.names_of(self.rooms), "or"))
