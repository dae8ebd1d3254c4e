"""The values of a day file: from the text that stands there to hours, spans, dates, numbers and yes or no.

Each type carries its description for the JSON schema. Editors read plain values as YAML 1.2 does (`1984` is a number
there), so the schema allows numbers where we read text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema

from scheduler.conference.clock import Span
from scheduler.conference.conference import Kind
from scheduler.conference.typed_hours import end_date, parse_date, parse_length, parse_span, parse_time, split_date
from scheduler.files.dutch import dutch_words, flat, in_dutch, in_english, nearest_of
from scheduler.files.faults import quoted
from scheduler.text.letters import normalized, unbroken
from scheduler.text.links import checked_link, checked_website
from scheduler.text.mail_address import checked_address
from scheduler.text.sanitize import unseen
from scheduler.text.sentence import Sentence

T = TypeVar("T")
YES = {
    **dict.fromkeys(["yes", "on", "true", *dutch_words("words", ["yes", "on"])], True),
    **dict.fromkeys(["no", "off", "false", *dutch_words("words", ["no", "off"])], False),
}
MOST = 1_000_000  # no count of ours is larger, and dates cannot be reckoned with numbers much larger
CROSSES = {"x": "yes", "✓": "yes", "✔": "yes", "v": "yes", "1": "yes", "0": "no", "-": "no"}  # in cells of a table
_YEARS = (1970, 2200)


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of one date, or of every day (`day` None): minutes after midnight, and the text it was read from."""

    day: date | None
    minutes: int
    text: str

    def __str__(self) -> str:
        return f"{self.day or ''} {self.minutes}".strip()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span of one date, or of every day (`day` None), and the text it was read from."""

    day: date | None
    span: Span
    text: str

    def __str__(self) -> str:
        return f"{self.day or ''} {self.span.start}-{self.span.end}".strip()


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a day opens and closes, as the text has it: read on its date, for it may close on another one."""

    day: date | None
    hours: str
    text: str

    @property
    def until(self) -> date | None:
        """The date on which it closes, where that is written."""
        return _last_date(self.hours)

    def span(self, day: date) -> Span:
        """In minutes after that day's midnight. Raises ValueError with a sentence."""
        return parse_span(self.hours, day)

    def __str__(self) -> str:
        until = _last_date(self.hours)
        span = self.span(until) if until else parse_span(self.hours)
        return f"{self.day or ''} {span.start}-{until or ''} {span.end}".replace("- ", "-").strip()


def _single(value: Any) -> str:
    if isinstance(value, dict) and len(value) == 1 and isinstance(text := next(iter(value.values())), str):
        whole = quoted(f"{next(iter(value))}: {text}")
        raise ValueError(
            Sentence("should be a single text. If there is a colon in it, put it between quotes: {text}.", text=whole)
        )
    if isinstance(value, dict):
        raise ValueError(Sentence("should be a single text, not several keys."))
    if not isinstance(value, str):
        raise ValueError(Sentence("should be a single text, not a list."))
    return value


def one_line(written: str) -> str:
    r"""The text in the one form in which names are compared: single blanks, é as one letter, no hyphens unseen.

    >>> one_line("Rene\u0301e\u00a0van\u200b Loo ")
    'Renée van Loo'
    """
    if not written.isascii():
        written = normalized("NFC", unbroken(written))
    return " ".join(written.split())


def to_text(value: Any) -> str:
    """A name or title: one line, single blanks."""
    text = one_line(_single(value))
    if not text:
        raise ValueError(Sentence("is empty."))
    _seen(text)
    return text


def _to_prose(value: Any) -> str:
    text = normalized("NFC", _single(value)).strip()
    _seen(text)
    return text


def _seen(text: str) -> None:
    """Raises ValueError for what only an escape between quotes can write: no file of ours would say that name again."""
    if sign := unseen(text):
        raise ValueError(
            Sentence(
                "There is a sign in it that nobody can see ({sign}); leave that out of {text}.",
                sign=sign,
                text=quoted(text),
            )
        )


def _to_link(value: Any) -> str:
    return checked_link(_single(value).strip())


def _to_website(value: Any) -> str:
    return checked_website(_single(value).strip())


def _to_address(value: Any) -> str:
    return checked_address(to_text(value))


def _to_colour(value: Any) -> str:
    text = to_text(value).removeprefix("#").casefold()
    if re.fullmatch("[0-9a-f]{3}", text):
        text = "".join(2 * sign for sign in text)
    if not re.fullmatch("[0-9a-f]{6}", text):
        raise ValueError(
            Sentence("{colour} is no colour; write it with six digits and letters, like 1b3a5c.", colour=quoted(value))
        )
    return f"#{text}"


def to_date(value: Any) -> date:
    if isinstance(value, date):
        return value
    found = parse_date(to_text(value))
    if not _YEARS[0] <= found.year <= _YEARS[1]:
        raise ValueError(Sentence("{date} lies too far from today.", date=quoted(value)))
    return found


def _date_and_rest(value: Any) -> tuple[date | None, str, str]:
    text = to_text(value)
    day, rest = split_date(text)
    return (to_date(day.isoformat()) if day else None), rest, text


def to_hour(value: Any) -> Hour:
    day, rest, text = _date_and_rest(value)
    return Hour(day, parse_time(rest), text)


def to_stretch(value: Any) -> Stretch:
    day, rest, text = _date_and_rest(value)
    return Stretch(day, parse_span(rest, day), text)


def to_opening_hours(value: Any) -> OpeningHours:
    day, rest, text = _date_and_rest(value)
    last = _last_date(rest)
    parse_span(rest, day or (last and last - timedelta(days=1)))
    return OpeningHours(day, rest, text)


def _last_date(text: str) -> date | None:
    """The date before the second hour; None where there is none."""
    found = end_date(text)
    return to_date(found.isoformat()) if found else None


def to_yes(value: Any) -> bool:
    answer = YES.get(_single(value).strip().casefold())
    if answer is None:
        raise ValueError(Sentence("should be yes or no; {says}.", says=it_says(value)))
    return answer


def kind_of_session(text: str) -> Kind | None:
    """The kind that is meant, in English or Dutch; None where it is none."""
    known = {flat(kind.value): kind for kind in Kind}
    dutch = in_english("kinds", text)
    return known.get(flat(text)) or (Kind(dutch) if dutch else None)


def _to_kind(value: Any, info: ValidationInfo) -> Kind:
    text = to_text(value)
    if kind := kind_of_session(text):
        return kind
    dutch = bool((info.context or {}).get("dutch"))
    hint = nearest_of(text, Kind, dutch_words("kinds", Kind), dutch=dutch)
    if hint:
        raise ValueError(Sentence("{kind} is no kind of session.{hint}", kind=quoted(text), hint=hint))
    kinds = ", ".join(in_dutch("kinds", kind) if dutch else kind for kind in Kind)
    raise ValueError(Sentence("{kind} is no kind of session. The kinds are {kinds}.", kind=quoted(text), kinds=kinds))


def _to_group_kind(value: Any) -> str:
    text = to_text(value)
    return in_english("group_kinds", text) or text


def _none_or_listed(value: Any) -> Any:
    """The list; one of `geen` alone is what `none` alone is."""
    items = listed(value)
    single = items[0] if len(items) == 1 else None
    return ["none"] if isinstance(single, str) and in_english("words", single) == "none" else items


def whole_number(least: int, *, lasting: bool = False) -> Any:
    """The type of a whole number of at least `least`; `lasting`: of minutes, which may be said as a length: 1 uur."""

    def convert(value: Any) -> int:
        text = _single(value).strip()
        number = int(text) if re.fullmatch(r"[+-]?[0-9]{1,12}", text) else parse_length(text) if lasting else None
        if number is None or number < least:
            raise ValueError(
                Sentence("should be a whole number of at least {least}; {says}.", least=least, says=it_says(text))
            )
        if number > MOST:
            raise ValueError(Sentence("should be {most} at most; {says}.", most=MOST, says=it_says(text)))
        return number

    schema: dict[str, Any] = {"type": "integer", "minimum": least, "maximum": MOST}
    if lasting:
        schema = {"anyOf": [schema, {"type": "string", "examples": ["1 uur", "45 minuten"]}]}
    return Annotated[int, PlainValidator(convert), WithJsonSchema(schema)]


def to_wishes(value: Any) -> tuple[tuple[str, int | None], ...]:
    """`{Europa: 5}`, `[Europa, Wonen]` or `Europa`: names, and how strong the wish is where that is written."""
    return _names_with_numbers(value, strength_wanted)


def to_weighed(value: Any) -> tuple[tuple[str, int | None], ...]:
    """The same, where the number says how much it counts."""
    return _names_with_numbers(value, weight_wanted)


def _names_with_numbers(value: Any, wanted: Callable[[str, str], Sentence]) -> tuple[tuple[str, int | None], ...]:
    found: list[tuple[str, int | None]] = []
    for item in [value] if isinstance(value, dict) else listed(value):
        if not isinstance(item, dict):
            found.append((to_text(item), None))
            continue
        for name, number in item.items():
            text = "" if number is None else _single(number).strip()
            if not re.fullmatch(r"[0-9]{1,7}", text) or int(text) > MOST:
                raise ValueError(wanted(name, text))
            found.append((one_line(name), int(text)))
    return tuple(found)


def strength_wanted(name: str, text: str) -> Sentence:
    """What is said of a wish whose strength is no such number."""
    return Sentence(
        "{name} should have a whole number from 0 to {most} for how strong the wish is; {says}.",
        name=quoted(name),
        most=MOST,
        says=it_says(text) if text else Sentence("it says nothing"),
    )


def weight_wanted(name: str, text: str) -> Sentence:
    """What is said of a name behind which no such number stands that says how much it counts."""
    return Sentence(
        "{name} should have a whole number from 0 to {most} for how much it counts; {says}.",
        name=quoted(name),
        most=MOST,
        says=it_says(text) if text else Sentence("it says nothing"),
    )


def it_says(text: str) -> Sentence:
    """What stands there instead, as it ends a sentence about what should."""
    return Sentence("it says {text}", text=quoted(text))


def listed(value: Any) -> Any:
    """Where a list is asked for, one item alone will do."""
    return value if isinstance(value, (list, tuple)) else [value]


_as_text = PlainSerializer(str, return_type=str)
_words = {"type": ["string", "number", "boolean"]}
_clock = {"type": ["string", "number"]}
Name = Annotated[str, PlainValidator(to_text), WithJsonSchema(_words)]
Prose = Annotated[str, PlainValidator(_to_prose), WithJsonSchema(_words)]
_a_link = {"type": "string", "format": "uri"}
Link = Annotated[str, PlainValidator(_to_link), WithJsonSchema(_a_link)]
Website = Annotated[str, PlainValidator(_to_website), WithJsonSchema(_a_link)]
MailAddress = Annotated[
    str, PlainValidator(_to_address), WithJsonSchema({"type": "string", "examples": ["s.dekker@ede.example"]})
]
_a_colour = {"type": ["string", "integer"], "examples": ["1b3a5c"]}
Colour = Annotated[str, PlainValidator(_to_colour), WithJsonSchema(_a_colour)]
_a_date = {"type": "string", "examples": ["2023-02-10", "10 februari 2023"]}
Date = Annotated[date, PlainValidator(to_date), _as_text, WithJsonSchema(_a_date)]
AnHour = Annotated[
    Hour, PlainValidator(to_hour), _as_text, WithJsonSchema({**_clock, "examples": ["10:00", "2022-09-22 10:00"]})
]
AStretch = Annotated[
    Stretch, PlainValidator(to_stretch), _as_text, WithJsonSchema({"type": "string", "examples": ["11:40–12:40"]})
]
_open_hours = {"type": "string", "examples": ["9:00–17:00", "10:00–2023-02-11 8:00"]}
TheOpeningHours = Annotated[OpeningHours, PlainValidator(to_opening_hours), _as_text, WithJsonSchema(_open_hours)]
_yes_or_no = {"enum": [True, False, *(word for word in YES if word not in ("true", "false"))]}
YesNo = Annotated[bool, PlainValidator(to_yes), WithJsonSchema(_yes_or_no)]
_kinds = {"type": "string", "enum": [kind.value for kind in Kind]}
AKind = Annotated[Kind, PlainValidator(_to_kind), _as_text, WithJsonSchema(_kinds)]
GroupKind = Annotated[str, PlainValidator(_to_group_kind), WithJsonSchema(_words)]
NamesOrNone = Annotated[tuple[Name, ...], BeforeValidator(_none_or_listed)]
Count = whole_number(0)
Positive = whole_number(1)
Minutes = whole_number(1, lasting=True)
MinutesOrNone = whole_number(0, lasting=True)
_strengths = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0, "maximum": MOST}}
_wishes = {"anyOf": [_words, {"type": "array", "items": {"anyOf": [_words, _strengths]}}, _strengths]}
_pairs = PlainSerializer(lambda wishes: [list(pair) for pair in wishes], return_type=list[Any])
Weighed = Annotated[tuple[tuple[str, int | None], ...], PlainValidator(to_weighed), _pairs, WithJsonSchema(_wishes)]
Wishes = Annotated[tuple[tuple[str, int | None], ...], PlainValidator(to_wishes), _pairs, WithJsonSchema(_wishes)]
_as_ever = PlainSerializer(  # as files with one of them have always been hashed
    lambda names: (list(names) if len(names) > 1 else names[0]) if names else None, return_type=Any
)
OneOrSeveral = Annotated[tuple[Name, ...], BeforeValidator(listed), _as_ever]
Several = Annotated[tuple[T, ...], BeforeValidator(listed)]
