"""Sets of changes tried on an impossible problem: which conflict each leaves, and what would end that.

Each is tried only once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from scheduler.conference.conference import Session
from scheduler.conference.programme import Programme
from scheduler.questions.explain.causes import Cause
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.changes.people import of_people
from scheduler.questions.explain.changes.rooms import of_rooms
from scheduler.questions.explain.changes.rules import of_rules
from scheduler.questions.explain.changes.time import left_out, of_time
from scheduler.questions.explain.day_remedies import following_standard
from scheduler.questions.explain.edits import updated
from scheduler.questions.explain.requirements import FewLeftOut, Requirement, requirements
from scheduler.questions.explain.session_conflicts import SessionConflicts
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import helped_by
from scheduler.rules.rule import Case
from scheduler.solving.feasibility import Feasibility, TrialTooLong

Changes = tuple[Change, ...]


@dataclass(frozen=True)
class ConflictSet:
    """Sessions by name that cannot all be held by these rules of the problem, by number; None: by all of them."""

    names: frozenset[str]
    rules: frozenset[int] | None = None


# What is left by changes after which the files, as they are read, make no day that is possible.
NOT_SO_IN_THE_FILES = ConflictSet(frozenset())


@dataclass
class RepairSearch:
    """Trials of changes to one problem.

    `trials`: makes what tries whether a changed problem is possible. `near`: a programme of the day with the causes
    given up, near which a programme is looked for first; None where the whole day is as quick to try.

    `in_files`: whether these changes, made in the files of the day, make it possible, as this programme shows or
    otherwise; None: there are no files, and the changes are what they are taken for.

    `conflicts`: sets of sessions that are known not to go together, and are quick to try by themselves; those of the
    causes first. `programmes`: for each set of changes that makes the day possible, one of the day as it then is.
    `unsure`: some trial took too long, and its changes were passed over as no help.
    """

    problem: Problem
    causes: Sequence[Cause]
    trials: Callable[[Problem], Feasibility]
    near: Programme | None = None
    in_files: Callable[[Changes, Programme], bool] | None = None

    def __post_init__(self) -> None:
        self.conflicts: list[ConflictSet] = []
        self._demands: dict[ConflictSet, tuple[Requirement, ...]] = {}
        numbers = {id(rule): number for number, rule in enumerate(self.problem.rules)}
        for cause in self.causes:
            helping = (session for r in cause.requirements for session in helped_by(r.case))
            names = frozenset(session.name for session in (*cause.sessions, *helping))
            conflict = ConflictSet(names, frozenset(numbers[id(r.rule)] for r in cause.requirements if r.rule))
            self.conflicts.append(conflict)
            self._demands[conflict] = cause.requirements
        self._demands[NOT_SO_IN_THE_FILES] = ()
        self.left_out = {session.name: left_out(session) for session in self.problem.conference.held}
        self.programmes: dict[Changes, Programme] = {}
        self.unsure = False
        self._candidates: dict[ConflictSet, list[Change]] = {}
        self._furthest: dict[ConflictSet, dict[Hashable, Change]] = {}  # by matter
        self._same: dict[Hashable, Change] = {}
        self._repairs: dict[ConflictSet, list[Change]] = {}
        self._searches: dict[ConflictSet, Iterator[Change]] = {}
        self._remaining: dict[Changes, ConflictSet | None] = {}
        self._resolved: dict[tuple[ConflictSet, frozenset[Change]], bool] = {}  # by the changes that concern it
        self._resolved_but_for: dict[tuple[ConflictSet, frozenset[Change], int], bool] = {}
        self._concerns: dict[tuple[ConflictSet, Change], bool] = {}
        self._changed: dict[Changes, Problem] = {}

    @property
    def of_causes(self) -> list[ConflictSet]:
        """The conflicts of the causes, in their order."""
        return self.conflicts[: len(self.causes)]

    def repair(self, conflict: ConflictSet, place: int) -> Change | None:
        """The change at that place among those that end the conflict, taken by itself; None: there are no more."""
        found = self._repairs.setdefault(conflict, [])
        search = self._searches.setdefault(conflict, self._search_repairs(conflict))
        while len(found) <= place:
            change = next(search, None)
            if change is None:
                return None
            found.append(change)
        return found[place]

    def _search_repairs(self, conflict: ConflictSet) -> Iterator[Change]:
        return (change for change in self.candidates(conflict) if self.helps((), change, conflict))

    def candidates(self, conflict: ConflictSet) -> list[Change]:
        """Every change to what these sessions have to do with, those that ask least first.

        A change that would end several conflicts is the same object for each of them.
        """
        if conflict not in self._candidates:
            found = [self._same.setdefault((c.matter, c.sentence), c) for c in self._work_out_candidates(conflict)]
            self._candidates[conflict] = found
            self._furthest[conflict] = {change.matter: change for change in found if change.cumulative}
        return self._candidates[conflict]

    def _work_out_candidates(self, conflict: ConflictSet) -> list[Change]:
        sessions = [session for session in self.problem.conference.held if session.name in conflict.names]
        demands = self._demands[conflict]
        people = dict.fromkeys(p for r in demands for p in self.problem.conference.people if p in r.people)
        every = [
            *of_time(self.problem, sessions),
            *of_people(self.problem, sessions, people),
            *of_rooms(self.problem, sessions),
            *of_rules(self.problem, demands),
        ]
        return sorted(
            (self.left_out[c.only_session] if c.matter == ("held", c.only_session) else c for c in every),
            key=lambda change: change.asks,
        )

    # -- trials of the sessions of one conflict, as if there were no others ---------------------------------------

    def helps(self, given: Changes, change: Change, conflict: ConflictSet) -> bool:
        """Whether these sessions can be held with the change and what is given. Not tried where more does not help."""
        every = (*given, change)
        alone = {change.only_session for change in every if change.only_session in conflict.names}
        if alone:
            others = tuple(change for change in every if change.only_session not in alone)
            if not self._resolve_but_for(len(alone), others, conflict):
                return False
        for more in (self.left_out.get(change.only_session), self._furthest[conflict].get(change.matter)):
            if more is not None and more is not change and not self.resolve((*given, more), conflict):
                return False
        return self.resolve(every, conflict)

    def resolve(self, changes: Changes, conflict: ConflictSet) -> bool:
        """Whether these sessions can all be held when this is changed."""
        key = (conflict, self._concerning(changes, conflict))
        if key not in self._resolved:
            self._resolved[key] = self.can_be_held(self.changed(changes), conflict)
        return self._resolved[key]

    def known_to_resolve(self, change: Change, conflict: ConflictSet) -> bool:
        """Whether the change was tried on the conflict, and ends it."""
        return self._resolved.get((conflict, self._concerning((change,), conflict)), False)

    def _resolve_but_for(self, most: int, changes: Changes, conflict: ConflictSet) -> bool:
        """Whether these sessions can be held but for so many of them, when this is changed."""
        key = (conflict, self._concerning(changes, conflict), most)
        if key not in self._resolved_but_for:
            part = self._restricted(self.changed(changes), conflict)
            sessions = part.conference.held
            names = {session.name for session in sessions}
            cases = [r.case for r in requirements(part) if not r.must and names.issuperset(_names(r))]
            try:
                found = self.trials(part).programme([*cases, FewLeftOut(sessions, most)], sessions)
                self._resolved_but_for[key] = found is not None
            except TrialTooLong:
                self._resolved_but_for[key] = True  # each is tried by itself
        return self._resolved_but_for[key]

    def can_be_held(self, problem: Problem, conflict: ConflictSet) -> bool:
        """Whether these sessions can all be held by the rules of the conflict."""
        part = self._restricted(problem, conflict)
        try:
            return self.trials(part).programme(_cases(part), part.conference.held) is not None
        except TrialTooLong:
            self.unsure = True
            return False

    def _restricted(self, problem: Problem, conflict: ConflictSet) -> Problem:
        """The problem with these sessions and rules alone."""
        sessions = tuple(session for session in problem.conference.held if session.name in conflict.names)
        rules = [rule for n, rule in enumerate(problem.rules) if conflict.rules is None or n in conflict.rules]
        return Problem(updated(problem.conference, sessions=sessions), rules)

    def changed(self, changes: Changes) -> Problem:
        """The problem when this is changed; of the last of the changes the steps before are kept."""
        if not changes:
            return self.problem
        *before, last = changes
        if (problem := self._changed.get(changes)) is None:
            problem = last.apply(self.changed(tuple(before)))
            if self.in_files is not None:
                problem = following_standard(self.problem, problem)
            self._changed[changes] = problem
        return problem

    def _concerning(self, changes: Changes, conflict: ConflictSet) -> frozenset[Change]:
        return frozenset(change for change in changes if self._concern(change, conflict))

    def _concern(self, change: Change, conflict: ConflictSet) -> bool:
        """Whether the change makes a difference to these sessions by themselves."""
        if (conflict, change) not in self._concerns:
            before = self._restricted(self.problem, conflict)
            after = self._restricted(self.changed((change,)), conflict)
            self._concerns[conflict, change] = not _same_day(before, after)
        return self._concerns[conflict, change]

    # -- trials of the whole day ----------------------------------------------------------------------------------

    def remaining_conflict(self, changes: Changes) -> ConflictSet | None:
        """Sessions that cannot all be held with these changes; None when all can, so that the day is possible."""
        if changes not in self._remaining:
            self._remaining[changes] = self._find_remaining(changes)
        return self._remaining[changes]

    def _find_remaining(self, changes: Changes) -> ConflictSet | None:
        for conflict in self.conflicts:
            if not self.resolve(changes, conflict):
                return conflict
        problem = self.changed(changes)
        try:
            programme = self._programme(problem)
        except TrialTooLong:
            self.unsure = True
            return self._conflict(problem, problem.conference.held)
        if programme is not None:
            if self.in_files is not None and not self.in_files(changes, programme):
                return NOT_SO_IN_THE_FILES
            self.programmes[changes] = programme
            return None
        every = requirements(problem)
        try:
            sessions = SessionConflicts(self.trials(problem)).minimal(every, certain=True, roughly=True)
        except TrialTooLong:
            sessions = None
        conflict = self._conflict(problem, self._without_causes(problem, sessions or problem.conference.held))
        self.conflicts.append(conflict)
        return conflict

    def _without_causes(self, problem: Problem, sessions: Sequence[Session]) -> list[Session]:
        """The sessions without those of as many causes as can be: changes for these make no difference to the rest."""
        left = list(sessions)
        for cause in sorted(self.of_causes, key=lambda conflict: len(conflict.names)):
            rest = [session for session in left if session.name not in cause.names]
            names = frozenset(session.name for session in rest)
            if 1 < len(rest) < len(left) and len(self.causes) > 1 and not self.can_be_held(problem, ConflictSet(names)):
                left = rest
        return left

    def _conflict(self, problem: Problem, sessions: Sequence[Session]) -> ConflictSet:
        conflict = ConflictSet(frozenset(session.name for session in sessions))
        self._demands[conflict] = tuple(r for r in requirements(problem) if conflict.names.issuperset(_names(r)))
        return conflict

    def _programme(self, problem: Problem) -> Programme | None:
        """One with all sessions that keeps all hard rules; None: there is none."""
        sessions = problem.conference.held
        cases = _cases(problem)
        trials = self.trials(problem)
        if self.near is not None:
            names = frozenset[str]().union(*(conflict.names for conflict in self.conflicts))
            free = [session for session in sessions if session.name in names]
            if (programme := trials.with_few_moved(self.near, cases, free)) is not None:
                return programme
        return trials.programme(cases, sessions)

    def programme_leaving_out(self, most: int, others: Sequence[ConflictSet] = ()) -> Programme | None:
        """A programme without so many sessions of the first cause; those of other causes are left out anyway."""
        first = self.conflicts[0].names
        elsewhere = frozenset[str]().union(*(conflict.names for conflict in others)) - first
        sessions = tuple(s for s in self.problem.conference.held if s.name not in elsewhere)
        names = {session.name for session in sessions}
        part = Problem(updated(self.problem.conference, sessions=sessions), self.problem.rules)
        every = [r for r in requirements(part) if names.issuperset(_names(r))]
        spared = tuple(session for session in sessions if session.name in first)
        cases = [r.case for r in every if not (r.must and first.issuperset(_names(r)))]
        return self.trials(part).programme([*cases, FewLeftOut(spared, most)], sessions)


def _cases(problem: Problem) -> list[Case]:
    """All that is demanded of the sessions that are held."""
    names = {session.name for session in problem.conference.held}
    return [r.case for r in requirements(problem) if names.issuperset(_names(r))]


def _same_day(one: Problem, other: Problem) -> bool:
    """Whether the two demand the same of the same sessions, so far as their fields and their sentences tell.

    A change copies what it changes, and whatever holds that; all else stays the same object.
    """
    conference, changed = one.conference, other.conference
    if len(conference.held) != len(changed.held):
        return False
    if any(a is not b for a, b in zip(conference.held, changed.held, strict=True)):
        return False
    rest = [name for name in type(conference).model_fields if name not in ("sessions", "people", "groups")]
    if any(getattr(conference, name) != getattr(changed, name) for name in rest):
        return False
    return [*map(str, _cases(one))] == [*map(str, _cases(other))]


def _names(requirement: Requirement) -> set[str]:
    return {session.name for session in requirement.sessions}
