"""The styles by which a document looks as it does: Word's own, and some of ours for what stands in tables.

A style is looked up by its name in what Word calls them in every language ("heading 1"), and ours by either of two
names; a template that has none gets it, so that the house style can change it afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from scheduler.publishing.exports.tones import INK, SOFT

TABLE = "Table Grid"
HEAD = "1B3A5C"
LINE = "C9C7BF"
# By what each is for: the names in English and in Dutch, points, whether bold, and the colour.
OURS = {
    "head": (("Grid Head", "Rooster kop"), 9.0, True, INK),
    "hour": (("Grid Hour", "Rooster tijd"), 8.5, True, INK),
    "title": (("Grid Title", "Rooster titel"), 8.5, True, INK),
    "text": (("Grid Text", "Rooster tekst"), 8.0, False, SOFT),
    "facts": (("Session Facts", "Gegevens"), 10.0, False, SOFT),
}


@dataclass(frozen=True)
class StyleIds:
    """What the styles are called inside the file. `headings`: by level, from 1; "" for one that the file lacks."""

    table: str
    headings: tuple[str, ...]
    ours: dict[str, str]


def style_ids(word: WordDocument, code: str) -> StyleIds:
    """Those of the document; ours and the table's are put into it where they are not there."""
    styles = word.styles
    names = {style.name: style for style in styles}
    ours = {}
    for purpose, (called, points, bold, colour) in OURS.items():
        style = next((names[name] for name in called if name in names), None)
        if style is None or style.type != WD_STYLE_TYPE.PARAGRAPH:
            style = styles.add_style(_free(called[code == "nl"], names), WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
            style.font.size, style.font.bold = Pt(points), bold or None
            style.font.color.rgb = RGBColor.from_string(colour)
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
            style.paragraph_format.line_spacing = 1.0
            style.quick_style = True
        ours[purpose] = style.style_id
    if TABLE not in names or names[TABLE].type != WD_STYLE_TYPE.TABLE:
        styles.element.append(_table_style())
    table = next(style.style_id for style in styles if style.name == TABLE and style.type == WD_STYLE_TYPE.TABLE)
    headings = tuple(names[f"Heading {level}"].style_id if f"Heading {level}" in names else "" for level in (1, 2, 3))
    return StyleIds(table, headings, ours)


def _free(name: str, names: dict[str | None, Any]) -> str:
    """The name, or with a number behind it where a style of another sort has it."""
    return next(tried for tried in (name, *(f"{name} {number}" for number in range(2, 99))) if tried not in names)


def _table_style() -> Any:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f'<w:uiPriority w:val="39"/><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style>'
    )
