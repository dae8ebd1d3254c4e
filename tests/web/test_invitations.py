"""Who started the desk makes links for others, to change the day or to look at it, and takes them back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scheduler.desk.own_name import own_name
from scheduler.web.app import desk_app
from scheduler.web.desk import Desk
from scheduler.web.who import Visitor
from tests.support.browser import Browser
from tests.support.desk_days import a_folder


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.of(a_folder(tmp_path), "en")


def entered(desk: Desk, key: str) -> Browser:
    browser = Browser(desk_app(desk, 8780))
    assert browser.get(f"/enter?key={key}").status_code == 303
    return browser


def test_a_link_is_shown_once_lets_in_and_is_taken_back(desk: Desk) -> None:
    mine = entered(desk, desk.doors.key())
    assert mine.post("/wie", {"name": " Ria  de Wit ", "may": "look"}).status_code == 303
    page = mine.get("/wie").text
    link = re.search(r'value="http://127.0.0.1:8780/enter\?key=([^"]+)"', page)
    assert link
    assert "Ria de Wit" in page
    assert link[1] not in mine.get("/wie").text
    ria = entered(desk, link[1])
    assert ria.get("/publiceren").status_code == 200
    assert ria.post("/publiceren", {}).status_code == 403
    number = re.search(r'name="number" value="(\w+)"', page)
    assert number
    mine.post("/wie/intrekken", {"number": number[1]})
    assert ria.get("/publiceren").status_code == 401
    assert "Nobody yet." in mine.get("/wie").text


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\0b"])
def test_somebody_without_a_name_is_not_invited(desk: Desk, name: str) -> None:
    mine = entered(desk, desk.doors.key())
    answer = mine.post("/wie", {"name": name, "may": "edit"})
    assert answer.status_code == 422
    assert "Say whom you invite" in answer.text
    assert not desk.doors.invited


def test_nobody_else_invites_or_withdraws_or_sees_who_is_there(desk: Desk) -> None:
    ria = entered(desk, desk.doors.invite(Visitor("Ria")))
    desk.doors.invite(Visitor("Bob"))
    assert ria.get("/wie").status_code == 403
    assert "Bob" not in ria.get("/wie").text
    assert 'href="/wie"' not in ria.get("/publiceren").text
    assert ria.post("/wie", {"name": "Kees"}).status_code == 403
    for number in desk.doors.invited:
        ria.post("/wie/intrekken", {"number": number})
    assert {who.name for who in desk.doors.invited.values()} == {"Ria", "Bob"}


def test_a_name_by_which_others_reach_the_desk_stands_in_the_link(desk: Desk) -> None:
    browser = Browser(desk_app(desk, 8780, hosts=frozenset({"dag.stad.example"})), "https://dag.stad.example")
    browser.get(f"/enter?key={desk.doors.key()}")
    browser.post("/wie", {"name": "Ria"})
    page = browser.get("/wie").text
    assert 'value="https://dag.stad.example/enter?key=' in page
    assert "can be reached on this machine alone" not in page


def test_who_started_the_desk_signs_with_a_name_and_can_change_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETDAY_SETTINGS", str(tmp_path / "settings"))
    mine = entered(desk, desk.doors.key())
    assert "Others do not see who you are." in mine.get("/geschiedenis").text
    assert mine.post("/wie/naam", {"own": "  Karin de  Wit "}).status_code == 303
    assert 'value="Karin de Wit"' in mine.get("/wie").text
    act = {"act": "take_off", "session": "Europa"}
    mine.post("/board/do", {"act": json.dumps(act), "version": desk.workspace.state().version})
    assert desk.workspace.entries()[0].who == "Karin de Wit"
    assert "Karin de Wit" in mine.get("/geschiedenis").text
    assert own_name() == "Karin de Wit"
    assert mine.post("/wie/naam", {"own": " "}).status_code == 422
    ria = entered(desk, desk.doors.invite(Visitor("Ria")))
    assert ria.post("/wie/naam", {"own": "Ria"}).status_code == 403
    assert desk.doors.own == "Karin de Wit"


def test_the_name_of_who_works_here_is_that_of_the_system_unless_it_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETDAY_SETTINGS", str(tmp_path))
    for login, name in (("root", ""), ("no-such-login-here", "")):
        monkeypatch.setattr("getpass.getuser", lambda login=login: login)
        assert own_name() == name
    (tmp_path / "name.json").write_text('"Karin"', "utf-8")
    assert own_name() == "Karin"
    (tmp_path / "name.json").write_text("[3]", "utf-8")
    assert own_name() == ""
