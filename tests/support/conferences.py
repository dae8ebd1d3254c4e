"""Small conferences for Hypothesis, and brute force over all their programmes: the oracle of every rule.

The conferences cover every field of the day file, also unequal lengths, two days, walking, availability and online
sessions, but stay so small that all programmes can be listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import prod
from typing import Any

from hypothesis import strategies as st

from scheduler.conference.clock import DAY, Clock, Span
from scheduler.conference.conference import (
    Conference,
    Day,
    Group,
    Kind,
    Person,
    Role,
    Room,
    Round,
    Seat,
    Session,
    Track,
    Walking,
)
from scheduler.conference.programme import Placement, Programme
from tests.support.absence import without
from tests.support.small import FIRST
from tests.support.tape import BLOCK, Tape, Thing

MOST_PROGRAMMES = 700
NAMES = ["Anna", "Bob", "Carla", "Dirk"]
CITIES = ["Delft", "Ede", ""]
FEATURES = ["stage", "screen"]
HOURS = [540, 570, 600, 645, 660, 690, 720]  # 9:00 to 12:00
LENGTHS = [30, 45, 60, 90]


def programmes(conference: Conference) -> Iterator[Programme]:
    """Every programme there is: each session dropped, or at any of its starts in any of its places."""
    for placements in product(*(choices(conference, session) for session in conference.held)):
        yield Programme(tuple(placement for placement in placements if placement is not None))


def choices(conference: Conference, session: Session) -> list[Placement | None]:
    """Dropped (None), or each placement that one could think of."""
    return [
        None,
        *(
            Placement(session, start, room)
            for start in conference.starts(session)
            for room in conference.places(session)
        ),
    ]


def how_many(conference: Conference) -> int:
    """How many programmes brute force would list."""
    return prod(len(choices(conference, session)) for session in conference.held)


@st.composite
def conferences(draw: st.DrawFn, most: int = MOST_PROGRAMMES, *, talks: bool | None = None) -> Conference:
    """A conference with no more than `most` programmes: one or two days, up to four sessions, up to three rooms.

    Half of them are busy, with groups that meet side by side: most rules have little to say of the others. One in
    eight has tracks, and mostly their talks; then its days have rounds with slots. `talks`: all have, or none.
    """
    tape = Tape(more=lambda: draw(BLOCK))
    talks = tape.below(8) == 7 if talks is None else talks
    busy = tape.either
    number_of_days = tape.among(1, 1, 1, 2)
    clock = Clock(FIRST, several_days=number_of_days > 1)
    days = tuple(_day(tape, number, talks) for number in range(number_of_days))
    rooms = _rooms(tape, number_of_days)
    if talks:
        rooms = tuple(room.model_copy(update={"rounds_rather_not": _weighed(tape, ROUNDS)}) for room in rooms)
    walking = _walks(tape)
    people = tuple(_person(tape, name, number_of_days) for name in NAMES[: tape.whole(1, 4)])
    groups = _groups(tape, people, busy)
    tracks = _tracks(tape, rooms, people) if talks else ()
    sessions: list[Session] = []
    left = most
    for number in range(tape.whole(2 if busy else 1, 4)):
        session = _session(tape, f"session {number + 1}", number_of_days, rooms, groups, people, busy)
        if talks and tape.below(5) < 4:
            session = _talk(tape, session, tracks, days, rooms)
        probe = Conference(title="probe", clock=clock, days=days, rooms=rooms, sessions=(session,))
        starts = probe.starts(session)
        room_choices = len(probe.places(session))
        affordable = (left - 1) // max(1, room_choices)
        if session.held and affordable < 1:
            break
        if session.held and len(starts) > affordable:
            chosen = tape.a_few(starts, affordable)
            session = session.model_copy(update={"starts": tuple(sorted(chosen))})
            starts = session.starts or ()
        if session.held:
            left //= 1 + len(starts) * room_choices
        sessions.append(session)
    conference = Conference(
        title="A small day",
        clock=clock,
        days=days,
        rooms=rooms,
        walking=walking,
        groups=groups,
        people=people,
        tracks=tracks,
        sessions=tuple(sessions),
    )
    return without(conference, people[-1].name) if tape.among(False, False, False, True) else conference


ROUNDS = ("round 1", "round 2")


def _weighed(tape: Tape, names: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Some of these, each with how much it counts; mostly one."""
    return tuple((name, tape.among(1, 2, 0, 5)) for name in tape.a_few(names, 2, least=0))


def _tracks(tape: Tape, rooms: tuple[Room, ...], people: tuple[Person, ...]) -> tuple[Track, ...]:
    similar = tape.among(0, 1, 3)
    return tuple(
        Track(
            name=name,
            chairs=tape.a_few(people, 2, least=0),
            rounds_rather_not=_weighed(tape, ROUNDS),
            rooms_rather_not=_weighed(tape, [room.name for room in rooms]),
            similar=((other, similar),) if similar else (),
        )
        for name, other in (("Water", "Klimaat"), ("Klimaat", "Water"))
    )


def _talk(
    tape: Tape, session: Session, tracks: tuple[Track, ...], days: tuple[Day, ...], rooms: tuple[Room, ...]
) -> Session:
    """The session as the talk of a track, with what it says else of its people and hours."""
    cut = [round_ for day in days for round_ in day.rounds if round_.slots]
    slots = min(tape.among(1, 1, 1, 2), max(round_.slots or 1 for round_ in cut))
    shortest = min(round_.shortest_slot for round_ in cut if (round_.slots or 0) >= slots)
    update: dict[str, Any] = {
        "track": tape.among(*tracks),
        "kind": Kind.TALK,
        "slots": slots,
        "minutes": slots * shortest,
        "order": tape.among(None, None, 1, 2, 3),
        "zone": tape.among("", "", "Asia/Singapore", "GMT-7"),
        "rounds_rather_not": _weighed(tape, ROUNDS),
        "rooms_rather_not": _weighed(tape, [room.name for room in rooms]),
        "starts": None,
        "rounds": tape.among(None, None, None, *((name,) for name in ROUNDS)),
        "windows": session.windows if tape.below(4) == 3 else None,
        "needs_room": True,
    }
    return session.model_copy(update=update)


def _day(tape: Tape, number: int, talks: bool) -> Day:
    shift = DAY * number
    hours = Span(540 + shift, tape.among(690, 720, 780) + shift)
    if not talks and tape.either:
        step = tape.among(45, 60, 75, 3)  # 3: so many starts that they are no literals of their own
        return Day(date=Clock(FIRST).date(shift), hours=hours, step=step)
    slots = tape.among((2, 2), (2, 1), (1, 2), (3, 2)) if talks else (None, None)
    first = Round(name="round 1", span=Span(540 + shift, 600 + shift), slots=slots[0])
    second = Round(name="round 2", span=Span(tape.among(600, 610, 630) + shift, 690 + shift), slots=slots[1])
    return Day(
        date=Clock(FIRST).date(shift),
        hours=hours,
        rounds=(first, second)[: tape.whole(1, 2)],
        step=tape.among(None, 60),
    )


def _rooms(tape: Tape, number_of_days: int) -> tuple[Room, ...]:
    if tape.whole(0, 5) == 0:
        return tuple(Room(name=f"door {n}", capacity=2, pool="Breakout") for n in (1, 2))
    rooms = tuple(
        Room(
            name=name,
            capacity=tape.among(None, 0, 1, 2, 3, 5),
            features=frozenset(tape.a_few(FEATURES, 2, least=0)),
            building=tape.among("Stadhuis", "Patronaat"),
            closed=_spans(tape, number_of_days, 0, 1),
            online=tape.among(False, False, False, True),
        )
        for name in ["Zaal 1", "Zaal 2", "Zaal 3"][: tape.whole(1, 3)]
    )
    if len(rooms) > 1 and tape.whole(0, 2) == 0:  # the last is the others with the wall open, or holds the first
        of = tuple(room.name for room in rooms[:-1])
        parts = tuple(room.model_copy(update={"online": False, "building": "Stadhuis"}) for room in rooms)
        return (*parts[:-1], parts[-1].model_copy(update={"consists_of": of}))
    return rooms


def _walks(tape: Tape) -> Walking:
    between = tape.among(None, 10, 30)
    return Walking(
        within=tape.among(0, 0, 10),
        between={frozenset(("Stadhuis", "Patronaat")): between} if between else {},
    )


def _span(tape: Tape, number_of_days: int) -> Span:
    shift = DAY * tape.whole(0, number_of_days - 1)
    start = tape.among(*HOURS[:-1])
    end = tape.among(*(hour for hour in HOURS if hour > start), 780, 840)
    return Span(start + shift, end + shift)


def _spans(tape: Tape, number_of_days: int, least: int, most: int) -> tuple[Span, ...]:
    return tuple(_span(tape, number_of_days) for _ in range(tape.whole(least, most)))


def _person(tape: Tape, name: str, number_of_days: int) -> Person:
    present = None if tape.either else _spans(tape, number_of_days, 1, 2)
    named = tape.a_few(("Europa", "Wonen", "session 1", "session 2"), 2, least=0) if tape.either else ()
    wishes = tuple((wished, tape.among(None, 0, 1, 5)) for wished in named)
    return Person(name=name, organisation=tape.among(*CITIES), present=present, guest=tape.either, wishes=wishes)


def _groups(tape: Tape, people: tuple[Person, ...], busy: bool) -> tuple[Group, ...]:
    groups = []
    for name in ["Europa", "Wonen", "Fysiek"][: tape.whole(2 if busy else 0, 3)]:
        offered = [Seat(person=person, role=role) for person in people for role in Role]
        seats = tape.a_few(offered, 4, least=tape.among(0, 1, 2, 3))
        groups.append(
            Group(
                name=name,
                kind="pillar" if name == "Fysiek" else tape.among("theme group", "board"),
                pillars=("Fysiek",) if name != "Fysiek" and (busy if tape.either else tape.either) else (),
                seats=seats,
                size=tape.among(None, None, 4),
            )
        )
    return tuple(groups)


def _whose(tape: Tape, groups: tuple[Group, ...], busy: bool) -> tuple[Group, ...]:
    """Whose meeting it is: one group's or two groups', sometimes nobody's."""
    if not groups:
        return ()
    if busy or tape.among(True, True, False):
        return tape.a_few(groups, 1)
    return tape.a_few(groups, 2, least=0)


def _session(
    tape: Tape,
    name: str,
    number_of_days: int,
    rooms: tuple[Room, ...],
    groups: tuple[Group, ...],
    people: tuple[Person, ...],
    busy: bool,
) -> Session:
    def some(things: Sequence[Thing], most: int = 2) -> tuple[Thing, ...]:
        return () if not things or tape.either else tape.a_few(things, most)

    online = tape.among(False, False, False, False, True)
    clock = Clock(FIRST)
    starts = [hour + DAY * day for day in range(number_of_days) for hour in HOURS[:5]]
    pooled = bool(rooms[0].pool)
    kind = tape.among(Kind.MEETING, Kind.MEETING, *Kind)
    signs_up = not kind.is_common and tape.whole(0, 3) == 0
    return Session(
        name=name,
        kind=kind,
        **(_places(tape, people) if signs_up else {}),
        minutes=tape.among(*LENGTHS),
        groups=_whose(tape, groups, busy),
        invited=some(groups, 1),
        starts=None if tape.either else tape.a_few(starts, 3),
        rounds=tape.among(None, None, None, (), ("round 1",), ("round 1", "round 2")),
        windows=None if tape.either else _spans(tape, number_of_days, 1, 2),
        days=tape.among(None, None, (FIRST,), (clock.date(DAY),)) if number_of_days > 1 else None,
        needs_room=tape.among(True, False) if online else tape.among(True, True, True, True, True, False),
        rooms=(some(rooms) or None) if not pooled else None,
        features=frozenset(some(FEATURES)),
        tags=tape.a_few(("AI", "begin"), 2, least=0),
        expected=tape.among(None, None, 1, 3, 6),
        speakers=some(people, 1),
        hosts=some(people, 1),
        required=some(people, 2),
        required_groups=some(groups, 1),
        open=tape.either,
        online=online,
        held=tape.among(True, True, True, True, True, False),
        optional=tape.either,
        price=tape.among(1, 10),
    )


def _places(tape: Tape, people: tuple[Person, ...]) -> dict[str, Any]:
    """Who has a place, and who waits for one; sometimes the number alone."""
    signed_up = tape.a_few(people, 2, least=0)
    waiting = [person for person in people if person not in signed_up and tape.either]
    places = tape.among(None, 2, 3)
    return {"places": places, "signed_up": tape.among(signed_up, signed_up, None), "waiting": tuple(waiting)}


def best(conference: Conference, cost: Callable[[Programme], int | None]) -> int | None:
    """The least cost over all programmes; a cost of None is a programme that is not allowed. None: there is none."""
    return min((found for found in map(cost, programmes(conference)) if found is not None), default=None)
