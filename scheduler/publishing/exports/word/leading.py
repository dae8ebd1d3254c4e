"""Addresses in a document of Word that lead there when somebody clicks on them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.run import Run

from scheduler.publishing.exports.addresses import addressed
from scheduler.publishing.exports.tones import LINK, in_office
from scheduler.text.contrast import READABLE, contrast

_TEXT = {qn("w:t"), qn("w:br"), qn("w:tab")}  # of which a run may consist to be divided
_LEADS = {qn("w:hyperlink"), qn("w:fldSimple")}  # in which what stands leads somewhere already, or is worked out


def lead_to_addresses(word: WordDocument, colours: tuple[str, ...] = ()) -> None:
    """Every web and e-mail address in the text is clickable. `colours`: of the house, the last of which links have."""
    last = colours[-1] if colours else ""
    colour = in_office(last) if last and contrast(last, "#ffffff") >= READABLE else LINK
    for run in list(word.element.body.iter(qn("w:r"))):
        texts = [child for child in run if child.tag != qn("w:rPr")]
        if {child.tag for child in texts} <= _TEXT and run.getparent().tag not in _LEADS:
            whole = "".join(child.text or "" for child in texts)
            if "://" in whole or "@" in whole:
                _divide(word, run, texts, colour)


def leads_to(word: WordDocument, address: str) -> str:
    """The name within the document of the way to that address."""
    return word.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _divide(word: WordDocument, run: Any, texts: list[Any], colour: str) -> None:
    """The run in pieces, each address in a link of its own."""
    pieces = list(_pieces(run, texts))
    if not any(to for _, to in pieces):
        return
    for piece, to in pieces:
        if to:
            letters = Run(piece, None).font  # type: ignore[arg-type]  # its looks alone
            letters.underline = True
            letters.color.rgb = RGBColor.from_string(colour)
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), leads_to(word, to))
            link.append(piece)
            run.addprevious(link)
        else:
            run.addprevious(piece)
    run.getparent().remove(run)


def _pieces(run: Any, texts: list[Any]) -> Iterator[tuple[Any, str]]:
    """New runs that look as this one, each with where it leads to."""
    for child in texts:
        if child.tag != qn("w:t"):
            piece = _like(run)
            piece.append(child)
            yield piece, ""
            continue
        for text, to in addressed(child.text or ""):
            if text:
                piece = _like(run)
                written = OxmlElement("w:t")
                written.text = text
                written.set(qn("xml:space"), "preserve")
                piece.append(written)
                yield piece, to


def _like(run: Any) -> Any:
    piece = OxmlElement("w:r")
    if (about := run.find(qn("w:rPr"))) is not None:
        piece.append(deepcopy(about))
    return piece
