"""Reads schedule.xml and schedule.json: those of netday, frab, pretalx, wafer and what follows them, more or less."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from scheduler import clean
from scheduler.clock import parse_date
from scheduler.importing.our_own import Note, Roles, as_note, note_of, told_apart
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
    note: Note = field(default_factory=Note)
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
        speak = tuple(dict.fromkeys(name for person in persons if (name := clean.line(person, None))))
        if self.ours:
            text, roles = told_apart(clean.text(told("description")), speak)
        else:
            texts = [plain_text(told(key)) for key in ("subtitle", "abstract", "description")]
            text, roles = "\n\n".join(dict.fromkeys(text for text in texts if text)), Roles(speakers=speak)
        return Event(
            guid=guid_of(told("guid")),
            begins=begins,
            minutes=minutes,
            room=clean.line(told("room") or room, None),
            title=title,
            track=clean.line(told("track"), None),
            type=clean.line(told("type"), None),
            language=told("language")[:2].casefold(),
            text=text,
            persons=speak,
            links=tuple(dict.fromkeys(link.strip() for link in links if link.strip())),
            roles=roles,
            name=clean.line(self.note.names.get(told("guid"), title), None) if self.ours else "",
            note=clean.text(told("abstract")) if self.ours else "",
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
        found = tuple(sheet for sheet in sheets if sheet.events or sheet.hours)
        remarks = tuple(self.remarks)
        return Schedule(
            file=file, sheets=found, ours=self.ours, online=self.note.online, read=self.read, remarks=remarks, **facts
        )


def _from_xml(file: str, root: Node) -> Schedule:
    days = list(root.all("day"))
    if root.name != "schedule" or not days:
        raise Unreadable("It is no schedule.xml: that begins with <schedule> and has a <day> for each day.")
    conference = root.first("conference")
    ours = root.first("generator").told("name") == "netday"
    note = note_of(node.text for node in conference.all("?netday")) if ours else Note()
    reading = _Reading(ours, note, length(conference.told("day_change")) or _NEXT_DAY)
    guids: dict[str, UUID] = {}
    rooms = {clean.line(name, None): _seats(seats) for name, seats in note.seats.items()}
    sheets = []
    for number, day in enumerate(days):
        on = _date(day.told("date")) or _later(conference.told("start"), number)
        events = []
        for room in (*day.all("room"), day):  # once FOSDEM had events in the day itself, each with its room
            name = clean.line(room.told("name"), None)
            rooms.setdefault(name, None)
            if guid := guid_of(room.told("guid")):
                guids.setdefault(name, guid)
            for item in room.all("event"):
                persons = [_person_of(person) for person in item.first("persons").all("person")]
                links = [link.attributes.get("href", link.text) for link in item.first("links").all("link")]
                events.append(reading.event(on, name, item.told, persons, links))
        sheets.append(_sheet(on, events, (day.told("start"), day.told("end")) if ours else None))
    place = ", ".join(filter(None, (conference.told("venue"), conference.told("city"))))
    return reading.schedule(
        file,
        (sheet for sheet in sheets if sheet),
        title=clean.line(conference.told("title"), None),
        zone=conference.told("time_zone_name"),
        website=conference.told("url") or conference.told("base_url"),
        place=clean.line(note.place or place, None),
        rooms=rooms,
        room_guids=guids,
        tracks=tuple(clean.line(track.told("name") or track.text, None) for track in conference.all("track")),
    )


def _person_of(node: Node) -> str:
    """The name of a <person>, which some tools write as elements within it."""
    return node.text.strip() or next(filter(None, map(node.told, ("public_name", "name", "full_public_name"))), "")


def _from_json(file: str, whole: Any) -> Schedule:
    schedule = _mapping(_mapping(whole).get("schedule")) or _mapping(whole)
    conference = _mapping(schedule.get("conference"))
    days = _list(conference.get("days"))
    if not days:
        raise Unreadable('It is no schedule.json: that has a "schedule", a "conference" in it, and its "days".')
    ours = _mapping(_mapping(whole).get("generator")).get("name") == "netday"
    meta = as_note(_mapping(conference.get("meta")).get("netday")) if ours else Note()
    listed = [(_text(room.get("name")), room) for room in map(_mapping, _list(conference.get("rooms")))]
    online = frozenset(clean.line(name, None) for name, room in listed if room.get("type") == "online")
    reading = _Reading(ours, replace(meta, online=online))
    rooms: dict[str, int | None] = {}
    guids: dict[str, UUID] = {}
    for told, room in listed:
        name = clean.line(told, None)
        rooms[name] = _seats(room.get("capacity"))
        if guid := guid_of(_text(room.get("guid"))):
            guids.setdefault(name, guid)
    sheets = list(_in_one_list(schedule, conference, reading))
    for number, day in enumerate(map(_mapping, days)):
        on = _date(_text(day.get("date"))) or _later(_text(conference.get("start")), number)
        events = []
        for name, items in _mapping(day.get("rooms")).items():
            for item in map(_mapping, _list(items)):
                persons = map(_person, _list(item.get("persons")))
                links = [_text(_mapping(link).get("url") or link) for link in _list(item.get("links"))]
                events.append(reading.event(on, name, _teller(item), persons, links))
        hours = (_text(day.get("day_start")), _text(day.get("day_end")))
        sheets.append(_sheet(on, events, hours if ours else None))
    return reading.schedule(
        file,
        (sheet for sheet in sheets if sheet),
        title=clean.line(_text(conference.get("title")), None),
        zone=_text(conference.get("time_zone_name")),
        website=_text(conference.get("url")),
        place=clean.line(_text(conference.get("description")), None) if ours else "",
        rooms=rooms,
        room_guids=guids,
        tracks=tuple(map(_track, _list(conference.get("tracks")))),
    )


def _in_one_list(
    schedule: Mapping[str, Any], conference: Mapping[str, Any], reading: _Reading
) -> Iterator[Sheet | None]:
    """The events where they stand in one list, as the hub of the CCC has them: not by day and room."""
    days = list(map(_mapping, _list(conference.get("days"))))
    tracks = {_text(_mapping(track).get("slug")): _track(track) for track in _list(conference.get("tracks"))}
    for item in map(_mapping, _list(schedule.get("events"))):
        begins = moment(_text(item.get("start")))
        on = next((_date(_text(day.get("date"))) for day in days if begins and _holds(day, begins)), None)
        track = tracks.get(_text(_mapping(item.get("track")).get("slug")), item.get("track"))
        persons = map(_person, _list(item.get("participants")) or _list(item.get("persons")))
        links = [_text(_mapping(link).get("url") or link) for link in _list(item.get("links"))]
        told = _teller({**item, "date": item.get("start"), "track": track})
        yield _sheet(on, [reading.event(on, "", told, persons, links)], None)


def _track(told: Any) -> str:
    return clean.line(_text(_mapping(told).get("name") or told), None)


def _holds(day: Mapping[str, Any], begins: datetime) -> bool:
    """Whether it begins on that day of the conference, which may end in the night."""
    start, end = moment(_text(day.get("start"))), moment(_text(day.get("end")))
    return bool(start and end and begins.tzinfo and start.tzinfo and end.tzinfo and start <= begins < end)


def _seats(told: Any) -> int | None:
    """How many, where that is told; 0 is how some tools say that they do not know."""
    return told if isinstance(told, int) and not isinstance(told, bool) and 0 < told < 10**6 else None


def _teller(item: Mapping[str, Any]) -> Told:
    def told(key: str) -> str:
        return _text(item.get(key))

    return told


def _sheet(on: date | None, events: Iterable[Event | None], hours: tuple[str, str] | None) -> Sheet | None:
    found = tuple(event for event in events if event)
    first = on or min((event.begins.date() for event in found), default=None)
    opens, closes = map(moment, hours or ("", ""))
    return Sheet(first, found, (opens, closes) if opens and closes else None) if first else None


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
