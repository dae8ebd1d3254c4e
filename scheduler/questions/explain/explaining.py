"""Why a day is impossible, and what would make it possible. Every answer is solved again before it is given.

First the causes (`causes`), then the remedies (`remedies`), last what the day would cost with each of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from scheduler.conference.programme import Programme
from scheduler.questions.explain.answers import Explained, Possible, Remedy, Standing
from scheduler.questions.explain.capacity_proof import by_counting
from scheduler.questions.explain.causes import LARGE, Cause, Causes
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.grouping import folded
from scheduler.questions.explain.remedies import Remedies
from scheduler.questions.explain.requirements import requirements
from scheduler.rules.problem import Problem
from scheduler.search.construct import by_hand
from scheduler.solving.answers import Solved, Undecided
from scheduler.solving.domains import Choices
from scheduler.solving.feasibility import Feasibility, TimeUp, any_time
from scheduler.solving.solve import Stop, solve
from scheduler.text.wording import count

_TO_ASK = 0.9  # of the time, to ask a large day whether it is possible
_FOR_CAUSES, _FOR_REMEDIES = 0.5, 0.85  # until these parts of the time; the rest is for what the day then costs
_FOR_A_COST, _LEAST_FOR_A_COST, _TOO_SHORT = 1.2, 0.3, 0.05  # seconds for one of these costs
_PATIENCE = 3.0  # seconds that a change may take to be tried, unless the day is large
_SOON = 1 / 12  # of the time, after which a few remedies will do, for somebody waits for them
_FEW = 3  # lines of remedies that have their cost told even so
_ALL_IN_ALL = 8.0  # seconds after which no more costs are asked for, once a few lines of remedies have one


def explain(
    problem: Problem,
    *,
    limit: float = 60,
    costs: bool = True,
    tell: Callable[[Standing], None] = lambda _: None,
    stop: Stop | None = None,
) -> Explained | Possible | Undecided:
    """The causes and remedies of an impossible day, within `limit` seconds; `costs`: also what it then costs."""
    return _Explanation(problem, limit, costs, tell, stop or Stop()).run()


@dataclass
class _Explanation:
    plan: Problem
    limit: float
    costs: bool
    tell: Callable[[Standing], None]
    stop: Stop
    began: float = field(default_factory=time.monotonic)
    left: Choices = field(default_factory=Choices)
    found: list[Cause] = field(default_factory=list)

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    def run(self) -> Explained | Possible | Undecided:
        conference, rules = self.plan.conference, self.plan.rules
        large = len(conference.held) > LARGE  # where counting takes seconds, time is kept for it
        trials = self._trials(self.plan, any_time(conference), _TO_ASK if large else 1.0)
        causes = Causes(trials, requirements(Problem(conference, rules)))
        self.found = causes.found
        self._say("is there a programme?")
        try:
            if causes.possible():
                return Possible(self.elapsed)
        except TimeUp:
            return by_counting(Problem(conference, rules), Undecided(self.elapsed, self.stop.asked))
        self._say("impossible; looking for the cause")
        for _ in causes.search():
            trials.until = min(
                trials.until, self.began + max(_FOR_CAUSES * self.limit, self.elapsed + 0.1 * self.limit)
            )
            self._say(f"{count(len(causes.found), 'cause')} so far")
        remedies, search = self._remedies(causes.found, trials.widest if large else None)
        priced = tuple(self._priced(remedies))
        return Explained(
            conference,
            tuple(causes.found),
            causes.all_found,
            priced,
            search is not None and search.complete,
            tuple(search.mending) if search is not None and not remedies else (),
            self.elapsed,
            self.stop.asked,
            tuple(map(tuple, search.choices)) if search is not None else (),
            causes.entangled_sought,
        )

    def _trials(self, plan: Problem, open_starts: tuple[int, ...], share: float) -> Feasibility:
        until = self.began + share * self.limit
        trials = Feasibility(plan, until, open_starts, self.stop.watch, lambda: self.stop.asked)
        trials.by_hand = by_hand
        return trials

    def _trials_of_changes(self, plan: Problem) -> Feasibility:
        trials = self._trials(plan, (), _FOR_REMEDIES)
        trials.left = self.left
        trials.patience = _PATIENCE if len(plan.conference.held) <= LARGE else None
        return trials

    def _remedies(self, causes: list[Cause], near: Programme | None) -> tuple[list[Remedy], Remedies | None]:
        if not causes:
            return [], None
        # Everything that is demanded is kept in these trials, so nothing need be open but what a session may choose.
        search = Remedies(self.plan, causes, self._trials_of_changes, near, soon=self.began + _SOON * self.limit)
        found: list[Remedy] = []
        self._say(f"{count(len(causes), 'cause')}; looking for remedies")
        for changes in search.search():
            found.append(Remedy(changes, search.shown[changes]))
            self._say(f"{count(len(causes), 'cause')}; {count(len(found), 'remedy', 'remedies')} so far")
        return sorted(found, key=lambda remedy: remedy.asks), search

    def _priced(self, remedies: list[Remedy]) -> Iterable[Remedy]:
        """With what the day then costs: the first of each line first, then the others, as far as time allows."""
        lines = [line.remedies for line in folded(remedies)]
        in_turn = [remedy for alike in zip_longest(*lines) for remedy in alike if remedy is not None]
        until = min(self.limit, max(_ALL_IN_ALL, self.elapsed + _LEAST_FOR_A_COST * min(len(lines), _FEW)))
        solved: dict[tuple[Change, ...], Solved] = {}
        for number, remedy in enumerate(in_turn):
            left = until - self.elapsed
            if not self.costs or left < _TOO_SHORT or self.stop.asked:
                break
            each = max(_LEAST_FOR_A_COST, left / max(1, len(lines) - number))
            left = min(left, each, _FOR_A_COST)
            self._say(f"what the day then costs: {count(number + 1, 'remedy', 'remedies')} of {len(in_turn)}")
            plan = self.plan
            for change in remedy.changes:
                plan = change.made(plan)
            answer = solve(plan, limit=left, stop=self.stop, near=remedy.programme)
            if isinstance(answer, Solved):
                solved[remedy.changes] = answer
        return [replace(remedy, solved=solved.get(remedy.changes)) for remedy in remedies]

    def _say(self, words: str) -> None:
        self.tell(Standing(self.elapsed, words, tuple(self.found)))
