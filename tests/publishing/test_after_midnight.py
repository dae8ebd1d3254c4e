"""What begins after midnight bears the date of the calendar, wherever it is told with one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement, Programme
from scheduler.console import lists
from scheduler.files import read
from scheduler.publishing.attendee_text import AttendeeText
from scheduler.publishing.calendars.build import calendars
from scheduler.publishing.calendars.publish import PublishOptions, single
from scheduler.publishing.exports.document import document
from scheduler.text.language import Language

DAY = """
title: Past midnight
language: en
days: [{date: 2027-06-07, hours: 18:00–3:00}, {date: 2027-06-08, hours: 10:00–18:00}]
rooms: [R1]
guests: [Ann]
sessions:
  - {title: Late talk, at: "2027-06-08 0:30", speakers: Ann, minutes: 45}
  - {title: Evening, at: "2027-06-07 20:00"}
"""


def night(folder: Path, text: str = DAY) -> tuple[Conference, Programme]:
    (folder / "day.yaml").write_text(text, "utf-8")
    conference = read(folder).conference
    placements = [Placement(s, conference.starts(s)[0], conference.rooms[0]) for s in conference.sessions]
    return conference, Programme(tuple(placements))


def test_texts_lists_and_personal_days_name_the_date_on_which_it_begins(tmp_path: Path) -> None:
    conference, programme = night(tmp_path)
    late = programme.placements[0]
    english = Language.of("en")
    assert AttendeeText.of(conference, english).hours(late) == "Tue 8 June 0:30–1:15"
    assert [str(line) for line in lists.by_person(conference, programme, 80)][1:] == [
        "  Tuesday 8 June 2027",
        "   0:30–1:15   Late talk, R1: speaks at",
    ]
    written = document(conference, programme, english)
    assert [text.day for text in written.placed] == ["Mon 7 June 2027", "Tue 8 June 2027"]


def test_an_hour_after_midnight_may_bear_either_date(tmp_path: Path) -> None:
    starts = [
        night(tmp_path, DAY.replace("2027-06-08 0:30", f"{day} 0:30"))[1].placements[0].start
        for day in ("2027-06-07", "2027-06-08")
    ]
    assert starts == [1470, 1470]


@pytest.mark.parametrize("minutes", [30, 180])
@pytest.mark.parametrize(
    ("evening", "hour"),
    [
        *(("2027-03-27", hour) for hour in ("23:00", "0:30", "1:45", "3:15")),
        *(("2027-10-30", hour) for hour in ("23:00", "0:30", "1:45", "2:00", "2:45", "3:15")),
    ],
)
def test_in_the_night_of_a_change_of_clock_an_entry_lasts_as_long_as_its_session(
    evening: str, hour: str, minutes: int, tmp_path: Path
) -> None:
    conference, programme = night(
        tmp_path,
        f"title: T\ndate: {evening}\nhours: 18:00–9:00\nrooms: [R1]\n"
        f"sessions: [{{title: Film, at: '{hour}', minutes: {minutes}}}]\n",
    )
    options = PublishOptions(conference, programme, Language.of("nl"), datetime(2027, 1, 2, tzinfo=UTC))
    data = single(next(calendars(conference, programme, options.language)), options)
    (entry,) = icalendar.Calendar.from_ical(data).events
    begins, ends = (moment.astimezone(ZoneInfo("Europe/Amsterdam")) for moment in (entry.DTSTART, entry.DTEND))
    assert (ends.timestamp() - begins.timestamp()) / 60 == minutes
    assert (f"{begins.hour}:{begins:%M}", begins.fold) == (hour, 0)
