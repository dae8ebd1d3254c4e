"""Why a day is impossible, and what would make it possible. Every answer is solved again before it is given.

First the causes (`causes`), then the remedies (`remedies`), last what the day would cost with each of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from scheduler.answer import Solved, Undecided
from scheduler.conference import Conference
from scheduler.conflict_trial import TimeUp, Trials, any_time
from scheduler.explain.causes import Cause, Causes
from scheduler.explain.change import Change, Plan
from scheduler.explain.explanation import Explained, Possible, Remedy, Standing
from scheduler.explain.remedies import Remedies
from scheduler.explain.requirement import Requirement, requirements
from scheduler.rule import Rule
from scheduler.solve import Stop, solve
from scheduler.wording import count

__all__ = ["Cause", "Change", "Explained", "Plan", "Possible", "Remedy", "Requirement", "Standing", "explain"]

_FOR_CAUSES, _FOR_REMEDIES = 0.5, 0.85  # until these parts of the time; the rest is for what the day then costs
_FOR_A_COST = 1.2  # seconds


def explain(
    conference: Conference,
    rules: Iterable[Rule],
    *,
    limit: float = 60,
    costs: bool = True,
    tell: Callable[[Standing], None] = lambda _: None,
    stop: Stop | None = None,
) -> Explained | Possible | Undecided:
    """The causes and remedies of an impossible day, within `limit` seconds; `costs`: also what it then costs."""
    return _Explaining(Plan(conference, tuple(rules)), limit, costs, tell, stop or Stop()).run()


@dataclass
class _Explaining:
    plan: Plan
    limit: float
    costs: bool
    tell: Callable[[Standing], None]
    stop: Stop
    began: float = field(default_factory=time.monotonic)

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    def run(self) -> Explained | Possible | Undecided:
        conference, rules = self.plan.conference, self.plan.rules
        trials = self._trials(self.plan, any_time(conference), 1.0)
        causes = Causes(trials, requirements(conference, rules))
        self._say("is there a programme?")
        try:
            if causes.possible():
                return Possible(self.elapsed)
        except TimeUp:
            return Undecided(self.elapsed, self.stop.asked)
        self._say("impossible; looking for the cause")
        for _ in causes.search():
            trials.until = min(
                trials.until, self.began + max(_FOR_CAUSES * self.limit, self.elapsed + 0.1 * self.limit)
            )
            self._say(f"{count(len(causes.found), 'cause')} so far")
        remedies, complete, mending = self._remedies(causes.found)
        return Explained(
            conference,
            tuple(causes.found),
            causes.all_found,
            tuple(self._priced(remedies)),
            complete,
            () if remedies else tuple(mending),
            self.elapsed,
            self.stop.asked,
        )

    def _trials(self, plan: Plan, anywhen: tuple[int, ...], share: float) -> Trials:
        until = self.began + share * self.limit
        return Trials(plan.conference, plan.rules, until, anywhen, self.stop.watch, lambda: self.stop.asked)

    def _remedies(self, causes: list[Cause]) -> tuple[list[Remedy], bool, list[Change]]:
        if not causes:
            return [], False, []
        # Everything that is demanded is kept in these trials, so nothing need be open but what a session may choose.
        search = Remedies(self.plan, causes, lambda plan: self._trials(plan, (), _FOR_REMEDIES))
        found: list[Remedy] = []
        self._say(f"{count(len(causes), 'cause')}; looking for remedies")
        for changes in search.search():
            found.append(Remedy(changes, search.shown[changes]))
            self._say(f"{count(len(causes), 'cause')}; {count(len(found), 'remedy', 'remedies')} so far")
        return sorted(found, key=lambda remedy: remedy.asks), search.complete, search.mending

    def _priced(self, remedies: list[Remedy]) -> list[Remedy]:
        """With what the day then costs, the first ones first, as far as time allows."""
        priced = []
        for number, remedy in enumerate(remedies):
            left = min(_FOR_A_COST, (self.limit - self.elapsed) / (len(remedies) - number))
            if not self.costs or left < 0.05 or self.stop.asked:
                priced.append(remedy)
                continue
            self._say(f"what the day then costs: remedy {number + 1} of {len(remedies)}")
            plan = self.plan
            for change in remedy.changes:
                plan = change.made(plan)
            answer = solve(plan.conference, plan.rules, limit=left, stop=self.stop, near=remedy.programme)
            priced.append(replace(remedy, solved=answer if isinstance(answer, Solved) else None))
        return priced

    def _say(self, words: str) -> None:
        self.tell(Standing(self.elapsed, words))
