"""Alternatives in a terminal: numbered, and none of their lines too wide."""

from __future__ import annotations

from dataclasses import replace

from scheduler.console.alternatives import lines
from scheduler.questions.alternatives import Alternatives, alternatives
from scheduler.rules.book import standard_book
from scheduler.rules.problem import Problem
from tests.support.small import day


def test_no_line_is_too_wide_also_from_the_tenth_alternative_on() -> None:
    rounds = ["9:00-10:00", "10:00-11:00"]
    conference = day(sessions={"Europa": {}, "Woningmarkt": {}}, rooms={"Zaal 1": {}}, rounds=rounds)
    answer = alternatives(Problem(conference, standard_book(conference)), number=1, limit=10)
    assert isinstance(answer, Alternatives)
    many = replace(answer, others=answer.others * 12)
    shown = {columns: list(lines(many, columns=columns)) for columns in range(40, 81)}
    assert [line for columns, some in shown.items() for line in some if len(line) > columns] == []
    assert all(any(line.startswith("12. ") for line in some) for some in shown.values())
