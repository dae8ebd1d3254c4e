"""Plain sheets of somebody's own begin a day: what their columns mean is guessed, asked, or said that it would be."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from scheduler.commands import workbook as command
from scheduler.commands import writing
from scheduler.commands.main import main
from scheduler.conference.conference import Role
from scheduler.files import read

SHEETS: dict[str, list[list[str | int | None]]] = {
    "Ruimtes": [["Ruimte", "Max. pers.", "Etage"], ["Raadzaal", 120, "1e"], ["Kamer 2", 20, "2e"]],
    "Themagroepen": [["Naam groep", "Trekker"], ["Wonen", "Anna Bos"], ["Zorg, Jeugd en Onderwijs", "Bob Kok"]],
    "Ledenlijst": [
        ["Voor- en achternaam", "Gemeente", "Themagroep", "Functie"],
        ["Anna Bos", "Ede", "Wonen", "voorzitter"],
        ["Bob Kok", "Delft", "Zorg, Jeugd en Onderwijs", "lid"],
        ["Dirk Jan", "Delft", "Wonen", "lid"],
        ["Dirk Jan", "Delft", "Zorg, Jeugd en Onderwijs", "belangstellend"],
    ],
    "Agenda": [
        ["Onderwerp", "Groep", "Aanvang", "Duur (min)", "Spreker"],
        ["Opening", None, "9:30", 30, "Anna Bos"],
        ["Bijeenkomst Wonen", "Wonen", None, 60, None],
        ["Zorg", "Zorg, Jeugd en Onderwijs", None, 60, None],
    ],
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    book = Workbook()
    for number, (name, rows) in enumerate(SHEETS.items()):
        sheet = book.create_sheet(name, number)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "lijsten.xlsx")
    return tmp_path / "lijsten.xlsx"


def netday(*arguments: str | Path, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["read-workbook", *map(str, arguments)], input=typed)


def test_without_a_terminal_it_says_what_it_would_ask_and_writes_nothing(own: Path, tmp_path: Path) -> None:
    done = netday(own, "--to", tmp_path / "dag")
    assert (done.exit_code, (tmp_path / "dag").exists()) == (2, False)
    assert "On which date is the day" in done.output
    assert 'What does the column "Max. pers." of the sheet "Ruimtes" mean? It holds "120" and "20". Likely: seats.' in (
        done.output.splitlines()
    )


def test_with_yes_what_is_likely_is_taken_and_the_rest_left_out_aloud(own: Path, tmp_path: Path) -> None:
    done = netday(own, "--to", tmp_path / "dag", "--yes", "--date", "2027-03-12", "--title", "Netwerkdag")
    assert done.exit_code == 0, done.output
    assert (
        '"Etage" of the sheet "Ruimtes" mean? It holds "1e" and "2e". Nothing is likely; it is left out.' in done.output
    )
    conference = read(tmp_path / "dag").conference
    assert [(room.name, room.capacity) for room in conference.rooms] == [("Raadzaal", 120), ("Kamer 2", 20)]
    seats = {(seat.person.name, seat.role, group.name) for group in conference.groups for seat in group.seats}
    assert seats == {
        ("Anna Bos", Role.CHAIR, "Wonen"),
        ("Bob Kok", Role.CHAIR, "Zorg, Jeugd en Onderwijs"),
        ("Bob Kok", Role.MEMBER, "Zorg, Jeugd en Onderwijs"),
        ("Dirk Jan", Role.MEMBER, "Wonen"),
        ("Dirk Jan", Role.INTERESTED, "Zorg, Jeugd en Onderwijs"),
    }
    assert [person.organisation for person in conference.people] == ["Ede", "Delft", "Delft"]
    assert [(session.title, session.minutes) for session in conference.sessions] == [
        ("Opening", 30),
        ("Bijeenkomst Wonen", 60),
        ("Zorg", 60),
    ]


def test_at_a_terminal_each_doubt_is_asked(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for asking in (command, writing):
        monkeypatch.setattr(asking, "at_a_terminal", lambda: True)
    usual = "\n" * 30
    done = netday(own, "--to", tmp_path / "dag", typed=f"2027-03-12\n{usual}")
    assert "What does the sheet" in done.output
    assert "   1  name" in done.output
    assert "Number [2]:" in done.output  # seats are likely


def test_a_folder_with_a_day_is_left_as_it_is(own: Path, tmp_path: Path) -> None:
    (tmp_path / "dag").mkdir()
    (tmp_path / "dag" / "day.yaml").write_text("title: Dag\ndate: 2027-03-12\n", "utf-8")
    done = netday(own, "--to", tmp_path / "dag", "--yes", "--date", "2027-03-12")
    assert (done.exit_code, "has a day already" in done.output) == (2, True)


def test_people_have_a_name_whatever_its_column_is_called(tmp_path: Path) -> None:
    book = Workbook()
    sheets: dict[str, list[tuple[str, ...]]] = {
        "Groepen": [("Naam", "Voorzitter"), ("Wonen", "Anna Smit")],
        "Deelnemers": [("Collega", "Stad", "Zit in"), ("Carla Vos", "Ede", "Wonen")],
        "Vergaderingen": [("Wat", "Van wie"), ("Wonen", "Wonen")],
    }
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "eigen.xlsx")
    call = ["read-workbook", tmp_path / "eigen.xlsx", "--to", tmp_path / "dag", "--yes", "--date", "2027-03-12"]
    done = CliRunner().invoke(main, list(map(str, call)))
    assert done.exit_code == 0, done.output
    people = (tmp_path / "dag" / "people.csv").read_text("utf-8-sig")
    assert people == "naam;organisatie;lid\nAnna Smit;;\nCarla Vos;Ede;Wonen\n"
