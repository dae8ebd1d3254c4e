"""Rooms that are other rooms with the wall between them open: what follows from their parts, and what cannot be."""

from __future__ import annotations

from scheduler.conference.conference import Room
from scheduler.files.day_schema import DayFile, RoomShape
from scheduler.files.resolve import NameIndex
from scheduler.files.validate import Source
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import listing


class JoinedRooms:
    """Completes the rooms of a day file. `index`: all of them by name, as they stand there."""

    def __init__(self, shape: DayFile, index: NameIndex[tuple[Room, ...]], source: Source) -> None:
        self.shape, self.index, self.source = shape, index, source
        # Each by its name, a door by its own.
        self.written = {door.name: one for one in shape.rooms[::-1] for door in index.things.get(one.name, ())}
        self._parts: dict[str, tuple[Room, ...]] = {}
        self._complete: dict[str, Room] = {}
        for number, room in enumerate(shape.rooms):
            if room.consists_of and room.name not in self._parts:
                self._parts[room.name] = self._found(number)

    def complete(self, room: Room) -> Room:
        """The room, of others: with their seats, if it has no number of its own, and what each of them has."""
        if room.name not in self._complete:
            self._complete[room.name] = self._joined(
                room, [self.complete(part) for part in self._parts.get(room.name, ())]
            )
        return self._complete[room.name]

    def _joined(self, room: Room, parts: list[Room]) -> Room:
        if not parts:
            return room
        seats = [part.capacity for part in parts]
        capacity = None if None in seats else sum(number or 0 for number in seats)
        return room.model_copy(
            update={
                "consists_of": tuple(dict.fromkeys(name for part in parts for name in (part.name, *part.consists_of))),
                "capacity": capacity if room.capacity is None else room.capacity,
                "features": room.features | frozenset.intersection(*(part.features for part in parts)),
                "building": parts[0].building,
            }
        )

    def _found(self, number: int) -> tuple[Room, ...]:
        """Its parts; none where they cannot be."""
        room, path = self.shape.rooms[number], ("rooms", number, "consists_of")
        named = self.index.find_all(room.consists_of, self.source, path)
        parts = tuple(dict.fromkeys(part for rooms in named for part in rooms))
        if len(named) < len(set(room.consists_of)):
            return ()
        faults = self._faults(number, parts)
        for fault in faults:
            self.source.fault(path, fault)
        return () if faults else parts

    def _faults(self, number: int, parts: tuple[Room, ...]) -> list[Phrase]:
        room = self.shape.rooms[number]
        if room.doors:
            doors = Sentence("{room} has doors, so it is several rooms; what consists of rooms is one.", room=room.name)
            return [doors]
        faults: list[Phrase] = []
        if room.online or any(part.online for part in parts):
            online = next((part.name for part in parts if part.online), room.name)
            faults.append(
                Sentence("{room} is online, and has no wall that opens; write rooms of the building.", room=online)
            )
        if any(room.name in self._within(part) for part in parts):
            faults.append(
                Sentence(
                    "{room} would be a part of itself; write the smaller rooms that it is made of.", room=room.name
                )
            )
        elif twice := self._twice(parts):
            faults.append(Sentence("{room} counts twice here; write each of the smaller rooms once.", room=twice))
        elif len(parts) == 1:
            faults.append(
                Sentence(
                    "A room consists of two others or more; {room} alone is the same room. Write all, like "
                    "[Zaal A, Zaal B].",
                    room=parts[0].name,
                )
            )
        buildings = self._buildings(room)
        if len(buildings) > 1:
            where = listing([building or Sentence("no building") for building in buildings])
            faults.append(
                Sentence(
                    "{room} and its parts stand in one building, and here they are in {buildings}.",
                    room=room.name,
                    buildings=where,
                )
            )
        return faults

    def _buildings(self, room: RoomShape) -> list[str]:
        """Those of the smallest rooms in it; and what else is written."""
        names = dict.fromkeys(self._within(room))
        written = [self.written[name] for name in names]
        return list(dict.fromkeys(one.building or "" for one in written if one.building or not one.consists_of))

    def _twice(self, parts: tuple[Room, ...]) -> str:
        """A room that is there by itself and in another of the parts, or in two of them."""
        names = [name for part in parts for name in dict.fromkeys(self._within(part))]
        return next((name for number, name in enumerate(names) if name in names[:number]), "")

    def _within(self, room: Room | RoomShape, seen: frozenset[str] = frozenset()) -> list[str]:
        """Its name and those of all that it is made of, as the file has it."""
        written = self.written.get(room.name)
        names = [room.name]
        for text in written.consists_of if written and room.name not in seen else ():
            for part in self.index.things.get(text, ()):
                names += self._within(part, seen | {room.name})
        return names
