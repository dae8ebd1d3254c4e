"""What counting says of a day on which a search would end at nothing: more minutes of sessions than of rooms.

Of a day for which there was no time to find a cause it is a proof, and something to go by. Of a day of hundreds of
sessions it is a cause: what is demanded of these sessions, by the rules without which the numbers show nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.checking.findings import counted, findings
from scheduler.conference.conference import Session
from scheduler.questions.explain.answers import Explained
from scheduler.questions.explain.causes import LARGE, Cause
from scheduler.questions.explain.requirements import Requirement
from scheduler.rules.problem import Problem
from scheduler.search.budget import Budget
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


def counted_cause(problem: Problem, every: Sequence[Requirement], budget: Budget) -> Cause | None:
    """The demands on more sessions than a trial can weigh, which numbers alone show to clash; None: there are none.

    Rule after rule is left out, where the numbers show it all the same. Not the smallest: of the sessions perhaps a few
    could be spared.
    """
    crowds = [finding.crowd for finding in findings(problem) if finding.fatal and len(finding.crowd) > LARGE]
    for crowd in crowds[:1]:
        about = [requirement for requirement in every if requirement.rule and requirement.concerns(crowd)]
        if not _clash(problem, crowd, about):
            return None
        for rule in {id(requirement.rule): requirement.rule for requirement in reversed(about)}.values():
            fewer = [requirement for requirement in about if requirement.rule is not rule]
            if not budget.expired and _clash(problem, crowd, fewer):
                about = fewer
        return Cause(tuple(about), smallest=False)
    return None


def _clash(problem: Problem, crowd: Sequence[Session], some: Sequence[Requirement]) -> bool:
    cases = [(requirement.rule, requirement.case) for requirement in some if requirement.rule]
    return counted(problem.conference, crowd, cases) is not None
