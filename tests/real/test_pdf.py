"""The booklet as Poppler reads it: what the file says of itself, and where each session stands in the grid."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from scheduler.conference.conference import Kind
from scheduler.files import read
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.pdf import write
from scheduler.solving.answers import Solved
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from scheduler.text.language import Language
from tests.support.house import HOME
from tests.support.large import large_day

DAYS = ("haarlem-2023", "digital-2020", "almere-2022", "large", "very large")


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    right: float
    middle: float  # of its height


def in_lines(words: list[Word]) -> str:
    """What they say from top to bottom and from left to right; letters of two sizes can stand in one line."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle):
        if lines and word.middle - lines[-1][-1].middle < 2.5:
            lines[-1].append(word)
        else:
            lines.append([word])
    return " ".join(word.text for line in lines for word in sorted(line, key=lambda word: word.left))


@pytest.fixture(scope="module", params=DAYS)
def paper(request: pytest.FixtureRequest) -> Document:
    if request.param == "large":
        return document(*large_day(3, 12, 150), Language.of("en"))
    if request.param == "very large":
        return document(*large_day(5, 30, 1000), Language.of("en"))
    instance = read(HOME / "instances" / request.param)
    solved = solve(instance.problem, SolveOptions(limit=60))
    assert isinstance(solved, Solved)
    return document(instance.conference, solved.programme, Language.of(instance.conference.clock.language))


@pytest.fixture(scope="module")
def booklet(paper: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("booklet") / "booklet.pdf"
    file.write_bytes(write(paper))
    return file


def run(*command: str | Path) -> str:
    """What it writes. Its grumbling is left: Poppler knows no yes or no where Typst writes one, about suspect tags."""
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", timeout=120, check=True)
    return done.stdout


def placed(paper: Document) -> list[tuple[str, str, str]]:
    """(title, hours, room) of all that has a text."""
    return [(t.title, t.hours, t.room) for t in paper.placed if t.session.kind is not Kind.MOVING]


def test_it_says_what_it_is(booklet: Path, paper: Document) -> None:
    facts = dict(re.findall(r"^(.+?):\s+(.*)$", run("pdfinfo", booklet), re.MULTILINE))
    assert {name: facts[name] for name in ("Title", "Tagged", "Encrypted", "JavaScript", "Form")} == {
        "Title": paper.title,
        "Tagged": "yes",
        "Encrypted": "no",
        "JavaScript": "no",
        "Form": "none",
    }
    assert "pdfuaid:part>1<" in run("pdfinfo", "-meta", booklet)


def test_all_its_fonts_are_in_it_and_can_be_read_back(booklet: Path) -> None:
    rows = run("pdffonts", booklet).splitlines()[2:]
    assert {tuple(row.split()[-5:-2]) for row in rows} == {("yes", "yes", "yes")}  # embedded, subset, Unicode


def test_the_texts_say_each_session_with_its_hours_and_room(booklet: Path, paper: Document) -> None:
    words = " ".join(run("pdftotext", "-raw", booklet, "-").split())
    heads = [" ".join(f"{title} {hours}{f' · {room}' if room else ''}".split()) for title, hours, room in placed(paper)]
    assert [head for head in heads if head not in words] == []
    assert len(heads) > 10


def test_its_structure_has_a_heading_for_each_session_and_heads_over_each_table(booklet: Path, paper: Document) -> None:
    command = ["pdfinfo", "-struct", str(booklet)]  # which grumbles about the colours of borders, as Typst writes them
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=120, check=True)
    tags = re.findall(r"^ *([A-Z][A-Za-z0-9]*)\b", done.stdout, re.MULTILINE)
    level = "H3" if len(paper.day_pages) > 1 else "H2"
    assert tags.count(level) >= len(placed(paper))
    assert tags.count("Table") == tags.count("THead") > 0
    assert tags.count("TH") >= 2 * tags.count("Table")


def columns(booklet: Path, paper: Document) -> Iterator[tuple[str, str, str, str]]:
    """From the pages on their side: (all that the page says, room, hours, the words after these), in no order."""
    pages = re.findall(
        r'<page width="(\S+)" height="(\S+)">(.*?)</page>', run("pdftotext", "-bbox", booklet, "-"), re.DOTALL
    )
    for width, height, body in pages:
        if float(width) < float(height):
            continue
        found = re.findall(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>', body)
        words = [
            Word(unescape(text), float(left), float(right), (float(top) + float(bottom)) / 2)
            for left, top, right, bottom, text in found
        ]
        head = next(word for word in words if word.text == paper.language.say("Time"))
        heads: list[tuple[float, str]] = []
        end = head.right
        for word in sorted(
            (w for w in words if w.left > end and abs(w.middle - head.middle) < 1), key=lambda w: w.left
        ):
            if word.left - end > 6:
                heads.append((word.left, word.text))
            else:
                heads[-1] = (heads[-1][0], f"{heads[-1][1]} {word.text}")
            end = word.right
        whole = " ".join(word.text for word in words)
        for (left, room), (right, _) in pairwise([*heads, (float(width), "")]):
            mine = [w for w in words if left - 3 < w.left < right - 3 and w.middle > head.middle + 5]
            for hours, after in re.findall(r"(\d+[.:]\d\d–\d+[.:]\d\d) (.*?)(?= \d+[.:]\d\d–|$)", in_lines(mine)):
                yield whole, room, hours, after


def test_each_session_stands_in_the_grid_under_its_room_on_its_day(booklet: Path, paper: Document) -> None:
    read_back = set()
    for whole, room, hours, after in columns(booklet, paper):
        for talk in paper.placed:
            placement = talk.placement
            if placement is None or placement.room is None or talk.common or talk.hours != hours:
                continue
            date = paper.conference.day_of(placement.start).date
            if not after.startswith(talk.title) or after[len(talk.title) :][:1].isalnum():
                continue
            if paper.language.day(date, year=False) in whole or paper.language.long_day(date) in whole:
                read_back.add((talk.title, talk.day, hours, room))
    wanted = {
        (talk.title, talk.day, talk.hours, talk.placement.room.name)
        for talk in paper.placed
        if talk.placement and talk.placement.room and not talk.common
    }
    assert (sorted(wanted - read_back), sorted(read_back - wanted)) == ([], [])
    assert len(wanted) > 10 or not paper.conference.rooms


def test_each_session_stands_in_the_grid_with_its_hours(booklet: Path, paper: Document) -> None:
    """Also where there are no rooms, as on a day online."""
    pages = run("pdftotext", "-raw", booklet, "-").split("\f")
    alongside = {placement.session for sheet in paper.day_pages for placement in sheet.grid.alongside}
    grids = " ".join(" ".join(page.split()) for page in pages[1 : 1 + len(paper.day_pages) * 5])
    wanted = [f"{t.hours} {t.title}" for t in paper.placed if t.session.kind is not Kind.MOVING]
    beside = {f"{t.hours} {t.title}" for t in paper.placed if t.session in alongside}
    assert [entry for entry in wanted if entry not in grids and entry not in beside] == []


def test_what_has_changed_stands_below_the_letter_and_above_the_contents(tmp_path: Path) -> None:
    conference, programme = large_day(1, 2, 6)
    paper = document(conference, programme, Language.of("en"), {"S0001": "Moves from 9:00 to 10:00."})
    file = tmp_path / "booklet.pdf"
    file.write_bytes(write(paper))
    lines = re.findall(
        r'<line [^>]*yMin="(\S+)"[^>]*yMax="(\S+)">(.*?)</line>', run("pdftotext", "-bbox-layout", file, "-"), re.DOTALL
    )
    headings = [
        (" ".join(re.findall(r">([^<>]+)</word>", words)), float(top), float(bottom)) for top, bottom, words in lines
    ]
    order = [
        next(n for n, (text, *_) in enumerate(headings) if text.startswith(start))
        for start in ("These are", "What has", "•", "In this")
    ]
    assert order == sorted(order)
    places = [headings[number][1:] for number in order]
    assert all(top > before[1] for before, (top, _) in pairwise(places))
