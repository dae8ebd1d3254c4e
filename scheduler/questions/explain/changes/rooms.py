"""Changes to rooms: which a session may have, how many they seat, when they are open, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product

from scheduler.conference.clock import DAY, Minute, Span, joined
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.questions.explain.change import Change, OpenHour, per_five
from scheduler.questions.explain.changes.places import equipped, otherwise_placed
from scheduler.questions.explain.edits import updated, with_fields, with_thing
from scheduler.questions.explain.requirements import Requirement, requirements
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import restricts, single_session
from scheduler.rules.rule import Case
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count, listing

OTHER_ROOM, NO_FEATURE, FEWER_PEOPLE, MORE_SEATS, OPENED = 10, 12, 25, 20, 15
SHORTER_WALK, ROOM_FOR_AN_HOUR, ROOM_FOR_THE_DAY = 25, 40, 55
_MOST_PARTS = 6  # of the time that a room is closed, each opened together with each other
_MOST_HOURS = 12  # on a grid with more hours than that, a room more is for the whole day


def of_rooms(problem: Problem, sessions: Sequence[Session]) -> Iterator[Change]:
    """Changes to rooms, and to what these sessions ask of a room."""
    conference = problem.conference
    # All that is asked of them, not what a cause names alone: with seats for that, something else may find too few.
    every = requirements(problem)
    asked = [r for r in every if set(r.sessions) & set(sessions)]
    alone = _of_each_alone(conference, every)
    for session in sessions:
        if session.needs_room:
            yield from _other_room(conference, session)
            yield from _fewer_people(conference, session, alone[session])
            yield from otherwise_placed(session)
    spans = [session.span(start) for session in sessions for start in conference.starts(session)]
    short = _seats_short(conference, sessions, alone)
    for room in conference.rooms:
        yield from _more_seats(room, short[room])
        yield from _opened(conference, room, spans)
    yield from equipped(conference, sessions)
    if len(sessions) > 1:
        yield from _shorter_walk(conference)
    in_rooms = [session for session in sessions if session.needs_room]
    if in_rooms:
        yield from _one_more(
            conference, _hours(conference, in_rooms, asked), _seats_needed(conference, in_rooms, asked)
        )


def _of(thing: Room | Session, sentence: str, asks: int, matter: str, **fields: object) -> Change:
    only_session = thing.name if isinstance(thing, Session) else ""
    apply = partial(_with, thing, fields)
    cumulative = matter in {"expected", "capacity"}
    target = "session" if isinstance(thing, Session) else "room"
    return Change(sentence, asks, (matter, thing.name), apply, only_session, target, cumulative)


def _with(thing: Room | Session, fields: Mapping[str, object], problem: Problem) -> Problem:
    return with_thing(problem, thing, **fields)


def _other_room(conference: Conference, session: Session) -> Iterator[Change]:
    for room in conference.rooms if session.rooms is not None else ():
        if room not in (session.rooms or ()):
            names = [*(r.name for r in session.rooms or ()), room.name]
            sentence = Sentence("Let {session} stand in {room} too.", session=session, room=room)
            apply = _with_rooms(session, names)
            yield Change(sentence, OTHER_ROOM, ("rooms", session.name), apply, session.name, "room")
    for feature in sorted(session.features):
        sentence = Sentence("Let {session} do without {feature}.", session=session, feature=feature)
        yield _of(session, sentence, NO_FEATURE, f"feature {feature}", features=session.features - {feature})


def _with_rooms(session: Session, names: Sequence[str]) -> Callable[[Problem], Problem]:
    return lambda problem: with_thing(
        problem, session, rooms=tuple(room for room in problem.conference.rooms if room.name in names)
    )


def _of_each_alone(conference: Conference, requirements: Iterable[Requirement]) -> dict[Session, list[Case]]:
    """The demands on each session by itself, on its hour or its room."""
    alone: dict[Session, list[Case]] = {session: [] for session in conference.held}
    for r in requirements:
        if r.rule and single_session(r.rule) and not r.must and len(r.sessions) == 1:
            alone.setdefault(r.sessions[0], []).append(r.case)
    return alone


def _fewer_people(conference: Conference, session: Session, cases: Sequence[Case]) -> Iterator[Change]:
    """As few people expected as one of the rooms seats, also with the seats that a rule keeps free there."""
    expected = conference.expected(session)
    every = {room.capacity for room in conference.rooms if room.capacity is not None}
    every.update(expected - short for room in conference.rooms for short in _short(conference, session, room, cases))
    for seats in sorted(every):
        if 0 < seats < expected:
            people = count(seats, "person", "people")
            sentence = Sentence(
                "Expect {people} at {session}, not {now}.", people=people, session=session, now=expected
            )
            yield _of(session, sentence, FEWER_PEOPLE + expected - seats, "expected", expected=seats)


def _short(conference: Conference, session: Session, room: Room, cases: Sequence[Case]) -> Iterator[int]:
    """The seats that each of these cases finds short in that room, at the session's first hour."""
    if room.capacity is None:
        return
    start = next(iter(conference.starts(session)), conference.days[0].hours.start)
    here = Programme((Placement(session, start, room),))
    roomy = Programme((Placement(session, start, updated(room, capacity=None)),))
    yield from (amount for case in cases if (amount := case.amount(here)) and not case.amount(roomy))


def _seats_short(
    conference: Conference, sessions: Sequence[Session], alone: Mapping[Session, Sequence[Case]]
) -> dict[Room, list[int]]:
    """By room, the seats that it is short for one of these, or for sessions that no room seats."""
    found: dict[Room, set[int]] = {room: set() for room in conference.rooms}
    for session, cases in alone.items():
        short = {room: set(_short(conference, session, room, cases)) for room in conference.rooms if session.needs_room}
        if session in sessions or all(short.values()):
            for room, amounts in short.items():
                found[room] |= amounts
    return {room: sorted(amounts) for room, amounts in found.items()}


def _more_seats(room: Room, short: Sequence[int]) -> Iterator[Change]:
    for seats in short:
        whole, more = (room.capacity or 0) + seats, count(seats, "more person", "more people")
        sentence = Sentence("Seat {more} in {room} ({whole} in all).", more=more, room=room, whole=whole)
        yield _of(room, sentence, MORE_SEATS + seats, "capacity", capacity=whole)


def _opened(conference: Conference, room: Room, spans: Sequence[Span]) -> Iterator[Change]:
    """For the time of one session, for that of several, or for all the time that it is closed."""
    whole = joined(room.closed)
    others = [s.span(start) for s in conference.held if s.needs_room for start in conference.starts(s)] if whole else []
    for closed in whole:
        own, further = _parts(closed, spans), _parts(closed, others)
        for part in sorted({*own, *_together(own, further, closed), closed}):
            left = [Span(closed.start, part.start), Span(part.end, closed.end)]
            rest = tuple(span for other in whole for span in (left if other == closed else [other]) if span.minutes)
            sentence = Sentence("Open {room} {hours}.", room=room, hours=conference.clock.stretch(part))
            asks = OPENED + per_five(part.minutes)
            apply = _with_closed(room, rest)
            yield Change(sentence, asks, ("closed", room.name, closed), apply, target="room", cumulative=part == closed)


def _parts(closed: Span, spans: Iterable[Span]) -> set[Span]:
    """The parts of these spans in which the room is closed."""
    return {Span(max(closed.start, span.start), min(closed.end, span.end)) for span in spans if span.overlaps(closed)}


def _together(own: Collection[Span], others: Collection[Span], closed: Span) -> Iterator[Span]:
    """From one to the end of another, so that one of their own is part of it; where they are many, to either end."""
    starts, ends = {part.start for part in others}, {part.end for part in others}
    if len(others) > _MOST_PARTS:
        starts, ends = {closed.start, *(part.start for part in own)}, {closed.end, *(part.end for part in own)}
    for start, end in product(starts, ends):
        if any(start <= part.start and part.end <= end for part in own):
            yield Span(start, end)


def _shorter_walk(conference: Conference) -> Iterator[Change]:
    """Fewer minutes on foot, where people are asked to walk faster, or were given more time than they need."""
    anywhere = Sentence("from room to room")
    ways: list[tuple[frozenset[str], str, int]] = [(frozenset(), anywhere, conference.walking.within)]
    for pair, minutes in conference.walking.between.items():
        ways.append((pair, Sentence("between {buildings}", buildings=listing(sorted(pair))), minutes))
    for pair, where, minutes in ways:
        for fewer in (*range(minutes - 5, 0, -5), *((0,) if minutes else ())):
            few = count(fewer, "minute")
            sentence = Sentence("Count {few} on foot {where}, not {now}.", few=few, where=where, now=minutes)
            asks = SHORTER_WALK + per_five(minutes - fewer)
            yield Change(sentence, asks, ("walk", pair), partial(_with_walk, pair, fewer))


def _with_walk(pair: frozenset[str], minutes: int, problem: Problem) -> Problem:
    walking = problem.conference.walking
    way = {"between": {**walking.between, pair: minutes}} if pair else {"within": minutes}
    return with_fields(problem, walking=updated(walking, **way))


def _with_closed(room: Room, closed: tuple[Span, ...]) -> Callable[[Problem], Problem]:
    return lambda problem: with_thing(problem, room, closed=closed)


def _hours(
    conference: Conference, sessions: Sequence[Session], requirements: Iterable[Requirement]
) -> tuple[Span, ...]:
    """When these sessions can be. Of those that begin together the longest: a room for that one serves each of them."""
    about_hours = [r for r in requirements if r.rule and restricts(r.rule) == "hours"]
    longest: dict[Minute, Span] = {}
    for session in sorted(sessions, key=lambda session: session.minutes):
        for start in conference.starts(session):
            alone = Programme((Placement(session, start),))
            if not any(r.sessions == (session,) and r.case.breaches(alone) for r in about_hours):
                longest[start] = session.span(start)
    return tuple(longest[start] for start in sorted(longest))


def _one_more(conference: Conference, spans: Sequence[Span], seats: Sequence[int]) -> Iterator[Change]:
    """A room that has everything, and as many seats as needed, for the time of one session or for the day."""
    everything = frozenset(feature for room in conference.rooms for feature in room.features)
    building = conference.rooms[0].building if conference.rooms else ""
    whole = Span(min(d.hours.start for d in conference.days) - DAY, max(d.hours.end for d in conference.days) + DAY)
    for open_, most in product((*spans, None) if len(spans) <= _MOST_HOURS else (None,), seats or (None,)):
        closed = () if open_ is None else (Span(whole.start, open_.start), Span(open_.end, whole.end))
        all_day = Sentence("for the day") if len(conference.days) == 1 else Sentence("for all days")
        when = all_day if open_ is None else OpenHour(conference.clock, open_)
        name = "Extra zaal" if conference.clock.language == "nl" else "Extra room"
        room = Room(name=name, capacity=most, features=everything, building=building, closed=closed)
        for number in (1, 2, 3):
            asks = number * (ROOM_FOR_THE_DAY if open_ is None else ROOM_FOR_AN_HOUR) + number * bool(
                seats and most != seats[0]
            )
            sentence, target = _added(number, most, when), "" if open_ is None else "when"
            apply = _with_rooms_more(room, number)
            yield Change(sentence, asks, ("one more room", open_), apply, target=target, cumulative=True)


def _added(number: int, seats: int | None, when: object) -> Sentence:
    """So many rooms more, up to three; `seats`: of each, where that matters."""
    if not seats:
        return (
            Sentence("Add one room {when}.", when=when),
            Sentence("Add two rooms {when}.", when=when),
            Sentence("Add three rooms {when}.", when=when),
        )[number - 1]
    return (
        Sentence("Add one room that seats {seats} {when}.", seats=seats, when=when),
        Sentence("Add two rooms that seat {seats} {when}.", seats=seats, when=when),
        Sentence("Add three rooms that seat {seats} {when}.", seats=seats, when=when),
    )[number - 1]


def _seats_needed(
    conference: Conference, sessions: Sequence[Session], requirements: Iterable[Requirement]
) -> tuple[int, ...]:
    """The seats that one more room must have for the one of these sessions that needs fewest, and for all of them.

    Empty when nothing that is demanded looks at seats.
    """
    alone = [r for r in requirements if r.rule and single_session(r.rule) and not r.must and len(r.sessions) == 1]
    needed: dict[Session, int] = {}
    for session in sessions:
        about = [r.case for r in alone if r.sessions == (session,)]
        start = next(iter(conference.starts(session)), conference.days[0].hours.start)

        def amount(seats: int | None, session: Session = session, start: int = start, about: list[Case] = about) -> int:
            room = Room(name="one more room", capacity=seats, features=session.features)
            return sum(case.amount(Programme((Placement(session, start, room),))) for case in about)

        expected = conference.expected(session)
        seats = expected + max(0, amount(expected) - amount(None))  # with what a rule keeps free
        needed[session] = seats if amount(0) > amount(None) == amount(seats) else 0
    return tuple(sorted({min(needed.values()), max(needed.values())})) if any(needed.values()) else ()


def _with_rooms_more(room: Room, number: int) -> Callable[[Problem], Problem]:
    def apply(problem: Problem) -> Problem:
        taken = {other.name for other in problem.conference.rooms}
        names = (room.name, *(f"{room.name} {k}" for k in range(2, 99)))
        free = (name for name in names if name not in taken)
        more = [room.model_copy(update={"name": next(free)}) for _ in range(number)]
        return with_fields(problem, rooms=(*problem.conference.rooms, *more))

    return apply
