"""The judgement of a state, by one judge for all states of a day: it moves to the one that is asked about.

To make a judge of a day takes as long as a whole check; to move it, only what has moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import RLock

from scheduler.checking.check import Misses, Report, RuleResult
from scheduler.checking.judge import Judge, Trial
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Breach


class JudgeKeeper:
    """Keeps the judge of one day, whose programme changes. Asked from several threads."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._lock = RLock()
        self._judge: Judge | None = None

    @contextmanager
    def at(self, programme: Programme) -> Iterator[Judge]:
        """The judge, who judges that programme until the end of `with`; nobody else asks it meanwhile."""
        with self._lock:
            judge, self._judge = self._judge, None  # one that broke off while it moved is not asked again
            if judge is None:
                judge = Judge(self.problem, programme)
            elif judge.programme is not programme:
                judge.follow(programme)
            yield judge
            self._judge = judge


class StateJudge:
    """What a `Judge` says of one programme and of no other, whatever else is judged meanwhile."""

    def __init__(self, keeper: JudgeKeeper, programme: Programme) -> None:
        self._keeper, self.programme = keeper, programme
        self._report: Report | None = None

    @property
    def conference(self) -> Conference:
        return self._keeper.problem.conference

    @contextmanager
    def alone(self) -> Iterator[Judge]:
        """The judge itself, for questions that move it; afterwards it stands where it is asked for next."""
        with self._keeper.at(self.programme) as judge:
            yield judge

    def report(self) -> Report:
        """As `Judge.report`; made once."""
        if self._report is None:
            with self.alone() as judge:
                self._report = judge.report()
        return self._report

    @property
    def costs(self) -> Mapping[int, int]:
        with self.alone() as judge:
            return judge.costs

    @property
    def cost(self) -> int:
        return sum(self.costs.values())

    @property
    def broken(self) -> tuple[Breach, ...]:
        with self.alone() as judge:
            return judge.broken

    @property
    def keeps_hard_rules(self) -> bool:
        with self.alone() as judge:
            return judge.keeps_hard_rules

    @property
    def results(self) -> tuple[RuleResult, ...]:
        with self.alone() as judge:
            return judge.results

    @property
    def misses(self) -> tuple[Misses, ...]:
        return self.report().misses

    def places(self, session: Session, *, hard: bool = True, weighted: bool = True) -> list[Trial]:
        """As `Judge.places`."""
        with self.alone() as judge:
            return judge.places(session, hard=hard, weighted=weighted)

    def swaps(self, session: Session) -> list[Trial]:
        """As `Judge.swaps`. Raises KeyError when the session is not in the programme."""
        with self.alone() as judge:
            return judge.swaps(session)

    def tried(self, *placements: Placement) -> Trial:
        """As `Judge.tried`."""
        with self.alone() as judge:
            return judge.tried(*placements)
