"""A hard rule without one of its statements, said as a day file says it, demands what is left and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.programme import Placement, Programme
from scheduler.questions.explain.edits import updated
from scheduler.questions.explain.plain_rules import plain_statements
from scheduler.questions.explain.rule_without_cases import without
from scheduler.rules.book import RULES
from scheduler.rules.protocols import waivable
from scheduler.rules.rule import Rule
from tests.support.statements import spoken_of, statements
from tests.support.tape import Tape, taped

slow_to_draw = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)
GIVEN_UP = [kind for kind in RULES if getattr(kind, "waivable", True)]


@pytest.mark.parametrize("kind", GIVEN_UP, ids=lambda kind: kind.name)
@slow_to_draw
@given(data=st.data())
def test_every_statement_can_be_given_up_in_words_of_the_day_file(kind: type[Rule], data: st.DataObject) -> None:
    conference = data.draw(spoken_of(kind).filter(lambda conference: len(conference.held) > 1))
    rule = updated(data.draw(statements(kind, conference)), weight=None)
    every = list(rule.cases(conference)) if waivable(rule) else []
    if not every:
        return
    less = without(rule, data.draw(st.sampled_from(every)))
    plain = plain_statements(less, conference)
    assert plain is not None

    def somewhere(tape: Tape) -> Programme:
        places = [(s, t, r) for s in conference.held for t in conference.starts(s) for r in conference.places(s)]
        chosen = {session: (start, room) for session, start, room in places if tape.either}
        return Programme(tuple(Placement(session, *where) for session, where in chosen.items()))

    programme = data.draw(taped(somewhere))
    broken = [[case for case in r.cases(conference) if case.breaches(programme)] for r in (less, *plain)]
    assert bool(broken[0]) == any(broken[1:])
