"""Vergelijken: any two programmes of the day, with what moved, who gains and who loses, and both judged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scheduler.desk.acts import Swap, TakeOff
from scheduler.web.app import desk_app
from scheduler.web.desk import Desk
from tests.support.browser import Browser
from tests.support.desk_days import DAY, a_folder


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.of(a_folder(tmp_path), "en")


@pytest.fixture
def browser(desk: Desk) -> Browser:
    browser = Browser(desk_app(desk, 8780))
    browser.get(f"/enter?key={desk.doors.key()}")
    return browser


def do(desk: Desk, act: Swap | TakeOff) -> str:
    """The entry of the journal."""
    done = desk.workspace.do(act, seen=desk.workspace.state().version)
    assert done.entry is not None
    return done.entry.id


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_without_any_other_version_that_is_said(browser: Browser) -> None:
    answer = browser.get("/vergelijken")
    assert answer.status_code == 200
    assert "There is nothing yet to compare the programme with." in answer.text


def test_a_version_of_before_is_compared_with_now_and_what_moved_is_marked(desk: Desk, browser: Browser) -> None:
    first = do(desk, Swap("Wonen", "Energie"))
    do(desk, Swap("Zorg", "Energie"))
    do(desk, TakeOff("Europa"))
    text = browser.get(f"/vergelijken?old=entry:{first}&new=now").text
    assert "Europa (11:15–12:15 in Zaal 2) is dropped." in words(text).replace(".15", ":15").replace(".00", ":00")
    assert text.count('class="moved"') == 2
    assert "No longer in it: Europa" in words(text)
    assert re.search(r"\d+ (person|people) can go to less than before", text)
    assert "no longer to Europa" in text
    assert '<td class="moved">' in text


def test_the_published_edition_is_what_now_is_held_against_first(desk: Desk, browser: Browser) -> None:
    page = browser.get("/publiceren").text
    fields = {name: re.findall(f'name="{name}" value="(.*?)"', page)[0] for name in ("version", "edition")}
    assert browser.post("/publiceren", {**fields, "how": "edition"}).status_code == 303
    assert "The two are the same." in browser.get("/vergelijken").text
    do(desk, Swap("Zorg", "Europa"))
    text = browser.get("/vergelijken").text
    assert '<option value="published" selected>the edition that is published</option>' in text
    assert "Zorg and Europa change places" in words(text)


def test_a_version_of_another_day_is_compared_by_names(desk: Desk, browser: Browser) -> None:
    first = do(desk, Swap("Zorg", "Europa"))
    day = DAY.replace("  - groep: Europa\n", "").replace("{naam: Zaal 1, plaatsen: 40}", "{naam: Zaal 1, plaatsen: 41}")
    (desk.workspace.folder / "day.yaml").write_text(day, "utf-8")
    text = browser.get(f"/vergelijken?old=entry:{first}&new=now").text
    assert "Europa" in words(text)
    assert "Both judged" in text


@pytest.mark.parametrize("key", ["entry:99", "edition:nonsense", "proposal", "edition:20260101T000000.000000Z"])
def test_a_version_that_is_not_there_is_said(browser: Browser, key: str) -> None:
    answer = browser.get(f"/vergelijken?old={key}")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_day_with_faults_is_said(desk: Desk, browser: Browser) -> None:
    first = do(desk, Swap("Zorg", "Europa"))
    (desk.workspace.folder / "day.yaml").write_text("title: Dag\ndate: nooit\n", "utf-8")
    answer = browser.get(f"/vergelijken?old=entry:{first}")
    assert answer.status_code == 422
    assert "The day has faults. Mend them first." in answer.text
