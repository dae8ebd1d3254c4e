"""kill -9 of who works at a desk, a hundred times at random moments: day, programme and journal are whole."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

from scheduler.desk import Workspace
from tests.support.desk_acts import do_some, is_whole, work_until_killed
from tests.support.house import HOME

KILLS = 100


def test_who_is_killed_at_a_desk_leaves_the_folder_whole(tmp_path: Path) -> None:
    folder, random = tmp_path / "haarlem", Random(100)
    shutil.copytree(HOME / "instances" / "haarlem-2023", folder)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    workspace = Workspace.open(folder)
    while len(workspace.entries()) < 20:
        do_some(workspace, random)
    for number in range(KILLS):
        work_until_killed(folder, random, 0.1)
        workspace = Workspace.open(folder)
        state = workspace.state()
        assert state.faults == ()
        assert state.programme is not None
        assert [entry.kind for entry in workspace.entries() if entry.kind == "outside"] == []
        if number % 50 == 0:
            is_whole(folder)
    workspace = is_whole(folder)
    while workspace.can_undo:
        workspace.undo()
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()} == before
