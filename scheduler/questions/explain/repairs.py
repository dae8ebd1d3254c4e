"""What a set of changes leaves at odds, and which changes would mend that: each tried, each only once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from scheduler.conference.conference import Session
from scheduler.conference.programme import Programme
from scheduler.questions.explain.causes import Cause
from scheduler.questions.explain.change import Change, updated
from scheduler.questions.explain.changes.people import of_people
from scheduler.questions.explain.changes.rooms import of_rooms
from scheduler.questions.explain.changes.rules import of_rules
from scheduler.questions.explain.changes.time import left_out, of_time
from scheduler.questions.explain.requirements import FewLeftOut, Requirement, requirements
from scheduler.questions.explain.session_conflicts import SessionConflicts
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Case
from scheduler.solving.feasibility import Feasibility, TrialTooLong

Changes = tuple[Change, ...]


@dataclass(frozen=True)
class ConflictSet:
    """Sessions by name that are at odds by these rules of the plan, by number; None: by all of them."""

    names: frozenset[str]
    rules: frozenset[int] | None = None


@dataclass
class RepairSearch:
    """Trials of changes to one plan. `shown`: for each set that makes the day possible, a programme of it.

    `near`: a programme of the day with the causes given up, near which a programme is looked for first; None where the
    whole day is as quick to try. `unsure`: some trial took too long, and its changes were passed over as no help.
    """

    plan: Problem
    causes: Sequence[Cause]
    trials: Callable[[Problem], Feasibility]
    near: Programme | None = None

    def __post_init__(self) -> None:
        self.crowds: list[ConflictSet] = []  # sessions known to be at odds: quick to try on their own
        self._demands: dict[ConflictSet, tuple[Requirement, ...]] = {}
        numbers = {id(rule): number for number, rule in enumerate(self.plan.rules)}
        for cause in self.causes:
            names = frozenset(session.name for session in cause.sessions)
            crowd = ConflictSet(names, frozenset(numbers[id(r.rule)] for r in cause.requirements if r.rule))
            self.crowds.append(crowd)
            self._demands[crowd] = cause.requirements
        self._every: dict[ConflictSet, list[Change]] = {}
        self._furthest: dict[ConflictSet, dict[Hashable, Change]] = {}
        self._same: dict[Hashable, Change] = {}
        self._changes: dict[ConflictSet, list[Change]] = {}
        self._searches: dict[ConflictSet, Iterator[Change]] = {}
        self.left_out = {session.name: left_out(session) for session in self.plan.conference.held}
        self._known: dict[Changes, ConflictSet | None] = {}
        self._tried: dict[tuple[ConflictSet, frozenset[Change]], bool] = {}  # by the changes that concern the crowd
        self._tried_without: dict[tuple[ConflictSet, frozenset[Change], int], bool] = {}
        self._concerns: dict[tuple[ConflictSet, Change], bool] = {}
        self.shown: dict[Changes, Programme] = {}
        self.unsure = False
        self._made: dict[Changes, Problem] = {}

    def mending_of(self, crowd: ConflictSet, place: int) -> Change | None:
        """Of the changes that let these sessions be held together, by themselves: the one at that place."""
        found = self._changes.setdefault(crowd, [])
        search = self._searches.setdefault(crowd, self._search_mending(crowd))
        while len(found) <= place:
            change = next(search, None)
            if change is None:
                return None
            found.append(change)
        return found[place]

    def _search_mending(self, crowd: ConflictSet) -> Iterator[Change]:
        return (change for change in self.every(crowd) if self.helps((), change, crowd))

    def every(self, crowd: ConflictSet) -> list[Change]:
        """The candidates. One that mends several crowds is the same change for each of them."""
        if crowd not in self._every:
            candidates = self.candidates(crowd)
            self._every[crowd] = [self._same.setdefault((c.matter, c.sentence), c) for c in candidates]
            self._furthest[crowd] = {change.matter: change for change in self._every[crowd] if change.grows}
        return self._every[crowd]

    def helps(self, given: Changes, change: Change, crowd: ConflictSet) -> bool:
        """Whether these sessions can be held with the change and what is given. Not tried where more does not help."""
        every = (*given, change)
        alone = {change.alone for change in every if change.alone in crowd.names}
        if alone and not self._without(tuple(c for c in every if c.alone not in alone), len(alone), crowd):
            return False
        for more in (self.left_out.get(change.alone), self._furthest[crowd].get(change.matter)):
            if more is not None and more is not change and not self.mend((*given, more), crowd):
                return False
        return self.mend(every, crowd)

    def _without(self, changes: Changes, most: int, crowd: ConflictSet) -> bool:
        """Whether these sessions can be held but for so many of them; tried only once."""
        key = (crowd, self._of_concern(changes, crowd), most)
        if key not in self._tried_without:
            few = self._few(self.changed(changes), crowd)
            sessions = few.conference.held
            names = {session.name for session in sessions}
            every = requirements(few)
            cases = [r.case for r in every if not r.must and names.issuperset(_named(r))]
            try:
                found = self.trials(few).programme([*cases, FewLeftOut(sessions, most)], sessions)
                self._tried_without[key] = found is not None
            except TrialTooLong:
                self._tried_without[key] = True  # each is tried by itself
        return self._tried_without[key]

    def mend(self, changes: Changes, crowd: ConflictSet) -> bool:
        """Whether these sessions can be held when this is changed, as if there were no others; tried only once."""
        known = (crowd, self._of_concern(changes, crowd))
        if known not in self._tried:
            self._tried[known] = self.hold(self.changed(changes), crowd)
        return self._tried[known]

    def known_to_mend(self, change: Change, crowd: ConflictSet) -> bool:
        """Whether it was tried, and does."""
        return self._tried.get((crowd, self._of_concern((change,), crowd)), False)

    def changed(self, changes: Changes) -> Problem:
        """The plan when this is changed; of the last of them the steps before are kept."""
        if not changes:
            return self.plan
        *before, last = changes
        if (plan := self._made.get(changes)) is None:
            plan = self._made[changes] = last.made(self.changed(tuple(before)))
        return plan

    def _of_concern(self, changes: Changes, crowd: ConflictSet) -> frozenset[Change]:
        return frozenset(change for change in changes if self._concern(change, crowd))

    def _concern(self, change: Change, crowd: ConflictSet) -> bool:
        """Whether the change makes a difference to these sessions by themselves."""
        if (crowd, change) not in self._concerns:
            was, made = self._few(self.plan, crowd), self._few(self.changed((change,)), crowd)
            self._concerns[crowd, change] = not _same_day(was, made)
        return self._concerns[crowd, change]

    def candidates(self, crowd: ConflictSet) -> list[Change]:
        """Every change to what these sessions have to do with, those that ask least first."""
        sessions = [session for session in self.plan.conference.held if session.name in crowd.names]
        demands = self._demands[crowd]
        people = dict.fromkeys(person for r in demands for person in self.plan.conference.people if person in r.people)
        every = [
            *of_time(self.plan, sessions),
            *of_people(self.plan, sessions, people),
            *of_rooms(self.plan, sessions),
            *of_rules(self.plan, demands),
        ]
        return sorted(
            (self.left_out[c.alone] if c.matter == ("held", c.alone) else c for c in every), key=lambda c: c.asks
        )

    def unmet(self, changes: Changes) -> ConflictSet | None:
        """Sessions that these changes have left at odds; None when there are none, so that the day is possible."""
        if changes not in self._known:
            self._known[changes] = self._found_unmet(changes)
        return self._known[changes]

    def _found_unmet(self, changes: Changes) -> ConflictSet | None:
        for crowd in self.crowds:
            if not self.mend(changes, crowd):
                return crowd
        plan = self.changed(changes)
        try:
            programme = self._programme(plan, None)
        except TrialTooLong:
            self.unsure = True
            return self._crowd(plan, plan.conference.held)
        if programme is not None:
            self.shown[changes] = programme
            return None
        every = requirements(plan)
        try:
            sessions = SessionConflicts(self.trials(plan)).minimal(every, certain=True, roughly=True)
        except TrialTooLong:
            sessions = None
        crowd = self._crowd(plan, self._narrowed(plan, sessions or plan.conference.held))
        self.crowds.append(crowd)
        return crowd

    def _narrowed(self, plan: Problem, sessions: Sequence[Session]) -> list[Session]:
        """Without those of as many causes as can be, so that what is changed for these makes no difference to it."""
        left = list(sessions)
        for cause in sorted(self.crowds[: len(self.causes)], key=lambda crowd: len(crowd.names)):
            rest = [session for session in left if session.name not in cause.names]
            names = frozenset(session.name for session in rest)
            if 1 < len(rest) < len(left) and len(self.causes) > 1 and not self.hold(plan, ConflictSet(names)):
                left = rest
        return left

    def _crowd(self, plan: Problem, sessions: Sequence[Session]) -> ConflictSet:
        crowd = ConflictSet(frozenset(session.name for session in sessions))
        every = requirements(plan)
        self._demands[crowd] = tuple(r for r in every if crowd.names.issuperset(_named(r)))
        return crowd

    def hold(self, plan: Problem, crowd: ConflictSet | None) -> bool:
        """Whether these sessions can be held, as if there were no others; None: all of them."""
        try:
            return self._programme(plan, crowd) is not None
        except TrialTooLong:
            self.unsure = True
            return False

    def _few(self, plan: Problem, crowd: ConflictSet) -> Problem:
        """The plan with these sessions alone."""
        sessions = tuple(session for session in plan.conference.held if session.name in crowd.names)
        rules = tuple(rule for n, rule in enumerate(plan.rules) if crowd.rules is None or n in crowd.rules)
        return Problem(updated(plan.conference, sessions=sessions), rules)

    def _programme(self, plan: Problem, crowd: ConflictSet | None) -> Programme | None:
        few = plan if crowd is None else self._few(plan, crowd)
        sessions = few.conference.held
        cases = _cases(few)
        trials = self.trials(few)
        if crowd is None and self.near is not None:
            known = frozenset[str]().union(*(some.names for some in self.crowds))
            free = [session for session in sessions if session.name in known]
            if (programme := trials.beside(self.near, cases, free)) is not None:
                return programme
        return trials.programme(cases, sessions)

    def with_few_left_out(self, most: int, others: Sequence[ConflictSet] = ()) -> Programme | None:
        """A programme without so many sessions of the first cause; those of other causes are left out anyway."""
        first = self.crowds[0].names
        elsewhere = frozenset[str]().union(*(crowd.names for crowd in others)) - first
        sessions = tuple(s for s in self.plan.conference.held if s.name not in elsewhere)
        names = {session.name for session in sessions}
        few = Problem(updated(self.plan.conference, sessions=sessions), self.plan.rules)
        every = [r for r in requirements(few) if names.issuperset(_named(r))]
        spared = tuple(session for session in sessions if session.name in first)
        cases = [r.case for r in every if not (r.must and first.issuperset(_named(r)))]
        return self.trials(few).programme([*cases, FewLeftOut(spared, most)], sessions)


def _cases(plan: Problem) -> list[Case]:
    """All that is demanded of the sessions that there are."""
    names = {session.name for session in plan.conference.held}
    return [r.case for r in requirements(plan) if names.issuperset(_named(r))]


def _same_day(one: Problem, other: Problem) -> bool:
    """Whether the two demand the same of the same sessions, so far as their fields and their sentences tell.

    A change copies what it changes, and whatever holds that; all else stays the same object.
    """
    here, there = one.conference, other.conference
    if len(here.held) != len(there.held) or any(a is not b for a, b in zip(here.held, there.held, strict=True)):
        return False
    rest = [name for name in type(here).model_fields if name not in ("sessions", "people", "groups")]
    if any(getattr(here, name) != getattr(there, name) for name in rest):
        return False
    return [*map(str, _cases(one))] == [*map(str, _cases(other))]


def _named(requirement: Requirement) -> set[str]:
    return {session.name for session in requirement.sessions}
