"""On a large day remedies are tried near a programme made by hand, and each that is told is checked as a whole."""

from __future__ import annotations

from scheduler.bench.questions import made_up
from scheduler.checking.check import check
from scheduler.console.explain import lines
from scheduler.questions.explain import Explained, explain
from scheduler.questions.explain.data import as_data


def test_a_day_of_120_sessions_gets_a_remedy_with_a_programme_of_the_whole_day() -> None:
    plan = made_up(120).guest_leaves_early()
    assert plan is not None
    answer = explain(plan, costs=False)
    assert isinstance(answer, Explained)
    assert answer.causes
    assert answer.remedies
    # Causes that share a demand with another are not looked for on such a day, and it says so.
    assert (
        "This is its one cause. On a day of more than 100 sessions, further causes that share a demand with this one "
        "are not looked for."
    ) in " ".join(lines(answer))
    assert as_data(answer)["shared_causes_sought"] is False
    for remedy in answer.remedies:
        after = plan
        for change in remedy.changes:
            after = change.apply(after)
        broken = check(after, remedy.programme).broken
        missing = {s.name for s in after.conference.held} - {s.name for s in remedy.programme}
        assert (broken, missing) == ((), set()), str(remedy)
