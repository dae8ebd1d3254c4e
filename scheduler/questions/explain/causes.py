"""The causes: smallest sets of requirements that cannot hold together, one after the other until the rest can.

Each is found by deletion (`solving.minimal_conflict`), every step solved again; the solver's own core is a hint only.
The search goes from sessions to requirements: first which sessions cannot all be held, everything else kept; then,
among these few alone, which demands on them. That is exact, since a session that is not placed breaks nothing.

Independent causes share no requirement but two sorts: that something is held, and what holds of a room for all
sessions alike. A talk that is too long for its speaker and too large for every room has two causes. Causes that share
more are named too, when they involve a rule that no other cause does: ending the one may not end the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scheduler.checking.grouped_cases import cases_together
from scheduler.conference.conference import Session
from scheduler.questions.explain.requirements import Requirement
from scheduler.questions.explain.session_conflicts import SessionConflicts
from scheduler.search.budget import TimeUp
from scheduler.solving.feasibility import Feasibility
from scheduler.solving.minimal_conflict import blocks_by, deletion_filter
from scheduler.text.sentence import Sentence, paragraph
from scheduler.text.wording import listing

_TOLD = 6  # demands in the sentence of a cause

LARGE = 100  # sessions; with more, a trial of the whole day may take longer than there is time


@dataclass(frozen=True)
class Cause:
    """Requirements that cannot hold together.

    `smallest`: shown that the others can when any one of them is given up. `entangled`: the numbers, from 1, of causes
    found before it with which it shares more than independent causes do.
    """

    requirements: tuple[Requirement, ...]
    smallest: bool
    entangled: tuple[int, ...] = ()

    def __str__(self) -> str:
        """What cannot be, and the first demands that clash; the answer as data has them told together."""
        sessions = listing(self.sessions)
        cannot = {
            0: Sentence("This cannot all be."),
            1: Sentence("{session} cannot be placed.", session=sessions),
            2: Sentence("{sessions} cannot both be placed.", sessions=sessions),
        }
        what = cannot.get(len(self.sessions), Sentence("{sessions} cannot all be placed.", sessions=sessions))
        every = [
            Sentence("{demand}.", demand=words)
            for words, _ in cases_together((r.name, r.case) for r in self.requirements)
        ]
        others = len(every) - _TOLD
        more = [Sentence("And {number} more.", number=others)] if others > 0 else []
        return paragraph(what, *every[:_TOLD], *more)

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions that must be held, and cannot all be."""
        named = (session for r in self.requirements if r.must for session in r.sessions)
        return tuple(dict.fromkeys(named))

    @property
    def by_titles(self) -> Cause:
        """The same, with its rules called as pages call them."""
        return replace(self, requirements=tuple(replace(each, by_title=True) for each in self.requirements))

    @property
    def own(self) -> tuple[Requirement, ...]:
        """The requirements that no independent cause has too."""
        return tuple(requirement for requirement in self.requirements if not requirement.shared)


@dataclass
class Causes:
    """A search for the causes of an impossible day. `found` grows; `all_found`: shown that the rest can hold.

    `entangled_sought`: causes that share more with another than independent ones do were looked for, to the end.
    """

    trials: Feasibility
    requirements: tuple[Requirement, ...]

    def __post_init__(self) -> None:
        self.found: list[Cause] = []
        self.all_found = False
        self.entangled_sought = False
        self._denied = False
        self._conflicts = SessionConflicts(self.trials)

    def possible(self) -> bool:
        """Whether some programme keeps all requirements. Raises TimeUp when that could not be told."""
        self._denied = not self._possible(self.requirements)
        return not self._denied

    def _possible(self, left: Sequence[Requirement]) -> bool:
        local = self._conflicts.locally(left)
        return local is None and self._conflicts.possible(
            left, [requirement for requirement in left if requirement.must]
        )

    def search(self) -> Iterator[Cause]:
        """One cause after the other, the independent ones first. Ends early, without an error, when time is up."""
        try:
            left = list(self.requirements)
            while (cause := self._one(left)) is not None:
                yield self._noted(cause)
                given_up = set(cause.own or cause.requirements)
                left = [requirement for requirement in left if requirement not in given_up]
            self.all_found = True
            if len(self.trials.problem.conference.held) <= LARGE:  # on a larger day the remedies need the time more
                yield from self._entangled()
                self.entangled_sought = True
        except TimeUp:
            return

    def _noted(self, cause: Cause) -> Cause:
        self.found.append(cause)
        return cause

    def _entangled(self) -> Iterator[Cause]:
        """Causes that stay when what one rule says in a cause is given up, with a rule that no cause so far has."""
        for number, cause in enumerate(tuple(self.found), 1):
            others = {r for other in self.found if other is not cause and not other.entangled for r in other.own}
            for rule in {id(r.rule): r.rule for r in cause.own}.values():
                spared = [r for r in cause.own if r.rule is rule]
                left = [r for r in self.requirements if r not in others and not _same_matter(r, spared)]
                known = {name for other in self.found for name in _rules(other)}
                if not self._possible([r for r in left if r.name in known]):
                    continue  # the rules of the causes so far are enough for it
                sessions = self._conflicts.minimal(left)
                if sessions is None:
                    continue
                entangled = self._smallest(left, sessions)
                if not _rules(entangled) <= known:
                    yield self._noted(Cause(entangled.requirements, entangled.smallest, (number,)))

    def _one(self, left: Sequence[Requirement]) -> Cause | None:
        certain = self._denied and len(left) == len(self.requirements)
        sessions = self._conflicts.minimal(left, certain=certain)
        return None if sessions is None else self._smallest(left, sessions)

    def _smallest(self, left: Sequence[Requirement], sessions: Sequence[Session]) -> Cause:
        # What is tried first is spared first: what looks at other sessions behind its sentence is the harder to read.
        about = sorted((r for r in left if r.concerns(sessions)), key=lambda r: r.self_contained)
        expired = False

        def core(some: Sequence[Requirement]) -> Sequence[Requirement] | None:
            nonlocal expired
            if expired:
                return None
            try:
                possible = self.trials.programme([requirement.case for requirement in some], sessions) is not None
            except TimeUp:
                expired = True
                return None
            return None if possible else some

        found = deletion_filter(about, core, blocks_by(about, lambda requirement: id(requirement.rule)))
        return Cause(tuple(found), smallest=not expired)


def _same_matter(one: Requirement, spared: Sequence[Requirement]) -> bool:
    """Whether the requirement is one of these, or needs the same person at the same session: one gives up both."""
    return any(one is r or (one.people & r.people and set(one.sessions) & set(r.sessions)) for r in spared)


def _rules(cause: Cause) -> frozenset[str]:
    return frozenset(requirement.name for requirement in cause.requirements)
