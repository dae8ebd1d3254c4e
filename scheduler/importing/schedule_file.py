"""Reads schedule.xml and schedule.json: those of netday, frab, pretalx, wafer and what follows them, more or less."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from scheduler import clean
from scheduler.clock import parse_date
from scheduler.importing.told import Event, Schedule, Sheet, guid_of, length, moment, plain_text
from scheduler.importing.tree import Node, Unreadable, read_json, read_xml
from scheduler.instance import Fault, Faults
from scheduler.instance.faults import quoted

LARGEST = 50_000_000  # bytes; the largest congresses have a few million
_NEXT_DAY = 4 * 60  # an event before four o'clock is of the night before, where the file has hours alone
Told = Callable[[str], str]  # the text under a key of an event, "" for none


def read_schedule(path: Path | str) -> Schedule:
    """The schedule in the file. Raises Faults with a sentence where it is none."""
    path = Path(path)
    try:
        return _read(path.name, b"" if path.stat().st_size > LARGEST else path.read_bytes())
    except Unreadable as told:
        raise Faults([Fault(path.name, 0, "", str(told))]) from None
    except FileNotFoundError:
        raise Faults([Fault(str(path), 0, "", "There is no such file.")]) from None
    except OSError as error:
        raise Faults([Fault(str(path), 0, "", f"The file cannot be read: {error.strerror}.")]) from None


def _read(file: str, data: bytes) -> Schedule:
    if not data.strip():
        raise Unreadable(f"It is empty, or larger than {LARGEST // 1_000_000} megabytes, so it is no schedule.")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return _from_json(file, read_json(data))
    return _from_xml(file, read_xml(data))


@dataclass
class _Reading:
    """What has been read so far."""

    ours: bool = False  # then its texts are plain, whatever stands in them
    day_change: int = _NEXT_DAY
    read: int = 0
    remarks: list[str] = field(default_factory=list)

    def event(
        self, day: date | None, room: str, told: Told, persons: Iterable[str], links: Iterable[str]
    ) -> Event | None:
        """None, with a remark, when it has no start or no length."""
        self.read += 1
        title = clean.line(told("title"), None) or clean.line(told("slug"), None) or "?"
        begins = self._begins(day, told)
        if begins is None:
            self.remarks.append(f"{quoted(title)} is left out: it has no date and hour that can be read.")
            return None
        minutes = self._minutes(begins, told)
        if not minutes:
            self.remarks.append(f"{quoted(title)} is left out: it has no length that can be read.")
            return None
        texts = [
            clean.text(told(key)) if self.ours else plain_text(told(key))
            for key in ("subtitle", "abstract", "description")
        ]
        return Event(
            guid=guid_of(told("guid")),
            begins=begins,
            minutes=minutes,
            room=clean.line(told("room") or room, None),
            title=title,
            track=clean.line(told("track"), None),
            type=clean.line(told("type"), None),
            language=told("language")[:2].casefold(),
            text="\n\n".join(dict.fromkeys(text for text in texts if text)),
            persons=tuple(dict.fromkeys(name for person in persons if (name := clean.line(person, None)))),
            links=tuple(dict.fromkeys(link.strip() for link in links if link.strip())),
        )

    def _begins(self, day: date | None, told: Told) -> datetime | None:
        exact = moment(told("date")) if "T" in told("date") or " " in told("date").strip() else None
        if exact is not None:
            return exact
        own, minutes = _date(told("date")) or day, length(told("start").replace(".", ":"))
        if own is None or minutes is None or minutes >= 1440 * 2:
            return None
        if minutes < self.day_change:
            minutes += 1440
        return datetime.combine(own, datetime.min.time()) + timedelta(minutes=minutes)

    @staticmethod
    def _minutes(begins: datetime, told: Told) -> int:
        end = moment(told("end"))
        if end is not None and (end.tzinfo is None) == (begins.tzinfo is None):
            return max(0, int((end - begins).total_seconds()) // 60)
        return length(told("duration")) or 0

    def schedule(self, file: str, sheets: Iterable[Sheet], **facts: Any) -> Schedule:
        found = tuple(sheet for sheet in sheets if sheet.events)
        return Schedule(file=file, sheets=found, read=self.read, remarks=tuple(self.remarks), **facts)


def _from_xml(file: str, root: Node) -> Schedule:
    days = list(root.all("day"))
    if root.name != "schedule" or not days:
        raise Unreadable("It is no schedule.xml: that begins with <schedule> and has a <day> for each day.")
    conference = root.first("conference")
    ours = root.first("generator").told("name") == "netday"
    reading = _Reading(ours, length(conference.told("day_change")) or _NEXT_DAY)
    guids: dict[str, UUID] = {}
    sheets = []
    for number, day in enumerate(days):
        on = _date(day.told("date")) or _later(conference.told("start"), number)
        events = []
        for room in day.all("room"):
            name = clean.line(room.told("name"), None)
            if guid := guid_of(room.told("guid")):
                guids.setdefault(name, guid)
            for item in room.all("event"):
                persons = [person.text for person in item.first("persons").all("person")]
                links = [link.attributes.get("href", link.text) for link in item.first("links").all("link")]
                events.append(reading.event(on, name, item.told, persons, links))
        sheets.append(_sheet(on, events))
    return reading.schedule(
        file,
        (sheet for sheet in sheets if sheet),
        title=clean.line(conference.told("title"), None),
        zone=conference.told("time_zone_name"),
        website=conference.told("url") or conference.told("base_url"),
        place=clean.line(", ".join(filter(None, (conference.told("venue"), conference.told("city")))), None),
        rooms={},
        room_guids=guids,
    )


def _from_json(file: str, whole: Any) -> Schedule:
    schedule = _mapping(_mapping(whole).get("schedule")) or _mapping(whole)
    conference = _mapping(schedule.get("conference"))
    days = _list(conference.get("days"))
    if not days:
        raise Unreadable('It is no schedule.json: that has a "schedule", a "conference" in it, and its "days".')
    ours = _mapping(_mapping(whole).get("generator")).get("name") == "netday"
    reading = _Reading(ours)
    rooms: dict[str, int | None] = {}
    guids: dict[str, UUID] = {}
    for room in map(_mapping, _list(conference.get("rooms"))):
        name, seats = clean.line(_text(room.get("name")), None), room.get("capacity")
        rooms[name] = seats if isinstance(seats, int) and not isinstance(seats, bool) and 0 < seats < 10**6 else None
        if guid := guid_of(_text(room.get("guid"))):
            guids.setdefault(name, guid)
    sheets = []
    for number, day in enumerate(map(_mapping, days)):
        on = _date(_text(day.get("date"))) or _later(_text(conference.get("start")), number)
        events = []
        for name, items in _mapping(day.get("rooms")).items():
            for item in map(_mapping, _list(items)):
                persons = map(_person, _list(item.get("persons")))
                links = [_text(_mapping(link).get("url") or link) for link in _list(item.get("links"))]
                events.append(reading.event(on, name, _teller(item), persons, links))
        sheets.append(_sheet(on, events))
    return reading.schedule(
        file,
        (sheet for sheet in sheets if sheet),
        title=clean.line(_text(conference.get("title")), None),
        zone=_text(conference.get("time_zone_name")),
        website=_text(conference.get("url")),
        place=clean.line(_text(conference.get("description")), None) if ours else "",
        rooms=rooms,
        room_guids=guids,
    )


def _teller(item: Mapping[str, Any]) -> Told:
    def told(key: str) -> str:
        return _text(item.get(key))

    return told


def _sheet(on: date | None, events: Iterable[Event | None]) -> Sheet | None:
    found = tuple(event for event in events if event)
    first = on or min((event.begins.date() for event in found), default=None)
    return Sheet(first, found) if first else None


def _person(value: Any) -> str:
    person = _mapping(value)
    names = (person.get(key) for key in ("public_name", "name", "full_public_name"))
    return next((text for name in names if (text := _text(name))), _text(value))


def _date(text: str) -> date | None:
    try:
        return parse_date(text.strip()[:10])
    except ValueError:
        return None


def _later(first: str, days: int) -> date | None:
    began = _date(first)
    return began + timedelta(days=days) if began else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    """A text, or a number; of a text in several languages the first."""
    if isinstance(value, dict):
        return next(_texts(value), "")
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _texts(value: Mapping[str, Any]) -> Iterator[str]:
    return (text for text in value.values() if isinstance(text, str) and text)
