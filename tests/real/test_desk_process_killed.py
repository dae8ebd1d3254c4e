"""kill -9 of `netday desk` itself while a page sends it moves: day, programme and journal are whole, and it goes on."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from random import Random
from threading import Event, Thread

from hypothesis import settings

from scheduler.bench.desk_process import DeskVisitor, started_desk
from scheduler.desk import Workspace
from tests.support.desk_acts import is_whole
from tests.support.desk_days import a_folder, bytes_of

KILLS = 100 if settings().max_examples > 100 else 4  # 100 with --hypothesis-profile deep
MOVES: list[dict[str, object]] = [
    {"act": "place", "session": "Wonen", "start": 615, "room": "Zaal 3"},
    {"act": "swap", "one": "Zorg", "other": "Europa"},
    {"act": "place", "session": "Energie", "start": 795, "room": "Zaal 2"},
    {"act": "pin", "session": "Zorg"},
    {"act": "take_off", "session": "Wonen"},
    {"act": "place", "session": "Wonen", "start": 600, "room": "Zaal 1"},
    {"act": "unpin", "session": "Zorg"},
]


def test_a_desk_that_is_killed_leaves_the_folder_whole_and_all_that_it_answered(tmp_path: Path) -> None:
    folder, random = a_folder(tmp_path / "day"), Random(15)
    before = bytes_of(folder)
    for _ in range(KILLS):
        known = len(Workspace.open(folder).entries())
        answered = _killed_while_it_moves(folder, tmp_path / "settings", random)
        entries = list(reversed(is_whole(folder).entries()))[known:]
        assert [entry.kind for entry in entries][: len(answered)] == answered
        assert len(entries) <= len(answered) + 1  # and whatever it was at
    workspace = is_whole(folder)
    while workspace.can_undo:
        workspace.undo()
    assert bytes_of(folder) == before


def _killed_while_it_moves(folder: Path, home: Path, random: Random) -> list[str]:
    """The kinds of the acts that it has answered and that changed something, in order."""
    answered: list[str] = []
    first, wait = Event(), random.uniform(0, 0.2)

    def send(visitor: DeskVisitor) -> None:
        with suppress(OSError, HTTPException):
            while True:
                act, seen = random.choice(MOVES), visitor.version
                done = visitor.do(act)
                if not done.refused and visitor.version != seen:
                    answered.append(str(act["act"]))
                first.set()

    with started_desk(folder, home) as desk:
        visitor = DeskVisitor(desk)
        visitor.look()
        sender = Thread(target=send, args=(visitor,))
        sender.start()
        assert first.wait(60)
        time.sleep(wait)
        os.kill(desk.process.pid, signal.SIGKILL)
        sender.join(60)
        assert not sender.is_alive()
        visitor.close()
    return answered
