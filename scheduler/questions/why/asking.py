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
from scheduler.questions.explain import Standing
from scheduler.questions.why.answers import Already, PlacePrices, Priced, Refused
from scheduler.questions.why.place_prices import priced
from scheduler.questions.why.question import Question
from scheduler.questions.why.reasons import causes
from scheduler.questions.why.resolver import Found, WhyResolver
from scheduler.rules.problem import Problem
from scheduler.search.swap import by_hand
from scheduler.solving.answers import Conflict, Impossible, Undecided
from scheduler.solving.price import Price, costs_of
from scheduler.solving.solve import Stop

# Of the time that is left at each; the rest is for moving little.
_BY_HAND = 0.05
_FOR_A_PROGRAMME, _FOR_THE_DAY, _FOR_THE_PRICE = 0.25, 0.3, 0.6


def why(
    problem: Problem,
    programme: Programme,
    question: Question,
    *,
    limit: float = 60,
    seed: int = 0,
    tell: Callable[[Standing], None] = lambda _: None,
    stop: Stop | None = None,
) -> Already | Priced | Refused | Undecided:
    """What it costs when it is as asked. The programme keeps all hard rules."""
    conference = problem.conference
    asking = WhyResolver(Problem(conference, tuple(problem.rules)), programme, limit, seed, tell, stop or Stop())
    asked = question.rules
    if not any(case.breaches(programme) for rule in asked for case in rule.cases(conference)):
        return Already(question, asking.elapsed)
    asking.say(f"{question.session} {question.told(conference)}")
    answer: Found | Impossible | Undecided = Impossible(Conflict((), smallest=False), asking.elapsed)
    moved = _moved_by_hand(asking, question)
    if moved or asking.possible(asked, _FOR_A_PROGRAMME * asking.left):
        asking.say("what the day can cost")
        asking.find_best(_FOR_THE_DAY * asking.left)
        asking.say(f"{question.session} {question.told(conference)}: what that costs")
        answer = asking.solved(asked, _FOR_THE_PRICE * asking.left, moved.programme if moved else asking.best.programme)
        if moved and not (isinstance(answer, Found) and answer.price.most <= moved.price.most):
            least = answer.price.least if isinstance(answer, Found) else asking.best.price.least
            answer = replace(moved, price=Price(least, moved.price.most))
    if isinstance(answer, Impossible):
        found, complete = causes(asking, question, max(5.0, asking.left))
        return Refused(question, conference, tuple(found), complete, asking.elapsed, asking.stop.asked)
    if isinstance(answer, Undecided):
        return Undecided(asking.elapsed, asking.stop.asked)
    if not asking.over:
        asking.say("with as little moved as can be")
        answer = asking.nearest(asked, asking.left, answer)
    told = difference(Edition(conference, programme), Edition(conference, answer.programme), guess_names=False)
    day, now = asking.best.price, asking.as_it_stands()
    return Priced(question, now, day, answer, told, asking.elapsed, asking.stop.asked)


def _moved_by_hand(asking: WhyResolver, question: Question) -> Found | None:
    """The cheapest programme that has it as asked and is found by changing places: quick, and often all there is."""
    conference, session = asking.problem.conference, question.session
    until = asking.elapsed + _BY_HAND * asking.left
    rooms = question.rooms or conference.places(session)
    found: Found | None = None
    for start in set(question.at).intersection(conference.starts(session)):
        for programme in by_hand(asking.programme, session, start, rooms):
            if asking.elapsed > until or asking.over:
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
    tell: Callable[[Standing], None] = lambda _: None,
    stop: Stop | None = None,
) -> PlacePrices:
    """Every place for the session with its price. The programme keeps all hard rules."""
    asking = WhyResolver(problem, programme, limit, seed, tell, stop or Stop())
    asking.say("what the day can cost")
    asking.find_best(_FOR_THE_DAY * asking.left)
    return priced(asking, session)
