"""Hours and days as they stand in a programme: at the head of a row, within a cell, in a heading above a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from scheduler.conference.clock import DAY
from scheduler.conference.typed_hours import MONTHS, WEEKDAYS, parse_time
from scheduler.text.sentence import Sentence

_UNIT = r"(?:(?:uur|u|h)\b\.?|[ap]\.?m\b\.?)"
_FULL = rf"(?:[0-2]?[0-9]\s?(?:[.:]|[uh])\s?[0-5][0-9](?![0-9])(?:\s?{_UNIT})?|[0-2]?[0-9]\s?{_UNIT})"
_BARE = r"[0-2]?[0-9](?![0-9.:])"
_TO = r"\s*(?:[-–—−‐‑]+|>|\btot(?:\s+en\s+met)?\b|\bt/m\b|\bto\b|\buntil\b|\ben\b)\s*"
_BEFORE = r"(?:(?:van|vanaf|v\.a\.|om|tussen|from|at|circa|ca\.?|±|~)\s*)?"
_SPAN = (
    rf"{_BEFORE}(?:(?P<start>{_FULL})(?:(?:{_TO}|\s*(?=[0-2]?[0-9][.:][0-5][0-9]))(?P<end>{_FULL}|{_BARE}(?=\s*(?:$|\)))))?"
    rf"|(?P<bare>{_BARE}){_TO}(?P<until>{_FULL}))"
)
_ANYWHERE = re.compile(rf"(?<![0-9.,:/])\(?(?:{_SPAN})\)?(?![.\-/]?[0-9])", re.IGNORECASE)
_LEADING = re.compile(rf"\(?(?:{_SPAN})\)?(?![.\-/]?[0-9])\s*[:–—|\t-]*\s*", re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?:tot|until|till)\s+(?:ca\.?\s+|circa\s+)?(?P<end>{_FULL})", re.IGNORECASE)
_PART_OF_DAY = re.compile(
    r"(?:'s )?(?:ochtends?|morgen|middags?|avonds?|morning|afternoon|evening|program(?:ma|me)?)", re.IGNORECASE
)
_ALL_DAY = re.compile(r"\(?(?:de\s+)?(?:ge)?hele dag.*|doorlopend.*|all day.*|whole day.*", re.IGNORECASE)
_LATE, _EARLY = 17 * 60, 7 * 60  # what begins after the one and ends before the other ends after midnight


@dataclass(frozen=True, slots=True)
class HoursFound:
    """In minutes after midnight; `end` None: only the begin is there. `rest`: the text without the hours."""

    start: int
    end: int | None
    rest: str


def hours_at_head(text: str) -> HoursFound | None:
    """The hours with which a text begins. Raises ValueError with a sentence for hours that are none.

    >>> hours_at_head("09.30 – 10.00 Inloop"), hours_at_head("12.00 tot 13.00 uur"), hours_at_head("9u30")
    (HoursFound(start=570, end=600, rest='Inloop'), HoursFound(start=720, end=780, rest=''), HoursFound(start=570, end=None, rest=''))
    >>> hours_at_head("10.02.2023"), hours_at_head("3 sprekers")
    (None, None)
    """  # noqa: E501  what it gives
    found = _LEADING.match(text.strip())
    return _hours(found, text.strip()[found.end() :]) if found else None


def hours_within(text: str) -> HoursFound | None:
    """The first hours anywhere in a text, such as `Ronde 1 (11.40-12.40)`. Raises ValueError likewise.

    >>> hours_within("Ronde 1 (11.40-12.40 uur)")
    HoursFound(start=700, end=760, rest='Ronde 1')
    """
    found = _ANYWHERE.search(text)
    if not found:
        return None
    return _hours(found, " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()).strip(" :–-"))


def until_hour(text: str) -> int | None:
    """When it ends, where a text says so: `deze sessie duurt tot 15.45 uur`.

    >>> until_hour("deze sessie duurt tot 15.45 uur"), until_hour("tot 20 personen"), until_hour("tot 29 uur")
    (945, None, None)
    """
    found = _UNTIL.search(text)
    try:
        return _minutes(found["end"]) if found else None
    except ValueError:  # an hour that no day has: then it is a remark like any other
        return None


def day_part(text: str) -> bool:
    """Whether a text names a part of the day, or is the word programme.

    >>> day_part("Ochtend"), day_part("'s middags"), day_part("Ochtendsessie")
    (True, True, False)
    """
    return _PART_OF_DAY.fullmatch(text.strip(" :")) is not None


def is_all_day(text: str) -> bool:
    return _ALL_DAY.fullmatch(text.strip()) is not None


def _hours(found: re.Match[str], rest: str) -> HoursFound:
    first, last = found["start"] or found["bare"], found["end"] or found["until"]
    start, end = _minutes(first), _minutes(last) if last else None
    if end is not None and end <= start:
        if start < _LATE or end > _EARLY:
            text = found[0].strip(" \t:–—|-")
            raise ValueError(Sentence('"{text}" ends before it begins.', text=text))
        end += DAY
    return HoursFound(start, end, rest.strip())


def _minutes(text: str) -> int:
    hour, minutes = [*re.findall("[0-9]+", text), "00"][:2]
    if half := re.search("[ap](?=\\.?m)", text, re.IGNORECASE):
        hour = str(int(hour) % 12 + 12 * (half[0] in "pP"))
    return parse_time(f"{hour}:{minutes}")


# -- days --------------------------------------------------------------------------------------------------------------

_MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_WEEKDAY = {name: number for number, names in enumerate(WEEKDAYS) for name in names}


def _any_of(names: dict[str, int], shortest: int = 2) -> str:
    return "|".join(sorted((name for name in names if len(name) >= shortest), key=len, reverse=True))


_ON = rf"(?:\b(?P<weekday>{_any_of(_WEEKDAY)})\b\.?,?\s+)"
_DATES = (
    re.compile(
        rf"{_ON}?\b(?P<day>[0-9]{{1,2}})(?:e|ste|de|th|st|nd|rd)?\s+(?P<month>{_any_of(_MONTH)})\b\.?"
        r"(?:,?\s+'?(?P<year>[0-9]{4}|[0-9]{2}(?![0-9.:])))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_ON}?\b(?P<month>{_any_of(_MONTH)})\s+(?P<day>[0-9]{{1,2}})(?:th|st|nd|rd)?\b(?:,?\s+(?P<year>[0-9]{{4}}))?",
        re.IGNORECASE,
    ),
    re.compile(rf"{_ON}?\b(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}})\b", re.IGNORECASE),
    re.compile(
        rf"{_ON}?\b(?P<day>[0-9]{{1,2}})[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<year>[0-9]{{4}}|[0-9]{{2}})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"{_ON}(?P<day>[0-9]{{1,2}})[-/](?P<month>[0-9]{{1,2}})\b(?P<year>(?!))?", re.IGNORECASE),
)
_PART = r"(?:\s*-?\s*(?:ochtend|morgen|middag|avond|morning|afternoon|evening))?"
_ALONE = re.compile(
    rf"(?:programma\s+|programme\s+)?(?P<weekday>{_any_of(_WEEKDAY, 6)}){_PART}"
    r"|(?:dag|day)\s+(?P<number>[1-9])\b.{0,40}",
    re.IGNORECASE,
)
_NO_HEADING = re.compile(
    r"\b(?:tot|uiterlijk|vóór|voor|aanmeld\w*|deadline|by|before|versie|version|d\.d\.|stand|concept|per)\b",
    re.IGNORECASE,
)
_HEADING = 100  # letters of a heading that names a day


@dataclass(frozen=True, slots=True)
class DayNamed:
    """A day as a programme names it. 0 and None: that is not told. `number`: of `Dag 2`."""

    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int | None = None
    number: int = 0
    text: str = field(default="", compare=False)

    def on(self, year: int = 0) -> date | None:
        """The date, in that year where it names none; None where there is no such date, or on another weekday."""
        try:
            found = date(self.year or year, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday in (None, found.weekday()) else None

    def fits(self, other: date) -> bool:
        """Whether it can be that date."""
        if self.day:
            return self.on(other.year) == other
        return self.weekday == other.weekday() if self.weekday is not None else False


def day_named(text: str) -> DayNamed | None:
    """The day that a heading or a row names: a date, with its year or without, a day of the week, or `Dag 2`.

    >>> day_named("Programma donderdag 9 februari 2023, Haarlem").on()
    datetime.date(2023, 2, 9)
    >>> day_named("Aanmelden kan tot vrijdag 3 februari"), day_named("Vrijdagmiddag").weekday
    (None, 4)
    """
    flat = " ".join(text.split())
    if len(flat) > _HEADING:
        return None
    if alone := _ALONE.fullmatch(flat):
        weekday = alone["weekday"]
        number = int(alone["number"] or 0)
        if number and (found := _date(flat)):
            return found
        return DayNamed(weekday=_WEEKDAY[weekday.casefold()] if weekday else None, number=number, text=flat)
    return None if _NO_HEADING.search(flat) else _date(flat)


def _date(text: str) -> DayNamed | None:
    for pattern in _DATES:
        if found := pattern.search(text):
            month = found["month"].casefold()
            year = int(found["year"] or 0)
            named = DayNamed(
                int(found["day"]),
                _MONTH.get(month) or int(month),
                year + 2000 if 0 < year < 100 else year,
                _WEEKDAY[found["weekday"].casefold()] if found["weekday"] else None,
                text=" ".join(found[0].split()),
            )
            if 1 <= named.day <= 31 and 1 <= named.month <= 12:
                return named
    return None


def year_in(text: str) -> int:
    """The year that a text names, such as `Netwerkdag 2023`; 0 where it names none, or several."""
    years = {int(year) for year in re.findall(r"(?<![0-9.,/-])(20[0-9]{2})(?![0-9.,/-]?[0-9])", text)}
    return years.pop() if len(years) == 1 else 0
