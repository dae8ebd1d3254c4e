"""The best programme of a changed day that is nearest to the old one, against brute force over all programmes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scheduler.questions.repair import (
    CannotHoldAll,
    Nearest,
    NotWithin,
    Repaired,
    beside_fresh,
    nearest,
    repair,
    repair_within,
)
from scheduler.rules.book import droppable_book
from scheduler.rules.problem import Problem
from scheduler.solving.answers import Impossible
from tests.questions.test_repair import Key, anything, ranking, slow_to_draw, untouched, what_may_not_move
from tests.solving.test_solve import books

STEPS = 4  # people, moved, minutes, rooms


def cost_first(key: Key) -> Key:
    """What counts, of a repair that puts the people first, with the day's own wishes before them."""
    return (*key[STEPS:], *key[:STEPS])


def amounts(answer: Nearest | Repaired) -> Key:
    return (*answer.report.costs.values(), *(step.amount for step in answer.steps.values()))


@slow_to_draw
@given(data=st.data())
def test_of_the_best_programmes_none_is_nearer(data: st.DataObject) -> None:
    conference, published = anything(data)
    book = data.draw(books(conference))
    ranked = ranking(conference, book, published, lambda _: True)
    answer = nearest(Problem(conference, book), published, workers=2)
    if not ranked:
        assert isinstance(answer, Impossible)
        return
    assert isinstance(answer, Nearest)
    assert answer.optimal
    assert amounts(answer) == min(map(cost_first, ranked.values())) == cost_first(ranked[answer.programme])
    assert len(answer.difference.affected) == answer.steps["people"].amount


@slow_to_draw
@given(data=st.data())
def test_of_the_programmes_that_affect_so_many_people_at_most_none_is_better(data: st.DataObject) -> None:
    conference, published = anything(data)
    book = data.draw(books(conference))
    options = data.draw(what_may_not_move(conference))
    most = data.draw(st.integers(0, len(conference.people)))
    ranked = ranking(conference, book, published, untouched(conference, published, options))
    answer = repair_within(Problem(conference, book), published, most, workers=2, **options)
    if not ranked:
        assert isinstance(answer, CannotHoldAll)
        return
    least = min(people for people, *_ in ranked.values())
    if least > most:
        assert isinstance(answer, NotWithin)
        assert (answer.proven, answer.least, answer.nearest.steps["people"].amount) == (True, least, least)
        return
    assert isinstance(answer, Repaired)
    assert answer.optimal
    within = [cost_first(key) for key in ranked.values() if key[0] <= most]
    assert amounts(answer) == min(within) == cost_first(ranked[answer.programme])


@slow_to_draw
@given(data=st.data())
def test_with_leave_to_drop_the_fewest_are_dropped_before_all_else(data: st.DataObject) -> None:
    conference, published = anything(data)
    book = data.draw(books(conference))
    problem = Problem(conference, tuple(book))
    most = data.draw(st.integers(0, len(conference.people)))
    near = repair(problem, published, workers=2, drop=True)
    answer = repair_within(problem, published, most, workers=2, drop=True)
    if not isinstance(near, Repaired):
        assert isinstance(answer, type(near))
        return
    if not near.dropped:
        return  # the test above is about that
    others, held = droppable_book(problem)
    ranked = ranking(conference, list(others), published, lambda _: True, [session.name for session in held])
    common = [session for session in held if session.kind.is_common]
    whole = {p: key for p, key in ranked.items() if all(session in p for session in common)} or ranked
    fewest = min(key[:2] for key in whole.values())
    rest = [cost_first(key[2:]) for key in whole.values() if key[:2] == fewest]
    least = min(key[-STEPS] for key in rest)
    if least > most:
        assert isinstance(answer, NotWithin)
        assert answer.least == least
        return
    assert isinstance(answer, Repaired)
    own = (*answer.report.costs.values(), *(answer.steps[name].amount for name in [*answer.steps][2:]))
    assert own == min(key for key in rest if key[-STEPS] <= most)
    assert tuple(step.amount for step in [*answer.steps.values()][:2]) == fewest


@slow_to_draw
@given(data=st.data())
def test_beside_a_repair_stands_what_a_fresh_programme_would_cost_and_how_many_it_would_affect(
    data: st.DataObject,
) -> None:
    conference, published = anything(data)
    book = data.draw(books(conference))
    options = data.draw(what_may_not_move(conference))
    problem = Problem(conference, book)
    repaired = repair(problem, published, workers=2, **options)
    if not isinstance(repaired, Repaired):
        return  # there is no repair beside which anything could stand
    ranked = ranking(conference, book, published, untouched(conference, published, options))
    answer = beside_fresh(problem, published, repaired, workers=2, **options).fresh
    if not repaired.report.cost:
        assert answer is None
        return
    assert answer is not None
    assert answer.optimal
    assert amounts(answer) == min(cost_first(key)[: 1 - STEPS] for key in ranked.values())
