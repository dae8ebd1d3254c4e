"""Programmes are written for people to read and edit, and read back whoever wrote them."""

# ruff: noqa: E501  a fault is told in one line, and a table of them reads best one a line

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scheduler.conference.programme import Placement, Programme
from scheduler.files import Faults, Instance, programme_text, put_aside, read_programme, write_programme
from tests.files.test_reading import given

DAY = """
title: Netwerkdag
date: 2023-02-10
hours: 9:00–17:00
minutes: 60
rooms: [Zaal 1, Zaal 2, {name: Breakout, doors: A1–A2}]
sessions: [Europa, Wonen, Zorg, {title: Borrel, kind: drinks, at: 16:00}, {title: Armoede, held: no}]
"""
TWO_DAYS = (
    "title: T\ndays: [2022-09-22, 2022-09-23]\nrooms: [Zaal 1]\nsessions: [Europa, {title: B, day: 2022-09-23}]\n"
)


def placed(instance: Instance, **places: tuple[int, str | None]) -> Programme:
    day = instance.conference
    found = {name: Placement(day.session(name), start, day.room(room or "")) for name, (start, room) in places.items()}  # type: ignore[arg-type]
    return Programme(tuple(found.values()))


def reading(folder: Path, instance: Instance, text: str) -> Programme:
    (folder / "typed.yaml").write_text(text, encoding="utf-8")
    return read_programme(folder / "typed.yaml", instance)[0]


def faults(folder: Path, instance: Instance, text: str) -> list[str]:
    with pytest.raises(Faults) as caught:
        reading(folder, instance, text)
    return str(caught.value).split("\n")


def test_a_programme_is_written_in_order_of_time_one_line_a_session(tmp_path: Path) -> None:
    day = given(tmp_path, DAY)
    programme = placed(day, Europa=(660, "Zaal 2"), Wonen=(600, "A1"), Borrel=(960, None))
    assert programme_text(day, programme, {"status": "optimal", "cost": 0}) == (
        "{\n"
        '  "conference": "Netwerkdag",\n'
        '  "revision": 1,\n'
        f'  "day_file": "{day.digest}",\n'
        '  "proof": {\n    "status": "optimal",\n    "cost": 0\n  },\n'
        '  "programme": [\n'
        '    {"session": "Wonen", "day": "2023-02-10", "start": "10:00", "end": "11:00", "room": "A1"},\n'
        '    {"session": "Europa", "day": "2023-02-10", "start": "11:00", "end": "12:00", "room": "Zaal 2"},\n'
        '    {"session": "Borrel", "day": "2023-02-10", "start": "16:00", "end": "17:00", "room": null}\n'
        "  ],\n"
        '  "not_placed": [\n    "Zorg"\n  ],\n'
        '  "as_written": "d4a374bc36a29937"\n'
        "}\n"
    )


def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    day = given(tmp_path, DAY)
    programme = Programme(placed(day, Europa=(660, "Zaal 2"), Borrel=(960, None)).placements, revision=3)
    write_programme(tmp_path / "programme.json", day, programme, {})
    found, remarks = read_programme(tmp_path / "programme.json", day)
    assert (found, found.revision, remarks) == (programme, 3, ())
    json.loads((tmp_path / "programme.json").read_text(encoding="utf-8"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["day.yaml", "programme.json"]


def test_a_session_past_midnight_is_read_back_the_same(tmp_path: Path) -> None:
    day = given(tmp_path, "title: N\ndate: 2023-02-10\nhours: 20:00–2:00\nsessions: [Dans, Bal]\n")
    programme = placed(day, Dans=(1410, None), Bal=(1470, None))
    write_programme(tmp_path / "programme.json", day, programme, {})
    assert read_programme(tmp_path / "programme.json", day)[0] == programme
    assert reading(tmp_path, day, "programme:\n  Dans: 23:30\n  Bal: 0:30\n") == programme


def test_a_programme_whose_day_file_has_changed_is_noticed(tmp_path: Path) -> None:
    day = given(tmp_path, DAY)
    write_programme(tmp_path / "programme.json", day, placed(day), {})
    changed = given(tmp_path, DAY.replace("60", "45"))
    assert read_programme(tmp_path / "programme.json", changed)[1] == (
        "The day has changed since this programme was made.",
    )


@pytest.mark.parametrize("text", ["my notes", "[]", '{"programme": []}', "programme:\n  Europa: 10:00\n"])
def test_a_file_that_is_no_programme_of_netday_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    day = given(tmp_path, DAY)
    (tmp_path / "notes").write_text(text, encoding="utf-8")
    with pytest.raises(Faults, match="so it is left as it is"):
        write_programme(tmp_path / "notes", day, placed(day), {})
    assert (tmp_path / "notes").read_text(encoding="utf-8") == text


def test_a_programme_in_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    day = given(tmp_path, DAY)
    with pytest.raises(Faults, match="The file cannot be written: No such file or directory"):
        write_programme(tmp_path / "none" / "programme.json", day, placed(day), {})


def test_work_by_hand_is_kept_when_another_programme_is_written_over_it(tmp_path: Path) -> None:
    day = given(tmp_path, DAY)
    file = tmp_path / "programme.json"
    for start in (660, 720):  # what netday wrote itself may go
        write_programme(file, day, placed(day, Europa=(start, "Zaal 2")), {})
    assert {path.name for path in tmp_path.iterdir()} == {"day.yaml", "programme.json"}
    for room in ("A1", "Zaal 1"):
        edited = file.read_text(encoding="utf-8").replace("Zaal 2", room)
        file.write_text(edited, encoding="utf-8")
        aside = put_aside(file)
        assert aside is not None
        write_programme(file, day, placed(day, Europa=(660, "Zaal 2")), {})
        assert aside.read_text(encoding="utf-8") == edited
    assert {path.name for path in tmp_path.iterdir()} == {
        "day.yaml",
        "programme.json",
        "programme.by-hand.json",
        "programme.by-hand-2.json",
    }


def test_work_by_hand_behind_a_link_is_kept_beside_the_file_itself(tmp_path: Path) -> None:
    day = given(tmp_path, DAY)
    (tmp_path / "shared").mkdir()
    file, link = tmp_path / "shared" / "monday.json", tmp_path / "programme.json"
    write_programme(file, day, placed(day, Europa=(660, "Zaal 2")), {})
    file.write_text(file.read_text(encoding="utf-8").replace("Zaal 2", "A1"), encoding="utf-8")
    link.symlink_to(file)
    assert put_aside(link) == tmp_path.resolve() / "shared" / "monday.by-hand.json"


def test_a_programme_laid_out_anew_by_an_editor_is_not_one_that_was_changed(tmp_path: Path) -> None:
    day = given(tmp_path, DAY)
    file = tmp_path / "programme.json"
    write_programme(file, day, placed(day, Europa=(660, "Zaal 2")), {})
    file.write_text(json.dumps(json.loads(file.read_bytes()), indent="\t"), encoding="utf-8")
    assert put_aside(file) is None


TYPED = {
    "shorthand": "programme:\n  Wonen: 10:00 Zaal 1\n  Europa: 11.40 Zaal 2\n  Borrel: 16:00\n",
    "spans": "programme:\n  Wonen: 10:00–11:00 Zaal 1\n  Europa: 11:40-12:40, Zaal 2\n  Borrel: 16:00–17:00\n",
    "a date": "programme:\n  Wonen: 2023-02-10 10:00 Zaal 1\n  Europa: 11:40 Zaal 2\n  Borrel: 2023-02-10 16:00\n",
    "a list": "programme:\n  - {session: Borrel, at: 16:00}\n  - {session: Europa, start: 11:40, room: Zaal 2}\n  - {session: Wonen, at: 2023-02-10 10:00, room: Zaal 1, end: 11:00}\n",
    "keys": "programme:\n  Wonen: {at: 10:00, room: Zaal 1}\n  Europa: {start: 11.40, room: Zaal 2, day: 2023-02-10}\n"
    "  Borrel: {at: 16:00, room: none}\n",
    "JSON with tabs": '{\n\t"programme": [\n\t\t{"session": "Wonen", "start": "10:00", "room": "Zaal 1"},\n'
    '\t\t{"session": "Europa", "start": "11:40", "room": "Zaal 2"},\n\t{"session": "Borrel", "start": "16:00",\n'
    '\t\t\t"room": null}\n\t]\n}\n',
}


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED.keys())
def test_a_programme_typed_by_hand_is_read_in_the_order_of_the_day_file(tmp_path: Path, text: str) -> None:
    day = given(tmp_path, DAY)
    assert (
        reading(tmp_path, day, text).placements
        == placed(day, Europa=(700, "Zaal 2"), Wonen=(600, "Zaal 1"), Borrel=(960, None)).placements
    )


def test_a_common_name_gets_a_door_that_is_free(tmp_path: Path) -> None:
    day = given(tmp_path, DAY)
    text = "programme:\n  Europa: 10:30 Breakout\n  Wonen: 10:00 Breakout\n  Zorg: 11:00 A1\n"
    assert reading(tmp_path, day, text) == placed(day, Europa=(630, "A2"), Wonen=(600, "A1"), Zorg=(660, "A1"))


def test_on_several_days_the_date_stands_before_the_hour(tmp_path: Path) -> None:
    days = given(tmp_path, TWO_DAYS)
    text = "programme:\n  Europa: 2022-09-23 10:00 Zaal 1\n  B: 12:00 Zaal 1\n"  # B has one day only
    assert reading(tmp_path, days, text) == placed(days, Europa=(2040, "Zaal 1"), B=(2160, "Zaal 1"))
    assert faults(tmp_path, days, "programme: {Europa: 10:00}") == [
        "typed.yaml:1: programme › Europa: The conference has several days; write the date before the hour, like 2022-09-22 10:00."
    ]


def test_all_faults_of_a_programme_are_told_at_once(tmp_path: Path) -> None:
    day = given(tmp_path, DAY)
    text = """revisoin: 2
programme:
  - {session: Eurpa, at: 10:00}
  - {session: Wonen, at: 10:00, room: Zaal 3}
  - {session: Zorg, at: 25.99}
  - {session: Borrel, at: 16:00, end: 17:30}
  - {session: Europa, at: 10:00, kamer: 1}
  - {session: Europa, at: 2023-02-12 10:00}
  - {session: Armoede, at: 10:00}
  - {session: Europa, at: 12:00}
  - Europa
  - {at: 10:00}
  - {session: Zorg}
"""
    assert faults(tmp_path, day, text) == [
        'typed.yaml:1: revisoin: "revisoin" is no key here. Did you mean "revision"?',
        'typed.yaml:3: programme › Eurpa › session: "Eurpa" is no session. Did you mean "Europa"?',
        'typed.yaml:4: programme › Wonen › room: "Zaal 3" is no room. Did you mean "Zaal 2"?',
        'typed.yaml:5: programme › Zorg › at: "25.99" is no time of day; write it like 9:30.',
        "typed.yaml:6: programme › Borrel › end: Borrel lasts 60 minutes, so from 16.00 it ends at 17.00, not 17:30.",
        'typed.yaml:7: programme › Europa › kamer: "kamer" is no key here; the keys are session, day, start, end, room.',
        'typed.yaml:8: programme › Europa › at: "2023-02-12" is no day of this conference.',
        "typed.yaml:9: programme › Armoede: Armoede does not take place, so it cannot be placed.",
        'typed.yaml:10: programme › Europa: "Europa" is placed twice (line 7 too).',
        'typed.yaml:11: programme: should be keys and values, like {session: Europa, start: 10:00, room: Zaal 1}; it says "Europa".',
        'typed.yaml:12: programme: "session" is missing.',
        "typed.yaml:13: programme › Zorg: The hour at which it begins is missing.",
    ]


SHORT = {
    "no programme": ("revision: 1\n", 'typed.yaml:1: "programme" is missing: the sessions, each with its hour and room.'),
    "a word": ("programme: later\n", 'typed.yaml:1: programme: should be the sessions, each with its hour and room; it says "later".'),
    "no hour": ("programme: {Europa: Zaal 1}\n", 'typed.yaml:1: programme › Europa: should be an hour and a room, like 10:00 Zaal 1; it says "Zaal 1".'),
    "nothing": ("programme:\n  Europa:\n", "typed.yaml:2: programme › Europa: The hour at which it begins is missing."),
    "a name": ("programme:\n  Eurpa: 10:00\n", 'typed.yaml:2: programme › Eurpa: "Eurpa" is no session. Did you mean "Europa"?'),
    "a revision": ("revision: 0\nprogramme: []\n", 'typed.yaml:1: revision: should be a whole number of at least 1; it says "0".'),
    "an end": ("programme: {Europa: 10:00–11:15 Zaal 1}\n", "typed.yaml:1: programme › Europa: Europa lasts 60 minutes, so from 10.00 it ends at 11.00, not 11:15."),
    "twice": ("programme:\n  Europa: 10:00\n  Europa: 11:00\n", 'typed.yaml:3: "Europa" stands in line 2 already; a key can stand here only once.'),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), SHORT.values(), ids=SHORT.keys())
def test_what_is_wrong_with_a_typed_programme_is_told(tmp_path: Path, text: str, fault: str) -> None:
    assert faults(tmp_path, given(tmp_path, DAY), text) == [fault]


def test_an_hour_after_midnight_may_bear_the_date_of_the_evening_or_of_the_morning(tmp_path: Path) -> None:
    nights = given(tmp_path, "title: N\ndays: [2023-02-10, 2023-02-11]\nhours: 20:00–2:00\nsessions: [Dans]\n")
    evening = reading(tmp_path, nights, "programme: {Dans: 2023-02-10 0:30}\n")
    morning = reading(tmp_path, nights, "programme: {Dans: 2023-02-11 0:30}\n")
    assert evening == morning == placed(nights, Dans=(1470, None))
