"""Why does this session stand here and not there? What it would cost, or why it cannot be, each solved again.

What is asked is one hard statement more. The price is the difference between what the day then costs at best and what
the programme costs; without a question, every place for the session is priced.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scheduler.checking.check import check
from scheduler.checking.judge import Judge
from scheduler.conference.conference import Session
from scheduler.conference.programme import Edition, Programme
from scheduler.questions.difference import difference
from scheduler.questions.why.answers import Already, PlacePrices, Priced, Refused
from scheduler.questions.why.place_prices import priced
from scheduler.questions.why.question import Question
from scheduler.questions.why.reasons import causes
from scheduler.questions.why.resolver import Found, WhyResolver
from scheduler.questions.why.swapping import cheapest
from scheduler.rules.problem import Problem
from scheduler.search import shares
from scheduler.search.budget import Budget, Stop
from scheduler.search.moves import moves_to
from scheduler.search.progress import Progress
from scheduler.solving.answers import Conflict, Impossible, Undecided
from scheduler.solving.price import Price, costs_of
from scheduler.text.sentence import Sentence


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
    """The answer to the question: what the day costs when it is as asked, or why that cannot be.

    The programme keeps all hard rules.
    """
    conference = problem.conference
    resolver = WhyResolver(problem, Budget(limit, stop or Stop()), seed, programme=programme, tell=tell)
    asked = question.rules
    if not any(case.breaches(programme) for rule in asked for case in rule.cases(conference)):
        return Already(question, resolver.budget.elapsed)
    what = Sentence("{session} {asked}", session=question.session, asked=question.text(conference))
    resolver.say(what)
    answer: Found | Impossible | Undecided = Impossible(Conflict((), smallest=False), resolver.budget.elapsed)
    swapped = _found_by_swaps(resolver, question)
    if swapped or resolver.possible(asked, resolver.budget.share(shares.WHETHER_IT_CAN_BE)):
        resolver.say(Sentence("what the day can cost"))
        resolver.find_best(resolver.budget.share(shares.DAY_OF_A_WHY))
        resolver.say(Sentence("{what}: what that costs", what=what))
        start_from = swapped.programme if swapped else resolver.best.programme
        answer = resolver.solved(asked, resolver.budget.share(shares.PRICE_OF_A_WHY), start_from)
        if swapped and not (isinstance(answer, Found) and answer.price.most <= swapped.price.most):
            least = answer.price.least if isinstance(answer, Found) else resolver.best.price.least
            answer = replace(swapped, price=Price(least, swapped.price.most))
    if isinstance(answer, Impossible):
        found, complete = causes(resolver, question, resolver.budget.share(shares.WHY_NOT))
        elapsed, stopped = resolver.budget.elapsed, resolver.budget.stop.asked
        return Refused(question, conference, tuple(found), complete, elapsed, stopped)
    if isinstance(answer, Undecided):
        return Undecided(resolver.budget.elapsed, resolver.budget.stop.asked)
    if not resolver.expired:
        resolver.say(Sentence("with as little moved as can be"))
        answer = resolver.nearest(asked, resolver.budget.left, answer)
    changes = difference(Edition(conference, programme), Edition(conference, answer.programme), guess_names=False)
    day, now = resolver.best.price, resolver.unchanged()
    return Priced(question, now, day, answer, changes, resolver.budget.elapsed, resolver.budget.stop.asked)


def _found_by_swaps(resolver: WhyResolver, question: Question) -> Found | None:
    """The cheapest programme that has it as asked and is found by changing places: quick, and often all there is."""
    conference, session = resolver.problem.conference, question.session
    rooms = question.rooms or conference.places(session)
    hours = set(question.at).intersection(conference.starts(session))
    if not hours:
        return None
    budget = resolver.budget.allot(resolver.budget.share(shares.SWAPPING))
    judge = Judge(Problem(conference, (*resolver.problem.rules, *question.rules)), resolver.programme)
    moves = (move for start in hours for move in moves_to(resolver.programme, session, start, rooms))
    programme = cheapest(judge, moves, resolver.is_of_the_day, budget, enough=lambda _: resolver.expired)
    if programme is None:
        return None
    report = check(resolver.problem, programme)
    return Found(programme, report, Price(resolver.best.price.least, costs_of(report, resolver.tiers)))


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
    resolver = WhyResolver(problem, Budget(limit, stop or Stop()), seed, programme=programme, tell=tell)
    resolver.say(Sentence("what the day can cost"))
    resolver.find_best(resolver.budget.share(shares.DAY_OF_A_WHY))
    return priced(resolver, session)
