"""Sessions into entries: hours, place and description, each made once however many calendars it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.publishing.attendee_text import AttendeeText, is_online, link, pillars, public_link, to_follow, to_read
from scheduler.publishing.calendars.entry import NOTHING_YET, Entry, EventOptions, Of
from scheduler.publishing.page_links import page_address
from scheduler.text import sanitize
from scheduler.text.language import Language
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing

LONGEST = 255  # letters of a summary or location; more than one client refuses longer ones
LONGEST_TEXT = 7_500  # of a description, before the address of the page: Google's calendar takes 8,192
_MOST = 20_000  # entries kept: those of a session are few, those that name somebody's alternatives are not


@dataclass(frozen=True)
class _Page:
    """What an entry says of its session, whoever it is for."""

    starts: datetime
    ends: datetime
    location: str
    text: str
    url: str


class Writer:
    """Writes the entries of one programme in one language."""

    def __init__(
        self, conference: Conference, programme: Programme, language: Language, options: EventOptions | None = None
    ) -> None:
        self._options = options or EventOptions()
        self.attendee_text = AttendeeText.of(conference, language)
        self.conference = self.attendee_text.conference
        self.programme = programme
        self._say = language.say
        self._entries: dict[tuple[Session, tuple[str, ...], bool, bool, bool], Entry] = {}
        self._page = cache(self._page_of)
        self._joining: dict[str, list[str]] = {}
        for session in conference.sessions:
            if session.goes_to and not session.held:
                sentence = self._say("{title} does not meet separately and joins here.", title=session.title)
                self._joining.setdefault(session.goes_to, []).append(f"{sentence} {session.note}".strip())

    def entry(
        self,
        placement: Placement,
        lines: tuple[str, ...] = (),
        *,
        personal: bool = False,
        free: bool = False,
        rings: bool = False,
    ) -> Entry:
        """The entry of a session. `lines` come first in its description. `free`: it does not block the calendar.

        `personal`: the calendar is of somebody who may have the link, also when that is private. `rings`: it is of
        those who go there, so that the reminder is for them, where there is one.
        """
        session = placement.session
        key = (session, lines, personal, free, rings)
        if key not in self._entries:
            if len(self._entries) >= _MOST:
                self._entries.clear()
            page = self._page(placement, personal)
            transparent = free or not session.kind.is_meeting
            self._entries[key] = Entry(
                key=session.name,
                starts=page.starts,
                ends=page.ends,
                summary=_cut(session.title),
                location=page.location,
                description=self._description(session, "\n".join(lines), page.text),
                categories=(self.attendee_text.kind(session), *pillars(session)),
                url=page.url or page_address(self.conference.website, session.name),
                conference_url=page.url if self._options.conference and page.url.casefold().startswith("http") else "",
                transparent=transparent,
                reminder=self._options.reminder if rings and not transparent else 0,
            )
        return self._entries[key]

    def absence(self, session: Session, lines: tuple[str, ...] = (), person: Person | None = None) -> Entry:
        """The note that a session does not take place: not held, held elsewhere or dropped. `person`: who reads it."""
        if session.held:
            summary = self._say("Notice: {title} is dropped", title=session.title)
            sentence = self._say("This is dropped from the programme.")
        else:
            summary = self._say("Notice: {title} does not take place", title=session.title)
            other = next((p for p in self.programme.in_time_order if p.session.name == session.goes_to), None)
            where = self.attendee_text.with_hours(other, person, year=True) if other else ""
            sentence = self._say("Those who come go to {what}.", what=where) if where else ""
        return self._note(session, self.attendee_text.note_day(session), summary, (*lines, sentence))

    def missed(self, placement: Placement, lines: tuple[str, ...], person: Person) -> Entry:
        """The note that the person misses a session, for they are not there then."""
        text = self.attendee_text
        summary = self._say(
            "{title} ({hours}): you are not there",
            title=placement.session.title,
            hours=text.hours(placement, person, year=True),
        )
        what = text.with_hours(placement, person, year=True)
        sentence = self._say("You are not there for the whole of {what}.", what=what)
        day = self.conference.clock.date(placement.start)
        return self._note(placement.session, day, summary, (*lines, sentence), text.venue(placement))

    def waits(self, placement: Placement, lines: tuple[str, ...], person: Person) -> Entry:
        """The note that the person is on the waiting list of a session."""
        text = self.attendee_text
        hours = text.hours(placement, person, year=True)
        summary = self._say("Waiting list: {title} ({hours})", title=placement.session.title, hours=hours)
        sentence = self._say("As soon as you have a place, it stands here with its hours.")
        day = self.conference.clock.date(placement.start)
        return self._note(placement.session, day, summary, (*lines, sentence), text.venue(placement))

    def nothing_yet(self, kind: Of) -> Entry:
        """What stands in a calendar in which nothing stands: without an event it would be none (RFC 5545, 3.6)."""
        day = self.conference.days[0].date
        if kind == "person":
            summary = self._say("Nothing in your programme so far")
        else:
            summary = self._say("Nothing in this calendar so far")
        text = self._say("What is added stands here by itself, if you subscribed to this calendar.")
        return Entry(
            key=NOTHING_YET,
            starts=day,
            ends=day + timedelta(days=1),
            summary=summary,
            location=_cut(self._somewhere),
            description=self._with_page(text, page_address(self.conference.website)),
            url=page_address(self.conference.website),
            transparent=True,
        )

    def _note(self, session: Session, day: date, summary: str, lines: tuple[str, ...], location: str = "") -> Entry:
        return Entry(
            key=f"{session.name}#note",
            starts=day,
            ends=day + timedelta(days=1),
            summary=_cut(summary),
            location=_cut(location or self._somewhere),
            description=self._description(session, "\n".join(filter(None, lines)), session.note, session.description),
            categories=(self.attendee_text.kind(session), *pillars(session)),
            url=page_address(self.conference.website, session.name),
            transparent=True,
        )

    def _page_of(self, placement: Placement, personal: bool) -> _Page:
        session = placement.session
        url = link(placement) if personal else public_link(placement)
        clock = self.conference.clock
        starts, ends = clock.aware(placement.start), clock.aware(placement.end)
        joining = self._joining.get(session.name, ())
        facts, papers = self._facts(placement, url, personal=personal), self._papers(session, personal=personal)
        text = _paragraphs("\n".join(joining), facts, session.note, papers, session.description)
        return _Page(starts, ends, self._location(placement, url), text, url)

    def _location(self, placement: Placement, url: str) -> str:
        if not is_online(placement):
            return _cut(self.attendee_text.venue(placement) or self._somewhere)
        if url and len(url) <= LONGEST:
            return url
        room = placement.room.name if placement.room else ""
        if url or not link(placement):
            return _cut(room or self._say("Online"))
        hidden = self._say("Online; the link stands in your personal calendar")
        return _cut(f"{room}: {hidden}" if room else hidden)

    def _facts(self, placement: Placement, url: str, *, personal: bool) -> str:
        """Who leads, speaks and receives, whom to ask, and how to join: a line each."""
        facts = [f"{word}: {names}" for word, names in self.attendee_text.people(placement.session)]
        if is_online(placement) and placement.room:
            facts.append(f"{self._say('Room')}: {placement.room.name}")
        if url:
            facts.append(f"{self._say('Online')}: {url}")
        elif link(placement) and not is_online(placement):
            facts.append(self._say("Online; the link stands in your personal calendar"))
        if places := self.attendee_text.places(placement.session):
            facts.append(places)
        facts += [f"{one.name}: {one.url}" for one in to_follow(placement.session, personal=personal)]
        return "\n".join(facts)

    def _papers(self, session: Session, *, personal: bool) -> str:
        """The papers, a line each. In the text, where every client shows them; few do so with an ATTACH."""
        papers = to_read(session, personal=personal)
        return "\n".join([self._say("Papers"), *(f"{one.name}: {one.url}" for one in papers)]) if papers else ""

    def _description(self, session: Session, *paragraphs: str) -> str:
        """The paragraphs as one text, and where the session stands on the page.

        Never empty: libical takes an empty description for a fault in the file.
        """
        whole = _paragraphs(*paragraphs) or self.attendee_text.kind(session)
        return self._with_page(whole, page_address(self.conference.website, session.name))

    def _with_page(self, whole: str, address: str) -> str:
        """The text, cut with a remark where it is so long that some client drops it or the event, and the address."""
        text = sanitize.cut_at_word(whole, LONGEST_TEXT)
        if text != whole:
            on_page = self._say("[Shortened here; the whole text is on the page.]")
            text = f"{text}\n\n{on_page if address else self._say('[Shortened here.]')}"
        # `ics_writer.facts` knows this line by its address.
        return _paragraphs(text, self._say("Latest on the page: {address}", address=address) if address else "")

    @property
    def _somewhere(self) -> str:
        """The location when nothing is known of that: some clients drop an event without a location."""
        return self.conference.place or self.conference.title or self._say("To be announced")


def shortened_remarks(conference: Conference) -> list[str]:
    """A sentence for the organisers, where texts are too long for calendars."""
    long = [s for s in conference.sessions if sanitize.is_longer(f"{s.note}\n\n{s.description}", LONGEST_TEXT)]
    if not long:
        return []
    whose = listing(f'"{session.title}"' for session in long)
    return [
        Sentence(
            "Too long for some calendar programs is the text of {sessions}. In the calendars it is cut after "
            "{number} letters, with a remark; the page and the booklet have all of it.",
            sessions=whose,
            number=LONGEST_TEXT,
        )
    ]


def _paragraphs(*paragraphs: str) -> str:
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
