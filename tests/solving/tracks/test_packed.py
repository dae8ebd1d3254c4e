"""Talks decided by their blocks: the model costs what the check counts, and its best is that of brute force."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from scheduler.checking.check import check
from scheduler.conference.conference import Conference
from scheduler.rules.book import RULES
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.one_session_per_room import OneSessionPerRoom
from scheduler.rules.one_track_per_block import OneTrackPerBlock
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.rules.talks_in_order import TalksInOrder
from scheduler.solving.answers import Solved
from scheduler.solving.formulate import formulate
from scheduler.solving.solve import solve
from tests.support.conferences import conferences, programmes
from tests.support.small import day
from tests.support.statements import OF_TALKS, statements

unhurried = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
of_talks = pytest.mark.parametrize(
    "kind", [kind for kind in RULES if kind.name in OF_TALKS], ids=lambda kind: kind.name
)
BASIS: tuple[Rule, ...] = (OneSessionPerRoom(), OneTrackPerBlock())


def talks_alone(conference: Conference) -> Conference:
    return conference.model_copy(update={"sessions": tuple(s for s in conference.sessions if s.track)})


def _at_some_slots(conference: Conference, seed: int) -> Conference:
    """The talks, about half of them with a few of their starts alone, so that not every slot of a round will do."""
    random = Random(seed)
    sessions = [
        talk.model_copy(update={"starts": tuple(sorted(random.sample(starts, random.randint(1, min(2, len(starts))))))})
        if (starts := conference.starts(talk)) and random.random() < 0.5
        else talk
        for talk in conference.sessions
    ]
    return conference.model_copy(update={"sessions": tuple(sessions)})


days_of_talks = (
    st.tuples(conferences(most=400, talks=True).map(talks_alone), st.integers(0, 999))
    .map(lambda drawn: _at_some_slots(*drawn))
    .filter(lambda conference: conference.held)
)


@of_talks
@settings(suppress_health_check=unhurried)
@given(data=st.data())
def test_the_best_of_packed_talks_is_the_best_there_is(kind: type[Rule], data: st.DataObject) -> None:
    conference = data.draw(days_of_talks)
    basis = (*BASIS, EverySessionHeld()) if data.draw(st.booleans()) else BASIS
    some = [kind, *data.draw(st.lists(st.sampled_from(RULES), max_size=2))]
    weighed = [data.draw(statements(one, conference)) for one in some]
    book = (*basis, *(rule.model_copy(update={"weight": 1 + turn, "tier": 1}) for turn, rule in enumerate(weighed)))
    problem = Problem(conference, book)
    formulation = formulate(problem)
    model = formulation.model
    assume(model.packed is not None)
    counted = [check(problem, programme) for programme in programmes(conference)]
    least = min((report.cost for report in counted if not report.broken), default=None)
    model.cp.minimize(formulation.costs[1])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.cp)
    if least is None:
        assert status == cp_model.INFEASIBLE
        return
    assert status == cp_model.OPTIMAL
    programme = model.programme(solver.value)
    assert all(placement.start in conference.starts(placement.session) for placement in programme.placements)
    found = check(problem, programme)
    assert (round(solver.objective_value), found.cost, found.broken) == (least, least, ())


def test_what_is_demanded_of_an_order_twice_is_counted_twice() -> None:
    talks = {title: {"track": "Water", "order": 1} for title in ("Dijken", "Pompen")}
    small = day(sessions=talks, tracks={"Water": {}}, rounds=["9:00-10:00"], slots=2)
    once = (*BASIS, EverySessionHeld(), TalksInOrder(weight=1))
    costs = [solve(Problem(small, book)) for book in (once, (*once, TalksInOrder(weight=2)))]
    assert [answer.report.cost for answer in costs if isinstance(answer, Solved) and answer.optimal] == [1, 3]
