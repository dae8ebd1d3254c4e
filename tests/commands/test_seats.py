"""`netday seats`: what it writes, what it leaves alone, and what it says of a call that cannot be answered."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from scheduler.commands.main import main
from scheduler.files import read
from scheduler.publishing.calendars.ics_parser import Parser

DAY = """\
title: Kennisdag
date: 2026-03-12
rounds: [10:00–11:00, 11:15–12:15]
rooms: [{name: Zaal, capacity: 40}, {name: Studio, capacity: 1}]
sessions:
  - Warmtepompen
  - {title: Parkeren}  # of fietsen?
  - title: Daken
    open: yes
"""
PEOPLE = """\
name,organisation,wishes
Sanne Dekker,Alkenburg,Warmtepompen: 5; Daken: 5
Noor Smit,Esveld,Warmtepompen: 5; Daken: 5
Noor Smit,Beekstad,"Parkeren: 2; Daken: 1"
=Tim Bos,,Parkeren
"""
PROGRAMME = "programme: {Warmtepompen: 10:00 Studio, Parkeren: 10:00 Zaal, Daken: 11:15 Studio}\n"


@pytest.fixture
def day(tmp_path: Path) -> Path:
    (tmp_path / "day.yaml").write_text(DAY, "utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    (tmp_path / "programme.yaml").write_text(PROGRAMME, "utf-8")
    return tmp_path


def asked(day: Path, *words: object) -> Result:
    done = CliRunner().invoke(main, ["seats", *map(str, (day, day / "programme.yaml", *words))])
    assert not isinstance(done.exception, Exception), done.output
    return done


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_a_row_is_a_seat_or_a_place_on_a_waiting_list(day: Path) -> None:
    asked(day, "-o", day / "stoelen.csv")
    heads, *found = rows((day / "stoelen.csv").read_bytes())
    assert heads == [
        "naam",
        "gemeente of organisatie",
        "datum",
        "van",
        "tot",
        "onderdeel",
        "zaal",
        "stoel",
        "wachtlijst",
    ]
    assert len(found) == 4 + 3  # seats: one in each room of one, two in the hall; who waits: 1 and 2
    assert [row for row in found if row[0] == "'=Tim Bos"] == [
        ["'=Tim Bos", "", "2026-03-12", "10:00", "11:00", "Parkeren", "Zaal", "ja", ""]
    ]
    asked(day, "-o", day / "seats.xlsx", "--language", "en")
    sheet = load_workbook(day / "seats.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == ["name", "city or organisation", "date"]
    assert sheet.max_row == 1 + len(found)


def test_the_same_question_gives_the_same_bytes(day: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        asked(day, "-o", day / name)
    assert (day / "a.xlsx").read_bytes() == (day / "b.xlsx").read_bytes()


def test_data_holds_the_plan_and_its_proof(day: Path) -> None:
    asked(day, "-o", day / "seats.json")
    found: dict[str, Any] = json.loads((day / "seats.json").read_text("utf-8"))
    assert (found["proven"], found["fair"], found["met"], found["without_limits"]) == (True, True, 13, 24)
    assert {one["session"]: (len(one["seated"]), len(one["waiting"])) for one in found["sessions"]} == {
        "Warmtepompen": (1, 1),
        "Parkeren": (2, 0),
        "Daken": (1, 2),
    }
    # Sanne and Noor are equal: each has one of the two seats that both wish for.
    shares = {one["person"]: (one["met"], one["best"]) for one in found["people"]}
    assert shares["Sanne Dekker"] == shares["Noor Smit (Esveld)"] == (5, 10)


def test_the_day_says_who_has_a_place_where_that_is_asked(day: Path) -> None:
    before = json.loads(asked(day, "--json").stdout)
    answer = asked(day, "--into-day", "--json")
    assert json.loads(answer.stdout)["written"] == [str(day / "day.yaml")]
    text = (day / "day.yaml").read_text("utf-8")
    assert "{title: Parkeren}  # of fietsen?" in text
    found = {session.name: session for session in read(day).conference.sessions}
    for one in before["sessions"]:
        session = found[one["session"]]
        if one["waiting"]:
            assert (session.places, list(map(str, session.signed_up or ()))) == (1, one["seated"])
            assert list(map(str, session.waiting)) == one["waiting"]
        else:
            assert not session.by_sign_up
    again = json.loads(asked(day, "--json").stdout)
    assert [one["seated"] for one in again["sessions"]] == [one["seated"] for one in before["sessions"]]
    assert [one["waiting"] for one in again["sessions"]] == [one["waiting"] for one in before["sessions"]]


def test_calendars_that_are_published_then_have_the_seats_and_say_where_one_waits(day: Path) -> None:
    asked(day, "-o", day / "seats.json")
    plan: dict[str, Any] = json.loads((day / "seats.json").read_text("utf-8"))
    asked(day, "--into-day")
    words = ["publish", *map(str, (day, day / "programme.yaml")), "--to", str(day / "site"), "--readable-names"]
    assert CliRunner().invoke(main, words).exit_code == 0
    listed = json.loads((day / "site" / "calendars.json").read_text("utf-8"))["calendars"]
    found = {
        one["name"]: {event.text.summary for event in Parser().read((day / "site" / one["file"]).read_bytes()).events}
        for one in listed
        if one["kind"] == "person"
    }
    hours = {"Warmtepompen": "10.00–11.00", "Daken": "11.15–12.15"}
    expected: dict[str, set[str]] = {one["person"]: set() for one in plan["people"]}
    for one in plan["sessions"]:
        for person in one["seated"]:
            expected[person].add(one["session"])
        for person in one["waiting"]:
            expected[person].add(f"Wachtlijst: {one['session']} ({hours[one['session']]})")
    assert found == expected
    assert sum(map(len, found.values())) == 7


def test_where_nobody_waits_nothing_is_written_into_the_day(day: Path) -> None:
    (day / "day.yaml").write_text(DAY.replace("capacity: 1", "capacity: 30"), "utf-8")
    answer = asked(day, "--into-day")
    assert "All 4 people have a seat everywhere they would go." in answer.stdout
    assert "Nobody waits for a seat, so nothing is to be written into the day file." in answer.stdout
    assert "places" not in (day / "day.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("seats.pdf", "seats.pdf: seats are written as a workbook (.xlsx), a table (.csv) or as data (.json)."),
        ("people.csv", "people.csv is there already, so it is left as it is."),
        ("", "is a folder; name a file, like"),
    ],
)
def test_a_file_that_cannot_be_or_is_there_is_left_alone(name: str, message: str, day: Path) -> None:
    answer = asked(day, "-o", day / name)
    assert answer.exit_code == 2
    assert message.rsplit(" is ", maxsplit=1)[-1] in " ".join(answer.output.split())
    assert (day / "people.csv").read_text("utf-8") == PEOPLE


def test_without_wishes_there_is_no_seat_to_give(day: Path) -> None:
    (day / "people.csv").write_text("name\nSanne Dekker\n", "utf-8")
    answer = asked(day, "-o", day / "seats.csv")
    assert (answer.exit_code, (day / "seats.csv").exists()) == (2, False)
    assert "there is no seat to give. Nothing was written." in answer.output


def test_a_programme_of_another_day_is_refused_with_what_it_names(day: Path) -> None:
    (day / "programme.yaml").write_text(PROGRAMME.replace("Daken", "Dakken"), "utf-8")
    answer = asked(day)
    assert answer.exit_code == 2
    assert 'Did you mean "Daken"?' in answer.output


def test_a_day_in_a_workbook_takes_no_seats(day: Path) -> None:
    book = day / "dag.xlsx"
    CliRunner().invoke(main, ["workbook", str(day), "-o", str(book)])
    done = CliRunner().invoke(main, ["seats", str(book), str(day / "programme.yaml"), "--into-day"])
    assert done.exit_code == 2
    assert "Make one of the workbook first" in " ".join(done.output.split())
