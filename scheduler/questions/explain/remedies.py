"""The remedies: the changes that ask least and make the day possible, one change if any will do, else two or three.

Every change is tried, those that ask least first: on the few sessions of a cause, which shows quickly that most of them
do not help, and then on the whole day. Where no single change helps, changes are put together, one for each cause that
the ones before have left (after Reiter 1987, whose tree of hitting sets this is, level by level).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, takewhile
from itertools import count as counter

from scheduler.questions.explain.causes import LARGE
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.combinations import Choosing, together
from scheduler.questions.explain.repairs import Changes, ConflictSet
from scheduler.search import shares
from scheduler.search.budget import Budget
from scheduler.solving.feasibility import TimeUp, TrialTooLong

MOST_CHANGES = 3
MOST_REMEDIES = 6
_ENOUGH = 3  # remedies of one change each; with fewer, changes are put together
_FIRST = 6  # changes for the first cause that are looked for, on a day as large as that, before the whole day is tried
_FEWEST_CHOICES = 3  # for each of several causes
_MOST_LEFT_OUT = 4  # sessions, when one is not enough
_MOST_PRODUCTS = 5_000  # sets of one change for each cause that are looked at; most are known not to do
_FEW_CAUSES = 2  # with sets of one change for each that are few enough to be tried in turn
_MOST_MENDING = 30  # changes for one cause, when several are to be put together


@dataclass
class Remedies(Choosing):
    """A search for remedies. `shown` has for each a programme of the day as it then is, which keeps all hard rules.

    `mending`: on a large day, the first changes that end the first cause, whatever becomes of the rest of the day.
    `choices`: where there are several causes, for each of them the changes of which one is needed; the first of each go
    together, and each of the others goes with the first of the other causes.
    """

    most: int = MOST_REMEDIES
    soon: Budget = field(default_factory=lambda: Budget(math.inf))  # after it fewer remedies will do

    def __post_init__(self) -> None:
        super().__post_init__()
        self._large = len(self.plan.conference.held) > LARGE
        self._told: list[frozenset[Hashable]] = []  # the matters of each remedy
        self._lines: set[tuple[Hashable, ...]] = set()
        self._most_asked = 0  # by the last of these
        self._several_too_many: bool | None = None
        self._all_single = False
        self.mending: list[Change] = []
        self.choices: list[list[Change]] = []

    @property
    def complete(self) -> bool:
        """Whether every single change that asks no more than the last remedy of one change was tried."""
        return self._all_single and not self.unsure

    def search(self) -> Iterator[Changes]:
        """Those that ask least first. Ends early, without an error, when time is up."""
        try:
            single = self._single()
            if self._large:  # the whole day may take longer than there is time: first what would end this cause
                for changes in islice(single, _FIRST):
                    if changes[0].matter not in {change.matter for change in self.mending}:
                        self.mending.append(changes[0])
            grown: list[tuple[Changes, ConflictSet]] = []
            yield from self._found(chain(((change,) for change in self.mending), single), grown)
            self._all_single = True
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

    def _found(self, tried: Iterator[Changes], left: list[tuple[Changes, ConflictSet]]) -> Iterator[Changes]:
        """Those that are remedies, until there are enough. Some of the others are left to be put together.

        Changes that are told in one line (`Change.line`) count once, and all of them are tried.
        """
        longer = Budget(shares.MORE_REMEDIES) if self._told else None
        kept: set[frozenset[Hashable]] = set()
        last = 0
        for changes in tried:
            if self._all_single and longer and self._long_enough(longer):
                return
            asks = sum(change.asks for change in changes)
            if len(self._lines) >= (_ENOUGH if self._late else self.most) and asks > last:
                return
            matters = frozenset(change.matter for change in changes)
            line = tuple(change.line for change in changes)
            if self._superfluous(matters) or (len(self._lines) >= self.most and line not in self._lines):
                continue
            unmet = self.unmet(changes)
            if unmet is None:
                self._told.append(matters)
                self._lines.add(line)
                last = self._most_asked = asks
                yield changes
                longer = longer or Budget(shares.MORE_REMEDIES)
            elif len(left) < _MOST_MENDING and matters not in kept:
                kept.add(matters)
                left.append((changes, unmet))

    def _long_enough(self, longer: Budget) -> bool:
        """Whether enough time has gone to what nobody waits for, since something has been found."""
        return longer.expired or self._late

    @property
    def _late(self) -> bool:
        return self.soon.expired

    def _superfluous(self, matters: frozenset[Hashable]) -> bool:
        """Whether fewer of these changes were found to do."""
        return any(matters >= other for other in self._told)

    def _single(self) -> Iterator[Changes]:
        """Each single change that lets the sessions of the first cause be held, by themselves."""
        first, *others = self.crowds[: len(self.causes)]
        for change in self.candidates(first):
            if not self._hopeless(change, others) and self.mend((change,), first):
                yield (change,)

    def _hopeless(self, change: Change, others: Sequence[ConflictSet]) -> bool:
        """Whether it concerns one session alone, and leaving that out would not do either. Other causes left aside."""
        leaving_out = self.left_out.get(change.alone)
        if leaving_out is None or self._large:
            return False
        if self._several_too_many is None:
            self._several_too_many = self._several_too_many_but(others)
        if self._several_too_many:
            return True
        if leaving_out is change:
            return False
        unmet = self.unmet((leaving_out,))
        return unmet is not None and unmet not in others

    def _several_too_many_but(self, others: Sequence[ConflictSet]) -> bool:
        try:
            return self.with_few_left_out(1, others) is None
        except TrialTooLong:
            return False  # each is tried by itself

    def _several_left_out(self) -> Iterator[Changes]:
        """As few sessions as can be, where leaving out one does not do; then others for the last of them."""
        for most in range(2, _MOST_LEFT_OUT + 1):
            try:
                programme = self.with_few_left_out(most)
            except TrialTooLong:
                self.unsure = True
                return
            if programme is None:
                continue
            held = self.plan.conference.held
            *these, last = (self.left_out[session.name] for session in held if session not in programme)
            spared = [self.left_out[session.name] for session in held if session.name in self.crowds[0].names]
            for other in (last, *(change for change in spared if change is not last and change not in these)):
                if self.unmet((*these, other)) is None:
                    yield (*these, other)
            return

    # -- several causes: one change for each ---------------------------------------------------------------------

    def _one_for_each(self, left: list[tuple[Changes, ConflictSet]]) -> Iterator[Changes]:
        """One change for each cause, those that ask least; then others for each, the rest as in the first found."""
        crowds = self.crowds[: len(self.causes)]
        tried = self.repaired(crowds) if len(crowds) > _FEW_CAUSES else self._products(crowds)
        longer = Budget(shares.MORE_REMEDIES)
        in_time = takewhile(lambda _: not self._told or not self._long_enough(longer), tried)
        first = next((choice for choice in in_time if self._does(choice, left)), None)
        if first is None:
            return
        yield together(first)
        self._told.append(frozenset(change.matter for change in first))
        self.choices = [[change] for change in first]
        each = max(_FEWEST_CHOICES, self.most // len(crowds))
        longer = Budget(shares.MORE_REMEDIES_LATE if self._late else shares.MORE_REMEDIES)
        for number, (choice, crowd) in enumerate(zip(self.choices, crowds, strict=True)):
            lines = {choice[0].line}
            for place in counter():
                change = self.mending_of(crowd, place)
                if change is None or longer.expired or (len(lines) >= each and change.asks > choice[-1].asks):
                    break
                matters = {other.matter for other in choice}
                changes = together((*first[:number], change, *first[number + 1 :]))
                if change.matter in matters or self._superfluous(frozenset({change.matter})):
                    continue
                if (len(lines) < each or change.line in lines) and self.unmet(changes) is None:
                    choice.append(change)
                    lines.add(change.line)
                    yield changes

    def _does(self, choice: Changes, left: list[tuple[Changes, ConflictSet]]) -> bool:
        changes = together(choice)
        unmet = self.unmet(changes)
        if unmet is not None and len(left) < _MOST_MENDING:
            left.append((changes, unmet))
        return unmet is None

    def _products(self, crowds: Sequence[ConflictSet]) -> Iterator[Changes]:
        """One change for each of these, perhaps the same for several; those first that ask least together.

        Where a single change does, none that ask more together than the last of such.
        """
        seen = set(self._shared(crowds)) if all(self.mending_of(crowd, 0) for crowd in crowds) else set()
        heap = [(self._asked(crowds, places), places) for places in seen]
        heapq.heapify(heap)
        for _ in range(_MOST_PRODUCTS):
            if not heap:
                return
            _, places = heapq.heappop(heap)
            whole = self.chosen(crowds, places)
            if len(whole) == len(crowds):
                matters = frozenset(change.matter for change in whole)
                asks = sum(change.asks for change in together(whole))
                worth_it = not self._told or asks <= self._most_asked
                if len(matters) == len(together(whole)) and worth_it and not self._superfluous(matters):
                    yield whole
            for number in range(len(places)):
                after = (*places[:number], places[number] + 1, *places[number + 1 :])
                if after not in seen and self.mending_of(crowds[number], after[number]):
                    seen.add(after)
                    heapq.heappush(heap, (self._asked(crowds, after), after))

    def _shared(self, crowds: Sequence[ConflictSet]) -> Iterator[tuple[int, ...]]:
        """The first change for each; and each of the first few that mends several of them, wherever it does."""
        few = [[self.mending_of(crowd, place) for place in range(self.most)] for crowd in crowds]
        yield (0,) * len(crowds)
        for change in dict.fromkeys(chain.from_iterable(few)):
            yield tuple(some.index(change) if change is not None and change in some else 0 for some in few)

    def _asked(self, crowds: Sequence[ConflictSet], places: Sequence[int]) -> int:
        return sum(change.asks for change in together(self.chosen(crowds, places)))

    def _put_together(self, level: Sequence[tuple[Changes, ConflictSet]]) -> Iterator[Changes]:
        """Each of the sets with one more change, for what it has left at odds: those that ask least first.

        Before all others come changes that have mended the first cause too: what is a room short for one trouble is
        often two short for the day.
        """
        longer = Budget(shares.MORE_REMEDIES)
        first = self.crowds[0]
        known = {change for change in self.every(first) if self.known_to_mend(change, first)}
        pairs = [(changes, change, crowd) for changes, crowd in level for change in self.every(crowd)]
        pairs.sort(key=lambda pair: (pair[1] not in known, sum(change.asks for change in (*pair[0], pair[1]))))
        tried: set[frozenset[Change]] = set()
        for changes, change, crowd in pairs:
            if self._told and self._long_enough(longer):
                return
            if change in changes or frozenset((*changes, change)) in tried:
                continue
            tried.add(frozenset((*changes, change)))
            if self.helps(changes, change, crowd):
                yield (*changes, change)
