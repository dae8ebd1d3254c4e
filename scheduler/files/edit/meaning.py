"""What a text of YAML says, and what it should say after an edit: plain lists, pairs and texts that can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from scheduler.files.keys import same_key
from scheduler.files.yaml_nodes import Keyed, Many, Node, Text
from scheduler.files.yaml_writer import scalar

Value: TypeAlias = "str | int | bool | Sequence[Value] | Mapping[str, Value]"  # what an edit can write
Step: TypeAlias = "str | int"
Path: TypeAlias = tuple[Step, ...]

_WORDS = {
    "off",
    "on",
    "none",
    "hard",
    "uit",
    "aan",
    "geen",
    "ja",
    "nee",
}  # of a day file, where they mean what they say
_TIMES = re.compile(r"[0-9]{1,4}([-:.–][0-9]{1,4})*( [0-9]{1,2}[:.][0-9]{2}([-–][0-9]{1,2}[:.][0-9]{2})?)?")


class Pairs(list[tuple[str, object]]):
    """Keys and values in their order."""


def meaning(node: Node) -> object:
    """A text, a list, `Pairs`, or None where nothing stands."""
    match node:
        case Text():
            return None if node.blank else node.value
        case Many():
            return [meaning(item) for item in node.items]
        case Keyed():
            return Pairs((key, meaning(value)) for key, (_, value) in node.entries.items())


def meaning_of(value: Value) -> object:
    """The same of a value that is to be written."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case str():
            return unicodedata.normalize("NFC", value)
        case Mapping():
            return Pairs((key, meaning_of(each)) for key, each in value.items())
        case _:
            return [meaning_of(each) for each in value]


def in_yaml(value: Value) -> str:
    """The value on one line, its lists and keys between brackets.

    >>> print(in_yaml({"title": "Zorg, Jeugd", "at": "10:30", "held": False, "rooms": ["none"]}))
    {title: "Zorg, Jeugd", at: 10:30, held: no, rooms: [none]}
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case str():
            return value if value in _WORDS or _TIMES.fullmatch(value) else scalar(value)
        case Mapping():
            return "{" + ", ".join(f"{in_yaml(key)}: {in_yaml(each)}" for key, each in value.items()) + "}"
        case _:
            return "[" + ", ".join(map(in_yaml, value)) + "]"


def position(entries: Sequence[str], step: Step) -> int | None:
    """The place of the key that is meant, or of that number; None where there is none."""
    if isinstance(step, int):
        return step if 0 <= step < len(entries) else None
    if step in entries:
        return entries.index(step)
    return next((number for number, key in enumerate(entries) if same_key(key, step)), None)
