"""Publish: calendars and the ledger of the last edition become files, the next ledger and what changed. No disk here.

An event whose content is as it was keeps its SEQUENCE and stamp; changed, cancelled and restored ones get the next
SEQUENCE and a later stamp. A cancelled event stays until the day after it; the ledger remembers its SEQUENCE for ever.
A note, which lasts all day, is left out when it no longer holds: nobody needs to hear that a notice is cancelled.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from scheduler.publishing.calendars import ics_writer
from scheduler.publishing.calendars.changes import EditionChanges, Gathering, WhereAndWhen, where_and_when
from scheduler.publishing.calendars.entry import NOTHING_YET, Calendar, Entry, Of
from scheduler.publishing.calendars.filenames import PathNames
from scheduler.publishing.calendars.filenames import private as private_path
from scheduler.publishing.calendars.history import (
    EventHours,
    Published,
    cancelled,
    confirmed,
    forgotten,
    hours,
    is_over,
    lapsed,
    later,
    moment,
    stamp,
)
from scheduler.publishing.calendars.identity import digest, relcalid, scope, session_token, uid
from scheduler.publishing.calendars.ledger import Ledger, LedgerFault, LedgerLine
from scheduler.text.language import Language
from scheduler.text.sentence import Sentence

_NOTHING = session_token(NOTHING_YET)


@dataclass(frozen=True, slots=True)
class File:
    """One calendar as it is published. `changed`: it is new, or its bytes differ from the last edition's.

    `path` is within the edition, with `/`. `events` counts all that stand in it, `cancelled` those of them.
    """

    path: str
    data: bytes
    changed: bool
    kind: Of
    of: str
    events: int
    cancelled: int


def publish(
    calendars: Iterable[Calendar],
    ledger: Ledger,
    now: datetime,
    *,
    private_names: bool = False,
    draft: bool = False,
    withdrawn: Collection[str] = (),
    readdressed: Collection[str] = (),
    people: bool = True,
    silent: Collection[str] = (),
) -> Publication:
    """The next edition. `ledger` is not changed. `now` is aware; parts of a second do not count.

    `private_names`: people's files get names that cannot be guessed; once that is so, it stays so. `draft`: everything
    as for the first time, with UIDs of its own and "[CONCEPT]" before the titles; its ledger is not to be kept.
    `withdrawn`: people who have no file, whatever the last edition's ledger says. `readdressed`: people whose file gets
    a name that nobody has seen before. `people` False: nobody has a file; it is for all as if they had withdrawn.
    `silent`: tokens of what comes into people's calendars or goes from them without a word: it is no news of the day.
    """
    return Publication(
        calendars,
        ledger,
        now,
        private_names=private_names,
        draft=draft,
        withdrawn=withdrawn,
        readdressed=readdressed,
        people=people,
        silent=silent,
    )


class Publication:
    """An edition under way: go through it once for its files; after that it has its `ledger` and `changes`.

    Memory grows by a line of the ledger for each calendar. Raises ValueError where a calendar has a session twice or
    somebody has two calendars: neither can come from a conference, whose names differ.
    """

    changes: EditionChanges
    eaten: int = 0  # events that were dropped and are over, so that nobody is told
    changed = False  # whether any file is another than in the last edition

    def __init__(
        self,
        calendars: Iterable[Calendar],
        ledger: Ledger,
        now: datetime,
        *,
        private_names: bool,
        draft: bool,
        withdrawn: Collection[str],
        readdressed: Collection[str],
        people: bool,
        silent: Collection[str],
    ) -> None:
        private = ledger.private_names or private_names
        self._calendars = calendars
        self._last = ledger.without_lines(floor=0, highest=0) if draft else ledger
        self._now = now.astimezone(UTC).replace(microsecond=0)
        self._stamp = stamp(self._now)
        self._draft = draft
        self._renames = private and not ledger.private_names  # names that can be guessed must not stay
        self._readdressed = frozenset(readdressed)
        self._silent = frozenset(silent)
        self.ledger = self._last.without_lines(
            private_names=private, withdrawn=sorted(withdrawn), people=people, organisations={}
        )
        self._names: PathNames | None = None
        self._scopes: set[str] = set()
        self._latest = ""
        self._gathering = Gathering(self._last.places, first=not self._last.lines)
        self._shown: dict[Entry, tuple[str, str]] = {}
        self._hours: dict[str, EventHours] = {}  # by digest of the content
        self._before: dict[str, Entry] = {}  # of the last edition, by digest
        self._over: set[str] = set()
        self._facts = lru_cache(maxsize=20_000)(ics_writer.facts)
        self._off: dict[str, str] = {}  # from the digest of what was shown to that of its being cancelled

    def __iter__(self) -> Iterator[File]:
        zone, language = self._last.zone, self._last.language
        for calendar in self._calendars:
            if (calendar.kind, calendar.of) in self.ledger.lines:
                raise ValueError(f"There are two calendars of {calendar.of or 'the programme'}.")
            zone, language = calendar.zone, calendar.language
            if not self._is_withdrawn(calendar.kind, calendar.of, calendar):
                yield self._publish(calendar)
        self.ledger.zone, self.ledger.language = zone, language
        for kind, of in [whose for whose in self._last.lines if whose not in self.ledger.lines]:
            if self._is_withdrawn(kind, of):
                continue
            file = self._publish(Calendar(kind, of, "", zone, language, ()), gone=True)
            if file.events:
                yield file
        self.changes = self._gathering.changes(language)
        if self.changed or not self._last.lines:
            self.ledger.edition = self._last.edition + 1
            self.ledger.published = max(self._stamp, self._latest)

    def _is_withdrawn(self, kind: Of, of: str, calendar: Calendar | None = None) -> bool:
        """Whether that person has no file. `calendar`: what would stand in it; None: they are not among the people.

        If so, the ledger forgets what stood in it, the names of its events too: those of sessions can be guessed from
        them. It knows above which SEQUENCE they would begin on the day that it is restored, and of which organisation
        they are, by which a namesake who comes is known to be another.
        """
        if kind != "person" or (self.ledger.people and of not in self.ledger.withdrawn):
            return False
        last = self._last.line(kind, of)
        if last is None and calendar and of in self.ledger.withdrawn:  # before anything was published of them
            path, whose = self._path(calendar, None), self._scope(calendar)
            last = LedgerLine(kind, of, calendar.title, path, whose, "", {}, calendar.organisation, 0)
        if last:
            floor = max((last.floor, *(was.sequence + 1 for was in last.events.values())))
            organisation = calendar.organisation if calendar else last.organisation
            line = replace(last, digest="", events={}, floor=floor, organisation=organisation)
            self.ledger.lines[kind, of] = line.encoded()
            self.ledger.organisations[of] = line.organisation
            self.changed = self.changed or bool(last.digest)
        return True

    def _publish(self, calendar: Calendar, *, gone: bool = False) -> File:
        """One calendar as a file.

        `gone`: there is no such calendar any more; the title is that of the last edition, all is cancelled.
        """
        last = self._last.line(calendar.kind, calendar.of)
        before = last.events if last else {}
        if gone and last:
            calendar = replace(calendar, title=last.title, organisation=last.organisation)
        floor, now = self._last.floor, self._stamp
        if last and last.floor:  # it was withdrawn, and the stamps that its events had are forgotten
            floor, now = max(floor, last.floor), later(now, self._last.published)
        events: dict[str, Published] = {}
        for entry in calendar.entries:
            token, content = self._show(entry, calendar)
            if token in events:
                raise ValueError(f'"{entry.key}" stands twice in the calendar of {calendar.of or "the programme"}.')
            events[token] = confirmed(before.get(token), content, now, floor)
            if calendar.kind == "programme" and token != _NOTHING:
                placed = where_and_when(
                    entry.key, entry.summary, entry.starts, entry.ends, entry.location, calendar.zone
                )
                self._place(token, before.get(token), events[token], placed)
        for token, was in before.items():
            if token not in events:
                leaves_silently = calendar.kind == "person" and not gone and token in self._silent
                events[token] = forgotten(was) if leaves_silently else self._cancel(was, calendar)
        self._gather(calendar, last, events, gone=gone)
        return self._written(calendar, last, events, gone=gone)

    def _written(
        self, calendar: Calendar, last: LedgerLine | None, events: dict[str, Published], *, gone: bool
    ) -> File:
        standing = {token: event.content for token, event in events.items() if event.content and event.in_file}
        order = sorted(standing, key=lambda token: (self._hours[standing[token]].starts, token))
        contents = [self.ledger.contents[standing[token]] for token in order]
        whose = last.scope if last else self._scope(calendar)
        calendar_id = relcalid(f"draft-{whose}" if self._draft else whose, self._last.conference, self._last.domain)
        parts = [ics_writer.head(calendar, calendar_id, contents)]
        for token, content in zip(order, contents, strict=True):
            event = events[token]
            parts.append(ics_writer.event(content, uid(token, calendar_id), event.sequence, moment(event.stamp)))
        data = b"".join((*parts, ics_writer.TAIL))
        path = self._path(calendar, last)
        file_digest = digest(data) if order or not gone else ""
        in_order = {token: events[token] for token in (*order, *sorted(events.keys() - standing.keys()))}
        floor = last.floor if last else 0
        line = LedgerLine(
            calendar.kind,
            calendar.of,
            calendar.title,
            path,
            whose,
            file_digest,
            in_order,
            calendar.organisation,
            floor,
        ).encoded()
        if calendar.kind == "person":
            self.ledger.organisations[calendar.of] = calendar.organisation
        as_before = self._last.lines.get((calendar.kind, calendar.of))
        self.ledger.lines[calendar.kind, calendar.of] = as_before if as_before == line else line  # one copy in memory
        self.ledger.highest = max((self.ledger.highest, *(event.sequence for event in events.values())))
        self._latest = max((self._latest, *(event.stamp for event in events.values() if event.in_file)))
        changed = last is None or (last.file, last.digest) != (path, file_digest)
        self._gathering.calendars += bool(file_digest)
        self._gathering.written += changed
        self.changed = self.changed or changed
        off = sum(event.cancelled and event.in_file for event in events.values())
        return File(path, data, changed, calendar.kind, calendar.of, len(order), off)

    def _path(self, calendar: Calendar, last: LedgerLine | None) -> str:
        if calendar.kind == "person" and calendar.of in self._readdressed:
            return private_path(calendar.of, secrets.token_bytes(16))
        if last and not (self._renames and calendar.kind == "person"):
            return last.file
        return self._taken().path(calendar.kind, calendar.of)

    def _scope(self, calendar: Calendar) -> str:
        """What stands in the UIDs of a first calendar: not what stands in those of one that has another name now."""
        self._taken()
        name, found = calendar.of, scope(calendar.kind, calendar.of, self._last.key)
        while found in self._scopes:
            name += "\0"
            found = scope(calendar.kind, name, self._last.key)
        self._scopes.add(found)
        return found

    def _taken(self) -> PathNames:
        """The names of files that can be given out; with it is known what stands in the UIDs of the last edition."""
        if self._names is None:
            lines = [line for whose in self._last.lines if (line := self._last.line(*whose))]
            self._scopes = {line.scope for line in lines}
            files = [line.file for line in lines]
            self._names = PathNames(files, key=self.ledger.key, private=self.ledger.private_names)
        return self._names

    def _show(self, entry: Entry, calendar: Calendar) -> tuple[str, str]:
        """The session's token, and the digest of what people see. Worked out once for all that read the same."""
        found = self._shown.get(entry)
        if found is None:
            seen = entry
            if self._draft:
                seen = replace(entry, summary=f"[{Language.of(calendar.language).say('DRAFT')}] {entry.summary}")
            content = self._keep(ics_writer.content(seen), entry, calendar.zone)
            found = self._shown[entry] = (session_token(entry.key), content)
        return found

    def _keep(self, content: bytes, entry: Entry, zone: str) -> str:
        name = digest(content)
        self.ledger.contents.setdefault(name, content)
        self._hours[name] = hours(entry, zone)
        return name

    def _cancel(self, was: Published, calendar: Calendar) -> Published:
        """What becomes of an event that is not in the programme any more."""
        if was.content is None:
            return was
        shown = self._last.contents[was.content]
        entry = self._read(was.content, calendar.zone)
        is_note, over = not isinstance(entry.starts, datetime), was.content in self._over
        if is_note or over or was.cancelled:
            self.ledger.contents.setdefault(was.content, shown)
        if is_note or over:
            self.eaten += was.shows and not is_note
            return lapsed(was)
        if was.cancelled:
            return cancelled(was, was.content, self._stamp) if was.lapsed else was
        if was.content not in self._off:
            off = ics_writer.cancelled(shown, Language.of(calendar.language).say("CANCELLED"))
            self._off[was.content] = self._keep(off, entry, calendar.zone)
        return cancelled(was, self._off[was.content], self._stamp)

    def _read(self, name: str, zone: str) -> Entry:
        """The entry of a content of the last edition. Raises LedgerFault where it is none."""
        if name not in self._before:
            try:
                entry = self._before[name] = ics_writer.read_content(self._last.contents[name])
                self._hours.setdefault(name, hours(entry, zone))
                if is_over(self._hours[name], self._now, zone):
                    self._over.add(name)
            except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
                raise LedgerFault(
                    Sentence(
                        "The ledger of the last edition holds an event that no calendar can have. "
                        "Put back a copy of ledger.json, or remove it: it is then found again in the calendars."
                    )
                ) from None
        return self._before[name]

    def _place(self, token: str, was: Published | None, now: Published, place: WhereAndWhen) -> None:
        last_place = self._last.places.get(token)
        if last_place and was == now:  # a place of a rebuilt ledger is as in the file: longer texts were cut there
            place = last_place._replace(key=place.key)
        self.ledger.places[token] = self._gathering.after[token] = place
        if was and (not was.shows or self._reads_otherwise(was, now)):
            (self._gathering.text if was.shows else self._gathering.back).add(token)

    def _gather(self, calendar: Calendar, last: LedgerLine | None, events: dict[str, Published], *, gone: bool) -> None:
        if calendar.kind != "person" or self._gathering.first:
            return
        if last is None or not last.digest:
            self._gathering.newcomers.append(calendar.of)
            return
        if gone:
            if any(event.shows for event in last.events.values()):
                self._gathering.leavers.append(calendar.of)
            return
        unheard = {_NOTHING, *self._silent}
        before, after = (
            {token: event for token, event in each.items() if event.shows and token not in unheard}
            for each in (last.events, events)
        )
        reads_otherwise = self._reads_otherwise
        self._gathering.person(calendar.of, before, after, lambda token: reads_otherwise(before[token], after[token]))

    def _reads_otherwise(self, was: Published, now: Published) -> bool:
        """Whether people see something else of the session itself.

        What only stands elsewhere on the page, or rings at another time, is published anew and is no news of it.
        """
        if was.content is None or now.content is None or was.content == now.content:
            return was.content != now.content
        return self._facts(self._last.contents[was.content]) != self._facts(self.ledger.contents[now.content])
