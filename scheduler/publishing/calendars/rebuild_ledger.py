"""A lost ledger, found again in the files that were published.

What a file shows, it tells: each event's SEQUENCE, stamp and content. What no file shows any more is lost: the key (so
newcomers get UIDs from a new one; those of known people stay), and the SEQUENCE of events that had lapsed. Hence new
events begin above the highest SEQUENCE there ever was, for clients take no notice of one that goes down.
"""

from __future__ import annotations

import json
import re
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, cast

from scheduler.publishing.calendars import ics_writer
from scheduler.publishing.calendars.changes import WhereAndWhen, where_and_when
from scheduler.publishing.calendars.entry import Of
from scheduler.publishing.calendars.filenames import is_private
from scheduler.publishing.calendars.history import Published, stamp
from scheduler.publishing.calendars.identity import digest, scope
from scheduler.publishing.calendars.ledger import Ledger, LedgerFault, LedgerLine
from scheduler.text.sentence import Sentence
from scheduler.text.wording import within

_SCOPE = r"(prog|(?:room|grp)-[0-9a-f]{8}|p-[0-9a-f]{16})"
_RELCALID = re.compile(_SCOPE + r"\.([0-9a-f]{12})@([a-z0-9.-]+)")
_IN_DAMAGE = re.compile(rf"[:.]{_SCOPE}\.[0-9a-f]{{12}}@".encode())
_NAMED = re.compile(rb"^X-NETDAY-CALENDAR:.*\n(?: .*\n)*", re.MULTILINE)
_ANY_HEAD = b"NAME:\r\nX-WR-TIMEZONE:UTC\r\nX-WR-RELCALID:\r\n"
_DRAFT = re.compile(rb"^X-WR-RELCALID:draft-", re.MULTILINE)
_SEQUENCE = re.compile(rb"^SEQUENCE:(\d{1,6})\r?$", re.MULTILINE)  # a longer one in a damaged file is damage
_ORDER: tuple[Of, ...] = ("programme", "group", "room", "person")


def rebuild_ledger(files: Iterable[tuple[str, bytes]], index: bytes | None = None) -> tuple[Ledger, list[str]]:
    """The ledger, and remarks in sentences on what could not be read.

    `files` are all .ics of the edition by their path in it (`people/anna.ics`), in any order; `index` is its
    calendars.json, if that is still there. A file that was damaged by hand is written anew at the next publication, its
    events above any SEQUENCE they can have had. Raises LedgerFault when no file is an edition's.
    """
    table = _Index.of(index)
    key = secrets.token_bytes(16)
    reading = _Reading(table.highest)
    damaged: dict[str, tuple[str, LedgerLine | None]] = {}  # path -> why, and whose it is
    for path, data in files:
        if _DRAFT.search(data):
            continue
        try:
            reading.read(path, data)
        except ValueError as error:
            damaged[path] = (error.args[0], _salvaged(path, data, table, key))
            reading.highest = max((reading.highest, *(int(number) for number in _SEQUENCE.findall(data))))
    if not reading.found:
        raise LedgerFault(
            Sentence(
                "The ledger is lost, and no calendar of the last edition can be read to find it again. "
                "Put back a copy of the folder, or publish to a new one."
            )
        )
    ours = Counter(conference for _, conference, _ in reading.found).most_common(1)[0][0]
    ledger = Ledger(*ours, key, floor=reading.highest + 1, highest=reading.highest)
    ledger.zone, ledger.places, ledger.contents = reading.zone, reading.places, reading.contents
    remarks: list[str] = [Sentence("The ledger was lost; it was found again in the calendars that were published.")]
    for whose, conference, line in sorted(
        reading.found, key=lambda found: (_ORDER.index(found[0].kind), found[0].file)
    ):
        if conference != ours or (whose.kind, whose.of) in ledger.lines:
            strange = Sentence("{file} is not of this day, or there twice; it is left out.", file=whose.file)
            remarks.append(strange)
        else:
            ledger.lines[whose.kind, whose.of] = line
            ledger.published = max((ledger.published, *(event[1] for event in json.loads(line)["events"].values())))
    for path, (why, salvaged) in sorted(damaged.items()):
        remarks.append(
            Sentence(
                "{file} cannot be read ({why}). It is written anew, its events with SEQUENCE {number}, "
                "so that calendars that hold them take them over; what was cancelled in it is not told again.",
                file=path,
                why=within(why),
                number=str(ledger.floor),
            )
        )
        if salvaged and (salvaged.kind, salvaged.of) not in ledger.lines:
            ledger.lines[salvaged.kind, salvaged.of] = salvaged.encoded()
    people = [mine.file for kind, of in ledger.lines if kind == "person" and (mine := ledger.line(kind, of))]
    ledger.withdrawn, ledger.people, ledger.edition = table.withdrawn, table.people, table.edition
    ledger.private_names = table.private_names or (bool(people) and all(map(is_private, people)))
    return ledger, remarks


def go_by_the_files(
    ledger: Ledger, files: Iterable[tuple[str, bytes]], index: bytes | None
) -> tuple[Ledger, list[str]]:
    """The ledger, with what the files beside it tell where it is of an earlier edition than they are; and remarks.

    Somebody put back a copy of it: by that alone, events would get numbers again that they had, and clients take no
    notice of those. Without an index each file is looked into. Raises LedgerFault where it is of another conference.
    """
    table = _Index.of(index)
    if index is None:
        files = list(files)
        table.highest = max((int(number) for _, data in files for number in _SEQUENCE.findall(data)), default=0)
    if table.conference and table.conference != (ledger.conference, ledger.domain):
        raise LedgerFault(
            Sentence(
                "ledger.json is of another conference than the calendars beside it. Put back the one that belongs "
                "there, or remove it: it is then found again in the calendars that were published."
            )
        )
    if table.highest <= ledger.highest and table.edition <= ledger.edition:
        return ledger, []
    found, remarks = rebuild_ledger(files, index)
    if (found.conference, found.domain) != (ledger.conference, ledger.domain):
        raise LedgerFault(
            Sentence("ledger.json is of another conference than the calendars beside it. Put back the right one.")
        )
    found.key, found.highest = ledger.key, max(found.highest, ledger.highest)
    for kind, of in ledger.lines:
        line, last = ledger.line(kind, of), found.line(kind, of)
        if line is None:
            continue
        if last is None:  # it is known no more, or was withdrawn since: its events go on above all that there were
            line = replace(line, digest="", events={}, floor=found.floor)
        else:
            lapsed = {token: was._replace(content=None, lapsed=False) for token, was in line.events.items()}
            line = replace(last, organisation=line.organisation, events={**lapsed, **last.events})
        found.put(line)
    return found, [
        Sentence("ledger.json is of an earlier edition than the calendars beside it. What stands in those goes on."),
        *remarks[1:],
    ]


class _Whose(NamedTuple):
    kind: Of
    of: str
    file: str


@dataclass(slots=True)
class _Reading:
    """What the files told so far: lines of the ledger with whose they are and of which conference and domain."""

    highest: int
    found: list[tuple[_Whose, tuple[str, str], bytes]] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, WhereAndWhen] = field(default_factory=dict)
    zone: str = "UTC"

    def read(self, path: str, data: bytes) -> None:
        """Take up what a file shows. Raises ValueError with a sentence where it is not as it was written."""
        # Some editors and version controls write other line ends; what is said is the same.
        lines = re.sub(rb"\r?\n", b"\r\n", data)
        head = ics_writer.read_head(lines)
        found = _RELCALID.fullmatch(head.relcalid)
        if found is None:
            raise ValueError(Sentence("It is no calendar of netday's"))
        events: dict[str, Published] = {}
        for event in ics_writer.read_events(lines):
            token, _, calendar = event.uid.partition(".")
            if calendar != head.relcalid or token in events:
                raise ValueError(Sentence("The event {event} does not belong there", event=event.uid))
            events[token] = Published(event.sequence, stamp(event.stamp), *self._content(event.content))
        if head.kind == "programme":
            self.zone = head.zone
            self.places = {token: self._place(event) for token, event in events.items() if event.shows}
        self.highest = max((self.highest, *(event.sequence for event in events.values())))
        line = LedgerLine(head.kind, head.of, head.title, path, found[1], digest(data), events)
        self.found.append((_Whose(head.kind, head.of, path), (found[2], found[3]), line.encoded()))

    def _content(self, content: bytes) -> tuple[str, bool]:
        """The digest of the content, and whether it is of a cancelled event. Each is checked once."""
        name = digest(content)
        if name not in self.contents:
            try:
                whole = ics_writer.content(ics_writer.read_content(content)) == content
            except (ValueError, KeyError, TypeError, AttributeError):  # icalendar raises many things on what is broken
                whole = False
            if not whole:
                raise ValueError(Sentence("An event in it was changed by hand"))
            self.contents[name] = content
        return name, b"\r\nSTATUS:CANCELLED\r\n" in content

    def _place(self, event: Published) -> WhereAndWhen:
        """Where a session stood, by what its event says."""
        entry = ics_writer.read_content(self.contents[event.content or ""])
        return where_and_when("", entry.summary, entry.starts, entry.ends, entry.location, self.zone)


def _salvaged(path: str, data: bytes, table: _Index, key: bytes) -> LedgerLine | None:
    """Whose a damaged file is, and nothing of its events; None when that is lost too."""
    named = _NAMED.search(data)
    try:  # the rest of the head may be what is damaged
        head = ics_writer.read_head(_ANY_HEAD + (re.sub(rb"\r?\n", b"\r\n", named[0]) if named else b""))
        kind, of = head.kind, head.of
    except ValueError:
        if path not in table.whose:
            return None
        kind, of = table.whose[path]
    found = _IN_DAMAGE.search(data)  # else a person would get other UIDs, and their calendar everything twice
    return LedgerLine(kind, of, "", path, found[1].decode() if found else scope(kind, of, key), "", {})


@dataclass(slots=True)
class _Index:
    """What calendars.json adds to the files: as good as it can be read, for it is only a help."""

    highest: int = 0
    private_names: bool = False
    people: bool = True
    edition: int = 0
    conference: tuple[str, str] | None = None
    whose: dict[str, tuple[Of, str]] = field(default_factory=dict)
    withdrawn: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, data: bytes | None) -> _Index:
        try:
            table: dict[str, Any] = json.loads(data or b"")
            whose = {str(c["file"]): (cast("Of", c["kind"]), str(c["name"])) for c in table["calendars"]}
            if any(kind not in _ORDER for kind, _ in whose.values()):
                return cls()
            withdrawn = [str(name) for name in table["withdrawn"]]
            of = table.get("conference", {})
            return cls(
                highest=int(table["highest"]),
                private_names=bool(table["private_names"]),
                people=bool(table.get("people", True)),
                edition=int(table.get("edition", 0)),
                conference=(str(of["id"]), str(of["domain"])) if of else None,
                whose=whose,
                withdrawn=withdrawn,
            )
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            return cls()
