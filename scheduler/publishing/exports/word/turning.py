"""Pages that lie on their side: a wide table takes a part of the document of its own, whatever template it stands in.

A table that is to be turned is put between two marks; when the document is filled, the part around it is divided there,
its headings with it, and all else keeps its page, its header and its footer.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from scheduler.publishing.exports.word.xml import W

_BEGIN, _END = "netday-grid-begins", "netday-grid-ends"  # no title can be one: a style's id is never a title
_NARROW = 850  # twentieths of a point: the margins at the sides of a turned page, at most


@dataclass(frozen=True)
class Turning:
    """`turned`: whether the page is to lie on its side."""

    turned: bool

    def around(self, drawn: str) -> str:
        if not self.turned:
            return drawn
        marks = (f'<w:p><w:pPr><w:pStyle w:val="{mark}"/></w:pPr></w:p>' for mark in (_BEGIN, _END))
        return drawn.join(marks)


def turn_pages(body: Any, headings: frozenset[str]) -> None:
    """Divide the body of a document at the marks. `headings`: the ids of styles that stay with what they are above."""
    turned = _taken_out(body, headings)
    children = list(body)
    ends = [at for at, child in enumerate(children) if _section_of(child) is not None]
    for before, at in pairwise([-1, *ends]):
        section = _section_of(children[at])
        last = at if children[at] is section else at + 1
        _divide(children[before + 1 : last], section, turned, headings)


def _taken_out(body: Any, headings: frozenset[str]) -> set[Any]:
    """What lies on its side, of the body's own children; the marks are gone, wherever they stood."""
    turned: set[Any] = set()
    inside = False
    for child in list(body):
        mark = style_of(child)
        if mark == _BEGIN:
            inside = True
            before = child.getprevious()
            while before is not None and style_of(before) in headings and _section_of(before) is None:
                turned.add(before)
                before = before.getprevious()
        elif mark == _END:
            inside = False
        elif inside:
            turned.add(child)
    for style in list(body.iter(W + "pStyle")):
        if style.get(W + "val") in (_BEGIN, _END):
            mark = style.getparent().getparent()
            mark.getparent().remove(mark)
    return turned


def _divide(children: list[Any], section: Any, turned: set[Any], headings: frozenset[str]) -> None:
    """Give each run of pages of one section its own; the last has the section's place."""
    runs = [(on_its_side, list(run)) for on_its_side, run in groupby(children, key=lambda child: child in turned)]
    size = section.find(W + "pgSz")
    if size is None or not any(on_its_side for on_its_side, _ in runs):
        return
    for on_its_side, run in runs:
        for before, child in pairwise(run if on_its_side else ()):
            if style_of(child) in headings and style_of(before) not in headings:
                Paragraph(child, None).paragraph_format.page_break_before = True  # type: ignore[arg-type]  # another day
    lies = int(size.get(W + "w", "0")) > int(size.get(W + "h", "0"))
    if lies:
        return
    for number, (on_its_side, run) in enumerate(runs):
        last = number == len(runs) - 1
        own = section if last else copy.deepcopy(section)
        if on_its_side:
            _lay(own)
        if number:
            _later(own)
        if not last:
            _ending(run[-1]).get_or_add_pPr()._insert_sectPr(own)  # noqa: SLF001  python-docx knows the order in it
        elif on_its_side:
            _ending(run[-1])


def _ending(last: Any) -> Any:
    """The paragraph with which it ends; a small one behind a table."""
    if last.tag == W + "p":
        return last
    small = OxmlElement("w:p")
    last.addnext(small)
    about = Paragraph(small, None).paragraph_format  # type: ignore[arg-type]  # only its looks are asked for
    about.space_before = about.space_after = Pt(0)
    about.line_spacing = Pt(1)
    return small


def _lay(section: Any) -> None:
    """Turn the page on its side, with narrow margins."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    wide, high = size.get(W + "h"), size.get(W + "w")
    size.set(W + "w", wide)
    size.set(W + "h", high)
    size.set(W + "orient", "landscape")
    if margins is not None:
        for side in ("left", "right", "bottom"):
            margins.set(W + side, str(min(int(margins.get(W + side, "0")), _NARROW)))


def _later(section: Any) -> None:
    """A part that is not the first begins a page, and has no first page of its own, nor a first number."""
    for name in ("titlePg", "pgNumType"):
        for found in section.findall(W + name):
            section.remove(found)
    kind = section.find(W + "type")
    if kind is not None:
        kind.set(W + "val", "nextPage")


def _section_of(child: Any) -> Any:
    """What ends a section here; None: nothing."""
    if child.tag == W + "sectPr":
        return child
    return child.find(f"{W}pPr/{W}sectPr") if child.tag == W + "p" else None


def style_of(child: Any) -> str:
    """The id of a paragraph's style; "" for none, and for what is no paragraph."""
    style = child.find(f"{W}pPr/{W}pStyle") if child.tag == W + "p" else None
    return "" if style is None else str(style.get(W + "val"))
