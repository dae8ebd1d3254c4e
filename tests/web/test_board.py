"""Rooster: the grid is on the page, every move answers the new one, and who was too late is told what stands there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from scheduler.desk import Place, TakeOff
from scheduler.desk.acts import session_called
from scheduler.web.app import desk_app
from scheduler.web.desk import Desk
from scheduler.web.who import May, Visitor
from tests.support.browser import SAME, Browser
from tests.support.desk_days import DAY, FILES, a_folder, bytes_of, where

PART = {**SAME, "x-fragment": "1"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.of(a_folder(tmp_path), "nl")


@pytest.fixture
def browser(desk: Desk) -> Browser:
    return entered(desk)


def entered(desk: Desk, visitor: Visitor | None = None) -> Browser:
    browser = Browser(desk_app(desk, 8780))
    browser.get(f"/enter?key={desk.doors.key() if visitor is None else desk.doors.invite(visitor)}")
    return browser


def send(browser: Browser, act: dict[str, Any], version: str, **more: str) -> httpx.Response:
    return browser.post("/board/do", {"act": json.dumps(act), "version": version, **more}, PART)


def words(answer: httpx.Response) -> str:
    found = re.search(r'data-words="([^"]*)"', answer.text)
    assert found
    return found[1]


def test_a_talk_tells_its_track_and_has_its_colour(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(
        """title: Congres
date: 12 maart 2027
rooms: [{name: Zaal 1}, {name: Zaal 2}]
rounds: [{name: Ochtend, time: "9:00-10:00", slots: 2}]
tracks: [{name: Water}, {name: Energie}]
sessions:
  - {title: Dijken, track: Water, slots: 1}
  - {title: Regen, track: Water, slots: 1}
  - {title: Zon, track: Energie, slots: 1}
""",
        "utf-8",
    )
    desk = Desk.of(tmp_path, "nl")
    browser = entered(desk)
    send(browser, {"act": "place", "session": "Dijken", "start": 540, "room": "Zaal 1"}, desk.workspace.state().version)
    page = browser.get("/").text
    assert "9.00–9.30 · Water</span>" in page
    assert "9.00–9.30 · Zaal 1 · Water</span>" in page
    assert '<span class="hours">Energie</span>' in page  # off the grid
    colours = {name: set(re.findall(rf'class="session (tone-\d)[^>]*data-session="{name}"', page)) for name in TALKS}
    assert len(colours["Dijken"]) == 1
    assert colours["Dijken"] == colours["Regen"] != colours["Zon"]


TALKS = ("Dijken", "Regen", "Zon")
WONEN_LATER = {"act": "place", "session": "Wonen", "start": 795, "room": "Zaal 2"}


def test_the_page_shows_the_grid_its_judgement_and_no_word_of_a_script_in_it(desk: Desk, browser: Browser) -> None:
    page = browser.get("/").text
    assert '<html lang="nl">' in page
    assert f'data-version="{desk.workspace.state().version}"' in page
    for text in (
        "Rooster",
        "Ongedaan maken",
        "Zaal 3",
        "11.15",
        "Opening",
        "Elk onderdeel heeft een plaats.",
        "Oordeel",
    ):
        assert text in page
    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", page)  # our own policy would stop it
    assert page.count('data-session="Wonen"') == 2  # in the grid, and in the list of a telephone


def test_a_move_is_written_and_answers_the_new_grid_and_a_sentence(desk: Desk, browser: Browser) -> None:
    answer = send(browser, WONEN_LATER, desk.workspace.state().version)
    state = desk.workspace.state()
    assert (answer.status_code, where(state, "Wonen")) == (200, ("13.15", "Zaal 2"))
    assert answer.text.startswith('<div id="board"')
    assert f'data-version="{state.version}"' in answer.text
    assert words(answer).startswith("Wonen staat nu om 13.15 in Zaal 2. ")
    assert "Wonen staat nu om 13.15 in Zaal 2." in browser.get("/").text  # what undo takes back


def test_who_saw_another_grid_gets_the_one_of_now_and_nothing_is_written(desk: Desk, browser: Browser) -> None:
    seen = desk.workspace.state().version
    desk.workspace.do(Place("Wonen", 675, "Zaal 3"), seen=seen, who="Ria")
    before = bytes_of(desk.workspace.folder)
    answer = send(browser, WONEN_LATER, seen)
    assert (answer.status_code, bytes_of(desk.workspace.folder)) == (412, before)
    assert words(answer) == "Er is intussen iets veranderd. Kijk ernaar en probeer het opnieuw."
    assert desk.workspace.state().version in answer.text
    assert send(browser, {"act": "take_off", "session": "Zorg"}, seen).status_code == 200  # which nobody has touched


@pytest.mark.parametrize(
    "act",
    [
        '{"act": "place", "session": "Wonne", "start": 795}',
        '{"act": "place", "session": "Wonen", "start": 1}',
        '{"act": "fly"}',
        "[]",
        "{",
        "",
        '"' + "[" * 5000,
    ],
)
def test_what_cannot_be_done_is_said_with_the_grid_as_it_is(desk: Desk, browser: Browser, act: str) -> None:
    before = bytes_of(desk.workspace.folder)
    answer = browser.post("/board/do", {"act": act, "version": desk.workspace.state().version}, PART)
    assert (answer.status_code, bytes_of(desk.workspace.folder)) == (422, before)
    assert words(answer)
    assert 'data-session="Wonen"' in answer.text


def test_undo_and_redo_say_what_they_do_also_without_a_script(desk: Desk, browser: Browser) -> None:
    before = bytes_of(desk.workspace.folder)
    send(browser, WONEN_LATER, desk.workspace.state().version)
    after = bytes_of(desk.workspace.folder)
    undone = browser.post("/board/undo", {"version": desk.workspace.state().version}, PART)
    assert (undone.status_code, bytes_of(desk.workspace.folder)) == (200, before)
    assert words(undone) == "Ongedaan gemaakt: Wonen staat nu om 13.15 in Zaal 2."
    plain = browser.post("/board/redo", {"version": desk.workspace.state().version})
    assert (plain.status_code, plain.headers["location"]) == (303, "/")
    assert bytes_of(desk.workspace.folder) == after
    assert browser.post("/board/redo", {"version": desk.workspace.state().version}, PART).status_code == 422
    assert browser.post("/board/undo", {"version": "old"}, PART).status_code == 412


def test_a_step_goes_to_the_next_free_place(desk: Desk, browser: Browser) -> None:
    def step(**fields: str) -> httpx.Response:
        return browser.post("/board/step", {"version": desk.workspace.state().version, **fields}, PART)

    assert step(session="Wonen", way="later").status_code == 200
    assert where(desk.workspace.state(), "Wonen") == ("13.15", "Zaal 1")  # at 11.15 Energie stands there
    assert words(step(session="Wonen", way="later")) == "In die richting is geen plaats vrij."
    assert words(step(session="Wonen", way="up")) == "De vraag is niet te lezen."
    assert step(session="Wonen", way="left").status_code == 422
    tried = step(session="Wonen", way="right", trying="1", tray="")
    assert (tried.status_code, where(desk.workspace.state(), "Wonen")) == (200, ("13.15", "Zaal 1"))
    assert "1 verplaatsing op proef, nog niet gedaan" in tried.text


def test_moves_are_tried_with_one_price_and_nothing_is_written_until_they_are_done(
    desk: Desk, browser: Browser
) -> None:
    before, version = bytes_of(desk.workspace.folder), desk.workspace.state().version
    tray = [WONEN_LATER, {"act": "swap", "one": "Zorg", "other": "Energie"}]
    tried = browser.get(f"/board?tray={json.dumps(tray)}", PART)
    assert (tried.status_code, bytes_of(desk.workspace.folder)) == (200, before)
    for text in ("2 verplaatsingen op proef", "Zorg en Energie", "Voer dit uit"):
        assert text in tried.text
    assert send(browser, {"act": "tray", "acts": tray}, version).status_code == 200
    assert where(desk.workspace.state(), "Zorg") == ("11.15", "Zaal 1")
    wrong = browser.get('/board?tray=[{"act": "fly"}]', PART)
    assert (wrong.status_code, "op proef" in wrong.text) == (422, False)


def test_every_place_has_its_price_and_reason(browser: Browser) -> None:
    answer = browser.get("/board/places?session=Wonen").json()
    places = {(o["start"], o["room"]): o for o in answer["offers"] if not o["other"]}
    assert len(places) == 9
    assert places[600, "Zaal 1"]["here"]
    assert places[795, "Zaal 2"]["fits"]
    assert places[600, "Zaal 2"]["label"].startswith("Dit kan niet: ")
    assert {o["other"] for o in answer["offers"] if o["other"]} == {"Zorg", "Energie", "Europa"}
    assert "Plaatsen, de beste eerst" in answer["panel"]
    assert [browser.get(f"/board/places?{q}").status_code for q in ("session=x", "session=Wonen&part=x", "")] == [
        422
    ] * 3


def test_a_round_or_a_room_that_is_picked_up_has_a_price_at_each_other_one(browser: Browser) -> None:
    rooms = browser.get("/board/whole?what=swap_rooms&one=Zaal 1").json()["offers"]
    assert [offer["value"] for offer in rooms] == ["Zaal 2", "Zaal 3"]
    assert rooms[0]["label"].startswith("Dit kan niet: Opening")  # which is pinned to Zaal 1
    rounds = browser.get("/board/whole?what=swap_rounds&one=600").json()["offers"]
    assert [(offer["value"], offer["fits"], offer["badge"]) for offer in rounds] == [
        ("675", True, "±0"),
        ("795", True, "±0"),
    ]
    for wrong in ("what=swap_rounds&one=x", "what=fly&one=600", ""):
        assert browser.get(f"/board/whole?{wrong}").status_code == 422


def test_what_was_taken_off_lies_on_the_shelf_and_has_places_too(desk: Desk, browser: Browser) -> None:
    desk.workspace.do(TakeOff("Wonen"), seen=desk.workspace.state().version)
    page = browser.get("/").text
    assert page.index('id="shelf"') < page.index('data-session="Wonen"') < page.index('role="grid"')
    assert "1 onderdeel heeft nog geen plaats." in page
    assert len(browser.get("/board/places?session=Wonen").json()["offers"]) == 9


def test_who_may_look_has_no_buttons_to_move_with_and_may_not_post(desk: Desk) -> None:
    guest = entered(desk, Visitor("Ria", May.LOOK))
    page = guest.get("/").text
    assert 'data-session="Wonen"' in page
    assert "data-edit" not in page
    assert "/board/undo" not in page
    assert send(guest, WONEN_LATER, desk.workspace.state().version).status_code == 403


def test_a_day_with_faults_says_them_and_one_without_a_file_too(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(DAY.replace("- groep: Zorg", "- groep: Zorgen"), "utf-8")
    page = entered(Desk.of(tmp_path, "nl")).get("/")
    assert (page.status_code, "Er staan fouten in de dag" in page.text) == (200, True)
    assert "Zorgen" in page.text
    (tmp_path / "empty").mkdir()
    assert "Er staan fouten in de dag" in entered(Desk.of(tmp_path / "empty", "nl")).get("/").text


def test_the_history_names_versions_and_goes_back_to_each(desk: Desk, browser: Browser) -> None:
    assert "Er is nog niets gedaan." in browser.get("/geschiedenis").text
    before = bytes_of(desk.workspace.folder)
    assert browser.post("/geschiedenis/name", {"name": "rondgestuurd"}).status_code == 303
    send(browser, WONEN_LATER, desk.workspace.state().version)
    page = browser.get("/geschiedenis").text
    for text in ("rondgestuurd", "Wonen staat nu om 13.15 in Zaal 2.", "zo is het nu", "Hierheen terug"):
        assert text in page
    (entry,) = (entry for entry in desk.workspace.entries() if entry.name)
    assert browser.post("/geschiedenis/restore", {"entry": entry.id}).status_code == 303
    assert bytes_of(desk.workspace.folder) == before
    assert browser.post("/geschiedenis/restore", {"entry": "99"}).status_code == 422
    browser.post("/geschiedenis/name", {"entry": entry.id, "name": ""})
    assert 'value="rondgestuurd"' not in browser.get("/geschiedenis").text


def test_the_same_in_english(tmp_path: Path) -> None:
    browser = entered(Desk.of(a_folder(tmp_path), "en"))
    for address, texts in {
        "/": ("Timetable", "Judgement", "Undo"),
        "/geschiedenis": ("History", "To the timetable"),
    }.items():
        page = browser.get(address).text
        assert '<html lang="en">' in page
        for text in texts:
            assert text in page


def test_a_move_that_breaks_a_hard_rule_is_done_and_what_it_breaks_stands_beside_undo(
    desk: Desk, browser: Browser
) -> None:
    state = desk.workspace.state()
    placed = where(state, "Zorg")
    wonen = state.placed[session_called(state.conference, "Wonen")]
    clash = {"act": "place", "session": "Zorg", "start": wonen.start, "room": str(wonen.room)}
    done = send(browser, clash, state.version)
    assert done.status_code == 200
    assert where(desk.workspace.state(), "Zorg") == where(state, "Wonen")
    broke = done.text.partition('id="broke"')[2].partition("</section>")[0]
    assert "Dit kan zo niet" in broke
    assert re.search(r"<li>.*Wonen.*</li>", broke)
    assert 'action="/board/undo"' in broke
    assert re.search(r'data-words="[^"]*1 ding kan zo niet\. [^"]*Wonen', done.text)  # for who listens
    fine = send(browser, WONEN_LATER, desk.workspace.state().version)
    assert fine.status_code == 200
    assert 'id="broke"' not in fine.text  # this breaks nothing more
    off = {"act": "take_off", "session": "Europa"}
    assert 'id="broke"' not in send(browser, off, desk.workspace.state().version).text
    for _ in range(3):
        desk.workspace.undo()
    assert where(desk.workspace.state(), "Zorg") == placed


def test_everybody_who_misses_something_is_told_when_asked_for(desk: Desk, browser: Browser) -> None:
    together = {"act": "place", "session": "Zorg", "start": 600, "room": "Zaal 2"}
    desk.workspace.do(Place("Wonen", 600, "Zaal 1"), seen=desk.workspace.state().version)
    send(browser, together, desk.workspace.state().version)
    misses = desk.workspace.state().judge.misses
    part, whole = (browser.get("/board/missers", headers) for headers in ({"x-fragment": "1"}, {}))
    assert misses
    for one in misses:
        assert f"<li>{one.person.name}: " in part.text
    assert part.text.startswith("<ul")
    assert "Wie iets mist" in whole.text
    assert browser.get("/board/missers?tray=x").status_code == 422


def test_an_empty_day_says_what_to_do_first_until_nothing_is_missing(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, {"day.yaml": "titel: Netwerkdag\ndatum: 10 februari 2023\ntaal: nl\n"})
    (folder / "programme.json").unlink()
    desk = Desk.of(folder, "nl")
    browser = entered(desk)
    for address in ("/", "/gegevens"):
        page = browser.get(address).text
        assert "Deze dag is nog leeg. Begin hier" in page
        assert re.search(r'<li class="next"><a href="/gegevens/rooms"[^>]*>Zalen</a>', page)
        assert "/gegevens/werkmap-leeg.xlsx" in page
    assert "<table" not in browser.get("/").text
    for name, text in FILES.items():
        (folder / name).write_bytes(text.encode())
    page = browser.get("/").text
    assert "first-steps" not in page
    assert "Programma maken</a></p>" in page
