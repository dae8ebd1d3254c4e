"""How fast calendars are made here, and in how much memory: conferences of three sizes, `icalendar` beside it."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path

import icalendar

from scheduler.bench.memory import megabytes, memory
from scheduler.conference.clock import Clock, Span
from scheduler.conference.conference import Conference, Day, Group, Kind, Person, Role, Room, Seat, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.publishing.calendars.build import calendars
from scheduler.publishing.calendars.edition import publish
from scheduler.publishing.calendars.entry import Entry
from scheduler.publishing.calendars.ledger import Ledger
from scheduler.publishing.calendars.publish import PublishOptions, publish_to
from scheduler.text.language import Language

SIZES = ((300, 12), (10_000, 10), (100_000, 8))  # people, events of each
_COMMON = (("Inloop", Kind.WALK_IN), ("Opening", Kind.PLENARY), ("Lunch", Kind.BREAK), ("Borrel", Kind.DRINKS))
_ABREAST = 20
_SAMPLE = 2_000  # events for icalendar alone, which is slow
_NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class CalendarsMeasured:
    """Of people's own calendars. Megabytes are None where this system does not tell them.

    `built` and `alone`: seconds of one core, and events in such a second, whatever else the machine does. `edition`:
    seconds by the clock, with the disk.
    """

    people: int
    events: int
    built: float
    edition: float
    alone: float
    conference: float | None
    peak: float | None

    def row(self) -> dict[str, str]:
        """The table's cells by their headings."""
        return {
            "people": f"{self.people:,}",
            "events": f"{self.events:,}",
            "made": f"{self.events / self.built:,.0f}/s",
            "on disk, read again": f"{self.events / self.edition:,.0f}/s",
            "icalendar alone": f"{self.alone:,.0f}/s",
            "the conference": megabytes(self.conference),
            "at most": megabytes(self.peak),
        }


def measure(sizes: Iterable[tuple[int, int]]) -> Iterator[CalendarsMeasured]:
    """Each size in a process of its own, so that none has the memory of another."""
    for people, events in sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            yield process.submit(measured, people, events).result()


def measured(people: int, events: int) -> CalendarsMeasured:
    """One size, measured in this process. `peak`: of all of it, the conference and the reading again with it."""
    conference, programme = made_up(people, events)
    before = memory("VmRSS")
    options = PublishOptions(conference, programme, Language.of("nl"), _NOW)
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        publish_to(Path(folder) / "site", options)
        edition = time.perf_counter() - began
    peak = memory("VmHWM")
    began = time.process_time()
    count = 0
    for file in publish(calendars(conference, programme, options.language), _ledger(conference), _NOW):
        count += file.events if file.kind == "person" else 0
    built = time.process_time() - began
    return CalendarsMeasured(people, count, built, edition, _icalendar_alone(conference, programme), before, peak)


def made_up(people: int, events: int, seed: int = 1) -> tuple[Conference, Programme]:
    """Everyone is a member of a group in each round, so has `events` in their day: four common, the others meetings."""
    chance = random.Random(seed)  # noqa: S311  made-up people, not secrecy
    rounds = events - len(_COMMON)
    everyone = [Person(name=f"Deelnemer {number}") for number in range(people)]
    rooms = tuple(Room(name=f"Zaal {number}") for number in range(1, _ABREAST + 1))
    placements = [
        Placement(Session(name=title, kind=kind, minutes=30, needs_room=False), 8 * 60 + 30 * number)
        for number, (title, kind) in enumerate(_COMMON)
    ]
    groups: list[Group] = []
    for turn in range(rounds):
        members: list[list[Person]] = [[] for _ in rooms]
        for person in everyone:
            members[chance.randrange(_ABREAST)].append(person)
        for room, those in zip(rooms, members, strict=True):
            seats = tuple(Seat(person, Role.MEMBER) for person in those)
            group = Group(name=f"Themagroep {turn + 1}.{room}", seats=seats)
            groups.append(group)
            session = Session(name=group.name, groups=(group,), minutes=45, description="Waar het over gaat. " * 20)
            placements.append(Placement(session, 11 * 60 + 60 * turn, room))
    hours = Span(8 * 60, 24 * 60)
    conference = Conference(
        title="Netwerkdag",
        clock=Clock(date(2026, 3, 13)),
        days=(Day(date=date(2026, 3, 13), hours=hours, step=5),),
        rooms=rooms,
        groups=tuple(groups),
        people=tuple(everyone),
        sessions=tuple(placement.session for placement in placements),
    )
    return conference, Programme(tuple(placements))


def _icalendar_alone(conference: Conference, programme: Programme) -> float:
    """Events a second when each event of each person is made and written by the library."""
    entries: list[Entry] = []
    for calendar in calendars(conference, programme, Language.of("nl")):
        if calendar.kind == "person":
            entries += calendar.entries
            if len(entries) >= _SAMPLE:
                break
    began = time.process_time()
    for number, entry in enumerate(entries):
        event = icalendar.Event()
        event.add("UID", f"{number}@netday.invalid")
        event.add("DTSTAMP", _NOW)
        event.add("LAST-MODIFIED", _NOW)
        event.add("SEQUENCE", 0)
        event.add("DTSTART", entry.starts)
        event.add("DTEND", entry.ends)
        event.add("SUMMARY", entry.summary)
        event.add("LOCATION", entry.location)
        event.add("DESCRIPTION", entry.description)
        event.add("CATEGORIES", list(entry.categories))
        event.add("STATUS", "CONFIRMED")
        event.to_ical()
    return len(entries) / (time.process_time() - began)


def _ledger(conference: Conference) -> Ledger:
    return Ledger.new(conference.title, conference.days[0].date)
