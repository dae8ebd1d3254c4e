"""What other tools have published, and how: each fault that a real schedule showed, in a small one of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.conference.clock import DAY
from scheduler.conference.conference import Kind
from scheduler.conference.programme import Programme
from scheduler.files import Instance, read
from scheduler.files.importing import as_published, drafted, make_day, read_schedule
from scheduler.files.importing.slots import NoSlots
from scheduler.files.new_day import write_files


def imported(tmp_path: Path, content: str | dict[str, Any]) -> tuple[Instance, Programme, tuple[str, ...]]:
    """The day that is made of this file, its programme as it was published, and the remarks."""
    (tmp_path / "schedule").write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    schedule = read_schedule(tmp_path / "schedule")
    imported_day = make_day(schedule)
    write_files(tmp_path / "day", {"day.yaml": imported_day.day, "people.csv": imported_day.people})
    instance = read(tmp_path / "day")
    return instance, as_published(drafted(schedule)[0], instance), imported_day.remarks


def xml(*days: str, conference: str = "<title>Open dagen</title>") -> str:
    return f"<schedule><conference>{conference}</conference>{''.join(days)}</schedule>"


def event(title: str, start: str, minutes: int = 30, more: str = "") -> str:
    return f"<event><start>{start}</start><duration>0:{minutes}</duration><title>{title}</title>{more}</event>"


def test_events_that_stand_in_the_day_itself_have_their_room_with_them(tmp_path: Path) -> None:
    day = f"""<day date="2027-02-05">
    {event("Een", "10:00", more="<room>Aula</room>")}{event("Twee", "10:00", more="<room>Kelder</room>")}</day>"""
    instance, programme, _ = imported(tmp_path, xml(day))
    assert {p.session.title: str(p.room) for p in programme.placements} == {"Een": "Aula", "Twee": "Kelder"}
    assert [room.name for room in instance.conference.rooms] == ["Aula", "Kelder"]


@pytest.mark.parametrize("name", ["public_name", "name"])
def test_people_who_stand_in_an_element_of_their_own_are_read(name: str, tmp_path: Path) -> None:
    persons = f"<persons><person id='1'>\n  <id>1</id>\n  <{name}>Anja Prins</{name}>\n</person></persons>"
    day = f"""<day date="2027-02-05"><room name="Aula">{event("Een", "10:00", more=persons)}</room></day>"""
    instance, _, _ = imported(tmp_path, xml(day))
    assert [person.name for person in instance.conference.sessions[0].speakers] == ["Anja Prins"]


def test_a_session_past_midnight_keeps_to_the_hours_of_the_evening_before(tmp_path: Path) -> None:
    days = [
        f"""<day date="2027-02-0{day}"><room name="Aula">{event(f"Dag {day}", "10:00")}
        {event(f"Nacht {day}", "00:15")}</room></day>"""
        for day in (5, 6)
    ]
    instance, programme, remarks = imported(tmp_path, xml(*days))
    conference = instance.conference
    assert [clock.minutes for clock in (day.hours for day in conference.days)] == [14 * 60 + 45] * 2  # 10:00–0:45
    assert remarks == ("The file names no time zone; Europe/Amsterdam is taken.",)
    night = next(p for p in programme.placements if p.session.title == "Nacht 5")
    assert (night.start, conference.day_of(night.start)) == (DAY + 15, conference.days[0])


def test_a_few_odd_hours_leave_the_grid_as_it_was_and_keep_their_own(tmp_path: Path) -> None:
    events = "".join(event(f"Gesprek {n}", f"{9 + n // 2}:{n % 2 * 3}0") for n in range(19))
    day = f"""<day date="2027-02-05"><room name="Aula">{events}</room>
    <room name="Kelder">{event("Vreemd", "10:01")}</room></day>"""
    instance, programme, remarks = imported(tmp_path, xml(day))
    assert [day.step for day in instance.conference.days] == [5]
    odd = next(p for p in programme.placements if p.session.title == "Vreemd")
    assert odd.session.starts == (601,) == (odd.start,)
    assert remarks == ("The file names no time zone; Europe/Amsterdam is taken.",)


def test_a_break_in_one_room_keeps_it_and_one_in_several_is_for_all(tmp_path: Path) -> None:
    lunch = "<type>break</type>"
    day = f"""<day date="2027-02-05">
    <room name="Aula">{event("Lunch", "12:00", more=lunch)}{event("Koffie", "15:00", more=lunch)}</room>
    <room name="Kelder">{event("Lunch", "12:00", more=lunch)}</room></day>"""
    _, programme, remarks = imported(tmp_path, xml(day))
    assert {(p.session.title, p.session.kind, str(p.room or "")) for p in programme.placements} == {
        ("Lunch", Kind.BREAK, ""),
        ("Koffie", Kind.BREAK, "Aula"),
    }
    assert remarks[-1] == "Lunch stands in 2 rooms at once; it is taken over once, for all."


def test_rooms_and_tracks_stand_in_the_order_in_which_they_are_listed(tmp_path: Path) -> None:
    event = {"date": "2027-02-05T10:00:00+01:00", "duration": "00:30", "guid": "", "persons": []}
    listed = {
        "title": "Open dagen",
        "rooms": [{"name": "Aula", "capacity": 120}, {"name": "Zolder", "capacity": 0}, {"name": "Kelder"}],
        "tracks": [{"name": "Water"}, {"name": {"en": "Soil"}}],
        "days": [
            {
                "date": "2027-02-05",
                "rooms": {
                    "Kelder": [{**event, "title": "Een", "track": "Soil"}],
                    "Aula": [{**event, "title": "Twee", "date": "2027-02-05T11:00:00+01:00", "track": "Water"}],
                },
            }
        ],
    }
    instance, _, _ = imported(tmp_path, {"schedule": {"conference": listed}})
    conference = instance.conference
    assert [(room.name, room.capacity) for room in conference.rooms] == [("Aula", 120), ("Kelder", None)]
    assert [group.name for group in conference.groups] == ["Water", "Soil"]


def test_events_in_one_list_as_the_hub_has_them_are_read(tmp_path: Path) -> None:
    content = {
        "schedule": {
            "conference": {
                "title": "Hub",
                "time_zone_name": "Europe/Berlin",
                "tracks": [{"name": "Water & bodem", "slug": "water"}],
                "rooms": [{"name": "Aula", "slug": "aula"}],
                "days": [
                    {"date": "2027-02-05", "start": "2027-02-05T06:00:00+01:00", "end": "2027-02-06T06:00:00+01:00"}
                ],
            },
            "events": [
                {
                    "title": "Nacht",
                    "start": "2027-02-06T00:15:00+01:00",
                    "end": "2027-02-06T01:00:00+01:00",
                    "room": {"name": "Aula", "slug": "aula"},
                    "track": {"slug": "water"},
                    "participants": [{"name": "Anja Prins", "role": "SPEAKER"}],
                }
            ],
        }
    }
    instance, programme, remarks = imported(tmp_path, content)
    (placement,) = programme.placements
    session = placement.session
    assert (placement.start, str(placement.room), session.minutes, remarks) == (DAY + 15, "Aula", 45, ())
    assert [person.name for person in session.speakers] == ["Anja Prins"]
    assert [group.name for group in session.groups] == ["Water & bodem"]
    assert [day.date.isoformat() for day in instance.conference.days] == ["2027-02-05"]


def test_events_without_length_are_left_out_by_name_and_the_others_counted(tmp_path: Path) -> None:
    day = f"""<day date="2027-02-05"><room name="Aula">{event("Een", "10:00")}{event("Twee", "11:00", 0)}
    <event><start>12:00</start><title>Drie</title></event></room></day>"""
    (tmp_path / "schedule").write_text(xml(day), "utf-8")
    imported_day = make_day(read_schedule(tmp_path / "schedule"))
    assert (imported_day.read, imported_day.used) == (3, 1)
    assert imported_day.remarks[:2] == (
        'schedule:1: "Twee", 2027-02-05 at 11:00, is left out: it has no length that can be read.',
        'schedule:2: "Drie", 2027-02-05 at 12:00, is left out: it has no length that can be read.',
    )


def test_a_schedule_of_days_without_events_says_so(tmp_path: Path) -> None:
    (tmp_path / "schedule").write_text(xml("""<day date="2027-02-05"><entry>Iets</entry></day>"""), "utf-8")
    with pytest.raises(NoSlots, match=r"^schedule: it holds no events that can be read"):
        make_day(read_schedule(tmp_path / "schedule"))


@pytest.mark.parametrize("generator", ["pretalx", "netday"])
def test_nothing_that_nobody_can_see_gets_into_the_files(generator: str, tmp_path: Path) -> None:
    bad = "a\x9b31m\x85b\u202ec\u2028d"
    event = {
        "date": "2027-02-05T10:00:00+01:00",
        "duration": "00:30",
        **dict.fromkeys(("title", "slug", "track", "type", "subtitle", "abstract"), bad),
        "description": f"{bad}\n\nChair: {bad} ({bad})",
        "persons": [{"public_name": bad}, {"public_name": f"={bad}"}],
        "links": [{"url": f"\x9bhttps://meet.example/\x9b{bad}"}, f"https://meet.example/{bad}"],
    }
    conference = {"title": bad, "url": "https://dag.example/\x9b", "description": bad, "rooms": [{"name": bad}]}
    days = [{"date": "2027-02-05", "rooms": {bad: [event]}}]
    content = {"generator": {"name": generator}, "schedule": {"conference": conference | {"days": days}}}
    instance, _, _ = imported(tmp_path, content)
    written = "".join((tmp_path / "day" / name).read_text("utf-8") for name in ("day.yaml", "people.csv"))
    assert [sign for sign in written if not sign.isprintable() and sign != "\n"] == []
    assert "meet.example/a31m bc d" in instance.conference.sessions[0].description
    assert instance.conference.website == "https://dag.example/"
