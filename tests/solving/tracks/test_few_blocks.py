"""A day of tracks searched with few blocks for a track in a round: what is found, and of what the proof is."""

from __future__ import annotations

import pytest

from scheduler.model.logic import variable_of
from scheduler.rules.book import standard_book
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.rules.track_keeps_its_room import TrackKeepsItsRoom
from scheduler.rules.track_not_parallel import TrackNotParallel
from scheduler.search.budget import Budget
from scheduler.solving.formulate import formulate
from scheduler.solving.minimize import SearchLimits
from scheduler.solving.tracks.best import BestKnown
from scheduler.solving.tracks.few_blocks import FewBlocks
from scheduler.solving.tracks.neighbourhood import WholeModel
from tests.support.small import day


def few_blocks(talks: int, *rules: Rule) -> FewBlocks:
    """So many talks of one track, in two rounds of two slots and two rooms."""
    sessions = {f"Water {turn}": {"track": "Water"} for turn in range(1, talks + 1)}
    rooms: dict[str, dict[str, object]] = {"Zaal 1": {}, "Zaal 2": {}}
    rounds = ["9:00-10:00", "10:00-11:00"]
    small = day(sessions=sessions, tracks={"Water": {}}, rooms=rooms, rounds=rounds, slots=2)
    found = formulate(Problem(small, (*standard_book(small), *rules)))
    model = found.model
    model.cp.minimize(found.costs[1])
    assert model.packed is not None
    decided = {variable_of(one.literal.index) for one in model.packed.decided()} - {model.true.index}
    limits = SearchLimits(Budget(10), workers=1, seed=0)
    return FewBlocks(model.packed, BestKnown(WholeModel(model.cp.proto, decided), limits, None))


@pytest.mark.parametrize(
    ("talks", "weight", "blocks", "cost"),
    [(4, 3, 1, 0), (5, 3, 2, 4), (8, 3, 2, 7)],
    ids=["one block is enough", "one round needs a second", "both do"],
)
def test_one_block_more_is_tried_until_there_is_a_programme(talks: int, weight: int, blocks: int, cost: int) -> None:
    few = few_blocks(talks, TrackNotParallel(weight=weight), TrackKeepsItsRoom(weight=1))
    few.run()
    assert few.state.values is not None
    assert (few.used(few.state.values), few.state.cost) == (blocks, cost)
    assert few.state.least == cost


def test_a_proof_with_one_block_is_one_of_the_whole_day_only_where_a_second_costs_as_much() -> None:
    """A second block costs 3 more than none, so it can be in a programme of 4 or more that is better than the best."""
    few = few_blocks(4, TrackNotParallel(weight=3))
    few.run()
    state = few.state
    for cost, enough in ((3, True), (4, False)):
        state.cost = cost
        assert few.are_enough(1) is enough
        assert few.are_enough(2)
