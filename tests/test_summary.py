"""What is said of a programme, in words that a city secretary reads."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler import summary
from scheduler.check import Report, check
from scheduler.conference import Conference
from scheduler.rules import standard_book
from tests.conferences import choices, conferences
from tests.small import day, placed
from scheduler.programme import Programme


def three_groups() -> Conference:
    return day(
        groups={
            "Fysiek": {"kind": "pillar"},
            "Woningmarkt": {"pillars": ["Fysiek"], "member": ["Anna", "Bob"]},
            "Duurzaamheid": {"pillars": ["Fysiek"], "member": ["Anna"], "chair": ["Carla"]},
            "Europa": {"chair": ["Carla"], "member": ["Bob"]},
        },
        people={"Anna": {"organisation": "Delft"}},
        sessions={
            name: {"groups": [name], "kind": "theme group meeting"} for name in ("Woningmarkt", "Duurzaamheid", "Europa")
        },
        rooms={"Zaal 1": {}, "Zaal 2": {}, "Zaal 3": {}},
    )


def judged(text: str) -> Report:
    conference = three_groups()
    return check(conference, standard_book(conference), placed(conference, text))


def lines(found: Iterator[str]) -> str:
    return "\n".join(found)


def test_a_programme_that_keeps_everything_is_told_in_a_few_lines() -> None:
    report = judged("Woningmarkt 9:00 Zaal 1; Duurzaamheid 10:00 Zaal 1; Europa 11:00 Zaal 1")
    assert (
        lines(summary.told(report))
        == """\
"""
    )


def test_misses_and_costs_are_told_rule_by_rule_and_person_by_person() -> None:
    report = judged("Woningmarkt 9:00 Zaal 1; Duurzaamheid 9:00 Zaal 2; Europa 9:00 Zaal 3")
    assert (
        lines(summary.told(report))
        == """\
"""
    )
