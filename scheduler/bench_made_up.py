"""A made-up conference of any size with a programme, to measure forms by: filled row by row, no solver needed."""

from __future__ import annotations

from datetime import date
from random import Random

from scheduler.clock import DAY, Clock, Span
from scheduler.conference import Conference, Day, Group, Kind, Person, Role, Room, Seat, Session
from scheduler.programme import Placement, Programme

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


def large_day(days: int, rooms: int, sessions: int, *, people: int = 0, seed: int = 1) -> tuple[Conference, Programme]:
    """So many meetings of 30 to 90 minutes over so many days and rooms, with a plenary and a lunch each day.

    Each meeting belongs to a track, is led and has a text. Sessions that no longer fit are left out of the programme.
    """
    random = Random(seed)  # noqa: S311  made-up sessions, not secrecy
    halls = tuple(Room(name=f"Room {number:02}", capacity=40 + 20 * (number % 5)) for number in range(1, rooms + 1))
    crowd = tuple(Person(name=f"Person {number:05}", organisation=f"City {number % 40}") for number in range(people))
    leaders = tuple(Person(name=f"Chair {number:04}", organisation=f"City {number % 40}") for number in range(sessions))
    tracks = tuple(
        Group(
            name=track,
            kind="pillar",
            seats=tuple(Seat(person=person, role=Role.MEMBER) for person in crowd[number :: len(_TRACKS)]),
        )
        for number, track in enumerate(_TRACKS)
    )
    theirs = [
        Group(
            name=f"Group {number:04}",
            pillars=(_TRACKS[number % len(_TRACKS)],),
            seats=(Seat(person=leaders[number], role=Role.CHAIR),),
            secretary=f"group{number:04}@netday.example",
        )
        for number in range(sessions)
    ]
    meetings = [
        Session(
            name=f"S{number:04}",
            title=f"{_SUBJECTS[number % len(_SUBJECTS)]} {random.choice(_TURNS)} ({number + 1})",
            kind=random.choice([Kind.THEME, Kind.TALK, Kind.WORKSHOP]),
            minutes=random.choice([30, 45, 60, 60, 90]),
            groups=(theirs[number],),
            description=f"What {_SUBJECTS[number % len(_SUBJECTS)].lower()} asks of a city. " * random.randint(1, 5),
        )
        for number in range(sessions)
    ]
    common, placements = _every_day(days, halls)
    placements += _filled(meetings, halls, days)
    clock = Clock(date(2026, 9, 21), zone="Europe/Amsterdam", language="en", several_days=days > 1)
    conference = Conference(
        title="A large conference",
        clock=clock,
        place="Congress centre, Utrecht",
        letter="Welcome.\n\nThese are full days.",
        days=tuple(
            Day(date=clock.date(DAY * number), hours=Span(DAY * number + _OPENING, DAY * number + _CLOSING), step=15)
            for number in range(days)
        ),
        rooms=halls,
        groups=(*tracks, *theirs),
        people=(*leaders, *crowd),
        sessions=(*common, *meetings),
    )
    return conference, Programme(tuple(placements))


def _every_day(days: int, rooms: tuple[Room, ...]) -> tuple[list[Session], list[Placement]]:
    placements = []
    for number in range(days):
        opening = Session(name=f"Opening {number + 1}", title="Opening", kind=Kind.PLENARY, minutes=30)
        lunch = Session(
            name=f"Lunch {number + 1}", title="Lunch", kind=Kind.BREAK, minutes=_LUNCH.minutes, needs_room=False
        )
        placements.append(Placement(opening, DAY * number + _OPENING, rooms[0]))
        placements.append(Placement(lunch, DAY * number + _LUNCH.start))
    return [placement.session for placement in placements], placements


def _filled(meetings: list[Session], rooms: tuple[Room, ...], days: int) -> list[Placement]:
    """One after the other into the room that is free first, five minutes apart, never over lunch."""
    free = {(day, room): DAY * day + _OPENING + 30 for day in range(days) for room in rooms}
    placements = []
    for meeting in meetings:
        for day, room in sorted(free, key=lambda place: (free[place] % DAY, place[0], place[1].name)):
            start = free[day, room]
            if meeting.span(start).overlaps(Span(DAY * day + _LUNCH.start, DAY * day + _LUNCH.end)):
                start = DAY * day + _LUNCH.end
            if start + meeting.minutes <= DAY * day + _CLOSING:
                placements.append(Placement(meeting, start, room))
                free[day, room] = start + meeting.minutes + 5
                break
    return placements
