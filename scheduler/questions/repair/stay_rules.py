"""Rules for what a repair wishes before all else: that people and sessions stay where they were.

Four rules, in this order: as few people affected as can be (`scheduler.questions.difference` says what that means), as
few sessions moved, as little between the old hours and the new, as few in another room. They hold a programme against
the one that has gone out.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import ConfigDict, SkipValidation

from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.programme import Edition, Placement, Programme
from scheduler.questions.difference import diaries, moved_to
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class Staying(Rule):
    """A rule that holds a programme against the one that has gone out."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    published: Annotated[Edition, SkipValidation]

    @property
    def distinguishes_rooms(self) -> bool:
        """People have been told the door."""
        return True

    def old_placements(self, conference: Conference) -> dict[Session, Placement]:
        """Where each session that still takes place has stood, in minutes and rooms of the day as it is now.

        The session of the placement stays the old one, which may have lasted longer. So does a room that is gone.
        """
        sessions = {session.name: session for session in conference.held}
        found = {}
        for placement in self.published.programme.placements:
            if session := sessions.get(placement.session.name):
                start = moved_to(self.published, conference, placement).start
                room = placement.room and (conference.room(placement.room.name) or placement.room)
                found[session] = Placement(placement.session, start, room)
        return found


class DiariesStay(Staying):
    sentence: ClassVar[str] = "Nobody has to change anything in their diary."

    def cases(self, conference: Conference) -> Iterator[Case]:
        olds = self.old_placements(conference)
        sessions = {session.name: session for session in conference.held}
        before = diaries(self.published)
        alike: dict[tuple[frozenset[Session], frozenset[Session], bool], list[Person]] = {}
        for person in conference.people:
            diary = before.get(person.name, {})
            kept = frozenset(sessions[name] for name in diary if name in sessions)
            called = frozenset(session for session in conference.duties(person) if session.name not in diary)
            # What is gone, or no longer as long as it was, changes their day whatever becomes of the rest.
            upset = len(kept) < len(diary) or any(olds[s].session.minutes != s.minutes for s in kept)
            if kept or called or upset:
                alike.setdefault((kept, called, upset), []).append(person)
        for (kept, called, upset), people in alike.items():
            new = tuple(session for session in sessions.values() if session in called)
            yield DiaryStays(tuple(people), {s: olds[s] for s in sessions.values() if s in kept}, new, upset)


@dataclass(frozen=True)
class DiaryStays(AmountCase):
    """`planned`: what is in the diaries of these people. `called`: where they are needed without having planned it.

    `upset`: something in their diary has changed already, before anything is moved.
    """

    people: tuple[Person, ...]
    planned: Mapping[Session, Placement]
    called: tuple[Session, ...]
    upset: bool

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(self.planned)

    @property
    def depends_on(self) -> tuple[Session, ...]:
        return (*self.planned, *self.called)

    def __str__(self) -> Phrase:
        if len(self.people) == 1:
            return Sentence("{person} needs to change nothing.", person=self.people[0])
        return Sentence("{people} need to change nothing.", people=listing(self.people))

    def breaches(self, programme: Programme) -> list[Breach]:
        moved = [session for session, old in self.planned.items() if not stays(old, programme.get(session))]
        changed = [*moved, *(session for session in self.called if session in programme)]
        if not (changed or self.upset):
            return []
        why: Phrase = listing(changed) if changed else Sentence("a session that is not as it was")
        return [
            Breach(
                Sentence("{person} has to change something: {why}.", person=person, why=why),
                1,
                tuple(changed),
                (person,),
            )
            for person in self.people
        ]

    def cost(self, model: Model) -> Amount:
        if self.upset:
            return len(self.people)
        changed = [~_staying(model, session, old) for session, old in self.planned.items()]
        changed += [model[session].held for session in sorted(self.called, key=lambda session: session.name)]
        return len(self.people) * model.any_of(changed)


class FewPeopleAffected(Staying):
    """Hard: no more than `most` people are affected."""

    name: ClassVar[str] = "at_most_people"
    sentence: ClassVar[str] = "No more than so many people have to change something in their diary."
    most: int

    def cases(self, conference: Conference) -> Iterator[Case]:
        diaries_stay = DiariesStay(published=self.published).cases(conference)
        yield NoMoreAffected(tuple(case for case in diaries_stay if isinstance(case, DiaryStays)), self.most)


@dataclass(frozen=True)
class NoMoreAffected(Case):
    diaries: tuple[DiaryStays, ...]
    most: int

    def __str__(self) -> Phrase:
        people = count(self.most, "person", "people")
        return Sentence("No more than {people} have to change something in their diary.", people=people)

    def breaches(self, programme: Programme) -> list[Breach]:
        affected = sum(diary.amount(programme) for diary in self.diaries)
        people = count(affected, "person", "people")
        sentence = Sentence("{people} have to change something, not {most} at most.", people=people, most=self.most)
        return [Breach(sentence)] if affected > self.most else []

    def encode(self, model: Model, on: Literal) -> None:
        model.at_most(model.sum(diary.cost(model) for diary in self.diaries), self.most, on)


@dataclass(frozen=True)
class WasPlaced(Case):
    """A case about one session and where it has stood."""

    conference: Conference
    session: Session
    old: Placement

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)


class EachStays(Staying):
    """A case for each session that has stood somewhere and still takes place."""

    @abstractmethod
    def case(self, conference: Conference, session: Session, old: Placement) -> WasPlaced: ...

    def cases(self, conference: Conference) -> Iterator[Case]:
        for session, old in self.old_placements(conference).items():
            yield self.case(conference, session, old)


@dataclass(frozen=True)
class SessionStays(WasPlaced):
    """`if_held`: a session that is dropped does not break it, for that counts by itself."""

    if_held: bool = False

    def __str__(self) -> Phrase:
        return Sentence("{session} stays {place}.", session=self.session, place=place(self.conference, self.old))

    def breaches(self, programme: Programme) -> list[Breach]:
        new = programme.get(self.session)
        if stays(self.old, new) or (new is None and self.if_held):
            return []
        was = place(self.conference, self.old)
        sentence = Sentence("{session} was {was} and is dropped.", session=self.session, was=was)
        if new:
            now = place(self.conference, new)
            sentence = Sentence("{session} was {was} and is now {now}.", session=self.session, was=was, now=now)
        return [Breach(sentence, 1, (self.session,))]

    def encode(self, model: Model, on: Literal) -> None:
        staying = _staying(model, self.session, self.old)
        if self.if_held:
            model.imply_any(on, [staying, ~model[self.session].held])
        else:
            model.imply(on, staying)

    def cost(self, model: Model) -> Amount:
        staying = _staying(model, self.session, self.old)
        return (model[self.session].held if self.if_held else 1) - staying


class HourStays(WasPlaced, AmountCase):
    """Counts the minutes from the old hour to the new; a session that is dropped counts for none."""

    def __str__(self) -> Phrase:
        hour = self.conference.clock.text(self.old.start)
        return Sentence("{session} stays near {hour}.", session=self.session, hour=hour)

    def breaches(self, programme: Programme) -> list[Breach]:
        new = programme.get(self.session)
        if new is None or new.start == self.old.start:
            return []
        minutes, clock = abs(new.start - self.old.start), self.conference.clock
        sentence = Sentence(
            "{session} is {at}, {minutes} from {hour}.",
            session=self.session,
            at=clock.at(new.start),
            minutes=count(minutes, "minute"),
            hour=clock.text(self.old.start),
        )
        return [Breach(sentence, minutes, (self.session,))]

    def cost(self, model: Model) -> Amount:
        decision = model[self.session]
        starts = decision.starts
        far = {start: abs(start - self.old.start) for start in starts}
        if len(starts) <= model.few:
            return model.sum(minutes * decision.starts_at(start) for start, minutes in far.items() if minutes)
        shift = model.new_number(0, max(far.values()))
        for minutes in (decision.start - self.old.start, self.old.start - decision.start):
            model.at_most(minutes, shift, decision.held)
        return shift


class RoomStays(WasPlaced):
    def __str__(self) -> Phrase:
        if self.old.room is None:
            return Sentence("{session} stays in no room.", session=self.session)
        return Sentence("{session} stays in {room}.", session=self.session, room=self.old.room)

    def breaches(self, programme: Programme) -> list[Breach]:
        new = programme.get(self.session)
        if new is None or same_room(self.old, new):
            return []
        rooms = {"new": new.room or Sentence("no room"), "old": self.old.room or Sentence("no room")}
        sentence = Sentence("{session} is in {new}, not in {old}.", session=self.session, **rooms)
        return [Breach(sentence, 1, (self.session,))]

    def encode(self, model: Model, on: Literal) -> None:
        model.imply_any(on, [_in_old_room(model, self.session, self.old), ~model[self.session].held])

    def cost(self, model: Model) -> Amount:
        return model[self.session].held - _in_old_room(model, self.session, self.old)


class SessionsStay(EachStays):
    """`apart`: sessions of which it counts elsewhere that they are dropped."""

    sentence: ClassVar[str] = "Sessions stay at the hour and in the room in which they were published."
    apart: Annotated[tuple[Session, ...], SkipValidation] = ()

    def case(self, conference: Conference, session: Session, old: Placement) -> WasPlaced:
        return SessionStays(conference, session, old, if_held=session in self.apart)


class HoursStay(EachStays):
    sentence: ClassVar[str] = "A session that has to move stays near its old hour."

    def case(self, conference: Conference, session: Session, old: Placement) -> WasPlaced:
        return HourStays(conference, session, old)


class RoomsStay(EachStays):
    sentence: ClassVar[str] = "A session that has to move stays in its old room."

    def case(self, conference: Conference, session: Session, old: Placement) -> WasPlaced:
        return RoomStays(conference, session, old)


def staying(published: Edition, tier: int, dropped_apart: tuple[Session, ...] = ()) -> tuple[Staying, ...]:
    """The four, as steps of this tier and of those after it. `dropped_apart`: see `SessionsStay`."""
    return (
        DiariesStay(published=published, weight=1, tier=tier),
        SessionsStay(published=published, weight=1, tier=tier + 1, apart=dropped_apart),
        HoursStay(published=published, weight=1, tier=tier + 2),
        RoomsStay(published=published, weight=1, tier=tier + 3),
    )


def as_published(published: Edition, conference: Conference) -> Programme:
    """What of it still takes place, where it has stood: a programme to begin at, which may break rules."""
    olds = DiariesStay(published=published).old_placements(conference)
    return Programme(tuple(Placement(session, old.start, old.room) for session, old in olds.items()))


def stays(old: Placement, new: Placement | None) -> bool:
    """Whether the new placement is at the hour and in the room of the old one. Rooms are the same by name."""
    return new is not None and old.start == new.start and same_room(old, new)


def same_room(old: Placement, new: Placement) -> bool:
    """Whether both are in a room of the same name, or both in none."""
    return _room(old) == _room(new)


def place(conference: Conference, placement: Placement) -> Phrase:
    """`at 13.55 in Zaal 4`."""
    hour = conference.clock.at(placement.start)
    return Sentence("{when} in {room}", when=hour, room=placement.room) if placement.room else hour


def _room(placement: Placement) -> str | None:
    return placement.room.name if placement.room else None


def _in_old_room(model: Model, session: Session, old: Placement) -> Literal:
    """The session is held, in its old room."""
    decision = model[session]
    decision.make()
    for where in decision.places:
        names: list[str | None] = [room.name for room in where.rooms]
        if _room(old) in (names or [None]):
            return decision.held_in_place(where)
    return ~model.true


def _staying(model: Model, session: Session, old: Placement) -> Literal:
    """The session is held, at its old hour and in its old room."""
    return model.all_of([model[session].starts_at(old.start), _in_old_room(model, session, old)])
