"""Small conferences for Hypothesis, and brute force over all their programmes: the oracle of every rule.

The conferences cover every field of the day file, also unequal lengths, two days, walking, availability and online
sessions, but stay so small that all programmes can be listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    Walking,
)
from scheduler.conference.programme import Placement, Programme
from tests.support.small import FIRST

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
def conferences(draw: st.DrawFn, most: int = MOST_PROGRAMMES) -> Conference:
    """A conference with no more than `most` programmes: one or two days, up to four sessions, up to three rooms.

    Half of them are busy, with groups that meet side by side: most rules have little to say of the others.
    """
    busy = draw(st.booleans())
    number_of_days = draw(st.sampled_from([1, 1, 1, 2]))
    clock = Clock(FIRST, several_days=number_of_days > 1)
    days = tuple(draw(_days(number)) for number in range(number_of_days))
    rooms = draw(_rooms(number_of_days))
    walking = draw(_walks())
    people = tuple(draw(_person(name, number_of_days)) for name in NAMES[: draw(st.integers(1, 4))])
    groups = draw(_groups(people, busy))
    sessions = []
    left = most
    for number in range(draw(st.integers(2 if busy else 1, 4))):
        session = draw(_session(f"session {number + 1}", number_of_days, rooms, groups, people, busy))
        probe = Conference(title="probe", clock=clock, days=days, rooms=rooms, sessions=(session,))
        starts = probe.starts(session)
        room_choices = len(probe.places(session))
        affordable = (left - 1) // max(1, room_choices)
        if session.held and affordable < 1:
            break
        if session.held and len(starts) > affordable:
            chosen = draw(st.lists(st.sampled_from(starts), min_size=1, max_size=affordable, unique=True))
            session = session.model_copy(update={"starts": tuple(sorted(chosen))})
            starts = session.starts or ()
        if session.held:
            left //= 1 + len(starts) * room_choices
        sessions.append(session)
    return Conference(
        title="A small day",
        clock=clock,
        days=days,
        rooms=rooms,
        walking=walking,
        groups=groups,
        people=people,
        sessions=tuple(sessions),
    )


@st.composite
def _days(draw: st.DrawFn, number: int) -> Day:
    shift = DAY * number
    hours = Span(540 + shift, draw(st.sampled_from([690, 720, 780])) + shift)
    if draw(st.booleans()):
        step = draw(st.sampled_from([45, 60, 75, 3]))  # 3: so many starts that they are no literals of their own
        return Day(date=Clock(FIRST).date(shift), hours=hours, step=step)
    first = Round(name="round 1", span=Span(540 + shift, 600 + shift))
    second = Round(name="round 2", span=Span(draw(st.sampled_from([600, 610, 630])) + shift, 690 + shift))
    return Day(
        date=Clock(FIRST).date(shift),
        hours=hours,
        rounds=(first, second)[: draw(st.integers(1, 2))],
        step=draw(st.sampled_from([None, 60])),
    )


@st.composite
def _rooms(draw: st.DrawFn, number_of_days: int) -> tuple[Room, ...]:
    if draw(st.integers(0, 5)) == 0:
        return tuple(Room(name=f"door {n}", capacity=2, pool="Breakout") for n in (1, 2))
    return tuple(
        Room(
            name=name,
            capacity=draw(st.sampled_from([None, 0, 1, 2, 3, 5])),
            features=draw(st.frozensets(st.sampled_from(FEATURES), max_size=2)),
            building=draw(st.sampled_from(["Stadhuis", "Patronaat"])),
            closed=tuple(draw(st.lists(_spans(number_of_days), max_size=1))),
            online=draw(st.sampled_from([False, False, False, True])),
        )
        for name in ["Zaal 1", "Zaal 2", "Zaal 3"][: draw(st.integers(1, 3))]
    )


@st.composite
def _walks(draw: st.DrawFn) -> Walking:
    between = draw(st.sampled_from([None, 10, 30]))
    return Walking(
        within=draw(st.sampled_from([0, 0, 10])),
        between={frozenset(("Stadhuis", "Patronaat")): between} if between else {},
    )


@st.composite
def _spans(draw: st.DrawFn, number_of_days: int) -> Span:
    shift = DAY * draw(st.integers(0, number_of_days - 1))
    start = draw(st.sampled_from(HOURS[:-1]))
    end = draw(st.sampled_from([hour for hour in HOURS if hour > start] + [780, 840]))
    return Span(start + shift, end + shift)


@st.composite
def _person(draw: st.DrawFn, name: str, number_of_days: int) -> Person:
    present = draw(st.none() | st.lists(_spans(number_of_days), min_size=1, max_size=2).map(tuple))
    return Person(name=name, organisation=draw(st.sampled_from(CITIES)), present=present, guest=draw(st.booleans()))


@st.composite
def _groups(draw: st.DrawFn, people: tuple[Person, ...], busy: bool) -> tuple[Group, ...]:
    groups = []
    for name in ["Europa", "Wonen", "Fysiek"][: draw(st.integers(2 if busy else 0, 3))]:
        seats = draw(
            st.lists(
                st.builds(Seat, person=st.sampled_from(people), role=st.sampled_from(list(Role))),
                min_size=draw(st.sampled_from([0, 1, 2, 3])),
                max_size=4,
                unique_by=lambda seat: (seat.person.name, seat.role),
            )
        )
        groups.append(
            Group(
                name=name,
                kind="pillar" if name == "Fysiek" else draw(st.sampled_from(["theme group", "board"])),
                pillars=("Fysiek",) if name != "Fysiek" and draw(st.booleans() | st.just(busy)) else (),
                seats=tuple(seats),
                size=draw(st.sampled_from([None, None, 4])),
            )
        )
    return tuple(groups)


def _whose(groups: tuple[Group, ...], busy: bool) -> st.SearchStrategy[tuple[Group, ...]]:
    """Whose meeting it is: one group's or two groups', sometimes nobody's."""
    if not groups:
        return st.just(())
    one = st.sampled_from(groups).map(lambda group: (group,))
    if busy:
        return one
    return st.one_of(one, one, st.lists(st.sampled_from(groups), max_size=2, unique=True).map(tuple))


@st.composite
def _session(
    draw: st.DrawFn,
    name: str,
    number_of_days: int,
    rooms: tuple[Room, ...],
    groups: tuple[Group, ...],
    people: tuple[Person, ...],
    busy: bool,
) -> Session:
    def some(things: tuple[Any, ...], most: int = 2) -> tuple[Any, ...]:
        if not things or draw(st.booleans()):
            return ()
        return tuple(draw(st.lists(st.sampled_from(things), min_size=1, max_size=most, unique=True)))

    online = draw(st.sampled_from([False, False, False, False, True]))
    clock = Clock(FIRST)
    starts = [hour + DAY * day for day in range(number_of_days) for hour in HOURS[:5]]
    pooled = bool(rooms[0].pool)
    return Session(
        name=name,
        kind=draw(st.sampled_from([Kind.MEETING, Kind.MEETING, *Kind])),
        minutes=draw(st.sampled_from(LENGTHS)),
        groups=draw(_whose(groups, busy)),
        invited=some(groups, 1),
        starts=draw(st.none() | st.lists(st.sampled_from(starts), min_size=1, max_size=3, unique=True).map(tuple)),
        rounds=draw(st.sampled_from([None, None, None, (), ("round 1",), ("round 1", "round 2")])),
        windows=draw(st.none() | st.lists(_spans(number_of_days), min_size=1, max_size=2).map(tuple)),
        days=draw(st.sampled_from([None, None, (FIRST,), (clock.date(DAY),)])) if number_of_days > 1 else None,
        needs_room=draw(st.sampled_from([True, False] if online else [True, True, True, True, True, False])),
        rooms=(some(rooms) or None) if not pooled else None,
        features=frozenset(some(tuple(FEATURES))),
        expected=draw(st.sampled_from([None, None, 1, 3, 6])),
        speakers=some(people, 1),
        hosts=some(people, 1),
        required=some(people, 2),
        required_groups=some(groups, 1),
        open=draw(st.booleans()),
        online=online,
        held=draw(st.sampled_from([True, True, True, True, True, False])),
        optional=draw(st.booleans()),
        price=draw(st.sampled_from([1, 10])),
    )


def best(conference: Conference, cost: Callable[[Programme], int | None]) -> int | None:
    """The least cost over all programmes; a cost of None is a programme that is not allowed. None: there is none."""
    return min((found for found in map(cost, programmes(conference)) if found is not None), default=None)
