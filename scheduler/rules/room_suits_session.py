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
            if any(case._faults(room) for room in (None, *conference.rooms)):  # noqa: SLF001 - its own case
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
    def predicates(self) -> tuple[str, ...]:
        session = self.session
        features = listing(sorted(session.features))
        none = "" if session.needs_room else ", or no room"
        if session.rooms is not None:
            rooms = listing(self.conference.names_of(session.rooms), "or") or "none of the rooms"
            return (f"stands in {rooms}{none}{f', and needs {features}' if features else ''}{self._odd()}",)
        kind = "an online room" if session.online else "a room"
        equipped = f" with {features}" if features else ""
        here = " that is not online" * (not session.online and any(room.online for room in self.conference.rooms))
        return (f"needs {kind}{equipped}{here}{none}",)

    def __str__(self) -> str:
        return f"{self.session} {self.predicates[0]}."

    def _odd(self) -> str:
        """What the day file asks that no room can be; who wants people in a room and online writes the link alone."""
        session = self.session
        if not session.rooms or any(room.online == session.online for room in session.rooms):
            return ""
        one = len(self.conference.names_of(session.rooms)) == 1
        if session.online:
            return f", though it is online and the {'room is' if one else 'rooms are'} not"
        return f", though only the {'room is' if one else 'rooms are'} online"

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(f"{self.session} {fault}.", 1, (self.session,))
            for placement in programme.of([self.session])
            for fault in self._faults(placement.room)
        ]

    def encode(self, model: Model, on: Literal) -> None:
        model[self.session].only_in({room for room in (None, *self.conference.rooms) if not self._faults(room)}, on)

    @cached_property
    def _allowed(self) -> frozenset[Room]:
        return frozenset(self.session.rooms or ())  # comparing rooms one by one would take long

    def _faults(self, room: Room | None) -> list[str]:
        """Everything that is wrong with standing in that room, or in none; empty when it suits."""
        session = self.session
        if room is None:
            return ["has no room"] if session.needs_room else []
        found = []
        if lacking := sorted(session.features - room.features):
            found.append(f"is in {room}, which has {listing(f'no {feature}' for feature in lacking)}")
        if session.rooms is not None and room not in self._allowed:
            allowed = listing(self.conference.names_of(session.rooms), "or")
            found.append(f"is in {room}, not in {allowed or 'any room that it may stand in'}")
        if room.online and not session.online:
            found.append(f"is in {room}, which is online, but {session} is not")
        if session.online and not room.online:
            found.append(f"is online, but stands in {room}")
        return found
