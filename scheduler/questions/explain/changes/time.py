"""Changes to how long sessions are, and when they can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product

from scheduler.conference.clock import Minute, Span, joined
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.conference.round_names import round_called
from scheduler.questions.explain.change import Change, per_five
from scheduler.questions.explain.changes.days import of_days
from scheduler.questions.explain.changes.talks import of_talk
from scheduler.questions.explain.edits import with_thing
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Case
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count, listing

SHORTER, OTHER_HOUR, OTHER_ROUND, WIDER_WINDOW, ANY_DAY, LEFT_OUT = 15, 12, 10, 12, 12, 80
NO_ROUND, BETWEEN_ROUNDS = 20, 35
_OFFSETS = (*range(5, 61, 5), *range(75, 181, 15), *range(210, 721, 30))


def of_time(problem: Problem, sessions: Sequence[Session]) -> Iterator[Change]:
    """Changes to when these sessions are, and for how long."""
    conference = problem.conference
    only_hours = _with_one_hour(problem) if any(day.rounds for day in conference.days) else []
    for session in sessions:
        if session.slots:
            yield from of_talk(conference, session)
        else:
            yield from _shorter(session)
            yield from _fixed_hour(conference, session)
            yield from _another_day(conference, session)
            yield from _beside_the_rounds(conference, session)
            yield from _between_the_rounds(conference, session, only_hours)
        yield from _more_rounds_for(conference, session)
        yield from _wider_window(conference, session)
        if session.days is not None and len(conference.days) > 1:
            yield _of(session, Sentence("Let {session} be on any day.", session=session), ANY_DAY, "days", days=None)
        yield left_out(session)
    yield from of_days(problem, sessions)


def _of(session: Session, sentence: str, asks: int, matter: str, **fields: object) -> Change:
    apply = partial(_with_session, session, fields)
    cumulative = matter == "minutes"
    return Change(sentence, asks, (matter, session.name), apply, session.name, "session", cumulative)


def _with_session(session: Session, fields: Mapping[str, object], problem: Problem) -> Problem:
    return with_thing(problem, session, **fields)


def left_out(session: Session) -> Change:
    return _of(session, Sentence("Leave out {session}.", session=session), LEFT_OUT, "held", held=False)


def _shorter(session: Session) -> Iterator[Change]:
    for minutes in range((session.minutes - 1) // 5 * 5, min(15, session.minutes // 2), -5):
        length, now = count(minutes, "minute"), session.minutes
        sentence = Sentence("Shorten {session} to {length} (it takes {now}).", session=session, length=length, now=now)
        yield _of(session, sentence, SHORTER + per_five(session.minutes - minutes), "minutes", minutes=minutes)


def _fixed_hour(conference: Conference, session: Session) -> Iterator[Change]:
    """Another hour for a session that has hours of its own."""
    for start in session.starts or ():
        for minutes in _OFFSETS:
            for other in (start - minutes, start + minutes):
                day = conference.day_of(start)
                if other in (session.starts or ()) or not day.hours.holds(session.span(other)):
                    continue
                starts = tuple(sorted({*(session.starts or ()), other} - {start}))
                clock = conference.clock
                when, before = clock.at(other), clock.hour(start)
                sentence = Sentence(
                    "Let {session} begin {when}, not at {before}.", session=session, when=when, before=before
                )
                yield _of(session, sentence, OTHER_HOUR + per_five(minutes), "starts", starts=starts)


def _another_day(conference: Conference, session: Session) -> Iterator[Change]:
    """On another day than its own hour: then, sooner or later by half hours, or when a round begins there."""
    clock = conference.clock
    for start, day in product(session.starts or (), conference.days):
        home = conference.day_of(start)
        if day is home:
            continue
        then = clock.same_hour(start, home.date, day.date)
        hours = {then + later for later in range(-720, 721, 30)} | {round_.span.start for round_ in day.rounds}
        for other in sorted(hours.difference(session.starts or ()), key=lambda other: abs(other - then)):
            if not day.hours.holds(session.span(other)):
                continue
            starts = tuple(sorted({*(session.starts or ()), other} - {start}))
            days = session.days and tuple(dict.fromkeys((*session.days, day.date)))
            when, before = clock.at(other), clock.at(start)
            sentence = Sentence("Let {session} begin {when}, not {before}.", session=session, when=when, before=before)
            asks = OTHER_HOUR + ANY_DAY + per_five(abs(other - then))
            yield _of(session, sentence, asks, "starts", starts=starts, days=days)


def _beside_the_rounds(conference: Conference, session: Session) -> Iterator[Change]:
    """The session begun when somebody comes who is needed, or ended when they leave: off the rounds and the grid."""
    if session.starts is not None or not (starts := conference.starts(session)):
        return
    people = dict.fromkeys((*conference.needed(session), *conference.leaders(session)))
    windows = dict.fromkeys(window for person in people for window in person.present or ())
    fitting = [window for window in windows if window.minutes >= session.minutes]
    for start in sorted({start for w in fitting for start in (w.start, w.end - session.minutes)}.difference(starts)):
        day = conference.day_of(start)
        if day.hours.holds(session.span(start)):
            asks = NO_ROUND + per_five(min(abs(start - other) for other in starts))
            in_rounds = day.rounds and session.rounds != ()
            when = conference.clock.at(start)
            sentence = (
                Sentence("Let {session} begin {when}, when no round begins.", session=session, when=when)
                if in_rounds
                else Sentence(
                    "Let {session} begin {when}, off the grid of every {step} minutes.",
                    session=session,
                    when=when,
                    step=day.step,
                )
            )
            yield _of(session, sentence, asks, "starts", starts=(start,), rounds=None)


def _between_the_rounds(
    conference: Conference, session: Session, only_hours: Sequence[tuple[Placement, Sequence[Case]]]
) -> Iterator[Change]:
    """Right after a round or right before one, and at either end of the day, where there is time and no lunch."""
    if session.starts is not None or session.rounds == ():
        return
    starts: set[Minute] = set()
    for day in conference.days:
        if day.rounds and (session.days is None or day.date in session.days):
            ends = [day.hours.start, *(round_.span.end for round_ in day.rounds)]
            begins = [*(round_.span.start for round_ in day.rounds), day.hours.end]
            for gap in map(Span, ends, begins):
                if gap.minutes >= session.minutes:
                    starts |= {gap.start, gap.end - session.minutes}
    windows = session.windows
    fitting = [
        start
        for start in sorted(starts)
        if (windows is None or any(window.holds(session.span(start)) for window in windows))
        and not any(_in_the_way(other, cases, Placement(session, start)) for other, cases in only_hours)
    ]
    if fitting:
        hours = listing(map(conference.clock.at, fitting), "or")
        sentence = Sentence("Let {session} begin {when}, when no round begins.", session=session, when=hours)
        yield _of(session, sentence, BETWEEN_ROUNDS, "starts", starts=tuple(fitting), rounds=None)


def _with_one_hour(problem: Problem) -> list[tuple[Placement, list[Case]]]:
    """Each session that must be held and has but one hour, at that hour, with what is demanded of it alone."""
    alone: dict[Session, list[Case]] = {}
    for case in (case for rule in problem.rules if rule.weight is None for case in rule.cases(problem.conference)):
        if len(case.sessions) == 1:
            alone.setdefault(case.sessions[0], []).append(case)
    hours = {session: problem.conference.starts(session) for session in alone}
    return [
        (Placement(session, hours[session][0]), cases)
        for session, cases in alone.items()
        if len(hours[session]) == 1 and any(case.breaches(Programme()) for case in cases)
    ]


def _in_the_way(other: Placement, cases: Iterable[Case], placement: Placement) -> bool:
    """Whether the other, of which these are the demands, lets nothing run beside it, and this placement would."""
    if other.session == placement.session or not other.overlaps(placement):
        return False
    alone, both = Programme((other,)), Programme((other, placement))
    return any(case.breaches(both) and not case.breaches(alone) for case in cases)


def _more_rounds_for(conference: Conference, session: Session) -> Iterator[Change]:
    if not session.rounds:
        return
    for name in dict.fromkeys(round_.name for day in conference.days for round_ in day.rounds):
        if name not in session.rounds:
            rounds = (*session.rounds, name)
            sentence = Sentence("Let {session} stand in {round} too.", session=session, round=round_called(name))
            yield _of(session, sentence, OTHER_ROUND, "rounds", rounds=rounds)


def _wider_window(conference: Conference, session: Session) -> Iterator[Change]:
    if session.windows is None:
        return
    seen = {joined(session.windows)}
    for start in conference.starts(session):
        wider = with_span(conference, session.windows, session.span(start))
        minutes = sum(w.minutes for w in wider) - sum(w.minutes for w in joined(session.windows))
        if wider not in seen:
            seen.add(wider)
            hours = listing(map(conference.clock.span, wider), "or")
            more = count(minutes, "minute")
            sentence = Sentence(
                "Let {session} lie within {hours} ({more} more).", session=session, hours=hours, more=more
            )
            yield _of(session, sentence, WIDER_WINDOW + per_five(minutes), "windows", windows=wider)


def with_span(conference: Conference, windows: Iterable[Span], span: Span) -> tuple[Span, ...]:
    """The windows with the nearest of that day apply wider; nothing goes on over the night for it."""
    day = conference.day_of(span.start)
    near = [window for window in windows if day in {conference.day_of(window.start), conference.day_of(window.end - 1)}]
    return joined([*windows, *_hull(near, span)])


def _hull(windows: Iterable[Span], span: Span) -> tuple[Span, ...]:
    """The windows with the nearest of them apply so wide that it holds the span."""
    windows = joined(windows)
    if any(window.holds(span) for window in windows):
        return windows
    if not windows:
        return (span,)
    nearest = min(
        windows, key=lambda window: max(span.end, window.end) - min(span.start, window.start) - window.minutes
    )
    return joined([*windows, Span(min(span.start, nearest.start), max(span.end, nearest.end))])
