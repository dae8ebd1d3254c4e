"""What stands on the page: each session with its hours, its tone, who it concerns and its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from markupsafe import Markup

from scheduler.conference.clock import Clock, Minute
from scheduler.conference.conference import Conference, Group, Kind, Person
from scheduler.conference.own_hours import own_hours
from scheduler.conference.personal_day import personal_day
from scheduler.publishing.attendee_text import is_online, link
from scheduler.publishing.exports.addresses import followable, safe
from scheduler.publishing.exports.document import Document, SessionText
from scheduler.publishing.exports.html.adding import Adding, adding
from scheduler.publishing.exports.html.linking import linked, named
from scheduler.text import sanitize

MANY = 300  # sessions; of more, a page has no links that fill in an event at a maker, for it would be twice as long
TONES = 8  # colours for pillars; the ninth pillar has the first one's, and its name in words


@dataclass(frozen=True)
class Moment:
    """An hour as people read it (`text`), and as machines do: `2023-02-10T11:40+01:00`."""

    minute: Minute
    text: str
    machine: str

    @classmethod
    def at(cls, clock: Clock, minute: Minute) -> Moment:
        return cls(minute, clock.hour(minute), clock.aware(minute).isoformat(timespec="minutes"))


@dataclass(frozen=True)
class PageEntry:
    """A session on the page. `number`: its place among all of them, by which grid, list and text know each other.

    `told`: it has a text of its own, under `anchor`. `who`, `groups`, `pillars`: numbers of `FilterChoices` by which
    it is found.
    """

    number: int
    session_text: SessionText
    title: str
    starts: Moment | None
    ends: Moment | None
    tone: str
    has_text: bool
    link: str
    link_name: str
    links: tuple[tuple[str, str], ...]
    papers: tuple[tuple[str, str], ...]
    who: str
    groups: str
    pillars: str
    led: tuple[tuple[str, Markup], ...]
    paragraphs: tuple[Markup, ...]
    adding: Adding | None = None

    @property
    def file_name(self) -> str:
        """What its own calendar is called where it is kept."""
        return f"{sanitize.plain(self.title)[:60].strip('-') or self.session_text.anchor}.ics"

    @property
    def eyebrow(self) -> str:
        """What stands above the title: the track or the pillars, else the kind; nothing above what is for everyone."""
        own = self.session_text
        return "" if own.common else own.track or " · ".join(own.pillars) or own.kind

    @property
    def online(self) -> bool:
        """Whether one may follow it from elsewhere, where the clock shows other hours."""
        placement = self.session_text.placement
        return placement is not None and bool(is_online(placement) or link(placement))

    @property
    def moving(self) -> bool:
        """Moving time, which is kept narrow."""
        return self.session_text.session.kind is Kind.MOVING

    @property
    def long(self) -> bool:
        """Whether its text may be parted in print."""
        return sum(map(len, self.paragraphs)) > 1200

    @property
    def meta(self) -> str:
        """What stands behind the hours in lists: the room, the track, the pillars, the kind."""
        own = self.session_text
        kind = "" if self.moving or own.kind == self.title.lower() else own.kind
        return "\u00a0· ".join(part for part in (own.room, own.track, *own.pillars, kind) if part)

    @property
    def speakers(self) -> str:
        """Who presents it, below its title where it stands among the talks of a track."""
        return ", ".join(sanitize.line(person.name) for person in self.session_text.session.speakers)


@dataclass(frozen=True)
class Choice:
    """Something that one can ask for. `zone`: of a person whose clock shows other hours, called `place`; else empty."""

    name: str
    zone: str = ""
    place: str = ""


@dataclass(frozen=True)
class FilterChoices:
    """What one can ask for, each name once: people by name, groups and pillars in the order of the file."""

    people: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    pillars: tuple[Choice, ...]

    @property
    def fields(self) -> list[str]:
        """The names on the page of what one can ask by."""
        choices = {"f-person": self.people, "groups": self.groups, "f-pillar": self.pillars}
        return [*(name for name, options in choices.items() if options), "f-q"]


@dataclass(frozen=True)
class Contents:
    """`placed`: in order of time; `absent`: those that do not stand in the programme."""

    placed: tuple[PageEntry, ...]
    absent: tuple[PageEntry, ...]
    choices: FilterChoices

    def starting(self, entries: Iterable[PageEntry]) -> list[tuple[Moment, list[PageEntry]]]:
        """The entries by the hour at which they begin."""
        placed = [(entry.starts, entry) for entry in entries if entry.starts]
        return [(start, [entry for _, entry in group]) for start, group in groupby(placed, key=lambda pair: pair[0])]


def contents(document: Document, *, people: bool, files: Mapping[str, str] = MappingProxyType({})) -> Contents:
    """`people`: one can ask for anybody's own day, not only for those who lead or speak.

    `files`: each session's own calendar, by its name.
    """
    concerned = _own_days(document) if people else _leading(document)
    names = sorted(
        {person for found in concerned.values() for person in found}, key=lambda p: (p.name.casefold(), p.name)
    )
    meeting = {group.name for session_text in document.session_texts for group in _groups(session_text)}
    groups = [group.name for group in document.conference.groups if group.name in meeting]
    pillars = list(
        dict.fromkeys(
            [*document.pillars, *(name for session_text in document.session_texts for name in session_text.pillars)]
        )
    )
    who_number = {person: number for number, person in enumerate(names)}
    group_number = {name: number for number, name in enumerate(groups)}
    pillar_number = {name: number for number, name in enumerate(pillars)}

    def entry(number: int, session_text: SessionText) -> PageEntry:
        placement, clock = session_text.placement, document.conference.clock
        link = safe(session_text.link) if session_text.link else ""
        has_text = (
            session_text.session.kind.is_meeting
            or session_text.has_facts
            or bool(session_text.note or session_text.paragraphs)
        )
        return PageEntry(
            number=number,
            session_text=session_text,
            title=sanitize.line(session_text.title, None)
            or sanitize.line(session_text.session.name, None)
            or session_text.kind,
            starts=Moment.at(clock, placement.start) if placement else None,
            ends=Moment.at(clock, placement.end) if placement else None,
            tone=_tone(session_text),
            has_text=has_text,
            link=link,
            link_name=named(link),
            links=followable(session_text.links),
            papers=followable(session_text.papers),
            who=_numbers(who_number[person] for person in concerned[session_text.session.name]),
            groups=_numbers({group_number[group.name] for group in _groups(session_text)}),
            pillars=_numbers(pillar_number[name] for name in session_text.pillars),
            led=tuple((word, linked(names)) for word, names in session_text.led),
            paragraphs=tuple(linked(paragraph) for paragraph in session_text.paragraphs),
            adding=adding(document, session_text, files, links=len(document.placed) <= MANY) if has_text else None,
        )

    entries = [entry(number, session_text) for number, session_text in enumerate(document.session_texts)]
    return Contents(
        placed=tuple(entry for entry in entries if entry.starts),
        absent=tuple(entry for entry in entries if not entry.starts),
        choices=FilterChoices(
            tuple(_person(document, person) for person in names),
            tuple(map(Choice, groups)),
            tuple(map(Choice, pillars)),
        ),
    )


def _tone(session_text: SessionText) -> str:
    """The class that gives it its colour."""
    if session_text.session.kind is Kind.MOVING:
        return "moving"
    if session_text.session.kind.for_everyone:
        return "plenary"
    if session_text.common:
        return "pause"
    return "plain" if session_text.colour is None else f"c{session_text.colour % TONES}"


def _groups(session_text: SessionText) -> tuple[Group, ...]:
    return (*session_text.session.groups, *session_text.session.invited)


def _leading(document: Document) -> Mapping[str, tuple[Person, ...]]:
    """By session, those who lead it, speak there or receive."""
    conference = document.conference
    return {
        session_text.session.name: tuple(
            dict.fromkeys(
                (*conference.leaders(session_text.session), *session_text.session.speakers, *session_text.session.hosts)
            )
        )
        for session_text in document.session_texts
    }


def _own_days(document: Document) -> Mapping[str, tuple[Person, ...]]:
    """By session, whoever goes there; of what is for everyone nobody, since that stays in view for all."""
    conference: Conference = document.conference
    going: dict[str, list[Person]] = {session_text.session.name: [] for session_text in document.session_texts}
    for person in conference.people:
        for item in personal_day(conference, document.programme, person).items:
            if not item.placement.session.kind.is_common:
                going[item.placement.session.name].append(person)
    return {name: tuple(found) for name, found in going.items()}


def _person(document: Document, person: Person) -> Choice:
    """By their name and organisation; with their zone where any session begins at another hour there."""
    clock = document.conference.clock
    own = (own_hours(clock, person, placement.span) for placement in document.programme.values() if person.zone)
    first = next(filter(None, own), None)
    if first is None:
        return Choice(_called(person))
    return Choice(_called(person), first.zone, document.language.city(first.zone, first.place))


def _called(person: Person) -> str:
    name, of = sanitize.line(person.name), sanitize.line(person.organisation)
    return f"{name} ({of})" if of and not name.endswith(f"({of})") else name


def _numbers(found: Iterable[int]) -> str:
    return " ".join(map(str, sorted(found)))
