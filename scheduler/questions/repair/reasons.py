"""Why no programme holds every session: a sentence where that can be seen at a glance, else statements that clash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scheduler.checking.finding import Finding
from scheduler.checking.findings import findings
from scheduler.rules.book import droppable_book
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.search.budget import Budget, Stop
from scheduler.solving.answers import Conflict, Solved, Undecided
from scheduler.solving.conflict import conflict
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve

BRIEF = 8  # statements of a clash; who wants more of them asks for an explanation


@dataclass(frozen=True)
class Reasons:
    """`findings`: each by itself makes it impossible. `conflict`: looked for only where there is none.

    `holding`: the rules by which sessions must be held.
    """

    findings: tuple[Finding, ...]
    conflict: Conflict
    holding: tuple[Rule, ...] = ()

    def sentences(self, most: int) -> Iterator[str]:
        """No more than so many, and none at all rather than some statements of a clash and not the others.

        That a session is held is not said apart where the clash says more than that.
        """
        yield from [finding.brief for finding in self.findings][:most]
        statements = self.conflict.statements
        cases = [case for rule, case in statements if rule not in self.holding] or [case for _, case in statements]
        if not self.findings and len(cases) <= most:
            yield from map(str, cases)


def reasons(problem: Problem, seconds: float, stop: Stop, asked: tuple[Rule, ...] = ()) -> Reasons:
    """Why a day that is known to be impossible is so, as far as about so many seconds reach.

    `asked`: what is asked besides, such as what is to be kept. A finding tells what it is about and not all that it
    leans on, so findings speak of that only where a clash would take too many statements.
    """
    rules = problem.rules
    conference = problem.conference
    seen = fatal(problem)
    if seen or seconds <= 0:
        return Reasons(seen, Conflict((), smallest=False))
    clash = conflict(Problem(conference, (*rules, *asked)), Budget(seconds, stop))
    if asked and len(clash.statements) > BRIEF and (seen := fatal(Problem(conference, (*rules, *asked)))):
        return Reasons(seen, Conflict((), smallest=False))
    others, _ = droppable_book(Problem(conference, rules))
    return Reasons((), clash, tuple(rule for rule in rules if rule not in others))


Ways = tuple[tuple[Rule, ...], ...]


def possible_without(
    problem: Problem, asked: tuple[Rule, ...], why: Reasons, seconds: float, stop: Stop
) -> tuple[bool | None, Ways]:
    """Whether the day is possible without what is asked besides, and the ways to leave out as little of it as will do.

    None: not decided in so many seconds. `why`: the reasons that with it there is no programme. A way is one of what is
    asked, for each by which alone the day becomes possible; where no one does, it is one way of several.
    """
    clash = why.conflict.statements
    itself = bool(clash) and not any(rule in asked for rule, _ in clash)
    if not asked or itself or fatal(problem):
        return False, ()
    hard = tuple(rule for rule in problem.rules if rule.weight is None)
    budget = Budget(seconds, stop)

    def possible(*kept: Rule) -> bool | None:
        options = SolveOptions(limit=budget.left, explain=False)
        answer = solve(Problem(problem.conference, (*hard, *kept)), options, stop=stop)
        return None if isinstance(answer, Undecided) else isinstance(answer, Solved)

    without_all = possible()
    if not without_all or len(asked) == 1:
        return without_all, (asked,) if without_all else ()
    ways: Ways = tuple((one,) for one in asked if possible(*(other for other in asked if other is not one)))
    return True, ways or (_several(asked, possible),)


def _several(asked: tuple[Rule, ...], possible: Callable[..., bool | None]) -> tuple[Rule, ...]:
    """Some of what is asked, all of which has to be left out as long as the rest of it is not."""
    kept: list[Rule] = []
    for one in asked:
        if possible(*kept, one):
            kept.append(one)
    return tuple(one for one in asked if one not in kept)


def fatal(problem: Problem) -> tuple[Finding, ...]:
    """What can be seen at a glance, each by itself a proof that the day is impossible."""
    return tuple(finding for finding in findings(problem) if finding.fatal)
