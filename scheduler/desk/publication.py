"""Publishing from the desk: what an edition would change for whom, what stops it, and publishing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from scheduler.desk.editions import DayVersions
from scheduler.desk.refusals import ActRefused, Stale
from scheduler.desk.site import SiteFolder
from scheduler.desk.state import DeskState
from scheduler.desk.versions import digest
from scheduler.desk.workspace import Workspace
from scheduler.publishing.calendars.announcement import announced
from scheduler.publishing.calendars.edition_folder import EditionFault
from scheduler.publishing.calendars.ledger import LedgerFault
from scheduler.publishing.calendars.location import INDEX
from scheduler.publishing.calendars.publish import PublishOptions, PublishResult, publish_to, rehearse
from scheduler.text.language import Language
from scheduler.text.sentence import Phrase, Sentence


class MendedAt(StrEnum):
    """Where what stops an edition is mended."""

    DAY = "day"
    PROGRAMME = "programme"
    HERE = "here"


@dataclass(frozen=True)
class Hindrance:
    """One thing that stops an edition, or would unless it is to go out all the same (`overruled`)."""

    sentence: Phrase
    where: MendedAt
    overruled: bool = False


@dataclass(frozen=True)
class PublishWish:
    """How an edition is to be made. None: as in the last one; see PublishOptions."""

    private_names: bool | None = None
    people: bool | None = None
    reminder: int | None = None
    moving_time: bool | None = None
    draft: bool = False
    anyway: bool = False
    withdraw: tuple[str, ...] = ()
    restore: tuple[str, ...] = ()
    readdress: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)

    def options(self, state: DeskState, now: datetime) -> PublishOptions:
        """Raises ActRefused where there is no day, or no programme to be read."""
        return PublishOptions(
            conference=state.conference,
            programme=state.placed,
            language=Language.of(state.conference.clock.language),
            now=now,
            private_names=self.private_names,
            people=self.people,
            reminder=self.reminder,
            moving_time=self.moving_time,
            draft=self.draft,
            anyway=self.anyway,
            withdraw=self.withdraw,
            restore=self.restore,
            readdress=self.readdress,
            renamed=self.renamed,
            forms=True,
        )


@dataclass(frozen=True)
class DryRun:
    """What would be published. `result` None: nothing can be, for what stops it. `edition`: which one stands there."""

    edition: str
    hindrances: tuple[Hindrance, ...] = ()
    result: PublishResult | None = None

    @property
    def stopped(self) -> bool:
        return any(not one.overruled for one in self.hindrances)


@dataclass(frozen=True)
class PublishedHere:
    """What was published. `folder`: as it is told."""

    result: PublishResult
    folder: str
    draft: bool


class Publishing:
    """Of one desk. `last`: what was published here since the desk was started."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.site = SiteFolder(workspace.folder)
        self.versions = DayVersions(workspace, self.site)
        self.last: PublishedHere | None = None

    def dry_run(self, state: DeskState, wish: PublishWish, now: datetime | None = None) -> DryRun:
        """What `publish` would do, or why it would not."""
        edition = self._edition()
        hindrances = tuple(_hindrances(state, wish))
        if any(one.where is MendedAt.DAY for one in hindrances) or state.programme is None:
            return DryRun(edition, hindrances)
        try:
            result = rehearse(self._folder(wish), wish.options(state, now or datetime.now(UTC)))
        except (EditionFault, LedgerFault, LookupError) as fault:
            return DryRun(edition, (*hindrances, Hindrance(fault.args[0], MendedAt.HERE)))
        return DryRun(edition, hindrances, result)

    def publish(self, wish: PublishWish, *, seen: str, edition: str, now: datetime | None = None) -> PublishResult:
        """Publish the programme as it was looked at. `edition`: which one stood there then.

        Raises Stale where day, programme or edition are other ones now, and ActRefused where something stops it.
        """
        state = self._workspace.state()
        if state.version != seen or self._edition() != edition:
            raise Stale(state)
        for hindrance in _hindrances(state, wish):
            if not hindrance.overruled:
                raise ActRefused(hindrance.sentence)
        moment, folder = now or datetime.now(UTC), self._folder(wish)
        if not wish.draft:
            self.versions.keep(self._written(moment))
        try:
            result = publish_to(folder, wish.options(state, moment))
        except (EditionFault, LedgerFault, LookupError) as fault:
            raise ActRefused(fault.args[0]) from None
        if not wish.draft:
            self.versions.keep(moment)
        self.last = PublishedHere(result, folder.name if wish.draft else self.site.shown, wish.draft)
        return result

    def read_aloud(self) -> None:
        """That what the last edition changed has been read by who published it."""
        if self.last is not None and not self.last.draft:
            announced(self.site.folder, self.last.result.unread)

    def _folder(self, wish: PublishWish) -> Path:
        return self.site.draft if wish.draft else self.site.folder

    def _edition(self) -> str:
        """Which one stands there, by its list; "": none."""
        with suppress(OSError):
            return digest((self.site.folder / INDEX).read_bytes())
        return ""

    def _written(self, now: datetime) -> datetime:
        """When what stands there was published, as far as the disk tells."""
        with suppress(OSError):
            return datetime.fromtimestamp((self.site.folder / INDEX).stat().st_mtime, UTC)
        return now


def _hindrances(state: DeskState, wish: PublishWish) -> Iterator[Hindrance]:
    if state.instance is None:
        for fault in state.faults:
            yield Hindrance(fault.text, MendedAt.DAY)
        if not state.faults:
            yield Hindrance(Sentence("There is no day file in this folder."), MendedAt.DAY)
        return
    if state.programme is None:
        for fault in state.programme_faults:
            yield Hindrance(fault.text, MendedAt.PROGRAMME)
        return
    if not state.programme.placements:
        yield Hindrance(Sentence("There is no programme yet."), MendedAt.PROGRAMME)
        return
    broken = state.judge.report().broken
    for sentence in dict.fromkeys(breach.sentence for breach in broken):
        yield Hindrance(sentence, MendedAt.PROGRAMME, overruled=wish.anyway)
