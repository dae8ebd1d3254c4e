"""Wall-clock minutes: the one unit of time inside, and the only way to real datetimes and back.

A `Minute` counts from midnight at the start of the conference's first day, as the clock on the wall shows it: 10:00 on
the second day is 1440 + 600. Elapsed minutes would give a wrong hour when the clock changes between two days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Minute = int  # minutes from midnight of the first day, by the clock on the wall
DAY = 1440

_TIME = re.compile(r"(\d{1,2})[:.h](\d{2})(?:\s*(?:u|uur|h))?")
_SPAN = re.compile(r"(.+?)\s*(?:-|–|—|\bto\b|\btot\b|\buntil\b)\s*(.+)")
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[\sT]+(.+)")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of minutes, [start, end): the end is not part of it, so back to back is no overlap."""

    start: Minute
    end: Minute

    @property
    def minutes(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a minute."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end


def parse_time(text: str) -> int:
    """Minutes after midnight for `9:30`, `9.30` or `09h30`; up to 24:00, the end of the day.

    >>> parse_time("9.30"), parse_time("24:00")
    (570, 1440)

    Raises ValueError with a sentence when the text is no time of day.
    """
    found = _TIME.fullmatch(text.strip())
    if not found or int(found[2]) > 59 or int(found[1]) * 60 + int(found[2]) > DAY:
        raise ValueError(f'"{text}" is no time of day; write it like 9:30')
    return int(found[1]) * 60 + int(found[2])


def parse_span(text: str) -> Span:
    """Minutes after midnight for `11:40–12:40`; an end at or before the start is on the next day.

    >>> parse_span("11.40-12.40"), parse_span("22:00–1:00")
    (Span(start=700, end=760), Span(start=1320, end=1500))

    Raises ValueError with a sentence when the text is no span.
    """
    found = _SPAN.fullmatch(text.strip())
    if not found:
        raise ValueError(f'"{text}" is no span of time; write it like 11:40–12:40')
    start, end = parse_time(found[1]), parse_time(found[2])
    if end == start:
        raise ValueError(f'"{text}" has no length; the end is the start')
    return Span(start, end if end > start else end + DAY)


def parse_date(text: str) -> date:
    """The date written as 2023-02-10. Raises ValueError with a sentence otherwise."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f'"{text}" is no date; write it like 2023-02-10') from None


@lru_cache(maxsize=1000)  # a conference has few days, and thousands of hours are told of them
def day_told(day: date, *, year: bool = False) -> str:
    """How sentences on the console name a day; attendees read it in their own language (`Language.day`).

    >>> day_told(date(2026, 6, 11)), day_told(date(2026, 6, 11), year=True)
    ('Thu 11 June', 'Thu 11 June 2026')
    """
    return f"{day:%a} {day.day} {day:%B}{f' {day.year}' if year else ''}"


def split_date(text: str) -> tuple[date | None, str]:
    """`2023-02-10 15:00` into its date and the rest; no date (None) when the text names only hours."""
    found = _DATED.fullmatch(text.strip())
    return (parse_date(found[1]), found[2]) if found else (None, text)


@dataclass(frozen=True, slots=True)
class Clock:
    """Turns minutes into dates, hours and aware datetimes for one conference.

    `several_days` puts the day before the hour in sentences, where an hour alone would be ambiguous.
    """

    first: date
    zone: str = "Europe/Amsterdam"
    language: str = "nl"
    several_days: bool = False

    def minute(self, day: date, minutes_after_midnight: int = 0) -> Minute:
        return (day - self.first).days * DAY + minutes_after_midnight

    def date(self, minute: Minute) -> date:
        return self.first + timedelta(days=minute // DAY)

    def naive(self, minute: Minute) -> datetime:
        """The wall clock at that minute, without a zone: for reading and comparing, not for exports."""
        return datetime.combine(self.first, datetime.min.time()) + timedelta(minutes=minute)

    def aware(self, minute: Minute) -> datetime:
        """That minute in the conference's zone. An hour that occurs twice is taken the first time."""
        return self.naive(minute).replace(tzinfo=ZoneInfo(self.zone))

    def exists(self, minute: Minute) -> bool:
        """False for the hour that the clock skips in spring."""
        moment = self.aware(minute)
        return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == self.naive(minute)

    def hour(self, minute: Minute) -> str:
        """The hour alone: 11.40 in Dutch, 11:40 in English; past midnight it begins again at 0."""
        hours, minutes = divmod(minute % DAY, 60)
        return f"{hours}{'.' if self.language == 'nl' else ':'}{minutes:02}"

    def text(self, minute: Minute) -> str:
        """`11.40`; on a conference of several days `Thu 11 June 11.40`, in English."""
        return f"{self.day(minute)} {self.hour(minute)}" if self.several_days else self.hour(minute)

    def at(self, *starts: Minute) -> str:
        """In a sentence: `at 9.30 or 10.45`; `on Thu 11 June at 9.30 or 10.45, or on Fri 12 June at 9.30`."""
        by_day: dict[str, list[str]] = {}
        for start in sorted(starts):
            by_day.setdefault(self.on(start), []).append(self.hour(start))
        return ", or ".join(f"{day}at {_either(hours)}" for day, hours in by_day.items())

    def day(self, minute: Minute) -> str:
        """`Thu 11 June`, in English, also on a conference of one day."""
        return day_told(self.date(minute))

    def on(self, minute: Minute) -> str:
        """`on Thu 11 June `, to begin a phrase with; empty on a conference of one day."""
        return f"on {self.day(minute)} " if self.several_days else ""

    def span(self, span: Span) -> str:
        """`11.40–12.40`; on a conference of several days `Thu 11 June 11.40–12.40`, in English."""
        return f"{self.text(span.start)}–{self.hour(span.end)}"

    def during(self, span: Span) -> str:
        """The same in a sentence: `at 11.40–12.40`, `on Thu 11 June at 11.40–12.40`."""
        return f"{self.on(span.start)}at {self.hour(span.start)}–{self.hour(span.end)}"

    def stretch(self, span: Span) -> str:
        """In a sentence: `from 15.00 to 15.45`, `until 15.45` from midnight on; `on Thu 11 June from 15.00`."""
        begins, ends = span.start % DAY, span.end % DAY
        if self.date(span.start) != self.date(span.end - 1):
            return f"from {self.text(span.start)} to {self.text(span.end)}"
        hours = [f"from {self.hour(span.start)}"] if begins else []
        hours += [f"{'to' if begins else 'until'} {self.hour(span.end)}"] if ends else []
        return (self.on(span.start) + " ".join(hours)).rstrip() or "all day"


def _either(words: list[str]) -> str:
    """`9.30`, `9.30 or 10.45`, `9.30, 10.45 or 11.00`."""
    *front, last = words
    return f"{', '.join(front)} or {last}" if front else last


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order of time, those that touch made one.

    >>> joined([Span(60, 90), Span(0, 60), Span(120, 150)])
    (Span(start=0, end=90), Span(start=120, end=150))
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def within_hours(span: Span, hours: Span) -> Span:
    """The span, a day later where that is meant: on a day that is open 20:00–2:00, 1:00 comes after midnight.

    >>> within_hours(Span(60, 90), hours=Span(1200, 1560))
    Span(start=1500, end=1530)
    """
    return Span(span.start + DAY, span.end + DAY) if hours.end - DAY >= span.start < hours.start else span
