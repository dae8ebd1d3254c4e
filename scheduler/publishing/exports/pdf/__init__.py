"""The programme as a booklet in PDF: letter, grid, texts, and people's own pages; tagged, as PDF/UA-1 asks."""

from __future__ import annotations

from scheduler.conference.conference import Person
from scheduler.publishing.exports.document import Paper
from scheduler.publishing.exports.pdf.contents import booklet
from scheduler.publishing.exports.pdf.personal import pages
from scheduler.publishing.exports.pdf.press import printed


def write(paper: Paper, *, person: Person | None = None, people: bool = False) -> bytes:
    """The booklet; with `people` also a page for each of them, which is not for everybody.

    `person`: that person's own pages alone, for their eyes: only there do private links stand.
    """
    if person is not None:
        return printed({**booklet(paper, alone=True), "people": pages(paper, [person], private=True)})
    return printed({**booklet(paper), "people": pages(paper, paper.conference.people if people else ())})
