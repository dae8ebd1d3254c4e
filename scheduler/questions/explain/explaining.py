"""Why a day is impossible, and what would make it possible. Every answer is solved again before it is given.

First the causes (`causes`), then the remedies (`remedies`), last what the day would cost with each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest

from scheduler.checking.domain import KnownDomains
from scheduler.conference.programme import Programme
from scheduler.files.edit.day_files import DayFiles
from scheduler.questions.explain.answers import Explained, Possible, Remedy
from scheduler.questions.explain.capacity_proof import by_counting, counted_cause
from scheduler.questions.explain.causes import LARGE, Cause, Causes
from scheduler.questions.explain.day_remedies import DayRemedies, DayRemedy
from scheduler.questions.explain.grouping import grouped
from scheduler.questions.explain.least_costs import PricedDay, with_least
from scheduler.questions.explain.remedies import Remedies
from scheduler.questions.explain.repairs import Changes, RepairSearch
from scheduler.questions.explain.requirements import requirements
from scheduler.rules.problem import Problem
from scheduler.search import shares
from scheduler.search.budget import Budget, Stop, TimeUp
from scheduler.search.progress import Progress
from scheduler.search.shares import TimeShare
from scheduler.solving.answers import Solved, Undecided
from scheduler.solving.feasibility import Feasibility, TrialTooLong, any_time
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count

_TOO_SHORT = 0.05  # seconds, in which no cost is found
_FEW = 3  # lines of remedies that have their cost told, however late it is


def explain(
    problem: Problem,
    *,
    limit: float = 60,
    costs: bool = True,
    tell: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
    files: DayFiles | None = None,
) -> Explained | Possible | Undecided:
    """The causes and remedies of an impossible day, within `limit` seconds; `costs`: also what it then costs.

    `files`: those from which the problem was read. Then each remedy is made in them, read again and tried there.
    """
    return _Explanation(problem, Budget(limit, stop or Stop()), costs, tell, files).run()


@dataclass
class _Explanation:
    problem: Problem
    budget: Budget
    costs: bool
    tell: Callable[[Progress], None]
    files: DayFiles | None = None
    known: KnownDomains = field(default_factory=KnownDomains)
    found: list[Cause] = field(default_factory=list)
    in_files: dict[Changes, DayRemedy] = field(default_factory=dict)

    def run(self) -> Explained | Possible | Undecided:
        conference = self.problem.conference
        large = len(conference.held) > LARGE  # where counting takes seconds, time is kept for it
        trials = self._trials(self.problem, any_time(conference), shares.IS_IT_POSSIBLE if large else TimeShare(1.0))
        causes = Causes(trials, requirements(self.problem))
        self.found = causes.found
        self._say(Sentence("is there a programme?"))
        counted = self._counted(causes) if large else None
        if counted is not None:
            causes.found.append(counted)
        else:
            try:
                if causes.possible():
                    return Possible(self.budget.elapsed)
            except TimeUp:
                return by_counting(self.problem, Undecided(self.budget.elapsed, self.budget.stop.asked))
            self._seek(causes, trials)
        remedies, search = self._remedies(causes.found, trials.largest if large else None)
        priced = tuple(self._priced(remedies))
        return Explained(
            conference,
            tuple(causes.found),
            causes.all_found,
            priced,
            search is not None and search.complete,
            tuple(search.first_cause_repairs) if search is not None and not remedies else (),
            self.budget.elapsed,
            self.budget.stop.asked,
            tuple(map(tuple, search.choices)) if search is not None else (),
            causes.entangled_sought,
            in_files=self._day_remedies,
        )

    def _counted(self, causes: Causes) -> Cause | None:
        """What numbers alone show, for which nothing need be searched."""
        return counted_cause(self.problem, causes.requirements, self.budget.first(shares.CAUSES))

    def _seek(self, causes: Causes, trials: Feasibility) -> None:
        self._say(Sentence("impossible; looking for the cause"))
        for _ in causes.search():
            further = shares.FURTHER_CAUSES.of(self.budget.limit)
            trials.budget = trials.budget.shortened(max(self.budget.first(shares.CAUSES).left, further))
            self._say(Sentence("{causes} so far", causes=count(len(causes.found), "cause")))

    def _trials(self, problem: Problem, open_starts: tuple[int, ...], share: TimeShare) -> Feasibility:
        return Feasibility(problem, self.budget.first(share), open_starts, constructs=True)

    def _trials_of_changes(self, problem: Problem) -> Feasibility:
        trials = self._trials(problem, (), shares.REMEDIES)
        trials.known = self.known
        trials.patience = shares.ONE_CHANGE if len(problem.conference.held) <= LARGE else None
        return trials

    def _remedies(self, causes: list[Cause], near: Programme | None) -> tuple[list[Remedy], Remedies | None]:
        if not causes or self.budget.expired:
            return [], None
        # Everything that is demanded is kept in these trials, so nothing need be open but what a session may choose.
        repairs = RepairSearch(self.problem, causes, self._trials_of_changes, near, self._in_the_files())
        search = Remedies(repairs, soon=self.budget.first(shares.SOON))
        found: list[Remedy] = []
        causes_known = count(len(causes), "cause")
        self._say(Sentence("{causes}; looking for remedies", causes=causes_known))
        for changes in search.search():
            found.append(Remedy(changes, repairs.programmes[changes], None, self.in_files.get(changes)))
            so_far = count(len(found), "remedy", "remedies")
            self._say(Sentence("{causes}; {remedies} so far", causes=causes_known, remedies=so_far))
        if not search.choices:
            found = [remedy for remedy in found if not any(set(o.changes) < set(remedy.changes) for o in found)]
        return sorted(found, key=lambda remedy: remedy.asks), search

    @cached_property
    def _day_remedies(self) -> DayRemedies | None:
        return DayRemedies(self.files, self.problem, self._programme) if self.files is not None else None

    def _in_the_files(self) -> Callable[[Changes, Programme], bool] | None:
        """Makes changes in the files, and keeps what comes of it in `in_files`; None where there are none."""
        if (remedies := self._day_remedies) is None:
            return None

        def try_in_files(changes: Changes, programme: Programme) -> bool:
            found = remedies.remedy(_with(self.problem, changes), programme)
            if found is not None:
                self.in_files[changes] = found
            return found is not None

        return try_in_files

    def _programme(self, problem: Problem) -> Programme | None:
        try:
            every = [requirement.case for requirement in requirements(problem)]
            return self._trials_of_changes(problem).programme(every, problem.conference.held)
        except TrialTooLong:
            return None

    def _priced(self, remedies: list[Remedy]) -> Iterable[Remedy]:
        """The remedies with what the day then costs, as far as time allows: the first of each line first."""
        lines = [line.remedies for line in grouped(remedies)]
        in_turn = [remedy for alike in zip_longest(*lines) for remedy in alike if remedy is not None]
        few = shares.ONE_COST.least * min(len(lines), _FEW)
        budget = self.budget.shortened(max(shares.COSTS - self.budget.elapsed, few))
        solved: dict[Changes, PricedDay] = {}
        for number, remedy in enumerate(in_turn):
            left = budget.left
            if not self.costs or left < _TOO_SHORT or self.budget.stop.asked:
                break
            left = min(left, shares.ONE_COST.of(left / max(1, len(lines) - number)))
            tried = count(number + 1, "remedy", "remedies")
            self._say(Sentence("what the day then costs: {remedies} of {all}", remedies=tried, all=len(in_turn)))
            problem, near = _with(self.problem, remedy.changes), remedy.programme
            if remedy.in_the_files is not None:
                problem, near = remedy.in_the_files.problem, remedy.in_the_files.programme
            answer = solve(problem, SolveOptions(limit=left, start_from=near), stop=self.budget.stop)
            if isinstance(answer, Solved):
                solved[remedy.changes] = PricedDay(problem, answer)
        least = with_least(solved, self.budget.allot(shares.LEAST_COSTS.of(self.budget.limit)))
        return [replace(remedy, solved=least.get(remedy.changes)) for remedy in remedies]

    def _say(self, words: Phrase) -> None:
        self.tell(Progress(self.budget.elapsed, words, found=tuple(self.found)))


def _with(problem: Problem, changes: Changes) -> Problem:
    for change in changes:
        problem = change.apply(problem)
    return problem
