"""Wishes in a file of their own: who wishes to be where and how strongly, and how many are expected by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.conference.audience import audience
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement, Programme
from scheduler.files import Faults, Instance, read
from scheduler.files.edit.day_files import DayFiles

DAY = """\
title: Kennisdag
date: 2026-03-12
rounds: [10:00–11:00]
rooms: [Zaal 1, Zaal 2]
groups: [{name: Wonen, members: [Sanne Dekker], size: 4}]
sessions:
  - Wonen
  - {title: Groene daken, name: daken}
  - {title: Parkeren, speakers: Gijs Groot}
  - {title: Opening, kind: plenary, at: 9:00}
"""
PEOPLE = """\
name,organisation,email
Sanne Dekker,Alkenburg,s.dekker@alkenburg.example
Noor Smit,Esveld,
Noor Smit,Beekstad,
Gijs Groot,,
"""


def day_with(folder: Path, wishes: str, *, people: str = PEOPLE, more: str = "") -> Path:
    (folder / "day.yaml").write_text(f"{DAY}wishes: wishes.csv\n{more}", "utf-8")
    if people:
        (folder / "people.csv").write_text(people, "utf-8")
    (folder / "wishes.csv").write_text(wishes, "utf-8")
    return folder


def wishes_of(conference: Conference) -> dict[str, dict[str, int | None]]:
    return {person.name: dict(person.wishes) for person in conference.people if person.wishes}


def expected(instance: Instance) -> dict[str, int]:
    return {session.name: instance.conference.expected(session) for session in instance.conference.sessions}


def faults(folder: Path) -> list[str]:
    with pytest.raises(Faults) as found:
        read(folder)
    return [fault.text for fault in found.value.faults]


def test_who_wishes_what_and_how_strongly(tmp_path: Path) -> None:
    text = (
        "Persoon;Gemeente;Onderdeel;Sterren\nSanne Dekker;;Groene daken;★★★☆☆\nnoor smit;Esveld;daken;5,0\n"
        "Noor Smit (Beekstad);;Parkeren;ja\ns.dekker@alkenburg.example;;wonen;0\nGijs Groot;;daken;1\n"
    )
    instance = read(day_with(tmp_path, text))
    assert wishes_of(instance.conference) == {
        "Sanne Dekker": {"daken": 3, "Wonen": 0},
        "Noor Smit (Esveld)": {"daken": 5},
        "Noor Smit (Beekstad)": {"Parkeren": None},
        "Gijs Groot": {"daken": 1},
    }
    assert "wishes.csv: 5 rows read, 5 used: 4 people with 4 wishes." in instance.remarks  # 0 is no wish


def test_without_a_list_of_people_whoever_wishes_something_is_somebody(tmp_path: Path) -> None:
    conference = read(day_with(tmp_path, "name,session\nTim Bos,daken\nTim Bos,Parkeren\n", people="")).conference
    assert wishes_of(conference) == {"Tim Bos": {"daken": None, "Parkeren": None}}
    assert {person.name for person in conference.people} == {"Tim Bos", "Sanne Dekker", "Gijs Groot"}


def test_a_name_may_stand_in_parts_or_be_a_ticket_and_a_cell_may_hold_several_sessions(tmp_path: Path) -> None:
    parts = "Voornaam;Tussenvoegsel;Achternaam;Workshop\nTim;de;Bos;daken | Parkeren\nEva;;Aalders;Parkeren\n"
    conference = read(day_with(tmp_path, parts, people="")).conference
    assert wishes_of(conference) == {"Tim de Bos": {"daken": None, "Parkeren": None}, "Eva Aalders": {"Parkeren": None}}
    (tmp_path / "tickets").mkdir()
    tickets = read(day_with(tmp_path / "tickets", "ticket id,talk\n1047,daken\n", people="")).conference
    assert wishes_of(tickets) == {"1047": {"daken": None}}


def test_all_that_is_wrong_is_told_at_once_with_its_line_and_the_nearest_name(tmp_path: Path) -> None:
    text = (
        "name,session,votes\nSanne Decker,daken,1\nNoor Smit,daken,1\nSanne Dekker,Groene dak,1\nSanne Dekker,,1\n"
        "Sanne Dekker,daken,-1\nSanne Dekker,daken,veel\nSanne Dekker,daken,2.5\nq@nergens.example,daken,1\n"
    )
    number = "should have a whole number from 0 to 1,000,000 for how strong the wish is; it says"
    assert faults(day_with(tmp_path, text)) == [
        'wishes.csv:2: "Sanne Decker" is no person. Did you mean "Sanne Dekker"?',
        'wishes.csv:3: "Noor Smit" can be "Noor Smit (Esveld)" or "Noor Smit (Beekstad)"; write which.',
        'wishes.csv:4: "Groene dak" is no session or group.',
        "wishes.csv:5: No session stands here.",
        f'wishes.csv:6: "daken" {number} "-1".',
        f'wishes.csv:7: "daken" {number} "veel".',
        f'wishes.csv:8: "daken" {number} "2.5".',
        "wishes.csv:9: Nobody in the list of people has this e-mail address; write a name.",
    ]


def test_what_does_not_count_is_said_aloud(tmp_path: Path) -> None:
    text = (
        "name,session,stars,remark\nSanne Dekker,daken,2,\nSanne Dekker,daken,4,\nSanne Dekker,Parkeren,,\n"
        "Sanne Dekker,Opening,3,\nTotaal,,9,\n"
    )
    instance = read(day_with(tmp_path, text))
    assert wishes_of(instance.conference)["Sanne Dekker"] == {"daken": 4, "Opening": 3}
    assert [remark for remark in instance.remarks if remark.startswith("wishes.csv")] == [
        "wishes.csv: 5 rows read, 3 used: 1 person with 2 wishes.",
        "wishes.csv: 1 row does not say how strong the wish is, and does not count: line 4.",
        "wishes.csv: 1 wish stands there more than once, and the strongest counts: line 3.",
        'wishes.csv: the column "remark" is not used.',
        "wishes.csv: 1 person wishes to be at Opening: it is for everyone.",
    ]


def test_as_many_are_expected_as_wish_to_be_there_where_the_day_asks_for_that(tmp_path: Path) -> None:
    text = "name,session\nSanne Dekker,daken\nNoor Smit (Esveld),daken\nNoor Smit (Esveld),Parkeren\n"
    plain = read(day_with(tmp_path, text))
    assert expected(plain) == {"Wonen": 4, "daken": 0, "Parkeren": 1, "Opening": 4}
    asked = read(day_with(tmp_path, text, more="expected_from_wishes: yes\n"))
    # Wonen: a member, and three without a name. Parkeren: somebody who wishes it, and who speaks.
    assert expected(asked) == {"Wonen": 4, "daken": 2, "Parkeren": 2, "Opening": 4}
    assert plain.digest != asked.digest
    # In one round Sanne goes where she is a member, Noor to one of two: both are expected at two.
    placed = Programme(tuple(Placement(session, 600) for session in asked.conference.sessions[:3]))
    assert sum(audience(asked.conference, placed).values()) == 4 + 2


def test_stars_without_a_name_are_people_to_expect(tmp_path: Path) -> None:
    totals = "proposal title,id,favourites\nGroene daken,7,34\nParkeren,8,5\nParkeren,8,1\n"
    plain = read(day_with(tmp_path, totals))
    assert "wishes without a name count for how many are expected alone" in "\n".join(plain.remarks)
    asked = read(day_with(tmp_path, totals, more="expected_from_wishes: yes\n"))
    assert (expected(asked)["daken"], expected(asked)["Parkeren"]) == (34, 7)  # 5 + 1, and the speaker
    assert [session.stars for session in asked.conference.sessions] == [0, 34, 6, None]
    rows = "name,session\n,daken\n,daken\nSanne Dekker,daken\n"
    assert expected(read(day_with(tmp_path, rows, more="expected_from_wishes: yes\n")))["daken"] == 3


def test_what_the_day_says_is_expected_counts_before_wishes(tmp_path: Path) -> None:
    folder = day_with(tmp_path, "name,session\nSanne Dekker,daken\n", more="expected_from_wishes: yes\n")
    day = folder / "day.yaml"
    day.write_text(day.read_text("utf-8").replace("name: daken", "name: daken, expected: 30"), "utf-8")
    assert expected(read(folder))["daken"] == 30


def test_a_workbook_of_wishes_is_read_as_well(tmp_path: Path) -> None:
    folder = day_with(tmp_path, "")
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("attendee", "talk", "stars"), ("Sanne Dekker", "Groene daken", 3), ("Gijs Groot", "daken", "veel")):
        sheet.append(row)
    book.save(folder / "wishes.xlsx")
    day = folder / "day.yaml"
    day.write_text(day.read_text("utf-8").replace("wishes.csv", "wishes.xlsx"), "utf-8")
    (folder / "wishes.csv").unlink()
    (fault,) = faults(folder)
    assert fault.startswith('wishes.xlsx:3: "daken" should have a whole number')


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ("", "wishes.csv: Nothing stands in this file."),
        ("name,wensje\nSanne Dekker,daken\n", 'wishes.csv:1: No column says which session is wished for: call it "s'),
    ],
)
def test_a_file_that_is_none_says_what_it_lacks(wishes: str, message: str, tmp_path: Path) -> None:
    (fault,) = faults(day_with(tmp_path, wishes))
    assert fault.startswith(message)


def test_a_file_that_is_not_there_or_lies_elsewhere(tmp_path: Path) -> None:
    folder = day_with(tmp_path, "")
    (folder / "wishes.csv").unlink()
    assert faults(folder) == ['day.yaml:11: wishes: There is no file "wishes.csv" beside day.yaml.']
    day = folder / "day.yaml"
    day.write_text(day.read_text("utf-8").replace("wishes.csv", "../wishes.csv"), "utf-8")
    (fault,) = faults(folder)
    assert "does not lie in the folder of the day" in fault


def test_another_wish_makes_another_day_and_another_order_does_not(tmp_path: Path) -> None:
    digests = [
        read(day_with(tmp_path, f"name,session\n{rows}")).digest
        for rows in (
            "Sanne Dekker,daken\nGijs Groot,daken\n",
            "Gijs Groot,daken\nSanne Dekker,daken\n",
            "Gijs Groot,daken\n",
        )
    ]
    assert digests[0] == digests[1] != digests[2]


def test_the_file_goes_with_the_day_where_its_files_are_edited(tmp_path: Path) -> None:
    folder = day_with(tmp_path, "name,session\nSanne Dekker,daken\n")
    assert wishes_of(DayFiles.of(folder).read().conference) == {"Sanne Dekker": {"daken": None}}


@pytest.mark.parametrize(
    "text",
    [
        "naam,onderdeel,rang\nGijs Groot,Wonen,3\nGijs Groot,daken,1e keus\nSanne Dekker,daken,2\n",
        "naam,sessie,voorkeur\nGijs Groot,Wonen,derde keuze\nGijs Groot,daken,1\nSanne Dekker,daken,Voorkeur 2\n",
        "naam,1e keus,2e keus,3e keus\nGijs Groot,daken,,Wonen\nSanne Dekker,,Groene daken,\nNoor Smit (Esveld),,,\n",
        "name,First choice,Choice 2,third choice\nGijs Groot,daken,,Wonen\nSanne Dekker,,Groene daken,\n",
    ],
)
def test_a_first_choice_is_the_strongest_wish_and_the_last_counts_one(text: str, tmp_path: Path) -> None:
    conference = read(day_with(tmp_path, text)).conference
    assert wishes_of(conference) == {"Gijs Groot": {"Wonen": 1, "daken": 3}, "Sanne Dekker": {"daken": 2}}


def test_what_is_no_rank_or_no_session_of_a_choice_is_told_with_its_line(tmp_path: Path) -> None:
    ranked = "name,session,rank\nGijs Groot,daken,best\nGijs Groot,Wonen,\nGijs Groot,Parkeren,0\n"
    assert faults(day_with(tmp_path, ranked)) == [
        'wishes.csv:2: "best" is no rank of the wish for "daken"; write 1 for a first choice, 2 for a second.',
        'wishes.csv:4: "0" is no rank of the wish for "Parkeren"; write 1 for a first choice, 2 for a second.',
    ]
    choices = "name,1e keus,2e keus\nGijs Groot,Dakken,Wonen\nGijs Grot,daken,\n"
    first, second = faults(day_with(tmp_path, choices))
    assert first.startswith('wishes.csv:2: "Dakken" is no session or group.')
    assert second.startswith('wishes.csv:3: "Gijs Grot" is no person.')
