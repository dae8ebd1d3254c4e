"""What a document of Word says of itself, and its bytes: the same each time."""

from __future__ import annotations

import io
from datetime import datetime

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from scheduler.publishing.exports.document import Document
from scheduler.text.language import Language
from scheduler.text.packing import ALWAYS, repacked
from scheduler.text.sanitize import line

_LOCALES = {"nl": "nl-NL", "en": "en-GB"}
_LONGEST = 255  # letters of what a file says of itself


def say_what_it_is(word: WordDocument, document: Document, title: str) -> None:
    """Its title and language, for who has it read aloud; and neither who made it nor when."""
    about = word.core_properties
    about.title = line(title, _LONGEST)
    about.subject = line(" · ".join(part for part in (document.dates, document.place) if part), _LONGEST)
    mark(word, document.language)


def mark(word: WordDocument, language: Language) -> None:
    """That netday wrote it, and in which language."""
    code, about = language.code, word.core_properties
    about.author = about.last_modified_by = "netday"
    about.language = _LOCALES[code]
    about.created = about.modified = datetime(*ALWAYS)  # noqa: DTZ001  no hour of any zone
    about.revision = 1
    defaults = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        spoken = defaults.find(qn("w:lang"))
        if spoken is None:
            spoken = OxmlElement("w:lang")
            defaults.append(spoken)
        spoken.set(qn("w:val"), _LOCALES[code])


def packed(word: WordDocument) -> bytes:
    result = io.BytesIO()
    word.save(result)
    return repacked(result.getvalue())
