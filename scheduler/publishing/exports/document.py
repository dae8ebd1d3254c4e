"""What every printed form says, once, in the language of its readers; the forms (HTML, PDF, XLSX, …) only lay it out.

A document has the letter, a page with a grid for each day, and a text for each session: title, hours, room, who leads
it, what it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from scheduler.conference.conference import Conference, NamedLink, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.publishing.attendee_text import AttendeeText, pillars, public_link, to_follow, to_read
from scheduler.publishing.exports.grid import Cell, Grid, for_everyone, grids
from scheduler.publishing.page_links import anchor
from scheduler.text.language import Language


@dataclass(frozen=True)
class SessionText:
    """One session as people read of it. Texts are in the document's language and as the day file has them, unescaped.

    `placement` None: it does not stand in the programme, and `note` says why. `anchor`: an ASCII name of its own, the
    same in every edition. `day`: `vr 10 februari 2023` on a conference of several days, else "". `hours`: "" without a
    placement. `room`: its name, `online`, or "". `colour`: its place in `Document.pillars`, None for none. `led`: what
    and who, like ("Voorzitters", "Adam Elzakalai, Maarten Burggraaf"). `link` "": none, or one that is not for
    everybody. `links` and `papers`: to follow and to read besides, as far as everybody may have them.
    `places`: how many can come, where one signs up.
    `track`: of a talk, to which it belongs. `common`: it concerns all who are there. `news`: what changed since the
    last edition, in words; "" for nothing.
    """

    session: Session
    placement: Placement | None
    anchor: str
    title: str
    day: str
    hours: str
    room: str
    kind: str
    pillars: tuple[str, ...]
    groups: tuple[str, ...]
    colour: int | None
    led: tuple[tuple[str, str], ...]
    link: str
    links: tuple[NamedLink, ...]
    papers: tuple[NamedLink, ...]
    places: str
    note: str
    paragraphs: tuple[str, ...]
    common: bool
    news: str = ""
    track: str = ""

    @property
    def has_facts(self) -> bool:
        """Whether anything is told of it but when, where and what about."""
        return bool(self.led or self.link or self.links or self.papers or self.places)


@dataclass(frozen=True)
class DayPage:
    """One day: its name (`vrijdag 10 februari 2023`) and its grid, exact in time."""

    date: date
    name: str
    grid: Grid


@dataclass(frozen=True)
class Document:
    """The whole programme in words.

    `session_texts`: of what stands in the programme in order of time, then of the rest, as in the file. `pillars`: the
    legend, a name for each colour. `gone`: sentences on what the last edition had and this one has not. `blocks`: what
    the cells tell that hold the talks of a track.
    """

    conference: Conference
    programme: Programme
    language: Language
    title: str
    dates: str
    place: str
    website: str
    letter: tuple[str, ...]
    pillars: tuple[str, ...]
    day_pages: tuple[DayPage, ...]
    session_texts: tuple[SessionText, ...]
    gone: tuple[str, ...] = ()
    blocks: Mapping[Placement, SessionText] = field(default_factory=dict)

    def shown(self, cell: Cell) -> SessionText:
        """What a cell of a grid tells: of a block its track and hours, and `talks` tells the rest."""
        return self.blocks[cell.placement] if cell.talks else self._by_name[cell.placement.session.name]

    def talks(self, cell: Cell) -> tuple[SessionText, ...]:
        """The talks in a cell that is a block."""
        return tuple(self._by_name[talk.session.name] for talk in cell.talks)

    @cached_property
    def _by_name(self) -> Mapping[str, SessionText]:
        return {session_text.session.name: session_text for session_text in self.session_texts}

    @property
    def placed(self) -> tuple[SessionText, ...]:
        return tuple(session_text for session_text in self.session_texts if session_text.placement)

    @property
    def absent(self) -> tuple[SessionText, ...]:
        return tuple(session_text for session_text in self.session_texts if not session_text.placement)

    @property
    def changes(self) -> tuple[tuple[SessionText | None, str], ...]:
        """What changed since the last edition, each with its session; None where a sentence names one that is gone."""
        news = [(session_text, session_text.news) for session_text in self.session_texts if session_text.news]
        return (*news, *((None, sentence) for sentence in self.gone))


def document(
    conference: Conference, programme: Programme, language: Language, news: Mapping[str, str] | None = None
) -> Document:
    """What the forms say of this programme. `news`: by name of session, what changed since the last edition."""
    attendee_text = AttendeeText.of(conference, language)
    conference = attendee_text.conference
    legend = tuple(group.name for group in conference.groups if group.kind == "pillar")
    day_pages = tuple(
        DayPage(grid.day.date, language.long_day(grid.day.date), grid) for grid in grids(conference, programme)
    )
    writer = _Writer(attendee_text, legend, news or {})
    session_texts = [writer.session_text(p.session, p, p.session.note) for p in programme.in_time_order]
    session_texts += [
        writer.session_text(s, None, writer.absence(s)) for s in conference.sessions if s not in programme
    ]
    first, last = conference.days[0].date, conference.days[-1].date
    dates = language.long_day(first) if first == last else f"{language.long_day(first)} – {language.long_day(last)}"
    return Document(
        conference=conference,
        programme=programme,
        language=language,
        title=conference.title,
        dates=dates,
        place=conference.place,
        website=conference.website,
        letter=_paragraphs(conference.letter),
        pillars=legend,
        day_pages=day_pages,
        session_texts=tuple(session_texts),
        blocks={
            cell.placement: writer.session_text(cell.placement.session, cell.placement, "")
            for day_page in day_pages
            for cell in day_page.grid.cells
            if cell.talks
        },
    )


@dataclass(frozen=True)
class _Writer:
    attendee_text: AttendeeText
    legend: tuple[str, ...]
    news: Mapping[str, str]

    def session_text(self, session: Session, placement: Placement | None, note: str) -> SessionText:
        conference, language = self.attendee_text.conference, self.attendee_text.language
        clock = conference.clock
        own = pillars(session)
        return SessionText(
            session=session,
            placement=placement,
            anchor=anchor(session.name),
            title=session.title,
            day=language.day(clock.date(placement.start)) if placement and clock.several_days else "",
            hours=f"{clock.hour(placement.start)}–{clock.hour(placement.end)}" if placement else "",
            room=self.attendee_text.room(placement) if placement else "",
            kind=self.attendee_text.kind(session),
            pillars=own,
            groups=tuple(group.name for group in session.groups),
            colour=next((self.legend.index(name) for name in own if name in self.legend), None),
            led=tuple(self.attendee_text.people(session)),
            link=public_link(placement) if placement else "",
            links=to_follow(session) if placement else (),
            papers=to_read(session),
            places=self.attendee_text.places(session) if placement else "",
            note=note,
            paragraphs=_paragraphs(session.description),
            common=for_everyone(session),
            news=self.news.get(session.name, ""),
            track=session.track.name if session.track else "",
        )

    def absence(self, session: Session) -> str:
        """What is told of a session that does not stand in the programme: its own note, or why."""
        say, conference = self.attendee_text.language.say, self.attendee_text.conference
        if session.note:
            return session.note
        if session.held:
            return say("Dropped.")
        goes_to = conference.session(session.goes_to) if session.goes_to else None
        return say("Goes to {session}.", session=goes_to.title) if goes_to else say("Does not meet.")


def _paragraphs(text: str) -> tuple[str, ...]:
    """Divided at empty lines; a single line end is a line end within the paragraph."""
    parts = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return tuple(part.strip() for part in parts if part.strip())
