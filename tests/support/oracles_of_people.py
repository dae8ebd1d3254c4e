"""The rules about people as their sentences say them: see tests/support/oracles.py."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

from scheduler.conference.conference import Conference, Session
from scheduler.conference.people import Group, Person, Role
from scheduler.conference.programme import Placement, Programme
from tests.support.plain_words import (
    EVERYONE,
    NO_MEETING,
    all_minutes,
    best_day,
    can_come,
    coincide,
    covers,
    duties,
    either_or,
    has_a_place,
    is_present,
    meant,
    meant_people,
    minutes,
    must_come,
    placed,
    role_at,
    sitting,
    wishes,
    worth,
)


def nobody_in_two_places(rule: Any, conference: Conference, programme: Programme) -> int:
    sessions = meant(rule, conference.sessions)
    return sum(
        either_or(conference, one, other)
        for person in meant_people(rule, conference.people)
        for one, other in combinations(duties(programme, person), 2)
        if one.session in sessions and other.session in sessions
    )


def present_when_needed(rule: Any, conference: Conference, programme: Programme) -> int:
    return sum(
        not is_present(person, placement)
        for placement in placed(programme, meant(rule, conference.sessions))
        for person in meant_people(rule, must_come(placement.session, chairs=rule.chairs) | _gap(placement.session))
    )


def _gap(session: Session) -> set[Person]:
    """Who has cancelled and was the only ones to speak or to host, or had to be there."""
    others = {"speaks at": session.speakers, "hosts": session.hosts, "must be at": ()}
    return {person for person, why in session.absent if not others[why]}


def session_is_led(rule: Any, conference: Conference, programme: Programme) -> int:
    without = 0
    for placement in placed(programme, meant(rule, conference.sessions)):
        seats = [seat for group in placement.session.groups for seat in group.seats]
        if not any(seat.role in (Role.CHAIR, Role.VICE_CHAIR) for seat in seats):
            seats = [seat for group in placement.session.groups for seat in group.absent]
        chairs = set(meant_people(rule, {seat.person for seat in seats if seat.role == Role.CHAIR}))
        vices = set(meant_people(rule, {seat.person for seat in seats if seat.role == Role.VICE_CHAIR}))
        away = {p for p in chairs | vices if not can_come(conference, programme, p, placement)}
        if rule.weight is None:
            without += bool(chairs | vices) and away == chairs | vices
        else:
            without += len(away & (chairs or vices))
    return without


def quorum(rule: Any, conference: Conference, programme: Programme) -> int:
    too_few = 0
    says_which = rule.group and (rule.only.sessions or rule.only.kinds or rule.only.groups or rule.only.tags)
    for group in [rule.group] if rule.group else conference.groups:
        if not rule.group and rule.only.groups and group not in rule.only.groups:
            continue
        for placement in placed(programme, meant(rule, conference.sessions)):
            if group not in placement.session.groups and not says_which:
                continue
            present = [
                person
                for person in meant_people(rule, sitting(group))
                if can_come(conference, programme, person, placement)
                and (has_a_place(person, placement.session) or person in must_come(placement.session))
            ]
            cities = {person.organisation for person in present if person.organisation}
            too_few += max(0, (rule.people or 0) - len(present)) + max(0, (rule.cities or 0) - len(cities))
    return too_few


def wishes_attended(rule: Any, conference: Conference, programme: Programme) -> int:
    weights = {
        Role.CHAIR: rule.chair,
        Role.VICE_CHAIR: rule.vice_chair,
        Role.SECRETARY: rule.secretary,
        Role.MEMBER: rule.member,
        Role.INTERESTED: rule.interested,
    }
    missed = 0
    for person in meant_people(rule, conference.people):
        every = worth(conference, person, weights)
        asked = {session: every[session] for session in meant(rule, every)}
        missed += sum(asked.values()) - best_day(conference, programme, person, asked)
    return missed


def fair_share(rule: Any, conference: Conference, programme: Programme) -> int:
    lost = {}
    for person in conference.people:
        asked = dict.fromkeys(meant(rule, wishes(conference, person)), 1)
        lost[person] = len(asked) - best_day(conference, programme, person, asked)
    people = meant_people(rule, conference.people)
    if rule.of_whom == "person":
        losses = [lost[person] for person in people]
    elif rule.of_whom == "city":
        cities = {person.organisation for person in people if person.organisation}
        losses = [sum(lost[p] for p in people if p.organisation == city) for city in cities]
    else:
        compared = [g for g in conference.groups if g in (rule.only.groups or [g]) and g not in rule.excluding.groups]
        losses = [
            sum(_drawn_elsewhere(rule, conference, programme, p, group) for p in people if role_at(p, [group]))
            for group in compared
        ]
    most: int = rule.most
    return max(0, max(losses, default=0) - most)


def _drawn_elsewhere(rule: Any, conference: Conference, programme: Programme, person: Person, group: Group) -> bool:
    """From one of the group's meetings: another wish or duty at that time, or not there, or the meeting is dropped."""
    asked = wishes(conference, person)
    others = [placement for placement in placed(programme, asked) if not covers(rule.excluding, placement.session)]
    for session in meant(rule, asked):
        if group not in session.groups:
            continue
        if session not in programme or not can_come(conference, programme, person, programme[session]):
            return True
        if any(other.session != session and either_or(conference, programme[session], other) for other in others):
            return True
    return False


def groups_apart(rule: Any, conference: Conference, programme: Programme) -> int:
    apart: list[tuple[Group, Group]] = []
    if rule.from_:
        apart += [(one, other) for one in rule.groups for other in rule.from_ if one != other]
    else:
        apart += combinations(rule.groups, 2)
    if rule.each == "pillar":
        for pillar in {name for group in conference.groups for name in group.pillars}:
            apart += combinations([group for group in conference.groups if pillar in group.pillars], 2)
    pairs = 0
    for one, other in combinations(placed(programme, meant(rule, conference.sessions)), 2):
        these, those = one.session.groups, other.session.groups
        asked = any(
            (g in these and h not in these and h in those and g not in those)
            or (h in these and g not in these and g in those and h not in those)
            for g, h in apart
        )
        asked = asked or (rule.each == "group" and not {*these}.isdisjoint(those))
        asked = asked or (rule.each == "tag" and not {*one.session.tags}.isdisjoint(other.session.tags))
        pairs += asked and coincide(one, other)
    return pairs


def time_to_breathe(rule: Any, conference: Conference, programme: Programme) -> int:
    """Groups limit the people here, and no sessions."""
    only, excluding = rule.only, rule.excluding
    limited = only.people or only.groups
    named = {*only.people}.union(*({seat.person for seat in group.seats} for group in only.groups))
    left_out = {*excluding.people}.union(*({seat.person for seat in group.seats} for group in excluding.groups))
    people = [person for person in conference.people if (not limited or person in named) and person not in left_out]
    return sum(_sits_too_long(rule, conference, programme, person) for person in people)


def _sits_too_long(rule: Any, conference: Conference, programme: Programme, person: Person) -> bool:
    only, excluding = rule.only, rule.excluding
    about = [
        session
        for session in conference.sessions
        if session.held
        and session.kind not in NO_MEETING
        and (not (only.sessions or only.kinds) or session in only.sessions or session.kind in only.kinds)
        and not (session in excluding.sessions or session.kind in excluding.kinds)
    ]
    if not any(person in must_come(session) for session in about):
        return False
    sits = [
        placement
        for placement in placed(programme, about)
        if person in must_come(placement.session)
        or (placement.session.kind in EVERYONE and is_present(person, placement))
    ]
    sat = sorted(all_minutes(sits))
    began = sat[0] if sat else 0  # the first minute since the last break
    for last, m in pairwise(sat):
        gap = m - last - 1
        same_day = conference.clock.date(last) == conference.clock.date(m)
        if rule.longest_gap is not None and same_day and gap > rule.longest_gap:
            return True
        sits_on = any({last, m} <= minutes(placement) for placement in sits)
        if not sits_on and gap >= rule.rest:
            if last + 1 - began > rule.most:
                return True
            began = m
    return bool(sat) and sat[-1] + 1 - began > rule.most


def time_to_spare(rule: Any, conference: Conference, programme: Programme) -> int:
    found = 0
    for person in meant_people(rule, conference.people):
        leads = [s for s in meant(rule, conference.sessions) if person in _waited_for(s)]
        theirs = placed(programme, leads)
        comes_in = {m for day in conference.days for m in _comes_in(day, person) if rule.arrival}
        found += sum(any(m in comes_in for m in _just_before(p.start, rule.minutes)) for p in theirs)
        found += sum(
            bool(minutes(one) & _with_rest(other, rule.minutes)) or bool(_with_rest(one, rule.minutes) & minutes(other))
            for one, other in combinations(theirs, 2)
        )
    return found


def _waited_for(session: Session) -> set[Person]:
    """Chairs, speakers and hosts."""
    chairs = {seat.person for group in session.groups for seat in group.seats if seat.role == Role.CHAIR}
    return {*chairs, *session.speakers, *session.hosts}


def _comes_in(day: Any, person: Person) -> list[int]:
    """The minutes of that day at which the person is there and was not a minute ago, or it was not yet open."""
    open_at = range(day.hours.start, day.hours.end)
    stretches = person.present
    here = [m for m in open_at if stretches is None or any(s.start <= m < s.end for s in stretches)]
    return [m for m in here if m - 1 not in here]


def _just_before(start: int, length: int) -> range:
    """That minute and those before it, so many in all."""
    return range(start - length + 1, start + 1)


def _with_rest(placement: Placement, length: int) -> set[int]:
    return set(range(placement.start, placement.end + length))
