"""What the solver is asked of a day: the best programme, why, at what price, and what to do when things change."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from scheduler.api.checks import as_edition, keeping_hard_rules
from scheduler.api.problems import AnyProblem, problem_of
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Edition, Programme
from scheduler.conference.references import held_session, one_minute, rooms_called, session_starts
from scheduler.questions import alternatives as other_programmes
from scheduler.questions import explain as explaining
from scheduler.questions import prices as pricing
from scheduler.questions import rehearse as rehearsing
from scheduler.questions import repair as repairing
from scheduler.questions import why as asking
from scheduler.questions.alternatives import Alternatives, Within
from scheduler.questions.explain import Explained, Possible
from scheduler.questions.prices import Prices
from scheduler.questions.rehearse import Rehearsal
from scheduler.questions.repair import CannotHoldAll, Repaired
from scheduler.questions.why import Already, PlacePrices, Priced, Question, Refused
from scheduler.search.budget import Stop
from scheduler.search.progress import Progress
from scheduler.solving import solve as solving
from scheduler.solving.answers import Impossible, Solved, Undecided
from scheduler.solving.options import WORKERS, SolveOptions
from scheduler.text.wording import nearest

Words = str | Collection[str]  # one, or several
_Read = TypeVar("_Read")


def solve(
    day: AnyProblem,
    *,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    start_from: Programme | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Solved | Impossible | Undecided:
    """The best programme that is found within `limit` seconds, with what is proven of it."""
    options = SolveOptions(limit=limit, workers=workers, seed=seed, start_from=start_from)
    return solving.solve(problem_of(day), options, progress=progress, stop=stop)


def explain(
    day: AnyProblem, *, limit: float = 60, costs: bool = True, stop: Stop | None = None
) -> Explained | Possible | Undecided:
    """Why a day is impossible, and what would make it possible. `costs`: also what the day then costs."""
    return explaining.explain(problem_of(day), limit=limit, costs=costs, stop=stop)


def why(
    day: AnyProblem,
    programme: Programme,
    session: str,
    *,
    at: Words = (),
    room: Words = (),
    not_at: Words = (),
    beside: str | None = None,
    apart_from: str | None = None,
    limit: float = 60,
    seed: int = 0,
    stop: Stop | None = None,
) -> Already | Priced | Refused | Undecided:
    """Why a session of a programme is not at that hour, in that room, beside that session: its price, or the cause.

    Names in part and hours as people write them. Raises ValueError with a sentence for what cannot be understood, and
    for a programme that breaks hard rules.
    """
    problem = problem_of(day)
    conference = problem.conference
    subject = _read(held_session, session, conference)
    question = Question(
        subject,
        at=tuple(m for hour in _several(at) for m in session_starts(hour, conference, subject)),
        rooms=tuple(door for name in _several(room) for door in _read(rooms_called, name, conference)),
        not_at=tuple(m for hour in _several(not_at) for m in session_starts(hour, conference, subject)),
        beside=_read(held_session, beside, conference) if beside else None,
        apart=_read(held_session, apart_from, conference) if apart_from else None,
    )
    if not question.rules:
        raise ValueError(
            f"Nothing is asked of {subject}: say at, room, not_at, beside or apart_from. "
            "What each place would cost: netday.places(day, programme, session)."
        )
    if subject in (question.beside, question.apart):
        raise ValueError(f"{subject} always takes place at the same time as itself.")
    if question.contradiction:
        raise ValueError(question.contradiction)
    keeping_hard_rules(problem, programme)
    return asking.why(problem, programme, question, limit=limit, seed=seed, stop=stop)


def places(
    day: AnyProblem, programme: Programme, session: str, *, limit: float = 60, seed: int = 0, stop: Stop | None = None
) -> PlacePrices:
    """Every place for a session, with what the day then costs more than the programme does."""
    problem = problem_of(day)
    keeping_hard_rules(problem, programme)
    subject = _read(held_session, session, problem.conference)
    return asking.places(problem, programme, subject, limit=limit, seed=seed, stop=stop)


def repair(
    day: AnyProblem,
    published: Programme | Edition,
    *,
    keep: Words = (),
    before: str | None = None,
    drop: bool = False,
    limit: float = 60,
    seed: int = 0,
    stop: Stop | None = None,
) -> Repaired | CannotHoldAll | Undecided:
    """The day's programme that is nearest to the one that has gone out.

    `published`: an Edition when the day was another then. `keep`: names of sessions, rooms, groups and people.
    `before`: what begins before this hour has happened. `drop`: with leave to drop sessions where not all can be held.
    """
    problem = problem_of(day)
    conference, edition = problem.conference, as_edition(day, published)
    kept = [_read(lambda name, now: repairing.named(name, now, edition), name, conference) for name in _several(keep)]
    now = None if before is None else one_minute(before, conference, "before=")
    return repairing.repair(problem, edition, keep=kept, now=now, drop=drop, limit=limit, seed=seed, stop=stop)


def alternatives(
    day: AnyProblem,
    number: int = 3,
    *,
    within: Within | None = None,
    differ: int | None = None,
    concern: int | None = None,
    limit: float = 60,
    seed: int = 0,
    stop: Stop | None = None,
) -> Alternatives | Impossible | Undecided:
    """The best programme, and others that are really different and cost nearly as little.

    `within`: how much more they may cost; None: a tenth. `differ`, `concern`: at least so many sessions at another
    hour, for at least so many people; None: a third of those that can move, and as large a share of people.
    """
    return other_programmes.alternatives(
        problem_of(day),
        number=number,
        differ=differ,
        concern=concern,
        within=within or Within(),
        limit=limit,
        seed=seed,
        stop=stop,
    )


def prices(
    day: AnyProblem,
    programme: Programme,
    *,
    rules: Words = (),
    limit: float = 60,
    seed: int = 0,
    stop: Stop | None = None,
) -> Prices:
    """What dropping each demand of the day would save, the dearest first. `rules`: only of these, by their names."""
    problem, wanted = problem_of(day), _several(rules)
    known = {rule.name for rule in problem.rules}
    if unknown := [name for name in wanted if name not in known]:
        raise ValueError(f'"{unknown[0]}" is no rule of this day.{nearest(unknown[0], known)}')
    keeping_hard_rules(problem, programme)
    return pricing.prices(
        problem,
        programme,
        only=lambda rule: not wanted or rule.name in wanted,
        limit=limit,
        seed=seed,
        stop=stop,
    )


def rehearse(
    day: AnyProblem, programme: Programme, *, late: int = 30, limit: float = 60, seed: int = 0, stop: Stop | None = None
) -> Rehearsal:
    """What becomes of the programme when a guest, a chair or a room fails it, or is so many minutes late."""
    keeping_hard_rules(day, programme)
    return rehearsing.rehearse(problem_of(day), programme, late=late, limit=limit, seed=seed, stop=stop)


def _several(words: Words) -> Collection[str]:
    return [words] if isinstance(words, str) else words


def _read(reader: Callable[[str, Conference], _Read], typed: str, conference: Conference) -> _Read:
    """What a name refers to; ValueError with the reader's sentence where it is none, or one of several."""
    try:
        return reader(typed, conference)
    except LookupError as unknown:
        raise ValueError(str(unknown.args[0])) from None
