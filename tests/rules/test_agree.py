"""The tests that come by themselves for every rule in the book: check and encoding mean the same."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from scheduler.conference.conference import Conference
from scheduler.model.logic import FEW
from scheduler.rules.book import RULES
from scheduler.rules.rule import AmountCase, Case, Rule
from tests.support.agreement import allowed, least_costs
from tests.support.conferences import programmes
from tests.support.statements import spoken_of, statements

every_rule = pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)
unhurried = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
slow_to_draw = settings(suppress_health_check=unhurried)
few_or_many = st.sampled_from([FEW, 1])  # as on a day in rounds, or as on one with a long grid of starts


def a_case(data: st.DataObject, kind: type[Rule]) -> tuple[Conference, Case]:
    """A small conference and one case of a drawn statement of the rule; redrawn when the rule has nothing to say."""
    conference = data.draw(spoken_of(kind))
    rule = data.draw(statements(kind, conference).filter(lambda rule: any(rule.cases(conference))))
    return conference, data.draw(st.sampled_from(list(rule.cases(conference))))


@every_rule
@slow_to_draw
@given(data=st.data(), few=few_or_many)
def test_the_solver_allows_exactly_the_programmes_without_breaches_and_any_where_the_case_is_off(
    kind: type[Rule], data: st.DataObject, few: int
) -> None:
    conference, case = a_case(data, kind)
    every = set(programmes(conference))
    kept = {programme for programme in every if not case.breaches(programme)}
    for how, right in (("hard", kept), ("on", kept), ("off", every)):
        assert allowed(conference, case, how, few=few) == right, (how, str(case))


@every_rule
@slow_to_draw
@given(data=st.data(), seed=st.integers(0, 99), few=few_or_many)
def test_a_case_breaks_in_sentences_that_add_up_and_the_solver_counts_them(
    kind: type[Rule], data: st.DataObject, seed: int, few: int
) -> None:
    conference, case = a_case(data, kind)
    assert str(case).endswith(".")
    among = list(programmes(conference))
    for programme in among:
        breaches = case.breaches(programme)
        assert all(breach.sentence.endswith(".") and breach.amount > 0 for breach in breaches)
        assert case.amount(programme) == (
            sum(b.amount for b in breaches) if isinstance(case, AmountCase) else bool(breaches)
        )
    sample = random.Random(seed).sample(among, min(8, len(among)))
    counted = {programme: case.amount(programme) for programme in sample}
    assert least_costs(conference, case, sample, few=few) == counted, str(case)


@every_rule
def test_some_programme_keeps_it_and_some_other_breaks_it(kind: type[Rule]) -> None:
    def bites(found: tuple[Conference, Rule]) -> bool:
        conference, rule = found
        for case in rule.cases(conference):
            broken = [bool(case.breaches(programme)) for programme in programmes(conference)]
            if any(broken) and not all(broken):
                return True
        return False

    stated = spoken_of(kind, most=100).flatmap(
        lambda conference: st.tuples(st.just(conference), statements(kind, conference))
    )
    search = settings(max_examples=2000, phases=[Phase.generate], suppress_health_check=unhurried)
    assert find(stated, bites, settings=search)
