"""Lists as secretaries have them, dropped on an empty day: one person is one, and what is not read is said first."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.files import read
from tests.web.test_data import Visit
from tests.web.test_dropped import a_list, drop, sent


@pytest.fixture
def empty(tmp_path: Path) -> Visit:
    visit = Visit(tmp_path / "dag", {"day.yaml": "titel: Netwerkdag\ndatum: 10 februari 2023\ntaal: nl\n"})
    (visit.folder / "programme.json").unlink()
    return visit


def take(visit: Visit, address: str, **more: list[str]) -> None:
    answer = visit.browser.post(address, sent(visit, "take", **more))
    assert answer.status_code == 303, unescape(answer.text)


MEMBERS = (
    ("Naam", None, "Gemeente", "Functie", "Groepen", "Bijzonderheden"),
    ("Depla, Paul", None, "Breda", "burgemeester", "Wonen", "komt om 11.30 uur; vertrekt om 13.00 uur"),
    ("Dhr. Gerritsen, Arjen", None, "Almelo", "wethouder", "Zorg", None),
    ("Jonge, mevr. Froukje de", None, "Almere", None, "Wonen", "komt misschien later"),
    ("dr. A. de Vries", None, "Ede", None, "Zorg", None),
    ("Boer, Jan Peter de", "zie mail", "Ede", None, "Zorg", None),
)
GROUPS = (
    ("Groep", None, "Leiding", None, "Duur", "Opmerking"),
    ("Themagroep", "Pijler", "Voorzitter", "Vice-voorzitter", "(min)", None),
    ("Wonen", "Fysiek", "Paul Depla", "A. de Vries", 60, None),
    ("Zorg", "Sociaal", "Arjen Gerritsen", "Froukje de Jonge", 45, "vergadert niet"),
    ("Sociaal", None, None, None, 60, None),
)


def groups(folder: Path) -> bytes:
    book = Workbook()
    (sheet,) = book.worksheets
    sheet.title = "Themagroepen"
    for row in GROUPS:
        sheet.append(row)
    sheet.merge_cells("C1:D1")
    book.save(path := folder / "groepen.xlsx")
    return path.read_bytes()


@pytest.mark.parametrize("groups_first", [True, False])
def test_one_person_is_one_however_two_lists_write_the_name(
    empty: Visit, tmp_path: Path, *, groups_first: bool
) -> None:
    lists = [("groepen.xlsx", groups(tmp_path)), ("leden.xlsx", a_list(tmp_path, "Leden", *MEMBERS))]
    for name, data in lists if groups_first else lists[::-1]:
        address, page = drop(empty, name, data)
        if name == "leden.xlsx":
            assert '"Depla, Paul"' in page
            assert "omgedraaid" in page
            assert "de aanhef (Dhr., Mevr.) weggelaten" in page
        take(empty, address)
    conference = read(empty.folder).conference
    names = {person.name for person in conference.everybody}
    titled = {"dr. A. de Vries", "A. de Vries"}
    assert names - titled == {"Paul Depla", "Arjen Gerritsen", "Froukje de Jonge", "Jan Peter de Boer"}
    assert len(names & titled) == 1
    chairs = {seat.person.name: str(seat.person.organisation) for group in conference.groups for seat in group.seats}
    assert chairs["Paul Depla"] == "Breda"
    assert {group.name: str(group.kind) for group in conference.groups} == {
        "Wonen": "theme group",
        "Zorg": "theme group",
        "Fysiek": "pillar",
        "Sociaal": "pillar",
    }


def test_groups_with_their_duration_under_two_headings_meet(empty: Visit, tmp_path: Path) -> None:
    address, page = drop(empty, "groepen.xlsx", groups(tmp_path))
    assert "Onderdelen: 2 nieuw" in page
    take(empty, address)
    sessions = read(empty.folder).conference.sessions
    assert {(session.name, session.minutes) for session in sessions} == {("Wonen", 60), ("Sociaal", 60)}


def test_hours_in_remarks_are_read_and_what_is_not_is_said_unfolded(empty: Visit, tmp_path: Path) -> None:
    address, page = drop(empty, "leden.xlsx", a_list(tmp_path, "Leden", *MEMBERS))
    shown = page[page.index("komt niet in de dag") :]
    for left in ("komt misschien later", '"Functie"', "zie mail"):
        assert left in shown[: shown.index("</ul>")]
    take(empty, address)
    depla = next(person for person in read(empty.folder).conference.everybody if person.name == "Paul Depla")
    (while_present,) = depla.present or ()
    assert (while_present.start % 1440, while_present.end % 1440) == (690, 780)


def test_a_room_that_is_taken_for_a_while_is_closed(empty: Visit, tmp_path: Path) -> None:
    rows = (("Zaal", "Plaatsen", "Opmerking"), ("Zaal 4", 50, "tot 11.30 uur bezet"), ("Zaal 5", 50, "met beamer"))
    address, page = drop(empty, "zalen.xlsx", a_list(tmp_path, "Zalen", *rows))
    assert "met beamer" in page[page.index("komt niet in de dag") :]
    take(empty, address)
    assert "gesloten: 0:00–11:30" in empty.day


def test_what_may_be_two_people_or_nearly_another_is_asked(empty: Visit, tmp_path: Path) -> None:
    first = (("Naam", "Gemeente"), ("Reinier Mulderij", "Haarlem"), ("Anna de Wit", "Ede"), ("Bob Kok", "Ede"))
    take(empty, drop(empty, "leden.xlsx", a_list(tmp_path, "Leden", *first))[0])
    late = (("Naam", "Gemeente"), ("Reinier Muldery", "Haarlem"), ("Bos Smit, Anna Maria", "Ede"), ("Iris Vos", "Ede"))
    address, page = drop(empty, "nagekomen.xlsx", a_list(tmp_path, "Leden", *late))
    assert 'In de lijst staat "Reinier Muldery", en in de dag staat "Reinier Mulderij".' in page
    assert 'In de lijst staat "Bos Smit, Anna Maria". Hoe heet deze persoon?' in page
    assert re.search(r'class="main" name="act" value="(take|look)"', page)  # some way to go on
    asked = {"q__about": ["same", "list"], "q__was": ["", ""], "q__answer": ["Reinier Mulderij", "typed"]}
    what = ["Reinier Muldery", 'What is the name of whom the list calls "Bos Smit, Anna Maria"?']
    take(empty, address, q__what=what, **asked)
    names = {person.name for person in read(empty.folder).conference.everybody}
    assert names == {"Reinier Mulderij", "Anna de Wit", "Bob Kok", "Bos Smit, Anna Maria", "Iris Vos"}


def test_guests_are_a_list_and_an_order_of_lunches_is_nothing(empty: Visit, tmp_path: Path) -> None:
    rows = (("Gast", "Organisatie", "Aanwezig"), ("Mevr. Mirjam Visscher", "EZK", None))
    address, page = drop(empty, "gasten.xlsx", a_list(tmp_path, "Gasten", *rows))
    assert "taken.yaml" not in page
    take(empty, address)
    assert [(guest.name, guest.guest) for guest in read(empty.folder).conference.everybody] == [
        ("Mirjam Visscher", True)
    ]
    order = (("Artikel", "Prijs", "Aantal"), ("Koffie", "2,50", 200), ("Broodje", "4,00", 180))
    _, page = drop(empty, "bestelling.xlsx", a_list(tmp_path, "Sheet", *order))
    assert "staat niets dat netday voor een dag kent" in page
    _, page = drop(empty, "uitnodiging.pdf", b"%PDF-1.4")
    assert "Gelezen als" not in page
    assert "is geen bestand dat hier ingelezen kan worden" in page


def test_first_names_and_surnames_may_stand_apart(empty: Visit, tmp_path: Path) -> None:
    rows = (
        ("Voornaam", "Tussenvoegsel", "Achternaam", "Gemeente"),
        ("Anna", "de", "Wit", "Ede"),
        ("Bob", None, "Kok", "Ede"),
    )
    take(empty, drop(empty, "leden.xlsx", a_list(tmp_path, "Leden", *rows))[0])
    assert {person.name for person in read(empty.folder).conference.everybody} == {"Anna de Wit", "Bob Kok"}


def test_who_leads_two_groups_is_one_row(empty: Visit, tmp_path: Path) -> None:
    rows = (("Themagroep", "Voorzitter"), ("Wonen", "Adam Vos"), ("Zorg", "Adam Vos"))
    address, page = drop(empty, "groepen.xlsx", a_list(tmp_path, "Themagroepen", *rows))
    assert "Mensen: 1 nieuw" in page
    take(empty, address)
    page = empty.get("/")
    assert "Maak van elke groep een bijeenkomst" in page
    assert empty.browser.post("/gegevens/meet", sent(empty, "", minutes=["x"])).status_code == 422
    assert empty.browser.post("/gegevens/meet", sent(empty, "", minutes=["45"])).status_code == 303
    conference = read(empty.folder).conference
    assert {(session.name, session.minutes) for session in conference.sessions} == {("Wonen", 45), ("Zorg", 45)}
    rooms = a_list(tmp_path, "Zalen", ("Zaal", "Plaatsen"), ("Zaal 1", 40))
    take(empty, drop(empty, "zalen.xlsx", rooms)[0])
    assert 'href="/gegevens/rounds" aria-describedby="first-next"' in empty.get("/")
