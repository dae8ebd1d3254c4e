"""The file of a workbook before it is opened: what it is, whether it is one, and nothing in it that could do harm."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from scheduler.files.faults import Fault, Faults
from scheduler.files.near_file import near_file
from scheduler.text.os_words import os_reason
from scheduler.text.packing import DAMAGED_ZIP, OLD, ZIP, is_locked
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph

LARGEST = 30_000_000  # bytes of the file; a day has some tens of thousands
UNPACKED = 400_000_000  # bytes of its sheets as they are declared; Excel's million empty rows stay below it
KEPT = 60_000_000  # bytes of its sheets without empty rows and cells
_SAVE = Sentence("In Excel: File, Save as, and choose Excel Workbook (.xlsx).")
_IN_LIBREOFFICE = Sentence("In LibreOffice: File, Save as, and choose Excel 2007–365 (.xlsx).")
_IN_NUMBERS = Sentence("In Numbers: File, Export to, Excel.")
# Rows and cells in which nothing stands but how they look. They bear their number, so that the others keep theirs.
_EMPTY_CELL = re.compile(rb"<((?:\w+:)?)c (?=[^<>]*\br=)[^<>]*?(?:/>|></\1c>)")
_EMPTY_ROW = re.compile(rb"<((?:\w+:)?)row (?=[^<>]*\br=)[^<>]*?(?:/>|>\s*</\1row>)")
_ANEW = Sentence("Open it in Excel, and save it anew.")
DAMAGED = Sentence("This workbook is damaged and cannot be opened. Open it in Excel, and save it anew.")
_TOO_MUCH = Sentence(
    "There is far more in this workbook than a day has. Copy the sheets of the day into a new workbook; in Excel, "
    "select and delete the empty rows below a table."
)
_MOST_PARTS = 5_000
# What is read of it: no macros, pictures, links to other workbooks, or whatever else it may hold.
_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels|xl/(?:workbook|styles|sharedStrings)\.xml|"
    r"xl/theme/[^/]+\.xml|xl/worksheets/[^/]+\.xml"
)
_STRICT = b"http://purl.oclc.org/ooxml/"
# An underscore written in code, so that what stands behind it is none. openpyxl takes it away in one place and not in
# another; so it becomes a letter of nobody's until the cells are read.
UNDERSCORE = "\ue05f"
_UNDERSCORE = re.compile(rb"_x005[Ff]_")
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def clean_package(path: Path) -> tuple[bytes, bool]:
    """The workbook without empty rows, macros and pictures; and whether it had macros. Raises Faults."""
    data = _bytes(path)
    name = path.name

    def refused(*sentences: str) -> Faults:
        return Faults([Fault(name, 0, "", paragraph(*sentences))])

    if data.startswith(OLD):
        if is_locked(data):
            raise refused(
                Sentence(
                    "This workbook is locked with a password. In Excel: File, Info, Protect Workbook, Encrypt with "
                    "Password; empty the password and save."
                )
            )
        raise refused(Sentence("This is a workbook of an old Excel (.xls)."), _SAVE)
    if not data:
        raise refused(Sentence("There is nothing in this file."))
    if not data.startswith(ZIP):
        raise refused(_other_text(data, name) or paragraph(Sentence("This is no workbook."), _SAVE))
    if path.suffix.casefold() == ".numbers":
        raise refused(Sentence("This is a table of Numbers (.numbers)."), _IN_NUMBERS)
    try:
        with ZipFile(io.BytesIO(data)) as zipped:
            return _cleaned(zipped, refused)
    except DAMAGED_ZIP:
        raise refused(DAMAGED) from None


def _other_text(data: bytes, name: str) -> Phrase:
    """What a text with the name of a workbook is, as websites hand them out, and what to do; empty: something else."""
    head = data[:4_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"\0" in head:
        return NOTHING
    if head[:1] == b"<":
        return paragraph(Sentence("This is a web page, though its name is that of a workbook."), _SAVE)
    first = head.partition(b"\n")[0]
    if any(first.count(sign) for sign in (b";", b",", b"\t")):
        csv = f"{name.rpartition('.')[0]}.csv"
        return Sentence("This is a text (CSV), though its name is that of a workbook. Call it {csv}.", csv=csv)
    return NOTHING


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            large = Sentence(
                "The file has {size} MB; netday reads workbooks of {most} MB at most. Is it the right one?",
                size=round(size / 1e6),
                most=LARGEST // 1_000_000,
            )
            raise Faults([Fault(path.name, 0, "", large)])
        if path.name.startswith("~$"):
            beside = Sentence("This is what Excel keeps while {book} is open. Name {book} itself.", book=path.name[2:])
            raise Faults([Fault(path.name, 0, "", beside)])
        return path.read_bytes()
    except FileNotFoundError:
        missing = Sentence("There is no such workbook.{hint}", hint=near_file(path))
        raise Faults([Fault(path.name, 0, "", missing)]) from None
    except PermissionError:
        message = Sentence("The file cannot be read; is it open in Excel? Close it there, and try again.")
        raise Faults([Fault(path.name, 0, "", message)]) from None
    except OSError as error:
        unread = Sentence("The workbook cannot be read: {why}.", why=os_reason(error))
        raise Faults([Fault(path.name, 0, "", unread)]) from None


def _cleaned(zipped: ZipFile, refused: Callable[..., Faults]) -> tuple[bytes, bool]:
    parts = {info.filename: info for info in zipped.infolist()}
    if any(info.flag_bits & 1 for info in parts.values()):
        raise refused(Sentence("This workbook is locked with a password. Save it without one."))
    if "mimetype" in parts:
        raise refused(Sentence("This is a table of LibreOffice (.ods)."), _IN_LIBREOFFICE)
    if any(name.startswith("Index/") for name in parts):
        raise refused(Sentence("This is a table of Numbers (.numbers)."), _IN_NUMBERS)
    if "xl/workbook.bin" in parts:
        raise refused(Sentence("This is a binary workbook (.xlsb)."), _SAVE)
    if "xl/workbook.xml" not in parts:
        if "word/document.xml" in parts:
            raise refused(Sentence("This is a Word document, whatever its name says; it should end in .docx."))
        raise refused(Sentence("This is no workbook."), _SAVE)
    if sum(info.file_size for info in parts.values()) > UNPACKED or len(parts) > _MOST_PARTS:
        raise refused(_TOO_MUCH)
    kept, result = 0, io.BytesIO()
    with ZipFile(result, "w", ZIP_STORED) as clean:
        for name in parts:
            if not _NEEDED.fullmatch(name):
                continue
            data = zipped.read(name)
            if _ENTITIES.search(data[:2_000]):
                raise refused(Sentence("This workbook has parts that no spreadsheet writes."), _ANEW)
            if _STRICT in data[:4_000]:
                raise refused(Sentence("This workbook is saved as Strict Open XML."), _SAVE)
            if name.startswith("xl/worksheets/"):
                data = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", data))
            if name.startswith(("xl/worksheets/", "xl/sharedStrings")):
                data = _UNDERSCORE.sub(UNDERSCORE.encode(), data)
            kept += len(data)
            if kept > KEPT:
                raise refused(_TOO_MUCH)
            clean.writestr(name, data)
    return result.getvalue(), "xl/vbaProject.bin" in parts
