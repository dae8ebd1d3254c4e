"""YAML to nodes that know their line. Every plain value stays the text that stands there; see docs/decisions/0002.

The parser's events are put together here and not by its composer: that one recurses (a crash for deep nesting) and
follows aliases (a few lines of them grow to gigabytes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from scheduler.files.faults import Fault, FaultList, Faults, quoted
from scheduler.files.yaml_faults import all_broken
from scheduler.files.yaml_slips import Slips
from scheduler.text.sentence import Phrase, Sentence

DEEPEST = 30  # levels of nesting; a day file needs six
MOST = 100_000  # values in one file; the largest day that was published somewhere has a tenth of that
_OUR_TAGS = {"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
# What Word puts between words; YAML takes only a plain blank for one where it indents or stands behind a colon.
BLANKS = re.compile("(?m)^[ \u00a0\u2007\u202f]+|(?<=[:,-])[\u00a0\u2007\u202f]+")
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C parser where it is there: ten times as fast


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


def plain_data(node: Node, *, blanks: bool = False) -> Any:
    """Text, lists and dictionaries. `blanks`: a key with nothing behind it is there too, with None."""
    match node:
        case Text():
            return None if node.blank and blanks else node.value
        case Many():
            return [plain_data(item, blanks=blanks) for item in node.items]
        case Keyed():
            return {
                key: plain_data(value, blanks=blanks)
                for key, (_, value) in node.entries.items()
                if blanks or not (isinstance(value, Text) and value.blank)
            }


def parse(text: str, file: str, found: FaultList | None = None) -> Keyed:
    """The keys and values of a whole file. Raises Faults: broken syntax, or all that YAML can and we cannot.

    `found`: where goes what can be read past; without it that is raised too.
    """
    faults: list[Fault] = []
    text = BLANKS.sub(lambda run: " " * len(run[0]), text)
    slips = Slips(text, file)
    try:
        root = _built(yaml.parse(text, Loader=LOADER), file, faults, slips)
    except yaml.YAMLError as error:
        syntax = all_broken(error, text, file, lambda rest: faults.extend(_found(rest, file)))
        raise Faults([*syntax, *faults, *slips.faults], unread=True) from None
    except Faults as deep:
        raise Faults([*deep.faults, *faults, *slips.faults]) from None
    if not faults and root is None:
        faults.append(Fault(file, 0, "", Sentence("The file is empty.")))
    if not faults and not isinstance(root, Keyed):
        line = root.line if root else 1
        begin = Sentence("The file should begin with a key and a value, like: title: Netwerkdag")
        faults.append(Fault(file, line, "", begin))
    if faults or not isinstance(root, Keyed) or (slips.faults and found is None):
        raise Faults([*faults, *slips.faults])
    if found is not None:
        found.faults += slips.faults
        for remark in slips.remarks:
            found.say(remark)
    return root


def _found(text: str, file: str) -> list[Fault]:
    """What can be told of a text by its parser's events alone. Raises yaml.YAMLError."""
    faults: list[Fault] = []
    slips = Slips(text, file)
    with suppress(Faults):  # too deep, which the text as a whole was told of
        _built(yaml.parse(text, Loader=LOADER), file, faults, slips)
    return [*faults, *slips.faults]


def _built(events: Iterator[Any], file: str, faults: list[Fault], slips: Slips) -> Node | None:
    """The node of the first document. What YAML can and we cannot goes to `faults`, and reading goes on."""
    root: Node | None = None
    documents = values = 0
    open_nodes: list[Many | Keyed] = []
    open_keys: list[Text | None] = []  # for each open node, the key whose value comes next

    def fault(line: int, message: Phrase) -> None:
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
                fault(node.line, Sentence("A key should be a single text; put it between quotes."))
                node = Text(node.line, f"a key in line {node.line}")
            open_keys[-1] = node
        else:
            open_keys[-1] = None
            if isinstance(node, Text) and node.blank and slips.stands_alone(key.line, key.value, parent.entries):
                return
            if key.value in parent.entries:
                first = parent.entries[key.value][0]
                again = Sentence(
                    "{key} stands in line {line} already; a key can stand here only once.",
                    key=quoted(key.value),
                    line=str(first),
                )
                fault(key.line, again)
            else:
                parent.entries[key.value] = (key.line, node)

    for event in events:
        line = event.start_mark.line + 1
        slips.between(event)
        tag = getattr(event, "tag", None)
        if tag is not None and tag not in _OUR_TAGS:
            unknown = Sentence(
                "The tag {tag} means nothing here; leave it out, or put the value between quotes.", tag=quoted(tag)
            )
            fault(line, unknown)
        match event:
            case yaml.DocumentStartEvent():
                documents += 1
                if documents == 2:
                    fault(line, Sentence('A second document begins here ("---"); one file holds one.'))
            case yaml.AliasEvent():
                fault(line, slips.reference(event))
                put(Text(line, "", plain=False))
            case yaml.ScalarEvent():
                values += 1
                put(Text(line, event.value, plain=not event.style))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                values += 1
                node = Many(line) if isinstance(event, yaml.SequenceStartEvent) else Keyed(line)
                put(node)
                open_nodes.append(node)
                open_keys.append(None)
                if len(open_nodes) > DEEPEST:
                    deep = Sentence("More than {number} brackets or levels within each other.", number=DEEPEST)
                    raise Faults([Fault(file, line, "", deep)])
                if values > MOST:
                    many = Sentence("More than {number} values; no day has so many.", number=MOST)
                    raise Faults([Fault(file, line, "", many)])
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                open_nodes.pop()
                open_keys.pop()
    return root
