"""Entries as lines of iCalendar: what they say, where they stand, and that they come back as they went."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.publishing.calendars.entry import Calendar, Entry
from scheduler.publishing.calendars.ics_writer import (
    TAIL,
    CalendarEvent,
    CalendarHead,
    cancelled,
    content,
    event,
    head,
    read_content,
    read_events,
    read_head,
)
from tests.support.entries import AMSTERDAM, an_entry, entries

STAMP = datetime(2023, 1, 20, 9, 30, tzinfo=UTC)
UID = "8d3f1c2b4a59.prog.7e1f0a9b3c4d@g40.example"
RELCALID = "prog.7e1f0a9b3c4d@g40.example"
PROGRAMME = Calendar("programme", "", "Netwerkdag G40, Haarlem", "Europe/Amsterdam", "nl", ())
FILE = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//netday//netday//EN
CALSCALE:GREGORIAN
NAME:Netwerkdag G40\, Haarlem
X-WR-CALNAME:Netwerkdag G40\, Haarlem
X-WR-RELCALID:prog.7e1f0a9b3c4d@g40.example
X-WR-TIMEZONE:Europe/Amsterdam
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
X-NETDAY-CALENDAR:programme:
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
BEGIN:VEVENT
UID:8d3f1c2b4a59.prog.7e1f0a9b3c4d@g40.example
DTSTAMP:20230120T093000Z
LAST-MODIFIED:20230120T093000Z
SEQUENCE:3
DTSTART;TZID=Europe/Amsterdam:20230210T114000
DTEND;TZID=Europe/Amsterdam:20230210T124000
SUMMARY:Europa: geld\, regels\; en kansen
STATUS:CONFIRMED
TRANSP:OPAQUE
LOCATION:Zaal 4
DESCRIPTION:Voorzitter: Rianne Verhoeckx.\nLid van de themagroep Europa\, e
 n gewenst.
CATEGORIES:Themagroep,Fysiek\, sociaal
URL:https://g40.example/europa
CONFERENCE;VALUE=URI:https://meet.example/j/93
END:VEVENT
END:VCALENDAR
"""
TOLD = an_entry(
    description="Voorzitter: Rianne Verhoeckx.\nLid van de themagroep Europa, en gewenst.",
    categories=("Themagroep", "Fysiek, sociaal"),
    url="https://g40.example/europa",
    conference_url="https://meet.example/j/93",
)


def whole(*contents: bytes, calendar: Calendar = PROGRAMME) -> bytes:
    """A file with these events, each with a name of its own."""
    events = (event(lines, f"{number}.{RELCALID}", number, STAMP) for number, lines in enumerate(contents))
    return head(calendar, RELCALID, contents) + b"".join(events) + TAIL


def first_event(data: bytes) -> icalendar.Event:
    return icalendar.Calendar.from_ical(data).events[0]


def utc(entry: Entry) -> tuple[date, date]:
    """Start and end as moments, which compare as moments; dates as they are."""
    if isinstance(entry.starts, datetime) and isinstance(entry.ends, datetime):
        return entry.starts.astimezone(UTC), entry.ends.astimezone(UTC)
    return entry.starts, entry.ends


def test_a_file_reads_like_this() -> None:
    lines = content(TOLD)
    data = head(PROGRAMME, RELCALID, [lines]) + event(lines, UID, 3, STAMP) + TAIL
    assert data.decode() == FILE.replace("\n", "\r\n")


@given(entries())
@settings(max_examples=150)
def test_an_entry_is_at_the_same_moments_for_whoever_reads_the_file(entry: Entry) -> None:
    read = first_event(whole(content(entry)))
    assert utc(an_entry(starts=read.DTSTART, ends=read.DTEND)) == utc(entry)


@given(entries())
@settings(max_examples=150)
def test_what_is_read_is_written_again_byte_for_byte(entry: Entry) -> None:
    lines = content(entry)
    assert content(read_content(lines)) == lines


@given(entries())
@settings(max_examples=50)
def test_what_was_written_is_what_is_read(entry: Entry) -> None:
    """After a first writing, for that cleans it."""
    written = read_content(content(entry))
    read = read_content(content(replace(written, key="Europa")))
    assert read == written
    assert (read.cancelled, read.transparent) == (entry.cancelled, entry.transparent or entry.cancelled)


@given(st.lists(entries(), max_size=4))
@settings(max_examples=50)
def test_a_file_gives_back_its_events_and_whose_it_is(several: list[Entry]) -> None:
    contents = [content(entry) for entry in several]
    calendar = Calendar("person", "Rianne; van, Ommen\\", "Dag van Rianne", "Asia/Kolkata", "nl", ())
    data = whole(*contents, calendar=calendar)
    assert read_head(data) == CalendarHead("person", "Rianne; van, Ommen\\", "Dag van Rianne", "Asia/Kolkata", RELCALID)
    assert list(read_events(data)) == [
        CalendarEvent(f"{number}.{RELCALID}", number, STAMP, lines) for number, lines in enumerate(contents)
    ]


def test_the_same_entry_gives_the_same_bytes_whatever_its_key() -> None:
    assert content(TOLD) == content(replace(TOLD, key="another"))


@pytest.mark.parametrize(
    "other",
    [
        {"starts": datetime(2023, 2, 10, 11, 45, tzinfo=AMSTERDAM)},
        {"ends": datetime(2023, 2, 10, 12, 45, tzinfo=AMSTERDAM)},
        {"summary": "Wonen"},
        {"location": "Zaal 5"},
        {"description": ""},
        {"categories": ("Themagroep",)},
        {"url": ""},
        {"conference_url": ""},
        {"transparent": True},
        {"cancelled": True},
    ],
    ids=lambda other: next(iter(other)),
)
def test_whatever_people_can_see_changes_the_content(other: dict[str, object]) -> None:
    assert content(replace(TOLD, **other)) != content(TOLD)  # type: ignore[arg-type]


def test_a_note_is_of_the_whole_day_and_its_end_is_the_next() -> None:
    note = an_entry(starts=date(2023, 2, 10), ends=date(2023, 2, 11), transparent=True)
    lines = content(note).split(b"\r\n")
    assert lines[:2] == [b"DTSTART;VALUE=DATE:20230210", b"DTEND;VALUE=DATE:20230211"]
    assert read_content(content(note)) == replace(note, key="")


def test_what_is_off_says_so_before_its_title_and_blocks_nobody() -> None:
    off = read_content(cancelled(content(TOLD), "VERVALLEN"))
    summary = "[VERVALLEN] Europa: geld, regels; en kansen"
    assert off == replace(TOLD, key="", summary=summary, cancelled=True, transparent=True)


def test_a_note_can_be_off() -> None:
    note = an_entry(starts=date(2023, 2, 10), ends=date(2023, 2, 11), summary="Europa komt niet bijeen")
    off = read_content(cancelled(content(note), "CANCELLED"))
    assert off == replace(note, key="", summary="[CANCELLED] Europa komt niet bijeen", cancelled=True, transparent=True)


def test_a_long_title_that_is_off_is_still_255_letters_and_folded() -> None:
    lines = cancelled(content(an_entry(summary="é" * 300)), "VERVALLEN")
    assert read_content(lines).summary == "[VERVALLEN] " + "é" * (255 - len("[VERVALLEN] ") - 1) + "…"
    assert max(map(len, lines.split(b"\r\n"))) <= 75


def test_a_person_without_sessions_has_a_valid_file_without_a_zone() -> None:
    data = whole(calendar=Calendar("person", "Anna", "Dag van Anna", "Europe/Amsterdam", "nl", ()))
    read = icalendar.Calendar.from_ical(data)
    assert (read.events, read.subcomponents) == ([], [])
    assert list(read_events(data)) == []


def test_each_zone_that_is_used_is_described_once_and_before_the_events() -> None:
    hour = timedelta(hours=1)
    start = datetime(2026, 6, 1, 9, tzinfo=UTC)
    places = ["Europe/London", "Europe/Amsterdam", "Europe/London", "UTC", "Africa/Casablanca"]
    zoned = [start.astimezone(ZoneInfo(name)) for name in places]
    read = icalendar.Calendar.from_ical(whole(*(content(an_entry(starts=at, ends=at + hour)) for at in zoned)))
    assert [component.name for component in read.subcomponents] == ["VTIMEZONE"] * 2 + ["VEVENT"] * 5
    assert [str(zone["TZID"]) for zone in read.timezones] == ["Europe/Amsterdam", "Europe/London"]
    assert [one.DTSTART for one in read.events] == [start] * 5


def test_a_file_has_no_method_and_no_name_that_an_event_should_have() -> None:
    """With METHOD:PUBLISH each event needs an ORGANIZER; a UID up there makes one event of all."""
    read = icalendar.Calendar.from_ical(whole(content(TOLD)))
    assert {"METHOD", "UID", "LAST-MODIFIED"} & set(read) == set()


def test_a_long_name_of_an_event_is_folded() -> None:
    uid = "x" * 108 + "@g40.example"
    data = head(PROGRAMME, RELCALID) + event(content(TOLD), uid, 0, STAMP) + TAIL
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert (str(first_event(data)["UID"]), next(read_events(data)).uid) == (uid, uid)


def test_a_stamp_is_in_utc_wherever_it_was_made() -> None:
    lines = event(content(TOLD), UID, 0, STAMP.astimezone(AMSTERDAM))
    assert lines == event(content(TOLD), UID, 0, STAMP)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"starts": datetime(2023, 2, 10, 9)}, '"Europa: geld, regels; en kansen" has hours without a time zone'),  # noqa: DTZ001
        ({"ends": datetime(2023, 2, 10, 9, tzinfo=AMSTERDAM)}, "does not end after its start"),
        ({"ends": datetime(2023, 2, 10, 11, 40, tzinfo=AMSTERDAM)}, "does not end after its start"),
        ({"ends": date(2023, 2, 11)}, "has a date and an hour"),
        ({"starts": date(2023, 2, 10), "ends": date(2023, 2, 10)}, "does not end after its start"),
    ],
)
def test_hours_that_make_no_event_are_refused(other: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        content(an_entry(**other))


def test_stamps_and_numbers_that_no_client_can_read_are_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        event(b"", UID, 0, datetime(2023, 1, 20))  # noqa: DTZ001
    with pytest.raises(ValueError, match="no SEQUENCE"):
        event(b"", UID, -1, STAMP)
    with pytest.raises(ValueError, match="cannot name an event"):
        event(b"", "a\r\nb", 0, STAMP)
    with pytest.raises(ValueError, match="no time zone"):
        head(replace(PROGRAMME, zone="x\r\ny"), RELCALID)


def test_a_file_from_elsewhere_is_not_taken_for_ours() -> None:
    data = whole(content(TOLD))
    ours = data.replace(b"X-NETDAY-CALENDAR:programme:\r\n", b"")
    with pytest.raises(ValueError, match="not published by netday"):
        read_head(ours)
    for broken in (data.replace(b"SEQUENCE:0", b"PRIORITY:0"), data[:-30], data.replace(b"\r\n", b"\n"), b""):
        with pytest.raises(ValueError, match="not published by netday"):
            list(read_events(broken))
