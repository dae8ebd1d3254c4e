"""What the solver is asked of a day: the best programme, why, at what price, and what to do when things change."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeAlias, TypeVar, overload

from scheduler.api.arguments import (
    Words,
    hours_of,
    misfit,
    name_of,
    names_of,
    seconds,
    seed_of,
    whole,
    yes,
)
from scheduler.api.checks import as_edition, keeping_hard_rules
from scheduler.api.problems import AnyProblem, problem_of, programme_of
from scheduler.conference.conference import Conference, Group, Person, Room, Session
from scheduler.conference.programme import Edition, Programme
from scheduler.conference.references import held_session, one_minute, rooms_called, session_starts
from scheduler.files import Faults
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.read_day import Instance
from scheduler.questions import alternatives as other_programmes
from scheduler.questions import explain as explaining
from scheduler.questions import prices as pricing
from scheduler.questions import rehearse as rehearsing
from scheduler.questions import repair as repairing
from scheduler.questions import seats as dealing
from scheduler.questions import why as asking
from scheduler.questions.alternatives import Alternatives, Within
from scheduler.questions.explain import Explained, Possible
from scheduler.questions.prices import Prices
from scheduler.questions.rehearse import Rehearsal
from scheduler.questions.repair import CannotHoldAll, Nearest, NotWithin, Repaired
from scheduler.questions.seats import Seating
from scheduler.questions.why import Already, PlacePrices, Priced, Question, Refused
from scheduler.rules.book import robust_book
from scheduler.rules.problem import Problem, no_such_rule
from scheduler.rules.rule import Rule
from scheduler.search.budget import Stop
from scheduler.search.progress import Progress
from scheduler.solving import solve as solving
from scheduler.solving.answers import Impossible, Solved, Undecided
from scheduler.solving.options import WORKERS, SolveOptions

_Read = TypeVar("_Read")
Kept: TypeAlias = str | Session | Room | Group | Person  # by name, or the thing itself


@overload
def solve(
    day: AnyProblem,
    *,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    robust: bool = False,
    near: None = None,
    start_from: Programme | None = None,
    progress: Callable[[Progress], None] = ...,
    stop: Stop | None = None,
) -> Solved | Impossible | Undecided: ...
@overload
def solve(
    day: AnyProblem,
    *,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    robust: bool = False,
    near: Programme | Edition,
    start_from: Programme | None = None,
    progress: Callable[[Progress], None] = ...,
    stop: Stop | None = None,
) -> Nearest | Impossible | Undecided: ...
def solve(
    day: AnyProblem,
    *,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    robust: bool = False,
    near: Programme | Edition | None = None,
    start_from: Programme | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Solved | Nearest | Impossible | Undecided:
    """The best programme that is found within `limit` seconds, with what is proven of it.

    `robust`: last of all, whoever leads or speaks has half an hour to spare. `near`: of all that cost as little the one
    that changes the least of this one, which has gone out; an Edition when the day was another then. `workers`:
    searches side by side. `start_from`: a programme of this day to begin at; it may break rules. `progress`: is called
    with each step.
    """
    problem = problem_of(day)
    if yes(robust, "robust"):
        problem = Problem(problem.conference, robust_book(problem.rules))
    if not callable(progress):
        raise misfit("progress", "a function that takes a Progress, like print", progress)
    first = None if start_from is None else programme_of(day, start_from, "start_from")
    options = SolveOptions(
        limit=seconds(limit), workers=whole(workers, "workers", 1, 256), seed=seed_of(seed), start_from=first
    )
    if near is not None:
        return repairing.nearest(
            problem,
            as_edition(day, near, "near"),
            start_from=first,
            limit=options.limit,
            workers=options.workers,
            seed=options.seed,
            progress=progress,
            stop=_stop(stop),
        )
    return solving.solve(problem, options, progress=progress, stop=_stop(stop))


def explain(
    day: AnyProblem, *, limit: float = 60, costs: bool = True, stop: Stop | None = None
) -> Explained | Possible | Undecided:
    """Why a day is impossible, and what would make it possible. `costs`: also what the day then costs.

    Of a day that was read from files, and has not changed since, each remedy is made in them and tried there.
    """
    problem, files = problem_of(day), _files_of(day)
    return explaining.explain(problem, limit=seconds(limit), costs=yes(costs, "costs"), stop=_stop(stop), files=files)


def _files_of(day: AnyProblem) -> DayFiles | None:
    """The files from which the day was read, in which a remedy is tried; None where there are none or others by now."""
    if not isinstance(day, Instance) or day.file is None:
        return None
    try:
        files = DayFiles.of(day.file, day.own_rules)
        return files if files.read().digest == day.digest else None
    except (Faults, OSError, EditRefused):
        return None


def why(
    day: AnyProblem,
    programme: Programme,
    session: str | Session,
    *,
    at: Words = (),
    room: str | Room | Collection[str | Room] = (),
    not_at: Words = (),
    beside: str | Session | None = None,
    apart_from: str | Session | None = None,
    limit: float = 60,
    seed: int = 0,
    stop: Stop | None = None,
) -> Already | Priced | Refused | Undecided:
    """Why a session of a programme is not at that hour, in that room, beside that session: its price, or the cause.

    Names in part, or the things themselves, and hours as people write them. Raises ValueError with a sentence for what
    cannot be understood, and for a programme that breaks hard rules.
    """
    problem, allowed = problem_of(day), _Allowed(limit, seed, stop)
    conference = problem.conference
    subject = _session(session, "session", conference)
    question = Question(
        subject,
        at=tuple(m for hour in hours_of(at, "at") for m in session_starts(hour, conference, subject)),
        rooms=tuple(d for name in names_of(room, "room", Room) for d in _read(rooms_called, name, conference)),
        not_at=tuple(m for hour in hours_of(not_at, "not_at") for m in session_starts(hour, conference, subject)),
        beside=None if beside is None else _session(beside, "beside", conference),
        apart=None if apart_from is None else _session(apart_from, "apart_from", conference),
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
    return asking.why(problem, programme, question, limit=allowed.limit, seed=allowed.seed, stop=allowed.stop)


def places(
    day: AnyProblem,
    programme: Programme,
    session: str | Session,
    *,
    limit: float = 60,
    seed: int = 0,
    stop: Stop | None = None,
) -> PlacePrices:
    """Every place for a session, with what the day then costs more than the programme does."""
    problem, allowed = problem_of(day), _Allowed(limit, seed, stop)
    subject = _session(session, "session", problem.conference)
    keeping_hard_rules(problem, programme)
    return asking.places(problem, programme, subject, limit=allowed.limit, seed=allowed.seed, stop=allowed.stop)


def repair(
    day: AnyProblem,
    published: Programme | Edition,
    *,
    keep: Kept | Collection[Kept] = (),
    before: str | None = None,
    drop: bool = False,
    at_most_people: int | None = None,
    fresh: bool = False,
    limit: float = 60,
    seed: int = 0,
    stop: Stop | None = None,
) -> Repaired | NotWithin | CannotHoldAll | Undecided:
    """The day's programme that is nearest to the one that has gone out.

    `published`: an Edition when the day was another then. `keep`: sessions, rooms, groups and people, or names.
    `before`: what begins before this hour has happened. `drop`: with leave to drop sessions where not all can be held.
    `at_most_people`: not the nearest, but the best that changes the diaries of no more people than this. `fresh`: say
    beside the nearest what the best programme of the day would cost, and how many diaries it would change.
    """
    problem, allowed = problem_of(day), _Allowed(limit, seed, stop)
    conference, edition = problem.conference, as_edition(day, published, "published")
    names = names_of(keep, "keep", Session, Room, Group, Person)
    kept = [_read(lambda name, now: repairing.named(name, now, edition), name, conference) for name in names]
    now = None if before is None else one_minute(_hour(before, "before"), conference, "before=")
    most = None if at_most_people is None else whole(at_most_people, "at_most_people", 0)
    dropping, beside = yes(drop, "drop"), yes(fresh, "fresh")
    given: dict[str, Any] = {"keep": kept, "now": now, **vars(allowed)}
    if most is not None:
        return repairing.repair_within(problem, edition, most, drop=dropping, **given)
    answer = repairing.repair(problem, edition, drop=dropping, **given)
    return (
        repairing.beside_fresh(problem, edition, answer, **given) if beside and isinstance(answer, Repaired) else answer
    )


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
    problem, allowed = problem_of(day), _Allowed(limit, seed, stop)
    return other_programmes.alternatives(
        problem,
        number=whole(number, "number", 1, 50),
        differ=None if differ is None else whole(differ, "differ", 1),
        concern=None if concern is None else whole(concern, "concern", 0),
        within=_within(within),
        limit=allowed.limit,
        seed=allowed.seed,
        stop=allowed.stop,
    )


def prices(
    day: AnyProblem,
    programme: Programme,
    *,
    rules: str | Rule | type[Rule] | Collection[str | Rule | type[Rule]] = (),
    limit: float = 60,
    seed: int = 0,
    stop: Stop | None = None,
) -> Prices:
    """What dropping each demand of the day would save, the dearest first. `rules`: only of these, by their names."""
    problem, allowed, wanted = problem_of(day), _Allowed(limit, seed, stop), _rule_names(rules)
    known = {rule.name for rule in problem.rules}
    if unknown := [name for name in wanted if name not in known]:
        raise ValueError(no_such_rule(unknown[0], known))
    keeping_hard_rules(problem, programme)
    return pricing.prices(
        problem,
        programme,
        only=lambda rule: not wanted or rule.name in wanted,
        limit=allowed.limit,
        seed=allowed.seed,
        stop=allowed.stop,
    )


def rehearse(
    day: AnyProblem, programme: Programme, *, late: int = 30, limit: float = 60, seed: int = 0, stop: Stop | None = None
) -> Rehearsal:
    """What becomes of the programme when a guest, a chair or a room fails it, or is so many minutes late."""
    allowed, minutes = _Allowed(limit, seed, stop), whole(late, "late", 1, 1440)
    keeping_hard_rules(day, programme)
    return rehearsing.rehearse(
        problem_of(day), programme, late=minutes, limit=allowed.limit, seed=allowed.seed, stop=allowed.stop
    )


def seats(
    day: AnyProblem,
    programme: Programme,
    *,
    equal_voices: bool = False,
    limit: float = 60,
    seed: int = 0,
    stop: Stop | None = None,
) -> Seating:
    """Who has a seat where rooms are full, and who waits for one: everybody's own plan, proven and fair.

    `equal_voices`: everybody's strongest wish counts alike, whatever numbers they gave. `seed`: another lot.
    """
    allowed = _Allowed(limit, seed, stop)
    return dealing.seats(
        problem_of(day).conference,
        programme_of(day, programme),
        equal_voices=yes(equal_voices, "equal_voices"),
        limit=allowed.limit,
        seed=allowed.seed,
        stop=allowed.stop,
    )


class _Allowed:
    """How long a search may take, by which way it goes and who may end it. Raises ValueError and TypeError."""

    def __init__(self, limit: object, seed: object, stop: object) -> None:
        self.limit = seconds(limit)
        self.seed = seed_of(seed)
        self.stop = _stop(stop)


def _stop(stop: object) -> Stop | None:
    if stop is not None and not isinstance(stop, Stop):
        raise misfit("stop", "a netday.Stop(), which another thread sets", stop)
    return stop


def _within(within: object) -> Within:
    """How much more others may cost; None: as usual."""
    ways = "Within(points=10), or Within(hundredths=10) for a tenth"
    if within is None:
        return Within()
    if not isinstance(within, Within):
        raise misfit("within", f"a netday.{ways}", within)
    whole(within.hundredths, "hundredths", 0)
    if within.points is not None:
        whole(within.points, "points", 0)
    return within


def _rule_names(rules: object) -> list[str]:
    """The names of rules: of names, statements or kinds, one or several."""
    wanted = 'the name of a rule, like "wishes_attended", or a list of names'
    names: list[str] = []
    for rule in [rules] if isinstance(rules, (str, Rule, type)) or not isinstance(rules, Collection) else list(rules):
        if isinstance(rule, Rule) or (isinstance(rule, type) and issubclass(rule, Rule)):
            names.append(rule.name)
        elif isinstance(rule, str):
            names.append(rule)
        else:
            raise misfit("rules", wanted, rule)
    return names


def _session(typed: object, what: str, conference: Conference) -> Session:
    return _read(held_session, name_of(typed, what, Session), conference)


def _hour(typed: object, what: str) -> str:
    (hour,) = hours_of([typed], what)
    return hour


def _read(reader: Callable[[str, Conference], _Read], typed: str, conference: Conference) -> _Read:
    """What a name refers to; ValueError with the reader's sentence where it is none, or one of several."""
    try:
        return reader(typed, conference)
    except LookupError as unknown:
        raise ValueError(unknown.args[0]) from None
