"""The times of a published schedule on the clock of its place, moved to other dates where that is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property, reduce
from math import gcd
from zoneinfo import ZoneInfo, available_timezones

from scheduler.conference.clock import DAY, Clock
from scheduler.files import Fault
from scheduler.files.faults import quoted
from scheduler.files.hours import zone_fault
from scheduler.files.importing.parsed import ParsedDay, ParsedEvent, ParsedSchedule, moment_text
from scheduler.text import sanitize
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import count

COARSEST = 30  # minutes: on a coarser grid little of last year could move
FINEST = 5  # minutes: finer, a day of many sessions would take long to solve, for the sake of a few odd hours
_ODD = 0.1  # the share of sessions that may begin off the grid, each at its own hour; with more, the grid is finer
# Asked in this order for one whose offsets are those of the file, where the file names none; then those of each part.
_ZONES = (
    *("Europe/Amsterdam", "Europe/London", "Europe/Helsinki", "America/New_York", "America/Los_Angeles", "UTC"),
    *("America/Chicago", "America/Denver", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo"),
    *("Australia/Sydney", "Australia/Brisbane", "Pacific/Auckland"),
)
_PARTS = ("Europe/", "America/", "Asia/", "Australia/", "Africa/", "Pacific/", "Atlantic/", "Indian/", "Etc/")
_LONGEST = 7 * DAY  # minutes that a day can be open: no day file can say more


class NoSlots(ValueError):
    """No day can be begun from this schedule, or not on these dates; a sentence."""


@dataclass(frozen=True)
class Slot:
    """An event on its day. `start`: what the clock shows, in minutes from that day's midnight, also beyond 1440."""

    event: ParsedEvent
    start: int
    minutes: int


@dataclass(frozen=True)
class DaySlots:
    """One day with its events in order of time. `hours`: when it opens and closes, where that is told."""

    date: date
    zone: str
    slots: tuple[Slot, ...]
    hours: tuple[int, int] | None = None

    @cached_property
    def clock(self) -> Clock:
        """On which its minutes go by from its own midnight."""
        return Clock(self.date, self.zone)

    @property
    def opens(self) -> int:
        if self.hours is None:
            first = self.slots[0].start
            return min(first - first % FINEST, DAY - COARSEST)  # hours after midnight would be those of the morning
        return min([slot.start for slot in self.slots[:1]] + [self.hours[0]])

    @cached_property
    def closes(self) -> int:
        """When it closes, as the clock shows it: the first time that it does, so that it can be written."""
        ends = [self.clock.minute(self.date, slot.start) + slot.minutes for slot in self.slots]
        last = max(ends + ([self.clock.minute(self.date, self.hours[1])] if self.hours else []))
        while not self.clock.is_first(last):
            last += 1
        return self.clock.after_midnight(self.date, last)

    @cached_property
    def step(self) -> int:
        """The minutes of a grid on which all events begin, or nearly all; fine enough to move them."""
        apart = [self._since_opening(slot) for slot in self.slots]
        measure = reduce(gcd, apart, 0)
        exact = max(step for step in range(1, COARSEST + 1) if measure % step == 0) if measure else FINEST
        odd = sum(start % FINEST > 0 for start in apart)
        return FINEST if exact < FINEST and odd <= _ODD * len(apart) else exact

    def off_grid(self, slot: Slot) -> bool:
        """Whether the event begins at an hour that the grid does not have."""
        return self._since_opening(slot) % self.step > 0

    def _since_opening(self, slot: Slot) -> int:
        return self.clock.minute(self.date, slot.start) - self.clock.minute(self.date, self.opens)


def zone_of(schedule: ParsedSchedule) -> tuple[str, str, bool]:
    """The time zone of the place, a remark where it had to be guessed, and whether hours are taken as they stand.

    Any zone with the offsets of the file keeps the hours that the clock there showed.
    """
    named = sanitize.line(schedule.zone)
    if schedule.zone and not zone_fault(schedule.zone):
        return schedule.zone, "", False
    says = (
        Sentence("The file names a time zone that is none ({name})", name=quoted(named))
        if named
        else Sentence("The file names no time zone")
    )
    events = [event for parsed in schedule.days for event in parsed.events]
    wanted = [(event.begins, offset) for event in events if (offset := _offset(event)) is not None]
    for zone in _zones(utc=all(not offset for _, offset in wanted)) if wanted else ():
        if all(begins.astimezone(zone).utcoffset() == offset for begins, offset in wanted):
            can_be = Sentence("{says}; by its offsets from UTC it can be {zone}.", says=says, zone=zone.key)
            return zone.key, can_be, False
    if wanted:
        as_they_stand = Sentence(
            "{says}, and none has its offsets from UTC; hours are as they stand, in {zone}.", says=says, zone=_ZONES[0]
        )
        return _ZONES[0], as_they_stand, True
    return _ZONES[0], Sentence("{says}; {zone} is taken.", says=says, zone=_ZONES[0]), True


def _offset(event: ParsedEvent) -> timedelta | None:
    """How far its clock is ahead of UTC: by what that showed, where the file has it apart, else as the moment says."""
    begins = event.begins
    offset = begins.utcoffset()
    if offset is None or event.shown is None:
        return offset
    minutes = (event.shown - begins.hour * 60 - begins.minute + DAY // 2) % DAY - DAY // 2
    return offset + timedelta(minutes=minutes)


def _zones(*, utc: bool) -> Iterator[ZoneInfo]:
    """All that there are, the likeliest first."""
    likely = ("UTC", *_ZONES) if utc else _ZONES
    everywhere = sorted(available_timezones())
    yield from map(ZoneInfo, likely)
    yield from (ZoneInfo(zone) for part in _PARTS for zone in everywhere if zone.startswith(part))


def days_of(schedule: ParsedSchedule, zone: str, *, as_they_stand: bool = False) -> tuple[list[DaySlots], list[str]]:
    """The days in order of date, and what could not be carried over. `as_they_stand`: offsets from UTC count not."""
    found: dict[date, list[Slot]] = {}
    hours: dict[date, tuple[int, int]] = {}
    remarks: list[str] = []
    for parsed in schedule.days:
        local = {id(event): _local(event, zone, as_they_stand) for event in parsed.events}
        named = _date_of(parsed, list(local.values()))
        if parsed.hours:
            first = Clock(named, zone)
            opens, closes = (first.after_midnight(named, _minute(first, moment)) for moment in parsed.hours)
            found.setdefault(named, [])
            hours |= {named: (opens, closes)} if 0 <= opens < DAY and opens < closes <= opens + _LONGEST else {}
        for event in parsed.events:
            begins = local[id(event)]
            at = begins.hour * 60 + begins.minute
            night = begins.date() == named + timedelta(days=1) and at < parsed.day_change
            on = named if night else begins.date()
            if why := _not_to_be_said(event, zone, as_they_stand):
                remarks.append(_left_out(schedule, event, begins, why))
                continue
            found.setdefault(on, []).append(Slot(event, at + night * DAY, event.minutes))
    days = []
    for on in sorted(found):
        slots = tuple(sorted(found[on], key=lambda slot: (slot.start, slot.minutes)))
        if slots or on in hours:
            days.append(DaySlots(on, zone, slots, hours.get(on)))
    return days, remarks


def on_other_dates(days: Sequence[DaySlots], dates: Sequence[date]) -> list[DaySlots]:
    """The days on these dates; one date is that of the first day, and the others follow. Raises NoSlots."""
    if len(dates) == 1:
        dates = [dates[0] + (day.date - days[0].date) for day in days]
    if len(dates) != len(days):
        raise NoSlots(
            Sentence(
                "The schedule has {days}, and there are {dates} dates. Name a date for each day, "
                "or that of the first alone.",
                days=count(len(days), "day"),
                dates=len(dates),
            )
        )
    if list(dates) != sorted(set(dates)):
        raise NoSlots(Sentence("The dates should go up, each once."))
    return [_moved(day, on) for on, day in zip(dates, days, strict=True)]


def _moved(day: DaySlots, on: date) -> DaySlots:
    """The day on another date; an hour that the clock skips there is the one that it shows then."""
    clock = Clock(on, day.zone)

    def shown(after_midnight: int) -> int:
        return clock.after_midnight(on, clock.minute(on, after_midnight))

    slots = tuple(replace(slot, start=shown(slot.start)) for slot in day.slots)
    return DaySlots(on, day.zone, slots, day.hours and (shown(day.hours[0]), shown(day.hours[1])))


def _local(event: ParsedEvent, zone: str, as_they_stand: bool) -> datetime:
    """What the clock of the place shows when it begins; a time without offset is local already."""
    begins = event.begins
    if begins.tzinfo is None or as_they_stand:
        local = begins.replace(tzinfo=None)
    else:
        local = begins.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return local.replace(second=0, microsecond=0)


def _minute(clock: Clock, moment: datetime) -> int:
    if moment.tzinfo:
        return clock.minute_of(moment)
    return clock.minute(moment.date(), moment.hour * 60 + moment.minute)


def _date_of(parsed: ParsedDay, local: Sequence[datetime]) -> date:
    """The date of a day; where most of its events are on another one, as in a file that names days in UTC, that."""
    days = Counter((begins.date() - parsed.date).days for begins in local if begins.hour * 60 >= parsed.day_change)
    if not days or days[0] == max(days.values()):
        return parsed.date
    return parsed.date + timedelta(days=days.most_common(1)[0][0])


def _not_to_be_said(event: ParsedEvent, zone: str, as_they_stand: bool) -> Sentence:
    """Why no day file can have this event at this hour; empty where it can."""
    if event.minutes > _LONGEST - DAY:
        days = count(event.minutes // DAY, "day")
        return Sentence("it lasts {days}, and a day can be open for a week", days=days)
    if event.begins.tzinfo and not as_they_stand and event.begins.astimezone(ZoneInfo(zone)).fold:
        return Sentence("the clock shows that hour for the second time then, and a day file means the first")
    return NOTHING


def _left_out(schedule: ParsedSchedule, event: ParsedEvent, begins: datetime, why: Sentence) -> Phrase:
    left_out = Sentence(
        "{title}, {when}, is left out: {why}.", title=quoted(event.title), when=moment_text(begins), why=why
    )
    return Fault(schedule.file, event.line, "", left_out).text
