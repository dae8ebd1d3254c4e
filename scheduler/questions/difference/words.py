"""What has changed, in sentences for organisers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.own_hours import beside
from scheduler.conference.programme import Placement
from scheduler.questions.difference import ChangeKind, Difference, SessionChange
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph
from scheduler.text.wording import listing


@dataclass(frozen=True)
class DifferenceText:
    """Writes changes in sentences.

    `conference`: the new one. Organisers know its sessions by the names of the day file. `person`: whom it is told,
    with the hours of their own clock where that shows others.
    """

    conference: Conference
    person: Person | None = None

    def sentence(self, change: SessionChange, other: SessionChange | None = None) -> Phrase:
        """The change in one sentence.

        `other`: the change of the session that it has changed places with, told along with it.
        """
        old, new, session = change.old, change.new, change.session.name
        if new is None:
            return Sentence("{session} ({where}) is dropped.", session=session, where=self.where(old))
        if old is None:
            return Sentence("{session} is new: {where}.", session=session, where=self.where(new))
        if other is not None and other.new is not None:
            return Sentence(
                "{session} and {other} change places: {session} is now {where}, {other} {elsewhere}.",
                session=session,
                other=other.session.name,
                where=self.where(new),
                elsewhere=self.where(other.new),
            )
        if change.moved:
            return self._moved(session, old, new)
        if ChangeKind.LONGER in change.kinds or ChangeKind.SHORTER in change.kinds:
            return Sentence(
                "{session} takes {new} instead of {old}.", session=session, new=self.when(new), old=self.when(old)
            )
        return self._renamed(change)

    def sentences(self, change: SessionChange, other: SessionChange | None = None) -> Phrase:
        """The sentence, and before it the new names of those that have another besides."""
        named = [one for one in (change, other) if one and ChangeKind.RENAMED in one.kinds and len(one.kinds) > 1]
        return paragraph(*map(self._renamed, named), self.sentence(change, other))

    def _renamed(self, change: SessionChange) -> Phrase:
        sessions = [placement.session for placement in (change.old, change.new) if placement]
        names = [session.name for session in sessions]
        old, new = names if names[0] != names[-1] else [session.title for session in sessions]
        return Sentence("{old} is now called {new}.", old=change.former_name or old, new=new)

    def _moved(self, session: str, old: Placement, new: Placement) -> Phrase:
        if old.span == new.span and old.room and new.room:
            return Sentence(
                "{session} ({when}) moves from {old} to {new}.",
                session=session,
                when=self.when(new),
                old=old.room.name,
                new=new.room.name,
            )
        if old.room and new.room and old.room.name == new.room.name:
            return Sentence(
                "{session} moves from {old} to {new} and stays in {room}.",
                session=session,
                old=self.when(old),
                new=self.when(new),
                room=new.room.name,
            )
        return Sentence(
            "{session} moves from {old} to {new}.", session=session, old=self.where(old), new=self.where(new)
        )

    def when(self, placement: Placement) -> Phrase:
        """`13.55–14.55`, with the day on several days; `13.55–14.55 [in Lisbon 12.55–13.55]` to whom that helps."""
        clock = self.conference.clock
        own = beside(clock, self.person, placement.span) if self.person else NOTHING
        hours = clock.span(placement.span)
        return Sentence("{hours} [{own}]", hours=hours, own=own) if own else hours

    def where(self, placement: Placement | None) -> Phrase:
        """`13.55–14.55 in Zaal 4`."""
        if placement is None:
            return NOTHING
        when = self.when(placement)
        return Sentence("{when} in {room}", when=when, room=placement.room.name) if placement.room else when


def question(gone: Session, new: Session, *, in_day: bool, in_call: bool) -> Phrase:
    """Asks whether the two are one session.

    `in_day`, `in_call`: whether it can be answered in the day file, and in the command's call.
    """
    ways = [
        Sentence("keep `name: {session}` beside its new title in the day file", session=gone) if in_day else NOTHING,
        Sentence('say --renamed "{gone}={new}"', gone=gone, new=new) if in_call else NOTHING,
    ]
    return Sentence(
        "Is {gone} the same session as {new}? Then {ways}.", gone=gone, new=new, ways=listing(filter(None, ways), "or")
    )


def together(difference: Difference) -> Iterator[tuple[SessionChange, SessionChange | None]]:
    """The changes in order of time, each with that of the session that it has changed places with, told once."""
    by_name = {change.session.name: change for change in difference.changes}
    done: set[str] = set()
    for change in difference.changes:
        if change.session.name not in done:
            other = by_name.get(change.swapped or "")
            done.update(one.session.name for one in (change, other) if one)
            yield change, other


def sentences(difference: Difference) -> Iterator[tuple[Phrase, tuple[SessionChange, ...]]]:
    """All changes in sentences, each with the changes that it is about."""
    words = DifferenceText(difference.conference)
    for change, other in together(difference):
        yield words.sentences(change, other), (change, other) if other else (change,)
