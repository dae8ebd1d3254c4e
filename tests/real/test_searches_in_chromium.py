"""Searches in a real browser: live progress, a stop, a proposal taken, a remedy done, a late change mended.

One browser, and one server for each of two days; the judges of others look at each page on the way.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from scheduler.web.desk import Desk
from tests.desk.test_remedies import ONE_ROOM
from tests.desk.test_searches import child
from tests.real.test_desk_in_chromium import NU, judged
from tests.support.desk_days import a_folder
from tests.support.served_desk import ServedDesk, served

LONG = 60_000  # milliseconds that a search may take on a busy machine
WIDTHS = [(390, "light"), (1280, "dark"), (2560, "light")]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page that may complain of nothing but of what was refused."""
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        found.on("pageerror", lambda error: complaints.append(str(error)))
        found.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        yield found
        browser.close()
    assert [text for text in complaints if "status of 4" not in text] == []


def looked_at(page: Page, folder: Path, name: str) -> None:
    """What axe and Nu say of the page as it is, in several widths and both themes: nothing."""
    for width, theme in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        assert judged(page) == [], f"{name}, {width}, {theme}"
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), f"{name}, {width}"
    page.set_viewport_size({"width": 1280, "height": 900})
    (folder / f"{name}.html").write_text(page.content(), "utf-8")


def nu_finds_nothing(folder: Path) -> None:
    command = ["java", "-jar", str(NU), "--Werror", "--format", "gnu", *map(str, sorted(folder.glob("*.html")))]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""


def ended(page: Page) -> None:
    expect(page.locator("#search-bar .good, #search-bar .fault, #search-bar .notice")).to_be_visible(timeout=LONG)


def begin(page: Page, here: ServedDesk) -> None:
    page.context.clear_cookies()
    page.goto(here.entrance)
    page.goto(f"{here.home}/search")


def test_a_programme_is_made_stopped_taken_and_mended_when_somebody_comes_late(page: Page, tmp_path: Path) -> None:
    with served(Desk.of(a_folder(tmp_path / "day"), "nl")) as here:
        pages = tmp_path / "pages"
        pages.mkdir()
        begin(page, here)
        looked_at(page, pages, "search")
        searches = here.desk.searches
        real, searches.command = searches.command, child("stops")
        page.get_by_role("button", name="Maak het", exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.locator("#search-bar [data-sentence]")).to_have_text(str(searches_pid(page)), timeout=LONG)
        looked_at(page, pages, "running")
        page.goto(f"{here.home}/history")  # also there, and live
        page.get_by_role("button", name="Stop, en houd het beste tot nu toe").click()
        ended(page)
        expect(page.locator("#search-bar")).to_contain_text("Gestopt. Dit is het beste programma tot nu toe.")
        expect(page.locator("#live")).to_contain_text("Gestopt. Dit is het beste programma tot nu toe.")
        page.get_by_role("button", name="Sluit").click()
        expect(page.locator("#search-bar")).to_be_empty()
        page.reload()
        expect(page.locator("#search-bar")).to_be_empty()
        searches.leave()

        searches.command = real
        page.goto(f"{here.home}/search")
        page.get_by_role("button", name="Maak het", exact=True).click()
        ended(page)
        page.get_by_role("link", name="Bekijk het voorstel").click()
        expect(page.get_by_role("heading", name="Voorstel")).to_be_visible()
        looked_at(page, pages, "proposal")
        page.get_by_role("button", name="Neem het over").click()
        expect(page.get_by_role("heading", name="Het voorstel is nu het programma")).to_be_visible()
        looked_at(page, pages, "taken")
        assert here.desk.workspace.state().judge.keeps_hard_rules

        page.goto(f"{here.home}/search")
        page.locator("#room-room").select_option("Zaal 1")
        page.locator("form[aria-labelledby=late-room]").get_by_role("button").click()
        expect(page.get_by_role("status").filter(has_text="Zaal 1 is dicht")).to_be_visible()
        ended(page)
        expect(page.locator("#search-bar")).to_contain_text(
            "Niet elk onderdeel kan nog doorgaan"
        )  # Opening is pinned there
        page.get_by_role("link", name="Het antwoord").click()
        looked_at(page, pages, "cannot")
        page.get_by_role("button", name="Herstel het, en laat vervallen wat niet kan").click()
        ended(page)
        page.get_by_role("link", name="Bekijk het voorstel").click()
        expect(page.locator("textarea").first).to_contain_text("Opening (9.30 uur in Zaal 1) vervalt.")
        page.get_by_role("button", name="Neem het over").click()
        expect(page.locator("textarea").first).to_contain_text("Opening (9.30 uur in Zaal 1) vervalt.")
        nu_finds_nothing(pages)


def searches_pid(page: Page) -> str:
    """What the child says of itself, once it has."""
    for _ in range(600):
        words = page.locator("#search-bar [data-sentence]").text_content() or ""
        if words.isdecimal():
            return words
        page.wait_for_timeout(100)
    raise AssertionError("the search told nothing of its progress")


def test_an_impossible_day_is_made_possible_by_a_button(page: Page, tmp_path: Path) -> None:
    folder, pages = tmp_path / "day", tmp_path / "pages"
    folder.mkdir()
    pages.mkdir()
    (folder / "day.yaml").write_text(ONE_ROOM, "utf-8")
    with served(Desk.of(folder, "nl")) as here:
        begin(page, here)
        expect(page.get_by_role("heading", name="Zo kan deze dag niet")).to_be_visible()
        looked_at(page, pages, "impossible")
        page.get_by_role("button", name="Zoek het uit").first.click()
        ended(page)
        page.get_by_role("link", name="Het antwoord").click()
        looked_at(page, pages, "explained")
        page.get_by_role("button", name="Doe dit").first.click()
        expect(page.get_by_role("status").filter(has_text="Gedaan:")).to_be_visible()
        expect(page.get_by_role("heading", name="Zo kan deze dag niet")).to_have_count(0)
        nu_finds_nothing(pages)
    assert (folder / "day.yaml").read_text("utf-8") != ONE_ROOM
