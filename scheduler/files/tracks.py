"""Tracks and their talks: who chairs them, where they are rather not, and which slots of the rounds a talk takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduler.conference.clock import Clock, Minute
from scheduler.conference.conference import Day, Kind, Person, Room, Round, Track
from scheduler.conference.round_names import round_called
from scheduler.conference.zone import from_greenwich
from scheduler.files.day_schema import DayFile, SessionShape
from scheduler.files.faults import quoted
from scheduler.files.hours import zone_fault
from scheduler.files.resolve import NameIndex, named_once
from scheduler.files.validate import Path, Source
from scheduler.files.values import MOST, weight_wanted
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count, listing

Pairs = tuple[tuple[str, int], ...]
_OF_TALKS = ("slots", "order", "zone", "rather_not")
_NUMBERED = re.compile(r"(.+?)\s*[:=]\s*(\S*)")  # Ronde 1: 10, in one cell
_SOME = 5  # hours of slots that are told


@dataclass(frozen=True)
class WeighedReader:
    """Reads names with how much each counts; a name without a number counts as 1."""

    source: Source

    def read(
        self, written: Sequence[tuple[str, int | None]], known: NameIndex[Any], path: Path
    ) -> list[tuple[str, int]]:
        """The names as they stand in the index, each once; what names nothing, or two numbers, is a fault."""
        found: dict[str, int] = {}
        for text, number in written:
            name, counts = text, 1 if number is None else number
            in_one = None if number is not None or text in known.things else _NUMBERED.fullmatch(text)
            if in_one and re.fullmatch(r"[0-9]{1,7}", in_one[2]) and int(in_one[2]) <= MOST:
                name, counts = in_one[1], int(in_one[2])
            elif in_one and in_one[1] in known.things:
                self.source.fault(path, weight_wanted(in_one[1], in_one[2]))
                continue
            if known.find(name, self.source, path) is None:
                continue
            if found.setdefault(name, counts) != counts:
                self.source.fault(path, twice(name, found[name], counts))
        return list(found.items())


def twice(name: str, one: int, other: int) -> Sentence:
    """The sentence for one thing that counts for two numbers."""
    return Sentence("{name} has both {one} and {other}; keep one of them.", name=quoted(name), one=one, other=other)


@dataclass
class RatherNot:
    """What can be rather avoided: the rounds by name, as they may be called, and the rooms, several doors by one."""

    rounds: NameIndex[str]
    rooms: NameIndex[tuple[Room, ...]]
    source: Source
    either: NameIndex[bool] = field(init=False)

    def __post_init__(self) -> None:
        things = dict.fromkeys([*self.rounds.things, *self.rooms.things], True)
        self.either = NameIndex(Sentence("round or room"), "rounds", things)

    def read(self, written: Sequence[tuple[str, int | None]], path: Path) -> tuple[Pairs, Pairs]:
        """Of rounds, and of rooms. What is the name of both is a fault."""
        rounds: dict[str, int] = {}
        rooms: dict[str, int] = {}
        if "rooms" in self.source.fault_list.unsure and any(name not in self.either.things for name, _ in written):
            return (), ()
        for name, counts in WeighedReader(self.source).read(written, self.either, path):
            round_, doors = self.rounds.things.get(name), self.rooms.things.get(name, ())
            if round_ and doors:
                both = Sentence(
                    "{name} is a round and a room; give one of them another name, so that it is clear which is meant.",
                    name=quoted(name),
                )
                self.source.fault(path, both)
            elif round_:
                rounds[round_] = counts
            rooms.update((room.name, counts) for room in doors)
        return tuple(rounds.items()), tuple(rooms.items())

    def of_rooms(self, shape: DayFile, rooms: Sequence[Room]) -> tuple[Room, ...]:
        """The rooms, each with the rounds in which talks are rather not there; and the index of them with these."""
        found: dict[str, Pairs] = {}
        for number, written in enumerate(shape.rooms):
            if written.rather_not:
                path: Path = ("rooms", number, "rather_not")
                pairs = WeighedReader(self.source).read(written.rather_not, self.rounds, path)
                own = tuple((self.rounds.things[name], counts) for name, counts in pairs)
                found.update((room.name, own) for room in self.rooms.things.get(written.name, ()))
        if not found:
            return tuple(rooms)
        anew = {
            room.name: room.model_copy(update={"rounds_rather_not": found[room.name]}) if room.name in found else room
            for room in rooms
        }
        self.rooms.things = {
            name: tuple(anew[door.name] for door in doors) for name, doors in self.rooms.things.items()
        }
        return tuple(anew.values())


def read_tracks(
    shape: DayFile, people: NameIndex[Person], rather_not: RatherNot, days: Sequence[Day], source: Source
) -> tuple[tuple[Track, ...], NameIndex[Track]]:
    """The tracks in the order of the file, and how to find them by name."""
    again = named_once(
        [(track.name, ("tracks", number, "name")) for number, track in enumerate(shape.tracks)],
        Sentence("track"),
        source,
    )
    has_slots = any(round_.slots for day in days for round_ in day.rounds) or source.has_left_out((), "slots")
    if shape.tracks and not has_slots:
        source.fault(("tracks",), _without_slots(source))
    names = NameIndex(Sentence("track"), "tracks", {track.name: track.name for track in shape.tracks})
    similar = _similar(shape, names, source)
    tracks = []
    for number, written in enumerate(shape.tracks):
        path: Path = ("tracks", number)
        chairs = people.find_all(written.chairs, source, (*path, "chairs"))
        rounds, rooms = rather_not.read(written.rather_not, (*path, "rather_not"))
        track = Track(
            name=written.name,
            chairs=tuple(person for person in chairs if not person.absent),
            rounds_rather_not=rounds,
            rooms_rather_not=rooms,
            similar=tuple(similar.get(written.name, {}).items()),
        )
        tracks += [track] if number not in again else []
    return tuple(tracks), NameIndex(Sentence("track"), "tracks", {track.name: track for track in tracks})


def _without_slots(source: Source) -> Sentence:
    """The sentence for tracks where no round is cut into slots."""
    return Sentence(
        "Talks of a track stand in the slots of rounds, and no round has any; say of each round how many: {example}.",
        example=f"{{{source.key(('time',))}: 10:00–11:00, {source.key(('slots',))}: 3}}",
    )


def _similar(shape: DayFile, names: NameIndex[str], source: Source) -> dict[str, dict[str, int]]:
    """By track, the tracks that it is rather not beside; each of two says so of the other, whichever states it."""
    found: dict[str, dict[str, int]] = {}
    for number, written in enumerate(shape.tracks):
        path: Path = ("tracks", number, "similar")
        for other, counts in WeighedReader(source).read(written.similar, names, path):
            if other == written.name:
                source.fault(path, Sentence("{track} is similar to itself; name another track.", track=quoted(other)))
                continue
            known = found.get(written.name, {}).get(other, counts)
            if known != counts:
                both = Sentence(
                    "{one} and {other} are similar by {number} here and by {known} elsewhere; write it once.",
                    one=quoted(written.name),
                    other=quoted(other),
                    number=counts,
                    known=known,
                )
                source.fault(path, both)
            for one, two in ((written.name, other), (other, written.name)):
                found.setdefault(one, {}).setdefault(two, counts)
    return found


@dataclass(frozen=True)
class TalkNames:
    """What the talk of a track can name, and the rounds in whose slots it can stand."""

    tracks: NameIndex[Track]
    rather_not: RatherNot
    rounds: tuple[Round, ...]


@dataclass(frozen=True)
class TalkReader:
    """Reads one session at its path as the talk of a track."""

    names: TalkNames
    clock: Clock
    source: Source
    path: Path

    def read(self, written: SessionShape, title: str, kind: Kind, *, held: bool) -> dict[str, Any]:
        """What a talk has that no other session has, its minutes among it; nothing of another session."""
        if written.track is None:
            for key in _OF_TALKS:
                if key in written.model_fields_set:
                    self._fault(
                        key,
                        Sentence(
                            "{key} is of the talk of a track; add {track}, or leave it out.",
                            key=quoted(self.source.key((*self.path, key))),
                            track=quoted(self.source.key((*self.path, "track"))),
                        ),
                    )
            return {}
        track = self.names.tracks.find(written.track, self.source, (*self.path, "track"))
        if track is None:
            return {}
        slots = written.slots or 1
        self._check(written, title, kind)
        fitting = self._fitting(slots, written) if held else []
        rounds, rooms = self.names.rather_not.read(written.rather_not, (*self.path, "rather_not"))
        return {
            "track": track,
            "slots": slots,
            "minutes": slots * min((round_.shortest_slot for round_ in fitting), default=1),
            "order": written.order or None,
            "zone": self._zone(written),
            "rounds_rather_not": rounds,
            "rooms_rather_not": rooms,
        }

    def _fault(self, key: str, sentence: Sentence) -> None:
        self.source.fault((*self.path, key), sentence)

    def _check(self, written: SessionShape, title: str, kind: Kind) -> None:
        """What a talk cannot have: it stands in slots of a round, and in a room."""
        name, key = quoted(title), quoted(self.source.key((*self.path, "slots")))
        if kind.is_common:
            self._fault("kind", Sentence("{title} is of a track, so it is no session for everyone.", title=name))
        if written.minutes is not None:
            follows = Sentence(
                "{title} is of a track, so its length follows from its slots; write {slots} instead.",
                title=name,
                slots=key,
            )
            self._fault("minutes", follows)
        if written.rounds is not None and [one.casefold() for one in written.rounds] == ["none"]:
            self._fault("rounds", Sentence("{title} is of a track, so it stands in a round.", title=name))
        if written.rooms is not None and [one.casefold() for one in written.rooms] == ["none"]:
            self._fault("rooms", Sentence("{title} is of a track, so it stands in a room.", title=name))
        elif not self.names.rather_not.rooms.things and "rooms" not in self.source.fault_list.unsure:
            self._fault("track", Sentence("{title} is of a track, and there are no rooms in this file.", title=name))

    def _fitting(self, slots: int, written: SessionShape) -> list[Round]:
        """The rounds that have so many slots; none is a fault."""
        able = [round_ for round_ in self.names.rounds if round_.slots]
        fitting = [round_ for round_ in able if (round_.slots or 0) >= slots]
        if able and not fitting:
            most = max(round_.slots or 0 for round_ in able)
            longer = Sentence("{slots} is more than any round has; that is {most} at most.", slots=slots, most=most)
            self._fault("slots", longer)
            return []
        own = {self.names.rather_not.rounds.things.get(name) for name in written.rounds or ()} - {None}
        named = [round_ for round_ in fitting if round_.name in own]
        if fitting and own and not named:
            self._fault(
                "rounds",
                Sentence(
                    "The talk takes {slots}, and there are not so many in {rounds}.",
                    slots=count(slots, "slot"),
                    rounds=listing([round_called(name) for name in sorted(filter(None, own))], "or"),
                ),
            )
        return named or fitting

    def starts(self, starts: Sequence[Minute] | None, slots: int) -> tuple[Minute, ...] | None:
        """Those of its own starts at which so many slots of a round begin; that there are none is a fault."""
        if starts is None:
            return None
        possible = [
            start
            for round_ in self.names.rounds
            for start in round_.slot_starts[: max(0, (round_.slots or 0) - slots + 1)]
        ]
        found = tuple(start for start in starts if start in possible)
        if starts and possible and not found:
            near = sorted(sorted(possible, key=lambda start: (abs(start - starts[0]), start))[:_SOME])
            hours = self.clock.at(*near)
            self._fault("at", Sentence("No slot for the talk begins then; one does {hours}.", hours=hours))
        return found

    def _zone(self, written: SessionShape) -> str:
        zone = written.zone or ""
        if not zone or from_greenwich(zone) is not None:
            return zone.replace(" ", "").upper() if zone else ""
        if fault := zone_fault(zone, self.source.fault_list.hint):
            self._fault("zone", fault)
            return ""
        return zone


def say_idle_tracks(tracks: Sequence[Track], talks: Mapping[str, int], source: Source) -> None:
    """A remark on each track of which there is no talk."""
    for number, track in enumerate(tracks):
        if not talks.get(track.name):
            source.say(("tracks", number), Sentence("The track {track} has no talks.", track=quoted(track.name)))
