"""What can be asked of a day without a solver: whether it can be, what a programme costs, what another changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from scheduler.api.arguments import misfit, renamed_of
from scheduler.api.problems import AnyProblem, no_programme, problem_of, programme_of
from scheduler.checking import check as checking
from scheduler.checking.check import Report
from scheduler.checking.finding import Finding
from scheduler.checking.findings import findings
from scheduler.conference.programme import Edition, Programme
from scheduler.questions import crowds as crowding
from scheduler.questions import difference as differences
from scheduler.questions import season as seasons
from scheduler.questions.crowds import Crowds
from scheduler.questions.difference import Difference
from scheduler.questions.season import HeldDay, Season
from scheduler.questions.season.alike import alike
from scheduler.questions.season.weights import CarryOver, carried


@overload
def check(day: AnyProblem) -> tuple[Finding, ...]: ...
@overload
def check(day: AnyProblem, programme: Programme) -> Report: ...
def check(day: AnyProblem, programme: Programme | None = None) -> tuple[Finding, ...] | Report:
    """Of a day, what can be seen before it is solved; of a programme, what it breaks and costs and who misses what."""
    problem = problem_of(day)
    return tuple(findings(problem)) if programme is None else checking.check(problem, programme_of(day, programme))


def crowds(day: AnyProblem, programme: Programme) -> Crowds:
    """Of each session in a room, who come and how many seats there are, the worst first."""
    return crowding.crowds(problem_of(day).conference, programme_of(day, programme))


def difference(day: AnyProblem, old: Programme | Edition, new: Programme | Edition) -> Difference:
    """What the new programme changes of the old one. An Edition brings a version of the day of its own."""
    return differences.difference(as_edition(day, old, "old"), as_edition(day, new, "new"))


def as_edition(day: AnyProblem, programme: object, what: str) -> Edition:
    """The programme with its day. Raises TypeError with a sentence for what is neither, such as an answer."""
    if isinstance(programme, Edition):
        return programme
    conference = problem_of(day).conference
    if not isinstance(programme, Programme):
        raise no_programme(programme, what, "a Programme, or an Edition as netday.read_published gives")
    return Edition(conference, programme)


@dataclass(frozen=True)
class SeasonReview:
    """What earlier days have cost whom.

    `owed`: to be carried over to the coming day. `remarks`: on the year. `perhaps_alike`: on names that may be one.
    """

    season: Season
    owed: CarryOver
    remarks: tuple[str, ...]
    perhaps_alike: tuple[str, ...]


def season(
    days: Mapping[str, tuple[AnyProblem, Programme]],
    coming: AnyProblem | None = None,
    renamed: Mapping[str, str] | None = None,
) -> SeasonReview:
    """What groups and people lost on days that were held, by what each day is called.

    `coming`: the day that is being made, to which it is carried over. `renamed`: what groups and people are called now,
    by the names that they had.
    """
    renamed = renamed_of(renamed)
    held = [HeldDay(name, check(*one)) for name, one in _held(days)]
    found = seasons.season(held, renamed)
    problem = problem_of(coming) if coming is not None else None
    conference = problem.conference if problem else None
    conferences = [*(day.conference for day in found.days), *([conference] if conference else [])]
    return SeasonReview(
        found,
        carried(found, conference, problem.rules if problem else ()),
        tuple(seasons.year(held, conference, renamed)),
        tuple(alike(conferences, {*renamed, *renamed.values()})),
    )


def _held(days: object) -> Iterator[tuple[str, tuple[AnyProblem, Programme]]]:
    """Each day with its programme, by what it is called. Raises TypeError with a sentence for what is none of that."""
    wanted = 'a dictionary, {"spring": (day, programme)}'
    if not isinstance(days, Mapping):
        raise misfit("days", wanted, days)
    for name, one in days.items():
        if not isinstance(name, str):
            raise misfit("days", f"{wanted}, and what a day is called a text", name)
        if not isinstance(one, (tuple, list)) or len(one) != 2:
            raise misfit("days", f"{wanted}: a day and its programme by each name", one)
        yield name, (one[0], one[1])


def keeping_hard_rules(day: AnyProblem, programme: Programme) -> Report:
    """The report on a programme that others are to be compared with. Raises ValueError when it breaks hard rules."""
    report = check(day, programme)
    if report.broken:
        raise ValueError(
            f"This programme breaks hard rules, so there is nothing to compare with: {first_sentences(report)} "
            "netday.check(day, programme) tells all; netday.repair(day, programme) mends it."
        )
    return report


def first_sentences(report: Report, most: int = 2) -> str:
    """The first breaches of hard rules, and how many others there are."""
    sentences: Sequence[str] = [breach.sentence for breach in report.broken]
    others = len(sentences) - most
    return " ".join([*sentences[:most], *([f"And {others} more."] if others > 0 else [])])
