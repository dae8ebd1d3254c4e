"""Minutes of a conference: the one unit of time inside, and the only way to real datetimes and back.

A `Minute` counts the minutes that go by from midnight at the start of the first day: 10:00 on the second day is
1440 + 600, but 1440 + 540 where the clock went forward in between. So what is drawn up in minutes lasts as long as it
says and overlaps nothing that it should not, also in a night in which the clock changes. Hours of the wall come from a
`Clock` and go to it; nobody else divides a minute by 1440.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.text.language import Language

Minute = int  # minutes that go by from midnight of the first day
DAY = 1440


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


class HourText(Phrase):
    """An hour of the clock: 11.40 in Dutch, 11:40 in English; as a `str` as the conference writes it."""

    __slots__ = ("after_midnight",)
    after_midnight: int

    def __new__(cls, after_midnight: int, language: str) -> Self:
        hour = super().__new__(cls, _hour(after_midnight, language))
        hour.after_midnight = after_midnight
        return hour

    def __reduce__(self) -> tuple[Any, ...]:
        return HourText, (self.after_midnight, "nl" if "." in self else "en")

    def into(self, language: Language) -> str:
        return _hour(self.after_midnight, language.code)

    @property
    def parts(self) -> Mapping[str, Any]:
        return {"kind": "hour", "id": f"{self.after_midnight // 60:02}:{self.after_midnight % 60:02}"}


def _hour(after_midnight: int, language: str) -> str:
    return f"{after_midnight // 60}{'.' if language == 'nl' else ':'}{after_midnight % 60:02}"


class DayForm(StrEnum):
    """How a day is written: `Thu 11 June`, `Thursday 11 June`, `11 Jun 2026`, `2026-06-11`."""

    SHORT = "short"
    LONG = "long"
    BRIEF = "brief"  # always with its year
    TYPED = "typed"  # as it can stand in a file: in Dutch 11 juni 2026


class DayText(Phrase):
    """A day: `Thu 11 June`, in Dutch `do 11 juni`."""

    __slots__ = ("day", "form", "year")
    day: date
    year: bool
    form: DayForm

    def __new__(cls, day: date, *, year: bool = False, form: DayForm = DayForm.SHORT) -> Self:
        if form is DayForm.TYPED:
            text = super().__new__(cls, day.isoformat())
        elif form is DayForm.BRIEF:
            text = super().__new__(cls, f"{day.day} {day:%b %Y}")
        else:
            name = f"{day:%A}" if form is DayForm.LONG else f"{day:%a}"
            text = super().__new__(cls, f"{name} {day.day} {day:%B}{f' {day.year}' if year else ''}")
        text.day, text.year, text.form = day, year, form
        return text

    def __reduce__(self) -> tuple[Any, ...]:
        return _day_again, (self.day, self.year, self.form)

    def into(self, language: Language) -> str:
        if self.form is DayForm.TYPED:
            return str(self) if language.code == "en" else language.full_day(self.day)
        if self.form is DayForm.BRIEF:
            return language.brief_day(self.day)
        write = language.long_day if self.form is DayForm.LONG else language.day
        return write(self.day, year=self.year)

    @property
    def parts(self) -> Mapping[str, Any]:
        return {"kind": "date", "id": self.day.isoformat()}


def _day_again(day: date, year: bool, form: DayForm) -> DayText:
    return DayText(day, year=year, form=form)


def typed_day(day: date) -> DayText:
    """How sentences name a day where somebody may type it: `2026-06-11`, in Dutch `11 juni 2026`."""
    return day_told(day, form=DayForm.TYPED)


def typed_hour(after_midnight: int) -> HourText:
    """The same of an hour: `9:30`, in Dutch `9.30`, whatever the language of the day."""
    return HourText(after_midnight, "en")


@lru_cache(maxsize=1000)  # a conference has few days, and thousands of hours are told of them
def day_told(day: date, *, year: bool = False, form: DayForm = DayForm.SHORT) -> DayText:
    """How sentences for organisers name a day.

    >>> day_told(date(2026, 6, 11)), day_told(date(2026, 6, 11), year=True)
    ('Thu 11 June', 'Thu 11 June 2026')
    """
    return DayText(day, year=year, form=form)


@dataclass(frozen=True, slots=True)
class _Changes:
    """How the wall runs ahead of the minutes that go by, from `midnight` of a first day on.

    `starts`: the minutes at which that changes; `until`: up to what the wall shows before each of them; `shifts`: how
    far it is ahead before the first of them, and after each.
    """

    midnight: datetime
    starts: tuple[Minute, ...]
    until: tuple[int, ...]
    shifts: tuple[int, ...]


_NEAR, _FAR = 400, 100_000  # days around the first one: of a conference, and of whatever somebody may ask
_STEP = timedelta(days=4)  # no two changes come closer than a week


@lru_cache(maxsize=500)
def _changes(first: date, zone: str, reach: int) -> _Changes:
    place, minute = ZoneInfo(zone), timedelta(minutes=1)

    def offset(moment: datetime) -> timedelta:
        return moment.astimezone(place).utcoffset() or timedelta()

    if not 2 < first.toordinal() < date.max.toordinal() - 2:  # where a date in UTC could be none that there is
        return _Changes(datetime.combine(first, datetime.min.time(), UTC), (), (), (0,))
    opens = datetime.combine(first, datetime.min.time(), place)
    usual, midnight = opens.utcoffset() or timedelta(), opens.astimezone(UTC)
    early = max(datetime.min.replace(tzinfo=UTC) + _STEP, midnight - timedelta(days=min(reach, first.toordinal() - 5)))
    late = datetime.max.replace(tzinfo=UTC) - _STEP
    late = midnight + min(late - midnight, timedelta(days=reach))
    starts, until, shifts = [], [], [(offset(early) - usual) // minute]
    while early < late:
        before, after = early, min(early + _STEP, late)
        early = after
        if offset(before) == offset(after):
            continue
        while after - before > minute:
            middle = before + (after - before) // minute // 2 * minute
            before, after = (middle, after) if offset(middle) == offset(before) else (before, middle)
        starts.append((after - midnight) // minute)
        until.append(starts[-1] + shifts[-1])
        shifts.append((offset(after) - usual) // minute)
    return _Changes(midnight, tuple(starts), tuple(until), tuple(shifts))


@dataclass(frozen=True, slots=True)
class Clock:
    """Turns minutes into dates, hours and aware datetimes for one conference.

    `several_days` puts the day before the hour in sentences, where an hour alone would be ambiguous; `years` the year
    behind that day, where two are in play.
    """

    first: date
    zone: str = "Europe/Amsterdam"
    language: str = "nl"
    several_days: bool = False
    years: bool = False

    def minute(self, day: date, after_midnight: int = 0) -> Minute:
        """When the clock shows that hour of that day: the first time where it does so twice.

        An hour that it skips counts on from the one before, so that 2:30 is what the wall calls 3:30.
        """
        changes = self._changes(wall := (day - self.first).days * DAY + after_midnight)
        number = bisect_right(changes.until, wall)
        minute = wall - changes.shifts[number]
        return wall - changes.shifts[number - 1] if number and minute < changes.starts[number - 1] else minute

    def minutes(self, day: date, after_midnight: Span) -> Span:
        """The minutes of that day from the one hour to the other."""
        return Span(self.minute(day, after_midnight.start), self.minute(day, after_midnight.end))

    def within(self, day: date, after_midnight: Span, hours: Span) -> Span:
        """The same, a day later where that is meant: on a day open 20:00–2:00, 1:00 comes after midnight.

        >>> Clock(date(2026, 6, 11)).within(date(2026, 6, 11), Span(60, 90), hours=Span(1200, 1560))
        Span(start=1500, end=1530)
        """
        found = self.minutes(day, after_midnight)
        later = self.minutes(day, Span(after_midnight.start + DAY, after_midnight.end + DAY))
        return later if found.start < hours.start and later.start <= hours.end else found

    def minute_of(self, moment: datetime) -> Minute:
        """The minute of an aware moment, whatever its zone; seconds are cut off."""
        return int((moment - self._changes(0).midnight) // timedelta(minutes=1))

    def same_hour(self, minute: Minute, home: date, day: date) -> Minute:
        """What on `day` has the hour that this minute has on the day `home`, also past midnight."""
        return self.minute(day, self.after_midnight(home, minute))

    def after_midnight(self, day: date, minute: Minute) -> int:
        """What the clock shows at that minute, counted from that day's midnight: 1470 is half past twelve after it."""
        return self._wall(minute) - (day - self.first).days * DAY

    def times_shown(self, day: date, after_midnight: int) -> int:
        """How often the clock shows that hour of that day: 0 where it goes forward over it, 2 where it goes back."""
        local = datetime.combine(day, datetime.min.time(), ZoneInfo(self.zone)) + timedelta(minutes=after_midnight)
        if local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
            return 0
        return 2 if local.utcoffset() != local.replace(fold=1).utcoffset() else 1

    def is_first(self, minute: Minute) -> bool:
        """False where the clock shows the hour of that minute for the second time: nobody could say which is meant."""
        return self.minute(self.first, self._wall(minute)) == minute

    def date(self, minute: Minute) -> date:
        return self.first + timedelta(days=self._wall(minute) // DAY)

    def naive(self, minute: Minute) -> datetime:
        """The wall clock at that minute, without a zone: for reading and comparing, not for exports."""
        return datetime.combine(self.first, datetime.min.time()) + timedelta(minutes=self._wall(minute))

    def aware(self, minute: Minute) -> datetime:
        """That minute in the conference's zone."""
        return (self._changes(minute).midnight + timedelta(minutes=minute)).astimezone(ZoneInfo(self.zone))

    def _wall(self, minute: Minute) -> int:
        """The same as the wall has it: a whole number of days, and what it shows of the day that has begun."""
        changes = self._changes(minute)
        return minute + changes.shifts[bisect_right(changes.starts, minute)]

    def _changes(self, minute: Minute) -> _Changes:
        return _changes(self.first, self.zone, _FAR if abs(minute) > _NEAR * DAY else _NEAR)

    def hour(self, minute: Minute) -> HourText:
        """The hour alone: 11.40 in Dutch, 11:40 in English; past midnight it begins again at 0."""
        return _hour_told(self._wall(minute) % DAY, self.language)

    def text(self, minute: Minute) -> Phrase:
        """`11.40`; on a conference of several days `Thu 11 June 11.40`."""
        hour = self.hour(minute)
        return Sentence("{day} {hour}", day=self.day(minute), hour=hour) if self.several_days else hour

    def at(self, *starts: Minute) -> Phrase:
        """In a sentence: `at 9.30 or 10.45`; `on Thu 11 June at 9.30 or 10.45, or on Fri 12 June at 9.30`."""
        by_day: dict[str, list[HourText]] = {}
        for start in sorted(starts):
            by_day.setdefault(self.day(start) if self.several_days else "", []).append(self.hour(start))
        some = [
            Sentence("on {day} at {hours}", day=day, hours=listing(hours, "or"))
            if day
            else Sentence("at {hours}", hours=listing(hours, "or"))
            for day, hours in by_day.items()
        ]
        found: Phrase = some[0] if some else Sentence("")
        for one in some[1:]:
            found = Sentence("{hours}, or {others}", hours=found, others=one)
        return found

    def day(self, minute: Minute) -> DayText:
        """`Thu 11 June`, also on a conference of one day."""
        return day_told(self.date(minute), year=self.years)

    def on(self, minute: Minute) -> Sentence:
        """`on Thu 11 June `, to begin a phrase with; empty on a conference of one day."""
        return Sentence("on {day} ", day=self.day(minute)) if self.several_days else Sentence("")

    def span(self, span: Span) -> Sentence:
        """`11.40–12.40`; on a conference of several days `Thu 11 June 11.40–12.40`."""
        return _span_told(self, span.start, span.end)

    def during(self, span: Span) -> Sentence:
        """The same in a sentence: `at 11.40–12.40`, `on Thu 11 June at 11.40–12.40`."""
        start, end = self.hour(span.start), self.hour(span.end)
        if self.several_days:
            return Sentence("on {day} at {start}–{end}", day=self.day(span.start), start=start, end=end)
        return Sentence("at {start}–{end}", start=start, end=end)

    def stretch(self, span: Span) -> Sentence:
        """In a sentence: `from 15.00 to 15.45`, `until 15.45` from midnight on; `on Thu 11 June from 15.00`."""
        begins, ends = self._wall(span.start) % DAY, self._wall(span.end) % DAY
        if self.date(span.start) != self.date(span.end - 1):
            return Sentence("from {start} to {end}", start=self.text(span.start), end=self.text(span.end))
        start, end, day = self.hour(span.start), self.hour(span.end), self.day(span.start)
        if self.several_days:
            if begins and ends:
                return Sentence("on {day} from {start} to {end}", day=day, start=start, end=end)
            if begins:
                return Sentence("on {day} from {start}", day=day, start=start)
            return Sentence("on {day} until {end}", day=day, end=end) if ends else Sentence("on {day}", day=day)
        if begins and ends:
            return Sentence("from {start} to {end}", start=start, end=end)
        if begins:
            return Sentence("from {start}", start=start)
        return Sentence("until {end}", end=end) if ends else Sentence("all day")


@lru_cache(maxsize=5000)  # breaches tell the same few hours of a conference by the thousand
def _span_told(clock: Clock, start: Minute, end: Minute) -> Sentence:
    first, last = clock.hour(start), clock.hour(end)
    if clock.several_days:
        return Sentence("{day} {start}–{end}", day=clock.day(start), start=first, end=last)
    return Sentence("{start}–{end}", start=first, end=last)


@lru_cache(maxsize=2 * DAY)
def _hour_told(after_midnight: int, language: str) -> HourText:
    return HourText(after_midnight, language)


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
