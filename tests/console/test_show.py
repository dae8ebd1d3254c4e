"""A programme in a terminal: what it looks like, and that it fits and loses nothing at any width."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.text import Text

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.console import lists
from scheduler.console.grid import programme_lines
from scheduler.publishing.exports.grid import absent, grids
from scheduler.text.wrap import NO_BREAK, longest_word, width, wrap
from tests.support.conferences import choices, conferences
from tests.support.small import day, placed


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
        "Slimme duurzame verstedelijking 11:05 Zaal 2; Europa 14:00 Gravenzaal; Duurzaamheid 14:00 Zaal 2;"
        "Gesprek 14:00 Zaal 3",
    )


GRID = """\
Friday 10 February 2023
┌────────┬─────────────┬─────────────────┬─────────────┐
│        │ Gravenzaal  │ Zaal 2          │ Zaal 3      │
├────────┼─────────────┴─────────────────┴─────────────┤
│ 10.00– │ Plenaire start (Gravenzaal)                 │
│ 11.00  │                                             │
├ 11.00 ─┼ Verplaatsing ─────────────────┬─────────────┤
│ 11.05– │ Woningmarkt │ Slimme duurzame │             │
│ 12.05  │ (Fysiek)    │ verstedelijking │             │
├────────┼─────────────┴─────────────────┴─────────────┤
│ 12.10– │ Lunch                                       │
│ 13.00  │                                             │
├────────┼─────────────┬─────────────────┬─────────────┤
│ 14.00– │ Europa      │ Duurzaamheid    │ 14.00–14.45 │
│ 15.00  │             │ (Fysiek)        │ Gesprek     │
└────────┴─────────────┴─────────────────┴─────────────┘

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
│  9.00– │ Opening (Zaal 1)                        │
│ 10.00  │                                         │
├────────┼─────────────┬─────────────┬─────────────┤
│ 10.00– │ Sessie 1    │ Sessie 2    │ Sessie 3    │
│ 11.00  │             │             │             │
└────────┴─────────────┴─────────────┴─────────────┘

┌────────┬─────────────┬─────────────┐
│        │ Zaal 4      │ Zaal 5      │
├────────┼─────────────┴─────────────┤
│  9.00– │ Opening (Zaal 1)          │
│ 10.00  │                           │
├────────┼─────────────┬─────────────┤
│ 10.00– │ Sessie 4    │ Sessie 5    │
│ 11.00  │             │             │
└────────┴─────────────┴─────────────┘"""
    assert plain(programme_lines(conference, placed(conference, everything), columns=60)) == bands


def test_sessions_that_do_not_line_up_say_their_own_hours() -> None:
    online = {"online": True, "needs_room": False}
    digital = day(
        rooms={},
        sessions={
            "Samen": {"kind": "plenary", "minutes": 45, "needs_room": False},
            "Zorg": {"minutes": 85, **online},
            "Asiel": {"minutes": 75, **online},
            "Financiën": {"minutes": 90, **online},
        },
    )
    programme = placed(digital, "Samen 11:30; Zorg 12:00; Asiel 10:00; Financiën 10:00")
    expected = """\
Friday 10 February 2023
┌────────┬─────────────┬─────────────┐
│ 10.00  │ 10.00–11.15 │ 10.00–11.30 │
│        │ Asiel       │ Financiën   │
├────────┼─────────────┼─────────────┤
│ 11.30– │ Samen       │             │
│ 12.15  │             │             │
├────────┤             ├─────────────┤
│ 12.00– │             │ Zorg        │
│ 13.25  │             │             │
└────────┴─────────────┴─────────────┘"""
    assert plain(programme_lines(digital, programme, columns=50)) == expected


def test_one_person_sees_where_to_be_and_what_is_missed_and_why() -> None:
    conference = day(
        groups={
            "Woningmarkt": {"chair": ["Karin Schrederhof"]},
            "Europa": {"member": ["Karin Schrederhof"]},
            "Veiligheid": {"member": ["Karin Schrederhof"]},
            "Zorg": {"interested": ["Karin Schrederhof"]},
            "Financiën": {"member": ["Karin Schrederhof"]},
            "Asiel": {"member": ["Karin Schrederhof"]},
        },
        people={"Karin Schrederhof": {"organisation": "Delft", "present": ["9:00-14:00"]}},
        sessions={
            "Opening": {"kind": "plenary", "minutes": 30},
            **{
                name: {"groups": [name]}
                for name in ("Woningmarkt", "Europa", "Veiligheid", "Zorg", "Financiën", "Asiel")
            },
            "Inloopspreekuur": {"open": True},
            "Borrel": {"kind": "drinks", "needs_room": False},
        },
    )
    programme = placed(
        conference,
        "Opening 9:00 Zaal 1; Woningmarkt 10:00 Zaal 1; Europa 10:00 Zaal 2; Veiligheid 11:00 Zaal 1;"
        "Zorg 11:30 Zaal 2; Financiën 15:00 Zaal 1; Inloopspreekuur 12:30 Zaal 1; Borrel 16:00",
    )
    assert (
        plain(lists.by_person(conference, programme, 70, conference.people))
        == """\
Karin Schrederhof (Delft)
  Friday 10 February 2023
   9.00–9.30   Opening, Zaal 1
  10.00–11.00  Woningmarkt, Zaal 1: chairs
  11.00–12.00  Veiligheid, Zaal 1: member
  12.30–13.30  Inloopspreekuur, Zaal 1: open to everyone
  Misses 4 wished meetings:
    Europa (10.00–11.00). Karin Schrederhof chairs Woningmarkt then.
    Zorg (11.30–12.30). Veiligheid is at the same time.
    Financiën (15.00–16.00). Karin Schrederhof is there from 9.00 to
      14.00.
    Asiel. It is dropped from the programme."""
    )


def test_a_list_by_room_ends_with_what_has_no_room() -> None:
    conference, programme = haarlem()
    expected = """\
Gravenzaal, seats 250
  10.00–11.00  Plenaire start
  11.05–12.05  Woningmarkt (Fysiek)
  14.00–15.00  Europa

Zaal 2
  11.05–12.05  Slimme duurzame verstedelijking
  14.00–15.00  Duurzaamheid (Fysiek)

Zaal 3
  14.00–14.45  Gesprek

Without a room
  11.00–11.05  Verplaatsing
  12.10–13.00  Lunch"""
    assert plain(lists.by_room(conference, programme, 60)) == expected


def test_a_list_by_group_names_its_chairs_and_meetings() -> None:
    conference, programme = haarlem()
    expected = """\
Fysiek
  Has no meeting in this programme.

Woningmarkt
  Chair: Karin Schrederhof
  11.05–12.05  Woningmarkt (Fysiek), Gravenzaal

Europa
  Chair: Jeroen Diepemaat
  14.00–15.00  Europa, Gravenzaal

Duurzaamheid
  14.00–15.00  Duurzaamheid (Fysiek), Zaal 2"""
    assert plain(lists.by_group(conference, programme, 60)) == expected


def test_a_list_by_time_is_in_order_of_time() -> None:
    conference, programme = haarlem()
    expected = """\
Friday 10 February 2023
  10.00–11.00  Plenaire start, Gravenzaal
  11.00–11.05  Verplaatsing
  11.05–12.05  Woningmarkt (Fysiek), Gravenzaal
  11.05–12.05  Slimme duurzame verstedelijking, Zaal 2
  12.10–13.00  Lunch
  14.00–14.45  Gesprek, Zaal 3
  14.00–15.00  Europa, Gravenzaal
  14.00–15.00  Duurzaamheid (Fysiek), Zaal 2"""
    assert plain(lists.by_time(conference, programme.in_time_order, 60)) == expected


def test_a_session_that_is_dropped_is_told_below_the_grid() -> None:
    conference = day(sessions={"Europa": {}, "Open podium": {"optional": True}})
    assert (
        plain(programme_lines(conference, placed(conference, "Europa 9:00 Zaal 1"), 60)).splitlines()[-1]
        == "Open podium: Dropped."
    )


@st.composite
def programmes_of(draw: st.DrawFn) -> tuple[Conference, Programme]:
    """Any programme of a small conference, one that breaks rules too."""
    conference = draw(conferences())
    chosen = [draw(st.sampled_from(choices(conference, session))) for session in conference.held]
    return conference, Programme(tuple(placement for placement in chosen if placement))


lenient = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


@lenient
@given(drawn=programmes_of(), by_starts=st.booleans())
def test_every_session_stands_in_the_grid_once_and_no_two_overlap(
    drawn: tuple[Conference, Programme], by_starts: bool
) -> None:
    conference, programme = drawn
    for grid in grids(conference, programme, by_starts=by_starts):
        slots = [slot for cell in grid.cells for slot in cell.slots]
        assert len(slots) == len(set(slots))
        assert all(0 <= row < len(grid.rows) and 0 <= column < len(grid.columns) for row, column in slots)
        for cell in grid.cells:
            span, rows = cell.placement.span, grid.rows[cell.row : cell.row + cell.rows]
            assert [row for row in grid.rows if row.overlaps(span)] == list(rows)
            assert rows[0].start == span.start
            assert by_starts or rows[-1].end == span.end
            rooms = grid.columns[cell.column : cell.column + cell.columns]
            assert cell.placement.room in rooms or cell.columns > 1 or cell.placement.room is None
    shown = [
        placement
        for grid in grids(conference, programme)
        for cells in ([cell.talks or (cell.placement,) for cell in grid.cells], [grid.alongside])
        for placements in cells
        for placement in placements
    ]
    assert sorted(p.session.name for p in shown) == sorted(session.name for session in programme)


@lenient
@given(drawn=programmes_of(), columns=st.integers(40, 220))
def test_nothing_is_wider_than_the_terminal(drawn: tuple[Conference, Programme], columns: int) -> None:
    conference, programme = drawn
    shown = [
        *programme_lines(conference, programme, columns),
        *lists.by_time(conference, programme.in_time_order, columns),
        *lists.by_room(conference, programme, columns),
        *lists.by_group(conference, programme, columns),
        *lists.by_person(conference, programme, columns),
    ]
    assert [line.plain for line in shown if line.cell_len > columns] == []


@given(text=st.text(st.sampled_from("aeiounrstlkgm- /漢é"), max_size=60), columns=st.integers(8, 40))
def test_lines_are_wrapped_without_losing_a_letter(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    joined = re.sub(r"(?<=[^\s/-])-$", "", "\n".join(lines), flags=re.MULTILINE)
    assert "".join(joined.split()).replace("-", "") == "".join(text.split()).replace("-", "")


def test_nothing_in_a_title_turns_the_writing_of_the_terminal() -> None:
    assert wrap("Water\u202e \u2066en\x1b[31m bodem", 40) == ["Water en[31m bodem"]


def test_a_word_that_fits_on_a_line_is_never_broken() -> None:
    title = "Gesprek met staatssecretaris over duurzame verstedelijking"
    columns = longest_word(title)
    assert " ".join(wrap(title, columns)) == title


def test_words_that_are_held_together_share_a_line_where_they_fit_on_one() -> None:
    held = f"Zaal{NO_BREAK}5"
    assert wrap(f"Raad {held}", 8) == ["Raad", "Zaal 5"]
    assert wrap(f"de {held}", 5) == ["de", "Zaal", "5"]


def test_absent_sessions_have_a_note() -> None:
    conference = day(
        sessions={
            "Gesprek": {},
            "Asiel": {"held": False, "goes_to": "Gesprek"},
            "Armoede": {"held": False},
            "Europa": {"held": False, "note": "Vergadert niet."},
        }
    )
    notes = [(session.name, note) for session, note in absent(conference, placed(conference, "Gesprek 9:00 Zaal 1"))]
    assert notes == [("Asiel", "Goes to Gesprek."), ("Armoede", "Does not meet."), ("Europa", "Vergadert niet.")]


def test_an_open_space_goes_on_beside_the_grid() -> None:
    conference = day(
        sessions={
            "Netwerken": {"kind": "open space", "minutes": 300, "needs_room": False},
            "Opening": {"kind": "plenary"},
            "Europa": {},
        }
    )
    (grid,) = grids(conference, placed(conference, "Netwerken 9:00; Opening 9:00 Zaal 1; Europa 10:00 Zaal 2"))
    assert [placement.session.name for placement in grid.alongside] == ["Netwerken"]
    assert [(c.placement.session.name, c.row, c.rows, c.column, c.columns) for c in grid.cells] == [
        ("Opening", 0, 1, 0, 2),
        ("Europa", 1, 1, 1, 1),
    ]


def test_a_plenary_leaves_room_for_what_stands_beside_it() -> None:
    conference = day(
        sessions={"Opening": {"kind": "plenary"}, "Europa": {}, "Zorg": {}}, rooms={"A": {}, "B": {}, "C": {}}
    )
    (grid,) = grids(conference, placed(conference, "Opening 9:00 A; Europa 9:30 C; Zorg 11:00 B"))
    assert [(c.placement.session.name, c.column, c.columns) for c in grid.cells] == [
        ("Opening", 0, 2),
        ("Europa", 2, 1),
        ("Zorg", 1, 1),
    ]


def test_a_room_with_two_at_once_has_two_columns_side_by_side() -> None:
    conference = day(sessions={"Europa": {}, "Zorg": {}, "Wonen": {}, "Opening": {"kind": "plenary", "minutes": 30}})
    typed = "Opening 9:00 Zaal 2; Europa 10:00 Zaal 1; Zorg 10:30 Zaal 1; Wonen 10:00"
    (grid,) = grids(conference, placed(conference, typed))
    assert [room and room.name for room in grid.columns] == ["Zaal 1", "Zaal 1", "Zaal 2", None]
    where = {cell.placement.session.name: (cell.column, cell.columns) for cell in grid.cells}
    assert where == {"Opening": (0, 4), "Europa": (0, 1), "Zorg": (1, 1), "Wonen": (3, 1)}


def test_where_a_list_stands_for_the_grid_it_says_why() -> None:
    conference = day(
        sessions={"Opening": {"kind": "plenary", "minutes": 30}, "Europa": {}, "Wonen": {}},
        rooms={"A": {}, "B": {}},
    )
    programme = placed(conference, "Opening 9:00 A; Europa 10:00 B; Wonen 10:00")
    lines = plain(programme_lines(conference, programme, 50)).splitlines()
    # 3 columns of 11 letters and 3 for what is between them, 6 for the hours and 4 around them
    assert lines[1:3] == [
        "As a list: a grid of 3 columns (Wonen has no room)",
        "is 52 wide, and this terminal 50.",
    ]
    assert "As a list" not in plain(programme_lines(conference, programme, 52))
