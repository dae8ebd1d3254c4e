"""The searches of a folder: each a process on a snapshot of the day, so that editing goes on; one at a time."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import Any

from scheduler.desk.events import DeskEvent
from scheduler.desk.kept_answers import KeptAnswer, KeptAnswers
from scheduler.desk.kept_proposal import KeptProposal
from scheduler.desk.proposal import ProgrammeProposal
from scheduler.desk.refusals import ActRefused
from scheduler.desk.search import Search
from scheduler.desk.search_end import SearchOutcome, outcome
from scheduler.desk.search_folder import SearchLock, search_runs
from scheduler.desk.search_process import NETDAY, SearchEnd, SearchProcess
from scheduler.desk.search_wish import SearchWish
from scheduler.desk.snapshot import Snapshot
from scheduler.desk.state import DeskState, day_has_faults
from scheduler.desk.workspace import Workspace
from scheduler.search.progress import Progress
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Sentence

_KEPT = 20  # results, the newest
_PATIENCE = 3.0  # seconds in which a search ends when the desk is closed


@dataclass
class _Running:
    """What a search holds while it runs."""

    snapshot: Snapshot
    lock: SearchLock
    process: SearchProcess | None = None


@dataclass
class Searches:
    """`command`: what comes before a command of netday, which is another only where a test has its own."""

    workspace: Workspace
    command: Sequence[str] = NETDAY
    _current: Search | None = None
    _running: _Running | None = None
    _results: dict[str, SearchOutcome] = field(default_factory=dict)
    _offer: tuple[SearchOutcome, int] | None = None
    _proposal: ProgrammeProposal | None = None
    _taken_from: str = ""  # the version in which the proposal was taken; where that is undone, it is one again
    _guard: RLock = field(default_factory=RLock)

    def __post_init__(self) -> None:
        SearchLock(self.workspace.folder).clean()
        self._kept = KeptProposal(self.workspace.folder)
        self._answers = KeptAnswers(self.workspace.folder)
        self._looked = False  # for a proposal that was kept

    @property
    def current(self) -> Search | None:
        """The search that runs, or the last one."""
        return self._current

    def start(self, wish: SearchWish) -> Search:
        """Raises ActRefused where one runs, the day has faults, or there is no programme to ask it of."""
        wish.checked()
        with self._guard:
            if self._current is not None and self._current.under_way:
                raise search_runs(self._current.wish.who)
            state = self.workspace.state()
            _ready(wish, state)
            try:
                snapshot = Snapshot.of(state)
            except OSError as error:
                raise _cannot_begin(error) from None
            running = _Running(snapshot, SearchLock(self.workspace.folder))
            search = Search(secrets.token_hex(4), wish, state.version, time.monotonic())
            try:
                running.lock.acquire(wish.who, snapshot.home)
                running.process = self._process(search.id, wish, snapshot)
                self._current, self._running = search, running
                running.process.start()
            except BaseException as error:
                self._current, self._running = None, None
                running.lock.release()
                snapshot.remove()
                if isinstance(error, OSError):
                    raise _cannot_begin(error) from None
                raise
            self._tell("search", search)
            return search

    def stop(self) -> None:
        """The running search ends with the best it has; asked once more, at once and without."""
        with self._guard:
            search, running = self._current, self._running
            if search is None or running is None or running.process is None or not search.under_way:
                return
            if search.state == "stopping":
                running.process.kill()
                return
            running.process.stop()
            self._current = replace(search, state="stopping")
            self._tell("search", self._current)

    def result(self, search_id: str) -> SearchOutcome | None:
        """What came of that search; None while it runs, and of one that nobody knows any more."""
        with self._guard:
            found = self._results.get(search_id)
            if found is None and (found := self._answers.read(search_id)):
                self._results[search_id] = found
            return found

    @property
    def answers(self) -> list[KeptAnswer]:
        """What can be looked at again, the newest first."""
        return list(self._answers.all())

    def keep(self, result: SearchOutcome) -> None:
        """That result among the last ones."""
        with self._guard:
            self._answers.keep(result)
            self._results[result.search.id] = result
            while len(self._results) > _KEPT:
                del self._results[next(iter(self._results))]

    @property
    def proposal(self) -> ProgrammeProposal | None:
        """The last programme that was found, beside that of now; None where it is the same, was taken or left."""
        with self._guard:
            if not self._looked:
                self._looked = True
                found = self._kept.read() if self._offer is None else None
                self._offer = (found, 0) if found else self._offer
            if self._offer is None:
                return None
            result, number = self._offer
            state = self.workspace.state()
            if self._taken_from and state.version != self._taken_from:
                return None
            if self._proposal is None or self._proposal.state is not state:
                self._proposal = None
                if state.instance is not None:
                    given = result.search, result.before, result.programmes[number], state, result.proof(number)
                    self._proposal = ProgrammeProposal.of(*given)
            proposal = self._proposal
            return proposal if proposal is not None and not proposal.same else None

    def offer(self, search_id: str, number: int = 0) -> None:
        """Make one of the programmes of that result the proposal. Raises ActRefused where there is none."""
        with self._guard:
            result = self.result(search_id)
            if result is None or not 0 <= number < len(result.programmes):
                raise ActRefused(Sentence("That programme is not kept any more. Search once more."))
            self._propose(result, number)

    def _propose(self, result: SearchOutcome, number: int = 0) -> None:
        self._offer, self._proposal, self._taken_from, self._looked = (result, number), None, "", True
        self._kept.keep(result, number)

    def take(self, *, seen: str, who: str = "") -> ProgrammeProposal:
        """The proposal becomes the programme. Answers what it was; raises ActRefused and Stale as `Workspace.do`."""
        with self._guard:
            proposal = self.proposal
            if proposal is None:
                raise ActRefused(Sentence("There is no proposal any more."))
            self.workspace.do(proposal.take(), seen=seen, who=who)
            self._taken_from = proposal.state.version
            self._kept.forget()
            return proposal

    def leave(self) -> None:
        """The proposal is not wanted."""
        with self._guard:
            self._offer, self._proposal = None, None
            self._kept.forget()
        self.workspace.tell(DeskEvent("search", {"state": "left"}))

    def wait(self, seconds: float) -> bool:
        """Whether no search runs, within so many seconds."""
        running = self._running
        return running is None or running.process is None or running.process.wait(seconds)

    def close(self) -> None:
        """End the running search, and wait for that."""
        running = self._running
        if running is not None and running.process is not None:
            running.process.close(_PATIENCE)

    # -- what comes from the thread of a search ---------------------------------------------------------------------

    def _process(self, search_id: str, wish: SearchWish, snapshot: Snapshot) -> SearchProcess:
        return SearchProcess(
            [*self.command, *wish.arguments(snapshot)],
            snapshot.home,
            lambda progress: self._watch(search_id, progress),
            lambda end: self._ended(search_id, end),
        )

    def _watch(self, search_id: str, line: Mapping[str, Any]) -> None:
        with self._guard:
            if self._current is None or self._current.id != search_id or "elapsed" not in line:
                return
            progress = Progress(
                _number(line.get("elapsed")) or 0.0,
                str(line.get("doing", "")),
                _whole(line.get("tier")),
                _whole(line.get("best")),
                _whole(line.get("bound")),
            )
            found = tuple(map(str, line.get("found", self._current.found)))
            self._current = search = replace(self._current, progress=progress, found=found)
            self._tell("search", search)

    def _ended(self, search_id: str, end: SearchEnd) -> None:
        with self._guard:
            search, running = self._current, self._running
            if search is None or running is None or search.id != search_id:
                return
            result = outcome(replace(search, ended=time.monotonic()), running.snapshot, end)
            running.snapshot.remove()
            running.lock.release()
            search, self._running = result.search, None
            self.keep(result)
            if search.wish.what != "alternatives" and result.programme is not None:
                self._propose(result)
            self._current = search
            data = {"exit_code": result.exit_code, "sentence": result.sentence, "programmes": len(result.programmes)}
            self._tell("done", search, data)

    def _tell(self, kind: str, search: Search, more: Mapping[str, Any] | None = None) -> None:
        self.workspace.tell(DeskEvent(kind, {**search.data, **(more or {})}))


def _ready(wish: SearchWish, state: DeskState) -> None:
    """Raises ActRefused where there is nothing to ask this of."""
    if wish.question.programme and not state.placed:
        raise ActRefused(Sentence("There is no programme yet. Make one first."))
    if state.instance is None:
        raise day_has_faults()


def _cannot_begin(error: OSError) -> ActRefused:
    return ActRefused(Sentence("The search cannot begin: {why}.", why=os_reason(error)))


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
