"""Bytes to text: files come as people have them, from any editor and from Excel."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from scheduler.files.faults import Fault, Faults
from scheduler.files.near_file import near_file
from scheduler.text.letters import normalized
from scheduler.text.os_words import os_reason
from scheduler.text.packing import OLD
from scheduler.text.sentence import Phrase, Sentence, paragraph

LARGEST = 16_000_000  # bytes; a day has some thousands, and Excel's million empty rows stay below it
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Left over from Word and PowerPoint (soft line breaks and the like). YAML forbids them or takes them for line breaks,
# after which our line numbers would differ from those of the editor.
CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_MEANINGLESS = {0xDC00 + byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def load(path: Path, name: str) -> tuple[str, list[Phrase]]:
    """The text of the file and what is to be said aloud about it. `name` is what faults call it. Raises Faults."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except FileNotFoundError:
        raise Faults([Fault(name, 0, "", Sentence("There is no such file.{hint}", hint=near_file(path)))]) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise Faults([Fault(name, 0, "", cannot_be_read(os_reason(error)))]) from None
    if size > LARGEST:
        large = Sentence(
            "The file has {size} MB; netday reads {most} MB at most. Is it the right one?",
            size=round(size / 1e6),
            most=round(LARGEST / 1e6),
        )
        raise Faults([Fault(name, 0, "", large)])
    return decode(data, name)


def cannot_be_read(why: Phrase) -> Sentence:
    """What is said of a file that the machine does not give."""
    return Sentence("The file cannot be read: {why}.", why=why)


def from_windows(data: bytes) -> str:
    """The text of bytes in Windows-1252.

    5 of them have no meaning there; Latin-1 makes control characters of these, which become blanks when they are read.
    """
    return data.decode("cp1252", "surrogateescape").translate(_MEANINGLESS)


def decode(data: bytes, name: str) -> tuple[str, list[Phrase]]:
    r"""The text, with \n for every line break, and what is to be said aloud. Raises Faults for what is no text.

    >>> decode("Café\r\n".encode("utf-16"), "day.yaml")
    ('Café\n', [])
    >>> decode("Café".encode("cp1252"), "day.yaml")
    ('Café', ['day.yaml: the text is no UTF-8; it is read as Windows-1252.'])
    """
    remarks: list[Phrase] = []
    mark, encoding = next(((m, e) for m, e in MARKS if data.startswith(m)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if mark and encoding != "utf-8":
            damaged = Sentence("The text is damaged: it begins as {encoding}, but is not.", encoding=encoding)
            raise Faults([Fault(name, 0, "", damaged)]) from error
        text = from_windows(data[len(mark) :])
        remarks.append(Sentence("{file}: the text is no UTF-8; it is read as Windows-1252.", file=name))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        office = data.startswith((b"PK\x03\x04", OLD))
        what = Sentence("This is an Office file.") if office else Sentence("This is no text: it has NUL bytes.")
        save = Sentence('Save it as "CSV UTF-8" or as plain text in UTF-8.')
        raise Faults([Fault(name, line, "", paragraph(what, save))])
    # One form for é, whether it was typed as one character or (on a Mac) as two: names are compared.
    return CONTROL.sub(" ", normalized("NFC", text)), remarks
