"""What schedule.xml and schedule.json say, once: the format of frab and pretalx, which apps for phones read.

What those apps ask beyond their schemas: a guid that stays the same, a number and a code for each session, and a room:
Giggity drops what has none. So what has none stands in one that is called `online`, after the place, or `Plenair`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from math import gcd
from uuid import UUID

from scheduler.conference.clock import Clock
from scheduler.conference.conference import Conference, Day, Room, Session
from scheduler.conference.identity import Guids, code, identity, no_room, numbers
from scheduler.conference.programme import Placement
from scheduler.publishing.attendee_text import is_online
from scheduler.publishing.exports.addresses import followable
from scheduler.publishing.exports.document import Document, SessionText
from scheduler.text import sanitize
from scheduler.text.sentence import marked

# One for each pillar in turn; white on them can be read.
COLOURS = ("#1d5fa8", "#9c3d00", "#1f6f3a", "#7a2d8f", "#a31f4b", "#4a5568", "#006d77", "#6b5300")
_FOR_NO_ROOM = {"online": marked("online"), "plenary": marked("Plenary")}


@dataclass(frozen=True)
class SchedulePerson:
    guid: UUID
    number: int
    name: str


@dataclass(frozen=True)
class ScheduleEvent:
    """A session in the schedule.

    `links` and `attachments`: (address, title), where the link by which one joins has the title of the session.
    `begins` and `ends` bear their offset from UTC; `start` and `duration` are `hh:mm`, the second as it elapses. `web`:
    its page, "" where the day has no website. `room`: the name of a place of the schedule. `name`: its own among the
    sessions of the day, which need not be the title.
    """

    guid: UUID
    name: str
    number: int
    code: str
    slug: str
    begins: str
    ends: str
    start: str
    duration: str
    room: str
    web: str
    title: str
    track: str
    type: str
    abstract: str
    description: str
    persons: tuple[SchedulePerson, ...]
    links: tuple[tuple[str, str], ...]
    attachments: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ScheduleRoom:
    """A room, or what stands for one. `name` is its own among them."""

    name: str
    guid: UUID
    capacity: int | None
    online: bool


@dataclass(frozen=True)
class ScheduleDay:
    """A day of the schedule. `index` from 1. `rooms`: those in use that day, each with its events in order of time."""

    index: int
    date: date
    begins: str
    ends: str
    rooms: tuple[tuple[ScheduleRoom, tuple[ScheduleEvent, ...]], ...]


@dataclass(frozen=True)
class ScheduleTrack:
    name: str
    slug: str
    colour: str


@dataclass(frozen=True)
class Schedule:
    """The whole schedule.

    `version` is another one whenever anything else here is. `timeslot`: `hh:mm`, a measure of all starts.
    """

    title: str
    acronym: str
    version: str
    first: date
    last: date
    timeslot: str
    zone: str
    website: str
    place: str
    language: str
    places: tuple[ScheduleRoom, ...]
    tracks: tuple[ScheduleTrack, ...]
    days: tuple[ScheduleDay, ...]


def schedule(document: Document, published_as: str = "") -> Schedule:
    """The schedule of a document.

    `published_as`: the conference's identity as first published; by default it follows from title and date.
    """
    unversioned = _ScheduleMaker(document, published_as or identity(document.conference)).schedule()
    content = blake2b(repr(astuple(unversioned)).encode(), digest_size=4).hexdigest()  # of values, not of our names
    return replace(unversioned, version=f"{document.programme.revision}-{content}")


def offset_time(clock: Clock, minute: int) -> datetime:
    """The moment with its offset from UTC; in UTC itself where the offset has seconds, which XML cannot say."""
    local = clock.aware(minute)
    return local.astimezone(UTC) if (local.utcoffset() or timedelta()).seconds % 60 else local


class _ScheduleMaker:
    def __init__(self, document: Document, published_as: str) -> None:
        self.document = document
        self.conference: Conference = document.conference
        self.guids = Guids(published_as)
        sessions = [session_text.session for session_text in document.session_texts]
        self.guid_of = {session: self.guids.session(session.name) for session in sessions}
        self.number_of = numbers(self.guid_of.values())
        self.person_numbers = numbers(self.guids.person(name) for name in _names(self.conference, sessions))
        title = sanitize.line(document.title, None)
        words = sanitize.plain(title).replace("-", "_")[:40].strip("_")
        self.acronym = f"{words}_{self.conference.days[0].date.year}".lstrip("_")
        self.places: dict[Room | str, ScheduleRoom] = {}
        for session_text in document.placed:
            self._find_place(session_text)
        rooms = [room for room in self.conference.rooms if room in self.places]
        self.in_order: list[Room | str] = [*rooms, *(key for key in self.places if isinstance(key, str))]

    def schedule(self) -> Schedule:
        conference = self.conference
        return Schedule(
            title=sanitize.line(self.document.title, None),
            acronym=self.acronym,
            version="",
            first=conference.days[0].date,
            last=conference.days[-1].date,
            timeslot=_timeslot(self.document),
            zone=conference.clock.zone,
            website=checked(conference.website),
            place=sanitize.line(self.document.place, None),
            language=self.document.language.code,
            places=tuple(self.places[key] for key in self.in_order),
            tracks=tuple(self._track(number, name) for number, name in enumerate(self._tracks())),
            days=tuple(self._day(index, day) for index, day in enumerate(conference.days, 1)),
        )

    def _day(self, index: int, day: Day) -> ScheduleDay:
        clock = self.conference.clock
        of_place: dict[Room | str, list[ScheduleEvent]] = {key: [] for key in self.in_order}
        begins, ends = day.hours.start, day.hours.end
        for session_text in self.document.placed:
            placement = session_text.placement
            if placement and self.conference.day_of(placement.start) == day:
                of_place[self._key(placement)].append(self._event(session_text, placement))
                begins, ends = min(begins, placement.start), max(ends, placement.end)
        return ScheduleDay(
            index=index,
            date=day.date,
            begins=offset_time(clock, begins).isoformat(),
            ends=offset_time(clock, ends).isoformat(),
            rooms=tuple((self.places[key], tuple(events)) for key, events in of_place.items() if events),
        )

    def _event(self, session_text: SessionText, placement: Placement) -> ScheduleEvent:
        clock, session = self.conference.clock, session_text.session
        guid = self.guid_of[session]
        number = self.number_of[guid]
        begins, ends = offset_time(clock, placement.start), offset_time(clock, placement.end)
        word = sanitize.plain(session.name)[:60].strip("-") or "session"
        texts = [sanitize.text(paragraph) for paragraph in session_text.paragraphs]
        texts.append(session_text.places)  # before who leads it, which stands last for whoever reads it again
        texts += [f"{sanitize.line(what, None)}: {sanitize.line(who, None)}" for what, who in session_text.led]
        link = checked(session_text.link)
        joins = ((link, sanitize.line(session_text.title, None)),) if link else ()
        return ScheduleEvent(
            guid=guid,
            name=session.name,
            number=number,
            code=code(number),
            slug=f"{self.acronym}-{word}-{code(number).lower()}",
            begins=begins.isoformat(),
            ends=ends.isoformat(),
            start=f"{clock.naive(placement.start):%H:%M}",
            duration=_hours(session.minutes),
            room=self.places[self._key(placement)].name,
            web=self._web(session_text),
            title=sanitize.line(session_text.title, None),
            track=self._track_of(session_text),
            type=session_text.kind,
            abstract=sanitize.text(session_text.note),
            description="\n\n".join(text for text in texts if text),
            persons=tuple(self._person(name) for name in _names(self.conference, [session])),
            links=(*joins, *((to, name) for name, to in followable(session_text.links))),
            attachments=tuple((to, name) for name, to in followable(session_text.papers)),
        )

    def _web(self, session_text: SessionText) -> str:
        website = checked(self.conference.website).partition("#")[0].partition("?")[0]
        return f"{website.rstrip('/')}/programme.html#{session_text.anchor}" if website.startswith("http") else ""

    def _person(self, name: str) -> SchedulePerson:
        guid = self.guids.person(name)
        return SchedulePerson(guid, self.person_numbers[guid], sanitize.line(name, None))

    def _tracks(self) -> tuple[str, ...]:
        """The pillars, and then the tracks of talks."""
        return tuple(dict.fromkeys((*self.document.pillars, *(track.name for track in self.conference.tracks))))

    def _track_of(self, session_text: SessionText) -> str:
        colour = session_text.colour
        pillar = self.document.pillars[colour] if colour is not None else ""
        return sanitize.line(session_text.track or pillar, None)

    def _track(self, number: int, name: str) -> ScheduleTrack:
        word = re.sub("^[^a-z]+", "", sanitize.plain(name)) or "track"
        return ScheduleTrack(
            sanitize.line(name, None), f"{word[:40].strip('-')}-{number + 1}", COLOURS[number % len(COLOURS)]
        )

    def _key(self, placement: Placement) -> Room | str:
        if placement.room:
            return placement.room
        return "online" if is_online(placement) else "place" if self.document.place else "plenary"

    def _find_place(self, session_text: SessionText) -> None:
        assert session_text.placement  # noqa: S101  those that stand in the programme
        key = self._key(session_text.placement)
        if key in self.places:
            return
        if isinstance(key, Room):
            name, guid, online = key.name, self.guids.room(key.name), key.online
        else:
            name = self.document.place if key == "place" else self.document.language.say(_FOR_NO_ROOM[key])
            guid, online = no_room(key), key == "online"
        name = sanitize.line(name, None) or "?"
        taken = {place.name for place in self.places.values()}
        own, turn = name, 1
        while own in taken:
            turn += 1
            own = f"{name} ({turn})"
        self.places[key] = ScheduleRoom(own, guid, key.capacity if isinstance(key, Room) else None, online)


def _names(conference: Conference, sessions: Iterable[Session]) -> list[str]:
    """The names of whoever speaks, leads or receives, each once."""
    return list(
        dict.fromkeys(
            person.name
            for session in sessions
            for person in (*session.speakers, *conference.leaders(session), *session.hosts)
        )
    )


def _hours(minutes: int) -> str:
    """So many minutes as the format has lengths.

    >>> _hours(90)
    '01:30'
    """
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _timeslot(document: Document) -> str:
    """The greatest measure of all starts and lengths, an hour at most."""
    placements = [session_text.placement for session_text in document.placed if session_text.placement]
    return _hours(gcd(60, *(p.start for p in placements), *(p.session.minutes for p in placements)))


def checked(link: str) -> str:
    """The address in ASCII; nothing where it is none that may be sent out."""
    try:
        return sanitize.url(sanitize.line(link, None)) if link else ""
    except ValueError:
        return ""
