"""What may go wrong on the day: somebody who leads or speaks falls out or is late, a room closes or opens late.

Each mishap makes another plan of the day. Who is late misses the first minutes after they should have arrived; the
rules then say what cannot stand. Who falls out is gone from every list, and what needed them goes on without, if it
can:

- a meeting of a group is led by another of its chairs or vice-chairs; with none of them it is dropped;
- a talk whose only speaker falls out is dropped; with other speakers, or as a meeting of a group, it goes on;
- what is for everyone, a plenary or the lunch of the board, goes on whoever is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import SkipValidation

from scheduler.conference.clock import DAY, Minute, Span, day_told, joined
from scheduler.conference.conference import Conference, Person, Role, Room, Session
from scheduler.conference.programme import Programme
from scheduler.questions.explain.edits import with_fields, with_thing
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import arrival_margin
from scheduler.rules.rule import Breach, Case, Rule
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count

if TYPE_CHECKING:
    from scheduler.model import Literal, Model
_NAMED = ("speakers", "hosts", "required", "signed_up", "waiting")  # what of a session names people


class PartOfDay(StrEnum):
    """What somebody or something is to the day; the values stand in JSON."""

    GUEST = "guest"
    CHAIR = "chair"
    SPEAKER = "speaker"
    HOST = "host"
    ROOM = "room"


_IN_WORDS = {
    PartOfDay.GUEST: Sentence("guest"),
    PartOfDay.CHAIR: Sentence("chair"),
    PartOfDay.SPEAKER: Sentence("speaker"),
    PartOfDay.HOST: Sentence("host"),
    PartOfDay.ROOM: Sentence("room"),
}


@dataclass(frozen=True)
class Mishap:
    """`late` None: they fall out, or the room closes; else by how many minutes, on the day of that date."""

    part: PartOfDay
    who: Person | Room
    late: int | None = None
    on: date | None = None

    def sentence(self, conference: Conference) -> Phrase:
        """`Jeroen Diepemaat (chair) falls out`, `Zaal 2 opens 30 minutes late`, with the date on several days."""
        part, is_room = _IN_WORDS[self.part], self.part is PartOfDay.ROOM
        if self.late is None and is_room:
            return Sentence("{room} closes", room=self.who)
        if self.late is None:
            return Sentence("{who} ({part}) falls out", who=self.who, part=part)
        minutes = count(self.late, "minute")
        if self.on is None or not conference.clock.several_days:
            if is_room:
                return Sentence("{room} opens {minutes} late", room=self.who, minutes=minutes)
            return Sentence("{who} ({part}) is {minutes} late", who=self.who, part=part, minutes=minutes)
        day = day_told(self.on)
        if is_room:
            return Sentence("{room} opens {minutes} late on {day}", room=self.who, minutes=minutes, day=day)
        return Sentence("{who} ({part}) is {minutes} late on {day}", who=self.who, part=part, minutes=minutes, day=day)


@dataclass(frozen=True)
class After:
    """The day after a mishap. `dropped`: what can no longer be held; `without`: what goes on without them.

    `led`: the names of those among `without` that another chair or vice-chair leads now.
    """

    problem: Problem
    dropped: tuple[Session, ...] = ()
    without: tuple[Session, ...] = ()
    led: frozenset[str] = frozenset()


def mishaps(conference: Conference, programme: Programme, late: int) -> Iterator[Mishap]:
    """Of everyone who leads, speaks or receives in this programme, and of every room that it uses."""
    for person in conference.people:
        if not (part := _part(conference, programme, person)):
            continue
        yield Mishap(part, person)
        duties = [*programme.of(conference.duties(person)), *programme.of(_led_by(conference, person))]
        for on in sorted({conference.day_of(duty.start).date for duty in duties}):
            yield Mishap(part, person, late, on)
    used = [(p, {p.room, *conference.parts(p.room)}) for p in programme.values() if p.room]
    for room in conference.rooms:
        if any(room in rooms for _, rooms in used):
            yield Mishap(PartOfDay.ROOM, room)
            for on in sorted({conference.day_of(p.start).date for p, rooms in used if room in rooms}):
                yield Mishap(PartOfDay.ROOM, room, late, on)


def after(problem: Problem, mishap: Mishap) -> After:
    """The day as it is after the mishap."""
    if isinstance(mishap.who, Room):
        conference = problem.conference
        shut = (
            Span(-DAY, _whole(conference).end + DAY)
            if mishap.late is None
            else _first_minutes(conference, mishap, None)
        )
        return After(Problem(conference, (*problem.rules, RoomShut.model_construct(room=mishap.who, shut=shut))))
    if mishap.late is None:
        return _without(problem, mishap.who)
    return After(with_thing(problem, mishap.who, present=_present_still(problem.conference, mishap.who, mishap)))


def harmless(problem: Problem, programme: Programme, mishap: Mishap) -> bool:
    """Whether somebody who is late is in time for all that has to do with them, so that no rule can tell."""
    conference, person = problem.conference, mishap.who
    if isinstance(person, Room) or mishap.late is None:
        return False
    theirs = {*conference.duties(person), *conference.wishes(person)}
    theirs.update(session for session in programme if session.kind.for_everyone or _sits_in(person, session))
    late = person.model_copy(update={"present": _present_still(conference, person, mishap)})
    spans = [placement.span for placement in programme.of(theirs)]
    early = max(map(arrival_margin, problem.rules), default=0)
    missed = _first_minutes(conference, mishap, person.present)
    if early and any(missed.overlaps(Span(p.start - early, p.start)) for p in programme.of(conference.duties(person))):
        return False  # some rule wants them before their session begins
    return all(late.can_be_there(span) or not person.can_be_there(span) for span in spans)


def _sits_in(person: Person, session: Session) -> bool:
    return any(person in group.roles for group in (*session.groups, *session.invited, *session.required_groups))


def _present_still(conference: Conference, person: Person, mishap: Mishap) -> tuple[Span, ...]:
    """When somebody who is late is there after all."""
    missed = _first_minutes(conference, mishap, person.present)
    return _without_span((_whole(conference),) if person.present is None else person.present, missed)


def _part(conference: Conference, programme: Programme, person: Person) -> PartOfDay | None:
    """None for somebody without whom every session goes on as it is."""
    why = {conference.needed(session)[person] for session in conference.duties(person) if session in programme}
    if person.guest and why:
        return PartOfDay.GUEST
    if "chairs" in why or any(session in programme for session in _led_by(conference, person)):
        return PartOfDay.CHAIR
    return PartOfDay.SPEAKER if "speaks at" in why else PartOfDay.HOST if "hosts" in why else None


def _led_by(conference: Conference, person: Person) -> list[Session]:
    """The sessions that this vice-chair leads, for want of a chair."""
    headless = [group for group in conference.groups if person in group.roles and not group.people(Role.CHAIR)]
    theirs = {group for group in headless if person in group.people(Role.VICE_CHAIR)}
    return [session for session in conference.held if theirs.intersection(session.groups)]


def _without(problem: Problem, person: Person) -> After:
    """The day without somebody: nobody sits, speaks, hosts or is required under this name any more."""
    conference = problem.conference
    dropped, without, led = [], [], set()
    for session in conference.held:
        leaders = conference.leaders(session)
        needed = person in conference.needed(session)
        if not needed and person not in leaders:
            continue
        leaderless = leaders == (person,)
        speechless = session.speakers == (person,) and not session.groups
        if (leaderless or speechless) and not session.kind.is_common:
            dropped.append(session)
        elif needed:
            without.append(session)
            if person in leaders and not leaderless:
                led.add(session.name)
    for group in conference.groups:
        if person in group.roles:
            now = next(one for one in problem.conference.groups if one.name == group.name)
            seats = tuple(seat for seat in now.seats if seat.person.name != person.name)
            problem = with_thing(problem, group, seats=seats)
    for session in conference.sessions:
        named = {field: getattr(session, field) or () for field in _NAMED}
        left = {f: tuple(p for p in people if p != person) for f, people in named.items() if person in people}
        if left or session in dropped:
            problem = with_thing(problem, session, **left, held=session.held and session not in dropped)
    people = tuple(other for other in problem.conference.people if other.name != person.name)
    return After(with_fields(problem, people=people), tuple(dropped), tuple(without), frozenset(led))


def _whole(conference: Conference) -> Span:
    """From midnight of the first day to the midnight after all that there can be."""
    starts = [start + session.minutes for session in conference.held for start in session.starts or ()]
    last = max([day.hours.end for day in conference.days] + starts)
    return Span(0, -(-last // DAY) * DAY)


def _first_minutes(conference: Conference, mishap: Mishap, present: tuple[Span, ...] | None) -> Span:
    """From the beginning of that day until they are there, or the room opens. `present` None: from the opening hour."""
    day = next(day for day in conference.days if day.date == mishap.on)
    expected: Minute = day.hours.start
    if present:
        windows = [window for window in present if window.start < day.hours.end and window.end > day.hours.start]
        expected = max(min((window.start for window in windows), default=expected), expected)
    return Span(conference.clock.minute(day.date), expected + (mishap.late or 0))


def _without_span(present: tuple[Span, ...], missed: Span) -> tuple[Span, ...]:
    """The stretches without that one."""
    parts = [Span(w.start, min(w.end, missed.start)) for w in present]
    parts += [Span(max(w.start, missed.end), w.end) for w in present]
    return joined(part for part in parts if part.start < part.end)


class RoomShut(Rule):
    """A room that cannot be used, whatever the day itself says of rooms that are closed."""

    sentence: ClassVar[str] = "Nothing stands in a room that cannot be used."
    room: Annotated[Room, SkipValidation]
    shut: Annotated[Span, SkipValidation]

    @property
    def distinguishes_rooms(self) -> bool:
        return True

    def cases(self, conference: Conference) -> Iterator[Case]:
        yield RoomStaysEmpty(conference, self.room, self.shut)


@dataclass(frozen=True)
class RoomStaysEmpty(Case):
    conference: Conference
    room: Room
    shut: Span

    def __str__(self) -> Phrase:
        return Sentence("{room} cannot be used.", room=self.room)

    def breaches(self, programme: Programme) -> list[Breach]:
        clock = self.conference.clock
        return [
            Breach(_is_there(p.session, self.room, clock.span(p.span)), 1, (p.session,))
            for p in programme.in_time_order
            if p.room and self.room in (p.room, *self.conference.parts(p.room)) and p.span.overlaps(self.shut)
        ]

    def encode(self, model: Model, on: Literal) -> None:
        for place in model.places:
            if any(self.room in (room, *self.conference.parts(room)) for room in place.rooms):
                model.keep_out(self.conference.held, place, self.shut, on)


def _is_there(session: Session, room: Room, hours: Phrase) -> Sentence:
    return Sentence("{session} is in {room}, {hours}.", session=session, room=room, hours=hours)
