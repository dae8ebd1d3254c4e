"""Placements as a file tells them, written by netday or typed by hand, into a programme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.conference.clock import DAY, Minute, Span, typed_day
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.conference.typed_hours import DATE, HOUR, parse_time
from scheduler.files.faults import quoted
from scheduler.files.keys import Stray, in_language, known_keys
from scheduler.files.resolve import NameIndex
from scheduler.files.validate import Path as Place
from scheduler.files.validate import Source, stray_words
from scheduler.files.values import it_says, one_line, to_date
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import as_sentence, closed, count, listing

TYPED = ("programme", "revision")  # the keys that people write; the others are netday's own
KEYS = (*TYPED, "conference", "day_file", "proof", "not_placed", "as_written")
ITEM = ("session", "day", "start", "end", "room")
_SHORT = re.compile(  # 2022-09-22 10:00–11:00 Zaal 1; vrijdag 10 februari 2023 van 10.00 tot 11.00 uur in Zaal 1
    rf"(?:(?P<day>{DATE})(?:\s*,\s*|[ T]))?(?:(?:van|om|from|at) )?(?P<start>{HOUR})"
    rf"(?: ?(?:[-–—]|\btot\b|\bto\b) ?(?P<end>{HOUR}))?(?:[ ,]+(?:in )?(?P<room>.+))?",
    re.IGNORECASE,
)
_NOWHERE = {"", "none", "geen", "null", "~", "-"}


@dataclass(frozen=True, slots=True)
class _WrittenPlacement:
    """One placement as the file tells it; `doors`: the rooms that its room's name stands for."""

    session: Session
    start: Minute
    doors: tuple[Room, ...]
    place: Place


class Placements:
    """Reads one programme; what is wrong goes to the list of faults of its source.

    `older`: the day has changed since netday wrote it. What follows from that is no fault of the file: a session that
    is gone is left out, one that lasts longer ends later, and both are said aloud.
    """

    def __init__(self, conference: Conference, source: Source, *, older: bool = False) -> None:
        self.conference = conference
        self.source = source
        self.older = older
        self.data: dict[str, Any] = {}
        self.sessions = NameIndex(
            Sentence("session"), "sessions", {session.name: session for session in conference.sessions}
        )
        pools: dict[str, tuple[Room, ...]] = {}
        for room in conference.rooms:
            if room.pool:
                pools[room.pool] = (*pools.get(room.pool, ()), room)
        self.rooms = NameIndex(Sentence("room"), "rooms", pools | {room.name: (room,) for room in conference.rooms})

    def read(self, data: dict[str, Any]) -> Programme:
        self.data = self._checked_keys(data, KEYS, ())
        if self.older and (other := self._of_another_day()):
            self.source.fault((), other)
            return Programme(())
        written = [found for place, item in self._items() if (found := self._placement(item, place))]
        first: dict[Session, Place] = {}
        for row in written:
            if row.session in first:
                spot = self.source.spot(first[row.session])
                twice = Sentence("{session} is placed twice ({spot} too).", session=quoted(row.session.name), spot=spot)
                self.source.fault(row.place, twice)
            first.setdefault(row.session, row.place)
        placements = {placement.session: placement for placement in self._dealt(written)}
        return Programme(
            tuple(placements[session] for session in self.conference.sessions if session in placements),
            revision=self._revision(),
        )

    def _of_another_day(self) -> Phrase:
        """What is said of what netday wrote for a day on other dates, or with other sessions; else empty."""
        rows = self.data.get("programme")
        items = [item for item in rows if isinstance(item, dict)] if isinstance(rows, list) else []
        dates = list(dict.fromkeys(str(item.get("day")) for item in items if item.get("day")))
        days = {str(day.date): typed_day(day.date) for day in self.conference.days}
        if dates and len(dates) == len({item.get("day") for item in items}) and not set(dates) & days.keys():
            return Sentence(
                "This programme is of another day: it is of {dates}, and this day is on {days}. Has the day moved to "
                "another date? Then solve it again.",
                dates=listing(map(_day_text, dates)),
                days=listing(days.values()),
            )
        if items and not any(item.get("session") in self.sessions.things for item in items):
            return Sentence("This programme is of another day: none of its sessions is a session of this day.")
        return NOTHING

    def _checked_keys(self, data: Mapping[str, Any], keys: tuple[str, ...], place: Place) -> dict[str, Any]:
        """The data by our keys; a key that is unknown is a fault."""
        found = known_keys(data, keys)
        for key, value in list(found.items()):
            if isinstance(value, Stray):
                self.source.fault((*place, key), stray_words(value, self.source, (*place, key)))
                del found[key]
        return found

    def _revision(self) -> int:
        text = self.data.get("revision", "1")
        if isinstance(text, str) and re.fullmatch("[0-9]{1,9}", text) and int(text) >= 1:
            return int(text)
        wanted = Sentence("should be a whole number of at least {least}; {says}.", least=1, says=it_says(str(text)))
        self.source.fault(("revision",), wanted)
        return 1

    def _items(self) -> list[tuple[Place, dict[str, Any]]]:
        """Each placement as keys and values, from either form, with its place in the file."""
        rows = self.data.get("programme")
        match rows:
            case None:
                key = quoted(self.source.key(("programme",)))
                missing = Sentence("{key} is missing: the sessions, each with its hour and room.", key=key)
                self.source.fault((), missing)
            case dict():
                node = self.source.find(("programme",))[2]
                names = list(getattr(node, "entries", rows))  # with those that have no value
                return [(("programme", name), {"session": name, **self._short(rows.get(name), name)}) for name in names]
            case list():
                items: list[tuple[Place, dict[str, Any]]] = []
                for number, item in enumerate(rows):
                    place: Place = ("programme", number)
                    if isinstance(item, dict):
                        items.append((place, self._checked_keys(item, ITEM, place)))
                    else:
                        dutch = self.source.dutch
                        session, start, room = (in_language(key, dutch=dutch) for key in ("session", "start", "room"))
                        wanted = Sentence(
                            "should be keys and values, like {like}; {says}.",
                            like=f"{{{session}: Europa, {start}: 10:00, {room}: Zaal 1}}",
                            says=it_says(str(item)),
                        )
                        self.source.fault(place, wanted)
                return items
            case _:
                sessions = Sentence("should be the sessions, each with its hour and room; {says}.", says=it_says(rows))
                self.source.fault(("programme",), sessions)
        return []

    def _short(self, value: object, name: str) -> dict[str, Any]:
        """`2022-09-22 10:00–11:00 Zaal 1`; or the same as keys and values."""
        place: Place = ("programme", name)
        if isinstance(value, dict):
            return self._checked_keys(value, ITEM[1:], place)
        if value is None:
            return {}
        found = _SHORT.fullmatch(one_line(value)) if isinstance(value, str) else None
        if not found:
            wanted = Sentence("should be an hour and a room, like 10:00 Zaal 1; {says}.", says=it_says(str(value)))
            self.source.fault(place, wanted)
            return {"start": Stray(NOTHING)}
        return {key: found[key] for key in ITEM[1:] if found[key]}

    def _placement(self, item: Mapping[str, Any], place: Place) -> _WrittenPlacement | None:
        texts: dict[str, str] = {}
        for key, value in item.items():
            if isinstance(value, Stray):  # told already; the session may be misspelt as well
                self._session(item, place)
                return None
            if not isinstance(value, str):
                self.source.fault((*place, key), Sentence("should be a single text."))
                return None
            texts[key] = one_line(value)
        session = self._session(texts, place)
        start = self._start(texts, session, place)
        doors = self._doors(texts.get("room", ""), place)
        if session is None or start is None or doors is None:
            return None
        if not session.held and self.older:
            self.source.say(place, Sentence("{session} no longer takes place; it is left out.", session=session))
            return None
        if not session.held:
            gone = Sentence("{session} does not take place, so it cannot be placed.", session=session)
            self.source.fault(place, gone)
            return None
        if texts.get("end"):
            self._compare_end(texts["end"], session, start, place)
        return _WrittenPlacement(session, start, doors, place)

    def _session(self, item: Mapping[str, Any], place: Place) -> Session | None:
        name = item.get("session")
        if not name:
            self.source.fault(place, Sentence("{key} is missing.", key=quoted(self.source.key((*place, "session")))))
            return None
        if self.older and isinstance(name, str) and name not in self.sessions.things:
            gone = Sentence("{name} is no longer a session of the day; it is left out.", name=quoted(name))
            self.source.say(place, gone)
            return None
        return self.sessions.find(
            one_line(str(name)), self.source, (*place, "session") if place[1:] != (name,) else place
        )

    def _doors(self, name: str, place: Place) -> tuple[Room, ...] | None:
        """The room, all doors alike, or nothing where no room is told; None when there is no such room."""
        if name.casefold() in _NOWHERE and name not in self.rooms.things:
            return ()
        return self.rooms.find(name, self.source, (*place, "room"))

    def _start(self, texts: Mapping[str, str], session: Session | None, place: Place) -> Minute | None:
        days, clock = self.conference.days, self.conference.clock
        text = texts.get("start", "")
        if text.casefold() in _NOWHERE:
            self.source.fault((*place, "start"), Sentence("The hour at which it begins is missing."))
            return None
        try:
            short = _SHORT.fullmatch(text)
            written = texts.get("day") or (short["day"] if short else None)
            after_midnight = parse_time(short["start"] if short and short["day"] else text)
            day = to_date(written) if written else self._only_day(session)
        except ValueError as error:
            self.source.fault((*place, "start"), closed(as_sentence(error)))
            return None
        minute = clock.minute(day, after_midnight)
        if any(open_day.hours.start <= minute < open_day.hours.end for open_day in days):
            return minute  # also past midnight, under the date of the next day
        for _, span in self.conference.meant(day, Span(after_midnight, after_midnight)):
            return span.start
        no_day = Sentence('"{day}" is no day of this conference.', day=typed_day(day))
        self.source.fault((*place, "day" if texts.get("day") else "start"), no_day)
        return None

    def _only_day(self, session: Session | None) -> date:
        days = session.days if session and session.days else [day.date for day in self.conference.days]
        if len(days) > 1:
            raise ValueError(
                Sentence("The conference has several days; write the date before the hour, like 2022-09-22 10:00.")
            )
        return days[0]

    def _compare_end(self, text: str, session: Session, start: Minute, place: Place) -> None:
        clock = self.conference.clock
        right = clock.hour(start + session.minutes)
        try:
            ends = clock.naive(start + session.minutes)
            fits = parse_time(text) % DAY == ends.hour * 60 + ends.minute
        except ValueError as error:
            self.source.fault((*place, "end"), closed(as_sentence(error)))
            return
        if not fits:
            facts = {"session": session, "length": count(session.minutes, "minute"), "text": text}
            hours = {"start": clock.hour(start), "end": right}
            if self.older:
                self.source.say(
                    (*place, "end"),
                    Sentence(
                        "{session} now lasts {length}, so from {start} it ends at {end}, not {text}.", **facts, **hours
                    ),
                )
            else:
                self.source.fault(
                    (*place, "end"),
                    Sentence(
                        "{session} lasts {length}, so from {start} it ends at {end}, not {text}.", **facts, **hours
                    ),
                )

    def _dealt(self, written: list[_WrittenPlacement]) -> list[Placement]:
        """A common name gets a door that is free then; where none is, the first, for the check to speak of."""
        taken = [(row.doors[0], row.session.span(row.start)) for row in written if len(row.doors) == 1]
        placements = []
        for row in sorted(written, key=lambda row: row.start):
            span = row.session.span(row.start)
            room = row.doors[0] if row.doors else None
            if len(row.doors) > 1:
                free = (door for door in row.doors if not any(door == t and span.overlaps(s) for t, s in taken))
                room = next(free, row.doors[0])
                taken.append((room, span))
            placements.append(Placement(row.session, row.start, room))
        return placements


def _day_text(text: str) -> str:
    """A date of a programme as a sentence names it; what is none as it stands."""
    try:
        return typed_day(date.fromisoformat(text))
    except ValueError:
        return text
