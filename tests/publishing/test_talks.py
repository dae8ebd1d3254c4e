"""Talks of a track in every form: one cell for a room and a round, with the track's name and its talks in order."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from functools import cache

from openpyxl import load_workbook

from scheduler.api import outputs as api
from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement, Programme
from scheduler.publishing.exports import html, markdown, pdf, schedule_json, workbook
from scheduler.publishing.exports.booklet_values import GridSheets
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.grid import grids
from scheduler.publishing.exports.pdf.personal import pages
from scheduler.text.language import Language
from tests.support.small import day, placed

DIJKEN, POMPEN, BOMEN = "Dijken langs de Maas", "Pompen", "Bomen"


@cache
def conference() -> tuple[Conference, Programme]:
    two_tracks = day(
        sessions={
            DIJKEN: {"track": "Water", "slots": 2, "speakers": ["Anna Bos", "Bob Smit"]},
            POMPEN: {"track": "Water", "speakers": ["Carla de Vries"]},
            BOMEN: {"track": "Groen", "speakers": ["Dirk Jansen"]},
            "Lunch": {"kind": "break", "needs_room": False},
        },
        tracks={"Water": {"chairs": ["Eva Prins"]}, "Groen": {}},
        rounds=["9:00-10:00", "11:00-12:00"],
        slots=3,
    )
    words = f"{DIJKEN} 9:20 Zaal 1; {POMPEN} 9:00 Zaal 1; {BOMEN} 11:40 Zaal 2; Lunch 10:00"
    return two_tracks, placed(two_tracks, words)


def paper(language: str = "nl") -> Document:
    return document(*conference(), Language.of(language))


def test_a_block_is_one_cell_as_long_as_its_round_with_its_talks_in_order() -> None:
    (grid,) = grids(*conference())
    water, lunch, groen = grid.cells
    assert (water.placement.session.title, water.placement.span) == ("Water", Span(540, 600))
    assert [talk.session.name for talk in water.talks] == [POMPEN, DIJKEN]
    assert (groen.placement.session.title, groen.placement.span, groen.column) == ("Groen", Span(660, 720), 1)
    assert (lunch.talks, lunch.columns) == ((), 2)


def test_a_room_with_talks_of_two_tracks_names_both() -> None:
    two, _ = conference()
    (grid,) = grids(two, placed(two, f"{POMPEN} 9:00 Zaal 1; {BOMEN} 9:20 Zaal 1"))
    (cell,) = grid.cells
    assert cell.placement.session.title == "Water / Groen"


def test_a_talk_outside_the_rounds_stands_as_itself() -> None:
    two, _ = conference()
    (grid,) = grids(two, placed(two, f"{POMPEN} 10:20 Zaal 1"))
    assert [(cell.placement.session.name, cell.talks) for cell in grid.cells] == [(POMPEN, ())]


def test_the_page_has_the_track_and_links_to_each_talk() -> None:
    page = html.write(paper()).decode()
    (block,) = re.findall(r'<td class="plain block".*?</td>', page.split("<tbody>")[1], re.DOTALL)
    assert " ".join(re.sub(r"<[^>]*>", " ", block).split()) == (
        "Water 9.00–10.00 9.00 Pompen Carla de Vries 9.20 Dijken langs de Maas Anna Bos, Bob Smit"
    )
    numbers = re.findall(r'<li data-s="([0-9]+)">', block)
    assert len(numbers) == 2
    assert all(f'<li class="plain" data-s="{number}"' in page for number in numbers)  # the list by time has it too
    assert page.count("<dt>Spoor</dt>") == 3


def test_markdown_and_the_workbook_have_the_talks_in_the_cell() -> None:
    assert "| Water: 9.00 Pompen · Carla de Vries; 9.20 Dijken langs de Maas · Anna Bos, Bob Smit |" in (
        markdown.write(paper()).decode()
    )
    book = load_workbook(io.BytesIO(workbook.write(paper())))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert "Water\n9.00–10.00\n9.00 Pompen\nCarla de Vries\n9.20 Dijken langs de Maas\nAnna Bos, Bob Smit" in cells
    heads = [cell.value for cell in book.worksheets[1][1]]
    assert [row[heads.index("Spoor")].value for row in book.worksheets[1].iter_rows(min_row=2)] == [
        "Water",
        "Water",
        None,
        "Groen",
    ]


def test_many_rooms_are_a_list_of_blocks_in_markdown() -> None:
    rooms: dict[str, dict[str, object]] = {f"Zaal {number}": {} for number in range(1, 12)}
    talks = {f"Praatje {number}": {"track": "Water"} for number in range(1, 12)}
    wide = day(sessions=talks, tracks={"Water": {}}, rooms=rooms, rounds=["9:00-10:00"], slots=3)
    programme = Programme(
        tuple(Placement(talk, 560, room) for talk, room in zip(wide.sessions, wide.rooms, strict=True))
    )
    text = markdown.write(document(wide, programme, Language.of("nl"))).decode()
    assert "- Water · 9.00–10.00 · Zaal 1\n  - 9.20 Praatje 1\n- Water · 9.00–10.00 · Zaal 2\n" in text


def test_the_booklet_has_the_talks_in_the_cell_and_a_text_for_each() -> None:
    shown = paper()
    (day_page,) = shown.day_pages
    cells = GridSheets(shown).day(day_page)["bands"][0]["cells"]
    assert [(cell["title"], [(t["start"], t["title"], t["speakers"]) for t in cell["talks"]]) for cell in cells] == [
        ("Water", [("9.00", POMPEN, "Carla de Vries"), ("9.20", DIJKEN, "Anna Bos en Bob Smit")]),
        ("Lunch", []),
        ("Groen", [("11.40", BOMEN, "Dirk Jansen")]),
    ]
    assert pdf.write(shown).startswith(b"%PDF")
    led = {session_text.title: session_text.led for session_text in shown.session_texts}
    assert led[POMPEN] == (("Spoor", "Water"), ("Voorzitter", "Eva Prins"), ("Spreker", "Carla de Vries"))


def test_the_own_page_and_the_calendar_of_who_presents_name_the_track() -> None:
    shown = paper()
    two, programme = conference()
    carla = next(person for person in two.people if person.name == "Carla de Vries")
    (own_pages,) = pages(shown, [carla])
    (of_day,) = own_pages["days"]
    own = [item for item in of_day["items"] if item["own"]]
    assert [(item["title"], item["track"], item["hours"]) for item in own] == [(POMPEN, "Water", "9.00–9.20")]
    now = datetime(2023, 1, 20, 9, 30, tzinfo=UTC)
    calendar = api.calendar(two, programme, Language.of("nl"), now, person=carla).decode().replace("\r\n ", "")
    assert "Spoor: Water\\nVoorzitter: Eva Prins\\nSpreker: Carla de Vries" in calendar


def test_a_schedule_for_apps_has_the_tracks() -> None:
    content = json.loads(schedule_json.write(paper()))["schedule"]["conference"]
    assert [track["name"] for track in content["tracks"]] == ["Water", "Groen"]
    events = [event for rooms in content["days"][0]["rooms"].values() for event in rooms]
    assert {event["title"]: event["track"] for event in events} == {
        DIJKEN: "Water",
        POMPEN: "Water",
        BOMEN: "Groen",
        "Lunch": None,
    }
