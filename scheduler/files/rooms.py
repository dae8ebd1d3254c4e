"""Rooms, doors and ways on foot as a day file has them, into the rooms and walks of a conference."""

from __future__ import annotations

import re

from scheduler.conference.conference import Room, Walking
from scheduler.files.day_schema import DayFile, RoomShape, WalkingShape
from scheduler.files.faults import quoted
from scheduler.files.hours import Hours
from scheduler.files.joined_rooms import JoinedRooms
from scheduler.files.resolve import NameIndex, named_once
from scheduler.files.validate import Path, Source
from scheduler.text.sentence import NOTHING, Sentence

_RANGE = re.compile(r"(.*?)([0-9]{1,6})\s*[-–—]\s*(.*?)([0-9]{1,6})")
MOST_DOORS = 200


def read_rooms(shape: DayFile, hours: Hours, source: Source) -> tuple[tuple[Room, ...], NameIndex[tuple[Room, ...]]]:
    """The rooms, each door one, and how to find them: a common name stands for all its doors."""
    written: list[tuple[str, Path]] = []
    rooms: list[Room] = []
    pools: dict[str, tuple[Room, ...]] = {}
    for number, room in enumerate(shape.rooms):
        path: Path = ("rooms", number)
        names = _door_names(room, source, path) if room.doors else [room.name]
        one = Room(
            name=room.name,
            short=room.short or room.name,
            capacity=None if room.online else room.capacity,
            features=frozenset(room.features),
            building=room.building or "",
            closed=tuple(hours.spans(room.closed, source, (*path, "closed"))),
            online=room.online,
            link=room.link or "",
            private_link=room.private_link,
        )
        alike = [one.model_copy(update={"name": name, "short": name, "pool": room.name}) for name in names]
        found = alike if room.doors else [one]
        written += [(name, (*path, "doors") if room.doors else (*path, "name")) for name in names]
        if room.doors:
            written += [(room.name, (*path, "name"))] if room.name not in names else []
            pools[room.name] = tuple(found)
        rooms += found
    named_once(written, Sentence("room"), source)
    rooms = list({room.name: room for room in reversed(rooms)}.values())[::-1]
    index = NameIndex(Sentence("room"), "rooms", {room.name: (room,) for room in rooms} | pools)
    joined = JoinedRooms(shape, index, source)
    rooms = [joined.complete(room) for room in rooms]
    index.things = {name: tuple(map(joined.complete, found)) for name, found in index.things.items()}
    return tuple(rooms), index


def _door_names(room: RoomShape, source: Source, path: Path) -> list[str]:
    return [name for number, text in enumerate(room.doors) for name in doors(text, source, (*path, "doors", number))]


def doors(text: str, source: Source, path: Path) -> list[str]:
    """The doors that are told: `2.01–2.06` is six of them, a name is one."""
    found = _RANGE.fullmatch(text)
    if not found or (found[3] and found[3] != found[1]):
        return [text]
    first, last = int(found[2]), int(found[4])
    if last < first:
        source.fault(path, Sentence("{doors} runs backwards; write it like 2.01–2.06.", doors=quoted(text)))
    elif last - first >= MOST_DOORS:
        source.fault(path, Sentence("{doors} is more than {number} doors.", doors=quoted(text), number=MOST_DOORS))
    else:
        return [f"{found[1]}{number:0{len(found[2])}}" for number in range(first, last + 1)]
    return [text]


def read_walking(shape: WalkingShape, rooms: tuple[Room, ...], source: Source) -> Walking:
    """Minutes on foot, with every building that is named among those of the rooms."""
    buildings = NameIndex(
        Sentence("building"),
        "rooms",
        {room.building: room.building for room in rooms if room.building},
        none=Sentence("No room of this file has a building.") if rooms else NOTHING,
    )
    between: dict[frozenset[str], int] = {}
    for number, way in enumerate(shape.between):
        path: Path = ("walking", "between", number)
        ends = [buildings.find(way.from_, source, (*path, "from")), buildings.find(way.to, source, (*path, "to"))]
        pair = frozenset((way.from_, way.to))
        if len(pair) == 1:
            itself = Sentence(
                "The way from {building} to itself is no way; minutes inside a building are “{key}”.",
                building=way.from_,
                key=source.key(("walking", "within")),
            )
            source.fault(path, itself)
        elif pair in between:
            twice = Sentence("The way between {one} and {other} is given twice.", one=way.from_, other=way.to)
            source.fault(path, twice)
        elif all(ends):
            between[pair] = way.minutes
    return Walking(within=shape.within, between=between)
