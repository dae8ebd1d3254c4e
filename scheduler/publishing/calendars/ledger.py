"""What was published, so that the next edition can tell what changed. Valid JSON, with one calendar a line.

In memory too a calendar is its line: it is decoded when the calendar comes by, so a hundred thousand fit.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from scheduler.publishing.calendars.changes import WhereAndWhen
from scheduler.publishing.calendars.entry import Of
from scheduler.publishing.calendars.history import Published
from scheduler.publishing.calendars.identity import conference_token, digest, domain
from scheduler.publishing.calendars.ledger_shape import HeadShape, RowShape, checked, fits_its_kind
from scheduler.text.parser_words import parser_reason
from scheduler.text.sentence import Sentence

VERSION = 2  # the first one knew neither organisations nor how many editions there were
_START = b'"calendars": ['


class LedgerFault(Exception):
    """The ledger cannot be used; a sentence with the file and what to do about it."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A calendar of the last edition. `digest`: of the whole file, "" when it has none. Events by session token.

    `organisation`: of a person; "" where that is not known. `floor`: the SEQUENCE with which events begin again that it
    had before it was withdrawn.
    """

    kind: Of
    of: str
    title: str
    file: str
    scope: str
    digest: str
    events: dict[str, Published]
    organisation: str = ""
    floor: int = 0

    def encoded(self) -> bytes:
        names = ("kind", "of", "title", "file", "scope", "digest", "events")
        extra = [name for name in ("organisation", "floor") if getattr(self, name)]
        return _json({name: getattr(self, name) for name in (*names, *extra)})


@dataclass(slots=True)
class Ledger:
    """What was published of one conference. A calendar is found by whose it is, as the bytes of its line.

    `floor`: the SEQUENCE with which a new event begins: 0, or above all that a ledger held that was lost. `highest`:
    the highest ever. `withdrawn`: people who have no file; `people` False: nobody has. `zone` and `language` are those
    of the last edition. `edition`: how many there were that differed, `published`: the last of all stamps. Contents by
    digest, places by session token, organisations by person.
    """

    conference: str
    domain: str
    key: bytes
    private_names: bool = False
    floor: int = 0
    highest: int = 0
    withdrawn: list[str] = field(default_factory=list)
    people: bool = True
    edition: int = 0
    published: str = ""
    zone: str = "UTC"
    language: str = "nl"
    places: dict[str, WhereAndWhen] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    lines: dict[tuple[Of, str], bytes] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)

    @classmethod
    def new(cls, title: str, first: date, website: str = "", *, key: bytes | None = None) -> Ledger:
        """The ledger before the first publication. `key` None: a random one."""
        return cls(conference_token(title, first), domain(website), secrets.token_bytes(16) if key is None else key)

    def line(self, kind: Of, of: str) -> LedgerLine | None:
        """The line of that calendar. None: it was never published."""
        line = self.lines.get((kind, of))
        return None if line is None else _decoded(json.loads(line))

    def put(self, line: LedgerLine) -> None:
        """Add that calendar, or write its line anew."""
        self.lines[line.kind, line.of] = line.encoded()
        if line.kind == "person":
            self.organisations[line.of] = line.organisation

    def without_lines(self, **changes: Any) -> Ledger:
        """A ledger of the same conference, and nothing published yet."""
        return replace(self, **{"places": {}, "contents": {}, "lines": {}, **changes})


def write(ledger: Ledger) -> Iterator[bytes]:
    """The ledger as a file, in pieces: write them as they come."""
    head = {
        "version": VERSION,
        "conference": {"id": ledger.conference, "domain": ledger.domain, "key": ledger.key.hex()},
        **{name: getattr(ledger, name) for name in PLAIN},
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
                ledger = read_head(b"".join((*head, b"]}")))
                read_rows(ledger, _lines_as_written(source))
                return ledger
        whole = json.loads(b"".join(head))
        ledger = read_head(b"".join(head))
        read_rows(ledger, map(_json, whole["calendars"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise LedgerFault(
            Sentence(
                "{file} cannot be read ({why}). Put back a copy of it, or remove it: it is then found again "
                "in the calendars that were published.",
                file=name,
                why=_reason(error),
            )
        ) from None
    return ledger


def _lines_as_written(source: Iterator[bytes]) -> Iterator[bytes]:
    for line in source:
        row = line.strip().removesuffix(b",")
        if row == b"]":
            if b"".join(source).strip() != b"}":
                raise ValueError(Sentence("its end is missing"))
            return
        yield row
    raise ValueError(Sentence("its end is missing"))


def read_head(data: bytes) -> Ledger:
    """The ledger without its calendars. Raises ValueError and its like where it is not as netday wrote it."""
    version = json.loads(data)["version"]
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValueError(Sentence("it has no version"))
    if version > VERSION:
        raise LedgerFault(  # it is whole, so it is not to be rebuilt
            Sentence(
                "The ledger of the last edition was written by a later netday (form {version}; this one knows "
                "{known}). Update netday and publish again.",
                version=version,
                known=VERSION,
            )
        )
    head = checked(HeadShape, data, Sentence("its head"))
    conference = head.conference
    ledger = Ledger(conference.id, conference.domain, bytes.fromhex(conference.key))
    for name in PLAIN:
        setattr(ledger, name, getattr(head, name))
    ledger.places = {token: WhereAndWhen(*place) for token, place in head.places.items()}
    ledger.contents = {name: text.encode() for name, text in head.contents.items()}
    if any(digest(content) != name for name, content in ledger.contents.items()):
        raise ValueError(Sentence("a text in it was changed"))
    return ledger


def _of(whose: object) -> Sentence:
    if not whose:
        return Sentence('what it says of "the programme"')
    return Sentence('what it says of "{name}"', name=str(whose))


def read_rows(ledger: Ledger, rows: Iterable[bytes]) -> None:
    """Add the calendars. Raises ValueError where they are not as netday wrote them, or do not fit together."""
    dated = bool(ledger.published)  # the first form was not
    files: set[str] = set()
    scopes: set[str] = set()
    for row in rows:
        row_data = json.loads(row)
        checked(RowShape, row, _of(row_data.get("of")))
        line = _decoded(row_data)
        right = (
            fits_its_kind(line.kind, line.file, line.scope)
            and (line.kind, line.of) not in ledger.lines
            and not {line.file, line.scope} & (files | scopes)
            and all(_is_right(event, ledger.contents) for event in line.events.values())
        )
        if not right:
            raise ValueError(Sentence("{what} is not right", what=_of(line.of)))
        files.add(line.file)
        scopes.add(line.scope)
        ledger.lines[line.kind, line.of] = row
        if line.kind == "person":
            ledger.organisations[line.of] = line.organisation
        if not dated:
            stamps = (event.stamp for event in line.events.values() if event.in_file)
            ledger.published = max((ledger.published, *stamps))
        highest = max((line.floor, *(event.sequence for event in line.events.values())))
        ledger.highest = max(ledger.highest, highest)


def _is_right(event: Published, contents: dict[str, bytes]) -> bool:
    if event.content is None:
        return not event.lapsed
    found = contents.get(event.content)
    return found is not None and (b"\r\nSTATUS:CANCELLED\r\n" in found) is event.cancelled


PLAIN = ("private_names", "floor", "highest", "withdrawn", "people", "edition", "published", "zone", "language")


def _decoded(row: dict[str, Any]) -> LedgerLine:
    events = {token: Published(*event) for token, event in row["events"].items()}
    return LedgerLine(**{**row, "events": events})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return Sentence("line {line}: {why}", line=str(error.lineno), why=parser_reason(error.msg))
    if isinstance(error, KeyError):
        return Sentence("{key} is missing", key=error)
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)
