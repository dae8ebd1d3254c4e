"""The tests that come by themselves for every rule in the book: check and encoding mean the same."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference import Conference
from scheduler.rule import AmountCase, Case, Rule
from scheduler.rules import RULES
from tests.agreement import allowed, least_costs
from tests.conferences import conferences, programmes
from tests.statements import statements

every_rule = pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)
slow_to_draw = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])


def a_case(data: st.DataObject, kind: type[Rule]) -> tuple[Conference, Case]:
    """A small conference and one case of a drawn statement of the rule; redrawn when the rule has nothing to say."""
    conference = data.draw(conferences().filter(lambda c: c.held))
    rule = data.draw(statements(kind, conference).filter(lambda rule: any(rule.cases(conference))))
    return conference, data.draw(st.sampled_from(list(rule.cases(conference))))


@every_rule
@slow_to_draw
@given(data=st.data())
def test_the_solver_allows_exactly_the_programmes_without_breaches(kind: type[Rule], data: st.DataObject) -> None:
    conference, case = a_case(data, kind)
    kept = {programme for programme in programmes(conference) if not case.breaches(programme)}
    for how in ("hard", "on"):
        assert allowed(conference, case, how) == kept, (how, str(case))


@every_rule
@slow_to_draw
@given(data=st.data())
def test_a_case_that_is_off_forbids_nothing(kind: type[Rule], data: st.DataObject) -> None:
    conference, case = a_case(data, kind)
    assert allowed(conference, case, "off") == set(programmes(conference)), str(case)


@every_rule
@slow_to_draw
@given(data=st.data(), seed=st.integers(0, 99))
def test_the_solver_counts_what_the_check_counts(kind: type[Rule], data: st.DataObject, seed: int) -> None:
    conference, case = a_case(data, kind)
    among = list(programmes(conference))
    sample = random.Random(seed).sample(among, min(8, len(among)))
    assert least_costs(conference, case, sample) == {programme: case.amount(programme) for programme in sample}, str(case)


@every_rule
@slow_to_draw
@given(data=st.data())
def test_a_case_breaks_in_sentences_that_add_up(kind: type[Rule], data: st.DataObject) -> None:
    conference, case = a_case(data, kind)
    assert str(case).endswith(".")
    for programme in programmes(conference):
        breaches = case.breaches(programme)
        assert all(breach.sentence.endswith(".") and breach.amount > 0 for breach in breaches)
        assert case.amount(programme) == (sum(b.amount for b in breaches) if isinstance(case, AmountCase) else bool(breaches))
