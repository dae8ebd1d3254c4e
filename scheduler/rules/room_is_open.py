"""A room is used only while it is open.

Wanted by whoever runs the building: a room is let to others in the morning, or locked at five. A room that consists of
others is closed as well when one of these is. When weighted, a session counts once for each closing that it shares a
minute with; closings that adjoin are one.

>>> from tests.support.small import broken, day
>>> lunch = day(sessions={"Europa": {}}, rooms={"Zaal 2": {}, "Zaal 3": {"closed": ["13:00-15:00"]}})
>>> broken(RoomIsOpen(), lunch, "Europa 12:00 Zaal 3")
[]
>>> broken(RoomIsOpen(), lunch, "Europa 12:30 Zaal 3")
['Europa (12.30–13.30) stands in Zaal 3, which is closed from 13.00 to 15.00.']
>>> walls = {"Zaal 2": {}, "Zaal 3": {"closed": ["13:00-15:00"]}, "Hal": {"consists_of": ("Zaal 2", "Zaal 3")}}
>>> broken(RoomIsOpen(), day(sessions={"Europa": {}}, rooms=walls), "Europa 12:30 Hal")
['Europa (12.30–13.30) stands in Hal, which is closed with Zaal 3 from 13.00 to 15.00.']
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, Self

from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme, titled
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model
    from scheduler.model.decision import AlikeRooms


class RoomIsOpen(Rule):
    sentence: ClassVar[str] = "A room is used only while it is open."
    waivable: ClassVar[bool] = False

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(),)

    def cases(self, conference: Conference) -> Iterator[Case]:
        sessions = tuple(self.of(conference.held))
        closed: dict[tuple[str, Span], list[Room]] = {}
        for room in conference.rooms:
            for span in conference.closed(room):
                closed.setdefault((room.pool or room.name, span), []).append(room)
        for (_, span), rooms in closed.items() if sessions else ():
            yield RoomClosed(conference, tuple(rooms), span, sessions)


@dataclass(frozen=True)
class RoomClosed(AmountCase):
    """A stretch for which a room, or doors of one pool, cannot be used; one case for all sessions, which are many."""

    conference: Conference
    rooms: tuple[Room, ...]
    span: Span
    among: tuple[Session, ...]

    @property
    def depends_on(self) -> tuple[Session, ...]:
        return self.among

    @property
    def in_rooms(self) -> tuple[Room, ...]:
        return self.rooms

    def room_equivalence_key(self, model: Model) -> Hashable:
        held = (model.decisions[session] for session in self.among if session in model.decisions)
        matters = any(decision.starts_across(self.span) for decision in held if decision.places)
        return (RoomClosed, self.among, self.span) if matters else None

    @property
    def about(self) -> tuple[tuple[str, ...], ...]:
        names = self._names
        return (tuple(names),) if len(names) == 1 and not self._parts() else ()

    @property
    def _names(self) -> list[str]:
        return self.conference.names_of(self.rooms)

    def says_of(self, *about: Sequence[object]) -> Phrase:
        when = self.conference.clock.stretch(self.span)
        if len(about[0]) == 1:
            return Sentence("{rooms} is closed {when}", rooms=listing(about[0]), when=when)
        return Sentence("Each of {rooms} is closed {when}", rooms=listing(about[0]), when=when)

    def __str__(self) -> Phrase:
        names = self._names
        if self.about:
            return Sentence("{statement}.", statement=self.says_of(*self.about))
        rooms, when, parts = listing(names), self.conference.clock.stretch(self.span), self._parts()
        if not parts:
            return Sentence("{rooms} are closed {when}.", rooms=rooms, when=when)
        return plural(
            len(names),
            "{rooms} is closed with {parts} {when}.",
            "{rooms} are closed with {parts} {when}.",
            rooms=rooms,
            parts=listing(parts),
            when=when,
        )

    def breaches(self, programme: Programme) -> list[Breach]:
        # Most programmes have few placements there, or none, while the sessions are many.
        inside = [p for p in programme.placements if p.span.overlaps(self.span) and p.room in self._closed]
        return [
            Breach(partial(self._sentence, p), 1, (p.session,))
            for p in sorted((p for p in inside if p.session in self._turn), key=lambda p: self._turn[p.session])
        ]

    def _sentence(self, placement: Placement) -> Sentence:
        clock = self.conference.clock
        session, room, when = titled(clock, placement), placement.room, clock.stretch(self.span)
        if parts := self._parts():
            return Sentence(
                "{session} stands in {room}, which is closed with {parts} {when}.",
                session=session,
                room=room,
                parts=listing(parts),
                when=when,
            )
        return Sentence("{session} stands in {room}, which is closed {when}.", session=session, room=room, when=when)

    def _parts(self) -> list[Room]:
        """Of a room that consists of others: those of them that are closed then."""
        return [p for p in self.conference.parts(self.rooms[0]) if any(self.span.overlaps(s) for s in p.closed)]

    @cached_property
    def _closed(self) -> frozenset[Room]:
        return frozenset(self.rooms)  # comparing rooms one by one would take long

    @cached_property
    def _turn(self) -> dict[Session, int]:
        return {session: turn for turn, session in enumerate(self.among)}

    def encode(self, model: Model, on: Literal) -> None:
        for place in self._places(model):
            model.keep_out(self.among, place, self.span, on)

    def cost(self, model: Model) -> Amount:
        return model.sum(
            model.all_of([decision.starts_in(across), decision.held_in_place(place)])
            for decision in (model[session] for session in self.among)
            if (across := decision.starts_across(self.span))
            for place in self._places(model)
        )

    def _places(self, model: Model) -> list[AlikeRooms]:
        return [place for place in model.places if not self._closed.isdisjoint(place.rooms)]
