"""What stands in a letter to somebody of their own day: session by session, in the words that they read.

The letter prints it, and what a change mail tells is the difference of two of these: so that whatever somebody was sent
and that reads otherwise now is told, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from scheduler.conference.conference import Person, Session
from scheduler.conference.personal_day import personal_day
from scheduler.conference.programme import Placement
from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.pdf.personal import pages, unheld_for
from scheduler.text import sanitize
from scheduler.text.language import Language


class Stand(StrEnum):
    """How a session stands in somebody's own day."""

    GOES = "goes"
    MISSES = "misses"
    WAITS = "waits"
    OFF = "off"  # it does not take place, and they would have come


@dataclass(frozen=True)
class OwnEntry:
    """One session in somebody's own day. `line`: as the letter prints it, without the name of the day.

    `placement` None: it is dropped. `reason`: why they go there, and "" where everybody does; of what they miss, why
    they miss it. `duty`: they must be there; `own`: they must or wish to. `besides`: what is to be read and followed, a
    line each.
    """

    session: str
    title: str
    stand: Stand
    placement: Placement | None
    line: str
    reason: str
    link: str = ""
    duty: bool = False
    own: bool = False
    besides: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnText:
    """One person's own day. `days`: by the name of the day, which is "" where there is one day alone."""

    days: tuple[tuple[str, tuple[OwnEntry, ...]], ...]
    missed: tuple[OwnEntry, ...]
    waiting: tuple[OwnEntry, ...]
    unheld: tuple[OwnEntry, ...]

    @property
    def goes(self) -> tuple[OwnEntry, ...]:
        return tuple(entry for _, entries in self.days for entry in entries)

    @property
    def besides(self) -> tuple[str, ...]:
        """`Europa – Agenda: https://…`, in the order of the day."""
        return tuple(line for entry in self.goes for line in entry.besides)

    @property
    def entries(self) -> Mapping[str, OwnEntry]:
        """By session: what they go to in order of time, what they miss, what they wait for, what is off."""
        return {entry.session: entry for entry in (*self.goes, *self.missed, *self.waiting, *self.unheld)}

    def lines(self, language: Language) -> Iterator[str]:
        """The programme in the letter, a line each: what they go to, what they cannot attend, what is off."""
        say = language.say
        for name, entries in self.days:
            if name:
                yield one_line(name)
            yield from (entry.line for entry in entries)
        if not self.goes:
            yield say("Nothing of your own.")
        if self.missed:
            yield ""
            yield say("What you cannot attend:")
            yield from (entry.line for entry in self.missed)
        if self.unheld:
            yield ""
            yield say("What does not take place:")
            yield from (entry.line for entry in self.unheld)


def own_texts(shown: Document, people: Iterable[Person]) -> Iterator[OwnText]:
    """The own day of each of these people in the programme of the document."""
    people = tuple(people)
    for person, page in zip(people, pages(shown, people, private=True), strict=True):
        yield _own_text(shown, person, page)


def _own_text(shown: Document, person: Person, page: Mapping[str, Any]) -> OwnText:
    day = personal_day(shown.conference, shown.programme, person)
    items = iter(day.items)
    days = []
    for each in page["days"]:
        entries = []
        for item in each["items"]:
            appointment = next(items)
            why, session = item["why"] if item["own"] else "", appointment.placement.session
            title = one_line(session.title)
            entries.append(
                OwnEntry(
                    session.name,
                    title,
                    Stand.GOES,
                    appointment.placement,
                    _item(item, why),
                    one_line(why),
                    link=one_line(item["link"]),
                    duty=person in shown.conference.needed(session),
                    own=bool(item["own"]),
                    besides=tuple(f"{title} – {one_line(name)}: {to}" for name, to in item["besides"]),
                )
            )
        days.append((each["name"], tuple(entries)))
    missed = [
        _entry(one.session, Stand.MISSES, one.placement, words)
        for one, words in zip(day.missed, page["missed"], strict=True)
    ]
    waiting = [
        _entry(placement.session, Stand.WAITS, placement, [words])
        for placement, words in zip(day.waiting, page["waiting"], strict=True)
    ]
    unheld = [
        _entry(session_text.session, Stand.OFF, None, [words])
        for session_text, words in zip(unheld_for(person, shown), page["unheld"], strict=True)
    ]
    return OwnText(tuple(days), tuple(missed), tuple(waiting), tuple(unheld))


def _entry(session: Session, stand: Stand, placement: Placement | None, words: list[str]) -> OwnEntry:
    """Of what they do not go to. `words`: the session, and why."""
    return OwnEntry(
        session.name, one_line(session.title), stand, placement, one_line(" ".join(words)), one_line(words[-1])
    )


def _item(item: Mapping[str, Any], why: str) -> str:
    hours = f"{item['hours']} ({item['own_hours']})" if item["own_hours"] else item["hours"]
    return " – ".join(one_line(part) for part in (f"{hours} {item['title']}", item["room"], why, item["link"]) if part)


def one_line(text: str) -> str:
    """The text as one line of a letter."""
    return sanitize.line(text, None)
