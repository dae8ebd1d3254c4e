"""The rehearsal itself: mishap by mishap, the fewest sessions that must move, and the fewest people upset.

For each mishap: the fewest sessions that must move so that every hard rule is kept again, and then the fewest people
who have to change something in their diary. Where no programme does, so that there is no plan B: why, and the least
bad, which drops as few sessions as can be, of as few those that the fewest people were to go to, then moves as few and
upsets as few people. What the day wishes besides plays no part: on the day itself nobody asks for the best programme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from scheduler.checking.check import check
from scheduler.conference.attendance import can_be_there
from scheduler.conference.conference import Conference, Person, Room, Session
from scheduler.conference.programme import Edition, Placement, Programme
from scheduler.questions.difference import diaries
from scheduler.questions.explain import Problem
from scheduler.questions.rehearse.greedy_repair import moved_into_free_places, must_move
from scheduler.questions.rehearse.mishaps import After, Mishap, after, harmless, mishaps
from scheduler.questions.rehearse.outcome import Outcome, Outlook, Rehearsal
from scheduler.questions.repair import Step
from scheduler.questions.repair.drop_rules import leaves_to_drop, left_out
from scheduler.questions.repair.reasons import reasons
from scheduler.questions.repair.stay_rules import DiariesStay, SessionsStay, stays
from scheduler.rules.book import droppable_book
from scheduler.rules.rule import Rule
from scheduler.search import shares
from scheduler.search.budget import Budget, Stop
from scheduler.search.progress import Progress
from scheduler.solving.answers import Impossible, Solved, Undecided
from scheduler.solving.columns.pool import ColumnPool
from scheduler.solving.options import WORKERS, SolveOptions
from scheduler.solving.solve import solve
from scheduler.text.sentence import Phrase, Sentence

_REASONS = 3  # sentences


def rehearse(
    problem: Problem,
    programme: Programme,
    *,
    late: int = 30,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    tell: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Rehearsal:
    """Every mishap there may be, the worst first. The programme keeps every hard rule of the day as it is."""
    hard = tuple(rule for rule in problem.rules if rule.weight is None)
    budget = Budget(limit, stop or Stop())
    return _Rehearsing(Problem(problem.conference, hard), programme, late, budget, workers, seed, tell).run()


@dataclass
class _Rehearsing:
    problem: Problem
    programme: Programme
    late: int
    budget: Budget
    workers: int
    seed: int
    tell: Callable[[Progress], None]
    pool: ColumnPool = field(default_factory=ColumnPool)

    def run(self) -> Rehearsal:
        """First all for which no solver need be asked; then the others, one by one."""
        published = Edition(self.problem.conference, self.programme)
        self.planned = {name: frozenset(diary) for name, diary in diaries(published).items()}
        outcomes: list[Outcome] = []
        at_a_glance = self.budget.first(shares.AT_A_GLANCE)
        for mishap in mishaps(self.problem.conference, self.programme, self.late):
            time_is_up = at_a_glance.elapsed > at_a_glance.limit  # whoever stops it wants to see the glance
            outcomes.append(Outcome(mishap, Outlook.UNKNOWN) if time_is_up else self._as_it_stands(mishap))
            self._report(Sentence("{number} mishaps looked at", number=len(outcomes)))
        overrun = 0.0  # how long one took at most beyond what it was given: a large day takes seconds to write down
        for last in (False, True):
            unsure = [number for number, outcome in enumerate(outcomes) if not outcome.proven]
            unsure.sort(key=lambda number: len(outcomes[number].broken))  # where little is wrong, little time is asked
            for place, number in enumerate(unsure):
                left = self.budget.left - overrun
                if self.budget.stop.asked or left <= 0:
                    break
                done, known = len(outcomes) - len(unsure) + place, len(outcomes)
                self._report(Sentence("{done} of {all} mishaps rehearsed", done=done, all=known))
                share = shares.OPEN_MISHAP if last else shares.MISHAP
                budget = self.budget.allot(min(left, share.of(left / (len(unsure) - place))))
                outcomes[number] = self._moved(outcomes[number], published, budget)
                overrun = max(overrun, budget.elapsed - budget.limit)
        ordered = sorted(outcomes, key=lambda outcome: outcome.badness)
        return Rehearsal(
            self.problem.conference, self.late, tuple(ordered), self.budget.elapsed, self.budget.stop.asked
        )

    def _report(self, words: Phrase) -> None:
        self.tell(Progress(self.budget.elapsed, words))

    def _as_it_stands(self, mishap: Mishap) -> Outcome:
        """What the mishap leaves of the programme when nothing moves, or only what must, into places that are free."""
        if harmless(self.problem, self.programme, mishap):
            return Outcome(mishap, Outlook.AS_IT_IS, Step(0, 0), Step(0, 0), plan=self.programme)
        changed = after(self.problem, mishap)
        programme = self._unmoved(changed)
        room = mishap.who if isinstance(mishap.who, Room) else None
        rules = changed.problem.rules
        if room:
            rules = rules[-1:]  # all others are as they were before the mishap
        report = check(Problem(changed.problem.conference, rules), programme)
        cases = [judged.case for result in report.results for judged in result.judgements]
        outcome = Outcome(
            mishap=mishap,
            outlook=Outlook.UNKNOWN,
            dropped=changed.dropped,
            without=changed.without,
            broken=tuple(breach.sentence for breach in report.broken),
        )
        must = must_move(programme, cases, room)
        plan = programme if not cases else moved_into_free_places(changed, programme, must) if must else None
        if plan is None:
            return outcome
        outcome = replace(outcome, plan=plan, led=_led(changed, plan))
        upset = self._in_diaries([*changed.dropped, *(must or ())], changed.problem.conference)
        moved = len(must or ())
        outlook = Outlook.PLAN_B if moved or changed.dropped else Outlook.AS_IT_IS
        return replace(outcome, outlook=outlook, moved=Step(moved, moved), people=Step(upset, upset))

    def _moved(self, outcome: Outcome, published: Edition, budget: Budget) -> Outcome:
        """The fewest sessions moved, and then the fewest people, as far as the time reaches."""
        changed = after(self.problem, outcome.mishap)
        if outcome.outlook is not Outlook.NOT:
            stay = SessionsStay(published=published, weight=1, tier=1)
            diary = DiariesStay(published=published, weight=1, tier=2)
            lower_bounds = (outcome.moved.least,) if outcome.moved else ()
            start_from = outcome.plan or self._unmoved(changed)
            answer = self._solved(
                changed, (*changed.problem.rules, stay, diary), start_from, lower_bounds, budget.limit
            )
            if isinstance(answer, Solved):
                return self._with_plan_b(outcome, changed, answer)
            if isinstance(answer, Undecided):
                return outcome
            why = reasons(changed.problem, self.budget.share(shares.REASONS_OF_A_MISHAP), self.budget.stop)
            outcome = replace(outcome, outlook=Outlook.NOT, reasons=tuple(why.sentences(_REASONS)))
        return self._least_bad(outcome, changed, published, budget.share(shares.LEAST_BAD))

    def _with_plan_b(self, outcome: Outcome, changed: After, answer: Solved) -> Outcome:
        moved, people = _steps(answer, 2)
        if outcome.moved and outcome.people:
            better = (moved.amount, people.amount) <= (outcome.moved.amount, outcome.people.amount)
            if not better:  # the second search, cut short
                return replace(outcome, moved=Step(outcome.moved.amount, moved.least))
        led = _led(changed, answer.programme)
        return replace(outcome, outlook=Outlook.PLAN_B, moved=moved, people=people, plan=answer.programme, led=led)

    def _least_bad(self, outcome: Outcome, changed: After, published: Edition, seconds: float) -> Outcome:
        """Where there is no plan B: the fewest sessions dropped, the fewest to lose one, the fewest moved and upset."""
        conference, rules = changed.problem.conference, changed.problem.rules
        others, held = droppable_book(Problem(conference, rules))
        stay = SessionsStay(published=published, weight=1, tier=3, apart=held)
        diary = DiariesStay(published=published, weight=1, tier=4)
        names = {session.name for session in self.programme}
        lower_bounds = (outcome.fewest.least if outcome.fewest else 1,)
        for may_drop in leaves_to_drop(Problem(conference, rules), names, self.planned):
            start_from = outcome.plan or self._unmoved(changed)
            answer = self._solved(changed, (*others, *may_drop, stay, diary), start_from, lower_bounds, seconds)
            if isinstance(answer, Undecided):
                return outcome
            if isinstance(answer, Solved):
                break
        else:
            return replace(outcome, hopeless=True)
        fewest, lost, moved, people = _steps(answer, 4)
        found = (fewest.amount, lost.amount, moved.amount, people.amount)
        if outcome.fewest and outcome.lost and outcome.moved and outcome.people:
            before = (outcome.fewest.amount, outcome.lost.amount, outcome.moved.amount, outcome.people.amount)
            if found > before:  # the second search, cut short
                return replace(outcome, fewest=Step(outcome.fewest.amount, fewest.least))
        return replace(
            outcome,
            moved=moved,
            people=people,
            plan=answer.programme,
            led=_led(changed, answer.programme),
            fewest=fewest,
            lost=lost,
            given_up=left_out(Problem(conference, rules), answer.programme),
        )

    def _solved(
        self,
        changed: After,
        rules: tuple[Rule, ...],
        start_from: Programme,
        lower_bounds: tuple[int, ...],
        seconds: float,
    ) -> Solved | Impossible | Undecided:
        options = SolveOptions(
            limit=seconds,
            workers=self.workers,
            seed=self.seed,
            start_from=start_from,
            lower_bounds=lower_bounds,
            canonical=False,
            explain=False,
            pool=self.pool,
        )
        return solve(Problem(changed.problem.conference, rules), options, stop=self.budget.stop)

    def _unmoved(self, changed: After) -> Programme:
        """The programme with nothing moved, and without what is dropped."""
        now = {session.name: session for session in changed.problem.conference.held}
        placements = self.programme.placements
        kept = [(now[old.session.name], old) for old in placements if old.session.name in now]
        return Programme(tuple(Placement(session, old.start, old.room) for session, old in kept))

    def _in_diaries(self, sessions: Iterable[Session], now: Conference) -> int:
        """How many people, of those who are there now, had planned any of these."""
        names = {session.name for session in sessions}
        return sum(not names.isdisjoint(self.planned.get(person.name, ())) for person in now.people) if names else 0


def _led(changed: After, plan: Programme) -> tuple[tuple[Session, Person], ...]:
    """Who can lead the sessions now whose chair has fallen out."""
    conference, found = changed.problem.conference, []
    for session, placement in plan.items():
        if session.name in changed.led:
            able = [p for p in conference.leaders(session) if can_be_there(conference, p, placement, plan)]
            found += [(session, person) for person in able[:1]]
    return tuple(found)


def _steps(answer: Solved, number: int) -> list[Step]:
    """The first tiers of an answer as steps: of none is anything proven as long as one before it may do with less."""
    found: list[Step] = []
    for tier in range(1, number + 1):
        least = answer.bounds[tier] if all(step.proven for step in found) else 0
        found.append(Step(answer.report.costs[tier], least))
    return found


def moves(outcome: Outcome, programme: Programme) -> list[tuple[Placement, Placement | None]]:
    """What plan B moves, or the least bad, in order of time: where it stood, and where then (None: it is dropped).

    What can no longer be held is not among them, nor what is given up.
    """
    if outcome.plan is None:
        return []
    now = {session.name: placement for session, placement in outcome.plan.items()}
    gone = {session.name for session in (*outcome.dropped, *outcome.given_up)}
    found = [(old, now.get(old.session.name)) for old in programme.in_time_order if old.session.name not in gone]
    return [(old, new) for old, new in found if not stays(old, new)]
