"""Where many things are amiss at once: a choice for each cause, and each set of them makes the whole day possible."""

from __future__ import annotations

from pathlib import Path

from scheduler.bench.impossible import impossible_days
from scheduler.checking.check import check
from scheduler.questions.explain import Explained, Problem, explain

INSTANCES = Path(__file__).parents[2] / "instances"


def test_a_day_with_five_causes_has_a_choice_for_each_and_every_set_told_is_a_programme_of_the_whole_day() -> None:
    [(_, conference, rules)] = impossible_days(INSTANCES, "haarlem-2023, everything at once")
    answer = explain(Problem(conference, rules), costs=False)
    assert isinstance(answer, Explained)
    assert (len(answer.causes), len(answer.choices)) == (5, 5)
    assert tuple(dict.fromkeys(choice[0] for choice in answer.choices)) in [r.changes for r in answer.remedies]
    for remedy in answer.remedies:
        plan = Problem(conference, rules)
        for change in remedy.changes:
            plan = change.apply(plan)
        broken = check(plan, remedy.programme).broken
        missing = {session.name for session in plan.conference.held} - {session.name for session in remedy.programme}
        assert (broken, missing) == ((), set()), str(remedy)
