"""The desk behind nginx, set up as docs/desk-server.md says: who signs in is who stands in the history, live."""

from __future__ import annotations

import base64
import http.client
import json
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from tests.real.test_site_at_nginx import free_port, nginx
from tests.support.desk_days import a_folder
from tests.support.house import HOME
from tests.support.pages import blocks

NAME = "desk.example.org"
PAGE = HOME / "docs" / "desk-server.md"


@contextmanager
def desk(folder: Path, *options: str) -> Iterator[tuple[int, str]]:
    """Its port, and the key that opens it once."""
    words = [sys.executable, "-m", "scheduler", "desk", str(folder), "--port", "0", "--no-browser", *options]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=HOME) as process:
        assert process.stdout is not None
        try:
            found = re.search(r":(\d+)/enter\?key=(\S+)", process.stdout.readline())
            assert found is not None
            yield int(found[1]), found[2]
        finally:
            process.terminate()


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: str


class Colleague:
    """Asks nginx over HTTPS, by the name of the desk."""

    def __init__(self, port: int, name: str = "", **headers: str) -> None:
        self.port = port
        self.headers = {"Host": NAME, "Origin": f"https://{NAME}", **headers}
        if name:
            self.headers["Authorization"] = f"Basic {base64.b64encode(f'{name}:geheim'.encode()).decode()}"

    def ask(self, path: str, **fields: str) -> Answer:
        with self.asked(path, **fields) as answer:
            return Answer(answer.status, answer.headers, answer.read().decode())

    @contextmanager
    def asked(self, path: str, **fields: str) -> Iterator[http.client.HTTPResponse]:
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=trusting)
        form = {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
        try:
            connection.request("POST" if fields else "GET", path, urlencode(fields) or None, self.headers | form)
            answer = connection.getresponse()
            try:
                yield answer
            finally:
                answer.close()
        finally:
            connection.close()


def settings(desk_port: int, folder: Path, *, login: bool) -> str:
    """Those of the page, with our ports and users."""
    (block,) = blocks(PAGE, "nginx")
    text = block.text.replace("127.0.0.1:8780", f"127.0.0.1:{desk_port}").replace(" ssl;", ";")
    text = text.replace("/etc/nginx/netday.users", str(folder / "users"))
    if not login:
        text = "\n".join(line for line in text.splitlines() if "auth_basic" not in line and "X-Remote" not in line)
    words = ["openssl", "passwd", "-apr1", "geheim"]
    hashed = subprocess.run(words, check=True, capture_output=True, text=True)
    (folder / "users").write_text(f"Ria:{hashed.stdout.strip()}\nBob:{hashed.stdout.strip()}\n", "utf-8")
    return text


def moved(version: str) -> dict[str, str]:
    return {"version": version, "act": json.dumps({"act": "swap", "one": "Zorg", "other": "Europa"})}


def version_on(page: str) -> str:
    found = re.search(r'data-version="(\w+)"', page)
    assert found is not None
    return found[1]


def options_of_the_page() -> list[str]:
    """Those of the service on the page."""
    (unit,) = blocks(PAGE, "ini")
    (command,) = re.findall(r"ExecStart=\S+ desk \S+ --port 8780 --no-browser (.*)", unit.text)
    return str(command).split()


def test_who_signs_in_at_nginx_moves_under_that_name_and_a_colleague_hears_it_at_once(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "day")
    with desk(folder, *options_of_the_page()) as (port, _):
        front = free_port()
        with nginx(settings(port, tmp_path, login=True), tmp_path, front):
            assert Colleague(front).ask("/").status == 401
            ria = Colleague(front, "Ria", **{"X-Remote-User": "Kees"})
            page = ria.ask("/").body
            assert "Netwerkdag" in page
            with Colleague(front, "Bob").asked("/events") as events:
                assert events.readline() == b"retry: 1000\n"
                assert ria.ask("/board/do", **moved(version_on(page))).status == 303
                news = next(line for line in events if line.startswith(b"data:"))
            assert json.loads(news.removeprefix(b"data:"))["who"] == "Ria"
            assert Colleague(front, "Ria", Host="evil.example").ask("/").status == 421
            assert Colleague(front, "Ria", Origin="https://evil.example").ask("/board/undo", version="x").status == 403
    journal = (folder / ".netday/journal.jsonl").read_text("utf-8")
    assert '"who": "Ria"' in journal
    assert "Kees" not in journal


@pytest.mark.parametrize("may", ["edit", "look"])
def test_without_a_login_a_link_lets_in_until_it_is_withdrawn(tmp_path: Path, may: str) -> None:
    folder = a_folder(tmp_path / "day")
    with desk(folder, "--allow-host", NAME) as (port, key):
        front = free_port()
        with nginx(settings(port, tmp_path, login=False), tmp_path, front):
            mine = _entered(front, f"/enter?key={key}")
            assert mine.ask("/wie", name="Ria", may=may).status == 303
            page = mine.ask("/wie").body
            link = re.search(rf'value="https://{NAME}(/enter\?key=[^"]+)"', page)
            number = re.search(r'name="number" value="(\w+)"', page)
            assert link
            assert number
            ria = _entered(front, link[1])
            version = version_on(ria.ask("/").body)
            assert ria.ask("/board/do", **moved(version)).status == (303 if may == "edit" else 403)
            assert mine.ask("/wie/intrekken", number=number[1]).status == 303
            assert ria.ask("/").status == 401


def _entered(port: int, path: str) -> Colleague:
    """Over HTTPS a browser is given a cookie that it sends over nothing else."""
    answer = Colleague(port).ask(path)
    cookie = answer.headers["Set-Cookie"]
    assert (answer.status, "Secure" in cookie) == (303, True)
    return Colleague(port, Cookie=cookie.partition(";")[0])


def test_systemd_finds_nothing_wrong_with_the_service_of_the_page(tmp_path: Path) -> None:
    """Its command stands elsewhere here. Whether it keeps running is systemd's to do, which no test can start."""
    unit = re.search(r"```ini\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert unit
    service = tmp_path / "netday-desk.service"
    service.write_text(unit[1].replace("/netday/venv/bin/netday", sys.executable), "utf-8")
    done = subprocess.run(
        [shutil.which("systemd-analyze") or "", "verify", service], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
