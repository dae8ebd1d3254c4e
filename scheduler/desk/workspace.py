"""The folder of a day as organisers work in it: looked at, changed act by act, each to be taken back, nothing lost.

The files stay the truth. Each act is written down in the journal with what the files are to hold, then the files
are written, each beside its place and then in it; so whenever that is stopped every file is whole, and the next who
opens the folder brings the act to an end or leaves it out. What was changed by others, in Excel or by a command, is
found, becomes an entry of its own and is never written over unseen.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from threading import RLock

from scheduler.desk.acts import Act, NewFiles, sessions_moved
from scheduler.desk.events import DeskEvent, Events, Listener
from scheduler.desk.journal import Journal, JournalEntry, JournalStep
from scheduler.desk.lock import cannot_be_written, locked
from scheduler.desk.looking import Looker
from scheduler.desk.refusals import ActRefused, Stale
from scheduler.desk.state import DeskState, with_what_it_names
from scheduler.desk.versions import Digests, KeptTexts, changed_files, digest, version_of
from scheduler.files.atomic import beside_all, remove_leftovers, write_atomic
from scheduler.files.beside import DAY_FILE
from scheduler.files.folder_lock import DESK_FOLDER, LOCK
from scheduler.text.sentence import Phrase, Sentence, said_in
from scheduler.text.wording import listing

OUTSIDE = "outside"  # the kind of an entry that no act of the desk made
PINS = frozenset({"pin", "unpin"})  # kinds of acts that change no more of the day than what they say of a session
NONE: frozenset[str] = frozenset()
_REMEMBERED = 300  # steps; of who has looked away for longer, nothing is retried


@dataclass(frozen=True)
class Done:
    """`state`: how things stand now. `entry`: of the journal; None: it was so already, and nothing was written."""

    state: DeskState
    entry: JournalEntry | None


class Workspace:
    """One folder. Asked from several threads, and beside other programs."""

    def __init__(self, folder: Path, programme: str) -> None:
        self.folder, self.programme_file = folder, programme
        self._guard = RLock()
        self._events = Events()
        self._looker = Looker(folder, programme)
        self._journal = Journal(folder)
        self._texts = KeptTexts(folder)
        self._state: DeskState | None = None

    @classmethod
    def open(cls, folder: Path, programme: str = "programme.json") -> Workspace:
        """The folder, whose last act was perhaps broken off. Raises ActRefused where it is no folder."""
        if not os.path.isdir(folder):  # noqa: PTH112  it never raises
            raise ActRefused(Sentence("There is no folder {folder}.", folder=folder))
        workspace = cls(folder.resolve(), programme)
        workspace.state()
        workspace._prune()
        return workspace

    # -- looking ---------------------------------------------------------------------------------------------------

    def state(self) -> DeskState:
        """How things stand now. What others have changed becomes an entry of the journal, and an event."""
        with self._guard:
            if self._journal.current and self._looker.unchanged() is self._state and self._state is not None:
                return self._state
            if not self.may_write:
                return self._seen_without_writing()
            if self._journal.current and not (self.folder / DESK_FOLDER).is_dir():  # nothing was done here yet
                found = self._looker.look()
                if self._state is None or found.version == self._state.version:
                    self._state = found
                    return found
            try:
                with locked(self.folder):
                    return self._look()
            except ActRefused:
                return self._state or self._seen_without_writing()  # another program is writing

    def entries(self) -> Sequence[JournalEntry]:
        """The newest first."""
        with self._guard:
            self.state()
            return list(self._journal.entries())

    def state_of(self, entry: str) -> DeskState:
        """The day as it stood after that entry. Raises ActRefused where it is no longer kept."""
        with self._guard:
            found = self._entry(entry)
            return self._state_of(found.files_after, found.day_file)

    def state_before(self, entry: str) -> DeskState:
        """The day as it stood before that entry. Raises ActRefused where it is no longer kept."""
        with self._guard:
            found = self._entry(entry)
            return self._state_of(found.files_before, found.day_file)

    def listen(self) -> Listener:
        """One who hears of every change from now on; use it as a context manager."""
        return self._events.listen()

    def tell(self, event: DeskEvent) -> None:
        self._events.tell(event)

    @property
    def to_undo(self) -> JournalEntry | None:
        """What `undo` would take back."""
        with self._guard:
            return self._journal.to_undo

    @property
    def to_redo(self) -> JournalEntry | None:
        """What `redo` would do again."""
        with self._guard:
            return self._journal.to_redo

    @property
    def can_undo(self) -> bool:
        with self._guard:
            return self._journal.to_undo is not None

    @property
    def can_redo(self) -> bool:
        with self._guard:
            return self._journal.to_redo is not None

    # -- doing -----------------------------------------------------------------------------------------------------

    def do(self, act: Act, *, seen: str, who: str = "") -> Done:
        """Do it, and write it down. `seen`: the version that was looked at when it was asked for.

        Where others have changed something since, it is done all the same if it has nothing to do with that. Raises
        Stale where it has, and ActRefused where it cannot be done; nothing is written then.
        """
        with self._writing() as now:
            files, sessions = (NONE, NONE) if seen == now.version else self._since(seen, now)
            if not act.fits(files, self.programme_file):
                raise Stale(now)
            new = act.apply(now)
            if new.sessions & sessions:
                raise Stale(now)
            if not new.data:
                return Done(now, None)
            return self._do(now, new, act.kind, act.sentence(now), who)

    def undo(self, *, who: str = "", seen: str = "") -> Done:
        """Take back the last act that stands. Raises ActRefused where none is left, Stale as `do` does."""
        return self._step_back("undo", who, seen)

    def redo(self, *, who: str = "", seen: str = "") -> Done:
        """Do again what was taken back last. Raises ActRefused where there is nothing, Stale as `do` does."""
        return self._step_back("redo", who, seen)

    def restore(self, entry: str, *, who: str = "") -> Done:
        """Everything as it was after that entry: an act in itself, to be taken back like any other."""
        with self._writing() as now:
            found = self._entry(entry)
            then = self._state_of(found.files_after, found.day_file)
            names = changed_files(now.digests, then.digests) & self._looker.looked_for(then)
            data = {name: then.data.get(name) for name in names}
            if not data:
                return Done(now, None)
            moved = sessions_moved(now.programme, then.programme)
            if found.name:
                words = Sentence("Back to {version}.", version=found.name)
            else:
                words = Sentence("Back to how it was after: {act}", act=found.sentence)
            return self._do(now, NewFiles(data, sessions=moved), "restore", words, who)

    def name_version(self, entry: str | None, name: str, *, who: str = "") -> None:
        """What organisers call the version after that entry; None: as it is now. An empty name takes it away.

        Raises ActRefused.
        """
        with self._writing() as now:
            last = self._journal.to_undo
            if entry is None and (last is None or last.after != now.version):
                last = self._do(now, NewFiles({}), "name", Sentence("A name for how it is now."), who).entry
            found = self._entry(entry) if entry is not None else last
            if found is not None:
                try:
                    self._journal.call(found.id, " ".join(name.split()), who)
                except OSError as error:
                    raise cannot_be_written(DESK_FOLDER, error) from None

    # -- what stands behind --------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[DeskState]:
        """The state now, and nobody else writes meanwhile. Raises ActRefused where nothing may be written."""
        with self._guard:
            if not self.may_write:
                raise ActRefused(Sentence("{folder} may not be written. You can look at it.", folder=self.folder.name))
            with locked(self.folder):
                yield self._look()

    @property
    def may_write(self) -> bool:
        """Whether the folder may be written; else it can be looked at."""
        home = self.folder / DESK_FOLDER
        ours = [self.folder, *(path for path in (home, home / LOCK, self._journal.file) if path.exists())]
        return all(os.access(path, os.W_OK) for path in ours)

    def _seen_without_writing(self) -> DeskState:
        """How things stand, with what others have written down of it, and nothing is written down here."""
        before = self._state
        with suppress(OSError):
            self._journal.refresh()
        self._state = now = self._looker.unchanged() or self._looker.look()
        if before is not None and (names := changed_files(before.digests, now.digests)):
            words = self._words(now, _outside(names))
            moved = sorted(sessions_moved(before.programme, now.programme))
            data = {"version": now.version, "who": "", "sentence": words, "sessions": moved, "kind": OUTSIDE}
            self._events.tell(DeskEvent("changed", {**data, "entry": "", "how": "act"}))
        return now

    def _look(self) -> DeskState:
        """How things stand, under the lock: first what other desks have written down, then what nobody has."""
        news = self._journal.refresh()
        if self._journal.broken_off is not None:
            self._end(self._journal.broken_off)
        before = self._state
        self._state = now = self._looker.unchanged() or self._looker.look()
        if self._journal.steps:
            known = self._journal.steps[-1].after
        else:
            known = now.digests if before is None else before.digests
        if changed_files(known, now.digests):
            self._note_outside(known, before, now)
        elif news and before is not None and before.version != now.version:
            self._tell(now, news[-1])
        return now

    def _note_outside(self, known: Digests, seen: DeskState | None, now: DeskState) -> None:
        """What was changed by others becomes an entry; where that cannot be written, an event alone."""
        names = sorted(changed_files(known, now.digests))
        try:
            before = seen if seen is not None and seen.digests == known else self._state_of(known, now.day.file)
            moved = sessions_moved(before.programme, now.programme)
        except ActRefused:
            before, moved = now, sessions_moved(None, now.programme)
        new = {name: self._digest(name) for name in names}
        old = {name: known.get(name, new[name]) for name in names}  # the same: the day names it now, or no more
        changed = [name for name in names if old[name] != new[name]]
        if not changed:
            return  # a desk with a programme of another name works here too
        entry = self._journal.new_entry(
            who="",
            kind=OUTSIDE,
            sentence=self._words(now, _outside(changed)),
            sessions=tuple(sorted(moved)),
            files_before=known,
            files_after=now.digests,
            old={name: old[name] for name in changed},
            new={name: new[name] for name in changed},
            day_file=now.day.file,
        )
        with suppress(OSError):
            self._keep(before.data)
            self._keep(now.data)
            self._journal.begin(JournalStep("act", entry))
            self._journal.end()
        self._tell(now, JournalStep("act", entry))

    def _do(self, now: DeskState, new: NewFiles, kind: str, words: Phrase, who: str) -> Done:
        texts = {name: text for name, text in new.data.items() if text != self._bytes(name)}
        if new.data and not texts:
            return Done(now, None)
        old = {name: now.data[name] if name in now.data else self._bytes(name) for name in texts}
        data: dict[str, bytes | None] = {**now.data, **texts}
        file = DAY_FILE if data.get(DAY_FILE) is not None else now.day.file
        found = with_what_it_names(file, data, self.folder) if file in texts else data
        names = self._looker.names(file, found.get(file))
        after = {
            name: digest(text) if text is not now.data.get(name) else now.digests[name]
            for name, text in found.items()
            if text is not None and name in names
        }
        entry = self._journal.new_entry(
            who=who,
            kind=kind,
            sentence=self._words(now, words),
            sessions=tuple(sorted(new.sessions)),
            files_before=now.digests,
            files_after=after,
            old={name: text if text is None else digest(text) for name, text in old.items()},
            new={name: text if text is None else digest(text) for name, text in texts.items()},
            day_file=file,
        )
        step = JournalStep("act", entry, who)
        self._write(step, {**found, **now.data, **old}, texts)
        if new.programme is not None and set(texts) == {self.programme_file}:
            self._state = now.with_programme(new.programme, texts[self.programme_file] or b"")
            self._looker.written(self._state)
        elif new.day is not None:
            self._looker.expect(new.day)
        return self._done(step)

    def _step_back(self, how: str, who: str, seen: str) -> Done:
        known = seen or (self._state.version if self._state else "")
        with self._writing() as now:
            if now.version != known:
                raise Stale(now)
            entry = self._journal.to_undo if how == "undo" else self._journal.to_redo
            if entry is None:
                if how == "undo":
                    raise ActRefused(Sentence("There is nothing to take back."))
                raise ActRefused(Sentence("There is nothing to do again."))
            step = JournalStep(how, entry, who)
            if any(self._digest(name) != step.old[name] for name in step.old):
                raise Stale(now)
            texts = {name: self._text(step.new[name]) for name in sorted(step.new)}
            self._write(step, {name: self._bytes(name) for name in texts}, texts)
            return self._done(step)

    def _done(self, step: JournalStep) -> Done:
        """What was written is how things stand: look at it, and tell."""
        self._state = state = self._looker.unchanged() or self._looker.look()
        self._tell(state, step)
        return Done(state, step.entry)

    def _words(self, state: DeskState, words: Phrase) -> str:
        """In the language of the day, as they are read years later."""
        return said_in(words, state.language)

    def _tell(self, state: DeskState, step: JournalStep) -> None:
        words, entry = step.entry.sentence, step.entry
        if step.how == "undo":
            words = self._words(state, Sentence("Taken back: {act}", act=entry.sentence))
        elif step.how == "redo":
            words = self._words(state, Sentence("Done again: {act}", act=entry.sentence))
        data = {"version": state.version, "who": step.who, "sentence": words, "sessions": list(entry.sessions)}
        self._events.tell(DeskEvent("changed", {**data, "kind": entry.kind, "entry": entry.id, "how": step.how}))

    # -- the disk ------------------------------------------------------------------------------------------------------

    def _write(self, step: JournalStep, before: Mapping[str, bytes | None], texts: Mapping[str, bytes | None]) -> None:
        """The journal first and then the files, all of them or none. Raises ActRefused, or Stale.

        `before`: what stands in the files of the day, and in those that are written.
        """
        for name in texts:
            if (self.folder / name).exists() and not os.access(self.folder / name, os.W_OK):
                raise cannot_be_written(name, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
        try:
            for some in (before, texts):
                self._keep({name: text for name, text in some.items() if text is not None})
            self._journal.begin(step)
        except OSError as error:
            raise cannot_be_written(DESK_FOLDER, error) from None
        written: list[str] = []
        try:
            with beside_all({self.folder / name: text for name, text in texts.items()}) as put:
                seen = all(self._bytes(name) == before.get(name) for name in texts)
                for name in texts if seen else ():
                    written.append(name)
                    put(self.folder / name)
        except OSError as error:
            self._write_back(written, texts, before)
            raise cannot_be_written(written[-1] if written else self.folder.name, error) from None
        if not seen:  # somebody has written since we looked: that and all others stay as they are
            self._write_back((), texts, before)
            self._state = self._look()
            raise Stale(self._state)
        with suppress(OSError):  # whoever comes next sees that all of it was written
            self._journal.end()

    def _write_back(
        self, written: Sequence[str], texts: Mapping[str, bytes | None], before: Mapping[str, bytes | None]
    ) -> None:
        """What stood there before; where that fails too, whoever looks at the folder next brings it to an end."""
        with suppress(OSError):
            for name in written:
                if self._bytes(name) == texts[name]:
                    self._put(name, before.get(name))
            self._journal.drop()

    def _put(self, name: str, text: bytes | None) -> None:
        file = self.folder / name
        if text is None:
            file.unlink(missing_ok=True)
        elif self._bytes(name) != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(file, text)

    def _end(self, step: JournalStep) -> None:
        """Bring a step to an end of which the files may not all be written: nobody was told that it was done.

        Where none is, it is left out. What somebody has changed since is not touched.
        """
        for name in step.new:
            remove_leftovers(self.folder / name)
        found = {name: self._digest(name) for name in step.new}
        try:
            if not any(found[name] == step.new[name] for name in found):
                self._journal.drop()
                return
            for name, text in found.items():
                if text == step.old[name]:
                    self._put(name, self._text(step.new[name]))
            self._journal.end()
        except OSError as error:
            raise cannot_be_written(self.folder.name, error) from None

    def _bytes(self, name: str) -> bytes | None:
        """What stands in that file; None: there is none."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def _digest(self, name: str) -> str | None:
        text = self._bytes(name)
        return None if text is None else digest(text)

    def _keep(self, data: Mapping[str, bytes]) -> None:
        for name, text in data.items():
            state = self._state
            known = state.digests.get(name) if state is not None and state.data.get(name) is text else None
            self._texts.keep(text, known or digest(text))

    def _prune(self) -> None:
        """What is kept of before is bounded: that of now and of versions with a name first, then the newest."""
        if not self._texts.too_many or not self.may_write:
            return
        with suppress(ActRefused), locked(self.folder):
            now, entries = self._look(), list(self._journal.entries())
            named = (entry.files_after.values() for entry in entries if entry.name)
            both = ((*entry.files_after.values(), *entry.files_before.values()) for entry in entries)
            self._texts.prune(chain([now.digests.values()], named, both))

    def _text(self, name: str | None) -> bytes | None:
        return None if name is None else self._texts.find(name)

    def _state_of(self, files: Digests, day_file: str) -> DeskState:
        data = {name: self._texts.find(text) for name, text in files.items()}
        return self._looker.of_data(data, day_file)

    def _entry(self, entry: str) -> JournalEntry:
        found = self._journal.find(entry)
        if found is None:
            raise ActRefused(Sentence("There is no such version."))
        return found

    # -- what has changed since somebody looked ------------------------------------------------------------------------

    def _since(self, seen: str, now: DeskState) -> tuple[frozenset[str], frozenset[str]]:
        """The files that were changed since that version and the sessions that have moved. Raises Stale."""
        files: frozenset[str] = frozenset()
        sessions: frozenset[str] = frozenset()
        for step in reversed(self._journal.steps[-_REMEMBERED:]):
            files |= step.entry.files if step.entry.kind not in PINS else frozenset()
            sessions |= {*step.entry.sessions}
            if version_of(step.before) == seen:
                return files, sessions
        raise Stale(now)


def _outside(files: Iterable[str]) -> Sentence:
    return Sentence("Changed outside the desk: {files}.", files=listing(sorted(files)))
