"""What was published, so that the next edition can tell what changed. Valid JSON, with one calendar a line.

In memory too a calendar is its line: it is decoded when the calendar comes by, so a hundred thousand fit.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from scheduler.publishing.calendars.changes import WhereAndWhen
from scheduler.publishing.calendars.entry import Of
from scheduler.publishing.calendars.history import Published
from scheduler.publishing.calendars.identity import conference_token, digest, domain

VERSION = 1
_PATH = re.compile(r"(programme|(people|rooms|groups)/[a-z0-9-]+)\.ics")
_STAMP = re.compile(r"\d{8}T\d{6}Z")
_START = b'"calendars": ['


class LedgerFault(Exception):
    """The ledger cannot be used; a sentence with the file and what to do about it."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A calendar of the last edition. `digest`: of the whole file, "" when it has none. Events by session token."""

    kind: Of
    of: str
    title: str
    file: str
    scope: str
    digest: str
    events: dict[str, Published]

    def encoded(self) -> bytes:
        row = {name: getattr(self, name) for name in ("kind", "of", "title", "file", "scope", "digest", "events")}
        return _json(row)


@dataclass(slots=True)
class Ledger:
    """What was published of one conference. A calendar is found by whose it is, as the bytes of its line.

    `floor`: the SEQUENCE with which a new event begins: 0, or above all that a ledger held that was lost. `highest`:
    the highest ever. `withdrawn`: people who have no file. `zone` and `language` are those of the last edition.
    Contents by digest, places by session token.
    """

    conference: str
    domain: str
    key: bytes
    private_names: bool = False
    floor: int = 0
    highest: int = 0
    withdrawn: list[str] = field(default_factory=list)
    zone: str = "UTC"
    language: str = "nl"
    places: dict[str, WhereAndWhen] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    lines: dict[tuple[Of, str], bytes] = field(default_factory=dict)

    @classmethod
    def new(cls, title: str, first: date, website: str = "", *, key: bytes | None = None) -> Ledger:
        """The ledger before the first publication. `key` None: a random one."""
        return cls(conference_token(title, first), domain(website), secrets.token_bytes(16) if key is None else key)

    def line(self, kind: Of, of: str) -> LedgerLine | None:
        """The line of that calendar. None: it was never published."""
        line = self.lines.get((kind, of))
        return None if line is None else _decoded(json.loads(line))

    def without_lines(self, **changes: Any) -> Ledger:
        """A ledger of the same conference, and nothing published yet."""
        return replace(self, **{"places": {}, "contents": {}, "lines": {}, **changes})


def write(ledger: Ledger) -> Iterator[bytes]:
    """The ledger as a file, in pieces: write them as they come."""
    head = {
        "version": VERSION,
        "conference": {"id": ledger.conference, "domain": ledger.domain, "key": ledger.key.hex()},
        **{name: getattr(ledger, name) for name in _PLAIN},
        "places": {token: list(ledger.places[token]) for token in sorted(ledger.places)},
        "contents": {name: ledger.contents[name].decode() for name in sorted(ledger.contents)},
    }
    yield b"{\n" + b"".join(_json(name) + b": " + _json(value) + b",\n" for name, value in head.items()) + _START
    comma = b"\n"
    for line in ledger.lines.values():
        yield comma + line
        comma = b",\n"
    yield b"\n]\n}\n"


def read(lines: Iterable[bytes], name: str = "ledger.json") -> Ledger:
    """The ledger from an open file, or its lines. Raises LedgerFault, also for one that a later netday wrote.

    Read a line at a time as long as it stands as it was written; in one piece when an editor laid it out anew.
    """
    source = iter(lines)
    head: list[bytes] = []
    try:
        for line in source:
            head.append(line)
            if line.rstrip(b"\r\n") == _START:
                ledger = _head(json.loads(b"".join((*head, b"]}"))))
                _fill(ledger, _lines_as_written(source))
                return ledger
        whole = json.loads(b"".join(head))
        ledger = _head(whole)
        _fill(ledger, map(_json, whole["calendars"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise LedgerFault(
            f"{name} cannot be read ({_reason(error)}). Put back a copy of it, or remove it: it is then found again "
            "in the calendars that were published."
        ) from None
    return ledger


def _lines_as_written(source: Iterator[bytes]) -> Iterator[bytes]:
    for line in source:
        row = line.strip().removesuffix(b",")
        if row == b"]":
            if b"".join(source).strip() != b"}":
                raise ValueError("its end is missing")
            return
        yield row
    raise ValueError("its end is missing")


def _head(head: dict[str, Any]) -> Ledger:
    version = head["version"]
    if not _is_count(version):
        raise ValueError("it has no version")
    if version > VERSION:
        raise LedgerFault(  # it is whole, so it is not to be rebuilt
            f"The ledger of the last edition was written by a later netday (form {version}; this one knows {VERSION}). "
            "Update netday and publish again."
        )
    conference = head["conference"]
    ledger = Ledger(str(conference["id"]), str(conference["domain"]), bytes.fromhex(conference["key"]))
    for name, fits in _PLAIN.items():
        if not fits(head[name]):
            raise ValueError(f'its "{name}" is not right')
        setattr(ledger, name, head[name])
    ledger.places = {token: WhereAndWhen(*map(str, place)) for token, place in head["places"].items()}
    ledger.contents = {name: text.encode() for name, text in head["contents"].items()}
    if any(digest(content) != name for name, content in ledger.contents.items()):
        raise ValueError("a text in it was changed")
    return ledger


def _fill(ledger: Ledger, lines: Iterable[bytes]) -> None:
    for line in lines:
        found = _decoded(json.loads(line))
        if (
            found.kind not in ("programme", "group", "room", "person")
            or _PATH.fullmatch(found.file) is None
            or (found.kind, found.of) in ledger.lines
            or not all(_is_right(event, ledger.contents) for event in found.events.values())
        ):
            raise ValueError(f'what it says of "{found.of}" is not right')
        ledger.lines[found.kind, found.of] = line


def _is_right(event: Published, contents: dict[str, bytes]) -> bool:
    return (
        _is_count(event.sequence)
        and _STAMP.fullmatch(event.stamp) is not None
        and (event.content is None or event.content in contents)
        and isinstance(event.cancelled, bool)
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


_PLAIN: dict[str, Callable[[Any], bool]] = {
    "private_names": lambda value: isinstance(value, bool),
    "floor": _is_count,
    "highest": _is_count,
    "withdrawn": lambda value: isinstance(value, list) and all(isinstance(name, str) for name in value),
    "zone": lambda value: isinstance(value, str),
    "language": lambda value: isinstance(value, str),
}


def _decoded(row: dict[str, Any]) -> LedgerLine:
    events = {token: Published(*event) for token, event in row.pop("events").items()}
    return LedgerLine(**row, events=events)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}: {error.msg}"
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
