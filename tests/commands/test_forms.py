"""`netday export` writes each form, and `netday publish` all of them: what is unchanged keeps its bytes."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import get_args

import openpyxl
import pytest
from click.testing import Result
from pypdf import PdfReader

from scheduler.api.outputs import Format
from scheduler.commands.export import FORMS
from scheduler.publishing.exports.formats import FORMATS, PUBLISHED
from tests.commands.test_check import DAY, netday
from tests.commands.test_publish import typed
from tests.support.html_page import read_page

FILES = [file for form in PUBLISHED.values() for file in form.files]


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETDAY_NOW", "2026-03-01T12:00Z")
    Path("day.yaml").write_text(DAY, "utf-8")
    typed("Europa: 10:00 Zaal 1\n  Woningmarkt: 11:15 Zaal 2")


def published(*further: str) -> dict[str, tuple[int, bytes]]:
    """The forms in the folder, each with the file that holds it on the disk."""
    done = netday("publish", "day.yaml", "typed.yaml", "--to", "site", *further)
    assert done.exit_code == 0, done.output
    return {name: ((Path("site") / name).stat().st_ino, (Path("site") / name).read_bytes()) for name in FILES}


def test_every_form_of_the_table_can_be_asked_for() -> None:
    assert {*FORMS} == {*FORMATS}
    assert {*get_args(Format)} == {*FORMATS, "ics", "csplib"}


def export(form: str, *further: str, to: str) -> Result:
    return netday("export", "day.yaml", "typed.yaml", "--format", form, "-o", to, *further)


@pytest.mark.parametrize("form", FORMATS)
def test_a_form_is_written_again_over_its_own_and_over_nothing_else(form: str) -> None:
    first = export(form, to="file")
    assert (first.exit_code, first.stderr) == (0, "Written: file.\n")
    written = Path("file").read_bytes()
    assert export(form, to="file").exit_code == 0
    assert Path("file").read_bytes() == written
    refused = export(form, to="day.yaml")
    assert (refused.exit_code, Path("day.yaml").read_text("utf-8")) == (2, DAY)
    assert refused.stderr.endswith(
        "Error: day.yaml was not written by netday, so it is left as it is. Choose another name.\n"
    )


def test_nobodys_own_day_stands_in_a_form_unless_it_is_asked_for() -> None:
    for form, known in FORMATS.items():
        assert export(form, to=form).exit_code == 0
        if form not in {"pdf", "docx", "signs", "attendance", "xlsx"}:  # their letters are packed
            assert b"Jan Wit" not in Path(form).read_bytes()
        assert (export(form, "--people", to=form).exit_code == 0) == known.with_people


def test_a_form_is_of_all_a_calendar_of_one_and_a_booklet_of_either() -> None:
    for asked in (("json", "--person", "Jan Wit"), ("pdf", "--room", "Zaal 1")):
        refused = export(*asked, to="file")
        assert (refused.exit_code, refused.stderr.splitlines()[-1]) == (
            2,
            "Error: --room and --group go with --format ics; --person with ics or pdf.",
        )
    assert export("pdf", "--person", "Jan Wit", to="jan.pdf").exit_code == 0
    assert export("pdf", to="all.pdf").exit_code == 0
    assert len(Path("jan.pdf").read_bytes()) < len(Path("all.pdf").read_bytes())


def test_the_organisers_workbook_has_the_checks_report() -> None:
    assert export("xlsx", to="day.xlsx").exit_code == 0
    assert openpyxl.load_workbook("day.xlsx").sheetnames[-1] == "Verslag"


def test_all_forms_are_published_and_listed_and_the_unchanged_keep_their_place_on_the_disk() -> None:
    first = published()
    listed = json.loads(Path("site/calendars.json").read_bytes())["files"]
    sessions = sorted(str(file.relative_to("site")) for file in Path("site/sessions").iterdir())
    assert [row for row in listed if row["kind"] == "form"] == [{"kind": "form", "file": name} for name in FILES]
    assert sorted(row["file"] for row in listed if row["kind"] == "session") == sessions
    assert len(sessions) == 2
    assert published() == first


def test_what_changed_is_told_until_something_else_changes() -> None:
    published()
    typed("Europa: 11:15 Zaal 2\n  Woningmarkt: 10:00 Zaal 2")
    second = published()
    news = {item["title"]: item["news"] for item in json.loads(second["data.json"][1])["sessions"]}
    assert news == {
        "Woningmarkt": "Gaat van 11.15 naar 10.00.",
        "Europa": "Gaat van 10.00 Zaal 1 naar 11.15 Zaal 2.",
    }
    assert published() == second


@pytest.mark.parametrize(("language", "heading"), [("nl", "Wat is er gewijzigd"), ("en", "What has changed")])
def test_every_form_that_people_read_lists_what_has_changed_and_none_does_so_at_first(
    language: str, heading: str
) -> None:
    def texts_of(forms: dict[str, tuple[int, bytes]]) -> dict[str, str]:
        book = openpyxl.load_workbook(BytesIO(forms["programme.xlsx"][1]))
        texts = {
            "programme.html": read_page(forms["programme.html"][1]).one("body").words,
            "programme.pdf": "\n".join(
                page.extract_text() for page in PdfReader(BytesIO(forms["programme.pdf"][1])).pages
            ),
            "programme.md": forms["programme.md"][1].decode().replace("\\", ""),
            "programme.xlsx": "\n".join(str(cell.value) for cell in book.worksheets[0]["A"] if cell.value),
        }
        return {name: " ".join(text.split()) for name, text in texts.items()}

    first = texts_of(published("--language", language))
    assert [name for name, text in first.items() if heading in text] == []
    day = DAY.replace("  - group: Woningmarkt\n", "").replace(
        "group: Europa", "{group: Europa, name: Europa, title: Europa nu}"
    )
    Path("day.yaml").write_text(day, "utf-8")
    typed("Europa: 10:00 Zaal 2")
    changed = {
        "nl": ["Europa nu: Gaat van Zaal 1 naar Zaal 2 en heette Europa.", "Woningmarkt vervalt, 11.15 Zaal 2."],
        "en": [
            "Europa nu: Moves from Zaal 1 to Zaal 2 and was called Europa.",
            "Woningmarkt is cancelled, 11:15 Zaal 2.",
        ],
    }[language]
    for name, text in texts_of(published("--language", language, "--anyway")).items():
        assert (name, heading in text, [line for line in changed if line not in text]) == (name, True, [])


def test_names_for_machines_stay_when_the_title_of_the_day_is_mended() -> None:
    def guids(forms: dict[str, tuple[int, bytes]]) -> list[str]:
        return [item["guid"] for item in json.loads(forms["data.json"][1])["sessions"]]

    first = guids(published())
    Path("day.yaml").write_text(DAY.replace("title: Netwerkdag", "title: Bestuurlijke netwerkdag"), "utf-8")
    assert guids(published()) == first


def test_a_session_that_is_gone_is_told_by_its_title() -> None:
    published()
    Path("day.yaml").write_text(DAY.replace("  - group: Woningmarkt\n", ""), "utf-8")
    typed("Europa: 10:00 Zaal 1")
    payload = json.loads(published("--anyway")["data.json"][1])
    assert payload["gone"] == ["Woningmarkt vervalt, 11.15 Zaal 2."]


def test_a_draft_says_so_in_each_form() -> None:
    forms = published("--draft")
    for name in ("programme.html", "programme.md", "schedule.xml", "schedule.json", "data.json"):
        assert "CONCEPT" in forms[name][1].decode().replace("\\", "")
