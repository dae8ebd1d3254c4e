"""Gegevens in a real browser: fields, faults, files that are dropped, two people at once; axe and Nu find nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scheduler.files import read
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.workbook.tables import of_files
from scheduler.files.workbook.write import write_workbook
from scheduler.web.desk import Desk
from tests.real.foreign import HOME
from tests.support.served_desk import ServedDesk, served

AXE = HOME / "tests/real/node_modules/axe-core/axe.min.js"
NU = HOME / "tests/real/node_modules/vnu-jar/build/dist/vnu.jar"
HAARLEM = HOME / "instances/haarlem-2023"
SIGN_UPS = """\
Tijdstempel;Naam;Gemeente;Bij welke themagroepen sluit u aan?
1-2-2023 09:00;Jan Nieuw;Ede;Europa, Woningmrkt
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    folder = tmp_path_factory.mktemp("desk") / "haarlem"
    shutil.copytree(HAARLEM, folder, ignore=shutil.ignore_patterns("printed.yaml", "people.json", "README.md"))
    with served(Desk.of(folder, "nl")) as here:
        yield here


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(desk: ServedDesk, chromium: Browser, path: str, **more: Any) -> Page:
    page = chromium.new_context(**{"viewport": {"width": 1280, "height": 1000}, **more}).new_page()
    page.goto(desk.entrance)
    page.goto(f"{desk.home}{path}")
    return page


def day_of(desk: ServedDesk) -> str:
    return (desk.desk.workspace.folder / "day.yaml").read_text("utf-8")


def judged(page: Page, name: str) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    wide = [] if page.evaluate("() => document.documentElement.scrollWidth <= innerWidth") else [f"{name}: too wide"]
    return wide + [f"{name}: {rule['id']}: {node['target']}" for rule in found["violations"] for node in rule["nodes"]]


def test_a_field_is_mended_with_the_keyboard_alone(desk: ServedDesk, chromium: Browser) -> None:
    page, before, errors = opened(desk, chromium, "/gegevens/rooms"), day_of(desk), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.get_by_role("link", name="Gravenzaal").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Plaatsen").focus()
    page.keyboard.type("veel")
    page.keyboard.press("Enter")
    expect(page.locator("#summary")).to_be_focused()
    field = page.get_by_label("Plaatsen")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#f-capacity-fault-1")).to_contain_text("moet een heel getal")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link of the fault
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile("veel"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("240")
    page.keyboard.press("Enter")
    expect(page.locator(".good")).to_contain_text("Zalen: Gravenzaal gewijzigd.")
    assert day_of(desk) == before.replace("capacity: 250", "capacity: 240")
    assert (page.locator("main > #searching").count(), errors) == (1, [])  # the bar of a search is still there
    page.get_by_role("button", name="Ongedaan maken").first.press("Enter")
    expect(page.locator(".good")).to_have_count(0)
    assert day_of(desk) == before
    page.context.close()


def test_the_nearest_name_is_put_in_by_its_button_and_there_is_room_for_one_more(
    desk: ServedDesk, chromium: Browser
) -> None:
    page, before = opened(desk, chromium, "/gegevens/sessions/new"), day_of(desk)
    page.get_by_label("Titel").fill("Werkbezoek")
    group = page.get_by_label("Groepen 1")
    group.fill("Woningmrkt")
    expect(page.get_by_label("Groepen 2")).to_be_visible()
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Gebruik Woningmarkt").click()
    expect(group).to_have_value("Woningmarkt")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".good")).to_contain_text("Onderdelen: Werkbezoek toegevoegd.")
    page.get_by_role("button", name="Ongedaan maken").first.click()
    expect(page.get_by_role("link", name="Werkbezoek")).to_have_count(0)
    assert day_of(desk) == before
    page.context.close()


def test_people_are_found_while_one_types(desk: ServedDesk, chromium: Browser) -> None:
    page = opened(desk, chromium, "/gegevens/people")
    page.get_by_label("Zoeken").press_sequentially("alkmaar sociaal")
    expect(page.locator("#found")).to_contain_text(" van 226")
    expect(page.get_by_label("Zoeken")).to_be_focused()
    assert 0 < page.locator("tbody tr").count() < 10
    page.context.close()


def test_a_workbook_is_dropped_and_an_export_chosen(desk: ServedDesk, chromium: Browser, tmp_path: Path) -> None:
    page, before = opened(desk, chromium, "/"), day_of(desk)
    folder = desk.desk.workspace.folder
    tables = of_files(DayFiles.of(folder), read(folder).conference)
    tables.rows["rooms"][0].cells["capacity"] = "240"
    data = list(write_workbook(tables))
    page.evaluate(
        """data => {
          const files = new DataTransfer();
          files.items.add(new File([new Uint8Array(data)], "dag.xlsx"));
          document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: files, bubbles: true, cancelable: true}));
        }""",
        data,
    )
    expect(page.get_by_role("heading", name="dag.xlsx")).to_be_visible()
    expect(page.locator(".differences")).to_contain_text('"250" → "240"')
    page.get_by_role("button", name="Overnemen").click()
    expect(page.locator(".good")).to_contain_text("dag.xlsx ingelezen.")
    page.get_by_role("button", name="Ongedaan maken").first.click()
    expect(page.locator(".good")).to_have_count(0)
    assert day_of(desk) == before
    (tmp_path / "aanmeldingen.csv").write_text(SIGN_UPS, "utf-8")
    page.get_by_label("Een bestand inlezen").set_input_files(tmp_path / "aanmeldingen.csv")
    page.get_by_role("button", name="Bekijken").click()
    expect(page.get_by_label('Welke groep is "Woningmrkt"?')).to_have_value("Woningmarkt")
    page.get_by_role("button", name="Overnemen").click()
    expect(page.locator(".good")).to_contain_text("aanmeldingen.csv ingelezen.")
    assert "Jan Nieuw" in (folder / "people.csv").read_text("utf-8")
    page.get_by_role("button", name="Ongedaan maken").first.click()
    expect(page.locator(".good")).to_have_count(0)
    page.context.close()


def test_two_people_change_one_field_and_nothing_is_lost(desk: ServedDesk, chromium: Browser) -> None:
    before = day_of(desk)
    anna, bob, list_of_rooms = (
        opened(desk, chromium, path) for path in ("/gegevens/rooms/0", "/gegevens/rooms/0", "/gegevens/rooms")
    )
    for page, seats in ((anna, "240"), (bob, "230")):
        page.get_by_label("Plaatsen").fill(seats)
    anna.get_by_role("button", name="Opslaan").click()
    expect(anna.locator(".good")).to_be_visible()
    expect(list_of_rooms.locator("tbody tr").first).to_contain_text("240")  # without anybody asking
    expect(bob.locator("#live")).to_contain_text("Gravenzaal")
    bob.get_by_role("button", name="Opslaan").click()
    expect(bob.locator("#summary")).to_contain_text("Intussen gewijzigd")
    expect(bob.get_by_label("Plaatsen")).to_have_value("230")
    bob.get_by_role("button", name="Opslaan").click()
    expect(bob.locator(".good")).to_be_visible()
    assert "capacity: 230" in day_of(desk)
    for _ in range(2):
        desk.desk.workspace.undo(seen=desk.desk.workspace.state().version)
    assert day_of(desk) == before
    for page in (anna, bob, list_of_rooms):
        page.context.close()


def test_without_script_a_form_is_sent_all_the_same(desk: ServedDesk, chromium: Browser) -> None:
    page, before = opened(desk, chromium, "/gegevens/rooms/0", java_script_enabled=False), day_of(desk)
    page.get_by_label("Plaatsen").fill("240")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".good")).to_contain_text("gewijzigd")
    page.get_by_role("button", name="Ongedaan maken").first.click()
    assert day_of(desk) == before
    page.context.close()


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 390), ("light", 2560)])
def test_axe_and_nu_find_nothing(desk: ServedDesk, chromium: Browser, tmp_path: Path, theme: str, width: int) -> None:
    page = opened(desk, chromium, "/gegevens", viewport={"width": width, "height": 900}, color_scheme=theme)
    paths = ["", "/day", "/rooms", "/people", "/people/3", "/sessions/5", "/groups/4", "/rules", "/rules/0"]
    paths += ["/rules/new?rule=in_order", "/text?file=day.yaml", "/sessions/new"]
    found, files = [], []
    for number, path in enumerate(paths):
        page.goto(f"{desk.home}/gegevens{path}")
        found += judged(page, path)
        files.append(tmp_path / f"{number}.html")
        files[-1].write_text(page.request.get(page.url).text(), "utf-8")
    page.get_by_label("Groepen 1").fill("Woningmrkt")
    page.get_by_label("Minuten").fill("x")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#summary")).to_be_focused()
    found += judged(page, "faults")
    (tmp_path / "aanmeldingen.csv").write_text(SIGN_UPS, "utf-8")
    page.goto(f"{desk.home}/gegevens")
    page.get_by_label("Een bestand inlezen").set_input_files(tmp_path / "aanmeldingen.csv")
    page.get_by_role("button", name="Bekijken").click()
    expect(page.locator("form.answers")).to_be_visible()
    found += judged(page, "review")
    files.append(tmp_path / "review.html")
    files[-1].write_text(page.request.get(page.url).text(), "utf-8")
    assert found == []
    if theme == "dark":
        command = ["java", "-jar", str(NU), "--Werror", "--format", "gnu", *map(str, files)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    page.context.close()
