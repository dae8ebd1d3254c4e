"""Rooster in a real browser: every way to move a session gives the same file, and the judges of others find nothing.

One browser and one server for all. Under the desk's own policy the browser runs no text as a script, so that what
Playwright waits for is asked again and again from here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect, sync_playwright

from scheduler.desk import DeskState, Place, Workspace
from scheduler.files import programme_text, read, read_programme
from scheduler.web.desk import Desk
from tests.real.foreign import HOME
from tests.support.desk_days import where
from tests.support.served_desk import ServedDesk, served

AXE = HOME / "tests/real/node_modules/axe-core/axe.min.js"
NU = HOME / "tests/real/node_modules/vnu-jar/build/dist/vnu.jar"
HAARLEM = HOME / "instances/haarlem-2023"
MOVED = "Duurzaamheid"  # at 15.00 in Zaal 5; at 13.55 that room is free
ABOVE = 13 * 60 + 55


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    folder = tmp_path_factory.mktemp("desk") / "haarlem"
    shutil.copytree(HAARLEM, folder, ignore=shutil.ignore_patterns("printed.yaml", "people.json", "README.md"))
    instance = read(folder)
    programme, _ = read_programme(HAARLEM / "printed.yaml", instance)
    (folder / "programme.json").write_text(programme_text(instance, programme, {}), "utf-8")
    with served(Desk.of(folder, "nl")) as here:
        yield here


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture
def opened(desk: ServedDesk, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A page of a browser that is let in; it may complain of nothing. Afterwards all is undone."""
    begin = desk.desk.workspace.state().digests
    pages: list[Page] = []
    complaints: list[str] = []

    def one(path: str = "/", **more: Any) -> Page:
        page = chromium.new_context(**{"viewport": {"width": 1280, "height": 1000}, **more}).new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.goto(desk.entrance)
        if path != "/":
            page.goto(f"{desk.home}{path}")
        pages.append(page)
        return page

    yield one
    for page in pages:
        page.context.close()
    while desk.desk.workspace.state().digests != begin:
        desk.desk.workspace.undo(seen=desk.desk.workspace.state().version)
    assert [text for text in complaints if "status of 4" not in text] == []


def session(page: Page, name: str, inside: str = ".grid") -> Locator:
    return page.locator(f'{inside} .session[data-session="{name}"]')


def place(page: Page, start: int, room: str) -> Locator:
    return page.locator(f'.grid .place[data-start="{start}"][data-room="{room}"]')


def until(holds: Callable[[], bool]) -> None:
    """Asked again until it is so; a page that never comes to it fails."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def state(desk: ServedDesk) -> DeskState:
    return desk.desk.workspace.state()


def by_dragging(page: Page) -> None:
    start, end = session(page, MOVED), place(page, ABOVE, "Zaal 5")
    start.scroll_into_view_if_needed()
    end.scroll_into_view_if_needed()
    box, goal = start.bounding_box(), end.bounding_box()
    assert box
    assert goal
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] - 20, steps=3)
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] / 2, steps=5)
    page.mouse.up()


def by_single_presses(page: Page) -> None:
    session(page, MOVED).click()
    place(page, ABOVE, "Zaal 5").click()


def by_enter_and_arrows(page: Page) -> None:
    session(page, MOVED).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#picked")).to_be_visible()
    for _ in range(2):  # over the time to move
        page.keyboard.press("ArrowUp")
    expect(place(page, ABOVE, "Zaal 5")).to_be_focused()
    page.keyboard.press("Enter")


def by_alt_and_an_arrow(page: Page) -> None:
    session(page, MOVED).focus()
    page.keyboard.press("Alt+ArrowUp")


def by_the_list_of_places(page: Page) -> None:
    session(page, MOVED).click()
    page.locator(f'#picked .choice[data-start="{ABOVE}"][data-room="Zaal 5"]').click()


def by_touch(page: Page) -> None:
    session(page, MOVED, ".listed").tap()
    page.locator(f'#picked .choice[data-start="{ABOVE}"][data-room="Zaal 5"]').tap()


TELEPHONE = {"viewport": {"width": 390, "height": 760}, "has_touch": True, "is_mobile": True}
WAYS: dict[Callable[[Page], None], dict[str, Any]] = {
    by_dragging: {},
    by_single_presses: {},
    by_enter_and_arrows: {},
    by_alt_and_an_arrow: {},
    by_the_list_of_places: {},
    by_touch: TELEPHONE,
}


def test_every_way_to_move_a_session_gives_the_same_file_and_says_the_same(
    desk: ServedDesk, opened: Callable[..., Page]
) -> None:
    begin, found, heard = state(desk).digests, {}, set()
    for way, device in WAYS.items():
        page = opened(**device)
        way(page)
        until(lambda: state(desk).digests != begin)
        assert where(state(desk), MOVED) == ("13.55", "Zaal 5"), way
        expect(page.locator("#live")).to_contain_text(f"{MOVED} staat nu om 13.55 in Zaal 5.")
        expect(page.locator(f'.session[data-session="{MOVED}"]:visible')).to_be_focused()
        heard.add(page.locator("#live").inner_text())
        found[way] = (desk.desk.workspace.folder / "programme.json").read_bytes()
        page.keyboard.press("Control+z")
        until(lambda: state(desk).digests == begin)
        expect(page.locator("#live")).to_contain_text("Ongedaan gemaakt: ")
        page.context.close()
    assert (len(set(found.values())), len(heard)) == (1, 1)


def test_swaps_the_shelf_pins_and_whole_rounds_and_rooms(desk: ServedDesk, opened: Callable[..., Page]) -> None:
    page = opened()
    version = state(desk).version

    def done(act: Callable[[], None]) -> DeskState:
        nonlocal version
        act()
        until(lambda: state(desk).version != version)
        version = state(desk).version
        expect(page.locator("#board")).to_have_attribute("data-version", version)
        return state(desk)

    def pressed(*buttons: Locator) -> Callable[[], None]:
        def press() -> None:
            for button in buttons:
                button.click()

        return press

    now = done(pressed(session(page, "Europa"), session(page, "Woningmarkt")))
    assert (where(now, "Europa"), where(now, "Woningmarkt")) == (("11.40", "Zaal 2"), ("15.00", "Zaal 2"))
    session(page, "Europa").focus()
    now = done(lambda: page.keyboard.press("Delete"))
    assert "Europa" not in [each.name for each in now.placed]
    expect(session(page, "Europa", "#shelf")).to_be_focused()
    expect(page.locator(".verdict")).to_contain_text("1 ding kan zo niet")
    now = done(pressed(session(page, "Europa", "#shelf"), place(page, 700, "Zaal 2")))
    assert where(now, "Europa") == ("11.40", "Zaal 2")
    beside = session(page, "Ruimte om te netwerken", ".alongside")
    session(page, "Europa").click()
    expect(page.locator("#picked")).to_be_visible()
    beside.click()
    expect(page.locator("#live")).to_contain_text("kan op geen andere tijd, dus ruilen gaat niet.")
    session(page, "Europa").click()
    done(pressed(page.locator("#picked [data-pin]")))
    assert "Europa" in (desk.desk.workspace.folder / "day.yaml").read_text("utf-8").rpartition("pinned")[2]
    expect(session(page, "Europa")).to_contain_text("vastgezet")
    rounds = page.locator("[data-swap-round]")
    before = state(desk).digests
    done(pressed(rounds.nth(1), rounds.nth(2)))
    broke = page.get_by_role("region", name="Dit kan zo niet")
    expect(broke).to_contain_text("Europa")  # which is pinned
    assert done(broke.get_by_role("button", name="Ongedaan maken").click).digests == before
    expect(broke).to_have_count(0)
    now = done(pressed(rounds.nth(1), rounds.nth(2)))
    assert where(now, "Veiligheid") == ("13.55", "Zaal 5")
    broke.get_by_role("button", name="Laat zo staan").click()
    expect(broke).to_have_count(0)
    rooms = [page.locator(f'[data-swap-room="{room}"]') for room in ("Zaal 5", "Zaal 2")]
    now = done(pressed(*rooms))  # where Europa is pinned
    assert where(now, "Veiligheid") == ("13.55", "Zaal 2")


def test_moves_are_tried_together_and_done_or_left(desk: ServedDesk, opened: Callable[..., Page]) -> None:
    page = opened()
    begin = state(desk).digests
    page.locator("#trying").click()
    by_single_presses(page)
    expect(page.locator(".tray li")).to_have_count(1)
    session(page, "Veiligheid").focus()
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.locator("#live")).to_contain_text("In die richting is geen plaats vrij.")
    session(page, "Europa").click()
    session(page, "Woningmarkt").click()
    expect(page.locator(".tray li")).to_have_count(2)
    assert state(desk).digests == begin
    page.keyboard.press("Control+z")
    expect(page.locator(".tray li")).to_have_count(1)
    page.locator("[data-tray-leave]").click()
    expect(page.locator(".tray")).to_have_count(0)
    assert state(desk).digests == begin
    page.locator("#trying").click()
    by_single_presses(page)
    page.locator("[data-tray-do]").click()
    until(lambda: state(desk).digests != begin)
    assert where(state(desk), MOVED) == ("13.55", "Zaal 5")


def test_what_another_moves_is_seen_within_a_second_with_their_name_and_who_is_late_is_told(
    desk: ServedDesk, opened: Callable[..., Page]
) -> None:
    page = opened()
    expect(session(page, MOVED)).to_be_visible()
    page.wait_for_timeout(300)  # the events are on
    seen = state(desk).version
    desk.desk.workspace.do(Place(MOVED, ABOVE, "Zaal 5"), seen=seen, who="Ria")
    began = time.monotonic()
    expect(page.locator("#live")).to_contain_text(f"Ria wijzigde: {MOVED} staat nu om 13.55 in Zaal 5.", timeout=1000)
    assert session(page, MOVED).locator(".foot").get_attribute("data-who") == "Ria"
    assert time.monotonic() - began < 2
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(
        """name => {
          for (const version of ["1", "2", "3", "4"]) {
            const detail = {version, who: "Ria", sentence: `Nieuws ${version}.`, sessions: [name]};
            document.dispatchEvent(new CustomEvent("desk:changed", {detail}));
          }
        }""",
        MOVED,
    )
    expect(page.locator("#live")).to_contain_text("Nieuws 4.")  # of much at once the grid is asked for twice at most
    expect(session(page, MOVED)).to_have_class(re.compile("by-other"))
    page.wait_for_timeout(300)
    assert 1 <= sum(url.endswith("/board") for url in asked) <= 2
    page.context.set_offline(True)
    other = Workspace.open(desk.desk.workspace.folder)  # as another program would
    other.do(Place(MOVED, 15 * 60, "Zaal 5"), seen=state(desk).version)
    page.context.set_offline(False)
    until(lambda: page.locator("#board").get_attribute("data-version") == state(desk).version)


def judged(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations', 'incomplete']})")
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_any_state(opened: Callable[..., Page], theme: str, width: int) -> None:
    page = opened(viewport={"width": width, "height": 860}, color_scheme=theme)
    assert judged(page) == []
    page.locator('.session[data-session="Europa"]:visible').click()
    expect(page.locator("#picked")).to_be_visible()
    assert judged(page) == []
    page.keyboard.press("Escape")
    page.locator("#trying").click()
    page.locator('.session[data-session="Europa"]:visible').focus()
    page.keyboard.press("Delete")
    expect(page.locator(".tray")).to_be_visible()
    if width == 390:
        page.locator("#to-verdict").click()
    assert judged(page) == []
    page.goto(page.url.partition("?")[0] + "history")
    assert judged(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_nu_checker_finds_nothing(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened()
    home = page.url
    tried = 'tray=[{"act": "take_off", "session": "Europa"}]'
    files = []
    for number, path in enumerate(["", f"?{tried}", "history"]):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_text(page.request.get(f"{home}{path}").text(), "utf-8")
    command = ["java", "-jar", str(NU), "--Werror", "--format", "gnu", *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_screen_reader_hears_what_is_where(opened: Callable[..., Page]) -> None:
    page = opened()
    expect(page.locator("#main")).to_match_aria_snapshot("""
      - heading "Rooster" [level=1]
      - button "Ongedaan maken" [disabled]
      - button /Opnieuw/
      - button "Eerst proberen"
      - link "Geschiedenis"
      - region "Nog niet geplaatst":
        - heading "Nog niet geplaatst" [level=2]
        - text: Elk onderdeel heeft een plaats.
      - grid "Rooster":
        - rowgroup:
          - row:
            - columnheader "Tijd"
            - columnheader "Gravenzaal":
              - button "Gravenzaal"
        - rowgroup:
          - row:
            - rowheader /13.55/:
              - button "13.55–14.55 Ronde 2"
            - gridcell /Interbestuurlijke/:
              - button "Interbestuurlijke samenwerking 13.55–14.55 Gravenzaal"
            - gridcell /Sterke keten/
            - gridcell /Slimme duurzame/
            - gridcell /Zorg, Jeugd en Onderwijs/
            - gridcell "vrij, 13.55, Zaal 5":
              - button "vrij, 13.55, Zaal 5"
      - region "Oordeel"
    """)
    session(page, "Europa").click()
    expect(page.locator("#picked")).to_be_visible()
    expect(place(page, ABOVE, "Zaal 5")).to_have_accessible_name(re.compile(r"^vrij, 13\.55, Zaal 5\. .*punt"))


def test_without_a_script_one_can_look_and_print(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened(java_script_enabled=False)
    expect(session(page, "Europa")).to_be_visible()
    assert "Zonder JavaScript kunt u hier kijken" in page.content()
    page.pdf(path=tmp_path / "day.pdf", landscape=True)
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF")
    page.emulate_media(media="print")
    expect(session(page, "Europa")).to_be_visible()
    expect(page.locator("#undo")).to_be_hidden()
