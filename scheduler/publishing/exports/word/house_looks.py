"""The logo and the colours of an organisation in the booklet in Word; a template of its own has its own."""

from __future__ import annotations

import io

from docx.document import Document as WordDocument
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.shared import Mm, RGBColor

from scheduler.conference.house_style import HouseStyle, Logo
from scheduler.text.contrast import READABLE, contrast

_HIGH, _WIDE = Mm(18), Mm(90)
_UNREADABLE = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)


def put_logo(word: WordDocument, logo: Logo | None) -> None:
    """The picture above all else. What Word cannot draw by itself (SVG) stands there in words, to be replaced."""
    if logo is None:
        return
    run = word.add_paragraph().add_run()
    try:
        if logo.kind == "svg":
            raise UnrecognizedImageError
        picture = run.add_picture(io.BytesIO(logo.content), height=_HIGH)
    except _UNREADABLE:
        run.text, run.bold = logo.text.replace("{", "(").replace("}", ")"), True  # braces would be a field
        return
    if picture.width > _WIDE:
        picture.height = picture.height * _WIDE // picture.width
        picture.width = _WIDE
    picture._inline.docPr.set("descr", logo.text)  # noqa: SLF001  python-docx has no other way


def colour_headings(word: WordDocument, style: HouseStyle) -> None:
    """Title and headings in the first colour, where letters in it can be read on paper."""
    if style.colours and contrast(style.colours[0], "#ffffff") >= READABLE:
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
            word.styles[name].font.color.rgb = RGBColor.from_string(style.colours[0].removeprefix("#").upper())
