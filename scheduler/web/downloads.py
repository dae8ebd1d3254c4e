"""The programme in each of its forms, to take along: what is asked, its name, and what a browser makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DeskState
from scheduler.publishing.calendars.build import CalendarBuilder
from scheduler.publishing.calendars.publish import PublishOptions, single
from scheduler.publishing.exports.document import document
from scheduler.publishing.exports.formats import FORMATS, FormatOptions
from scheduler.text.language import Language
from scheduler.text.sentence import Phrase, Sentence


@dataclass(frozen=True)
class DownloadForm:
    """One form. `word`: what its file is called, besides the title of the day; `form`: as `netday export` names it."""

    label: Sentence
    word: Phrase
    ending: str
    form: str

    @property
    def in_word(self) -> bool:
        return self.ending == "docx"

    @property
    def with_people(self) -> bool:
        return self.form in FORMATS and FORMATS[self.form].with_people


_PROGRAMME, _SIGNS, _ATTENDANCE = Sentence("programme"), Sentence("door signs"), Sentence("attendance lists")
DOWNLOADS: Mapping[str, DownloadForm] = {
    "page": DownloadForm(Sentence("Page (HTML)"), _PROGRAMME, "html", "html"),
    "booklet": DownloadForm(Sentence("Booklet (PDF)"), _PROGRAMME, "pdf", "pdf"),
    "word": DownloadForm(Sentence("Programme in Word"), _PROGRAMME, "docx", "docx"),
    "workbook": DownloadForm(Sentence("Programme in Excel"), _PROGRAMME, "xlsx", "xlsx"),
    "signs": DownloadForm(Sentence("Door signs (PDF)"), _SIGNS, "pdf", "signs"),
    "signs-word": DownloadForm(Sentence("Door signs in Word"), _SIGNS, "docx", "signs"),
    "attendance": DownloadForm(Sentence("Attendance lists (PDF)"), _ATTENDANCE, "pdf", "attendance"),
    "attendance-word": DownloadForm(Sentence("Attendance lists in Word"), _ATTENDANCE, "docx", "attendance"),
    "calendar": DownloadForm(Sentence("Calendar (ICS)"), _PROGRAMME, "ics", "ics"),
    "markdown": DownloadForm(Sentence("Text (Markdown)"), _PROGRAMME, "md", "markdown"),
    "schedule-xml": DownloadForm(Sentence("For apps (schedule.xml)"), Sentence("schedule"), "xml", "schedule.xml"),
    "schedule-json": DownloadForm(Sentence("For apps (schedule.json)"), Sentence("schedule"), "json", "schedule.json"),
}


def file_of(state: DeskState, wanted: DownloadForm, *, people: bool = False) -> bytes:
    """The file, in the language of the day. `people`: with everybody's own day. Raises ActRefused."""
    conference, programme = state.conference, state.placed
    language = Language.of(conference.clock.language)
    if people and not wanted.with_people:
        raise ActRefused(Sentence("This form has no days of people."))
    if wanted.form == "ics":
        stamped = PublishOptions(conference, programme, language, datetime.now(UTC))
        return single(CalendarBuilder(conference, programme, language).whole(), stamped)
    report = state.judge.report()
    options = FormatOptions(people=people, report=report, in_word=wanted.in_word)
    return FORMATS[wanted.form].write(document(conference, programme, language), options)
