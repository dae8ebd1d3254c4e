"""The code in the booklet and on doors, printed as a picture, as the reader zbar finds it: on good paper and on bad."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.publishing.exports.pdf import write, write_signs
from scheduler.publishing.exports.qr import qr_code
from scheduler.publishing.page_links import page_address
from tests.support.papers import paper_of
from tests.support.small import day

WEBSITES = [
    "https://netwerkdag.example/haarlem",
    "https://www.een-gemeente-met-een-lange-naam.example/bestuur/netwerken/g40/netwerkdag-2034/programma",
]
MORNING = paper_of(day(sessions={"Europa": {"minutes": 60}}, rooms={"Zaal 1": {"capacity": 20}}), "Europa 10:00 Zaal 1")


def read(picture: Path) -> list[str]:
    command = ["zbarimg", "--quiet", "--raw", "--nodbus", str(picture)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False).stdout.splitlines()


def pictures(folder: Path, dots: int) -> list[Path]:
    """The pages of the booklet, printed with so many dots an inch."""
    command = ["pdftoppm", "-r", str(dots), "-png", "booklet.pdf", "page"]
    subprocess.run(command, cwd=folder, timeout=60, check=True)
    return sorted(folder.glob("page*.png"))


@pytest.mark.parametrize("dots", [100, 200])
@pytest.mark.parametrize("website", WEBSITES)
def test_the_booklet_is_read_back(website: str, dots: int, tmp_path: Path) -> None:
    (tmp_path / "booklet.pdf").write_bytes(write(replace(MORNING, website=website)))
    assert [found for picture in pictures(tmp_path, dots) for found in read(picture)] == [page_address(website)]


def test_the_booklet_without_an_address_has_no_code(tmp_path: Path) -> None:
    (tmp_path / "booklet.pdf").write_bytes(write(MORNING))
    assert [found for picture in pictures(tmp_path, 150) for found in read(picture)] == []


def test_the_picture_is_read_back(tmp_path: Path) -> None:
    code = qr_code(page_address(WEBSITES[0]))
    assert code is not None
    (tmp_path / "code.png").write_bytes(code.png)
    assert read(tmp_path / "code.png") == [page_address(WEBSITES[0])]


@pytest.mark.parametrize("dots", [60, 150])
def test_the_code_on_a_door_is_read_back_from_further_away(dots: int, tmp_path: Path) -> None:
    (tmp_path / "booklet.pdf").write_bytes(write_signs(replace(MORNING, website=WEBSITES[0])))
    assert [read(picture) for picture in pictures(tmp_path, dots)] == [[page_address(WEBSITES[0])]]
