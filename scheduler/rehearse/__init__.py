"""A dress rehearsal: what becomes of a programme when a guest, a chair or a room fails it.

For each mishap: the fewest sessions that must move so that every hard rule is kept again, and then the fewest people
who have to change something in their diary; or that no programme does, so that there is no plan B. What the day wishes
besides plays no part: on the day itself nobody asks for the best programme.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from scheduler.answer import Impossible, Solved, Undecided
from scheduler.attendance import can_be_there
from scheduler.check import check
from scheduler.conference import Conference, Person, Room, Session
from scheduler.difference import diaries
from scheduler.explain import Plan, Standing
from scheduler.programme import Edition, Placement, Programme
from scheduler.rehearse.by_hand import moved_by_hand, must_move
from scheduler.rehearse.mishaps import After, Mishap, after, mishaps, spares
from scheduler.rehearse.outcome import Outcome, Rehearsal, Stands
from scheduler.repair import Step
from scheduler.repair.wishes import DiariesStay, SessionsStay, stays
from scheduler.rule import Rule
from scheduler.solve import WORKERS, Stop, Timed, solve

__all__ = ["Mishap", "Outcome", "Rehearsal", "Stands", "rehearse"]

_LEAST, _MOST = 0.5, 10.0  # seconds for one mishap, the first time; what is open after that has what is left


def rehearse(
    conference: Conference,
    rules: Iterable[Rule],
    programme: Programme,
    *,
    late: int = 30,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    tell: Callable[[Standing], None] = lambda _: None,
    stop: Stop | None = None,
) -> Rehearsal:
    """Every mishap there may be, the worst first. The programme keeps every hard rule of the day as it is."""
    hard = tuple(rule for rule in rules if rule.weight is None)
    run = _Rehearsing(Plan(conference, hard), programme, late, limit, workers, seed, tell, stop or Stop())
    return run.run()


@dataclass
class _Rehearsing(Timed):
    plan: Plan
    programme: Programme
    late: int
    limit: float
    workers: int
    seed: int
    tell: Callable[[Standing], None]
    stop: Stop
    began: float = field(default_factory=time.monotonic)

    def run(self) -> Rehearsal:
        """First all for which no solver need be asked; then the others, one by one."""
        published = Edition(self.plan.conference, self.programme)
        self.planned = {name: frozenset(diary) for name, diary in diaries(published).items()}
        outcomes: list[Outcome] = []
        for mishap in mishaps(self.plan.conference, self.programme, self.late):
            outcomes.append(self._as_it_stands(mishap))
            self._say(f"{len(outcomes)} mishaps looked at")
        for last in (False, True):
            unsure = [number for number, outcome in enumerate(outcomes) if not outcome.proven]
            unsure.sort(key=lambda number: len(outcomes[number].broken))  # where little is wrong, little time is asked
            for place, number in enumerate(unsure):
                if self.stop.asked or not self.left:
                    break
                self._say(f"{len(outcomes) - len(unsure) + place} of {len(outcomes)} mishaps rehearsed")
                share = 2 * self.left / (len(unsure) - place)
                seconds = min(self.left, share if last else min(_MOST, max(_LEAST, share)))
                outcomes[number] = self._moved(outcomes[number], published, seconds)
        ordered = sorted(outcomes, key=lambda outcome: outcome.badness)
        return Rehearsal(self.plan.conference, self.late, tuple(ordered), self.elapsed, self.stop.asked)

    def _say(self, words: str) -> None:
        self.tell(Standing(self.elapsed, words))

    def _as_it_stands(self, mishap: Mishap) -> Outcome:
        """What the mishap leaves of the programme when nothing moves, or only what must, into places that are free."""
        if spares(self.plan.conference, self.programme, mishap):
            return Outcome(mishap, Stands.AS_IT_IS, Step(0, 0), Step(0, 0), plan=self.programme)
        made = after(self.plan, mishap)
        programme = self._kept(made)
        room = mishap.who if isinstance(mishap.who, Room) else None
        rules = made.plan.rules[-1:] if room else made.plan.rules  # all others are as they were before the mishap
        report = check(made.plan.conference, rules, programme)
        cases = [judged.case for result in report.results for judged in result.judgements]
        outcome = Outcome(
            mishap=mishap,
            stands=Stands.UNKNOWN,
            dropped=made.dropped,
            without=made.without,
            broken=tuple(breach.sentence for breach in report.broken),
        )
        must = must_move(programme, cases, room)
        plan = programme if not cases else moved_by_hand(made, programme, must) if must else None
        if plan is None:
            return outcome
        outcome = replace(outcome, plan=plan, led=_led(made, plan))
        upset = self._in_diaries([*made.dropped, *(must or ())], made.plan.conference)
        moved = len(must or ())
        stands = Stands.PLAN_B if moved or made.dropped else Stands.AS_IT_IS
        return replace(outcome, stands=stands, moved=Step(moved, moved), people=Step(upset, upset))

    def _moved(self, outcome: Outcome, published: Edition, seconds: float) -> Outcome:
        """The fewest sessions moved, and then the fewest people, as far as the time reaches."""
        made = after(self.plan, outcome.mishap)
        stay = SessionsStay(published=published, weight=1, tier=1)
        diary = DiariesStay(published=published, weight=1, tier=2)
        near = outcome.plan or self._kept(made)
        answer = solve(
            made.plan.conference,
            (*made.plan.rules, stay, diary),
            limit=seconds,
            workers=self.workers,
            seed=self.seed,
            stop=self.stop,
            near=near,
            known=(outcome.moved.least,) if outcome.moved else (),
            bare=True,
        )
        if isinstance(answer, Impossible):
            return replace(outcome, stands=Stands.NOT)
        if isinstance(answer, Undecided):
            return outcome
        moved, people = _steps(answer)
        if outcome.moved and outcome.people:
            better = (moved.amount, people.amount) <= (outcome.moved.amount, outcome.people.amount)
            if not better:  # the second search, cut short
                return replace(outcome, moved=Step(outcome.moved.amount, moved.least))
        led = _led(made, answer.programme)
        return replace(outcome, stands=Stands.PLAN_B, moved=moved, people=people, plan=answer.programme, led=led)

    def _kept(self, made: After) -> Programme:
        """The programme with nothing moved, and without what is dropped."""
        now = {session.name: session for session in made.plan.conference.held}
        placements = self.programme.placements
        kept = [(now[old.session.name], old) for old in placements if old.session.name in now]
        return Programme(tuple(Placement(session, old.start, old.room) for session, old in kept))

    def _in_diaries(self, sessions: Iterable[Session], now: Conference) -> int:
        """How many people, of those who are there now, had planned any of these."""
        names = {session.name for session in sessions}
        return sum(not names.isdisjoint(self.planned.get(person.name, ())) for person in now.people) if names else 0


def _led(made: After, plan: Programme) -> tuple[tuple[Session, Person], ...]:
    """Who can lead the sessions now whose chair has fallen out."""
    conference, found = made.plan.conference, []
    for session, placement in plan.items():
        if session.name in made.led:
            able = [p for p in conference.leaders(session) if can_be_there(conference, p, placement, plan)]
            found += [(session, person) for person in able[:1]]
    return tuple(found)


def _steps(answer: Solved) -> tuple[Step, Step]:
    """Sessions, and people: of these nothing is proven as long as fewer sessions may do."""
    costs, bounds = answer.report.costs, answer.bounds
    moved = Step(costs[1], bounds[1])
    return moved, Step(costs[2], bounds[2] if moved.proven else 0)


def moves(outcome: Outcome, programme: Programme) -> list[tuple[Placement, Placement | None]]:
    """What plan B moves, in order of time: where it stood, and where it stands then (None: it is dropped)."""
    if outcome.plan is None:
        return []
    now = {session.name: placement for session, placement in outcome.plan.items()}
    gone = {session.name for session in outcome.dropped}
    found = [(old, now.get(old.session.name)) for old in programme.in_time_order if old.session.name not in gone]
    return [(old, new) for old, new in found if not stays(old, new)]
