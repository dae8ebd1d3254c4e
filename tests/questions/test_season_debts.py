"""What is owed after several days: each missed meeting until it is paid, more each day, and a group its share."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from scheduler.checking.check import check
from scheduler.conference.clock import Clock
from scheduler.conference.conference import Conference
from scheduler.files import read, read_programme
from scheduler.questions.season import GroupLoss, HeldDay, Season, season
from scheduler.questions.season.weights import carried
from scheduler.rules.problem import Problem
from tests.commands.test_check import netday
from tests.questions.test_repair import anew
from tests.support.house import HOME
from tests.support.small import day, placed


def with_members(**groups: list[str]) -> Conference:
    return day(
        sessions={name: {"groups": [name]} for name in groups},
        groups={name: {"member": people} for name, people in groups.items()},
        rooms={"Zaal 1": {}, "Zaal 2": {}, "Zaal 3": {}},
        rounds=["10:00-11:00"],
    )


def test_whoever_missed_a_meeting_is_owed_it_where_they_still_wish_it() -> None:
    then = with_members(Europa=["Anna", "Bob"], Wonen=["Anna", "Carla"], Zorg=["Anna", "Dirk"])
    at_once = placed(then, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2; Zorg 10:00 Zaal 3")
    found = season([HeldDay("then", check(Problem(then, ()), at_once))])  # Anna missed two, nobody else any

    def owed(coming: Conference | None) -> tuple[Sequence[tuple[str, Any]], tuple[str, ...]]:
        answer = carried(found, coming)
        lines = [(one.why, one.statement["only"]) for one in answer.owed if one.rule == "wishes_attended"]
        return lines, answer.left_out

    both = [
        (
            f"Anna missed {name} once: whoever misses it again costs 100 points more.",
            {"people": ["Anna"], "groups": [name]},
        )
        for name in ("Wonen", "Zorg")
    ]
    assert owed(None) == owed(then) == (both, ())
    elsewhere = with_members(Europa=["Anna"], Wonen=["Anna", "Carla"], Zorg=["Dirk"])
    assert owed(elsewhere) == (both[:1], ())
    nowhere = with_members(Europa=["Bob"], Wonen=["Carla"], Zorg=["Dirk"])
    assert owed(nowhere) == ([], ("Anna: no wishes on the coming day.",))


def test_a_debt_grows_until_it_is_paid_and_a_day_without_the_meeting_leaves_it() -> None:
    wishes = {"Europa": ["Anna"], "Wonen": ["Anna"], "Zorg": ["Bob"]}
    clash, apart = "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2", "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 2"

    def on(number: int, at: str, members: dict[str, list[str]], **facts: Any) -> HeldDay:
        conference = day(
            sessions={name: {"groups": [name]} for name in members},
            groups={name: {"member": people} for name, people in members.items()},
            rooms={"Zaal 1": {}, "Zaal 2": {}},
            **facts,
        )
        first = conference.days[0].date.replace(month=number)
        conference = anew(conference, clock=Clock(first), days=(conference.days[0].model_copy(update={"date": first}),))
        return HeldDay(f"month {number}", check(Problem(conference, ()), placed(conference, at)))

    def owed(*days: HeldDay) -> dict[str, tuple[int, int]]:
        [anna] = [person for person in season(days).people if person.name == "Anna"]
        return {meeting.name: (debt.missed, debt.unpaid) for meeting, debt in anna.owed.items()}

    absent = {"people": {"Anna": {"present": ()}}}
    assert owed(on(1, apart, wishes)) == {}
    away = [on(number, apart, wishes, **absent) for number in (1, 2, 3)]
    assert owed(*away) == {"Europa": (3, 3), "Wonen": (3, 3)}
    without = on(4, "Wonen 10:00 Zaal 1", {"Wonen": ["Anna"]})
    assert owed(*away, without) == {"Europa": (3, 3), "Wonen": (3, 0)}
    # Of two that clash she goes to the one that she could not attend for longest.
    assert owed(*away, without, on(5, clash, wishes)) == {"Europa": (3, 0), "Wonen": (4, 1)}


@pytest.mark.parametrize(("lost", "weight"), [(16, 1), (13, 0), (20, 2)])
def test_a_group_of_which_more_is_lost_than_of_all_is_owed_something_and_each_day_more(lost: int, weight: int) -> None:
    def owed(days: int) -> int:
        turnouts = {"Klein": (20 - lost, 20), "Groot": (140 - (20 - lost), 380)}  # of all 400, 260 are lost
        groups = tuple(GroupLoss(name, (turnout,) * days) for name, turnout in turnouts.items())
        found = Season((), groups, ())
        assert round(found.group_average, 2) == 0.65
        answer = carried(found)
        return sum(one.statement["weight"] for one in answer.owed if one.statement["only"] == {"groups": ["Klein"]})

    assert owed(1) == weight
    assert owed(4) >= 2 * weight


def test_over_a_year_nobody_misses_a_meeting_again_where_they_need_not(tmp_path: Path) -> None:
    missed: list[set[tuple[str, str]]] = []
    for number in (1, 2, 3, 4):
        folder = tmp_path / str(number)
        shutil.copytree(HOME / "instances" / "starter", folder)
        text = (folder / "day.yaml").read_text("utf-8").replace("2026-03-13", f"2026-0{2 * number}-13")
        (folder / "day.yaml").write_text(text, "utf-8")
        if missed:
            before = [tmp_path / str(earlier) for earlier in range(1, number)]
            assert netday("season", *before, "--for", folder, "-o", folder / "season.yaml").exit_code == 0
            (folder / "day.yaml").write_text(f"{text}season: season.yaml\n", "utf-8")
        assert netday("solve", folder, "-o", folder / "programme.json").exit_code == 0
        instance = read(folder)
        programme, _ = read_programme(folder / "programme.json", instance)
        owing = [result for result in check(instance.problem, programme).results if result.rule.only.people]
        again = {(breach.people[0].name, breach.sessions[0].name) for result in owing for breach in result.breaches}
        # Nobody misses on end; and whoever misses what they missed on an earlier day: no programme spares all of them.
        assert not missed or not again & missed[-1]
        if again:
            owed = (folder / "season.yaml").read_text("utf-8")
            (folder / "season.yaml").write_text(re.sub(r"(people: .*weight: )\d+", r"\1hard", owed), "utf-8")
            demanded = netday("solve", folder, "-o", folder / "hard.json")
            assert (demanded.exit_code, (folder / "hard.json").exists()) == (3, False)
        misses = check(instance.problem, programme).misses
        lost = {(one.person.name, session.name) for one in misses for session in one.sessions}
        missed.append(lost)
    assert len(missed) == 4
