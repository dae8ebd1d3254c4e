"""What is told of remedies: those that are alike in one line, one change for each of several causes, each tried."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from scheduler.bench.impossible import impossible_days, write
from scheduler.conference import Conference
from scheduler.conflict_trial import Trials, any_time
from scheduler.explain import Explained, explain
from scheduler.explain.causes import Causes
from scheduler.explain.change import Change
from scheduler.explain.folding import one_of
from scheduler.explain.lines import as_data
from scheduler.explain.requirement import requirements
from scheduler.instance import read
from scheduler.rule import Rule

INSTANCES = Path(__file__).parents[1] / "instances"


def change(sentence: str, thing: str) -> Change:
    return Change(sentence, 10, sentence, lambda plan: plan, thing=thing)


def alike(sentence: str, *things: str) -> list[Change]:
    return [change(sentence.format(thing), thing) for thing in things]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (alike("Leave out {}.", "Europa"), "Leave out Europa."),
        (alike("Leave out {}.", "Europa", "Wonen"), "Leave out Europa or Wonen."),
        (alike("Leave out {}.", "Europa", "Wonen", "Zorg"), "Leave out one of Europa, Wonen and Zorg."),
        (alike("Add one room at {}.", "9:00–10:00", "11:00–12:00"), "Add one room at 9:00–10:00 or 11:00–12:00."),
        (
            alike("Give up that {}.", "Europa is pinned at 10:00", "Wonen is pinned at 10:00"),
            "Give up that Europa or Wonen is pinned at 10:00.",
        ),
        (
            alike("Give up that {}.", "Europa is before Wonen", "Wonen is before Zorg"),
            "Give up one of these: Europa is before Wonen; Wonen is before Zorg.",
        ),
    ],
)
def test_changes_that_are_alike_are_told_in_one_line(changes: list[Change], told: str) -> None:
    assert len({change.line for change in changes}) == 1
    assert one_of(changes) == told


def test_changes_that_do_not_ask_the_same_are_not_told_in_one_line() -> None:
    one = Change("Leave out Europa.", 80, "Europa", lambda plan: plan, thing="Europa")
    other = Change("Leave out Wonen.", 81, "Wonen", lambda plan: plan, thing="Wonen")
    assert one.line != other.line


def explained(day: str) -> Explained:
    instance = read(INSTANCES / "impossible" / day)
    answer = explain(instance.conference, instance.rules, costs=False)
    assert isinstance(answer, Explained)
    return answer


def test_of_several_causes_each_has_its_choice_and_every_choice_was_tried_with_the_first_for_the_others() -> None:
    answer = explained("two-causes")
    (first, *_), (second, *_) = answer.choices
    tried = {remedy.changes for remedy in answer.remedies}
    assert tried == {(one, second) for one in answer.choices[0]} | {(first, other) for other in answer.choices[1]}
    assert [len(choice) for choice in as_data(answer)["choices"]] == [len(choice) for choice in answer.choices]
    assert all(a.asks <= b.asks for choice in answer.choices for a, b in pairwise(choice))


def test_where_one_session_fewer_is_not_enough_it_says_which_could_be_left_out_together(tmp_path: Path) -> None:
    # 7 groups in 2 rooms and 2 rounds: 3 too many.
    text = (INSTANCES / "impossible" / "too-many-sessions" / "day.yaml").read_text("utf-8")
    (tmp_path / "day.yaml").write_text(text.replace(", Zaal 3]", "]"), "utf-8")
    instance = read(tmp_path)
    answer = explain(instance.conference, instance.rules, costs=False)
    assert isinstance(answer, Explained)
    left_out = [r for r in answer.remedies if all(str(change).startswith("Leave out") for change in r.changes)]
    assert left_out
    assert {len(remedy.changes) for remedy in left_out} == {3}


def possible(conference: Conference, rules: tuple[Rule, ...]) -> bool:
    trials = Trials(conference, rules, time.monotonic() + 60, any_time(conference))
    return Causes(trials, requirements(conference, rules)).possible()


def test_each_of_the_days_to_measure_explanations_by_is_impossible() -> None:
    days = list(impossible_days(INSTANCES))
    assert len({name for name, _, _ in days}) == len(days) >= 12
    assert [name for name, conference, rules in days if possible(conference, rules)] == []


def test_a_day_that_no_longer_has_what_is_to_be_changed_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="haarlem-2023: 'Zaal 9' is not in the day file"):
        write(INSTANCES / "haarlem-2023", [("Zaal 9", "")], tmp_path)
