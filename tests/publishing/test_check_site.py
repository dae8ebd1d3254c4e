"""A folder on a web server of this machine, set up well and in all the ways that go wrong, as check-site sees it."""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest

from scheduler.publishing.calendars.listing import IndexUnfit
from scheduler.publishing.calendars.publish import PublishOptions, publish_to
from scheduler.publishing.site import SiteReport, Unreachable, check_site, fetching
from scheduler.publishing.site.findings import Level
from scheduler.questions.answer_schemas import schema
from scheduler.text.language import Language
from tests.commands.test_check import netday
from tests.support.small import day, placed

NOW = datetime(2023, 1, 9, 12, tzinfo=UTC)
SECRET = ("ledger.json", "calendars.json", "not-announced.json")
TYPES = {".ics": "text/calendar; charset=utf-8", ".html": "text/html; charset=utf-8"}


class Given(NamedTuple):
    """What a server answers."""

    status: int
    headers: dict[str, str]
    body: bytes


Server = Callable[[str, dict[str, str]], Given]


def well(site: Path) -> Server:
    """A server as it should be."""

    def answer(path: str, headers: dict[str, str]) -> Given:
        file = site / (path.removeprefix("/dag/") or "index.html")
        if not path.startswith("/dag/") or not file.is_file() or file.name in SECRET:
            return Given(404, {"Content-Type": "text/html"}, b"<h1>Not found</h1>")
        data = file.read_bytes()
        tag = f'"{blake2b(data, digest_size=8).hexdigest()}"'
        known = {"ETag": tag, "Cache-Control": "no-cache", "Content-Type": TYPES.get(file.suffix, "application/x")}
        return Given(304, known, b"") if headers.get("If-None-Match") == tag else Given(200, known, data)

    return answer


@contextmanager
def served(server: Server) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            given = server(self.path, dict(self.headers.items()))
            self.send_response(given.status)
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(given.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield listening.server_address[1]
        finally:
            listening.shutdown()
            thread.join()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An edition whose website is put right when it is known where it is served."""
    return tmp_path / "site"


def edition(site: Path, website: str, title: str = "Dag") -> None:
    conference = day(
        groups={"Europa": {"chair": ["Anna"], "member": ["Bob"]}}, sessions={"Europa": {"groups": ["Europa"]}}
    ).model_copy(update={"website": website, "title": title})
    options = PublishOptions(conference, placed(conference, "Europa 10:00 Zaal 1"), Language.of("nl"), NOW, forms=True)
    publish_to(site, options)


Look = Callable[..., SiteReport]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int, list[Server]]]:
    """An edition and the port at which it is served, by the server that is put in the list."""
    site = tmp_path_factory.mktemp("home") / "site"
    server = [well(site)]

    def current(path: str, headers: dict[str, str]) -> Given:
        return server[0](path, headers)

    with served(current) as port:
        edition(site, f"http://127.0.0.1:{port}/dag")
        yield site, port, server


@pytest.fixture
def looked(home: tuple[Path, int, list[Server]]) -> Look:
    """The report on a server that is as it should be but for the change."""

    def look(
        change: Callable[[Server], Server] = lambda server: server, *, where: str = "/dag", compare: bool = False
    ) -> SiteReport:
        site, port, server = home
        server[0] = change(well(site))
        return check_site(f"http://127.0.0.1:{port}{where}", folder=site if compare else None, timeout=5)

    return look


def wrong(report: SiteReport) -> str:
    return "\n".join(map(str, report.of(Level.WRONG)))


def test_a_server_that_is_as_it_should_be_works_and_is_the_edition_in_the_folder(
    looked: Look, home: tuple[Path, int, list[Server]]
) -> None:
    report = looked(compare=True)
    assert report.of(Level.WRONG) == report.of(Level.BETTER) == []
    assert list(map(str, report.of(Level.RIGHT))) == [
        "The address of the folder shows the programme.",
        "programme.html is given as a page.",
        "The page has people subscribe at this address.",
        "programme.html is looked at anew each time.",
        "programme.ics, the calendar of the whole programme, is given as a calendar.",
        "programme.ics is looked at anew each time.",
        "groups/europa.ics, the calendar of a group, is given as a calendar.",
        "people/….ics, somebody's own calendar, is given as a calendar.",
        "Nothing is open that nobody should see, and no folder is listed.",
        "What is served is the edition in the folder, byte for byte.",
    ]
    files = [file for file in home[0].rglob("*") if file.is_file() and file.name not in {*SECRET, ".nojekyll"}]
    assert report.compared == len(files)


@pytest.mark.parametrize("where", ["/dag/", "/dag/programme.html", "/dag/index.html#top", "/dag/groups/europa.ics"])
def test_any_address_within_the_folder_will_do(looked: Look, where: str) -> None:
    assert looked(where=where).works


def changed(**how: object) -> Callable[[Server], Server]:
    """A server that answers otherwise for paths with `at` in them: another status, body or header ("": without it)."""
    at, status, body = str(how.pop("at", "")), how.pop("status", None), how.pop("body", None)
    packed = how.pop("packed", False)
    headers = {name.replace("_", "-"): str(value) for name, value in how.items()}

    def change(server: Server) -> Server:
        def answer(path: str, asked: dict[str, str]) -> Given:
            given = server(path, asked)
            if at not in path or (given.status == 404 and status is None and body is None):
                return given
            kept = {name: value for name, value in (given.headers | headers).items() if value}
            data = given.body if body is None else bytes(body)  # type: ignore[call-overload]
            if packed:
                kept, data = kept | {"Content-Encoding": "gzip"}, gzip.compress(data)
            return Given(int(str(status or (200 if body is not None else given.status))), kept, data)

        return answer

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            changed(at=".ics", Content_Type="text/plain"),
            "programme.ics is given as text/plain. Have the server give it",
        ),
        (changed(at=".ics", Content_Type=""), "programme.ics is given without a media type."),
        (
            changed(at=".ics", Content_Type="text/calendar; charset=latin-1"),
            "is given as text/calendar; charset=latin-1",
        ),
        (changed(at=".html", Content_Type="application/octet-stream"), "programme.html is given as application/octet"),
        (changed(Cache_Control="public, max-age=604800"), "programme.ics may be kept for 168 hours"),
        (changed(at="programme.ics", status=404), "is not there (404). Copy all that is in the published folder"),
        (changed(at="programme.ics", status=403), "is not given to everybody (403)"),
        (changed(at=".ics", status=401), "programme.ics, the calendar of the whole programme, asks to sign in"),
        (changed(at="programme.ics", status=500), "is not given: the server answers 500"),
        (changed(at="programme.ics", body=b""), "is empty: who is subscribed loses all"),
        (changed(at=".ics", body=b"<!DOCTYPE html><p>Inloggen"), "the server gives a page and no calendar"),
        (changed(at=".ics", body=b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"), "is no whole calendar"),
        (changed(at="netday-asks", body=b"<p>Nothing here"), "Of a calendar that there is not the server gives a page"),
        (changed(at="ledger.json", body=b'{"conference": {}}'), "ledger.json can be read by everybody"),
        (changed(at="not-announced.json", body=b'["Europa"]'), "not-announced.json can be read by everybody"),
        (changed(at="people/", body=b"<title>Index of /dag/people/</title>"), "people/ lists its files"),
        (changed(at="groups/", body=b'<a href="europa.ics">europa.ics</a>'), "groups/ lists its files"),
        (
            changed(at=".ics", status=302, Location="https://login.example/saml?x=1"),
            "programme.ics, the calendar of the whole programme, asks to sign in",
        ),
        (
            changed(at=".ics", status=301, Location="https://www.elders.example/x.ics"),
            "leads to https://www.elders.example, another place",
        ),
        (changed(at=".ics", status=301, Location="file:///etc/passwd"), "leads to file://, another place"),
        (changed(at=".ics", status=301, Location="/dag/programme.ics"), "leads on and on without an end"),
        (changed(at="programme.html", body=b"<p>Hello"), "At programme.html is a page that netday did not write"),
        (changed(at="programme.html", status=404), "programme.html, the page of the programme, is not there (404)"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(looked: Look, change: Callable[[Server], Server], sentence: str) -> None:
    report = looked(change)
    assert sentence in wrong(report)
    assert not report.works


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (changed(at=".ics", Content_Type="text/calendar"), "programme.ics is given as text/calendar. Have the server"),
        (changed(Cache_Control=""), "How long programme.ics may be kept is not said"),
        (changed(Cache_Control="max-age=600"), "How long programme.ics may be kept is not said, or it is long"),
        (changed(ETag=""), "programme.ics comes without an ETag or a Last-Modified"),
        (changed(ETag='"another each time"'), "Who has programme.ics already is sent it whole again"),
    ],
)
def test_what_could_be_better_is_told_and_it_works(
    looked: Look, change: Callable[[Server], Server], sentence: str
) -> None:
    report = looked(change)
    assert (wrong(report), report.works) == ("", True)
    assert sentence in "\n".join(map(str, report.of(Level.BETTER)))


def test_what_nobody_asked_to_be_packed_is_unpacked(looked: Look) -> None:
    assert wrong(looked(changed(packed=True), compare=True)) == ""


@pytest.mark.parametrize(
    ("front", "level", "sentence"),
    [
        (Given(200, {"Content-Type": "text/html"}, b"<p>Welcome"), Level.BETTER, "another page than the programme"),
        (Given(404, {}, b""), Level.WRONG, "/, the address of the folder, is not there (404)"),
        (Given(200, {}, b"<title>Directory listing for /dag/</title>"), Level.WRONG, "shows a list of files"),
    ],
)
def test_what_the_folder_itself_shows_is_told(looked: Look, front: Given, level: Level, sentence: str) -> None:
    report = looked(lambda server: lambda path, asked: front if path == "/dag/" else server(path, asked))
    assert sentence in "\n".join(map(str, report.of(level)))


def test_an_address_that_leads_on_within_the_server_is_followed(looked: Look) -> None:
    def change(server: Server) -> Server:
        def answer(path: str, asked: dict[str, str]) -> Given:
            if path.startswith("/dag"):
                return Given(301, {"Location": path.replace("/dag", "/nieuw", 1)}, b"")
            return server(path.replace("/nieuw", "/dag", 1), asked)

        return answer

    assert looked(change).works


def test_a_page_that_has_people_subscribe_elsewhere_or_nowhere_is_told(site: Path) -> None:
    with served(well(site)) as port:
        here = f"http://127.0.0.1:{port}/dag"
        edition(site, "https://oud.example/dag")
        moved = wrong(check_site(here, timeout=5))
    assert f"The page has people subscribe at https://oud.example/dag, and this is {here}." in moved
    assert f"Write website: {here} into day.yaml" in moved


def test_a_page_without_an_address_has_no_buttons(site: Path) -> None:
    with served(well(site)) as port:
        edition(site, "")
        assert "The page has no buttons to subscribe by" in wrong(check_site(f"http://127.0.0.1:{port}/dag", timeout=5))


def test_an_edition_that_was_not_copied_again_or_not_whole_is_told(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "there"
    with served(well(other)) as port:
        address = f"http://127.0.0.1:{port}/dag"
        edition(site, address)
        shutil.copytree(site, other)
        edition(site, address, "Nieuwe dag")
        (other / "rooms" / "zaal-2.ics").unlink()
        report = check_site(address, folder=site, timeout=5)
    assert "1 file of the folder is not there: rooms/zaal-2.ics. Copy the folder again." in wrong(report)
    assert "files are others than in the folder: programme.ics," in wrong(report)


def test_a_few_files_stand_for_very_many_unless_all_are_asked_for(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.publishing.site.visit._MOST", 4)
    monkeypatch.setattr("scheduler.publishing.site.visit._PEOPLE", 1)
    with served(well(site)) as port:
        edition(site, f"http://127.0.0.1:{port}/dag")
        compared = [
            check_site(f"http://127.0.0.1:{port}/dag", folder=site, everything=everything, timeout=5).compared
            for everything in (False, True)
        ]
    assert (compared[0], compared[1] > 10) == (4, True)


# ---- nobody there, or somebody odd


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (b"", "cannot be read"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "cannot be read"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "cannot be read"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "cannot be read"),
    ],
)
def test_what_is_no_answer_is_told_in_a_sentence(answer: bytes, sentence: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            one, _ = listening.accept()
            one.recv(10_000)
            one.sendall(answer)
            one.close()

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(Unreachable, match=sentence):
            check_site(f"http://127.0.0.1:{listening.getsockname()[1]}/", timeout=2)
        thread.join()


def test_one_file_that_does_not_come_is_told_and_the_rest_is_looked_at(looked: Look) -> None:
    def change(server: Server) -> Server:
        def answer(path: str, asked: dict[str, str]) -> Given:
            if path.endswith("groups/europa.ics"):
                return Given(200, {"Content-Length": "99999"}, b"BEGIN:VCALENDAR")
            return server(path, asked)

        return answer

    report = looked(change)
    assert "groups/europa.ics, the calendar of a group, does not come. What 127.0.0.1:" in wrong(report)
    assert "Nothing is open that nobody should see, and no folder is listed." in report.of(Level.RIGHT)


def test_an_edition_of_which_a_file_is_gone_here_is_nothing_to_compare_with(site: Path, tmp_path: Path) -> None:
    with served(well(tmp_path / "there")) as port:
        edition(site, f"http://127.0.0.1:{port}/dag")
        shutil.copytree(site, tmp_path / "there")
        (site / "programme.ics").unlink()
        with pytest.raises(IndexUnfit, match="cannot be read"):
            check_site(f"http://127.0.0.1:{port}/dag", folder=site, timeout=5)


def test_a_port_at_which_nobody_listens_is_told() -> None:
    with pytest.raises(Unreachable, match=r"At 127\.0\.0\.1:\d+ no web server answers"):
        check_site(f"http://127.0.0.1:{free_port()}/dag", timeout=2)


@pytest.mark.parametrize("slow", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"])
def test_who_says_nothing_or_a_letter_at_a_time_is_waited_for_so_long_and_no_longer(slow: bytes) -> None:
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            one, _ = listening.accept()
            one.sendall(slow)
            while slow and not over.wait(0.05):
                one.sendall(b"x")
            over.wait(5)
            one.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        begun = time.monotonic()
        with pytest.raises(Unreachable, match="did not answer within"):
            check_site(f"http://127.0.0.1:{listening.getsockname()[1]}/", timeout=0.3)
        assert time.monotonic() - begun < 5
        over.set()
        thread.join()


def test_a_huge_answer_is_read_so_far_and_no_further(looked: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 100_000)
    report = looked(changed(at="programme.ics", body=b"BEGIN:VCALENDAR\r\n" + b"X" * 1_000_000))
    assert "programme.ics, the calendar of the whole programme, is no whole calendar" in wrong(report)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("ftp://g40.example/dag", "is no address on the web"),
        ("file:///etc/passwd", "is no address on the web"),
        ("g40.example/dag", "is no address on the web"),
        ("https://", "is no address on the web"),
        ("https://[::1", "is no address on the web"),
        ("https://jan:geheim@g40.example/dag", "Leave name and password out"),
    ],
)
def test_what_is_no_address_is_refused_before_anybody_is_asked(url: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        check_site(url)


def test_a_folder_that_is_no_edition_is_refused_before_anybody_is_asked(tmp_path: Path) -> None:
    with pytest.raises(IndexUnfit):
        check_site("http://127.0.0.1:1/dag", folder=tmp_path)


# ---- the command


def test_the_command_says_what_it_found_and_its_exit_code_whether_it_works(site: Path) -> None:
    with served(well(site)) as port:
        address = f"http://127.0.0.1:{port}/dag"
        edition(site, address)
        done = netday("check-site", address, "--folder", site)
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout.splitlines()[:5] == [
            address,
            "",
            "It works: people can subscribe.",
            "",
            "As it should be:",
        ]
        assert done.stdout.splitlines()[-1].endswith(" files were compared.")
        (site / "programme.ics").unlink()
        answer = json.loads(netday("check-site", address, "--json").stdout)
        jsonschema.validate(answer, schema("check-site"))
        assert (answer["address"], answer["works"], len(answer["wrong"]), answer["compared"]) == (address, False, 1, 0)
        done = netday("check-site", address, "--language", "nl")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[2] == "1 ding klopt niet:"


def test_the_command_tells_what_cannot_be_done(tmp_path: Path) -> None:
    for words, sentence in (
        ((f"http://127.0.0.1:{free_port()}/dag",), "no web server answers"),
        (("http://127.0.0.1:1/dag", "--folder", tmp_path), "is no edition to compare with: it holds no calendars"),
        (("http://127.0.0.1:1/dag", "--all"), "--all goes with --folder."),
        (("ftp://x",), "is no address on the web"),
    ):
        done = netday("check-site", *words)
        assert (done.exit_code, done.stdout) == (2, "")
        assert sentence in " ".join(done.stderr.split())
