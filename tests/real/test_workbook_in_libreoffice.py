"""The workbook in LibreOffice: it opens, prints and is read as written, and nothing in it is calculated."""

from __future__ import annotations

import csv
import re
import subprocess
from pathlib import Path

import pytest

from scheduler.checking.check import check
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.files import read, read_programme
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.workbook import write
from scheduler.rules.problem import Problem
from scheduler.text.language import Language
from tests.support import small
from tests.support.house import HOME
from tests.support.large import large_day
from tests.support.workbooks import expected, in_the_list, opened, seen_in

# Every sheet in a file of its own, values as they are shown, in UTF-8.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
HOSTILE = ("=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1+1)", "#N/A", "_x0041_", "'=1+1", "1/2", "Één & <b>")


def run(*command: str | Path) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def converted(data: bytes, to: str, folder: Path) -> Path:
    """The folder with what LibreOffice makes of the workbook; it has a profile of its own, so that none is touched."""
    (folder / "in").mkdir()
    (folder / "in" / "programme.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    output = run(
        "soffice", profile, "--headless", "--convert-to", to, "--outdir", folder / "out", folder / "in/programme.xlsx"
    )
    assert "convert" in output, output
    return folder / "out"


def haarlem(language: str) -> tuple[Conference, Programme, Document]:
    instance = read(HOME / "instances/haarlem-2023")
    programme, _ = read_programme(HOME / "instances/haarlem-2023/printed.yaml", instance)
    return instance.conference, programme, document(instance.conference, programme, Language.of(language))


def pages(file: Path) -> list[str]:
    """The text of each page, cell by cell and without blanks: a cell breaks its lines anywhere."""
    return ["".join(page.split()) for page in run("pdftotext", "-raw", file, "-").split("\f")[:-1]]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_session_of_haarlem_is_on_the_first_page_with_its_hours(language: str, tmp_path: Path) -> None:
    conference, programme, paper = haarlem(language)
    report = check(Problem(conference, ()), programme)
    first, second, *_ = pages(converted(write(paper, report=report), "pdf", tmp_path) / "programme.pdf")
    clock = conference.speaking(language).clock
    for placement in programme.placements:
        hours = f"{clock.hour(placement.start)}–{clock.hour(placement.end)}"
        title = re.escape("".join(placement.session.title.split()))
        assert re.search(f"{title}·?{hours}", first), (placement.session.title, first)
    assert all("".join(room.name.split()) in first for room in conference.rooms)
    assert all("".join(session.title.split()) in second for session in conference.sessions)


def test_each_day_of_a_large_conference_fits_one_page_and_has_all_its_sessions(tmp_path: Path) -> None:
    conference, programme = large_day(3, 12, 150)
    data = write(document(conference, programme, Language.of("en")))
    printed = pages(converted(data, "pdf", tmp_path) / "programme.pdf")[:3]
    for day, page in zip(conference.days, printed, strict=True):
        of_day = [p for p in programme.placements if conference.day_of(p.start) == day]
        assert [p.session.title for p in of_day if "".join(p.session.title.split()) not in page] == []


def test_libreoffice_writes_the_same_programme_that_it_read(tmp_path: Path) -> None:
    conference, programme = large_day(2, 4, 40)
    data = write(document(conference, programme, Language.of("en")))
    again = opened((converted(data, "xlsx:Calc MS Excel 2007 XML", tmp_path) / "programme.xlsx").read_bytes())
    assert seen_in(again) == expected(conference, programme)
    assert in_the_list(again, dutch=False) == in_the_list(opened(data), dutch=False)


def test_formulas_do_not_run(tmp_path: Path) -> None:
    sessions = tuple(
        Session(name=f"S{number}", title=title, note=title, minutes=30) for number, title in enumerate(HOSTILE)
    )
    conference = small.day(sessions={}, rooms={"=2+2": {}}).model_copy(update={"sessions": sessions})
    placements = [Placement(session, 540 + 30 * n, conference.rooms[0]) for n, session in enumerate(sessions)]
    data = write(document(conference, Programme(tuple(placements)), Language.of("nl")))
    out = converted(data, CSV, tmp_path)
    with (out / "programme-Lijst.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [(row["Titel"], row["Opmerking"], row["Zaal"]) for row in table] == [(one, one, "=2+2") for one in HOSTILE]
    assert [row["Begin"] for row in table[:3]] == ["9.00", "9.30", "10.00"]
    with (out / "programme-vr 10 februari 2023.csv").open(encoding="utf-8", newline="") as file:
        grid = {cell for row in csv.reader(file) for cell in row}
    assert {line for cell in grid for line in cell.split("\n")} >= {*HOSTILE, "=2+2", "9.00", "9.00–9.30"}
