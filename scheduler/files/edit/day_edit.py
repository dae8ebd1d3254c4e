"""From one conference to another by edits of the day file: field by field, wherever the file says it.

`DayEdit` compares the conference that was read with the one that is meant, and writes what differs. What cannot be
written, such as a name of a person, raises EditRefused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference, Day, Person, Room, Round, Session
from scheduler.files.day_schema import RoundShape
from scheduler.files.edit import written
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused, cannot_be_written, not_in_the_file
from scheduler.files.edit.meaning import Path, Value
from scheduler.files.edit.people_edit import PeopleEdit
from scheduler.files.faults import Faults
from scheduler.files.keys import in_language, meant, same_key
from scheduler.files.rooms import doors
from scheduler.files.validate import Source
from scheduler.files.values import to_date
from scheduler.files.yaml_nodes import Text
from scheduler.text.sentence import Sentence

_NAMES = {"speakers", "hosts", "groups", "invited", "signed_up", "waiting"}
_NEEDED = {"speakers": "speaks at", "hosts": "hosts", "required": "must be at"}


@dataclass
class DayEdit:
    """Edits of one day. `files`: as they are now; `log`: what was written, key by key.

    `besides`: in words, what was written of things that nobody meant to change.
    """

    files: DayFiles
    conference: Conference  # as it was read from the files
    log: list[str] = field(default_factory=list)
    besides: list[str] = field(default_factory=list)

    def make(self, meant: Conference) -> DayFiles:
        """The files with all that differs. Raises EditRefused."""
        before = self.conference
        self._top(before, meant)
        for number, (old, new) in enumerate(zip(before.days, meant.days, strict=True)):
            if old != new:
                self._day(number, old, new)
        for room in meant.rooms:
            old_room = before.room(room.name)
            if old_room is None:
                self._new_room(room)
            elif old_room != room:
                self._room(old_room, room)
        people = PeopleEdit(self.files, before, meant)
        people.make()
        self.files = people.files
        for number, (one, other) in enumerate(zip(before.sessions, meant.sessions, strict=True)):
            self._session(number, one, other)
        return self.files

    def put(self, path: Path, value: Value) -> None:
        self.files = self.files.put(path, value)
        self.log.append(self.files.day.words(path, value))

    def _top(self, before: Conference, meant: Conference) -> None:
        if before.walking.within != meant.walking.within:
            self.put(("walking", "within"), meant.walking.within)
        for pair, minutes in meant.walking.between.items():
            if before.walking.between.get(pair) != minutes:
                self.put((*self._way(pair), "minutes"), minutes)

    def _way(self, pair: frozenset[str]) -> Path:
        for path in self.items(("walking", "between")):
            if {self.text((*path, "from")), self.text((*path, "to"))} == pair:
                return path
        raise EditRefused(Sentence("This way on foot is not in the file."))

    # -- where things stand -------------------------------------------------------------------------------------------

    def items(self, path: Path) -> list[Path]:
        """The items of the list at that path; where one stands without a list, that."""
        node = self.files.day.find(path)
        if node is None or node.blank:
            return []
        return [(*path, number) for number in range(len(node.entries))] if node.many else [path]

    def text(self, path: Path) -> str:
        node = self.files.day.find(path)
        return " ".join((node.text or "").split()) if node else ""

    def keyed(self, path: Path, alone: str) -> Path:
        """The item as one with keys: a text alone becomes the value of that key."""
        node = self.files.day.find(path)
        if node is not None and node.text is not None:
            self.files = self.files.put(path, {alone: node.text})
        return path

    # -- sessions -------------------------------------------------------------------------------------------------

    def _session(self, number: int, old: Session, new: Session) -> None:
        keys = {
            name: (getattr(old, name), getattr(new, name))
            for name in Session.model_fields
            if _as_written(getattr(old, name)) != _as_written(getattr(new, name))
        }
        if new.slots is not None:
            keys.pop("minutes", None)  # they follow from its slots
        if not keys:
            return
        path = self._session_path(number, old)
        if "absent" in keys:
            gone = {why for _, why in old.absent} | {why for _, why in new.absent}
            keys |= {name: (getattr(old, name), getattr(new, name)) for name, why in _NEEDED.items() if why in gone}
            del keys["absent"]
        for name, (_, value) in keys.items():
            self._write_session(path, name, value, keys, new)

    def _session_path(self, number: int, old: Session) -> Path:
        """Its entry with keys. One whose title alone made it a group's meeting says from now on whose it is."""
        path = self.items(("sessions",))[number]
        node = self.files.day.find(path)
        whose = bool(old.groups)
        if (
            node is not None
            and node.keyed
            and whose
            and [meant(entry.name, ["title"]) for entry in node.entries] == ["title"]
        ):
            self.files = self.files.put((*path, "group"), self.text((*path, "title")))
        return self.keyed(path, "group" if whose else "title")

    def _write_session(self, path: Path, name: str, value: Any, keys: Mapping[str, Any], new: Session) -> None:
        conference = self.conference
        match name:
            case "minutes" | "expected" | "held" | "online" | "slots":
                self._put_or_remove((*path, name), value)
                if name == "held" and not value:
                    self._nobody_goes_to(new)
            case "starts":
                hours = [written.hour(conference, minute) for minute in value or ()]
                self._put_or_remove((*path, "at"), hours or None)
            case "rounds":
                self._put_or_remove((*path, "rounds"), ["none"] if value == () else value and list(value))
            case "windows":
                self._put_or_remove((*path, "windows"), value and [written.stretch(conference, w) for w in value])
            case "days":
                self._put_or_remove((*path, "days"), value and [str(day) for day in value])
            case "needs_room" | "rooms":
                if name == "needs_room" and "rooms" in keys:
                    return
                nowhere = not new.needs_room and not new.online
                self._put_or_remove(
                    (*path, "rooms"),
                    ["none"] if nowhere else conference.names_of(new.rooms) if new.rooms else None,
                )
            case "features":
                self._put_or_remove((*path, "features"), sorted(value))
            case "required" | "required_groups":
                if name == "required" and "required_groups" in keys:
                    return
                named = (*new.required_groups, *new.required, *_absent(new, "required"))
                self._put_or_remove((*path, "required"), written.names(named))
            case _ if name in _NAMES:
                self._put_or_remove((*path, name), written.names((*(value or ()), *_absent(new, name))))
            case _:
                raise cannot_be_written(name, new)

    def _nobody_goes_to(self, gone: Session) -> None:
        """Sessions whose people were to go to the one that is left out do not take place either, as before."""
        for number, session in enumerate(self.conference.sessions):
            if session.goes_to == gone.name:
                path = self._session_path(number, session)
                self.files = self.files.put((*path, "held"), False).remove((*path, "goes_to"))
                goes_to = in_language("goes_to", dutch=self.files.day.dutch)
                self.besides.append(
                    Sentence(
                        "{held}, and no {goes_to}, at {session}",
                        held=self.files.day.words((*path, "held"), False),
                        goes_to=goes_to,
                        session=session,
                    )
                )

    def _put_or_remove(self, path: Path, value: Value | None) -> None:
        if value in (None, [], ()):
            self.files = self.files.remove(path)
        else:
            self.put(path, value)

    # -- rooms ----------------------------------------------------------------------------------------------------

    def _room(self, old: Room, new: Room) -> None:
        path = self._room_path(old)
        if old.capacity != new.capacity:
            self._put_or_remove((*path, "capacity"), new.capacity)
        if old.features != new.features:
            self._put_or_remove((*path, "features"), sorted(new.features))
        if old.closed != new.closed:
            self._put_or_remove((*path, "closed"), written.stretches(self.conference, new.closed))

    def _room_path(self, room: Room) -> Path:
        """Its entry with keys; one of several doors gets an entry of its own, and may do where all of them may."""
        for path in self.items(("rooms",)):
            name = self.text((*path, "name")) or self.text(path)
            if name == room.name and not room.pool:
                return self.keyed(path, "name")
            if room.pool and name == room.pool:
                return self._own_door(path, room)
        raise not_in_the_file(room)

    def _own_door(self, path: Path, room: Room) -> Path:
        others = [r.name for r in self.conference.rooms if r.pool == room.pool and r != room]
        known = {entry.name for entry in self._entries(path)}
        if not others:
            return path
        if room.name == room.pool:
            raise EditRefused(Sentence("{room} is the name of all these doors.", room=room))
        own: dict[str, Value] = {"name": room.name}
        own |= {
            key: value
            for key, value in self._room_keys(room).items()
            if any(same_key(written_key, key) for written_key in known)
        }
        still = [name for name in self._doors(path) if name != room.name]
        self.put((*path, "doors"), still)
        self.files = self._added(("rooms",), own)
        for number, session in enumerate(self.conference.sessions):
            if session.rooms is not None and room in session.rooms and set(others) <= set(written.names(session.rooms)):
                at = (*self._session_path(number, session), "rooms")
                names = [self.text(item) for item in self.items(at)]
                if room.pool in names:
                    self.put(at, [*names, room.name])
        return self.items(("rooms",))[-1]

    def _entries(self, path: Path) -> Sequence[Any]:
        node = self.files.day.find(path)
        return node.entries if node else ()

    def _doors(self, path: Path) -> list[str]:
        source = Source("", Text(1, ""))
        return [door for item in self.items((*path, "doors")) for door in doors(self.text(item), source, ())]

    def _room_keys(self, room: Room) -> dict[str, Value]:
        keys: dict[str, Value] = {}
        if room.capacity is not None:
            keys["capacity"] = room.capacity
        if room.features:
            keys["features"] = sorted(room.features)
        if room.building:
            keys["building"] = room.building
        if closed := written.stretches(self.conference, room.closed):
            keys["closed"] = closed
        return keys

    def _added(self, path: Path, value: Value) -> DayFiles:
        """One more item; a single one that stands there without a list becomes the first of one."""
        node = self.files.day.find(path)
        if node is not None and node.keyed:
            raise EditRefused(Sentence("{key} is no list.", key=str(path[-1])))
        day = self.files.day.add(path, value) if node is not None else self.files.day.put(path, [value])
        return replace(self.files, day=day)

    def _new_room(self, room: Room) -> None:
        keys: dict[str, Value] = {"name": room.name, **self._room_keys(room)}
        self.files = self._added(("rooms",), keys)
        self.log.append(self.files.day.words(("rooms",), keys))

    # -- days -----------------------------------------------------------------------------------------------------

    def _day(self, number: int, old: Day, new: Day) -> None:
        midnight = self.conference.clock.minute(old.date)
        if [(r.name, r.span) for r in old.rounds] != [(r.name, r.span) for r in new.rounds]:
            self._rounds(number, old, new)
        if old.hours != new.hours and (self._states(number, "hours") or self._is_needed(old, new)):
            self.put((*self._holder(number, "hours"), "hours"), written.between(new.hours, midnight))
        if old.step != new.step and new.step:
            self.put((*self._holder(number, "every"), "every"), new.step)

    def _is_needed(self, old: Day, new: Day) -> bool:
        """Whether the rounds do not open the house so long by themselves."""
        rounds = [round_.span for round_ in new.rounds]
        return not rounds or old.rounds == new.rounds

    def _states(self, number: int, key: str) -> bool:
        return self.files.day.find((*self._holder(number, key), key)) is not None

    def _holder(self, number: int, key: str) -> Path:
        """Where that is said of the day: in its own entry, or at the top where there is but one day."""
        if self.files.day.find(("days",)) is None:
            return ()
        day = self.conference.days[number].date
        for path in self.items(("days",)):
            if day in (_date(self.text(path)), _date(self.text((*path, "date")))):
                if len(self.conference.days) == 1 and self.files.day.find((*path, key)) is None:
                    return () if self.files.day.find((key,)) else self.keyed(path, "date")
                return self.keyed(path, "date")
        raise not_in_the_file(str(day))

    def _rounds(self, number: int, old: Day, new: Day) -> None:
        midnight = self.conference.clock.minute(old.date)
        holder = self._holder(number, "rounds")
        spans = [written.between(round_.span, midnight) for round_ in new.rounds]
        if self.files.day.find((*holder, "rounds")) is None:  # said at the top, for every day
            self.put((*holder, "rounds"), [_round_keys(r, time) for r, time in zip(new.rounds, spans, strict=True)])
            return
        places = self._written_rounds((*holder, "rounds"), old, midnight)
        for place, round_ in enumerate(old.rounds):
            now = next((r for r in new.rounds if r.name == round_.name), None)
            if now is None:
                raise EditRefused(Sentence("{round} is not there any more.", round=round_.name))
            if now.span != round_.span:
                path = places[place]
                at = (*path, "time") if self._entries(path) else path
                self.put(at, written.between(now.span, midnight))
        known = {round_.name for round_ in old.rounds}
        for round_, time in zip(new.rounds, spans, strict=True):
            if round_.name not in known:
                if not self.files.day.find((*holder, "rounds")):
                    raise EditRefused(Sentence("There are no rounds in this file."))
                keys = _round_keys(round_, time)
                self.files = self._added((*holder, "rounds"), keys)
                self.log.append(self.files.day.words((*holder, "rounds"), keys))
        self._keep_names(holder, old, new, midnight)

    def _keep_names(self, holder: Path, old: Day, new: Day, midnight: int) -> None:
        """Rounds without a name are called after their place: one that would be called otherwise gets its name."""
        order = [round_.name for round_ in sorted(new.rounds, key=lambda round_: round_.span)]
        for place, round_ in enumerate(old.rounds):
            now = next(r for r in new.rounds if r.name == round_.name)
            paths = self._written_rounds((*holder, "rounds"), new, midnight)
            path = paths[list(new.rounds).index(now)]
            named = self.text((*path, "name"))
            if not named and order.index(round_.name) != place:
                self.put((*self.keyed(path, "time"), "name"), round_.name)

    def _written_rounds(self, path: Path, day: Day, midnight: int) -> list[Path]:
        """By round of the day, where it is written."""
        found: dict[tuple[int, int], Path] = {}
        for item in self.items(path):
            text = self.text((*item, "time")) or self.text(item)
            try:
                span = RoundShape.model_validate({"time": text}).time.span
            except (ValueError, Faults):
                continue
            found[span.start, span.minutes] = item
        try:
            return [found[(r.span.start - midnight) % 1440, r.span.minutes] for r in day.rounds]
        except KeyError:
            raise EditRefused(Sentence("The rounds cannot be found in the file.")) from None


def _round_keys(round_: Round, time: str) -> dict[str, Value]:
    keys: dict[str, Value] = {"name": round_.name, "time": time}
    return {**keys, "slots": round_.slots} if round_.slots else keys


def _absent(session: Session, key: str) -> list[Person]:
    """Who has cancelled and is still named there."""
    return [person for person, why in session.absent if why == _NEEDED.get(key)]


def _date(text: str) -> date | None:
    try:
        return to_date(text) if text else None
    except ValueError:
        return None


def _as_written(value: Any) -> Any:
    """What of a field is said in the entry of its session: names, not what the things are."""
    if isinstance(value, (tuple, list)) and value and not isinstance(value[0], (int, str, Span)):
        return [str(getattr(each, "name", each)) for each in value]
    return value
