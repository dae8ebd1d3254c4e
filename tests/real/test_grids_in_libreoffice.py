"""A programme in a table, saved by LibreOffice as .docx, by way of .odt and out of a web page, says the same."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.files import Faults, read_programme
from scheduler.files.grids import GridProgramme, programme_for, read_grid
from tests.support.printed_grid import heading, printed, rows
from tests.support.word_tables import word

PAGE = """\
<html><head><meta charset="utf-8"></head><body><h1>Netwerkdag Gouda</h1><p>vrijdag 10 februari 2023</p>
<table border="1"><tr><th>Tijd</th><th>Zaal 1</th><th>Zaal 2</th></tr>
<tr><td>9.30</td><td colspan="2">Inloop</td></tr>
<tr><td>10.00 – 11.00</td><td rowspan="2"><b>Europa</b><br>Voorzitter: Jan Jansen</td><td>Wonen</td></tr>
<tr><td>11.00 – 12.00</td><td>Zorg</td></tr></table></body></html>
"""


def saved(file: Path, to: str) -> Path:
    """The same document as LibreOffice saves it."""
    folder = file.parent / f"as-{to}"  # no blank, which an address of a profile cannot have
    profile = f"-env:UserInstallation=file://{file.parent / 'profile'}"
    kind = "docx:MS Word 2007 XML" if to == "docx" else to
    command = ["soffice", profile, "--headless", "--writer", "--convert-to", kind, "--outdir", folder, file]
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return folder / file.with_suffix(f".{to}").name


def without_title(grid: GridProgramme) -> GridProgramme:
    """LibreOffice keeps no empty title."""
    return replace(grid, title="", remarked=())


def test_the_printed_grid_of_haarlem_comes_back_from_libreoffice_as_it_was_printed(tmp_path: Path) -> None:
    instance, programme = printed()
    document = word(tmp_path / "programma.docx", *heading(), rows(instance, programme))
    as_written = without_title(read_grid(document))
    for file in (saved(document, "docx"), saved(saved(document, "odt"), "docx")):
        grid = read_grid(file)
        assert without_title(grid) == as_written
        (tmp_path / "p.yaml").write_text(programme_for(grid, instance).text, "utf-8")
        assert read_programme(tmp_path / "p.yaml", instance)[0].placements == programme.placements
    with pytest.raises(Faults, match="This is a document of an old Word"):
        read_grid(saved(document, "doc"))
    with pytest.raises(Faults, match="This is a document of LibreOffice"):
        read_grid(saved(document, "odt"))


def test_a_web_page_that_was_saved_as_a_document_is_read(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    grid = read_grid(saved(tmp_path / "page.html", "docx"))
    assert [(s.start, s.end, s.title, s.for_all) for s in grid.sessions] == [
        (570, 600, "Inloop", True),
        (600, 720, "Europa", False),
        (600, 660, "Wonen", False),
        (660, 720, "Zorg", False),
    ]
    assert (grid.title, [person.name for person in grid.sessions[1].people["chairs"]]) == (
        "Netwerkdag Gouda",
        ["Jan Jansen"],
    )
