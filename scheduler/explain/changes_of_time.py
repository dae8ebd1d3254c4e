"""Changes to lengths, hours, rounds and days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from scheduler.clock import Span, joined
from scheduler.conference import Conference, Day, Round, Session
from scheduler.explain.change import Change, Plan, updated, with_day, with_thing
from scheduler.wording import count, listing

SHORTER, OTHER_HOUR, OTHER_ROUND, WIDER_WINDOW, ANY_DAY, NO_ROUND = 15, 12, 10, 12, 12, 20
SHIFTED_ROUND, LONGER_ROUND, LONGER_DAY, MORE_ROUNDS, LEFT_OUT = 30, 35, 40, 60, 80
_OFFSETS = (*range(5, 61, 5), *range(75, 181, 15))


def of_time(plan: Plan, sessions: Sequence[Session]) -> Iterator[Change]:
    """What could change of when these sessions are, and for how long."""
    conference = plan.conference
    for session in sessions:
        yield from _shorter(session)
        yield from _fixed_hour(conference, session)
        yield from _beside_the_rounds(conference, session)
        yield from _more_rounds_for(conference, session)
        yield from _wider_window(conference, session)
        if session.days is not None and len(conference.days) > 1:
            yield _of(session, f"Let {session} be on any day.", ANY_DAY, "days", days=None)
        yield left_out(session)
    for number, day in enumerate(conference.days):
        yield from _rounds(conference, number, day)
        yield from _one_more_round(conference, number, day)
        yield from _longer_day(conference, number, day)


def _of(session: Session, sentence: str, asks: int, matter: str, **fields: object) -> Change:
    made = partial(_with_session, session, fields)
    grows = matter == "minutes"
    return Change(sentence, asks, (matter, session.name), made, session.name, str(session), grows)


def _with_session(session: Session, fields: Mapping[str, object], plan: Plan) -> Plan:
    return with_thing(plan, session, **fields)


def left_out(session: Session) -> Change:
    return _of(session, f"Leave out {session}.", LEFT_OUT, "held", held=False)


def per_five(minutes: int) -> int:
    """A point for each five minutes that are asked of somebody."""
    return -(-minutes // 5)


def _shorter(session: Session) -> Iterator[Change]:
    for minutes in range((session.minutes - 1) // 5 * 5, min(15, session.minutes // 2), -5):
        sentence = f"Shorten {session} to {count(minutes, 'minute')} (it takes {session.minutes})."
        yield _of(session, sentence, SHORTER + per_five(session.minutes - minutes), "minutes", minutes=minutes)


def _fixed_hour(conference: Conference, session: Session) -> Iterator[Change]:
    """Another hour for a session that has hours of its own."""
    for start in session.starts or ():
        for minutes in _OFFSETS:
            for other in (start - minutes, start + minutes):
                if conference.day_of(other) is not conference.day_of(start) or other in (session.starts or ()):
                    continue
                starts = tuple(sorted({*(session.starts or ()), other} - {start}))
                clock = conference.clock
                sentence = f"Let {session} begin {clock.at(other)}, not at {clock.hour(start)}."
                yield _of(session, sentence, OTHER_HOUR + per_five(minutes), "starts", starts=starts)


def _beside_the_rounds(conference: Conference, session: Session) -> Iterator[Change]:
    """As soon as somebody is there who is needed, or so that it ends when they leave, though no round begins then."""
    if session.starts is not None or session.rounds == () or not (starts := conference.starts(session)):
        return
    people = dict.fromkeys((*conference.needed(session), *conference.leaders(session)))
    windows = dict.fromkeys(window for person in people for window in person.present or ())
    fitting = [window for window in windows if window.minutes >= session.minutes]
    for start in sorted({start for w in fitting for start in (w.start, w.end - session.minutes)}.difference(starts)):
        day = conference.day_of(start)
        if day.rounds and day.hours.holds(session.span(start)):
            asks = NO_ROUND + per_five(min(abs(start - other) for other in starts))
            sentence = f"Let {session} begin {conference.clock.at(start)}, when no round begins."
            yield _of(session, sentence, asks, "starts", starts=(start,), rounds=None)


def _more_rounds_for(conference: Conference, session: Session) -> Iterator[Change]:
    if not session.rounds:
        return
    for name in dict.fromkeys(round_.name for day in conference.days for round_ in day.rounds):
        if name not in session.rounds:
            rounds = (*session.rounds, name)
            yield _of(session, f"Let {session} stand in {name} too.", OTHER_ROUND, "rounds", rounds=rounds)


def _wider_window(conference: Conference, session: Session) -> Iterator[Change]:
    if session.windows is None:
        return
    for start in conference.starts(session):
        wider = with_span(conference, session.windows, session.span(start))
        minutes = sum(w.minutes for w in wider) - sum(w.minutes for w in joined(session.windows))
        if minutes:
            told = listing(map(conference.clock.span, wider), "or")
            sentence = f"Let {session} lie within {told} ({count(minutes, 'minute')} more)."
            yield _of(session, sentence, WIDER_WINDOW + per_five(minutes), "windows", windows=wider)


def with_span(conference: Conference, windows: Sequence[Span], span: Span) -> tuple[Span, ...]:
    """The windows with the nearest of that day made wider; nothing goes on over the night for it."""
    day = conference.day_of(span.start)
    near = [window for window in windows if day in {conference.day_of(window.start), conference.day_of(window.end - 1)}]
    return joined([*windows, *_hull(near, span)])


def _hull(windows: Iterable[Span], span: Span) -> tuple[Span, ...]:
    """The windows with the nearest of them made so wide that it holds the span."""
    windows = joined(windows)
    if any(window.holds(span) for window in windows):
        return windows
    if not windows:
        return (span,)
    nearest = min(
        windows, key=lambda window: max(span.end, window.end) - min(span.start, window.start) - window.minutes
    )
    return joined([*windows, Span(min(span.start, nearest.start), max(span.end, nearest.end))])


# -- the day ----------------------------------------------------------------------------------------------------------


def _rounds(conference: Conference, number: int, day: Day) -> Iterator[Change]:
    """A round that begins sooner or later, or lasts longer."""
    clock = conference.clock
    for place, round_ in enumerate(day.rounds):
        others = [other.span for other in day.rounds if other is not round_]
        for minutes in range(5, 31, 5):
            for shift in (minutes, -minutes):
                span = Span(round_.span.start + shift, round_.span.end + shift)
                if any(span.overlaps(other) for other in others):
                    continue
                hours = f"{clock.hour(span.start)}, not at {clock.hour(round_.span.start)}"
                told = f"Let {_named(conference, round_)} begin at {hours}."
                asks = SHIFTED_ROUND + per_five(minutes)
                yield Change(told, asks, ("round", number, place), partial(_with_round, number, place, span))
            longer = Span(round_.span.start, round_.span.end + minutes)
            if not any(longer.overlaps(other) for other in others):
                hours = f"{clock.hour(longer.end)}, not until {clock.hour(round_.span.end)}"
                told = f"Let {_named(conference, round_)} last until {hours}."
                asks = LONGER_ROUND + per_five(minutes)
                made = partial(_with_round, number, place, longer)
                yield Change(told, asks, ("longer", number, place), made, grows=True)


def _named(conference: Conference, round_: Round) -> str:
    clock = conference.clock
    own = round_.name.casefold()
    if own.startswith("round") or ":" in own:
        return f"the round of {clock.span(round_.span)}"
    return f"{round_.name} {clock.on(round_.span.start)}".rstrip()


def _with_round(number: int, place: int, span: Span, plan: Plan) -> Plan:
    day = plan.conference.days[number]
    rounds = list(day.rounds)
    rounds[place] = updated(rounds[place], span=span)
    return with_day(plan, number, rounds=tuple(rounds), hours=_around(day.hours, span))


def _around(hours: Span, span: Span) -> Span:
    return Span(min(hours.start, span.start), max(hours.end, span.end))


def _one_more_round(conference: Conference, number: int, day: Day) -> Iterator[Change]:
    if not day.rounds:
        return
    spans = sorted(round_.span for round_ in day.rounds)
    lengths = [span.minutes for span in spans]
    length = max(set(lengths), key=lengths.count)
    gaps = [later.start - sooner.end for sooner, later in pairwise(spans)]
    pause = min(gaps, default=15)
    for span in _free(spans, length, pause):
        asks = MORE_ROUNDS + per_five(max(0, span.end - day.hours.end) + max(0, day.hours.start - span.start))
        when = conference.clock.during(span)
        made = partial(_with_one_more, number, span)
        yield Change(f"Add a round {when}.", asks, ("one more round", number), made, thing=when)


def _free(spans: Sequence[Span], length: int, pause: int) -> Iterator[Span]:
    """Where one more of that length goes: after the last, between two, or before the first."""
    yield Span(spans[-1].end + pause, spans[-1].end + pause + length)
    for sooner, later in pairwise(spans):
        if later.start - sooner.end >= length:
            yield Span(sooner.end, sooner.end + length)
            yield Span(later.start - length, later.start)
    yield Span(spans[0].start - pause - length, spans[0].start - pause)


def _with_one_more(number: int, span: Span, plan: Plan) -> Plan:
    """With the round, which is open to all sessions that can choose between rounds."""
    name = plan.conference.clock.span(span)
    for session in plan.conference.held:
        if session.rounds and len(session.rounds) > 1:
            plan = with_thing(plan, session, rounds=(*session.rounds, name))
    day = plan.conference.days[number]
    rounds = tuple(sorted((*day.rounds, Round(name=name, span=span)), key=lambda round_: round_.span))
    return with_day(plan, number, rounds=rounds, hours=_around(day.hours, span))


def _longer_day(conference: Conference, number: int, day: Day) -> Iterator[Change]:
    clock = conference.clock
    which = clock.day(day.hours.start) if clock.several_days else "the day"
    for minutes in range(15, 121, 15):
        later, sooner = Span(day.hours.start, day.hours.end + minutes), Span(day.hours.start - minutes, day.hours.end)
        for hours, told in (
            (later, f"Let {which} end at {clock.hour(later.end)}, not at {clock.hour(day.hours.end)}."),
            (sooner, f"Let {which} begin at {clock.hour(sooner.start)}, not at {clock.hour(day.hours.start)}."),
        ):
            asks = LONGER_DAY + per_five(minutes)
            made = partial(_with_hours, number, hours)
            yield Change(told, asks, ("hours", number, hours is later), made, grows=True)


def _with_hours(number: int, hours: Span, plan: Plan) -> Plan:
    return with_day(plan, number, hours=hours)
