"""A room suits its session: it has what is asked for, is one of the session's rooms, and is online just as the session.

Wanted by organisers and speakers: a talk with slides needs a beamer, the plenary the stage. What is online stands in no
hall, and what is not online in no link. A session that needs a room has one. One that needs none may stand in one all
the same, if it suits.

>>> from tests.support.small import broken, day
>>> halls = day(
...     sessions={"Europa": {"features": ["beamer"]}},
...     rooms={"Zaal 1": {"features": ["beamer"]}, "Zaal 2": {}, "Zoom": {"features": ["beamer"], "online": True}},
... )
>>> broken(RoomSuitsSession(), halls, "Europa 10:00 Zaal 1")
[]
>>> broken(RoomSuitsSession(), halls, "Europa 10:00 Zaal 2")
['Europa is in Zaal 2, which has no beamer.']
>>> broken(RoomSuitsSession(), halls, "Europa 10:00 Zoom")
['Europa is in Zoom, which is online, but Europa is not.']
>>> broken(RoomSuitsSession(), halls, "Europa 10:00")
['Europa has no room.']
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Self
from typing import Literal as OneOf

from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Programme
from scheduler.rules.rule import Breach, Case, Rule
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


class RoomSuitsSession(Rule):
    sentence: ClassVar[str] = "A room suits its session: features, allowed rooms, online or not."
    single_session: ClassVar[bool] = True
    waivable: ClassVar[bool] = False
    restricts: ClassVar[OneOf["rooms"]] = "rooms"

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(),)

    def cases(self, conference: Conference) -> Iterator[Case]:
        for session in self.of(conference.held):
            case = Suits(conference, session)
            if any(not case._suits(room) for room in (None, *conference.rooms)):  # noqa: SLF001 - its own case
                yield case


@dataclass(frozen=True)
class Suits(Case):
    conference: Conference
    session: Session

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def equivalence_key(self) -> Hashable:
        return (self.session.needs_room, self.session.rooms, self.session.features, self.session.online)

    @property
    def predicates(self) -> tuple[Phrase, ...]:
        session = self.session
        if session.rooms is not None:
            return (self._in_named_rooms(),)
        room = Sentence("an online room") if session.online else Sentence("a room")
        if session.features:
            room = Sentence("{room} with {features}", room=room, features=listing(sorted(session.features)))
        if not session.online and any(room.online for room in self.conference.rooms):
            room = Sentence("{room} that is not online", room=room)
        if not session.needs_room:
            room = Sentence("{room}, or no room", room=room)
        return (Sentence("needs {room}", room=room),)

    def __str__(self) -> Sentence:
        return Sentence("{session} {predicate}.", session=self.session, predicate=self.predicates[0])

    def _in_named_rooms(self) -> Phrase:
        session, names = self.session, self.conference.names_of(self.session.rooms or ())
        rooms: Phrase = listing(names, "or") or Sentence("none of the rooms")
        if not session.needs_room:
            rooms = Sentence("{room}, or no room", room=rooms)
        where = Sentence("stands in {rooms}", rooms=rooms)
        if session.features:
            where = Sentence("{where}, and needs {features}", where=where, features=listing(sorted(session.features)))
        if not session.rooms or any(room.online == session.online for room in session.rooms):
            return where
        # What no room can be; who wants people in a room and online writes the link alone.
        if session.online:
            return plural(
                len(names),
                "{where}, though it is online and the room is not",
                "{where}, though it is online and the rooms are not",
                where=where,
            )
        return plural(
            len(names),
            "{where}, though only the room is online",
            "{where}, though only the rooms are online",
            where=where,
        )

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(fault, 1, (self.session,))
            for placement in programme.of([self.session])
            if not self._suits(placement.room)
            for fault in self._faults(placement.room)
        ]

    def encode(self, model: Model, on: Literal) -> None:
        model[self.session].only_in({room for room in (None, *self.conference.rooms) if self._suits(room)}, on)

    @cached_property
    def _allowed(self) -> frozenset[Room]:
        return frozenset(self.session.rooms or ())  # comparing rooms one by one would take long

    def _suits(self, room: Room | None) -> bool:
        session = self.session
        if room is None:
            return not session.needs_room
        allowed = session.rooms is None or room in self._allowed
        return allowed and session.features <= room.features and room.online == session.online

    def _faults(self, room: Room | None) -> Iterator[Sentence]:
        """Everything that is wrong with standing in that room, or in none, when it does not suit."""
        session = self.session
        if room is None:
            yield Sentence("{session} has no room.", session=session)
            return
        if lacking := sorted(session.features - room.features):
            features = listing(Sentence("no {feature}", feature=feature) for feature in lacking)
            yield Sentence(
                "{session} is in {room}, which has {features}.", session=session, room=room, features=features
            )
        if session.rooms is not None and room not in self._allowed:
            allowed = self.conference.names_of(session.rooms)
            rooms = listing(allowed, "or") if allowed else Sentence("any room that it may stand in")
            yield Sentence("{session} is in {room}, not in {rooms}.", session=session, room=room, rooms=rooms)
        if room.online and not session.online:
            yield Sentence("{session} is in {room}, which is online, but {session} is not.", session=session, room=room)
        if session.online and not room.online:
            yield Sentence("{session} is online, but stands in {room}.", session=session, room=room)
