"""Documents of Word in LibreOffice: they open, print, and say what was written; so does what LibreOffice saves anew."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from scheduler.conference.conference import Kind
from scheduler.files import read, read_programme
from scheduler.publishing.exports import word
from scheduler.publishing.exports.document import Document, document
from scheduler.text.language import Language
from tests.support.house import HOME
from tests.support.large import large_day
from tests.support.word_files import is_sound, lines


def run(*command: str | Path) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def converted(data: bytes, to: str, folder: Path) -> Path:
    """What LibreOffice makes of the document; it has a profile of its own, so that none is touched."""
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "programme.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    output = run(
        "soffice", profile, "--headless", "--convert-to", to, "--outdir", folder / "out", folder / "in/programme.docx"
    )
    assert "convert" in output, output
    return folder / "out" / f"programme.{to}"


def printed(data: bytes, folder: Path) -> list[str]:
    """The text of each page, without blanks."""
    pages = run("pdftotext", "-layout", converted(data, "pdf", folder), "-").split("\f")[:-1]
    return ["".join(page.split()) for page in pages]


def haarlem() -> Document:
    instance = read(HOME / "instances/haarlem-2023")
    programme, _ = read_programme(HOME / "instances/haarlem-2023/printed.yaml", instance)
    return document(instance.conference, programme, Language.of("nl"))


def test_haarlem_is_printed_with_its_grid_on_one_page_on_its_side(tmp_path: Path) -> None:
    paper = haarlem()
    pages = printed(word.write(paper), tmp_path)
    (grid,) = (page for page in pages if "Programmavanvrijdag10februari2023" in page)
    assert "Borrel" in grid
    assert all("".join(room.name.split()) in grid for room in paper.conference.rooms)
    whole = "".join(pages)
    for shown in paper.placed:
        assert "".join(shown.title.split()) in whole
        assert shown.hours in whole or shown.session.kind is Kind.MOVING  # which stands in the row of its hour
    sizes = re.findall(
        r"Page +\d+ size: +([\d.]+) x ([\d.]+)", run("pdfinfo", "-l", "9", tmp_path / "out/programme.pdf")
    )
    assert [float(wide) > float(high) for wide, high in sizes].count(True) == 1


@pytest.mark.parametrize("rooms", [4, 20])
def test_each_day_of_a_large_conference_has_all_its_sessions(rooms: int, tmp_path: Path) -> None:
    paper = document(*large_day(2, rooms, 40), Language.of("en"))
    whole = "".join(printed(word.write(paper), tmp_path))
    assert [shown.title for shown in paper.placed if "".join(shown.title.split()) not in whole] == []


def test_a_template_that_libreoffice_saved_is_filled_as_well(tmp_path: Path) -> None:
    saved = converted(word.own_template(Language.of("nl")), "docx", tmp_path).read_bytes()
    paper = haarlem()
    made_by_it = word.write(paper, saved, "huisstijl.docx")
    assert is_sound(made_by_it)
    assert word.not_named(paper, made_by_it) == []
    assert [text for text in lines(word.write(paper)) if text not in lines(made_by_it)] == []


def test_signs_and_lists_are_printed_a_page_for_each(tmp_path: Path) -> None:
    pages = printed(word.write_signs(haarlem()), tmp_path)
    assert [page[: len(name)] for name, page in zip(("Gravenzaal", "Zaal2"), pages, strict=False)] == [
        "Gravenzaal",
        "Zaal2",
    ]
    lists = printed(word.write_attendance(haarlem()), tmp_path)
    assert "Handtekening" in lists[0]
    assert any(page.startswith("Europa") for page in lists)
