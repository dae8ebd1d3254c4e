"""The table of forms for everybody: a new form is a file here, its writer and a line in the table.

A form is imported when it is written, for some bring large libraries along.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from scheduler.checking.check import Report
from scheduler.conference.conference import Person
from scheduler.publishing.exports.document import Document
from scheduler.publishing.page_links import FRONT, PAGE
from scheduler.text.packing import part_of


@dataclass(frozen=True)
class FormatOptions:
    """What a form may know beside the document.

    `published_as`: the conference's identity as it was first published, "" for its own.
    `people`: also each person's own day, which is not for everybody. `person`: that person's pages alone. `report`:
    what the check says, for the organisers. `calendars`: the files of calendars beside the form, as (kind, whose,
    path). `sessions`: likewise each session's own file, by its name; None: nothing stands beside the form. `beside`:
    the other forms there, by what they are called. `template`: a Word file to be filled instead of ours, as (name,
    bytes). `in_word`, `in_excel`: a form that can be either is to be a document of Word or a workbook, and not a PDF.
    `names`: by kind and name in the day, what it is called in the workbook of CSPLib from which the day came.
    """

    published_as: str = ""
    people: bool = False
    person: Person | None = None
    report: Report | None = None
    calendars: tuple[tuple[str, str, str], ...] = ()
    sessions: Mapping[str, str] | None = None
    beside: Mapping[str, str] = field(default_factory=dict)
    template: tuple[str, bytes] | None = None
    in_word: bool = False
    in_excel: bool = False
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)


ALONE = FormatOptions()


@dataclass(frozen=True)
class Form:
    """One form in which a programme goes out. `file`: as it is called in a published folder.

    `label`: what people call it. `marker`: what stands in each that we write. `front`: its second name there, "" for
    none.
    `with_people`: whether it can have people's own days; `of_person`: or be of one person alone. `published`: whether
    it stands in a published folder; what is to be edited or hung up does not. `or_word`: whether it
    can be a document of Word as well.
    """

    file: str
    label: str
    marker: bytes
    write: Callable[[Document, FormatOptions], bytes]
    with_people: bool = False
    of_person: bool = False
    published: bool = True
    or_word: bool = False
    front: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """What it is called in a published folder: by all its names."""
        return (self.file, self.front) if self.front else (self.file,)

    def is_ours(self, data: bytes) -> bool:
        """Whether netday wrote this file, so that it may be written again."""
        if zipfile.is_zipfile(io.BytesIO(data)):
            data = part_of(data, "docProps/core.xml")
            if self.or_word:
                return b"netday" in data
        return self.marker in data


def _html(document: Document, options: FormatOptions) -> bytes:
    from scheduler.publishing.exports.html import MANY, CalendarLink, write  # noqa: PLC0415  see above

    kinds = {"programme", "group", "room", "person"}
    calendars = [CalendarLink(kind, name, path) for kind, name, path in options.calendars if kind in kinds]  # type: ignore[arg-type]
    sessions = options.sessions
    if sessions is None:
        from scheduler.publishing.calendars.session_files import session_addresses  # noqa: PLC0415  see above

        few = len(document.placed) <= MANY
        sessions = session_addresses(document.conference, document.programme, document.language) if few else {}
    return write(document, people=options.people, calendars=calendars, sessions=sessions, forms=options.beside)


def _pdf(document: Document, options: FormatOptions) -> bytes:
    from scheduler.publishing.exports.pdf import write  # noqa: PLC0415  see above

    return write(document, person=options.person, people=options.people)


def _word(document: Document, options: FormatOptions) -> bytes:
    from scheduler.publishing.exports.word import write  # noqa: PLC0415  see above

    name, template = options.template or ("", None)
    return write(document, template, name)


def _signs(document: Document, options: FormatOptions) -> bytes:
    if options.in_word:
        from scheduler.publishing.exports.word import write_signs as in_word  # noqa: PLC0415  see above

        return in_word(document)
    from scheduler.publishing.exports.pdf import write_signs  # noqa: PLC0415  see above

    return write_signs(document)


def _attendance(document: Document, options: FormatOptions) -> bytes:
    if options.in_excel:
        from scheduler.publishing.exports.workbook import write_attendance as in_excel  # noqa: PLC0415  see above

        return in_excel(document)
    if options.in_word:
        from scheduler.publishing.exports.word import write_attendance as in_word  # noqa: PLC0415  see above

        return in_word(document)
    from scheduler.publishing.exports.pdf import write_attendance  # noqa: PLC0415  see above

    return write_attendance(document)


def _workbook(document: Document, options: FormatOptions) -> bytes:
    from scheduler.publishing.exports.workbook import write  # noqa: PLC0415  see above

    return write(document, report=options.report, people=options.people)


def _markdown(document: Document, _: FormatOptions) -> bytes:
    from scheduler.publishing.exports.markdown import write  # noqa: PLC0415  see above

    return write(document)


def _schedule_xml(document: Document, options: FormatOptions) -> bytes:
    from scheduler.publishing.exports.schedule_xml import write  # noqa: PLC0415  see above

    return write(document, options.published_as)


def _schedule_json(document: Document, options: FormatOptions) -> bytes:
    from scheduler.publishing.exports.schedule_json import write  # noqa: PLC0415  see above

    return write(document, options.published_as)


def _data(document: Document, options: FormatOptions) -> bytes:
    from scheduler.publishing.exports.data import write  # noqa: PLC0415  see above

    return write(document, options.published_as)


def _csplib(document: Document, options: FormatOptions) -> bytes:
    from scheduler.publishing.exports.csplib import write  # noqa: PLC0415  see above

    return write(document, options.names, options.report)


_PDF = b"<pdf:Keywords>netday</pdf:Keywords>"
FORMATS: Mapping[str, Form] = {
    "html": Form(PAGE, "HTML", b'name="generator" content="netday"', _html, with_people=True, front=FRONT),
    "pdf": Form("programme.pdf", "PDF", _PDF, _pdf, with_people=True, of_person=True),
    "signs": Form("signs.pdf", "PDF", _PDF, _signs, published=False, or_word=True),
    "attendance": Form("attendance.pdf", "PDF", _PDF, _attendance, published=False, or_word=True),
    "docx": Form("programme.docx", "Word", b"netday", _word, published=False),
    "xlsx": Form("programme.xlsx", "Excel", b"netday", _workbook, with_people=True),
    "markdown": Form("programme.md", "Markdown", b"[//]: # (netday)", _markdown),
    "schedule.xml": Form("schedule.xml", "schedule.xml", b'<generator name="netday"', _schedule_xml),
    "schedule.json": Form("schedule.json", "schedule.json", b'"name": "netday"', _schedule_json),
    "json": Form("data.json", "JSON", b'"format": "netday programme"', _data),
}
OF_TALKS: Mapping[str, Form] = {  # what a programme of tracks and talks alone can be; others raise ValueError
    "csplib": Form("solution.xlsx", "CSPLib", b"netday", _csplib, published=False),
}
PUBLISHED: Mapping[str, Form] = {name: form for name, form in FORMATS.items() if form.published}


def all_forms(document: Document, options: FormatOptions = ALONE) -> Iterator[tuple[str, bytes]]:
    """Every form of a published folder, as (file name, bytes); the same document gives the same bytes."""
    beside = {form.label: form.file for name, form in PUBLISHED.items() if name != "html"}
    for form in PUBLISHED.values():
        data = form.write(document, replace(options, beside=beside))
        for file in form.files:
            yield file, data
