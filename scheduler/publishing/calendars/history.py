"""An event over its editions: SEQUENCE and stamp rise together, and only when people see something else."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scheduler.publishing.calendars.entry import Entry

_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)


class Published(NamedTuple):
    """How an event stands in an edition. `content`: the digest of what is seen; None: nothing is known of that now.

    `stamp` is written as in the file, `20230210T090000Z`: those compare as the moments do. `lapsed`: it was over, and
    is left out; what it was stays known, for the clock that said so may have been ahead.
    """

    sequence: int
    stamp: str
    content: str | None
    cancelled: bool
    lapsed: bool = False

    @property
    def in_file(self) -> bool:
        """Whether the event stands in the file, cancelled or not."""
        return self.content is not None and not self.lapsed

    @property
    def shows(self) -> bool:
        """Whether the event stands there and takes place."""
        return self.in_file and not self.cancelled


def confirmed(was: Published | None, content: str, now: str, floor: int) -> Published:
    """The event as it takes place; `was` in the last edition, None when it never was. Unchanged, it is `was` itself."""
    if was is None:
        return Published(floor, now, content, cancelled=False)
    if was.content == content and was.shows:
        return was
    return Published(was.sequence + 1, later(now, was.stamp), content, cancelled=False)


def cancelled(was: Published, content: str, now: str) -> Published:
    """An event that took place and does not any more; `content` says so."""
    return Published(was.sequence + 1, later(now, was.stamp), content, cancelled=True)


def lapsed(was: Published) -> Published:
    """An event that is left out, since its day is over. It stays known, in case it comes back."""
    return was._replace(lapsed=True)


def forgotten(was: Published) -> Published:
    """An event that is left out without a word, since nobody asks for it any more. It may come back."""
    return was._replace(content=None, cancelled=False, lapsed=False)


def later(now: str, last: str) -> str:
    """A stamp after the last: a clock set back, or two editions within a second, must not give an event its old one."""
    return now if now > last else stamp(moment(last) + _SECOND)


def stamp(moment: datetime) -> str:
    """The moment as files write it, `20230210T090000Z`."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


@lru_cache(maxsize=4096)
def moment(stamp: str) -> datetime:
    """The moment of a stamp. Raises ValueError for what is none."""
    return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


class EventHours(NamedTuple):
    """When an event starts, in seconds for sorting, and its last day."""

    starts: float
    last: date


def hours(entry: Entry, zone: str) -> EventHours:
    """When the entry starts and is over; dates begin at midnight in that zone."""
    clock = ZoneInfo(zone)
    if isinstance(entry.starts, datetime) and isinstance(entry.ends, datetime):
        # An event that lasts until midnight is over with its own day.
        last = (entry.ends.astimezone(UTC) - _SECOND).astimezone(clock).date()
        return EventHours(entry.starts.timestamp(), last)
    return EventHours(datetime.combine(entry.starts, time(), clock).timestamp(), entry.ends - _DAY)


def is_over(hours: EventHours, now: datetime, zone: str) -> bool:
    """Whether the day after the event has passed, by the calendar on the wall in that zone."""
    return now.astimezone(ZoneInfo(zone)).date() > hours.last + _DAY
