"""Whatever is asked of the desk in JSON: it is done, or refused in a sentence, and the files can be read again."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from scheduler.desk import Place, Refused, Swap, TakeOff, Tray, WallHour, Workspace, act_of
from tests.support.desk_days import a_workspace

KINDS = ("place", "take_off", "swap", "swap_rounds", "swap_rooms", "pin", "unpin", "tray", "fly", "", None, 3)
KEYS = ("session", "start", "day", "room", "one", "other", "one_day", "other_day", "acts")
VALUES: tuple[object, ...] = (
    *("Wonen", "Zorg", "Opening", "Zaal 1", "Zaal 3", "round 1", "ronde 2", "10:00", "13.15", "9u30", "2023-02-10"),
    *("9999-12-31", "0001-01-01", "25:00", "{session}", "\0", "\ud800", "", " ", "x" * 600, "../../etc/passwd"),
    *(0, -1, 600, 795, 10**12, -(10**30), 3.5, True, None, [], {}, ["Wonen"], {"act": "tray"}, float("nan")),
)


def asked(random: Random, deep: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = {key: random.choice(VALUES) for key in KEYS if random.random() < 0.7}
    if random.random() < 0.7:  # what is mostly right
        found |= {"session": "Wonen", "one": random.choice(["Zaal 1", "Wonen", 600]), "start": random.choice(VALUES)}
    if deep < 3 and random.random() < 0.3:
        found["acts"] = [asked(random, deep + 1) for _ in range(random.randrange(4))]
    return {**found, "act": random.choice(KINDS)}


def test_whatever_is_asked_is_done_or_refused(tmp_path: Path) -> None:
    workspace, random, done = a_workspace(tmp_path), Random(5000), 0
    for _ in range(600):
        state = workspace.state()
        try:
            done += workspace.do(act_of(asked(random)), seen=state.version).entry is not None
        except Refused:
            assert workspace.state() is state
    again = Workspace.open(tmp_path).state()
    assert (again.faults, again.programme) == ((), workspace.state().programme)
    assert done > 3


def test_a_request_is_an_act() -> None:
    asked = {"act": "place", "session": "Wonen", "start": "11:40", "day": "2023-02-10", "room": "Zaal 2"}
    assert act_of(asked) == Place("Wonen", WallHour("11:40", "2023-02-10"), "Zaal 2")
    assert act_of({"act": "place", "session": "Lunch", "start": 700}) == Place("Lunch", 700, None)
    assert act_of({"act": "swap", "one": "A", "other": "B"}) == Swap("A", "B")
    assert act_of({"act": "tray", "acts": [{"act": "take_off", "session": "A"}]}) == Tray((TakeOff("A"),))


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"act": 3},
        {"act": "fly"},
        {"act": "place", "session": "Wonen"},
        {"act": "place", "session": ["Wonen"], "start": "11:40"},
        {"act": "place", "session": "Wonen", "start": True},
        {"act": "take_off", "session": "x" * 501},
        {"act": "tray", "acts": []},
        {"act": "tray", "acts": "all"},
        {"act": "tray", "acts": [{"act": "tray", "acts": []}]},
        {"act": "tray", "acts": [3]},
    ],
)
def test_what_is_no_request_is_refused_with_a_sentence(asked: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        act_of(asked)
    assert refused.value.sentence.endswith(".")
