"""A made-up conference of any size with a programme of it, to measure by. Planted: the programme comes first.

Sessions are put into the rooms one by one, and only then is it said when their speakers can be there, so that there is
a programme without any search, however hard it may be to find again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from random import Random

from scheduler.conference.clock import DAY, Clock, Minute, Span
from scheduler.conference.conference import Conference, Day, Group, Kind, Person, Role, Room, Seat, Session
from scheduler.conference.programme import Placement, Programme

_SUBJECTS = ("Housing", "Water and soil", "Mobility", "Youth care", "Energy", "Digital city", "Safety", "Europe")
_TURNS = (
    "in practice",
    "after the elections",
    "without budget",
    "for small towns",
    "and what comes next",
    "in figures",
)
_TRACKS = ("People", "Space", "Economy", "Climate", "Governance")
_OPENING, _CLOSING, _LUNCH = 540, 1110, Span(750, 810)  # 9:00, 18:30, 12:30–13:30
_OPENS = 30  # minutes for the plenary
_STEP = 15
_SEATS = (300, 150, 100, 100, 80, 80, 80, 60, 60, 60, 60)  # of the rooms after the hall, and again from the first
_WISHES = 6  # sessions that somebody would like to attend
_TABLES = frozenset({"tables"})  # what a workshop asks for


@dataclass(frozen=True)
class _Talk:
    """What is known of a meeting before it has a place. `leader`: by number; `wish`: the numbers of the people."""

    kind: Kind
    minutes: int
    leader: int
    wish: tuple[int, ...]

    @property
    def expected(self) -> int | None:
        """Those who say that they come are the smaller part."""
        return 15 + 5 * len(self.wish) // 2 if self.wish else None

    @property
    def features(self) -> frozenset[str]:
        return _TABLES if self.kind is Kind.WORKSHOP else frozenset()

    def suits(self, room: Room) -> bool:
        return self.features <= room.features and (self.expected or 0) <= (room.capacity or 0)


def large_day(days: int, rooms: int, sessions: int, *, people: int = 0, seed: int = 1) -> tuple[Conference, Programme]:
    """So many meetings of 30 to 90 minutes over so many days and rooms, with a plenary and a lunch each day.

    Each meeting belongs to a track, is led and has a text. With `people`, each of them wishes to attend some meetings,
    which need a room to match, some leaders lead twice, and half of them are there for a part of the days only.
    Meetings that no longer fit are left out of the programme; otherwise it keeps the usual rules.
    """
    random = Random(seed)  # noqa: S311  made-up sessions, not secrecy
    talks = _talks(random, sessions, people)
    everyone = people + len({talk.leader for talk in talks})
    halls = tuple(
        Room(
            name=f"Room {number:02}",
            capacity=seats if number > 1 else max(seats, everyone),
            features=_TABLES if number % 2 else frozenset(),
        )
        for number, seats in enumerate(islice(cycle((max(_SEATS), *_SEATS)), rooms), 1)
    )
    places = _planted(talks, halls, days)
    leaders = {
        number: Person(
            name=f"Chair {number:04}",
            organisation=f"City {number % 40}",
            present=_present(random, _spans(number, talks, places)) if people else None,
        )
        for number in sorted({talk.leader for talk in talks})
    }
    crowd = tuple(Person(name=f"Person {number:05}", organisation=f"City {number % 40}") for number in range(people))
    tracks = tuple(
        Group(
            name=track,
            kind="pillar",
            seats=tuple(Seat(person=person, role=Role.MEMBER) for person in crowd[number :: len(_TRACKS)]),
        )
        for number, track in enumerate(_TRACKS)
    )
    theirs = [_group(number, talk, leaders[talk.leader], crowd) for number, talk in enumerate(talks)]
    meetings = [_meeting(random, number, talk, theirs[number]) for number, talk in enumerate(talks)]
    common = _every_day(days, halls)
    placements = [Placement(session, start, room) for session, start, room in common]
    placements += [Placement(meetings[number], start, room) for number, (start, room) in sorted(places.items())]
    clock = Clock(date(2026, 9, 21), zone="Europe/Amsterdam", language="en", several_days=days > 1)
    conference = Conference(
        title="A large conference",
        clock=clock,
        place="Congress centre, Utrecht",
        letter="Welcome.\n\nThese are full days.",
        days=tuple(
            Day(date=clock.date(DAY * day), hours=Span(DAY * day + _OPENING, DAY * day + _CLOSING), step=_STEP)
            for day in range(days)
        ),
        rooms=halls,
        groups=(*tracks, *theirs),
        people=(*leaders.values(), *crowd),
        sessions=(*(session for session, _, _ in common), *meetings),
    )
    return conference, Programme(tuple(placements))


def _talks(random: Random, number: int, people: int) -> list[_Talk]:
    """Some meetings are wished by many, most by few; people wish most of what is in their own track."""
    sort = [random.choice([Kind.THEME, Kind.TALK, Kind.WORKSHOP]) for _ in range(number)]
    minutes = [random.choice([30, 45, 60, 60, 90]) for _ in range(number)]
    twice = {one: one - 5 for one in range(9, number, 10)} if people else {}
    fame = [(rank + 1) ** -0.5 for rank in range(number)]
    random.shuffle(fame)
    wish: list[list[int]] = [[] for _ in range(number)]
    for person in range(people):
        own = [3 * fame[one] if one % len(_TRACKS) == person % len(_TRACKS) else fame[one] for one in range(number)]
        wished: set[int] = set()
        while len(wished) < min(_WISHES, number):
            wished.update(random.choices(range(number), own))
        for one in sorted(wished):
            wish[one].append(person)
    return [_Talk(sort[n], minutes[n], twice.get(n, n), tuple(wish[n])) for n in range(number)]


def _planted(talks: Sequence[_Talk], rooms: Sequence[Room], days: int) -> dict[int, tuple[Minute, Room]]:
    """Where each meeting stands, by its number. The largest first, each into the suitable room that is free first."""
    free = {(day, room): DAY * day + _OPENING + _OPENS for day in range(days) for room in rooms}
    places: dict[int, tuple[Minute, Room]] = {}
    for number in sorted(range(len(talks)), key=lambda one: -(talks[one].expected or 0)):
        talk = talks[number]
        busy = _spans(talk.leader, talks, places)
        for day, room in sorted(free, key=lambda place: (free[place] % DAY, place[0], place[1].name)):
            start = free[day, room]
            if Span(start, start + talk.minutes).overlaps(Span(DAY * day + _LUNCH.start, DAY * day + _LUNCH.end)):
                start = DAY * day + _LUNCH.end
            span = Span(start, start + talk.minutes)
            if talk.suits(room) and span.end <= DAY * day + _CLOSING and not any(span.overlaps(one) for one in busy):
                places[number] = start, room
                free[day, room] = span.end
                break
    return places


def _spans(leader: int, talks: Sequence[_Talk], places: dict[int, tuple[Minute, Room]]) -> list[Span]:
    """When somebody leads a meeting."""
    theirs = [number for number in places if talks[number].leader == leader]
    return [Span(places[number][0], places[number][0] + talks[number].minutes) for number in theirs]


def _present(random: Random, leads: Sequence[Span]) -> tuple[Span, ...] | None:
    """Half of them are there all the time, the others on the days on which they lead, some for half of the day."""
    chance = random.random()
    if chance < 0.5 or not leads:
        return None
    days = sorted({span.start // DAY for span in leads})
    if chance < 0.9:
        return tuple(Span(DAY * day + _OPENING, DAY * day + _CLOSING) for day in days)
    halves = [
        Span(DAY * day + start, DAY * day + end)
        for day in days
        for start, end in ((_OPENING, _LUNCH.end), (_LUNCH.start, _CLOSING))
    ]
    return tuple(half for half in halves if any(half.holds(span) for span in leads))


def _group(number: int, talk: _Talk, leader: Person, crowd: Sequence[Person]) -> Group:
    wish = [crowd[person] for person in talk.wish]
    return Group(
        name=f"Group {number:04}",
        pillars=(_TRACKS[number % len(_TRACKS)],),
        seats=(Seat(person=leader, role=Role.CHAIR), *(Seat(person=one, role=Role.INTERESTED) for one in wish)),
        secretaries=(f"group{number:04}@netday.example",),
    )


def _meeting(random: Random, number: int, talk: _Talk, group: Group) -> Session:
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    return Session(
        name=f"S{number:04}",
        title=f"{subject} {random.choice(_TURNS)} ({number + 1})",
        kind=talk.kind,
        minutes=talk.minutes,
        groups=(group,),
        features=talk.features,
        expected=talk.expected,
        description=f"What {subject.lower()} asks of a city. " * random.randint(1, 5),
    )


def _every_day(days: int, rooms: Sequence[Room]) -> list[tuple[Session, Minute, Room | None]]:
    """The plenary and the lunch, which stand where they stand."""
    common: list[tuple[Session, Minute, Room | None]] = []
    for day in range(days):
        opens, lunch = DAY * day + _OPENING, DAY * day + _LUNCH.start
        opening = Session(
            name=f"Opening {day + 1}",
            title="Opening",
            kind=Kind.PLENARY,
            minutes=_OPENS,
            starts=(opens,),
            rooms=(rooms[0],),
        )
        eaten = Session(
            name=f"Lunch {day + 1}",
            title="Lunch",
            kind=Kind.BREAK,
            minutes=_LUNCH.minutes,
            starts=(lunch,),
            needs_room=False,
        )
        common += [(opening, opens, rooms[0]), (eaten, lunch, None)]
    return common
