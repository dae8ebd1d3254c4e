"""One session put into somebody's calendar, once: as a file, or by a link that fills in an event at Google or Outlook.

The hours in the links are in UTC, which no clock change can shift.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from scheduler.conference.programme import Placement
from scheduler.publishing.exports.addresses import safe
from scheduler.publishing.exports.document import Document, SessionText
from scheduler.publishing.page_links import page_address
from scheduler.text import sanitize

_LONGEST = 400  # letters of a description, for addresses of thousands are refused


@dataclass(frozen=True)
class Adding:
    """How one session comes into a calendar. `file`: its own, "" where there is none. `makers`: each with its link."""

    file: str
    makers: tuple[tuple[str, str], ...]


def adding(
    document: Document, session_text: SessionText, files: Mapping[str, str], *, links: bool = True
) -> Adding | None:
    """The ways for this session; None where there is none. `files`: addresses from the page, by session."""
    placement, name = session_text.placement, session_text.session.name
    if placement is None or not (links or name in files):
        return None
    file = files.get(name, "")
    return Adding(file, _makers(document, session_text, placement) if links else ())


def _makers(document: Document, session_text: SessionText, placement: Placement) -> tuple[tuple[str, str], ...]:
    clock, name = document.conference.clock, session_text.session.name
    starts, ends = (clock.aware(minute).astimezone(UTC) for minute in (placement.start, placement.end))
    title = sanitize.line(session_text.title) or session_text.kind
    link = safe(session_text.link)
    online = bool(link) and not (placement.room and not placement.room.online)
    where = link if online else sanitize.line(", ".join(filter(None, (session_text.room, document.place))))
    about = sanitize.cut_at_word(sanitize.text("".join(session_text.paragraphs[:1])), _LONGEST)
    text = "\n\n".join(filter(None, ("" if online else link, about, page_address(document.website, name))))
    google = {
        "action": "TEMPLATE",
        "text": title,
        "dates": f"{_basic(starts)}/{_basic(ends)}",
        "location": where,
        "details": text,
    }
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": title,
        "startdt": _extended(starts),
        "enddt": _extended(ends),
        "location": where,
        "body": text,
    }
    return (
        ("google", _address("https://calendar.google.com/calendar/render", google)),
        ("outlook", _address("https://outlook.live.com/calendar/0/deeplink/compose", outlook)),
        ("outlook_work", _address("https://outlook.office.com/calendar/deeplink/compose", outlook)),
    )


def _address(to: str, asked: Mapping[str, str]) -> str:
    """The address; blanks as %20, for Outlook shows a plus as a plus."""
    return f"{to}?{urlencode({key: value for key, value in asked.items() if value}, quote_via=quote, safe='')}"


def _basic(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _extended(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
