"""The grid at the desk: every room and every hour at which something could begin, and what clashes in one cell."""

from __future__ import annotations

from typing import Any

from scheduler.desk.board import Board, BoardCell, BoardDay, can_move
from tests.support.small import day, minute, placed

ROUNDS = ["10:00-11:00", "11:15-12:15", "13:00-14:00"]


def board(programme: str, sessions: dict[str, dict[str, Any]], **more: Any) -> Board:
    conference = day(sessions=sessions, **{"rounds": ROUNDS, **more})
    return Board.of(conference, placed(conference, programme) if programme else placed(conference, "Opening 9:00"))


def cells(of: BoardDay) -> list[tuple[str, str, int, int]]:
    """What stands in each cell, in which column, over how many rows and columns; an empty one by its hour."""
    return [(_words(cell), _room(of, cell), cell.rows, cell.columns) for cell in of.cells]


def _words(cell: BoardCell) -> str:
    names = " + ".join(placement.session.name for placement in cell.placements)
    return names or ("" if cell.start is None else f"{cell.start // 60}:{cell.start % 60:02}")


def _room(of: BoardDay, cell: BoardCell) -> str:
    room = of.columns[cell.column].room
    return room.name if room else "-"


OPENING: dict[str, dict[str, Any]] = {"Opening": {"kind": "plenary", "minutes": 60, "starts": ["9:00"]}}


def test_each_round_is_a_row_and_what_is_for_everyone_goes_across() -> None:
    found = board("Opening 9:00 Zaal 1; Europa 11:15 Zaal 2", {**OPENING, "Europa": {}})
    (one,) = found.days
    assert [(row.span.start, row.round, row.thin) for row in one.rows] == [
        (minute("9:00"), "", False),
        (minute("10:00"), "round 1", False),
        (minute("11:00"), "", True),  # nothing can begin in it
        (minute("11:15"), "round 2", False),
        (minute("12:15"), "", True),
        (minute("13:00"), "round 3", False),
    ]
    assert cells(one) == [
        ("Opening", "Zaal 1", 1, 2),
        ("10:00", "Zaal 1", 2, 1),
        ("10:00", "Zaal 2", 2, 1),
        ("11:15", "Zaal 1", 2, 1),
        ("Europa", "Zaal 2", 1, 1),
        ("", "Zaal 2", 1, 1),
        ("13:00", "Zaal 1", 1, 1),
        ("13:00", "Zaal 2", 1, 1),
    ]
    assert found.shelf == ()


def test_what_clashes_in_a_room_is_in_one_cell_and_what_is_not_placed_on_the_shelf() -> None:
    found = board("Wonen 10:00 Zaal 1; Zorg 10:00 Zaal 1", {"Wonen": {}, "Zorg": {"minutes": 150}, "Europa": {}})
    (one,) = found.days
    assert cells(one)[0] == ("Wonen + Zorg", "Zaal 1", 4, 1)
    assert [session.name for session in found.shelf] == ["Europa"]


def test_what_has_one_hour_and_lies_on_the_shelf_has_a_row_and_a_column_to_be_put_in() -> None:
    lunch = {"Lunch": {"kind": "break", "minutes": 45, "starts": ["12:15"], "needs_room": False}}
    (one,) = board("Europa 10:00 Zaal 1", {**lunch, "Europa": {}}).days
    assert [column.room and column.room.name for column in one.columns] == ["Zaal 1", "Zaal 2", None]
    assert ("12:15", "-", 1, 1) in cells(one)


def test_a_break_with_a_meeting_beside_it_stands_in_a_column() -> None:
    lunch = {"Lunch": {"kind": "break", "minutes": 60, "starts": ["11:15"], "needs_room": False}}
    (alone,) = board("Lunch 11:15", {**lunch, "Europa": {}}).days
    (beside,) = board("Lunch 11:15; Europa 11:15 Zaal 1", {**lunch, "Europa": {}}).days
    assert ("Lunch", "Zaal 1", 1, 2) in cells(alone)
    assert ("Lunch", "-", 1, 1) in cells(beside)


def test_an_open_space_goes_on_beside_everything_and_takes_no_column() -> None:
    space = {"Netwerken": {"kind": "open space", "minutes": 240, "starts": ["10:00"], "needs_room": False}}
    (one,) = board("Netwerken 10:00; Europa 10:00 Zaal 1", {**space, "Europa": {}}).days
    assert [placement.session.name for placement in one.alongside] == ["Netwerken"]
    assert [column.room and column.room.name for column in one.columns] == ["Zaal 1", "Zaal 2"]


def test_on_a_free_grid_there_is_a_row_for_every_start_after_which_the_house_is_still_open() -> None:
    (one,) = board("Wonen 9:30 Zaal 1", {"Wonen": {"minutes": 60}}, rounds=None, hours="9:00-11:00").days
    assert [row.span.start for row in one.rows] == [minute(h) for h in ("9:00", "9:30", "10:00", "10:30")]
    assert [row.is_start for row in one.rows] == [True, True, True, False]
    assert ("Wonen", "Zaal 1", 2, 1) in cells(one)


def test_sessions_without_a_room_have_as_many_columns_as_go_on_at_once_and_one_to_move_in() -> None:
    online = {name: {"needs_room": False} for name in ("Wonen", "Zorg")}
    (one,) = board("Wonen 10:00; Zorg 10:00", online, rooms={}).days
    assert [(column.room, column.lane) for column in one.columns] == [(None, 0), (None, 1), (None, 2)]


def test_each_day_has_its_own_grid() -> None:
    found = board("Wonen 10:00 Zaal 1; Zorg 2/11:15 Zaal 2", {"Wonen": {}, "Zorg": {}}, days=2)
    assert [[p.session.name for cell in one.cells for p in cell.placements] for one in found.days] == [
        ["Wonen"],
        ["Zorg"],
    ]


def test_every_slot_of_the_grid_is_covered_once() -> None:
    sessions: dict[str, dict[str, Any]] = {**OPENING, "Wonen": {"minutes": 45}, "Zorg": {"minutes": 135}, "Europa": {}}
    (one,) = board("Opening 9:00 Zaal 1; Wonen 10:00 Zaal 1; Zorg 10:00 Zaal 2; Europa 13:00 Zaal 1", sessions).days
    slots = [
        (row, column)
        for cell in one.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert sorted(slots) == [(row, column) for row in range(len(one.rows)) for column in range(len(one.columns))]
    assert [cell for _, line in one.lines for cell in line] == list(one.cells)


def test_what_has_one_hour_and_one_place_cannot_move() -> None:
    conference = day(sessions={"Inloop": {"starts": ["9:00"], "needs_room": False}, **OPENING, "Europa": {}})
    assert [can_move(conference, session) for session in conference.sessions] == [False, True, True]
