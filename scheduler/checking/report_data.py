"""What the check found, of a day or of a programme, as data for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import (
    ConferenceTitle,
    FindingData,
    Remarks,
    Stamped,
    Tier,
    Weight,
    finding_data,
    weight_data,
)
from scheduler.checking.answer_names import stamp
from scheduler.checking.check import Report, RuleResult
from scheduler.checking.finding import Finding
from scheduler.conference.conference import Conference
from scheduler.rules.rule import Breach


class BreachData(TypedDict):
    """One way in which a programme goes against a rule."""

    sentence: Annotated[str, Field(description="what is wrong, with names and hours")]
    amount: Annotated[int, Field(ge=0, description="what it counts for: people without a seat, meetings missed, or 1")]
    sessions: Annotated[list[str], Field(description="the sessions it is about")]
    people: Annotated[list[str], Field(description="the people it is about")]


class TierCost(TypedDict):
    """What a programme costs in one round of weighing."""

    tier: Tier
    cost: Annotated[int, Field(ge=0, description="in points")]


class RuleResultData(TypedDict):
    """What one statement of a rule makes of the programme."""

    rule: Annotated[str, Field(description="the name of the rule in the day file")]
    sentence: Annotated[str, Field(description="what the rule says")]
    weight: Weight
    tier: Tier
    cases: Annotated[int, Field(ge=0, description="how many single things it says of this day")]
    amount: Annotated[int, Field(ge=0, description="what all breaches count for together")]
    cost: Annotated[int, Field(ge=0, description="in points; 0 for a hard rule")]
    breaches: Annotated[list[BreachData], Field(description="each way in which the programme goes against it")]


class MissesData(TypedDict):
    """Somebody who cannot attend all that they wish."""

    person: Annotated[str, Field(description="who")]
    organisation: Annotated[str, Field(description="where they come from; empty: not known")]
    wished: Annotated[int, Field(ge=0, description="how many meetings they wish to attend")]
    sessions: Annotated[list[str], Field(description="the ones that they miss")]


class TurnoutData(TypedDict):
    """Of a group, who can attend its meetings."""

    group: Annotated[str, Field(description="its name")]
    can: Annotated[int, Field(ge=0, description="how many of those who wish to attend its meetings can")]
    wish: Annotated[int, Field(ge=0, description="how many wish to")]


class ReportData(TypedDict):
    """What the check says of a programme."""

    good: Annotated[bool, Field(description="whether every hard rule is kept")]
    broken: Annotated[list[BreachData], Field(description="the breaches of hard rules")]
    cost: Annotated[int, Field(ge=0, description="in points, over all tiers")]
    costs: Annotated[list[TierCost], Field(description="the same, tier by tier")]
    rules: Annotated[list[RuleResultData], Field(description="each statement of a rule, in the order of the book")]
    missed: Annotated[int, Field(ge=0, description="how many wished meetings people miss, all together")]
    misses: Annotated[list[MissesData], Field(description="everybody who misses something")]
    groups: Annotated[list[TurnoutData], Field(description="how many of those who wish can attend, group by group")]


_Remarks = TypedDict(  # noqa: UP013  a key of the JSON, and no name of ours
    "_Remarks",
    {"said": Annotated[list[str], Field(description="what the files hold, and what is worth knowing of them")]},
)


class CheckedDayData(Stamped, _Remarks):
    """What can be seen of a day before it is solved."""

    conference: ConferenceTitle
    impossible: Annotated[bool, Field(description="whether it is proven that no programme keeps all hard rules")]
    findings: Annotated[list[FindingData], Field(description="what was seen")]


class CheckedProgrammeData(Stamped, ReportData):
    """What the check says of the programme in a file."""

    conference: ConferenceTitle
    remarks: Remarks


def as_data(report: Report) -> ReportData:
    """The whole report for other programs: every breach, and everyone who misses something."""
    return {
        "good": report.good,
        "broken": [_breach(breach) for breach in report.broken],
        "cost": report.cost,
        "costs": [{"tier": tier, "cost": cost} for tier, cost in report.costs.items()],
        "rules": [_rule(result) for result in report.results],
        "missed": report.missed,
        "misses": [
            {
                "person": one.person.name,
                "organisation": one.person.organisation,
                "wished": one.wished,
                "sessions": [session.name for session in one.sessions],
            }
            for one in report.misses
        ],
        "groups": [{"group": t.group.name, "can": t.can, "wish": t.wish} for t in report.turnouts],
    }


def checked_day(conference: Conference, remarks: Iterable[str], findings: Iterable[Finding]) -> CheckedDayData:
    found = [finding_data(finding) for finding in findings]
    return {
        "schema": stamp("check"),
        "conference": conference.title,
        "said": list(remarks),
        "impossible": any(finding["fatal"] for finding in found),
        "findings": found,
    }


def checked_programme(report: Report, remarks: Iterable[str] = ()) -> CheckedProgrammeData:
    return {
        "schema": stamp("check"),
        "conference": report.conference.title,
        "remarks": list(remarks),
        **as_data(report),
    }


def _rule(result: RuleResult) -> RuleResultData:
    return {
        "rule": result.rule.name,
        "sentence": result.rule.sentence,
        "weight": weight_data(result.rule),
        "tier": result.rule.tier,
        "cases": result.cases,
        "amount": result.amount,
        "cost": result.cost,
        "breaches": [_breach(breach) for breach in result.breaches],
    }


def _breach(breach: Breach) -> BreachData:
    return {
        "sentence": breach.sentence,
        "amount": breach.amount,
        "sessions": [session.name for session in breach.sessions],
        "people": [person.name for person in breach.people],
    }
