"""The bench writes every form, and reads from Chromium's own notes how soon the page was seen."""

from __future__ import annotations

from scheduler.bench import seats, sign_ups
from scheduler.bench.forms import measure
from scheduler.bench.paint import painted
from scheduler.publishing.exports.formats import FORMATS

PAGE = "file:///tmp/programme.html"


def event(name: str, microseconds: int, way: str, address: str = "") -> dict[str, object]:
    return {"name": name, "ts": microseconds, "args": {"data": {"navigationId": way, "documentLoaderURL": address}}}


def test_first_paint_counts_from_the_start_of_the_way_to_the_page_and_to_no_other() -> None:
    notes: list[dict[str, object]] = [
        {"name": "process_name", "args": {"name": "Browser"}},
        event("firstContentfulPaint", 1_300_000, "B"),
        event("navigationStart", 900_000, "A", "about:blank"),
        event("navigationStart", 1_000_000, "B", PAGE),
        event("firstContentfulPaint", 950_000, "A"),
    ]
    assert painted(notes, PAGE) == 0.3  # 1.3 s - 1.0 s
    assert painted(notes[:-1], "file:///tmp/other.html") is None
    assert painted([], PAGE) is None


def test_without_a_browser_every_form_is_measured_and_no_paint_is_claimed() -> None:
    rows = [measured.row() for measured in measure(1, 2, 4)]
    assert [row["form"] for row in rows] == ["what all say", *FORMATS]
    assert {row["first paint"] for row in rows} == {"–"}


def test_sign_ups_are_measured_as_text_and_as_a_workbook() -> None:
    rows = [measured.row() for measured in sign_ups.measure(12)]
    assert [(row["export"], row["answers"]) for row in rows] == [(".csv", "12"), (".xlsx", "12")]


def test_seats_are_measured_with_wishes_alike_and_with_stars() -> None:
    rows = [measured.row() for measured in seats.measure(40, 20)]
    assert [(row["wishes"], row["at most"], row["fair"]) for row in rows] == [
        ("alike", "proven", "proven"),
        ("with stars", "proven", "proven"),
    ]
