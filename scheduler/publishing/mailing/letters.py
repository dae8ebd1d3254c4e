"""The letter to each person: greeting, what changed for them, their own day, and where their own calendar stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from scheduler.conference.conference import Conference, Person
from scheduler.conference.programme import Programme
from scheduler.publishing.calendars.build import CalendarBuilder
from scheduler.publishing.calendars.publish import PublishOptions, single
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.mailing.calendar_addresses import OwnCalendars
from scheduler.publishing.own_text import OwnText, one_line, own_texts
from scheduler.text import sanitize
from scheduler.text.language import Language

News = Mapping[str, Sequence[str]]  # by person: what changed for them, in sentences


@dataclass(frozen=True)
class Letter:
    """What one person is sent. `email` "": no address of theirs is known. `https` and `webcal` of their own calendar.

    `day` and `changes`: a line each; so `waiting`, what they have no place at yet, and `besides`: what is to be read
    and followed. `page`: the address of the whole programme. Addresses are "" where there are none.
    """

    person: Person
    email: str
    subject: str
    greeting: str
    day: tuple[str, ...]
    changes: tuple[str, ...]
    https: str
    webcal: str
    page: str
    text: str
    waiting: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterWriter:
    """Writes letters about one programme. `emails`: by person. `news` None: the programme itself is what is new."""

    conference: Conference
    programme: Programme
    language: Language
    calendars: OwnCalendars
    emails: Mapping[str, str]
    news: News | None = None
    now: datetime | None = None

    @property
    def _options(self) -> PublishOptions:
        return PublishOptions(self.conference, self.programme, self.language, self.now or datetime.now(UTC))

    def letters(self, people: Sequence[Person]) -> Iterator[Letter]:
        """One for each of these people."""
        shown = document(self.conference, self.programme, self.language)
        for person, own in zip(people, own_texts(shown, people), strict=True):
            yield self._letter(shown, person, own)

    def with_calendars(self, letters: Iterable[Letter]) -> Iterator[tuple[Letter, bytes | None]]:
        """Each letter with that person's calendar: as it was published, else made anew where there is no edition.

        None: they have none, since they withdrew or were not there yet.
        """
        builder = CalendarBuilder(self.conference, self.programme, self.language)
        for letter in letters:
            if self.calendars.folder is not None:
                yield letter, self.calendars.read(letter.person.name)
            else:
                yield letter, single(builder.of_person(letter.person), self._options)

    def _letter(self, shown: Document, person: Person, own: OwnText) -> Letter:
        say, title = self.language.say, sanitize.line(self.conference.title)
        news = self.news
        changes = () if news is None else tuple(one_line(change) for change in news.get(person.name, ()))
        if news is None:
            subject = say("{title}: your programme", title=title)
            opening = say("This is your programme of {title}.", title=_of_the_day(shown))
        else:
            subject = say("{title}: your programme has changed", title=title)
            opening = say("The programme of {title} has changed.", title=_of_the_day(shown))
        waiting, besides = tuple(entry.line for entry in own.waiting), own.besides
        day, https = tuple(own.lines(self.language)), self.calendars.https(person.name)
        webcal, address = self.calendars.webcal(person.name), self.calendars.page
        greeting = greeting_to(person, self.language)
        calendar = [say("Your own calendar, which follows every change:"), https, webcal] if https else []
        parts = [
            [greeting],
            [opening],
            [say("What changes for you:"), *(f"- {change}" for change in changes)] if changes else [],
            [say("Nothing changes for you.")] if news is not None and not changes else [],
            [say("Your programme:"), *day],
            [say("You are on the waiting list of:"), *waiting] if waiting else [],
            [say("To read and to follow:"), *besides] if besides else [],
            calendar,
            [say("The whole programme:"), address] if address else [],
            [say("Kind regards,")],
        ]
        text = "\n\n".join("\n".join(lines) for lines in parts if lines)
        email = self.emails.get(person.name, "")
        return Letter(person, email, subject, greeting, day, changes, https, webcal, address, text, waiting, besides)


def greeting_to(person: Person | None, language: Language) -> str:
    """How a letter begins; None: one to everybody."""
    if person is None:
        return language.say("Dear all,")
    name = person.name
    if person.organisation and name.endswith(f" ({person.organisation})"):
        name = name.removesuffix(f" ({person.organisation})")  # which only tells namesakes apart
    return language.say("Dear {person},", person=one_line(name))


def _of_the_day(shown: Document) -> str:
    return ", ".join(one_line(part) for part in (shown.title, shown.dates, shown.place) if part)
