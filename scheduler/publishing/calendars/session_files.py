"""Each session as a file of its own, to put into a calendar once: beside a published page, or within a page alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from urllib.parse import quote

from scheduler.conference.conference import Conference, Kind, Session
from scheduler.conference.programme import Programme
from scheduler.publishing.calendars import ics_writer
from scheduler.publishing.calendars.build import CalendarBuilder
from scheduler.publishing.calendars.identity import conference_token, domain, relcalid, session_token, uid
from scheduler.publishing.page_links import anchor
from scheduler.text import sanitize
from scheduler.text.language import Language

FOLDER = "sessions"
_SCOPE = "one-"  # before that of the whole programme: who has both in one account has two events, and may remove one
_SHORT = 300  # letters of the description of what stands within a page


@dataclass(frozen=True, slots=True)
class SessionFile:
    """A calendar of one session. `path`: within the edition, `sessions/s-124d05175005.ics`."""

    session: Session
    path: str
    data: bytes


def session_files(conference: Conference, programme: Programme, whole: bytes) -> Iterator[SessionFile]:
    """A file of each session that takes place, from that of the `whole` programme: the same number, stamp and words.

    So who opens the file again after a change has the event replaced, where their program does that at all.
    """
    wanted = {session_token(session.name): session for session in _worth_adding(programme)}
    zone = conference.clock.zone
    for event in ics_writer.read_events(whole):
        token, _, calendar = event.uid.partition(".")
        if session := wanted.get(token):
            name = uid(token, f"{_SCOPE}{calendar}")
            data = ics_writer.alone(event.content, name, event.sequence, event.stamp, zone)
            yield SessionFile(session, f"{FOLDER}/{anchor(session.name)}.ics", data)


def session_addresses(conference: Conference, programme: Programme, language: Language) -> dict[str, str]:
    """By name of session, its calendar as an address in which all of it stands, for a page that has no files beside it.

    The stamp is that of the first day, so that the same programme gives the same page.
    """
    first = conference.days[0].date
    stamp = datetime.combine(first, time(), UTC)
    calendar = relcalid(f"{_SCOPE}prog", conference_token(conference.title, first), domain(conference.website))
    builder = CalendarBuilder(conference, programme, language)
    wanted = {session.name for session in _worth_adding(programme)}
    found = {}
    for entry in builder.whole().entries:
        if entry.key in wanted:
            short = replace(entry, description=sanitize.cut_at_word(entry.description, _SHORT))
            name = uid(session_token(entry.key), calendar)
            data = ics_writer.alone(ics_writer.content(short), name, 0, stamp, conference.clock.zone)
            found[entry.key] = f"data:text/calendar;charset=utf-8,{quote(data, safe='')}"
    return found


def _worth_adding(programme: Programme) -> list[Session]:
    return [session for session in programme if session.kind is not Kind.MOVING]
