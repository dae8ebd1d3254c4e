"""A made-up conference of 98 talks that has been published, and what it is after many of its rooms have changed.

Of the size and kind of a sample on which another tool, asked to repair it, moved 48 talks in a minute without a proof.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from scheduler.conference.clock import DAY, Clock, Span
from scheduler.conference.conference import Conference, Day, Group, Kind, Person, Role, Room, Round, Seat, Session
from scheduler.conference.programme import Edition, Placement, Programme
from tests.support.small import FIRST

HOURS = (540, 600, 690, 750, 810)  # minutes; a talk takes 45


@dataclass(frozen=True)
class Late:
    """The edition that has gone out, and the day as it is now."""

    published: Edition
    now: Conference


def late_talks(
    seed: int, *, talks: int = 98, rooms: int = 10, hours: int = 4, moved: int = 15, attendees: int = 0
) -> Late:
    """98 talks in 12 hours of three days and 10 rooms, 15 of which sit in rooms that are no longer allowed for them.

    Every talk has a speaker, some speak twice, some are there for one day only, and a talk suits a few rooms. With
    `attendees`, so many people are each interested in some talks.
    """
    chance = random.Random(seed)
    slots = [(day, hour) for day in range(3) for hour in HOURS[:hours]]
    halls = tuple(Room(name=f"Hall {number + 1}") for number in range(rooms))
    cells = chance.sample([(slot, room) for slot in slots for room in halls], talks)
    suits = [_some_rooms(chance, halls, room) for _, room in cells]
    once = talks - 15
    speakers = [f"Speaker {number % once + 1}" for number in range(talks)]  # the first 15 speak twice
    for number in range(once, talks):
        if cells[number][0] == cells[number - once][0]:
            speakers[number] = f"Speaker {number + 1}"
    days_of: dict[str, set[int]] = {}
    for speaker, ((day, _), _) in zip(speakers, cells, strict=True):
        days_of.setdefault(speaker, set()).add(day)
    people = {
        name: Person(name=name, present=tuple(_hours(day) for day in days) if chance.random() < 0.6 else None)
        for name, days in days_of.items()
    }
    listeners = [Person(name=f"Attendee {number + 1}") for number in range(attendees)]
    audience: list[list[Seat]] = [[] for _ in range(talks)]
    for person in listeners:
        for talk in chance.sample(range(talks), 5):
            audience[talk].append(Seat(person=person, role=Role.INTERESTED))
    groups = [Group(name=f"Audience {n + 1}", seats=tuple(seats)) for n, seats in enumerate(audience) if seats]
    by_name = {group.name: group for group in groups}

    def conference(suits: list[tuple[Room, ...]]) -> Conference:
        sessions = []
        for number in range(talks):
            invited = by_name.get(f"Audience {number + 1}")
            sessions.append(
                Session(
                    name=f"Talk {number + 1}",
                    kind=Kind.TALK,
                    minutes=45,
                    rooms=suits[number],
                    speakers=(people[speakers[number]],),
                    invited=(invited,) if invited else (),
                )
            )
        return Conference(
            title="Three days of talks",
            clock=Clock(FIRST, language="en", several_days=True),
            days=tuple(_day(number, hours) for number in range(3)),
            rooms=halls,
            groups=tuple(groups),
            people=(*people.values(), *listeners),
            sessions=tuple(sessions),
        )

    before = conference(suits)
    placements = [
        Placement(session, DAY * day + hour, room)
        for session, ((day, hour), room) in zip(before.sessions, cells, strict=True)
    ]
    homeless = set(chance.sample(range(talks), moved))
    left = [
        tuple(room for room in some if room != cells[number][1]) if number in homeless else some
        for number, some in enumerate(suits)
    ]
    return Late(Edition(before, Programme(tuple(placements))), conference(left))


def _some_rooms(chance: random.Random, rooms: tuple[Room, ...], own: Room) -> tuple[Room, ...]:
    others = chance.sample([room for room in rooms if room != own], chance.choice([1, 1, 2, 3]))
    return tuple(room for room in rooms if room == own or room in others)


def _hours(day: int) -> Span:
    return Span(540 + DAY * day, 870 + DAY * day)


def _day(number: int, hours: int) -> Day:
    rounds = [
        Round(name=f"{number}/{hour}", span=Span(hour + DAY * number, hour + 45 + DAY * number))
        for hour in HOURS[:hours]
    ]
    return Day(date=Clock(FIRST).date(DAY * number), hours=_hours(number), rounds=tuple(rounds))
