"""Requests at random: none ends in an error of ours, and what is refused or only looked at writes nothing."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import settings
from starlette.types import ASGIApp, Message, Scope

from scheduler.desk.recent import RecentDays
from scheduler.web.app import desk_app
from scheduler.web.begin_app import BeginApp
from scheduler.web.desk import Desk
from scheduler.web.pages import board
from scheduler.web.pages.all_pages import PAGES
from scheduler.web.who import May, Visitor
from tests.support.browser import Browser
from tests.support.desk_days import a_folder
from tests.support.desk_requests import AskedForm, FuzzedRequest, Fuzzer, forms_on

Paths = Sequence[tuple[str, Sequence[str]]]
LOOKED_AT = (
    "/",
    "/geschiedenis",
    "/maken",
    "/vragen",
    "/vergelijken",
    "/publiceren",
    "/wie",
    "/gegevens",
    *(
        f"/gegevens/{each}"
        for each in ("day", "rooms", "rooms/0", "groups/1", "people/2", "sessions/0", "sessions/new")
    ),
    *(f"/gegevens/{each}" for each in ("rules", "rules/0", "text?file=day.yaml", "text?file=people.csv")),
)
VALUES = (
    *("day", "rounds", "rooms", "groups", "people", "sessions", "rules", "text", "file", "new", "0", "2"),
    *("xlsx", "csv", "zip", "html", "pdf", "day.yaml", "people.csv", "Wonen", "Zaal 1", "Anna Bos", "10:00", "11.15"),
    *("solve", "repair", "explain", "why", "guest_comes_later", "room_closes", "falls_out", "all", "now", "published"),
)
ACTS = (
    {"act": "place", "session": "Wonen", "start": "13:15", "room": "Zaal 2"},
    {"act": "swap", "one": "Wonen", "other": "Europa"},
    {"act": "take_off", "session": "Zorg"},
    {"act": "swap_rooms", "one": "Zaal 1", "other": "Zaal 2"},
    {"act": "swap_rounds", "one": "10:00", "other": "11:15"},
    {"act": "pin", "session": "Energie"},
    {"act": "unpin", "session": "Energie"},
    {"act": "tray", "acts": [{"act": "take_off", "session": "Zorg"}]},
)

pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # of forms that break off in a file


@pytest.fixture(autouse=True)
def in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """No power is cut here; and what a form lacks is told to nobody, thousands of times."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(logging.getLogger("python_multipart.multipart"), "disabled", True)


def number() -> int:
    """5,000 in the deep run."""
    return min(15 * settings().max_examples, 5_000)


def written(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file in it and below, and when it was written; but for what a search says of itself, whenever it ends."""
    found = {}
    for path in folder.rglob("*"):
        if path.parent.name == ".netday" and path.name.startswith(("search", "lock", "answers")):
            continue
        if path.parent.name == "answers":
            continue
        stat = path.stat()
        found[str(path.relative_to(folder))] = (stat.st_mtime_ns, stat.st_size) if path.is_file() else (0, 0)
    return found


async def answered(app: ASGIApp, request: FuzzedRequest, cookie: str) -> tuple[int, dict[bytes, bytes], bytes]:
    """What the app answers; whatever it raises is raised here. Nothing stands between that would mend the request."""
    path, _, query = request.path.partition("?")
    headers = {"host": "127.0.0.1:8780", "content-length": str(len(request.body)), "cookie": cookie} | request.headers
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("latin-1", "replace"),
        "query_string": query.encode("latin-1", "replace"),
        "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8780),
    }
    sent: list[Message] = []
    coming = iter([{"type": "http.request", "body": request.body, "more_body": False}])

    async def receive() -> Message:
        return next(coming, {"type": "http.disconnect"})

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), body


def fuzzed(app: ASGIApp, enter: str, folder: Path, look: Sequence[str], paths: Paths, **more: Any) -> list[int]:
    """The status of each answer. `more`: the seed; of the number which part; what is to be done at the end."""

    async def asked() -> list[int]:
        _, headers, _ = await answered(app, FuzzedRequest("GET", enter, {}, b""), "")
        cookie = headers[b"set-cookie"].decode().partition(";")[0]
        forms: list[AskedForm] = []
        for path in look:
            status, _, page = await answered(app, FuzzedRequest("GET", path, {}, b""), cookie)
            assert status == 200, path
            forms += forms_on(path, page.decode())
        statuses, before = [], written(folder)
        for request in Fuzzer(Random(more["seed"]), paths, forms, VALUES, ACTS).requests(
            number() // more.get("part", 1)
        ):
            try:
                status, _, _ = await answered(app, request, cookie)
            except Exception as error:
                error.add_note(str(request))
                raise
            now = written(folder)
            assert status < 500, request
            assert now == before or (status < 400 and request.method == "POST"), (status, str(request))
            before = now
            statuses.append(status)
        if "end" in more:
            await more["end"]()
        return statuses

    return asyncio.run(asked())


def paths_of(desk: Desk) -> Paths:
    found = [(each.path, each.methods) for page in (board.routes, *PAGES) for each in page(desk)]
    return [*found, ("/enter", ("GET",)), ("/static/{file}", ("GET",)), ("/{any}", ("GET",))]


def test_who_may_change_the_day_meets_no_error_and_what_is_refused_is_not_written(tmp_path: Path) -> None:
    desk = Desk.of(a_folder(tmp_path / "day"), "nl")
    desk.searches.command = [sys.executable, "-S", "-E", "-c", ""]  # a search that finds nothing
    enter = f"/enter?key={desk.doors.key()}"
    statuses = fuzzed(desk_app(desk, 8780), enter, tmp_path, LOOKED_AT, paths_of(desk), seed=5_000)
    desk.searches.close()
    assert {200, 303, 404, 422} <= set(statuses)


def test_who_may_only_look_writes_nothing(tmp_path: Path) -> None:
    desk = Desk.of(a_folder(tmp_path / "day"), "nl")
    enter = f"/enter?key={desk.doors.invite(Visitor('Ria', May.LOOK))}"
    Browser(app := desk_app(desk, 8780)).get(enter)
    before = written(tmp_path / "day")
    statuses = fuzzed(app, enter, tmp_path / "day", ("/", "/publiceren"), paths_of(desk), seed=1, part=3)
    assert {200, 403} <= set(statuses)
    assert {**written(tmp_path / "day"), ".netday/doors.json": ()} == {**before, ".netday/doors.json": ()}


def test_the_page_to_begin_writes_nothing_but_a_new_day(tmp_path: Path) -> None:
    home = tmp_path / "a/home"
    a_folder(home / "day")
    app = BeginApp(8780, language="nl", home=home, recent=RecentDays(home / ".settings/recent.json"))
    paths = [("/begin", ("GET",)), ("/begin/open", ("POST",)), ("/begin/new", ("POST",)), ("/language", ("POST",))]
    before = written(home / "day")

    async def end() -> None:
        if app._running is not None:
            await app._running.stop()

    statuses = fuzzed(app, f"/enter?key={app.doors.key()}", tmp_path, ("/begin",), paths, seed=3, end=end, part=6)
    assert {303, 422} <= set(statuses)
    assert {name: at for name, at in written(home / "day").items() if ".netday" not in name} == before
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/publiceren/map", {"folder": "\0"}),
        ("/publiceren/map", {"folder": "X" * 5_000}),
        ("/maken", {"what": "repair", "before": "\0"}),
        ("/maken", {"what": "repair", "keep": "a\0b"}),
    ],
)
def test_what_no_system_takes_is_refused_in_a_sentence(tmp_path: Path, path: str, fields: dict[str, str]) -> None:
    desk = Desk.of(a_folder(tmp_path), "nl")
    browser = Browser(desk_app(desk, 8780))
    browser.get(f"/enter?key={desk.doors.key()}")
    answer = browser.post(path, fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
