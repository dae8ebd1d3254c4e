"""Tracks of a published schedule stay tracks where its talks stand in blocks, and become groups where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.checking.check import check
from scheduler.commands.main import main
from scheduler.conference.blocks import blocks_of
from scheduler.files import Instance
from tests.files.test_importing_others import event, imported, xml

BLOCKS = {
    "Aula": "10:00 20 Water, 10:20 20 Water, 10:40 20 Water, 11:00 40 Soil, 11:40 20 Soil, 12:00 30, 13:10 20 Soil",
    "Zolder": "10:00 40 Soil, 10:40 20 Soil, 11:00 20 Water, 11:20 20 Water",
}
OTHERWISE = "The tracks become groups, for talks do not stand in blocks of one track: "


def published(rooms: dict[str, str]) -> str:
    """A schedule with these talks, each by its start, its minutes and its track."""
    texts = []
    for room, talks in rooms.items():
        events = []
        for number, talk in enumerate(talks.split(", ")):
            start, minutes, *track = talk.split(" ")
            named = f"<track>{track[0]}</track>" if track else ""
            events.append(event(f"{room} {number}", start, int(minutes), named))
        texts.append(f'<room name="{room}">{"".join(events)}</room>')
    return xml(f'<day date="2027-02-05">{"".join(texts)}</day>')


def groups(instance: Instance) -> list[str]:
    return [group.name for group in instance.conference.groups]


def test_talks_in_blocks_keep_their_tracks_and_what_was_published_is_the_best_programme(tmp_path: Path) -> None:
    instance, programme, remarks = imported(tmp_path, published(BLOCKS))
    conference = instance.conference
    assert [(str(r.span.start), r.slots) for r in conference.rounds] == [("600", 3), ("660", 3), ("790", 1)]
    assert [track.name for track in conference.tracks] == ["Water", "Soil"]
    assert groups(instance) == []
    assert remarks[-1] == (
        "10 talks of 2 tracks stand in blocks: the tracks stay tracks, in 3 rounds with slots of 20 minutes."
    )
    found = blocks_of(conference, programme)
    assert [(b.number, b.room.name, [t.name for t in b.tracks], len(b.talks)) for b in found] == [
        (0, "Aula", ["Water"], 3),
        (0, "Zolder", ["Soil"], 2),
        (1, "Aula", ["Soil"], 2),
        (1, "Zolder", ["Water"], 2),
        (2, "Aula", ["Soil"], 1),
    ]
    report = check(instance.problem, programme)
    assert (report.good, report.cost) == (True, 0)
    assert {p.session.name: p.session.minutes for p in programme.placements}["Aula 3"] == 40


@pytest.mark.parametrize(
    ("rooms", "why"),
    [
        (
            {"Aula": "10:00 20 Water, 10:20 20 Water, 10:40 20 Soil", "Zolder": "10:00 30 Soil, 10:30 30 Soil"},
            "from 10:00 to 11:00 Aula has talks of Water and of Soil, and no round can end between them.",
        ),
        ({"Aula": "10:00 17 Water, 10:17 20 Water"}, "they would need slots of 1 minute."),
        ({"Aula": "2:00 20 Water, 2:20 20 Water"}, "some are in the night."),
    ],
)
def test_talks_that_stand_with_others_of_their_track_and_in_no_blocks_make_groups_and_it_is_said_why(
    rooms: dict[str, str], why: str, tmp_path: Path
) -> None:
    instance, programme, remarks = imported(tmp_path, published(rooms))
    assert OTHERWISE + why in remarks
    assert (instance.conference.tracks, "Water" in groups(instance)) == ((), True)
    assert check(instance.problem, programme).good


@pytest.mark.parametrize(
    "rooms",
    [
        {"Aula": "10:00 60 Water, 11:15 60 Soil", "Zolder": "10:00 60 Soil, 11:15 60 Water"},
        {"Aula": "10:00 60 Water"},
        {"": "10:00 20 Water, 10:20 20 Water"},
        {"Aula": "10:00 20"},
    ],
)
def test_tracks_of_which_each_session_stands_by_itself_make_groups_without_a_word(
    rooms: dict[str, str], tmp_path: Path
) -> None:
    instance, _, remarks = imported(tmp_path, published(rooms))
    assert instance.conference.tracks == ()
    assert [remark for remark in remarks if "tracks" in remark] == []


def test_tracks_become_groups_where_that_is_asked_and_days_in_dutch_have_them_too(tmp_path: Path) -> None:
    (tmp_path / "schedule.xml").write_text(published(BLOCKS), "utf-8")
    written = {}
    for folder, more in (("asked", ["--no-tracks"]), ("dutch", ["--language", "nl"])):
        words = ["import", str(tmp_path / "schedule.xml"), "--to", str(tmp_path / folder), *more]
        answer = CliRunner().invoke(main, words)
        assert answer.exit_code == 0, answer.output
        written[folder] = (tmp_path / folder / "day.yaml").read_text("utf-8")
    assert "\ntracks:" not in written["asked"]
    assert "{name: Water, kind: pillar}" in written["asked"]
    assert "\nsporen:\n  - Water\n" in written["dutch"]
    assert "\nrondes:\n  - {tijd: 10.00–11.00, tijdsloten: 3}\n" in written["dutch"]


def test_two_days_have_rounds_of_their_own(tmp_path: Path) -> None:
    one = published({"Aula": "10:00 20 Water, 10:20 20 Water"})
    other = published({"Aula": "13:00 30 Water, 13:30 30 Water"}).replace("02-05", "02-06")
    days = [text[text.index("<day") : text.index("</schedule>")] for text in (one, other)]
    instance, programme, _ = imported(tmp_path, xml(*days))
    assert [[(r.span.minutes, r.slots) for r in day.rounds] for day in instance.conference.days] == [
        [(40, 4)],
        [(60, 6)],
    ]
    assert check(instance.problem, programme).good
