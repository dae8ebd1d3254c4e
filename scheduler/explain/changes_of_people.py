"""Changes to who is there, and who must be."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from scheduler.clock import Clock, Span
from scheduler.conference import Conference, Group, Person, Role, Seat, Session
from scheduler.explain.change import Change, Plan, now, with_thing
from scheduler.explain.changes_of_time import per_five, with_span
from scheduler.wording import count, listing

LONGER_THERE, GUEST_LONGER_THERE = 20, 25
NOT_REQUIRED, NOT_HOSTED, NOT_SPOKEN, OTHER_CHAIR, GROUP_NOT_REQUIRED = 35, 40, 50, 45, 50


def of_people(plan: Plan, sessions: Sequence[Session], people: Iterable[Person]) -> Iterator[Change]:
    """What could change of these people, and of those who are needed at these sessions."""
    conference = plan.conference
    concerned = {person: None for session in sessions for person in _of_session(conference, session)}
    concerned.update(dict.fromkeys(people))
    for person in concerned:
        yield from _longer_there(conference, person, sessions)
    for session in sessions:
        yield from _not_needed(session)


def _of_session(conference: Conference, session: Session) -> Iterator[Person]:
    yield from conference.needed(session)
    yield from conference.leaders(session)


def _longer_there(conference: Conference, person: Person, sessions: Sequence[Session]) -> Iterator[Change]:
    """So long that they are there for one of the sessions, at one of its hours."""
    if person.present is None:
        return
    base = GUEST_LONGER_THERE if person.guest else LONGER_THERE
    spans = dict.fromkeys(session.span(start) for session in sessions for start in conference.starts(session))
    for present in dict.fromkeys(with_span(conference, person.present, span) for span in spans):
        minutes = sum(w.minutes for w in present) - sum(w.minutes for w in person.present)
        if minutes:
            told, way = _told(conference.clock, person, present, minutes)
            yield _present(person, told, base + per_five(minutes), way, present)
    longest = sum(day.hours.minutes for day in conference.days)
    all_day = "all day" if len(conference.days) == 1 else "on all days"
    yield _present(person, f"Let {person} be there {all_day}.", base + per_five(longest), "all", None)


def _present(person: Person, told: str, asks: int, way: Hashable, present: tuple[Span, ...] | None) -> Change:
    return Change(
        told,
        asks,
        ("present", person.name, way),
        lambda plan: with_thing(plan, person, present=present),
        thing=str(person),
        grows=isinstance(way, tuple),
    )


def _told(clock: Clock, person: Person, present: tuple[Span, ...], minutes: int) -> tuple[str, Hashable]:
    """The sentence; and which way they are there longer, with the hour from or until which they are there anyhow."""
    before = person.present or ()
    fresh = [window for window in present if window not in before]
    more = count(minutes, "minute")
    if len(fresh) == 1 and len(present) == len(before):
        (new,) = fresh
        (old,) = (window for window in before if window not in present)
        if new.start == old.start:
            until = f"{clock.on(new.start)}until {clock.hour(new.end)}"
            return f"Let {person} stay {until} ({more} longer).", ("stay", old.start)
        if new.end == old.end:
            return f"Let {person} come {clock.at(new.start)} ({more} sooner).", ("come", old.end)
    if len(fresh) == 1 and len(present) == len(before) + 1:
        return f"Let {person} be there {clock.stretch(fresh[0])} too ({more} more).", "too"
    return f"Let {person} be there {listing(map(clock.stretch, present))} ({more} more).", "both"


def _not_needed(session: Session) -> Iterator[Change]:
    for field, asks, words in (
        ("speakers", NOT_SPOKEN, "Let {session} do without {person} as speaker."),
        ("hosts", NOT_HOSTED, "Let {session} do without {person} as host."),
        ("required", NOT_REQUIRED, "Do not require {person} to be at {session}."),
    ):
        for person in getattr(session, field):
            yield _less(session, field, person, words.format(session=session, person=person), asks)
    for group in session.required_groups:
        told = f"Do not require {group} to be at {session}."
        yield _less(session, "required_groups", group, told, GROUP_NOT_REQUIRED)
    for group in session.groups:
        for chair in group.people(Role.CHAIR):
            seats = [s for s in group.seats if not (s.person == chair and s.role is Role.CHAIR)]
            seats.append(Seat(person=chair, role=Role.MEMBER))
            told = f"Let somebody else than {chair} chair {group}."
            yield Change(
                told, OTHER_CHAIR, ("chair", group.name, chair.name), _with_seats(group, tuple(seats)), thing=str(group)
            )


def _with_seats(group: Group, seats: tuple[Seat, ...]) -> Callable[[Plan], Plan]:
    def made(plan: Plan) -> Plan:
        as_they_are = tuple(Seat(person=now(plan, seat.person), role=seat.role) for seat in seats)
        return with_thing(plan, group, seats=as_they_are)

    return made


def _less(session: Session, field: str, one: Person | Group, told: str, asks: int) -> Change:
    def made(plan: Plan) -> Plan:
        left = tuple(other for other in getattr(now(plan, session), field) if other.name != one.name)
        return with_thing(plan, session, **{field: left})

    return Change(told, asks, (field, session.name, one.name), made, session.name, str(one))
