"""The template with which the booklet is made unless there is another; also what one's own can begin with.

It is made here and not kept as a file, so that what stands in it can be read, and is the same in both languages.
"""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from scheduler.conference.house_style import HouseStyle
from scheduler.publishing.exports.tones import INK, SOFT
from scheduler.publishing.exports.word.about import mark, packed
from scheduler.publishing.exports.word.fields import FIELDS, Field, block, put
from scheduler.publishing.exports.word.house_looks import colour_headings
from scheduler.publishing.exports.word.styles import HEAD, LINE, style_ids
from scheduler.text.language import Language

LETTERS = "Calibri"
_NO_STYLE = HouseStyle()
# By style: points, whether bold, colour, and points before and after.
_LOOKS = {
    "Normal": (11, False, INK, 3, 5),
    "Title": (28, True, HEAD, 0, 10),
    "Subtitle": (13, True, INK, 0, 4),
    "Heading 1": (18, True, HEAD, 18, 6),
    "Heading 2": (13, True, HEAD, 14, 3),
    "Heading 3": (12, True, HEAD, 12, 3),
    "Header": (8.5, False, SOFT, 0, 0),
    "Footer": (8.5, False, SOFT, 0, 0),
}


def own_template(language: Language, style: HouseStyle = _NO_STYLE) -> bytes:
    """As a .docx file, with the fields by their names in that language. `style`: that of the organisation."""
    word = plain_document(language)
    _Written(word, language).all()
    colour_headings(word, style)
    mark(word, language)
    return packed(word)


def plain_document(language: Language) -> WordDocument:
    """A document of A4 without a text, in the looks of all of ours."""
    word = docx.Document()
    word.core_properties.comments = ""  # that python-docx made it
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    _keep_only(word, {*_LOOKS, "Default Paragraph Font", "Normal Table", "No List", "Table Grid"})
    for name, looks in _LOOKS.items():
        _look(word.styles[name], *looks)
    word.styles["Normal"].paragraph_format.line_spacing = 1.1
    _lines(word.styles["Table Grid"].element)
    style_ids(word, language.code)
    for number, relation in list(word.part.package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # a picture of another document
            word.part.package.rels.pop(number)
    return word


def _lines(style: Any) -> None:
    """Light ones between the cells of a table."""
    for line in style.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}"):
        line.set(qn("w:color"), LINE)


def _keep_only(word: WordDocument, names: set[str]) -> None:
    """python-docx brings some hundred and fifty styles along, which would fill the list in Word."""
    for style in list(word.styles):
        if style.name not in names:
            style.delete()


def _look(style: Any, points: float, bold: bool, colour: str, before: float, after: float) -> None:
    about = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:spacing", "w:kern", "w:i", "w:iCs"):
        for found in about.findall(qn(tag)):
            about.remove(found)
    fonts = about._add_rFonts()  # noqa: SLF001  python-docx knows the order in it
    for letters in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{letters}"), LETTERS)
    style.font.size, style.font.bold, style.font.color.rgb = Pt(points), bold, RGBColor.from_string(colour)
    borders = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
    if borders is not None:
        style.element.pPr.remove(borders)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


class _Written:
    def __init__(self, word: WordDocument, language: Language) -> None:
        self._word, self._language = word, language
        self._ours = style_ids(word, language.code).ours
        self._styles = {style.style_id: style for style in word.styles}

    def all(self) -> None:
        say, code = self._language.say, self._language.code
        day, session, gone = (self._field(name).one(code) for name in ("days", "sessions", "not_held"))
        several = f"if {self._name('several_days')}"
        self._header_and_footer()
        self._if(self._name("logo"), lambda: self._write("Normal", self._shown("logo")))
        self._write("Title", self._shown("title"))
        self._write("Subtitle", self._shown("dates"))
        for name in ("place", "website"):
            self._if(self._name(name), lambda name=name: self._write("Normal", self._shown(name)))
        letter = self._field("letter")
        self._for(letter.one(code), self._name("letter"), lambda: self._write("Normal", put(letter.one(code))))

        def of_day() -> None:
            self._write("Heading 1", say("Programme of {day}", day=self._shown("days", "name")))
            self._write("Normal", "{{p " + f"{day}.{self._name('days', 'grid')}" + " }}")

        def session_of_day() -> None:
            self._block(several)
            self._write("Heading 3", self._shown("days", "sessions", "title"))
            self._block("else")
            self._write("Heading 2", self._shown("days", "sessions", "title"))
            self._block("endif")
            self._about("sessions")

        def texts_of_day() -> None:
            name = put(f"{day}.{self._name('days', 'name')}|capitalize")
            self._if(several.removeprefix("if "), lambda: self._write("Heading 2", name))
            self._for(session, f"{day}.{self._name('days', 'sessions')}", session_of_day)

        self._for(day, self._name("days"), of_day)
        self._write("Heading 1", say("About the sessions"))
        self._for(day, self._name("days"), texts_of_day)

        def not_held() -> None:
            self._write("Heading 1", say("Not in the programme"))
            self._for(gone, self._name("not_held"), session_not_held)

        def session_not_held() -> None:
            self._write("Heading 2", self._shown("not_held", "title"))
            self._about("not_held")

        self._if(self._name("not_held"), not_held)

    def _about(self, of: str) -> None:
        """What stands under the title of a session."""
        say, code = self._language.say, self._language.code
        session = self._field(of).one(code)

        def field(name: str) -> str:
            return f"{session}.{self._name(of, name)}"

        facts = self._styles[self._ours["facts"]].name

        def both(first: str, second: str) -> str:
            """One, the other, or both with a point between them."""
            between = block(f"if {field(first)} and {field(second)}", "") + " · " + block("endif", "")
            return put(field(first)) + between + put(field(second))

        self._if(field("hours"), lambda: self._write(facts, both("hours", "room"), bold=True))
        self._if(f"{field('kind')} or {field('pillars')}", lambda: self._write(facts, both("kind", "pillars")))
        groups = f"{say('Groups')}: " + put(field("groups"))
        self._if(f"{field('groups')} and {field('groups')} not in {field('title')}", lambda: self._write(facts, groups))
        leader = self._field(of, "led")
        one = leader.one(code)
        who = ": ".join(put(f"{one}.{part.name(code)}") for part in leader.of)
        self._for(one, field("led"), lambda: self._write(facts, who))
        for name in ("places", "link", "note"):
            self._if(field(name), lambda name=name: self._write(facts, put(field(name)), italic=name == "note"))
        for name, heading in (("links", say("See also")), ("papers", say("Papers"))):
            link = self._field(of, name)
            shown = " ".join(put(f"{link.one(code)}.{part.name(code)}") for part in link.of)
            written = f"{heading}: {shown}"
            self._for(link.one(code), field(name), lambda written=written: self._write(facts, written))
        texts = self._field(of, "paragraphs").one(code)
        self._for(texts, field("paragraphs"), lambda: self._write("Normal", put(texts)))

    def _header_and_footer(self) -> None:
        section = self._word.sections[0]
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        header.text = f"{self._shown('title')} · {self._shown('dates')}"
        header.style, footer.style = self._word.styles["Header"], self._word.styles["Footer"]
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        parts = self._language.say("page {page} of {pages}", page="\x00PAGE\x00", pages="\x00NUMPAGES\x00").split(
            "\x00"
        )
        for part in parts:
            if part in ("PAGE", "NUMPAGES"):
                counted = OxmlElement("w:fldSimple")
                counted.set(qn("w:instr"), f" {part} ")
                counted.append(footer.add_run("1")._r)  # noqa: SLF001  Word counts when it opens the document
                footer._p.append(counted)  # noqa: SLF001
            else:
                footer.add_run(part)
        section.different_first_page_header_footer = True
        first = section.first_page_footer.paragraphs[0]
        first.style = self._word.styles["Footer"]

    # ------------------------------------------------------------------------------------------------ fields

    def _field(self, *names: str) -> Field:
        fields: tuple[Field, ...] = FIELDS
        for name in names:
            found = next(field for field in fields if field.english == name)
            fields = found.of
        return found

    def _name(self, *names: str) -> str:
        return self._field(*names).name(self._language.code)

    def _shown(self, *names: str) -> str:
        """The field between brackets; of something in a list, by what one of them is called."""
        before = self._field(*names[:-1]).one(self._language.code) + "." if names[:-1] else ""
        return put(before + self._name(*names))

    def _write(self, style: str | None, text: str, *, bold: bool = False, italic: bool = False) -> None:
        run = self._word.add_paragraph(style=style).add_run(text)
        run.bold, run.italic = bold or None, italic or None

    def _block(self, inner: str) -> None:
        self._write("Normal", block(inner))

    def _if(self, field: str, then: Any) -> None:
        self._block(f"if {field}")
        then()
        self._block("endif")

    def _for(self, one: str, many: str, each: Any) -> None:
        self._block(f"for {one} in {many}")
        each()
        self._block("endfor")
