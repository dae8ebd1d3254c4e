"""A season as data for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import Stamped
from scheduler.checking.answer_names import stamp
from scheduler.questions.season import Season
from scheduler.questions.season.weights import CarryOver


class HeldDayData(TypedDict):
    """A day that was held."""

    folder: Annotated[str, Field(description="where it was read")]
    title: Annotated[str, Field(description="what it is called")]
    date: Annotated[str, Field(description="its first date, like 2023-02-10")]


class CouldAttend(TypedDict):
    """On one day, of those who wished to attend a group's meetings."""

    can: Annotated[int, Field(ge=0, description="how many could")]
    wish: Annotated[int, Field(ge=0, description="how many wished to")]


class GroupLossData(TypedDict):
    """What a group lost."""

    group: Annotated[str, Field(description="its name")]
    lost: Annotated[int, Field(ge=0, description="how many who wished to attend its meetings could not")]
    wished: Annotated[int, Field(ge=0, description="how many wished to")]
    days: Annotated[
        list[CouldAttend | None], Field(description="day by day; null: nobody wished to, or it did not meet")
    ]


class PersonLossData(TypedDict):
    """What a person missed."""

    person: Annotated[str, Field(description="who")]
    organisation: Annotated[str, Field(description="where they come from; empty: not known")]
    wished: Annotated[int, Field(ge=0, description="how many meetings they wished to attend")]
    missed: Annotated[list[str], Field(description="the sessions that they could not attend")]


class OwedData(TypedDict):
    """A statement for the rules of the coming day."""

    why: Annotated[str, Field(description="why it is owed, in a sentence")]
    rule: Annotated[str, Field(description="the rule that it belongs to")]
    statement: Annotated[dict[str, Any], Field(description="the statement, as in a day file")]


class SeasonData(Stamped):
    """What earlier days still owe to groups and people."""

    file: Annotated[str | None, Field(description="the file that was written for the coming day; null: none was asked")]
    days: Annotated[list[HeldDayData], Field(description="in order of time")]
    year: Annotated[list[str], Field(description="what is to be said of the year, in sentences")]
    groups: Annotated[list[GroupLossData], Field(description="those who lost most first")]
    people: Annotated[list[PersonLossData], Field(description="those who missed something, the most first")]
    owed: Annotated[list[OwedData], Field(description="what the coming day owes")]
    left_out: Annotated[list[str], Field(description="what the coming day does not know, in sentences")]
    alike: Annotated[list[str], Field(description="names that may be one person's or one group's, in sentences")]


def as_data(
    season: Season, carried: CarryOver, year: Iterable[str], alike: Iterable[str] = (), file: str | None = None
) -> SeasonData:
    """`file`: that which was written for the coming day."""
    return {
        "schema": stamp("season"),
        "file": file,
        "days": [
            {"folder": day.folder, "title": day.conference.title, "date": str(day.conference.days[0].date)}
            for day in season.days
        ],
        "year": list(year),
        "groups": [
            {
                "group": group.name,
                "lost": group.lost,
                "wished": group.wished,
                "days": [{"can": day[0], "wish": day[1]} if day else None for day in group.by_day],
            }
            for group in season.groups
        ],
        "people": [
            {
                "person": person.name,
                "organisation": person.organisation,
                "wished": person.wished,
                "missed": list(person.missed),
            }
            for person in season.people
            if person.missed
        ],
        "owed": [{"why": owed.why, "rule": owed.rule, "statement": owed.statement} for owed in carried.owed],
        "left_out": list(carried.left_out),
        "alike": list(alike),
    }
