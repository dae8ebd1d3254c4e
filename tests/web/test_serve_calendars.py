"""The server gives what is published and right, says 503 for what is wrong, and tells nobody who asked for what."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate, parsedate_to_datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import pytest

from scheduler.publishing.calendars.edition_folder import opened
from scheduler.web.calendars import CalendarServer, ServeFault, serve_calendars

LONG_AGO = 1_700_000_000


def calendar(events: int, text: str = "") -> bytes:
    event = f"BEGIN:VEVENT\r\nSUMMARY:{text}\r\nEND:VEVENT\r\n"
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event * events}END:VCALENDAR\r\n".encode()


FILES = {
    "programme.ics": (calendar(2), "programme", 2),
    "people/anna.ics": (calendar(1), "person", 1),
    "people/nobody.ics": (calendar(0), "person", 0),
}


def index(**more: object) -> bytes:
    rows = [
        {"kind": kind, "name": "", "file": file, "events": events, "cancelled": 0}
        for file, (_, kind, events) in FILES.items()
    ]
    return json.dumps({"version": 1, "conference": {}, "calendars": rows, **more}).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "people").mkdir(parents=True)
    for file, (data, _, _) in FILES.items():
        (site / file).write_bytes(data)
        os.utime(site / file, (LONG_AGO, LONG_AGO))
    (site / "calendars.json").write_bytes(index())
    (site / "ledger.json").write_bytes(b"{}")
    (site / "people" / "unlisted.ics").write_bytes(calendar(1))
    return site


@pytest.fixture
def port(folder: Path) -> Iterator[int]:
    with CalendarServer(folder) as server:
        yield server.port


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def ask(port: int, path: str, method: str = "GET", host: str = "127.0.0.1", **headers: str) -> Answer:
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def tag(data: bytes) -> str:
    return f'"{blake2b(data, digest_size=16).hexdigest()}"'


def test_a_calendar_is_given_with_all_that_a_client_wants_to_know(port: int) -> None:
    status, headers, body = ask(port, "/people/anna.ics?refresh=1")
    head = {name.lower(): value for name, value in headers.items()}
    assert abs(parsedate_to_datetime(head.pop("date")).timestamp() - time.time()) < 60
    assert (status, body, head) == (
        200,
        calendar(1),
        {
            "server": "netday",
            "etag": tag(calendar(1)),
            "last-modified": "Tue, 14 Nov 2023 22:13:20 GMT",
            "content-type": "text/calendar; charset=utf-8",
            "content-length": str(len(calendar(1))),
            "cache-control": "no-cache",
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "cross-origin-resource-policy": "same-origin",
            "connection": "close",
        },
    )


def test_a_calendar_without_events_that_is_listed_so_is_given(port: int) -> None:
    assert ask(port, "/people/nobody.ics")[::2] == (200, calendar(0))


def test_head_tells_the_same_without_the_calendar(port: int) -> None:
    given, head = ask(port, "/programme.ics"), ask(port, "/programme.ics", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert [pair for pair in head.headers.items() if pair[0] != "date"] == [
        pair for pair in given.headers.items() if pair[0] != "date"
    ]


def test_the_other_address_of_this_machine_serves_too(port: int) -> None:
    with socket.socket(socket.AF_INET6) as probe:
        try:
            probe.bind(("::1", 0))
        except OSError:
            assert not Path("/proc/sys/net/ipv6/conf/lo").exists() or not has_loopback_6()
            return
    assert ask(port, "/programme.ics", host="::1").status == 200


def has_loopback_6() -> bool:
    return "00000000000000000000000000000001" in Path("/proc/net/if_inet6").read_text(encoding="ascii")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If_None_Match": tag(calendar(2))}, 304),
        ({"If_None_Match": f'"other", W/{tag(calendar(2))}'}, 304),
        ({"If_None_Match": "*"}, 304),
        ({"If_None_Match": '"other"'}, 200),
        ({"If_None_Match": "nonsense"}, 200),
        ({"If_Modified_Since": formatdate(LONG_AGO, usegmt=True)}, 304),
        ({"If_Modified_Since": formatdate(LONG_AGO + 3600, usegmt=True)}, 304),
        ({"If_Modified_Since": formatdate(LONG_AGO - 1, usegmt=True)}, 200),
        ({"If_Modified_Since": "yesterday"}, 200),
        ({"If_Modified_Since": "Tue, 99 Nov 99999 22:13:20 GMT"}, 200),
        # The tag says more than the time.
        ({"If_None_Match": '"other"', "If_Modified_Since": formatdate(LONG_AGO, usegmt=True)}, 200),
        ({"If_None_Match": tag(calendar(2)), "If_Modified_Since": formatdate(0, usegmt=True)}, 304),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_a_client_has_already_is_not_sent_again(
    port: int, method: str, headers: dict[str, str], status: int
) -> None:
    answer = ask(port, "/programme.ics", method, **headers)
    assert (answer.status, answer.headers["ETag"]) == (status, tag(calendar(2)))
    assert answer.body == (calendar(2) if (status, method) == (200, "GET") else b"")


def test_two_editions_within_a_second_are_told_apart_by_time_alone(folder: Path, port: int) -> None:
    (folder / "programme.ics").write_bytes(calendar(2, "first"))
    time_of_first = ask(port, "/programme.ics").headers["Last-Modified"]
    (folder / "programme.ics").write_bytes(calendar(2, "second"))
    time.sleep(1.1)
    again = ask(port, "/programme.ics", If_Modified_Since=time_of_first)
    assert (again.status, again.body) == (200, calendar(2, "second"))


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/people", "/people/", "/ledger.json", "/calendars.json", "/people/unlisted.ics", "/PROGRAMME.ICS"),
        *("/../site/programme.ics", "/people/../programme.ics", "/people/..%2fprogramme.ics", "///"),
        *("/people%5canna.ics", "/programme.ics%00", "/%ff", "/programme.ics/", "/./programme.ics", "/etc/passwd"),
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_only_what_is_listed_is_there(port: int, path: str) -> None:
    assert ask(port, path)[::2] == (404, b"There is no such calendar.\n")


def test_the_front_page_is_given_where_it_is_listed(folder: Path, port: int) -> None:
    assert ask(port, "/").status == 404
    (folder / "index.html").write_bytes(b"<p>")
    (folder / "calendars.json").write_bytes(index(files=[{"file": "index.html", "kind": "form"}]))
    assert ask(port, "/")[::2] == (200, b"<p>")


def test_pages_and_sheets_that_are_listed_are_given_too(folder: Path, port: int) -> None:
    files = [{"file": "booklet.html", "kind": "booklet"}, {"file": "booklet.pdf", "kind": "booklet"}]
    (folder / "calendars.json").write_bytes(index(files=files))
    (folder / "booklet.html").write_bytes(b"<p>")
    (folder / "booklet.pdf").write_bytes(b"%PDF")
    given = [ask(port, f"/{row['file']}") for row in files]
    assert [(answer.status, answer.headers["Content-Type"], answer.body) for answer in given] == [
        (200, "text/html; charset=utf-8", b"<p>"),
        (200, "application/pdf", b"%PDF"),
    ]


def unavailable(port: int, path: str = "/programme.ics") -> bool:
    status, headers, body = ask(port, path)
    assert headers["Retry-After"] == ("60" if status == 503 else None)
    return (status, body) == (503, b"The calendars are not available now. Try again in a minute.\n")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        calendar(0),
        calendar(1),
        calendar(3),
        calendar(2)[:-20],
        calendar(2)[10:],
        calendar(2) + b"X",
        calendar(2).replace(b"END:VEVENT\r\n", b"", 1),
        calendar(2).replace(b"\r\n", b"\n"),
    ],
)
def test_a_calendar_that_is_not_as_listed_is_not_given(folder: Path, port: int, data: bytes) -> None:
    (folder / "programme.ics").write_bytes(data)
    assert unavailable(port)
    assert ask(port, "/people/anna.ics").status == 200


def test_a_calendar_that_is_listed_and_gone_is_unavailable_and_not_unknown(folder: Path, port: int) -> None:
    (folder / "programme.ics").unlink()
    assert unavailable(port)
    (folder / "programme.ics").mkdir()
    assert unavailable(port)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b'{"calendars": 3}',
        b'{"calendars": [3]}',
        index()[:-5],
        index(files=[{"file": "../secret.html", "kind": "booklet"}]),
        index(files=[{"file": "ledger.json", "kind": "booklet"}]),
        index(files=[{"file": "other.ics", "kind": "person"}]),
        index(files=[{"file": "people/anna.html", "kind": "Anna's own"}]),
        b"[" * 100_000,
    ],
)
def test_an_index_that_is_wrong_makes_all_unavailable(folder: Path, port: int, text: bytes) -> None:
    (folder / "calendars.json").write_bytes(text)
    assert unavailable(port)
    assert unavailable(port, "/not-there.ics")


def test_what_leads_out_of_the_folder_is_not_given(folder: Path, port: int) -> None:
    (folder.parent / "elsewhere.ics").write_bytes(calendar(2))
    (folder / "programme.ics").unlink()
    (folder / "programme.ics").symlink_to("../elsewhere.ics")
    assert unavailable(port)


def test_a_folder_that_is_gone_is_unavailable_until_it_is_back(folder: Path, port: int) -> None:
    folder.rename(folder.with_name("away"))
    assert unavailable(port)
    folder.with_name("away").rename(folder)
    assert ask(port, "/programme.ics").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND", "REPORT", "TRACE", "NONSENSE"])
def test_nothing_can_be_done_but_reading(port: int, method: str) -> None:
    answer = ask(port, "/programme.ics", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_a_page_elsewhere_that_borrows_our_address_is_refused(port: int) -> None:
    assert ask(port, "/programme.ics", Host="evil.example").status == 421
    assert ask(port, "/programme.ics", Host=f"127.0.0.1.evil.example:{port}").status == 421
    for host in ("localhost", f"LOCALHOST:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
        assert ask(port, "/programme.ics", Host=host).status == 200


def test_only_this_machine_is_listened_to(folder: Path) -> None:
    with CalendarServer(folder) as server:
        addresses = [each.getsockname()[0] for each in server.listening.sockets]
    assert addresses in (["127.0.0.1", "::1"], ["127.0.0.1"])


def test_the_log_names_nobody(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    ask(port, "/people/anna.ics")
    ask(port, "/people/unlisted.ics")
    ask(port, "/people/anna.ics", "PUT")
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /people/anna.ics nonsense\r\n\r\n")
        answer = line.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.endswith(b"\r\n\r\nCalendars can be read here: GET and HEAD.\n")
    assert capfd.readouterr() == ("", "200 person\n404 -\n405 -\n400 -\n")


def test_who_says_nothing_is_let_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.web.calendars.PATIENCE", 0.1)
    with CalendarServer(folder) as server, socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(b"GET /programme.ics")
        assert line.recv(1000) == b""


def test_every_answer_during_many_editions_is_one_edition_s(tmp_path: Path) -> None:
    site, stop = tmp_path / "site", threading.Event()

    def publish(turn: int) -> None:
        events = 1 + turn % 3
        rows = [{"kind": "programme", "name": "", "file": "programme.ics", "events": events, "cancelled": 0}]
        with opened(site) as edition:
            edition.write("programme.ics", calendar(events, f"turn {turn}"))
            edition.write("calendars.json", json.dumps({"conference": {}, "calendars": rows}).encode())
            edition.commit()

    def publish_on() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            publish(turn)

    publish(0)
    publisher = threading.Thread(target=publish_on)
    publisher.start()
    try:
        with CalendarServer(site) as server:
            answers = [ask(server.port, "/programme.ics") for _ in range(150)]
    finally:
        stop.set()
        publisher.join()
    assert {answer.status for answer in answers} == {200}
    turns = [int(re.findall(rb"turn (\d+)", answer.body)[0]) for answer in answers]
    assert [answer.body for answer in answers] == [calendar(1 + turn % 3, f"turn {turn}") for turn in turns]
    assert turns == sorted(turns)
    assert turns[0] < turns[-1]


def test_what_cannot_be_served_is_told_in_a_sentence(folder: Path) -> None:
    with CalendarServer(folder) as server, pytest.raises(ServeFault) as taken:
        serve_calendars(folder, server.port, print)
    assert str(taken.value) == (
        f"Port {server.port} is in use by another program. Name another one, such as --port {server.port + 1}."
    )
    with pytest.raises(ServeFault) as none:
        serve_calendars(folder / "people", 0, print)
    assert str(none.value) == (
        f"{folder / 'people'} cannot be served: it holds no calendars of netday. "
        "Publish there first, with netday publish."
    )


def test_ctrl_c_ends_it_and_it_tells_where_to_subscribe(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from functools import partial\n"
        "from scheduler.web.calendars import serve_calendars as serve\n"
        "serve(Path(sys.argv[1]), 0, partial(print, flush=True))"
    )
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(3)]
    found = re.fullmatch(r"To subscribe: webcal://127\.0\.0\.1:(\d+)/programme\.ics\n", lines[1])
    assert found is not None
    assert ask(int(found[1]), "/programme.ics").status == 200
    process.send_signal(signal.SIGINT)
    rest, log = process.communicate(timeout=30)
    assert (lines[0], lines[2], rest, log, process.returncode) == (
        f"{folder} is served on this machine alone, as long as this command runs. Ctrl-C ends it.\n",
        f"Where a program asks for an address: http://127.0.0.1:{found[1]}/programme.ics\n",
        "Stopped.\n",
        "200 programme\n",
        0,
    )
