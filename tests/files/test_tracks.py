"""Tracks, talks and slots in a day file: what they become, and what is wrong with them, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.conference.clock import Span
from scheduler.conference.conference import Round
from scheduler.files import read as read_file
from scheduler.files.edit.day_edit import DayEdit
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.faults import Faults
from scheduler.files.read_day import Instance, read_text
from tests.support.workbooks_of_days import workbook_of_day

DAY = """\
title: Watercongres
days:
  - date: 2026-06-11
    rounds: [{name: Do1, time: "9:30–10:30", slots: 3}, {name: Do2, time: "11:00–12:40", slots: 4}]
  - {date: 2026-06-12, rounds: [{name: Vr1, time: "9:30–10:30", slots: 3}]}
people: [A. Bos, B. Ek, {name: C. Os, wishes: {Pompen: 3, Dijken: 0}}]
rooms: [{name: Zaal 1, rather_not: {Do1: 3}}, {name: Blok, doors: 1–2}]
tracks:
  - {name: Water, chairs: [A. Bos], rather_not: {Do1: 10, Blok: 5}, similar: {Klimaat: 5}}
  - Klimaat
sessions:
  - {title: Dijken, track: Water, slots: 2, order: 1, speakers: [B. Ek], zone: gmt+8, required: [A. Bos]}
  - {title: Pompen, track: Water, rather_not: [Vr1, "Zaal 1: 4"]}
  - {title: Bomen, track: Klimaat, at: "9:50"}
  - {title: Gemalen, track: Klimaat, slots: 4}
"""


def faults_of(old: str, new: str) -> list[str]:
    assert old in DAY
    with pytest.raises(Faults) as caught:
        read_text(DAY.replace(old, new), "day.yaml")
    return [f"{fault.line}: {fault.message}" for fault in caught.value.faults]


def read() -> Instance:
    return read_text(DAY, "day.yaml")


def test_what_a_day_file_says_of_tracks() -> None:
    conference = read().conference
    water, climate = conference.tracks
    assert [person.name for person in water.chairs] == ["A. Bos"]
    assert (water.rounds_rather_not, water.rooms_rather_not) == ((("Do1", 10),), (("1", 5), ("2", 5)))
    assert (water.similar, climate.similar) == ((("Klimaat", 5),), (("Water", 5),))
    assert conference.rooms[0].rounds_rather_not == (("Do1", 3),)
    assert [round_.slots for round_ in conference.rounds] == [3, 4, 3]


def test_what_a_day_file_says_of_talks() -> None:
    conference = read().conference
    dykes, pumps, trees, stations = conference.sessions
    assert (dykes.slots, dykes.order, dykes.zone, pumps.order, pumps.zone) == (2, 1, "GMT+8", None, "")
    assert (pumps.rounds_rather_not, pumps.rooms_rather_not) == ((("Vr1", 1),), (("Zaal 1", 4),))
    # As long as the shortest slots that it could have: 20 minutes, but 25 where only Do2 has slots enough.
    assert [talk.minutes for talk in conference.sessions] == [40, 20, 20, 100]
    assert [talk.kind.value for talk in conference.sessions] == ["talk"] * 4
    clock = conference.clock
    assert [str(clock.hour(start)) for start in conference.starts(dykes)] == [
        *("9.30", "9.50", "11.00", "11.25", "11.50", "9.30", "9.50")
    ]
    assert conference.starts(trees) == (590, 2030)
    assert [str(clock.hour(start)) for start in conference.starts(stations)] == ["11.00"]
    assert {talk.name: [p.name for p in people] for talk, people in conference.attendees.items() if people} == {
        "Dijken": ["A. Bos"],
        "Pompen": ["C. Os"],
    }


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("track: Klimaat, at", "track: Klimat, at", '14: "Klimat" is no track. Did you mean "Klimaat"?'),
        ("slots: 4}\n", "slots: 5}\n", "15: 5 is more than any round has; that is 4 at most."),
        ('at: "9:50"', 'at: "9:40"', "14: No slot for the talk begins then; one does on Thu 11 June at 9.30, 9.50"),
        ("rather_not: [Vr1", "rather_not: [Vr2", '13: "Vr2" is no round or room. Did you mean "Vr1"?'),
        ("slots: 4}\n", "minutes: 40}\n", '15: "Gemalen" is of a track, so its length follows from its slots; write'),
        ("slots: 4}\n", "rooms: none}\n", '15: "Gemalen" is of a track, so it stands in a room.'),
        ("slots: 4}\n", "rounds: none}\n", '15: "Gemalen" is of a track, so it stands in a round.'),
        ("slots: 4}\n", "kind: plenary}\n", '15: "Gemalen" is of a track, so it is no session for everyone.'),
        ("slots: 4}\n", "slots: 4, rounds: Vr1}\n", "15: The talk takes 4 slots, and there are not so many in Vr1."),
        ("track: Klimaat, slots", "slots", '15: "slots" is of the talk of a track; add "track", or leave it out.'),
        ("  - Klimaat", "  - {name: Klimaat, similar: {Water: 4}}", '10: "Klimaat" and "Water" are similar by 4 here'),
        ("similar: {Klimaat: 5}", "similar: {Water: 5}", '9: "Water" is similar to itself; name another track.'),
        ("{Do1: 10, Blok: 5}", "{Do1: veel}", '9: "Do1" should have a whole number from 0 to 1,000,000 for how'),
        ("{name: Zaal 1, ", "{name: Do1, ", '9: "Do1" is a round and a room; give one of them another name'),
        ("zone: gmt+8", "zone: Mars", '12: "Mars" is no time zone.'),
        ("11:00–12:40", "11:00–11:03", "4: 4 slots do not fit into 3 minutes."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults_of(old, new)), faults_of(old, new)


def test_tracks_need_rounds_with_slots() -> None:
    text = DAY.replace(", slots: 3", "").replace(", slots: 4", "")
    with pytest.raises(Faults) as caught:
        read_text(text, "day.yaml")
    assert [str(fault.message) for fault in caught.value.faults] == [
        (
            "Talks of a track stand in the slots of rounds, and no round has any; say of each round how many: "
            "{time: 10:00–11:00, slots: 3}."
        )
    ]


def test_a_track_without_talks_is_remarked() -> None:
    remarks = read_text(DAY.replace("  - Klimaat\n", "  - Klimaat\n  - Bodem\n"), "day.yaml").remarks
    assert [str(remark) for remark in remarks if "Bodem" in remark] == ['day.yaml:11: The track "Bodem" has no talks.']


def test_a_round_more_and_a_shorter_talk_are_written_with_their_slots() -> None:
    files = DayFiles.of_data({"day.yaml": DAY.encode()})
    before = files.read().conference
    friday = before.days[1]
    late = Round(name="Vr2", span=Span(friday.rounds[0].span.end + 30, friday.rounds[0].span.end + 90), slots=3)
    days = (before.days[0], friday.model_copy(update={"rounds": (*friday.rounds, late)}))
    dykes = before.sessions[0].model_copy(update={"slots": 1, "minutes": 20})
    meant = before.model_copy(update={"days": days, "sessions": (dykes, *before.sessions[1:])})
    after = DayEdit(files, before).make(meant).read().conference
    assert [(round_.name, round_.slots) for round_ in after.rounds][-1] == ("Vr2", 3)
    assert (after.sessions[0].slots, after.sessions[0].minutes) == (1, 20)


def test_a_track_that_is_called_total_stays_in_the_workbook(tmp_path: Path) -> None:
    day = tmp_path / "day.yaml"
    day.write_text(DAY.replace("Klimaat", "Totaal"), "utf-8")
    book = workbook_of_day(day, tmp_path / "dag.xlsx")
    assert [track.name for track in read_file(book).conference.tracks] == ["Water", "Totaal"]
