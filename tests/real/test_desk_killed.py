"""kill -9 of who works at a desk, or of a search, a hundred times at random moments: all files are whole."""

from __future__ import annotations

import os
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from scheduler.desk import Workspace
from scheduler.desk.search_wish import SearchWish
from scheduler.desk.searches import Searches
from tests.desk.test_searches import child
from tests.support.desk_acts import do_some, is_whole, work_until_killed
from tests.support.desk_days import a_folder, bytes_of
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


def test_a_search_that_is_killed_leaves_the_folder_whole_and_lets_the_next_one_begin(tmp_path: Path) -> None:
    folder, random = a_folder(tmp_path / "day"), Random(7)
    workspace = Workspace.open(folder)
    before, searches = bytes_of(folder), Searches(workspace, child("quick"))
    ended = []
    for _ in range(KILLS):
        with workspace.listen() as listener:
            searches.start(SearchWish("solve"))
            running = searches._running
            assert running
            assert running.process
            time.sleep(random.uniform(0, 0.15))
            with suppress(ProcessLookupError):  # it was sooner
                os.kill(running.process.pid, signal.SIGKILL)
            while (event := listener.get(30)) is None or event.kind != "done":
                assert event
            ended.append(event.data["state"])
        searches.leave()
        assert bytes_of(folder) == before
        assert is_whole(folder).state().version == workspace.state().version
    searches.close()
    assert "failed" in ended
