"""Why does this session stand here and not there? What it would cost, or why it cannot be, each solved again.

What is asked is one hard statement more. The price is the difference between what the day then costs at best and what
the programme costs; without a question, every place for the session is priced.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scheduler.checking.check import check
from scheduler.conference.conference import Session
from scheduler.conference.programme import Edition, Programme
from scheduler.questions.difference import difference
from scheduler.questions.why.answers import Already, PlacePrices, Priced, Refused
from scheduler.questions.why.place_prices import priced
from scheduler.questions.why.question import Question
from scheduler.questions.why.reasons import causes
from scheduler.questions.why.resolver import Found, WhyResolver
from scheduler.rules.problem import Problem
from scheduler.search import shares
from scheduler.search.budget import Budget, Stop
from scheduler.search.progress import Progress
from scheduler.search.swap import by_hand
from scheduler.solving.answers import Conflict, Impossible, Undecided
from scheduler.solving.price import Price, costs_of


def why(
    problem: Problem,
    programme: Programme,
    question: Question,
    *,
    limit: float = 60,
    seed: int = 0,
    tell: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Already | Priced | Refused | Undecided:
    """What it costs when it is as asked. The programme keeps all hard rules."""
    conference = problem.conference
    asking = WhyResolver(problem, Budget(limit, stop or Stop()), seed, programme=programme, tell=tell)
    asked = question.rules
    if not any(case.breaches(programme) for rule in asked for case in rule.cases(conference)):
        return Already(question, asking.budget.elapsed)
    asking.say(f"{question.session} {question.told(conference)}")
    answer: Found | Impossible | Undecided = Impossible(Conflict((), smallest=False), asking.budget.elapsed)
    moved = _moved_by_hand(asking, question)
    if moved or asking.possible(asked, asking.budget.share(shares.WHETHER_IT_CAN_BE)):
        asking.say("what the day can cost")
        asking.find_best(asking.budget.share(shares.DAY_OF_A_WHY))
        asking.say(f"{question.session} {question.told(conference)}: what that costs")
        answer = asking.solved(
            asked, asking.budget.share(shares.PRICE_OF_A_WHY), moved.programme if moved else asking.best.programme
        )
        if moved and not (isinstance(answer, Found) and answer.price.most <= moved.price.most):
            least = answer.price.least if isinstance(answer, Found) else asking.best.price.least
            answer = replace(moved, price=Price(least, moved.price.most))
    if isinstance(answer, Impossible):
        found, complete = causes(asking, question, asking.budget.share(shares.WHY_NOT))
        return Refused(question, conference, tuple(found), complete, asking.budget.elapsed, asking.budget.stop.asked)
    if isinstance(answer, Undecided):
        return Undecided(asking.budget.elapsed, asking.budget.stop.asked)
    if not asking.expired:
        asking.say("with as little moved as can be")
        answer = asking.nearest(asked, asking.budget.left, answer)
    told = difference(Edition(conference, programme), Edition(conference, answer.programme), guess_names=False)
    day, now = asking.best.price, asking.as_it_stands()
    return Priced(question, now, day, answer, told, asking.budget.elapsed, asking.budget.stop.asked)


def _moved_by_hand(asking: WhyResolver, question: Question) -> Found | None:
    """The cheapest programme that has it as asked and is found by changing places: quick, and often all there is."""
    conference, session = asking.problem.conference, question.session
    budget = asking.budget.allot(asking.budget.share(shares.SWAPPING))
    rooms = question.rooms or conference.places(session)
    found: Found | None = None
    for start in set(question.at).intersection(conference.starts(session)):
        for programme in by_hand(asking.programme, session, start, rooms):
            if budget.expired or asking.expired:
                return found
            report = check(Problem(conference, (*asking.problem.rules, *question.rules)), programme)
            costs = costs_of(report, asking.tiers)
            possible = all(
                p.start in conference.starts(s) and p.room in conference.places(s) for s, p in programme.items()
            )
            if possible and not report.broken and (found is None or costs < found.price.most):
                found = Found(
                    programme,
                    check(asking.problem, programme),
                    Price(asking.best.price.least, costs),
                )
    return found


def places(
    problem: Problem,
    programme: Programme,
    session: Session,
    *,
    limit: float = 60,
    seed: int = 0,
    tell: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> PlacePrices:
    """Every place for the session with its price. The programme keeps all hard rules."""
    asking = WhyResolver(problem, Budget(limit, stop or Stop()), seed, programme=programme, tell=tell)
    asking.say("what the day can cost")
    asking.find_best(asking.budget.share(shares.DAY_OF_A_WHY))
    return priced(asking, session)
