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
from scheduler.explain.requirement import Requirement, requirements
from scheduler.programme import Programme

MOST_CHANGES = 3
MOST_REMEDIES = 6
_ENOUGH = 3  # remedies of one change each; with fewer, changes are put together
_LONGER = 3.0  # seconds that are spent on putting changes together when something has been found
_LARGE = 100  # sessions
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
    day, the first changes that end the first cause, whatever becomes of the rest of the day.
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

    def search(self) -> Iterator[_Changes]:
        """Those that ask least first. Ends early, without an error, when time is up."""
        try:
            found: list[frozenset[Hashable]] = []
            grown: list[tuple[_Changes, Crowd]] = []
            single = self._single()
            if self._large:  # the whole day may take longer than there is time: first what would end this cause
                self.mending = [changes[0] for changes in islice(single, _ENOUGH)]
            yield from self._found(chain(((change,) for change in self.mending), single), found, grown)
            self.complete = True
            for _ in range(MOST_CHANGES - 1):
                if len(found) >= _ENOUGH or not grown:
                    break
                level, grown = grown, []
                yield from self._found(self._put_together(level), found, grown)
        except TimeUp:
            return

    def _found(
        self, tried: Iterator[_Changes], found: list[frozenset[Hashable]], left: list[tuple[_Changes, Crowd]]
    ) -> Iterator[_Changes]:
        """Those that are remedies, until there are enough. Some of the others are left to be put together."""
        began = time.monotonic() if found else 0.0
        kept: set[frozenset[Hashable]] = set()
        for changes in tried:
            if self.complete and began and time.monotonic() > began + _LONGER:
                return
            matters = frozenset(change.matter for change in changes)
            if any(matters >= other for other in found):
                continue
            unmet = self._unmet(changes)
            if unmet is None:
                found.append(matters)
                yield changes
                began = began or time.monotonic()
                if len(found) == self.most:
                    return
            elif len(left) < _MOST_MENDING and matters not in kept:
                kept.add(matters)
                left.append((changes, unmet))

    def _single(self) -> Iterator[_Changes]:
        """Each single change that lets the sessions of the first cause be held, by themselves."""
        first, *others = self.crowds[: len(self.causes)]
        for change in self.candidates(first):
            if not self._hopeless(change, others) and self._hold(change.made(self.plan), first):
                yield (change,)

    def _hopeless(self, change: Change, others: Sequence[Crowd]) -> bool:
        """Whether it concerns one session alone, and leaving that out would not do either. Other causes left aside."""
        leaving_out = self._left_out.get(change.alone)
        if leaving_out is None or leaving_out is change or self._large:
            return False
        unmet = self._unmet((leaving_out,))
        return unmet is not None and unmet not in others

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
