"""Edges of the rules about people: stories that kill mutants (support/mutants.py), each named by its rule."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.conference.conference import Kind
from scheduler.rules.fair_share import FairShare, NobodyLosesMore
from scheduler.rules.groups_apart import GroupsApart
from scheduler.rules.present_when_needed import PresentWhenNeeded
from scheduler.rules.quorum import Quorum
from scheduler.rules.rule import Scope
from scheduler.rules.session_is_led import SessionIsLed
from scheduler.rules.time_to_breathe import Breathing, TimeToBreathe
from tests.support.edges import agrees
from tests.support.small import broken, day

LED = day(
    sessions={"Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}},
    groups={"Europa": {"chair": ["Anna"], "vice-chair": ["Bob"]}, "Wonen": {"vice-chair": ["Carla", "Dirk"]}},
    people={"Bob": {"present": ["9:00-10:00"]}, "Dirk": {"present": ["9:00-10:00"]}},
)


def test_session_is_led_counts_vice_chairs_only_where_there_is_no_chair() -> None:
    assert broken(SessionIsLed(weight=5), LED, "Europa 14:00 Zaal 1; Wonen 14:00 Zaal 2") == [
        "Wonen (14.00–15.00) has to do without its vice-chair: Dirk is not there then."
    ]


def test_present_when_needed_is_about_all_of_a_required_group_but_those_only_interested() -> None:
    board = day(
        sessions={"Lunch": {"required_groups": ["AB"]}},
        groups={"AB": {"member": ["Anna"], "interested": ["Bob"]}},
        people={"Anna": {"present": ["9:00-10:00"]}, "Bob": {"present": ["9:00-10:00"]}},
    )
    assert broken(PresentWhenNeeded(), board, "Lunch 12:00 Zaal 1") == [
        "Anna must be at Lunch (12.00–13.00), and can be there from 9.00 to 10.00."
    ]


def test_present_when_needed_tells_a_window_in_as_few_words_as_will_do() -> None:
    windows = ["0:00-24:00", "9:00-24:00", "0:00-12:00", "9:00-12:00", "22:00-2:00"]
    hours = {}
    for days in (1, 2):
        for window in windows:
            talk = day(sessions={"Gesprek": {"speakers": ["Eric"]}}, people={"Eric": {"present": [window]}}, days=days)
            [case] = PresentWhenNeeded().cases(talk)
            hours[days, window] = str(case).removeprefix("Eric speaks at Gesprek, and can be there ")
    assert list(hours.values()) == [
        "all day.",
        "from 9.00.",
        "until 12.00.",
        "from 9.00 to 12.00.",
        "from 22.00 to 2.00.",
        "on Fri 10 February.",
        "on Fri 10 February from 9.00.",
        "on Fri 10 February until 12.00.",
        "on Fri 10 February from 9.00 to 12.00.",
        "from Fri 10 February 22.00 to Sat 11 February 2.00.",
    ]


def test_quorum_counts_at_the_groups_own_sessions_unless_it_says_which() -> None:
    sessions: dict[str, dict[str, Any]] = {
        "Lunch": {"groups": ["AB"]},
        "Europa": {},
        "Plenair": {"kind": "plenary"},
        "Slot": {"groups": ["Wonen"]},
    }
    lunch = day(sessions=sessions, groups={"AB": {"member": ["Anna", "Bob"]}, "Wonen": {}})
    board, wonen = lunch.groups
    scopes = [
        Scope(),
        Scope(people=lunch.people[:1]),
        Scope(sessions=lunch.sessions[1:2]),
        Scope(kinds=(Kind.PLENARY,)),
        Scope(groups=(wonen,)),
    ]
    counted = [[case.sessions for case in Quorum(group=board, people=1, only=only).cases(lunch)] for only in scopes]
    held, europa, plenary, slot = lunch.sessions
    assert counted == [[(held,)], [(held,)], [(europa,)], [(plenary,)], [(slot,)]]


def test_quorum_names_up_to_three_who_cannot_be_there() -> None:
    people = {name: {"present": ["9:00-10:00"]} for name in ("Anna", "Bob", "Carla", "Dirk")}
    for number, who in ((3, "Anna, Bob and Carla"), (4, "4 people")):
        lunch = day(
            sessions={"Lunch": {"groups": ["AB"]}}, groups={"AB": {"member": list(people)[:number]}}, people=people
        )
        assert broken(Quorum(group=lunch.groups[0], people=2), lunch, "Lunch 12:00 Zaal 1") == [
            f"AB needs 2 people at Lunch (12.00–13.00) and has 0: {who} cannot be there."
        ]


def test_groups_apart_pairs_the_meetings_of_different_groups_once_and_in_the_order_of_the_file() -> None:
    three = day(
        sessions={
            "W": {"groups": ["Wonen"]},
            "E": {"groups": ["Europa"]},
            "Both": {"groups": ["Europa", "Wonen"]},
            "M": {"groups": ["MKB"]},
            "E2": {"groups": ["Europa"]},
        },
        groups={"Europa": {"pillars": ["Fysiek"]}, "Wonen": {"pillars": ["Fysiek"]}, "MKB": {}},
    )
    europa, wonen, mkb = three.groups
    apart = [
        [tuple(session.name for session in case.sessions) for case in rule.cases(three)]
        for rule in (
            GroupsApart(groups=(europa, wonen)),
            GroupsApart.model_validate({"groups": (mkb,), "from": (europa, mkb)}),
            GroupsApart(each="pillar"),
        )
    ]
    assert apart == [[("W", "E"), ("W", "E2")], [("E", "M"), ("Both", "M"), ("M", "E2")], [("W", "E"), ("W", "E2")]]


def test_fair_share_of_a_group_counts_those_who_wish_to_be_elsewhere() -> None:
    two = day(
        sessions={"Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}},
        groups={"Europa": {"member": ["Anna", "Bob"]}, "Wonen": {"member": ["Anna", "Bob"], "chair": ["Carla"]}},
        hours="9:00-11:00",
        every=60,
    )
    assert agrees(FairShare.model_validate({"of": "group"}), two)
    assert broken(FairShare.model_validate({"of": "group"}), two, "Europa 9:00 Zaal 1; Wonen 10:00 Zaal 1") == []


def test_fair_share_names_up_to_three_who_lose_alike() -> None:
    for number, who in ((3, "Anna, Bob and Carla"), (4, "Anna and 3 others")):
        two = day(
            sessions={"Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}},
            groups={name: {"member": ["Anna", "Bob", "Carla", "Dirk"][:number]} for name in ("Europa", "Wonen")},
        )
        assert broken(FairShare(), two, "Europa 9:00 Zaal 1; Wonen 9:00 Zaal 2") == [
            f"{who} miss 1 wished meeting each."
        ]


@pytest.mark.parametrize("both", [{"groups": "Europa"}, {"from": "Europa"}, {"groups": "Europa", "from": "Wonen"}])
def test_groups_apart_is_of_each_pillar_or_of_groups_that_are_named(both: dict[str, str]) -> None:
    two = day(sessions={}, groups={"Europa": {}, "Wonen": {}})
    with pytest.raises(ValueError, match="are two statements"):
        GroupsApart.model_validate({"each": "pillar", **both}, context={"conference": two})


def test_fair_share_of_groups_is_about_the_groups_it_names() -> None:
    three = day(
        sessions={
            **{name: {"groups": [name]} for name in ("Europa", "Wonen", "MKB")},
            "Samen": {"groups": ["Europa", "MKB"]},
        },
        groups={name: {"member": ["Anna"]} for name in ("Europa", "Wonen", "MKB")},
    )
    europa, wonen, _ = three.groups
    for keys, names in (
        ({}, ["Europa", "Wonen", "MKB"]),
        ({"only": Scope(groups=(europa, wonen))}, ["Europa", "Wonen"]),
        ({"only": Scope(kinds=(Kind.MEETING,))}, ["Europa", "Wonen", "MKB"]),
        ({"only": Scope(groups=(europa, wonen)), "except": Scope(groups=(europa,))}, ["Wonen"]),
        ({"except": Scope(groups=(europa,))}, ["Wonen", "MKB"]),
    ):
        [case] = FairShare.model_validate({"of": "group", **keys}).cases(three)
        assert isinstance(case, NobodyLosesMore)
        assert [str(name) for share in case.shares for name in share.names] == names


def test_time_to_breathe_is_about_the_people_and_the_groups_it_names() -> None:
    two = day(
        sessions={"Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}, "Gesprek": {"speakers": ["Carla"]}},
        groups={"Europa": {"chair": ["Anna"]}, "Wonen": {"chair": ["Bob"]}},
    )
    (europa, _), (anna, *_) = two.groups, two.people
    for keys, names in (
        ({}, ["Anna", "Bob", "Carla"]),
        ({"only": Scope(people=(anna,))}, ["Anna"]),
        ({"only": Scope(groups=(europa,))}, ["Anna"]),
        ({"except": Scope(people=(anna,))}, ["Bob", "Carla"]),
        ({"except": Scope(groups=(europa,))}, ["Bob", "Carla"]),
    ):
        cases = [case for case in TimeToBreathe.model_validate(keys).cases(two) if isinstance(case, Breathing)]
        assert [person.name for case in cases for person in case.people] == names


@pytest.mark.parametrize("leaving_out", [{"sessions": ["Lezing"]}, {"kinds": ["guest talk"]}, None])
def test_fair_share_of_groups_lets_what_it_leaves_out_draw_nobody_by_a_duty_either(
    leaving_out: dict[str, Any] | None,
) -> None:
    conference = day(
        sessions={"Europa": {"groups": ["Europa"]}, "Lezing": {"kind": "guest talk", "speakers": ["Anna"]}},
        groups={"Europa": {"member": ["Anna"]}},
        hours="13:00-16:00",
    )
    rule = FairShare.model_validate({"of": "group", "except": leaving_out or {}}, context={"conference": conference})
    at_once = "Europa 14:00 Zaal 1; Lezing 14:00 Zaal 2"
    assert bool(broken(rule, conference, at_once)) == (leaving_out is None)
    assert agrees(rule, conference)
