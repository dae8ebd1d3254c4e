"""Nobody comes in but by a key, from this machine's own name, and nothing is changed but by a page of ours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from scheduler.web.guard import Guard, Proxy
from scheduler.web.render import visitor
from scheduler.web.who import Doors, May, Visitor
from tests.support.browser import SAME, Browser


async def seen(request: Request) -> PlainTextResponse:
    body = await request.body()
    return PlainTextResponse(f"{visitor(request).name or 'the first'} {len(body)}")


def guarded(doors: Doors, **more: object) -> ASGIApp:
    app = Starlette(routes=[Route("/", seen, methods=["GET", "POST"])])
    return Guard(app, doors, 8780, **more)  # type: ignore[arg-type]


def entered(doors: Doors, **more: object) -> Browser:
    browser = Browser(guarded(doors, **more))
    assert browser.get(f"/enter?key={doors.key()}").status_code == 303
    return browser


def test_a_key_opens_once_and_the_browser_is_known_from_then_on() -> None:
    doors = Doors()
    key = doors.key()
    one, other = Browser(guarded(doors)), Browser(guarded(doors))
    assert one.get("/").status_code == 401
    answer = one.get(f"/enter?key={key}")
    cookie = answer.headers["set-cookie"]
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert cookie.startswith("netday-8780=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert one.get("/").text == "the first 0"
    assert one.get(f"/enter?key={key}").status_code == 303  # known already
    assert other.get(f"/enter?key={key}").status_code == 401
    assert other.get("/").status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8780", "", "[::2]"])
def test_another_name_for_this_machine_is_refused(host: str) -> None:
    browser = entered(Doors())
    assert browser.get("/", {"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8780", "[::1]:8780", "LOCALHOST", "[::1]"])
def test_every_name_of_this_machine_will_do(host: str) -> None:
    assert entered(Doors()).get("/", {"host": host}).status_code == 200


def test_a_name_that_was_allowed_will_do() -> None:
    browser = entered(Doors(), hosts=frozenset({"rooster.stad.example"}))
    assert browser.get("/", {"host": "rooster.stad.example"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8780"},
    ],
)
def test_what_no_page_of_ours_sent_changes_nothing(headers: dict[str, str]) -> None:
    assert entered(Doors()).post("/", {"a": "b"}, headers).status_code == 403


@pytest.mark.parametrize("headers", [SAME, {"sec-fetch-site": "none"}, {"origin": "http://127.0.0.1:8780"}])
def test_a_page_of_ours_may_send(headers: dict[str, str]) -> None:
    assert entered(Doors()).post("/", {"a": "b"}, headers).text == "the first 3"


def test_every_answer_says_what_a_browser_may_do_with_it() -> None:
    browser = Browser(guarded(Doors()))
    for answer in (browser.get("/"), entered(Doors()).get("/"), browser.get("/", {"host": "evil.example"})):
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"


def test_more_than_we_take_is_refused_whether_its_length_is_told_or_not() -> None:
    browser = entered(Doors(), most_bytes=100)
    assert browser.ask("POST", "/", content=b"x" * 101, headers=SAME).status_code == 413

    async def parts() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * 60

    assert browser.ask("POST", "/", content=parts(), headers=SAME).status_code == 413


def test_who_may_look_changes_nothing() -> None:
    doors = Doors()
    invitation = doors.invite(Visitor("Ria", May.LOOK))
    browser = Browser(guarded(doors))
    browser.get(f"/enter?key={invitation}")
    assert browser.get("/").text == "Ria 0"
    assert browser.post("/", {"a": "b"}).status_code == 403


def test_an_invitation_opens_many_browsers_until_it_is_withdrawn() -> None:
    doors = Doors()
    invitation = doors.invite(Visitor("Ria"))
    one, other = Browser(guarded(doors)), Browser(guarded(doors))
    for browser in (one, other):
        assert browser.get(f"/enter?key={invitation}").status_code == 303
        assert browser.post("/").text == "Ria 0"
    (number,) = doors.invited
    doors.withdraw(number)
    assert one.get("/").status_code == 401
    assert Browser(guarded(doors)).get(f"/enter?key={invitation}").status_code == 401


def test_a_desk_that_is_started_again_knows_the_browsers_of_before_and_no_key_stands_on_the_disk(
    tmp_path: Path,
) -> None:
    doors = Doors(tmp_path)
    key, invitation = doors.key(), doors.invite(Visitor("Ria"))
    cookie, _ = doors.enter(key) or ("", None)
    again = Doors(tmp_path)
    assert again.known(cookie) == Visitor()
    assert again.enter(key) is None
    assert (again.enter(invitation) or ("", None))[1] == Visitor("Ria")
    kept = (tmp_path / ".netday/doors.json").read_text()
    assert not any(secret in kept for secret in (key, invitation, cookie))


@pytest.mark.parametrize("text", ["", "[]", '{"browsers": {"a": 3, "b": {"may": "all"}}}', "\xff", "[" * 200_000])
def test_a_list_of_browsers_that_is_broken_knows_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / ".netday").mkdir()
    (tmp_path / ".netday/doors.json").write_text(text, "latin-1")
    doors = Doors(tmp_path)
    assert doors.known("x") is None
    assert doors.invited == {}


def test_a_proxy_says_who_asks_and_nobody_else_can() -> None:
    proxy = Proxy("x-user", ("10.0.0.0/8",))
    app = guarded(Doors(), proxy=proxy)
    headers = {"x-user": "Ria"}
    assert Browser(app, client="10.1.2.3").get("/", headers).text == "Ria 0"
    assert Browser(app, client="192.168.1.1").get("/", headers).status_code == 401
    assert Browser(app, client="10.1.2.3").get("/").status_code == 401
