"""Requests at random that look like those of the desk's own pages, with something wrong in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

Fields = list[tuple[str, str]]

DEEP = "[" * 5_000
NASTY = (
    "",
    " ",
    "\0",
    "0",
    "-1",
    "1",
    "99999999",
    "9" * 400,
    "1e999",
    "NaN",
    "true",
    "null",
    "²",
    "٣",
    "x",
    "X" * 5_000,
    "25:99",
    "10:00",
    "10.00–11.00",
    "2026-02-30",
    "2023-02-10",
    "30 februari",
    "'\"<b>&amp;",
    "{x} %s {{ 1 }}",
    "=1+1",
    "a\r\nb: c",
    "\ud800",
    "\u202e\ufeff\u0000",
    "é" * 300,
    "..",
    "../..",
    "a/b/c",
    "C:\\x",
    "%00",
    "%2e%2e%2f",
    "[]",
    "{}",
    DEEP,
    '{"act": "tray", "acts": [{"act": "tray"}]}',
    '[{"act": "place", "session": [], "start": {}}]',
    '{"act": "place", "session": "Wonen", "start": 1e300, "room": 3}',
    '{"act": "place", "session": "Wonen", "start": 10000000000000000000000000, "room": null}',
    '{"act": "swap_rounds", "one": -1, "other": 99999999999999999999}',
    "- {a: *b}",
    "&a [*a, *a]",
    "!!python/object:os.system",
)
HEADERS = (
    {"cookie": "netday-language=\\;;=,x"},
    {"cookie": "netday-language=xx; a b=c"},
    {"accept-language": "xx;q=abc, ,;q=1e999,nl;q=-"},
    {"host": "evil.example"},
    {"host": ""},
    {"host": "[::1"},
    {"origin": "null", "sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "x"},
    {"content-length": "99999999999999999999"},
    {"content-length": "-1"},
    {"content-type": "application/json"},
    {"content-type": "multipart/form-data"},
    {"content-type": "multipart/form-data; boundary=x"},
    {"content-type": "application/x-www-form-urlencoded; charset=utf-99"},
    {"content-type": "\xff"},
    {"x-fragment": "1"},
    {"range": "bytes=99-1"},
    {"if-modified-since": "never"},
    {"x-forwarded-proto": "gopher"},
)


@dataclass
class AskedForm:
    """A form as it stands on a page, filled in as it is."""

    action: str
    method: str
    fields: Fields = field(default_factory=list)


class _FormReader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms = page, list[AskedForm]()
        self.open: AskedForm | None = None
        self.select, self.area = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "form":
            self.open = AskedForm(given.get("action") or self.page, given.get("method", "get").upper())
            self.forms.append(self.open)
        elif self.open is None:
            return
        elif tag in {"input", "button", "textarea"} and name:
            self.open.fields.append((name, value))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            self.open.fields.append((self.select, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""


def forms_on(address: str, page: str) -> list[AskedForm]:
    """The forms of a page; of a choice every option stands in it."""
    reader = _FormReader(address)
    reader.feed(page)
    return reader.forms


@dataclass(frozen=True)
class FuzzedRequest:
    """What httpx is to send."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def __str__(self) -> str:
        return f"{self.method} {self.path[:300]} {self.headers} {self.body[:600]!r}"


@dataclass(frozen=True)
class Fuzzer:
    """`paths`: every address of the app, with its places; `values`: for places, some that are right."""

    random: Random
    paths: Sequence[tuple[str, Sequence[str]]]
    forms: Sequence[AskedForm]
    values: Sequence[str]
    acts: Sequence[dict[str, Any]]

    def requests(self, number: int) -> Iterator[FuzzedRequest]:
        for _ in range(number):
            yield self._one()

    def _one(self) -> FuzzedRequest:
        random = self.random
        if self.forms and random.random() < 0.6:
            form = random.choice(self.forms)
            path, method, fields = form.action, form.method, self._once(form.fields)
        else:
            path, methods = random.choice(self.paths)
            path = self._placed(path)
            method = random.choice([*methods, *methods, *methods, "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
            fields = self._once(random.choice(self.forms).fields) if self.forms else []
        fields = self._spoilt(fields)
        if path.startswith("/board/do") and random.random() < 0.8:
            fields = [(name, value) for name, value in fields if name != "act"] + [("act", self._act())]
        headers = {"sec-fetch-site": "same-origin"}
        body = b""
        if method in {"GET", "HEAD", "OPTIONS"}:
            path = f"{path.partition('?')[0]}?{_encoded(fields)}" if fields else path
        else:
            kind, body = self._body(fields)
            headers["content-type"] = kind
        if random.random() < 0.25:
            headers |= random.choice(HEADERS)
        if random.random() < 0.5:
            headers["x-fragment"] = "1"
        return FuzzedRequest(method, path[:20_000], headers, body)

    def _placed(self, path: str) -> str:
        parts = [
            quote(_sendable(self._value()), safe="") or "x" if part.startswith("{") else part
            for part in path.replace("mailing.{ending}", "{ending}").split("/")
        ]
        return "/".join(parts)

    def _value(self) -> str:
        return self.random.choice(self.values if self.random.random() < 0.6 else NASTY)

    def _once(self, fields: Iterable[tuple[str, str]]) -> Fields:
        """Of a choice one option."""
        found: dict[str, str] = {}
        for name, value in fields:
            if name not in found or self.random.random() < 0.4:
                found[name] = value
        return list(found.items())

    def _spoilt(self, fields: Fields) -> Fields:
        spoilt = list(fields)
        for _ in range(self.random.choice((0, 1, 1, 2, 4))):
            place = self.random.randrange(len(spoilt)) if spoilt else 0
            match self.random.randrange(5):
                case 0 if spoilt:
                    del spoilt[place]
                case 1:
                    spoilt.append((self.random.choice(NASTY), self._value()))
                case 2 if spoilt:
                    spoilt.append(spoilt[place])
                case _ if spoilt:
                    spoilt[place] = (spoilt[place][0], self._value())
        return spoilt

    def _act(self) -> str:
        act = dict(self.random.choice(self.acts))
        for key in list(act):
            if self.random.random() < 0.3:
                act[key] = self.random.choice([self._value(), None, [], {}, 3.5, -7, 10**30, True, [act.copy()]])
        text = json.dumps(act)
        return text[: self.random.randrange(len(text))] if self.random.random() < 0.1 else text

    def _body(self, fields: Fields) -> tuple[str, bytes]:
        match self.random.randrange(6):
            case 0:
                whole = b"".join(
                    b'--b\r\ncontent-disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
                    % (
                        name.replace('"', "%22").encode("utf-8", "replace"),
                        b'; filename="a.csv"' if self.random.random() < 0.2 else b"",
                        value.encode("utf-8", "replace"),
                    )
                    for name, value in fields
                )
                body = whole + b"--b--\r\n"
                if self.random.random() < 0.3:
                    body = body[: self.random.randrange(len(body))]
                return "multipart/form-data; boundary=b", body
            case 1:
                return "application/x-www-form-urlencoded", self.random.randbytes(self.random.randrange(60))
            case _:
                return "application/x-www-form-urlencoded", _encoded(fields).encode()


def _encoded(fields: Fields) -> str:
    return urlencode([(_sendable(name), _sendable(value)) for name, value in fields])


def _sendable(text: str) -> str:
    """Half a letter goes as the bytes that a careless program would send."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1") if "\ud800" in text else text
