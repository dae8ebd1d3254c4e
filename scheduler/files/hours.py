"""Hours of the file into minutes of the conference: which days are meant, and whether the clock shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from zoneinfo import available_timezones

from scheduler.conference.clock import DAY, Clock, Minute, Span, typed_day
from scheduler.conference.conference import Day, meant
from scheduler.files.faults import quoted
from scheduler.files.validate import Path, Source
from scheduler.files.values import Hour, Stretch
from scheduler.text.sentence import NOTHING, Sentence
from scheduler.text.wording import listing, nearest

USUAL_ZONE = "Europe/Amsterdam"


def zone_fault(name: str, hint: Callable[[str, Iterable[str]], Sentence] = nearest) -> Sentence:
    """What is wrong with the name of a time zone; empty when nothing is.

    A name that says the zone of the computer it is read on ("localtime") is none: every calendar would have another.
    """
    if name == USUAL_ZONE or name in _zones():
        return NOTHING
    like = hint(name, _zones()) or Sentence(" Write it like {zone}.", zone=USUAL_ZONE)
    return Sentence("{name} is no time zone.{hint}", name=quoted(name), hint=like)


@cache
def _zones() -> frozenset[str]:
    """The zones that IANA names, in its capitals, and not what else lies in their folder."""
    return frozenset(name for name in available_timezones() if name[:1].isupper() and name != "Factory")


@dataclass(frozen=True)
class Hours:
    """Turns hours into minutes for one conference. An hour without a date is that hour of every day."""

    clock: Clock
    days: tuple[Day, ...]

    def minutes(
        self, hours: Sequence[Hour], source: Source, path: Path, only: Iterable[date] | None = None
    ) -> list[Minute]:
        """The minutes, on the days in `only` when an hour has no date; faulty ones are noted and left out."""
        found = []
        for number, hour in enumerate(hours):
            found += [minute for _, minute in self.by_day(hour, source, (*path, number), only)]
        return found

    def by_day(
        self, hour: Hour, source: Source, path: Path, only: Iterable[date] | None = None
    ) -> Iterator[tuple[date, Minute]]:
        """The minute that is meant on each day that is meant; faulty ones are noted and left out."""
        for day, span in self._on_days(hour.day, Span(hour.minutes, hour.minutes), source, path, only):
            if self._shown(hour.day or day.date, span.start, hour.minutes, source, path):
                yield day.date, span.start

    def spans(self, stretches: Sequence[Stretch], source: Source, path: Path) -> list[Span]:
        """The spans; faulty ones are noted and left out."""
        found = []
        for number, stretch in enumerate(stretches):
            place = (*path, number)
            for day, span in self._on_days(stretch.day, stretch.span, source, place):
                on = stretch.day or day.date
                ends = [self._shown(on, span.start, stretch.span.start, source, place)]
                ends += [self._shown(on, span.end, stretch.span.end, source, place)]
                found += [span] if all(ends) else []
        return found

    def _shown(self, day: date, minute: Minute, after_midnight: int, source: Source, path: Path) -> bool:
        """See `shown`; `minute` tells whether the hour is of that day or of the night after it."""
        later = minute >= self.clock.minute(day, after_midnight + DAY)
        return shown(self.clock, day, after_midnight + later * DAY, source, path)

    def _on_days(
        self, wanted: date | None, after_midnight: Span, source: Source, path: Path, only: Iterable[date] | None = None
    ) -> list[tuple[Day, Span]]:
        days = self.days if wanted or only is None else tuple(day for day in self.days if day.date in set(only))
        found = meant(self.clock, days, wanted, after_midnight)
        if wanted and not found:
            source.fault(path, no_day(wanted, self.days))
        return found


def no_day(day: date, days: Iterable[Day]) -> Sentence:
    """The sentence for a date on which nothing takes place."""
    those = listing((typed_day(d.date) for d in days), "or")
    return Sentence('"{day}" is no day of this conference; that is {days}.', day=typed_day(day), days=those)


def shown(clock: Clock, day: date, after_midnight: int, source: Source, path: Path) -> bool:
    """Whether the clock shows that hour. One that the clock skips is a fault, one that it shows twice a remark."""
    times = clock.times_shown(day, after_midnight)
    if times == 1:
        return True
    days, minutes = divmod(after_midnight, DAY)
    on, hour = day + timedelta(days=days), Clock(date(2000, 1, 1), "UTC", clock.language).hour(minutes)
    if not times:
        skipped = Sentence(
            "{hour} does not occur on {day}: the clock goes forward over it.", hour=hour, day=typed_day(on)
        )
        source.fault(path, skipped)
        return False
    twice = Sentence(
        "{hour} occurs twice on {day}, when the clock goes back; the first is meant.", hour=hour, day=typed_day(on)
    )
    source.say(path, twice)
    return True


def from_zone(zone: str, clock: Clock, minute: Minute) -> Minute:
    """The minute of the conference that is this minute of one that begins on the same date in that zone.

    >>> from datetime import date
    >>> from_zone("America/New_York", Clock(date(2020, 12, 4)), 9 * 60)  # 9:00 there is 15:00 in Amsterdam
    900
    """
    return clock.minute_of(Clock(clock.first, zone).aware(minute))


def whole(clock: Clock, day: Day) -> Span:
    """All of a day: from midnight to midnight, or to closing time when that is later."""
    return Span(clock.minute(day.date), max(clock.minute(day.date, DAY), day.hours.end))
