"""How long the answers take that organisers wait for: each question, asked of a day, until its first and whole answer.

What happens to the day is made before the clock runs; the clock runs for what the command does between reading the
files and printing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from scheduler.bench.asked_day import AskedDay
from scheduler.bench.made_up import large_day
from scheduler.bench.measured import UNDECIDED, BenchAnswer, Measured, Watch, between, number_of, of_all
from scheduler.checking.check import check
from scheduler.conference.programme import Edition
from scheduler.questions.alternatives import Alternatives, alternatives
from scheduler.questions.difference import difference
from scheduler.questions.explain import Explained, Possible, Problem, explain
from scheduler.questions.prices import prices
from scheduler.questions.rehearse import Outlook, rehearse
from scheduler.questions.repair import CannotHoldAll, Repaired, repair
from scheduler.questions.season import HeldDay, season, year
from scheduler.questions.season.weights import carried
from scheduler.questions.why import Already, Priced, Question, Refused, places, why
from scheduler.rules.book import standard_book
from scheduler.search.budget import Stop
from scheduler.solving.answers import Impossible, Solved, Undecided
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from scheduler.text.wording import count

LIMIT = 60.0  # seconds for each question, unless asked otherwise: as for the commands

Asking = Callable[[float, Watch], BenchAnswer]  # within so many seconds


@dataclass(frozen=True)
class BenchQuestion:
    """`word`: by which it is asked for, the name of its command. `prepared`: None where it cannot be asked of a day."""

    word: str
    name: str
    prepared: Callable[[AskedDay], Asking | None]


def measure(day: AskedDay, words: Collection[str], limit: float, stop: Stop | None = None) -> Iterator[Measured]:
    """Each question whose word is among these (none: all of them), as soon as it is answered."""
    stop = stop or Stop()
    for question in QUESTIONS:
        if words and question.word not in words:
            continue
        asking = question.prepared(day)
        if stop.asked:
            return
        if asking is None:
            yield Measured(
                day.name, question.name, None, None, BenchAnswer(proven=False, words="cannot be asked of this day")
            )
            continue
        yield answered(day.name, question.name, asking, limit, stop)


def answered(day: str, question: str, asking: Asking, limit: float, stop: Stop) -> Measured:
    """How long the question took, and what was the answer."""
    watch = Watch(stop)
    answer = asking(limit, watch)
    whole, cpu = watch.elapsed, time.process_time() - watch.worked
    return Measured(day, question, watch.first, whole, answer, cpu)


# -- the questions --------------------------------------------------------------------------------------------------


def _solve(day: AskedDay) -> Asking:
    def asking(limit: float, watch: Watch) -> BenchAnswer:
        answer = solve(day.problem, SolveOptions(limit=limit), progress=watch.on_progress, stop=watch.stop)
        if isinstance(answer, Undecided):
            return UNDECIDED
        if isinstance(answer, Impossible):
            return BenchAnswer(proven=True, words="impossible")
        return BenchAnswer(answer.optimal, f"cost {between(answer.bound, answer.report.cost)}")

    return asking


def _explain(changed: Callable[[AskedDay], Problem | None]) -> Callable[[AskedDay], Asking | None]:
    def prepared(day: AskedDay) -> Asking | None:
        plan = changed(day)
        return explanation_of(plan) if plan else None

    return prepared


def explanation_of(plan: Problem) -> Asking:
    """The question of an impossible day; its first answer is the first cause."""

    def asking(limit: float, watch: Watch) -> BenchAnswer:
        tell = watch.on_words(r"^[1-9]\d* causes?\b")
        answer = explain(plan, limit=limit, tell=tell, stop=watch.stop)
        if isinstance(answer, Possible):
            return BenchAnswer(proven=True, words="possible all the same")
        if not isinstance(answer, Explained):
            return UNDECIDED
        if answer.seen:
            return BenchAnswer(proven=False, words=f"impossible by {count(len(answer.seen), 'count')}, no cause")
        causes = number_of(answer.causes, "cause", every=answer.all_causes)
        remedies = number_of(answer.remedies, "remedy", "remedies", every=answer.all_remedies)
        return BenchAnswer(answer.all_causes and answer.all_remedies, f"{causes}, {remedies}")

    return asking


def _why(day: AskedDay) -> Asking | None:
    if day.other_hour is None:
        return None
    session, hour = day.other_hour
    question = Question(session, at=(hour,))

    def asking(limit: float, watch: Watch) -> BenchAnswer:
        answer = why(day.problem, day.programme, question, limit=limit, stop=watch.stop)
        if isinstance(answer, Priced):
            price = answer.price
            return BenchAnswer(price.proven, f"price {between(sum(price.least), sum(price.most))}")
        if isinstance(answer, Refused):
            causes = number_of(answer.causes, "cause", every=answer.all_causes)
            return BenchAnswer(answer.all_causes, f"cannot be, {causes}")
        return BenchAnswer(proven=True, words="already so") if isinstance(answer, Already) else UNDECIDED

    return asking


def _places(day: AskedDay) -> Asking | None:
    if day.other_hour is None:
        return None
    session = day.other_hour[0]

    def asking(limit: float, watch: Watch) -> BenchAnswer:
        answer = places(day.problem, day.programme, session, limit=limit, stop=watch.stop)
        return of_all(sum(place.price.proven for place in answer.places), len(answer.places), "prices")

    return asking


def _repair(changed: Callable[[AskedDay], Problem | None]) -> Callable[[AskedDay], Asking | None]:
    def prepared(day: AskedDay) -> Asking | None:
        plan = changed(day)
        if plan is None:
            return None
        published = Edition(day.conference, day.programme)

        def asking(limit: float, watch: Watch) -> BenchAnswer:
            answer = repair(plan, published, limit=limit, progress=watch.on_progress, stop=watch.stop)
            if isinstance(answer, Undecided):
                return UNDECIDED
            if isinstance(answer, CannotHoldAll):
                if not isinstance(answer.instead, Repaired):
                    return BenchAnswer(not isinstance(answer.instead, Undecided), "impossible")
                dropped = answer.instead.steps["dropped"]
                return BenchAnswer(answer.instead.optimal, f"{between(dropped.least, dropped.amount)} dropped")
            people, moved = answer.steps["people"], answer.steps["moved"]
            numbers = f"{between(people.least, people.amount)} people, {between(moved.least, moved.amount)} moved"
            return BenchAnswer(answer.optimal, numbers)

        return asking

    return prepared


def _diff(day: AskedDay) -> Asking:
    old, new = Edition(day.conference, day.programme), day.all_moved()

    def asking(limit: float, watch: Watch) -> BenchAnswer:  # noqa: ARG001  it takes no longer than it takes
        changes = difference(old, new)
        return BenchAnswer(proven=True, words=f"{len(changes.changes)} sessions and {len(changes.affected)} people")

    return asking


def _alternatives(day: AskedDay) -> Asking:
    def asking(limit: float, watch: Watch) -> BenchAnswer:
        tell = watch.on_words("^alternative 1 ")
        answer = alternatives(day.problem, limit=limit, tell=tell, stop=watch.stop)
        if not isinstance(answer, Alternatives):
            return BenchAnswer(proven=True, words="impossible") if isinstance(answer, Impossible) else UNDECIDED
        found = (answer.best, *answer.others)
        share = of_all(sum(one.price.proven for one in found), len(found), "programmes")
        if answer.no_more is None:
            return share
        more = "no more" if answer.no_more else "perhaps more"
        return BenchAnswer(share.proven and answer.no_more, f"{share.words}, {more}")

    return asking


def _prices(day: AskedDay) -> Asking:
    def asking(limit: float, watch: Watch) -> BenchAnswer:
        answer = prices(day.problem, day.programme, limit=limit, stop=watch.stop)
        items = [*answer.items, *(case for cases in answer.single.values() for case in cases)]
        return of_all(sum(item.saves.proven for item in items), len(items), "prices")

    return asking


def _rehearse(day: AskedDay) -> Asking:
    def asking(limit: float, watch: Watch) -> BenchAnswer:
        tell = watch.on_words("mishaps rehearsed")
        answer = rehearse(day.problem, day.programme, limit=limit, tell=tell, stop=watch.stop)
        open_ones = answer.count(Outlook.UNKNOWN)
        share = of_all(sum(outcome.proven for outcome in answer.outcomes), len(answer.outcomes), "mishaps")
        return BenchAnswer(share.proven, f"{share.words}, {open_ones} undecided" if open_ones else share.words)

    return asking


def _season(day: AskedDay) -> Asking:
    def asking(limit: float, watch: Watch) -> BenchAnswer:  # noqa: ARG001  it takes no longer than it takes
        held = HeldDay(day.name, check(day.problem, day.programme))
        found = season([held])
        owed = carried(found, day.conference, day.rules)
        remarks = list(year([held], day.conference))
        return BenchAnswer(proven=True, words=f"{count(len(owed.owed), 'line')} owed, {count(len(remarks), 'remark')}")

    return asking


QUESTIONS: tuple[BenchQuestion, ...] = (
    BenchQuestion("solve", "solve", _solve),
    BenchQuestion("explain", "explain, a guest leaves", _explain(AskedDay.guest_leaves_early)),
    BenchQuestion("explain", "explain, a room closes", _explain(AskedDay.room_closes)),
    BenchQuestion("explain", "explain, too few rooms", _explain(AskedDay.too_few_rooms)),
    BenchQuestion("why", "why not at that hour", _why),
    BenchQuestion("why", "why, every place", _places),
    BenchQuestion("repair", "repair, a room closes", _repair(AskedDay.room_closes_late)),
    BenchQuestion("repair", "repair, a chair is ill", _repair(AskedDay.chair_is_ill)),
    BenchQuestion("repair", "repair, a chair is away", _repair(AskedDay.chair_is_away)),
    BenchQuestion("diff", "diff", _diff),
    BenchQuestion("alternatives", "alternatives", _alternatives),
    BenchQuestion("prices", "prices", _prices),
    BenchQuestion("rehearse", "rehearse", _rehearse),
    BenchQuestion("season", "season", _season),
)
WORDS = tuple(dict.fromkeys(question.word for question in QUESTIONS))


def with_programme(name: str, plan: Problem, limit: float, stop: Stop | None = None) -> AskedDay | None:
    """The day with the best programme that is found in that time; None: there is none, or none was found."""
    answer = solve(plan, SolveOptions(limit=limit), stop=stop)
    return AskedDay(name, plan.conference, plan.rules, answer.programme) if isinstance(answer, Solved) else None


def made_up(sessions: int) -> AskedDay:
    """A conference of three days with so many sessions, with the programme that it was made from."""
    conference, programme = large_day(3, sessions // 15 + 2, sessions, people=4 * sessions)
    return AskedDay(f"conference-{sessions}", conference, standard_book(conference), programme)
