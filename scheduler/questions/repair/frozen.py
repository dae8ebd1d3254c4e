"""Rules for what may not move: what a repair keeps by name, what has happened, all but a few sessions of a large day.

All of it is hard, and told like any other statement when it makes the repair impossible.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import ConfigDict, SkipValidation

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Group, Person, Room, Session
from scheduler.conference.programme import Edition, Placement, Programme
from scheduler.questions.difference import diaries
from scheduler.questions.repair.stay_rules import Staying, WasPlaced, place, same_room, stays
from scheduler.rules.rule import Breach, Case, Rule
from scheduler.text.lookup import find
from scheduler.text.sentence import NOTHING, Phrase, Sentence, marked, phrase
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


class KeepNamed(Staying):
    """What is kept by its name: a session, a group's meetings, a person's diary, what stands in a room and no more."""

    name: ClassVar[str] = "kept"
    sentence: ClassVar[str] = "What is to be kept stays where it is."
    single_session: ClassVar[bool] = True
    names: tuple[str, ...]

    def cases(self, conference: Conference) -> Iterator[Case]:
        olds = self.old_placements(conference)
        rooms = [room for name in self.names if (room := conference.room(name))]
        sessions = _sessions(self.names, conference, self.published)
        for session, old in olds.items():
            if old.room in rooms or session in sessions:
                yield StaysPut(conference, session, old, marked("is to be kept"))
        for room in rooms:
            for session in conference.held:
                if session.needs_room and (session not in olds or olds[session].room != room):
                    yield StaysOut(conference, session, room)


class KeepPast(Staying):
    """What began before `now` stays as it was, and nothing else begins before it."""

    name: ClassVar[str] = "happened"
    sentence: ClassVar[str] = "What has happened stays as it was."
    single_session: ClassVar[bool] = True
    now: Minute

    def cases(self, conference: Conference) -> Iterator[Case]:
        olds = self.old_placements(conference)
        for session in conference.held:
            old = olds.get(session)
            if old and old.start < self.now:
                yield StaysPut(conference, session, old, marked("has begun by then"))
            else:
                yield BeginsLater(conference, session, self.now)


class KeepUnmoved(Staying):
    """Nothing moves but what `found`, a repair that has been found, moves as well."""

    sentence: ClassVar[str] = "What need not move stays where it is."
    single_session: ClassVar[bool] = True
    found: Annotated[Programme, SkipValidation]

    def cases(self, conference: Conference) -> Iterator[Case]:
        for session, old in self.old_placements(conference).items():
            if stays(old, self.found.get(session)):
                yield StaysPut(conference, session, old, marked("need not move"))


def asked_for(published: Edition, keep: Collection[str], now: Minute | None) -> tuple[Rule, ...]:
    """What is to be kept, a rule for each name, and what has happened."""
    kept = tuple(KeepNamed(published=published, names=(name,)) for name in dict.fromkeys(keep))
    return kept if now is None else (*kept, KeepPast(published=published, now=now))


def asked_name(rule: Rule) -> str | None:
    """The name that such a rule keeps; None where it is about what has happened."""
    return rule.names[0] if isinstance(rule, KeepNamed) else None


class FixOthers(Rule):
    """All but the free sessions stay where they stand: for `scheduler.search.neighbourhood`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    sentence: ClassVar[str] = "All but a few sessions stay where they are."
    single_session: ClassVar[bool] = True
    programme: Annotated[Programme, SkipValidation]
    free: frozenset[str]

    @property
    def distinguishes_rooms(self) -> bool:
        return True

    def cases(self, conference: Conference) -> Iterator[Case]:
        for session, placement in self.programme.items():
            if session.name not in self.free:
                yield StaysPut(conference, session, placement, marked("is held in place"))


@dataclass(frozen=True)
class StaysPut(WasPlaced):
    why: str  # as it was marked

    def __str__(self) -> Phrase:
        where = place(self.conference, self.old)
        return Sentence("{session} stays {place}: it {why}.", session=self.session, place=where, why=phrase(self.why))

    def breaches(self, programme: Programme) -> list[Breach]:
        new, old = programme.get(self.session), self.old
        clock = self.conference.clock
        if new is None:
            differences = [Sentence("is dropped, not {place}", place=place(self.conference, old))]
        else:  # of the hour and of the room apart, as `SpeaksOfOneSession` has it
            differences = []
            if new.start != old.start:
                differences.append(Sentence("begins {at}, not {was}", at=clock.at(new.start), was=clock.at(old.start)))
            if not same_room(old, new):
                differences.append(_elsewhere(old, new))
        values = {"session": self.session, "why": phrase(self.why)}
        sentences = [Sentence("{session} {what}, though it {why}.", what=what, **values) for what in differences]
        return [Breach(sentence, 1, (self.session,)) for sentence in sentences]

    def encode(self, model: Model, on: Literal) -> None:
        decision = model[self.session]
        decision.require_held(on)
        decision.only_at((self.old.start,), on)
        decision.only_in((self.old.room,), on)


def _elsewhere(old: Placement, new: Placement) -> Sentence:
    if new.room is None:
        return Sentence("is in no room, not in {old}", old=old.room)
    if old.room is None:
        return Sentence("is in {new}, not in none", new=new.room)
    return Sentence("is in {new}, not in {old}", new=new.room, old=old.room)


@dataclass(frozen=True)
class StaysOut(Case):
    conference: Conference
    session: Session
    room: Room

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    def __str__(self) -> Phrase:
        return Sentence(
            "{session} does not come into {room}, which is to be kept as it is.", session=self.session, room=self.room
        )

    def breaches(self, programme: Programme) -> list[Breach]:
        new = programme.get(self.session)
        sentence = Sentence(
            "{session} comes into {room}, which is to be kept as it is.", session=self.session, room=self.room
        )
        return [Breach(sentence, 1, (self.session,))] if new and new.room == self.room else []

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

    def __str__(self) -> Phrase:
        now = self.conference.clock.text(self.now)
        return Sentence("{session} does not begin before {now}: that time has passed.", session=self.session, now=now)

    def breaches(self, programme: Programme) -> list[Breach]:
        new = programme.get(self.session)
        if new is None or new.start >= self.now:
            return []
        hours = {"at": self.conference.clock.at(new.start), "now": self.conference.clock.text(self.now)}
        sentence = Sentence("{session} begins {at}, and it is {now} already.", session=self.session, **hours)
        return [Breach(sentence, 1, (self.session,))]

    def encode(self, model: Model, on: Literal) -> None:
        later = [start for start in self.conference.starts(self.session) if start >= self.now]
        model[self.session].only_at(later, on)


def named(typed: str, conference: Conference, published: Edition) -> str:
    """The name of the session, room, group or person that is meant, to be kept as published.

    Raises LookupError with a sentence where there is none, or where it is gone from the day since.
    """
    if gone := _gone(typed.strip().casefold(), conference, published):
        raise LookupError(gone)
    things: dict[str, Session | Room | Group | Person] = {}
    for some in (conference.everybody, conference.groups, conference.rooms, conference.sessions):
        things.update({thing.name: thing for thing in some})
    return find(typed, things.values(), marked("session, room, group or person")).name


def kept_words(names: Iterable[str], conference: Conference, published: Edition) -> Iterator[Sentence]:
    """Of each name that does not say it by itself: what is kept, or that nothing is."""
    for name in names:
        if conference.room(name):
            continue
        sessions = _sessions_kept([name], conference, published)
        if not sessions and conference.person(name):
            yield Sentence("Nothing in the programme is for {name}, so nothing is kept for them.", name=name)
        elif not sessions:
            yield Sentence("{name} does not stand in the programme, so nothing is kept of it.", name=name)
        elif [session.name for session in sessions] != [name]:
            yield Sentence("Kept for {name}: {sessions}.", name=name, sessions=listing(sessions))


def _gone(folded: str, conference: Conference, published: Edition) -> Sentence:
    """That it cannot be kept, where this is the name of what the programme had and the day has not.

    Empty where it is not; or where a person, or a group that still meets, has the same name.
    """
    known = {thing.name: thing for thing in conference.sessions}
    rooms = {room.name for room in conference.rooms}
    people = {person.name for person in conference.everybody}
    for placement in published.programme.placements:
        name, room = placement.session.name, placement.room and placement.room.name
        elsewhere = name in rooms or name in people
        if name.casefold() == folded and not elsewhere and not _sessions_kept([name], conference, published):
            if name in known:
                return Sentence("{name} no longer takes place, so it cannot be kept.", name=name)
            return Sentence("{name} is no longer a session of the day, so it cannot be kept.", name=name)
        if room and room.casefold() == folded and room not in rooms:
            return Sentence("{room} is no longer a room of the day, so it cannot be kept.", room=room)
    return NOTHING


def _sessions_kept(names: Iterable[str], conference: Conference, published: Edition) -> list[Session]:
    """The sessions that these names keep."""
    sessions = _sessions(names, conference, published)
    olds = KeepNamed(published=published, names=()).old_placements(conference)
    return [session for session in olds if session in sessions]


def _sessions(names: Iterable[str], conference: Conference, published: Edition) -> set[Session]:
    """The sessions named, those of the groups named, and what is in the diaries of the people named."""
    found: set[Session] = set()
    for name in names:
        found.update(s for s in conference.held if s.name == name or any(g.name == name for g in s.groups))
        if person := conference.person(name):
            planned = diaries(published).get(name, {})
            found.update(conference.duties(person), (s for s in conference.held if s.name in planned))
    return found
