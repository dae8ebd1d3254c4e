"""The tags of a Word template: found where Word hid them, held against the fields, and written as docxtpl reads them.

Nothing is filled in before all tags are known to be right: every fault is told at once, with where it stands. What a
tag may hold is little: a field, `for`, `if`, and a few filters. So no template can run anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from scheduler.text.sentence import Phrase, Sentence

_TAG = re.compile(r"\{\{(?P<field>.*?)\}\}|\{%(?P<block>.*?)%\}|\{#(?P<remark>.*?)#\}|(?P<open>\{[{%#])", re.DOTALL)
_LEVEL = re.compile(r"(p|tr|tc|r)(?:\s+|(?=\Z))(.*)", re.DOTALL)
_CURLS = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u2011": "-"})
# python-docx has words of its own for the text of a paragraph; this is what stands in the file.
_LXML: Any = next(base for base in BaseOxmlElement.__mro__ if base.__name__ == "_Element")
Level = Literal["", "p", "tr", "tc", "r"]


@dataclass(frozen=True, eq=False)
class Tag:
    """One tag. `kind`: what sort of brackets; `inner`: what stands between them; `level`: what it stands for.

    `alone`: nothing else stands in its paragraph. `paragraph`: in which it stands.
    """

    kind: Literal["field", "block", "remark", "open"]
    level: Level
    inner: str
    as_typed: str
    place: Phrase
    paragraph: Any
    alone: bool

    @property
    def word(self) -> str:
        """Of a block the first word: `for`, `endfor`."""
        return self.inner.split(None, 1)[0] if self.inner else ""

    def written(self, level: Level) -> str:
        """As docxtpl reads it."""
        opened, closed = {"field": ("{{", "}}"), "block": ("{%", "%}"), "remark": ("{#", "#}")}[self.kind]
        return f"{opened}{level} {self.inner} {closed}"


def tags_of(root: Any, part: Phrase | None) -> Iterator[list[Tag]]:
    """The tags of a part of the document, by paragraph, in the order of the text. `part`: header or footer."""
    numbers = _numbers(root)
    for paragraph in root.iter(qn("w:p")):
        whole = "".join(text.text or "" for text in texts_of(paragraph))
        if "{" not in whole:
            continue
        place = _place(paragraph, part, numbers)
        found = list(_TAG.finditer(whole))
        alone = len(found) == 1 and not _TAG.sub("", whole).strip() and not _holds_more(paragraph)
        tags = [_read(match, place, paragraph, alone=alone) for match in found]
        if tags:
            yield tags


def texts_of(paragraph: Any) -> list[Any]:
    """The texts of the paragraph itself, without those of a text box that hangs on it."""
    mine = paragraph.iter(qn("w:t"))
    return [text for text in mine if next(text.iterancestors(qn("w:p"))) is paragraph]


# What stands for braces while a template is filled: those of tags, and those that are only braces. Nobody can write
# them: they are no letters, and are taken out of whatever people wrote.
_OPENS, _CLOSES, _BRACE, _BRACE_END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_OF_TAGS = str.maketrans({"{": _OPENS, "}": _CLOSES})
_ONLY_BRACES = str.maketrans({"{": _BRACE, "}": _BRACE_END, _OPENS: "{", _CLOSES: "}"})
_AS_THEY_WERE = str.maketrans({_BRACE: "{", _BRACE_END: "}"})
_TAKEN_OUT = str.maketrans(dict.fromkeys((_OPENS, _CLOSES, _BRACE, _BRACE_END)))


def without_signs(root: Any) -> None:
    """Take out what is to stand for braces, before anything does; and the remarks of programs."""
    for remark in [node for node in root.iter() if not isinstance(node.tag, str)]:
        remark.getparent().remove(remark)
    _translate(root, _TAKEN_OUT)


def only_tags(root: Any) -> None:
    """From here on braces are those of the tags that were written with `write_tags`, and no others anywhere.

    docxtpl joins what stands in several texts, and reads what stands in no text at all, as what a picture says.
    """
    _translate(root, _ONLY_BRACES)


def as_they_were(root: Any) -> None:
    """The braces that are no tags, when all tags are filled."""
    _translate(root, _AS_THEY_WERE)


def _translate(root: Any, table: dict[int, Any]) -> None:
    for element in root.iter("*"):
        for kept in (_LXML.text, _LXML.tail):
            given = kept.__get__(element)
            if given and (changed := given.translate(table)) != given:
                kept.__set__(element, changed)
        for name, given in element.attrib.items():
            if (changed := given.translate(table)) != given:
                element.set(name, changed)


def write_tags(paragraph: Any, replaced: list[str]) -> None:
    """Put each tag whole into the text in which it begins: Word divides them as it likes."""
    texts = texts_of(paragraph)
    whole = "".join(text.text or "" for text in texts)
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text.text or "")
    kept = [list(text.text or "") for text in texts]
    for match, new in zip(list(_TAG.finditer(whole)), replaced, strict=True):
        for position in range(match.start(), match.end()):
            number = max(n for n, start in enumerate(starts) if start <= position)
            kept[number][position - starts[number]] = ""
        number = max(n for n, start in enumerate(starts) if start <= match.start() and kept[n])
        kept[number][match.start() - starts[number]] = new.translate(_OF_TAGS)
    for text, letters in zip(texts, kept, strict=True):
        text.text = "".join(letters)
        if text.text != text.text.strip():
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _read(match: re.Match[str], place: Phrase, paragraph: Any, *, alone: bool) -> Tag:
    kind: Any = match.lastgroup
    inner = (match[kind] if kind != "open" else "").translate(_CURLS)
    level: Any = ""
    if kind != "open":
        inner = inner.removeprefix("-").removesuffix("-")
        if (levelled := _LEVEL.fullmatch(inner)) and inner[:1] != " " and (levelled[2] or kind == "remark"):
            level, inner = levelled[1], levelled[2]
    return Tag(kind, level, " ".join(inner.split()), " ".join(match[0].split())[:80], place, paragraph, alone)


def _holds_more(paragraph: Any) -> bool:
    """Whether something else than text stands in it that would go with it: a picture, a new page, a section's end."""
    if any(True for _ in paragraph.iter(*map(qn, ("w:drawing", "w:pict", "w:object", "w:sectPr")))):
        return True
    return any(new_page.get(qn("w:type")) == "page" for new_page in paragraph.iter(qn("w:br")))


def _numbers(root: Any) -> dict[Any, int]:
    """What is counted: the paragraphs that stand in no table, and the tables, each from 1."""
    numbers: dict[Any, int] = {}
    for tag in ("w:p", "w:tbl"):
        outside = [found for found in root.iter(qn(tag)) if next(found.iterancestors(qn("w:tbl")), None) is None]
        numbers.update((found, number) for number, found in enumerate(outside, 1))
    return numbers


def _place(paragraph: Any, part: Phrase | None, numbers: dict[Any, int]) -> Phrase:
    if part is not None:
        return part
    tables = list(paragraph.iterancestors(qn("w:tbl")))
    if not tables:
        return Sentence("paragraph {number}", number=str(numbers[paragraph]))
    cell, row = next(paragraph.iterancestors(qn("w:tc"))), next(paragraph.iterancestors(qn("w:tr")))
    own = row.getparent()
    return Sentence(
        "table {number}, row {row}, column {column}",
        number=str(numbers[tables[-1]]),
        row=str(1 + own.findall(qn("w:tr")).index(row)) if row in own.findall(qn("w:tr")) else "1",
        column=str(1 + row.findall(qn("w:tc")).index(cell)) if cell in row.findall(qn("w:tc")) else "1",
    )
