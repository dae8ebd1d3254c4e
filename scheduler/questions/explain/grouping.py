"""Remedies that are alike in one line: to leave out Europa, Woningmarkt or Zorg is to leave out one of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import comb

from scheduler.checking.grouped_cases import cases_together, clause
from scheduler.questions.explain.answers import Remedy
from scheduler.questions.explain.change import Change, OpenHour, one_of_the_hours
from scheduler.rules.protocols import SaysOfOthers, implements, predicates
from scheduler.rules.rule import Case
from scheduler.text.sentence import Sentence, paragraph
from scheduler.text.wording import listing, within


@dataclass(frozen=True)
class RemedyGroup:
    """Remedies that differ in one change alone, and there only in what it is done to. `common`: their other changes."""

    remedies: tuple[Remedy, ...]
    common: tuple[Change, ...]
    either: tuple[Change, ...]

    @property
    def also(self) -> tuple[str, ...]:
        """What is written besides for each of them."""
        return self.remedies[0].also

    @property
    def sentences(self) -> list[str]:
        return [*map(str, self.common), one_of(self.either)]

    @property
    def cheapest(self) -> Remedy | None:
        """The one with which the day costs least, of those of which that is known."""
        solved = [remedy for remedy in self.remedies if remedy.solved is not None]
        return min(solved, key=lambda remedy: remedy.solved.report.cost if remedy.solved else 0, default=None)

    def target(self, remedy: Remedy) -> str:
        """What the change by which this remedy differs from the others is done to."""
        return next((str(change.target_value) for change in remedy.changes if change in self.either), "")


def grouped(remedies: Iterable[Remedy]) -> list[RemedyGroup]:
    """Remedies that are told in one line, in the order of the first of each."""
    found: dict[tuple[Hashable, ...], list[Remedy]] = {}
    for remedy in remedies:
        *common, last = remedy.changes
        found.setdefault((tuple(common), last.group, remedy.also), []).append(remedy)
    return [
        RemedyGroup(tuple(alike), alike[0].changes[:-1], tuple(remedy.changes[-1] for remedy in alike))
        for alike in found.values()
    ]


def grouped_changes(changes: Iterable[Change]) -> list[tuple[Change, ...]]:
    """Changes that are told in one line, in the order of the first of each."""
    found: dict[Hashable, list[Change]] = {}
    for change in changes:
        found.setdefault(change.group, []).append(change)
    return [tuple(alike) for alike in found.values()]


def one_of(changes: Sequence[Change]) -> str:
    """A sentence for changes that are alike, of which one will do."""
    first = changes[0]
    if len(changes) == 1:
        return first.sentence
    if dropped := [change.dropped for change in changes if change.dropped]:
        return _one_statement(dropped)
    targets = [change.target_value for change in changes]
    if stretches := [target for target in targets if isinstance(target, OpenHour)]:
        return first.of(one_of_the_hours(stretches))
    if len(targets) == 2:
        return first.of(listing(targets, "or"))
    return first.of(Sentence("one of {names}", names=listing(targets)))


def _one_statement(cases: Sequence[Case]) -> str:
    """One sentence to give up one of these: of others that are said the same of, or one after the other."""
    alike = cases_together((None, case) for case in cases)
    first = cases[0]
    if len(alike) == 1 and (predicated := predicates(first)):
        names = listing([case.sessions[0] for case in cases], "or")
        of_these = Sentence("{names} {demand}", names=names, demand=listing(predicated))
        return Sentence("Drop the demand that {demand}.", demand=of_these)
    if len(alike) == 1 and implements(first, SaysOfOthers):
        abouts = [case.about for case in cases if implements(case, SaysOfOthers)]
        things = [
            list(dict.fromkeys(thing for place in places for thing in place)) for places in zip(*abouts, strict=True)
        ]
        together = len(first.about[0])
        if together > 1 and len(cases) == comb(len(things[0]), together):
            they = first.says_of([Sentence("they")])
            return Sentence(
                "Drop, for two of {names}, the demand that {demand}.", names=listing(things[0]), demand=they
            )
        if together == 1 and sum(len(some) > 1 for some in things) == 1:
            either = first.says_of(*([listing(some, "or")] for some in things))
            return Sentence("Drop the demand that {demand}.", demand=within(either))
    demands = paragraph(*(within(clause(case)) for case in cases), between="; ")
    return Sentence("Drop one of these demands: {demands}.", demands=demands)
