"""A second reading of every rule, from its sentence alone: what a patient person with paper and pencil would count.

Written without a look at the checks and encodings, and as plainly as can be: minute by minute, subset by subset. Check
and encoding are by one hand, so a misreading that both share passes every test that holds the one against the other;
it does not pass these. Each function answers how much a programme breaks its rule: 0 when it keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain, combinations, pairwise
from typing import Any

from scheduler.clock import Span
from scheduler.conference import Conference, Day, Session
from scheduler.network import Group, Person, Role
from scheduler.programme import Placement, Programme
from scheduler.rule import Scope

EVERYONE = ("plenary", "board lunch")
NO_MEETING = ("break", "walk-in", "drinks", "open space", "moving time")


# What the words of the rules mean.


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


def there(person: Person, placement: Placement) -> bool:
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
        if session.held and role and person not in must_come(session) and session.kind not in EVERYONE:
            found[session] = role
    return found


def can_come(conference: Conference, programme: Programme, person: Person, placement: Placement) -> bool:
    """The person is there for the whole of the session and is not needed at another one at that time."""
    elsewhere = [duty for duty in duties(programme, person) if duty.session != placement.session]
    return there(person, placement) and not any(either_or(conference, placement, duty) for duty in elsewhere)


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
    """The scope names the session, its kind, or a group whose session it is."""
    return session in scope.sessions or session.kind in scope.kinds or bool({*scope.groups} & {*session.groups})


def meant(rule: Any, sessions: Iterable[Session]) -> list[Session]:
    """Those of the sessions, held, that `only` and `except` leave."""
    limited = rule.only.sessions or rule.only.groups or rule.only.kinds
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


# Time and place.


def one_session_per_room(rule: Any, conference: Conference, programme: Programme) -> int:
    pairs = 0
    for one, other in combinations(placed(programme, meant(rule, conference.sessions)), 2):
        if one.room is None or one.room != other.room:
            continue
        first, second = sorted((one, other), key=lambda placement: placement.start)
        turned_over = set(range(first.end, first.end + rule.turnover))
        pairs += bool((minutes(first) | turned_over) & minutes(second))
    return pairs


def session_in_its_window(rule: Any, conference: Conference, programme: Programme) -> int:
    return sum(
        not _keeps_its_time(conference, placement) for placement in placed(programme, meant(rule, conference.sessions))
    )


def _keeps_its_time(conference: Conference, placement: Placement) -> bool:
    session, span = placement.session, placement.span
    day = next((day for day in conference.days if _lies_in(span, [day.hours])), None)
    if day is None:
        return False
    if session.days is not None and day.date not in session.days:
        return False
    if session.windows is not None and not _lies_in(span, session.windows):
        return False
    if session.starts is not None and placement.start not in session.starts:
        return False
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


def _ends_within_a_round(day: Day, span: Span) -> bool:
    """In the round in which it begins, or in a later one."""
    return any(r.span.start < span.end <= r.span.end for r in day.rounds)


def _lies_in(span: Span, stretches: Iterable[Span]) -> bool:
    return any(all(stretch.start <= m < stretch.end for m in range(span.start, span.end)) for stretch in stretches)


def room_is_open(rule: Any, conference: Conference, programme: Programme) -> int:
    return sum(
        any(m in range(closed.start, closed.end) for closed in placement.room.closed for m in minutes(placement))
        for placement in placed(programme, meant(rule, conference.sessions))
        if placement.room
    )


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


def _expected(conference: Conference, session: Session) -> int:
    """What the file says, else everyone for a plenary, else the members of its groups, and whoever must be there."""
    if session.expected is not None:
        return session.expected
    if session.kind in EVERYONE:
        return len(conference.people)
    if session.kind in NO_MEETING:
        return 0
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
        or placement.session in rule.only.sessions
    ]
    busiest = max((sum(m in minutes(p) for p in counted) for m in _all_minutes(counted)), default=0)
    most: int = rule.most
    return max(0, busiest - most)


def _all_minutes(placements: Iterable[Placement]) -> set[int]:
    return set().union(*(minutes(placement) for placement in placements))


# People.


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
        not there(person, placement)
        for placement in placed(programme, meant(rule, conference.sessions))
        for person in meant_people(rule, must_come(placement.session, chairs=rule.chairs))
    )


def session_is_led(rule: Any, conference: Conference, programme: Programme) -> int:
    without = 0
    for placement in placed(programme, meant(rule, conference.sessions)):
        seats = [seat for group in placement.session.groups for seat in group.seats]
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
    says_which = rule.only.sessions or rule.only.kinds or rule.only.groups
    for placement in placed(programme, meant(rule, conference.sessions)):
        if rule.group not in placement.session.groups and not says_which:
            continue
        present = [
            person
            for person in meant_people(rule, sitting(rule.group))
            if can_come(conference, programme, person, placement)
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
        asked = wishes(conference, person)
        worth = {session: weights[asked[session]] for session in meant(rule, asked)}
        missed += sum(worth.values()) - best_day(conference, programme, person, worth)
    return missed


def fair_share(rule: Any, conference: Conference, programme: Programme) -> int:
    lost = {}
    for person in conference.people:
        worth = dict.fromkeys(meant(rule, wishes(conference, person)), 1)
        lost[person] = len(worth) - best_day(conference, programme, person, worth)
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
        if person in must_come(placement.session) or (placement.session.kind in EVERYONE and there(person, placement))
    ]
    sat = sorted(_all_minutes(sits))
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


# Shape of the day.


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
    broken = sum(bool(rule.between) and not _lies_in(first.span, rule.between) for first in firsts)
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
            or (bool(rule.between) and not _lies_in(placement.span, rule.between))
            or (bool(rule.days) and day_of(conference, placement) not in rule.days)
            or (bool(rule.room) and placement.session.needs_room and placement.room not in rule.room)
        )
    return disappointed


Oracle = Callable[[Any, Conference, Programme], int]
ORACLES: Mapping[str, Oracle] = {
    oracle.__name__: oracle
    for oracle in (
        one_session_per_room,
        session_in_its_window,
        room_is_open,
        room_suits_session,
        room_seats_everyone,
        pinned,
        every_session_held,
        at_most_in_parallel,
        nobody_in_two_places,
        present_when_needed,
        session_is_led,
        wishes_attended,
        quorum,
        fair_share,
        groups_apart,
        time_to_breathe,
        plenary_stands_alone,
        in_parallel,
        in_order,
        same_room,
        different_days,
        preferred,
    )
}
