"""The logo and the colours of an organisation in Word; a template of its own has them where it asks for them."""

from __future__ import annotations

import io
from typing import Any

from docx.document import Document as WordDocument
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.shared import Mm, Pt, RGBColor
from markupsafe import escape

from scheduler.conference.house_style import HouseStyle, Logo
from scheduler.publishing.exports.tones import in_office
from scheduler.text.contrast import READABLE, contrast

_HIGH, _WIDE = Mm(18), Mm(90)
_UNREADABLE = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)


class LogoField:
    """The picture as a field of a template: it stands where the field does, in the text or above and below the pages.

    What Word cannot draw by itself (SVG) stands there in words, to be replaced. `part`: of the document, that is being
    filled.
    """

    def __init__(self, logo: Logo) -> None:
        self._logo = logo
        self.part: Any = None

    def __str__(self) -> str:
        return self._logo.text.replace("{", "(").replace("}", ")")  # braces would be a field to who fills it again

    def __html__(self) -> str:
        """As it stands between the letters of a text."""
        drawn = _drawn(self.part, self._logo) if hasattr(self.part, "new_pic_inline") else None
        if drawn is None:
            return str(escape(str(self)))
        behind = '<w:r><w:t xml:space="preserve">'
        return f"</w:t></w:r><w:r><w:drawing>{drawn.xml}</w:drawing></w:r>{behind}"


def put_logo(word: WordDocument, logo: Logo | None) -> None:
    """The picture above each page."""
    if logo is None:
        return
    header = word.sections[0].header
    header.paragraphs[0].paragraph_format.space_after = Pt(8)
    run = header.paragraphs[0].add_run()
    drawn = _drawn(header.part, logo)
    if drawn is None:
        run.text, run.bold = logo.text, True
    else:
        run._r.add_drawing(drawn)  # noqa: SLF001  python-docx has no other way


def _drawn(part: Any, logo: Logo) -> Any:
    """The picture in that part; None: Word cannot draw it."""
    try:
        if logo.kind == "svg":
            raise UnrecognizedImageError
        inline = part.new_pic_inline(io.BytesIO(logo.content), height=_HIGH)
    except _UNREADABLE:
        return None
    size = inline.extent
    if size.cx > _WIDE:
        inline = part.new_pic_inline(io.BytesIO(logo.content), width=_WIDE)
    inline.docPr.set("descr", logo.text)
    return inline


def colour_own_styles(word: WordDocument, style: HouseStyle) -> None:
    """In a template of the organisation: letters of a style that is called after a colour of the house have it."""
    for number, colour in enumerate(style.pair if style.colours else (), 1):
        called = {f"house colour {number}", f"huiskleur {number}"}
        for own in word.styles:
            if (own.name or "").casefold() in called and hasattr(own, "font"):
                own.font.color.rgb = RGBColor.from_string(in_office(colour))


def colour_headings(word: WordDocument, style: HouseStyle) -> None:
    """Title and headings in the first colour, where letters in it can be read on paper."""
    first, _ = style.pair
    if first and contrast(first, "#ffffff") >= READABLE:
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
            word.styles[name].font.color.rgb = RGBColor.from_string(in_office(first))
