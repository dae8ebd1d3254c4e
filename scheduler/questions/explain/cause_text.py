"""A cause in sentences: what is demanded, each matter once, with the hours, lengths and seats that it stems from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from scheduler.checking.findings import counted, in_all
from scheduler.conference.clock import Clock, Span
from scheduler.conference.conference import Conference, Person, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.questions.explain.causes import LARGE, Cause
from scheduler.questions.explain.requirements import Requirement
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import restricts, single_session, waivable
from scheduler.text.wording import count, listing

_MOST_HOURS = 6
_MOST_LEADERS = 4  # of whom it is told when they are there, though they are for some of the hours
_MOST_NAMED = 4  # sessions, in the line above a cause
_ROOM = "needs a room"
_LENGTH = re.compile(r" \((\d+) minutes?\) ")
_TAKES = re.compile(r"^(takes \d+ minutes?) and ")


def headline(cause: Cause, conference: Conference) -> str:
    """What cannot be; and how many there are and how many would fit, where that is the matter."""
    sessions = cause.sessions
    if len(sessions) == 1:
        return f"{sessions[0]} cannot be placed."
    numbers = counted(conference, sessions, [(r.rule, r.case) for r in cause.requirements if r.rule])
    if len(sessions) == 2:
        return f"{_names(sessions)} cannot both be placed."
    if len(sessions) > 2 and len(conference.held) <= LARGE:
        rules = {id(r.rule): r.rule for r in cause.requirements if r.rule}
        numbers = in_all(Problem(conference, rules.values()), sessions, numbers)
    if numbers and (len(sessions) > _MOST_NAMED or all(session.name in numbers for session in sessions)):
        return numbers
    return f"{_names(sessions)} cannot all be placed. {numbers}".rstrip()


def sentences(cause: Cause, conference: Conference) -> list[str]:
    """What is demanded, the sessions first; then the data that the sentences do not tell by themselves."""
    alone = [requirement for requirement in cause.requirements if _of_one(requirement)]
    others = [requirement for requirement in cause.requirements if not _of_one(requirement)]
    return [*_of_sessions(alone, cause, conference), *_of_several(others, conference), *_data(cause, conference)]


# -- sessions, each with all that is said of it alone -----------------------------------------------------------------


def _of_one(requirement: Requirement) -> bool:
    """Whether its sentence is about one session, and begins with it."""
    return len(requirement.sessions) == 1 and str(requirement).startswith(f"{requirement.sessions[0]} ")


def _of_sessions(alone: Sequence[Requirement], cause: Cause, conference: Conference) -> Iterator[str]:
    said: dict[Session, list[str]] = {}
    for requirement in sorted(alone, key=lambda r: not r.must):
        (session,) = requirement.sessions
        told = _predicate(requirement, session, cause, conference)
        said.setdefault(session, []).extend(filter(None, _TAKES.split(told, maxsplit=1)))
    for session, words in said.items():
        by_people = any(r.people and session in r.sessions for r in cause.requirements)
        if by_people and not any(word.startswith("takes ") for word in words):
            words.append(f"takes {count(session.minutes, 'minute')}")
        if any(word.startswith(f"{_ROOM} ") for word in words) and _ROOM in words:
            words.remove(_ROOM)  # what it needs of a room says that it needs one
    alike: dict[tuple[str, ...], list[Session]] = {}
    for session, words in said.items():
        alike.setdefault(tuple(words), []).append(session)
    for predicates, sessions in alike.items():
        which = str(sessions[0]) if len(sessions) == 1 else f"Each of {listing(sessions)}"
        yield f"{which} {_joined(predicates)}."


def _predicate(requirement: Requirement, session: Session, cause: Cause, conference: Conference) -> str:
    """`must be held`, `takes 60 minutes and stands in Ronde 1 (at 11.40)`, `takes 5 minutes and can begin at 11.40`."""
    told = _LENGTH.sub(r" takes \1 minutes and ", str(requirement), count=1)
    told = told.removeprefix(f"{session} ").removesuffix(".")
    hours = _hours(requirement, session, conference)
    clock = conference.clock
    if not (requirement.rule is None or restricts(requirement.rule) == "hours") or not hours:
        return told + _waived(requirement)
    when = _when(hours, session, conference)
    if (session.starts, session.rounds, session.windows, session.days) == (None, None, None, None):
        takes = f"takes {count(session.minutes, 'minute')} and"
        some = _on_their_days(hours, session, cause, conference)
        if len(some) <= _MOST_HOURS:
            return f"{takes} can begin {conference.clock.at(*some)}{_waived(requirement)}"
        if set(hours) <= {round_.span.start for day in conference.days for round_ in day.rounds}:
            return f"{takes} stands in one of the rounds, {when}{_waived(requirement)}"
        return f"{takes} can be {when}{_waived(requirement)}"
    if any(clock.hour(start) in told for start in hours):
        return told + _waived(requirement)
    if clock.day(hours[0]) in told:
        when = when.replace(clock.on(hours[0]), "")
    return f"{told} ({when}){_waived(requirement)}"


def _when(hours: Sequence[int], session: Session, conference: Conference) -> str:
    """`at 9.30 or 10.45`, `on Fri 22 May at 9.30 or 10.45`, `from 9.00 to 17.00`, the same `on each day`."""
    clock = conference.clock
    if len(hours) <= _MOST_HOURS:
        return clock.at(*hours)
    by_day: dict[date, list[int]] = {}
    for start in hours:
        by_day.setdefault(conference.day_of(start).date, []).append(start)
    spans = [Span(some[0], some[-1] + session.minutes) for some in by_day.values()]
    same = {(clock.hour(span.start), clock.hour(span.end)) for span in spans}
    if len(spans) == len(conference.days) > 1 and len(same) == 1:
        return f"from {' to '.join(*same)} on each day"
    return listing(map(clock.stretch, spans), "or")


def _on_their_days(hours: Sequence[int], session: Session, cause: Cause, conference: Conference) -> list[int]:
    """Of these starts those on the one day on which somebody is there who must be; all, where that is no one day."""
    musts = [requirement for requirement in cause.requirements if session in requirement.sessions and requirement.plain]
    people = {person for requirement in musts for person in requirement.people if person.present is not None}
    there = [{conference.clock.date(window.start) for window in p.present or ()} for p in people]
    dates = set.intersection(*there) if there else set()
    some = [start for start in hours if conference.clock.date(start) in dates]
    return some if len(dates) == 1 and some else list(hours)


def _hours(requirement: Requirement, session: Session, conference: Conference) -> list[int]:
    """The starts that it leaves the session."""
    return [
        start
        for start in sorted(conference.starts(session))
        if not requirement.case.breaches(Programme((Placement(session, start),)))
    ]


def _joined(words: Sequence[str]) -> str:
    """`must be held`, `must be held and takes 45 minutes`, `must be held, takes 60 minutes and begins at 10.00`."""
    if len(words) < 2:
        return "".join(words)
    unclear = (" and ", ", ", " or ") if len(words) > 2 else (" and ",)
    comma = "," * any(sign in word for sign in unclear for word in words)
    return f"{', '.join(words[:-1])}{comma} and {words[-1]}"


def _waived(requirement: Requirement) -> str:
    """The name of a rule that can be given up, so that it can be found."""
    return f" ({requirement.name})" if requirement.rule and waivable(requirement.rule) else ""


# -- what is said of several sessions, of rooms and of groups ---------------------------------------------------------


def _of_several(others: Sequence[Requirement], conference: Conference) -> Iterator[str]:
    templates: dict[tuple[str, str], list[Requirement]] = {}
    for requirement in others:
        templates.setdefault((requirement.name, _template(requirement, conference)), []).append(requirement)
    for (_, template), alike in templates.items():
        subjects = list(dict.fromkeys(subject for r in alike for subject in _subjects(r, conference)))
        pairs = {frozenset(_subjects(r, conference)) for r in alike}
        if len(alike) > 1 and template.startswith("{} ") and all(len(pair) == 1 for pair in pairs):
            yield _ended(template.format(f"Each of {listing(subjects)}"), alike[0])
        elif len(alike) > 1 and (
            all(len(pair) == 1 for pair in pairs) or pairs == {frozenset(pair) for pair in combinations(subjects, 2)}
        ):
            yield _ended(template.format(listing(subjects)), alike[0])
        else:
            yield from (_ended(str(r), r) for r in alike)


def _ended(sentence: str, requirement: Requirement) -> str:
    return f"{sentence.removesuffix('.')}{_waived(requirement)}."


def _subjects(requirement: Requirement, conference: Conference) -> list[str]:
    """The session or the two that it names, or the room that its sentence begins with."""
    if 1 <= len(requirement.sessions) <= 2:
        return [str(session) for session in requirement.sessions]
    told = str(requirement)
    return [room.name for room in conference.rooms if not requirement.sessions and told.startswith(f"{room} ")][:1]


def _template(requirement: Requirement, conference: Conference) -> str:
    """The sentence with {} for what it is about: sentences with the same are told as one."""
    told = str(requirement).replace("{", "(").replace("}", ")")
    subjects = _subjects(requirement, conference)
    return told.replace(listing(subjects), "{}", 1) if subjects else told


# -- the data ---------------------------------------------------------------------------------------------------------


def _data(cause: Cause, conference: Conference) -> Iterator[str]:
    yield from _seats(cause, conference)
    yield from _presence(cause, conference)
    yield from _walks(cause, conference)


def _rooms_left(session: Session, requirements: Iterable[Requirement], conference: Conference) -> list[Room]:
    about = [
        r for r in requirements if r.sessions == (session,) and not r.must and (not r.rule or single_session(r.rule))
    ]
    return [room for room in conference.rooms if not any(_breaks_by_room(r, session, room, conference) for r in about)]


def _breaks_by_room(requirement: Requirement, session: Session, room: Room, conference: Conference) -> bool:
    """Whether it forbids the room at every hour, but not every room at all hours."""
    return all(
        requirement.case.breaches(Programme((Placement(session, start, room),)))
        for start in conference.starts(session) or (conference.days[0].hours.start,)
    )


def _seats(cause: Cause, conference: Conference) -> Iterator[str]:
    """How many the rooms seat, where that is what is wrong with them."""
    for requirement in cause.requirements:
        if (
            len(requirement.sessions) != 1
            or requirement.must
            or not (requirement.rule and single_session(requirement.rule))
        ):
            continue
        (session,) = requirement.sessions
        expected = conference.expected(session)
        out = [room for room in conference.rooms if _breaks_by_room(requirement, session, room, conference)]
        roomy = Room(name="a room for all", features=session.features)
        if _breaks_by_room(requirement, session, roomy, conference):
            continue  # it is not for want of seats
        if not out or not all(room.capacity is not None for room in out) or str(expected) not in str(requirement):
            continue
        rest = [r for r in cause.requirements if r is not requirement]
        left = [room for room in out if room in _rooms_left(session, rest, conference)]
        largest = sorted(left, key=lambda room: -(room.capacity or 0))[:3]
        if largest:
            others = len(left) - len(largest)
            more = f", and {others} {'other' if others == 1 else 'others'} fewer" if others else ""
            yield f"{listing(f'{room} seats {room.capacity}' for room in largest)}{more}."


def _presence(cause: Cause, conference: Conference) -> Iterator[str]:
    """Who is not there when a session can be, where a requirement looks at the people of a group.

    Of a few who may lead it also who is not there at some of its hours.
    """
    absent: dict[Person, None] = {}
    for requirement in cause.requirements:
        if requirement.plain:
            continue
        (session,) = requirement.sessions
        framed = [r for r in cause.requirements if r.sessions == (session,) and r.plain and not r.must]
        hours = set(conference.starts(session)).intersection(*(_hours(r, session, conference) for r in framed))
        few = len(requirement.people) <= _MOST_LEADERS
        for person in conference.people:
            if person in requirement.people and not _told_of(person, cause, conference):
                there_at = [start for start in hours if person.can_be_there(session.span(start))]
                if not there_at or (few and len(there_at) < len(hours)):
                    absent[person] = None
    for person in list(absent)[:4]:
        yield f"{person} {there(person, conference.clock)}."
    if len(absent) > 4:
        yield f"{count(len(absent) - 4, 'other is', 'others are')} not there either."


def _told_of(person: Person, cause: Cause, conference: Conference) -> bool:
    """Whether a requirement tells by itself when they are there."""
    hours = there(person, conference.clock)
    return any(person in requirement.people and hours in str(requirement) for requirement in cause.requirements)


def there(person: Person, clock: Clock) -> str:
    """`can be there from 15.00 to 15.30`."""
    if not person.present:
        return "is never there" if person.present is not None else "can always be there"
    return f"can be there {listing(map(clock.stretch, person.present), 'or')}"


def _walks(cause: Cause, conference: Conference) -> Iterator[str]:
    """How far it is between the rooms of two sessions that somebody must attend, where no nearer ones are left."""
    for requirement in cause.requirements:
        if len(requirement.sessions) != 2 or not requirement.people:
            continue
        here, there_ = (_rooms_left(session, cause.requirements, conference) for session in requirement.sessions)
        ways = {(a, b): conference.walking.minutes(a, b) for a in here for b in there_}
        if ways and (least := min(ways.values())):
            a, b = next(pair for pair, minutes in ways.items() if minutes == least)
            yield f"From {a} to {b} it is {count(least, 'minute')} on foot."


def _names(sessions: Sequence[Session]) -> str:
    return listing(sessions) if len(sessions) <= _MOST_NAMED else f"{len(sessions)} sessions"
