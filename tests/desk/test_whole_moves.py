"""Rounds and rooms that change places, another programme, and pins in the day file."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.conference.programme import Programme
from scheduler.desk import (
    NamedRound,
    Pin,
    Place,
    Refused,
    Stale,
    SwapRooms,
    SwapRounds,
    TakeOff,
    TakeProgramme,
    Unpin,
    WallHour,
    act_of,
    pinned_sessions,
)
from scheduler.text.sentence import Sentence
from tests.support.desk_days import DAY, FILES, a_workspace, bytes_of, where


def test_two_rounds_change_places_and_what_has_hours_of_its_own_stays(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    begin = workspace.state()
    done = workspace.do(act_of({"act": "swap_rounds", "one": "round 1", "other": "round 2"}), seen=begin.version)
    hours = {name: where(done.state, name)[0] for name in ("Wonen", "Zorg", "Energie", "Europa", "Opening")}
    assert hours == {"Wonen": "11.15", "Zorg": "11.15", "Energie": "10.00", "Europa": "10.00", "Opening": "9.30"}
    assert done.entry
    assert done.entry.sentence == "Wat om 10.00 begon, begint nu om 11.15, en andersom."
    state = workspace.do(SwapRounds(WallHour("10:00"), 795), seen=done.state.version).state
    assert where(state, "Energie") == ("13.15", "Zaal 1")
    for one, why in (("round 9", "no round of this day"), ("round 3", "itself")):
        with pytest.raises(Refused, match=why):
            workspace.do(SwapRounds(NamedRound(one), NamedRound("round 3")), seen=state.version)
    with pytest.raises(Refused, match="itself"):
        workspace.do(SwapRounds(600, WallHour("10:00")), seen=state.version)
    with pytest.raises(Refused, match="at the same time"):
        workspace.do(SwapRounds(610, 600), seen=state.version)
    with pytest.raises(Refused, match="outside the hours"):
        workspace.do(SwapRounds(600, 10**12), seen=state.version)
    with pytest.raises(Refused, match="Nothing stands"):
        workspace.do(SwapRounds(740, 745), seen=state.version)


def test_two_rooms_change_places(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    act = act_of({"act": "swap_rooms", "one": "Zaal 1", "other": "Zaal 3"})
    state = workspace.do(act, seen=workspace.state().version).state
    assert [where(state, name)[1] for name in ("Wonen", "Energie", "Zorg")] == ["Zaal 3", "Zaal 3", "Zaal 2"]
    with pytest.raises(Refused, match="no day of this conference"):
        workspace.do(SwapRooms("Zaal 1", "Zaal 2", "2023-02-11"), seen=state.version)
    with pytest.raises(Refused, match="itself"):
        workspace.do(SwapRooms("Zaal 1", "Zaal 1"), seen=state.version)
    done = workspace.do(SwapRooms("Zaal 1", "Zaal 2", "2023-02-10"), seen=state.version)
    assert done.entry
    assert done.entry.sentence == "Zaal 1 en Zaal 2 zijn van plaats gewisseld."


def test_a_programme_that_was_found_comes_by_names(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path / "day")
    other = a_workspace(tmp_path / "other")
    found = other.do(Place("Wonen", WallHour("13:15"), "Zaal 2"), seen=other.state().version).state
    now = workspace.state()
    assert now.instance
    proof = {"proven_best": True}
    act = TakeProgramme(found.placed, Sentence("Found."), proof, now.instance.digest)
    done = workspace.do(act, seen=now.version)
    assert done.state.programme == found.programme
    assert b'"proven_best": true' in (tmp_path / "day" / "programme.json").read_bytes()
    assert done.entry
    assert (done.entry.kind, done.entry.sessions) == ("programme", ("Wonen",))
    late = TakeProgramme(Programme(), Sentence("None."), proof, "of another day")
    state = workspace.do(late, seen=done.state.version).state
    assert len(state.placed) == 0
    assert b'"proven_best": false' in (tmp_path / "day" / "programme.json").read_bytes()
    workspace.undo()
    workspace.do(Place("Zorg", WallHour("13:15"), "Zaal 3"), seen=workspace.state().version)
    with pytest.raises(Stale):
        workspace.do(late, seen=done.state.version)


def test_a_pin_stands_in_the_day_file_and_goes_again(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    begin, seen = bytes_of(tmp_path), workspace.state().version
    assert pinned_sessions(workspace.state()) == {"Opening"}
    done = workspace.do(act_of({"act": "pin", "session": "Wonen"}), seen=seen)
    assert done.entry
    assert (done.entry.sentence, done.entry.sessions) == ("Wonen staat vast om 10.00 in Zaal 1.", ("Wonen",))
    line = "    - {onderdeel: Wonen, om: 10:00, zaal: Zaal 1}\n"
    assert (tmp_path / "day.yaml").read_text("utf-8") == DAY + line
    assert pinned_sessions(done.state) == {"Opening", "Wonen"}
    assert workspace.do(Pin("Wonen"), seen=done.state.version).entry is None
    # others go on with what they saw before the pin, but for the session itself
    workspace.do(Place("Zorg", WallHour("13:15"), "Zaal 3"), seen=seen)
    with pytest.raises(Stale):
        workspace.do(TakeOff("Wonen"), seen=seen)
    state = workspace.do(Place("Wonen", WallHour("13:15"), "Zaal 1"), seen=workspace.state().version).state
    state = workspace.do(Pin("Wonen"), seen=state.version).state
    assert (tmp_path / "day.yaml").read_text("utf-8") == DAY + line.replace("10:00", "13:15")
    state = workspace.do(Unpin("Wonen"), seen=state.version).state
    assert (tmp_path / "day.yaml").read_text("utf-8") == DAY
    assert workspace.do(Unpin("Wonen"), seen=state.version).entry is None
    while workspace.can_undo:
        workspace.undo()
    assert bytes_of(tmp_path) == begin


@pytest.mark.parametrize(
    "rules",
    [
        "",
        "regels:\n  vastgezet: uit\n",
        "regels:\n  vastgezet: {onderdeel: Opening, zaal: Zaal 1}\n",
        "regels:\n  vastgezet:\n    onderdeel: Opening\n    zaal: Zaal 1\n",
        "regels:\n  vastgezet: [{onderdeel: Opening, zaal: Zaal 1}]\n",
    ],
)
def test_a_pin_is_written_whatever_the_rules_look_like(tmp_path: Path, rules: str) -> None:
    day = DAY[: DAY.index("regels:")] + rules
    workspace = a_workspace(tmp_path, {**FILES, "day.yaml": day})
    state = workspace.state()
    before = pinned_sessions(state)
    state = workspace.do(Pin("Wonen"), seen=state.version).state
    assert pinned_sessions(state) == before | {"Wonen"}
    state = workspace.do(Unpin("Wonen"), seen=state.version).state
    assert pinned_sessions(state) == before
