"""The pictures of the desk in docs/pictures, taken anew: `make pictures`. Look at each before it is kept.

The day is that of Haarlem, on a machine that speaks Dutch, with the programme that was printed.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from scheduler.files import programme_text, read, read_programme
from scheduler.web.desk import Desk
from tests.support.house import HOME
from tests.support.served_desk import ServedDesk, served, served_beginning

PICTURES = HOME / "docs/pictures"
HAARLEM = HOME / "instances/haarlem-2023"
WIDE = ViewportSize(width=1280, height=800)
TELEPHONE = ViewportSize(width=390, height=760)


def kept(page: Page, name: str, *, below: int = 0) -> None:
    """`below`: so many dots of the page under what is seen first."""
    page.wait_for_timeout(400)  # nothing moves any more
    size = page.viewport_size or WIDE
    clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"] + below}
    file = PICTURES / f"desk-{name}.png"
    page.screenshot(path=file, clip=clip, full_page=bool(below))  # type: ignore[arg-type]
    if quant := shutil.which("pngquant"):  # a third of the size, and the eye sees no difference
        subprocess.run([quant, "--force", "--skip-if-larger", "--ext", ".png", "128", str(file)], check=False)


def timetable(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 960})
    page.goto(home)
    page.locator('.grid .session[data-session="Europa"]').click()
    expect(page.locator("#picked .choice").first).to_be_visible()
    kept(page, "rooster")
    page.set_viewport_size(WIDE)


def data(page: Page, home: str) -> None:
    page.goto(f"{home}/gegevens/sessions/new")
    page.get_by_label("Titel").fill("Werkbezoek aan de haven")
    page.get_by_label("Groepen 1").fill("Woningmrkt")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#summary")).to_be_visible()
    kept(page, "gegevens")


def questions(page: Page, home: str) -> None:
    page.goto(f"{home}/vragen?person=Geke Wiegers")
    kept(page, "vragen")


def making(page: Page, home: str) -> None:
    page.goto(f"{home}/maken")
    kept(page, "maken", below=300)


def proposal(page: Page, home: str) -> None:
    page.goto(f"{home}/maken")
    page.get_by_role("button", name="Maak het", exact=True).click()
    look = page.locator("#search-bar").get_by_role("link", name="Bekijk het voorstel")
    expect(look).to_be_visible(timeout=120_000)
    look.click()
    kept(page, "voorstel")


def comparing(page: Page, home: str) -> None:
    page.goto(f"{home}/vergelijken?old=now&new=proposal")
    kept(page, "vergelijken", below=250)


def taken(page: Page, home: str) -> None:
    page.goto(f"{home}/voorstel")
    page.get_by_role("button", name="Neem het over").click()
    page.goto(f"{home}/geschiedenis")
    page.get_by_label("Bewaar de dag zoals die nu is, met een naam").fill("zoals rondgestuurd op 3 maart")
    page.locator(".name-now").get_by_role("button").click()
    page.set_viewport_size({"width": 1280, "height": 420})
    kept(page, "geschiedenis")
    page.set_viewport_size(WIDE)


def publishing(page: Page, home: str) -> None:
    page.goto(f"{home}/publiceren")
    kept(page, "publiceren")


def inviting(page: Page, home: str) -> None:
    page.goto(f"{home}/wie")
    page.set_viewport_size({"width": 1280, "height": 560})
    kept(page, "uitnodigen")


SCREENS: tuple[Callable[[Page, str], None], ...] = (
    *(timetable, data, questions, making, proposal, comparing, taken, publishing, inviting),
)


def telephone(page: Page, here: ServedDesk) -> None:
    page.goto(here.entrance)
    page.locator('.listed .session[data-session="Europa"]').tap()
    expect(page.locator("#picked .choice").first).to_be_visible()
    kept(page, "telefoon")


def beginning(page: Page, home: Path) -> None:
    with served_beginning(home) as entrance:
        page.goto(entrance)
        expect(page.get_by_role("heading", name="Beginnen")).to_be_visible()
        kept(page, "begin", below=150)


def main() -> None:
    """Takes them all."""
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        home = Path(place) / "Documenten"
        folder = home / "netwerkdag-2023"
        shutil.copytree(HAARLEM, folder, ignore=shutil.ignore_patterns("printed.yaml", "people.json", "README.md"))
        instance = read(folder)
        programme, _ = read_programme(HAARLEM / "printed.yaml", instance)
        (folder / "programme.json").write_text(programme_text(instance, programme, {}), "utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        nl = {"locale": "nl-NL", "color_scheme": "light"}
        beginning(browser.new_context(viewport=WIDE, **nl).new_page(), home)  # type: ignore[arg-type]
        with served(Desk.of(folder, "nl")) as here:
            page = browser.new_context(viewport=WIDE, **nl).new_page()  # type: ignore[arg-type]
            page.goto(here.entrance)
            for screen in SCREENS:
                screen(page, here.home)
                if screen is data:
                    small = {"viewport": TELEPHONE, "has_touch": True, "is_mobile": True}
                    telephone(browser.new_context(**small, **nl).new_page(), here)  # type: ignore[arg-type]
        browser.close()


if __name__ == "__main__":
    main()
