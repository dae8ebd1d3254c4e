"""Talks of a track in a terminal: in the cell of their block where it is wide enough, else in a list below the grid."""

from __future__ import annotations

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.console.grid import programme_lines
from scheduler.console.lists import by_person, by_time
from tests.support.small import day, placed

ROOMY = """\
Friday 10 February 2023
┌────────┬────────────────────────────┬────────────────────────────┐
│        │ Zaal 1                     │ Zaal 2                     │
├────────┼────────────────────────────┼────────────────────────────┤
│  9.00– │ Water                      │                            │
│ 10.00  │  9.00 Pompen (Carla)       │                            │
│        │  9.20 Dijken langs de Maas │                            │
│        │       (Anna, Bob)          │                            │
├────────┼────────────────────────────┼────────────────────────────┤
│ 11.00– │                            │ Groen                      │
│ 12.00  │                            │ 11.40 Bomen                │
└────────┴────────────────────────────┴────────────────────────────┘"""

NARROW = """\
┌────────┬────────────────┬────────────────┐
│        │ Zaal 1         │ Zaal 2         │
├────────┼────────────────┼────────────────┤
│  9.00– │ Water          │                │
│ 10.00  │                │                │
├────────┼────────────────┼────────────────┤
│ 11.00– │                │ Groen          │
│ 12.00  │                │                │
└────────┴────────────────┴────────────────┘

9.00–10.00  round 1
  Zaal 1: Water
     9.00 Pompen (Carla)
     9.20 Dijken langs de Maas (Anna, Bob)
11.00–12.00  round 2
  Zaal 2: Groen
    11.40 Bomen"""


def conference() -> tuple[Conference, Programme]:
    two_tracks = day(
        sessions={
            "Dijken langs de Maas": {"track": "Water", "slots": 2, "speakers": ["Anna", "Bob"]},
            "Pompen": {"track": "Water", "speakers": ["Carla"]},
            "Bomen": {"track": "Groen"},
        },
        tracks={"Water": {}, "Groen": {}},
        rounds=["9:00-10:00", "11:00-12:00"],
        slots=3,
    )
    words = "Dijken langs de Maas 9:20 Zaal 1; Pompen 9:00 Zaal 1; Bomen 11:40 Zaal 2"
    return two_tracks, placed(two_tracks, words)


def drawn(columns: int) -> str:
    return "\n".join(line.plain for line in programme_lines(*conference(), columns))


def test_a_wide_cell_has_the_talks_of_its_block() -> None:
    assert drawn(68) == ROOMY


def test_below_narrow_cells_stands_a_list_of_blocks_with_their_talks() -> None:
    assert drawn(44).endswith(NARROW)
    assert max(map(len, drawn(44).splitlines())) <= 44


def test_lists_name_the_track_of_a_talk() -> None:
    two, programme = conference()
    lines = [line.plain for line in by_time(two, programme.in_time_order, 80)]
    assert "   9.00–9.20   Pompen (Water), Zaal 1" in lines
    (carla,) = (person for person in two.people if person.name == "Carla")
    assert "   9.00–9.20   Pompen (Water), Zaal 1: speaks at" in [
        line.plain for line in by_person(two, programme, 80, [carla])
    ]


def test_where_no_grid_fits_there_is_the_list_alone() -> None:
    lines = drawn(20)
    assert "│" not in lines
    assert "Zaal 1: Water" in lines
    assert lines.count("Pompen") == 1
