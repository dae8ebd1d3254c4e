"""What explaining answers: the causes, what would make the day possible, and what of that is proven."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.checking.finding import Finding
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.files.edit.day_files import FileSplice
from scheduler.questions.explain.causes import Cause
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.day_remedies import DayRemedies, DayRemedy, following_standard
from scheduler.solving.answers import Solved
from scheduler.text.sentence import Sentence, paragraph


@dataclass(frozen=True)
class Remedy:
    """Changes that together make the day possible: `programme` keeps all hard rules of the day as it then is.

    `solved`: what the day then costs; None: there was no time to find out. `in_the_files`: how the files of the day say
    it, read again and solved; None: the day was not read from files.
    """

    changes: tuple[Change, ...]
    programme: Programme
    solved: Solved | None = None
    in_the_files: DayRemedy | None = None

    @property
    def asks(self) -> int:
        """How much is asked, in points: the fewer, the easier. The sum over the changes."""
        return sum(change.asks for change in self.changes)

    def __str__(self) -> str:
        return " ".join([" And ".join(map(str, self.changes)), *self.also])

    @property
    def also(self) -> tuple[str, ...]:
        """What must be written besides, for the files say more than these sentences: one sentence, or none."""
        written = self.in_the_files.also if self.in_the_files else ()
        if not written:
            return ()
        return (Sentence("Write also: {entries}.", entries=paragraph(*written, between="; ")),)


@dataclass(frozen=True)
class Explained:
    """The day is impossible.

    `causes`: the independent ones first. `all_causes`: shown that without them the rest can hold. `entangled_sought`:
    those that share more with one of them were looked for too, to the end. `remedies`: those that ask least first.
    `all_remedies`: every change that asks no more than the last of them was tried. `first_cause_repairs`: when no
    remedy was found, changes that end the first cause, whatever becomes of the rest of the day. `choices`: where one is
    needed for each cause, the changes to choose from, cause by cause. The first of each go together; each of the others
    was tried with the first ones of the other causes. Each such set is a remedy too.
    `seen`: findings that show without a search that it is impossible, where no cause was found. `in_files`: writes
    changes in the files of the day; None: it was not read from files.
    """

    conference: Conference
    causes: tuple[Cause, ...]
    all_causes: bool
    remedies: tuple[Remedy, ...]
    all_remedies: bool
    first_cause_repairs: tuple[Change, ...]
    elapsed: float
    stopped: bool = False
    choices: tuple[tuple[Change, ...], ...] = ()
    entangled_sought: bool = False
    seen: tuple[Finding, ...] = ()
    in_files: DayRemedies | None = None

    def edits_of(self, change: Change) -> tuple[FileSplice, ...]:
        """What this change by itself is in the files, as they were read; nothing where the day was not read from any.

        One for each cause can be made together, where no two touch one stretch of a file.
        """
        if self.in_files is None:
            return ()
        return self.in_files.alone(following_standard(self.in_files.problem, change.apply(self.in_files.problem)))


@dataclass(frozen=True)
class Possible:
    """There is nothing to explain: some programme keeps all hard rules."""

    elapsed: float
