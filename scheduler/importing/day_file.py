"""A published schedule into a day to start from: day.yaml and people.csv, with the published times as wishes.

Each session would rather be where and when it was (the rule `preferred`), so that the day solves to what was published
and gives way where something changes. What the published programme itself breaks of the standard rules is let go.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from scheduler.clock import DAY
from scheduler.conference import Kind
from scheduler.exports.guids import no_room
from scheduler.importing.kinds import kind_of
from scheduler.importing.moments import DaySlots, Slot, Unfit, days_of, on_other_dates, zone_of
from scheduler.importing.told import Schedule
from scheduler.importing.yaml_text import block, scalar, several
from scheduler.link import checked_website
from scheduler.wording import count, listing

_WEIGHT = 2  # of each preferred time and room: more than the light wishes of the standard book
_NOT_IN_A_TABLE = tuple("=+-@")  # a spreadsheet would take these for formulas


@dataclass(frozen=True)
class Item:
    """A session of the new day. `room` "": it needs none, or none was named."""

    name: str
    title: str
    day: DaySlots
    slot: Slot
    kind: Kind
    room: str
    online: bool

    @property
    def needs_room(self) -> bool:
        return bool(self.room) and self.kind.is_meeting and not self.online


@dataclass(frozen=True)
class Draft:
    """All that the two files say. `excepted`: by name of a rule, the sessions or people that it leaves alone."""

    title: str
    language: str
    zone: str
    website: str
    place: str
    days: tuple[DaySlots, ...]
    rooms: dict[str, int | None]
    tracks: tuple[str, ...]
    people: tuple[str, ...]
    items: tuple[Item, ...]
    file: str
    excepted: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)

    def with_kinds(self, kinds: dict[str, Kind]) -> Draft:
        items = tuple(replace(item, kind=kinds.get(item.name, item.kind)) for item in self.items)
        return replace(self, items=items)


def drafted(schedule: Schedule, dates: Sequence[date] = (), language: str = "") -> tuple[Draft, list[str]]:
    """The day as far as the file tells, and remarks. Raises Unfit where the dates do not fit."""
    zone, guessed = zone_of(schedule)
    days, remarks = days_of(schedule, zone)
    if not days:
        raise Unfit(f"{schedule.file}: it holds no events that can be read, so there is nothing to begin with.")
    if dates:
        days = on_other_dates(days, dates)
    remarks = [*schedule.remarks, *([guessed] if guessed else []), *remarks]
    items, more = _items(schedule, days)
    events = [item.slot.event for item in items]
    rooms = dict.fromkeys(_line(name) for name in schedule.rooms)
    rooms |= {_line(name): seats for name, seats in schedule.rooms.items()}
    used = dict.fromkeys(item.room for item in items if item.needs_room)
    seats = {_room_name(name): seats for name, seats in rooms.items()}
    dutch = sum(event.language == "nl" for event in events) * 2 > len(events)
    draft = Draft(
        title=_line(schedule.title) or schedule.file,
        language=language or ("nl" if dutch else "en"),
        zone=zone,
        website=_website(schedule.website),
        place=_line(schedule.place),
        days=tuple(days),
        rooms={name: seats.get(name) for name in used},
        tracks=tuple(dict.fromkeys(_line(event.track) for event in events if _line(event.track))),
        people=tuple(dict.fromkeys(_line(name) for event in events for name in event.persons)),
        items=tuple(items),
        file=schedule.file,
    )
    return draft, [*remarks, *more]


def _items(schedule: Schedule, days: Sequence[DaySlots]) -> tuple[list[Item], list[str]]:
    """The sessions, each with a name of its own; a break that stands in several rooms at once is one."""
    imaginary = {no_room(which): which for which in ("online", "place", "plenary")}
    items: list[Item] = []
    taken: dict[str, int] = {}
    common: dict[tuple[date, int, int, str], list[str]] = {}
    for day in days:
        for slot in day.slots:
            event = slot.event
            kind = kind_of(event)
            title = _line(event.title)
            guid = schedule.room_guids.get(event.room)
            which = imaginary.get(guid) if guid else None
            if not kind.is_meeting:
                there = common.setdefault((day.date, slot.start, slot.minutes, title), [])
                there.append(event.room)
                if len(there) > 1:
                    continue
            name = title.removesuffix("#note")
            turn = taken[name] = taken.get(name, 0) + 1
            while turn > 1 and f"{name} {turn}" in taken:
                turn += 1
            own = f"{name} {turn}" if turn > 1 else name
            taken.setdefault(own, 1)
            room = "" if which else _room_name(_line(event.room))
            items.append(Item(own, title, day, slot, kind, room, which == "online"))
    remarks = [
        f"{title} stands in {count(len(rooms), 'room')} at once; it is taken over once, for all."
        for (_, _, _, title), rooms in common.items()
        if len(rooms) > 1
    ]
    places = [item.title for item in items if item.room and not item.kind.is_meeting]
    if places:
        remarks.append(f"Rooms are not taken over of what is no meeting: {listing(dict.fromkeys(places))}.")
    return items, remarks


def day_text(draft: Draft) -> str:
    return "\n".join(_lines(draft)) + "\n"


def people_text(draft: Draft) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["name", "organisation"])
    writer.writerows([name, ""] for name in draft.people if not name.startswith(_NOT_IN_A_TABLE))
    return table.getvalue()


def _lines(draft: Draft) -> Iterator[str]:
    yield f"# Begun by netday import from {_line(draft.file)}."
    yield "# Every session would rather be where and when it was: that is in the rules, at the end."
    yield ""
    yield f"title: {scalar(draft.title)}"
    yield f"language: {draft.language}"
    yield f"time_zone: {scalar(draft.zone)}"
    if draft.place:
        yield f"place: {scalar(draft.place)}"
    if draft.website:
        yield f"website: {scalar(draft.website)}"
    days = [
        (f"date: {day.date}", f"hours: {_hour(day.opens)}–{_hour(day.closes)}", f"every: {day.step}")
        for day in draft.days
    ]
    if len(days) == 1:
        yield from days[0]
    else:
        yield "days:"
        yield from (f"  - {{{', '.join(day)}}}" for day in days)
    if draft.rooms:
        yield "rooms:"
        for name, seats in draft.rooms.items():
            yield f"  - {{name: {scalar(name)}, capacity: {seats}}}" if seats else f"  - {scalar(name)}"
    if draft.tracks:
        yield "groups:"
        yield from (f"  - {{name: {scalar(track)}, kind: pillar}}" for track in draft.tracks)
    if strange := [name for name in draft.people if name.startswith(_NOT_IN_A_TABLE)]:
        yield "guests: # here, for a spreadsheet would take these names for formulas"
        yield from (f"  - {scalar(name)}" for name in strange)
    yield "sessions:"
    for item in draft.items:
        yield from _session(item)
    yield "rules:"
    if draft.tracks:
        yield "  same_room: off # a track may change rooms, as it did"
    for rule, excepted in draft.excepted.items():
        told = ", ".join(f"{key}: {several(names)}" for key, names in excepted.items())
        yield f"  {rule}: {{except: {{{told}}}}} # so it was published"
    yield "  preferred:"
    for item in draft.items:
        room = f", room: {scalar(item.room)}" if item.needs_room else ""
        at = f"{item.day.date} {_hour(item.slot.start)}" if len(draft.days) > 1 else _hour(item.slot.start)
        yield f"    - {{sessions: {scalar(item.name)}, at: {scalar(at)}{room}, weight: {_WEIGHT}}}"


def _session(item: Item) -> Iterator[str]:
    event = item.slot.event
    yield f"  - title: {scalar(item.title)}"
    if item.name != item.title:
        yield f"    name: {scalar(item.name)}"
    yield f"    kind: {item.kind}"
    yield f"    minutes: {item.slot.minutes}"
    if track := _line(event.track):
        yield f"    group: {scalar(track)}"
    if event.persons:
        yield f"    speakers: {several(dict.fromkeys(_line(name) for name in event.persons))}"
    if item.online:
        yield "    online: yes"
    elif item.kind.is_meeting and not item.room:
        yield "    rooms: none"
    text = "\n\n".join(filter(None, (event.text, "\n".join(_links(event.links)))))
    if text:
        yield from block("description", unicodedata.normalize("NFC", text), 4)


def _links(links: Iterable[str]) -> Iterator[str]:
    return (_line(link) for link in links if link.casefold().startswith(("https://", "http://")))


def _line(text: str) -> str:
    """In the form in which the day file is read: names are compared."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _room_name(name: str) -> str:
    """`none` would mean that no room is needed."""
    return f"{name} (room)" if name.casefold() == "none" else name


def _website(text: str) -> str:
    try:
        return checked_website(text) if text else ""
    except ValueError:
        return ""


def _hour(minutes: int) -> str:
    """As the day file has them, also past midnight.

    >>> _hour(1470)
    '0:30'
    """
    return f"{minutes % DAY // 60}:{minutes % 60:02}"
