"""The remedies: the changes that ask least and make the day possible, one change if any will do, else two or three.

Every change is tried, those that ask least first: on the few sessions of a cause, which shows quickly that most of them
do not help, and then on the whole day. Where no single change helps, changes are put together, one for each conflict
that the ones before have left (after Reiter 1987, whose tree of hitting sets this is, level by level).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, takewhile
from itertools import count as counter

from scheduler.questions.explain.causes import LARGE
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.combinations import Combinations, Left, distinct
from scheduler.questions.explain.repairs import Changes, ConflictSet, RepairSearch
from scheduler.search import shares
from scheduler.search.budget import Budget, TimeUp
from scheduler.solving.feasibility import TrialTooLong

MOST_CHANGES = 3
MOST_REMEDIES = 6
_ENOUGH = 3  # remedies of one change each; with fewer, changes are put together
_FIRST = 6  # changes for the first cause that are looked for, on a day as large as that, before the whole day is tried
_FEWEST_CHOICES = 3  # for each of several causes
_MOST_LEFT_OUT = 4  # sessions, when one is not enough
_FEW_CAUSES = 2  # with sets of one change for each that are few enough to be tried in turn
_MOST_INCOMPLETE = 30  # sets that do not do by themselves, when several are to be put together


@dataclass
class Remedies:
    """A search for remedies: which of the trials are made, in which order, and what of them is shown.

    `most`: lines of remedies. `soon`: when it has expired, fewer remedies will do.

    `first_cause_repairs`: on a large day, the first changes that end the first cause, whatever becomes of the rest of
    the day. `choices`: where there are several causes, for each of them the changes of which one is needed; the first
    of each go together, and each of the others goes with the first of the other causes.
    """

    repairs: RepairSearch
    most: int = MOST_REMEDIES
    soon: Budget = field(default_factory=lambda: Budget(math.inf))

    def __post_init__(self) -> None:
        self.first_cause_repairs: list[Change] = []
        self.choices: list[list[Change]] = []
        self._combinations = Combinations(self.repairs)
        self._large = len(self.repairs.problem.conference.held) > LARGE
        self._found_matters: list[frozenset[Hashable]] = []  # of each remedy
        self._groups: set[tuple[Hashable, ...]] = set()  # of remedies that are told in one line
        self._most_asked = 0  # by the last remedy of one change
        self._one_left_out_is_too_few: bool | None = None
        self._all_single = False

    @property
    def complete(self) -> bool:
        """Whether every single change that asks no more than the last remedy of one change was tried."""
        return self._all_single and not self.repairs.unsure

    def search(self) -> Iterator[Changes]:
        """The remedies, those that ask least first; `repairs.programmes` has a programme of the day with each.

        Ends early, without an error, when time is up.
        """
        several_causes = len(self.repairs.causes) > 1
        try:
            single = self._single()
            if self._large:  # the whole day may take longer than there is time: first what would end this cause
                for changes in islice(single, _FIRST):
                    if changes[0].matter not in {change.matter for change in self.first_cause_repairs}:
                        self.first_cause_repairs.append(changes[0])
            incomplete: list[Left] = []
            tried = chain(((change,) for change in self.first_cause_repairs), single)
            yield from self._remedies_among(tried, incomplete)
            self._all_single = True
            if several_causes and len(self._groups) < _ENOUGH:
                yield from self._one_for_each(incomplete)
                if self.choices:
                    return
            for _ in range(MOST_CHANGES - 1):
                if len(self._groups) >= _ENOUGH or not incomplete:
                    break
                level, incomplete = incomplete, []
                yield from self._remedies_among(self._with_one_more(level), incomplete)
            if self._one_left_out_is_too_few and not several_causes:
                yield from self._several_left_out()
        except TimeUp:
            return

    def _remedies_among(self, tried: Iterator[Changes], incomplete: list[Left]) -> Iterator[Changes]:
        """The remedies among what is tried, until there are enough. Some of the others are added to `incomplete`.

        Changes that are told in one line (`Change.group`) count once, and all of them are tried.
        """
        longer = Budget(shares.MORE_REMEDIES) if self._found_matters else None
        kept: set[frozenset[Hashable]] = set()
        last = 0
        for whole in tried:
            changes = whole
            if self._all_single and longer and self._long_enough(longer):
                return
            asks = sum(change.asks for change in changes)
            if len(self._groups) >= (_ENOUGH if self._late else self.most) and asks > last:
                return
            matters = frozenset(change.matter for change in changes)
            group = tuple(change.group for change in changes)
            if self._superfluous(matters) or (len(self._groups) >= self.most and group not in self._groups):
                continue
            remaining = self.repairs.remaining_conflict(changes)
            if remaining is None:
                if (fewer := self.fewest(changes)) != changes:
                    changes, matters = fewer, frozenset(change.matter for change in fewer)
                    group, asks = tuple(change.group for change in fewer), sum(change.asks for change in fewer)
                    if self._superfluous(matters):
                        continue
                self._found_matters.append(matters)
                self._groups.add(group)
                last = self._most_asked = asks
                yield changes
                longer = longer or Budget(shares.MORE_REMEDIES)
            elif remaining.names and len(incomplete) < _MOST_INCOMPLETE and matters not in kept:
                kept.add(matters)
                incomplete.append((changes, remaining))

    def fewest(self, changes: Changes) -> Changes:
        """These changes without those that are not needed, where the others make the day possible."""
        for change in changes if len(changes) > 1 else ():
            others = tuple(other for other in changes if other is not change)
            if others and self.repairs.remaining_conflict(others) is None:
                changes = others
        return changes

    def _long_enough(self, longer: Budget) -> bool:
        """Whether enough time has gone to what nobody waits for, since something has been found."""
        return longer.expired or self._late

    @property
    def _late(self) -> bool:
        return self.soon.expired

    def _superfluous(self, matters: frozenset[Hashable]) -> bool:
        """Whether fewer of these changes were found to do."""
        return any(matters >= other for other in self._found_matters)

    # -- one change -----------------------------------------------------------------------------------------------

    def _single(self) -> Iterator[Changes]:
        """Each single change that lets the sessions of the first cause be held, by themselves."""
        first, *others = self.repairs.of_causes
        for change in self.repairs.candidates(first):
            if not self._hopeless(change, others) and self.repairs.resolve((change,), first):
                yield (change,)

    def _hopeless(self, change: Change, others: Sequence[ConflictSet]) -> bool:
        """Whether the change concerns one session alone, and leaving that out would not do either.

        Other causes are left aside.
        """
        leaving_out = self.repairs.left_out.get(change.only_session)
        if leaving_out is None or self._large:
            return False
        if self._one_left_out_is_too_few is None:
            self._one_left_out_is_too_few = self._leaving_one_out_is_too_few(others)
        if self._one_left_out_is_too_few:
            return True
        if leaving_out is change:
            return False
        remaining = self.repairs.remaining_conflict((leaving_out,))
        return remaining is not None and bool(remaining.names) and remaining not in others

    # -- sessions left out ----------------------------------------------------------------------------------------

    def _leaving_one_out_is_too_few(self, others: Sequence[ConflictSet]) -> bool:
        try:
            return self.repairs.programme_leaving_out(1, others) is None
        except TrialTooLong:
            return False  # each is tried by itself

    def _several_left_out(self) -> Iterator[Changes]:
        """As few sessions left out as can be, where one does not do; then others instead of the last of them."""
        left_out = self.repairs.left_out
        for most in range(2, _MOST_LEFT_OUT + 1):
            try:
                programme = self.repairs.programme_leaving_out(most)
            except TrialTooLong:
                self.repairs.unsure = True
                return
            if programme is None:
                continue
            held = self.repairs.problem.conference.held
            *these, last = (left_out[session.name] for session in held if session not in programme)
            spared = [left_out[s.name] for s in held if s.name in self.repairs.conflicts[0].names]
            for other in (last, *(change for change in spared if change is not last and change not in these)):
                if self.repairs.remaining_conflict((*these, other)) is None:
                    yield (*these, other)
            return

    # -- several causes: one change for each ----------------------------------------------------------------------

    def _one_for_each(self, incomplete: list[Left]) -> Iterator[Changes]:
        """One change for each cause, those that ask least; then others for each, the rest as in the first found."""
        conflicts = self.repairs.of_causes
        tried = self._combinations.exchanged(conflicts) if len(conflicts) > _FEW_CAUSES else self._products(conflicts)
        longer = Budget(shares.MORE_REMEDIES)
        in_time = takewhile(lambda _: not self._found_matters or not self._long_enough(longer), tried)
        first = next((choice for choice in in_time if self._does(choice, incomplete)), None)
        if first is None:
            return
        if (fewer := self.fewest(distinct(first))) != distinct(first):
            self._found_matters.append(frozenset(change.matter for change in fewer))
            yield fewer
            return
        yield distinct(first)
        self._found_matters.append(frozenset(change.matter for change in first))
        self.choices = [[change] for change in first]
        each = max(_FEWEST_CHOICES, self.most // len(conflicts))
        longer = Budget(shares.MORE_REMEDIES_LATE if self._late else shares.MORE_REMEDIES)
        for number, (choice, conflict) in enumerate(zip(self.choices, conflicts, strict=True)):
            groups = {choice[0].group}
            for place in counter():
                change = self.repairs.repair(conflict, place)
                if change is None or longer.expired:
                    break
                if len(groups) >= each and change.asks > choice[-1].asks:
                    break
                matters = {other.matter for other in choice}
                changes = distinct((*first[:number], change, *first[number + 1 :]))
                if change.matter in matters or self._superfluous(frozenset({change.matter})):
                    continue
                wanted = len(groups) < each or change.group in groups
                if wanted and self.repairs.remaining_conflict(changes) is None and self.fewest(changes) == changes:
                    choice.append(change)
                    groups.add(change.group)
                    yield changes

    def _does(self, choice: Changes, incomplete: list[Left]) -> bool:
        changes = distinct(choice)
        remaining = self.repairs.remaining_conflict(changes)
        if remaining is not None and remaining.names and len(incomplete) < _MOST_INCOMPLETE:
            incomplete.append((changes, remaining))
        return remaining is None

    def _products(self, conflicts: Sequence[ConflictSet]) -> Iterator[Changes]:
        """One change for each of these; where a single change does, none that ask more than the last of such."""
        for chosen in self._combinations.products(conflicts, most_shared=self.most):
            matters = frozenset(change.matter for change in chosen)
            asks = sum(change.asks for change in distinct(chosen))
            worth_it = not self._found_matters or asks <= self._most_asked
            if len(matters) == len(distinct(chosen)) and worth_it and not self._superfluous(matters):
                yield chosen

    # -- several changes for one cause ----------------------------------------------------------------------------

    def _with_one_more(self, level: Sequence[Left]) -> Iterator[Changes]:
        longer = Budget(shares.MORE_REMEDIES)
        return self._combinations.with_one_more(level, lambda: bool(self._found_matters) and self._long_enough(longer))
