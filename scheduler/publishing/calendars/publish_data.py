"""An edition of calendars as data for other programs: what was published, and what it changes of the last one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import ConferenceTitle, Remarks, Stamped
from scheduler.checking.answer_names import stamp
from scheduler.checking.check import Report
from scheduler.checking.report_data import ReportData
from scheduler.checking.report_data import as_data as report_data
from scheduler.publishing.calendars.change_text import sentences
from scheduler.publishing.calendars.changes import CalendarChange, EditionChanges, What, WhereAndWhen
from scheduler.publishing.calendars.publish import PublishResult
from scheduler.text.language import Language


class FilesData(TypedDict):
    """How many calendars there are."""

    programme: Annotated[int, Field(ge=0, description="of the whole programme")]
    person: Annotated[int, Field(ge=0, description="of a person")]
    room: Annotated[int, Field(ge=0, description="of a room")]
    group: Annotated[int, Field(ge=0, description="of a group")]


class WhereAndWhenData(TypedDict):
    """Where a session stood in an edition."""

    key: Annotated[str, Field(description="its own name among the sessions; empty where that is lost")]
    title: Annotated[str, Field(description="what was printed")]
    starts: Annotated[str, Field(description="local, like 2023-02-10T15:00; what lasts all day has the date alone")]
    ends: Annotated[str, Field(description="the same")]
    room: Annotated[str, Field(description="its room, with the address; empty: none")]


class CalendarChangeData(TypedDict):
    """What changes about one session."""

    session: Annotated[str, Field(description="its name, or its title where the name is lost")]
    what: Annotated[list[What], Field(description="in a word each; several can be true of one session")]
    before: Annotated[WhereAndWhenData | None, Field(description="where it was; null: it was not there")]
    after: Annotated[WhereAndWhenData | None, Field(description="where it is; null: it is not there any more")]
    reads: Annotated[list[str], Field(description="those whose calendar shows it in both editions, but otherwise")]
    joins: Annotated[list[str], Field(description="those whose calendar shows it now")]
    leaves: Annotated[list[str], Field(description="those whose calendar shows it no longer")]


RenamedEntry = TypedDict(
    "RenamedEntry",
    {
        "was": Annotated[str, Field(description="the session that went")],
        "is": Annotated[str, Field(description="the session that came in its place, and may be the same")],
    },
)


class _Sentences(TypedDict, total=False):
    sentences: Annotated[list[str], Field(description="what changes, in English sentences")]


class ChangesData(TypedDict, total=False):
    """What the edition changes of the last one."""

    first: Annotated[bool, Field(description="whether there was none before; then nothing else changes")]
    calendars: Annotated[int, Field(ge=0, description="how many files of calendars there are")]
    written: Annotated[int, Field(ge=0, description="how many of them are not as they were")]
    changes: Annotated[list[CalendarChangeData], Field(description="session by session, in order of time")]
    people: Annotated[list[str], Field(description="everybody whose calendar reads differently")]
    affected: Annotated[
        list[str], Field(description="those of them who have to change something, as netday diff counts them")
    ]
    elsewhere: Annotated[
        list[str],
        Field(description="those of the others for whom something moves, comes or goes, as what is open to everyone"),
    ]
    newcomers: Annotated[list[str], Field(description="those who have a first calendar")]
    leavers: Annotated[list[str], Field(description="those who have a last one")]
    perhaps_renamed: Annotated[list[RenamedEntry], Field(description="pairs of sessions that may be one")]
    another_day: Annotated[bool, Field(description="whether less than half of the sessions are left")]


class PublishedData(Stamped, _Sentences, ChangesData):
    """An edition, as it was published or would be."""

    folder: Annotated[str, Field(description="where")]
    dry_run: Annotated[bool, Field(description="whether nothing was written")]
    draft: Annotated[bool, Field(description="whether it is a trial, marked so in each title")]
    language: Annotated[str, Field(description="nl or en: in which attendees read it")]
    files: Annotated[FilesData, Field(description="how many calendars, by what they are of")]
    forms: Annotated[list[str], Field(description="the other files: page, booklet, workbook and the like")]
    events: Annotated[int, Field(ge=0, description="over all calendars")]
    cancelled: Annotated[int, Field(ge=0, description="of these, how many are told to be cancelled")]
    private_names: Annotated[bool, Field(description="whether nobody can guess the names of people's files")]
    withdrawn: Annotated[list[str], Field(description="people whose calendar is taken out")]
    addresses: Annotated[dict[str, str], Field(description="by person: a file's name that is new")]
    not_announced: Annotated[list[str], Field(description="what the editions before changed, if nobody could read it")]
    remarks: Remarks


class NotPublishedData(Stamped, ReportData):
    """Nothing was published, for the programme breaks hard rules; and what the check says of it."""

    conference: ConferenceTitle
    remarks: Remarks


def as_data(done: PublishResult, folder: str, *, dry_run: bool, draft: bool, language: str) -> PublishedData:
    """`language`: in which attendees read it; the sentences here are in English."""
    changes: ChangesData = {}
    spoken: _Sentences = {}
    if done.changes is not None:
        changes = changes_data(done.changes)
        spoken["sentences"] = sentences(done.changes, Language.of("en"))
    return {
        "schema": stamp("publish"),
        "folder": folder,
        "dry_run": dry_run,
        "draft": draft,
        "language": language,
        "files": {
            "programme": done.files["programme"],
            "person": done.files["person"],
            "room": done.files["room"],
            "group": done.files["group"],
        },
        "forms": done.forms,
        "events": done.events,
        "cancelled": done.cancelled,
        "private_names": done.private_names,
        "withdrawn": done.withdrawn,
        "addresses": done.addresses,
        "not_announced": done.not_announced,
        "remarks": [*done.remarks, *done.advice],
        **spoken,
        **changes,
    }


def not_published(report: Report, remarks: Iterable[str] = ()) -> NotPublishedData:
    return {
        "schema": stamp("publish"),
        "conference": report.conference.title,
        "remarks": list(remarks),
        **report_data(report),
    }


def changes_data(changes: EditionChanges) -> ChangesData:
    return {
        "first": changes.first,
        "calendars": changes.calendars,
        "written": changes.written,
        "changes": [_change(change) for change in changes.changes],
        "people": list(changes.people),
        "affected": list(changes.affected or ()),
        "elsewhere": list(changes.elsewhere),
        "newcomers": list(changes.newcomers),
        "leavers": list(changes.leavers),
        "perhaps_renamed": [{"was": was.key or was.title, "is": place.key} for was, place in changes.renamed],
        "another_day": changes.another_day,
    }


def _change(change: CalendarChange) -> CalendarChangeData:
    return {
        "session": change.place.key or change.place.title,
        "what": list(change.what),
        "before": _where(change.before) if change.before else None,
        "after": _where(change.after) if change.after else None,
        "reads": list(change.reads),
        "joins": list(change.joins),
        "leaves": list(change.leaves),
    }


def _where(place: WhereAndWhen) -> WhereAndWhenData:
    return {"key": place.key, "title": place.title, "starts": place.starts, "ends": place.ends, "room": place.room}
