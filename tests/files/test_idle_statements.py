"""A statement that says nothing of this day is remarked with its line, for every rule; so is a standard that gives way."""

# ruff: noqa: E501  a remark is told in one line, and reads best so

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.conference import Conference
from scheduler.files import Instance, read_text
from scheduler.files.idle_statements import says_nothing
from scheduler.rules.book import RULES
from scheduler.rules.groups_apart import GroupsApart
from scheduler.rules.in_parallel import InParallel
from scheduler.rules.rule import Rule
from scheduler.rules.session_sets import own_starts
from scheduler.solving.answers import Solved
from scheduler.solving.solve import solve
from tests.support.conferences import conferences, programmes
from tests.support.statements import OF_TALKS, statements

DAY = """\
title: T
date: 2026-02-10
rounds: [10:00–11:00, 11:15–12:15]
rooms: [{name: Zaal 1, capacity: 50}, {name: Zaal 2, capacity: 50}]
people: [{name: Anna, member: Alpha, city: Ede}, {name: Bob, chair: Alpha, city: Oss}, {name: Cor}]
groups: [Alpha, Beta]
sessions: [{group: Alpha}, {title: Lezing, speaker: Bob}, {title: Weg, group: Beta, held: no}]
rules:
  %s:
    - %s
"""
GONE = "{only: {sessions: Weg}, weight: 1}"
NOBODY = "{only: {people: Cor}, weight: 1}"
SILENT: dict[str, tuple[str, ...]] = {
    "every_session_held": (GONE,),
    "session_in_its_window": (GONE, "{only: {kinds: drinks}}"),
    "room_suits_session": (GONE,),
    "room_seats_everyone": (GONE, "{only: {groups: Beta}}", "{spare: 1}"),
    "room_not_too_large": (GONE,),
    "room_is_open": (GONE, "{weight: 2}"),
    "one_session_per_room": (GONE, "{only: {sessions: Lezing}}"),
    "pinned": ("{session: Weg, at: 10:00}",),
    "at_most_in_parallel": ("{most: 9}", "{most: 1, only: {sessions: Lezing}}"),
    "nobody_in_two_places": (NOBODY, "{except: {people: Cor}}"),
    "present_when_needed": (NOBODY, "{only: {people: Anna}}"),
    "session_is_led": ("{only: {sessions: Lezing}}",),
    "wishes_attended": (NOBODY, "{chair: 0, vice_chair: 0, secretary: 0, member: 0, interested: 0}"),
    "quorum": ("{group: Beta, people: 2}",),
    "fair_share": (NOBODY, "{of: city, only: {people: Cor}}", "{most: 1}", "{of: group, most: 5}"),
    "time_to_breathe": ("{most: 60, only: {people: Cor}}", "{most: 600}", "{most: 600, longest_gap: 5}"),
    "time_to_spare": ("{minutes: 15, only: {people: Cor}}",),
    "groups_apart": (
        "{groups: Alpha}",
        "{groups: Alpha, from: Alpha}",
        "{groups: [Alpha, Beta]}",
        "{each: pillar}",
        "{each: group}",
    ),
    "plenary_stands_alone": ("{kinds: plenary}",),
    "in_parallel": ("{sessions: Alpha}", "{sessions: [Alpha, Alpha]}", "{kinds: drinks}"),
    "in_order": (
        "{first: Alpha}",
        "{first: Alpha, then: Alpha}",
        "{first: Weg, then: Alpha}",
        "{first: Alpha, then: Lezing, each_day: yes}",
    ),
    "same_room": ("{sessions: Alpha}", "{sessions: [Alpha, Weg]}", "{each: group}"),
    "different_days": ("{sessions: Alpha}", "{each: group}"),
    "same_day": ("{sessions: Alpha}", "{sessions: [Alpha, Lezing]}"),
    "adjacent": ("{sessions: Alpha}", "{sessions: [Alpha, Weg]}"),
    "at_most_a_day": ("{most: 5, sessions: [Alpha, Lezing]}", "{most: 1, sessions: Weg}"),
    "as_few_as_can_be": ("{over: room, sessions: Alpha}",),
    "evenly_spread": ("{over: room, sessions: Alpha}",),
    "held_beside": ("{sessions: Weg, least: 1}",),
    "number_held": ("{most: 5, sessions: [Alpha, Lezing]}", "{most: 1, sessions: Weg}", "{least: 1, sessions: Alpha}"),
    "preferred": (
        "{sessions: Weg, at: 10:00}",
        "{sessions: Alpha, between: 8:00–20:00}",
        "{sessions: Alpha, room: [Zaal 1, Zaal 2]}",
    ),
    **dict.fromkeys(sorted(OF_TALKS), ("{weight: 2}",)),
}


def test_every_rule_of_the_book_has_statements_that_say_nothing() -> None:
    assert set(SILENT) == {kind.name for kind in RULES}


@pytest.mark.parametrize(("rule", "statement"), [(rule, text) for rule, texts in SILENT.items() for text in texts])
def test_a_statement_that_says_nothing_of_this_day_is_remarked_with_its_line(rule: str, statement: str) -> None:
    (remark,) = read_text(DAY % (rule, statement), "day.yaml").remarks[1:]
    assert remark.startswith(f"day.yaml:10: {rule}: ")
    assert "says nothing of this day" in remark or "changes nothing here" in remark


SPEAKING = {
    "groups_apart": "{groups: [Alpha, Beta]}",
    "one_session_per_room": "{turnover: 15}",
    "in_parallel": "{sessions: [Alpha, Lezing]}",
    "wishes_attended": "{only: {people: Anna}, weight: 1}",
    "preferred": "{sessions: Alpha, at: 10:00}",
    "time_to_breathe": "{most: 90, rest: 20}",
    "number_held": "{least: 3, sessions: [Alpha, Lezing]}",
    "every_session_held": "{only: {sessions: Lezing}, weight: 2}",
    "plenary_stands_alone": "{only: {sessions: Lezing}, kinds: meeting, weight: 3}",
}


@pytest.mark.parametrize(("rule", "statement"), SPEAKING.items())
def test_a_statement_that_says_something_is_not_remarked(rule: str, statement: str) -> None:
    day = (DAY % (rule, statement)).replace(", held: no", "")
    day = day.replace("speaker: Bob}", "group: Alpha, speaker: Bob, note: x}") if rule == "preferred" else day
    assert [remark for remark in read_text(day, "day.yaml").remarks[1:] if rule in remark] == []


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)
@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data(), conference=conferences(most=30).filter(lambda conference: len(conference.held) > 1))
def test_what_is_said_to_say_nothing_no_programme_breaks(
    kind: type[Rule], data: st.DataObject, conference: Conference
) -> None:
    rule = data.draw(statements(kind, conference))
    if "says nothing" in says_nothing(rule, conference):
        own = {session: own_starts(conference, session) for session in conference.held}
        for programme in programmes(conference):
            if all(placement.start in own[session] for session, placement in programme.items()):
                assert not any(case.breaches(programme) for case in rule.cases(conference))


IN_ROUNDS = """\
title: T
date: 2026-02-10
rounds: [10:00–11:00, 11:15–12:15]
rooms: [R, S]
groups: [Alpha, Beta]
sessions: [{group: Alpha, rounds: round 1}, {group: Beta, rounds: round %s}]
rules:
  %s:
    - %s
"""


@pytest.mark.parametrize(
    ("rule", "statement", "other", "idle"),
    [
        ("groups_apart", "{groups: [Alpha, Beta]}", 2, True),
        ("groups_apart", "{groups: [Alpha, Beta]}", 1, False),
        ("in_parallel", "{sessions: [Alpha, Beta]}", 1, True),
        ("in_order", "{first: Alpha, then: Beta}", 2, True),
        ("in_order", "{first: Beta, then: Alpha}", 2, False),
    ],
)
def test_what_the_rounds_of_the_sessions_already_say_is_remarked(
    rule: str, statement: str, other: int, idle: bool
) -> None:
    remarks = [r for r in read_text(IN_ROUNDS % (other, rule, statement), "day.yaml").remarks if f"{rule}:" in r]
    assert bool(remarks) == idle


def test_that_enough_must_be_held_all_the_same_is_remarked_only_where_all_must() -> None:
    day = DAY % ("number_held", "{least: 1, sessions: [Alpha, Lezing]}")
    assert "`least` changes nothing here: Alpha and Lezing must be held all the same." in read_text(day, "d").remarks[1]
    assert read_text(day + "  every_session_held: off\n", "d").remarks[1:] == ()
    assert read_text(day.replace("Bob}", "Bob, optional: yes}").replace("least: 1", "least: 2"), "d").remarks[1:] == ()


def twice(rules: str = "", *, at: str = "") -> Instance:
    """Two meetings of one group and one of another."""
    fixed = f", at: {at}" if at else ""
    return read_text(
        "title: T\ndate: 2026-02-10\nrounds: [9:00–10:30, 11:00–12:30]\nrooms: [R1, R2]\ngroups: [Alpha, Beta]\n"
        f"sessions:\n  - {{title: Alpha, group: Alpha{fixed}}}\n"
        f"  - {{title: Both, groups: [Alpha, Beta], at: 9:00}}\n{rules}",
        "day.yaml",
    )


def test_a_groups_own_meetings_do_not_coincide_as_a_matter_of_course() -> None:
    answer = solve(twice().problem)
    assert isinstance(answer, Solved)
    assert [(p.session.name, p.start) for p in answer.programme.in_time_order] == [("Both", 540), ("Alpha", 660)]


def test_a_file_that_puts_two_meetings_of_one_group_at_one_hour_is_remarked_and_solved() -> None:
    found = twice(at="9:00")
    assert found.remarks[1:] == (
        "day.yaml:8: Both and Alpha are meetings of Alpha, and the file puts them at the same hour; so groups_apart does not keep Both apart from the group's other meetings.",
    )
    assert isinstance(solve(found.problem), Solved)


@pytest.mark.parametrize(
    ("rules", "own"),
    [
        ("rules: {groups_apart: {each: group, weight: 3}}", (3,)),
        ("rules: {groups_apart: {weight: 3}}", (None,)),
        ("rules: {groups_apart: 3}", (None,)),
        ("rules: {groups_apart: off}", ()),
        ("rules: {groups_apart: [{standard: off}]}", ()),
        ("rules: {groups_apart: [{groups: [Alpha, Beta]}]}", (None,)),
    ],
)
def test_a_file_can_say_otherwise_of_a_groups_own_meetings(rules: str, own: tuple[Any, ...]) -> None:
    stated = [rule for rule in twice(f"{rules}\n").rules if isinstance(rule, GroupsApart) and rule.each == "group"]
    assert tuple(rule.weight for rule in stated) == own


def pillars(*facts: str) -> Instance:
    rows = "".join(
        f"  - {{title: {name}, kind: pillar meeting{fact}}}\n" for name, fact in zip("ABC", facts, strict=True)
    )
    return read_text(
        f"title: T\ndate: 2026-02-10\nhours: 9:00–15:00\nrounds: [10:00–11:00, 13:00–14:00]\nrooms: [R, S, T]\ngroups: [Fysiek, Sociaal]\nsessions:\n{rows}",
        "day.yaml",
    )


@pytest.mark.parametrize(
    ("facts", "together", "remark"),
    [
        (("", "", ""), "ABC", None),
        ((", at: 10:00", "", ""), "ABC", None),
        ((", at: 9:00", "", ""), "BC", "day.yaml:8: A cannot begin when the other pillar meetings can, so only B and C are held in parallel."),
        (("", ", at: 10:00", ", at: 13:00"), "AB", "day.yaml:10: C cannot begin when the other pillar meetings can, so only A and B are held in parallel."),
        ((", rounds: round 2", ", rounds: round 1", ""), "BC", "day.yaml:8: A cannot begin when the other pillar meetings can, so only B and C are held in parallel."),
        ((", group: Fysiek", ", group: Sociaal", ", group: Fysiek"), "", "day.yaml:10: Fysiek meets more than once, and which of its meetings is beside those of the other pillars the file does not say; so none are held in parallel. To say it, name them under in_parallel."),
        ((", group: Fysiek", ", held: no", ", group: Fysiek"), "", None),
        ((", at: 9:00", ", at: 10:00", ", held: no"), "", "day.yaml:9: B cannot begin when the other pillar meetings can, so none are held in parallel."),
    ],
)  # fmt: skip
def test_pillars_that_the_file_puts_elsewhere_leave_the_others_in_parallel(
    facts: tuple[str, ...], together: str, remark: str | None
) -> None:
    found = pillars(*facts)
    stated = [case.sessions for r in found.rules if isinstance(r, InParallel) for case in r.cases(found.conference)]
    assert [[session.name for session in sessions] for sessions in stated] == ([list(together)] if together else [])
    assert found.remarks[1:] == ((remark,) if remark else ())
