"""The file of a Word document before it is opened: what it is, whether it is one, and nothing in it that could harm."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from scheduler.files.faults import Fault, Faults
from scheduler.files.importing.safe_parse import Node, Unreadable, read_xml
from scheduler.files.near_file import near_file
from scheduler.text.os_words import os_reason
from scheduler.text.packing import DAMAGED_ZIP, OLD, ZIP, is_locked
from scheduler.text.sentence import Sentence, paragraph

LARGEST = 50_000_000  # bytes of the file, pictures and all
KEPT = 15_000_000  # bytes of its text as XML; a long programme has half a million
_MOST_PARTS = 5_000
_SAVE = Sentence("In Word: File, Save As, and choose Word Document (.docx).")
_DAMAGED = Sentence("This document is damaged and cannot be opened. Open it in Word, and save it anew.")
_TOO_MUCH = Sentence("There is far more in this document than a programme has. Copy the programme into a new document.")
_ALSO = (
    "word/document.xml",
    "word/styles.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "word/comments.xml",
    "docProps/core.xml",
)


class WordParts(dict[str, Node]):
    """By name, the parts of the document that are read. `macros`: it has some, which are not."""

    macros = False


def word_parts(path: Path) -> WordParts:
    """The parts of the document. Raises Faults with a sentence where it is none, or one that is not to be opened."""
    data = _bytes(path)

    def refused(*sentences: str) -> Faults:
        return Faults([Fault(path.name, 0, "", paragraph(*sentences))])

    if data.startswith(OLD):
        if is_locked(data):
            locked = Sentence(
                "This document is locked with a password. In Word: File, Info, Protect Document, Encrypt with "
                "Password; empty the password and save."
            )
            raise refused(locked)
        raise refused(Sentence("This is a document of an old Word (.doc)."), _SAVE)
    if data.startswith(b"{\\rtf"):
        raise refused(Sentence("This is a document in RTF."), _SAVE)
    if data.startswith(b"%PDF"):
        raise refused(
            Sentence(
                "This is a PDF. Import the document of which it was made, or open it in Word and save it as .docx."
            )
        )
    if not data.startswith(ZIP):
        raise refused(Sentence("This is no Word document."), _SAVE)
    try:
        with ZipFile(io.BytesIO(data)) as zipped:
            return _parts(zipped, refused)
    except (Unreadable, *DAMAGED_ZIP):
        raise refused(_DAMAGED) from None


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.name.startswith("~$"):
            beside = Sentence(
                "This is what Word keeps while {document} is open. Name {document} itself.", document=path.name[2:]
            )
            raise Faults([Fault(path.name, 0, "", beside)])
        if size > LARGEST:
            large = Sentence(
                "The file has {size} MB; netday reads documents of {most} MB at most. Is it the right one?",
                size=round(size / 1e6),
                most=LARGEST // 1_000_000,
            )
            raise Faults([Fault(path.name, 0, "", large)])
        return path.read_bytes()
    except FileNotFoundError:
        raise Faults(
            [Fault(str(path), 0, "", Sentence("There is no such file.{hint}", hint=near_file(path)))]
        ) from None
    except PermissionError:
        message = Sentence("The file cannot be read; is it open in Word? Close it there, and try again.")
        raise Faults([Fault(path.name, 0, "", message)]) from None
    except OSError as error:
        unread = Sentence("The file cannot be read: {why}.", why=os_reason(error))
        raise Faults([Fault(path.name, 0, "", unread)]) from None


def _parts(zipped: ZipFile, refused: Callable[..., Faults]) -> WordParts:
    infos = {info.filename: info for info in zipped.infolist()}
    if any(info.flag_bits & 1 for info in infos.values()):
        raise refused(Sentence("This document is locked with a password. Save it without one."))
    if "mimetype" in infos:
        raise refused(Sentence("This is a document of LibreOffice (.odt)."), _SAVE)
    if "xl/workbook.xml" in infos:
        raise refused(Sentence("This is a workbook of Excel, not a document. Let its name end in .xlsx."))
    if "word/document.xml" not in infos:
        raise refused(Sentence("This is no Word document."), _SAVE)
    if len(infos) > _MOST_PARTS:
        raise refused(_TOO_MUCH)
    parts, kept = WordParts(), 0
    parts.macros = "word/vbaProject.bin" in infos
    headers = [name for name in infos if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")]
    for name in (*_ALSO, *sorted(headers)):
        if name not in infos:
            continue
        with zipped.open(name) as part:
            data = part.read(KEPT + 1 - kept)  # what is declared may not be so
        kept += len(data)
        if kept > KEPT:
            raise refused(_TOO_MUCH)
        parts[name] = read_xml(data)
    return parts
