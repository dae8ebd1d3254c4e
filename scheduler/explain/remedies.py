"""The remedies: the changes that ask least and make the day possible, one change if any will do, else two or three.

Every change is tried, those that ask least first: on the few sessions of a cause, which shows quickly that most of them
do not help, and then on the whole day. Where no single change helps, changes are put together, one for each cause that
the ones before have left (after Reiter 1987, whose tree of hitting sets this is, level by level).
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from itertools import count as counter

from scheduler.conflict_trial import TimeUp, Trials
from scheduler.explain.causes import Cause
from scheduler.explain.change import Change, Plan, updated
from scheduler.explain.changes_of_people import of_people
from scheduler.explain.changes_of_rooms import of_rooms
from scheduler.explain.changes_of_rules import of_rules
from scheduler.explain.changes_of_time import left_out, of_time
from scheduler.explain.odds import Odds
from scheduler.explain.requirement import FewLeftOut, Requirement, requirements
from scheduler.programme import Programme

MOST_CHANGES = 3
MOST_REMEDIES = 6
_ENOUGH = 3  # remedies of one change each; with fewer, changes are put together
_LONGER = 3.0  # seconds that are spent on putting changes together when something has been found
_LARGE = 100  # sessions
_FEWEST_CHOICES = 3  # for each of several causes
_MOST_LEFT_OUT = 4  # sessions, when one is not enough
_MOST_PRODUCTS = 60  # sets of one change for each cause that are tried
_MOST_MENDING = 30  # changes for one cause, when several are to be put together
_Changes = tuple[Change, ...]


@dataclass(frozen=True)
class Crowd:
    """Sessions by name that are at odds by these rules of the plan, by number; None: by all of them."""

    names: frozenset[str]
    rules: frozenset[int] | None = None


@dataclass
class Remedies:
    """A search for remedies. `complete`: every single change that asks no more than the last one found was tried.

    `shown`: for each remedy a programme of the day as it then is, which keeps all hard rules. `mending`: on a large
    day, the first changes that end the first cause, whatever becomes of the rest of the day. `choices`: where there are
    several causes, for each of them the changes of which one is needed; the first of each go together, and each of the
    others goes with the first of the other causes.
    """

    plan: Plan
    causes: Sequence[Cause]
    trials: Callable[[Plan], Trials]
    most: int = MOST_REMEDIES
    complete: bool = False

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
        self._searches: dict[Crowd, Iterator[Change]] = {}
        self._left_out = {session.name: left_out(session) for session in self.plan.conference.held}
        self._known: dict[_Changes, Crowd | None] = {}
        self.shown: dict[_Changes, Programme] = {}
        self.mending: list[Change] = []
        self._large = len(self.plan.conference.held) > _LARGE
        self._told: list[frozenset[Hashable]] = []  # the matters of each remedy
        self._lines: set[tuple[Hashable, ...]] = set()
        self._several_too_many: bool | None = None
        self.choices: list[list[Change]] = []

    def search(self) -> Iterator[_Changes]:
        """Those that ask least first. Ends early, without an error, when time is up."""
        try:
            single = self._single()
            if self._large:  # the whole day may take longer than there is time: first what would end this cause
                self.mending = [changes[0] for changes in islice(single, _ENOUGH)]
            grown: list[tuple[_Changes, Crowd]] = []
            yield from self._found(chain(((change,) for change in self.mending), single), grown)
            self.complete = True
            if len(self.causes) > 1 and len(self._lines) < _ENOUGH:
                yield from self._one_for_each(grown)
                if self.choices:
                    return
            for _ in range(MOST_CHANGES - 1):
                if len(self._lines) >= _ENOUGH or not grown:
                    break
                level, grown = grown, []
                yield from self._found(self._put_together(level), grown)
            if self._several_too_many and len(self.causes) == 1:
                yield from self._several_left_out()
        except TimeUp:
            return

    def _found(self, tried: Iterator[_Changes], left: list[tuple[_Changes, Crowd]]) -> Iterator[_Changes]:
        """Those that are remedies, until there are enough. Some of the others are left to be put together.

        Changes that are told in one line (`Change.line`) count once, and all of them are tried.
        """
        began = time.monotonic() if self._told else 0.0
        kept: set[frozenset[Hashable]] = set()
        last = 0
        for changes in tried:
            if self.complete and began and time.monotonic() > began + _LONGER:
                return
            asks = sum(change.asks for change in changes)
            if len(self._lines) >= self.most and asks > last:
                return
            matters = frozenset(change.matter for change in changes)
            line = tuple(change.line for change in changes)
            if self._superfluous(matters) or (len(self._lines) >= self.most and line not in self._lines):
                continue
            unmet = self._unmet(changes)
            if unmet is None:
                self._told.append(matters)
                self._lines.add(line)
                last = asks
                yield changes
                began = began or time.monotonic()
            elif len(left) < _MOST_MENDING and matters not in kept:
                kept.add(matters)
                left.append((changes, unmet))

    def _superfluous(self, matters: frozenset[Hashable]) -> bool:
        """Whether fewer of these changes were found to do."""
        return any(matters >= other for other in self._told)

    def _single(self) -> Iterator[_Changes]:
        """Each single change that lets the sessions of the first cause be held, by themselves."""
        first, *others = self.crowds[: len(self.causes)]
        for change in self.candidates(first):
            if not self._hopeless(change, others) and self._hold(change.made(self.plan), first):
                yield (change,)

    def _hopeless(self, change: Change, others: Sequence[Crowd]) -> bool:
        """Whether it concerns one session alone, and leaving that out would not do either. Other causes left aside."""
        leaving_out = self._left_out.get(change.alone)
        if leaving_out is None or self._large:
            return False
        if self._several_too_many is None:
            self._several_too_many = self._with_few_left_out(1, others) is None
        if self._several_too_many:
            return True
        if leaving_out is change:
            return False
        unmet = self._unmet((leaving_out,))
        return unmet is not None and unmet not in others

    def _with_few_left_out(self, most: int, others: Sequence[Crowd] = ()) -> Programme | None:
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

    def _several_left_out(self) -> Iterator[_Changes]:
        """As few sessions as can be, where leaving out one does not do; then others for the last of them."""
        for most in range(2, _MOST_LEFT_OUT + 1):
            programme = self._with_few_left_out(most)
            if programme is None:
                continue
            held = self.plan.conference.held
            *these, last = (self._left_out[session.name] for session in held if session not in programme)
            spared = [self._left_out[session.name] for session in held if session.name in self.crowds[0].names]
            for other in (last, *(change for change in spared if change is not last and change not in these)):
                if self._unmet((*these, other)) is None:
                    yield (*these, other)
            return

    # -- several causes: one change for each ---------------------------------------------------------------------

    def _one_for_each(self, left: list[tuple[_Changes, Crowd]]) -> Iterator[_Changes]:
        """One change for each cause, those that ask least; then others for each, the rest as in the first found."""
        crowds = self.crowds[: len(self.causes)]
        first = next((changes for changes in self._products(crowds) if self._does(changes, left)), None)
        if first is None:
            return
        yield first
        self._told.append(frozenset(change.matter for change in first))
        self.choices = [[change] for change in first]
        each = max(_FEWEST_CHOICES, self.most // len(crowds))
        until = time.monotonic() + _LONGER
        for choice, crowd in zip(self.choices, crowds, strict=True):
            lines = {choice[0].line}
            for place in counter():
                change = self._mending(crowd, place)
                if change is None or time.monotonic() > until or (len(lines) >= each and change.asks > choice[-1].asks):
                    break
                matters = {other.matter for other in choice}
                changes = tuple(change if other is choice[0] else other for other in first)
                if change.matter in matters or self._superfluous(frozenset({change.matter})):
                    continue
                if (len(lines) < each or change.line in lines) and self._unmet(changes) is None:
                    choice.append(change)
                    lines.add(change.line)
                    yield changes

    def _does(self, changes: _Changes, left: list[tuple[_Changes, Crowd]]) -> bool:
        unmet = self._unmet(changes)
        if unmet is not None and len(left) < _MOST_MENDING:
            left.append((changes, unmet))
        return unmet is None

    def _products(self, crowds: Sequence[Crowd]) -> Iterator[_Changes]:
        """One change for each of these, those first that ask least together; a different one for each."""
        heap = [(0, (0,) * len(crowds))]
        seen = {heap[0][1]}
        for _ in range(_MOST_PRODUCTS):
            if not heap:
                return
            _, places = heapq.heappop(heap)
            changes = [self._mending(crowd, place) for crowd, place in zip(crowds, places, strict=True)]
            whole = [change for change in changes if change is not None]
            if len(whole) == len(crowds):
                matters = frozenset(change.matter for change in whole)
                if len(matters) == len(whole) and not self._superfluous(matters):
                    yield tuple(whole)
            for number in range(len(places)):
                after = (*places[:number], places[number] + 1, *places[number + 1 :])
                fresh = [self._mending(crowd, place) for crowd, place in zip(crowds, after, strict=True)]
                if after not in seen and all(fresh):
                    seen.add(after)
                    heapq.heappush(heap, (sum(change.asks for change in fresh if change), after))

    def _put_together(self, level: Sequence[tuple[_Changes, Crowd]]) -> Iterator[_Changes]:
        """Each of the sets with one more change, for what it has left at odds, those that ask least first."""
        number = counter()
        heap: list[tuple[int, int, int, int]] = []  # what it asks, a number of its own, which set, which change

        def push(which: int, place: int) -> None:
            changes, crowd = level[which]
            mending = self._mending(crowd, place)
            if mending is not None:
                heapq.heappush(heap, (sum(c.asks for c in changes) + mending.asks, next(number), which, place))

        for which in range(len(level)):
            push(which, 0)
        tried: set[frozenset[Change]] = set()
        while heap:
            _, _, which, place = heapq.heappop(heap)
            changes, crowd = level[which]
            change = self._mending(crowd, place)
            push(which, place + 1)
            if change is not None and change not in changes and frozenset((*changes, change)) not in tried:
                tried.add(frozenset((*changes, change)))
                yield (*changes, change)

    def _mending(self, crowd: Crowd, place: int) -> Change | None:
        """Of the changes that let these sessions be held together, by themselves: the one at that place."""
        found = self._changes.setdefault(crowd, [])
        if len(found) <= place and crowd not in self._searches:
            self._searches[crowd] = self._search_mending(crowd)
        while len(found) <= place:
            change = next(self._searches[crowd], None)
            if change is None:
                return None
            found.append(change)
        return found[place]

    def _search_mending(self, crowd: Crowd) -> Iterator[Change]:
        """Where the last of many steps in a matter does not help, the steps before it are passed over."""
        steps: dict[Hashable, list[Change]] = {}
        every = self.candidates(crowd)
        for change in every:
            steps.setdefault(change.matter, []).append(change)
        hopeless: dict[Hashable, bool] = {}
        for change in every:
            last = steps[change.matter][-1]
            if last is not change and change.matter not in hopeless:
                hopeless[change.matter] = not self._hold(last.made(self.plan), crowd)
            if not hopeless.get(change.matter, False) and self._hold(change.made(self.plan), crowd):
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
            (self._left_out[c.alone] if c.matter == ("held", c.alone) else c for c in every), key=lambda c: c.asks
        )

    def _unmet(self, changes: _Changes) -> Crowd | None:
        """Sessions that these changes have left at odds; None when there are none, so that the day is possible."""
        if changes not in self._known:
            self._known[changes] = self._found_unmet(changes)
        return self._known[changes]

    def _found_unmet(self, changes: _Changes) -> Crowd | None:
        plan = self.plan
        for change in changes:
            plan = change.made(plan)
        for crowd in self.crowds:
            if not self._hold(plan, crowd):
                return crowd
        if (programme := self._programme(plan, None)) is not None:
            self.shown[changes] = programme
            return None
        every = requirements(plan.conference, plan.rules)
        sessions = Odds(self.trials(plan)).among(every, certain=True, roughly=True) or list(plan.conference.held)
        crowd = Crowd(frozenset(session.name for session in sessions))
        self.crowds.append(crowd)
        self._demands[crowd] = tuple(r for r in every if crowd.names.issuperset(s.name for s in r.sessions))
        return crowd

    def _hold(self, plan: Plan, crowd: Crowd | None) -> bool:
        """Whether these sessions can be held, as if there were no others; None: all of them."""
        return self._programme(plan, crowd) is not None

    def _programme(self, plan: Plan, crowd: Crowd | None) -> Programme | None:
        conference, rules = plan.conference, plan.rules
        sessions = tuple(s for s in conference.held if crowd is None or s.name in crowd.names)
        if crowd is not None:
            conference = updated(conference, sessions=sessions)
            rules = tuple(rule for n, rule in enumerate(rules) if crowd.rules is None or n in crowd.rules)
        few = Plan(conference, rules)
        names = {session.name for session in sessions}
        cases = [r.case for r in requirements(conference, rules) if all(s.name in names for s in r.sessions)]
        return self.trials(few).programme(cases, sessions)


def _named(requirement: Requirement) -> set[str]:
    return {session.name for session in requirement.sessions}
