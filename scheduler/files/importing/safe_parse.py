"""XML and JSON of strangers into one kind of tree: names, texts and children, and nothing that a file can do to us.

XML is read by expat alone, which opens no files and no addresses; a DOCTYPE is refused, for with it a small file can
unfold into gigabytes or ask for the files of this machine. No schedule needs one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from json import decoder, scanner
from typing import Any
from xml.parsers import expat  # no DOCTYPE, see above

from scheduler.text import sanitize
from scheduler.text.parser_words import parser_reason
from scheduler.text.sentence import Phrase, Sentence

DEEPEST = 50  # nodes within each other; a schedule has eight
MOST = 500_000  # objects, lists, elements and attributes; the largest congresses have fewer than a hundred thousand
_TOO_MANY = Sentence("It has more than {number} things in it, which no schedule has.", number=MOST)


class Unreadable(Exception):
    """The file is none that can be read; a sentence that says why. `line` 0: it is about the file as a whole."""

    def __init__(self, sentence: Phrase, line: int = 0) -> None:
        self.line = line
        self.sentence = sentence
        super().__init__(sentence)


class LocatedDict(dict[str, Any]):
    """An object of JSON. `line`: where it begins."""

    line = 0


@dataclass
class Node:
    """An element of XML. `text` is all of its own text, of the children nothing. `line`: where it begins.

    A processing instruction is one too: its name is `?target`.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    text: str = ""
    line: int = 0

    def all(self, name: str) -> Iterator[Node]:
        return (child for child in self.children if child.name == name)

    def first(self, *path: str) -> Node:
        """The first child of that name, and so on; an empty node where there is none."""
        node = self
        for name in path:
            node = next(node.all(name), Node(name))
        return node

    def text_of(self, name: str) -> str:
        """The text of that child, else the attribute of that name, without blanks around it."""
        child = next(self.all(name), None)
        return (child.text if child else self.attributes.get(name, "")).strip()


def read_xml(data: bytes) -> Node:
    """The root. Raises Unreadable."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    root = Node("")
    open_nodes = [root]
    texts: list[list[str]] = [[]]
    things = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal things
        things += 1 + len(attributes)
        if things > MOST:
            raise Unreadable(_TOO_MANY)
        if len(open_nodes) > DEEPEST:
            raise Unreadable(
                Sentence("It has more than {number} elements within each other, so it is no schedule.", number=DEEPEST)
            )
        node = Node(name.rpartition(":")[2], attributes, line=parser.CurrentLineNumber)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)
        texts.append([])

    def end(_: str) -> None:
        node = open_nodes.pop()
        node.text = "".join(texts.pop())

    def words(text: str) -> None:
        texts[-1].append(text)

    def instruction(target: str, text: str) -> None:
        nonlocal things
        things += 1
        if things > MOST:
            raise Unreadable(_TOO_MANY)
        open_nodes[-1].children.append(Node(f"?{target}", text=text))

    def doctype(*_: object) -> None:
        raise Unreadable(
            Sentence(
                "It has a DOCTYPE, with which a file can do harm and which no schedule needs; take it out to read it."
            )
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = doctype
    parser.ProcessingInstructionHandler = instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = parser_reason(expat.errors.messages.get(error.code, "unknown"))
        raise Unreadable(Sentence("It is no XML that can be read: {reason}.", reason=reason), error.lineno) from None
    except (UnicodeError, LookupError, ValueError):
        raise Unreadable(
            Sentence("It is no XML that can be read: its letters are in a code that is not known.")
        ) from None
    return next(node for node in root.children if not node.name.startswith("?"))


def read_json(data: bytes) -> Any:
    """What the file holds; its objects know their line. Raises Unreadable."""
    try:
        text = data.decode(json.detect_encoding(data))
        return _Lines(text).decode(text)
    except RecursionError:
        raise Unreadable(Sentence("It has too many things within each other, so it is no schedule.")) from None
    except json.JSONDecodeError as error:
        rest = text[error.pos :].strip()
        here = sanitize.line(rest[:30], None)
        wrong = (
            Sentence("It is no JSON that can be read: something is wrong just before {here} …", here=here)
            if rest
            else Sentence("It is no JSON that can be read: it ends too early.")
        )
        raise Unreadable(wrong, error.lineno) from None
    except ValueError:
        raise Unreadable(
            Sentence("It is no JSON that can be read: its letters are in a code that is not known.")
        ) from None


class _Lines(json.JSONDecoder):
    """Reads every object as one that is `LocatedDict`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        plain: Callable[..., tuple[Any, int]] = vars(decoder)["JSONObject"]
        plain_list: Callable[..., tuple[Any, int]] = vars(decoder)["JSONArray"]
        self.things = self.line = self.up_to = 0

        def counted() -> None:
            self.things += 1
            if self.things > MOST:
                raise Unreadable(_TOO_MANY)

        def placed(begun: tuple[str, int], *how: Any) -> tuple[LocatedDict, int]:
            counted()
            self.line += text.count("\n", self.up_to, begun[1])  # they begin in the order of the file
            self.up_to = begun[1]
            line = self.line + 1
            found, end = plain(begun, *how)
            located = LocatedDict(found)
            located.line = line
            return located, end

        def listed(begun: tuple[str, int], *how: Any) -> tuple[list[Any], int]:
            counted()
            return plain_list(begun, *how)

        self.parse_object = placed
        self.parse_array = listed
        make: Callable[[_Lines], Any] = vars(scanner)["py_make_scanner"]  # the one in C asks no parse_object
        self.scan_once = make(self)
