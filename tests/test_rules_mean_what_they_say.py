"""Each rule counts what its sentence says, by a second reading that knows nothing of the check (tests/oracles.py)."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference import Conference, Session
from scheduler.programme import Placement, Programme
from scheduler.rule import Rule
from scheduler.rules import RULES
from tests.conferences import conferences
from tests.oracles import ORACLES
from tests.statements import statements

PROGRAMMES = 12  # of each conference: drawing a conference takes longer than counting in it


def some_programme(conference: Conference, chance: random.Random) -> Programme:
    """Any programme that somebody might type: as the solver would place things, or wherever they like."""
    by_hand = chance.random() < 0.5
    placed = [_somewhere(conference, session, chance, by_hand) for session in conference.held]
    return Programme(tuple(placement for placement in placed if placement))


def _somewhere(conference: Conference, session: Session, chance: random.Random, by_hand: bool) -> Placement | None:
    starts, rooms = list(conference.starts(session)), list(conference.places(session))
    if by_hand and chance.random() < 0.6:
        day = chance.choice(conference.days)
        starts = [chance.randrange(day.hours.start - 30, day.hours.end, 5)]
    if by_hand and chance.random() < 0.3:
        rooms = [*conference.rooms, None]
    if not starts or not rooms or chance.random() < 0.1:
        return None
    return Placement(session, chance.choice(starts), chance.choice(rooms))


def test_every_rule_has_a_second_reading() -> None:
    assert set(ORACLES) == {rule.name for rule in RULES}


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])
@given(data=st.data(), seed=st.integers(0, 9999))
def test_the_check_counts_what_the_sentence_says(kind: type[Rule], data: st.DataObject, seed: int) -> None:
    conference = data.draw(conferences().filter(lambda c: c.held))
    rule = data.draw(statements(kind, conference))
    cases, chance = list(rule.cases(conference)), random.Random(seed)
    for _ in range(PROGRAMMES):
        programme = some_programme(conference, chance)
        assert sum(case.amount(programme) for case in cases) == ORACLES[kind.name](rule, conference, programme), (
            programme
        )
