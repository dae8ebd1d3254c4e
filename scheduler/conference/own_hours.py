"""The hours on the wall where somebody is who joins from another time zone, to be told beside those of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from scheduler.conference.clock import DAY, Clock, Minute, Span, day_told
from scheduler.conference.conference import Person
from scheduler.conference.zone import zone_called
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.text.language import Language

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
    hours: Phrase


class PlaceText(Phrase):
    """The place after which a time zone is called: `London`, in Dutch `Londen`."""

    __slots__ = ("zone",)
    zone: str

    def __new__(cls, zone: str, english: str) -> Self:
        place = super().__new__(cls, english)
        place.zone = zone
        return place

    def __reduce__(self) -> tuple[Any, ...]:
        return PlaceText, (self.zone, str(self))

    def into(self, language: Language) -> str:
        return language.city(self.zone, str(self))

    @property
    def parts(self) -> Mapping[str, Any]:
        return {"kind": "zone", "id": self.zone}


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
        hours=Sentence("{start}–{end}", start=elsewhere.hour(start), end=elsewhere.hour(end)),
    )


def beside(clock: Clock, person: Person, span: Span) -> Phrase:
    """For the console: `in Lisbon 10:40–11:40`; empty where there is nothing to tell."""
    own = own_hours(clock, person, span)
    if own is None:
        return NOTHING
    place = PlaceText(own.zone, own.place)
    if own.day:
        day = day_told(own.day, year=clock.years)
        return Sentence("in {place} {day} {hours}", place=place, day=day, hours=own.hours)
    return Sentence("in {place} {hours}", place=place, hours=own.hours)


def when_there(clock: Clock, person: Person) -> Phrase:
    """The stretches in which the person is there, in a sentence: `from 15:00 to 18:00 (in New York from 9:00 ...)`."""
    windows = person.present or ()
    here = listing([clock.stretch(window) for window in windows])
    if not person.zone or not any(_differs(clock, person.zone, window) for window in windows):
        return here
    elsewhere = replace(clock, zone=person.zone)
    own = [_stretch(clock, elsewhere, window) for window in windows]
    words = listing(filter(None, own))
    if not words:
        return here
    place = PlaceText(person.zone, _place(person.zone, clock.aware(windows[0].start)))
    return Sentence("{here} (in {place} {elsewhere})", here=here, place=place, elsewhere=words)


def _stretch(here: Clock, elsewhere: Clock, window: Span) -> Phrase:
    """As the clock there has it; the midnights here, from and to which somebody is there all day, are no hours."""
    start, end = (
        _text(here, elsewhere, minute) if _hour_of(here, minute) else NOTHING for minute in (window.start, window.end)
    )
    if start and end:
        return Sentence("from {start} to {end}", start=start, end=end)
    if start:
        return Sentence("from {start}", start=start)
    return Sentence("until {end}", end=end) if end else NOTHING


def _text(here: Clock, elsewhere: Clock, minute: Minute) -> Phrase:
    minute_elsewhere = elsewhere.minute_of(here.aware(minute))
    return replace(elsewhere, several_days=elsewhere.date(minute_elsewhere) != here.date(minute)).text(minute_elsewhere)


def _hour_of(clock: Clock, minute: Minute) -> int:
    return clock.after_midnight(clock.first, minute) % DAY


def _differs(clock: Clock, zone: str, span: Span) -> bool:
    moments = [clock.aware(minute) for minute in (span.start, span.end)]
    return any(moment.utcoffset() != moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in moments)


def place_of(zone: str, moment: datetime) -> PlaceText:
    """The place after which a zone is called, or how far it is off, to be named in a sentence."""
    return PlaceText(zone, _place(zone, moment))


def _place(zone: str, moment: datetime) -> str:
    """The place after which the zone is called, in English; of one that is called after none, how far it is off.

    >>> _place("America/New_York", datetime(2026, 6, 11)), _place("Etc/GMT+5", datetime(2026, 6, 11))
    ('New York', 'UTC-05:00')
    """
    part, _, place = zone.partition("/")
    if part in _PARTS_OF_THE_WORLD:
        return place.rpartition("/")[2].replace("_", " ")
    offset = moment.astimezone(zone_called(zone)).isoformat(timespec="minutes")[-6:]
    return f"UTC{offset}".removesuffix("+00:00")
