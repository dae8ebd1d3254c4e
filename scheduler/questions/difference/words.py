"""What has changed, in sentences for the console, which speaks English with the hours as the day writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.own_hours import beside
from scheduler.conference.programme import Placement
from scheduler.questions.difference import ChangeKind, Difference, SessionChange
from scheduler.text.wording import listing


@dataclass(frozen=True)
class DifferenceText:
    """Writes changes in sentences.

    `conference`: the new one. Organisers know its sessions by the names of the day file. `person`: whom it is told,
    with the hours of their own clock where that shows others.
    """

    conference: Conference
    person: Person | None = None

    def sentence(self, change: SessionChange, other: SessionChange | None = None) -> str:
        """The change in one sentence.

        `other`: the change of the session that it has changed places with, told along with it.
        """
        old, new, session = change.old, change.new, change.session.name
        if new is None:
            return f"{session} ({self.where(old)}) is dropped."
        if old is None:
            return f"{session} is new: {self.where(new)}."
        if other is not None and other.new is not None:
            name = other.session.name
            places = f"{session} is now {self.where(new)}, {name} {self.where(other.new)}"
            return f"{session} and {name} change places: {places}."
        if change.moved:
            return self._moved(session, old, new)
        if ChangeKind.LONGER in change.kinds or ChangeKind.SHORTER in change.kinds:
            return f"{session} takes {self.when(new)} instead of {self.when(old)}."
        return self._renamed(change)

    def sentences(self, change: SessionChange, other: SessionChange | None = None) -> str:
        """The sentence, and before it the new names of those that have another besides."""
        named = [one for one in (change, other) if one and ChangeKind.RENAMED in one.kinds and len(one.kinds) > 1]
        return " ".join([*map(self._renamed, named), self.sentence(change, other)])

    def _renamed(self, change: SessionChange) -> str:
        sessions = [placement.session for placement in (change.old, change.new) if placement]
        names = [session.name for session in sessions]
        old, new = names if names[0] != names[-1] else [session.title for session in sessions]
        return f"{change.former_name or old} is now called {new}."

    def _moved(self, session: str, old: Placement, new: Placement) -> str:
        if old.span == new.span and old.room and new.room:
            return f"{session} ({self.when(new)}) moves from {old.room.name} to {new.room.name}."
        if old.room and new.room and old.room.name == new.room.name:
            return f"{session} moves from {self.when(old)} to {self.when(new)} and stays in {new.room.name}."
        return f"{session} moves from {self.where(old)} to {self.where(new)}."

    def when(self, placement: Placement) -> str:
        """`13.55–14.55`, with the day on several days; `13.55–14.55 [in Lisbon 12.55–13.55]` to whom that helps."""
        clock = self.conference.clock
        own = beside(clock, self.person, placement.span) if self.person else ""
        return f"{clock.span(placement.span)} [{own}]" if own else clock.span(placement.span)

    def where(self, placement: Placement | None) -> str:
        """`13.55–14.55 in Zaal 4`."""
        if placement is None:
            return ""
        when = self.when(placement)
        return f"{when} in {placement.room.name}" if placement.room else when


def question(gone: Session, new: Session, *, in_day: bool, in_call: bool) -> str:
    """Asks whether the two are one session.

    `in_day`, `in_call`: whether it can be answered in the day file, and in the command's call.
    """
    ways = [
        f"keep `name: {gone}` beside its new title in the day file" if in_day else "",
        f'say --renamed "{gone}={new}"' if in_call else "",
    ]
    return f"Is {gone} the same session as {new}? Then {listing(filter(None, ways), 'or')}."


def together(difference: Difference) -> Iterator[tuple[SessionChange, SessionChange | None]]:
    """The changes in order of time, each with that of the session that it has changed places with, told once."""
    by_name = {change.session.name: change for change in difference.changes}
    done: set[str] = set()
    for change in difference.changes:
        if change.session.name not in done:
            other = by_name.get(change.swapped or "")
            done.update(one.session.name for one in (change, other) if one)
            yield change, other


def sentences(difference: Difference) -> Iterator[tuple[str, tuple[SessionChange, ...]]]:
    """All changes in sentences, each with the changes that it is about."""
    words = DifferenceText(difference.conference)
    for change, other in together(difference):
        yield words.sentences(change, other), (change, other) if other else (change,)
