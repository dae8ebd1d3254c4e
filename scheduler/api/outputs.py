"""Programmes for everybody: one file in any of the forms, or a folder of calendars. No solver."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from scheduler.api.arguments import moment_of, name_of, names_of, path_of, whole, yes
from scheduler.api.checks import check, first_sentences
from scheduler.api.problems import AnyProblem, problem_of, programme_of
from scheduler.conference.conference import Conference, Group, Person, Room
from scheduler.conference.find_person import find_person
from scheduler.conference.programme import Programme
from scheduler.files import Instance
from scheduler.files.csplib.names import names_beside
from scheduler.publishing.calendars import publish as publishing
from scheduler.publishing.calendars.announcement import announced
from scheduler.publishing.calendars.build import CalendarBuilder
from scheduler.publishing.calendars.edition_folder import EditionFault
from scheduler.publishing.calendars.ledger import LedgerFault
from scheduler.publishing.calendars.publish import PublishOptions, PublishResult
from scheduler.publishing.exports.document import document
from scheduler.publishing.exports.formats import FORMATS, OF_TALKS, FormatOptions
from scheduler.text.language import Language
from scheduler.text.lookup import find
from scheduler.text.wording import listing

__all__ = ["EditionFault", "Format", "LedgerFault", "PublishResult", "export", "publish"]

Format: TypeAlias = Literal[
    "html",
    "pdf",
    "docx",
    "signs",
    "attendance",
    "xlsx",
    "markdown",
    "schedule.xml",
    "schedule.json",
    "json",
    "csplib",
    "ics",
]
Named: TypeAlias = str | Person | Iterable[str | Person]  # one or several, by name or as they are
_Thing = TypeVar("_Thing", Room, Group)


def export(
    day: AnyProblem,
    programme: Programme,
    form: Format,
    *,
    person: str | Person | None = None,
    room: str | Room | None = None,
    group: str | Group | None = None,
    people: bool = False,
    template: Path | str | None = None,
    in_word: bool = False,
    in_excel: bool = False,
    language: Literal["nl", "en"] | None = None,
    now: datetime | None = None,
) -> bytes:
    """One file of a programme: a page, a booklet, a workbook, text, a calendar, or what other programs read.

    `person`, `room`, `group`: a calendar of one of these, and a booklet of one person; a part of the name will do.
    `people`: with everybody's own day, which is not for everybody. `template`: of "docx", a Word file of your own with
    fields in it. `in_word`: "signs" and "attendance" as a .docx, not a PDF; `in_excel`: "attendance" as an .xlsx.
    "csplib" has the names of the workbook from which the day was imported. `language`: None for the day's own. `now`:
    stamps a calendar. Raises ValueError with a sentence for what does not go together, and for all that is wrong with a
    template.
    """
    conference, programme = problem_of(day).conference, programme_of(day, programme)
    people, now = yes(people, "people"), moment_of(now, "now")
    one = _person(person, conference)
    of_room = _found("room", room, conference.rooms, Room)
    of_group = _found("group", group, conference.groups, Group)
    if sum(choice is not None for choice in (one, of_room, of_group)) > 1:
        raise ValueError("Choose one of person, room and group.")
    speech = Language.of(language or conference.clock.language)
    if template is not None and form != "docx":
        raise ValueError('template goes with "docx".')
    if form == "ics":
        if people:
            raise ValueError('people goes with html, pdf and xlsx; a calendar of one person is "ics" with person=.')
        moment = now or datetime.now(UTC)
        return calendar(conference, programme, speech, moment, person=one, room=of_room, group=of_group)
    forms = {**FORMATS, **OF_TALKS}
    if form not in forms:
        raise ValueError(f'"{form}" is no form of a programme; choose {listing([*forms, "ics"], "or")}.')
    wanted = forms[form]
    if of_room or of_group or (one and not wanted.of_person):
        raise ValueError('room and group go with "ics"; person with "ics" or "pdf".')
    if people and not wanted.with_people:
        raise ValueError(f"people goes with {listing([n for n, known in FORMATS.items() if known.with_people], 'or')}.")
    options = FormatOptions(
        people=people,
        person=one,
        report=check(day, programme),
        template=_template(template),
        in_word=yes(in_word, "in_word"),
        in_excel=yes(in_excel, "in_excel"),
        names=names_beside(day.folder) if form in OF_TALKS and isinstance(day, Instance) else {},
    )
    return wanted.write(document(conference, programme, speech), options)


def _template(template: Path | str | None) -> tuple[str, bytes] | None:
    if template is None:
        return None
    from scheduler.publishing.exports.word import read_file  # noqa: PLC0415  which brings a library along

    path = path_of(template, "template")
    return path.name, read_file(path)


def publish(
    day: AnyProblem,
    programme: Programme,
    folder: Path | str,
    *,
    language: Literal["nl", "en"] | None = None,
    private_names: bool | None = None,
    people: bool | None = None,
    draft: bool = False,
    anyway: bool = False,
    withdraw: Named = (),
    restore: Named = (),
    new_address: Named = (),
    renamed: Mapping[str, str] | None = None,
    reminder: int | None = None,
    moving_time: bool | None = None,
    conference_links: bool = False,
    dry_run: bool = False,
    now: datetime | None = None,
) -> PublishResult:
    """An edition of calendars for everybody in the folder, with page, booklet, workbook and the like beside them.

    `private_names`: names of people's files that nobody can guess; `people`: whether they have files at all; None: as
    in the last edition, and in a first one True. `withdraw`, `restore`, `new_address`: people whose calendar is taken
    out, comes back, or moves. `renamed`: new names of people, rooms and groups by their last ones. `reminder`: how many
    minutes before it calendars of people and groups ring; 0: they do not; None: as in the last edition, and in a first
    one not. `moving_time`: whether people's calendars have the time to walk too; None as for `reminder`.
    `conference_links`: also the property CONFERENCE, which some programs refuse.
    `dry_run`: says what would change, and writes nothing.
    Raises ValueError when the programme breaks hard rules (`anyway` lets it), and EditionFault or LedgerFault for what
    is wrong in the folder.
    """
    place = path_of(folder, "folder")
    report = check(day, programme_of(day, programme))
    if report.broken and not yes(anyway, "anyway"):
        raise ValueError(
            f"This programme breaks hard rules: {first_sentences(report)} "
            "Nothing was published. To publish it all the same: anyway=True."
        )
    conference = problem_of(day).conference
    options = PublishOptions(
        conference=conference,
        programme=programme,
        language=Language.of(language or conference.clock.language),
        now=moment_of(now, "now") or datetime.now(UTC),
        private_names=None if private_names is None else yes(private_names, "private_names"),
        people=None if people is None else yes(people, "people"),
        draft=yes(draft, "draft"),
        anyway=yes(anyway, "anyway"),
        withdraw=tuple(names_of(withdraw, "withdraw", Person)),
        restore=tuple(names_of(restore, "restore", Person)),
        readdress=tuple(names_of(new_address, "new_address", Person)),
        renamed=dict(renamed or {}),
        forms=True,
        reminder=None if reminder is None else whole(reminder, "reminder", 0, publishing.LONGEST_REMINDER),
        moving_time=None if moving_time is None else yes(moving_time, "moving_time"),
        conference_links=yes(conference_links, "conference_links"),
    )
    try:
        if yes(dry_run, "dry_run"):
            return publishing.rehearse(place, options)
        result = publishing.publish_to(place, options)
    except LookupError as unknown:
        raise ValueError(unknown.args[0]) from None
    announced(place, result.unread)
    return result


def calendar(
    conference: Conference,
    programme: Programme,
    language: Language,
    now: datetime,
    *,
    person: Person | None = None,
    room: Room | None = None,
    group: Group | None = None,
) -> bytes:
    """Of one person, room or group, or of the whole programme when all three are None."""
    builder = CalendarBuilder(conference, programme, language)
    calendar = (
        builder.of_person(person)
        if person
        else builder.of_room(room)
        if room
        else builder.of_group(group)
        if group
        else builder.whole()
    )
    return publishing.single(calendar, PublishOptions(conference, programme, language, now))


def _person(typed: object, conference: Conference) -> Person | None:
    try:
        return None if typed is None else find_person(name_of(typed, "person", Person), conference)
    except LookupError as unknown:
        raise ValueError(unknown.args[0]) from None


def _found(what: str, typed: object, things: Iterable[_Thing], kind: type[_Thing]) -> _Thing | None:
    try:
        return None if typed is None else find(name_of(typed, what, kind), things, what)
    except LookupError as unknown:
        raise ValueError(unknown.args[0]) from None
