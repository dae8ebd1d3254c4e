"""The rules about the shape of the day as their sentences say them: see tests/support/oracles.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from tests.support.plain_words import (
    NO_MEETING,
    coincide,
    covers,
    day_of,
    lies_in,
    meant,
    meant_people,
    must_come,
    placed,
)


def plenary_stands_alone(rule: Any, conference: Conference, programme: Programme) -> int:
    """Each pair counts once, from whichever side it may not be."""
    alone = [session for session in meant(rule, conference.sessions) if session.kind in rule.kinds]
    others = [
        session
        for session in conference.sessions
        if session.kind not in rule.beside and not covers(rule.excluding, session)
    ]
    return sum(
        coincide(one, other)
        for one, other in combinations(programme.values(), 2)
        if (one.session in alone and other.session in others) or (other.session in alone and one.session in others)
    )


def in_parallel(rule: Any, conference: Conference, programme: Programme) -> int:
    named = [s for s in conference.sessions if s in rule.sessions or s.kind in rule.kinds]
    of_each = [frozenset(meant(rule, named)), *sets_of_each(rule, conference)]
    sets = of_each if rule.each == "person" else {*of_each}
    return sum(len({placement.start for placement in placed(programme, together)}) > 1 for together in sets)


def in_order(rule: Any, conference: Conference, programme: Programme) -> int:
    sessions = placed(programme, meant(rule, conference.sessions))
    firsts = [placement for placement in sessions if covers(rule.first, placement.session)]
    thens = [placement for placement in sessions if covers(rule.then, placement.session)]
    broken = sum(bool(rule.between) and not lies_in(first.span, rule.between) for first in firsts)
    for first in firsts:
        for then in thens:
            alike = not rule.each or any({first.session, then.session} <= s for s in sets_of_each(rule, conference))
            if first != then and alike:
                broken += not _follows(rule, conference, first, then)
    return broken


def _follows(rule: Any, conference: Conference, first: Placement, then: Placement) -> bool:
    one_day = day_of(conference, first) == day_of(conference, then)
    if rule.each_day and not one_day and not rule.same_day:
        return True
    gap = then.start - first.end
    if gap < rule.least_gap or (rule.greatest_gap is not None and gap > rule.greatest_gap):
        return False
    if (rule.same_day or rule.directly) and not one_day:
        return False
    if rule.directly:
        return _takes_the_first_start(conference, then, first.end + rule.least_gap)
    return True


def same_room(rule: Any, conference: Conference, programme: Programme) -> int:
    moves = 0
    with_room = [session for session in conference.sessions if session.needs_room and not session.online]
    for sessions in _sets(rule, conference, with_room):
        rooms = {placement.room for placement in placed(programme, sessions) if placement.room}
        moves += max(0, len(rooms) - 1)
    return moves


def different_days(rule: Any, conference: Conference, programme: Programme) -> int:
    return sum(
        day_of(conference, one) == day_of(conference, other)
        for sessions in _sets(rule, conference)
        for one, other in combinations(placed(programme, sessions), 2)
    )


def _sets(rule: Any, conference: Conference, among: Iterable[Session] | None = None) -> list[frozenset[Session]]:
    """The sessions that are named, and, where the file says so, those of each of a sort.

    The same sessions are one set, but for people, each of whom counts.
    """
    every = frozenset(conference.sessions if among is None else among)
    named = frozenset(meant(rule, rule.sessions)) & every
    of_each = [sessions & every for sessions in sets_of_each(rule, conference)]
    return [named, *of_each] if rule.each == "person" else list({named, *of_each})


def sets_of_each(rule: Any, conference: Conference) -> list[frozenset[Session]]:
    """Where the file says so: the sessions of each group, pillar, kind, tag or person; of people also the same ones."""
    sets: list[Any] = []
    if rule.each == "group":
        sets += [[s for s in conference.sessions if group in s.groups] for group in conference.groups]
    if rule.each == "pillar":
        pillars = {pillar for group in conference.groups for pillar in group.pillars}
        sets += [
            [s for s in conference.sessions for group in s.groups if pillar in group.pillars] for pillar in pillars
        ]
    if rule.each == "kind":
        sets += [[s for s in conference.sessions if s.kind == kind] for kind in {s.kind for s in conference.sessions}]
    if rule.each == "tag":
        tags = {tag for session in conference.sessions for tag in session.tags}
        sets += [[s for s in conference.sessions if tag in s.tags] for tag in tags]
    if rule.each == "person":
        people = meant_people(rule, conference.people)
        return [frozenset(meant(rule, (s for s in conference.sessions if person in must_come(s)))) for person in people]
    return list({frozenset(meant(rule, sessions)) for sessions in sets})


def same_day(rule: Any, conference: Conference, programme: Programme) -> int:
    more = 0
    for sessions in _sets(rule, conference):
        days = {day_of(conference, placement) for placement in placed(programme, sessions)}
        more += max(0, len(days) - 1)
    return more


def adjacent(rule: Any, conference: Conference, programme: Programme) -> int:
    found = 0
    for sessions in _sets(rule, conference):
        here = placed(programme, sessions)
        alone = [then for then in here if not any(_comes_next(conference, one, then) for one in here if one != then)]
        found += max(0, len(alone) - 1)
    return found


def _comes_next(conference: Conference, one: Placement, then: Placement) -> bool:
    """The second takes the first start that it has that day, in the rounds that it names, once the first has ended."""
    return day_of(conference, then) == day_of(conference, one) and _takes_the_first_start(conference, then, one.end)


def _takes_the_first_start(conference: Conference, then: Placement, from_then_on: int) -> bool:
    date = day_of(conference, then)
    possible = [
        start
        for session, start, on in _could_begin(conference, [then.session])
        if session == then.session and start >= from_then_on and on == date
    ]
    return bool(possible) and then.start == min(possible)


def at_most_a_day(rule: Any, conference: Conference, programme: Programme) -> int:
    """Date by date: each stretch of so many, but none that has no other days in it than another has."""
    dates = [day.date for day in conference.days]
    stretches = {frozenset(d for d in dates if 0 <= (d - first).days < rule.days) for first in dates}
    whole = [stretch for stretch in stretches if not any(stretch < other for other in stretches)]
    return sum(
        max(0, sum(day_of(conference, p) in stretch for p in placed(programme, sessions)) - rule.most)
        for sessions in _sets(rule, conference)
        for stretch in whole
    )


def evenly_spread(rule: Any, conference: Conference, programme: Programme) -> int:
    uneven = 0
    for sessions in _sets(rule, conference):
        spots = {"day": _days_for, "round": _rounds_for, "room": _rooms_for}[rule.over](conference, sessions)
        where = [_spot(rule, conference, placement) for placement in placed(programme, sessions)]
        numbers = [where.count(spot) for spot in spots]
        if len(sessions) > 1 and numbers:
            uneven += max(0, max(numbers) - min(numbers) - 1)
    return uneven


def _spot(rule: Any, conference: Conference, placement: Placement) -> Any:
    """The day, the round (its beginning) or the room in which it is; the minute itself where no round is going on."""
    if rule.over == "day":
        return day_of(conference, placement)
    if rule.over == "room":
        return placement.room if placement.room and not placement.room.online else None
    going_on = [r.span.start for d in conference.days for r in d.rounds if r.span.start <= placement.start < r.span.end]
    return max(going_on) if going_on else placement.start


def _could_begin(conference: Conference, sessions: Iterable[Session]) -> Iterator[tuple[Session, int, Any]]:
    for session in sessions:
        for start in conference.starts(session):
            date = conference.clock.date(start)
            names = {r.name for d in conference.days for r in d.rounds if r.span.start <= start < r.span.end}
            if (session.days is None or date in session.days) and (not session.rounds or names & {*session.rounds}):
                yield session, start, date


def _days_for(conference: Conference, sessions: Iterable[Session]) -> set[Any]:
    return {date for _, _, date in _could_begin(conference, sessions)}


def _rounds_for(conference: Conference, sessions: Iterable[Session]) -> set[Any]:
    found = set()
    for _, start, _ in _could_begin(conference, sessions):
        rounds = [r.span.start for d in conference.days for r in d.rounds if r.span.start <= start < r.span.end]
        found |= {max(rounds)} if rounds else set()
    return found


def _rooms_for(conference: Conference, sessions: Iterable[Session]) -> set[Any]:
    roomed = [session for session in sessions if session.needs_room]
    return {r for r in conference.rooms if not r.online and any(s.rooms is None or r in s.rooms for s in roomed)}


def as_few_as_can_be(rule: Any, conference: Conference, programme: Programme) -> int:
    too_many = 0
    for sessions in _sets(rule, conference):
        if len(sessions) < 2:
            continue
        used = {_spot(rule, conference, placement) for placement in placed(programme, sessions)} - {None}
        number = (max(used) - min(used)).days + 1 if rule.stay and used else len(used)
        too_many += max(0, number - rule.most)
    return too_many


def number_held(rule: Any, conference: Conference, programme: Programme) -> int:
    wrong = 0
    for sessions in _sets(rule, conference):
        held = len(placed(programme, sessions))
        if sessions:
            wrong += max(0, (rule.least or 0) - held) + max(0, held - (held if rule.most is None else rule.most))
    return wrong


def held_beside(rule: Any, conference: Conference, programme: Programme) -> int:
    wrong = 0
    for placement in placed(programme, meant(rule, rule.sessions or conference.sessions)):
        beside = sum(
            coincide(placement, other)
            for other in programme.values()
            if other != placement
            and (other.session.kind in rule.kinds if rule.kinds else other.session.kind not in NO_MEETING)
        )
        wrong += max(0, (rule.least or 0) - beside)
        wrong += 0 if rule.most is None else max(0, beside - rule.most)
    return wrong


def preferred(rule: Any, conference: Conference, programme: Programme) -> int:
    disappointed = 0
    for placement in placed(programme, meant(rule, rule.sessions or conference.sessions)):
        disappointed += (
            (bool(rule.at) and placement.start not in rule.at)
            or (bool(rule.between) and not lies_in(placement.span, rule.between))
            or (bool(rule.days) and day_of(conference, placement) not in rule.days)
            or (bool(rule.room) and placement.session.needs_room and placement.room not in rule.room)
        )
    return disappointed
