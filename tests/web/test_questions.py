"""Vragen: what the day says, what stands out, its rules in words, and one person's own day."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.web.app import desk_app
from scheduler.web.desk import Desk
from tests.support.browser import Browser
from tests.support.desk_days import DAY, a_folder


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    desk = Desk.of(a_folder(tmp_path), "nl")
    browser = Browser(desk_app(desk, 8780))
    browser.get(f"/enter?key={desk.doors.key()}")
    return browser


def test_the_day_and_its_rules_are_told_in_words(browser: Browser) -> None:
    text = browser.get("/vragen").text
    assert '<th scope="row">Zalen</th><td>3</td>' in text
    assert "De regels, in woorden" in text
    assert "In een zaal is er één onderdeel tegelijk. <b>hard</b>" in text
    for what in ("explain", "prices", "rehearse", "alternatives"):
        assert f'name="what" value="{what}"' in text


def test_what_proves_the_day_impossible_is_said_first(tmp_path: Path, browser: Browser) -> None:
    rounds = DAY.replace("  - 11.15–12.15   # na de koffie\n  - 13.15–14.15\n", "").replace("  - Zaal 3\n", "")
    (tmp_path / "day.yaml").write_text(rounds, "utf-8")
    text = browser.get("/vragen").text
    assert "Zo kan deze dag niet" in text


def test_somebodys_own_day_is_shown_by_a_part_of_the_name(browser: Browser) -> None:
    text = browser.get("/vragen?person=anna").text
    assert "De dag van Anna Bos" in text
    assert "Wonen" in text.partition("De dag van Anna Bos")[2].partition("</section>")[0]


def test_a_name_that_is_nobodys_or_several_peoples_is_said_and_stays(browser: Browser) -> None:
    answer = browser.get("/vragen?person=Zeno")
    assert answer.status_code == 422
    assert 'value="Zeno"' in answer.text
    assert 'role="alert"' in answer.text


def test_a_day_with_faults_shows_them(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "day.yaml").write_text("title: Dag\ndate: nooit\n", "utf-8")
    answer = browser.get("/vragen?person=anna")
    assert answer.status_code == 422
    assert "nooit" in answer.text
    assert browser.get("/vragen").status_code == 200
