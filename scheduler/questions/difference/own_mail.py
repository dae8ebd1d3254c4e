"""What changes for each person, in sentences to them: whatever stood in their own day and reads otherwise now.

The measure is the letter itself: what is told is the difference of what it said and what it says, session by session.
So what is open to everyone, a break, and what somebody misses are told too when they move.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scheduler.conference.conference import Conference, Person
from scheduler.conference.programme import Edition, Placement
from scheduler.publishing.exports.document import document
from scheduler.publishing.own_text import OwnEntry, OwnText, Stand, own_texts
from scheduler.questions.difference import Difference, SessionChange
from scheduler.questions.difference.mail import MailText
from scheduler.text.language import Language

_WHOLE_DAY = ""  # under this name stands what is told of the whole day


def own_mail(difference: Difference, language: str) -> dict[str, list[str]]:
    """By person what changes for them, in sentences; who is not named need not be told of anything."""
    return {
        person: [sentence for sentences in by_session.values() for sentence in sentences]
        for person, by_session in own_news(difference, language).items()
    }


def own_news(difference: Difference, language: str) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """The same by person and by session, as the new edition calls it, in the order of the file and of the day."""
    speech, people = Language.of(language), difference.new.conference.people
    words = _OwnMail(MailText(speech, difference.conference.speaking(language)), difference)
    before = _texts(difference.old, speech, difference.old.conference.people)
    after = _texts(difference.new, speech, people)
    found = {person.name: words.of(before.get(person.name), after[person.name]) for person in people}
    return {name: news for name, news in found.items() if news}


def reads_otherwise(difference: Difference) -> dict[Person, tuple[str, ...]]:
    """What reads otherwise in somebody's own day besides what the difference tells of them, by name of session.

    That is what is open to everyone, what they miss, and what else their letter says. It upsets nobody's diary.
    """
    news = own_news(difference, difference.new.conference.clock.language)
    found = {}
    for one in difference.everyone:
        placements = (*one.needed_at, *one.gains)
        known = {change.session.name for change in one.touched}.union((p.session.name for p in placements), one.missed)
        if others := tuple(name for name in news.get(one.person.name, ()) if name not in known):
            found[one.person] = others
    return found


def _texts(edition: Edition, speech: Language, people: tuple[Person, ...]) -> dict[str, OwnText]:
    shown = document(edition.conference, edition.programme, speech)
    return {person.name: text for person, text in zip(people, own_texts(shown, people), strict=True)}


@dataclass(frozen=True)
class _OwnMail:
    """Writes the news. `words`: what tells what became of a session."""

    words: MailText
    difference: Difference

    def of(self, before: OwnText | None, after: OwnText) -> Mapping[str, tuple[str, ...]]:
        """By session, what has changed itself before what only follows from it.

        Of a person whom the old edition did not know (None) only that, and where they are needed.
        """
        say = self.words.language.say
        if before is None:
            needed = {e.session: tuple(self._now_goes(e)) for e in after.goes if e.duty}
            return {_WHOLE_DAY: (say("You are in the programme now."),), **needed} if after.entries else {}
        changes = {change.session.name: change for change in self.difference.changes}
        names = {change.old.session.name: change.session.name for change in self.difference.changes if change.old}
        was = {names.get(entry.session, entry.session): entry for entry in before.entries.values()}
        now = after.entries
        return {
            name: tuple(self._news(was.get(name), now.get(name), changes.get(name)))
            for name in sorted(dict.fromkeys((*was, *now)), key=lambda name: name not in changes)
            if self._differs(was.get(name), now.get(name))
        }

    def _differs(self, before: OwnEntry | None, after: OwnEntry | None) -> bool:
        if before is None or after is None:
            return before is not after
        old, new = self.difference.old.conference, self.difference.new.conference
        moments = _moments(old, before.placement), _moments(new, after.placement)
        read = [(entry.stand, entry.line, entry.besides) for entry in (before, after)]
        return moments[0] != moments[1] or read[0] != read[1]

    def _news(self, before: OwnEntry | None, after: OwnEntry | None, change: SessionChange | None) -> Iterator[str]:
        back = before is not None and after is not None and before.stand is Stand.OFF is not after.stand
        if after is not None and (before is None or back):
            yield from self._come(after, change)
        elif before is not None:
            became = self.words.sentences(change, None) if change else ""
            if became:
                yield became
            if after is None:
                yield from self._gone(before, change)
            else:
                further = [*self._now(before, after, change)]
                yield from further
                if not became and not further:
                    yield self._say("It now says of {session}: {what}", after, what=after.line)

    def _come(self, after: OwnEntry, change: SessionChange | None) -> Iterator[str]:
        """What they read of a session of which nothing stood in their day."""
        if after.stand is Stand.GOES:
            new = change is not None and change.old is None
            yield from self._now_goes(after, new=new)
        elif after.stand is Stand.WAITS:
            yield self._say("You are now on the waiting list of {session}, {when}.", after)
        elif after.stand is Stand.OFF:
            yield self._say("{session} does not take place.", after)
        elif after.placement is None:
            yield self._say("{session}: {what}", after, what=after.reason)
        else:
            yield self._say("You cannot attend {session}, {when}: {what}", after, what=after.reason)

    def _gone(self, before: OwnEntry, change: SessionChange | None) -> Iterator[str]:
        if change is not None and change.new is None:
            return
        if before.stand is Stand.GOES:
            yield self._say("{session} is no longer in your programme.", before)
        elif before.stand is Stand.MISSES:
            yield self._say("{session} is no longer among what you cannot attend.", before)
        elif before.stand is Stand.OFF:
            yield self._say("That {session} does not take place is no longer in your programme.", before)
        else:
            yield self._say("You are no longer on the waiting list of {session}.", before)

    def _now(self, before: OwnEntry, after: OwnEntry, change: SessionChange | None) -> Iterator[str]:
        """How the session stands in their day now, where that is another way than before."""
        match before.stand, after.stand:
            case Stand.GOES, Stand.GOES:
                yield from self._still_goes(before, after)
            case _, Stand.GOES:
                yield from self._now_goes(after)
            case Stand.WAITS, Stand.WAITS:
                return
            case _, Stand.WAITS:
                yield self._say("You are now on the waiting list of {session}, {when}.", after)
            case Stand.GOES, Stand.MISSES:
                if after.placement is not None:
                    yield self._say("{session} is no longer in your programme.", after)
            case Stand.OFF, Stand.OFF:
                return
            case _, Stand.OFF:
                if change is None or change.new is not None:
                    yield self._say("{session} does not take place.", after)
            case _, Stand.MISSES:
                if after.placement is not None:
                    yield self._say("You still cannot attend {session}: {what}", after, what=after.reason)
                elif change is None:
                    yield self._say("{session}: {what}", after, what=after.reason)

    def _now_goes(self, after: OwnEntry, *, new: bool = False) -> Iterator[str]:
        if after.duty:
            yield self._say("You are now needed at {session}, {when}.", after)
        elif after.own:
            yield self._say("You can now attend {session}, {when}.", after)
        elif new:
            yield self._say("New: {session}, {when}.", after)
        else:
            yield self._say("New in your programme: {session}, {when}.", after)

    def _still_goes(self, before: OwnEntry, after: OwnEntry) -> Iterator[str]:
        if after.duty and not before.duty:
            yield self._say("You are now needed at {session}, {when}.", after)
        elif after.reason and after.reason != before.reason:
            yield self._say("{session}: {what}", after, what=after.reason)
        if after.link and after.link != before.link:
            yield self._say("The link of {session} is now {what}", after, what=after.link)
        elif before.link and not after.link:
            yield self._say("{session} has no link any more.", after)
        for line in after.besides:
            if line not in before.besides:
                yield self._say("To read and to follow now: {what}", after, what=line)
        for line in before.besides:
            if line not in after.besides:
                yield self._say("No longer to be read and followed: {what}", after, what=line)

    def _say(self, template: str, entry: OwnEntry, **values: object) -> str:
        if entry.placement is not None:
            values["when"] = self.words.at(entry.placement)
        return self.words.language.say(template, session=entry.title, **values)


def _moments(conference: Conference, placement: Placement | None) -> tuple[object, ...]:
    if placement is None:
        return ()
    return conference.clock.naive(placement.start), conference.clock.naive(placement.end)
