"""`netday import --for`: the texts that somebody edited in the booklet of a day, laid beside what it prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scheduler.commands.output import print_lines
from scheduler.commands.writing import agreed, written_of
from scheduler.conference.conference import Kind
from scheduler.files.faults import quoted, remarked
from scheduler.text.sanitize import line
from scheduler.text.sentence import Phrase, Sentence

if TYPE_CHECKING:
    from scheduler.conference.conference import Session
    from scheduler.conference.programme import Placement, Programme
    from scheduler.files import Instance
    from scheduler.files.grids import GridProgramme
    from scheduler.files.grids.booklet_texts import BookletTexts, PrintedSession
    from scheduler.files.workbook.taken_in import TakenIn
    from scheduler.publishing.exports.document import SessionText

_UNTAKEN = Sentence("The texts of the day stay as they are; rooms and hours are taken.")
_MOST = 12  # sessions that are missing from the booklet and are looked for by what else it says of them


@dataclass
class TextsHere:
    """What a booklet says otherwise than its day, and what the day's files would be with it; None: they stay."""

    texts: BookletTexts
    taken: TakenIn | None = None
    remarks: list[Phrase] = field(default_factory=list)

    @classmethod
    def of(cls, booklet: Path, day: Path, instance: Instance, grid: GridProgramme) -> TextsHere:
        from scheduler.files import Faults
        from scheduler.files.beside import day_file, is_workbook
        from scheduler.files.edit.file_text import EditRefused
        from scheduler.files.grids.booklet_texts import BookletTexts
        from scheduler.files.grids.taken_texts import take_in_texts

        texts = _texts_of(booklet, instance, grid)
        remarks = list(_unread(booklet, texts))
        if not texts.edits:
            return cls(texts, remarks=remarks)
        if is_workbook(day_file(day)):  # where somebody may be typing: it stays as it is
            return cls(BookletTexts(tuple(edit for edit in texts.edits if edit.key == "title")))
        try:
            taken = take_in_texts(booklet, day, instance, texts.edits)
        except EditRefused as why:
            return cls(texts, remarks=[*remarks, why.args[0], _UNTAKEN])
        except Faults as faults:
            return cls(texts, remarks=[*remarks, *(fault.text for fault in faults.faults), _UNTAKEN])
        return cls(texts, taken, [*remarks, *taken.remarks])

    def taken_in(self, *, yes: bool, ask: bool) -> list[Path]:
        """The files that were written, once what is otherwise was shown and agreed to."""
        if self.taken is None or not self.taken.changed:
            return []
        if ask:
            print_lines(self.taken.differences)
        else:
            self.remarks += self.taken.differences
        if yes or (ask and agreed(self.taken)):
            return written_of(self.taken)
        self.remarks.append(_UNTAKEN)
        return []


def _unread(booklet: Path, texts: BookletTexts) -> Iterator[Phrase]:
    """What is another in the booklet and stays as it is in the day."""
    for each in texts.unclear:
        yield remarked(booklet.name, each.place, Sentence("{text} is not read.", text=quoted(each.text)))
    for text in texts.gone:
        gone = Sentence("{text} is there no more; in the day it stays.", text=quoted(text))
        yield remarked(booklet.name, 0, gone)


def _texts_of(booklet: Path, instance: Instance, grid: GridProgramme) -> BookletTexts:
    from scheduler.files.grids import programme_for
    from scheduler.files.grids.booklet_texts import BookletTexts, edited_texts, printed_blocks
    from scheduler.files.grids.grid_titles import titles_in_grid
    from scheduler.files.grids.word import lines_beside
    from scheduler.files.programme_file import read_programme_text

    lines = lines_beside(booklet)[0] if booklet.suffix.casefold() == ".docx" else []
    if not printed_blocks(lines):
        return BookletTexts()
    known = programme_for(grid, instance)
    if not known.placed:
        return BookletTexts()
    programme = read_programme_text(known.text.encode(), booklet.name, instance)[0]
    texts = edited_texts(list(_printed(instance, programme, grid.language)), lines)
    return texts.with_titles(titles_in_grid(grid, instance.conference, printed_blocks(lines)))


def _printed(instance: Instance, programme: Programme, language: str) -> Iterator[PrintedSession]:
    from scheduler.conference.programme import Programme

    yield from _printed_of(instance, programme, language, placed=True)
    conference = instance.conference
    missing = [session for session in conference.held if session not in programme][:_MOST]
    for session in missing:
        if placement := _somewhere(instance, session):
            yield from _printed_of(instance, Programme((placement,)), language, placed=False)


def _somewhere(instance: Instance, session: Session) -> Placement | None:
    from scheduler.conference.programme import Placement

    conference = instance.conference
    places, starts = list(conference.places(session)), list(conference.starts(session))
    return Placement(session, starts[0], places[0]) if places and starts else None


def _printed_of(instance: Instance, programme: Programme, language: str, *, placed: bool) -> Iterator[PrintedSession]:
    """What the booklet prints of the sessions of that programme, each with the lines below its hours.

    `placed`: they are where the booklet has them.
    """
    from scheduler.files.grids.booklet_texts import PrintedSession, printed_blocks
    from scheduler.files.grids.word import lines_beside
    from scheduler.publishing.exports.document import document
    from scheduler.publishing.exports.word.booklet import write
    from scheduler.text.language import Language

    of_day = document(instance.conference, programme, Language.of(language))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "booklet.docx"
        file.write_bytes(write(of_day))
        blocks = printed_blocks(lines_beside(file)[0])
    for shown in of_day.placed:
        if shown.session.kind is Kind.MOVING:
            continue
        title = line(shown.title, None)
        found = next((block for block in blocks if block[0] == title), None)
        if found is not None:
            blocks.remove(found)
            hours = found[2] if placed else ""
            yield PrintedSession(shown.session.name, title, tuple(_with_keys(shown, found[1])), hours)


def _with_keys(shown: SessionText, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line with the key of a session that it prints; empty for what the day says elsewhere."""
    from scheduler.files.grids.booklet_texts import DESCRIPTION, NOTE
    from scheduler.files.grids.cell_text import people_labelled

    paragraphs = {" ".join(text.split()) for text in shown.paragraphs}
    for text in lines:
        if " ".join(text.split()) in paragraphs:
            yield text, DESCRIPTION
        elif shown.note and " ".join(text.split()) == " ".join(shown.note.split()):
            yield text, NOTE
        elif shown.session.speakers and people_labelled(text, "speakers"):
            yield text, "speakers"
        elif shown.session.hosts and people_labelled(text, "hosts"):
            yield text, "hosts"
        else:
            yield text, ""
