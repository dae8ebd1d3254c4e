"""Every screen of the desk in each of its states, in both themes and three widths, before the judges of others.

One walk over one small day; what a screen reader finds on each screen is held here in a few lines.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from scheduler.desk.acts import Place
from scheduler.web.desk import Desk
from scheduler.web.who import May, Visitor
from tests.desk.test_searches import child
from tests.real.foreign import HOME
from tests.support.desk_days import DAY, a_folder
from tests.support.served_desk import ServedDesk, served, served_beginning

AXE = HOME / "tests/real/node_modules/axe-core/axe.min.js"
NU = HOME / "tests/real/node_modules/vnu-jar/build/dist/vnu.jar"
LONG = 90_000  # milliseconds that a search may take on a busy machine
WIDTHS = (390, 1280, 2560)
THEMES = ("light", "dark")
TRACKS = (HOME / "docs/nl/sporen.md").read_text("utf-8").split("```yaml\n")[1].split("```")[0]
SIGN_UPS = "Tijdstempel;Naam;Gemeente;Welke groepen?\n1-2-2023 09:00;Jan Nieuw;Ede;Europa, Wonn\n"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Inspector:
    """Looks at a page as it is now, and keeps what was found wrong. `words`: that have to be seen in every width."""

    page: Page
    kept: Path
    found: list[str] = field(default_factory=list)

    def look(self, name: str, words: str = "") -> None:
        self.page.wait_for_load_state()
        (self.kept / f"{name}.html").write_text(self.page.content(), "utf-8")
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            if words:
                expect(self.page.locator("main")).to_contain_text(
                    words, use_inner_text=True
                )  # what is hidden is not in it
            if not self.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"):
                self.found.append(f"{name}, {width}: wider than its window")
            for theme in THEMES:
                self.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
                self.found += [f"{name}, {width}, {theme}: {one}" for one in judged(self.page, theme)]
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def holds(self, snapshot: str) -> None:
        """What a screen reader finds in it has these lines, in this order; each may say more."""
        wanted = [line.strip() for line in snapshot.strip().splitlines()]

        lines = iter(self.page.locator("main").aria_snapshot().splitlines())
        missed = [one for one in wanted if not any(line.strip().startswith(one) for line in lines)]
        assert missed == []


def judged(page: Page, theme: str) -> list[str]:
    """In the dark only what colours can be wrong; all else is as it was in the light."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    rules = {"runOnly": ["color-contrast", "link-in-text-block"]} if theme == "dark" else {}
    found = page.evaluate("more => axe.run(document, {resultTypes: ['violations'], ...more})", rules)
    return [f"{rule['id']}: {node['target']}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where each page that was looked at is kept; at the end Nu reads them all."""
    folder = tmp_path_factory.mktemp("pages")
    yield folder
    command = ["java", "-jar", str(NU), "--Werror", "--format", "gnu", *map(str, sorted(folder.iterdir()))]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def inspector(chromium: Browser, kept: Path) -> Iterator[Inspector]:
    complaints: list[str] = []
    page = chromium.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900}).new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    inspector = Inspector(page, kept)
    yield inspector
    page.context.close()
    assert inspector.found == []
    assert [text for text in complaints if "status of 4" not in text] == []


def ended(page: Page) -> None:
    expect(page.locator("#search-bar .good, #search-bar .fault, #search-bar .notice")).to_be_visible(timeout=LONG)


def in_main(page: Page, name: str) -> Locator:
    return page.locator("main").get_by_role("button", name=name, exact=True).first


def test_the_page_to_begin(inspector: Inspector, tmp_path: Path) -> None:
    page = inspector.page
    a_folder(tmp_path / "home/netwerkdag")
    with served_beginning(tmp_path / "home") as entrance:
        page.goto(entrance)
        inspector.look("begin", "Vanuit de dag van vorig jaar")
        inspector.holds("""
          - heading "Beginnen" [level=1]
          - region "Een dag openen die er al is":
            - button "Open netwerkdag"
            - textbox "Een andere map"
          - region "Een nieuwe dag vanuit een voorbeeld":
            - textbox "Naam van de nieuwe map"
            - button "Maak de dag aan"
          - region "Vanuit een bestand":
            - link "een lege werkmap"
        """)
        page.locator("#name-last").fill("nieuw")
        page.locator("#last-folder").fill("nergens")
        page.get_by_role("region", name="Vanuit de dag van vorig jaar").get_by_role("button").click()
        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.locator("#name-last")).to_have_value("nieuw")  # nothing typed is lost
        inspector.look("begin-refused", "nergens")
        page.get_by_role("button", name="Open netwerkdag").click()
        expect(page.get_by_role("heading", name="Rooster")).to_be_visible()
        page.goto(entrance.rpartition("/")[0] + "/begin")
        inspector.look("begin-known", "Verder met een dag")


def data_screens(inspector: Inspector, here: ServedDesk, folder: Path) -> None:
    page = inspector.page
    sheets = ("", "/day", "/rounds", "/rooms", "/groups", "/people", "/sessions", "/rules", "/sessions/new")
    rows = ("/rooms/0", "/groups/1", "/people/2", "/sessions/4", "/rules/0", "/rules/new?rule=in_order")
    for path in (*sheets, *rows, "/text?file=day.yaml"):
        page.goto(f"{here.home}/gegevens{path}")
        inspector.look("gegevens" + path.replace("/", "-").partition("?")[0])
    page.goto(f"{here.home}/gegevens")
    inspector.holds("""
      - navigation "Bladen":
        - link "Overzicht"
        - link "Zalen 3"
        - link "Mensen 8"
      - heading "Gegevens" [level=1]
      - heading "De bestanden als tekst"
      - link "day.yaml"
    """)
    page.goto(f"{here.home}/gegevens/rooms/0")
    page.get_by_label("Plaatsen").fill("veel")
    in_main(page, "Opslaan").click()
    expect(page.locator("#summary")).to_be_focused()
    inspector.look("gegevens-fault", 'er staat "veel"')
    inspector.holds("""
      - heading "Zaal 1" [level=1]
      - link "Plaatsen"
      - textbox "Naam": Zaal 1
      - textbox "Plaatsen" [invalid]: veel
      - button "Opslaan"
      - button "Deze rij verwijderen"
    """)
    (folder / "aanmeldingen.csv").write_text(SIGN_UPS, "utf-8")
    page.goto(f"{here.home}/gegevens")
    page.get_by_label("Een bestand inlezen").set_input_files(folder / "aanmeldingen.csv")
    in_main(page, "Bekijken").click()
    expect(page.locator("form.answers")).to_be_visible()
    inspector.look("gegevens-review", "Wat er zou veranderen")
    in_main(page, "Laat maar").click()


def timetable_screens(inspector: Inspector, here: ServedDesk) -> None:
    page = inspector.page
    page.goto(here.home)
    inspector.look("rooster", "Elk onderdeel heeft een plaats.")

    def session(name: str) -> Locator:
        return page.locator(f'.session[data-session="{name}"]:visible').first

    session("Wonen").click()
    expect(page.locator("#picked .choice").first).to_be_visible()
    inspector.look("rooster-picked", "Plaatsen, de beste eerst")
    page.keyboard.press("Escape")
    page.locator("[data-swap-round]").first.click()
    expect(page.locator("[data-swap-round] .badge:not(:empty)").first).to_be_visible()
    inspector.look("rooster-round")
    page.keyboard.press("Escape")
    page.locator("#trying").click()
    session("Zorg").focus()
    page.keyboard.press("Delete")
    expect(page.locator(".tray li")).to_have_count(1)
    inspector.look("rooster-tray", "1 verplaatsing op proef")
    page.locator("[data-tray-do]").click()
    expect(page.locator(".tray")).to_have_count(0)
    inspector.look("rooster-broken", "Zorg")
    session("Energie").click()
    page.locator('#picked .choice[data-other="Europa"], .session[data-session="Wonen"]').first.click()
    here.desk.workspace.do(Place("Wonen", 600, "Zaal 1"), seen=here.desk.workspace.state().version)
    page.goto(here.home)
    session("Europa").click()
    page.locator("summary", has_text="waar het niet kan").click()
    page.locator('#picked .choice.bad[data-start="600"]').first.click()
    inspector.look("rooster-broke")
    inspector.holds("""
      - region "Dit kan zo niet":
        - button "Ongedaan maken"
        - button "Laat zo staan"
    """)
    page.goto(f"{here.home}/geschiedenis")
    inspector.look("history", "Zorg is van het rooster gehaald.")
    inspector.holds("""
      - heading "Geschiedenis" [level=1]
      - textbox "Bewaar de dag zoals die nu is, met een naam"
      - table:
        - rowgroup:
          - row "Wanneer Wie Wat
        - rowgroup:
          - cell "Zorg is van het rooster gehaald.
    """)
    while here.desk.workspace.can_undo:
        here.desk.workspace.undo()


def question_screens(inspector: Inspector, here: ServedDesk) -> None:
    page = inspector.page
    page.goto(f"{here.home}/vragen?person=Anna Bos")
    inspector.look("vragen", "De dag van Anna Bos")
    inspector.holds("""
      - heading "Vragen" [level=1]
      - region "Hoe ziet iemands dag eruit?":
        - combobox "Wie": Anna Bos
        - button "Toon"
        - table
      - region "De regels, in woorden"
    """)
    page.goto(f"{here.home}/vragen?person=Niemand")
    inspector.look("vragen-refused", "Niemand")
    for name in ("Waarom niet daar?", "Wat kost elke eis?", "Andere programma's", "En als er iets misgaat?"):
        page.goto(f"{here.home}/maken")
        page.get_by_role("form", name=name).get_by_role("button").click()
        ended(page)
        page.locator("#search-bar").get_by_role("link", name="Het antwoord").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        inspector.look(f"answer-{name.split()[1]}")


def search_screens(inspector: Inspector, here: ServedDesk) -> None:
    page, searches = inspector.page, here.desk.searches
    page.goto(f"{here.home}/maken")
    inspector.look("search", "Er verandert op het laatst iets")
    inspector.holds("""
      - heading "Programma maken" [level=1]
      - region "Maak het beste programma":
        - group "Wat telt het zwaarst":
          - radio "Zo goed mogelijk" [checked]
        - button "Maak het"
      - region "Er verandert op het laatst iets":
        - form "Iemand komt later of vertrekt eerder":
          - combobox "Wie"
          - textbox "Komt om"
          - button "Pas aan en herstel"
        - form "Een zaal gaat dicht"
        - form "Een voorzitter of spreker zegt af"
      - region "Vragen"
    """)
    page.locator("#guest-person").fill("Niemand")
    page.locator("[id='guest_comes_later-comes']").fill("11.00")
    page.get_by_role("form", name="Iemand komt later of vertrekt eerder").get_by_role("button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#guest-person")).to_have_value("Niemand")
    expect(page.locator("[id='guest_comes_later-comes']")).to_have_value("11.00")
    inspector.look("search-refused", "Niemand")
    real, searches.command = searches.command, child("stops")
    page.goto(f"{here.home}/maken")
    in_main(page, "Maak het").click()
    stop = in_main(page, "Stop, en houd het beste tot nu toe")
    expect(stop).to_be_visible()
    inspector.look("search-running", "Stop, en houd het beste tot nu toe")
    searches.stop()
    ended(page)
    searches.leave()
    searches.command = real
    page.goto(f"{here.home}/maken")
    room = page.get_by_role("form", name="Een zaal gaat dicht")
    room.get_by_label("Zaal").select_option("Zaal 2")
    room.get_by_role("button").click()
    ended(page)
    inspector.look("search-ended", "Zaal 2 is dicht")
    page.locator("#search-bar").get_by_role("link", name="Bekijk het voorstel").click()
    inspector.look("proposal", "Neem het over")
    inspector.holds("""
      - heading "Voorstel" [level=1]
      - button "Neem het over"
      - button "Laat maar"
      - region "2 veranderingen"
      - region "De mail aan iedereen
        - textbox "Tekst van de mail"
    """)
    in_main(page, "Neem het over").click()
    inspector.look("proposal-taken", "Het voorstel is nu het programma")
    page.goto(f"{here.home}/vergelijken")
    inspector.look("vergelijken", "Allebei beoordeeld")
    inspector.holds("""
      - heading "Vergelijken" [level=1]
      - combobox "Daarvoor"
      - combobox "Daarna"
      - button "Vergelijken"
      - table
      - region "2 veranderingen"
    """)


def publishing_screens(inspector: Inspector, here: ServedDesk) -> None:
    page = inspector.page
    page.goto(f"{here.home}/publiceren")
    inspector.look("publiceren", "Dit wordt de eerste uitgave.")
    inspector.holds("""
      - heading "Publiceren" [level=1]
      - region "Wat publiceren verandert":
        - button "Toon wat er verandert"
        - button "Publiceren"
      - region "Waar het op het web staat":
        - textbox "Map van de uitgave": site
      - region "Te versturen":
        - textbox "Een mail aan iedereen"
        - link "Verzendlijst (Excel)
      - region "Om mee te nemen":
        - link "Boekje
    """)
    in_main(page, "Publiceren").click()
    inspector.look("published", "Het is gepubliceerd")
    page.goto(f"{here.home}/wie")
    page.get_by_label("Naam, zoals de geschiedenis die vermeldt").fill("Ria")
    in_main(page, "Maak een link").click()
    inspector.look("uitnodigen", "Ria")
    inspector.holds("""
      - heading "Uitnodigen" [level=1]
      - textbox
      - textbox "Naam, zoals de geschiedenis die vermeldt"
      - combobox "Mag"
    """)
    page.goto(f"{here.home}/nergens")
    inspector.look("nowhere", "De werkplek heeft deze pagina niet.")
    page.context.clear_cookies()
    page.goto(here.home)
    inspector.look("stranger", "Open het adres dat netday desk toont.")
    page.goto(f"{here.home}/enter?key={here.desk.doors.invite(Visitor('Bob', May.LOOK))}")
    inspector.look("rooster-looked-at", "Elk onderdeel heeft een plaats.")


def test_the_screens_of_a_day(inspector: Inspector, tmp_path: Path) -> None:
    with served(Desk.of(a_folder(tmp_path / "day"), "nl")) as here:
        inspector.page.goto(here.entrance)
        timetable_screens(inspector, here)
        data_screens(inspector, here, tmp_path)
        question_screens(inspector, here)
        search_screens(inspector, here)
        publishing_screens(inspector, here)


def test_what_cannot_be_and_what_would_help(inspector: Inspector, tmp_path: Path) -> None:
    with served(Desk.of(a_folder(tmp_path / "day"), "nl")) as here:
        page = inspector.page
        page.goto(here.entrance)
        page.goto(f"{here.home}/maken")
        closes = page.get_by_role("form", name="Een zaal gaat dicht")
        closes.get_by_label("Zaal").select_option("Zaal 1")  # where Opening is pinned
        closes.get_by_role("button").click()
        ended(page)
        page.locator("#search-bar").get_by_role("link", name="Het antwoord").click()
        inspector.look("repair-impossible", "Waaruit dat blijkt")
        in_main(page, "Zoek uit waarom, en wat helpt").click()
        ended(page)
        page.locator("#search-bar").get_by_role("link", name="Het antwoord").click()
        inspector.look("explain", "Wat helpt")
        inspector.holds("""
          - heading "De dag kan zo niet
          - region "Wat helpt":
            - 'button "Doe dit:
        """)
        page.goto(f"{here.home}/gegevens/rooms/1")
        here.desk.workspace.undo()
        in_main(page, "Opslaan").click()
        inspector.look("gegevens-stale")
        (tmp_path / "groot.csv").write_bytes(b"x" * 61_000_000)
        page.goto(f"{here.home}/gegevens")
        page.get_by_label("Een bestand inlezen").set_input_files(tmp_path / "groot.csv")
        in_main(page, "Bekijken").click()
        page.wait_for_load_state()
        inspector.look("too-large")


def test_a_day_with_tracks(inspector: Inspector, tmp_path: Path) -> None:
    (tmp_path / "day").mkdir()
    (tmp_path / "day/day.yaml").write_text(TRACKS, "utf-8")
    with served(Desk.of(tmp_path / "day", "nl")) as here:
        inspector.page.goto(here.entrance)
        for path in ("gegevens/tracks", "gegevens/tracks/0", "gegevens/sessions/1"):
            inspector.page.goto(f"{here.home}/{path}")
            inspector.look("tracks-" + path.replace("/", "-"))
        inspector.page.goto(f"{here.home}/maken")
        in_main(inspector.page, "Maak het").click()
        ended(inspector.page)
        inspector.page.goto(f"{here.home}/voorstel")
        in_main(inspector.page, "Neem het over").click()
        inspector.page.goto(here.home)
        inspector.look("tracks-rooster", "Elk onderdeel heeft een plaats.")


def test_without_a_script_it_can_be_looked_at(inspector: Inspector, tmp_path: Path) -> None:
    with served(Desk.of(a_folder(tmp_path / "day"), "nl")) as here:
        page = inspector.page
        page.route("**/static/*.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(here.entrance)
        for path in ("", "gegevens/rooms/0", "maken"):
            page.goto(f"{here.home}/{path}")
            page.evaluate(
                "() => { const words = document.querySelector('noscript'); words.outerHTML = words.textContent; }"
            )
            expect(page.locator("p.notice").first).to_contain_text("Zonder JavaScript")
            inspector.look(f"no-script-{path.replace('/', '-')}")


def test_a_day_with_faults_and_one_without_anything(inspector: Inspector, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "day")
    (folder / "day.yaml").write_text(DAY.replace("groep: Zorg", "groep: Zorgen").replace("Zaal 3", "Zaal 2"), "utf-8")
    with served(Desk.of(folder, "nl")) as here:
        inspector.page.goto(here.entrance)
        for path in ("", "gegevens", "gegevens/rooms", "search", "vragen", "vergelijken", "publiceren"):
            inspector.page.goto(f"{here.home}/{path}")
            inspector.look(f"faults-{path.replace('/', '-')}")
        (folder / "day.yaml").write_text("title: Leeg\ndate: 2027-03-12\nlanguage: nl\n", "utf-8")
        (folder / "people.csv").unlink()
        (folder / "programme.json").unlink()
        for path in ("", "gegevens", "gegevens/rooms", "search", "vragen", "vergelijken", "publiceren"):
            inspector.page.goto(f"{here.home}/{path}")
            inspector.look(f"empty-{path.replace('/', '-')}")
