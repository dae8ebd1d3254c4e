"""What is found of a day before it is solved: never a false alarm, and the stories that people tell."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference import Conference
from scheduler.preflight import Finding, findings
from scheduler.preflight_fits import cliques, moments, too_many
from scheduler.clock import Span
from scheduler.rule import Rule
from scheduler.rules import RULES, standard_book
from tests.conferences import conferences, programmes
from tests.small import day
from tests.statements import statements

slow_to_draw = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


def possible(conference: Conference, rules: tuple[Rule, ...]) -> bool:
    """Whether some programme keeps all hard rules, by looking at every one."""
    cases = [case for rule in rules if rule.weight is None for case in rule.cases(conference)]
    return any(not any(case.breaches(programme) for case in cases) for programme in programmes(conference))


@slow_to_draw
@given(conference=conferences())
def test_no_possible_day_is_called_impossible_by_the_standard_book(conference: Conference) -> None:
    rules = standard_book(conference)
    fatal = [finding.sentence for finding in findings(conference, rules) if finding.fatal]
    assert not (fatal and possible(conference, rules)), fatal


@slow_to_draw
@given(data=st.data(), conference=conferences())
def test_no_possible_day_is_called_impossible_by_any_rules(data: st.DataObject, conference: Conference) -> None:
    drawn = [data.draw(statements(kind, conference)) for kind in RULES if data.draw(st.booleans())]
    rules = tuple(rule.model_copy(update={"weight": None}) for rule in drawn)
    fatal = [finding.sentence for finding in findings(conference, rules) if finding.fatal]
    assert not (fatal and possible(conference, rules)), fatal
