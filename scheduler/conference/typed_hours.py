"""Hours, stretches, dates and lengths as people type them, in English and Dutch: `9u30`, `van 9.30 tot 10 uur`.

Each is read whole or not at all; what cannot be read raises ValueError with a sentence that says what would be right.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from scheduler.conference.clock import DAY, Span, typed_day, typed_hour
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count

_LIKE = date(2023, 2, 10)  # what an example of a date is
_LONGEST = 7 * DAY  # minutes that a span may last: more is a slip of the pen
MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "feb", "february"),
    ("maart", "mrt", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augustus", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
WEEKDAYS = (
    ("maandag", "ma", "monday", "mon"),
    ("dinsdag", "di", "tuesday", "tue"),
    ("woensdag", "wo", "wednesday", "wed"),
    ("donderdag", "do", "thursday", "thu"),
    ("vrijdag", "vr", "friday", "fri"),
    ("zaterdag", "za", "saturday", "sat"),
    ("zondag", "zo", "sunday", "sun"),
)
_NUMBERS = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
_MONTH_NAMES = (
    Sentence("January"),
    Sentence("February"),
    Sentence("March"),
    Sentence("April"),
    Sentence("May"),
    Sentence("June"),
    Sentence("July"),
    Sentence("August"),
    Sentence("September"),
    Sentence("October"),
    Sentence("November"),
    Sentence("December"),
)
_WEEKDAY_NAMES = (
    Sentence("Monday"),
    Sentence("Tuesday"),
    Sentence("Wednesday"),
    Sentence("Thursday"),
    Sentence("Friday"),
    Sentence("Saturday"),
    Sentence("Sunday"),
)
_MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_WEEKDAY = {name: number for number, names in enumerate(WEEKDAYS) for name in names}


def _any_of(names: tuple[tuple[str, ...], ...]) -> str:
    return "|".join(sorted((name for several in names for name in several), key=len, reverse=True))


_UNIT = r"(?:\s*uur\b|\s?[uh]\b(?![-\w]))"
HOUR = rf"(?:[0-9]{{1,2}}[:.hu][0-9]{{2}}(?![0-9]){_UNIT}?|[0-9]{{1,2}}{_UNIT}|[0-9]{{3,4}}(?:{_UNIT}|(?![\w.:])))"
_ON = rf"(?:(?:{_any_of(WEEKDAYS)})\.?,?\s+)"
_OF_MONTH = rf"[0-9]{{1,2}}\s+(?:{_any_of(MONTHS)})\b\.?"
_NUMERIC = r"[0-9]{1,2}(?P<sign>[-/.])[0-9]{1,2}(?P=sign)[0-9]{4}"
DATE = rf"{_ON}?(?:[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}|{_OF_MONTH}\s+[0-9]{{4}}|{_NUMERIC})(?![0-9])"

_IGNORE = re.IGNORECASE
_TIME = re.compile(rf"(?:om\s+)?(?={HOUR}$)([0-9]{{1,2}}?)(?:[:.hu]?([0-9]{{2}}))?{_UNIT}?", _IGNORE)
_BARE = re.compile(r"[0-9]{1,2}")
_SPAN = re.compile(r"(van\s+|from\s+)?(.+?)\s*(?:-|–|—|\bto\b|\btot\b|\buntil\b)\s*(.+)", _IGNORE)
_BETWEEN = re.compile(r"(tussen\s+|between\s+)(.+?)\s+(?:en|and)\s+(.+)", _IGNORE)
_DATED = re.compile(rf"(?P<date>{DATE})(?:\s*,\s*|\s*T|\s+)(?P<rest>.+)", _IGNORE)
_ONE_DATE = re.compile(DATE, _IGNORE)
_NO_YEAR = re.compile(rf"({_ON}?(?:{_OF_MONTH}|[0-9]{{1,2}}[-/][0-9]{{1,2}}))(?:[\s,]+({HOUR}|van\b|om\b).*)?", _IGNORE)
_SHORT_YEAR = re.compile(rf"{_ON}?([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{2}})\b.*", _IGNORE)
_WEEKDAY_ALONE = re.compile(rf"(?:{_any_of(WEEKDAYS)})\b\.?(?![\s,]*[0-9]{{1,2}}\s*[a-z]).*", _IGNORE)
_IN_WORDS = re.compile(rf"(half|kwart\s+over|kwart\s+voor)?\s*({'|'.join(_NUMBERS)}|[0-9]{{1,2}})(?:\s*uur)?", _IGNORE)
_AM_PM = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*([ap])\.?m\.?", _IGNORE)


def parse_time(text: str) -> int:
    """Minutes after midnight for `9:30`, `9.30`, `9u30`, `9.30 uur`, `930` or `15 uur`; up to 24:00, the day's end.

    >>> [parse_time(text) for text in ("9.30", "9u30", "930", "15u", "24:00")]
    [570, 570, 570, 900, 1440]

    Raises ValueError with a sentence when the text is no time of day.
    """
    found = _TIME.fullmatch(text.strip())
    minutes = int(found[1]) * 60 + int(found[2] or 0) if found and int(found[2] or 0) < 60 else DAY + 1
    if minutes > DAY:
        right = _right_time(text.strip())
        raise ValueError(Sentence('"{text}" is no time of day; {right}', text=text, right=right))
    return minutes


def _right_time(text: str) -> Phrase:
    """What would be right: of an hour in words both hours of the day that it can be."""
    if _WEEKDAY_ALONE.fullmatch(text):
        return Sentence("write the date before the hour, like 2023-02-10 9:30")
    if (half := _AM_PM.fullmatch(text)) and 1 <= int(half[1]) <= 12:
        hours = int(half[1]) % 12 + 12 * (half[3] in "pP")
        return Sentence("write {hour}", hour=typed_hour(60 * hours + int(half[2] or 0)))
    found = _IN_WORDS.fullmatch(text)
    hour = 0
    if found:
        word = found[2].casefold()
        hour = int(word) if word.isdigit() else _NUMBERS.index(word) + 1
    if not found or not 1 <= hour <= (12 if found[1] else 23):
        return Sentence("write it like {like}", like=typed_hour(9 * 60 + 30))
    before, after = {"half": (1, 30), "kwart over": (0, 15), "kwart voor": (1, 45)}.get(
        " ".join((found[1] or "").casefold().split()), (0, 0)
    )
    first = 60 * ((hour - before) % 12 if found[1] else hour) + after
    if found[1] or (hour <= 12 and not found[2].isdigit()):
        return Sentence("write {hour} or {later}", hour=typed_hour(first), later=typed_hour(first + DAY // 2))
    return Sentence("write {hour}", hour=typed_hour(first))


def parse_span(text: str, day: date | None = None) -> Span:
    """Minutes after midnight for `11:40–12:40`; an end at or before the start is on the next day.

    The end may have a date of its own, where `day` tells that of the start.

    >>> parse_span("11.40-12.40"), parse_span("van 9.30 tot 10 uur"), parse_span("22:00–1:00")
    (Span(start=700, end=760), Span(start=570, end=600), Span(start=1320, end=1500))
    >>> parse_span("22:00–2026-06-13 1:00", date(2026, 6, 11))
    Span(start=1320, end=2940)

    Raises ValueError with a sentence when the text is no span.
    """
    found = _parts(text)
    if not found:
        raise ValueError(Sentence('"{text}" is no span of time; write it like 11:40–12:40', text=text))
    between, first, end_text = found[1], found[2], found[3]
    until, last = split_date(end_text)
    if between and _BARE.fullmatch(last):
        last = f"{last} uur"
    if _BARE.fullmatch(first) and (between or re.search(r"[0-9]\s*(?:uur|u)$", last, _IGNORE)):
        first = f"{first} uur"
    start, end = parse_time(first), parse_time(last)
    if until and not day:
        raise ValueError(Sentence('"{text}" ends on a date; write that of the start before it too', text=text))
    if until and day:
        end += (until - day).days * DAY
        if not start < end <= start + _LONGEST:
            whole = f"{day} {text}"
            raise ValueError(
                Sentence('"{text}" should end after it begins, and not more than a week later', text=whole)
            )
        return Span(start, end)
    if end == start:
        raise ValueError(Sentence('"{text}" has no length; the end is the start', text=text))
    return Span(start, end if end > start else end + DAY)


def _parts(text: str) -> re.Match[str] | None:
    """What makes it a span, where it begins, and where it ends."""
    return _BETWEEN.fullmatch(text.strip()) or _SPAN.fullmatch(text.strip())


def end_date(text: str) -> date | None:
    """The date before the second hour of a span; None where there is none. Raises ValueError as `parse_date` does."""
    found = _parts(text)
    return split_date(found[3])[0] if found else None


def parse_date(text: str) -> date:
    """The date for `2023-02-10`, `10 februari 2023`, `10-02-2023`, `10/2/2023`: the day comes before the month.

    A day of the week may stand before it, and is then held to.

    >>> parse_date("vrijdag 10 februari 2023") == parse_date("10-2-2023") == parse_date("2023-02-10")
    True

    Raises ValueError with a sentence otherwise.
    """
    stripped = text.strip()
    if not _ONE_DATE.fullmatch(stripped):
        return _other_date(text, stripped)
    weekday, *_ = words = re.findall(r"[a-z]+|[0-9]+", stripped.casefold())
    year, month, day = words[-3:] if "-" in stripped and len(words[-3]) == 4 else words[-3:][::-1]
    number = _MONTH.get(month) or int(month)
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        right = _right_date(stripped, int(year), number, int(day))
        raise ValueError(Sentence('"{text}" is no date; {right}', text=text, right=right)) from None
    if weekday in _WEEKDAY and _WEEKDAY[weekday] != found.weekday():
        raise ValueError(
            Sentence(
                '"{text}" is no date; {day} {month} {year} is a {weekday}',
                text=text,
                day=str(found.day),
                month=_MONTH_NAMES[found.month - 1],
                year=str(found.year),
                weekday=_WEEKDAY_NAMES[found.weekday()],
            )
        )
    return found


def with_full_year(text: str) -> str:
    """The same date with the century that a person leaves out: `1-6-27` is `1-6-2027`, and any other text stays.

    For what somebody types in a form and sees again; in a file it could be the sixth of the month of a year 1.
    """
    short = _SHORT_YEAR.fullmatch(text.strip())
    alone = short is not None and short.end(3) == len(short[0])
    return _in_full(short) if short and alone else text


def _in_full(short: re.Match[str]) -> str:
    return f"{short[1]}-{short[2]}-20{short[3]}"


def _right_date(text: str, year: int, month: int, day: int) -> Phrase:
    if re.match("[0-9]{4}", text) or not year:
        return Sentence("write it like {like}", like=typed_day(_LIKE))
    if month > 12 and day <= 12:
        return Sentence("the day comes first, so write {date}", date=f"{month}-{day}-{year}")
    if 1 <= month <= 12 and day:
        return Sentence(
            "{month} {year} has {days}",
            month=_MONTH_NAMES[month - 1],
            year=str(year),
            days=count(monthrange(year, month)[1], "day"),
        )
    return Sentence("write it like {like}", like=typed_day(_LIKE))


def _other_date(text: str, stripped: str) -> date:
    """A date that is written as programs do; what a person most likely meant is a fault that says so."""
    if short := _SHORT_YEAR.fullmatch(stripped):
        full = _in_full(short)
        raise ValueError(Sentence('"{text}" is no date; write the year in full, like {full}', text=text, full=full))
    if _NO_YEAR.fullmatch(stripped):
        raise ValueError(_no_year(text))
    try:
        return date.fromisoformat(stripped)
    except ValueError:
        like = Sentence("write it like {like}", like=typed_day(_LIKE))
        raise ValueError(Sentence('"{text}" is no date; {right}', text=text, right=like)) from None


def _no_year(text: str) -> Sentence:
    return Sentence('"{text}" has no year; write it like 2023-02-10 or 10 februari 2023', text=text)


def split_date(text: str) -> tuple[date | None, str]:
    """`2023-02-10 15:00` into its date and the rest; no date (None) when the text names only hours.

    >>> split_date("vrijdag 10 februari 2023 om 15.00 uur")
    (datetime.date(2023, 2, 10), 'om 15.00 uur')
    """
    found = _DATED.fullmatch(text.strip())
    if found:
        return parse_date(found["date"]), found["rest"]
    if (none := _NO_YEAR.fullmatch(text.strip())) and none[2]:
        raise ValueError(_no_year(none[1]))
    return None, text


_LENGTH = re.compile(
    r"(?:(?P<hours>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*(?:uur|uren|u|h|hours?)\b\.?)?\s*(?:en\s+|and\s+)?"
    r"(?:(?P<minutes>[0-9]{1,4})\s*(?:minuten|minuut|minutes?|min|m)?\.?)?",
    _IGNORE,
)
_GLUED = re.compile(r"([0-9]{1,2})[uh]([0-9]{2})", _IGNORE)
_LENGTHS = {
    "kwartier": 15, "een kwartier": 15, "drie kwartier": 45, "3 kwartier": 45, "halfuur": 30, "half uur": 30,
    "een halfuur": 30, "een half uur": 30, "half an hour": 30, "half hour": 30, "uur": 60, "an hour": 60,
    "one hour": 60, "anderhalf uur": 90, "vijf kwartier": 75, "tweeënhalf uur": 150, "twee en een half uur": 150,
    **{f"{word} uur": 60 * number for number, word in enumerate(_NUMBERS, 1)}, "één uur": 60,
    **{f"{word} minuten": number for number, word in enumerate(_NUMBERS, 1)},
}  # fmt: skip


def parse_length(text: str) -> int | None:
    """The minutes of `45 minuten`, `1 uur`, `anderhalf uur` or `1u30`; None where a length is not said so.

    A number alone is not: whoever asks knows what it would be a number of.

    >>> [parse_length(text) for text in ("45 minuten", "1,5 uur", "anderhalf uur", "1 uur en 15 minuten", "45")]
    [45, 90, 90, 75, None]
    """
    folded = " ".join(text.casefold().split())
    if folded in _LENGTHS:
        return _LENGTHS[folded]
    if glued := _GLUED.fullmatch(folded):
        return int(glued[1]) * 60 + int(glued[2])
    found = _LENGTH.fullmatch(folded)
    if not found or folded.isdigit() or not (found["hours"] or found["minutes"]):
        return None
    minutes = round(float((found["hours"] or "0").replace(",", ".")) * 6000)
    return minutes // 100 + int(found["minutes"] or 0) if minutes % 100 == 0 else None
