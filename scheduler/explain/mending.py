"""What a set of changes leaves at odds, and which changes would mend that: each tried, each only once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from scheduler.conference import Session
from scheduler.conflict_trial import TooLong, Trials
from scheduler.explain.causes import Cause
from scheduler.explain.change import Change, Plan, updated
from scheduler.explain.changes_of_people import of_people
from scheduler.explain.changes_of_rooms import of_rooms
from scheduler.explain.changes_of_rules import of_rules
from scheduler.explain.changes_of_time import left_out, of_time
from scheduler.explain.odds import Odds
from scheduler.explain.requirement import FewLeftOut, Requirement, requirements
from scheduler.programme import Programme

Changes = tuple[Change, ...]


@dataclass(frozen=True)
class Crowd:
    """Sessions by name that are at odds by these rules of the plan, by number; None: by all of them."""

    names: frozenset[str]
    rules: frozenset[int] | None = None


@dataclass
class Mending:
    """Trials of changes to one plan. `shown`: for each set that makes the day possible, a programme of it.

    `near`: a programme of the day with the causes given up, near which a programme is looked for first; None where the
    whole day is as quick to try. `unsure`: some trial took too long, and its changes were passed over as no help.
    """

    plan: Plan
    causes: Sequence[Cause]
    trials: Callable[[Plan], Trials]
    near: Programme | None = None

    def __post_init__(self) -> None:
        self.crowds: list[Crowd] = []  # sessions known to be at odds: quick to try on their own
        self._demands: dict[Crowd, tuple[Requirement, ...]] = {}
        numbers = {id(rule): number for number, rule in enumerate(self.plan.rules)}
        for cause in self.causes:
            names = frozenset(session.name for session in cause.sessions)
            crowd = Crowd(names, frozenset(numbers[id(r.rule)] for r in cause.requirements if r.rule))
            self.crowds.append(crowd)
            self._demands[crowd] = cause.requirements
        self._changes: dict[Crowd, list[Change]] = {}
        self._same: dict[Hashable, Change] = {}  # one that mends several crowds is the same change for each of them
        self._searches: dict[Crowd, Iterator[Change]] = {}
        self.left_out = {session.name: left_out(session) for session in self.plan.conference.held}
        self._known: dict[Changes, Crowd | None] = {}
        self.shown: dict[Changes, Programme] = {}
        self.unsure = False

    def mending_of(self, crowd: Crowd, place: int) -> Change | None:
        """Of the changes that let these sessions be held together, by themselves: the one at that place."""
        found = self._changes.setdefault(crowd, [])
        if len(found) <= place and crowd not in self._searches:
            self._searches[crowd] = self._search_mending(crowd)
        while len(found) <= place:
            change = next(self._searches[crowd], None)
            if change is None:
                return None
            found.append(self._same.setdefault((change.matter, change.sentence), change))
        return found[place]

    def _search_mending(self, crowd: Crowd) -> Iterator[Change]:
        """Where what does more in the same matter does not help, a change is passed over."""
        every = self.candidates(crowd)
        furthest = {change.matter: change for change in every if change.grows}
        hopeless: dict[Change, bool] = {}
        for change in every:
            more = self.left_out.get(change.alone) or furthest.get(change.matter, change)
            if more is not change and more not in hopeless:
                hopeless[more] = not self.hold(more.made(self.plan), crowd)
            if not hopeless.get(more, False) and self.hold(change.made(self.plan), crowd):
                yield change

    def candidates(self, crowd: Crowd) -> list[Change]:
        """Every change to what these sessions have to do with, those that ask least first."""
        sessions = [session for session in self.plan.conference.held if session.name in crowd.names]
        demands = self._demands[crowd]
        people = dict.fromkeys(person for r in demands for person in self.plan.conference.people if person in r.people)
        every = [
            *of_time(self.plan, sessions),
            *of_people(self.plan, sessions, people),
            *of_rooms(self.plan, sessions, demands),
            *of_rules(self.plan, demands),
        ]
        return sorted(
            (self.left_out[c.alone] if c.matter == ("held", c.alone) else c for c in every), key=lambda c: c.asks
        )

    def unmet(self, changes: Changes) -> Crowd | None:
        """Sessions that these changes have left at odds; None when there are none, so that the day is possible."""
        if changes not in self._known:
            self._known[changes] = self._found_unmet(changes)
        return self._known[changes]

    def _found_unmet(self, changes: Changes) -> Crowd | None:
        plan = self.plan
        for change in changes:
            plan = change.made(plan)
        for crowd in self.crowds:
            if not self.hold(plan, crowd):
                return crowd
        try:
            programme = self._programme(plan, None)
        except TooLong:
            self.unsure = True
            return self._crowd(plan, plan.conference.held)
        if programme is not None:
            self.shown[changes] = programme
            return None
        every = requirements(plan.conference, plan.rules)
        try:
            sessions = Odds(self.trials(plan)).among(every, certain=True, roughly=True)
        except TooLong:
            sessions = None
        crowd = self._crowd(plan, sessions or plan.conference.held)
        self.crowds.append(crowd)
        return crowd

    def _crowd(self, plan: Plan, sessions: Sequence[Session]) -> Crowd:
        crowd = Crowd(frozenset(session.name for session in sessions))
        every = requirements(plan.conference, plan.rules)
        self._demands[crowd] = tuple(r for r in every if crowd.names.issuperset(_named(r)))
        return crowd

    def hold(self, plan: Plan, crowd: Crowd | None) -> bool:
        """Whether these sessions can be held, as if there were no others; None: all of them."""
        try:
            return self._programme(plan, crowd) is not None
        except TooLong:
            self.unsure = True
            return False

    def _programme(self, plan: Plan, crowd: Crowd | None) -> Programme | None:
        conference, rules = plan.conference, plan.rules
        sessions = tuple(s for s in conference.held if crowd is None or s.name in crowd.names)
        if crowd is not None:
            conference = updated(conference, sessions=sessions)
            rules = tuple(rule for n, rule in enumerate(rules) if crowd.rules is None or n in crowd.rules)
        few = Plan(conference, rules)
        names = {session.name for session in sessions}
        cases = [r.case for r in requirements(conference, rules) if all(s.name in names for s in r.sessions)]
        trials = self.trials(few)
        if crowd is None and self.near is not None:
            known = frozenset[str]().union(*(some.names for some in self.crowds))
            free = [session for session in sessions if session.name in known]
            if (programme := trials.beside(self.near, cases, free)) is not None:
                return programme
        return trials.programme(cases, sessions)

    def with_few_left_out(self, most: int, others: Sequence[Crowd] = ()) -> Programme | None:
        """A programme without so many sessions of the first cause; those of other causes are left out anyway."""
        first = self.crowds[0].names
        elsewhere = frozenset[str]().union(*(crowd.names for crowd in others)) - first
        sessions = tuple(s for s in self.plan.conference.held if s.name not in elsewhere)
        names = {session.name for session in sessions}
        few = Plan(updated(self.plan.conference, sessions=sessions), self.plan.rules)
        every = [r for r in requirements(few.conference, few.rules) if names.issuperset(_named(r))]
        spared = tuple(session for session in sessions if session.name in first)
        cases = [r.case for r in every if not (r.must and first.issuperset(_named(r)))]
        return self.trials(few).programme([*cases, FewLeftOut(spared, most)], sessions)


def _named(requirement: Requirement) -> set[str]:
    return {session.name for session in requirement.sessions}
