"""What any reader makes of a published schedule, whoever wrote it, with what was left out said aloud."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from html.parser import HTMLParser
from uuid import UUID

from scheduler.conference.clock import typed_day, typed_hour
from scheduler.conference.named_link import NamedLink
from scheduler.files.importing.netday_notes import Roles
from scheduler.text import sanitize
from scheduler.text.sentence import Sentence

_TAGS = re.compile(r"</?(?:p|br|a|ul|ol|li|div|span|strong|em|b|i|h[1-6]|code|pre|blockquote)\b[^<>]*>", re.IGNORECASE)
_ENTITIES = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_BLOCKS = {"p", "br", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "tr"}


YEARS = range(1970, 2201)  # of a schedule; where there is no date some programs write one of year 1 or 9999


@dataclass(frozen=True)
class ParsedEvent:
    """An event. `begins`: local time, with its offset where the file gives one. `room` "": none is named.

    `line`: where it stands. `shown`: what its clock shows then, in minutes after midnight, where that stands apart.

    `guid` None: it has none, or one that is none. `links` and `papers`: as they stand there. `name` and
    `note`: of a session of our own, its name in the day file, and what is to be told of it besides its text.
    """

    guid: UUID | None
    begins: datetime
    minutes: int
    room: str
    title: str
    track: str
    type: str
    language: str
    text: str
    persons: tuple[str, ...]
    links: tuple[NamedLink, ...]
    roles: Roles
    name: str = ""
    note: str = ""
    line: int = 0
    shown: int | None = None
    papers: tuple[NamedLink, ...] = ()


@dataclass(frozen=True)
class ParsedDay:
    """One day with its events: those after midnight may be of the day before. `hours`: when it opens and closes.

    `day_change`: up to how many minutes after midnight an event may be of the night before.
    """

    date: date
    events: tuple[ParsedEvent, ...]
    hours: tuple[datetime, datetime] | None = None
    day_change: int = 0


@dataclass(frozen=True)
class ParsedSchedule:
    """A schedule. `zone` "": it names none. `rooms`: those it names, with what they seat. `room_guids`: by name, some.

    `ours`: netday wrote it. `online`: rooms that are links. `read`: how many events stand in the file; `remarks`: what
    could not be read of it.
    """

    file: str
    title: str
    zone: str
    website: str
    place: str
    rooms: dict[str, int | None]
    room_guids: dict[str, UUID]
    tracks: tuple[str, ...]
    online: frozenset[str]
    ours: bool
    days: tuple[ParsedDay, ...]
    read: int
    remarks: tuple[str, ...]


def guid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def moment(text: str) -> datetime | None:
    """An ISO 8601 moment, with or without offset; None for anything else, and for years that stand for no date."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.year in YEARS else None


def length(text: str) -> int | None:
    """Minutes of `0:45`, `01:30`, `00:45:00`, of `1:02:30` (days before hours) and of `45`; None for anything else.

    >>> [length(text) for text in ("0:45", "01:30", "00:45:00", "1:02:30", "45", "soon")]
    [45, 90, 45, 1590, 45, None]
    """
    if not re.fullmatch(r"\d{1,4}(:\d{1,2}){0,2}", text.strip()):
        return None
    *parts, last = (int(part) for part in text.split(":"))
    if len(parts) < 2:
        return (parts[0] * 60 if parts else 0) + last
    return parts[0] * 60 + parts[1] if last == 0 else parts[0] * 1440 + parts[1] * 60 + last


def plain_line(text: str) -> str:
    """A title or a name, in which some tools write letters as HTML does.

    >>> plain_line("R&amp;D, AT&T &copy and Caf&eacute;")
    'R&D, AT&T &copy and Café'
    """
    return sanitize.line(_ENTITIES.sub(lambda found: unescape(found[0]), text), None)


def plain_text(text: str) -> str:
    """The text without tags and entities, where it is HTML; as it is where it is not.

    >>> print(plain_text("<p>Water &amp; soil.</p><p>For all.</p>"))
    Water & soil.
    <BLANKLINE>
    For all.
    """
    if _TAGS.search(text):
        reader = _Words()
        reader.feed(text)
        reader.close()
        text = "".join(reader.words)
    else:
        text = _ENTITIES.sub(lambda found: unescape(found[0]), text)
    lines = [line.strip() for line in sanitize.text(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  its own shape
        if tag in _BLOCKS:
            self.words.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def moment_text(begins: datetime) -> Sentence:
    """`2026-03-01 at 9:30`: what stands in a file, so the hour is as there."""
    hour = typed_hour(60 * begins.hour + begins.minute)
    return Sentence("{date} at {hour}", date=typed_day(begins.date()), hour=hour)
