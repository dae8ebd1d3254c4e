"""What an edition changes, in sentences: for the organisers' console, and in the day's language for mails."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, time

from scheduler.conference.clock import Clock
from scheduler.publishing.calendars.changes import CalendarChange, EditionChanges, WhereAndWhen
from scheduler.text.language import Language

NAMED = 10  # people named in a sentence; the rest are counted


def sentences(changes: EditionChanges, language: Language) -> list[str]:
    """A sentence for each session that changes, in order of time; then who is affected, then remarks.

    Hours are written as the day writes them, whatever the language of the sentences.
    """
    if changes.first:
        return [
            language.plural(
                changes.sessions,
                "The first edition: {number} session, in {calendars} calendars.",
                "The first edition: {number} sessions, in {calendars} calendars.",
                calendars=language.number(changes.calendars),
            )
        ]
    if not changes.written:
        return [language.say("No calendar changed.")]
    sessions = [_change(change, changes, language) for change in changes.changes]
    return [*sessions, *_people(changes, language), *_remarks(changes, language)]


def news(changes: EditionChanges, language: Language, in_day: Collection[str]) -> dict[str, str]:
    """By name of session, what changed about it for everybody: who gained or lost it is nobody else's business.

    Of one that is `in_day` its page says the title; of one that is gone the sentence does. Hours are written as in the
    language, for so are those of the programme around it.
    """
    by_session: dict[str, str] = {}
    changes = replace(changes, hours=language.code)
    for change in () if changes.first else changes.changes:
        for_all = replace(change, what=tuple(what for what in change.what if what != "people"))
        place = change.before or change.place
        phrases = language.listing(_phrases(for_all, changes, language, under_its_title=place.key in in_day))
        if phrases and place.key in in_day:
            by_session[place.key] = f"{phrases[0].upper()}{phrases[1:]}."
        elif phrases:
            by_session[place.key] = language.say("{title} {what}.", title=place.title, what=phrases)
    return by_session


def _change(change: CalendarChange, changes: EditionChanges, language: Language) -> str:
    """`Europa moves from 15.00 Zaal 2 to 11.40 Zaal 4: 23 people`."""
    what = language.listing(_phrases(change, changes, language))
    people = language.plural(len(change.people), "{number} person", "{number} people")
    title = (change.before or change.place).title
    return language.say("{title} {what}: {people}", title=title, what=what, people=people)


def _phrases(
    change: CalendarChange, changes: EditionChanges, language: Language, *, under_its_title: bool = False
) -> Iterator[str]:
    """What became of the session, in parts of a sentence.

    `under_its_title`: they stand beside the title as it is now, which tells no more what it was.
    """
    before, after = change.before, change.after
    where = _when_and_where(change.place, changes, language)
    for what in change.what:
        if what == "new":
            yield language.say("is new, {where}", where=where)
        elif what == "back":
            yield language.say("is back, {where}", where=where)
        elif what == "cancelled":
            yield language.say("is cancelled, {where}", where=where)
        elif what == "moved" and before:
            old, new = _from_and_to(before, change.place, changes, language)
            yield language.say("moves from {before} to {after}", before=old, after=new)
        elif what in {"longer", "shorter"} and before and after:
            yield language.say("lasts {now} instead of {before} minutes", **_minutes(before, after))
        elif what == "renamed" and before and under_its_title:
            yield language.say("was called {title}", title=before.title)
        elif what == "renamed" and after:
            yield language.say("is now called {title}", title=after.title)
        elif what == "text":
            yield language.say("has another text")
        elif not (change.joins or change.leaves):
            yield language.say("reads differently in personal calendars")
        else:
            yield from _who(change, language)


def _who(change: CalendarChange, language: Language) -> Iterator[str]:
    """In how many calendars it is new, is no longer, or only reads differently, where that is all that changes."""
    if change.joins:
        yield language.plural(len(change.joins), "is new in {number} calendar", "is new in {number} calendars")
    if change.leaves:
        yield language.plural(
            len(change.leaves), "is taken out of {number} calendar", "is taken out of {number} calendars"
        )
    if change.reads and change.what == ("people",):
        yield language.plural(
            len(change.reads), "reads differently in {number} calendar", "reads differently in {number} calendars"
        )


def _minutes(before: WhereAndWhen, after: WhereAndWhen) -> dict[str, int]:
    return {"before": before.occurrence().minutes, "now": after.occurrence().minutes}


def _from_and_to(
    before: WhereAndWhen, after: WhereAndWhen, changes: EditionChanges, language: Language
) -> tuple[str, str]:
    """What the session moves from and to: hour and room, or of the two only what is another."""
    if before.room == after.room:
        return _when(before, changes, language), _when(after, changes, language)
    rooms = _room(before, changes), _room(after, changes)
    if before.starts == after.starts and all(rooms):
        return rooms
    return _when_and_where(before, changes, language), _when_and_where(after, changes, language)


def _when_and_where(place: WhereAndWhen, changes: EditionChanges, language: Language) -> str:
    """`11.40 Zaal 4`, with the day before it where there are several."""
    return " ".join(filter(None, (_when(place, changes, language), _room(place, changes))))


def _room(place: WhereAndWhen, changes: EditionChanges) -> str:
    """The room, without the address that all rooms have."""
    return f", {place.room}".removesuffix(f", {changes.around}").removeprefix(", ") if changes.around else place.room


def _when(place: WhereAndWhen, changes: EditionChanges, language: Language) -> str:
    starts = datetime.fromisoformat(place.starts)
    places = [place for change in changes.changes for place in (change.before, change.after) if place]
    day = language.day(starts.date(), year=len({place.starts[:4] for place in places}) > 1)
    if "T" not in place.starts:
        return day
    hour = hour_text(starts.time(), changes.hours)
    return f"{day} {hour}" if changes.several_days else hour


def hour_text(hour: time, language: str) -> str:
    """`11.40` on a day that is in Dutch, `11:40` on one in English."""
    return Clock(date.min, language=language).hour(60 * hour.hour + hour.minute)


def _people(changes: EditionChanges, language: Language) -> Iterator[str]:
    if changes.people:
        yield language.plural(
            len(changes.people),
            "For {number} person the calendar reads differently: {names}.",
            "For {number} people the calendar reads differently: {names}.",
            names=_named(changes.people, language),
        )
        yield from _affected(changes, language)
    if changes.newcomers:
        yield language.say("A first calendar for {names}.", names=_named(changes.newcomers, language))
    if changes.absent:
        yield language.say(
            "Absent, so that all in their calendars is cancelled: {names}.", names=_named(changes.absent, language)
        )
    if left := tuple(name for name in changes.leavers if name not in changes.absent):
        yield language.say(
            "No longer among the people, so that all in their calendars is cancelled: {names}.",
            names=_named(left, language),
        )
    if not (changes.changes or changes.people or changes.newcomers or changes.leavers):
        yield language.plural(
            changes.written,
            "{number} calendar is written anew; no session changed.",
            "{number} calendars are written anew; no session changed.",
        )


def _affected(changes: EditionChanges, language: Language) -> Iterator[str]:
    """How many of those whose calendar reads differently have to change something, where that is not all of them."""
    affected = changes.affected
    if affected is None or len(affected) == len(changes.people):
        return
    if not affected:
        yield from _unaffected(changes, language)
        return
    yield language.plural(
        len(affected),
        "{number} of them has to change something in their diary, by the count of netday diff.",
        "{number} of them have to change something in their diary, by the count of netday diff.",
    )
    if changes.elsewhere:
        yield language.plural(
            len(changes.elsewhere),
            "For {number} other something that they had not planned is at another hour or in another room, comes or "
            "goes: what is open to everyone, or another choice.",
            "For {number} others something that they had not planned is at another hour or in another room, comes or "
            "goes: what is open to everyone, or another choice.",
        )
    if rest := len(changes.people) - len(affected) - len(changes.elsewhere):
        yield language.plural(
            rest, "For {number} other only a text is another.", "For {number} others only a text is another."
        )


def _unaffected(changes: EditionChanges, language: Language) -> Iterator[str]:
    """Why the calendars of those read differently of whom nobody has to change anything."""
    rest = len(changes.people) - len(changes.elsewhere)
    if not rest:
        yield language.say(
            "None of them has to change anything in their diary, by the count of netday diff: what is at another hour "
            "or in another room, comes or goes, they had not planned."
        )
    elif not changes.elsewhere:
        yield language.say(
            "None of them has to change anything in their diary, by the count of netday diff: only a text is another."
        )
    else:
        yield language.say("None of them has to change anything in their diary, by the count of netday diff.")
        yield language.plural(
            len(changes.elsewhere),
            "For {number} of them something that they had not planned is at another hour or in another room, comes or "
            "goes.",
            "For {number} of them something that they had not planned is at another hour or in another room, comes or "
            "goes.",
        )
        yield language.plural(
            rest, "For {number} of them only a text is another.", "For {number} of them only a text is another."
        )


def _named(people: tuple[str, ...], language: Language) -> str:
    """The first ten by name, the others as a number."""
    shown: list[str] = list(people[:NAMED])
    if (more := len(people) - NAMED) > 0:
        shown.append(language.plural(more, "{number} other", "{number} others"))
    return language.listing(shown)


def _remarks(changes: EditionChanges, language: Language) -> Iterator[str]:
    for was, place in changes.renamed:
        yield language.say(
            "Is {was} the same session as {place}? Keep `name: {name}` beside the new title in the day file, and its "
            "calendar entries are updated instead.",
            was=was.title,
            place=place.title,
            name=was.key or was.title,
        )
    if changes.another_day:
        left, were = changes.left
        yield language.say(
            "{left} of the {were} sessions of the last edition can be found in this one. Is this the folder of another "
            "day?",
            were=were,
            left=left,
        )
