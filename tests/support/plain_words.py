"""What the words of the rules mean, minute by minute and person by person: for the oracles (support/oracles.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference, Session
from scheduler.conference.people import Group, Person, Role
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.rule import Scope

EVERYONE = ("plenary", "board lunch")
NO_MEETING = ("break", "walk-in", "drinks", "open space", "moving time")


def minutes(placement: Placement) -> set[int]:
    """Every minute at which the session goes on."""
    return set(range(placement.start, placement.start + placement.session.minutes))


def coincide(one: Placement, other: Placement) -> bool:
    """They share a minute."""
    return bool(minutes(one) & minutes(other))


def either_or(conference: Conference, one: Placement, other: Placement) -> bool:
    """One person cannot attend both: they coincide, or the second begins while that person still walks."""
    first, second = sorted((one, other), key=lambda placement: placement.start)
    way = conference.walking.minutes(first.room, second.room)
    under_way = set(range(first.end, first.end + way))
    return bool((minutes(first) | under_way) & minutes(second))


def is_present(person: Person, placement: Placement) -> bool:
    """The person is there at every minute of the session."""
    if person.present is None:
        return True
    return all(any(stretch.start <= m < stretch.end for stretch in person.present) for m in minutes(placement))


def must_come(session: Session, *, chairs: bool = True) -> set[Person]:
    """Speakers, hosts, required people, the members of required groups, and the chairs of its groups."""
    named = {*session.speakers, *session.hosts, *session.required}
    for group in session.required_groups:
        named |= sitting(group)
    for group in session.groups if chairs else ():
        named |= {seat.person for seat in group.seats if seat.role == Role.CHAIR}
    return named


def sitting(group: Group) -> set[Person]:
    """The people of a group, without those who are only interested."""
    return {seat.person for seat in group.seats if seat.role != Role.INTERESTED}


def role_at(person: Person, groups: Iterable[Group]) -> Role | None:
    """The strongest role of the person in these groups."""
    held = [seat.role for group in groups for seat in group.seats if seat.person == person]
    return next((role for role in Role if role in held), None)


def duties(programme: Programme, person: Person) -> list[Placement]:
    """Where the person must be in this programme."""
    return [placement for placement in programme.values() if person in must_come(placement.session)]


def wishes(conference: Conference, person: Person) -> dict[Session, Role]:
    """The meetings that the person wishes to attend; where they must be is no wish, nor is what everyone goes to."""
    found = {}
    for session in conference.sessions:
        role = role_at(person, (*session.groups, *session.invited))
        own = stated(conference, person, session)
        role = None if own == [0] else role or (Role.INTERESTED if own else None)
        role = role if has_a_place(person, session) else None
        if person in (session.signed_up or ()):
            role = role_at(person, (*session.groups, *session.invited)) or Role.MEMBER
            role = Role.MEMBER if role is Role.INTERESTED else role
        if session.held and role and person not in must_come(session) and session.kind not in EVERYONE:
            found[session] = role
    return found


def has_a_place(person: Person, session: Session) -> bool:
    """Nobody has written down who has one, or the person is among those who have; who waits has none."""
    return person not in session.waiting and (session.signed_up is None or person in session.signed_up)


def stated(conference: Conference, person: Person, session: Session) -> list[int | None]:
    """Nothing, or the one thing that their own wishes say of the session: by its name, else by a group's."""
    same = [s for s in conference.sessions if session in (s, *(o for o in conference.sessions if s.goes_to == o.name))]
    named = [strength for name, strength in person.wishes if name in [s.name for s in same]]
    of_groups = [strength for name, strength in person.wishes if name in [g.name for s in same for g in s.groups]]
    found = named or of_groups
    if any(found):
        return [max(strength or 0 for strength in found)]
    return found[:1] if 0 not in found or None not in found else [None]


def worth(conference: Conference, person: Person, weights: Mapping[Role, int]) -> dict[Session, int]:
    """What each wish weighs: by the strongest role, or by how strong they say it is, where that is more."""
    found = {}
    for session, role in wishes(conference, person).items():
        own = stated(conference, person, session)
        by_role = own in ([], [None]) or role_at(person, (*session.groups, *session.invited)) is not None
        by_role = by_role or person in (session.signed_up or ())
        found[session] = max(*(number or 0 for number in own), weights[role] * by_role, 0)
    return found


def can_come(conference: Conference, programme: Programme, person: Person, placement: Placement) -> bool:
    """The person is there for the whole of the session and is not needed at another one at that time."""
    elsewhere = [duty for duty in duties(programme, person) if duty.session != placement.session]
    return is_present(person, placement) and not any(either_or(conference, placement, duty) for duty in elsewhere)


def best_day(conference: Conference, programme: Programme, person: Person, worth: Mapping[Session, int]) -> int:
    """The most that the sessions are worth which the person can attend: every choice of them is tried."""
    within_reach = [p for p in programme.values() if p.session in worth and can_come(conference, programme, person, p)]
    most = 0
    for number in range(len(within_reach) + 1):
        for chosen in combinations(within_reach, number):
            if not any(either_or(conference, one, other) for one, other in combinations(chosen, 2)):
                most = max(most, sum(worth[placement.session] for placement in chosen))
    return most


def covers(scope: Scope, session: Session) -> bool:
    """The scope names the session, its kind, one of its tags, or a group whose session it is."""
    named = session in scope.sessions or session.kind in scope.kinds
    return named or bool({*scope.groups} & {*session.groups} or {*scope.tags} & {*session.tags})


def meant(rule: Any, sessions: Iterable[Session]) -> list[Session]:
    """Those of the sessions, held, that `only` and `except` leave."""
    limited = rule.only.sessions or rule.only.groups or rule.only.kinds or rule.only.tags
    return [
        session
        for session in sessions
        if session.held and (not limited or covers(rule.only, session)) and not covers(rule.excluding, session)
    ]


def meant_people(rule: Any, people: Iterable[Person]) -> list[Person]:
    """Those of the people whom `only` and `except` leave by name."""
    only, excluding = rule.only.people, rule.excluding.people
    return [person for person in people if (not only or person in only) and person not in excluding]


def placed(programme: Programme, sessions: Iterable[Session]) -> list[Placement]:
    asked = list(sessions)
    return [placement for placement in programme.values() if placement.session in asked]


def day_of(conference: Conference, placement: Placement) -> Any:
    return conference.clock.date(placement.start)


def all_minutes(placements: Iterable[Placement]) -> set[int]:
    return set().union(*(minutes(placement) for placement in placements))


def lies_in(span: Span, stretches: Iterable[Span]) -> bool:
    return any(all(stretch.start <= m < stretch.end for m in range(span.start, span.end)) for stretch in stretches)
