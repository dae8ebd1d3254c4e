"""Remedies that are alike in one line: to leave out Europa, Woningmarkt or Zorg is to leave out one of them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from scheduler.questions.explain.answers import Remedy
from scheduler.questions.explain.change import Change
from scheduler.text.wording import listing

_DEMAND = "Drop the demand that "
_TIME = re.compile(r"(on \w+ \d+ \w+ )?at \d")


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
        return next((change.target for change in remedy.changes if change in self.either), "")


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
    before, _, after = first.sentence.rpartition(first.target)
    targets = [change.target for change in changes]
    if before == _DEMAND:
        return _one_statement(targets)
    if all(_TIME.match(target) for target in targets):
        return f"{before}{_one_time(targets)}{after}"
    if len(targets) == 2:
        return f"{before}{listing(targets, 'or')}{after}"
    return f"{before}one of {listing(targets)}{after}"


def _one_time(targets: Sequence[str]) -> str:
    """`at 9.00–10.00 or 10.00–11.00`; `on Thu 11 June at 9.00–10.00, or on Fri 12 June at 9.00–10.00`."""
    by_day: dict[str, list[str]] = {}
    for target in targets:
        day, _, hours = target.rpartition("at ")
        by_day.setdefault(day, []).append(hours)
    return ", or ".join(f"{day}at {listing(hours, 'or')}" for day, hours in by_day.items())


def _one_statement(targets: Sequence[str]) -> str:
    """One sentence to drop one of these demands; the words that all end with come only once."""
    words = [target.split() for target in targets]
    shared = 0
    while all(len(some) > shared + 1 for some in words) and len({some[-1 - shared] for some in words}) == 1:
        shared += 1
    if shared < 2:
        return f"Drop one of these demands: {'; '.join(targets)}."
    fronts = [" ".join(some[:-shared]) for some in words]
    rest = " ".join(words[0][-shared:])
    if of := _each_pair(fronts):
        return f"Drop, for two of {listing(of)}, the demand that they {rest}."
    either = ", or ".join(fronts) if any(" and " in front for front in fronts) else listing(fronts, "or")
    return f"{_DEMAND}{either} {rest}."


def _each_pair(fronts: Sequence[str]) -> list[str]:
    """`A`, `B` and `C` of `A and B`, `A and C` and `B and C`; none where these are not all pairs."""
    parts = [front.split(" and ") for front in fronts]
    names = list(dict.fromkeys(name for pair in parts for name in pair))
    whole = len(names) > 2 and sorted(parts) == sorted(map(list, combinations(names, 2)))
    return names if whole else []
