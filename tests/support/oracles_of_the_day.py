"""The rules about the shape of the day as their sentences say them: see tests/support/oracles.py."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from tests.support.plain_words import coincide, covers, day_of, lies_in, meant, placed


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
    together = [s for s in conference.sessions if s in rule.sessions or s.kind in rule.kinds]
    starts = {placement.start for placement in placed(programme, meant(rule, together))}
    return int(len(starts) > 1)


def in_order(rule: Any, conference: Conference, programme: Programme) -> int:
    sessions = placed(programme, meant(rule, conference.sessions))
    firsts = [placement for placement in sessions if covers(rule.first, placement.session)]
    thens = [placement for placement in sessions if covers(rule.then, placement.session)]
    broken = sum(bool(rule.between) and not lies_in(first.span, rule.between) for first in firsts)
    for first in firsts:
        for then in thens:
            if first != then:
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
        possible = [start for start in conference.starts(then.session) if start >= first.end + rule.least_gap]
        return bool(possible) and then.start == min(possible)
    return True


def same_room(rule: Any, conference: Conference, programme: Programme) -> int:
    moves = 0
    with_room = [session for session in conference.sessions if session.needs_room and not session.online]
    for sessions in {together.intersection(with_room) for together in _sets(rule, conference)}:
        rooms = {placement.room for placement in placed(programme, sessions) if placement.room}
        moves += max(0, len(rooms) - 1)
    return moves


def different_days(rule: Any, conference: Conference, programme: Programme) -> int:
    return sum(
        day_of(conference, one) == day_of(conference, other)
        for sessions in _sets(rule, conference)
        for one, other in combinations(placed(programme, sessions), 2)
    )


def _sets(rule: Any, conference: Conference) -> set[frozenset[Session]]:
    """The sessions that are named, and, where the file says so, those of each group. The same sessions are one set."""
    sets = [rule.sessions]
    if rule.each == "group":
        sets += [[s for s in conference.sessions if group in s.groups] for group in conference.groups]
    return {frozenset(meant(rule, sessions)) for sessions in sets}


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
