"""The tables of a day edited at the desk: spliced into its files, or every fault with the field that it is in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.desk import DeskState, Refused, Stale, Workspace
from scheduler.desk.mentions import mentions
from scheduler.desk.table_acts import EditTables, FieldsRefused, PutText
from scheduler.desk.tables import RowAdded, RowMoved, RowPut, RowRemoved, TableChange, placed_faults, tables_of
from scheduler.files.workbook.tables import called
from tests.support.desk_days import DAY, FILES, a_workspace, bytes_of
from tests.support.workbooks_of_days import TRACKS


def do(workspace: Workspace, *changes: TableChange) -> DeskState:
    return workspace.do(EditTables(changes), seen=workspace.state().version).state


def refused(workspace: Workspace, *changes: TableChange) -> list[tuple[str, int | None, str, str]]:
    """Sheet, row, column and message of each fault."""
    before = bytes_of(workspace.folder)
    with pytest.raises(FieldsRefused) as why:
        do(workspace, *changes)
    assert bytes_of(workspace.folder) == before
    return [(each.sheet, each.row, each.column, str(each.fault.message)) for each in why.value.fields]


def names(state: DeskState, sheet: str) -> list[str]:
    assert state.files is not None
    return [called(row) for row in tables_of(state.files, state.instance).rows[sheet]]


def test_a_cell_is_changed_and_every_comment_stays(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    state = do(workspace, RowPut("rooms", 0, {"capacity": "50"}, {"capacity": "40"}, "Zaal 1"))
    assert (tmp_path / "day.yaml").read_text("utf-8") == DAY.replace("plaatsen: 40", "plaatsen: 50")
    assert state.conference.rooms[0].capacity == 50
    assert workspace.entries()[0].sentence == "Zalen: Zaal 1 gewijzigd."
    workspace.undo()
    assert (tmp_path / "day.yaml").read_text("utf-8") == DAY


def test_all_faults_at_once_each_in_its_field(tmp_path: Path) -> None:
    changes = (
        RowPut("rooms", 0, {"capacity": "veel"}),
        RowPut("sessions", 1, {"groups": "Zrg"}),
        RowAdded("sessions", {"title": "Lunch", "at": "half een", "minutes": "0"}),
    )
    assert [each[:3] for each in refused(a_workspace(tmp_path), *changes)] == [
        ("rooms", 0, "capacity"),
        ("sessions", 1, "groups"),
        ("sessions", 5, "at"),
        ("sessions", 5, "minutes"),
    ]


def test_a_fault_that_many_rows_have_is_in_each_of_their_fields(tmp_path: Path) -> None:
    faults = refused(a_workspace(tmp_path), RowRemoved("groups", 0, "Wonen"))
    assert len([each for each in faults if each[:1] == ("people",)]) == 4
    assert {each[2] for each in faults if each[0] == "people"} == {"(Wonen)"}


def test_another_row_is_named_by_its_sheet_and_number(tmp_path: Path) -> None:
    ((*_, message),) = refused(a_workspace(tmp_path), RowAdded("sessions", {"title": "Opening", "minutes": "20"}))
    assert message == 'Another session is called "Opening" (Sessions, row 5); give this one a name of its own.'


def test_another_name_for_a_room_goes_with_it_everywhere(tmp_path: Path) -> None:
    state = do(a_workspace(tmp_path), RowPut("rooms", 0, {"name": "Raadzaal"}, {"name": "Zaal 1"}, "Zaal 1"))
    assert (tmp_path / "day.yaml").read_text("utf-8") == DAY.replace("Zaal 1", "Raadzaal")
    rooms = {place.session.name: place.room.name for place in state.placed.placements if place.room}
    assert (rooms["Wonen"], rooms["Zorg"]) == ("Raadzaal", "Zaal 2")
    assert "Zaal 1" not in (tmp_path / "programme.json").read_text("utf-8")


def test_another_name_for_a_group_is_a_heading_of_the_list_of_people_too(tmp_path: Path) -> None:
    state = do(a_workspace(tmp_path), RowPut("groups", 0, {"name": "Woningmarkt"}))
    assert (tmp_path / "people.csv").read_bytes() == FILES["people.csv"].replace("Wonen", "Woningmarkt").encode()
    assert next(group.name for group in state.conference.groups) == "Woningmarkt"
    assert "Woningmarkt" in {placement.session.name for placement in state.placed.placements}


def test_somebody_gets_a_role_and_another_name(tmp_path: Path) -> None:
    do(a_workspace(tmp_path), RowPut("people", 0, {"name": "Anna Bosch", "(Europa)": "member", "(Energie)": ""}))
    assert (tmp_path / "people.csv").read_bytes().split(b"\r\n")[1] == b"Anna Bosch;Delft;voorzitter;;;lid"


def test_rows_come_go_and_move(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    do(workspace, RowAdded("rooms", {"name": "Kelder", "capacity": "10"}, place=1), RowMoved("rooms", 3, 0, "Zaal 3"))
    assert names(workspace.state(), "rooms") == ["Zaal 3", "Zaal 1", "Kelder", "Zaal 2"]
    do(workspace, RowRemoved("rooms", 2, "Kelder"))
    assert names(workspace.state(), "rooms") == ["Zaal 3", "Zaal 1", "Zaal 2"]
    workspace.undo()
    workspace.undo()
    assert (tmp_path / "day.yaml").read_text("utf-8") == DAY


def test_what_goes_everywhere_takes_its_meeting_along(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    state = workspace.state()
    assert state.files
    tables = tables_of(state.files, state.instance)
    assert [mentions(tables, "groups", "Wonen"), mentions(tables, "rooms", "Zaal 3")] == [6, 0]
    state = do(workspace, RowRemoved("groups", 0, "Wonen", everywhere=True))
    assert (names(state, "groups")[0], names(state, "sessions")[0]) == ("Zorg", "Zorg")
    state = do(workspace, RowRemoved("rooms", 0, "Zaal 1", everywhere=True))
    assert names(state, "rules") == []  # it pinned the opening to that room alone


def test_who_changes_another_row_is_in_nobodys_way_and_who_changes_the_same_cell_is_told(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    seen = workspace.state().version
    do(workspace, RowRemoved("rooms", 0, "Zaal 1", everywhere=True))
    mine = RowPut("rooms", 1, {"capacity": "30"}, {"capacity": "20"}, "Zaal 2")  # the second no longer
    done = workspace.do(EditTables((mine,)), seen=seen)
    assert done.state.conference.rooms[0].capacity == 30
    with pytest.raises(Stale):
        workspace.do(EditTables((replace(mine, cells={"capacity": "99"}),)), seen=seen)
    with pytest.raises(Stale):
        workspace.do(EditTables((RowRemoved("rooms", 0, "Zaal 1"),)), seen=seen)


def test_a_day_with_faults_is_mended_field_by_field(tmp_path: Path) -> None:
    wrong = DAY.replace("plaatsen: 20", "plaatsen: twintig").replace("zaal: Zaal 1\nregels", "zaal: Zaal 9\nregels")
    workspace = a_workspace(tmp_path, {**FILES, "day.yaml": wrong})
    state = workspace.state()
    assert state.files
    found = placed_faults(state.files, tables_of(state.files, None), state.faults)
    assert [(each.sheet, each.row, each.column) for each in found] == [
        ("rooms", 1, "capacity"),
        ("sessions", 4, "rooms"),
    ]
    state = do(workspace, RowPut("rooms", 1, {"capacity": "20"}))
    assert (len(state.faults), state.instance) == (1, None)
    assert [each[:3] for each in refused(workspace, RowPut("rooms", 0, {"capacity": "x"}))] == [
        ("rooms", 0, "capacity")
    ]
    state = do(workspace, RowPut("sessions", 4, {"rooms": "Zaal 1"}))
    assert (tmp_path / "day.yaml").read_text("utf-8") == DAY
    assert state.instance


def test_a_fault_in_the_list_of_people_is_in_the_field_of_that_person(tmp_path: Path) -> None:
    people = FILES["people.csv"].replace("Bob Cent;Gouda;lid", "Bob Cent;Gouda;lidd")
    state = a_workspace(tmp_path, {**FILES, "people.csv": people}).state()
    assert state.files
    found = placed_faults(state.files, tables_of(state.files, None), state.faults)
    assert [(each.sheet, each.row) for each in found] == [("people", 1)]


def test_lines_of_text_are_put_and_what_is_wrong_with_them_is_said_with_its_line(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    seen, was = workspace.state().version, "  - {naam: Zaal 1, plaatsen: 40}"
    line = DAY.splitlines().index(was) + 1
    with pytest.raises(Refused) as why:
        workspace.do(PutText("day.yaml", line, was, "  - {naam: Zaal 1, plaatsen: veel}"), seen=seen)
    assert [fault.line for fault in why.value.faults] == [line]
    workspace.do(PutText("day.yaml", line, was, "  - {naam: Zaal 1, plaatsen: 41} # groter\r\n"), seen=seen)
    assert (tmp_path / "day.yaml").read_text("utf-8") == DAY.replace(was, "  - {naam: Zaal 1, plaatsen: 41} # groter")
    with pytest.raises(Stale):
        workspace.do(PutText("day.yaml", line, was, "x"), seen=seen)
    with pytest.raises(Refused):
        workspace.do(PutText("programme.json", 1, "{", "{"), seen=seen)


def test_a_file_that_is_no_yaml_is_mended_as_text(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path, {**FILES, "day.yaml": DAY.replace("zalen:", "zalen: [")})
    state = workspace.state()
    with pytest.raises(Refused):
        do(workspace, RowAdded("rooms", {"name": "Kelder"}))
    broken = state.data["day.yaml"].decode()
    state = workspace.do(PutText("day.yaml", 1, broken, DAY), seen=state.version).state
    assert state.instance


def test_tracks_and_their_talks_are_rows_as_all_else(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path, {"day.yaml": TRACKS})
    state = do(
        workspace,
        RowPut("tracks", 1, {"name": "Lucht"}, {"name": "Klimaat"}, "Klimaat"),
        RowPut("rounds", 0, {"name": "Vroeg"}, {"name": "Ochtend"}, "Ochtend"),
        RowAdded("tracks", {"name": "Natuur", "chairs": "A. Bos"}),
        RowPut("sessions", 3, {"slots": "2", "rather_not": "Middag: 4; Zaal 2"}),
    )
    water, air, _, nature = state.conference.tracks
    assert (water.rounds_rather_not, water.similar, nature.chairs[0].name) == (
        (("Vroeg", 10),),
        (("Lucht", 5),),
        "A. Bos",
    )
    trees, clay = state.conference.sessions[2:]
    assert (trees.track, clay.slots, clay.rounds_rather_not, clay.rooms_rather_not) == (
        air, 2, (("Middag", 4),), (("Zaal 2", 1),)
    )  # fmt: skip
    text = (tmp_path / "day.yaml").read_text("utf-8")
    assert [line for line in text.splitlines() if "#" in line] == [line for line in TRACKS.splitlines() if "#" in line]
    assert refused(workspace, RowPut("sessions", 3, {"track": "Bodm", "slots": "4"})) == [
        ("sessions", 3, "track", '"Bodm" is no track. Did you mean "Bodem"?')
    ]
