"""Publiceren: the dry run as a page, what stops it, the edition, and what is sent and taken along beside it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from scheduler.desk.acts import Place, Swap
from scheduler.web.app import desk_app
from scheduler.web.desk import Desk
from scheduler.web.who import May, Visitor
from tests.support.browser import Browser
from tests.support.desk_days import FILES, a_folder

PEOPLE = """\
naam;organisatie;e-mail;Wonen;Zorg;Energie;Europa
Anna Bos;Delft;anna@delft.nl;voorzitter;;lid;
Bob Cent;Gouda;;lid;;voorzitter;
Carla Dijk;Breda;;;voorzitter;;lid
Ed Evers;Ede;;;lid;;voorzitter
Gijs Groen;Assen;;lid;;lid;
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    day = FILES["day.yaml"].replace("date:", "website: https://g40.example/dag\ndate:")
    return Desk.of(a_folder(tmp_path / "dag", {"day.yaml": day, "people.csv": PEOPLE}), "en")


def entered(desk: Desk, visitor: Visitor | None = None) -> Browser:
    browser = Browser(desk_app(desk, 8780))
    browser.get(f"/enter?key={desk.doors.invite(visitor) if visitor else desk.doors.key()}")
    return browser


def seen(page: str) -> dict[str, str]:
    """What the form on the page says that was looked at."""
    return {
        name: found[1] if (found := re.search(f'name="{name}" value="(.*?)"', page)) else ""
        for name in ("version", "edition")
    }


def published(browser: Browser, **fields: str) -> str:
    """The page after publishing."""
    answer = browser.post("/publiceren", {**seen(browser.get("/publiceren").text), "how": "edition", **fields})
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["location"]).text


def moved(desk: Desk, act: Place | Swap) -> None:
    desk.workspace.do(act, seen=desk.workspace.state().version)


def site(desk: Desk) -> Path:
    return desk.workspace.folder / "site"


def test_a_first_edition_is_looked_at_and_then_published_and_nothing_is_written_before(desk: Desk) -> None:
    browser = entered(desk)
    page = browser.get("/publiceren").text
    assert "This would be the first edition." in page
    assert "Would be written to site" in page
    assert not site(desk).exists()
    page = published(browser)
    assert "It is published" in page
    assert (site(desk) / "programme.html").exists()
    assert "Nothing changes: what is published says all that the programme says." in page


def test_a_move_is_told_in_a_sentence_and_who_has_to_change_something_is_named(desk: Desk) -> None:
    browser = entered(desk)
    published(browser)
    moved(desk, Swap("Zorg", "Europa"))
    page = browser.get("/publiceren").text
    assert "Zorg moves from" in page
    assert "Ed Evers" in page
    page = published(browser)
    assert "Europa moves from" in page
    assert "nobody has read it yet" not in page
    assert not (site(desk) / "not-announced.json").exists()


def test_a_broken_rule_stops_it_and_is_mended_in_the_timetable_or_overruled(desk: Desk) -> None:
    browser = entered(desk)
    moved(desk, Place("Energie", 615, "Zaal 1"))
    page = browser.get("/publiceren").text
    assert "This stops it" in page
    assert '<a href="/">Mend it in the timetable</a>' in page
    answer = browser.post("/publiceren", {**seen(page), "how": "edition", "reminder": "15"})
    assert answer.status_code == 422
    assert 'value="15"' in answer.text
    assert not site(desk).exists()
    assert "It would go out with this" in browser.get("/publiceren?anyway=1").text
    published(browser, anyway="1")
    assert site(desk).exists()


def test_a_day_with_faults_is_mended_at_the_data(desk: Desk) -> None:
    (desk.workspace.folder / "day.yaml").write_text("title: Dag\ndate: nooit\n", "utf-8")
    page = entered(desk).get("/publiceren")
    assert page.status_code == 200
    assert "nooit" in page.text
    assert '<a href="/gegevens">Mend it in the data</a>' in page.text
    assert entered(desk).get("/publiceren/bestand/page").status_code == 422
    assert entered(desk).get("/publiceren/mailing.xlsx").status_code == 422


def test_what_was_looked_at_is_what_is_published(desk: Desk) -> None:
    one, other = entered(desk), entered(desk)
    looked = seen(one.get("/publiceren").text)
    published(other)
    answer = one.post("/publiceren", {**looked, "how": "edition", "renamed": "A = B"})
    assert answer.status_code == 412
    assert ">A = B</textarea>" in answer.text
    looked = seen(one.get("/publiceren").text)
    moved(desk, Swap("Zorg", "Europa"))
    assert one.post("/publiceren", {**looked, "how": "edition"}).status_code == 412


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reminder": "een uur"}, "is no number of minutes"),
        ({"reminder": "99999"}, "is no number of minutes"),
        ({"act": "withdraw"}, "Say whose calendar it is."),
        ({"act": "withdraw", "person": "Niemand Anders"}, "Niemand Anders"),
        ({"act": "restore", "person": "Anna Bos"}, "is not withdrawn"),
        ({"renamed": "Anna Bos"}, "is no old name with a new one"),
    ],
)
def test_what_is_filled_in_wrong_is_said_and_stays(desk: Desk, fields: dict[str, str], sentence: str) -> None:
    browser = entered(desk)
    answer = browser.post("/publiceren", {**seen(browser.get("/publiceren").text), "how": "edition", **fields})
    assert answer.status_code == 422
    assert sentence in answer.text
    for value in fields.values():
        assert value in answer.text
    assert not site(desk).exists()


def test_somebody_withdraws_and_comes_back(desk: Desk) -> None:
    browser = entered(desk)
    published(browser)
    files = len(list((site(desk) / "people").iterdir()))
    assert "Anna Bos" in published(browser, act="withdraw", person="Anna Bos")
    assert len(list((site(desk) / "people").iterdir())) == files - 1
    published(browser, act="restore", person="Anna Bos")
    assert "From now on Anna Bos has people/" in published(browser, act="readdress", person="Anna Bos")


def test_a_draft_goes_beside_and_never_in_the_place_of_an_edition(desk: Desk) -> None:
    browser = entered(desk)
    published(browser)
    before = (site(desk) / "programme.ics").read_bytes()
    assert "A draft is written to site-concept" in published(browser, how="draft")
    assert (site(desk) / "programme.ics").read_bytes() == before
    assert (desk.workspace.folder / "site-concept/programme.ics").exists()


def test_the_folder_is_remembered_and_one_that_holds_something_else_is_refused(desk: Desk, tmp_path: Path) -> None:
    browser = entered(desk)
    full = desk.workspace.folder / "papieren"
    full.mkdir()
    (full / "brief.txt").write_text("x", "utf-8")
    for typed in ("papieren", ".", ".netday/x", "day.yaml"):
        answer = browser.post("/publiceren/map", {"folder": typed})
        assert answer.status_code == 422
        assert f'value="{typed}" aria-invalid="true"' in answer.text
    assert browser.post("/publiceren/map", {"folder": "uitgave/web"}).status_code == 303
    again = Desk.of(desk.workspace.folder, "en")
    published(entered(again))
    assert (desk.workspace.folder / "uitgave/web/programme.html").exists()
    elsewhere = str(tmp_path / "elders")
    guest = entered(desk, Visitor("Ria"))
    assert guest.post("/publiceren/map", {"folder": elsewhere}).status_code == 422
    assert browser.post("/publiceren/map", {"folder": elsewhere}).status_code == 303


def test_the_mail_says_what_changed_since_what_people_know(desk: Desk) -> None:
    browser = entered(desk)
    first = browser.get("/publiceren").text
    assert "Hierbij het programma van Netwerkdag." in first
    assert "https://g40.example/dag/programme.html" in first
    published(browser)
    moved(desk, Swap("Zorg", "Europa"))
    assert "van plaats gewisseld met" in browser.get("/publiceren").text
    published(browser)
    assert "van plaats gewisseld met" in browser.get("/publiceren").text  # since the edition before
    assert "Dear all," in browser.get("/publiceren?mail=en").text
    assert browser.get("/publiceren?since=entry:99").status_code == 200


def test_the_mailing_list_is_of_everybody_or_of_those_whom_a_change_concerns(desk: Desk) -> None:
    browser = entered(desk)
    published(browser)
    answer = browser.get("/publiceren/mailing.xlsx")
    assert 'filename="netwerkdag-verzendlijst.xlsx"' in answer.headers["content-disposition"]
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].values)
    assert len(rows) == 6
    assert "anna@delft.nl" in rows[1]
    moved(desk, Swap("Zorg", "Europa"))
    some = list(load_workbook(BytesIO(browser.get("/publiceren/mailing.xlsx?since=published").content)).worksheets[0])
    assert 1 < len(some) < 6
    assert browser.get("/publiceren/mailing.csv").content.startswith(b"\xef\xbb\xbf")
    assert "mailing.zip" in browser.get("/publiceren").text
    drafts = ZipFile(BytesIO(browser.get("/publiceren/mailing.zip").content))
    assert drafts.namelist() == ["anna-bos.eml"]
    assert browser.get("/publiceren/mailing.doc").status_code == 404
    assert entered(desk, Visitor("Ria", May.LOOK)).get("/publiceren/mailing.xlsx").status_code == 403


def test_where_nobody_has_an_address_no_drafts_are_offered(tmp_path: Path) -> None:
    browser = entered(Desk.of(a_folder(tmp_path / "zonder"), "nl"))
    page = browser.get("/publiceren").text
    assert "mailing.zip" not in page
    assert "Nog niemand heeft een e-mailadres." in page


@pytest.mark.parametrize(
    ("key", "name", "begins"),
    [
        ("page", "netwerkdag-programma.html", b"<!doctype html>"),
        ("word", "netwerkdag-programma.docx", b"PK"),
        ("workbook", "netwerkdag-programma.xlsx", b"PK"),
        ("signs-word", "netwerkdag-deurborden.docx", b"PK"),
        ("attendance", "netwerkdag-presentielijsten.pdf", b"%PDF"),
        ("calendar", "netwerkdag-programma.ics", b"BEGIN:VCALENDAR"),
        ("schedule-json", "netwerkdag-schema.json", b"{"),
    ],
)
def test_each_form_is_given_under_a_name_that_says_what_it_is(desk: Desk, key: str, name: str, begins: bytes) -> None:
    answer = entered(desk).get(f"/publiceren/bestand/{key}")
    assert f'attachment; filename="{name}"' in answer.headers["content-disposition"]
    assert answer.content[: len(begins)].lower() == begins.lower()


def test_days_of_people_are_in_the_forms_that_have_them_and_no_other_form_is_there(desk: Desk) -> None:
    browser = entered(desk)
    assert len(browser.get("/publiceren/bestand/page?people=1").content) > len(
        browser.get("/publiceren/bestand/page").content
    )
    assert browser.get("/publiceren/bestand/word?people=1").status_code == 422
    assert browser.get("/publiceren/bestand/exe").status_code == 404


def test_without_a_website_it_is_said_how_to_come_by_one(desk: Desk) -> None:
    day = desk.workspace.folder / "day.yaml"
    assert "The address of the day is" in entered(desk).get("/publiceren").text
    day.write_text(day.read_text("utf-8").replace("website: https://g40.example/dag\n", ""), "utf-8")
    page = entered(desk).get("/publiceren").text
    assert "Nobody can subscribe yet" in page
    assert "Look whether it works there" not in page


def test_the_address_is_asked_when_somebody_wants_that_and_who_does_not_answer_is_told(desk: Desk) -> None:
    day = desk.workspace.folder / "day.yaml"
    day.write_text(day.read_text("utf-8").replace("https://g40.example/dag", "http://127.0.0.1:9/dag"), "utf-8")
    answer = entered(desk).post("/publiceren/nakijken", {})
    assert answer.status_code == 200
    assert "127.0.0.1:9" in answer.text
    assert 'class="fault"' in answer.text


def test_who_may_look_sees_what_would_change_and_has_no_button_to_do_it(desk: Desk) -> None:
    browser = entered(desk, Visitor("Ria", May.LOOK))
    page = browser.get("/publiceren").text
    assert "This would be the first edition." in page
    assert 'value="edition"' not in page
    assert browser.post("/publiceren", {**seen(page), "how": "edition"}).status_code == 403
