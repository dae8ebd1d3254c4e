"""Why it cannot be: what is asked and the day's own demands, none of which could be spared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement, Programme
from scheduler.questions.explain.cause_text import data, sentences
from scheduler.questions.explain.causes import Cause, Causes
from scheduler.questions.explain.requirements import Requirement, requirements
from scheduler.questions.why.question import Question
from scheduler.questions.why.resolver import WhyResolver
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Breach, Case
from scheduler.search import shares
from scheduler.solving.feasibility import Feasibility, any_time
from scheduler.text.sentence import Sentence

MOST = 3  # causes that are looked for of one question


def causes(
    resolver: WhyResolver,
    question: Question,
    seconds: float,
    most: int = MOST,
    open_starts: Sequence[Minute] | None = None,
) -> tuple[list[Cause], bool]:
    """The causes, and whether these are all. What is asked belongs to each of them, for without it the day is possible.

    `open_starts`: when a session could begin on whose hours nothing is demanded; None: every five minutes.
    """
    conference = resolver.problem.conference
    demanded = requirements(resolver.problem)
    must = {session.name for r in demanded if r.must for session in r.sessions}
    asked = [Requirement(rule, case) for rule in question.rules for case in rule.cases(conference)]
    asked = [r for r in asked if not r.must or not must.issuperset(s.name for s in r.sessions)]
    rules = (*resolver.problem.rules, *question.rules)
    hours = tuple(sorted({*(any_time(conference) if open_starts is None else open_starts), *question.at}))
    trials = Feasibility(Problem(conference, rules), resolver.budget.allot(seconds), hours)
    search = Causes(trials, (*asked, *demanded))
    for _ in search.search():
        resolver.say(Sentence("impossible; looking for the cause, {number} so far", number=len(search.found)))
        if len(search.found) == most:
            break
        trials.budget = trials.budget.shortened(shares.WHY_NOT_FURTHER.of(seconds))
    return list(search.found), search.all_found


def can_be_given_up(requirement: Requirement, question: Question, conference: Conference) -> bool:
    """Whether it could be as asked without this requirement; not what is asked itself, nor that its session is held.

    A session that is not held stands nowhere, at whatever hour it was asked for. A wish that must be met is not met
    either when its session is not held; but it can be given up.
    """
    about = {question.session, question.beside, question.apart}
    held = requirement.sessions and about.issuperset(requirement.sessions)
    return type(requirement.rule) not in question.kinds and not (
        held and _asks_to_be_held(requirement, question, conference)
    )


def _asks_to_be_held(requirement: Requirement, question: Question, conference: Conference) -> bool:
    """Whether it asks no more of its sessions than that they are held: it is kept wherever one of them stands."""
    everywhere = {
        session: [
            Placement(session, start, room)
            for start in sorted({*conference.starts(session), *question.at})
            for room in conference.places(session)
        ]
        for session in requirement.sessions
    }
    if not (requirement.must and all(everywhere.values())):
        return requirement.must
    held = Programme(tuple(places[0] for places in everywhere.values()))
    return not any(requirement.case.breaches(held.moved(place)) for places in everywhere.values() for place in places)


def cause_sentences(cause: Cause, question: Question, conference: Conference) -> list[str]:
    """Sentences on what of the cause could be given up. No sentence: it cannot be as asked, whatever is given up."""
    rest = tuple(r for r in cause.requirements if can_be_given_up(r, question, conference))
    if not rest:
        return []
    found = sentences(replace(cause, requirements=rest), conference)
    # Who is absent, and how far it is, depends on the hours and rooms that are left when it stands as asked.
    return [*found, *(one for one in data(cause, conference) if one not in found)]


def demand(case: Case, breach: Breach) -> str:
    """What the case demands at any hour, in a sentence; of a session's own hours, what is wrong with such an hour."""
    return breach.why or str(case)
