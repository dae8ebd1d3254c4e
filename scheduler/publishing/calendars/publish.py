"""Publish: a programme as an edition of calendars in a folder, read again before it takes the place of the last."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from scheduler.conference.conference import Conference, Kind
from scheduler.conference.programme import Programme
from scheduler.publishing.calendars import ics_writer
from scheduler.publishing.calendars import ledger as ledgers
from scheduler.publishing.calendars.announcement import KeptSentence, as_file, not_announced
from scheduler.publishing.calendars.build import calendars
from scheduler.publishing.calendars.change_text import sentences
from scheduler.publishing.calendars.changes import EditionChanges, with_affected
from scheduler.publishing.calendars.documents import documents, what_is_new
from scheduler.publishing.calendars.edition import File, Publication, publish
from scheduler.publishing.calendars.edition_folder import EditionFault, EditionFolder, opened, published_edition
from scheduler.publishing.calendars.entry import Calendar, EventOptions, Of
from scheduler.publishing.calendars.entry_writer import shortened_remarks
from scheduler.publishing.calendars.identity import session_token
from scheduler.publishing.calendars.index import Index
from scheduler.publishing.calendars.known_again import known_again, too_few_are_left
from scheduler.publishing.calendars.ledger import Ledger
from scheduler.publishing.calendars.location import AS_IT_STANDS, CALENDAR, INDEX, LEDGER, UNREAD
from scheduler.publishing.calendars.rebuild_ledger import go_by_the_files, rebuild_ledger
from scheduler.publishing.calendars.same_day import (
    address_remarks,
    another_day,
    clock_remarks,
    eaten_remarks,
    no_address_yet,
)
from scheduler.publishing.calendars.session_files import session_files
from scheduler.publishing.calendars.verify import SecondReading, verify
from scheduler.publishing.page_links import FRONT, PAGE
from scheduler.text.language import Language
from scheduler.text.lookup import find
from scheduler.text.sentence import LANGUAGES, Sentence
from scheduler.text.wording import listing

LONGEST_REMINDER = 10_080  # minutes: a week
_ENOUGH_PEOPLE = 200
_DRAFT = b"\r\nX-WR-RELCALID:draft-"


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """What is to be published, and how. `now` is aware; it stamps whatever changes.

    `anyway`: also when this can hardly be the next edition of what stands there. `withdraw`, `restore`, `readdress`:
    people, by a part of their name, whose calendar is taken out and stays out, comes back, or moves to a new address.
    `renamed`: new names of people, rooms and groups by those that they had. `private_names`: whether nobody can guess
    the addresses of people's calendars; `people`: whether there are such calendars. None: as in the last edition; in a
    first one, there are, and nobody can guess. `forms`: also page, booklet and the like, beside the calendars.
    `reminder`: minutes before what people attend; 0: none; None: as in the last edition. `moving_time`: whether
    people's calendars have the time to walk; None: as in the last edition, and in a first one not. `conference_links`:
    see EventOptions. `in_workbook`: whether the day is a workbook, for what is said of how to change it.
    """

    conference: Conference
    programme: Programme
    language: Language
    now: datetime
    private_names: bool | None = None
    people: bool | None = None
    draft: bool = False
    anyway: bool = False
    withdraw: tuple[str, ...] = ()
    restore: tuple[str, ...] = ()
    readdress: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    forms: bool = False
    reminder: int | None = None
    moving_time: bool | None = None
    conference_links: bool = False
    in_workbook: bool = False


@dataclass(slots=True)
class PublishResult:
    """An edition, as it was published or would be. `files` by kind; `events` and `cancelled` over all of them."""

    files: Counter[Of] = field(default_factory=Counter)
    events: int = 0
    cancelled: int = 0
    written: int = 0
    private_names: bool = False
    people: bool = True
    withdrawn: list[str] = field(default_factory=list)
    taken_away: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)  # by person: the new ones
    remarks: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)  # what is to be done before anybody can use it
    not_announced: list[str] = field(default_factory=list)  # what earlier editions changed, and nobody has read
    changes: EditionChanges | None = None

    @property
    def unread(self) -> list[str]:
        """What this edition and earlier ones changed, until somebody has read it; see `announced`."""
        changes = self.changes
        if not changes or not changes.written or changes.first:
            return list(self.not_announced)
        each = {code: sentences(changes, Language.of(code)) for code in LANGUAGES}
        mine = [KeptSentence(dict(zip(each, texts, strict=True))) for texts in zip(*each.values(), strict=True)]
        return [*self.not_announced, *mine]

    def add(self, file: File) -> None:
        self.files[file.kind] += 1
        self.events += file.events
        self.cancelled += file.cancelled
        self.written += file.changed
        if file.kind == "person" and file.of in self.addresses:
            self.addresses[file.of] = file.path


def publish_to(folder: Path, options: PublishOptions) -> PublishResult:
    """Publish in the folder. Raises EditionFault, LedgerFault, and NotAsWritten when we made a mistake.

    LookupError with a sentence where a name in the options is nobody's.
    """
    with opened(folder) as edition:
        result, publication, events = _begin(folder, edition.previous, options)
        pages = io.BytesIO()
        index = Index(pages.write, publication.ledger)
        shown: list[tuple[str, str, str]] = []
        whole = b""
        for file in publication:
            result.add(file)
            index.add(file)
            _put(edition, file)
            if file.kind == "programme":
                whole = file.data
            if file.kind != "person":
                shown.append((file.kind, file.of, file.path))
        changes = _finish(result, publication, folder, options)
        news = what_is_new(changes, options.conference, options.language, edition.previous) if options.forms else {}
        sessions: dict[str, str] = {}
        if options.forms:
            for one in session_files(options.conference, options.programme, whole):
                edition.put(one.path, one.data)
                sessions[one.session.name] = one.path
            for name, data in documents(
                options.conference,
                options.programme,
                options.language,
                news=news,
                published_as=publication.ledger.conference,
                calendars=shown,
                sessions=sessions,
                draft=options.draft,
            ):
                if name == FRONT and edition.is_somebody_elses(name):
                    result.remarks.append(_front_is_yours(folder))
                    continue
                edition.put(name, data)
                result.forms.append(name)
        index.finish(publication.ledger, result.forms, sessions.values(), news)
        edition.mark(AS_IT_STANDS)
        edition.write(INDEX, pages.getvalue(), private=True)
        if not options.draft and (unread := result.unread):
            edition.write(UNREAD, as_file(unread), private=True)
        if not options.draft:
            edition.write(LEDGER, ledgers.write(publication.ledger), private=True)
        verify(edition.staged, options.conference, options.programme, _absent(publication.ledger, options), events)
        edition.commit()
    return result


def rehearse(folder: Path, options: PublishOptions) -> PublishResult:
    """What `publish_to` would do; nothing is written and nobody is locked out. Raises the same."""
    result, publication, events = _begin(folder, published_edition(folder), options)
    second = SecondReading(options.conference, options.programme, _absent(publication.ledger, options), events)
    for file in publication:
        result.add(file)
        second.file(file.path, file.kind, file.of, file.data, file.events, file.cancelled)
    second.close()
    _finish(result, publication, folder, options)
    return result


def single(calendar: Calendar, options: PublishOptions) -> bytes:
    """One calendar as a file of its own, for which no ledger is kept: its names are the same each time."""
    begin = _new_ledger(options.conference, key=b"")
    (file,) = publish([calendar], begin, options.now)
    second = SecondReading(options.conference, options.programme)
    second.file("The calendar", file.kind, file.of, file.data, file.events, file.cancelled)
    return file.data


def _begin(
    folder: Path, previous: Path | None, options: PublishOptions
) -> tuple[PublishResult, Publication, EventOptions]:
    ledger, remarks = _last_ledger(folder, previous, options)
    first = not ledger.lines
    if not first and not options.anyway and (why := another_day(ledger, options.conference, options.now, str(folder))):
        raise EditionFault(why)
    known = known_again(ledger, options.conference, options.renamed)
    if not options.anyway:
        known.see_that_it_is_clear(str(folder))
        if too_few := too_few_are_left(known.ledger, options.conference, str(folder)):
            raise EditionFault(too_few)
    ledger = known.ledger
    remarks += [*known.remarks, *clock_remarks(ledger, options.now)]
    private, people = _how_people_are_published(folder, ledger, options, first=first)
    events = _event_options(ledger, options)
    entries = calendars(options.conference, options.programme, options.language, events)
    withdraw, readdress = (
        {_person_named(typed, options.conference, ledger) for typed in names}
        for names in (options.withdraw, options.readdress)
    )
    restore = {_person_to_restore(typed, options.conference, ledger) for typed in options.restore}
    publication = publish(
        entries,
        ledger,
        options.now,
        private_names=private,
        draft=options.draft,
        withdrawn={*ledger.withdrawn, *withdraw} - restore,
        readdressed=readdress,
        people=people,
        silent=()
        if events.moving_time and _had_moving_time(ledger, options.conference)
        else _moving_tokens(options.conference),
    )
    expected = {person.name for person in options.conference.everybody}
    remarks += [
        Sentence(
            "{name} is no longer withdrawn, but is not among the people of this day, so there is no calendar.",
            name=name,
        )
        for name in sorted(restore)
        if name not in expected
    ]
    remarks += shortened_remarks(options.conference)
    not_told = [] if options.draft else not_announced(previous)
    result = PublishResult(remarks=remarks, not_announced=not_told, addresses=dict.fromkeys(readdress, ""))
    result.taken_away = sorted(withdraw - set(ledger.withdrawn))
    return result, publication, events


def _event_options(ledger: Ledger, options: PublishOptions) -> EventOptions:
    """What was chosen of all events; a reminder stays as it was in the last edition, where nothing is said of it."""
    reminder = options.reminder
    if reminder is None:
        reminder = next(_reminders(ledger), 0)
    moving_time = options.moving_time
    if moving_time is None:
        moving_time = _had_moving_time(ledger, options.conference)
    return EventOptions(reminder, options.conference_links, moving_time)


def _had_moving_time(ledger: Ledger, conference: Conference) -> bool:
    """Whether people's calendars had the time to walk, by those of the first so many: all have it or nobody."""
    tokens = _moving_tokens(conference)
    people = islice((of for kind, of in ledger.lines if kind == "person"), _ENOUGH_PEOPLE) if tokens else ()
    lines = (ledger.line("person", of) for of in people)
    return any(line and token in line.events and line.events[token].shows for line in lines for token in tokens)


def _moving_tokens(conference: Conference) -> frozenset[str]:
    """The time to walk that is everybody's; what is a group's own stands in the calendars of its people in any case."""
    moving = (session for session in conference.sessions if session.kind is Kind.MOVING and not session.groups)
    return frozenset(session_token(session.name) for session in moving)


def _reminders(ledger: Ledger) -> Iterator[int]:
    """Of each event of the last edition that can have a reminder, how many minutes before it that is; 0: none."""
    for kind, of in ledger.lines:
        line = ledger.line(kind, of) if kind in ("person", "group") else None
        for event in line.events.values() if line else ():
            content = ledger.contents[event.content] if event.content and event.shows else b""
            if b"\r\nTRANSP:OPAQUE\r\n" in content:
                yield ics_writer.read_content(content).reminder


def _how_people_are_published(
    folder: Path, ledger: Ledger, options: PublishOptions, *, first: bool
) -> tuple[bool, bool]:
    """Whether nobody can guess the addresses of people's calendars, and whether there are such calendars."""
    if options.private_names is False and ledger.private_names and not first:
        raise EditionFault(
            Sentence(
                "In {folder} nobody can guess the addresses of people's calendars, and that stays so: readable ones "
                "are for a first edition. Nothing was published. Publish without --readable-names, or in a folder of "
                "its own.",
                folder=folder,
            )
        )
    private = options.private_names
    if private is None:
        private = first or ledger.private_names
    return private, ledger.people if options.people is None else options.people


def _absent(ledger: Ledger, options: PublishOptions) -> list[str]:
    """Who has no calendar."""
    return ledger.withdrawn if ledger.people else [person.name for person in options.conference.people]


def _person_named(typed: str, conference: Conference, ledger: Ledger) -> str:
    """The name of the person whom somebody means: also one who is no longer among the people, by the whole name."""
    if ("person", typed) in ledger.lines or typed in ledger.withdrawn:
        return typed
    name = find(typed, conference.everybody, "person").name
    words = re.findall(r"[^\W_]+", name.casefold())
    if not all(word in words for word in re.findall(r"[^\W_]+", typed.casefold())):
        raise LookupError(
            Sentence('"{typed}" is a part of a name, of {name}; write the whole name.', typed=typed, name=name)
        )
    return name


def _person_to_restore(typed: str, conference: Conference, ledger: Ledger) -> str:
    name = _person_named(typed, conference, ledger)
    if name not in ledger.withdrawn:
        raise LookupError(
            Sentence(
                "{name} is not withdrawn, so there is nothing to restore; withdrawn are {names}.",
                name=name,
                names=listing(ledger.withdrawn),
            )
            if ledger.withdrawn
            else Sentence("{name} is not withdrawn, so there is nothing to restore; nobody has withdrawn.", name=name)
        )
    return name


def _finish(result: PublishResult, publication: Publication, folder: Path, options: PublishOptions) -> EditionChanges:
    result.changes = with_affected(publication.changes, options.conference)
    result.private_names = publication.ledger.private_names
    result.withdrawn, result.people = publication.ledger.withdrawn, publication.ledger.people
    result.remarks += eaten_remarks(publication.eaten, options.now)
    result.remarks += address_remarks(publication.ledger, options.conference)
    if not options.draft:
        result.advice += no_address_yet(options.conference, folder, in_workbook=options.in_workbook)
    if result.changes.another_day and not options.anyway:
        left, were = result.changes.left
        raise EditionFault(
            Sentence(
                "Of the {before} sessions of the last edition in {folder} only {left} are left in this programme: is "
                "it another day? Then name a folder of its own. To cancel the others in everybody's calendar: "
                "--anyway. Nothing was published.",
                before=were,
                folder=folder,
                left=left,
            )
        )
    return result.changes


def _front_is_yours(folder: Path) -> Sentence:
    return Sentence(
        "{folder} holds an {front} of yours, which stays: who goes to the address of the folder sees that. The "
        "programme is {page}. Take yours away and publish again, and the folder itself shows the programme.",
        folder=folder,
        front=FRONT,
        page=PAGE,
    )


def _last_ledger(folder: Path, previous: Path | None, options: PublishOptions) -> tuple[Ledger, list[str]]:
    """The ledger of the last edition; found again in its files when it is lost; a new one at the first publication."""
    has_ledger = previous is not None and (previous / LEDGER).exists()
    if options.draft and (has_ledger or (previous and not _is_draft(previous))):
        raise EditionFault(
            Sentence(
                "{folder} holds an edition that was published, and a draft would take its place. "
                "Name another folder for the draft. Nothing was written.",
                folder=folder,
            )
        )
    if previous is None or options.draft or (not has_ledger and _is_draft(previous)):
        return _new_ledger(options.conference), []
    index = (previous / INDEX).read_bytes() if (previous / INDEX).exists() else None
    if has_ledger:
        with (previous / LEDGER).open("rb") as lines:
            ledger = ledgers.read(lines, str(folder / LEDGER))
        return go_by_the_files(ledger, _files(previous), index)
    return rebuild_ledger(_files(previous), index)


def _new_ledger(conference: Conference, key: bytes | None = None) -> Ledger:
    return Ledger.new(conference.title, conference.days[0].date, conference.website, key=key)


def _is_draft(previous: Path) -> bool:
    try:
        return _DRAFT in (previous / "programme.ics").read_bytes()
    except OSError:
        return False


def _files(previous: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(previous.rglob("*.ics")):
        name = path.relative_to(previous).as_posix()
        if CALENDAR.fullmatch(name) and path.is_file():
            yield name, path.read_bytes()


def _put(edition: EditionFolder, file: File) -> None:
    """Put the file in the edition.

    What is unchanged keeps its place on the disk, unless somebody changed or removed it there.
    """
    if not file.changed and edition.previous is not None:
        try:
            kept = (edition.previous / file.path).read_bytes() == file.data
        except OSError:
            kept = False
        if kept:
            edition.keep(file.path)
            return
    edition.write(file.path, file.data)
