"""What has changed as plain text for a mail to the attendees, in Dutch or English.

A few changes are a paragraph. More than that are a list, a line each, in which people look for their own: what is
cancelled, what has moved, what is in another room, and so on, each in order of time.
"""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement
from scheduler.questions.difference import ChangeKind, Difference, SessionChange
from scheduler.questions.difference.words import together
from scheduler.text.language import Language
from scheduler.text.sentence import marked

FEW = 4  # changes that read well one after the other; more are a list
_PARTS = {
    "cancelled": marked("Cancelled:"),
    "hour": marked("At another hour:"),
    "room": marked("In another room:"),
    "length": marked("Longer or shorter:"),
    "new": marked("New:"),
    "name": marked("Under another name:"),
}


def mail(difference: Difference, language: str) -> str:
    """The mail as a paragraph, or a list, without a newline at its end. Attendees know sessions by their titles."""
    conference = difference.conference.speaking(language)
    return MailText(Language.of(language), conference).text(difference)


@dataclass(frozen=True)
class MailText:
    """Writes to attendees. `conference`: the new one, speaking the language."""

    language: Language
    conference: Conference

    def text(self, difference: Difference) -> str:
        sentences = {both: sentence for both in together(difference) if (sentence := self.sentences(*both))}
        changed = {change.new for both in sentences for change in both if change}
        rest = any(placement not in changed for placement in difference.new.programme.values())
        opening = self._opening(changed=bool(sentences))
        closing = self.language.say("All other hours and rooms stay as they were.") if sentences and rest else ""
        if len(sentences) <= FEW:
            return " ".join(filter(None, (opening, *sentences.values(), closing)))
        parts = [opening]
        for name, heading in _PARTS.items():
            if items := [f"- {self._item(*both)}" for both in sentences if _part(*both) == name]:
                parts.append("\n".join([self.language.say(heading), *items]))
        return "\n\n".join(filter(None, (*parts, closing)))

    def _item(self, change: SessionChange, other: SessionChange | None) -> str:
        """The change in the list, where a heading says already that a session is new."""
        if change.old is None and change.new is not None:
            return self.language.say("{session}, {when}.", session=change.new.session.title, when=self.at(change.new))
        return self.sentences(change, other)

    def _opening(self, *, changed: bool) -> str:
        say, title = self.language.say, self.conference.title
        first, last = (self.language.long_day(day.date) for day in (self.conference.days[0], self.conference.days[-1]))
        day = first if first == last else f"{first} – {last}"
        if changed:
            return say("{title}, {day}: the programme has changed.", title=title, day=day)
        return say("{title}, {day}: the programme has not changed.", title=title, day=day)

    def sentences(self, change: SessionChange, other: SessionChange | None) -> str:
        """The change in sentences. `other`: that of the session that this one has changed places with."""
        both = [one for one in (change, other) if one]
        if other is not None:
            place = self._swapped(change, other)
        else:
            place = self._moved(change) if change.moved else self._come_or_gone(change)
        sentences = [*map(self._renamed, both), place, *map(self._length, both)]
        return " ".join(filter(None, sentences))

    def _come_or_gone(self, change: SessionChange) -> str:
        say = self.language.say
        if change.old is None and change.new is not None:
            return say("New: {session}, {when}.", session=change.new.session.title, when=self.at(change.new))
        if change.new is None and change.old is not None:
            when = self._stand(change.old)
            return say("{session} ({when}) is cancelled.", session=change.old.session.title, when=when)
        return ""

    def _moved(self, change: SessionChange) -> str:
        say, old, new = self.language.say, change.old, change.new
        if old is None or new is None:
            return ""
        session, clock = new.session.title, self.conference.clock
        if old.room and new.room and old.start == new.start:
            return say(
                "{session} ({when}) has moved from {old} to {new}.",
                session=session,
                when=self._hour(new.start),
                old=old.room.name,
                new=new.room.name,
            )
        same_day = clock.date(old.start) == clock.date(new.start)
        if old.room and new.room and old.room.name == new.room.name:
            return say(
                "{session} has moved from {old} to {new} and stays in {room}.",
                session=session,
                old=self._hour(old.start),
                new=self._hour(new.start, day=not same_day),
                room=new.room.name,
            )
        return say(
            "{session} has moved from {old} to {new}.",
            session=session,
            old=self._stand(old),
            new=self._stand(new, day=not same_day),
        )

    def _swapped(self, change: SessionChange, other: SessionChange) -> str:
        say, one, two = self.language.say, change.new, other.new
        if one is None or two is None:
            return ""
        names = {"session": one.session.title, "other": two.session.title}
        if ChangeKind.HOUR not in change.kinds and one.room and two.room:
            return say(
                "{session} has changed rooms with {other}: {session} is now {when}, {other} {elsewhere}.",
                **names,
                when=say("in {room}", room=one.room.name),
                elsewhere=say("in {room}", room=two.room.name),
            )
        return say(
            "{session} has changed places with {other}: {session} is now {when}, {other} {elsewhere}.",
            **names,
            when=self.at(one),
            elsewhere=self.at(two),
        )

    def _length(self, change: SessionChange) -> str:
        say, old, new = self.language.say, change.old, change.new
        if old is None or new is None or old.session.minutes == new.session.minutes:
            return ""
        session, clock = new.session.title, self.conference.clock
        if ChangeKind.HOUR in change.kinds:
            minutes = {"old": old.session.minutes, "new": new.session.minutes}
            return say("{session} now lasts {new} minutes instead of {old}.", session=session, **minutes)
        if clock.several_days:
            session = f"{session} ({self.language.long_day(clock.date(new.start), year=clock.years)})"
        return say(
            "{session} now lasts from {start} to {new} instead of {old}.",
            session=session,
            start=clock.hour(new.start),
            new=clock.hour(new.end),
            old=clock.hour(old.end),
        )

    def _renamed(self, change: SessionChange) -> str:
        """The new title; empty where the name of the day file has changed alone, which no attendee knows."""
        old, new = (placement.session.title if placement else "" for placement in (change.old, change.new))
        old = change.former_name or old
        if ChangeKind.RENAMED not in change.kinds or old == new:
            return ""
        return self.language.say("{old} is now called {new}.", old=old, new=new)

    def _hour(self, minute: Minute, *, day: bool = True) -> str:
        """`15.00 uur`, with the day on several days unless that has been said."""
        say, clock = self.language.say, self.conference.clock
        hour = clock.hour(minute)
        if not (day and clock.several_days):
            return say("{hour}", hour=hour)
        return say("{day} at {hour}", day=self.language.long_day(clock.date(minute), year=clock.years), hour=hour)

    def _stand(self, placement: Placement, *, day: bool = True) -> str:
        """`15.00 uur in Zaal 4`."""
        return self._in_room(self._hour(placement.start, day=day), placement)

    def at(self, placement: Placement) -> str:
        """`om 15.00 uur in Zaal 4`, `op vrijdag 23 september om 15.00 uur in Zaal 4`."""
        say, clock = self.language.say, self.conference.clock
        hour = clock.hour(placement.start)
        if not clock.several_days:
            return self._in_room(say("at {hour}", hour=hour), placement)
        day = self.language.long_day(clock.date(placement.start), year=clock.years)
        return self._in_room(say("on {day} at {hour}", day=day, hour=hour), placement)

    def _in_room(self, when: str, placement: Placement) -> str:
        if placement.room is None:
            return when
        return self.language.say("{when} in {room}", when=when, room=placement.room.name)


def _part(change: SessionChange, other: SessionChange | None) -> str:
    """Under which heading of the list a change stands: what matters most to whoever goes there. A key of `_PARTS`."""
    if change.new is None:
        return "cancelled"
    if change.old is None:
        return "new"
    kinds = {*change.kinds, *(other.kinds if other else ())}
    if ChangeKind.HOUR in kinds:
        return "hour"
    if ChangeKind.ROOM in kinds:
        return "room"
    return "length" if kinds & {ChangeKind.LONGER, ChangeKind.SHORTER} else "name"
