"""What has changed, in the attendees' language: a sentence for each session, and a paragraph for a mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scheduler.conference import Conference, Room, Session
from scheduler.difference import Change, Difference, Sort
from scheduler.language import Language
from scheduler.programme import Placement


@dataclass(frozen=True)
class Words:
    """`conference`: the new one, speaking the language. `called`: what a session is called, its name or its title."""

    language: Language
    conference: Conference
    called: Callable[[Session], str]

    def sentence(self, change: Change, other: Change | None = None) -> str:
        """One sentence. `other`: the change of the session that it has changed places with, told along with it."""
        say, old, new = self.language.say, change.old, change.new
        session = self.called(change.session)
        if new is None:
            return say("{session} ({when}) is dropped.", session=session, when=self.where(old))
        if old is None:
            return say("{session} is new: {when}.", session=session, when=self.where(new))
        if other is not None and other.new is not None:
            return say(
                "{session} and {other} change places: {session} is now {when}, {other} {elsewhere}.",
                session=session,
                other=self.called(other.session),
                when=self.where(new),
                elsewhere=self.where(other.new),
            )
        if change.moved:
            return self._moved(session, old, new)
        if Sort.LONGER in change.sorts or Sort.SHORTER in change.sorts:
            return say(
                "{session} takes {new} instead of {old}.", session=session, old=self.when(old), new=self.when(new)
            )
        return self._renamed(change)

    def sentences(self, change: Change, other: Change | None = None) -> str:
        """The same, and the new name of a session that has another besides."""
        told = self.sentence(change, other)
        both = Sort.RENAMED in change.sorts and len(change.sorts) > 1
        return f"{self._renamed(change)} {told}" if both else told

    def _renamed(self, change: Change) -> str:
        sessions = [placement.session for placement in (change.old, change.new) if placement]
        names = [self.called(session) for session in sessions]
        old, new = names if names[0] != names[-1] else [session.title for session in sessions]
        return self.language.say("{old} is now called {new}.", old=old, new=new)

    def _moved(self, session: str, old: Placement, new: Placement) -> str:
        say = self.language.say
        if old.span == new.span and old.room and new.room:
            return say(
                "{session} ({when}) moves from {old} to {new}.",
                session=session,
                when=self.when(new),
                old=self._room(old.room),
                new=self._room(new.room),
            )
        if old.room and new.room and old.room.name == new.room.name:
            return say(
                "{session} moves from {old} to {new} and stays in {room}.",
                session=session,
                old=self.when(old),
                new=self.when(new),
                room=self._room(new.room),
            )
        return say("{session} moves from {old} to {new}.", session=session, old=self.where(old), new=self.where(new))

    def when(self, placement: Placement) -> str:
        """`13.55–14.55`, with the date on several days."""
        clock = self.conference.clock
        hours = f"{clock.hour(placement.start)}–{clock.hour(placement.end)}"
        if not clock.several_days:
            return hours
        return f"{self.language.day(clock.date(placement.start), year=False)} {hours}"

    def where(self, placement: Placement | None) -> str:
        """`13.55–14.55 in Zaal 4`."""
        if placement is None:
            return ""
        when = self.when(placement)
        if placement.room is None:
            return when
        return self.language.say("{when} in {room}", when=when, room=self._room(placement.room))

    def _room(self, room: Room) -> str:
        return room.name


def told(difference: Difference, words: Words) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """Each sentence with the changes that it tells, in order of time; two that change places are told as one."""
    by_name = {change.session.name: change for change in difference.changes}
    done: set[str] = set()
    for change in difference.changes:
        if change.session.name in done:
            continue
        other = by_name.get(change.swapped or "")
        both = (change, other) if other else (change,)
        done.update(one.session.name for one in both)
        yield words.sentences(change, other), both


def mail(difference: Difference, language: str) -> str:
    """A paragraph that tells the attendees what has changed, to be pasted into a mail."""
    words = mail_words(difference, language)
    say, conference = words.language.say, difference.new.conference
    title = conference.title
    if conference.clock.several_days:
        opening = say("The programme of {title} has changed.", title=title)
    else:
        day = words.language.long_day(conference.days[0].date)
        opening = say("The programme of {title} on {day} has changed.", title=title, day=day)
    sentences = [sentence for sentence, _ in told(difference, words)]
    if not sentences:
        return say("Nothing has changed in the programme of {title}.", title=title)
    return " ".join([opening, *sentences, say("Everything else stays as it was.")])


def mail_words(difference: Difference, language: str) -> Words:
    """Attendees know sessions by their titles."""
    speaking = difference.new.conference.speaking(language)
    return Words(Language.of(language), speaking, lambda session: session.title)


def console_words(difference: Difference) -> Words:
    """Organisers know them by the names of the day file; the console speaks English, with the hours of the day."""
    return Words(Language.of("en"), difference.new.conference, lambda session: session.name)
