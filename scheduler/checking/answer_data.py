"""What all answers have in common as JSON: which schema each keeps to, and parts that several of them have.

The dictionaries of an answer are typed here and in the `data.py` beside each question; docs/schemas/*.json follow.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict  # pydantic reads typing's own from Python 3.12 on

from scheduler.checking.finding import Finding
from scheduler.rules.rule import Rule

Elapsed = Annotated[float, Field(ge=0, description="seconds that it took")]
Stopped = Annotated[bool, Field(description="whether somebody asked to stop before the end")]
Weight = Annotated[
    Annotated[int, Field(ge=1)] | Literal["hard"],
    Field(description='"hard": every programme keeps it; else what each breach costs'),
]
Tier = Annotated[int, Field(ge=1, description="which round of weighing it belongs to; 1 comes first")]
ProgrammeFile = Annotated[str | None, Field(description="the file that was written; null: none was asked for")]
Remarks = Annotated[list[str], Field(description="what is worth knowing of the files, in sentences")]
ConferenceTitle = Annotated[str, Field(description="what the conference is called")]


class Stamped(TypedDict):
    """An answer as it stands in a file of its own."""

    schema: Annotated[str, Field(description="which schema this keeps to, and its version")]


InSentences = TypedDict(  # noqa: UP013  a key of the JSON, and no name of ours
    "InSentences",
    {"told": Annotated[list[str], Field(description="the demands, in sentences, alike ones together")]},
)


class FindingData(TypedDict):
    """What can be seen of a day before it is solved."""

    sentence: Annotated[str, Field(description="what is seen")]
    fatal: Annotated[bool, Field(description="whether it proves that the day is impossible")]


class StatementData(TypedDict):
    """One thing that a rule says of the day."""

    rule: Annotated[str, Field(description="the name of the rule in the day file")]
    statement: Annotated[str, Field(description="what it says, with names and hours")]


def finding_data(finding: Finding) -> FindingData:
    return {"sentence": finding.sentence, "fatal": finding.fatal}


def weight_data(rule: Rule) -> int | Literal["hard"]:
    return "hard" if rule.weight is None else rule.weight
