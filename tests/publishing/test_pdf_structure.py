"""Whoever hears the booklet hears all of it in order: tags, heads, links and languages are as PDF/UA-1 asks."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from scheduler.files import read, read_programme
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.pdf import write
from scheduler.questions.explain.edits import updated
from scheduler.text.language import Language
from tests.support.house import HOME
from tests.support.large import large_day
from tests.support.pdf_structure import Part, faults, structure


def real_day(name: str) -> Document:
    """As it was printed, with news and something that is gone."""
    instance = read(HOME / "instances" / name)
    programme, _ = read_programme(HOME / "instances" / name / "printed.yaml", instance)
    paper = document(instance.conference, programme, Language.of("nl"), {"Veiligheid": "Gaat van 10.00 naar 11.40."})
    return replace(paper, gone=("Digitale transitie vervalt.",))


@cache
def booklet(name: str) -> bytes:
    if name == "large":
        return write(document(*large_day(2, 8, 40), Language.of("en")))
    if name == "a person":
        paper = real_day("haarlem-2023")
        return write(paper, person=paper.conference.people[0])
    paper = real_day(name)
    if name == "haarlem-2023":  # with a page for each of its people, of whom some forty say as much as all 226
        return write(
            replace(paper, conference=updated(paper.conference, people=paper.conference.people[::5])), people=True
        )
    return write(paper)


def opened(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


@pytest.mark.parametrize("name", ["haarlem-2023", "digital-2020", "large", "a person"])
def test_nothing_is_wrong_with_its_structure(name: str) -> None:
    assert faults(opened(booklet(name))) == []


def test_all_its_headings_are_bookmarks() -> None:
    reader = opened(booklet("digital-2020"))
    headings = [part for part in structure(reader) if part.tag in {"H1", "H2", "H3"}]

    def number(entries: list[Any]) -> int:
        return sum(number(entry) if isinstance(entry, list) else 1 for entry in entries)

    assert number(reader.outline) >= len(headings) - 1  # the heading of the contents needs none
    assert len(headings) > 15


def first(reader: PdfWriter, tag: str) -> Part:
    return next(part for part in structure(reader) if part.tag == tag)


def of_root(name: str, value: Any) -> Callable[[PdfWriter], object]:
    return lambda file: file.root_object.update({NameObject(name): value})


def of_first(tag: str, change: Callable[[DictionaryObject], object]) -> Callable[[PdfWriter], object]:
    return lambda file: change(first(file, tag).facts)


def of_page(change: Callable[[Any], object]) -> Callable[[PdfWriter], object]:
    return lambda file: change(next(page for page in file.pages if "/Annots" in page))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (of_root("/Lang", NameObject("/")), "it says no language"),
        (of_root("/ViewerPreferences", DictionaryObject()), "a reader shows the name of the file and not its title"),
        (of_root("/MarkInfo", DictionaryObject()), "it is not marked, or suspect"),
        (of_page(lambda page: page.pop("/Tabs")), "Tab goes in no order"),
        (of_page(lambda page: page["/Annots"][0].get_object().pop("/Contents")), "a link says not where it leads"),
        (of_page(lambda page: page["/Annots"][0].get_object().pop("/StructParent")), "a link has no place"),
        (of_first("TH", lambda facts: facts.pop("/A")), "a head of a table says not of what"),
        (of_first("TH", lambda facts: facts.pop("/K")), "stands not in the structure"),
        (of_first("H1", lambda facts: facts.update({NameObject("/S"): NameObject("/H3")})), "H3 follows H0"),
        (
            of_first("TR", lambda facts: facts.update({NameObject("/S"): NameObject("/Row")})),
            "nobody knows what Row is",
        ),
    ],
)
def test_what_is_wrong_is_seen(spoil: Callable[[PdfWriter], object], sentence: str) -> None:
    file = PdfWriter(clone_from=opened(booklet("digital-2020")))
    spoil(file)
    spoiled = io.BytesIO()
    file.write(spoiled)
    assert [fault for fault in faults(opened(spoiled.getvalue())) if sentence in fault] != []


def test_what_is_painted_without_a_mark_is_seen() -> None:
    file = PdfWriter(clone_from=opened(booklet("digital-2020")))
    content = file.pages[0].get_contents()
    assert content is not None
    content.set_data(content.get_data() + b"\n0 0 10 10 re f")
    file.pages[0].replace_contents(content)
    spoiled = io.BytesIO()
    file.write(spoiled)
    assert [fault for fault in faults(opened(spoiled.getvalue())) if fault.startswith("page 1: f")] != []
