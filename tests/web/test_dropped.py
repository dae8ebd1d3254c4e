"""A file dropped on the desk: nothing is written before somebody has seen what it would change and takes it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scheduler.files import read
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.workbook.tables import of_files
from scheduler.files.workbook.write import write_workbook
from tests.support.browser import SAME
from tests.support.desk_days import DAY, FILES, bytes_of
from tests.support.word_tables import word
from tests.web.test_data import Visit

SIGN_UPS = """\
Tijdstempel;Naam;Gemeente;Welke themagroepen bezoekt u?
1-2-2023 09:00;Anna Bos;Delft;Zorg
1-2-2023 09:01;Jan Nieuw;Ede;Wonen, Zrg
1-2-2023 09:02;Piet Laat;Ede;Energie
"""


@pytest.fixture
def anna(tmp_path: Path) -> Visit:
    return Visit(tmp_path / "dag")


def drop(anna: Visit, name: str, data: bytes) -> tuple[str, str]:
    """The address of the review, and what it says."""
    before = bytes_of(anna.folder)
    answer = anna.browser.post("/gegevens/file", headers=SAME, files={"file": (name, data)})
    assert answer.status_code == 303
    address = answer.headers["location"]
    page = anna.get(address)
    assert bytes_of(anna.folder) == before
    return address, page


def sent(anna: Visit, act: str, **more: list[str]) -> dict[str, str | list[str]]:
    return {"act": act, "version": anna.desk.workspace.state().version} | {
        key.replace("__", "."): texts for key, texts in more.items()
    }


def workbook(anna: Visit, folder: Path, **cells: str | int) -> bytes:
    """That of the day, with other values in some cells of the sheet of rooms."""
    state = anna.desk.workspace.state()
    assert state.instance
    path = folder / "dag.xlsx"
    path.write_bytes(write_workbook(of_files(DayFiles.of(anna.folder), state.instance.conference)))
    book = load_workbook(path)
    for cell, value in cells.items():
        book["Zalen"][cell] = value
    book.save(path)
    return path.read_bytes()


def test_a_workbook_shows_its_differences_and_is_taken_and_taken_back(anna: Visit, tmp_path: Path) -> None:
    address, page = drop(anna, "dag.xlsx", workbook(anna, tmp_path, B2=55))
    assert 'Zalen!B2: Zaal 1, plaatsen: "40" → "55"' in page
    answer = anna.browser.post(address, sent(anna, "take"))
    assert answer.status_code == 303
    assert anna.day == DAY.replace("plaatsen: 40", "plaatsen: 55")
    assert "dag.xlsx ingelezen." in anna.get(answer.headers["location"])
    anna.desk.workspace.undo()
    assert anna.day == DAY
    assert anna.browser.get(address).status_code == 303  # it is gone


def test_a_workbook_with_faults_names_their_cells_and_nothing_is_taken(anna: Visit, tmp_path: Path) -> None:
    address, page = drop(anna, "dag.xlsx", workbook(anna, tmp_path, B2="veel"))
    assert "dag.xlsx, Zalen!B2" in page
    assert ">Overnemen<" not in page
    assert anna.browser.post(address, sent(anna, "take")).status_code == 200
    assert anna.browser.post(address, sent(anna, "leave")).headers["location"] == "/gegevens"
    assert bytes_of(anna.folder)["day.yaml"] == DAY.encode()


def test_who_changes_the_day_meanwhile_makes_the_differences_be_shown_again(anna: Visit, tmp_path: Path) -> None:
    address, _ = drop(anna, "dag.xlsx", workbook(anna, tmp_path, B2=55))
    version = anna.desk.workspace.state().version
    (anna.folder / "day.yaml").write_text(DAY.replace("plaatsen: 20", "plaatsen: 21"), "utf-8")
    answer = anna.browser.post(address, {"act": "take", "version": version})
    assert answer.status_code == 412
    assert 'plaatsen: "21" → "20"' in unescape(answer.text)


def test_sign_ups_are_reviewed_question_by_question(anna: Visit) -> None:
    address, page = drop(anna, "aanmeldingen.csv", SIGN_UPS.encode())
    assert "3 rijen gelezen, 3 gebruikt: 3 deelnemers, 4 wensen" in page
    assert 'Welke groep is "Zrg"?' in page
    assert 'name="q.answer" value="Zorg"' in page  # what is likely stands there
    asked = {"q__about": ["column", "name"], "q__what": ["Welke themagroepen bezoekt u?", "Zrg"], "q__was": ["", ""]}
    answers = asked | {"q__answer": ["interested", "Zurg en zo"]}
    answer = anna.browser.post(address, sent(anna, "take", **answers))
    assert answer.status_code == 422
    assert re.search(r'value="Zurg en zo"[^>]*aria-invalid="true"', answer.text)
    answer = anna.browser.post(address, sent(anna, "take", **(asked | {"q__answer": ["interested", "Zorg"]})))
    assert answer.status_code == 303
    assert b"Jan Nieuw;Ede;belangstellend;belangstellend" in (anna.folder / "people.csv").read_bytes()
    assert (anna.folder / ".netday" / "import.yaml").is_file()
    assert anna.desk.workspace.entries()[0].sentence == "aanmeldingen.csv ingelezen."
    anna.desk.workspace.undo()
    assert bytes_of(anna.folder)["people.csv"] == FILES["people.csv"].encode()
    _, page = drop(anna, "nog eens.csv", SIGN_UPS.encode())
    assert 'name="q.what" value="Zrg"' not in page  # it is remembered


def test_a_programme_in_word_asks_which_session_a_title_is(anna: Visit, tmp_path: Path) -> None:
    rows = [["", "Zaal 1", "Zaal 2"], ["10.00 – 11.00", "Zorg", "Wonen"], ["11.15 – 12.15", "Energie", "Eurpa"]]
    path = word(tmp_path / "programma.docx", "Netwerkdag 10 februari 2023", rows)
    address, page = drop(anna, "programma.docx", path.read_bytes())
    assert 'Welk onderdeel is "Eurpa"' in page
    assert 'name="q.answer" value="Europa"' in page
    answers = {"q__about": ["title"], "q__what": ["Eurpa"], "q__was": [""], "q__answer": ["Europa"]}
    assert anna.browser.post(address, sent(anna, "take", **answers)).status_code == 303
    rooms = {place.session.name: str(place.room) for place in anna.desk.workspace.state().placed.placements}
    assert (rooms["Wonen"], rooms["Zorg"], rooms["Europa"]) == ("Zaal 2", "Zaal 1", "Zaal 2")


def test_a_list_of_people_takes_the_place_of_the_one_that_is_there(anna: Visit) -> None:
    news = FILES["people.csv"].replace("Iris Idema;Emmen", "Iris Idema;Assen")
    address, page = drop(anna, "people.csv", news.encode())
    assert 'organisatie: "Emmen" → "Assen"' in page
    assert anna.browser.post(address, sent(anna, "take")).status_code == 303
    assert (anna.folder / "people.csv").read_bytes() == news.encode()


def test_what_is_nothing_of_a_day_is_said_to_be_that(anna: Visit) -> None:
    for name, data in (
        ("foto.jpg", b"\xff\xd8"),
        ("leeg.csv", b""),
        ("x.xlsx", b"PK nonsense"),
        ("../../x.docx", b"no"),
    ):
        address, page = drop(anna, name, data)
        assert "Zo is het niet in te lezen" in page
        assert anna.browser.post(address, sent(anna, "take")).status_code == 200
    assert anna.browser.post("/gegevens/file", headers=SAME).status_code == 303
    assert anna.browser.get("/gegevens/file/nothing").status_code == 303


def test_the_day_is_offered_as_a_workbook_that_can_be_dropped_again(anna: Visit) -> None:
    page = anna.get("/gegevens")
    assert 'href="/gegevens/werkmap.xlsx"' in page
    assert 'href="/gegevens/werkmap-leeg.xlsx"' in page
    data = anna.browser.get("/gegevens/werkmap.xlsx")
    assert data.headers["content-disposition"].endswith("Netwerkdag%20-%20gegevens.xlsx")
    _, same = drop(anna, "dag.xlsx", data.content)
    assert "In de dag staat al hetzelfde. Er is niets over te nemen." in same
    assert anna.browser.get("/gegevens/werkmap-leeg.xlsx").content[:2] == b"PK"


def a_list(folder: Path, title: str, *rows: tuple[str | int | None, ...]) -> bytes:
    book = Workbook()
    (sheet,) = book.worksheets
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path := folder / "lijst.xlsx")
    return path.read_bytes()


def test_a_list_of_rooms_is_one_and_adds_to_those_of_the_day(anna: Visit, tmp_path: Path) -> None:
    rooms = a_list(tmp_path, "Blad1", ("Zaal", "Plaatsen"), ("Zaal 2", 25), ("Gravenzaal", 250))
    address, page = drop(anna, "zalen.xlsx", rooms)
    assert "lijsten met zalen, groepen, mensen of bijeenkomsten. Er is nog niets" in page
    assert "Zalen: 1 nieuw, 1 veranderd." in page
    answer = anna.browser.post(address, sent(anna, "take"))
    assert "zalen.xlsx ingelezen: 1 nieuw, 1 veranderd." in anna.get(answer.headers["location"])
    rooms_now = {room.name: room.capacity for room in read(anna.folder).conference.rooms}
    assert rooms_now == {"Zaal 1": 40, "Zaal 2": 25, "Zaal 3": None, "Gravenzaal": 250}
    anna.desk.workspace.undo()
    assert anna.day == DAY


def test_a_list_of_members_keeps_every_membership_and_asks_of_groups_that_nobody_knows(
    anna: Visit, tmp_path: Path
) -> None:
    members = a_list(
        tmp_path,
        "Leden",
        ("Naam", "Gemeente", "Groepen", "Belangstelling", "Gaat"),
        ("Anna Bos", "Delft", "Europa; Wonen", None, None),
        ("Jan Nieuw", "Ede", "Zorg, Jeugd en Onderwijs (voorzitter); Energie", "Europa", "13:00"),
    )
    address, page = drop(anna, "ledenlijst.xlsx", members)
    assert 'De groep "Zorg, Jeugd en Onderwijs" bestaat niet' in page
    assert 'De groep "Europa"' not in page
    answers = {
        "q__about": ["group"],
        "q__what": ["Zorg, Jeugd en Onderwijs"],
        "q__was": [""],
        "q__answer": ["new"],
    }
    taken = anna.browser.post(address, sent(anna, "take", **answers))
    assert taken.status_code == 303
    assert [group.name for group in read(anna.folder).conference.groups][-1] == "Zorg, Jeugd en Onderwijs"
    people = (anna.folder / "people.csv").read_text("utf-8")
    assert re.search("^Anna Bos;Delft;voorzitter;;lid;lid", people, re.MULTILINE)
    assert re.search("^Jan Nieuw;Ede;;;lid;belangstellend;", people, re.MULTILINE)
    assert "13" in next(line for line in people.splitlines() if line.startswith("Jan Nieuw"))


def test_a_list_of_meetings_shows_what_it_changes_and_what_does_not_fit(anna: Visit, tmp_path: Path) -> None:
    rows = (
        ("Lunch", None, "12:15", 45, None, None),
        ("Pauze", None, "11:00", 15, None, None),
        ("Pauze", None, "14:15", 15, None, "Anna Bos, Bob Cent"),
        ("Slot", None, "25:70", 15, None, None),
    )
    meetings = a_list(
        tmp_path, "Bijeenkomsten", ("Bijeenkomst", "Groep", "Begin", "Minuten", "Zaal", "Sprekers"), *rows
    )
    _, page = drop(anna, "bijeenkomsten.xlsx", meetings)
    assert '"Pauze" staat er vaker in; een daarvan heet nu Pauze (14:15).' in page
    assert "Onderdelen, Slot: " in page
    assert "Anna Bos, Bob Cent" not in page[page.index("Onderdelen, Slot: ") :][:400]
    assert ">Overnemen<" not in page


ROOMS = (("Zaal", "Plaatsen"), ("Zaal 1", 40), ("Zaal 2", 20), ("Zaal 3", 20))
MEMBERS = (
    ("Naam", "Gemeente", "Groepen"),
    ("Anna Bos", "Delft", "Zorg, Jeugd en Onderwijs (voorzitter); Wonen"),
    ("Bob Cent", "Gouda", "Wonen; Energie"),
    ("Carla Dam", "Ede", "Energie"),
)
MEETINGS = (
    ("Bijeenkomst", "Groep", "Ronde", "Begin", "Minuten", "Zaal", "Sprekers"),
    ("Plenaire start", None, None, "9:30", 20, "Zaal 1", "Anna Bos, Jan Gast"),
    ("Wonen", "Wonen", "Ronde 1, Ronde 2", None, None, None, None),
    ("Zorg", "Zorg, Jeugd en Onderwijs", "Ronde 1, Ronde 2", None, None, None, None),
    ("Borrel", None, None, "16:00", 60, None, None),
)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_an_empty_day_is_made_of_lists_of_rooms_members_and_meetings(tmp_path: Path, order: tuple[int, ...]) -> None:
    empty = Visit(tmp_path / "dag", {"day.yaml": "# Onze dag.\ntitel: Netwerkdag\ndatum: 10 februari 2023\ntaal: nl\n"})
    lists = [a_list(tmp_path, name, *rows) for name, rows in (("Zalen", ROOMS), ("Leden", MEMBERS), ("Blad", MEETINGS))]
    hours = {"q__about": ["round"] * 2, "q__what": ["Ronde 1", "Ronde 2"], "q__was": ["", ""]}
    for number in order:
        address, page = drop(empty, "lijst.xlsx", lists[number])
        answers = {"q__about": ["group"], "q__what": ["Energie"], "q__was": [""], "q__answer": ["new"]}
        if number == 2:
            assert 'Van wanneer tot wanneer duurt de ronde "Ronde 2"?' in page
            unclear = empty.browser.post(
                address, sent(empty, "take", **hours, q__answer=["10:00–11:00", "na de lunch"])
            )
            assert unclear.status_code == 422
            assert 'value="na de lunch"' in unclear.text
            answers = hours | {"q__answer": ["10:00–11:00", "11.15 tot 12.15"]}
        assert empty.browser.post(address, sent(empty, "take", **answers)).status_code == 303
    conference = read(empty.folder).conference
    assert {room.name: room.capacity for room in conference.rooms} == {"Zaal 1": 40, "Zaal 2": 20, "Zaal 3": 20}
    assert {str(session.kind) for session in conference.held} == {"plenary", "theme group meeting", "drinks"}
    assert sorted(person.name for person in conference.everybody if person.guest) == ["Jan Gast"]
    (care,) = (group for group in conference.groups if group.name == "Zorg, Jeugd en Onderwijs")
    assert [seat.person.name for seat in care.seats] == ["Anna Bos"]
    assert empty.day.startswith("# Onze dag.\n")
    assert "\n  - {naam: Zaal 1, capaciteit: 40}\n" in empty.day


def test_a_name_of_a_list_that_nobody_knows_is_asked_where_others_are_known(anna: Visit, tmp_path: Path) -> None:
    rows = (("Vergadering", "Groep", "Zaal", "Sprekers"), ("Slot", "Euroopa", "Zaal 9", "Anna Bosch, Jan Gast"))
    address, page = drop(anna, "lijst.xlsx", a_list(tmp_path, "Bijeenkomsten", *rows))
    for question in ('De groep "Euroopa" bestaat', 'De zaal "Zaal 9" bestaat', 'niemand met de naam "Anna Bosch"'):
        assert question in page
    assert "Nieuw, als gast van de dag: Jan Gast." in page
    what = ["Euroopa", "Zaal 9", "Anna Bosch"]
    asked = {"q__about": ["group", "room", "person"], "q__what": what, "q__was": ["", "", ""]}
    answer = anna.browser.post(address, sent(anna, "take", **asked, q__answer=["Europa", "-", "Anna Bos"]))
    assert answer.status_code == 303
    slot = next(session for session in read(anna.folder).conference.sessions if session.title == "Slot")
    assert ([str(group) for group in slot.groups], slot.rooms) == (["Europa"], None)
    assert [person.name for person in slot.speakers] == ["Anna Bos", "Jan Gast"]


def test_a_fault_of_a_rule_that_stays_says_where_the_rule_is(anna: Visit, tmp_path: Path) -> None:
    data = workbook(anna, tmp_path)
    (tmp_path / "dag.xlsx").write_bytes(data)
    book = load_workbook(tmp_path / "dag.xlsx")
    del book["Regels"]
    book["Onderdelen"]["A6"] = "Welkom"
    book.save(tmp_path / "dag.xlsx")
    _, page = drop(anna, "dag.xlsx", (tmp_path / "dag.xlsx").read_bytes())
    assert "Opening" in page
    assert re.search('Een fout zonder cel .*<a href="/gegevens/rules">Regels</a>', page)
