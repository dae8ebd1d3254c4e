"""The rules of time and place as their sentences say them: see tests/support/oracles.py."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference, Day, Room, Session
from scheduler.conference.programme import Placement, Programme
from tests.support.oracles_of_the_day import sets_of_each
from tests.support.plain_words import (
    EVERYONE,
    NO_MEETING,
    all_minutes,
    covers,
    lies_in,
    meant,
    minutes,
    must_come,
    placed,
    sitting,
)


def one_session_per_room(rule: Any, conference: Conference, programme: Programme) -> int:
    pairs = 0
    for one, other in combinations(placed(programme, meant(rule, conference.sessions)), 2):
        if not one.room or not other.room or _walls(conference, one.room).isdisjoint(_walls(conference, other.room)):
            continue
        first, second = sorted((one, other), key=lambda placement: placement.start)
        turned_over = set(range(first.end, first.end + rule.turnover))
        pairs += bool((minutes(first) | turned_over) & minutes(second))
    return pairs


def _walls(conference: Conference, room: Room) -> set[str]:
    """The smallest rooms that are in use when it is."""
    parts = [other for other in conference.rooms if other.name in room.consists_of]
    return set().union(*(_walls(conference, part) for part in parts)) if parts else {room.name}


def session_in_its_window(rule: Any, conference: Conference, programme: Programme) -> int:
    return sum(
        not _keeps_its_time(conference, placement) for placement in placed(programme, meant(rule, conference.sessions))
    )


def _keeps_its_time(conference: Conference, placement: Placement) -> bool:
    session, span = placement.session, placement.span
    day = next((day for day in conference.days if lies_in(span, [day.hours])), None)
    if day is None:
        return False
    if session.days is not None and day.date not in session.days:
        return False
    if session.windows is not None and not lies_in(span, session.windows):
        return False
    if session.starts is not None and placement.start not in session.starts:
        return False
    if session.slots is not None:
        return _begins_with_a_slot(session, placement, day)
    if session.rounds:  # it names some; on a day without rounds there is none to stand in
        return any(
            start_of_round == placement.start
            or (session.starts is not None and placement.start in range(start_of_round, end))
            for name, start_of_round, end in ((r.name, r.span.start, r.span.end) for r in day.rounds)
            if name in session.rounds
        ) and _ends_within_a_round(day, span)
    if session.starts is not None:
        return True
    if day.rounds and session.rounds is None:
        return any(r.span.start == placement.start for r in day.rounds) and _ends_within_a_round(day, span)
    return day.step is not None and (placement.start - day.hours.start) % day.step == 0


def _begins_with_a_slot(session: Session, placement: Placement, day: Day) -> bool:
    """With one after which its round has enough; with an hour of its own, wherever that is, unless it names rounds."""
    if session.starts is not None and not session.rounds:
        return True
    for round_ in day.rounds:
        length, slots = round_.span.end - round_.span.start, round_.slots or 0
        fitting = [round_.span.start + length * i // slots for i in range(slots) if i + (session.slots or 0) <= slots]
        if placement.start in fitting:
            return not session.rounds or round_.name in session.rounds
    return False


def _ends_within_a_round(day: Day, span: Span) -> bool:
    """In the round in which it begins, or in a later one."""
    return any(r.span.start < span.end <= r.span.end for r in day.rounds)


def room_is_open(rule: Any, conference: Conference, programme: Programme) -> int:
    times = 0
    for placement in placed(programme, meant(rule, conference.sessions)):
        if placement.room is None:
            continue
        rooms = [room for room in conference.rooms if room == placement.room or room.name in placement.room.consists_of]
        shut = {m for room in rooms for closed in room.closed for m in range(closed.start, closed.end)}
        first = {m for m in shut if m - 1 not in shut}  # with which a time begins at which it is closed
        times += len({max(m for m in first if m <= now) for now in minutes(placement) & shut})
    return times


def room_suits_session(rule: Any, conference: Conference, programme: Programme) -> int:
    wrong = 0
    for placement in placed(programme, meant(rule, conference.sessions)):
        session, room = placement.session, placement.room
        if room is None:
            wrong += session.needs_room
            continue
        lacks = any(feature not in room.features for feature in session.features)
        not_its_own = session.rooms is not None and room not in session.rooms
        wrong += lacks or not_its_own or room.online != session.online
    return wrong


def room_seats_everyone(rule: Any, conference: Conference, programme: Programme) -> int:
    standing = 0
    for placement in placed(programme, meant(rule, conference.sessions)):
        come = _expected(conference, placement.session)
        room = placement.room
        if come and room and room.capacity is not None:  # what is online has none, the reader of files sees to that
            standing += max(0, come + rule.spare - room.capacity)
    return standing


def room_not_too_large(rule: Any, conference: Conference, programme: Programme) -> int:
    too_large = 0
    for placement in placed(programme, meant(rule, conference.sessions)):
        come, room = _expected(conference, placement.session), placement.room
        too_large += bool(come and room and room.capacity is not None and room.capacity > rule.times * come)
    return too_large


def _expected(conference: Conference, session: Session) -> int:
    """What the file says, else everyone for a plenary, else the members of its groups, and whoever must be there."""
    if session.expected is not None:
        return session.expected
    if session.kind in EVERYONE:
        return len(conference.people)
    if session.kind in NO_MEETING:
        return 0
    if session.places is not None or session.signed_up is not None:
        signed_up = set(session.signed_up or ())
        return (session.places or len(signed_up)) + len(must_come(session) - signed_up)
    groups = {*session.groups, *session.invited, *session.required_groups}
    named = must_come(session) | set(chain.from_iterable(sitting(group) for group in groups))
    return len(named) + sum(max(0, (group.size or 0) - len(sitting(group))) for group in groups)


def pinned(rule: Any, _: Conference, programme: Programme) -> int:
    placement = programme.get(rule.session)
    if placement is None or not meant(rule, [rule.session]):
        return 0
    wrong_hour = bool(rule.at) and placement.start not in rule.at
    wrong_room = bool(rule.room) and placement.room not in rule.room
    return int(wrong_hour or wrong_room)


def every_session_held(rule: Any, conference: Conference, programme: Programme) -> int:
    prices = [
        session.price
        for session in meant(rule, conference.sessions)
        if session not in programme and rule.optional in (None, session.optional)
    ]
    return sum(prices)


def at_most_in_parallel(rule: Any, conference: Conference, programme: Programme) -> int:
    kinds = rule.kinds or rule.only.kinds
    counted = [
        placement
        for placement in placed(programme, meant(rule, conference.sessions))
        if (placement.session.kind in kinds if kinds else placement.session.kind not in NO_MEETING)
        or (covers(rule.only, placement.session) and not rule.kinds)
    ]
    sets = sets_of_each(rule, conference) if rule.each else [conference.sessions]
    return sum(_too_many([p for p in counted if p.session in sessions], rule.most) for sessions in sets)


def _too_many(counted: list[Placement], most: int) -> int:
    busiest = max((sum(m in minutes(p) for p in counted) for m in all_minutes(counted)), default=0)
    return max(0, busiest - most)
