"""What counting says of a day for which there was no time to find a cause: more minutes of sessions than of rooms.

No cause, for it names no demand that could be given up, and nothing of it was tried; but a proof, and something to go
by. On a day of hundreds of sessions in too few rooms a search for a programme ends at nothing.
"""

from __future__ import annotations

from scheduler.checking.findings import findings
from scheduler.questions.explain.answers import Explained
from scheduler.rules.problem import Problem
from scheduler.solving.answers import Undecided


def by_counting(problem: Problem, nobody_knows: Undecided) -> Explained | Undecided:
    """The answer that the day is impossible, where findings show so without a search; else that nobody knows."""
    seen = tuple(finding for finding in findings(problem) if finding.fatal)
    if not seen:
        return nobody_knows
    return Explained(
        problem.conference,
        causes=(),
        all_causes=False,
        remedies=(),
        all_remedies=False,
        first_cause_repairs=(),
        elapsed=nobody_knows.elapsed,
        stopped=nobody_knows.stopped,
        seen=seen,
    )
