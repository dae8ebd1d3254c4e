"""Published files as a parser sees them. It knows nothing of how they were written, only how iCalendar is read.

Each distinct piece goes through `icalendar` once, however many files it stands in: what a file says of itself without
whose it is, and each event without its name and stamps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from hashlib import blake2b
from typing import Any, cast

import icalendar

from scheduler.publishing.calendars.entry import Of
from scheduler.text.sentence import Sentence

_FOLD = re.compile(rb"\r\n[ \t]")
_STAMPED = re.compile(
    rb"UID:([^\r\n]+)\r\nDTSTAMP:(\d{8}T\d{6}Z)\r\nLAST-MODIFIED:\2\r\nSEQUENCE:(\d{1,9})\r\n(?s:(.*\r\n))END:VEVENT"
)
_OWN = re.compile(rb"^(NAME|X-WR-CALNAME|X-WR-RELCALID|X-NETDAY-CALENDAR):([^\r\n]*)\r\n", re.MULTILINE)
_AT_MOST = 200_000  # distinct pieces remembered; none is more than a few hundred octets
_ONCE = ("DTSTART", "DTEND", "SUMMARY", "LOCATION", "STATUS", "DESCRIPTION", "URL", "TRANSP")

_MINUTE = timedelta(minutes=1)


class CalendarUnreadable(Exception):
    """A file that some client would refuse or misread; what is wrong with it, in a sentence without its name."""


@dataclass(frozen=True, slots=True)
class EventText:
    """What an event tells. Hours in UTC; or dates, for what lasts all day. `texts`: whatever can be read in it.

    `blocks`: it stands in the way of other appointments. `reminder`: minutes before it; 0: none.
    """

    starts: datetime | date
    ends: datetime | date
    summary: str
    location: str
    texts: str
    cancelled: bool
    blocks: bool
    reminder: int
    conference: bool


@dataclass(frozen=True, slots=True)
class EventInFile:
    """An event in a file. `piece` is the same for events that tell the same, and for no others."""

    uid: str
    piece: bytes
    text: EventText


@dataclass(frozen=True, slots=True)
class Read:
    """A whole file. `relcalid`: the name that it has among calendars."""

    kind: Of
    of: str
    title: str
    relcalid: str
    events: list[EventInFile]


class Parser:
    """Reads files one after the other. Raises CalendarUnreadable for what some client would refuse or misread."""

    def __init__(self) -> None:
        self._heads: dict[bytes, dict[str, tzinfo]] = {}
        self._texts: dict[tuple[bytes, bytes], EventText] = {}

    def read(self, data: bytes) -> Read:
        ends = data.count(b"\r\n")
        if not data.endswith(b"\r\nEND:VCALENDAR\r\n") or data.count(b"\n") != ends or data.count(b"\r") != ends:
            raise CalendarUnreadable(Sentence("A line does not end as it should, or the last is missing."))
        plain = _FOLD.sub(b"", data).removesuffix(b"END:VCALENDAR\r\n")
        first, *parts = plain.split(b"BEGIN:VEVENT\r\n")
        own, head, zones = self._head(first)
        kind, _, of = own["X-NETDAY-CALENDAR"].partition(":")
        if kind not in ("programme", "group", "room", "person") or own["NAME"] != own["X-WR-CALNAME"]:
            raise CalendarUnreadable(Sentence("It does not say whose calendar it is."))
        events = [self._event(part, head, zones) for part in parts]
        return Read(cast("Of", kind), of, own["NAME"], own["X-WR-RELCALID"], events)

    def _head(self, lines: bytes) -> tuple[dict[str, str], bytes, dict[str, tzinfo]]:
        found = _OWN.findall(lines)
        own = {name.decode(): _text(value.decode()) for name, value in found}
        if len(found) != len(own) or len(own) != 4:
            raise CalendarUnreadable(Sentence("It does not say once whose calendar it is."))
        rest = _OWN.sub(b"", lines)
        key = _short(rest)
        if key not in self._heads:
            self._heads[key] = _zones(rest)
        return own, key, self._heads[key]

    def _event(self, part: bytes, head: bytes, zones: dict[str, tzinfo]) -> EventInFile:
        found = _STAMPED.fullmatch(part.removesuffix(b"\r\n"))
        if not found:
            raise CalendarUnreadable(Sentence("An event lacks its name, SEQUENCE or stamps, or its end."))
        piece = _short(found[4])
        text = self._texts.get((head, piece))
        if text is None:
            if len(self._texts) >= _AT_MOST:
                self._texts.clear()
            text = self._texts[head, piece] = _event_text(found[4], zones)
        return EventInFile(found[1].decode(), piece, text)


def _text(value: str) -> str:
    """The text that was written as RFC 5545 has it; `icalendar` leaves those of a calendar as they stand."""
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _short(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _zones(lines: bytes) -> dict[str, tzinfo]:
    """The zones as the file itself describes them, which is what many clients go by."""
    head = _component(icalendar.Calendar, lines + b"END:VCALENDAR\r\n")
    if str(head.get("VERSION")) != "2.0" or "METHOD" in head or "UID" in head or "PRODID" not in head:
        raise CalendarUnreadable(Sentence("It does not begin as a calendar should."))
    if any(component.name != "VTIMEZONE" for component in head.subcomponents):
        raise CalendarUnreadable(Sentence("Something stands before its events that is no time zone."))
    return {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in head.timezones}


def _event_text(lines: bytes, zones: dict[str, tzinfo]) -> EventText:
    event = _component(icalendar.Event, b"BEGIN:VEVENT\r\n" + lines + b"END:VEVENT\r\n")
    if event.errors or any(isinstance(event.get(name), list) for name in _ONCE):
        raise CalendarUnreadable(Sentence("An event has lines that a calendar does not know, or has one twice."))
    if set(event) & {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "RRULE", "RDATE", "DURATION", "ATTENDEE"}:
        raise CalendarUnreadable(Sentence("An event has lines that do not belong in it."))
    if not {"DTSTART", "DTEND", "SUMMARY", "LOCATION", "STATUS"} <= set(event):
        raise CalendarUnreadable(Sentence("An event has no hours, title, place or status."))
    starts, ends = (_moment(event[name], zones) for name in ("DTSTART", "DTEND"))
    if isinstance(starts, datetime) is not isinstance(ends, datetime) or ends <= starts:
        raise CalendarUnreadable(
            Sentence("An event ends ({ends}) before it starts ({starts}).", ends=ends, starts=starts)
        )
    if str(event["STATUS"]) not in ("CONFIRMED", "CANCELLED"):
        raise CalendarUnreadable(Sentence('An event has the status "{status}".', status=event["STATUS"]))
    texts = "\n".join(str(part) for value in event.values() for part in (value if isinstance(value, list) else [value]))
    off = str(event["STATUS"]) == "CANCELLED"
    return EventText(
        starts,
        ends,
        str(event["SUMMARY"]),
        str(event["LOCATION"]),
        texts,
        cancelled=off,
        blocks=str(event.get("TRANSP", "OPAQUE")) == "OPAQUE",
        reminder=_reminder(event),
        conference="CONFERENCE" in event,
    )


def _reminder(event: Any) -> int:
    """So many minutes before the event a calendar rings; 0: it does not."""
    if not event.subcomponents:
        return 0
    alarm = event.subcomponents[0]
    right = len(event.subcomponents) == 1 and alarm.name == "VALARM" and not alarm.errors
    trigger = alarm.get("TRIGGER") if right and {*alarm} == {"ACTION", "TRIGGER", "DESCRIPTION"} else None
    after = getattr(trigger, "dt", None)
    before = -after if isinstance(after, timedelta) else timedelta()
    if before < _MINUTE or before % _MINUTE or str(alarm["ACTION"]) != "DISPLAY":
        raise CalendarUnreadable(
            Sentence("An event has something in it that is no reminder of some minutes before it.")
        )
    return before // _MINUTE


def _moment(value: Any, zones: dict[str, tzinfo]) -> datetime | date:
    moment: datetime | date = value.dt
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise CalendarUnreadable(
            Sentence("The hour {hour} is in no time zone that is known.", hour=f"{moment:%Y-%m-%d %H:%M}")
        )
    name = value.params.get("TZID")
    if name and name != "UTC":
        if name not in zones:
            raise CalendarUnreadable(Sentence("The time zone {zone} is not described in it.", zone=name))
        described = moment.replace(tzinfo=zones[name]).utcoffset()
        if described != moment.utcoffset():
            raise CalendarUnreadable(
                Sentence(
                    "It describes {zone} wrongly: {hour} would be {described} from UTC.",
                    zone=name,
                    hour=f"{moment:%Y-%m-%d %H:%M}",
                    described=described,
                )
            )
    return moment.astimezone(UTC)


def _component(kind: Any, lines: bytes) -> Any:
    try:
        return kind.from_ical(lines)
    except (ValueError, IndexError, KeyError) as error:
        raise CalendarUnreadable(Sentence("It cannot be parsed: {why}.", why=error)) from None
