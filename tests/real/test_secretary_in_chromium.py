"""The day of a secretary, from an empty folder to a programme that is published, mended and published again.

With a mouse, with the keyboard alone, and with a finger on a telephone, each without any address being typed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from scheduler.conference.conference import Session
from scheduler.desk import DeskState, Workspace
from scheduler.files import read
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.workbook.tables import of_files
from scheduler.files.workbook.write import write_workbook
from tests.real.foreign import HOME
from tests.support.desk_days import where
from tests.support.hands import Finger, Keys, Mouse, until
from tests.support.served_desk import served_beginning

LONG = 90_000  # milliseconds that a search may take on a busy machine
Published = dict[str, tuple[str, str]]  # by title, the hour and the place
NETHERLANDS = ZoneInfo("Europe/Amsterdam")
SIGN_UPS = """\
Tijdstempel;Naam;Gemeente;Bij welke themagroepen sluit u aan?
1-2-2023 09:00;Jan Nieuw;Ede;Europa, Woningmrkt
1-2-2023 09:05;Anne Later;Assen;Veiligheid
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Secretary:
    """Somebody at a page, with their hand. `folder`: where their day comes to be."""

    hand: Mouse
    page: Page
    folder: Path

    @property
    def state(self) -> DeskState:
        """As another program finds it on the disk."""
        return Workspace.open(self.folder).state()

    def button(self, name: str, within: str = "main") -> Locator:
        return self.page.locator(within).get_by_role("button", name=name, exact=True)

    def press(self, name: str, within: str = "main") -> None:
        self.hand.press(self.button(name, within))

    def go(self, name: str) -> None:
        self.page.wait_for_load_state()
        menu = self.page.locator("#menu")
        if menu.is_visible():
            self.hand.press(menu)
        self.hand.press(self.page.locator(".bar nav").get_by_role("link", name=name))
        expect(self.page.locator(".bar nav [aria-current]")).to_contain_text(name)
        assert self.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), name

    def swaps(self, one: str, other: str) -> None:
        """And back."""
        before = self.state
        self.hand.swap(self.session(one), self.session(other))
        expect(self.page.locator("#live")).to_contain_text("zijn van plaats gewisseld.")
        until(lambda: where(self.state, one) == where(before, other))
        self.hand.undo()
        until(lambda: self.state.placed == before.placed)
        expect(self.page.locator("#live")).to_contain_text("Ongedaan gemaakt: ")

    def session(self, name: str) -> Locator:
        return self.page.locator(f'.session[data-session="{name}"]:visible').first

    def makes_the_programme(self) -> None:
        self.go("Programma maken")
        self.press("Maak het")
        self.takes_the_proposal()
        assert self.state.judge.keeps_hard_rules

    def takes_the_proposal(self) -> str:
        """Once the search has ended. The mail to everybody."""
        look = self.page.locator("#search-bar").get_by_role("link", name="Bekijk het voorstel")
        expect(look).to_be_visible(timeout=LONG)
        self.hand.press(look)
        expect(self.page.get_by_role("heading", name="Voorstel")).to_be_visible()
        self.press("Neem het over")
        expect(self.page.get_by_role("heading", name="Het voorstel is nu het programma")).to_be_visible()
        mail = self.page.locator("textarea[lang=nl]")
        return mail.input_value() if mail.count() else ""

    def publishes(self) -> Published:
        """What then stands in the calendar of all, which says what the programme does."""
        self.go("Publiceren")
        self.press("Publiceren")
        expect(self.page.get_by_role("heading", name="Het is gepubliceerd")).to_be_visible()
        events = Calendar.from_ical((self.folder / "site/programme.ics").read_bytes()).walk("VEVENT")
        found = {
            str(event["SUMMARY"]): (
                f"{event.decoded('DTSTART').astimezone(NETHERLANDS):%-H.%M}",
                str(event.get("LOCATION", "")),
            )
            for event in events
            if isinstance(event.decoded("DTSTART"), datetime)
        }
        state = self.state
        for session in meetings(state):
            hour, room = where(state, session.name)
            assert found[session.title or session.name][0] == hour
            assert str(room) in found[session.title or session.name][1]
        return found

    def late_form(self, name: str) -> Locator:
        self.go("Programma maken")
        return self.page.get_by_role("form", name=name)

    def mends(self, moved: str, first: Published) -> None:
        """Takes what was found, tells everybody, compares, and publishes again."""
        mail = self.takes_the_proposal()
        assert mail.startswith("Beste deelnemers,")
        assert moved in mail
        self.go("Vergelijken")
        expect(self.page.locator("td.moved").filter(has_text=moved)).to_have_count(1)
        title = next(one.title or moved for one in meetings(self.state) if one.name == moved)
        assert self.publishes()[title] != first[title]


def meetings(state: DeskState) -> list[Session]:
    """Those that have been given a room."""
    return [session for session, placement in state.placed.items() if placement.room is not None]


@contextmanager
def at_work(chromium: Browser, home: Path, hand: type[Mouse], name: str) -> Iterator[Secretary]:
    """On a machine that speaks Dutch; the page may complain of nothing."""
    complaints: list[str] = []
    with served_beginning(home) as entrance:
        page = chromium.new_context(locale="nl-NL", **hand.device).new_page()  # type: ignore[arg-type]
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.goto(entrance)
        expect(page.get_by_role("heading", name="Beginnen")).to_be_visible()
        yield Secretary(hand(page), page, home / name)
        page.context.close()
    assert [text for text in complaints if "status of 4" not in text] == []


def workbook_of(name: str, file: Path) -> Path:
    folder = HOME / "instances" / name
    file.write_bytes(write_workbook(of_files(DayFiles.of(folder), read(folder).conference)))
    return file


MOVED, CHAIR = "MKB en economische vernieuwing", "Yvonne Salvino"  # who alone leads it, on both days


def test_haarlem_with_a_mouse(chromium: Browser, tmp_path: Path) -> None:
    book = workbook_of("haarlem-2023", tmp_path / "haarlem.xlsx")
    (tmp_path / "aanmeldingen.csv").write_text(SIGN_UPS, "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    with at_work(chromium, home, Mouse, "haarlem") as her:
        page, hand = her.page, her.hand
        empty = page.get_by_role("region", name="Een lege dag")
        hand.write(empty.get_by_label("Naam van de nieuwe map"), "haarlem")
        hand.write(empty.get_by_label("Titel van de dag"), "Netwerkdag")
        hand.write(empty.get_by_label("Datum van de nieuwe dag"), "10 februari 2023")
        hand.press(empty.get_by_role("button"))
        her.go("Gegevens")
        for file, at_once in ((book, True), (tmp_path / "aanmeldingen.csv", False)):
            hand.file(page.get_by_label("Een bestand inlezen"), file)
            her.press("Bekijken")
            if not at_once:
                expect(page.get_by_label('Welke groep is "Woningmrkt"?')).to_have_value("Woningmarkt")
                hand.choose(page.get_by_label('Wat staat er in de kolom "Bij'), "belangstellende")
            her.press("Overnemen")
            expect(page.locator(".good")).to_contain_text(f"{file.name} ingelezen.")
        assert her.state.conference.title == "Bestuurlijke netwerkdag Haarlem"
        assert {"Jan Nieuw", "Anne Later"} <= {person.name for person in her.state.conference.people}

        hand.press(page.get_by_role("link", name="Zalen"))
        hand.press(page.get_by_role("link", name="Gravenzaal"))
        hand.write(page.get_by_label("Plaatsen"), "veel")
        her.press("Opslaan")
        expect(page.locator("#summary")).to_contain_text('moet een heel getal van 0 of meer zijn; er staat "veel".')
        expect(page.get_by_label("Plaatsen")).to_have_value("veel")
        hand.write(page.get_by_label("Plaatsen"), "240")
        her.press("Opslaan")
        expect(page.locator(".good")).to_contain_text("Zalen: Gravenzaal gewijzigd.")

        her.makes_the_programme()
        her.go("Rooster")
        her.swaps("Europa", "Woningmarkt")
        hand.press(page.get_by_role("link", name="Geschiedenis"))
        hand.write(page.get_by_label("Bewaar de dag zoals die nu is, met een naam"), "zoals rondgestuurd")
        hand.press(page.locator(".name-now").get_by_role("button"))
        expect(page.locator("tr.now").get_by_label("Naam van de versie")).to_have_value("zoals rondgestuurd")
        first = her.publishes()

        state = her.state
        late = [one for one in meetings(state) if one.groups and where(state, one.name)[0] == "15.00"]
        room = str(where(state, late[-1].name)[1])
        moved = late[-1]
        closes = her.late_form("Een zaal gaat dicht")
        hand.choose(closes.get_by_label("Zaal"), room)
        hand.write(closes.get_by_label("Van", exact=True), "14.55")
        hand.press(closes.get_by_role("button"))
        her.mends(moved.name, first)
        assert where(her.state, moved.name)[1] != room


@pytest.mark.parametrize(
    ("day", "hand"),
    [("almere", Mouse), ("almere", Keys), ("almere", Finger), ("haarlem", Keys)],
    ids=["almere-mouse", "almere-keys", "almere-telephone", "haarlem-keys"],
)
def test_a_day_from_a_workbook(chromium: Browser, tmp_path: Path, day: str, hand: type[Mouse]) -> None:
    """By the ways and on the days that the two others leave."""
    book = workbook_of({"almere": "almere-2022", "haarlem": "haarlem-2023"}[day], tmp_path / f"{day}.xlsx")
    home = tmp_path / "home"
    home.mkdir()
    with at_work(chromium, home, hand, day) as his:
        page, uses = his.page, his.hand
        begin = page.get_by_role("region", name="Vanuit een bestand")
        uses.file(begin.get_by_label("Bestand", exact=True), book)
        uses.write(begin.get_by_label("Naam van de nieuwe map"), day)
        uses.press(begin.get_by_role("button", name="Maak de dag aan"))
        expect(page.get_by_role("heading", name="De dag is aangemaakt")).to_be_visible()
        uses.press(page.get_by_role("link", name="Naar de dag"))
        expect(page.get_by_role("heading", name="Rooster")).to_be_visible()
        his.makes_the_programme()

        his.go("Rooster")
        one, other = two_at_other_hours(his.state)
        his.swaps(one.name, other.name)
        first = his.publishes()

        form = his.late_form("Iemand komt later of vertrekt eerder")
        uses.write(form.get_by_label("Wie", exact=True), CHAIR)
        uses.write(form.get_by_label("Vertrekt om"), where(his.state, MOVED)[0])
        if (days := form.get_by_label("Op welke dag")).count():
            uses.choose(days, days.get_by_role("option").nth(1).inner_text())  # where it stands
        uses.press(form.get_by_role("button"))
        his.mends(MOVED, first)


def two_at_other_hours(state: DeskState) -> tuple[Session, Session]:
    """Two meetings as long as each other, below each other on one day."""
    found = sorted(meetings(state), key=lambda session: state.placed[session].start)
    free = [session for session in found if session.groups and not session.starts]
    return next(
        (one, other)
        for one in free
        for other in free
        if one.minutes == other.minutes and 0 < state.placed[other].start - state.placed[one].start < 300
    )


def test_last_years_day_on_a_telephone(chromium: Browser, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(HOME / "instances/haarlem-2023", home / "netwerkdag-2023")
    (home / "netwerkdag-2023/printed.yaml").unlink()
    with at_work(chromium, home, Finger, "netwerkdag-2027") as her:
        page, hand = her.page, her.hand
        last = page.get_by_role("region", name="Vanuit de dag van vorig jaar")
        hand.write(last.get_by_label("Map van de dag van vorig jaar"), "netwerkdag-2023")
        hand.write(last.get_by_label("Naam van de nieuwe map"), "netwerkdag-2027")
        hand.write(last.get_by_label("Datum van de nieuwe dag"), "12 maart 2027")
        hand.press(last.get_by_role("button"))
        her.makes_the_programme()
        her.go("Rooster")
        her.swaps("Europa", "Woningmarkt")
        hand.press(page.locator("#to-verdict"))
        expect(page.get_by_role("heading", name="Oordeel")).to_be_visible()
        hand.press(page.locator("#to-verdict"))
        first = her.publishes()

        form = her.late_form("Iemand komt later of vertrekt eerder")
        hand.write(form.get_by_label("Wie", exact=True), CHAIR)
        hand.write(form.get_by_label("Vertrekt om"), where(her.state, MOVED)[0])
        hand.press(form.get_by_role("button"))
        her.mends(MOVED, first)
