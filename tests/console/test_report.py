"""What is said of a programme, in words that a city secretary reads."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.checking.check import Report, check
from scheduler.checking.finding import Finding
from scheduler.checking.report_data import as_data
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.console.report import (
    cost_lines,
    finding_lines,
    impossible_lines,
    miss_lines,
    outcome_lines,
    proof_lines,
    report_lines,
)
from scheduler.questions.repair import CannotHoldAll
from scheduler.questions.repair.data import cannot_hold_all
from scheduler.questions.repair.reasons import Reasons
from scheduler.rules.book import standard_book
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.groups_apart import GroupsApart
from scheduler.rules.problem import Problem
from scheduler.rules.room_seats_everyone import RoomSeatsEveryone
from scheduler.rules.wishes_attended import WishesAttended
from scheduler.solving.answers import Conflict, Impossible, Undecided
from scheduler.solving.answers_data import impossible
from tests.support.conferences import choices, conferences
from tests.support.small import day, placed


def three_groups() -> Conference:
    return day(
        groups={
            "Fysiek": {"kind": "pillar"},
            "Woningmarkt": {"pillars": ["Fysiek"], "member": ["Anna", "Bob"]},
            "Duurzaamheid": {"pillars": ["Fysiek"], "member": ["Anna"], "chair": ["Carla"]},
            "Europa": {"chair": ["Carla"], "member": ["Bob"]},
        },
        people={"Anna": {"organisation": "Delft"}},
        sessions={
            name: {"groups": [name], "kind": "theme group meeting"}
            for name in ("Woningmarkt", "Duurzaamheid", "Europa")
        },
        rooms={"Zaal 1": {}, "Zaal 2": {}, "Zaal 3": {}},
    )


def judged(text: str) -> Report:
    conference = three_groups()
    return check(Problem(conference, standard_book(conference)), placed(conference, text))


def lines(found: Iterator[str]) -> str:
    return "\n".join(found)


def test_a_programme_that_keeps_everything_is_told_in_a_few_lines() -> None:
    report = judged("Woningmarkt 9:00 Zaal 1; Duurzaamheid 10:00 Zaal 1; Europa 11:00 Zaal 1")
    assert (
        lines(report_lines(report))
        == """\
Every hard rule is kept.

Cost: 0 points.
  Fully kept: wishes_attended, fair_share and groups_apart.

Everyone can attend all that they wished: 4 wishes."""
    )


def test_misses_and_costs_are_told_rule_by_rule_and_person_by_person() -> None:
    report = judged("Woningmarkt 9:00 Zaal 1; Duurzaamheid 9:00 Zaal 2; Europa 9:00 Zaal 3")
    assert (
        lines(report_lines(report))
        == """\
3 breaches of 2 hard rules:
  nobody_in_two_places: Nobody has to be in two places: chairs, speakers,
    hosts and required people.
    - Carla must be at Duurzaamheid (9.00–10.00) and at Europa (9.00–10.00).
  session_is_led: At least one of a session's chairs and vice-chairs can be
    there; when weighted, each missing chair costs.
    - Nobody can lead Duurzaamheid (9.00–10.00): Carla must be at Europa
      (9.00–10.00).
    - Nobody can lead Europa (9.00–10.00): Carla must be at Duurzaamheid
      (9.00–10.00).

Cost: 12 points (the fewer, the better).
  4  wishes_attended: People can attend the meetings they wish to attend. Not
     kept twice:
     - Anna misses Woningmarkt (9.00–10.00).
     - Bob misses Woningmarkt (9.00–10.00).
  4  fair_share: The worst-off person, city or group misses no more than so many
     wished meetings. Not kept once:
     - Anna (Delft) and Bob miss 1 wished meeting each.
  4  groups_apart: The meetings of these groups do not coincide. Not kept once:
     - Woningmarkt (9.00–10.00) and Duurzaamheid (9.00–10.00) coincide.

Of 4 wishes to attend a meeting, 2 cannot be met; 2 of 2 people miss something.
The worst off:
  Anna (Delft) misses 1 of 2: Woningmarkt.
  Bob misses 1 of 2: Woningmarkt.

Of those who wish to come, so many can:
  Woningmarkt   0 of 2    Duurzaamheid  1 of 1    Europa        1 of 1"""
    )


def test_of_a_rule_that_is_not_kept_many_times_the_worst_is_told_and_how_many_more() -> None:
    conference = day(
        rooms={"Zaal 1": {"capacity": 10}},
        sessions={f"Sessie {number}": {"expected": 10 + number} for number in range(1, 12)},
    )
    programme = placed(conference, "; ".join(f"{session} 9:00 Zaal 1" for session in conference.held))
    report = check(Problem(conference, [RoomSeatsEveryone(weight=1)]), programme)
    # 1 + 2 + ... + 11 people too many = 66
    assert (
        lines(cost_lines(report, 80))
        == """\
Cost: 66 points (the fewer, the better).
  66  room_seats_everyone: A room seats everyone who is expected. Not kept 11
      times:
      - Sessie 11 expects 21 people, and Zaal 1 seats 10: 11 people find no
        seat.
      - and 10 more."""
    )


def test_one_breach_of_one_rule_is_in_the_singular() -> None:
    conference = day(sessions={"Europa": {"windows": ["9:00-12:00"]}})
    report = check(Problem(conference, standard_book(conference)), placed(conference, "Europa 13:00 Zaal 1"))
    assert next(report_lines(report)) == "1 breach of 1 hard rule:"


def test_no_more_than_ten_of_the_worst_off_are_named() -> None:
    people = [f"Person {number}" for number in range(12)]
    conference = day(
        groups={"Europa": {"member": people}}, sessions={"Europa": {"groups": ["Europa"], "optional": True}}
    )
    report = check(Problem(conference, standard_book(conference)), Programme())
    rows = list(miss_lines(report, 80))
    assert rows[:2] == [
        "Of 12 wishes to attend a meeting, 12 cannot be met; 12 of 12 people miss",
        "something. The worst off:",
    ]
    assert rows[2:13] == [
        *(f"  Person {number} misses 1 of 1: Europa." for number in range(10)),
        "  and 2 others, who miss 1 meeting.",
    ]


def test_what_is_proven_is_said_in_points() -> None:
    assert lines(proof_lines({1: 114}, {1: 114}, optimal=True)) == "Proven: no programme costs less."
    assert (
        lines(proof_lines({1: 114}, {1: 111}, optimal=False))
        == "Best so far 114 points; no programme can cost less than 111 (gap 2.6 %)."  # 3 / 114 = 2.63 %
    )
    assert lines(proof_lines({1: 114}, {1: 0}, optimal=False)) == "Best so far 114 points; nothing is proven yet."


def test_what_is_proven_of_a_later_weighing_holds_within_the_earlier() -> None:
    assert (
        lines(proof_lines({1: 7, 2: 40, 3: 5}, {1: 7, 2: 30, 3: 0}, optimal=False))
        == """\
First weighed: proven, no programme costs less.
Second weighed: best so far 40 points; no programme that is as good in what
comes before can cost less than 30 (gap 25.0 %)."""
    )


def test_costs_are_told_in_the_order_of_weighing() -> None:
    conference = three_groups()
    rules = (WishesAttended(weight=1, tier=2), EverySessionHeld(weight=1))
    report = check(Problem(conference, rules), placed(conference, "Woningmarkt 9:00 Zaal 1"))
    heads = [line for line in cost_lines(report, 80) if "weighed" in line]
    # two sessions dropped at their price of 10; Anna misses Duurzaamheid (2), Bob Europa (2)
    assert heads == [
        "First weighed: 20 points (the fewer, the better).",
        "Second weighed: 4 points (the fewer, the better).",
    ]


def test_findings_that_prove_it_come_first() -> None:
    some = [Finding("A group has no room.", True), Finding("A lunch is short.", False)]
    assert lines(finding_lines(some)).splitlines() == [
        "This day is impossible:",
        "- A group has no room.",
        "To bear in mind:",
        "- A lunch is short.",
    ]
    assert lines(finding_lines([])) == "No fault was found."


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])
@given(data=st.data(), conference=conferences(), columns=st.integers(40, 120))
def test_the_numbers_are_those_of_the_check_and_nothing_is_too_wide(
    data: st.DataObject, conference: Conference, columns: int
) -> None:
    chosen = [data.draw(st.sampled_from(choices(conference, session))) for session in conference.held]
    report = check(Problem(conference, standard_book(conference)), Programme(tuple(p for p in chosen if p)))
    shown = list(report_lines(report, columns))
    assert [line for line in shown if len(line) > columns] == []
    found = as_data(report)
    assert sum(rule["cost"] for rule in found["rules"]) == found["cost"] == report.cost
    assert sum(len(one["sessions"]) for one in found["misses"]) == found["missed"] == report.missed
    assert found["good"] == (shown[0] == "Every hard rule is kept.")


def test_of_many_demands_that_were_not_made_few_in_time_none_is_printed() -> None:
    conference = day(sessions={f"Sessie {number}": {} for number in range(13)})
    rule = EverySessionHeld()
    clash = [(rule, case) for case in rule.cases(conference)]
    assert list(impossible_lines(clash, (), smallest=False)) == [
        "This day is impossible: no programme keeps all hard rules.",
        "Which of its demands cannot hold together was not found in the time.",
    ]
    seen = Finding("Sessie 1 fits in no room.", fatal=True)
    assert list(impossible_lines(clash, [seen], smallest=False))[1:] == ["- Sessie 1 fits in no room."]
    assert "Sessie 12" in lines(impossible_lines(clash, (), smallest=True))
    assert len(list(impossible_lines(clash[:3], (), smallest=False))) == 4


def test_the_data_has_no_demands_either_that_were_not_made_few_in_time() -> None:
    conference = day(sessions={f"Sessie {number}": {} for number in range(13)})
    rule = EverySessionHeld()
    clash = tuple((rule, case) for case in rule.cases(conference))
    for smallest, few, shown in ((False, clash, 0), (True, clash, 13), (False, clash[:12], 12)):
        conflict = Conflict(few, smallest)
        assert len(impossible(Impossible(conflict, 1.0), ())["clash"]) == shown
        refused = CannotHoldAll(Reasons((), conflict), Undecided(1.0), 1.0)
        assert len(cannot_hold_all(refused)["clash"]) == shown


def test_a_programme_that_was_made_before_the_search_began_says_so() -> None:
    lines = list(outcome_lines(60, "best.json", stopped=False, optimal=False, searched=False))
    assert lines == [
        "Time is up after 60.0 seconds.",
        "That was before the search could begin: this programme was made without one.",
        "Written: best.json",
    ]


def test_a_rule_that_is_broken_by_one_of_its_statements_is_not_fully_kept() -> None:
    conference = three_groups()
    rules = [rule for rule in standard_book(conference) if rule.name != "groups_apart"]
    (woningmarkt, duurzaamheid, europa) = conference.groups[1:]
    apart = [GroupsApart(groups=(woningmarkt, europa)), GroupsApart(groups=(duurzaamheid, europa), weight=3)]
    text = "Woningmarkt 9:00 Zaal 1; Duurzaamheid 10:00 Zaal 2; Europa 9:00 Zaal 3"
    report = check(Problem(conference, [*rules, *apart]), placed(conference, text))
    assert report.broken
    assert not any("Fully kept" in line and "groups_apart" in line for line in report_lines(report))
