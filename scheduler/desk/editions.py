"""The programmes there are of one day: that of now, what was published, and every version of before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.conference.clock import typed_day, typed_hour
from scheduler.conference.programme import Edition
from scheduler.desk.refusals import ActRefused
from scheduler.desk.site import SiteFolder
from scheduler.desk.state import DeskState, day_has_faults
from scheduler.desk.workspace import Workspace
from scheduler.files import Faults, read_edition
from scheduler.files.atomic import write_atomic
from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.publishing.exports.formats import FORMATS
from scheduler.rules.problem import Problem
from scheduler.text.sentence import Phrase, Sentence

NOW, PUBLISHED = "now", "published"
DATA = FORMATS["json"].file  # the programme for other programs, which every edition has
_STAMP = "%Y%m%dT%H%M%S.%fZ"
_NAMED = 60  # versions of before without a name that are listed


@dataclass(frozen=True)
class KnownVersion:
    """One programme of the day. `key`: by which it is asked for; `named`: whether organisers gave it its name."""

    key: str
    name: Phrase
    named: bool = False


class DayVersions:
    """Those of the folder of one desk."""

    def __init__(self, workspace: Workspace, site: SiteFolder) -> None:
        self._workspace, self._site = workspace, site
        self._kept = workspace.folder / DESK_FOLDER / "editions"

    def known(self, state: DeskState) -> list[KnownVersion]:
        """All of them, that of now first, then what was published, the newest first, then those of the journal."""
        return [
            KnownVersion(NOW, Sentence("the programme of now")),
            *self.published(state),
            *self._of_the_journal(state),
        ]

    def published(self, state: DeskState) -> list[KnownVersion]:
        """What stands in the folder of the edition, and the editions of before as they were kept."""
        found = []
        if (self._site.folder / DATA).is_file():
            found.append(KnownVersion(PUBLISHED, Sentence("the edition that is published")))
        for stamp in reversed(self._stamps()):
            when = when_words(stamp, state)
            found.append(KnownVersion(f"edition:{stamp:{_STAMP}}", Sentence("the edition of {when}", when=when)))
        return found

    def before_the_last(self) -> str:
        """The key of the edition before the one that stands there now; "": none is kept."""
        stamps = self._stamps()
        return f"edition:{stamps[-2]:{_STAMP}}" if len(stamps) > 1 else ""

    def edition(self, key: str, state: DeskState) -> tuple[Edition, tuple[Phrase, ...]]:
        """That version, on the day as it was then as far as that is known, with what is to be said of it.

        Raises ActRefused.
        """
        if key == NOW:
            return Edition(state.conference, state.placed), state.programme_remarks
        kind, _, rest = key.partition(":")
        if kind == "entry":
            then = self._workspace.state_of(rest)
            return Edition(then.conference, then.placed), then.programme_remarks
        if key == PUBLISHED:
            return self._read(self._site.folder / DATA, state)
        with suppress(ValueError):
            stamp = datetime.strptime(rest, _STAMP).replace(tzinfo=UTC)
            return self._read(self._file(stamp), state)
        raise ActRefused(Sentence("There is no such version."))

    def problem(self, key: str, edition: Edition, state: DeskState) -> Problem:
        """By what that version is judged: its own day and rules as far as they are known, else those of now."""
        kind, _, rest = key.partition(":")
        if kind == "entry":
            return self._workspace.state_of(rest).problem
        return Problem(edition.conference, state.problem.rules) if key != NOW else state.problem

    def keep(self, now: datetime) -> None:
        """Keep what is published at this moment, to compare with it later. Called before and after publishing."""
        with suppress(OSError):  # no reason not to publish
            data = (self._site.folder / DATA).read_bytes()
            stamps = self._stamps()
            if stamps and self._file(stamps[-1]).read_bytes() == data:
                return
            self._kept.mkdir(parents=True, exist_ok=True)
            after = [stamp + timedelta(microseconds=1) for stamp in stamps[-1:]]  # whatever the clock says
            write_atomic(self._file(max([now.astimezone(UTC), *after])), data)

    def _read(self, file: Path, state: DeskState) -> tuple[Edition, tuple[Phrase, ...]]:
        if state.instance is None:
            raise day_has_faults()
        try:
            edition, remarks = read_edition(file, state.instance)
        except Faults as faults:
            raise ActRefused(faults.faults[0].text, faults.faults) from None
        return edition, tuple(remarks)

    def _of_the_journal(self, state: DeskState) -> Iterator[KnownVersion]:
        number = 0
        for entry in self._workspace.entries():
            if entry.name:
                yield KnownVersion(f"entry:{entry.id}", Sentence("{name}", name=entry.name), named=True)
            elif number < _NAMED and not entry.undone:
                number += 1
                when = when_words(entry.time, state)
                yield KnownVersion(f"entry:{entry.id}", Sentence("{when}, after: {act}", when=when, act=entry.sentence))

    def _stamps(self) -> list[datetime]:
        """Of the editions that are kept, the oldest first."""
        found = []
        for file in self._kept.glob(f"*{Path(DATA).suffix}"):
            with suppress(ValueError):
                found.append(datetime.strptime(file.stem, _STAMP).replace(tzinfo=UTC))
        return sorted(found)

    def _file(self, stamp: datetime) -> Path:
        return self._kept / f"{stamp:{_STAMP}}{Path(DATA).suffix}"


def when_words(moment: datetime, state: DeskState) -> Phrase:
    """The moment by the clocks where the day is."""
    zone = state.instance.conference.clock.zone if state.instance else "Europe/Amsterdam"
    local = moment.astimezone(ZoneInfo(zone))
    return Sentence("{day} {hour}", day=typed_day(local.date()), hour=typed_hour(60 * local.hour + local.minute))
