"""YAML as nodes that know where in the text they stand, from the marks of the parser's events.

What the marks do not tell is worked out here: a block collection ends with the last thing in it, not where the next
begins; a block scalar ends before its blank lines; and an item of a block list begins with its dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from scheduler.files.yaml_nodes import LOADER

_BESIDES = re.compile(r"(?:[ \t\r\n]|(?<![^ \t\r\n])#[^\r\n]*)*")  # blanks, line breaks and comments


@dataclass(slots=True)
class MarkedNode:
    """A value, from `start` to before `end`. `many`: a list; `keyed`: keys and values; neither: a text."""

    start: int
    end: int
    text: str | None = None
    plain: bool = False
    many: bool = False
    flow: bool = False  # between brackets
    entries: list[MarkedEntry] = field(default_factory=list)

    @property
    def keyed(self) -> bool:
        return self.text is None and not self.many

    @property
    def blank(self) -> bool:
        return self.plain and not (self.text or "").strip()


@dataclass(slots=True)
class MarkedEntry:
    """A key with its value, or an item. `start`: where the key begins, or the dash before an item."""

    start: int
    key: MarkedNode | None
    value: MarkedNode

    @property
    def name(self) -> str:
        return self.key.text or "" if self.key else ""

    @property
    def end(self) -> int:
        return self.value.end


def marked(text: str) -> MarkedNode:
    """The nodes of the first document, which our own reader has found to be in order. Raises yaml.YAMLError."""
    events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            return _node(next(events), events, text)
    return MarkedNode(0, 0, "", plain=True)


def _node(event: Any, events: Iterator[Any], text: str) -> MarkedNode:
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, yaml.ScalarEvent):
        if event.style in ("|", ">"):
            end = start + len(text[start:end].rstrip(" \t\r\n"))
        return MarkedNode(start, end, event.value, plain=not event.style)
    many = isinstance(event, yaml.SequenceStartEvent)
    node = MarkedNode(start, end, many=many, flow=bool(event.flow_style))
    done = start
    for inner in events:
        if isinstance(inner, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            closing: Any = inner.end_mark
            node.end = closing.index if node.flow else max((entry.end for entry in node.entries), default=start)
            break
        if many:
            begin = inner.start_mark.index if node.flow else _after(text, done)
            value = _node(inner, events, text)
            done = value.end
            if not value.blank:  # our reader passes over an item that is empty
                node.entries.append(MarkedEntry(begin, None, value))
        else:
            key = _node(inner, events, text)
            value = _node(next(events), events, text)
            if value.blank:
                value.end = value.start = max(value.start, key.end)
            node.entries.append(MarkedEntry(key.start, key, value))
    return node


def _after(text: str, place: int) -> int:
    """Where the next sign stands that is no blank and no comment."""
    found = _BESIDES.match(text, place)
    return found.end() if found else place
