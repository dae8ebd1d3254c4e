"""Changes to a day as a whole: its rounds, its grid, and when it begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference, Day, Round, Session
from scheduler.questions.explain.change import Change, OpenHour, per_five
from scheduler.questions.explain.edits import updated, with_day, with_thing
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import arrival_margin, looks_at_other_starts, restricts
from scheduler.text.sentence import NOTHING, Sentence
from scheduler.text.wording import count, listing

FINER_GRID, SHIFTED_ROUND, LONGER_ROUND, LONGER_DAY, MORE_ROUNDS = 25, 30, 35, 40, 60
OTHER_ROUND = 10  # where sessions that name one round alone may stand in one more
_GRIDS, _STEP = (15, 5), 15  # of sessions; of when a day begins and ends
_BY_PLACE = re.compile(r"round|.*:", re.IGNORECASE)  # names of rounds that say no more than where they stand


def of_days(problem: Problem, sessions: Sequence[Session]) -> Iterator[Change]:
    """Changes to the days that can make a difference to these sessions."""
    conference = problem.conference
    in_rounds = [s for s in sessions if s.rounds or (s.rounds is None and s.starts is None)]
    for number, day in enumerate(conference.days):
        on_the_grid = [s for s in sessions if s.starts is None and (not day.rounds or s.rounds == ())]
        yield from _rounds(
            conference, number, day, _rounds_open_to(problem, day, in_rounds), _may_outlast(day, sessions)
        )
        yield from _one_more_round(conference, number, day, in_rounds)
        if on_the_grid:
            yield from _finer_grid(conference, number, day)
        arrivals_count = any(arrival_margin(rule) and rule.weight is None for rule in problem.rules)
        if on_the_grid or arrivals_count or any(_outside_hours(conference, session) for session in sessions):
            yield from _longer_day(conference, number, day)


def _rounds_open_to(problem: Problem, day: Day, sessions: Sequence[Session]) -> set[str]:
    """The rounds of the day in which one of these sessions may stand: all, unless each is held to its own."""
    hours = [rule for rule in problem.rules if rule.weight is None and restricts(rule) == "hours"]
    if any(looks_at_other_starts(rule) for rule in problem.rules):
        hours = []
    held_to_theirs = {s for rule in hours for case in rule.cases(problem.conference) for s in case.sessions}
    names = [session.rounds if session in held_to_theirs else None for session in sessions]
    return {r.name for r in day.rounds if any(own is None or r.name in own for own in names)}


def _may_outlast(day: Day, sessions: Sequence[Session]) -> bool:
    """Whether one of these sessions could end after a round in which it begins."""
    shortest = min((round_.span.minutes for round_ in day.rounds), default=0)
    return any(session.minutes > shortest or (session.starts is not None and session.rounds) for session in sessions)


def _outside_hours(conference: Conference, session: Session) -> bool:
    """Whether some hour of the session's own is before the day begins, or too late for it."""
    spans = map(session.span, conference.starts(session))
    return not all(any(day.hours.holds(span) for day in conference.days) for span in spans)


def _rounds(conference: Conference, number: int, day: Day, shifted: set[str], outlasted: bool) -> Iterator[Change]:
    """A round that begins sooner or later, or lasts longer."""
    clock = conference.clock
    for place, round_ in enumerate(day.rounds):
        if _has_a_talk_of_its_own(conference, round_):
            continue
        others = [other.span for other in day.rounds if other is not round_]
        for minutes in range(5, 31, 5):
            for shift in (minutes, -minutes) if round_.name in shifted else ():
                span = Span(round_.span.start + shift, round_.span.end + shift)
                if any(span.overlaps(other) for other in others):
                    continue
                sentence = Sentence(
                    "Let {round} begin at {hour}, not at {before}, and end at {end}{more}.",
                    round=_named(conference, round_),
                    hour=clock.hour(span.start),
                    before=clock.hour(round_.span.start),
                    end=clock.hour(span.end),
                    more=_open(conference, day, span),
                )
                asks = SHIFTED_ROUND + per_five(minutes)
                yield Change(sentence, asks, ("round", number, place), partial(_with_round, number, place, span))
            longer = Span(round_.span.start, round_.span.end + minutes)
            if outlasted and not any(longer.overlaps(other) for other in others):
                sentence = Sentence(
                    "Let {round} last until {hour}, not until {before}{more}.",
                    round=_named(conference, round_),
                    hour=clock.hour(longer.end),
                    before=clock.hour(round_.span.end),
                    more=_open(conference, day, longer),
                )
                asks = LONGER_ROUND + per_five(minutes)
                apply = partial(_with_round, number, place, longer)
                yield Change(sentence, asks, ("longer", number, place), apply, cumulative=True)


def _has_a_talk_of_its_own(conference: Conference, round_: Round) -> bool:
    """Whether a talk has an hour of its own in this round, which would then be no slot of it any more."""
    hours = (start for talk in conference.talks for start in talk.starts or ())
    return any(round_.span.start <= start < round_.span.end for start in hours)


def _named(conference: Conference, round_: Round) -> Sentence:
    """The round by its name and day; one that the file calls by its place or its hours, by its hours."""
    clock = conference.clock
    if _BY_PLACE.match(round_.name):
        return Sentence("the round of {hours}", hours=clock.span(round_.span))
    if not clock.several_days:
        return Sentence("{round}", round=round_.name)
    return Sentence("{round} on {day}", round=round_.name, day=clock.day(round_.span.start))


def _with_round(number: int, place: int, span: Span, problem: Problem) -> Problem:
    day = problem.conference.days[number]
    rounds = list(day.rounds)
    rounds[place] = updated(rounds[place], span=span)
    return with_day(problem, number, rounds=tuple(rounds), hours=_around(day.hours, span))


def _around(hours: Span, span: Span) -> Span:
    return Span(min(hours.start, span.start), max(hours.end, span.end))


def _open(conference: Conference, day: Day, span: Span) -> Sentence:
    """What more is asked where the house is not open so long: `; the day then ends at 17.30, not at 17.00`."""
    clock = conference.clock
    words = []
    if span.start < day.hours.start:
        hour, before = clock.hour(span.start), clock.hour(day.hours.start)
        words.append(Sentence("begins at {hour}, not at {before}", hour=hour, before=before))
    if span.end > day.hours.end:
        hour, before = clock.hour(span.end), clock.hour(day.hours.end)
        words.append(Sentence("ends at {hour}, not at {before}", hour=hour, before=before))
    return Sentence("; the day then {what}", what=listing(words)) if words else NOTHING


def _one_more_round(conference: Conference, number: int, day: Day, sessions: Sequence[Session]) -> Iterator[Change]:
    """Open to whoever names no round or more than one; at last also to these sessions, which name but one."""
    if not day.rounds:
        return
    choosing = [s for s in conference.held if s.rounds and len(s.rounds) > 1 and s.starts is None]
    held_to_one = [s for s in sessions if s.rounds and len(s.rounds) == 1 and s.starts is None]
    open_to = [choosing] if len(held_to_one) < len(sessions) else []
    open_to += [[*choosing, *held_to_one]] * bool(held_to_one)
    spans = sorted(round_.span for round_ in day.rounds)
    lengths = [span.minutes for span in spans]
    length = max(set(lengths), key=lengths.count)
    gaps = [later.start - sooner.end for sooner, later in pairwise(spans)]
    pause = min(gaps, default=15)
    slots = _usual_slots(day)
    for span in _free(spans, length, pause):
        asks = MORE_ROUNDS + per_five(max(0, span.end - day.hours.end) + max(0, day.hours.start - span.start))
        when = OpenHour(conference.clock, span)
        for more, named in enumerate(open_to):
            too = Sentence(", and let {sessions} stand in it too", sessions=listing(named)) if named else NOTHING
            apply = partial(_with_one_more, number, span, slots, tuple(session.name for session in named))
            words = {"when": when, "too": too, "more": _open(conference, day, span)}
            sentence = (
                Sentence("Add a round of {slots} {when}{too}{more}.", slots=count(slots, "slot"), **words)
                if slots
                else Sentence("Add a round {when}{too}{more}.", **words)
            )
            yield Change(sentence, asks + OTHER_ROUND * more, ("one more round", number), apply, target="when")


def _usual_slots(day: Day) -> int | None:
    """As many as most rounds of the day have; None: they are whole."""
    slots = [round_.slots for round_ in day.rounds]
    return max(slots, key=lambda one: (slots.count(one), one or 0))


def _free(spans: Sequence[Span], length: int, pause: int) -> Iterator[Span]:
    """Where one more of that length goes: after the last, between two, or before the first."""
    yield Span(spans[-1].end + pause, spans[-1].end + pause + length)
    for sooner, later in pairwise(spans):
        if later.start - sooner.end >= length:
            yield Span(sooner.end, sooner.end + length)
            yield Span(later.start - length, later.start)
    yield Span(spans[0].start - pause - length, spans[0].start - pause)


def _with_one_more(number: int, span: Span, slots: int | None, named: Sequence[str], problem: Problem) -> Problem:
    """The problem with this round, which is open also to the sessions of these names."""
    name = str(problem.conference.clock.span(span))
    for session in problem.conference.held:
        if session.rounds and session.name in named:
            problem = with_thing(problem, session, rounds=(*session.rounds, name))
    day = problem.conference.days[number]
    rounds = tuple(sorted((*day.rounds, Round(name=name, span=span, slots=slots)), key=lambda round_: round_.span))
    return with_day(problem, number, rounds=rounds, hours=_around(day.hours, span))


def _finer_grid(conference: Conference, number: int, day: Day) -> Iterator[Change]:
    """For the whole day; the last step holds the others."""
    for place, step in enumerate(step for step in _GRIDS if day.step and step < day.step):
        on = conference.clock.on(day.hours.start)
        sentence = Sentence(
            "Let sessions {on}begin every {step} minutes (now every {now}).", on=on, step=step, now=day.step
        )
        apply = partial(with_day, number=number, step=step)
        yield Change(sentence, FINER_GRID + place, ("grid", number), apply, cumulative=True)


def _longer_day(conference: Conference, number: int, day: Day) -> Iterator[Change]:
    clock = conference.clock
    which = clock.day(day.hours.start) if clock.several_days else Sentence("the day")
    for minutes in range(_STEP, 121, _STEP):
        later, sooner = Span(day.hours.start, day.hours.end + minutes), Span(day.hours.start - minutes, day.hours.end)
        end, begin = clock.hour(day.hours.end), clock.hour(day.hours.start)
        for hours, sentence in (
            (
                later,
                Sentence(
                    "Let {day} end at {hour}, not at {before}.", day=which, hour=clock.hour(later.end), before=end
                ),
            ),
            (
                sooner,
                Sentence(
                    "Let {day} begin at {hour}, not at {before}.",
                    day=which,
                    hour=clock.hour(sooner.start),
                    before=begin,
                ),
            ),
        ):
            asks = LONGER_DAY + per_five(minutes)
            apply = partial(_with_hours, number, hours)
            same_grid = hours is later or not day.step or _STEP % day.step == 0  # it goes by when the day begins
            yield Change(sentence, asks, ("hours", number, hours is later), apply, cumulative=same_grid)


def _with_hours(number: int, hours: Span, problem: Problem) -> Problem:
    return with_day(problem, number, hours=hours)
