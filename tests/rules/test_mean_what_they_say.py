"""Each rule counts what its sentence says, by a second reading that knows nothing of the check (support/oracles.py)."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.conference import Conference, Kind, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.book import RULES
from scheduler.rules.fair_share import FairShare
from scheduler.rules.in_order import InOrder
from scheduler.rules.nobody_in_two_places import NobodyInTwoPlaces
from scheduler.rules.plenary_stands_alone import PlenaryStandsAlone
from scheduler.rules.present_when_needed import PresentWhenNeeded
from scheduler.rules.rule import Rule, Scope
from scheduler.rules.session_in_its_window import SessionInItsWindow
from scheduler.rules.time_to_breathe import TimeToBreathe
from scheduler.rules.wishes_attended import WishesAttended
from tests.support.oracles import ORACLES
from tests.support.small import broken, day
from tests.support.statements import spoken_of, statements

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
@settings(
    max_examples=2 * settings().max_examples,  # counting is quick, and no solver is asked
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(data=st.data(), seed=st.integers(0, 9999))
def test_the_check_counts_what_the_sentence_says(kind: type[Rule], data: st.DataObject, seed: int) -> None:
    conference = data.draw(spoken_of(kind))
    rule = data.draw(statements(kind, conference))
    cases, chance = list(rule.cases(conference)), random.Random(seed)
    for _ in range(PROGRAMMES):
        programme = some_programme(conference, chance)
        assert sum(case.amount(programme) for case in cases) == ORACLES[kind.name](rule, conference, programme), (
            programme
        )


# What the second reading found, as stories.


def left_out(rule: type[Rule], conference: Conference, group: str) -> Rule:
    return rule.model_validate({"except": {"groups": [g for g in conference.groups if g.name == group]}})


def test_leaving_out_a_group_leaves_out_its_meetings_and_not_its_people_elsewhere() -> None:
    board = day(
        sessions={"AB": {"groups": ["AB"]}, "Europa": {"speakers": ["Anna"]}, "Wonen": {"groups": ["Wonen"]}},
        groups={"AB": {"member": ["Anna"]}, "Wonen": {"chair": ["Anna"]}},
        people={"Anna": {"present": ["9:00-12:00"]}},
    )
    assert broken(left_out(NobodyInTwoPlaces, board, "AB"), board, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2") == [
        "Anna must be at Europa (10.00–11.00) and at Wonen (10.00–11.00)."
    ]
    assert broken(left_out(PresentWhenNeeded, board, "AB"), board, "Europa 14:00 Zaal 1") == [
        "Anna speaks at Europa (14.00–15.00), and can be there from 9.00 to 12.00."
    ]


def test_leaving_out_a_group_leaves_in_what_its_people_wish_elsewhere() -> None:
    two = day(
        sessions={"AB": {"groups": ["AB"]}, "Europa": {"groups": ["Europa"]}},
        groups={"AB": {"member": ["Anna"]}, "Europa": {"member": ["Anna"]}},
        people={"Anna": {"present": ["9:00-12:00"]}},
    )
    assert broken(left_out(WishesAttended, two, "AB"), two, "AB 14:00 Zaal 1; Europa 14:00 Zaal 2") == [
        "Anna misses Europa (14.00–15.00)."
    ]


def test_a_meeting_to_which_a_group_is_only_invited_is_not_among_the_meetings_of_the_group() -> None:
    talk = day(
        sessions={"Gesprek": {"invited": ["Europa"]}, "Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}},
        groups={"Europa": {}, "Wonen": {}},
    )
    europa, wonen = talk.groups
    order = InOrder(first=Scope(groups=(europa,)), then=Scope(groups=(wonen,)))
    assert broken(order, talk, "Europa 9:00 Zaal 1; Wonen 10:00 Zaal 1; Gesprek 15:00 Zaal 1") == []
    assert len(broken(order, talk, "Europa 15:00 Zaal 1; Wonen 10:00 Zaal 1; Gesprek 9:00 Zaal 1")) == 1


def test_time_to_breathe_of_a_group_is_about_its_people_wherever_they_sit() -> None:
    board = day(
        sessions={"AB": {"hosts": ["Anna"], "minutes": 120}, "Europa": {"speakers": ["Anna", "Bob"], "minutes": 90}},
        groups={"AB": {"member": ["Anna"]}},
    )
    programme = "AB 9:00 Zaal 1; Europa 11:00 Zaal 1"
    only = TimeToBreathe(only=Scope(groups=board.groups))
    assert broken(only, board, programme) == ["Anna sits 210 minutes without a break (9.00–12.30): AB and Europa."]
    assert broken(left_out(TimeToBreathe, board, "AB"), board, programme) == []


def test_a_session_with_starts_of_its_own_keeps_to_the_rounds_that_it_names_all_the_same() -> None:
    facts = {"starts": ["9:15", "10:30"], "rounds": ["round 1"], "minutes": 30}
    two = day(sessions={"Europa": facts}, rounds=["9:00-10:00", "10:15-11:15"])
    assert broken(SessionInItsWindow(), two, "Europa 9:15 Zaal 1") == []
    assert broken(SessionInItsWindow(), two, "Europa 10:30 Zaal 1") == [
        "Europa is at 10.30–11.00, in round 2, not in round 1."
    ]


def test_a_session_that_names_rounds_is_not_on_a_day_that_has_none() -> None:
    both = day(sessions={"Europa": {"rounds": ["round 1"]}}, rounds=["9:00-10:00"], days=2)
    second = both.days[1].model_copy(update={"rounds": (), "step": 30})
    mixed = both.model_copy(update={"days": (both.days[0], second)})
    assert broken(SessionInItsWindow(), mixed, "Europa 9:00 Zaal 1") == []
    assert broken(SessionInItsWindow(), mixed, "Europa 2/9:00 Zaal 1") == [
        "Europa is on Sat 11 February at 9.00–10.00, not in round 1."
    ]


def test_what_stands_alone_does_so_wherever_it_is_in_the_file_and_whatever_else_may_go_on() -> None:
    rule = PlenaryStandsAlone(kinds=(Kind.PLENARY, Kind.OPEN_SPACE))  # open space may go on beside a plenary by default
    for names in (["Plenair", "Markt"], ["Markt", "Plenair"]):
        kinds = {"Plenair": {"kind": "plenary"}, "Markt": {"kind": "open space"}}
        two = day(sessions={name: kinds[name] for name in names})
        assert broken(rule, two, "Plenair 10:00 Zaal 1; Markt 10:00 Zaal 2") == [
            "Plenair (10.00–11.00) runs during Markt (10.00–11.00)."
        ]


def test_fair_share_of_one_group_counts_those_whom_other_groups_draw() -> None:
    two = day(
        sessions={"Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}},
        groups={"Europa": {"member": ["Anna"]}, "Wonen": {"member": ["Anna"]}},
    )
    only = FairShare(of="group", only=Scope(groups=two.groups[:1]))
    assert broken(only, two, "Europa 10:00 Zaal 1; Wonen 11:00 Zaal 1") == []
    assert broken(only, two, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2") == ["Europa has 1 person drawn elsewhere."]


def test_who_is_only_interested_takes_no_seat_of_a_member_who_is_not_named() -> None:
    one = day(
        sessions={"Europa": {"groups": ["Europa"]}},
        groups={"Europa": {"size": 4, "member": ["Anna"], "interested": ["Bob", "Carla"]}},
    )
    assert one.expected(one.sessions[0]) == 4


def test_who_is_there_in_two_stretches_that_touch_is_there_throughout() -> None:
    talk = day(
        sessions={"Gesprek": {"speakers": ["Eric"]}}, people={"Eric": {"present": ["10:00-11:00", "9:00-10:00"]}}
    )
    assert broken(PresentWhenNeeded(), talk, "Gesprek 9:30 Zaal 1") == []
