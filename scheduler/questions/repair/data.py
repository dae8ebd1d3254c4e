"""A repair as data for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, cast

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
from scheduler.checking.report_data import ReportData
from scheduler.checking.report_data import as_data as report_data
from scheduler.questions.difference.data import DifferenceData
from scheduler.questions.difference.data import as_data as difference_data
from scheduler.questions.repair.answers import CannotHoldAll, Repaired
from scheduler.solving.answers import Undecided
from scheduler.solving.answers_data import LeastPossible, TierProof, statement_data


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
    cost: Annotated[int, Field(ge=0, description="what the day's own rules then cost, in points")]
    tiers: Annotated[list[TierProof], Field(description="the same, tier by tier")]


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
        **report_data(answer.report),
    }


def cannot_hold_all(answer: CannotHoldAll, remarks: Iterable[str] = ()) -> CannotHoldAllData:
    conflict, instead = answer.reasons.conflict, answer.instead
    return {
        "schema": stamp("repair"),
        "answer": "impossible",
        "elapsed": round(answer.elapsed, 3),
        "remarks": list(remarks),
        "day_possible": answer.day_possible,
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
