"""Searches as processes: what is told of them, how they stop and die, one a folder, and the folder stays whole.

Most have a child that only does as if it searches; the real command is asked in a few.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from scheduler.desk import DeskEvent, Listener, Refused, Workspace
from scheduler.desk.search_wish import SearchWish
from scheduler.desk.searches import Searches
from scheduler.desk.snapshot import Snapshot
from scheduler.files.folder_lock import DESK_FOLDER
from tests.support.house import HOME

DAY = """\
title: Netwerkdag
date: 2026-03-13
language: en
rounds: [10:00–11:00, 11:15–12:15]
rooms: [Zaal 1, Zaal 2]
groups:
  - {name: Europa, chairs: Jeroen, members: [Karin, Jan]}
  - {name: Wonen, chairs: Karin, members: Jan}
sessions: [Europa, Wonen]
"""
TOGETHER = [("Europa", "10:00", "Zaal 1"), ("Wonen", "10:00", "Zaal 2")]  # which Karin and Jan cannot both go to
APART = [("Europa", "10:00", "Zaal 1"), ("Wonen", "11:15", "Zaal 1")]

# It says how far it is, with its process; goes on until it is stopped; writes what was found, and says so.
CHILD = """
import json, os, signal, sys, time
from pathlib import Path
mode = MODE
line = {"elapsed": 1.5, "tier": None, "best": None, "bound": None, "doing": str(os.getpid())}
for _ in range(1000 if mode == "talks" else 1):
    print(json.dumps(line), file=sys.stderr, flush=True)
if mode == "deaf":
    time.sleep(60)
if mode != "quick":
    sys.stdin.readline()
if mode == "marks":
    Path(MARK).write_text("ended")
if mode == "errs":
    print("no such thing", file=sys.stderr)
    sys.exit(70)
out = next((word.removeprefix("--output=") for word in sys.argv if word.startswith("--output=")), None)
if out:
    Path(out).write_text(FOUND)
proof = {"proven_best": mode == "quick"}
print(json.dumps({"schema": {}, "answer": "solved", "stopped": mode != "quick", "proof": proof}))
"""


def programme(*placed: tuple[str, str, str]) -> str:
    rows = [{"session": name, "day": "2026-03-13", "start": start, "room": room} for name, start, room in placed]
    return json.dumps({"programme": rows})


def child(mode: str = "stops", found: str | None = None, mark: str = "") -> list[str]:
    """A command that does as if it searches, in one of the ways of `CHILD`."""
    text = found if found is not None else programme(*APART)
    code = CHILD.replace("MODE", repr(mode)).replace("FOUND", repr(text)).replace("MARK", repr(mark))
    return [sys.executable, "-c", code]


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    folder = tmp_path / "day"
    folder.mkdir()
    (folder / "day.yaml").write_text(DAY, "utf-8")
    (folder / "programme.json").write_text(programme(*TOGETHER), "utf-8")
    return Workspace.open(folder)


@pytest.fixture
def listener(desk: Workspace) -> Iterator[Listener]:
    with desk.listen() as heard:
        yield heard


def heard(listener: Listener, kind: str, **wanted: object) -> DeskEvent:
    """The next event of the kind with these data. Those before it are passed over."""
    while (event := listener.get(30)) is not None:
        if event.kind == kind and wanted.items() <= dict(event.data).items():
            return event
    raise AssertionError(f"no event {kind} came")


def process_of(event: DeskEvent) -> int:
    return int(event.data["sentence"])


def at_work(listener: Listener) -> int:
    """The process of the search, once it has told how far it is."""
    event = heard(listener, "search")
    while not str(event.data["sentence"]).isdigit():
        event = heard(listener, "search")
    return process_of(event)


def files(desk: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in desk.folder.iterdir() if path.is_file()}


def test_a_stop_keeps_the_best_so_far(desk: Workspace, listener: Listener) -> None:
    searches = Searches(desk, child())
    before = files(desk)
    search = searches.start(SearchWish("solve", who="Anna"))
    assert (search.version, search.state, str(search.sentence)) == (
        desk.state().version,
        "running",
        "the best programme is being made",
    )
    assert os.getpgid(at_work(listener)) != os.getpgid(0)
    searches.stop()
    assert heard(listener, "search").data["sentence"] == "It stops, with the best so far."
    done = heard(listener, "done", id=search.id)
    assert (done.data["state"], done.data["exit_code"], done.data["programmes"]) == ("done", 0, 1)
    assert done.data["sentence"] == "Stopped. This is the best programme so far."
    result = searches.result(search.id)
    assert result is not None
    assert result.programme is not None
    assert [placement.start for placement in result.programme.values()] == [600, 675]
    assert files(desk) == before
    assert searches.current is not None
    assert not searches.current.under_way
    searches.stop()  # which has ended, so nothing comes of it


def test_progress_is_told_at_most_four_times_a_second(desk: Workspace, listener: Listener) -> None:
    searches = Searches(desk, child("talks"))
    searches.start(SearchWish("solve"))
    at_work(listener)
    searches.stop()
    events = []
    while (event := listener.get(30)) is not None and event.kind != "done":
        events.append(event)
    assert len(events) < 20


def test_asked_to_stop_twice_it_ends_at_once_and_says_so(desk: Workspace, listener: Listener) -> None:
    searches = Searches(desk, child("deaf"))
    search = searches.start(SearchWish("solve"))
    at_work(listener)
    searches.stop()
    searches.stop()
    done = heard(listener, "done", id=search.id)
    assert (done.data["state"], done.data["sentence"]) == ("failed", "Stopped at once; nothing of it was kept.")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_search_that_is_killed_leaves_the_folder_whole_and_is_told_as_failed(
    desk: Workspace, listener: Listener
) -> None:
    searches = Searches(desk, child())
    before = files(desk)
    search = searches.start(SearchWish("solve"))
    os.kill(at_work(listener), signal.SIGKILL)
    done = heard(listener, "done", id=search.id)
    assert (done.data["state"], done.data["sentence"]) == (
        "failed",
        "The search was broken off from outside (signal 9). Nothing has changed; you can search again.",
    )
    assert files(desk) == before
    assert searches.proposal is None
    again = searches.start(SearchWish("solve"))
    searches.close()
    assert heard(listener, "done", id=again.id).data["state"] == "done"


def test_an_error_of_ours_is_told_as_such(desk: Workspace, listener: Listener) -> None:
    searches = Searches(desk, child("errs"))
    search = searches.start(SearchWish("solve"))
    searches.stop()
    done = heard(listener, "done", id=search.id)
    assert done.data["sentence"] == ("The search ended with an error of netday itself, not of yours: no such thing")


def test_a_command_that_cannot_be_begun_is_refused_and_holds_nothing(desk: Workspace) -> None:
    searches = Searches(desk, ["/no/such/command"])
    for _ in range(2):  # the lock was let go of
        with pytest.raises(Refused, match="The search cannot begin: No such file or directory"):
            searches.start(SearchWish("solve"))


def test_one_search_a_folder_from_whichever_desk(desk: Workspace, listener: Listener) -> None:
    here, other = Searches(desk, child()), Searches(Workspace.open(desk.folder), child())
    here.start(SearchWish("solve", who="Anna"))
    for searches in (here, other):
        with pytest.raises(Refused, match="A search of Anna runs already"):
            searches.start(SearchWish("solve", who="Bob"))
    here.close()
    heard(listener, "done")
    other.start(SearchWish("solve"))
    with pytest.raises(Refused, match="A search runs already"):
        here.start(SearchWish("solve"))
    other.close()


def test_what_a_desk_that_died_has_left_is_taken_away_and_nothing_else(desk: Workspace, tmp_path: Path) -> None:
    left, other = Snapshot.of(desk.state()), tmp_path / "netday-search-mine"
    other.mkdir()
    (desk.folder / DESK_FOLDER).mkdir()
    holder = desk.folder / DESK_FOLDER / "search.json"
    holder.parent.mkdir(exist_ok=True)
    for snapshot in (left.home, other):
        holder.write_text(json.dumps({"who": "Anna", "snapshot": str(snapshot)}), "utf-8")
        Searches(desk)
    assert (left.home.exists(), other.exists(), holder.exists()) == (False, True, True)


def test_what_a_search_writes_that_outlived_its_desk_goes_too(desk: Workspace) -> None:
    searches = Searches(desk, child())
    left = Snapshot.of(desk.state())
    (desk.folder / DESK_FOLDER).mkdir(exist_ok=True)
    (desk.folder / DESK_FOLDER / "search.json").write_text(json.dumps({"snapshot": str(left.home)}), "utf-8")
    searches.start(SearchWish("solve"))
    assert not left.home.exists()
    left.home.mkdir()
    (left.home / "found").write_text("late", "utf-8")
    searches.close()
    assert not left.home.exists()


def test_the_search_ends_with_the_desk_that_began_it(desk: Workspace, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    code = (
        "import sys, json\nfrom pathlib import Path\n"
        "from scheduler.desk import Workspace\nfrom scheduler.desk.searches import Searches\n"
        "from scheduler.desk.search_wish import SearchWish\n"
        "desk = Workspace.open(Path(sys.argv[1]))\n"
        "with desk.listen() as heard:\n"
        "    Searches(desk, json.loads(sys.argv[2])).start(SearchWish('solve'))\n"
        "    while not str(heard.get().data['sentence']).isdigit(): pass\n"
        "print('begun', flush=True)\nsys.stdin.read()\n"
    )
    words = [sys.executable, "-c", code, str(desk.folder), json.dumps(child("marks", mark=str(mark)))]
    server = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=HOME)
    assert server.stdout is not None
    assert server.stdin is not None
    assert server.stdout.readline() == b"begun\n"
    server.kill()
    server.wait()
    server.stdout.close()
    server.stdin.close()
    searches = Searches(desk, child("quick"))  # the lock went with it
    searches.start(SearchWish("solve"))
    searches.close()
    for _ in range(600):
        if mark.exists():
            break
        time.sleep(0.05)
    assert mark.exists()


@pytest.mark.parametrize(
    ("payload", "sentence"),
    [
        ({"what": "publish"}, '"publish" is no search.'),
        ({}, '"" is no search.'),
        ({"what": "solve", "output": "/etc/passwd"}, 'A search cannot be asked with output "/etc/passwd".'),
        ({"what": "solve", "time_limit": "-1"}, 'A search cannot be asked with time_limit "-1".'),
        ({"what": "solve", "robust": "maybe"}, 'A search cannot be asked with robust "maybe".'),
        ({"what": "why", "at": "11:15"}, "Which session is it about?"),
        ({"what": "why", "session": ["Europa"]}, "A search cannot be asked with session \"['Europa']\"."),
    ],
)
def test_a_wish_that_is_none_is_refused(payload: Mapping[str, Any], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        SearchWish.of(payload)
    assert str(refused.value.sentence) == sentence


def test_a_day_with_faults_and_a_day_without_a_programme_are_refused(desk: Workspace) -> None:
    searches = Searches(desk, child())
    (desk.folder / "programme.json").unlink()
    with pytest.raises(Refused, match="There is no programme yet"):
        searches.start(SearchWish("repair"))
    (desk.folder / "day.yaml").write_text("title: A\n", "utf-8")
    for what in ("solve", "repair"):
        with pytest.raises(Refused, match="The day has faults"):
            searches.start(SearchWish(what))


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ({"what": "solve", "robust": "yes", "near": True}, ["--robust", "--near=PUBLISHED", "FOUND", "--", "DAY"]),
        ({"what": "solve", "robust": False, "time_limit": "30"}, ["--time-limit=30", "FOUND", "--", "DAY"]),
        (
            {"what": "repair", "keep": ["Europa", "--drop"], "drop": "on", "before": "11:00"},
            ["--keep=Europa", "--keep=--drop", "--drop", "--before=11:00", "FOUND", "--", "DAY", "PUBLISHED"],
        ),
        ({"what": "explain", "costs": "no"}, ["--no-costs", "--", "DAY"]),
        (
            {"what": "why", "session": "--help", "at": "11:15", "room": ""},
            ["--at=11:15", "FOUND", "--", "DAY", "PROGRAMME", "--help"],
        ),
        ({"what": "why", "session": "Europa"}, ["--", "DAY", "PROGRAMME", "Europa"]),
        ({"what": "prices"}, ["--", "DAY", "PROGRAMME"]),
        ({"what": "alternatives", "number": 2, "within": "5%"}, ["-n2", "--within=5%", "FOUND", "--", "DAY"]),
        ({"what": "rehearse", "late": 20}, ["--late=20", "--", "DAY", "PROGRAMME"]),
    ],
)
def test_a_wish_is_a_command_in_which_no_word_of_a_page_is_an_option(
    payload: Mapping[str, Any], words: list[str], desk: Workspace
) -> None:
    snapshot = Snapshot.of(desk.state())
    names = {"DAY": snapshot.day, "PROGRAMME": snapshot.programme, "PUBLISHED": snapshot.published}
    given = SearchWish.of(payload, language="nl").arguments(snapshot)
    snapshot.remove()
    assert given[:5] == [payload["what"], "--json", "--progress", "json", "--stop-on-stdin"]
    wanted = ["--language", "nl", *words]
    rest = [word for word in given[5:] if word not in ("--language", "nl")]
    shown = [
        "FOUND"
        if word == f"--output={snapshot.found}"
        else word.replace(str(path), name)
        if str(path) in word
        else word
        for word in rest
        for name, path in [next(((n, p) for n, p in names.items() if str(p) in word), ("", Path("/none")))]
    ]
    assert shown == [word for word in wanted if word not in ("--language", "nl")]
