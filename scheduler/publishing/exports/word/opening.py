"""A Word template before it is filled: what sort of file it is, and nothing in it that runs or that bursts."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from scheduler.publishing.exports.word.check_tags import TemplateFault, WrongTemplate
from scheduler.text.os_words import os_reason
from scheduler.text.packing import DAMAGED_ZIP, OLD, ZIP, is_locked, repacked
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph

LARGEST = 30_000_000  # bytes of the file; one with a large picture has some millions
UNPACKED = 200_000_000  # bytes of its parts as they are declared
_MOST_PARTS = 5_000
_LARGEST_TEXT = 20_000_000  # bytes of one part of XML
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)|\bxmlns(?::[\w.-]+)?\s*=\s*[\"'][^\"']*[{}]", re.IGNORECASE)
# The template that was attached to the template: a path on somebody's computer, or an address to be fetched from.
_ATTACHED = re.compile(rb"<w:attachedTemplate\b[^>]*/>")
_ATTACHED_WHERE = re.compile(rb"<Relationship\b[^>]*/attachedTemplate\"[^>]*/>")
_SAVE = Sentence("In Word: File, Save as, and choose Word Document (.docx).")


def read_file(path: Path) -> bytes:
    """The bytes of a template. Raises WrongTemplate where there is none that can be read."""

    def refused(sentence: Sentence) -> WrongTemplate:
        return WrongTemplate([TemplateFault(path.name, NOTHING, "", sentence)])

    if path.name.startswith("~$"):
        raise refused(
            Sentence(
                "This is what Word keeps while {document} is open. Name {document} itself.", document=path.name[2:]
            )
        )
    try:
        if path.stat().st_size > LARGEST:
            raise refused(_too_large(path.stat().st_size))
        return path.read_bytes()
    except FileNotFoundError:
        raise refused(Sentence("There is no such template.")) from None
    except OSError as error:
        raise refused(Sentence("The template cannot be read: {why}.", why=os_reason(error))) from None


def _too_large(size: int) -> Sentence:
    return Sentence(
        "The template has {size} MB; netday reads templates of {most} MB at most.",
        size=round(size / 1e6),
        most=LARGEST // 1_000_000,
    )


def opened(data: bytes, name: str) -> bytes:
    """The template as a document that python-docx reads. Raises WrongTemplate with what to do about it."""

    def refused(*sentences: Phrase) -> WrongTemplate:
        return WrongTemplate([TemplateFault(name, NOTHING, "", paragraph(*sentences))])

    if len(data) > LARGEST:
        raise refused(_too_large(len(data)))
    if data.startswith(OLD):
        if is_locked(data):
            raise refused(
                Sentence(
                    "This document is locked with a password. In Word: File, Info, Protect Document, Encrypt with "
                    "Password; empty the password and save."
                )
            )
        raise refused(Sentence("This is a document of an old Word (.doc or .dot)."), _SAVE)
    if not data.startswith(ZIP):
        raise refused(Sentence("This is no Word document."), _SAVE)
    try:
        with ZipFile(io.BytesIO(data)) as zipped:
            _looked_through(zipped, refused)
        return repacked(data, _harmless)
    except DAMAGED_ZIP as error:
        if isinstance(error, WrongTemplate):
            raise
        raise refused(Sentence("This document is damaged and cannot be opened."), _SAVE) from None


def _looked_through(zipped: ZipFile, refused: Callable[..., WrongTemplate]) -> None:
    parts = {info.filename: info for info in zipped.infolist()}
    if any(info.flag_bits & 1 for info in parts.values()):
        raise refused(Sentence("This document is locked with a password. Save it without one."))
    if "mimetype" in parts:
        raise refused(Sentence("This is a text of LibreOffice (.odt)."), _SAVE)
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        is_book = "xl/workbook.xml" in parts
        raise refused(Sentence("This is a workbook.") if is_book else Sentence("This is no Word document."), _SAVE)
    if sum(info.file_size for info in parts.values()) > UNPACKED or len(parts) > _MOST_PARTS:
        raise refused(Sentence("There is far more in this document than a template has."))
    macros = [part for part in parts if part.rpartition("/")[2].lower().startswith(("vbaproject", "vbadata"))]
    if macros or b"macroEnabled" in zipped.read("[Content_Types].xml"):
        raise refused(Sentence("This document has macros (.docm or .dotm), and netday fills none that has."), _SAVE)
    for part, info in parts.items():
        if not part.endswith((".xml", ".rels")):
            continue
        if info.file_size > _LARGEST_TEXT:
            raise refused(Sentence("There is far more in this document than a template has."))
        text = zipped.read(part)
        if _ENTITIES.search(text):
            raise refused(Sentence("This document has parts that Word does not write."), _SAVE)
        if _STRICT in text[:4_000]:
            raise refused(Sentence("This document is saved as Strict Open XML."), _SAVE)


def _harmless(name: str, part: bytes) -> bytes:
    """A part as it may stand in a document that goes on: a template (.dotx) becomes a document, and names no other."""
    if name == "[Content_Types].xml":
        return part.replace(_TEMPLATE, _MAIN)
    if name == "word/settings.xml":
        return _ATTACHED.sub(b"", part)
    if name == "word/_rels/settings.xml.rels":
        return _ATTACHED_WHERE.sub(b"", part)
    return part
