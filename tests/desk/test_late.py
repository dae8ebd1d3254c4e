"""Late changes as acts: each writes into the files what it says, wherever they say it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.conference.clock import Span
from scheduler.conference.conference import Role
from scheduler.desk import Act, Refused, Workspace
from scheduler.desk.late import FallsOut, GuestComesLater, RoomCloses, late_act

TOP = """\
# by the secretary
title: Netwerkdag
date: 2026-03-13
language: en
rounds: [10:00–11:00, 11:15–12:15]
rooms:
  - Zaal 1   # the large one
  - {name: Gang, doors: [2.01, 2.02]}
groups:
  - {name: Europa, chairs: Jeroen, members: [Karin, Jan]}
sessions:
  - {group: Europa}
  - {title: Lezing, speakers: Fatma}   # from afar
"""
LISTS = {
    "nobody is listed": ("", None),
    "a list of names": ("people: [Jeroen, Karin, Jan, Fatma]\n", None),
    "entries with keys": (
        """people:
  - {name: Jeroen, organisation: Ede}
  - {name: Karin}
  - Jan
guests:
  - {name: Fatma, leaves: 12:15}  # by train
""",
        None,
    ),
    "a table": ("guests: [Fatma]\n", "name,member\nJeroen,\nKarin,Europa\nJan,Europa\n"),
    "a table with hours": ("", "naam;aankomst;vertrek\nJeroen;;\nKarin;;\nJan;;\nFatma;9:30;12:15\n"),
    "a table with windows": ("", "name,available\nJeroen,\nKarin,\nJan,\nFatma,9:00–10:30 | 10:45–12:15\n"),
    "another time zone": ("guests: [{name: Fatma, time_zone: Europe/Lisbon, arrives: 9:00}]\n", None),
}


def desk_with(folder: Path, more: str = "", table: str | None = None, top: str = TOP) -> Workspace:
    (folder / "day.yaml").write_text(top + more, "utf-8")
    if table is not None:
        (folder / "people.csv").write_text(table, "utf-8")
    return Workspace.open(folder)


def done(desk: Workspace, act: Act) -> str:
    """What the journal says of it; and every remark in the file is as it was."""
    entry = desk.do(act, seen=desk.state().version).entry
    assert entry is not None
    text = (desk.folder / "day.yaml").read_text("utf-8")
    assert [text.count(remark) for remark in ("# by the secretary", "# the large one", "# from afar")] == [1, 1, 1]
    return entry.sentence


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (GuestComesLater("Fatma", "12:30"), "leaves at 12:15, so would not be there at all. Also say at which hour"),
        (GuestComesLater("Fatma", leaves="9:15"), "comes at 9:30, so would not be there at all. Also say"),
    ],
)
def test_a_guest_who_would_not_be_there_any_more_is_asked_for_the_other_hour(
    act: Act, sentence: str, tmp_path: Path
) -> None:
    desk = desk_with(tmp_path, *LISTS["a table with hours"])
    with pytest.raises(Refused) as refused:
        desk.do(act, seen=desk.state().version)
    assert sentence in str(refused.value.sentence)
    assert done(desk, GuestComesLater("Fatma", "12:00", "12:15")) == "Fatma is there only from 12:00 to 12:15."


@pytest.mark.parametrize("lists", LISTS)
def test_a_guest_comes_later_whatever_lists_them(lists: str, tmp_path: Path) -> None:
    desk = desk_with(tmp_path, *LISTS[lists])
    assert done(desk, GuestComesLater("Fatma", comes="11:00")) == "Fatma comes only at 11:00."
    fatma = desk.state().conference.person("Fatma")
    assert fatma is not None
    assert fatma.present is not None
    assert (fatma.present[0].start, len(fatma.present)) == (660, 1)
    before = (tmp_path / "day.yaml").read_bytes()
    with pytest.raises(Refused, match="That is already so"):
        desk.do(GuestComesLater("Fatma", comes="11.00"), seen=desk.state().version)
    assert (tmp_path / "day.yaml").read_bytes() == before


def test_a_guest_leaves_sooner_or_is_there_only_for_a_while(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, *LISTS["a table with windows"])
    assert done(desk, GuestComesLater("Fatma", leaves="11:00")) == "Fatma leaves at 11:00."
    assert present(desk, "Fatma") == (Span(540, 630), Span(645, 660))
    sentence = done(desk, GuestComesLater("Fatma", comes="11:10", leaves="12:20"))
    assert sentence == "Fatma is there only from 11:10 to 12:20."
    assert present(desk, "Fatma") == (Span(670, 740),)


def present(desk: Workspace, name: str) -> tuple[Span, ...] | None:
    person = desk.state().conference.person(name)
    assert person is not None
    return person.present


def test_on_one_of_several_days_the_others_stay(tmp_path: Path) -> None:
    top = TOP.replace("date: 2026-03-13", "days: [2026-03-13, 2026-03-14]")
    desk = desk_with(tmp_path, top=top)
    done(desk, GuestComesLater("Fatma", comes="11:00", day="2026-03-14"))
    first, second = desk.state().conference.days
    assert present(desk, "Fatma") == (first.hours, Span(1440 + 660, second.hours.end))
    done(desk, RoomCloses("Zaal 1", begins="11:00", day="2026-03-14"))
    room = desk.state().conference.room("Zaal 1")
    assert room is not None
    assert room.closed == (Span(1440 + 660, second.hours.end),)
    with pytest.raises(Refused, match="several days; say on which"):
        desk.do(RoomCloses("Zaal 1"), seen=desk.state().version)


@pytest.mark.parametrize(
    ("room", "begins", "ends", "sentence"),
    [
        ("Zaal 1", "11:00", "12:00", "Zaal 1 is closed from 11:00 to 12:00."),
        ("Zaal 1", "", "", "Zaal 1 is closed from 10:00 to 12:15."),
        ("2.01", "11.15", "", "2.01 is closed from 11:15 to 12:15."),
    ],
)
def test_a_room_closes(room: str, begins: str, ends: str, sentence: str, tmp_path: Path) -> None:
    desk = desk_with(tmp_path)
    assert done(desk, RoomCloses(room, begins, ends)) == sentence
    closed = {each.name: bool(each.closed) for each in desk.state().conference.rooms}
    assert closed == {name: name == room for name in ("Zaal 1", "2.01", "2.02")}
    with pytest.raises(Refused, match="That is already so"):
        desk.do(RoomCloses(room, begins, ends), seen=desk.state().version)


@pytest.mark.parametrize("lists", LISTS)
def test_a_chair_falls_out_and_somebody_stands_in(lists: str, tmp_path: Path) -> None:
    desk = desk_with(tmp_path, *LISTS[lists])
    assert done(desk, FallsOut("Jeroen", instead="Karin")) == "Jeroen has cancelled; Karin stands in."
    conference = desk.state().conference
    (europa,) = conference.groups
    assert [seat.person.name for seat in europa.seats if seat.role is Role.CHAIR] == ["Karin"]
    assert [person.name for person in conference.absent] == ["Jeroen"]
    assert done(desk, FallsOut("Fatma", instead="Jan")) == "Fatma has cancelled; Jan stands in."
    lecture = desk.state().conference.session("Lezing")
    assert lecture is not None
    assert [person.name for person in lecture.speakers] == ["Jan"]


def test_a_chair_falls_out_and_nobody_stands_in(tmp_path: Path) -> None:
    desk = desk_with(tmp_path)
    assert done(desk, FallsOut("Jeroen")) == "Jeroen has cancelled."
    desk.undo()
    assert (tmp_path / "day.yaml").read_text("utf-8") == TOP


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (GuestComesLater("Fatima", "11:00"), '"Fatima" is no person'),
        (GuestComesLater("", "11:00"), "Who is it?"),
        (GuestComesLater("Fatma"), "From which hour is Fatma there, or until which?"),
        (GuestComesLater("Fatma", "elf"), "elf"),
        (GuestComesLater("Fatma", "12:00", "11:00"), "Fatma cannot leave before they come."),
        (GuestComesLater("Fatma", "13:00"), "Fatma would then not be there at all on"),
        (RoomCloses("Zaal 9"), '"Zaal 9" is no room of this day'),
        (RoomCloses(" "), "Which room is it?"),
        (RoomCloses("Zaal 1", "12:00", "11:00"), "A room cannot open again before it closes."),
        (FallsOut("Jeroen", "Jeroen"), "Jeroen cannot stand in for themselves."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_written(
    act: Act, sentence: str, tmp_path: Path
) -> None:
    desk = desk_with(tmp_path)
    with pytest.raises(Refused) as refused:
        desk.do(act, seen=desk.state().version)
    assert sentence in str(refused.value.sentence)
    assert (tmp_path / "day.yaml").read_text("utf-8") == TOP


def test_a_form_is_an_act() -> None:
    payload = {"act": "room_closes", "room": " Zaal 1 ", "begins": "11:00", "ends": ""}
    assert late_act(payload) == RoomCloses("Zaal 1", "11:00")
    for wrong in ({}, {"act": "place"}, {"act": "falls_out"}, {"act": "falls_out", "person": 3}, {**payload, "x": "1"}):
        with pytest.raises(Refused, match="This is nothing that the desk can do"):
            late_act(wrong)


@pytest.mark.parametrize(
    ("lists", "act", "file", "line"),
    [
        (
            "entries with keys",
            GuestComesLater("Fatma", "11:00"),
            "day.yaml",
            "Fatma, leaves: 12:15, arrives: 11:00}  #",
        ),
        ("a table with hours", GuestComesLater("Fatma", "11:00"), "people.csv", "\nFatma;11:00;12:15\n"),
        ("a table with hours", GuestComesLater("Fatma", "", "12:00"), "people.csv", "\nFatma;9:30;12:00\n"),
        ("a table with hours", FallsOut("Fatma"), "people.csv", "\nFatma;9:30;12:15;ja\n"),
        ("another time zone", GuestComesLater("Fatma", "11:00"), "day.yaml", "Europe/Lisbon, arrives: 10:00}"),
    ],
)
def test_it_is_written_as_the_file_says_such_things(lists: str, act: Act, file: str, line: str, tmp_path: Path) -> None:
    done(desk_with(tmp_path, *LISTS[lists]), act)
    assert line in (tmp_path / file).read_text("utf-8")
