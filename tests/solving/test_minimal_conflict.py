"""Minimal conflicts against brute force, for random monotone oracles: what is found is one, with none to spare."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from scheduler.solving.minimal_conflict import Core, blocks_by, core_by_trial, deletion_filter, halving_filter

Filter = Callable[[Sequence[int], Core[int]], list[int]]
FILTERS = st.sampled_from([deletion_filter, halving_filter])
MOST = 9  # things: brute force looks at 512 subsets


@dataclass
class Oracle:
    """Things hold together unless they contain one of the conflicts: that is monotone, and every such answer is so."""

    conflicts: list[frozenset[int]]
    asked: list[tuple[int, ...]] = field(default_factory=list)

    def possible(self, things: Sequence[int]) -> bool:
        self.asked.append(tuple(things))
        return not any(conflict.issubset(things) for conflict in self.conflicts)


def minimal_conflicts(soft: Sequence[int], possible: Callable[[Sequence[int]], bool]) -> list[tuple[int, ...]]:
    """The naive twin: every subset is tried. By their size, each in the order of the soft things."""
    subsets = chain.from_iterable(combinations(soft, size) for size in range(len(soft) + 1))
    return [
        some
        for some in subsets
        if not possible(some) and all(possible([t for t in some if t != spared]) for spared in some)
    ]


def preferred(soft: Sequence[int], found: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Of these conflicts the one without the first thing if there is any, of those the one without the second ..."""
    return min(found, key=lambda conflict: [thing in conflict for thing in soft])


@st.composite
def impossible_things(draw: st.DrawFn) -> tuple[list[int], Oracle]:
    """Some things in any order, which cannot all hold together; nothing at all can."""
    soft = draw(st.permutations(range(draw(st.integers(1, MOST)))))
    conflicts = draw(st.lists(st.frozensets(st.sampled_from(soft), min_size=1), min_size=1, max_size=6))
    return soft, Oracle(conflicts)


@given(impossible_things(), FILTERS)
def test_what_is_found_is_one_of_the_minimal_conflicts(drawn: tuple[list[int], Oracle], search: Filter) -> None:
    soft, oracle = drawn
    found = search(soft, core_by_trial(oracle.possible))
    assert tuple(found) in minimal_conflicts(soft, oracle.possible)


@given(impossible_things())
def test_the_deletion_filter_finds_the_conflict_that_spares_what_comes_first(drawn: tuple[list[int], Oracle]) -> None:
    soft, oracle = drawn
    found = deletion_filter(soft, core_by_trial(oracle.possible))
    assert tuple(found) == preferred(soft, minimal_conflicts(soft, oracle.possible))


@given(impossible_things(), st.lists(st.integers(0, 3), min_size=MOST, max_size=MOST))
def test_blocks_are_spared_whole_before_each_thing_by_itself(
    drawn: tuple[list[int], Oracle], groups: list[int]
) -> None:
    soft, oracle = drawn
    blocks = blocks_by(soft, lambda thing: groups[thing])
    assert sorted(chain.from_iterable(blocks)) == sorted(soft)
    found = deletion_filter(soft, core_by_trial(oracle.possible), blocks)
    assert tuple(found) in minimal_conflicts(soft, oracle.possible)
    # Of the blocks that the conflicts need, the last ones: a conflict of conflicts.
    numbers = list(range(len(blocks)))

    def possible(some: Sequence[int]) -> bool:
        return oracle.possible([thing for number in some for thing in blocks[number]])

    needed = deletion_filter(numbers, core_by_trial(possible))
    assert {number for number in numbers if set(blocks[number]) & set(found)} == set(needed)


@given(impossible_things(), st.data(), FILTERS)
def test_an_oracle_that_names_a_core_leads_to_a_minimal_conflict_too(
    drawn: tuple[list[int], Oracle], data: st.DataObject, search: Filter
) -> None:
    """Whatever it names, as long as that cannot hold together."""
    soft, oracle = drawn

    def core(things: Sequence[int]) -> Sequence[int] | None:
        within = [conflict for conflict in oracle.conflicts if conflict.issubset(things)]
        if not within:
            return None
        named = data.draw(st.sampled_from(within)) | data.draw(st.frozensets(st.sampled_from(things)))
        return [thing for thing in things if thing in named]

    assert tuple(search(soft, core)) in minimal_conflicts(soft, oracle.possible)


@given(impossible_things(), st.integers(0, 2 * MOST), FILTERS)
def test_what_is_found_when_time_runs_out_is_still_a_conflict(
    drawn: tuple[list[int], Oracle], trials: int, search: Filter
) -> None:
    soft, oracle = drawn

    def core(things: Sequence[int]) -> Sequence[int] | None:
        return None if len(oracle.asked) >= trials or oracle.possible(things) else things

    found = search(soft, core)
    assert not oracle.possible(found)
    assert set(found) <= set(soft)


@given(st.integers(1, 200), st.data())
def test_trials_are_few_and_none_is_of_nothing(size: int, data: st.DataObject) -> None:
    soft = list(range(size))
    conflict = data.draw(st.frozensets(st.sampled_from(soft), min_size=1, max_size=min(size, 8)))
    each, halved = Oracle([conflict]), Oracle([conflict])
    assert deletion_filter(soft, core_by_trial(each.possible)) == sorted(conflict)
    assert halving_filter(soft, core_by_trial(halved.possible)) == sorted(conflict)
    assert () not in each.asked + halved.asked
    assert len(each.asked) <= size
    # A block that is kept holds some of the conflict and is cut in two, an odd one in three; at first there are two.
    assert len(halved.asked) <= min(2 * size, (3 * len(conflict) + 2) * (math.log2(size) + 1))


def test_things_that_are_equal_are_each_a_thing_of_their_own() -> None:
    one, other = [1], [1]
    trial = core_by_trial(lambda some: len(some) < 2)
    assert list(map(id, deletion_filter([one, other], trial))) == [id(one), id(other)]
