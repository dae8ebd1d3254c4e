"""The times of a published schedule on the clock of its place, moved to other dates where that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, reduce
from math import gcd
from zoneinfo import ZoneInfo

from scheduler.conference.clock import DAY
from scheduler.files.hours import zone_fault
from scheduler.files.importing.parsed import ParsedEvent, ParsedSchedule
from scheduler.text.wording import count

COARSEST = 30  # minutes: on a coarser grid little of last year could move
FINEST = 5  # minutes: finer, a day of many sessions would take long to solve, for the sake of a few odd hours
_ODD = 0.1  # the share of sessions that may begin off the grid, each at its own hour; with more, the grid is finer
# Asked in this order for one whose offsets are those of the file, where the file names none.
_ZONES = ("Europe/Amsterdam", "Europe/London", "Europe/Helsinki", "America/New_York", "America/Los_Angeles", "UTC")
_LONGEST = DAY - 1  # minutes from the first start of a day to its last end: hours 9:00–9:00 would be none


class NoSlots(ValueError):
    """No day can be begun from this schedule, or not on these dates; a sentence."""


@dataclass(frozen=True)
class Slot:
    """An event on its day: minutes from midnight of that day's date, also beyond 1440."""

    event: ParsedEvent
    start: int
    minutes: int

    @property
    def end(self) -> int:
        return self.start + self.minutes


@dataclass(frozen=True)
class DaySlots:
    """One day with its events in order of time. `hours`: when it opens and closes, where that is told."""

    date: date
    slots: tuple[Slot, ...]
    hours: tuple[int, int] | None = None

    @property
    def opens(self) -> int:
        if self.hours is None:
            first = self.slots[0].start
            return min(first - first % FINEST, DAY - COARSEST)  # hours after midnight would be those of the morning
        return min([slot.start for slot in self.slots[:1]] + [self.hours[0]])

    @property
    def closes(self) -> int:
        return max([slot.end for slot in self.slots] + [self.hours[1] if self.hours else 0])

    @cached_property
    def step(self) -> int:
        """The minutes of a grid on which all events begin, or nearly all; fine enough to move them."""
        apart = [slot.start - self.opens for slot in self.slots]
        measure = reduce(gcd, apart, 0)
        exact = max(step for step in range(1, COARSEST + 1) if measure % step == 0) if measure else FINEST
        odd = sum(start % FINEST > 0 for start in apart)
        return FINEST if exact < FINEST and odd <= _ODD * len(apart) else exact

    def off_grid(self, slot: Slot) -> bool:
        """Whether the event begins at an hour that the grid does not have."""
        return (slot.start - self.opens) % self.step > 0


def zone_of(schedule: ParsedSchedule) -> tuple[str, str]:
    """The time zone of the place, and a remark where it had to be guessed."""
    events = [event for parsed in schedule.days for event in parsed.events]
    if schedule.zone and not zone_fault(schedule.zone):
        return schedule.zone, ""
    offsets = [(event.begins, event.begins.utcoffset()) for event in events if event.begins.tzinfo]
    for zone in _ZONES if offsets else ():
        if all(begins.astimezone(ZoneInfo(zone)).utcoffset() == offset for begins, offset in offsets):
            return zone, f"The file names no time zone; by its offsets from UTC it can be {zone}."
    return _ZONES[0], f"The file names no time zone; {_ZONES[0]} is taken."


def days_of(schedule: ParsedSchedule, zone: str) -> tuple[list[DaySlots], list[str]]:
    """The days in order of date, and what could not be carried over."""
    found: dict[date, list[Slot]] = {}
    hours: dict[date, tuple[int, int]] = {}
    for parsed in schedule.days:
        if parsed.hours:
            opens, closes = (_minutes(parsed.date, _local(moment, zone)) for moment in parsed.hours)
            found.setdefault(parsed.date, [])
            hours |= {parsed.date: (opens, closes)} if 0 <= opens < closes <= opens + _LONGEST else {}
        for event in parsed.events:
            start, end = _local(event.begins, zone), _local(event.begins, zone, event.minutes)
            on = parsed.date if 0 <= _minutes(parsed.date, start) < DAY + DAY // 2 else start.date()
            found.setdefault(on, []).append(Slot(event, _minutes(on, start), max(1, int((end - start) / _MINUTE))))
    days: list[DaySlots] = []
    remarks: list[str] = []
    for on in sorted(found):
        day = DaySlots(on, tuple(sorted(found[on], key=lambda slot: (slot.start, slot.end))), hours.get(on))
        if not day.slots and not day.hours:
            continue
        if days and (late := (on - days[-1].date).days * DAY + day.opens) < days[-1].closes:
            days[-1] = _without(days[-1], late, remarks, "it goes on when the next day begins")
        days.append(_without(day, day.opens + _LONGEST, remarks, "it goes on into the next day"))
    return [day for day in days if day.slots or day.hours], remarks


def on_other_dates(days: Sequence[DaySlots], dates: Sequence[date]) -> list[DaySlots]:
    """The days on these dates; one date is that of the first day, and the others follow. Raises NoSlots."""
    if len(dates) == 1:
        dates = [dates[0] + (day.date - days[0].date) for day in days]
    if len(dates) != len(days):
        raise NoSlots(
            f"The schedule has {count(len(days), 'day')}, and there are {len(dates)} dates. Name a date for each day, "
            "or that of the first alone."
        )
    if list(dates) != sorted(set(dates)):
        raise NoSlots("The dates should go up, each once.")
    return [replace(day, date=on) for on, day in zip(dates, days, strict=True)]


_MINUTE = timedelta(minutes=1)


def _local(begins: datetime, zone: str, after: int = 0) -> datetime:
    """The local time so many minutes (as they elapse) after `begins`; a time without offset is local already."""
    if begins.tzinfo is None:
        return begins + timedelta(minutes=after)
    local = (begins.astimezone(UTC) + timedelta(minutes=after)).astimezone(ZoneInfo(zone))
    return local.replace(tzinfo=None, second=0, microsecond=0)


def _minutes(on: date, moment: datetime) -> int:
    return int((moment - datetime.combine(on, datetime.min.time())) / _MINUTE)


def _without(day: DaySlots, latest: int, remarks: list[str], why: str) -> DaySlots:
    """The day without the events that end later than that."""
    remarks.extend(f"{slot.event.title} is left out: {why}." for slot in day.slots if slot.end > latest)
    hours = day.hours and (day.hours[0], min(day.hours[1], latest))
    return DaySlots(day.date, tuple(slot for slot in day.slots if slot.end <= latest), hours)
