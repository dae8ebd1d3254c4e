"""Sessions, with the names they use made into rooms, groups and people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import TypeVar

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Group, Kind, NamedLink, Person, Room, Session
from scheduler.files.beside import is_workbook
from scheduler.files.day_schema import DayFile, SessionShape
from scheduler.files.days import is_held, none_or_names, outside_hours, too_long, usual_minutes
from scheduler.files.faults import quoted
from scheduler.files.hours import Hours, no_day
from scheduler.files.places import PlacesReader
from scheduler.files.resolve import NameIndex, named_once
from scheduler.files.tracks import TalkNames, TalkReader
from scheduler.files.validate import Path, Source
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import listing

T = TypeVar("T")
_KIND_OF_GROUP = {"pillar": Kind.PILLAR, "theme group": Kind.THEME}


@dataclass(frozen=True)
class SessionNames:
    """Everything that a session can name."""

    rooms: NameIndex[tuple[Room, ...]]
    groups: NameIndex[Group]
    people: NameIndex[Person]
    features: NameIndex[str]
    rounds: NameIndex[str]
    talks: TalkNames


def read_sessions(shape: DayFile, hours: Hours, names: SessionNames, source: Source) -> tuple[Session, ...]:
    """The sessions in the order of the file. Those whose people go elsewhere add them to the invited there."""
    sessions: list[Session] = []
    paths: list[tuple[str, Path]] = []
    for number, written in enumerate(shape.sessions):
        path: Path = ("sessions", number)
        if session := _Reader(shape, hours, names, source, path).read(_spelt_out(written, names, source, path)):
            sessions.append(session)
            paths.append((session.name, (*path, "name" if written.name else "title")))
    again = named_once(paths, Sentence("session"), source, _its_own_name(source))
    sessions = [session for number, session in enumerate(sessions) if number not in again]
    places = dict(reversed(paths))
    return _with_guests_from_elsewhere(sessions, places, source)


def _its_own_name(source: Source) -> Phrase:
    """What is said besides of two sessions with one title, such as two breaks: in a workbook names have a column."""
    if not is_workbook(FilePath(source.file)):
        return NOTHING
    return Sentence('Its title may stay: put that name in the column "{column}".', column=Sentence("own name"))


def _spelt_out(written: SessionShape, names: SessionNames, source: Source, path: Path) -> SessionShape:
    """A title alone that is a group's name is that group's meeting."""
    alone = written.model_fields_set == {"title"}
    if not written.title or written.title not in names.groups.things or "groups" in written.model_fields_set:
        return written
    if alone:
        return written.model_copy(update={"groups": (written.title,)})
    key = source.key((*path, "group"))
    source.say(
        path,
        Sentence(
            '{title} bears the name of a group, but is nobody\'s meeting; is "{key}: {title}" meant?',
            title=written.title,
            key=key,
        ),
    )
    return written


def _with_guests_from_elsewhere(
    sessions: Sequence[Session], places: dict[str, Path], source: Source
) -> tuple[Session, ...]:
    by_name = NameIndex(Sentence("session"), "sessions", {session.name: session for session in sessions})
    invited: dict[str, list[Group]] = {}
    for session in sessions:
        if not session.goes_to:
            continue
        path = (*places[session.name][:2], "goes_to")
        destination = by_name.find(session.goes_to, source, path)
        if destination is session:
            source.fault(path, Sentence("{session} goes to itself.", session=session))
        elif destination and not destination.held:
            gone = Sentence("{session} does not take place, so nobody can go there.", session=destination)
            source.fault(path, gone)
        elif destination:
            invited.setdefault(destination.name, []).extend((*session.groups, *session.invited))
    return tuple(
        session.model_copy(update={"invited": _once((*session.invited, *more), session.groups)})
        if (more := invited.get(session.name))
        else session
        for session in sessions
    )


def _once(groups: Sequence[Group], but: Sequence[Group]) -> tuple[Group, ...]:
    return tuple(group for group in dict.fromkeys(groups) if group not in but)


def _who_come(people: Sequence[Person]) -> tuple[Person, ...]:
    return tuple(person for person in people if not person.absent)


def name_of(written: SessionShape, day: DayFile) -> str:
    """What the session is called among the sessions; empty where nothing says so."""
    return written.name or _title_of(written, day)


def _title_of(written: SessionShape, day: DayFile) -> str:
    return written.title or str(listing(written.groups, "en" if day.language == "nl" else "and"))


@dataclass(frozen=True)
class _Reader:
    """Reads one session at its path."""

    day: DayFile
    hours: Hours
    names: SessionNames
    source: Source
    path: Path

    def read(self, written: SessionShape) -> Session | None:
        """The session; None when it has no name."""
        groups = self.names.groups.find_all(written.groups, self.source, (*self.path, "groups"))
        title = _title_of(written, self.day)
        name = name_of(written, self.day)
        if not name:
            known = (self.source.file, self.source.line(self.path)) in self.source.fault_list.texts
            known = known or self.source.has_left_out(self.path, "title", "group", "groups", "name")
            if not known and not self.source.fault_list.unsure & {"sessions"}:
                title, group = (quoted(self.source.key((*self.path, key))) for key in ("title", "group"))
                neither = Sentence("This session has neither a {title} nor a {group}.", title=title, group=group)
                self.source.fault(self.path, neither)
            return None
        if name.endswith("#note"):
            wrong = Sentence('A name cannot end in "#note".')
            self.source.fault((*self.path, "name" if written.name else "title"), wrong)
        held = is_held(written)
        kind = self._kind(written, groups)
        talks = TalkReader(self.names.talks, self.hours.clock, self.source, self.path)
        talk = talks.read(written, title or name, kind, held=held)
        minutes = talk.pop("minutes", 0) or written.minutes or usual_minutes(self.day, self.hours.days)
        if held and (fault := too_long(minutes, self.hours.days)):
            self.source.fault((*self.path, "minutes"), fault)
        days = self._days(written)
        needs_room, rooms = self._rooms(written, kind)
        required, required_groups = self._required(written)
        speakers, hosts = self._people(written.speakers, "speakers"), self._people(written.hosts, "hosts")
        needed = {"speaks at": speakers, "hosts": hosts, "must be at": required}
        starts = self._starts(written, minutes, days, held)
        return Session(
            name=name,
            title=title or name,
            kind=kind,
            minutes=minutes,
            groups=groups,
            invited=self.names.groups.find_all(written.invited, self.source, (*self.path, "invited")),
            starts=talks.starts(starts, talk["slots"]) if talk and held else starts,
            rounds=self._rounds(written),
            windows=self._windows(written),
            days=days,
            needs_room=needs_room or bool(talk),
            rooms=rooms,
            features=self._features(written),
            tags=tuple(dict.fromkeys(written.tags)),
            expected=written.expected,
            speakers=_who_come(speakers),
            hosts=_who_come(hosts),
            required=_who_come(required),
            required_groups=required_groups,
            absent=tuple((person, why) for why, people in needed.items() for person in people if person.absent),
            open=written.open,
            **PlacesReader(self.names.people, self.source, self.path).read(written, title or name, kind),
            online=written.online,
            link=next((entry.link for entry in written.link if not entry.title), ""),
            links=self._links(written),
            papers=tuple(NamedLink(entry.link, entry.title or "") for entry in written.papers),
            private_link=written.private_link,
            description=written.description,
            held=held,
            note=written.note,
            goes_to=written.goes_to or "",
            optional=written.optional,
            price=written.price,
            **talk,
        )

    def _links(self, written: SessionShape) -> tuple[NamedLink, ...]:
        """All but the one by which one joins: that is the first without a title."""
        joins = next((entry for entry in written.link if not entry.title), None)
        if written.link and joins is None and written.online:
            self.source.say(
                (*self.path, "link"),
                Sentence(
                    "{title} is online, and each of its links has a title, so that none is the one to join by. Write "
                    "that one without a title.",
                    title=quoted(_title_of(written, self.day)),
                ),
            )
        return tuple(NamedLink(entry.link, entry.title or "") for entry in written.link if entry is not joins)

    def _kind(self, written: SessionShape, groups: Sequence[Group]) -> Kind:
        usual = Kind.TALK if written.track else Kind.MEETING
        return written.kind or (_KIND_OF_GROUP.get(groups[0].kind, usual) if groups else usual)

    def _people(self, names: Sequence[str], key: str) -> tuple[Person, ...]:
        return self.names.people.find_all(names, self.source, (*self.path, key))

    def _required(self, written: SessionShape) -> tuple[tuple[Person, ...], tuple[Group, ...]]:
        """People and groups may stand in one list."""
        people: list[Person] = []
        groups: list[Group] = []
        for number, name in enumerate(written.required):
            if group := self.names.groups.things.get(name):
                groups.append(group)
            elif person := self.names.people.find(name, self.source, (*self.path, "required", number)):
                people.append(person)
        return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(groups))

    def _days(self, written: SessionShape) -> tuple[date, ...] | None:
        if written.days is None:
            return None
        for number, day in enumerate(written.days):
            if all(day != open_day.date for open_day in self.hours.days):
                self.source.fault((*self.path, "days", number), no_day(day, self.hours.days))
        return tuple(
            day for day in dict.fromkeys(written.days) if any(day == open_day.date for open_day in self.hours.days)
        )

    def _starts(
        self, written: SessionShape, minutes: int, days: Sequence[date] | None, held: bool
    ) -> tuple[Minute, ...] | None:
        """The allowed starts that fit the opening hours. An hour that fits on no day is a fault."""
        if written.at is None:
            return None
        starts: list[Minute] = []
        for number, hour in enumerate(written.at):
            path = (*self.path, "at", number)
            moments = self.hours.minutes((hour,), self.source, path[:-1], days)
            fitting = [minute for minute in moments if self._open(Span(minute, minute + minutes))]
            if moments and not fitting and held:
                clock = self.hours.clock
                opening = listing([clock.span(day.hours) for day in self.hours.days], "or")
                span = clock.span(Span(moments[0], moments[0] + minutes))
                self.source.fault(path, outside_hours(span, opening))
            starts += fitting if held else moments
        return tuple(sorted(set(starts)))

    def _open(self, span: Span) -> bool:
        return any(day.hours.holds(span) for day in self.hours.days)

    def _rounds(self, written: SessionShape) -> tuple[str, ...] | None:
        names = none_or_names(written.rounds)
        return names and self.names.rounds.find_all(names, self.source, (*self.path, "rounds"))

    def _windows(self, written: SessionShape) -> tuple[Span, ...] | None:
        if written.windows is None:
            return None
        return tuple(dict.fromkeys(self.hours.spans(written.windows, self.source, (*self.path, "windows"))))

    def _rooms(self, written: SessionShape, kind: Kind) -> tuple[bool, tuple[Room, ...] | None]:
        """Whether the session needs a room, and which it may stand in (None: any that suits)."""
        names = none_or_names(written.rooms)
        if names is None:
            return bool(kind.is_meeting and not written.online and self.day.rooms), None
        if not names:
            return False, None
        found = self.names.rooms.find_all(names, self.source, (*self.path, "rooms"))
        return True, tuple(dict.fromkeys(room for doors in found for room in doors))

    def _features(self, written: SessionShape) -> frozenset[str]:
        return frozenset(self.names.features.find_all(written.features, self.source, (*self.path, "features")))
