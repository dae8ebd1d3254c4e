"""What a calendar file says of a time zone, worked out by hand as RFC 5545 has it, is what zoneinfo says."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthcalendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest

from scheduler.conference.clock import Clock
from scheduler.publishing.calendars.ics_writer import content
from scheduler.publishing.calendars.zones import holds, vtimezone
from tests.support.entries import an_entry

HOUR = timedelta(hours=1)
YEARS = range(2020, 2033)
DESCRIBED = [
    "Europe/Amsterdam",
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
]
AMSTERDAM = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
KOLKATA = """\
BEGIN:VTIMEZONE
TZID:Asia/Kolkata
BEGIN:STANDARD
TZNAME:IST
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
DTSTART:19700101T000000
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Reader:
    """What somebody knows who has the VTIMEZONE alone: when in UTC which distance to UTC begins, in order."""

    moments: list[datetime]
    ahead: list[timedelta]

    @classmethod
    def of(cls, lines: bytes) -> Reader:
        onsets = []
        for half in re.findall(r"BEGIN:(?:STANDARD|DAYLIGHT)\r\n(.*?)END:", lines.decode("ascii"), re.DOTALL):
            found = dict(line.split(":", 1) for line in half.split("\r\n") if line)
            start = datetime.strptime(found["DTSTART"], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            before, after = offset(found["TZOFFSETFROM"]), offset(found["TZOFFSETTO"])
            onsets += [(local - before, after) for local in repeated(start, found.get("RRULE", ""))]
        onsets.sort()
        return cls([moment for moment, _ in onsets], [ahead for _, ahead in onsets])

    def on_the_wall(self, moment: datetime) -> datetime:
        """The hour on the wall at that moment."""
        return (moment + self.ahead[bisect_right(self.moments, moment) - 1]).replace(tzinfo=None)

    def moment(self, wall: datetime) -> datetime:
        """The first moment at which the wall shows that hour."""
        candidates = sorted(wall.replace(tzinfo=UTC) - ahead for ahead in set(self.ahead))
        return next(moment for moment in candidates if self.on_the_wall(moment) == wall)


def repeated(start: datetime, rule: str) -> list[datetime]:
    """`start` in UTC's clothes, and once in every year after it what RRULE says."""
    if not rule:
        return [start]
    found = re.fullmatch(r"FREQ=YEARLY;BYMONTH=(\d+);BYDAY=(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)", rule)
    assert found, rule
    month, nth = int(found[1]), int(found[2])
    column = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].index(found[3])
    times = []
    for year in range(start.year, 2050):
        days = [week[column] for week in monthcalendar(year, month) if week[column]]
        times.append(start.replace(year=year, month=month, day=days[nth if nth < 0 else nth - 1]))
    assert times[0] == start  # DTSTART is to be the first of its own rule
    return times


def offset(text: str) -> timedelta:
    """-0330 and, with seconds, -004430."""
    sign, hours, minutes, seconds = re.fullmatch(r"([+-])(\d\d)(\d\d)(\d\d)?", text).groups("00")  # type: ignore[union-attr]
    ahead = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    return -ahead if sign == "-" else ahead


@cache
def reader(zone: str) -> Reader:
    lines = vtimezone(zone)
    assert lines is not None
    return Reader.of(lines)


def wrong(zone: str, years: range, step: timedelta) -> list[datetime]:
    """The moments of those years at which a reader of the file sees another hour than zoneinfo gives."""
    found, file, info = [], reader(zone), ZoneInfo(zone)
    moment = datetime(years.start, 1, 1, tzinfo=UTC) - 14 * HOUR
    while moment < datetime(years.stop, 1, 1, tzinfo=UTC) + 12 * HOUR:
        if file.on_the_wall(moment) != moment.astimezone(info).replace(tzinfo=None):
            found.append(moment)
        moment += step
    return found


def test_the_wall_in_haarlem_has_the_pair_that_all_clients_know() -> None:
    assert vtimezone("Europe/Amsterdam") == AMSTERDAM.replace("\n", "\r\n").encode("ascii")


def test_a_zone_without_summer_time_has_no_rule() -> None:
    assert vtimezone("Asia/Kolkata") == KOLKATA.replace("\n", "\r\n").encode("ascii")


@pytest.mark.parametrize("zone", DESCRIBED)
def test_every_hour_is_right_from_2020_to_2032(zone: str) -> None:
    assert [holds(zone, year) for year in YEARS] == [True] * len(YEARS)
    assert wrong(zone, YEARS, HOUR) == []


@pytest.mark.parametrize("zone", DESCRIBED)
def test_icalendar_reads_it_as_zoneinfo_does(zone: str) -> None:
    """A second opinion, by dateutil inside; in winter, in summer and at the end of each month."""
    component = icalendar.Timezone.from_ical(vtimezone(zone) or b"")
    assert isinstance(component, icalendar.Timezone)
    theirs, ours = component.to_tz(lookup_tzid=False), ZoneInfo(zone)
    noons = [datetime(year, month, day, 12) for year in YEARS for month in range(1, 13) for day in (1, 10, 28)]  # noqa: DTZ001
    assert [noon.replace(tzinfo=theirs).utcoffset() for noon in noons] == [
        noon.replace(tzinfo=ours).utcoffset() for noon in noons
    ]


@pytest.mark.parametrize(
    "zone",
    ["UTC", "Etc/UTC", "Africa/Casablanca", "Asia/Jerusalem", "Africa/Cairo", "America/Nuuk", "../UTC", "x\r\ny"],
)
def test_utc_what_follows_the_moon_and_other_rules_than_a_weekday_are_not_described(zone: str) -> None:
    assert vtimezone(zone) is None
    assert [holds(zone, year) for year in YEARS] == [False] * len(YEARS)


def test_whatever_is_said_of_other_zones_is_right_this_year() -> None:
    """Every eighth there is, on each day of 2026 at four hours; the changes to the hour are in the test above."""
    described = [zone for zone in sorted(available_timezones()) if not zone.startswith("Etc/")][::8]
    described = [zone for zone in described if holds(zone, 2026)]
    assert len(described) > 50
    assert {zone: found for zone in described if (found := wrong(zone, range(2026, 2027), 6 * HOUR))} == {}


def test_a_year_in_which_a_zone_still_had_another_rule_is_not_its_rule() -> None:
    """Brazil gave up summer time in 2019, New York moved it in 2007, the Netherlands its end in 1996."""
    last = {"America/Sao_Paulo": 2019, "America/New_York": 2007, "Europe/Amsterdam": 1996, "Australia/Sydney": 2008}
    assert {zone: max(year for year in range(1970, 2040) if not holds(zone, year)) for zone in last} == last


@pytest.mark.parametrize("zone", DESCRIBED)
def test_the_first_year_that_holds_is_right(zone: str) -> None:
    """A rule is followed from its second year on: in its first, a reader would know nothing of the months before."""
    begins = 1 + max(year for year in range(1970, 2040) if not holds(zone, year))
    assert wrong(zone, range(begins, begins + 1), HOUR) == []


def test_an_hour_that_comes_twice_is_the_first_for_us_and_for_readers() -> None:
    """On 25 October 2026 the clock in Amsterdam goes from 3:00 back to 2:00."""
    clock, file = Clock(date(2026, 10, 25)), reader("Europe/Amsterdam")
    minutes = [clock.minute(clock.first, wall) for wall in range(0, 1440, 15)]
    walls = [(clock.aware(minute), clock.naive(minute)) for minute in minutes]
    assert [file.moment(naive) for _, naive in walls] == [aware.astimezone(UTC) for aware, _ in walls]


def test_hours_that_the_clock_shows_twice_or_never_are_written_in_utc() -> None:
    def written(day: date, start: int, end: int) -> list[bytes]:
        clock = Clock(day)
        starts, ends = (clock.aware(clock.minute(day, wall)) for wall in (start, end))
        return content(an_entry(starts=starts, ends=ends)).split(b"\r\n")[:2]

    assert written(date(2026, 10, 25), 150, 210) == [b"DTSTART:20261025T003000Z", b"DTEND:20261025T023000Z"]
    assert written(date(2026, 10, 25), 90, 150) == [b"DTSTART:20261024T233000Z", b"DTEND:20261025T003000Z"]
    never = datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    lines = content(an_entry(starts=never, ends=never.replace(hour=4))).split(b"\r\n")[:2]
    assert lines == [b"DTSTART:20260329T013000Z", b"DTEND:20260329T023000Z"]
    assert written(date(2026, 10, 25), 180, 240) == [
        b"DTSTART;TZID=Europe/Amsterdam:20261025T030000",
        b"DTEND;TZID=Europe/Amsterdam:20261025T040000",
    ]


def test_the_second_of_two_like_hours_is_not_taken_for_the_first() -> None:
    second = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Amsterdam"), fold=1)
    lines = content(an_entry(starts=second, ends=second.replace(hour=4, fold=0)))
    assert lines.startswith(b"DTSTART:20261025T013000Z\r\nDTEND:20261025T033000Z\r\n")


def test_morocco_is_written_in_utc() -> None:
    """In Ramadan of 2026 its clock stands at UTC, for the rest of the year an hour ahead."""
    zone = ZoneInfo("Africa/Casablanca")
    hours = [datetime(2026, month, 1, 10, tzinfo=zone) for month in (3, 6)]
    assert [content(an_entry(starts=hour, ends=hour + HOUR)).split(b"\r\n")[0] for hour in hours] == [
        b"DTSTART:20260301T100000Z",
        b"DTSTART:20260601T090000Z",
    ]


def test_a_party_over_new_year_is_in_utc_when_one_of_the_years_does_not_hold() -> None:
    zone = ZoneInfo("America/Sao_Paulo")
    lines = content(an_entry(starts=datetime(2019, 12, 31, 23, tzinfo=zone), ends=datetime(2020, 1, 1, 1, tzinfo=zone)))
    assert lines.startswith(b"DTSTART:20200101T020000Z\r\nDTEND:20200101T040000Z\r\n")
