"""Random acts at the desk, and a process that does them until it is killed."""

from __future__ import annotations

import os
import signal
import time
import warnings
from pathlib import Path
from random import Random

from scheduler.desk import (
    Act,
    DeskState,
    Pin,
    Place,
    ProgrammeAct,
    Refused,
    Stale,
    Swap,
    SwapRooms,
    TakeOff,
    Tray,
    Unpin,
    Workspace,
)


def random_act(random: Random, state: DeskState) -> Act:
    """Some act that a page could ask for; it may be refused."""
    conference = state.problem.conference
    one, other = (random.choice(conference.held).name for _ in range(2))
    rooms = [room.name for room in conference.rooms]
    day = random.choice(conference.days).hours

    def somewhere(name: str) -> Place:
        return Place(name, random.randrange(day.start, day.end, 5), random.choice(rooms))

    moves: tuple[ProgrammeAct, ...] = (somewhere(one), somewhere(other), TakeOff(one), Swap(one, other))
    rest: list[Act] = [
        SwapRooms(random.choice(rooms), random.choice(rooms)),
        Pin(one),
        Unpin(one),
        Tray(moves[:2]),
    ]
    return random.choice([*moves * 5, *rest])


def do_some(workspace: Workspace, random: Random) -> bool:
    """One act, or one step back or forward. Whether something was written."""
    try:
        match random.randrange(8):
            case 0:
                return workspace.undo().entry is not None
            case 1:
                return workspace.redo().entry is not None
            case _:
                state = workspace.state()
                return workspace.do(random_act(random, state), seen=state.version).entry is not None
    except (Refused, Stale):
        return False


def work_until_killed(folder: Path, random: Random, longest: float) -> None:
    """A process that acts as quickly as it can, and is killed at most so many seconds after its first act."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():  # the child uses no thread of the others
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            workspace = Workspace.open(folder)
            while not do_some(workspace, random):
                pass
            os.write(writing, b".")
            while True:
                do_some(workspace, random)
        finally:
            os._exit(1)
    os.close(writing)
    assert os.read(reading, 1) == b"."
    os.close(reading)
    time.sleep(random.uniform(0, longest))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def is_whole(folder: Path) -> Workspace:
    """The folder after a kill: all of it can be read, and the journal says how it came to be so."""
    workspace = Workspace.open(folder)
    state = workspace.state()
    assert (state.faults, state.programme is None) == ((), False)
    assert [entry.kind for entry in workspace.entries() if entry.kind == "outside"] == []
    steps = 0
    while workspace.can_undo and steps < 10:
        workspace.undo()
        steps += 1
    for _ in range(steps):
        workspace.redo()
    assert workspace.state().version == state.version
    return workspace
