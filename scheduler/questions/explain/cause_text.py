"""A cause in sentences: what is demanded, each matter once, with the hours, lengths and seats that it stems from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from scheduler.checking.domain import Domain
from scheduler.checking.findings import counted, in_all
from scheduler.checking.grouped_cases import cases_together
from scheduler.conference.clock import Clock, Span
from scheduler.conference.conference import Conference, Person, Room, Session
from scheduler.conference.duty_words import does
from scheduler.conference.programme import Placement, Programme
from scheduler.questions.explain.causes import LARGE, Cause
from scheduler.questions.explain.edits import updated
from scheduler.questions.explain.predicates import Predicates
from scheduler.questions.explain.requirements import Requirement
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import InParts, implements, predicates, restricts, single_session, waivable
from scheduler.text.sentence import Sentence, paragraph, plural
from scheduler.text.wording import count, listing, some, taking

_MOST_HOURS = 6
_MOST_LEADERS = 4  # whose presence is given although it covers some of the hours
_MOST_NAMED = 4  # sessions, in the line above a cause
_READABLE = 12  # sentences on a cause that may not need them all
_ROOM = ("needs a room",)


def headline(cause: Cause, conference: Conference) -> str:
    """A line above the cause: what cannot be placed, and how many would fit, where there are too many."""
    sessions = cause.sessions
    if len(sessions) == 1:
        return Sentence("{session} cannot be placed.", session=sessions[0])
    numbers = counted(conference, sessions, [(r.rule, r.case) for r in cause.requirements if r.rule])
    if len(sessions) == 2:
        return Sentence("{sessions} cannot both be placed.", sessions=_names(sessions))
    if len(sessions) > 2 and len(conference.held) <= LARGE:
        rules = {id(r.rule): r.rule for r in cause.requirements if r.rule}
        numbers = in_all(Problem(conference, rules.values()), sessions, numbers)
    if numbers and (len(sessions) > _MOST_NAMED or numbers.names_all(sessions)):
        return numbers.brief
    cannot = Sentence("{sessions} cannot all be placed.", sessions=_names(sessions))
    return paragraph(cannot, numbers.brief) if numbers else cannot


def sentences(cause: Cause, conference: Conference) -> list[str]:
    """What the cause demands, the sessions first; then the data that these sentences do not give by themselves.

    Where time was up before it was small enough to be read, one sentence that says so.
    """
    if can_be_read(cause, conference):
        return _sentences(cause, conference)
    number = len(cause.requirements)
    return [Sentence("There was no time to find out on which of {number} demands this hangs.", number=number)]


def can_be_read(cause: Cause, conference: Conference) -> bool:
    """Whether it is told in full: hundreds of demands, most of which it does not need, tell nobody anything."""
    return cause.smallest or len(_sentences(cause, conference)) <= _READABLE


def _sentences(cause: Cause, conference: Conference) -> list[str]:
    every = [*demands(cause.requirements, cause, conference), *data(cause, conference)]
    return list(dict.fromkeys(every))  # several sessions may look at one room


def demands(requirements: Sequence[Requirement], cause: Cause, conference: Conference) -> Iterator[str]:
    """These demands of the cause, each matter once, the sessions first."""
    yield from _of_sessions([r for r in requirements if predicates(r.case)], cause, conference)
    yield from _of_several([r for r in requirements if not predicates(r.case)])


# -- sessions, each with all that is demanded of it alone --------------------------------------------------------------


def _of_sessions(alone: Sequence[Requirement], cause: Cause, conference: Conference) -> Iterator[str]:
    demanded: dict[Session, list[Requirement]] = {}
    for requirement in sorted(alone, key=lambda r: not r.must):
        demanded.setdefault(requirement.sessions[0], []).append(requirement)
    alike: dict[tuple[str, ...], list[Session]] = {}
    for session, theirs in demanded.items():
        alike.setdefault(tuple(_predicates_of(session, theirs, cause, conference)), []).append(session)
    for shared, sessions in alike.items():
        values = {"names": listing(sessions), "predicates": Predicates(shared)}
        yield (
            Sentence("{names} {predicates}.", **values)
            if len(sessions) == 1
            else Sentence("Each of {names} {predicates}.", **values)
        )


def _predicates_of(
    session: Session, demanded: Sequence[Requirement], cause: Cause, conference: Conference
) -> Iterator[str]:
    choosy = any(_rules_out_rooms(requirement, session, conference) for requirement in demanded)
    length_told = False
    for requirement in demanded:
        length, *hours = _length_and_hours(requirement, session, cause, conference)
        if length:
            length_told = True
            yield length
        # What it needs of a room says that it needs one.
        yield from () if choosy and predicates(requirement.case) == _ROOM else hours
    if not length_told and any(r.people and session in r.sessions for r in cause.requirements):
        yield taking(session.minutes)


def _rules_out_rooms(requirement: Requirement, session: Session, conference: Conference) -> bool:
    """Whether it leaves the session some of the rooms only, at whatever hour."""
    starts = conference.starts(session) or (conference.days[0].hours.start,)
    everywhere = Domain(session, dict.fromkeys(conference.rooms, starts))
    return len(everywhere.narrowed([requirement.case]).room_set) < len(conference.rooms)


def _length_and_hours(
    requirement: Requirement, session: Session, cause: Cause, conference: Conference
) -> tuple[str, ...]:
    """What is demanded of the length, if anything, and the rest.

    `must be held`, `stands in Ronde 1 (at 11.40)`, `can begin at 11.40 or 13.00`.
    """
    *lengths, predicate = predicates(requirement.case)
    length = lengths[0] if lengths else ""
    hours = _hours(requirement, session, conference)
    if not (requirement.rule is None or restricts(requirement.rule) == "hours") or not hours:
        return length, _with_name(predicate, requirement)
    if (session.starts, session.rounds, session.windows, session.days) == (None, None, None, None):
        some = _on_their_days(hours, session, cause, conference)
        if len(some) <= _MOST_HOURS:
            begin = Sentence("can begin {hours}", hours=conference.clock.at(*some))
            return taking(session.minutes), _with_name(begin, requirement)
        when = _when(hours, session, conference)
        if set(hours) <= {round_.span.start for day in conference.days for round_ in day.rounds}:
            in_rounds = Sentence("stands in one of the rounds, {hours}", hours=when)
            return taking(session.minutes), _with_name(in_rounds, requirement)
        return taking(session.minutes), _with_name(Sentence("can be {hours}", hours=when), requirement)
    if _hours_named(session, hours, conference.clock):
        return length, _with_name(predicate, requirement)
    then = Sentence("{predicate} ({hours})", predicate=predicate, hours=_when(hours, session, conference))
    return length, _with_name(then, requirement)


def _hours_named(session: Session, hours: Sequence[int], clock: Clock) -> bool:
    """Whether the day file's own words for the session have an hour at which it can begin."""
    named = {*(session.starts or ()), *(minute for w in session.windows or () for minute in (w.start, w.end))}
    return not named.isdisjoint(hours) or any(
        clock.hour(start) in name for start in hours for name in session.rounds or ()
    )


def _when(hours: Sequence[int], session: Session, conference: Conference) -> str:
    """`at 9.30 or 10.45`, `on Fri 22 May at 9.30 or 10.45`, `from 9.00 to 17.00`, the same `on each day`.

    Without the day where the session names it.
    """
    clock = conference.clock
    by_day: dict[date, list[int]] = {}
    for start in hours:
        by_day.setdefault(conference.day_of(start).date, []).append(start)
    if len(by_day) == 1 and not (session.days is None and session.windows is None):
        clock = replace(clock, several_days=False)
    if len(hours) <= _MOST_HOURS:
        return clock.at(*hours)
    spans = [Span(some[0], some[-1] + session.minutes) for some in by_day.values()]
    same = {(clock.hour(span.start), clock.hour(span.end)) for span in spans}
    if len(spans) == len(conference.days) > 1 and len(same) == 1:
        ((begin, end),) = same
        return Sentence("from {start} to {end} on each day", start=begin, end=end)
    return listing(map(clock.stretch, spans), "or")


def _on_their_days(hours: Sequence[int], session: Session, cause: Cause, conference: Conference) -> list[int]:
    """Of these starts those on the one day on which all are present who must be; where that is no one day, all."""
    musts = [r for r in cause.requirements if session in r.sessions and r.self_contained]
    people = {person for requirement in musts for person in requirement.people if person.present is not None}
    present = [{conference.clock.date(window.start) for window in p.present or ()} for p in people]
    dates = set.intersection(*present) if present else set()
    some = [start for start in hours if conference.clock.date(start) in dates]
    return some if len(dates) == 1 and some else list(hours)


def _hours(requirement: Requirement, session: Session, conference: Conference) -> list[int]:
    """The starts that it leaves the session, in whatever room."""
    anywhere = Domain(session, {None: tuple(sorted(conference.starts(session)))})
    return list(anywhere.narrowed([requirement.case]).starts)


def _with_name(words: str, requirement: Requirement) -> str:
    """With the name of a rule that can be given up, so that it can be found."""
    if requirement.rule and waivable(requirement.rule):
        return Sentence("{words} ({rule})", words=words, rule=requirement.name)
    return words


# -- demands on several sessions, on rooms and on groups ---------------------------------------------------------


def _of_several(others: Sequence[Requirement]) -> Iterator[str]:
    by_case = {id(requirement.case): requirement for requirement in others}
    for words, cases in cases_together((requirement.name, requirement.case) for requirement in others):
        yield Sentence("{demand}.", demand=_with_name(words, by_case[id(cases[0])]))


# -- the data ---------------------------------------------------------------------------------------------------------


def data(cause: Cause, conference: Conference) -> Iterator[str]:
    """What these demands stem from and do not give by themselves: seats, presence, duties elsewhere, walks, wishes."""
    yield from _seats(cause, conference)
    yield from _presence(cause, conference)
    yield from _duties_elsewhere(cause, conference)
    yield from _walks(cause, conference)
    yield from _wishes(cause, conference)


def _wishes(cause: Cause, conference: Conference) -> Iterator[str]:
    """Who wishes to attend several of these sessions, where a demand is about what each of many people loses."""
    counted_each = [r for r in cause.requirements if implements(r.case, InParts)]
    losing = {person: None for r in counted_each for person in conference.people if person in r.people}
    alike: dict[tuple[Session, ...], list[Person]] = {}
    for person in losing:
        wished = tuple(session for session in cause.sessions if session in conference.wishes(person))
        if wished and len({*wished, *conference.duties(person)} & {*cause.sessions}) > 1:
            alike.setdefault(wished, []).append(person)
    most_first = sorted(alike.items(), key=lambda each: (-len(each[0]), -len(each[1])))
    shown: list[set[Session]] = []
    for wished, people in most_first:
        if len(shown) == _MOST_NAMED or any(more.issuperset(wished) for more in shown):
            continue  # who wishes to attend more of them cannot do so either
        shown.append(set(wished))
        if len(people) == 1:
            yield Sentence("{person} wishes to attend {sessions}.", person=people[0], sessions=listing(wished))
        else:
            who = some(people, 3, _MOST_LEADERS)
            yield Sentence("{people} wish to attend {sessions}.", people=who, sessions=listing(wished))


def _duties_elsewhere(cause: Cause, conference: Conference) -> Iterator[str]:
    """Who is needed at another session of the cause, where a demand on one session hangs on who can be there."""
    elsewhere: dict[Session, dict[Person, str]] = {}
    for requirement in cause.requirements:
        if requirement.self_contained:
            continue
        for other in cause.sessions:
            if other in requirement.case.depends_on and other not in requirement.sessions:
                needed = conference.needed(other)
                names = {p: needed[p] for p in conference.people if p in requirement.people and p in needed}
                elsewhere.setdefault(other, {}).update(names)
    for other, needed in elsewhere.items():
        if len(needed) <= _MOST_LEADERS:
            for person, why in needed.items():
                yield Sentence("{person} {duties}.", person=person, duties=does(why, other))
        else:
            yield Sentence(
                "{people} of these must be at {session}: {names}.",
                people=count(len(needed), "person", "people"),
                session=other,
                names=some(list(needed), 3),
            )


def _rooms_left(session: Session, requirements: Iterable[Requirement], conference: Conference) -> list[Room]:
    """The rooms that each of these requirements, of those about the session alone, leaves it at some hour."""
    about = [
        r for r in requirements if r.sessions == (session,) and not r.must and (not r.rule or single_session(r.rule))
    ]
    starts = conference.starts(session) or (conference.days[0].hours.start,)
    everywhere = Domain(session, dict.fromkeys(conference.rooms, starts))
    left = [everywhere.narrowed([requirement.case]).room_set for requirement in about]
    return [room for room in conference.rooms if all(room in rooms for rooms in left)]


def _breaks_by_room(requirement: Requirement, session: Session, room: Room, conference: Conference) -> bool:
    """Whether the requirement forbids the session this room at every hour at which it can begin.

    The room need be none of the conference's, so the check is asked, and not what the encoding leaves (`Domain`).
    """
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
        out = [room for room in conference.rooms if _breaks_by_room(requirement, session, room, conference)]
        if not out or not all(room.capacity is not None for room in out):
            continue
        endless = [updated(room, capacity=None) for room in out]
        if any(_breaks_by_room(requirement, session, room, conference) for room in endless):
            continue  # it is not for want of seats
        rest = [r for r in cause.requirements if r is not requirement]
        left = [room for room in out if room in _rooms_left(session, rest, conference)]
        largest = sorted(left, key=lambda room: -(room.capacity or 0))[:3]
        if largest:
            others = len(left) - len(largest)
            seats = listing(Sentence("{room} seats {seats}", room=room, seats=room.capacity) for room in largest)
            if others:
                yield Sentence("{seats}, and {others} fewer.", seats=seats, others=count(others, "other"))
            else:
                yield Sentence("{seats}.", seats=seats)


def _presence(cause: Cause, conference: Conference) -> Iterator[str]:
    """Who is absent when a session can be held, where a requirement looks at the people of a group.

    Of a few who may lead it also who is absent at some of its hours.
    """
    absent: dict[Person, None] = {}
    for requirement in cause.requirements:
        if requirement.self_contained:
            continue
        (session,) = requirement.sessions
        framed = [r for r in cause.requirements if r.sessions == (session,) and r.self_contained and not r.must]
        hours = set(conference.starts(session)).intersection(*(_hours(r, session, conference) for r in framed))
        few_leaders = len(requirement.people) <= _MOST_LEADERS
        for person in conference.people:
            if person in requirement.people and not _presence_in_cause(person, cause):
                able = [start for start in hours if person.can_be_there(session.span(start))]
                if not able or (few_leaders and len(able) < len(hours)):
                    absent[person] = None
    for person in list(absent)[:4]:
        yield Sentence("{person} {presence}.", person=person, presence=presence_text(person, conference.clock))
    if len(absent) > 4:
        yield plural(len(absent) - 4, "{number} other is not there either.", "{number} others are not there either.")


def _presence_in_cause(person: Person, cause: Cause) -> bool:
    """Whether a requirement's own sentence has when the person is present: one about them and one session alone."""
    return any(person in r.people and r.rule is not None and single_session(r.rule) for r in cause.requirements)


def presence_text(person: Person, clock: Clock) -> str:
    """`can be there from 15.00 to 15.30`."""
    if not person.present:
        return Sentence("is never there") if person.present is not None else Sentence("can always be there")
    return Sentence("can be there {hours}", hours=listing(map(clock.stretch, person.present), "or"))


def _walks(cause: Cause, conference: Conference) -> Iterator[str]:
    """How far it is between the rooms of two sessions that somebody must attend, where no nearer ones are left."""
    for requirement in cause.requirements:
        if len(requirement.sessions) != 2 or not requirement.people:
            continue
        one, other = (_rooms_left(session, cause.requirements, conference) for session in requirement.sessions)
        ways = {(a, b): conference.walking.minutes(a, b) for a in one for b in other}
        if ways and (least := min(ways.values())):
            a, b = next(pair for pair, minutes in ways.items() if minutes == least)
            way = count(least, "minute")
            yield Sentence("From {room} to {other} it is {minutes} on foot.", room=a, other=b, minutes=way)


def _names(sessions: Sequence[Session]) -> str:
    return listing(sessions) if len(sessions) <= _MOST_NAMED else count(len(sessions), "session")
