"""Door signs and attendance lists as documents of Word: what hangs on the doors, and lies behind them."""

from __future__ import annotations

import io
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from scheduler.publishing.exports.attendance import attendance
from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.qr import qr_code
from scheduler.publishing.exports.signs import signs
from scheduler.publishing.exports.tones import INK, PLENARY, SOFT, in_office
from scheduler.publishing.exports.word.about import packed, say_what_it_is
from scheduler.publishing.exports.word.house_looks import colour_headings, put_logo
from scheduler.publishing.exports.word.leading import lead_to_addresses, leads_to
from scheduler.publishing.exports.word.own_template import plain_document
from scheduler.publishing.exports.word.styles import style_ids
from scheduler.publishing.exports.word.xml import Run, WordCell, WordRow, paragraph, table
from scheduler.text.contrast import letters_on
from scheduler.text.sanitize import line

_WIDTH = 9_600  # twentieths of a point
_ROOM = '<w:spacing w:before="50" w:after="50"/>'  # around what is written in a cell


def write_signs(document: Document) -> bytes:
    """A page for each room and day, as a .docx file."""
    values = signs(document)
    word = plain_document(document.language)
    normal = style_ids(word, document.language.code).ours["facts"]
    house = _dressed(word, document)
    heading = word.styles["Heading 1"]
    heading.font.size, heading.paragraph_format.space_before = Pt(48), Pt(0)
    heading.paragraph_format.page_break_before = True
    for sign in values["signs"]:
        word.add_paragraph(line(sign["name"], None), style="Heading 1")
        where = " · ".join(part for part in (sign["short"], sign["building"]) if part)
        for text in (line(where, None), sign["day"]):
            if text:
                word.add_paragraph(text, style="Subtitle")
        points = next(size for most, size in ((6, 18), (10, 14), (999, 11)) if len(sign["rows"]) <= most)
        rows = [
            WordRow(tuple(_head(normal, values["words"][word_], house) for word_ in ("time", "session")), heading=True)
        ]
        rows += [WordRow(_of_sign(row, normal, points)) for row in sign["rows"]]
        _put(word, table(_table_style(word), [2_600, _WIDTH - 2_600], rows, line(sign["name"], None), sign["day"]))
        if code := values["code"]:
            word.add_paragraph(f"{values['words']['code']} {code['address']}")
            _picture(word, code)
    if not values["signs"]:
        word.add_paragraph(values["words"]["none"])
    lead_to_addresses(word, document.conference.house_style.colours)
    say_what_it_is(word, document, values["title"])
    return packed(word)


def write_attendance(document: Document) -> bytes:
    """A list for each session on a page of its own, as a .docx file."""
    values = attendance(document)
    words = values["words"]
    word = plain_document(document.language)
    word.styles["Heading 1"].paragraph_format.page_break_before = True
    word.styles["Heading 1"].paragraph_format.space_before = Pt(0)
    text = style_ids(word, document.language.code).ours["facts"]
    house = _dressed(word, document)
    for one in values["lists"]:
        word.add_paragraph(line(one["name"], None), style="Heading 1")
        word.add_paragraph(
            " · ".join(part for part in (one["when"], line(one["room"], None)) if part), style="Subtitle"
        )
        word.add_paragraph(one["number"])
        heads = (words["name"], words["organisation"], words["role"], words["signature"])
        name = WordCell(paragraph(text, [Run(line(one["name"], None), bold=True, colour=INK)], _ROOM), columns=4)
        rows = [
            WordRow((name,), heading=True),
            WordRow(tuple(_head(text, head, house) for head in heads), heading=True),
        ]
        people = [(person["person"], person["organisation"], person["role"], "") for person in one["people"]]
        rows += [
            WordRow(tuple(_written(text, cell) for cell in cells), height=460)
            for cells in (*people, *[("", "", "", "")] * values["blank"])
        ]
        _put(
            word, table(_table_style(word), [3_000, 2_500, 1_500, 2_600], rows, line(one["name"], None), one["number"])
        )
    if not values["lists"]:
        word.add_paragraph(words["none"])
    say_what_it_is(word, document, values["title"])
    return packed(word)


def _dressed(word: WordDocument, document: Document) -> tuple[str, str]:
    """In the house style, the logo above each page; returns the colour of the heads of tables, and of letters there."""
    style = document.conference.house_style
    put_logo(word, style.logo)
    colour_headings(word, style)
    first, _ = style.pair
    return (in_office(first), in_office(letters_on(first))) if first else (PLENARY, "")


def _head(style: str, text: str, house: tuple[str, str]) -> WordCell:
    fill, letters = house
    return WordCell(paragraph(style, [Run(text, bold=True, colour=letters)], _ROOM), fill=fill)


def _written(style: str, text: str) -> WordCell:
    return WordCell(paragraph(style, [Run(line(text, None), colour=INK)], _ROOM))


def _of_sign(row: dict[str, Any], style: str, points: int) -> tuple[WordCell, WordCell]:
    colour = SOFT if row["idle"] else INK
    what = [paragraph(style, [Run(line(row["name"], None), not row["idle"], row["idle"], colour, points)], _ROOM)]
    what += [paragraph(style, [Run(line(detail, None), points=max(9, points - 6))], _ROOM) for detail in row["details"]]
    return WordCell(paragraph(style, [Run(row["hours"], colour=colour, points=points)], _ROOM)), WordCell("".join(what))


def _table_style(word: WordDocument) -> str:
    return style_ids(word, "en").table


def _put(word: WordDocument, drawn: str) -> None:
    """The table behind what stands there, and a paragraph behind it."""
    end = word.element.body.sectPr
    end.addprevious(parse_xml(drawn.replace("<w:tbl>", f"<w:tbl {nsdecls('w')}>", 1)))


def _picture(word: WordDocument, code: dict[str, Any]) -> None:
    made_of = qr_code(code["address"])
    if made_of is None:
        return
    picture = word.add_picture(io.BytesIO(made_of.png), width=Mm(42))
    about = picture._inline.docPr  # noqa: SLF001  python-docx has no word for it
    about.set("descr", code["alternative"])
    about.append(parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="{leads_to(word, code["address"])}"/>'))
