"""The times of a published schedule on the clock of its place, moved to other dates where that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from math import gcd
from zoneinfo import ZoneInfo

from scheduler.clock import DAY
from scheduler.importing.told import Event, Schedule
from scheduler.instance.hours import zone_fault
from scheduler.wording import count

COARSEST = 30  # minutes: on a coarser grid little of last year could move
# Asked in this order for one whose offsets are those of the file, where the file names none.
_ZONES = ("Europe/Amsterdam", "Europe/London", "Europe/Helsinki", "America/New_York", "America/Los_Angeles", "UTC")
_LONGEST = DAY - 1  # minutes from the first start of a day to its last end: hours 9:00–9:00 would be none


class Unfit(ValueError):
    """No day can be begun from this schedule, or not on these dates; a sentence."""


@dataclass(frozen=True)
class Slot:
    """An event on its day: minutes from midnight of that day's date, also beyond 1440."""

    event: Event
    start: int
    minutes: int

    @property
    def end(self) -> int:
        return self.start + self.minutes


@dataclass(frozen=True)
class DaySlots:
    """One day with its events in order of time. `step`: a grid on which all of them begin, fine enough to move them."""

    date: date
    slots: tuple[Slot, ...]

    @property
    def opens(self) -> int:
        return self.slots[0].start

    @property
    def closes(self) -> int:
        return max(slot.end for slot in self.slots)

    @property
    def step(self) -> int:
        apart = reduce(gcd, (slot.start - self.opens for slot in self.slots), 0)
        return max(step for step in range(1, COARSEST + 1) if apart % step == 0) if apart else 5


def zone_of(schedule: Schedule) -> tuple[str, str]:
    """The time zone of the place, and a remark where it had to be guessed."""
    events = [event for sheet in schedule.sheets for event in sheet.events]
    if schedule.zone and not zone_fault(schedule.zone):
        return schedule.zone, ""
    offsets = [(event.begins, event.begins.utcoffset()) for event in events if event.begins.tzinfo]
    for zone in _ZONES if offsets else ():
        if all(begins.astimezone(ZoneInfo(zone)).utcoffset() == offset for begins, offset in offsets):
            return zone, f"The file names no time zone; by its offsets from UTC it can be {zone}."
    return _ZONES[0], f"The file names no time zone; {_ZONES[0]} is taken."


def days_of(schedule: Schedule, zone: str) -> tuple[list[DaySlots], list[str]]:
    """The days in order of date, and what could not be carried over."""
    found: dict[date, list[Slot]] = {}
    for sheet in schedule.sheets:
        for event in sheet.events:
            start, end = _local(event.begins, zone), _local(event.begins, zone, event.minutes)
            on = sheet.date if 0 <= _minutes(sheet.date, start) < DAY + DAY // 2 else start.date()
            found.setdefault(on, []).append(Slot(event, _minutes(on, start), max(1, int((end - start) / _MINUTE))))
    days: list[DaySlots] = []
    remarks: list[str] = []
    for on in sorted(found):
        slots = sorted(found[on], key=lambda slot: (slot.start, slot.end))
        if days and (late := (on - days[-1].date).days * DAY + slots[0].start) < days[-1].closes:
            days[-1] = _without(days[-1], late, remarks, "it goes on when the next day begins")
        kept = _without(DaySlots(on, tuple(slots)), slots[0].start + _LONGEST, remarks, "it goes on into the next day")
        days += [kept] if kept.slots else []
    return [day for day in days if day.slots], remarks


def on_other_dates(days: Sequence[DaySlots], dates: Sequence[date]) -> list[DaySlots]:
    """The days on these dates; one date is that of the first day, and the others follow. Raises Unfit."""
    if len(dates) == 1:
        dates = [dates[0] + (day.date - days[0].date) for day in days]
    if len(dates) != len(days):
        raise Unfit(
            f"The schedule has {count(len(days), 'day')}, and there are {len(dates)} dates. Name a date for each day, "
            "or that of the first alone."
        )
    if list(dates) != sorted(set(dates)):
        raise Unfit("The dates should go up, each once.")
    return [DaySlots(on, day.slots) for on, day in zip(dates, days, strict=True)]


_MINUTE = timedelta(minutes=1)


def _local(begins: datetime, zone: str, after: int = 0) -> datetime:
    """On the wall there, so many minutes later as they elapse; an hour without offset is one of the wall already."""
    if begins.tzinfo is None:
        return begins + timedelta(minutes=after)
    there = (begins.astimezone(UTC) + timedelta(minutes=after)).astimezone(ZoneInfo(zone))
    return there.replace(tzinfo=None, second=0, microsecond=0)


def _minutes(on: date, there: datetime) -> int:
    return int((there - datetime.combine(on, datetime.min.time())) / _MINUTE)


def _without(day: DaySlots, latest: int, remarks: list[str], why: str) -> DaySlots:
    """The day without the events that end later than that."""
    remarks.extend(f"{slot.event.title} is left out: {why}." for slot in day.slots if slot.end > latest)
    return DaySlots(day.date, tuple(slot for slot in day.slots if slot.end <= latest))
