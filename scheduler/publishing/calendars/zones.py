"""What a calendar file says about a time zone: one rule for all years, so that every reader understands it.

Lists of dates, as `icalendar` writes them, some clients read only as far as the first; Outlook knows nothing but a
yearly pair. The pair is found in the hours that `zoneinfo` gives, and used only for years in which it agrees with them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")
# The current rule is what holds beyond the dates that zoneinfo lists one by one, seen over 28 years, after which days
# of the week come back. Morocco's list goes on to 2087 and is irregular, for it follows the moon: that is no rule.
_CURRENT = range(2040, 2068)
_FIRST = 1970  # some readers know no dates before
_DAY = 86400  # seconds
_STEP = 4 * _DAY  # since 1970 no two changes came closer than a week
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Change:
    """The clock is put from one distance to UTC to another when it shows `local`. `name`: of the hours after it."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str

    def lines(self, half: str, rule: str = "") -> str:
        return (
            f"BEGIN:{half}\r\nTZNAME:{self.name}\r\nTZOFFSETFROM:{_signed(self.before)}\r\n"
            f"TZOFFSETTO:{_signed(self.after)}\r\nDTSTART:{self.local:%Y%m%dT%H%M%S}\r\n{rule}END:{half}\r\n"
        )


@dataclass(frozen=True, slots=True)
class _Yearly:
    """A change that comes back on the `nth` such day of the week in its month, the last if -1; first in this year."""

    first: _Change
    nth: int

    def of(self, year: int) -> _Change:
        month, wanted = self.first.local.month, self.first.local.weekday()
        weekday, days = monthrange(year, month)
        day = 1 + (wanted - weekday) % 7 + 7 * (self.nth - 1)
        if self.nth < 0:
            day = days - (weekday + days - 1 - wanted) % 7
        return replace(self.first, local=self.first.local.replace(year=year, day=day))

    def lines(self, half: str) -> str:
        day = f"{self.nth}{_WEEKDAYS[self.first.local.weekday()]}"
        return self.first.lines(half, f"RRULE:FREQ=YEARLY;BYMONTH={self.first.local.month};BYDAY={day}\r\n")


@lru_cache
def vtimezone(zone: str) -> bytes | None:
    """The zone's VTIMEZONE, lines that end in CRLF: a yearly pair, or one STANDARD where the clock stands still.

    None for UTC, and where the zone's rule is no such pair (Africa/Casablanca, Asia/Jerusalem): times are then in UTC.
    """
    rule = _rule(zone)
    if rule is None:
        return None
    if isinstance(rule, _Change):
        halves = rule.lines("STANDARD")
    else:  # the hour that is ahead is DAYLIGHT to readers, also in Ireland, whose law calls winter the exception
        summer, winter = sorted(rule, key=lambda yearly: yearly.first.after, reverse=True)
        halves = summer.lines("DAYLIGHT") + winter.lines("STANDARD")
    return f"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n{halves}END:VTIMEZONE\r\n".encode("ascii")


@lru_cache(maxsize=1024)
def holds(zone: str, year: int) -> bool:
    """Whether `vtimezone` is right for every moment of that year; else its times are to be written in UTC."""
    rule = _rule(zone)
    if rule is None or not _FIRST <= year < 9999:
        return False
    changes = _changes(zone, year)
    if isinstance(rule, _Change):
        return not changes and rule.local.year < year
    # In the year in which a half begins, a reader would take the other half for all that came before.
    began = all(yearly.first.local.year < year for yearly in rule)
    return began and changes == tuple(sorted((yearly.of(year) for yearly in rule), key=lambda change: change.local))


@lru_cache
def _rule(zone: str) -> _Change | tuple[_Yearly, _Yearly] | None:
    """The change after which the clock stands still, or the two of each year. None: UTC, or neither."""
    if not NAME.fullmatch(zone):
        return None
    years = [_changes(zone, year) for year in _CURRENT]
    if not any(years):
        return _last_change(zone)
    if any(len(changes) != 2 for changes in years):
        return None
    found = tuple(_yearly([changes[half] for changes in years]) for half in (0, 1))
    if found[0] is None or found[1] is None:
        return None
    return _since(zone, found[0]), _since(zone, found[1])


def _last_change(zone: str) -> _Change | None:
    for year in range(_CURRENT.start - 1, _FIRST - 1, -1):
        if changes := _changes(zone, year):
            return changes[-1]
    start = datetime(_FIRST, 1, 1, tzinfo=ZoneInfo(zone))
    ahead, name = start.utcoffset() or timedelta(), start.tzname() or zone
    return None if name == "UTC" else _Change(start.replace(tzinfo=None), ahead, ahead, name)


def _yearly(changes: list[_Change]) -> _Yearly | None:
    """The one rule for these changes of one year after another."""
    for nth in (-1, 1, 2, 3, 4):
        rule = _Yearly(changes[0], nth)
        if all(rule.of(change.local.year) == change for change in changes):
            return rule
    return None


def _since(zone: str, rule: _Yearly) -> _Yearly:
    """The rule from the first year on that it held without a break."""
    year = _CURRENT.start
    while year > _FIRST and rule.of(year - 1) in _changes(zone, year - 1):
        year -= 1
    return replace(rule, first=rule.of(year))


@lru_cache(maxsize=4096)
def _changes(zone: str, year: int) -> tuple[_Change, ...]:
    """All changes of the year, in order; also those a day before and after it, which belong to no rule we can use."""
    info = ZoneInfo(zone)

    def local(second: int) -> datetime:
        return datetime.fromtimestamp(second, info)

    def ahead(second: int) -> timedelta:
        return local(second).utcoffset() or timedelta()

    found = []
    start, end = (int(datetime(at, 1, 1, tzinfo=UTC).timestamp()) for at in (year, year + 1))
    for low in range(start - _DAY, end + _DAY, _STEP):
        seconds = range(low, min(low + _STEP, end + _DAY) + 1)
        before, after = ahead(seconds[0]), ahead(seconds[-1])
        if before != after:
            moment = seconds[bisect_left(seconds, 1, key=lambda second: ahead(second) != before)]
            found.append(
                _Change(
                    datetime.fromtimestamp(moment, UTC).replace(tzinfo=None) + before,
                    before,
                    after,
                    local(moment).tzname() or zone,
                )
            )
    return tuple(found)


def _signed(ahead: timedelta) -> str:
    """The distance to UTC as `+0100`; with seconds only where there are any, as before 1972 in Liberia."""
    minutes, seconds = divmod(abs(int(ahead.total_seconds())), 60)
    sign = "-" if ahead < timedelta() else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")
