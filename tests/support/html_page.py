"""A reader of web pages that shares nothing with their writer, and holds tags to be closed in order.

What it reads of a table follows from its cells alone: which row and column each stands in, and for how many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br"}


@dataclass
class Node:
    """An element. `inside`: its elements and texts, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Node]:
        """All the elements in it, at any depth, in order."""
        for part in self.inside:
            if isinstance(part, Node):
                yield part
                yield from part

    def all(self, tag: str = "", within: str = "") -> list[Node]:
        """The elements of this tag, or of this class."""
        return [node for node in self if tag in ("", node.tag) and (not within or within in node.classes)]

    def one(self, tag: str = "", within: str = "") -> Node:
        (found,) = self.all(tag, within)
        return found

    def child(self, tag: str) -> Node:
        return next(part for part in self.inside if isinstance(part, Node) and part.tag == tag)

    def by_id(self, name: str) -> Node:
        (found,) = [node for node in self if node.attributes.get("id") == name]
        return found

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    @property
    def words(self) -> str:
        """As they are read: places to break a word, which nobody sees, are none of them."""
        return " ".join(self.text.replace("\u00ad", "").split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), f"an attribute stands twice in {tag}"
        node = Node(tag, given)
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"{tag} is closed in {self.open[-1].tag}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def read_page(data: bytes) -> Node:
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    assert len(reader.open) == 1, f"{reader.open[-1].tag} is not closed"
    return reader.open[0]


@dataclass(frozen=True)
class Place:
    """A cell with something in it. `rows`: the hours of the rows it covers; `columns`: the heads over it."""

    node: Node
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    minutes: int


def places(table: Node) -> list[Place]:
    """Each cell that is not empty; every slot of the table is taken once, or the table is no rectangle."""
    heads = [
        head.words
        for head in table.child("thead").all("th")[1:]
        for _ in range(int(head.attributes.get("colspan", "1")))
    ]
    found = []
    for body in [part for part in table.inside if isinstance(part, Node) and part.tag == "tbody"]:
        rows = body.all("tr")
        hours = [row.child("th").one("time").attributes["datetime"] for row in rows]
        lengths = [int(row.classes[0].removeprefix("m")) for row in rows]
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(rows):
            for cell in row.all("td"):
                column = next(c for c in range(len(heads) + 1) if (number, c) not in taken)
                wide, tall = (int(cell.attributes.get(span, "1")) for span in ("colspan", "rowspan"))
                slots = {(r, c) for r in range(number, number + tall) for c in range(column, column + wide)}
                assert not slots & taken
                taken |= slots
                if cell.inside:
                    covered = tuple(hours[number : number + tall])
                    minutes = sum(lengths[number : number + tall])
                    found.append(Place(cell, covered, tuple(heads[column : column + wide]), minutes))
        assert taken == {(r, c) for r in range(len(rows)) for c in range(len(heads))}
    return found
