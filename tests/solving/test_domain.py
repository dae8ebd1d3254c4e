"""What a hard case about one session leaves of it is the same for the check, for the stand-in and for the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.checking.domain import Domain
from scheduler.checking.single_session import domains
from scheduler.conference.conference import Conference
from scheduler.model import Model
from scheduler.rules.book import RULES, standard_book
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.nobody_in_two_places import NobodyInTwoPlaces
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.solving.formulate import formulate
from tests.rules.test_promises import BESIDE_THE_BOOK, drawn, promises, slow_to_draw
from tests.support.conferences import conferences
from tests.support.small import day

held = conferences().filter(lambda conference: conference.held)


@pytest.mark.parametrize(
    "kind",
    [*(kind for kind in RULES if promises(kind, "single_session")), *BESIDE_THE_BOOK],
    ids=lambda kind: kind.name,
)
@slow_to_draw
@given(data=st.data(), conference=held)
def test_a_case_leaves_what_its_check_its_encoding_and_the_model_say(
    kind: type[Rule], data: st.DataObject, conference: Conference
) -> None:
    for case in data.draw(drawn(kind, conference)).cases(conference):
        (session,) = case.sessions
        model, domain = Model(conference), Domain.open(conference, session)
        case.encode(model, model.true)
        decision = model[session]
        rooms = [room for place in decision.places for room in (place.rooms or (None,))]
        in_model = Domain(session, dict.fromkeys(rooms, decision.starts), must_be_held=decision.must_be_held)
        assert not decision.has_variables
        assert domain.as_encoded(case) == domain.as_tried(case) == in_model


@given(conference=held)
def test_the_decisions_start_from_the_domains(conference: Conference) -> None:
    problem = Problem(conference, standard_book(conference))
    left = domains(problem)
    model = formulate(problem).model
    for session, decision in model.decisions.items():
        assert set(decision.starts) <= left[session].start_set  # fewer where other rules too speak of its hours
        assert decision.rooms <= left[session].room_set
        assert decision.must_be_held == left[session].must_be_held


def test_a_case_about_several_sessions_or_with_words_of_its_own_says_more() -> None:
    conference = day(sessions={"Europa": {"speakers": ["Eva"]}, "Wonen": {"speakers": ["Eva"]}}, people={"Eva": {}})
    domain = Domain.open(conference, conference.held[0])
    two_places = [case for case in NobodyInTwoPlaces().cases(conference) if conference.held[0] in case.sessions]
    of_the_other = [case for case in EverySessionHeld().cases(conference) if conference.held[1] in case.sessions]
    assert two_places
    assert of_the_other
    assert [domain.as_encoded(case) for case in (*two_places, *of_the_other)] == [None] * len(
        [*two_places, *of_the_other]
    )
