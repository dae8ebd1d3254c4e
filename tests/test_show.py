"""A programme in a terminal: what it looks like, and that it fits and loses nothing at any width."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.text import Text

from scheduler.conference import Conference, Kind, Role, Room
from scheduler.exports import lists
from scheduler.exports.grid import absent, grids
from scheduler.exports.terminal import programme_lines
from scheduler.exports.typeset import longest_word, width, wrap
from scheduler.programme import Programme
from tests.conferences import choices, conferences
from tests.small import day, placed


def plain(lines: Iterable[Text]) -> str:
    return "\n".join(line.plain for line in lines)


def haarlem() -> tuple[Conference, Programme]:
    """The middle of the day in Haarlem, in three rooms."""
    conference = day(
        groups={
            "Fysiek": {"kind": "pillar"},
            "Woningmarkt": {"pillars": ["Fysiek"], "chair": ["Karin Schrederhof"]},
            "Europa": {"chair": ["Jeroen Diepemaat"], "member": ["Karin Schrederhof", "Jan Wit"]},
            "Duurzaamheid": {"pillars": ["Fysiek"], "member": ["Jan Wit"]},
        },
        people={"Karin Schrederhof": {"organisation": "Delft"}, "Jan Wit": {"present": ["9:00-14:40"]}},
        rooms={"Gravenzaal": {"capacity": 250}, "Zaal 2": {}, "Zaal 3": {}},
        sessions={
            "Plenaire start": {"kind": "plenary"},
            "Verplaatsing": {"kind": "moving time", "minutes": 5, "needs_room": False},
            "Woningmarkt": {"groups": ["Woningmarkt"]},
            "Slimme duurzame verstedelijking": {},
            "Lunch": {"kind": "break", "minutes": 50, "needs_room": False},
            "Europa": {"groups": ["Europa"]},
            "Duurzaamheid": {"groups": ["Duurzaamheid"]},
            "Gesprek": {"minutes": 45},
            "Armoede": {"held": False, "note": "Vergadert niet."},
        },
    )
    return conference, placed(
        conference,
        "Plenaire start 10:00 Gravenzaal; Verplaatsing 11:00; Woningmarkt 11:05 Gravenzaal; Lunch 12:10;"
        "Slimme duurzame verstedelijking 11:05 Zaal 2; Europa 14:00 Gravenzaal; Duurzaamheid 14:00 Zaal 2; Gesprek 14:00 Zaal 3",
    )


GRID = """\
Friday 10 February 2023
┌────────┬─────────────┬────────────────┬─────────────┐
│        │ Gravenzaal  │ Zaal 2         │ Zaal 3      │
├────────┼─────────────┴────────────────┴─────────────┤
│ 10.00– │ Plenaire start (Gravenzaal)                │
│ 11.00  │                                            │
├ 11.00 ─┼ Verplaatsing ────────────────┬─────────────┤
│ 11.05– │ Woningmarkt │ Slimme         │             │
│ 12.05  │ (Fysiek)    │ duurzame       │             │
│        │             │ verstedelij-   │             │
│        │             │ king           │             │
├────────┼─────────────┴────────────────┴─────────────┤
│ 12.10– │ Lunch                                      │
│ 13.00  │                                            │
├────────┼─────────────┬────────────────┬─────────────┤
│ 14.00– │ Europa      │ Duurzaamheid   │ 14.00–14.45 │
│ 15.00  │             │ (Fysiek)       │ Gesprek     │
└────────┴─────────────┴────────────────┴─────────────┘

Armoede: Vergadert niet."""


def test_a_day_is_a_grid_of_times_and_rooms() -> None:
    assert plain(programme_lines(*haarlem(), columns=56)) == GRID


def test_more_rooms_than_fit_stand_in_bands_below_each_other() -> None:
    conference = day(
        sessions={"Opening": {"kind": "plenary"}, **{f"Sessie {n}": {} for n in range(1, 6)}},
        rooms={f"Zaal {n}": {} for n in range(1, 6)},
    )
    everything = "Opening 9:00 Zaal 1;" + ";".join(f"Sessie {n} 10:00 Zaal {n}" for n in range(1, 6))
    bands = """\
Friday 10 February 2023
┌────────┬─────────────┬─────────────┬─────────────┐
│        │ Zaal 1      │ Zaal 2      │ Zaal 3      │
├────────┼─────────────┴─────────────┴─────────────┤
│  9.00– │ Opening (Zaal 1)                         │
│ 10.00  │                                         │
├────────┼─────────────┬─────────────┬─────────────┤
│ 10.00– │ Sessie 1    │ Sessie 2    │ Sessie 3    │
│ 11.00  │             │             │             │
└────────┴─────────────┴─────────────┴─────────────┘
┌────────┬─────────────┬─────────────┐
│        │ Zaal 4      │ Zaal 5      │
├────────┼─────────────┴─────────────┤
│  9.00– │ Opening (Zaal 1)           │
│ 10.00  │                           │
├────────┼─────────────┬─────────────┤
│ 10.00– │ Sessie 4    │ Sessie 5    │
│ 11.00  │             │             │
└────────┴─────────────┴─────────────┘"""
    assert plain(programme_lines(conference, placed(conference, everything), columns=60)) == bands


def test_sessions_that_do_not_line_up_say_their_own_hours() -> None:
    digital = day(
        rooms={},
        sessions={
            "Samen": {"kind": "plenary", "minutes": 45, "needs_room": False},
            "Zorg": {"minutes": 85, "online": True, "needs_room": False},
            "Asiel": {"minutes": 75, "online": True, "needs_room": False},
        },
    )
    programme = placed(digital, "Samen 12:15; Zorg 12:30; Asiel 10:00")
    assert (
        plain(programme_lines(digital, programme, columns=50))
        == """\
Friday 10 February 2023
┌────────┬─────────────┬─────────────┐
│ 10.00– │ Asiel       │             │
"""
    )


def test_one_person_sees_where_to_be_and_what_is_missed_and_why() -> None:
    conference, programme = haarlem()
    jan = conference.person("Jan Wit")
    assert jan is not None
    assert (
        plain(lists.by_person(conference, programme, 80, [jan]))
        == """\
Jan Wit
"""
    )


def test_rooms_groups_and_times_are_lists() -> None:
    conference, programme = haarlem()
    assert plain(lists.by_room(conference, programme, 60)) == ""
    assert plain(lists.by_group(conference, programme, 60)) == ""
    assert plain(lists.by_time(conference, programme.in_time_order, 60)) == ""
