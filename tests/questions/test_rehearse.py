"""A rehearsal against brute force: the fewest sessions moved, the fewest people, and whether there is a plan B."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scheduler.checking.check import check
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Edition, Programme
from scheduler.console.rehearse import lines
from scheduler.questions.explain import Problem
from scheduler.questions.rehearse import Outcome, Outlook, rehearse
from scheduler.questions.rehearse.mishaps import PartOfDay, RoomShut, after, mishaps
from scheduler.questions.repair import Step
from scheduler.rules.book import droppable_book, standard_book
from scheduler.rules.rule import Rule
from scheduler.rules.time_to_spare import TimeToSpare
from scheduler.search import shares
from scheduler.search.budget import Budget, Stop
from scheduler.search.shares import TimeShare
from tests.commands.test_check import netday
from tests.questions.test_repair import disturbed, lost, where
from tests.solving.test_solve import books
from tests.support.agreement import allowed
from tests.support.conferences import conferences, programmes
from tests.support.house import HOME
from tests.support.small import day, placed
from tests.support.talks import late_talks

slow_to_draw = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


def keeps(conference: Conference, book: list[Rule], programme: Programme) -> bool:
    return not check(Problem(conference, [rule for rule in book if rule.weight is None]), programme).broken


@slow_to_draw
@given(data=st.data(), late=st.sampled_from([15, 45, 90]))
def test_no_programme_moves_less_after_a_mishap_and_there_is_a_plan_b_exactly_when_one_keeps_the_rules(
    data: st.DataObject, late: int
) -> None:
    conference = data.draw(conferences(most=60).filter(lambda conference: conference.held))
    book = [rule for rule in data.draw(books(conference)) if rule.weight is None or data.draw(st.booleans())]
    good = [programme for programme in programmes(conference) if keeps(conference, book, programme)]
    assume(good)
    programme = data.draw(st.sampled_from(good))
    published = Edition(conference, programme)
    answer = rehearse(Problem(conference, book), programme, late=late, workers=2)
    found = {outcome.mishap: outcome for outcome in answer.outcomes}
    assert set(found) == set(mishaps(conference, programme, late))
    for mishap in data.draw(st.permutations(list(found)))[:4]:
        outcome = found[mishap]
        plan = after(Problem(conference, tuple(book)), mishap).problem
        able = [p for p in programmes(plan.conference) if keeps(plan.conference, list(plan.rules), p)]
        if not able:
            assert outcome.outlook is Outlook.NOT
            assert as_bad_as_can_be(outcome) == least_bad(plan, published), outcome
            continue
        people, moved = min(
            (disturbed(plan.conference, published, p)[:2] for p in able), key=lambda counts: (counts[1], counts[0])
        )
        assert (outcome.moved, outcome.people) == (Step(moved, moved), Step(people, people)), outcome
        assert outcome.plan is not None
        assert where(outcome.plan) in [where(p) for p in able]
        assert outcome.outlook is (Outlook.PLAN_B if moved or outcome.dropped else Outlook.AS_IT_IS)


Bad = tuple[int, int, int, int]


def least_bad(plan: Problem, published: Edition) -> Bad | None:
    """The fewest sessions dropped, to the fewest people, then moved, then people upset.

    None: no programme keeps the rules, whatever is dropped.
    """
    others, held = droppable_book(plan)
    found: dict[bool, list[Bad]] = {True: [], False: []}
    for programme in programmes(plan.conference) if held else ():
        if keeps(plan.conference, list(others), programme):
            left = [session for session in held if session not in programme]
            people, moved = disturbed(plan.conference, published, programme)[:2]
            moved -= sum(session.name in where(published.programme) for session in left)
            found[any(session.kind.is_common for session in left)].append(
                (len(left), lost(plan.conference, published, [session.name for session in left]), moved, people)
            )
    return min(found[False] or found[True], default=None)


def as_bad_as_can_be(outcome: Outcome) -> Bad | None:
    if not (outcome.fewest and outcome.lost and outcome.moved and outcome.people):
        assert outcome.hopeless
        return None
    assert outcome.proven, (outcome.outlook, outcome.fewest, outcome.moved, outcome.people)
    assert outcome.fewest.amount == len(outcome.given_up)
    return outcome.fewest.amount, outcome.lost.amount, outcome.moved.amount, outcome.people.amount


@slow_to_draw
@given(data=st.data(), few=st.sampled_from([40, 1]))
def test_a_room_that_fails_is_read_alike_by_solver_and_check(data: st.DataObject, few: int) -> None:
    conference = data.draw(conferences().filter(lambda conference: conference.held))
    programme = data.draw(st.sampled_from(list(programmes(conference))))
    failing = [m for m in mishaps(conference, programme, 60) if m.part is PartOfDay.ROOM]
    assume(failing)
    rule = after(Problem(conference, ()), data.draw(st.sampled_from(failing))).problem.rules[-1]
    assert isinstance(rule, RoomShut)
    [case] = rule.cases(conference)
    right = {p for p in programmes(conference) if not case.breaches(p)}
    assert allowed(conference, case, "hard", few=few) == right
    assert allowed(conference, case, "on", few=few) == right
    assert allowed(conference, case, "off", few=few) == set(programmes(conference))


# A day in three rounds and two rooms; of the six places five are taken.


def three_rounds() -> Conference:
    return day(
        sessions={
            "Europa": {"groups": ["Europa"]},
            "Wonen": {"groups": ["Wonen"]},
            "Zorg": {"groups": ["Zorg"], "speakers": ["Gido"]},
            "Gesprek": {"kind": "guest talk", "speakers": ["Eric"], "rooms": ["Zaal 1"]},
        },
        groups={
            "Europa": {"chair": ["Anna"], "vice-chair": ["Bob"], "member": ["Dirk"]},
            "Wonen": {"chair": ["Carla"], "member": ["Dirk", "Emma"]},
            "Zorg": {},
        },
        people={"Eric": {"guest": True, "present": ["15:00-16:00"]}, "Gido": {"guest": True}},
        rounds=["9:00-10:00", "11:00-12:00", "15:00-16:00"],
        hours="9:00-16:00",
    )


PROGRAMME = "Europa 9:00 Zaal 1; Wonen 9:00 Zaal 2; Zorg 11:00 Zaal 1; Gesprek 15:00 Zaal 1"


def rehearsed(late: int = 30) -> dict[str, Outcome]:
    conference = three_rounds()
    answer = rehearse(Problem(conference, standard_book(conference)), placed(conference, PROGRAMME), late=late)
    return {outcome.mishap.sentence(conference): outcome for outcome in answer.outcomes}


def summary(outcome: Outcome) -> tuple[Outlook, int | None, int | None, list[str], list[str]]:
    moved, people = (step.amount if step else None for step in (outcome.moved, outcome.people))
    return outcome.outlook, moved, people, [s.name for s in outcome.dropped], [f"{p} leads {s}" for s, p in outcome.led]


def test_another_leads_where_a_chair_falls_out() -> None:
    assert summary(rehearsed()["Anna (chair) falls out"]) == (Outlook.AS_IT_IS, 0, 0, [], ["Bob leads Europa"])


def test_a_meeting_that_nobody_else_can_lead_is_dropped() -> None:
    # Dirk is a member of Wonen and Europa, which coincide: he had planned one of the two; Emma has Wonen alone.
    outlook, moved, people, dropped, led = summary(rehearsed()["Carla (chair) falls out"])
    assert (outlook, moved, dropped, led) == (Outlook.PLAN_B, 0, ["Wonen"], [])
    assert people in (1, 2)


def test_a_talk_without_its_only_speaker_is_dropped_and_a_group_meets_without_its_guest() -> None:
    found = rehearsed()
    assert summary(found["Eric (guest) falls out"]) == (Outlook.PLAN_B, 0, 0, ["Gesprek"], [])
    assert summary(found["Gido (guest) falls out"]) == (Outlook.AS_IT_IS, 0, 0, [], [])
    assert [session.name for session in found["Gido (guest) falls out"].without] == ["Zorg"]


def test_who_is_in_time_but_has_less_to_spare_than_a_hard_rule_wants_is_not_passed_over() -> None:
    conference = day(
        sessions={"Gesprek": {"speakers": ["Anna"]}},
        people={"Anna": {"present": ["9:00-17:00"]}},
        rounds=["10:00-11:00", "10:30-11:30"],
        rooms={"Zaal 1": {}},
    )
    programme = placed(conference, "Gesprek 10:00 Zaal 1")
    answer = rehearse(Problem(conference, [*standard_book(conference), TimeToSpare(minutes=60)]), programme, late=30)
    found = {str(outcome.mishap.sentence(conference)): outcome for outcome in answer.outcomes}
    # She arrives at 9.30, an hour before the second round and half an hour before the first.
    assert summary(found["Anna (speaker) is 30 minutes late"])[:2] == (Outlook.PLAN_B, 1)


def test_who_is_late_is_led_for_or_has_their_session_moved_or_has_no_plan_b() -> None:
    found = rehearsed()
    # Bob leads Europa at 9.00; Carla alone can lead Wonen, which moves; Eric is there for the hour of his talk only.
    assert summary(found["Anna (chair) is 30 minutes late"])[:3] == (Outlook.AS_IT_IS, 0, 0)
    assert summary(found["Carla (chair) is 30 minutes late"])[:2] == (Outlook.PLAN_B, 1)
    late = found["Eric (guest) is 30 minutes late"]
    assert summary(late) == (Outlook.NOT, 0, 1, [], [])
    assert ([session.name for session in late.given_up], late.fewest, late.proven) == (["Gesprek"], Step(1, 1), True)
    assert late.broken == ("Eric speaks at Gesprek (15.00–16.00), and can be there from 15.30 to 16.00.",)
    [why] = late.reasons
    assert why == (
        "Gesprek cannot be placed: it takes 60 minutes, and Eric, who speaks at it, is there from 15.30 to 16.00, "
        "30 minutes at most."
    )


def test_a_room_that_closes_empties_into_what_is_free() -> None:
    found = rehearsed()
    # Wonen goes to Zaal 1 or 2 in another round; the talk may stand in Zaal 1 alone. Without Zaal 2 one of the four is
    # dropped: not Wonen, which moves though three people go there, but one to which a single one goes.
    assert summary(found["Zaal 2 closes"])[:2] == (Outlook.NOT, 1)
    closes = found["Zaal 2 closes"]
    assert ([session.name for session in closes.given_up], closes.lost) == (["Gesprek"], Step(1, 1))
    assert summary(found["Zaal 1 closes"])[:2] == (Outlook.NOT, 2)
    assert summary(found["Zaal 2 opens 30 minutes late"])[:2] == (Outlook.PLAN_B, 1)


def test_the_slack_is_the_mean_over_all_mishaps() -> None:
    conference = three_rounds()
    answer = rehearse(Problem(conference, standard_book(conference)), placed(conference, PROGRAMME))
    count = {outlook: answer.count(outlook) for outlook in Outlook}
    number = len(answer.outcomes)
    assert sum(count.values()) == number
    points = 100 * count[Outlook.AS_IT_IS] + 50 * count[Outlook.PLAN_B]
    assert answer.slack == (points // number, points // number)
    assert [outcome.badness for outcome in answer.outcomes] == sorted(outcome.badness for outcome in answer.outcomes)


def test_on_several_days_somebody_is_late_on_the_days_they_are_needed() -> None:
    conference = day(
        sessions={"Europa": {"groups": ["Europa"]}, "Werk": {"groups": ["Europa"]}},
        groups={"Europa": {"chair": ["Anna"]}},
        days=2,
    )
    programme = placed(conference, "Europa 9:00 Zaal 1; Werk 2/11:00 Zaal 1")
    answer = rehearse(Problem(conference, standard_book(conference)), programme)
    assert {o.mishap.sentence(conference): o.outlook for o in answer.outcomes if o.mishap.part is PartOfDay.CHAIR} == {
        "Anna (chair) falls out": Outlook.PLAN_B,
        "Anna (chair) is 30 minutes late on Fri 10 February": Outlook.PLAN_B,
        "Anna (chair) is 30 minutes late on Sat 11 February": Outlook.AS_IT_IS,
    }


def test_without_time_what_no_solver_is_needed_for_is_told_all_the_same() -> None:
    late = late_talks(2, moved=0, talks=40, rooms=5)
    conference, programme = late.published.conference, late.published.programme
    answer = rehearse(Problem(conference, standard_book(conference)), programme, limit=0.01)
    assert answer.count(Outlook.AS_IT_IS) > 0
    assert answer.count(Outlook.UNKNOWN) > 0
    least, most = answer.slack
    assert least < most
    assert any("A longer" in line or "a longer" in line for line in lines(answer, programme))


def test_where_even_a_glance_at_each_takes_too_long_the_others_are_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    late = late_talks(2, moved=0, talks=40, rooms=5)
    conference, programme = late.published.conference, late.published.programme
    problem = Problem(conference, standard_book(conference))
    every = len(rehearse(problem, programme, limit=0.01).outcomes)
    monkeypatch.setattr(shares, "AT_A_GLANCE", TimeShare(0))
    answer = rehearse(problem, programme, limit=0.01)
    assert (len(answer.outcomes), answer.count(Outlook.UNKNOWN)) == (every, every)
    assert any("a longer" in line.lower() for line in lines(answer, programme))


def test_where_each_mishap_takes_longer_than_it_is_given_the_whole_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    late = late_talks(2, moved=0, talks=40, rooms=5)
    conference, programme = late.published.conference, late.published.programme
    clock = [0.0]

    def five_seconds_too_long(_: Any, outcome: Outcome, __: Edition, budget: Budget) -> Outcome:
        clock.append(clock[-1] + budget.limit + 5)
        return outcome

    monkeypatch.setattr("scheduler.search.budget.time", SimpleNamespace(monotonic=lambda: clock[-1]))
    monkeypatch.setattr("scheduler.questions.rehearse.rehearsing._Rehearsing._moved", five_seconds_too_long)
    rehearse(Problem(conference, standard_book(conference)), programme, limit=60)
    assert len(clock) > 3
    assert 30 < clock[-1] <= 60


def test_a_rehearsal_that_is_asked_to_stop_keeps_what_was_found() -> None:
    late = late_talks(2, moved=0, talks=40, rooms=5)
    conference, programme = late.published.conference, late.published.programme
    stop = Stop()
    answer = rehearse(Problem(conference, standard_book(conference)), programme, tell=lambda _: stop.set(), stop=stop)
    assert answer.stopped
    assert answer.count(Outlook.AS_IT_IS) > 0


def test_a_programme_in_which_nobody_is_needed_has_nothing_to_rehearse() -> None:
    conference = day(sessions={"Europa": {"needs_room": False}}, rooms={})
    answer = rehearse(Problem(conference, standard_book(conference)), placed(conference, "Europa 9:00"))
    assert (answer.outcomes, answer.slack) == ((), (100, 100))
    assert list(lines(answer, placed(conference, "Europa 9:00"))) == [
        "Nobody leads or speaks in this programme and it uses no room: there is nothing",
        "to rehearse.",
    ]


# The command

DAY = """\
title: Netwerkdag
language: en
date: 2023-02-10
hours: 9:00–16:00
rounds: [9:00–10:00, 11:00–12:00]
rooms: [Hall, Loft]
groups:
  - {name: Europe, chairs: Anna, members: [Bob]}
  - {name: Housing, chairs: Carla, vice_chairs: Dirk}
sessions: [Europe, Housing]
"""


TOLD = """\
6 mishaps rehearsed: everybody who leads or speaks falls out, and is 30 minutes
late; every room closes, and opens 30 minutes late.

Slack: 66 of 100. In 2 nothing has to move, in 4 there is a plan B.

plan B  move  drop  people  what happens
yes        2     0       4  Hall closes.
                            - Europe (9:00–10:00) moves from Hall to Loft.
                            - Housing (11:00–12:00) moves from Hall to Loft.
yes        1     0       2  Anna (chair) is 30 minutes late.
                            - Europe moves from 9:00–10:00 in Hall to
                              11:00–12:00 in Loft.
yes        1     0       2  Hall opens 30 minutes late.
                            - Europe (9:00–10:00) moves from Hall to Loft.
yes        0     1       1  Anna (chair) falls out.
                            - Europe (9:00–10:00 in Hall) is dropped.

Nothing has to move with the other 2; --all lists them. Another can lead where a
chair falls out:
  Housing: Dirk without Carla.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "day.yaml").write_text(DAY, "utf-8")
    (tmp_path / "p.yaml").write_text("programme:\n  Europe: 9:00 Hall\n  Housing: 11:00 Hall\n", "utf-8")
    return tmp_path


def test_the_worst_stands_first_with_what_plan_b_is(folder: Path) -> None:
    done = netday("rehearse", str(folder), str(folder / "p.yaml"), "--quiet")
    assert (done.exit_code, done.stdout) == (0, TOLD)


def test_who_leads_instead_is_told_once_for_each_meeting(folder: Path) -> None:
    groups = DAY.replace("chairs: Anna, members: [Bob]", "chairs: [Bob, Anna]")
    (folder / "day.yaml").write_text(groups, "utf-8")
    text = netday("rehearse", str(folder), str(folder / "p.yaml"), "--quiet").stdout
    assert text.partition("a\nchair falls out:\n")[2] == (
        "  Europe: Anna and Bob, each without the other.\n  Housing: Dirk without Carla.\n"
    )


def test_without_a_plan_b_the_reason_and_the_least_bad_are_told(folder: Path) -> None:
    (folder / "day.yaml").write_text(DAY.replace("rooms: [Hall, Loft]", "rooms: [Hall]"), "utf-8")
    done = netday("rehearse", str(folder), str(folder / "p.yaml"), "--quiet")
    assert done.stdout.partition("what happens\n")[2].partition("yes ")[0] == (
        "none       0     2       4  Hall closes.\n"
        "                            - Europe cannot be placed: Hall cannot be used.\n"
        "                            - Housing cannot be placed: Hall cannot be used.\n"
        "                            - The least bad: Europe (9:00–10:00 in Hall) is\n"
        "                              dropped.\n"
        "                            - Housing (11:00–12:00 in Hall) is dropped. 4 people\n"
        "                              were to go there, each counted once for every\n"
        "                              session.\n"
        "none       0     1       2  Hall opens 30 minutes late.\n"
        "                            - 2 sessions need a room, and there is 1 place for\n"
        "                              them: Hall between 11:00 and 12:00, one session at\n"
        "                              a time.\n"
        "                            - The least bad: Europe (9:00–10:00 in Hall) is\n"
        "                              dropped. 2 people were to go there.\n"
    )


def test_all_of_it_is_there_as_json(folder: Path) -> None:
    done = netday("rehearse", str(folder), str(folder / "p.yaml"), "--json")
    payload = json.loads(done.stdout)
    assert payload["slack"] == {"least": 66, "most": 66}  # (2 x 100 + 4 x 50) / 6
    assert payload["mishaps"][2] == {
        "mishap": "Hall opens 30 minutes late",
        "part": "room",
        "who": "Hall",
        "late": 30,
        "day": "2023-02-10",
        "stands": "plan B",
        "moved": {"amount": 1, "least_possible": 1},
        "people": {"amount": 2, "least_possible": 2},
        "reasons": [],
        "drops": {"amount": 0, "least_possible": 0},
        "lost": None,
        "dropped": [],
        "without": [],
        "led": [],
        "broken": ["Europe is in Hall, 9:00–10:00."],
        "moves": [
            {
                "session": "Europe",
                "old": {"day": "2023-02-10", "start": "09:00", "room": "Hall"},
                "new": {"day": "2023-02-10", "start": "09:00", "room": "Loft"},
            }
        ],
    }


def test_a_programme_that_breaks_rules_is_not_rehearsed(folder: Path) -> None:
    (folder / "p.yaml").write_text("programme:\n  Europe: 9:00 Hall\n", "utf-8")
    done = netday("rehearse", str(folder), str(folder / "p.yaml"), "--quiet")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        1,
        f"{folder / 'p.yaml'} breaks hard rules, 1 time, so there is nothing to compare with.",
    )


def test_the_day_of_haarlem_is_rehearsed_to_the_end() -> None:
    haarlem = HOME / "instances" / "haarlem-2023"
    done = netday("rehearse", str(haarlem), str(haarlem / "printed.yaml"), "--json")
    payload = json.loads(done.stdout)
    assert (done.exit_code, payload["slack"]) == (0, {"least": 90, "most": 90})
    assert all(mishap["stands"] != "unknown" for mishap in payload["mishaps"])
