"""What came of a search: the command's own answer, the programmes that it wrote, and how it went in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from scheduler.conference.programme import Programme
from scheduler.desk.acts import sessions_moved
from scheduler.desk.search import Search
from scheduler.desk.search_process import SearchEnd
from scheduler.desk.snapshot import Snapshot
from scheduler.desk.state import DeskState
from scheduler.files import Faults, read_programme
from scheduler.text.sentence import Phrase, Sentence, plural

_GOOD, _BREAKS_RULES, _FAULTS, _IMPOSSIBLE, _UNDECIDED = 0, 1, 2, 3, 4  # as the commands end
_ANSWERED = {_GOOD, _BREAKS_RULES, _IMPOSSIBLE, _UNDECIDED}


@dataclass(frozen=True)
class SearchOutcome:
    """`before`: the day that it began from. `answer`: the command's own, as `--json` prints it; empty: it has none.

    `programmes`: on that day; of alternatives the best first. `kept_as_is`: the only one is that of the day itself.
    """

    search: Search
    before: DeskState
    exit_code: int
    answer: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    programmes: tuple[Programme, ...] = ()
    errors: str = ""
    stopped: bool = False

    @property
    def programme(self) -> Programme | None:
        return self.programmes[0] if self.programmes else None

    def proof(self, number: int) -> Mapping[str, Any]:
        """What is proven of the programme of that number; of alternatives nothing."""
        found = self.answer.get("proof") if number == 0 else None
        return found if isinstance(found, dict) else {}

    @property
    def failed(self) -> bool:
        return self.exit_code not in _ANSWERED or not self.answer

    @property
    def moves(self) -> bool:
        """Whether it found a programme to take instead of that of before."""
        return self.programme is not None and self.search.wish.what in {"solve", "repair"} and not self._as_it_was

    @property
    def tone(self) -> Literal["good", "notice", "fault"]:
        """How it sounds to whoever asked: an answer that is bad news is no success, and no error of netday either."""
        if self.failed:
            return "fault"
        lost = bool(self.answer.get("dropped")) or self.answer.get("answer") == "impossible"
        return "notice" if self.exit_code != _GOOD or lost else "good"

    @property
    def sentence(self) -> Phrase:
        """How it went."""
        if self.failed:
            return self._failure()
        if self.exit_code == _BREAKS_RULES:
            return Sentence("The programme breaks hard rules, so there is nothing to compare with. Mend it first.")
        if self.exit_code == _UNDECIDED and self.search.wish.what != "rehearse":
            if self.stopped:
                return Sentence("Stopped before anything was found or shown to be impossible.")
            return Sentence("Time is up, and nobody knows yet. More time may decide it.")
        match self.search.wish.what:
            case "solve":
                return self._solved()
            case "repair":
                return self._repaired()
            case "explain":
                return self._explained()
            case "why":
                return self._placed()
            case "alternatives":
                return self._others()
        if self.answer.get("stopped"):
            return Sentence("Stopped; this is what was found.")
        if slack := self.answer.get("slack"):
            return Sentence("The day was rehearsed. Slack: {number} of 100.", number=int(slack["least"]))
        return Sentence("It is known what each demand costs.")

    @property
    def _as_it_was(self) -> bool:
        return self.programme is not None and not sessions_moved(self.before.programme, self.programme)

    def _failure(self) -> Phrase:
        if self.exit_code < 0 and self.stopped:
            return Sentence("Stopped at once; nothing of it was kept.")
        if self.exit_code < 0:
            return Sentence(
                "The search was broken off from outside (signal {number}). Nothing has changed; you can search again.",
                number=-self.exit_code,
            )
        faults = self.answer.get("faults")
        if isinstance(faults, list) and faults:
            return Sentence("It could not be searched: {why}", why=str(faults[0]["message"]))
        last = self.errors.rpartition("\n")[2]
        if self.exit_code == _FAULTS:
            return Sentence("It could not be searched: {why}", why=last)
        return Sentence("The search ended with an error of netday itself, not of yours: {what}", what=last)

    def _solved(self) -> Phrase:
        if self.exit_code == _IMPOSSIBLE:
            return Sentence("No programme keeps all hard rules: the day is impossible.")
        if self._proven:
            if self._as_it_was:
                return Sentence("Your programme is the best there is: proven.")
            return Sentence("This is the best programme: proven that none is better.")
        if self.answer.get("stopped"):
            return Sentence("Stopped. This is the best programme so far.")
        return Sentence("Time is up. This is the best programme that was found.")

    @property
    def _proven(self) -> bool:
        return bool(self.answer.get("proof", {}).get("proven_best"))

    def _repaired(self) -> Phrase:
        if self.exit_code == _IMPOSSIBLE:
            return Sentence("Not every session can be held by the rules any more.")
        if self._as_it_was:
            return Sentence("Nothing has to change: the programme keeps all hard rules.")
        moved = int(self.answer.get("difference", {}).get("moved", 0))
        dropped = self.answer.get("dropped", [])
        if dropped:
            return plural(
                len(dropped),
                "The programme is mended; {number} session has to be dropped.",
                "The programme is mended; {number} sessions have to be dropped.",
            )
        return plural(
            moved,
            "The programme is mended; {number} session moves.",
            "The programme is mended; {number} sessions move.",
        )

    def _explained(self) -> Phrase:
        if self.exit_code == _GOOD:
            return Sentence("This day is possible: there is nothing to explain.")
        causes, remedies = len(self.answer.get("causes", [])), len(self.answer.get("remedies", []))
        if not remedies:
            return plural(
                causes,
                "The day is impossible; {number} cause was found.",
                "The day is impossible; {number} causes were found.",
            )
        return plural(
            remedies,
            "The day is impossible; {number} thing would help.",
            "The day is impossible; {number} things would help.",
        )

    def _placed(self) -> Phrase:
        asked = str(self.answer.get("asked", ""))
        match self.answer.get("answer"):
            case "possible":
                return Sentence("It can be: {asked}.", asked=asked)
            case "already":
                return Sentence("It is so already: {asked}.", asked=asked)
            case "impossible":
                return Sentence("It cannot be: {asked}.", asked=asked)
        return Sentence("The price of every place is there.")

    def _others(self) -> Phrase:
        if self.exit_code == _IMPOSSIBLE:
            return Sentence("No programme keeps all hard rules: the day is impossible.")
        others = len(self.programmes) - 1
        if others < 1:
            return Sentence("There is no other programme that costs so little.")
        return plural(others, "{number} other programme was found.", "{number} other programmes were found.")


def outcome(search: Search, snapshot: Snapshot, end: SearchEnd) -> SearchOutcome:
    """What came of it, with the search as it then is."""
    answer = end.answer or {}
    found = SearchOutcome(
        search,
        snapshot.state,
        end.code,
        answer,
        tuple(_programmes(snapshot)) if end.code == _GOOD else (),
        end.errors,
        stopped=search.state == "stopping",
    )
    return replace(found, search=replace(search, state="failed" if found.failed else "done"))


def _programmes(snapshot: Snapshot) -> Iterator[Programme]:
    """Those that the search wrote."""
    instance, found = snapshot.state.instance, snapshot.found
    if instance is None:
        return
    files = [found] if found.is_file() else sorted(found.glob("*.json"), key=_number)
    for file in files:
        try:
            yield read_programme(file, instance)[0]
        except (Faults, OSError):  # somebody has taken it away
            return


def _number(file: Path) -> tuple[int, str]:
    """`best`, then `alternative-1`, ..., `alternative-10`."""
    *_, last = file.stem.split("-")
    return (int(last) if last.isdecimal() else 0), file.stem
