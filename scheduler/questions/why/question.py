"""The question as a statement about the day: that a session stands at an hour, in a room, beside another or not.

It is hard, and added to the day's own rules; what it costs is what the day then costs more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.questions.repair.drop_rules import NotDropped
from scheduler.rules.rule import Breach, Case, Rule
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


@dataclass(frozen=True)
class Question:
    """What is asked of a session. `at`, `rooms`: one of these; `not_at`: none of these. Nothing given: not asked.

    `beside`: it shares a minute with that session; `apart`: it shares none.
    """

    session: Session
    at: tuple[Minute, ...] = ()
    rooms: tuple[Room, ...] = ()
    not_at: tuple[Minute, ...] = ()
    beside: Session | None = None
    apart: Session | None = None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The question as hard rules, each of which also asks that the session is held."""
        found: list[Rule] = []
        if self.at or self.rooms or self.not_at:
            found.append(StandsAsAsked(session=self.session, at=self.at, rooms=self.rooms, not_at=self.not_at))
        found += [Beside(session=self.session, other=self.beside)] if self.beside else []
        found += [Beside(session=self.session, other=self.apart, beside=False)] if self.apart else []
        return tuple(found)

    @property
    def kinds(self) -> set[type[Rule]]:
        return {type(rule) for rule in self.rules}

    @property
    def contradiction(self) -> Sentence:
        """A sentence on what the question asks that cannot be on any day; empty when it can."""
        session = self.session
        if self.at and not set(self.at).difference(self.not_at):
            return Sentence("{session} cannot both stand and not stand at the same hour.", session=session)
        if self.beside and self.beside == self.apart:
            return Sentence(
                "{session} cannot both be at the same time as {other} and not.", session=session, other=self.beside
            )
        if self.rooms and not session.needs_room:
            return Sentence("{session} needs no room, and stands in none.", session=session)
        return NOTHING

    def text(self, conference: Conference) -> Phrase:
        """`at 13.55 in Zaal 4`, `at the same time as Wonen`, `neither at 15.00 nor at the same time as Wonen`."""
        clock = conference.clock
        parts: list[Phrase] = [clock.at(*self.at)] if self.at else []
        if self.rooms:
            rooms = listing(conference.names_of(self.rooms), "or")
            parts = [
                Sentence("{when} in {room}", when=parts[0], room=rooms)
                if parts
                else Sentence("in {rooms}", rooms=rooms)
            ]
        parts += [Sentence("at the same time as {session}", session=self.beside)] if self.beside else []
        days = [list(hours) for _, hours in groupby(sorted(self.not_at), clock.date)]
        never: list[Phrase] = [clock.at(*hours) for hours in days]
        never += [Sentence("at the same time as {session}", session=self.apart)] if self.apart else []
        if never:
            parts.append(_none_of(never))
        found: Phrase = parts[0] if parts else NOTHING
        for one in parts[1:]:
            found = Sentence("{one} and {other}", one=found, other=one)
        return found


def _none_of(never: Sequence[Phrase]) -> Sentence:
    """`not at 15.00`, `neither at 15.00 nor at the same time as Wonen`."""
    *front, last = never
    if not front:
        return Sentence("not {one}", one=last)
    found = front[0]
    for one in front[1:]:
        found = Sentence("{one} nor {other}", one=found, other=one)
    return Sentence("neither {one} nor {other}", one=found, other=last)


class StandsAsAsked(Rule):
    sentence: ClassVar[str] = "What is asked of a session's place."
    single_session: ClassVar[bool] = True
    session: Session
    at: tuple[Minute, ...] = ()
    rooms: tuple[Room, ...] = ()
    not_at: tuple[Minute, ...] = ()

    @property
    def named_rooms(self) -> tuple[Room, ...]:
        return self.rooms

    def cases(self, conference: Conference) -> Iterator[Case]:
        yield NotDropped(self.session)
        yield PlacedAsAsked(conference, self.session, self.at, self.rooms, self.not_at)


class Beside(Rule):
    sentence: ClassVar[str] = "What is asked of two sessions' hours."
    session: Session
    other: Session
    beside: bool = True

    def cases(self, conference: Conference) -> Iterator[Case]:
        yield NotDropped(self.session)
        yield NotDropped(self.other)
        yield Coincide(conference, self.session, self.other, self.beside)


@dataclass(frozen=True)
class PlacedAsAsked(Case):
    conference: Conference
    session: Session
    at: tuple[Minute, ...] = ()
    rooms: tuple[Room, ...] = ()
    not_at: tuple[Minute, ...] = ()

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    def __str__(self) -> Phrase:
        return Sentence("{session} {predicate}.", session=self.session, predicate=self.predicates[0])

    @property
    def predicates(self) -> tuple[str, ...]:
        question = Question(self.session, self.at, self.rooms, self.not_at)
        return (Sentence("stands {where}", where=question.text(self.conference)),)

    def breaches(self, programme: Programme) -> list[Breach]:
        placement = programme.get(self.session)
        wrong = self._wrong(placement) if placement else 0
        return [Breach(Sentence("It is asked that {demand}", demand=self), 1, (self.session,))] * wrong

    def _wrong(self, placement: Placement) -> int:
        """1 for the hour and 1 for the room, each by itself, as `SpeaksOfOneSession` has it."""
        elsewhere = bool(self.rooms) and placement.room not in self.rooms
        otherwise = (bool(self.at) and placement.start not in self.at) or placement.start in self.not_at
        return otherwise + elsewhere

    def encode(self, model: Model, on: Literal) -> None:
        decision = model[self.session]
        if self.at or self.not_at:
            wanted = set(self.at or decision.starts) - set(self.not_at)
            decision.only_at(wanted, on)
        if self.rooms:
            decision.only_in(set(self.rooms), on)


@dataclass(frozen=True)
class Coincide(Case):
    """`beside` False: they do not."""

    conference: Conference
    session: Session
    other: Session
    beside: bool

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session, self.other)

    def __str__(self) -> Phrase:
        if self.beside:
            return Sentence("{one} and {other} take place at the same time.", one=self.session, other=self.other)
        return Sentence("{one} and {other} do not take place at the same time.", one=self.session, other=self.other)

    def breaches(self, programme: Programme) -> list[Breach]:
        placed = programme.of(self.sessions)
        if len(placed) < 2 or placed[0].overlaps(placed[1]) == self.beside:
            return []
        return [Breach(Sentence("It is asked that {demand}", demand=self), 1, self.sessions)]

    def encode(self, model: Model, on: Literal) -> None:
        coincide = model.overlap(self.session, self.other)
        if not self.beside:
            model.imply(on, ~coincide)
            return
        dropped = [~model[session].held for session in self.sessions]
        model.imply_any(on, [coincide, *dropped])  # a session that is not placed breaks nothing
