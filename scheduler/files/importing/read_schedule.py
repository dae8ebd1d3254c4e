"""Which reader reads a file: schedule.xml or schedule.json of netday, frab, pretalx and others; a new one goes here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from scheduler.conference.named_link import NamedLink
from scheduler.files import Fault, Faults
from scheduler.files.beside import OFFICE
from scheduler.files.faults import quoted
from scheduler.files.importing.items import NEXT_DAY, Reading, date_of, day_of_events, later
from scheduler.files.importing.netday_notes import Note, as_note, note_of
from scheduler.files.importing.parsed import ParsedDay, ParsedSchedule, guid_of, length, moment
from scheduler.files.importing.safe_parse import LocatedDict, Node, Unreadable, read_json, read_xml
from scheduler.files.near_file import near_file
from scheduler.text import sanitize
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Sentence

LARGEST = 50_000_000  # bytes; the largest congresses have a few million
_LATEST_NIGHT = 7 * 60  # what begins later is of the new day, whatever the file counts it among


def read_schedule(path: Path | str) -> ParsedSchedule:
    """The schedule in the file. Raises Faults with a sentence where it is none."""
    path = Path(path)
    if path.suffix.casefold() in OFFICE and path.exists():
        office = Sentence(
            "This is a file of an office program. Import reads a schedule.json or a schedule.xml. To begin with a day "
            "of your own: netday new."
        )
        raise Faults([Fault(path.name, 0, "", office)])
    try:
        return _read(path.name, b"" if path.stat().st_size > LARGEST else path.read_bytes())
    except Unreadable as error:
        raise Faults([Fault(path.name, error.line, "", error.sentence)]) from None
    except FileNotFoundError:
        raise Faults(
            [Fault(str(path), 0, "", Sentence("There is no such file.{hint}", hint=near_file(path)))]
        ) from None
    except OSError as error:
        raise Faults(
            [Fault(str(path), 0, "", Sentence("The file cannot be read: {why}.", why=os_reason(error)))]
        ) from None


def _read(file: str, data: bytes) -> ParsedSchedule:
    if not data.strip():
        raise Unreadable(
            Sentence(
                "It is empty, or larger than {number} megabytes, so it is no schedule.", number=LARGEST // 1_000_000
            )
        )
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return _from_json(file, read_json(data))
    return _from_xml(file, read_xml(data))


def _from_xml(file: str, root: Node) -> ParsedSchedule:
    days = list(root.all("day"))
    if root.name != "schedule" or not days:
        raise Unreadable(Sentence("It is no schedule.xml: that begins with <schedule> and has a <day> for each day."))
    conference = root.first("conference")
    ours = root.first("generator").text_of("name") == "netday"
    note = note_of(node.text for node in conference.all("?netday")) if ours else Note()
    reading = Reading(file, ours, note, length(conference.text_of("day_change")) or NEXT_DAY)
    guids: dict[str, UUID] = {}
    rooms = {reading.line(name): _seats(seats) for name, seats in note.seats.items()}
    parsed_days = []
    for number, day in enumerate(days):
        on = date_of(day.text_of("date")) or later(conference.text_of("start"), number)
        events = []
        for room in (*day.all("room"), day):  # once FOSDEM had events in the day itself, each with its room
            name = reading.line(room.text_of("name"))
            rooms.setdefault(name, None)
            if guid := guid_of(room.text_of("guid")):
                guids.setdefault(name, guid)
            for item in room.all("event"):
                persons = [_person_of(person) for person in item.first("persons").all("person")]
                links = map(_xml_link, item.first("links").all("link"))
                papers = map(_xml_link, item.first("attachments").all("attachment"))
                events.append(reading.event(on, name, item, persons, links, papers))
        hours = (day.text_of("start"), day.text_of("end"))
        change = _day_change(hours[0], reading.day_change)
        parsed_days.append(day_of_events(on, events, hours if ours else None, change))
    place = ", ".join(filter(None, (conference.text_of("venue"), conference.text_of("city"))))
    return reading.schedule(
        (parsed for parsed in parsed_days if parsed),
        title=reading.line(conference.text_of("title")),
        zone=conference.text_of("time_zone_name"),
        website=conference.text_of("url") or conference.text_of("base_url"),
        place=sanitize.line(note.place or place, None),
        rooms=rooms,
        room_guids=guids,
        tracks=tuple(reading.line(track.text_of("name") or track.text) for track in conference.all("track")),
    )


def _xml_link(node: Node) -> NamedLink:
    """What a <link> or an <attachment> leads to, and what it is called where that stands besides."""
    address = node.attributes.get("href", "")
    return NamedLink(address, node.text.strip()) if address else NamedLink(node.text)


def _json_link(link: Any) -> NamedLink:
    held = _mapping(link)
    return NamedLink(_text(held.get("url") or link), _text(held.get("title") or held.get("name")))


def _person_of(node: Node) -> str:
    """The name of a <person>, which some tools write as elements within it."""
    return node.text.strip() or next(filter(None, map(node.text_of, ("public_name", "name", "full_public_name"))), "")


def _from_json(file: str, whole: Any) -> ParsedSchedule:
    schedule = _mapping(_mapping(whole).get("schedule")) or _mapping(whole)
    conference = _mapping(schedule.get("conference"))
    days = _list(conference.get("days"))
    if not days and "programme" in schedule:
        raise Unreadable(
            Sentence(
                "This is a programme of netday, not a schedule. Import reads a schedule.json or a schedule.xml, which "
                "netday export writes of a programme."
            )
        )
    if not days:
        raise Unreadable(
            Sentence('It is no schedule.json: that has a "schedule", a "conference" in it, and its "days".')
        )
    ours = _mapping(_mapping(whole).get("generator")).get("name") == "netday"
    meta = as_note(_mapping(conference.get("meta")).get("netday")) if ours else Note()
    listed = [(_text(_mapping(room).get("name") or room), _mapping(room)) for room in _list(conference.get("rooms"))]
    online = frozenset(sanitize.line(name, None) for name, room in listed if room.get("type") == "online")
    reading = Reading(file, ours, replace(meta, online=online))
    rooms: dict[str, int | None] = {}
    guids: dict[str, UUID] = {}
    for raw_name, room in listed:
        name = reading.line(raw_name)
        rooms[name] = _seats(room.get("capacity"))
        if guid := guid_of(_text(room.get("guid"))):
            guids.setdefault(name, guid)
    parsed_days = list(_in_one_list(schedule, conference, reading))
    above = _line(conference)
    for number, day in enumerate(days):
        held, line = _mapping(day), _line(day) or above
        on = date_of(_text(held.get("date"))) or later(_text(conference.get("start")), number)
        if not (isinstance(day, dict) and isinstance(day.get("rooms", {}), dict)):
            reading.remark(
                line, Sentence("Day {number} is left out: it has no rooms with events in them.", number=number + 1)
            )
        events = []
        for name, item in _items(reading, _mapping(held.get("rooms")), line):
            persons = map(_person, _list(item.held.get("persons")))
            links, papers = (map(_json_link, _list(item.held.get(key))) for key in ("links", "attachments"))
            events.append(reading.event(on, name, item, persons, links, papers))
        hours = (_text(held.get("day_start")), _text(held.get("day_end")))
        change = _day_change(hours[0], reading.day_change)
        parsed_days.append(day_of_events(on, events, hours if ours else None, change))
    return reading.schedule(
        (parsed for parsed in parsed_days if parsed),
        title=reading.line(_text(conference.get("title"))),
        zone=_text(conference.get("time_zone_name")),
        website=_text(conference.get("url")),
        place=sanitize.line(_text(conference.get("description")), None) if ours else "",
        rooms=rooms,
        room_guids=guids,
        tracks=tuple(reading.line(_track(track)) for track in _list(conference.get("tracks"))),
    )


@dataclass(frozen=True)
class _Item:
    """An event of a schedule.json."""

    held: Mapping[str, Any]
    line: int

    def text_of(self, name: str) -> str:
        return _text(self.held.get(name))


def _items(reading: Reading, rooms: Mapping[str, Any], line: int) -> Iterator[tuple[str, _Item]]:
    """The events of a day, each with its room; what is none is left out with a remark. `line`: that of the day."""
    for name, items in rooms.items():
        where = Sentence("room {name}", name=quoted(name)) if name else Sentence("a room without a name")
        if not isinstance(items, list):
            reading.remark(
                line,
                Sentence("What stands in {where} of this day is left out: it is no list of events.", where=where),
            )
            continue
        for number, item in enumerate(items, 1):
            if isinstance(item, dict):
                yield name, _Item(item, _line(item))
            else:
                reading.read += 1
                reading.remark(
                    line,
                    Sentence(
                        "Event {number} in {where} of this day is left out: it has no title and no hours.",
                        number=number,
                        where=where,
                    ),
                )


def _in_one_list(
    schedule: Mapping[str, Any], conference: Mapping[str, Any], reading: Reading
) -> Iterator[ParsedDay | None]:
    """The events where they stand in one list, as the hub of the CCC has them: not by day and room."""
    days = list(map(_mapping, _list(conference.get("days"))))
    tracks = {_text(_mapping(track).get("slug")): _track(track) for track in _list(conference.get("tracks"))}
    for item in map(_mapping, _list(schedule.get("events"))):
        begins = moment(_text(item.get("start")))
        on = next((date_of(_text(day.get("date"))) for day in days if begins and _holds(day, begins)), None)
        track = tracks.get(_text(_mapping(item.get("track")).get("slug")), item.get("track"))
        persons = map(_person, _list(item.get("participants")) or _list(item.get("persons")))
        links, papers = (map(_json_link, _list(item.get(key))) for key in ("links", "attachments"))
        here = _Item({**item, "date": item.get("start"), "track": track}, _line(item))
        yield day_of_events(on, [reading.event(on, "", here, persons, links, papers)], None)


def _day_change(opens: str, usual: int) -> int:
    """Up to how many minutes after midnight an event may be of the night before, where a day begins at `opens`."""
    first = moment(opens)
    return max(usual, min(first.hour * 60 + first.minute, _LATEST_NIGHT)) if first else usual


def _track(track: Any) -> str:
    return _text(_mapping(track).get("name") or track)


def _holds(day: Mapping[str, Any], begins: datetime) -> bool:
    """Whether the event begins on that day of the conference, which may end in the night."""
    start, end = moment(_text(day.get("start"))), moment(_text(day.get("end")))
    return bool(start and end and begins.tzinfo and start.tzinfo and end.tzinfo and start <= begins < end)


def _seats(seats: Any) -> int | None:
    """How many the room seats; None where that is not known, for which some tools write 0."""
    return seats if isinstance(seats, int) and not isinstance(seats, bool) and 0 < seats < 10**6 else None


def _person(value: Any) -> str:
    person = _mapping(value)
    names = (person.get(key) for key in ("public_name", "name", "full_public_name"))
    return next((text for name in names if (text := _text(name))), _text(value))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    """The value as a list; a text or an object alone, where a list could be, is a list of one."""
    return value if isinstance(value, list) else [value] if isinstance(value, (str, dict)) and value else []


def _line(value: Any) -> int:
    return value.line if isinstance(value, LocatedDict) else 0


def _text(value: Any) -> str:
    """A text, or a number; of a text in several languages the first."""
    if isinstance(value, dict):
        return next(_texts(value), "")
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _texts(value: Mapping[str, Any]) -> Iterator[str]:
    return (text for text in value.values() if isinstance(text, str) and text)
