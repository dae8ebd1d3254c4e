"""The edition read again before anybody gets it, and compared with the programme itself.

It knows neither the entries nor the lines that were written: from the conference and the programme it works out which
sessions must stand in whose file, at which moment and where, and reads the files as a client would. A mismatch is an
error of netday's own, and then nothing is published.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.conference.attendance import worth
from scheduler.conference.conference import Conference, Group, Kind, Person, Room, Session
from scheduler.conference.personal_day import personal_day
from scheduler.conference.programme import Placement, Programme
from scheduler.publishing.calendars.entry import NOTHING_YET, EventOptions, Of
from scheduler.publishing.calendars.ics_parser import CalendarUnreadable, EventInFile, EventText, Parser, Read
from scheduler.publishing.page_links import page_address
from scheduler.text.letters import normalized
from scheduler.text.links import lets_anyone_in

_DAYS = 5_000  # own days remembered; of a large network hardly two are alike
_DAY = timedelta(days=1)
_STARTS = 120  # signs of a name that no calendar cuts, where an emoji counts twice
_AT_MOST = 100_000  # events remembered that were compared
_WHOLE = 6_000  # letters of an event whose text no calendar cuts
_WORD = re.compile(r"[^\W_]+")
_BLANK = re.compile("[^\\S\x1f]")  # a line break, a tab, whatever parts words


class NotAsWritten(Exception):
    """A file does not say what the programme says; the sentence tells where they differ."""


def verify(
    edition: Path,
    conference: Conference,
    programme: Programme,
    withdrawn: Iterable[str] = (),
    options: EventOptions | None = None,
) -> int:
    """Read every file of the edition in this folder. How many events stand in them. Raises NotAsWritten.

    `withdrawn`: people of whom there must be none. `options`: what was chosen of all events.
    """
    second = SecondReading(conference, programme, withdrawn, options)
    listed: set[str] = set()
    for row in _rows(edition / "calendars.json"):
        path = str(row["file"])
        if path.casefold() in listed:
            raise NotAsWritten(f"calendars.json names {path} twice.")
        listed.add(path.casefold())
        second.file(path, row["kind"], row["name"], (edition / path).read_bytes(), row["events"], row["cancelled"])
    second.close()
    for path in _calendars(edition):
        if path.casefold() not in listed and b"-//netday//" in (edition / path).read_bytes()[:1000]:
            raise NotAsWritten(f"{path} stands in the edition, and calendars.json does not name it.")
    return second.events


_NOTHING = blake2b(NOTHING_YET.encode(), digest_size=6).hexdigest()  # its token


class SecondReading:
    """Compares files one after the other, in any order; `close` when there are no more."""

    def __init__(
        self,
        conference: Conference,
        programme: Programme,
        withdrawn: Iterable[str] = (),
        options: EventOptions | None = None,
    ) -> None:
        self.events = 0
        self._options = options or EventOptions()
        self._withdrawn = frozenset(withdrawn)
        self._conference = conference
        self._programme = programme
        self._parser = Parser()
        self._sessions = {_token(session.name): session for session in conference.sessions}
        self._notes = {_token(f"{session.name}#note"): session for session in conference.sessions}
        self._seen: set[tuple[Of, str]] = set()
        self._names: set[str] = set()
        self._compared: set[tuple[str, bytes, Of]] = set()
        self._days: dict[Any, tuple[frozenset[str], frozenset[str]]] = {}
        things: Iterable[Session | Room] = (*conference.sessions, *conference.rooms)
        self._private = {link for thing in things for link, private in _links(thing) if private}
        self._moving = frozenset(
            _token(s.name) for s in programme if s.kind is Kind.MOVING and self._options.moving_time
        )

    def file(self, path: str, kind: Of, of: str, data: bytes, events: int, cancelled: int) -> None:
        """Compare one file.

        `kind` and `of`: whose it is said to be; `events` and `cancelled`: how many are said to stand in it.
        """
        try:
            self._compare(kind, of, self._parser.read(data), events, cancelled)
        except (CalendarUnreadable, NotAsWritten, UnicodeDecodeError) as error:
            raise NotAsWritten(f"{path}: {error}") from None
        self.events += events

    def close(self) -> None:
        """See that everyone and everything has had its calendar. Raises NotAsWritten."""
        conference = self._conference
        wanted: list[tuple[Of, str]] = [("programme", "")]
        wanted += [("group", group.name) for group in conference.groups]
        wanted += [("room", room.name) for room in conference.rooms]
        wanted += [("person", person.name) for person in conference.people if person.name not in self._withdrawn]
        for kind, of in wanted:
            if (kind, of) not in self._seen:
                raise NotAsWritten(f"There is no calendar of {of or 'the programme'}.")

    def _compare(self, kind: Of, of: str, read: Read, events: int, cancelled: int) -> None:
        if (kind, of) in self._seen or read.relcalid in self._names:
            raise NotAsWritten(f"There are two calendars of {of or 'the programme'}.")
        if kind == "person" and of in self._withdrawn:
            raise NotAsWritten(f"{of} is to have no calendar.")
        self._seen.add((kind, of))
        self._names.add(read.relcalid)
        if read.kind != kind or _name(read.of) != _name(of):
            raise NotAsWritten(f"It says to be of {read.of or 'the programme'}, not of {of or 'the programme'}.")
        required, allowed = self._wanted(kind, of)
        tokens: set[str] = set()
        standing: set[str] = set()
        off = 0
        for event in read.events:
            token, _, scope = event.uid.partition(".")
            if token in tokens or scope != read.relcalid:
                raise NotAsWritten(f"The event {event.uid} stands there twice, or is named after another calendar.")
            tokens.add(token)
            if event.text.cancelled:
                off += 1
                if token in required:
                    raise NotAsWritten(f"{self._sessions[token]} is cancelled there, and takes place.")
            elif token in self._notes:
                self._note(kind, of, self._notes[token], event.text)
            elif token in required or token in allowed:
                standing.add(token)
                self._event(token, event, kind)
            elif token == _NOTHING:
                self._nothing(read, event.text)
            else:
                raise NotAsWritten(f'"{event.text.summary}" stands there, and should not.')
        if not read.events:
            raise NotAsWritten("No event stands there, and a calendar without any is refused by some programs.")
        for token in required - standing:
            raise NotAsWritten(f"{self._sessions[token]} is missing.")
        if (len(read.events), off) != (events, cancelled):
            raise NotAsWritten(f"{len(read.events)} events stand there, {off} cancelled; not {events}, {cancelled}.")
        if kind == "programme":
            self._nothing_left_out(read)

    def _wanted(self, kind: Of, of: str) -> tuple[frozenset[str], frozenset[str]]:
        """The sessions that must stand in this calendar, and those that may; none in one of before."""
        nothing: frozenset[str] = frozenset()
        conference, placements = self._conference, self._programme.placements
        if kind == "programme":
            return frozenset(_token(p.session.name) for p in placements), nothing
        if kind == "room":
            return frozenset(_token(p.session.name) for p in placements if p.room and p.room.name == of), nothing
        if kind == "group":
            group = conference.group(of)
            return frozenset(_token(p.session.name) for p in placements if group in _groups(p.session)), nothing
        person = conference.person(of)
        return self._own(person) if person else (nothing, nothing)

    def _own(self, person: Person) -> tuple[frozenset[str], frozenset[str]]:
        conference = self._conference
        wishes = conference.wishes(person), worth(conference, person)
        alike = (*(tuple(one.items()) for one in wishes), conference.duties(person), person.present)
        if alike not in self._days:
            if len(self._days) >= _DAYS:
                self._days.clear()
            day = personal_day(conference, self._programme, person)
            self._days[alike] = (frozenset(_token(i.placement.session.name) for i in day.items), self._moving)
        return self._days[alike]

    def _event(self, token: str, event: EventInFile, kind: Of) -> None:
        if (token, event.piece, kind) in self._compared:
            return
        session = self._sessions[token]
        placement, text = self._programme[session], event.text
        starts, ends = moments(self._conference, placement)
        if (text.starts, text.ends) != (starts, ends):
            raise NotAsWritten(
                f"{session} stands there from {text.starts} to {text.ends}, and takes place from {starts} to {ends}."
            )
        if not _within(session.title, text.summary):
            raise NotAsWritten(f'{session} is called "{text.summary}" there.')
        if not self._is_at(placement, text):
            raise NotAsWritten(f"{session} takes place in {placement.room or 'no room'}, not in {text.location}.")
        self._links(placement, text, personal=kind == "person")
        rings = self._options.reminder if text.blocks and kind in ("person", "group") else 0
        if text.reminder != rings:
            raise NotAsWritten(f"{session} has a reminder {text.reminder} minutes before it, not {rings}.")
        if len(self._compared) >= _AT_MOST:
            self._compared.clear()
        self._compared.add((token, event.piece, kind))

    def _is_at(self, placement: Placement, text: EventText) -> bool:
        room, session, location = placement.room, placement.session, text.location
        if session.online or (room and room.online):
            links = {session.link, room.link if room else ""} - {""}
            if room is None:
                return location in links or links <= self._private or any(link in text.texts for link in links)
            return location in links or _within(room.name, location)
        if room is None:
            return True
        # Sign for sign, for Zaal 1 and Zaal -1 have the same words; and of Zaal 1 and Zaal 1 A it is the longer one.
        begins = {_signs(other.name, _STARTS) for other in self._conference.rooms}
        longest = max((name for name in begins if _signs(location).startswith(name)), key=len, default="")
        return _within(room.name, location) and _signs(room.name, _STARTS) == longest

    def _links(self, placement: Placement, text: EventText, *, personal: bool) -> None:
        """See that a link that lets anyone in stands in personal calendars alone, and at its own session alone."""
        mine = {link for link, _ in (*_links(placement.session), *(_links(placement.room) if placement.room else ()))}
        for link in self._private - (mine if personal else set()):
            if link in text.texts:
                raise NotAsWritten(f"{placement.session} gives away a private link.")
        for thing in (*placement.session.links, *placement.session.papers):
            shown = personal or thing.url not in self._private
            if shown and thing.url not in text.texts and len(text.texts) < _WHOLE:
                raise NotAsWritten(f"{placement.session} does not tell where {thing.name} is.")
        if text.conference and not self._options.conference:
            raise NotAsWritten(f"{placement.session} has a CONFERENCE, which nobody asked for.")
        if page_address(self._conference.website, placement.session.name) not in text.texts:
            raise NotAsWritten(f"{placement.session} does not tell where it stands on the page.")

    def _nothing(self, read: Read, text: EventText) -> None:
        """See that what says that nothing stands there lasts a day, and that nothing else takes place there."""
        first = self._conference.days[0].date
        alone = all(event.text.cancelled or event.text is text for event in read.events)
        if not alone or (text.starts, text.ends) != (first, first + _DAY) or text.blocks or text.reminder:
            raise NotAsWritten(f'"{text.summary}" stands there, and should not.')

    def _note(self, kind: Of, of: str, session: Session, text: EventText) -> None:
        """See that a note tells what does not take place or what somebody misses, to those whom it concerns."""
        days = {day.date for day in self._conference.days}
        if text.starts not in days or text.ends != text.starts + timedelta(days=1):
            raise NotAsWritten(f'The note "{text.summary}" is not on a day of the conference.')
        concerned = kind == "programme" or (
            kind == "group" and self._conference.group(of) in _groups(session)
            if kind != "person"
            else session.kind.for_everyone or of in self._people(session) or self._wished(session, of)
        )
        if not concerned or not _within(session.title, text.summary):
            raise NotAsWritten(f'The note "{text.summary}" stands there, and should not.')

    def _wished(self, session: Session, of: str) -> bool:
        """Whether that person themselves asked to be there."""
        person = self._conference.person(of)
        return person is not None and session in self._conference.wishes(person)

    @cache  # noqa: B019  as long as one edition is read
    def _people(self, session: Session) -> frozenset[str]:
        people = {
            p.name
            for p in (
                *session.speakers,
                *session.hosts,
                *session.required,
                *(session.signed_up or ()),
                *session.waiting,
            )
        }
        return frozenset(people.union(*({p.name for p in group.roles} for group in _groups(session))))

    def _nothing_left_out(self, read: Read) -> None:
        for session in self._conference.sessions:
            if session not in self._programme and not any(
                _within(session.title, event.text.texts) for event in read.events
            ):
                raise NotAsWritten(f"{session} does not take place, and nothing tells so.")


def moments(conference: Conference, placement: Placement) -> tuple[datetime, datetime]:
    """Start and end of the placement, in UTC: so many minutes after the first day's midnight, as they go by."""
    midnight = _midnight(conference.clock.first, ZoneInfo(conference.clock.zone))
    starts = midnight + timedelta(minutes=placement.start)
    return starts, starts + timedelta(minutes=placement.session.minutes)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which that day begins; one that the clock skips counts on from the hour before it.

    The writer asks which moment an hour is; this asks which hour a moment is.
    """
    hour = datetime.combine(day, time(), UTC)
    # No zone changes its clock twice in two days, and none is a day away from UTC.
    near = [(hour + by).astimezone(zone) for by in (-_DAY, _DAY)]
    before, after = (local.replace(tzinfo=UTC) - local for local in near)
    found = [moment for moment in (hour - before, hour - after) if moment.astimezone(zone).replace(tzinfo=UTC) == hour]
    return min(found, default=hour - before)


def _token(name: str) -> str:
    return blake2b(name.encode(), digest_size=6).hexdigest()


def _groups(session: Session) -> tuple[Group, ...]:
    return (*session.groups, *session.invited, *session.required_groups)


def _links(thing: Session | Room) -> Iterator[tuple[str, bool]]:
    """Every link of it that stands in calendars, and whether only those who come may have it."""
    links = (thing.link, *(link.url for link in thing.links)) if isinstance(thing, Session) else (thing.link,)
    for link in filter(None, links):
        yield link, lets_anyone_in(link) if thing.private_link is None else thing.private_link
    for paper in thing.papers if isinstance(thing, Session) else ():
        yield paper.url, lets_anyone_in(paper.url)


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    """The letters and digits of the text, word by word: what nobody can see may have been cleaned away."""
    seen = "".join(" " if _BLANK.match(sign) else sign for sign in text if _BLANK.match(sign) or _is_seen(sign))
    return tuple(word[:40] for word in _WORD.findall(normalized("NFKC", seen).casefold()))


@lru_cache(maxsize=20_000)
def _signs(text: str, most: int | None = None) -> str:
    """The signs of the text that can be seen, with a blank between the words; at most so many from its start."""
    seen = "".join(sign if _is_seen(sign) else " " if _BLANK.match(sign) else "" for sign in text)
    return " ".join(normalized("NFC", seen).split())[:most].rstrip()


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign)[0] != "C"


def _name(text: str) -> tuple[str, ...]:
    """The words by which something is known: those at the beginning of a very long name, for its end may be cut off."""
    words = _words(text[:100])
    return words[:-1] if len(text) > 100 and (len(words) > 1 or len("".join(words)) < 40) else words


def _within(name: str, text: str) -> bool:
    """Whether the words of the name stand in the text, one after the other."""
    wanted, words = _name(name), _words(text)
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def _rows(index: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of the index, a calendar a line, so that a hundred thousand of them do not all stand in memory."""
    with index.open("rb") as file:
        for line in file:
            if line.startswith(b'{"kind"'):
                yield json.loads(line.rstrip().removesuffix(b","))


def _calendars(edition: Path) -> Iterator[str]:
    for folder in ("", "groups/", "rooms/", "people/"):
        if (edition / folder).is_dir():
            with os.scandir(edition / folder) as found:
                yield from (f"{folder}{entry.name}" for entry in found if entry.name.endswith(".ics"))
