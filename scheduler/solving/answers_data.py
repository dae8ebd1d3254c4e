"""What solving answers, as data for other programs: a programme with what is proven, that there is none, or neither."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, NotRequired, cast

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import (
    Elapsed,
    FindingData,
    ProgrammeFile,
    Stamped,
    StatementData,
    Stopped,
    Tier,
    finding_data,
)
from scheduler.checking.answer_names import AnswerName, stamp
from scheduler.checking.check import Report
from scheduler.checking.finding import Finding
from scheduler.checking.report_data import ReportData
from scheduler.checking.report_data import as_data as report_data
from scheduler.rules.rule import Statement
from scheduler.solving.answers import Impossible, Solved, Undecided

LeastPossible = Annotated[int, Field(ge=0, description="shown: no programme has less")]
Points = Annotated[list[int], Field(description="in points, tier by tier; a price may be below 0, for what is saved")]


class TierProof(TypedDict):
    """What is proven in one round of weighing, within the best of those before it."""

    tier: Tier
    cost: Annotated[int, Field(ge=0, description="what the programme costs, in points")]
    least_possible: LeastPossible


class ProofData(TypedDict):
    """What is proven of a programme."""

    proven_best: Annotated[bool, Field(description="whether no programme costs less, tier by tier")]
    cost: Annotated[int, Field(ge=0, description="what it costs, in points, over all tiers")]
    least_possible: LeastPossible
    tiers: NotRequired[Annotated[list[TierProof], Field(description="tier by tier, where there are several")]]


class RivalData(TypedDict):
    """Another programme, beside which the new one is put."""

    programme: Annotated[str, Field(description="its file")]
    missed: Annotated[int, Field(ge=0, description="how many wished meetings people miss in it")]
    cost: Annotated[int, Field(ge=0, description="what it costs, in points")]


class _RivalBeside(TypedDict, total=False):
    compared_with: Annotated[RivalData, Field(description="only with --compare-with")]


class SolvedData(Stamped, _RivalBeside, ReportData):
    """A programme that keeps all hard rules, and what the check says of it."""

    answer: Annotated[Literal["solved"], Field(description="there is a programme")]
    programme: ProgrammeFile
    elapsed: Elapsed
    stopped: Stopped
    proof: Annotated[ProofData, Field(description="what is proven of it")]


class ImpossibleData(Stamped):
    """No programme keeps all hard rules."""

    answer: Annotated[Literal["impossible"], Field(description="there is no programme")]
    elapsed: Elapsed
    smallest: Annotated[bool, Field(description="whether all can hold when any one of the clash is left out")]
    clash: Annotated[list[StatementData], Field(description="statements that cannot hold together; empty: not known")]
    findings: Annotated[list[FindingData], Field(description="what can be seen without a search")]


class UndecidedData(Stamped):
    """Time was up before a programme was found, or shown not to be there."""

    answer: Annotated[Literal["undecided"], Field(description="nobody knows yet")]
    elapsed: Elapsed
    stopped: Stopped


class PriceData(TypedDict):
    """What something costs: between two amounts, both included."""

    proven: Annotated[bool, Field(description="whether both amounts are the same")]
    least: Points
    most: Annotated[list[int] | None, Field(description="in points, tier by tier; null: nobody knows")]


def solved(
    answer: Solved, *, programme: str | None = None, compared_with: tuple[str, Report] | None = None
) -> SolvedData:
    """`programme`: the file that was written. `compared_with`: that of another one, and what the check says of it."""
    beside: _RivalBeside = {}
    if compared_with is not None:
        file, rival = compared_with
        beside["compared_with"] = {"programme": file, "missed": rival.missed, "cost": rival.cost}
    return {
        "schema": stamp("solve"),
        "answer": "solved",
        "programme": programme,
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
        **beside,
        "proof": cast("ProofData", answer.proof()),
        **report_data(answer.report),
    }


def impossible(answer: Impossible, findings: Iterable[Finding], *, of: AnswerName = "solve") -> ImpossibleData:
    """`findings`: of the same day. `of`: which question it is the answer to."""
    return {
        "schema": stamp(of),
        "answer": "impossible",
        "elapsed": round(answer.elapsed, 3),
        "smallest": answer.conflict.smallest,
        "clash": [statement_data(statement) for statement in answer.conflict.known],
        "findings": [finding_data(finding) for finding in findings],
    }


def undecided(answer: Undecided, *, of: AnswerName = "solve") -> UndecidedData:
    """`of`: which question it is the answer to."""
    return {
        "schema": stamp(of),
        "answer": "undecided",
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
    }


def statement_data(statement: Statement) -> StatementData:
    rule, case = statement
    return {"rule": rule.name, "statement": case.__str__()}
