"""YAML to nodes that know their line. Every plain value stays the text that stands there; see docs/decisions/0002.

The parser's events are put together here and not by its composer: that one recurses (a crash for deep nesting) and
follows aliases (a few lines of them grow to gigabytes).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from scheduler.files.faults import Fault, Faults, quoted

DEEPEST = 30  # levels of nesting; a day file needs six
_OUR_TAGS = {"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C parser where it is there: ten times as fast


@dataclass(slots=True)
class Text:
    line: int
    value: str
    plain: bool = True  # not between quotes

    @property
    def blank(self) -> bool:
        """Nothing stands there: the key counts as left out."""
        return self.plain and not self.value.strip()


@dataclass(slots=True)
class Many:
    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Keyed:
    """Keys as they stand in the file, each with its line and its value."""

    line: int
    entries: dict[str, tuple[int, Node]] = field(default_factory=dict)


Node: TypeAlias = Text | Many | Keyed


def plain_data(node: Node) -> Any:
    """Text, lists and dictionaries; keys without a value are left out."""
    match node:
        case Text():
            return node.value
        case Many():
            return [plain_data(item) for item in node.items]
        case Keyed():
            return {
                key: plain_data(value)
                for key, (_, value) in node.entries.items()
                if not (isinstance(value, Text) and value.blank)
            }


def parse(text: str, file: str) -> Keyed:
    """The keys and values of a whole file. Raises Faults: broken syntax, or all that YAML can and we cannot."""
    faults: list[Fault] = []
    try:
        root = _built(yaml.parse(text, Loader=_Loader), file, faults)
    except yaml.YAMLError as error:
        raise Faults([_broken(error, text, file), *faults]) from None
    if not faults and root is None:
        faults.append(Fault(file, 0, "", "The file is empty."))
    if not faults and not isinstance(root, Keyed):
        line = root.line if root else 1
        faults.append(Fault(file, line, "", "The file should begin with a key and a value, like: title: Netwerkdag"))
    if faults or not isinstance(root, Keyed):
        raise Faults(faults)
    return root


def _built(events: Iterator[Any], file: str, faults: list[Fault]) -> Node | None:
    """The node of the first document. What YAML can and we cannot goes to `faults`, and reading goes on."""
    root: Node | None = None
    documents = 0
    open_nodes: list[Many | Keyed] = []
    open_keys: list[Text | None] = []  # for each open node, the key whose value comes next

    def fault(line: int, message: str) -> None:
        faults.append(Fault(file, line, "", message))

    def put(node: Node) -> None:
        nonlocal root
        if not open_nodes:
            root = root or node
            return
        parent = open_nodes[-1]
        if isinstance(parent, Many):
            if not (isinstance(node, Text) and node.blank):
                parent.items.append(node)
        elif (key := open_keys[-1]) is None:
            if not isinstance(node, Text):
                fault(node.line, "A key should be a single text; put it between quotes.")
                node = Text(node.line, f"a key in line {node.line}")
            open_keys[-1] = node
        else:
            open_keys[-1] = None
            if key.value in parent.entries:
                first = parent.entries[key.value][0]
                fault(key.line, f"{quoted(key.value)} stands in line {first} already; a key can stand here only once.")
            else:
                parent.entries[key.value] = (key.line, node)

    for event in events:
        line = event.start_mark.line + 1
        tag = getattr(event, "tag", None)
        if tag is not None and tag not in _OUR_TAGS:
            fault(line, f"The tag {quoted(tag)} means nothing here; leave it out, or put the value between quotes.")
        match event:
            case yaml.DocumentStartEvent():
                documents += 1
                if documents == 2:
                    fault(line, 'A second document begins here ("---"); one file holds one.')
            case yaml.AliasEvent():
                fault(line, f"{quoted(f'*{event.anchor}')} refers to another place; write out what should stand here.")
                put(Text(line, "", plain=False))
            case yaml.ScalarEvent():
                put(Text(line, event.value, plain=not event.style))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                node = Many(line) if isinstance(event, yaml.SequenceStartEvent) else Keyed(line)
                put(node)
                open_nodes.append(node)
                open_keys.append(None)
                if len(open_nodes) > DEEPEST:
                    raise Faults([Fault(file, line, "", f"More than {DEEPEST} brackets or levels within each other.")])
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                open_nodes.pop()
                open_keys.pop()
    return root


def _broken(error: yaml.YAMLError, text: str, file: str) -> Fault:
    """The parser's complaint in plain words, at the line where the cause is."""
    problem = getattr(error, "problem", None) or str(error)
    context = getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    if mark is None:
        return Fault(file, 0, "", f"This is no YAML: {' '.join(problem.split())}.")
    lines = text.rstrip("\n").split("\n")
    line = min(mark.line, len(lines) - 1) + 1  # the end of the file counts as a line of its own to the parser
    opened = min(begun.line, len(lines) - 1) + 1 if begun else line
    line_text = lines[line - 1]
    character = line_text[mark.column : mark.column + 1]
    if "quoted scalar" in context and ("end of stream" in problem or "document" in problem):
        return Fault(file, opened, "", "A quote is opened here and not closed.")
    if character == "\t" or ("token" in problem and "\t" in line_text[: mark.column + 1]):
        return Fault(file, line, "", "A tab stands here; use blanks to indent.")
    if "cannot start any token" in problem:
        message = f"A value cannot begin with {character}; put it between quotes."
    elif "mapping values are not allowed" in problem:
        message = "A colon stands where none can be; put a text with a colon between quotes, and mind the indentation."
    elif "flow" in context:
        return Fault(file, opened, "", "A bracket is opened here and not closed, or a comma is missing.")
    elif "could not find expected ':'" in problem:
        return Fault(
            file, opened, "", 'A key without a colon and a value, like "title: Netwerkdag"; mind the indentation.'
        )
    elif "block" in context:
        message = "The indentation does not fit the lines above; keys that belong together begin in the same column."
    else:
        message = f"This is no YAML: {' '.join(problem.split())}."
    return Fault(file, line, "", message)
