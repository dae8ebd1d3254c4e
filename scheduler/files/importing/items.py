"""One event of a schedule, in XML or JSON, into a `ParsedEvent`, with all that is wrong said aloud."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from scheduler.conference.named_link import NamedLink
from scheduler.conference.typed_hours import parse_date
from scheduler.files import Fault
from scheduler.files.faults import quoted
from scheduler.files.importing.netday_notes import Note, Roles, separate_roles
from scheduler.files.importing.parsed import (
    YEARS,
    ParsedDay,
    ParsedEvent,
    ParsedSchedule,
    guid_of,
    length,
    moment,
    moment_text,
    plain_line,
    plain_text,
)
from scheduler.text import sanitize
from scheduler.text.sentence import Phrase, Sentence

NEXT_DAY = 4 * 60  # an event before four o'clock is of the night before, where the file has hours alone


class ScheduleItem(Protocol):
    """What the file holds of an event. `line`: where that begins, from 1. `text_of`: the text under a key, or ""."""

    @property
    def line(self) -> int: ...

    def text_of(self, name: str, /) -> str: ...


@dataclass
class Reading:
    """What has been read so far of this file."""

    file: str
    ours: bool = False  # then its texts are plain, whatever stands in them
    note: Note = field(default_factory=Note)
    day_change: int = NEXT_DAY
    read: int = 0
    remarks: list[str] = field(default_factory=list)
    titles: dict[UUID, str] = field(default_factory=dict)  # the first title under each guid
    twice: set[UUID] = field(default_factory=set)

    def remark(self, line: int, sentence: Phrase) -> None:
        """Adds a remark with the line that it is about."""
        self.remarks.append(Fault(self.file, line, "", sentence).text)

    def line(self, text: str) -> str:
        """A title or a name, on one line."""
        return sanitize.line(text, None) if self.ours else plain_line(text)

    def event(
        self,
        day: date | None,
        room: str,
        item: ScheduleItem,
        persons: Iterable[str],
        links: Iterable[NamedLink],
        papers: Iterable[NamedLink],
    ) -> ParsedEvent | None:
        """The event in our words; None, with a remark, when it has no start or no length."""
        text_of = item.text_of
        self.read += 1
        title = self.line(text_of("title")) or self.line(text_of("slug")) or "?"
        guid = guid_of(text_of("guid"))
        begins = self._begins(day, item)
        if begins is None:
            written = ", ".join(
                f"{key} {quoted(text)}" for key in ("date", "start") if (text := self.line(text_of(key)))
            )
            self.remark(
                item.line,
                Sentence(
                    "{title} is left out: it has no date and hour that can be read: {written}.",
                    title=quoted(title),
                    written=written,
                )
                if written
                else Sentence("{title} is left out: it has no date and hour that can be read.", title=quoted(title)),
            )
            return None
        minutes = self._minutes(begins, item)
        if not minutes:
            self.remark(
                item.line,
                Sentence(
                    "{title}, {when}, is left out: it has no length that can be read.",
                    title=quoted(title),
                    when=moment_text(begins),
                ),
            )
            return None
        if guid:
            self._same(guid, title, item)
        speak = tuple(dict.fromkeys(name for person in persons if (name := self.line(person))))
        if self.ours:
            text, roles = separate_roles(sanitize.text(text_of("description")), speak)
        else:
            texts = [plain_text(text_of(key)) for key in ("subtitle", "abstract", "description")]
            text, roles = "\n\n".join(dict.fromkeys(text for text in texts if text)), Roles(speakers=speak)
        return ParsedEvent(
            guid=guid,
            begins=begins,
            minutes=minutes,
            room=self.line(text_of("room") or room),
            title=title,
            track=self.line(text_of("track")),
            type=self.line(text_of("type")),
            language=text_of("language")[:2].casefold(),
            text=text,
            persons=speak,
            links=self._links(links),
            papers=self._links(papers),
            roles=roles,
            name=sanitize.line(self.note.names.get(text_of("guid"), title), None) if self.ours else "",
            note=sanitize.text(text_of("abstract")) if self.ours else "",
            line=item.line,
            shown=_shown(item),
        )

    def _links(self, links: Iterable[NamedLink]) -> tuple[NamedLink, ...]:
        """Each address once, with what it is called."""
        found: dict[str, NamedLink] = {}
        for link in links:
            if url := link.url.strip():
                found.setdefault(url, NamedLink(url, self.line(link.title)))
        return tuple(found.values())

    def _same(self, guid: UUID, title: str, item: ScheduleItem) -> None:
        """Says once that two have one guid; a break that stands in each room may well have."""
        first = self.titles.setdefault(guid, title)
        if first != title and guid not in self.twice:
            self.twice.add(guid)
            both = Sentence(
                "{title} has the guid of {other}; both are taken over.", title=quoted(title), other=quoted(first)
            )
            self.remark(item.line, both)

    def _begins(self, day: date | None, item: ScheduleItem) -> datetime | None:
        text_of = item.text_of
        for text in (text_of("date"), text_of("start")):
            exact = moment(text) if "T" in text or " " in text.strip() else None
            if exact is not None:
                return exact
        own, minutes = date_of(text_of("date")) or day, _shown(item)
        if own is None or minutes is None or (minutes == 0 and _stands_for_none(text_of("date"))):
            return None  # midnight of no date is no hour either
        if minutes < self.day_change:
            minutes += 1440
        return datetime.combine(own, datetime.min.time()) + timedelta(minutes=minutes)

    @staticmethod
    def _minutes(begins: datetime, item: ScheduleItem) -> int:
        end = moment(item.text_of("end"))
        if end is not None and (end.tzinfo is None) == (begins.tzinfo is None):
            return max(0, int((end - begins).total_seconds()) // 60)
        return length(item.text_of("duration")) or 0

    def schedule(self, parsed_days: Iterable[ParsedDay], **facts: Any) -> ParsedSchedule:
        found = tuple(parsed for parsed in parsed_days if parsed.events or parsed.hours)
        return ParsedSchedule(
            file=self.file,
            days=found,
            ours=self.ours,
            online=self.note.online,
            read=self.read,
            remarks=tuple(self.remarks),
            **facts,
        )


def _stands_for_none(text: str) -> bool:
    """Whether it is a moment that some programs write where there is none: of year 1, or of 9999."""
    try:
        return datetime.fromisoformat(text.strip()).year not in YEARS
    except ValueError:
        return False


def _shown(item: ScheduleItem) -> int | None:
    """The hour at which it starts, in minutes after midnight, where the file has that apart."""
    minutes = length(item.text_of("start").replace(".", ":"))
    return minutes if minutes is not None and minutes < 1440 * 2 else None


def date_of(text: str) -> date | None:
    """The date with which the text begins; None where it does with none, or with one that stands for none."""
    try:
        found = parse_date(text.strip()[:10])
    except ValueError:
        return None
    return found if found.year in YEARS else None


def later(first: str, days: int) -> date | None:
    """So many days after the first, where that can be read."""
    began = date_of(first)
    return began + timedelta(days=days) if began else None


def day_of_events(
    on: date | None, events: Iterable[ParsedEvent | None], hours: tuple[str, str] | None, day_change: int = NEXT_DAY
) -> ParsedDay | None:
    """The events of one day; None where neither the file nor an event tells the date."""
    found = tuple(event for event in events if event)
    first = on or min((event.begins.date() for event in found), default=None)
    opens, closes = map(moment, hours or ("", ""))
    return ParsedDay(first, found, (opens, closes) if opens and closes else None, day_change) if first else None
