"""Dates and hours of published schedules: the day that is made of one has each event when it was."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.files import Faults, Instance, read
from scheduler.files.importing import as_published, drafted, make_day, read_schedule, safe_parse
from scheduler.files.new_day import write_files
from scheduler.solving.answers import Solved
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve

Moments = dict[str, tuple[datetime, datetime]]


def talk(title: str, begins: str, duration: str = "00:30", **more: Any) -> dict[str, Any]:
    return {"title": title, "date": begins, "duration": duration, **more}


def schedule(zone: str, *days: tuple[str, list[dict[str, Any]]], **more: Any) -> str:
    found = [{"date": day, "rooms": {"Aula": events}, **more} for day, events in days]
    return json.dumps({"schedule": {"conference": {"title": "Camp", "time_zone_name": zone, "days": found}}})


def imported(folder: Path, content: str, *dates: date) -> tuple[Instance, Moments, tuple[str, ...]]:
    """The day, when each session stands in UTC, and the remarks. That it reads and keeps its hours is checked."""
    (folder / "schedule").write_text(content, "utf-8")
    parsed = read_schedule(folder / "schedule")
    day = make_day(parsed, dates)
    write_files(folder / "day", {"day.yaml": day.day, "people.csv": day.people})
    instance = read(folder / "day")
    clock = instance.conference.clock
    programme = as_published(drafted(parsed, dates)[0], instance)
    assert all(placement.start in instance.conference.starts(placement.session) for placement in programme.placements)
    assert not any("hours" in sentence or "window" in sentence for sentence in day.broken)
    moments = {
        p.session.title: (clock.aware(p.start).astimezone(UTC), clock.aware(p.end).astimezone(UTC))
        for p in programme.placements
    }
    return instance, moments, day.remarks


def utc(*hours: str) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(hour).replace(tzinfo=UTC) for hour in hours)


def test_a_day_that_is_named_by_its_date_in_utc_has_the_date_of_its_place(tmp_path: Path) -> None:
    days = [
        ("2027-09-10", [talk("Opening", "2027-09-11T05:00:00+00:00"), talk("Night", "2027-09-11T19:30:00+00:00")]),
        ("2027-09-11", [talk("Trip", "2027-09-12T05:00:00+00:00", "08:00")]),
    ]
    instance, moments, remarks = imported(tmp_path, schedule("Asia/Kolkata", *days))
    assert [str(day.date) for day in instance.conference.days] == ["2027-09-11", "2027-09-12"]
    assert moments == {
        "Opening": utc("2027-09-11 05:00", "2027-09-11 05:30"),
        "Night": utc("2027-09-11 19:30", "2027-09-11 20:00"),
        "Trip": utc("2027-09-12 05:00", "2027-09-12 13:00"),
    }
    assert not remarks


def test_what_goes_on_when_the_next_day_begins_is_kept(tmp_path: Path) -> None:
    days = [
        ("2027-10-02", [talk("Contest", "2027-10-02T17:00:00+02:00", "15:00", room="Cellar")]),
        (
            "2027-10-03",
            [
                talk("Breakfast", "2027-10-03T07:30:00+02:00"),
                talk("Jam", "2027-10-03T09:00:00+02:00", "26:00", room="Attic"),
            ],
        ),
        ("2027-10-05", [talk("Goodbye", "2027-10-05T10:00:00+02:00")]),
    ]
    instance, moments, remarks = imported(tmp_path, schedule("Europe/Rome", *days))
    assert "hours: 17:00–8:00" in (tmp_path / "day" / "day.yaml").read_text("utf-8")
    assert "hours: 7:30–2027-10-04 11:00" in (tmp_path / "day" / "day.yaml").read_text("utf-8")
    assert moments["Contest"] == utc("2027-10-02 15:00", "2027-10-03 06:00")
    assert moments["Jam"] == utc("2027-10-03 07:00", "2027-10-04 09:00")
    assert not remarks
    answer = solve(instance.problem, SolveOptions(limit=0))
    assert isinstance(answer, Solved)
    assert answer.report.cost == 0


@pytest.mark.parametrize(
    ("offset", "zone"),
    [
        ("+05:30", "Asia/Kolkata"),
        ("-03:00", "America/Sao_Paulo"),
        ("+10:00", "Australia/Sydney"),
        ("+02:00", "Europe/Amsterdam"),
    ],
)
def test_where_no_zone_is_named_the_hours_of_the_wall_stay(offset: str, zone: str, tmp_path: Path) -> None:
    days = (
        "2027-07-10",
        [talk("Opening", f"2027-07-10T10:00:00{offset}"), talk("End", f"2027-07-10T17:00:00{offset}")],
    )
    instance, moments, remarks = imported(tmp_path, schedule("", days))
    assert instance.conference.clock.zone == zone
    assert instance.conference.days[0].hours.start == 600
    assert moments["Opening"][0] == datetime.fromisoformat(f"2027-07-10T10:00:00{offset}")
    assert remarks == (f"The file names no time zone; by its offsets from UTC it can be {zone}.",)


def test_the_start_tells_the_hour_of_the_wall_where_moments_are_in_utc(tmp_path: Path) -> None:
    opening = talk("Opening", "2027-07-10T04:30:00Z", start="10:00")
    instance, moments, _ = imported(tmp_path, schedule("", ("2027-07-10", [opening])))
    assert instance.conference.clock.zone == "Asia/Kolkata"
    assert moments["Opening"] == utc("2027-07-10 04:30", "2027-07-10 05:00")


def test_offsets_that_no_zone_has_leave_the_hours_as_they_stand(tmp_path: Path) -> None:
    days = ("2027-07-10", [talk("Opening", "2027-07-10T10:00:00+01:17")])
    instance, _, remarks = imported(tmp_path, schedule("Nowhere/\x1b[2JCity", days))
    assert instance.conference.days[0].hours.start == 600
    assert remarks == (
        (
            'The file names a time zone that is none ("Nowhere/[2JCity"), and none has its offsets from UTC; hours are '
            "as they stand, in Europe/Amsterdam."
        ),
    )


def test_a_whole_moment_in_start_is_read(tmp_path: Path) -> None:
    events = [
        {"title": "Opening", "start": "2027-07-10T10:00:00+02:00", "duration": "00:30"},
        {"title": "End", "date": "2027-07-10", "start": "2027-07-10 17:00", "duration": "00:30"},
    ]
    _, moments, remarks = imported(tmp_path, schedule("Europe/Amsterdam", ("2027-07-10", events)))
    assert [begins for begins, _ in moments.values()] == [*utc("2027-07-10 08:00", "2027-07-10 15:00")]
    assert not remarks


def test_who_loses_the_room_keeps_the_hour(tmp_path: Path) -> None:
    rooms = {
        "R1": [talk("Water", "2026-03-02T14:00:00+01:00", "01:00")],
        "R2": [talk("Soil", "2026-03-02T16:00:00+01:00", "01:00"), talk("Air", "2026-03-02T15:00:00+01:00", "01:00")],
    }
    days = [{"date": "2026-03-02", "rooms": rooms}]
    content = json.dumps(
        {"schedule": {"conference": {"title": "T", "time_zone_name": "Europe/Amsterdam", "days": days}}}
    )
    imported(tmp_path, content)
    file = tmp_path / "day" / "day.yaml"
    file.write_text(file.read_text("utf-8").replace("  - R2\n", '  - {name: R2, closed: "16:00–18:00"}\n'), "utf-8")
    problem = read(tmp_path / "day").problem
    answer = solve(problem, SolveOptions(limit=0))
    assert isinstance(answer, Solved)
    soil = next(p for p in answer.programme.placements if p.session.title == "Soil")
    assert (soil.start, str(soil.room), answer.report.cost) == (16 * 60, "R1", 2)


def test_dates_that_stand_for_none_are_none(tmp_path: Path) -> None:
    events = [
        talk("No date", "0001-01-01T00:00:00+00:00", start="10:00", end="9999-12-31T23:59:59.9999999Z"),
        talk("No date at all", "9999-12-31T23:59:59Z", start="later"),
        talk("Nor an hour", "0001-01-01T00:00:00Z", start="00:00"),
    ]
    hours = {"day_start": "0001-01-01T00:00:00Z", "day_end": "9999-12-31T23:59:59Z"}
    _, moments, remarks = imported(tmp_path, schedule("Europe/Amsterdam", ("2027-07-10", events), **hours))
    assert moments == {"No date": utc("2027-07-10 08:00", "2027-07-10 08:30")}
    left_out = [remark.partition(" is left")[0] for remark in remarks]
    assert left_out == ['schedule:1: "No date at all"', 'schedule:1: "Nor an hour"']


def test_what_no_day_file_can_say_is_left_out_by_name_line_and_hour(tmp_path: Path) -> None:
    events = [talk("Show", "2027-07-10T10:00:00+02:00", "9:01:30"), talk("End", "2027-07-10T17:00:00+02:00")]
    _, moments, remarks = imported(tmp_path, schedule("Europe/Amsterdam", ("2027-07-10", events)))
    assert list(moments) == ["End"]
    assert remarks == (
        'schedule:1: "Show", 2027-07-10 at 10:00, is left out: it lasts 9 days, and a day can be open for a week.',
    )


def test_an_hour_that_the_clock_shows_again_is_left_out_the_second_time(tmp_path: Path) -> None:
    twice = talk("Second", "2027-10-31T02:30:00+01:00")
    _, moments, remarks = imported(
        tmp_path, schedule("Europe/Amsterdam", ("2027-10-31", [twice, talk("First", "2027-10-31T02:30:00+02:00")]))
    )
    assert list(moments) == ["First"]
    assert remarks == (
        (
            'schedule:1: "Second", 2027-10-31 at 2:30, is left out: the clock shows that hour for the second time '
            "then, and a day file means the first."
        ),
    )


@pytest.mark.parametrize(
    "content", [b"{" + b'"a":[' + b"{}," * 600_000, b"[" + b"[]," * 600_000, b"<a>" + b"<b/>" * 600_000]
)
def test_a_file_of_more_things_than_any_schedule_has_is_not_read_to_the_end(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "schedule").write_bytes(content)
    with pytest.raises(Faults, match="more than 500,000 things"):
        read_schedule(tmp_path / "schedule")
    assert safe_parse.MOST == 500_000


NIGHTS = {
    "Europe/Amsterdam": ("2027-03-27", "2027-10-30"),
    "America/New_York": ("2027-03-13", "2027-11-06"),
    "Australia/Lord_Howe": ("2027-10-02", "2027-04-03"),
    "Asia/Kolkata": ("2027-03-27", "2027-10-30"),
}


@given(
    st.sampled_from([(zone, night) for zone, nights in NIGHTS.items() for night in nights]),
    st.lists(st.tuples(st.integers(0, 180), st.integers(1, 600)), min_size=1, max_size=4),
)
def test_over_a_change_of_clock_each_event_keeps_its_moment_and_its_length(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[str, str], drawn: list[tuple[int, int]]
) -> None:
    zone, night = place
    evening = datetime.fromisoformat(f"{night}T18:00:00").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    events, expected = [], {}
    for number, (fives, minutes) in enumerate(drawn):
        begins = evening + timedelta(minutes=5 * fives)
        local = begins.astimezone(ZoneInfo(zone))
        duration = f"{minutes // 60:02}:{minutes % 60:02}"
        events.append(talk(f"Talk {number}", local.isoformat(), duration, start=f"{local:%H:%M}"))
        if not local.fold:
            expected[f"Talk {number}"] = (begins, begins + timedelta(minutes=minutes))
    if expected:
        content = schedule(zone, (night, events))
        assert imported(tmp_path_factory.mktemp("night"), content)[1] == expected
