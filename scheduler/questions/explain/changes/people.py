"""Changes to who is there, and who must be."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from scheduler.conference.clock import Clock, Span
from scheduler.conference.conference import Conference, Group, Person, Role, Session
from scheduler.questions.explain.change import Change, per_five
from scheduler.questions.explain.changes.groups import of_groups, somebody_else
from scheduler.questions.explain.changes.time import with_span
from scheduler.questions.explain.edits import now, with_fields, with_thing
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import arrival_margin
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count, listing

LONGER_THERE, GUEST_LONGER_THERE = 20, 25
_FEW_HOURS = 12  # of a session; one on a grid can be at any
NOT_REQUIRED, NOT_HOSTED, NOT_SPOKEN, GROUP_NOT_REQUIRED, ANOTHER = 35, 40, 50, 50, 30


def of_people(problem: Problem, sessions: Sequence[Session], people: Iterable[Person]) -> Iterator[Change]:
    """Changes to when these people are present, and to who is needed at these sessions."""
    conference = problem.conference
    concerned = {person: None for session in sessions for person in _of_session(conference, session)}
    concerned.update(dict.fromkeys(people))
    early = {arrival_margin(rule) for rule in problem.rules if arrival_margin(rule) and rule.weight is None}
    for person in concerned:
        elsewhere = [s for s in _all_of(conference, person) if len(conference.starts(s)) <= _FEW_HOURS]
        every = dict.fromkeys((*sessions, *elsewhere))  # one that is there longer may end more than one trouble
        hours = [session.span(start) for session in every for start in conference.starts(session)]
        hours += [Span(span.start - minutes, span.end) for minutes in early for span in hours]
        yield from _longer_there(conference, person, hours)
    for session in sessions:
        yield from _not_needed(session)
        yield from _absent(session, conference.lost(session))
        yield from of_groups(conference, session)


def _all_of(conference: Conference, person: Person) -> Iterator[Session]:
    """Where they are needed, may lead, or wish to be."""
    yield from conference.duties(person)
    yield from (s for s, role in conference.wishes(person).items() if role is not Role.INTERESTED)


def _of_session(conference: Conference, session: Session) -> Iterator[Person]:
    yield from conference.needed(session)
    yield from conference.leaders(session)


def _longer_there(conference: Conference, person: Person, hours: Sequence[Span]) -> Iterator[Change]:
    """So long that they are there for one of the sessions, at one of its hours, or in time for it."""
    if person.present is None:
        return
    base = GUEST_LONGER_THERE if person.guest else LONGER_THERE
    for present in dict.fromkeys(with_span(conference, person.present, span) for span in dict.fromkeys(hours)):
        minutes = sum(w.minutes for w in present) - sum(w.minutes for w in person.present)
        if minutes:
            sentence, way = _longer(conference.clock, person, present, minutes)
            yield _present(person, sentence, base + per_five(minutes), way, present)
    longest = sum(day.hours.minutes for day in conference.days)
    whole = (
        Sentence("Let {person} be there all day.", person=person)
        if len(conference.days) == 1
        else Sentence("Let {person} be there on all days.", person=person)
    )
    yield _present(person, whole, base + per_five(longest), "all", None)


def _present(person: Person, sentence: str, asks: int, way: Hashable, present: tuple[Span, ...] | None) -> Change:
    return Change(
        sentence,
        asks,
        ("present", person.name, way),
        lambda problem: with_thing(problem, person, present=present),
        target="person",
        cumulative=isinstance(way, tuple),
    )


def _longer(clock: Clock, person: Person, present: tuple[Span, ...], minutes: int) -> tuple[str, Hashable]:
    """The sentence; and which way they are there longer, with the hour from or until which they are there anyhow."""
    before = person.present or ()
    fresh = [window for window in present if window not in before]
    more = count(minutes, "minute")
    if len(fresh) == 1 and len(present) == len(before):
        (new,) = fresh
        (old,) = (window for window in before if window not in present)
        if new.start == old.start:
            hour = clock.hour(new.end)
            if clock.several_days:
                day = clock.day(new.start)
                words = Sentence(
                    "Let {person} stay on {day} until {hour} ({more} longer).",
                    person=person,
                    day=day,
                    hour=hour,
                    more=more,
                )
            else:
                words = Sentence("Let {person} stay until {hour} ({more} longer).", person=person, hour=hour, more=more)
            return words, ("stay", old.start)
        if new.end == old.end:
            when = clock.at(new.start)
            sooner = Sentence("Let {person} come {when} ({more} sooner).", person=person, when=when, more=more)
            return sooner, ("come", old.end)
    if len(fresh) == 1 and len(present) == len(before) + 1:
        hours: Phrase = clock.stretch(fresh[0])
        too = Sentence("Let {person} be there {hours} too ({more} more).", person=person, hours=hours, more=more)
        return too, "too"
    hours = listing(map(clock.stretch, present))
    return Sentence("Let {person} be there {hours} ({more} more).", person=person, hours=hours, more=more), "both"


def _not_needed(session: Session) -> Iterator[Change]:
    for person in session.speakers:
        sentence = Sentence("Let {session} do without {person} as speaker.", session=session, person=person)
        yield _less(session, "speakers", person, sentence, NOT_SPOKEN)
    for person in session.hosts:
        sentence = Sentence("Let {session} do without {person} as host.", session=session, person=person)
        yield _less(session, "hosts", person, sentence, NOT_HOSTED)
    for person in session.required:
        sentence = Sentence("Do not require {person} to be at {session}.", person=person, session=session)
        yield _less(session, "required", person, sentence, NOT_REQUIRED)
    for group in session.required_groups:
        sentence = Sentence("Do not require {group} to be at {session}.", group=group, session=session)
        yield _less(session, "required_groups", group, sentence, GROUP_NOT_REQUIRED)


def _absent(session: Session, lost: Mapping[Person, str]) -> Iterator[Change]:
    """Somebody else in the place of who has cancelled, or nobody."""
    for person, why in lost.items():
        names = {"person": person, "session": session}
        match why:
            case "speaks at":
                another = Sentence("Let somebody else speak at {session}: {person} is absent.", **names)
                without = Sentence("Let {session} do without {person} as speaker.", **names)
                yield _instead(session, "speakers", person, another)
                yield _without(session, person, why, without, NOT_SPOKEN)
            case "hosts":
                another = Sentence("Let somebody else host {session}: {person} is absent.", **names)
                without = Sentence("Let {session} do without {person} as host.", **names)
                yield _instead(session, "hosts", person, another)
                yield _without(session, person, why, without, NOT_HOSTED)
            case _:
                without = Sentence("Do not require {person} to be at {session}.", **names)
                yield _without(session, person, why, without, NOT_REQUIRED)


def _instead(session: Session, field: str, person: Person, sentence: str) -> Change:
    def apply(problem: Problem) -> Problem:
        fresh = somebody_else(person, session)
        problem = with_fields(problem, people=(*problem.conference.people, fresh))
        return with_thing(problem, session, **{field: (*getattr(now(problem, session), field), fresh)})

    matter, found = ("another", field, session.name, person.name), somebody_else(person, session).name
    return Change(sentence, ANOTHER, matter, apply, session.name, "person", stand_ins=(found,))


def _without(session: Session, person: Person, why: str, sentence: str, asks: int) -> Change:
    def apply(problem: Problem) -> Problem:
        left = tuple(one for one in now(problem, session).absent if (one[0].name, one[1]) != (person.name, why))
        return with_thing(problem, session, absent=left)

    return Change(sentence, asks, ("absent", session.name, person.name), apply, session.name, "person")


def _less(session: Session, field: str, one: Person | Group, sentence: str, asks: int) -> Change:
    def apply(problem: Problem) -> Problem:
        left = tuple(other for other in getattr(now(problem, session), field) if other.name != one.name)
        return with_thing(problem, session, **{field: left})

    return Change(
        sentence,
        asks,
        (field, session.name, one.name),
        apply,
        session.name,
        "person" if isinstance(one, Person) else "group",
    )
