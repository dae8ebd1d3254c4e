"""What may stand in a statement: names and hours, read with the conference at hand into the things that they name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, PlainSerializer, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from scheduler.conference.clock import Minute, Span, typed_day
from scheduler.conference.conference import Conference, Group, Kind, Person, Room, Session
from scheduler.conference.typed_hours import parse_date, parse_length, parse_span, parse_time, split_date
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing, nearest

_SESSION = Sentence("{name} is no {what}.{hint}", name="", what=Sentence("session"), hint="")
_GROUP = _SESSION.of(what=Sentence("group"))
_ROOM = _SESSION.of(what=Sentence("room"))
_PERSON = Sentence("{name} is no person.{hint}", name="", hint="")


def _unknown(sentence: Sentence, names: Iterable[str], value: str, info: ValidationInfo) -> PydanticCustomError:
    """What is said of a name that nothing has; `sentence` lacks the name and the one that is near it."""
    hint = (info.context or {}).get("hint", nearest)(value, names)
    message = sentence.of(name=f'"{value}"', hint=hint)
    return PydanticCustomError("unknown_name", "{message}", {"message": message, "error": ValueError(message)})


def _conference(info: ValidationInfo) -> Conference:
    """The conference whose names a statement speaks of."""
    conference: Conference | None = (info.context or {}).get("conference")
    if conference is None:
        raise ValueError(
            Sentence(
                "a name or an hour can only be read with the conference at hand: give the thing itself (or minutes), "
                'or write it as netday.rule(day, "pinned", session="Europa", at="10:00")'
            )
        )
    return conference


def _named(unknown: Sentence, plural: str) -> BeforeValidator:
    """Turns a name in the file into the thing it names, by the conference in the validation context."""

    def find(value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, str):
            return value
        conference = _conference(info)
        things: dict[str, Any] = {thing.name: thing for thing in getattr(conference, plural)}
        if value not in things:
            raise _unknown(unknown, things, value, info)
        return things[value]

    return BeforeValidator(find)


def _listed(value: Any) -> Any:
    """One thing where a list may stand counts as a list of one."""
    return [value] if isinstance(value, (str, BaseModel)) else value


def _name_schema(what: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "description": f"the name of a {what}"})


def _tag(value: Any, info: ValidationInfo) -> Any:
    """A tag that some session has."""
    if not info.context or not isinstance(value, str):
        return value
    tags = dict.fromkeys(tag for session in _conference(info).sessions for tag in session.tags)
    if value not in tags:
        # There are few of them, so that they can all be named.
        none = Sentence("{name} is no tag: no session has `tags`.{hint}", name="", hint="")
        some = Sentence("{name} is no tag; the tags are {tags}.{hint}", name="", hint="", tags=listing(tags))
        raise _unknown(some if tags else none, tags, value, info)
    return value


_by_name = PlainSerializer(lambda thing: thing.name, return_type=str)
SessionName = Annotated[Session, _named(_SESSION, "sessions"), _name_schema("session"), _by_name]
GroupName = Annotated[Group, _named(_GROUP, "groups"), _name_schema("group"), _by_name]
PersonName = Annotated[Person, _named(_PERSON, "everybody"), _name_schema("person"), _by_name]


def _rooms(value: Any, info: ValidationInfo) -> Any:
    """Names into rooms; the common name of rooms alike stands for all its doors."""
    if not isinstance(value, (list, tuple)):
        return value
    found: list[Any] = []
    for name in value:
        if not isinstance(name, str):
            found.append(name)
            continue
        conference = _conference(info)
        doors = [room for room in conference.rooms if name in (room.name, room.pool)]
        if not doors:
            raise _unknown(_ROOM, (r for room in conference.rooms for r in (room.name, room.pool) if r), name, info)
        found.extend(doors)
    return found


def _minutes(value: Any, info: ValidationInfo) -> Any:
    """`15:00` is that hour of every day, `2022-09-22 15:00` of one."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(v, str) for v in value):
        return value
    read = ((day, parse_time(hour)) for day, hour in map(split_date, value))
    return [span.start for day, minute in read for span in _on_days(day, Span(minute, minute), info)]


def _spans(value: Any, info: ValidationInfo) -> Any:
    """`12:00–14:00` is that stretch of every day, `2022-09-22 12:00–14:00` of one."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(v, str) for v in value):
        return value
    read = ((day, parse_span(hours, day)) for day, hours in map(split_date, value))
    return [span for day, hours in read for span in _on_days(day, hours, info)]


def _on_days(wanted: date | None, after_midnight: Span, info: ValidationInfo) -> list[Span]:
    """That stretch of the day that is wanted, or of every day; in minutes of the conference."""
    conference = _conference(info)
    found = [span for _, span in conference.meant(wanted, after_midnight)]
    if not found:
        raise ValueError(_not_among_days(str(wanted), (day.date for day in conference.days)))
    return found


def _not_among_days(wanted: str, dates: Iterable[date]) -> Sentence:
    return Sentence("{day} is not among the days: {days}", day=wanted, days=listing(map(typed_day, dates)))


def _dates(value: Any, info: ValidationInfo) -> Any:
    """`2022-09-22`, which must be a day of the conference."""
    if not value or not isinstance(value, (list, tuple)) or not all(isinstance(v, str) for v in value):
        return value
    conference = _conference(info)
    dates = [day.date for day in conference.days]
    for text in value:
        if parse_date(text) not in dates:
            raise ValueError(_not_among_days(text, dates))
    return [parse_date(text) for text in value]


def _hour_of_day(value: Any) -> Any:
    """`9:30` into minutes after midnight, on whatever day."""
    return parse_time(value) if isinstance(value, str) else value


def _some_date(value: Any) -> Any:
    """`2026-07-21`, which need be no day of the conference."""
    return parse_date(value) if isinstance(value, str) else value


def _lasting(value: Any) -> Any:
    """`1 uur` into its minutes; a number alone is minutes already."""
    minutes = parse_length(value) if isinstance(value, str) else None
    return value if minutes is None else minutes


_list_of_names = WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
Sessions = Annotated[tuple[SessionName, ...], BeforeValidator(_listed)]
Groups = Annotated[tuple[GroupName, ...], BeforeValidator(_listed)]
People = Annotated[tuple[PersonName, ...], BeforeValidator(_listed)]
Kinds = Annotated[tuple[Kind, ...], BeforeValidator(_listed)]
Tags = Annotated[tuple[Annotated[str, BeforeValidator(_tag)], ...], BeforeValidator(_listed)]
_rooms_by_name = PlainSerializer(lambda rooms: [room.name for room in rooms], return_type=list[str])
Rooms = Annotated[tuple[Room, ...], BeforeValidator(_rooms), BeforeValidator(_listed), _list_of_names, _rooms_by_name]
Starts = Annotated[tuple[Minute, ...], BeforeValidator(_minutes), BeforeValidator(_listed), _list_of_names]
Windows = Annotated[tuple[Span, ...], BeforeValidator(_spans), BeforeValidator(_listed), _list_of_names]
Dates = Annotated[tuple[date, ...], BeforeValidator(_dates), BeforeValidator(_listed), _list_of_names]
Minutes = Annotated[int, BeforeValidator(_lasting)]
HourOfDay = Annotated[
    int, BeforeValidator(_hour_of_day), WithJsonSchema({"type": ["string", "number"], "examples": ["9:30"]})
]
SomeDate = Annotated[date, BeforeValidator(_some_date), WithJsonSchema({"type": "string", "examples": ["2026-07-21"]})]
