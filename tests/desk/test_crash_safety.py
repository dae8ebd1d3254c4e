"""Whenever it is stopped, day, programme and journal are whole; and whatever was done can be taken back to the byte."""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from scheduler.desk import Act, Place, Refused, ReplaceFiles, TakeOff, WallHour, Workspace
from scheduler.text.sentence import Sentence
from tests.support.crashes import Dead, failing
from tests.support.desk_acts import do_some, is_whole, random_act, work_until_killed
from tests.support.desk_days import DAY, PEOPLE, a_folder, a_workspace, bytes_of

SEVERAL_FILES = ReplaceFiles(
    {
        "day.yaml": DAY.replace("minuten: 20", "minuten: 25").encode(),
        "people.csv": PEOPLE.replace("Assen", "Arnhem").encode(),
    },
    Sentence("{file} has a fault.", file="x"),
)


def refusal(workspace: Workspace, act: Act, seen: str) -> str | None:
    try:
        workspace.do(act, seen=seen)
    except Refused as refused:
        return refused.sentence
    return None


@pytest.mark.parametrize("act", [Place("Wonen", WallHour("13:15"), "Zaal 2"), SEVERAL_FILES])
def test_it_dies_at_every_call_that_changes_the_disk(tmp_path: Path, act: Act) -> None:
    first = a_folder(tmp_path / "first")
    before = bytes_of(first)
    workspace = Workspace.open(first)
    workspace.do(act, seen=workspace.state().version)
    after = bytes_of(first)
    ended = set()
    for number in range(100):
        folder = a_folder(tmp_path / str(number))
        workspace = Workspace.open(folder)
        seen = workspace.state().version
        with failing(number) as disk, suppress(Dead):
            workspace.do(act, seen=seen)
        again = Workspace.open(folder)
        found = bytes_of(folder)
        assert found in (before, after)
        assert len(again.entries()) == (found == after)
        if found == after:
            again.undo()
            assert bytes_of(folder) == before
        ended.add(found == after)
        shutil.rmtree(folder)
        if not disk.struck:
            break
    else:
        pytest.fail("it never came to its end")
    assert ended == {True, False}


def test_a_disk_that_is_full_at_any_moment_changes_nothing(tmp_path: Path) -> None:
    for number in range(100):
        folder = a_folder(tmp_path / str(number))
        before = bytes_of(folder)
        workspace = Workspace.open(folder)
        seen = workspace.state().version
        with failing(number, "stays full") as disk:
            if (why := refusal(workspace, SEVERAL_FILES, seen)) is not None:
                assert "No space left on device" in why
                # where the second file cannot get its name, and then nothing more can be written, the next look ends it
                assert bytes_of(folder) == before or disk.seen[number] == "replace"
        if not disk.struck:
            break
        workspace.do(TakeOff("Zorg"), seen=workspace.state().version)
        assert [entry.kind for entry in workspace.entries()] in (["take_off"], ["take_off", "files"])
        while workspace.can_undo:
            workspace.undo()
        assert bytes_of(folder) == before
        shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_it_is_killed_at_twenty_random_moments(tmp_path: Path) -> None:
    folder, random = a_folder(tmp_path), Random(20)
    for _ in range(20):
        work_until_killed(folder, random, 0.03)
    assert is_whole(folder).entries()


def test_two_hundred_random_acts_are_taken_back_and_done_again_to_the_byte(tmp_path: Path) -> None:
    workspace, random = a_workspace(tmp_path), Random(200)
    stages = [bytes_of(tmp_path)]
    while len(stages) <= 200:
        state = workspace.state()
        try:
            done = workspace.do(random_act(random, state), seen=state.version)
        except Refused:
            continue
        if done.entry is not None:
            stages.append(bytes_of(tmp_path))
    for stage in reversed(stages[:-1]):
        workspace.undo()
        assert bytes_of(tmp_path) == stage
    assert not workspace.can_undo
    for stage in stages[1:]:
        workspace.redo()
        assert bytes_of(tmp_path) == stage
    assert (tmp_path / "people.csv").read_bytes() == PEOPLE.encode()


def test_a_line_of_the_journal_that_was_torn_is_no_line(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    workspace.do(TakeOff("Zorg"), seen=workspace.state().version)
    journal = tmp_path / ".netday" / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"act": "2", "kind"')
    again = Workspace.open(tmp_path)
    assert [entry.id for entry in again.entries()] == ["1"]
    again.undo()
    assert journal.read_bytes().startswith(whole)
    assert [entry.undone for entry in Workspace.open(tmp_path).entries()] == [True]


def test_lines_that_nobody_of_us_wrote_are_passed_over(tmp_path: Path) -> None:
    workspace, random = a_workspace(tmp_path), Random(1)
    while len(workspace.entries()) < 5:
        do_some(workspace, random)
    journal = tmp_path / ".netday" / "journal.jsonl"
    strange = b'[]\n\xff\xfe\n{"act": "7"}\n{"undo": "99"}\n{"act": "x", "kind": 3}\n{"name": "99", "text": "?"}\n'
    journal.write_bytes(strange + journal.read_bytes() + strange)
    assert [entry.id for entry in Workspace.open(tmp_path).entries()] == [entry.id for entry in workspace.entries()]


def test_a_journal_that_somebody_took_away_begins_anew(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    state = workspace.do(TakeOff("Zorg"), seen=workspace.state().version).state
    shutil.rmtree(tmp_path / ".netday")
    assert workspace.entries() == []
    with pytest.raises(Refused, match="nothing to take back"):
        workspace.undo()
    workspace.do(TakeOff("Wonen"), seen=state.version)
    workspace.undo()
    assert workspace.state().version == state.version


def test_a_text_that_somebody_took_away_is_missed_in_a_sentence(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    workspace.do(TakeOff("Zorg"), seen=workspace.state().version)
    shutil.rmtree(tmp_path / ".netday" / "texts")
    with pytest.raises(Refused, match="no longer kept"):
        workspace.undo()
    assert workspace.entries()[0].undone is False
