"""Sentences of the pages that no example of a page shows: each as a small day."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.checking.check import check
from scheduler.conference.programme import Edition
from scheduler.files import read
from scheduler.questions.alternatives.answers import Within
from scheduler.questions.difference.diaries import diary
from scheduler.questions.rehearse import Outlook, rehearse
from scheduler.questions.why.question import Question
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.problem import Problem
from scheduler.rules.room_is_open import RoomIsOpen
from scheduler.rules.room_suits_session import RoomSuitsSession
from scheduler.rules.rule import Rule
from tests.support.small import day, placed


def test_in_a_diary_stands_what_is_for_everyone_if_one_can_be_there_for_the_whole_of_it() -> None:
    common = {"kind": "break", "needs_room": False}
    conference = day(
        sessions={"Opening": {"kind": "plenary"}, "Koffie": common, "Borrel": {**common, "kind": "drinks"}},
        people={"Anna": {"present": ["9:00-12:30"]}},
    )
    programme = placed(conference, "Opening 9:00 Zaal 1; Koffie 10:00; Borrel 12:00")
    (anna,) = conference.people
    assert list(diary(Edition(conference, programme), anna)) == ["Opening", "Koffie"]


@pytest.mark.parametrize("rules", [(), (RoomIsOpen(weight=1),)])
def test_a_room_that_fails_is_out_of_use_also_where_the_day_does_not_mind_closed_rooms(rules: tuple[Rule, ...]) -> None:
    conference = day(sessions={"Europa": {"starts": ["10:00"]}}, rooms={"Zaal 1": {}})
    book = (EverySessionHeld(), RoomSuitsSession(), *rules)
    answer = rehearse(Problem(conference, book), placed(conference, "Europa 10:00 Zaal 1"))
    (closes,) = (outcome for outcome in answer.outcomes if outcome.mishap.late is None)
    assert closes.mishap.who == conference.rooms[0]
    assert closes.outlook is Outlook.NOT


def test_two_sessions_are_at_the_same_time_that_share_a_minute() -> None:
    conference = day(sessions={"Europa": {}, "Wonen": {}})
    europa, wonen = conference.sessions
    (beside,) = Question(europa, beside=wonen).rules
    problem = Problem(conference, (beside,))
    together, after = (placed(conference, f"Europa 10:00 Zaal 1; Wonen {hour} Zaal 2") for hour in ("10:30", "11:00"))
    assert (bool(check(problem, together).broken), bool(check(problem, after).broken)) == (False, True)


def test_a_share_of_the_cost_is_rounded_down() -> None:
    assert Within(hundredths=10).limit((123,)) == (135,)


def test_a_meeting_of_groups_of_several_kinds_is_of_the_kind_of_the_first(tmp_path: Path) -> None:
    lines = [
        "title: Day",
        "date: 2027-03-12",
        "rounds: [9:00-10:00]",
        "rooms: [Hall, Room 2]",
        "groups: [{name: Fysiek, kind: pillar}, {name: Wonen}]",
        "sessions: [{title: A, groups: [Fysiek, Wonen]}, {title: B, groups: [Wonen, Fysiek]}]",
    ]
    (tmp_path / "day.yaml").write_text("\n".join(lines), "utf-8")
    assert [s.kind.value for s in read(tmp_path).problem.conference.sessions] == [
        "pillar meeting",
        "theme group meeting",
    ]
