"""The app as a server serves it: behind its guard, in the reader's language, with what is live."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from threading import Thread
from urllib.request import Request, urlopen

import pytest

from scheduler.desk.acts import TakeOff
from scheduler.desk.events import DeskEvent
from scheduler.web.app import desk_app
from scheduler.web.desk import Desk
from scheduler.web.server import DeskServer, PortFault, listen
from scheduler.web.who import May, Visitor
from tests.support.browser import Browser
from tests.support.desk_days import a_folder, bytes_of
from tests.support.house import HOME
from tests.support.served_desk import served


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.of(a_folder(tmp_path))


def entered(desk: Desk) -> Browser:
    browser = Browser(desk_app(desk, 8780))
    browser.get(f"/enter?key={desk.doors.key()}")
    return browser


def test_style_and_script_are_given_to_everybody_and_nothing_else_is(desk: Desk) -> None:
    stranger = Browser(desk_app(desk, 8780))
    assert stranger.get("/static/desk.css").headers["content-type"].startswith("text/css")
    assert stranger.get("/static/../app.py").status_code == 401
    assert stranger.get("/static/%2e%2e/app.py").status_code == 404
    assert stranger.get("/events").status_code == 401
    assert stranger.post("/language", {"language": "en"}).status_code == 401


@pytest.mark.parametrize(
    ("back", "expected"),
    [("/gegevens?x=1", "/gegevens?x=1"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("https://evil", "/")],
)
def test_who_chooses_a_language_comes_back_to_the_same_page_and_to_no_other_site(
    desk: Desk, back: str, expected: str
) -> None:
    answer = entered(desk).post("/language", {"language": "en", "back": back})
    assert (answer.status_code, answer.headers["location"]) == (303, expected)
    assert answer.headers["set-cookie"].startswith("netday-language=en")


def test_what_one_does_another_hears_and_a_server_that_ends_lets_both_go(desk: Desk) -> None:
    listening = listen(0)
    up: list[int] = []
    heard: list[str] = []
    server = DeskServer(desk_app(desk, listening.port), lambda: up.append(listening.port))
    thread = Thread(target=lambda: asyncio.run(server.serve(list(listening.sockets))))
    thread.start()
    try:
        while not up and thread.is_alive():
            thread.join(0.01)
        cookie, _ = desk.doors.enter(desk.doors.key()) or ("", None)
        headers = {"Cookie": f"netday-{listening.port}={cookie}"}
        with urlopen(Request(f"http://127.0.0.1:{listening.port}/events", headers=headers), timeout=20) as events:
            assert events.headers["content-type"].startswith("text/event-stream")
            assert events.readline() == b"retry: 1000\n"
            state = desk.workspace.state()
            programme = state.programme
            assert programme is not None
            session = programme.placements[0].session.name
            desk.workspace.do(TakeOff(session), seen=state.version, who="Ria")
            desk.workspace.tell(DeskEvent("done", {"id": "1"}))
            while len(heard) < 2:
                line = events.readline().decode()
                heard += [line.strip()] if line.startswith("event:") else []
                assert line or len(heard) == 2
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
    assert heard == ["event: changed", "event: done"]
    assert not thread.is_alive()


def test_a_server_that_ends_lets_who_listens_go_and_complains_of_nothing(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with served(desk) as here:
        cookie, _ = desk.doors.enter(desk.doors.key()) or ("", None)
        port = here.home.rpartition(":")[2]
        headers = {"Cookie": f"netday-{port}={cookie}"}
        events = urlopen(Request(f"http://127.0.0.1:{port}/events", headers=headers), timeout=20)
        assert events.readline() == b"retry: 1000\n"
    assert events.read() == b"\n"
    assert caplog.records == []


def test_a_port_that_is_another_programs_is_told_with_another_one_to_take() -> None:
    listening = listen(0)
    try:
        with pytest.raises(PortFault, match=f"Port {listening.port} is in use by another program. Name another one"):
            listen(listening.port)
    finally:
        listening.close()


def test_without_a_port_the_next_one_that_is_free_is_taken() -> None:
    one, other = listen(None), listen(None)
    try:
        assert one.port != other.port
    finally:
        one.close()
        other.close()


def test_a_page_is_there_before_what_draws_counts_and_writes_files_is_loaded() -> None:
    late = {"icalendar", "openpyxl", "typst", "docx", "docxtpl", "segno", "ortools", "numpy"}
    code = f"import sys, scheduler.web.app, scheduler.web.server; print(sorted({late} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOME)
    assert done.stdout == "[]\n"


def test_where_there_is_nothing_to_show_a_reader_gets_a_page_and_a_script_a_sentence(desk: Desk) -> None:
    browser, stranger = entered(desk), Browser(desk_app(desk, 8780))
    reads = {"accept": "text/html,*/*;q=0.8", "accept-language": "nl"}
    for known, path in ((browser, "/nergens"), (browser, "/gegevens/nergens"), (browser, "/board/do")):
        answer = known.get(path, reads)
        assert answer.status_code in (404, 405)
        assert "<h1>Hier is niets te zien</h1>" in answer.text
        assert 'href="/">Naar het rooster</a>' in answer.text
        assert known.get(path, {**reads, "x-fragment": "1"}).text == "De werkplek heeft deze pagina niet.\n"
    kept_out = stranger.get("/", reads)
    assert kept_out.status_code == 401
    assert "Open het adres dat netday desk toont." in kept_out.text
    assert "Naar het rooster" not in kept_out.text


def test_an_error_of_ours_is_said_and_the_page_tells_no_more(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("secret")

    browser = entered(desk)
    monkeypatch.setattr(desk.workspace, "state", broken)
    browser.raises = False
    answer = browser.get("/", {"accept": "text/html", "accept-language": "nl"})
    assert answer.status_code == 500
    assert "Er ging iets mis in netday zelf. De bestanden van de dag zijn nog heel." in answer.text
    assert "secret" not in answer.text


def test_who_may_only_look_chooses_a_language(desk: Desk) -> None:
    browser = Browser(desk_app(desk, 8780))
    browser.get(f"/enter?key={desk.doors.invite(Visitor('Ria', May.LOOK))}")
    assert browser.post("/language", {"language": "en"}).status_code == 303
    assert browser.post("/gegevens/undo").status_code == 403


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/search", "/maken"),
        ("/search/answer/1a?x=2", "/maken/antwoord/1a?x=2"),
        ("/search/stop", "/maken/stop"),
        ("/proposal?taken=1", "/voorstel?taken=1"),
        ("/history", "/geschiedenis"),
    ],
)
def test_addresses_of_before_lead_to_those_of_now(desk: Desk, old: str, new: str) -> None:
    browser = entered(desk)
    for answer in (browser.get(old), browser.post(old)):
        assert (answer.status_code, answer.headers["location"]) == (308, new)
    assert browser.get(new.partition("?")[0]).status_code in {200, 404, 405}
    assert browser.get("/searching").status_code == 404


def test_a_folder_that_may_not_be_written_is_looked_at_and_says_so_whatever_is_sent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bytes_of(desk.workspace.folder)
    monkeypatch.setattr("scheduler.desk.workspace.os.access", lambda *_: False)
    browser = entered(desk)
    browser.post("/language", {"language": "nl"})
    for path in (
        "/",
        "/geschiedenis",
        "/gegevens",
        "/gegevens/rooms",
        "/maken",
        "/vragen",
        "/vergelijken",
        "/publiceren",
    ):
        assert browser.get(path).status_code == 200
    assert "mag u niets opslaan. Bekijken kan wel." in browser.get("/").text
    version = desk.workspace.state().version
    for path, fields in {
        "/board/do": {"act": '{"act": "take_off", "session": "Zorg"}', "version": version},
        "/geschiedenis/name": {"name": "zoals nu"},
        "/gegevens/rooms/0": {"c.name": "Zaal 9", "was.name": "Zaal 1", "name": "Zaal 1"},
        "/gegevens/rooms/0/remove": {"name": "een andere zaal"},
        "/maken/late": {"act": "room_closes", "room": "Zaal 3", "version": version},
    }.items():
        assert browser.post(path, fields).status_code in (303, 422), path
    assert bytes_of(desk.workspace.folder) == before
