"""The days of a conference: dates, opening hours, rounds and grid, with the defaults that docs/day-file.md promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from scheduler.conference.clock import DAY, Clock, Span, typed_day, typed_hour
from scheduler.conference.conference import Day, Round
from scheduler.conference.round_names import by_place, round_called
from scheduler.files.day_schema import DayFile, DayShape, RoundShape, SessionShape
from scheduler.files.faults import quoted
from scheduler.files.hours import shown, zone_fault
from scheduler.files.validate import Path, Source
from scheduler.files.values import OpeningHours
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import as_sentence, closed, count, lasting

USUAL = Span(9 * 60, 17 * 60)  # opening hours where nothing else is said
GRID = 5  # minutes, where a day has a grid and does not say which
MORNING = 6 * 60  # of a day built in Python, hours that last until after it, and so long, were turned round
OVERNIGHT = 12 * 60
LENGTH = 60  # minutes of a session where neither it nor the rounds say


@dataclass(frozen=True)
class _WrittenDay:
    """What the file says of one day, and where: its own words, or those at the top that hold for every day."""

    date: date
    day: DayShape
    path: Path


def read_days(shape: DayFile, source: Source) -> tuple[Clock, tuple[Day, ...]]:
    """The clock and the days, in order of date. Faults are noted; a date that is missing becomes one of 2000."""
    written = _written(shape, source)
    zone = shape.time_zone
    if fault := zone_fault(zone, source.fault_list.hint):
        source.fault(("time_zone",), fault)
        zone = "Europe/Amsterdam"
    clock = Clock(written[0].date, zone, shape.language, several_days=len(written) > 1)
    clock = replace(clock, years=len({day.date.year for day in written}) > 1)
    days = tuple(_day(shape, day, clock, source) for day in written)
    for (one, _), (two, place) in pairwise(zip(days, written, strict=True)):
        if one.hours.overlaps(two.hours):
            source.say(
                (*place.path, "hours"),
                Sentence(
                    "{later} opens before {day} has closed; what begins from {hour} on {date} on is of {later}.",
                    later=typed_day(two.date),
                    day=typed_day(one.date),
                    hour=clock.hour(two.hours.start),
                    date=typed_day(clock.date(two.hours.start)),
                ),
            )
    return clock, days


def usual_minutes(shape: DayFile, days: Sequence[Day]) -> int:
    """How long a session lasts that does not say: as the day says, else as the rounds when they are all alike."""
    lengths = {round_.span.minutes for day in days for round_ in day.rounds}
    return shape.minutes or (lengths.pop() if len(lengths) == 1 else LENGTH)


def _written(shape: DayFile, source: Source) -> list[_WrittenDay]:
    if shape.days and shape.date:
        one, several = quoted(source.key(("date",))), quoted(source.key(("days",)))
        both = Sentence("Both {one} and {other} are there; keep one of them.", one=one, other=several)
        source.fault(("date",), both)
    if shape.days:
        found: dict[date, _WrittenDay] = {}
        for number, day in enumerate(shape.days):
            path: Path = ("days", number)
            if day.date in found:
                spot = source.spot(found[day.date].path)
                again = Sentence("{what} stands in {spot} already.", what=str(day.date), spot=spot)
                source.fault((*path, "date"), again)
            else:
                found[day.date] = _WrittenDay(day.date, day, path)
        return [found[day] for day in sorted(found)]
    if not shape.date and not source.fault_list.unsure & {"date", "days", "day"}:
        key = source.key(("date",))
        like = Sentence("{key}: {day}", key=key, day=typed_day(date(2023, 2, 10)))
        source.fault((), Sentence("{key} is missing; write it like {like}", key=quoted(key), like=like))
    first = shape.date or date(2000, 1, 1)
    return [_WrittenDay(first, DayShape.model_construct(date=first, hours=None, rounds=None, every=None), ())]


def _day(shape: DayFile, written: _WrittenDay, clock: Clock, source: Source) -> Day:
    at_top = written.day.hours is None
    stated = shape.hours if at_top else written.day.hours
    hours_path: Path = ("hours",) if at_top else (*written.path, "hours")
    rounds_path: Path = ("rounds",) if written.day.rounds is None else (*written.path, "rounds")
    shapes = shape.rounds if written.day.rounds is None else written.day.rounds
    for number, round_ in enumerate(shapes):
        if round_.time.day:
            dated = Sentence('"{text}" should be hours alone, without a date.', text=round_.time.text)
            source.fault((*rounds_path, number), dated)
    open_ = _opening(stated, written.date, source, hours_path) if stated else None
    into_the_day = open_ and open_.minutes > OVERNIGHT and open_.end > DAY + MORNING
    if stated and open_ and into_the_day and not source.has_lines and not stated.until:
        source.fault(hours_path, _turned_round(stated.text, open_, written.date))
    hours = clock.minutes(written.date, open_) if open_ else None
    for after_midnight in (open_.start, open_.end) if open_ else ():
        shown(clock, written.date, after_midnight, source, hours_path)
    rounds = _rounds(shapes, written.date, hours, clock, source=source, path=rounds_path)
    if hours is None:
        hours = _hours_around(shape, written.date, clock, rounds)
    free = any(s.rounds and _is_none(s.rounds) and not s.at for s in shape.sessions)
    every = written.day.every or shape.every or (GRID if free or not rounds else None)
    return Day(date=written.date, hours=hours, rounds=tuple(rounds), step=every)


def _turned_round(text: str, span: Span, day: date) -> Sentence:
    """The sentence for opening hours that would last until far into the next day."""
    end, start = (typed_hour(minute % DAY) for minute in (span.end, span.start))
    return Sentence(
        '"{text}" would last {length}, into the next day; were the hours turned round? Write them like {turned}, or if '
        "it does {overnight}.",
        text=text,
        length=lasting(span.minutes),
        turned=Sentence("{start}–{end}", start=end, end=start),
        overnight=Sentence("{start}–{day} {end}", start=start, day=typed_day(day + timedelta(days=1)), end=end),
    )


def _opening(stated: OpeningHours, day: date, source: Source, path: Path) -> Span | None:
    """When the day opens and closes, in minutes after midnight; None, with a fault, where that cannot be."""
    if stated.day not in (None, day):
        other = Sentence(
            '"{text}" should be hours of {day} itself, without another date before them.',
            text=stated.text,
            day=typed_day(day),
        )
        source.fault(path, other)
        return None
    try:
        return stated.span(day)
    except ValueError as wrong:
        source.fault(path, closed(as_sentence(wrong)))
        return None


def _rounds(
    shapes: Sequence[RoundShape], day: date, hours: Span | None, clock: Clock, *, source: Source, path: Path
) -> list[Round]:
    """The rounds by time; one without a name is called after its place in that order."""
    placed = []
    for number, shape in enumerate(shapes):
        after_midnight = shape.time.span
        span = clock.minutes(day, after_midnight)
        if hours and span != (within := clock.within(day, after_midnight, hours)):
            span, after_midnight = within, Span(after_midnight.start + DAY, after_midnight.end + DAY)
        place = (*path, number)
        ends = [shown(clock, day, hour, source, place) for hour in (after_midnight.start, after_midnight.end)]
        slots = shape.slots
        if slots and slots > span.minutes:
            many = Sentence(
                "{slots} do not fit into {minutes}.", slots=count(slots, "slot"), minutes=lasting(span.minutes)
            )
            source.fault((*place, "slots"), many)
            source.note_left_out((*place, "slots"))
            slots = None
        if all(ends):
            placed.append((span, number, shape.name, slots, place))
        if hours and not hours.holds(span):
            source.fault(place, outside_hours(clock.span(span), clock.span(hours)))
    found: dict[str, Round] = {}
    called = ""  # the round before, in words
    for order, (span, _, stated, slots, place) in enumerate(sorted(placed, key=lambda one: one[:2]), 1):
        name = stated or by_place(order)
        if name in found:
            source.fault(place, Sentence('Two rounds of one day are called "{name}".', name=name))
        before = list(found.values())[-1] if found else None
        if before and before.span.overlaps(span):
            overlap = Sentence(
                "{hours} overlaps {round} ({others}).",
                hours=clock.span(span),
                round=called,
                others=clock.span(before.span),
            )
            source.fault(place, overlap)
        found[name] = Round(name=name, span=span, slots=slots)
        called = round_called(name)
    return list(found.values())


def _hours_around(shape: DayFile, day: date, clock: Clock, rounds: Sequence[Round]) -> Span:
    """From the first to the last round, fixed start or window; a day without rounds is open 9:00–17:00 at least."""
    spans = [round_.span for round_ in rounds] or [clock.minutes(day, USUAL)]
    lengths = {span.minutes for span in spans} if rounds else set()
    usual = shape.minutes or (lengths.pop() if len(lengths) == 1 else LENGTH)
    for session in shape.sessions:
        if not is_held(session) or (session.days and day not in session.days):
            continue
        length = session.minutes or usual
        starts = [clock.minute(day, hour.minutes) for hour in session.at or () if hour.day in (None, day)]
        windows = [window.span for window in session.windows or () if window.day in (None, day)]
        spans += [Span(start, start + length) for start in starts]
        spans += [clock.minutes(day, window) for window in windows]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def is_held(session: SessionShape) -> bool:
    """Whether the session takes place; one whose people go elsewhere does not."""
    return session.held and not session.goes_to


def _is_none(names: Sequence[str]) -> bool:
    return [name.casefold() for name in names] == ["none"]


def none_or_names(names: Sequence[str] | None) -> tuple[str, ...] | None:
    """None: nothing is said; an empty tuple: `none` is; else the names."""
    if names is None:
        return None
    return () if _is_none(names) else tuple(names)


def outside_hours(span: Phrase, opening: Phrase) -> Sentence:
    """The sentence for a stretch of time, given as it is printed, in which the day is not open."""
    return Sentence("{span} lies outside the opening hours {opening}.", span=span, opening=opening)


def too_long(minutes: int, days: Sequence[Day]) -> Sentence:
    """The sentence for a session that no day can hold; empty when one can."""
    longest = max(day.hours.minutes for day in days)
    if minutes <= longest:
        return NOTHING
    return Sentence(
        "{length} is longer than the day, which has {longest}.", length=count(minutes, "minute"), longest=longest
    )
