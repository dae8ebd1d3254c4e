"""Entries as lines of iCalendar (RFC 5545) and back.

What people can see of an event, its *content*, is serialised once and shared by all files in which it reads the same;
an event in a file is that, with a name and a stamp before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import get_args

import icalendar
from icalendar.prop import vCategory, vText, vUri

from scheduler.publishing.calendars import identity, zones
from scheduler.publishing.calendars.entry import Calendar, Entry, Of
from scheduler.publishing.page_links import PAGE
from scheduler.text import sanitize

PRODID = "-//netday//netday//EN"  # never changes: clients take another for another calendar
TAIL = b"END:VCALENDAR\r\n"
NOTHING = "–"  # where a title or place has nothing to be seen: some clients drop an event that lacks one

_ZONED = b"DTSTART;TZID="
_PARTS = re.compile(rb"^(?:BEGIN:V(?:EVENT|TIMEZONE)|END:VCALENDAR)\r\n", re.MULTILINE)
_EVENT = re.compile(
    rb"BEGIN:VEVENT\r\nUID:((?:[!-~]|\r\n )+)\r\nDTSTAMP:(\d{8}T\d{6}Z)\r\nLAST-MODIFIED:\2\r\nSEQUENCE:(\d{1,10})\r\n"
    rb"((?:(?!END:VEVENT\r\n)[^\r\n]+\r\n)+)END:VEVENT\r\n"
)

# Of unfolded lines: what says of an event where it stands on the page, how to be reminded of it and how to join.
_PAGE = rb"https?://[!-~]+/%b(?:#s-[0-9a-f]{12})?(?=\r\n)" % re.escape(PAGE.encode())
_PAGE_LINE = re.compile(rb"\\n\\n[^\\\r\n]*: %b" % _PAGE)
_BESIDE = re.compile(
    rb"^(?:(?:URL:%b|CONFERENCE[;:][^\r\n]*)\r\n|BEGIN:VALARM\r\n(?:(?!END:)[^\r\n]+\r\n)*END:VALARM\r\n)" % _PAGE,
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class CalendarHead:
    """What a file says of itself: whose calendar it is, and its X-WR-RELCALID."""

    kind: Of
    of: str
    title: str
    zone: str
    relcalid: str


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event as it stands in a published file."""

    uid: str
    sequence: int
    stamp: datetime
    content: bytes


class _Text(vText):
    r"""A text as RFC 5545 writes it. `icalendar` 7.3 itself makes a new line of the \N in C:\Notulen."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


def content(entry: Entry) -> bytes:
    """The entry's lines from DTSTART on, each ending in CRLF and folded; without UID, stamps and SEQUENCE.

    Texts are cleaned here; a cancelled entry gets the status, not the word before its title. Hours that the clock shows
    twice or never, and those of a zone that has no yearly rule, are in UTC. Raises ValueError with a sentence for an
    address that is no http(s) or mailto, for naive hours, and for an end that is not after the start.
    """
    starts, ends = _hours(entry)
    event = icalendar.Event()
    event.add("DTSTART", starts)
    event.add("DTEND", ends)
    event.add("SUMMARY", _Text(sanitize.line(entry.summary) or NOTHING), encode=False)
    event.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if entry.transparent or entry.cancelled else "OPAQUE")
    event.add("LOCATION", _Text(sanitize.place(entry.location) or NOTHING), encode=False)
    event.add("DESCRIPTION", _Text(sanitize.text(entry.description)), encode=False)
    if categories := list(dict.fromkeys(filter(None, map(sanitize.line, entry.categories)))):
        several = vCategory([])
        several.cats = [_Text(category) for category in categories]
        event.add("CATEGORIES", several, encode=False)
    if entry.url:
        event.add("URL", vUri(sanitize.url(entry.url)), encode=False)
    if entry.conference_url:
        event.add("CONFERENCE", vUri(sanitize.url(entry.conference_url), params={"VALUE": "URI"}), encode=False)
    if entry.reminder and not entry.cancelled:
        event.add_component(_alarm(entry))
    return b"".join(map(_folded, event.content_lines(sorted=False)[1:-2]))


def _alarm(entry: Entry) -> icalendar.Alarm:
    """What rings before the event. Its text is the title: some clients show nothing else."""
    alarm = icalendar.Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", timedelta(minutes=-entry.reminder))
    alarm.add("DESCRIPTION", _Text(sanitize.line(entry.summary) or NOTHING), encode=False)
    return alarm


def facts(lines: bytes) -> bytes:
    """Of a content, what the session itself is: not where it stands on the page, how one is reminded or joins."""
    return _BESIDE.sub(b"", _PAGE_LINE.sub(b"", lines.replace(b"\r\n ", b"")))


def read_content(lines: bytes) -> Entry:
    """The entry of `content`, as cleaned there; its key is "". Hours written in UTC come back in UTC."""
    event = icalendar.Event.from_ical(b"BEGIN:VEVENT\r\n" + lines + b"END:VEVENT\r\n")
    if not isinstance(event, icalendar.Event):
        raise ValueError("This is not the content of an event")
    alarms = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
    return Entry(
        key="",
        starts=event.DTSTART,
        ends=event.DTEND,
        summary=str(event["SUMMARY"]),
        location=str(event["LOCATION"]),
        description=str(event["DESCRIPTION"]),
        categories=tuple(map(str, event.categories)),
        url=str(event.get("URL", "")),
        conference_url=str(event.get("CONFERENCE", "")),
        transparent=event["TRANSP"] == "TRANSPARENT",
        cancelled=event["STATUS"] == "CANCELLED",
        reminder=-alarms[0] // timedelta(minutes=1) if alarms else 0,
    )


def cancelled(lines: bytes, word: str) -> bytes:
    """The content when the event is off: `word` in brackets before the title, CANCELLED, and no longer in the way."""
    entry = read_content(lines)
    return content(replace(entry, summary=f"[{word}] {entry.summary}", transparent=True, cancelled=True, reminder=0))


def event(lines: bytes, uid: str, sequence: int, stamp: datetime) -> bytes:
    """The whole VEVENT around a content. Raises ValueError for a name that is no UID and for a naive stamp."""
    if not 0 <= sequence < 2**31:
        raise ValueError(f"{sequence} is no SEQUENCE")
    named = f"UID:{identity.checked(uid)}"
    name = _folded(named) if len(named) > 75 else f"{named}\r\n".encode("ascii")
    at = _stamp(stamp)
    return b"BEGIN:VEVENT\r\n%bDTSTAMP:%b\r\nLAST-MODIFIED:%b\r\nSEQUENCE:%d\r\n%bEND:VEVENT\r\n" % (
        name,
        at,
        at,
        sequence,
        lines,
    )


def head(calendar: Calendar, relcalid: str, contents: Iterable[bytes] = ()) -> bytes:
    """The lines of a file before its first event.

    `contents` are those of the events: each zone they use is described, others not. Does not look at the calendar's
    entries.
    """
    title = _Text(sanitize.line(calendar.title) or NOTHING).to_ical().decode()
    whose = _Text(f"{calendar.kind}:{sanitize.line(calendar.of, None)}").to_ical().decode()
    before, between = _shared(calendar.zone)
    # NAME is the standard's, X-WR-CALNAME what most clients read. Neither is escaped by icalendar.
    names = (f"NAME:{title}", f"X-WR-CALNAME:{title}", f"X-WR-RELCALID:{identity.checked(relcalid)}")
    return b"".join(
        (
            before,
            *map(_folded, names),
            between,
            _folded(f"X-NETDAY-CALENDAR:{whose}"),
            *_described(contents),
        )
    )


def alone(lines: bytes, uid: str, sequence: int, stamp: datetime, zone: str) -> bytes:
    """A file of one event, to be taken over once: nothing in it asks to be looked at again."""
    before, _ = _shared(zone)
    return b"".join((before, *_described([lines]), event(lines, uid, sequence, stamp), TAIL))


def _described(contents: Iterable[bytes]) -> list[bytes]:
    """Each zone that these events use."""
    used = {lines[len(_ZONED) : lines.index(b":")] for lines in contents if lines.startswith(_ZONED)}
    return [zones.vtimezone(zone.decode()) or b"" for zone in sorted(used)]


def read_head(data: bytes) -> CalendarHead:
    """What a file says of itself, as `head` wrote it, from the bytes of a whole file.

    Raises ValueError with a sentence when it is none of ours.
    """
    own = _PARTS.split(data, maxsplit=1)[0].decode(errors="replace").replace("\r\n ", "")
    found = {name: value for name, _, value in (line.partition(":") for line in own.split("\r\n"))}
    named, _, of = found.get("X-NETDAY-CALENDAR", "").partition(":")
    kind: Of | None = next((known for known in get_args(Of) if known == named), None)
    if kind is None or not found.keys() >= {"NAME", "X-WR-TIMEZONE", "X-WR-RELCALID"}:
        raise ValueError("This calendar was not published by netday")
    title = _unescaped(found["NAME"])
    return CalendarHead(kind, _unescaped(of), title, found["X-WR-TIMEZONE"], found["X-WR-RELCALID"])


def read_events(data: bytes) -> Iterator[CalendarEvent]:
    """The events of a file that was written here, contents byte for byte. Raises ValueError when it was not."""
    at = data.find(b"\r\nBEGIN:VEVENT\r\n") + 2
    while at > 1 and (found := _EVENT.match(data, at)):
        uid, stamp, sequence, lines = found.groups()
        when = datetime.strptime(stamp.decode(), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        yield CalendarEvent(uid.replace(b"\r\n ", b"").decode(), int(sequence), when, lines)
        at = found.end()
    if data[max(at, 0) :] != TAIL and not (at == 1 and data.endswith(b"\r\n" + TAIL)):
        raise ValueError("This calendar was not published by netday, or changed since")


def _unescaped(value: str) -> str:
    """The text that `_Text` wrote. `icalendar` leaves NAME and X- properties as they stand."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _hours(entry: Entry) -> tuple[date, date]:
    """Start and end as they are to be written: dates, or hours both in their zone or both in UTC."""
    starts, ends = entry.starts, entry.ends
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        if starts.utcoffset() is None or ends.utcoffset() is None:
            raise ValueError(f'"{entry.summary}" has hours without a time zone')
        from_, until = starts.astimezone(UTC), ends.astimezone(UTC)  # two hours of one zone compare as the wall shows
        if until - from_ < timedelta(seconds=1):
            raise ValueError(f'"{entry.summary}" does not end after its start')
        written = (
            getattr(starts.tzinfo, "key", "") == getattr(ends.tzinfo, "key", "") and _plain(starts) and _plain(ends)
        )
        return (starts, ends) if written else (from_, until)
    if isinstance(starts, datetime) or isinstance(ends, datetime):
        raise ValueError(f'"{entry.summary}" has a date and an hour; it takes two of the one')
    if ends <= starts:
        raise ValueError(f'"{entry.summary}" does not end after its start')
    return starts, ends


def _plain(moment: datetime) -> bool:
    """Whether every reader of that hour with its zone's name takes the same moment: the clock shows it just once."""
    zone = getattr(moment.tzinfo, "key", "")
    once = moment.replace(fold=0).utcoffset() == moment.replace(fold=1).utcoffset()
    return once and zones.holds(zone, moment.year)


def _folded(line: str) -> bytes:
    r"""The line in pieces of at most 75 octets. `icalendar` 7.3 parts an escaped backslash from its escape."""
    octets = line.encode()
    pieces = []
    start, room = 0, 75
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # inside a letter
            end -= 1
        piece = octets[start:end]
        end -= (len(piece) - len(piece.rstrip(b"\\"))) % 2  # a stroke goes with what it escapes
        pieces.append(octets[start:end])
        start, room = end, 74
    return b"\r\n ".join((*pieces, octets[start:])) + b"\r\n"


@lru_cache(maxsize=4096)
def _stamp(moment: datetime) -> bytes:
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} is without a time zone")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}".encode("ascii")


@lru_cache
def _shared(zone: str) -> tuple[bytes, bytes]:
    """What all calendars in that zone have before and after their names."""
    if not zones.NAME.fullmatch(zone):
        raise ValueError(f'"{zone}" is no time zone')
    # No METHOD: PUBLISH would demand an ORGANIZER. No UID here: some programs then see one event in all.
    before = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODID}\r\nCALSCALE:GREGORIAN\r\n"
    between = f"X-WR-TIMEZONE:{zone}\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n"
    return before.encode("ascii"), between.encode("ascii")
