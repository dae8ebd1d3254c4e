"""Editions of a small day, one after another, whatever happens in between: what calendar programs rely on holds.

What is held against the files is the test's own: it reads them with icalendar, and remembers by UID what it saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from hashlib import blake2b
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, rule
from icalendar import Calendar as Parsed

from scheduler.conference.programme import Placement, Programme
from scheduler.publishing.calendars import ledger as ledgers
from scheduler.publishing.calendars.build import calendars as of_programme
from scheduler.publishing.calendars.edition import File, Publication, publish
from scheduler.publishing.calendars.entry import Calendar, Entry
from scheduler.publishing.calendars.index import Index
from scheduler.publishing.calendars.ledger import Ledger
from scheduler.publishing.calendars.rebuild_ledger import rebuild_ledger
from scheduler.text.language import Language
from tests.support import small

DUTCH = Language.of("nl")
ZONE = ZoneInfo("Europe/Amsterdam")
DAY = date(2023, 2, 10)
MIDNIGHT = datetime(2023, 2, 10, tzinfo=ZONE)
BEFORE = datetime(2023, 2, 9, 12, tzinfo=UTC)
NAMES = ("Europa", "Wonen", "Lunch", "Één 🎉; en meer, veel")
TITLES = (*NAMES, "Een andere titel")
HOURS = (9, 10, 15, 22)
ROOMS = ("Zaal 1", "zaal 1", "CON")
PEOPLE = ("Anna de Vries", "anna de vries", "../../x", "王")
HIDDEN = {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "BEGIN", "END"}

names, titles, hours = st.sampled_from(NAMES), st.sampled_from(TITLES), st.sampled_from(HOURS)
rooms, people = st.sampled_from(ROOMS), st.sampled_from(PEOPLE)


@dataclass
class Meeting:
    """One of the small world. `held` False: it was dropped."""

    title: str
    hour: int
    room: str
    held: bool = True
    people: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Seen:
    """An event as icalendar reads it. `visible`: all that people can see. `raw`: its bytes. `last`: its last day."""

    sequence: int
    modified: datetime
    visible: frozenset[tuple[str, str]]
    raw: bytes
    starts: datetime
    last: date
    note: bool

    @property
    def cancelled(self) -> bool:
        return ("STATUS", "{} CANCELLED") in self.visible


@lru_cache(maxsize=10_000)
def seen(data: bytes) -> Mapping[str, Seen]:
    """Every event of the file by its UID. The same bytes, in which most editions leave most files, are read once."""
    raws = [part.partition(b"END:VEVENT")[0] for part in data.split(b"BEGIN:VEVENT")[1:]]
    found: dict[str, Seen] = {}
    events: list[Any] = Parsed.from_ical(data).walk("VEVENT")  # of one of many types, says icalendar
    for event, raw in zip(events, raws, strict=True):
        assert str(event["UID"]) not in found
        assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
        visible = frozenset(
            (name, f"{dict(value.params)} {value.to_ical().decode()}")
            for name, value in event.property_items(recursive=False)
            if name not in HIDDEN
        )
        starts, ends = event["DTSTART"].dt, event["DTEND"].dt
        note = not isinstance(starts, datetime)
        if not isinstance(starts, datetime):  # all day
            starts, ends = (datetime.combine(day, time(), ZONE) for day in (starts, ends))
        last = (ends - timedelta(seconds=1)).astimezone(ZONE).date()
        moment = event["LAST-MODIFIED"].dt
        found[str(event["UID"])] = Seen(int(event["SEQUENCE"]), moment, visible, raw, starts, last, note)
    return MappingProxyType(found)


class Editions(RuleBasedStateMachine):
    """The world changes, time passes, ledgers get lost; each edition is held against what was seen before."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEFORE
        self.title = "Netwerkdag"
        self.world = {
            "Europa": Meeting("Europa", 15, "Zaal 1", people=set(PEOPLE[:2])),
            "Wonen": Meeting("Wonen", 15, "zaal 1", people={PEOPLE[0]}),
            "Lunch": Meeting("Lunch", 12, "CON", people=set(PEOPLE)),
        }
        self.people = set(PEOPLE[:3])
        self.private = False
        self.ledger = Ledger.new(self.title, DAY, "https://example.nl")
        self.files: dict[str, bytes] = {}
        self.index: bytes | None = None
        self.owners: dict[str, tuple[str, str]] = {}  # path -> whose
        self.published: list[Calendar] = []
        self.published_at = self.now
        # What the test remembers
        self.known: dict[str, Seen] = {}  # by UID, as last seen
        self.confirmed: set[str] = set()  # UIDs that once were
        self.scopes: dict[tuple[str, str], str] = {}  # what stands behind the session in the UIDs of a calendar
        self.paths: dict[tuple[str, str], str] = {}
        self.harmed = False  # a file is damaged
        self.damaged: set[str] = set()  # the UIDs that stood in it

    # -- the small world

    def calendars(self) -> list[Calendar]:
        def entries(held: Iterable[str]) -> tuple[Entry, ...]:
            return tuple(self.entry(name) for name in held)

        held = [name for name, meeting in self.world.items() if meeting.held]
        found = [self.calendar("programme", "", entries(held))]
        for room in dict.fromkeys(self.world[name].room for name in held):
            found += [self.calendar("room", room, entries(n for n in held if self.world[n].room == room))]
        for person in sorted(self.people):
            found += [self.calendar("person", person, entries(n for n in held if person in self.world[n].people))]
        return found

    def calendar(self, kind: str, of: str, entries: tuple[Entry, ...]) -> Calendar:
        return Calendar(kind, of, f"{self.title} {of}".strip(), ZONE.key, "nl", entries)  # type: ignore[arg-type]

    def entry(self, name: str) -> Entry:
        meeting = self.world[name]
        starts = MIDNIGHT + timedelta(hours=meeting.hour)
        return Entry(name, starts, starts + timedelta(hours=2), meeting.title, meeting.room)

    @rule(name=names, title=titles, hour=hours, room=rooms, people=st.sets(people))
    def hold(self, name: str, title: str, hour: int, room: str, people: set[str]) -> None:
        self.world[name] = Meeting(title, hour, room, people=people)

    @rule(name=names, hour=hours, room=rooms)
    def move(self, name: str, hour: int, room: str) -> None:
        if name in self.world:
            self.world[name].hour, self.world[name].room = hour, room

    @rule(name=names, title=titles)
    def call_it_otherwise(self, name: str, title: str) -> None:
        if name in self.world:
            self.world[name].title = title

    @rule(name=names)
    def drop_or_restore(self, name: str) -> None:
        if name in self.world:
            self.publish()
            self.world[name].held ^= True
            self.publish()

    @rule(name=names, person=people)
    def join_or_leave(self, name: str, person: str) -> None:
        if name in self.world:
            self.world[name].people ^= {person}

    @rule(person=people)
    def come_or_go(self, person: str) -> None:
        self.people ^= {person}

    @rule(title=st.sampled_from(("Netwerkdag", "Netwerkdag 2023")))
    def retitle(self, title: str) -> None:
        self.title = title

    @rule(room=rooms, name=st.sampled_from((*ROOMS, "Aula")))
    def rename_room(self, room: str, name: str) -> None:
        for meeting in self.world.values():
            meeting.room = name if meeting.room == room else meeting.room

    @rule(hours=st.sampled_from((1, 20, 24, 72, -1, -100)))
    def time_passes_or_the_clock_is_set_back(self, hours: int) -> None:
        self.publish()
        self.now += timedelta(hours=hours)
        self.publish()

    @rule()
    def hide_the_names_of_files(self) -> None:
        self.private = True

    # -- what may happen to what was published

    @rule()
    def make_a_draft(self) -> None:
        before = b"".join(ledgers.write(self.ledger))
        draft = publish(self.calendars(), self.ledger, self.now, private_names=self.private, draft=True)
        uids = {uid for file in draft for uid in seen(file.data)}
        assert not uids & self.known.keys()
        assert b"".join(ledgers.write(self.ledger)) == before

    @rule(index=st.booleans(), backwards=st.booleans())
    def lose_the_ledger(self, index: bool, backwards: bool) -> None:
        if self.files:
            self.rebuilt(index=index, backwards=backwards)

    @rule(index=st.booleans(), which=st.integers(0, 9), line=st.integers(1, 60))
    def lose_the_ledger_and_a_line_of_a_file(self, index: bool, which: int, line: int) -> None:
        if len(self.files) < 2 or self.harmed:
            return
        path = sorted(self.files)[which % len(self.files)]
        lines = self.files[path].splitlines(keepends=True)
        place = 3 + line % (len(lines) - 3)
        if lines[place].startswith(b"X-NETDAY-CALENDAR") and not index:
            return  # then nothing tells any more whose it is
        self.harmed = True
        self.damaged = _uids(self.files[path])
        if not self.damaged:
            self.scopes.pop(self.owners[path], None)  # nobody has an event of it
        self.files[path] = b"".join((*lines[:place], b"X" * 400 + b"\xff oops\r\n", *lines[place + 1 :]))
        self.rebuilt(index=index, backwards=False)

    def rebuilt(self, *, index: bool, backwards: bool) -> None:
        order = sorted(self.files, reverse=backwards)
        self.ledger, remarks = rebuild_ledger(
            ((path, self.files[path]) for path in order), self.index if index else None
        )
        self.index = self.index if index else None
        assert remarks[0].startswith("The ledger was lost")
        if not self.harmed:
            last = publish(self.published, self.ledger, self.published_at)
            assert {file.path: file.data for file in last if not file.changed} == self.files
        # What no file shows is known no more; whose calendar none is gets UIDs of the new key.
        shown = {uid for data in self.files.values() for uid in _uids(data)} | self.damaged
        for uid in self.known.keys() - shown:
            del self.known[uid]
            self.confirmed.discard(uid)
        whose = {self.owners[path] for path in self.files}
        self.scopes = {owner: scope for owner, scope in self.scopes.items() if owner in whose}
        self.paths = {owner: path for owner, path in self.paths.items() if owner in whose}

    # -- publishing, and what must hold then

    @rule()
    def publish(self) -> None:
        calendars = self.calendars()
        published, files = self.edition()
        self.hold_against(calendars, files)
        again, same = self.edition(published.ledger)
        assert [(file.path, file.data, file.changed) for file in same] == [(f.path, f.data, False) for f in files]
        assert b"".join(ledgers.write(again.ledger)) == b"".join(ledgers.write(published.ledger))
        assert not again.changes.written
        self.ledger = ledgers.read(b"".join(ledgers.write(published.ledger)).splitlines(keepends=True))
        assert self.ledger == published.ledger

    def edition(self, ledger: Ledger | None = None) -> tuple[Publication, list[File]]:
        published = publish(self.calendars(), ledger or self.ledger, self.now, private_names=self.private)
        files = list(published)
        pieces: list[bytes] = []
        index = Index(pieces.append, published.ledger)
        for file in files:
            index.add(file)
        index.finish(published.ledger)
        self.index = b"".join(pieces)
        return published, files

    def hold_against(self, calendars: list[Calendar], files: list[File]) -> None:
        today = self.now.astimezone(ZONE).date()
        wanted = {(calendar.kind, calendar.of): [e.key for e in calendar.entries] for calendar in calendars}
        assert len({file.path.casefold() for file in files}) == len(files)
        assert {(file.kind, file.of) for file in files} >= set(wanted)
        now: dict[str, Seen] = {}
        for file in files:
            events = seen(file.data)
            assert file.changed == (self.files.get(file.path) != file.data)
            assert not events.keys() & now.keys()  # nor in two files
            now |= events
            assert list(events) == sorted(events, key=lambda uid: (events[uid].starts, uid))
            assert (file.events, file.cancelled) == (len(events), sum(event.cancelled for event in events.values()))
            owner = (file.kind, file.of)
            for scope in {uid.partition(".")[2] for uid in events}:
                assert self.scopes.setdefault(owner, scope) == scope
            confirmed = sorted(uid.partition(".")[0] for uid, event in events.items() if not event.cancelled)
            assert confirmed == sorted(map(_token, wanted.get(owner, ())))
            assert _hidden(file.path) or not (self.private and file.kind == "person")
            assert _hidden(file.path) or self.paths.get(owner, file.path) == file.path
            self.paths[owner] = file.path
        for uid, event in now.items():
            self.compare(self.known.get(uid), event, uid)
        for uid in self.known.keys() - now.keys():  # left out only when it is over, or a note that no longer holds
            over = self.known[uid].last + timedelta(1) < today
            assert uid not in self.standing() or over or self.known[uid].note or uid in self.damaged
        for event in now.values():
            assert not event.cancelled or (event.last + timedelta(1) >= today and not event.note)
        for uid in self.damaged - now.keys():  # its history is lost
            self.known.pop(uid, None)
            self.confirmed.discard(uid)
        self.known |= now
        self.confirmed |= {uid for uid, event in now.items() if not event.cancelled}
        self.files = {file.path: file.data for file in files}
        self.owners = {file.path: (file.kind, file.of) for file in files}
        self.harmed, self.damaged = False, set()
        self.published, self.published_at = calendars, self.now

    def standing(self) -> set[str]:
        """The UIDs of the last edition."""
        return {uid for data in self.files.values() for uid in _uids(data)}

    def compare(self, was: Seen | None, event: Seen, uid: str) -> None:
        assert not event.cancelled or uid in self.confirmed
        if was is None:
            return
        if uid in self.damaged:
            assert event.raw == was.raw or event.sequence > was.sequence
        elif was.visible == event.visible and uid in self.standing():
            assert event.raw == was.raw
        else:
            assert event.sequence == was.sequence + 1
            assert event.modified > was.modified

    def teardown(self) -> None:
        self.publish()


def _uids(data: bytes) -> set[str]:
    return {line.removeprefix(b"UID:").decode() for line in data.splitlines() if line.startswith(b"UID:")}


def _token(key: str) -> str:
    return blake2b(key.encode(), digest_size=6).hexdigest()


def _hidden(path: str) -> bool:
    name = path.removeprefix("people/").removesuffix(".ics")
    return len(name) >= 22 and "-" not in name


class EditionsOfADay(Editions):
    """The same, with the calendars that a conference and its programme give."""

    def calendars(self) -> list[Calendar]:
        conference = small.day(
            sessions={name: {"title": m.title, "minutes": 120, "groups": [name]} for name, m in self.world.items()},
            groups={name: {"member": sorted(m.people & self.people)} for name, m in self.world.items()},
            rooms={room: {} for room in sorted({meeting.room for meeting in self.world.values()})},
            people={person: {} for person in sorted(self.people)},
            hours="8:00-24:00",
        ).model_copy(update={"title": self.title})
        programme = Programme(
            tuple(
                Placement(session, 60 * self.world[session.name].hour, conference.room(self.world[session.name].room))
                for session in conference.sessions
                if self.world[session.name].held
            )
        )
        return [replace(found, entries=tuple(found.entries)) for found in of_programme(conference, programme, DUTCH)]


TestEditions = Editions.TestCase
TestEditions.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestEditionsOfADay = EditionsOfADay.TestCase
TestEditionsOfADay.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
