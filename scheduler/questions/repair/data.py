"""A repair as data for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, NotRequired, cast

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import (
    Elapsed,
    FindingData,
    ProgrammeFile,
    Remarks,
    Stamped,
    StatementData,
    Stopped,
    finding_data,
)
from scheduler.checking.answer_names import stamp
from scheduler.checking.check import Report
from scheduler.checking.report_data import ReportData
from scheduler.checking.report_data import as_data as report_data
from scheduler.questions.difference.data import DifferenceData
from scheduler.questions.difference.data import as_data as difference_data
from scheduler.questions.repair.answers import CannotHoldAll, Nearest, NotWithin, Repaired, steps_data
from scheduler.solving.answers import Undecided
from scheduler.solving.answers_data import LeastPossible, SolvedData, TierProof, solved, statement_data


class RepairStep(TypedDict):
    """One of the steps of a repair."""

    amount: Annotated[int, Field(ge=0, description="what it comes to")]
    least_possible: LeastPossible


class RepairProof(TypedDict):
    """What is proven of a repair, step by step: within the best of the steps before it."""

    proven_best: Annotated[bool, Field(description="whether every step and every tier is proven")]
    repaired: Annotated[
        dict[Literal["dropped", "lost", "people", "moved", "minutes", "rooms"], RepairStep],
        Field(description="by step: dropped and lost only where sessions may be dropped"),
    ]
    at_most_people: NotRequired[
        Annotated[int, Field(ge=0, description="only with --at-most-people: how many were asked")]
    ]
    cost: Annotated[int, Field(ge=0, description="what the day's own rules then cost, in points")]
    tiers: Annotated[list[TierProof], Field(description="the same, tier by tier")]


Steps = dict[Literal["people", "moved", "minutes", "rooms"], RepairStep]


class FreshData(TypedDict):
    """The best programme that the changed day can have, and of as good ones the one that affects the fewest people."""

    proven_best: Annotated[
        bool, Field(description="whether no programme costs less, and none that does not affects fewer")
    ]
    cost: Annotated[int, Field(ge=0, description="what it costs, in points")]
    tiers: Annotated[list[TierProof], Field(description="the same, tier by tier")]
    people: Annotated[RepairStep, Field(description="how many people's diaries it changes")]


class NearData(TypedDict):
    """How far the best programme is from an old one: of as good ones it is the nearest."""

    programme: Annotated[str | None, Field(description="the file of the old one; null: it is in no file")]
    proven_nearest: Annotated[bool, Field(description="whether none that costs as little changes less")]
    steps: Annotated[Steps, Field(description="by step, each within those before it")]
    difference: Annotated[DifferenceData, Field(description="what moves, and for whom")]


class SolvedNearData(SolvedData):
    """The best programme that is nearest to an old one, and what the check says of it."""

    near: Annotated[NearData, Field(description="only with --near")]


class RepairedData(Stamped, ReportData):
    """The programme that is nearest to the one that has gone out, and what the check says of it."""

    answer: Annotated[Literal["repaired"], Field(description="there is a programme")]
    programme: ProgrammeFile
    elapsed: Elapsed
    stopped: Stopped
    dropped: Annotated[list[str], Field(description="the sessions that are dropped, for not all can be held")]
    remarks: Remarks
    proof: Annotated[RepairProof, Field(description="what is proven of it")]
    difference: Annotated[DifferenceData, Field(description="what moves, and for whom")]
    fresh: Annotated[
        FreshData | None,
        Field(
            description="what the day could have instead; null: not asked, not found in the time, or this costs nothing"
        ),
    ]


class NotWithinData(Stamped):
    """No programme was found that changes the diaries of so few people."""

    answer: Annotated[Literal["not within"], Field(description="none affects so few people, or none was found")]
    elapsed: Elapsed
    stopped: Stopped
    remarks: Remarks
    at_most_people: Annotated[int, Field(ge=0, description="how many were asked at the most")]
    proven: Annotated[bool, Field(description="whether there is none")]
    fewest_found: Annotated[
        int, Field(ge=0, description="how many are affected by the programme that affects the fewest")
    ]
    least_possible: LeastPossible


class InsteadData(TypedDict):
    """The programme that drops the fewest sessions."""

    dropped: Annotated[list[str], Field(description="the sessions that it drops")]
    proof: Annotated[RepairProof, Field(description="what is proven of it")]
    difference: Annotated[DifferenceData, Field(description="what moves, and for whom")]


class CannotHoldAllData(Stamped):
    """No programme keeps all hard rules and holds every session."""

    answer: Annotated[Literal["impossible"], Field(description="not every session can be held")]
    elapsed: Elapsed
    remarks: Remarks
    day_possible: Annotated[
        bool | None, Field(description="whether it is, when nothing is kept or has happened; null: not known")
    ]
    possible_without: Annotated[
        list[list[str | None]],
        Field(description="of what is to be kept, the names that it is possible without, by way; null: what happened"),
    ]
    smallest: Annotated[bool, Field(description="whether all can hold when any one of the clash is left out")]
    clash: Annotated[list[StatementData], Field(description="statements that cannot hold together; empty: not known")]
    findings: Annotated[list[FindingData], Field(description="what shows it without a search")]
    dropping: Annotated[
        Literal["helps", "does not help", "undecided"], Field(description="whether dropping sessions helps")
    ]
    instead: Annotated[InsteadData | None, Field(description="null: there is none, or none was found in the time")]


def as_data(answer: Repaired, remarks: Iterable[str] = (), programme: str | None = None) -> RepairedData:
    """`programme`: the file that was written."""
    return {
        "schema": stamp("repair"),
        "answer": "repaired",
        "programme": programme,
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
        "dropped": [session.name for session in answer.dropped],
        "remarks": list(remarks),
        "proof": cast("RepairProof", answer.proof()),
        "difference": difference_data(answer.difference),
        "fresh": _fresh(answer.fresh) if answer.fresh else None,
        **report_data(answer.report),
    }


def solved_near(
    answer: Nearest,
    *,
    near: str | None = None,
    programme: str | None = None,
    compared_with: tuple[str, Report] | None = None,
) -> SolvedNearData:
    """As `scheduler.solving.answers_data.solved` has it, and how far it is from the programme in the file `near`."""
    from_old: NearData = {
        "programme": near,
        "proven_nearest": answer.optimal,
        "steps": cast("Steps", steps_data(answer.steps)),
        "difference": difference_data(answer.difference),
    }
    return {**solved(answer.solved, programme=programme, compared_with=compared_with), "near": from_old}


def not_within(answer: NotWithin, remarks: Iterable[str] = ()) -> NotWithinData:
    return {
        "schema": stamp("repair"),
        "answer": "not within",
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
        "remarks": list(remarks),
        "at_most_people": answer.at_most_people,
        "proven": answer.proven,
        "fewest_found": answer.nearest.steps["people"].amount,
        "least_possible": answer.least,
    }


def _fresh(answer: Nearest) -> FreshData:
    bounds = answer.solved.bounds
    return {
        "proven_best": answer.optimal,
        "cost": answer.report.cost,
        "tiers": [{"tier": t, "cost": cost, "least_possible": bounds[t]} for t, cost in answer.report.costs.items()],
        "people": cast("RepairStep", steps_data(answer.steps)["people"]),
    }


def cannot_hold_all(answer: CannotHoldAll, remarks: Iterable[str] = ()) -> CannotHoldAllData:
    conflict, instead = answer.reasons.conflict, answer.instead
    return {
        "schema": stamp("repair"),
        "answer": "impossible",
        "elapsed": round(answer.elapsed, 3),
        "remarks": list(remarks),
        "day_possible": answer.day_possible,
        "possible_without": [list(way) for way in answer.without],
        "smallest": conflict.smallest,
        "clash": [statement_data(statement) for statement in conflict.known],
        "findings": [finding_data(finding) for finding in answer.reasons.findings],
        "dropping": "helps"
        if isinstance(instead, Repaired)
        else "undecided"
        if isinstance(instead, Undecided)
        else "does not help",
        "instead": _instead(instead) if isinstance(instead, Repaired) else None,
    }


def _instead(repaired: Repaired) -> InsteadData:
    return {
        "dropped": [session.name for session in repaired.dropped],
        "proof": cast("RepairProof", repaired.proof()),
        "difference": difference_data(repaired.difference),
    }
