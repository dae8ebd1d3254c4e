"""The words of the `rules` section that are ours, keys and values, from Dutch into English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from scheduler.conference.conference import Kind
from scheduler.files.dutch import in_english
from scheduler.files.keys import is_english, meant
from scheduler.files.values import kind_of_session
from scheduler.rules.available import AvailableRules

STANDARD = "standard"  # in an item of a list: `standard: off` leaves the standard statements out


def in_our_words(written: Mapping[str, Any], available: AvailableRules) -> dict[str, Any]:
    """The section with its Dutch keys and words in English, all else as it is written: so the digest compares it."""
    found = {}
    for key, value in written.items():
        name = meant(key, available.own_names())
        if name is None:
            found[key] = value
            continue
        kind = available.find(name)
        items = value if isinstance(value, list) else [value]
        statements = [_statement(kind, item) if isinstance(item, dict) else _word(item) for item in items]
        found[key if is_english(key) else name] = statements if isinstance(value, list) else statements[0]
    return found


def _statement(model: type[BaseModel], statement: Mapping[str, Any]) -> dict[str, Any]:
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    found = {}
    for written, value in statement.items():
        key = meant(written, [*fields, STANDARD])
        types = parts_of(fields[key].annotation) if key in fields else []
        found[written if key is None or is_english(written) else key] = _value(key or "", value, types)
    return found


def _value(key: str, value: Any, types: Sequence[Any]) -> Any:
    inner = inner_model(types)
    match value:
        case str() if key == STANDARD or bool in types:
            return _word(value)
        case str():
            return english_word(key, value, types)
        case list():
            return [english_word(key, item, types) if isinstance(item, str) else item for item in value]
        case dict() if inner:
            return _statement(inner, value)
        case _:
            return value


def _word(value: Any) -> Any:
    return (in_english("words", value) or value) if isinstance(value, str) else value


def english_word(key: str, text: str, types: Sequence[Any]) -> str:
    """The value of that key in English where it is a word of ours, such as a kind; names and all else as they are.

    >>> english_word("weight", "verplicht", [int]), english_word("groups", "Verplicht", [str])
    ('hard', 'Verplicht')
    """
    if Kind in types and text not in list(Kind):
        return kind_of_session(text) or text
    english = in_english("words", text)
    ours = [choice for each in types if get_origin(each) is Literal for choice in get_args(each)]
    return english if english and (english in ours or (key == "weight" and english == "hard")) else text


def parts_of(annotation: Any) -> list[Any]:
    """The type itself, or those of which it may be one."""
    return [annotation, *(part for argument in get_args(annotation) for part in parts_of(argument))]


def inner_model(types: Sequence[Any]) -> type[BaseModel] | None:
    """The keys and values that may stand there, such as a scope."""
    return next((each for each in types if isinstance(each, type) and issubclass(each, BaseModel)), None)
