"""The booklet put together: what the template is given, with or without the pages of people."""

from __future__ import annotations

from scheduler.conference.conference import Person
from scheduler.publishing.exports.attendance import attendance
from scheduler.publishing.exports.booklet_values import booklet
from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.pdf.compile import to_pdf
from scheduler.publishing.exports.pdf.personal import pages
from scheduler.publishing.exports.signs import signs


def write(document: Document, *, person: Person | None = None, people: bool = False) -> bytes:
    """The booklet; with `people` also a page for each of them, which is not for everybody.

    `person`: that person's own pages alone, for their eyes: only there do private links stand.
    """
    if person is not None:
        return to_pdf({**booklet(document, alone=True), "people": pages(document, [person], private=True)})
    return to_pdf({**booklet(document), "people": pages(document, document.conference.people if people else ())})


def write_signs(document: Document) -> bytes:
    """The signs on the doors."""
    return to_pdf(signs(document), "signs.typ")


def write_attendance(document: Document) -> bytes:
    """The lists to sign, which are for organisers."""
    return to_pdf(attendance(document), "attendance.typ")
