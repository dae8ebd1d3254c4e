"""The booklet as a document of Word, to be edited there: in our own layout, or in the template of an organisation."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import docx
from docx.text.paragraph import Paragraph

from scheduler.conference.conference import Kind
from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.word.about import packed, say_what_it_is
from scheduler.publishing.exports.word.filling import Template
from scheduler.publishing.exports.word.grid_table import GridTables
from scheduler.publishing.exports.word.house_looks import colour_own_styles
from scheduler.publishing.exports.word.leading import lead_to_addresses
from scheduler.publishing.exports.word.own_template import own_template
from scheduler.publishing.exports.word.styles import StyleIds, style_ids
from scheduler.publishing.exports.word.turning import style_of, turn_pages
from scheduler.publishing.exports.word.values import values
from scheduler.publishing.exports.word.xml import W
from scheduler.text.sanitize import line


class BookletUnfit(Exception):
    """A document that says otherwise than the programme: our own mistake."""


def write(document: Document, template: bytes | None = None, name: str = "") -> bytes:
    """A .docx file; the same document and template give the same bytes.

    `template`: one of the organisation's own, and `name` what its file is called. Raises WrongTemplate for one that
    cannot be filled.
    """
    code = document.language.code
    filling = Template(
        own_template(document.language, document.conference.house_style) if template is None else template, name, code
    )
    ids = style_ids(filling.word, code)
    grids = GridTables.of(document, ids)
    tables = {day_page.grid.day: grids.of_day(day_page) for day_page in document.day_pages}
    word = filling.filled(values(document, tables))
    turn_pages(word.element.body, frozenset(filter(None, ids.headings)))
    _keep_together(word.element.body, ids)
    if template is not None:
        colour_own_styles(word, document.conference.house_style)
    lead_to_addresses(word, document.conference.house_style.colours)
    say_what_it_is(word, document, document.title)
    data = packed(word)
    if template is None and (wrong := not_as_meant(document, data)):
        raise BookletUnfit(f"The document does not say when and where these are: {', '.join(wrong)}.")
    return data


def _keep_together(body: Any, ids: StyleIds) -> None:
    """The lines on a session stay on one page; the next session may begin another."""
    for child, after in pairwise(body):
        if style_of(child) == ids.ours["facts"] and after.tag == child.tag and style_of(after) not in ids.headings:
            Paragraph(child, None).paragraph_format.keep_with_next = True  # type: ignore[arg-type]  # its looks alone


def not_named(document: Document, data: bytes) -> list[str]:
    """The titles of sessions in the programme that the Word document does not have anywhere: its template left them."""
    whole = "\n".join(_texts(data))
    titles = dict.fromkeys(line(shown.title, None) for shown in document.placed)
    return [title for title in titles if title not in whole]


def not_as_meant(document: Document, data: bytes) -> list[str]:
    """The titles of sessions below which our own layout does not have their hours and room, when it is read again."""
    texts = _texts(data)
    found: dict[str, list[str]] = {}
    for title, below in pairwise(texts):
        found.setdefault(title, []).append(below)
    whole = set(texts)
    wrong = []
    for shown in document.placed:
        title = line(shown.title, None)
        where = [line(part, None) for part in (shown.hours, shown.room) if part]
        if shown.session.kind is Kind.MOVING:
            fits = title in whole
        else:
            fits = any(all(part in below for part in where) for below in found.get(title, ()))
        if not fits:
            wrong.append(title)
    return wrong


def _texts(data: bytes) -> list[str]:
    """The paragraphs of a document, those in tables too."""
    word = docx.Document(io.BytesIO(data))
    return ["".join(text.text or "" for text in each.iter(f"{W}t")) for each in word.element.body.iter(f"{W}p")]
