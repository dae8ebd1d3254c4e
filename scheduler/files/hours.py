"""Hours of the file into minutes of the conference: which days are meant, and whether the clock shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from scheduler.conference.clock import DAY, Clock, Minute, Span, within_hours
from scheduler.conference.conference import Day
from scheduler.files.faults import quoted
from scheduler.files.validate import Path, Source
from scheduler.files.values import Hour, Stretch
from scheduler.text.wording import listing, nearest

USUAL_ZONE = "Europe/Amsterdam"


def zone_fault(name: str, hint: Callable[[str, Iterable[str]], str] = nearest) -> str:
    """What is wrong with the name of a time zone; empty when nothing is.

    A name that says the zone of the computer it is read on ("localtime") is none: every calendar would have another.
    """
    if name == USUAL_ZONE or name in _zones():
        return ""
    return f"{quoted(name)} is no time zone.{hint(name, _zones()) or f' Write it like {USUAL_ZONE}.'}"


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
        for day in self._days(hour.day, source, path, only):
            minute = self.on(day, Span(hour.minutes, hour.minutes)).start
            if self.shown(minute, source, path):
                yield day.date, minute

    def spans(self, stretches: Sequence[Stretch], source: Source, path: Path) -> list[Span]:
        """The spans; faulty ones are noted and left out."""
        found = []
        for number, stretch in enumerate(stretches):
            for day in self._days(stretch.day, source, (*path, number)):
                span = self.on(day, stretch.span)
                ends = [self.shown(minute, source, (*path, number)) for minute in (span.start, span.end)]
                found += [span] if all(ends) else []
        return found

    def on(self, day: Day, span: Span) -> Span:
        """Minutes after midnight on that day; after the next midnight where only then the day is open."""
        midnight = self.clock.minute(day.date)
        return within_hours(Span(midnight + span.start, midnight + span.end), day.hours)

    def shown(self, minute: Minute, source: Source, path: Path) -> bool:
        """Whether the clock shows that hour. One that the clock skips is a fault, one that it shows twice a remark."""
        return shown(self.clock, minute, source, path)

    def _days(self, day: date | None, source: Source, path: Path, only: Iterable[date] | None = None) -> Iterator[Day]:
        if day is None:
            wanted = None if only is None else set(only)
            yield from (d for d in self.days if wanted is None or d.date in wanted)
        elif found := next((d for d in self.days if d.date == day), None):
            yield found
        else:
            source.fault(path, no_day(day, self.days))


def no_day(day: date, days: Iterable[Day]) -> str:
    """The sentence for a date on which nothing takes place."""
    return f'"{day}" is no day of this conference; that is {listing((d.date for d in days), "or")}.'


def shown(clock: Clock, minute: Minute, source: Source, path: Path) -> bool:
    """See `Hours.shown`."""
    local = clock.naive(minute)
    if not clock.exists(minute):
        source.fault(path, f"{clock.hour(minute)} does not occur on {local:%Y-%m-%d}: the clock goes forward over it.")
        return False
    zone = ZoneInfo(clock.zone)
    if local.replace(tzinfo=zone).utcoffset() != local.replace(tzinfo=zone, fold=1).utcoffset():
        source.say(
            path,
            f"{clock.hour(minute)} occurs twice on {local:%Y-%m-%d}, when the clock goes back; the first is meant.",
        )
    return True


def from_zone(zone: str, clock: Clock, minute: Minute) -> Minute:
    """The minute of the conference at which clocks in that zone show what ours would show at `minute`.

    >>> from datetime import date
    >>> from_zone("America/New_York", Clock(date(2020, 12, 4)), 9 * 60)  # 9:00 there is 15:00 in Amsterdam
    900
    """
    local = clock.naive(minute).replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo(clock.zone)).replace(tzinfo=None)
    return (local - datetime.combine(clock.first, datetime.min.time())) // timedelta(minutes=1)


def whole(clock: Clock, day: Day) -> Span:
    """All of a day: from midnight to midnight, or to closing time when that is later."""
    midnight = clock.minute(day.date)
    return Span(midnight, max(midnight + DAY, day.hours.end))
