"""The hours on the wall where somebody is who joins from another time zone, to be told beside those of the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.conference.clock import DAY, Clock, Minute, Span, day_told
from scheduler.conference.conference import Person
from scheduler.text.wording import listing

# Whose zones are called after a place. The others are called EST or Etc/GMT+5, which is five hours behind.
_PARTS_OF_THE_WORLD = frozenset(
    ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
)


@dataclass(frozen=True, slots=True)
class OwnHours:
    """A span by the clock of a person. `day`: the date on which it begins there, where it is another than here."""

    zone: str
    place: str
    day: date | None
    hours: str


def own_hours(clock: Clock, person: Person, span: Span) -> OwnHours | None:
    """None: they have no zone of their own, or their clock shows the same then."""
    if not person.zone or not _differs(clock, person.zone, span):
        return None
    elsewhere = replace(clock, zone=person.zone)
    start, end = (elsewhere.minute_of(clock.aware(minute)) for minute in (span.start, span.end))
    day = elsewhere.date(start)
    return OwnHours(
        zone=person.zone,
        place=_place(person.zone, clock.aware(span.start)),
        day=day if day != clock.date(span.start) else None,
        hours=f"{elsewhere.hour(start)}–{elsewhere.hour(end)}",
    )


def beside(clock: Clock, person: Person, span: Span) -> str:
    """In English, for the console: `in Lisbon 10:40–11:40`; empty where there is nothing to tell."""
    own = own_hours(clock, person, span)
    if own is None:
        return ""
    day = f"{day_told(own.day, year=clock.years)} " if own.day else ""
    return f"in {own.place} {day}{own.hours}"


def when_there(clock: Clock, person: Person) -> str:
    """The stretches in which the person is there, in a sentence: `from 15:00 to 18:00 (in New York from 9:00 ...)`."""
    windows = person.present or ()
    here = listing([clock.stretch(window) for window in windows])
    if not person.zone or not any(_differs(clock, person.zone, window) for window in windows):
        return here
    elsewhere = replace(clock, zone=person.zone)
    own = [_stretch(clock, elsewhere, window) for window in windows]
    words = listing(filter(None, own))
    return f"{here} (in {_place(person.zone, clock.aware(windows[0].start))} {words})" if words else here


def _stretch(here: Clock, elsewhere: Clock, window: Span) -> str:
    """As the clock there has it; the midnights here, from and to which somebody is there all day, are no hours."""
    bounds = []
    for word, minute in (("from", window.start), ("to" if _hour_of(here, window.start) else "until", window.end)):
        if _hour_of(here, minute):
            minute_elsewhere = elsewhere.minute_of(here.aware(minute))
            bounds.append(f"{word} {_text(here, elsewhere, minute, minute_elsewhere)}")
    return " ".join(bounds)


def _text(here: Clock, elsewhere: Clock, minute: Minute, minute_elsewhere: Minute) -> str:
    return replace(elsewhere, several_days=elsewhere.date(minute_elsewhere) != here.date(minute)).text(minute_elsewhere)


def _hour_of(clock: Clock, minute: Minute) -> int:
    return clock.after_midnight(clock.first, minute) % DAY


def _differs(clock: Clock, zone: str, span: Span) -> bool:
    moments = [clock.aware(minute) for minute in (span.start, span.end)]
    return any(moment.utcoffset() != moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in moments)


def _place(zone: str, moment: datetime) -> str:
    """The place after which the zone is called, in English; of one that is called after none, how far it is off.

    >>> _place("America/New_York", datetime(2026, 6, 11)), _place("Etc/GMT+5", datetime(2026, 6, 11))
    ('New York', 'UTC-05:00')
    """
    part, _, place = zone.partition("/")
    if part in _PARTS_OF_THE_WORLD:
        return place.rpartition("/")[2].replace("_", " ")
    offset = moment.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")[-6:]
    return f"UTC{offset}".removesuffix("+00:00")
