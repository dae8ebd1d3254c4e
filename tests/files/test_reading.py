"""A good day file and its people become the conference that docs/day-file.md promises."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference, Kind, Role
from scheduler.files import Instance, read

SMALL = """
title: Netwerkdag
date: 2023-02-10
rounds: [10:00–11:00, 11.15–12.15]
rooms: [Zaal 1, Zaal 2]
"""


def given(folder: Path, day: str, people: str | bytes | None = None) -> Instance:
    (folder / "day.yaml").write_text(day, encoding="utf-8")
    if people is not None:
        (folder / "people.csv").write_bytes(people.encode() if isinstance(people, str) else people)
    return read(folder)


def conference(folder: Path, day: str, people: str | bytes | None = None) -> Conference:
    return given(folder, day, people).conference


def test_the_smallest_file_of_the_docs_is_a_day_of_two_rounds(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "day-file.md").read_text(encoding="utf-8")
    day = conference(tmp_path, text.split("```yaml\n")[1].split("```")[0])
    assert [(s.name, s.minutes, s.kind) for s in day.sessions] == [
        ("Europa", 60, Kind.MEETING),
        ("Woningmarkt", 60, Kind.MEETING),
    ]
    assert [(r.name, r.span) for r in day.days[0].rounds] == [
        ("round 1", Span(600, 660)),
        ("round 2", Span(675, 735)),
    ]
    assert (day.days[0].hours, day.days[0].step) == (Span(600, 735), None)


def test_a_file_may_be_named_instead_of_its_folder(tmp_path: Path) -> None:
    day = given(tmp_path, SMALL)
    assert read(str(tmp_path / "day.yaml")) == day


def test_a_plain_value_is_never_anything_but_the_text_that_stands_there(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        "title: 1984\ndate: 2023-02-10\nrooms: [No, 010, 1e3]\nsessions:\n"
        "  - {title: 'Yes', at: 10:30}\n  - {title: 10:30, at: 10.30}\n  - {title: null, at: 09:30}\n",
    )
    assert day.title == "1984"
    assert [room.name for room in day.rooms] == ["No", "010", "1e3"]
    assert [(s.name, s.starts) for s in day.sessions] == [("Yes", (630,)), ("10:30", (630,)), ("null", (570,))]


def test_a_key_without_a_value_counts_as_left_out(tmp_path: Path) -> None:
    day = conference(tmp_path, SMALL + "sessions:\n  - title: Europa\n    minutes:\n    rooms:\n  -\ngroups:\nrules:\n")
    assert [(s.name, s.minutes, s.rooms) for s in day.sessions] == [("Europa", 60, None)]


def test_keys_may_be_written_with_blanks_hyphens_and_capitals(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        SMALL + "Groups:\n - {name: Europa, Vice chairs: Bob, CHAIRS: Anna}\n - {name: Wonen, vice-chair: Bob}\n",
    )
    seats = [(g.name, seat.person.name, seat.role) for g in day.groups for seat in g.seats]
    assert seats == [
        ("Europa", "Anna", Role.CHAIR),
        ("Europa", "Bob", Role.VICE_CHAIR),
        ("Wonen", "Bob", Role.VICE_CHAIR),
    ]


@pytest.mark.parametrize("word", ["yes", "Ja", "on", "TRUE"])
def test_yes_is_understood_where_yes_or_no_is_asked(tmp_path: Path, word: str) -> None:
    assert conference(tmp_path, SMALL + f"sessions: [{{title: Europa, open: {word}}}]").sessions[0].open


def test_a_range_of_doors_becomes_so_many_rooms(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        "title: T\ndate: 2023-02-10\nrooms:\n"
        "  - {name: Breakout 40, doors: 2.08–2.11, capacity: 40}\n"
        "  - {name: Kleuren, doors: [Rood, Blauw-groen]}\n",
    )
    assert [(room.name, room.pool, room.capacity) for room in day.rooms] == [
        ("2.08", "Breakout 40", 40),
        ("2.09", "Breakout 40", 40),
        ("2.10", "Breakout 40", 40),
        ("2.11", "Breakout 40", 40),
        ("Rood", "Kleuren", None),
        ("Blauw-groen", "Kleuren", None),
    ]


def test_a_room_that_consists_of_others_has_their_seats_and_what_each_of_them_has(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        "title: T\ndate: 2023-02-10\nrooms:\n"
        "  - {name: Alles, consists_of: [Hal, Zaal C], features: podium}\n"
        "  - {name: Hal, consists of: [Zaal A, Zaal B], capacity: 70}\n"
        "  - {name: Zaal A, capacity: 40, features: [beamer, piano], building: Stadhuis}\n"
        "  - {name: Zaal B, capacity: 40, features: beamer, building: Stadhuis, closed: 13:00–14:00}\n"
        "  - {name: Zaal C, capacity: 20, features: beamer, building: Stadhuis, closed: 14:00–15:00}\n"
        "  - {name: Zaal D, building: Stadhuis}\n"
        "  - {name: Open, consists_of: [Zaal C, Zaal D]}\n",
    )
    everything, hall, *_, wide = day.rooms
    assert everything.consists_of == ("Hal", "Zaal A", "Zaal B", "Zaal C")
    assert (hall.capacity, everything.capacity, wide.capacity) == (70, 90, None)
    features = [sorted(room.features) for room in (hall, everything, wide)]
    assert features == [["beamer"], ["beamer", "podium"], []]
    assert {room.building for room in day.rooms} == {"Stadhuis"}
    assert (day.closed(hall), day.closed(everything)) == ((Span(780, 840),), (Span(780, 900),))
    assert day.joined_rooms(day.rooms[5]) == day.rooms
    assert day.walking.minutes(everything, day.rooms[2]) == 0


def test_wishes_are_for_sessions_or_all_meetings_of_a_group_and_as_strong_as_written(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("naam;wensen\nCas;Europa: 5 | Deel: 2\nDirk;Water\n", "utf-8")
    day = conference(
        tmp_path,
        "title: T\ndate: 2023-02-10\ngroups: [{name: Europa, members: Bo}]\n"
        "guests: [{name: Anna, wishes: {Europa: 5, Werk: 0}}, {name: Bo, wishes: [Water: 3, Werk]}]\n"
        "sessions: [{title: Start, group: Europa}, {title: Werk, group: Europa}, Water, 'Deel: 2',\n"
        "  {title: Oud, held: no, goes_to: Water}]\n",
    )
    weights = dict.fromkeys(Role, 2)
    weighed = {p.name: {s.name: w for s, w in day.weighed(p, weights).items()} for p in day.people}
    assert weighed["Anna"] == {"Start": 5}
    assert weighed["Bo"] == {"Start": 2, "Werk": 2, "Water": 3}
    assert weighed["Cas"] == {"Start": 5, "Werk": 5, "Deel: 2": 2}
    assert weighed["Dirk"] == {"Water": 2}


def test_a_wish_that_counts_for_nothing_is_said_aloud(tmp_path: Path) -> None:
    day = given(
        tmp_path,
        "title: T\ndate: 2023-02-10\npeople: [{name: Anna, wishes: [Opening, Oud]}]\n"
        "sessions: [{title: Opening, kind: plenary}, {title: Oud, held: no}]\n",
    )
    idle = [remark for remark in day.remarks if "wishes to be at" in remark]
    assert [remark.partition("Anna wishes")[2] for remark in idle] == [
        " to be at Opening: it is for everyone.",
        " to be at Oud: it has no meeting that takes place.",
    ]


def test_a_session_may_name_rooms_by_their_common_name(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        "title: T\ndate: 2023-02-10\nrooms: [{name: Breakout, doors: A1–A2}, Zaal 1]\n"
        "sessions:\n  - {title: Europa, room: [Breakout]}\n  - {title: Lunch, kind: break, rooms: none}\n",
    )
    europa, lunch = day.sessions
    assert [room.name for room in europa.rooms or ()] == ["A1", "A2"]
    assert (europa.needs_room, lunch.needs_room) == (True, False)


def test_opening_hours_reach_from_the_first_to_the_last_that_is_fixed(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        SMALL + "sessions:\n  - {title: Inloop, kind: walk-in, at: 9:30, minutes: 30}\n"
        "  - {title: Borrel, kind: drinks, at: 16:00, minutes: 45}\n",
    )
    assert day.days[0].hours == Span(9 * 60 + 30, 16 * 60 + 45)


def test_a_day_without_rounds_is_open_from_nine_to_five_on_a_grid_of_five_minutes(tmp_path: Path) -> None:
    day = conference(tmp_path, "title: T\ndate: 2023-02-10\nsessions: [{title: Borrel, at: 17:30}]").days[0]
    assert (day.hours, day.step) == (Span(540, 1110), 5)


def test_a_day_with_no_sessions_is_fine(tmp_path: Path) -> None:
    assert conference(tmp_path, SMALL).sessions == ()


def test_hours_after_midnight_belong_to_the_evening_before(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        "title: Nacht\ndate: 2023-02-10\nhours: 20:00–2:00\nsessions:\n"
        "  - {title: Dans, at: '1:00', minutes: 60}\n  - {title: Bal, window: 23:30–1:30}\n",
    )
    assert day.days[0].hours == Span(1200, 1560)
    assert day.sessions[0].starts == (1500,)
    assert day.sessions[1].windows == (Span(1410, 1530),)


def test_an_hour_alone_is_that_hour_of_every_day_and_a_date_before_it_picks_one(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        "title: Almere\ndays: [{date: 2022-09-23}, 2022-09-22]\nhours: 9:00–17:00\nsessions:\n"
        "  - {title: A, at: 10:00}\n  - {title: B, at: 2022-09-23 10:00}\n"
        "  - {title: C, at: 10:00, day: 2022-09-23}\n  - {title: D, windows: [9:00–12:00, 2022-09-23 13:00–15:00]}\n",
    )
    assert [d.date for d in day.days] == [date(2022, 9, 22), date(2022, 9, 23)]
    assert [s.starts for s in day.sessions] == [(600, 2040), (2040,), (2040,), None]
    assert day.sessions[3].windows == (Span(540, 720), Span(1980, 2160), Span(2220, 2340))


def test_a_session_of_a_group_bears_its_name_and_its_kind(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        SMALL + "groups: [{name: Sociaal, kind: Pillar}, {name: Europa}, {name: AB, kind: board}]\n"
        "sessions: [{group: Sociaal}, {group: Europa, title: Europa in 2030}, {groups: [AB, Europa]}, Sociaal 2]\n",
    )
    assert [(s.name, s.title, s.kind) for s in day.sessions] == [
        ("Sociaal", "Sociaal", Kind.PILLAR),
        ("Europa in 2030", "Europa in 2030", Kind.THEME),
        ("AB en Europa", "AB en Europa", Kind.MEETING),
        ("Sociaal 2", "Sociaal 2", Kind.MEETING),
    ]


def test_people_whose_meeting_is_elsewhere_are_invited_there(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        SMALL + "groups: [{name: Asiel, members: Anna}]\nsessions:\n"
        "  - {group: Asiel, goes to: Gesprek, note: Gaat naar het gesprek.}\n  - {title: Gesprek, kind: guest talk}\n",
    )
    asiel, talk = day.sessions
    assert (asiel.held, asiel.goes_to, asiel.note) == (False, "Gesprek", "Gaat naar het gesprek.")
    assert [group.name for group in talk.invited] == ["Asiel"]


def test_the_day_says_how_far_it_is_on_foot(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        "title: T\ndate: 2023-02-10\nrooms: [{name: A, building: Stadhuis}, {name: B, building: Patronaat}]\n"
        "walking: {within: 2, between: {from: Stadhuis, to: Patronaat, minutes: 8}}\n",
    )
    assert day.walking.minutes(day.rooms[0], day.rooms[1]) == 8


def test_names_are_taken_as_they_come_where_there_is_no_list_of_people(tmp_path: Path) -> None:
    day = conference(
        tmp_path, SMALL + "groups: [{name: Europa, chair: Anna}]\nsessions: [{title: Gesprek, speaker: Bob}]\n"
    )
    assert [person.name for person in day.people] == ["Anna", "Bob"]


def test_the_digest_sees_what_is_meant_and_not_how_it_is_written(tmp_path: Path) -> None:
    one = given(tmp_path, SMALL + "sessions: [{title: Europa, minutes: 60}]\n")
    same = given(
        tmp_path,
        "# A comment.\ndate: 2023-02-10\n\ntitle:   'Netwerkdag'\nrooms: [Zaal 1, {name: Zaal 2}]\n"
        "rounds: [10.00-11.00, 11:15–12:15]\nsession: {minutes: 60, title: Europa, open: no}\n",
    )
    other = given(tmp_path, SMALL + "sessions: [{title: Europa, minutes: 61}]\n")
    assert one.digest == same.digest
    assert one.digest.startswith("sha256:")
    assert one.digest != other.digest


def test_an_hour_that_occurs_twice_is_said_aloud(tmp_path: Path) -> None:
    remarks = given(
        tmp_path, "title: T\ndate: 2023-10-29\nhours: 1:00–9:00\nsessions:\n - {title: Nacht, at: '2:30'}\n"
    ).remarks
    assert remarks[1:] == (
        "day.yaml:5: 2.30 occurs twice on 2023-10-29, when the clock goes back; the first is meant.",
    )


def test_a_title_that_is_a_groups_name_but_nobodys_meeting_is_said_aloud(tmp_path: Path) -> None:
    remarks = given(tmp_path, SMALL + "groups: [Europa]\nsessions:\n - {title: Europa, minutes: 30}\n").remarks
    assert remarks[1:] == (
        'day.yaml:8: Europa bears the name of a group, but is nobody\'s meeting; is "group: Europa" meant?',
    )


def test_a_title_alone_that_is_a_groups_name_is_that_groups_meeting(tmp_path: Path) -> None:
    session = conference(tmp_path, SMALL + "groups: [Europa]\nsessions: [Europa]\n").sessions[0]
    assert [group.name for group in session.groups] == ["Europa"]


def test_the_day_says_where_it_takes_place_and_where_it_will_be_published(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        SMALL + "place: Stadhuis, Grote Markt 2, Haarlem\nwebsite: https://netwerkdag.example/haarlem\n",
    )
    assert (day.place, day.website) == ("Stadhuis, Grote Markt 2, Haarlem", "https://netwerkdag.example/haarlem")
    silent = conference(tmp_path, SMALL)
    assert (silent.place, silent.website) == ("", "")


def test_a_link_is_private_when_the_file_says_so_and_else_the_link_itself_tells(tmp_path: Path) -> None:
    day = conference(
        tmp_path,
        "title: T\ndate: 2023-02-10\nrooms:\n"
        "  - {name: Zoom, online: yes, link: 'https://zoom.example/j/1', private link: yes}\n"
        "sessions:\n  - {title: A, link: 'https://meet.example/a?pwd=x', private_link: no}\n"
        "  - {title: B, link: 'mailto:europa@g40.example'}\n",
    )
    assert [(thing.link, thing.private_link) for things in (day.rooms, day.sessions) for thing in things] == [
        ("https://zoom.example/j/1", True),
        ("https://meet.example/a?pwd=x", False),
        ("mailto:europa@g40.example", None),
    ]


def test_days_in_two_years_are_named_with_the_year(tmp_path: Path) -> None:
    days = "title: T\ndays: [{date: 2026-12-31, hours: 9:00–17:00}, {date: %s, hours: 9:00–17:00}]\n"
    assert conference(tmp_path, days % "2027-01-01").clock.text(600) == "Thu 31 December 2026 10.00"
    assert conference(tmp_path, days % "2026-12-30").clock.text(600) == "Wed 30 December 10.00"
