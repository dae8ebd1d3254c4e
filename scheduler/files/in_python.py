"""What is built in Python in the words of a day file, as a source that has no lines: its faults name the entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from pydantic import BaseModel

from scheduler.conference.named import Named
from scheduler.files.validate import Source
from scheduler.files.yaml_nodes import Keyed, Many, Node, Text
from scheduler.text.sentence import Sentence


def in_python(content: Mapping[str, Any], name: str) -> Source:
    """The content as a source; `name` is what faults call it. Raises TypeError for what no day file can say."""
    return Source(name, keyed(content))


def keyed(content: Mapping[Any, Any]) -> Keyed:
    """Keys and values, in line 0: none."""
    return Keyed(0, {_key(key): (0, _node(value)) for key, value in content.items()})


def _node(value: object) -> Node:
    """Dates, hours, words of ours and things with a name stand as a day file writes them; None is left out."""
    match value:
        case Mapping():
            return keyed(value)
        case Enum():
            return _node(value.value)
        case str():
            return Text(0, value, plain=False)
        case None:
            return Text(0, "")
        case bool():
            return Text(0, "true" if value else "false")
        case datetime():
            return Text(0, f"{value:%Y-%m-%d %H:%M}")
        case date():
            return Text(0, value.isoformat())
        case time():
            return Text(0, f"{value:%H:%M}")
        case Named():
            return Text(0, value.name, plain=False)
        case BaseModel():  # such as a Scope
            return keyed({key: getattr(value, key) for key in sorted(value.model_fields_set)})
        case int() | float():
            return Text(0, str(value))
        case set() | frozenset():
            return Many(0, sorted(map(_node, value), key=str))
        case bytes():
            pass
        case Iterable():
            return Many(0, [node for node in map(_node, value) if not (isinstance(node, Text) and node.blank)])
    shown = value.__name__ if isinstance(value, type) else " ".join(repr(value).split())[:60]
    raise TypeError(
        Sentence(
            "{value} cannot stand in a day: give texts, numbers, dates, hours, True or False, lists, or keys and "
            "values.",
            value=shown,
        )
    )


def _key(key: object) -> str:
    node = _node(key)
    if not isinstance(node, Text):
        raise TypeError(Sentence("{key} cannot be a key: give a text.", key=f"{key!r:.60}"))
    return node.value
