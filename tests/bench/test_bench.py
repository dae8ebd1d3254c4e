"""`netday bench`: what can be measured, on which days, and how the figures are laid out."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.bench.csplib import measured as measured_instance
from scheduler.bench.csplib import workbooks
from scheduler.bench.grown import Grown
from scheduler.bench.grown_days import measured
from scheduler.bench.made_up import large_day
from scheduler.bench.questions import QUESTIONS, WORDS, made_up
from scheduler.bench.table import table
from scheduler.checking.check import check
from scheduler.conference.conference import Kind
from scheduler.rules.book import standard_book
from scheduler.rules.problem import Problem
from tests.commands.test_check import netday
from tests.commands.test_why import DAY
from tests.support.csplib_workbooks import sheets_at_random
from tests.support.csplib_workbooks import write as write_workbook
from tests.support.house import HOME

STARTER = HOME / "instances" / "starter"


@pytest.mark.parametrize("size", [(1, 4, 12), (2, 6, 60), (3, 12, 150), (3, 22, 300)])
def test_the_made_up_conference_has_a_programme_that_keeps_the_usual_rules(size: tuple[int, int, int]) -> None:
    conference, programme = large_day(*size, people=4 * size[-1])
    assert set(programme) == set(conference.held)
    assert check(Problem(conference, standard_book(conference)), programme).broken == ()


def test_the_made_up_conference_is_the_same_each_time() -> None:
    assert large_day(1, 4, 12, people=48) == large_day(1, 4, 12, people=48)


def test_the_made_up_conference_is_no_child_s_play() -> None:
    """Of 150 meetings: some suit one room only, some leaders lead twice, half of them are there for a part."""
    day = made_up(150)
    meetings = [session for session in day.conference.held if not session.kind.is_common]
    leaders = [person for person in day.conference.people if day.conference.duties(person)]
    fits = [
        sum(r.capacity is not None and (m.expected or 0) <= r.capacity for r in day.conference.rooms) for m in meetings
    ]
    twice = [person for person in leaders if len(day.conference.duties(person)) == 2]
    away = [person for person in leaders if person.present is not None]
    assert (len(meetings), len(day.conference.people), len(leaders)) == (150, 735, 135)
    assert (min(fits), max(fits), len(twice)) == (1, 12, 15)
    assert 50 < len(away) < 85
    assert sum(session.kind is Kind.WORKSHOP for session in meetings) > 30


def test_a_grown_day_is_the_same_each_time_and_has_late_comers_and_a_programme() -> None:
    assert Grown(groups=2).problem() == Grown(groups=2).problem()
    assert Grown(groups=2).problem() != Grown(groups=2, seed=2).problem()
    conference = Grown(groups=2).problem().conference
    assert (len(conference.held), len(conference.people), len(conference.rooms)) == (34, 219, 10)
    assert sum(person.present is not None for person in conference.people) > 30
    done = measured("small", Grown(groups=0.3, people=0.1), 10, 1)
    assert (done.answer, done.cost, done.sessions) == ("proven best", done.bound, 10)
    assert list(done.row()) == [
        *("day", "sessions", "people", "cost", "at least", "answer", "first", "after", "processor", "at most")
    ]


def test_a_conference_of_csplib_is_valued_by_the_terms_of_the_library(tmp_path: Path) -> None:
    write_workbook(sheets_at_random(3), tmp_path / "three.xlsx")
    Workbook().save(tmp_path / "other.xlsx")
    (file,) = workbooks(tmp_path)
    done = measured_instance(file, 10, 1)
    assert (done.answer, done.value) == ("proven best", done.cost)
    assert done.value == done.bound == sum(done.terms.values())
    assert list(done.row()) == [
        *("instance", "10 s", "60 s", "120 s", "300 s", "value", "at least", "answer", "first", "after"),
        *("processor", "at most", "terms"),
    ]
    assert netday("bench", "csplib", tmp_path, "--only", "OR60").exit_code == 2


def test_a_grown_day_that_there_is_none_of_is_a_mistake_with_the_days_there_are() -> None:
    done = netday("bench", "grown", "--only", "gruops")
    assert done.exit_code == 2
    assert 'No grown day has "gruops" in its name. They are: Haarlem\'s size; groups x1.5' in " ".join(
        done.stderr.split()
    )


def test_every_question_has_a_row_for_the_starter_day() -> None:
    done = netday("bench", "questions", STARTER, "--time-limit", "0.5", "--json")
    rows = json.loads(done.stdout)
    assert (done.exit_code, [row["question"] for row in rows]) == (0, [question.name for question in QUESTIONS])
    assert [row["question"] for row in rows if row["whole"] is None or row["day"] != "starter"] == []
    assert done.stderr.count("\n") == len(rows)


def test_what_is_asked_of_a_small_day_is_proven_and_its_first_answer_noted(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(DAY, "utf-8")
    asked = [part for word in ("solve", "explain", "repair") for part in ("--only", word)]
    rows = json.loads(netday("bench", "questions", tmp_path, *asked, "--json").stdout)
    assert [row["question"] for row in rows if not row["proven"] or row["first"] is None] == []
    assert all(row["first"] <= row["whole"] for row in rows)


def test_the_first_programme_of_the_alternatives_is_their_first_answer() -> None:
    (row,) = json.loads(netday("bench", "questions", STARTER, "--only", "alternatives", "--json").stdout)
    assert row["first"] < row["whole"]


def test_what_cannot_be_asked_of_a_day_has_a_row_too(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text("title: One\ndate: 2026-03-13\nsessions: [{title: A, at: 10:00}]\n", "utf-8")
    rows = json.loads(netday("bench", "questions", tmp_path, "--only", "why", "--only", "repair", "--json").stdout)
    assert [(row["whole"], row["told"]) for row in rows] == [(None, "cannot be asked of this day")] * 5


@pytest.mark.parametrize("word", WORDS)
def test_every_question_can_be_measured_alone(word: str, tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(DAY, "utf-8")
    rows = json.loads(netday("bench", "questions", tmp_path, "--only", word, "--time-limit", "0.3", "--json").stdout)
    assert [row["question"] for row in rows] == [question.name for question in QUESTIONS if question.word == word]


def test_the_conference_is_of_the_size_that_is_asked() -> None:
    done = netday("bench", "questions", "conference", "--sessions", "30", "--only", "season", "--json")
    (row,) = json.loads(done.stdout)
    assert (row["day"], row["proven"]) == ("conference-30", True)


def test_an_unknown_question_is_answered_with_a_near_one() -> None:
    done = netday("bench", "questions", STARTER, "--only", "pricess")
    assert done.exit_code == 2
    assert '"pricess" is no question. Did you mean "prices"?' in done.stderr


def test_a_day_without_a_programme_is_told_and_the_others_go_on() -> None:
    impossible = HOME / "instances" / "impossible" / "pinned-twice"
    done = netday("bench", "questions", impossible, STARTER, "--only", "diff", "--json")
    assert "pinned-twice: no programme in the time" in done.stderr
    assert [row["day"] for row in json.loads(done.stdout)] == ["starter"]


def test_a_fault_in_any_day_is_told_before_anything_is_measured(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text("title: One\n", "utf-8")
    done = netday("bench", "questions", STARTER, tmp_path, "--only", "diff")
    assert (done.exit_code, done.stdout) == (2, "")


def test_without_a_subject_days_are_measured() -> None:
    (row,) = json.loads(netday("bench", "--json", STARTER).stdout)
    assert (row["day"], row["answer"]) == ("starter", "proven best")
    assert netday("bench", "days", STARTER).stdout.startswith("day ")


def test_a_day_that_is_called_like_a_subject_is_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(STARTER, tmp_path / "questions")
    monkeypatch.chdir(tmp_path)
    (row,) = json.loads(netday("bench", "questions", "--json").stdout)
    assert (row["day"], row["answer"]) == ("questions", "proven best")


def test_without_example_days_the_folders_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "name the folders to measure" in netday("bench").stderr


def test_the_bench_measures_calendars_beside_icalendar_alone() -> None:
    done = netday("bench", "calendars", "--people", "20", "--json")
    (row,) = json.loads(done.stdout)
    assert (done.exit_code, row["people"], row["events"]) == (0, "20", "160")
    assert all(re.fullmatch(r"[\d,]+/s", row[name]) for name in ("made", "on disk, read again", "icalendar alone"))


def test_the_last_column_is_folded_where_the_terminal_ends() -> None:
    rows = [{"day": "spring", "first": "1.00 s", "answer": "17 of 18 prices, and more to say of the others"}]
    assert table(rows, left=("answer",), columns=36).splitlines() == [
        "day      first  answer",
        "spring  1.00 s  17 of 18 prices, and",
        "                more to say of the",
        "                others",
    ]


@pytest.mark.parametrize("subject", ["days", "questions", "calendars", "forms", "judge"])
def test_every_subject_has_help_with_an_example(subject: str) -> None:
    assert f"  netday bench {subject if subject != 'days' else 'our-day'}" in netday("bench", subject, "--help").stdout


def test_an_impossible_day_is_explained_and_both_its_times_are_told() -> None:
    done = netday("bench", "impossible", "--only", "two groups in one room", "--time-limit", "2", "--json")
    (row,) = json.loads(done.stdout)
    assert (done.exit_code, row["day"], row["question"]) == (0, "haarlem-2023", "two groups in one room")
    assert 0 < row["first"] < row["whole"]
    assert row["told"].startswith("1 cause, ")


def test_without_the_days_of_the_examples_no_impossible_ones_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = netday("bench", "impossible")
    assert (done.exit_code, "from which the days are made" in done.stderr) == (2, True)


def test_the_judge_is_measured_beside_the_whole_check() -> None:
    done = netday("bench", "judge", "conference", "--sessions", "6", "--json")
    rows = json.loads(done.stdout)
    assert (done.exit_code, {row["day"] for row in rows}) == (0, {"conference-6"})
    places = 3 * 38 * 2  # days x starts on a grid of 15 minutes from 9:00 to 18:30 x rooms
    assert [row["act"] for row in rows] == [
        "one move",
        f"hard rules of every place ({places})",
        "cost of every place",
        "both of every place",
        "11 swaps, priced",  # with 6 meetings and, each day, an opening and a lunch: one less than these
    ]
    assert all(re.fullmatch(r"[\d,.]+ ms", row[name]) for row in rows for name in ("judge", "whole check"))


def test_a_day_on_which_nothing_can_move_is_not_measured(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text("title: One\ndate: 2026-03-13\nsessions: [{title: A, at: 10:00}]\n", "utf-8")
    done = netday("bench", "judge", tmp_path)
    assert (done.exit_code, done.stdout) == (0, "")
