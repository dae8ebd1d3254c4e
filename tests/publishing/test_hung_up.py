"""Door signs say what is in a room and when it is free; attendance lists say who is expected, and no address."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from openpyxl import load_workbook
from pypdf import PdfReader

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.publishing.exports import pdf, word, workbook
from scheduler.publishing.exports.attendance import BLANK, attendance
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.signs import signs
from scheduler.text.language import Language
from tests.support.papers import paper_of, papers
from tests.support.small import day
from tests.support.word_files import grid, is_sound, lines, opened

ROOMS: dict[str, dict[str, Any]] = {
    "Grote zaal": {"consists_of": ("Zaal 1", "Zaal 2")},
    "Zaal 1": {"short": "Links", "building": "Stadhuis"},
    "Zaal 2": {"closed": ["15:00-20:00"]},
    "Kelder": {},
}


def conference() -> Conference:
    return day(
        rooms=ROOMS,
        groups={
            "Wonen": {"chair": ["Anna"], "member": ["Bob"], "interested": ["Dirk"]},
            "Zorg": {"chair": ["Carla"], "member": ["Bob"]},
        },
        people={"Anna": {"organisation": "Ede"}, "Eva": {"organisation": "Delft"}},
        sessions={
            "Opening": {"kind": "plenary", "minutes": 60},
            "Wonen": {"groups": ["Wonen"], "minutes": 60, "speakers": ["Eva"]},
            "Zorg": {"groups": ["Zorg"], "minutes": 60},
            "Pauze": {"kind": "break", "minutes": 30, "needs_room": False},
        },
    )


PLACED = "Opening 9:00 Grote zaal; Wonen 10:10 Zaal 1; Zorg 10:10 Zaal 2; Pauze 11:10"


def paper() -> Document:
    return paper_of(conference(), PLACED)


def test_a_sign_says_what_is_in_the_room_when_and_when_it_is_free_or_closed() -> None:
    found = {
        sign["name"]: [(row["hours"], row["name"], row["details"]) for row in sign["rows"]]
        for sign in signs(paper())["signs"]
    }
    wonen = ["Voorzitter: Anna (Ede)", "Spreker: Eva (Delft)"]
    assert found == {
        "Grote zaal": [
            ("9.00–10.00", "Opening", []),
            ("10.10–11.10", "Wonen", ["Zaal 1 (Links)", *wonen]),
            ("10.10–11.10", "Zorg", ["Zaal 2", "Voorzitter: Carla"]),
            ("11.10–15.00", "Vrij", []),
            ("15.00–17.00", "Gesloten", []),
        ],
        "Zaal 1": [
            ("9.00–10.00", "Opening", ["Grote zaal"]),
            ("10.10–11.10", "Wonen", wonen),
            ("11.10–17.00", "Vrij", []),
        ],
        "Zaal 2": [
            ("9.00–10.00", "Opening", ["Grote zaal"]),
            ("10.10–11.10", "Zorg", ["Voorzitter: Carla"]),
            ("11.10–15.00", "Vrij", []),
            ("15.00–17.00", "Gesloten", []),
        ],
    }


def test_on_a_list_stands_who_is_expected_with_who_leads_first_and_lines_for_others() -> None:
    found = {one["name"]: [tuple(person.values()) for person in one["people"]] for one in attendance(paper())["lists"]}
    assert found == {
        "Opening": [
            (name, {"Anna": "Ede", "Eva": "Delft"}.get(name, ""), "")
            for name in ("Anna", "Bob", "Carla", "Dirk", "Eva")
        ],
        # Bob is a member of both groups at one time, and goes to the first.
        "Wonen": [
            ("Anna", "Ede", "voorzitter"),
            ("Eva", "Delft", "spreker"),
            ("Bob", "", "lid"),
            ("Dirk", "", "belangstellende"),
        ],
        "Zorg": [("Carla", "", "voorzitter")],
    }
    data = word.write_attendance(paper())
    assert grid(data, 1)[1] == ["Naam", "Organisatie", "Rol", "Handtekening"]
    assert len(grid(data, 1)) == 2 + 4 + BLANK
    assert is_sound(data)


def pages(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def test_each_room_and_each_session_has_a_page_of_its_own() -> None:
    printed = pages(pdf.write_signs(paper()))
    assert [name in page for name, page in zip(("Grote zaal", "Zaal 1", "Zaal 2"), printed, strict=True)] == [True] * 3
    assert "10.10–11.10 Wonen Voorzitter: Anna (Ede)" in printed[1]
    lists = pages(pdf.write_attendance(paper()))
    assert [page.split(" ", 3)[3].partition(" ")[0] for page in lists] == ["Opening", "Wonen", "Zorg"]
    assert "Anna Ede voorzitter" in lists[1]
    breaks = [p.text for p in opened(word.write_signs(paper())).paragraphs if p.style and p.style.name == "Heading 1"]
    assert breaks == ["Grote zaal", "Zaal 1", "Zaal 2"]


def test_a_sign_has_the_code_of_the_page_where_the_day_has_one() -> None:
    with_page = paper_of(conference().model_copy(update={"website": "https://g40.example/dag"}), PLACED)
    assert "https://g40.example/dag/programme.html" in pages(pdf.write_signs(with_page))[0]
    hung = opened(word.write_signs(with_page))
    assert len(hung.inline_shapes) == 3
    assert hung.inline_shapes[0]._inline.docPr.get("descr") == "QR-code: https://g40.example/dag/programme.html"
    assert len(opened(word.write_signs(paper())).inline_shapes) == 0


def test_no_address_of_anybody_stands_on_what_is_hung_up() -> None:
    people = tuple(p.model_copy(update={"email": "iemand@ede.example"}) for p in conference().people)
    groups = tuple(group.model_copy(update={"secretaries": ("wonen@g40.example",)}) for group in conference().groups)
    known = conference().model_copy(update={"people": people, "groups": groups})
    known_paper = paper_of(known, PLACED)
    assert "@" not in json.dumps([signs(known_paper), attendance(known_paper)])


@pytest.mark.parametrize("write", [word.write_signs, word.write_attendance, pdf.write_signs, pdf.write_attendance])
def test_the_same_day_gives_the_same_bytes_and_an_empty_day_a_page(write: object) -> None:
    assert callable(write)
    assert write(paper()) == write(paper())
    assert write(document(day(sessions={}), Programme(()), Language.of("nl")))


@given(papers())
def test_whatever_people_wrote_can_be_hung_up(given_paper: Document) -> None:
    door, lists = word.write_signs(given_paper), word.write_attendance(given_paper)
    assert is_sound(door)
    assert is_sound(lists)
    titles = {" ".join(one["name"].split()) for one in attendance(given_paper)["lists"]}
    assert len(titles) <= len(lines(lists))


def test_the_lists_as_a_workbook_have_a_row_for_everybody_who_is_expected() -> None:
    data = workbook.write_attendance(paper())
    head, *rows = load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    assert head == ("Titel", "Tijd", "Zaal", "Naam", "Organisatie", "Rol", "Handtekening")
    assert [(row[0], row[3], row[5]) for row in rows][4:] == [
        ("Opening", "Eva", None),
        ("Wonen", "Anna", "voorzitter"),
        ("Wonen", "Eva", "spreker"),
        ("Wonen", "Bob", "lid"),
        ("Wonen", "Dirk", "belangstellende"),
        ("Zorg", "Carla", "voorzitter"),
    ]
    assert data == workbook.write_attendance(paper())


def test_addresses_and_the_picture_of_one_can_be_clicked_on() -> None:
    conference_with_page = conference().model_copy(update={"website": "https://netwerk.example/dag"})
    document_ = opened(word.write_signs(paper_of(conference_with_page, PLACED)))
    body = document_.element.body
    address = "https://netwerk.example/dag/programme.html"
    ways = [way.get(qn("r:id")) for tag in ("w:hyperlink", "a:hlinkClick") for way in body.iter(qn(tag))]
    assert len(ways) == 2 * 3
    assert {document_.part.rels[way].target_ref for way in ways} == {address}
    assert ["".join(text.text or "" for text in way.iter(qn("w:t"))) for way in body.iter(qn("w:hyperlink"))] == [
        address
    ] * 3
