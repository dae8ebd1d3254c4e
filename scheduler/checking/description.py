"""What a day asks, as data: which rules are on and how much they say, and how large the puzzle is. No solver."""

from __future__ import annotations

import math
from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import ConferenceTitle, Stamped, Tier, Weight, weight_data
from scheduler.checking.answer_names import stamp
from scheduler.checking.probing import RuleProbe, statements
from scheduler.conference.attendance import profiles, worth
from scheduler.rules.book import RULES
from scheduler.rules.problem import Problem
from scheduler.text.sentence import Sentence, phrase

_SAMPLES = 2


class RuleOn(TypedDict):
    """A statement of a rule that has something to say of this day."""

    rule: Annotated[str, Field(description="the name of the rule in the day file")]
    sentence: Annotated[str, Field(description="what the rule says")]
    weight: Weight
    how: Annotated[str, Field(description="the weight in words: hard, or weight 4")]
    tier: Tier
    cases: Annotated[int, Field(ge=1, description="how many single things it says of this day")]
    samples: Annotated[list[str], Field(description="the first of these")]


class PuzzleSize(TypedDict):
    """How large the puzzle is, within what the hard rules leave each session by itself."""

    sessions: Annotated[int, Field(ge=0, description="that take place")]
    fixed: Annotated[int, Field(ge=0, description="of these, how many have one place alone")]
    starts: Annotated[int, Field(ge=0, description="the minutes at which anything can begin")]
    rooms: Annotated[int, Field(ge=0, description="all of them")]
    people: Annotated[int, Field(ge=0, description="all of them")]
    profiles: Annotated[int, Field(ge=0, description="kinds of people: with different wishes, duties or hours")]
    wishes: Annotated[int, Field(ge=0, description="meetings that somebody wishes to attend, over all people")]
    ways: Annotated[
        float | None,
        Field(description="the decimal logarithm of the ways to place the sessions; null: one can stand nowhere"),
    ]


class ModelSize(TypedDict):
    """What the solver gets."""

    variables: Annotated[int, Field(ge=0, description="decisions, and what follows from them")]
    constraints: Annotated[int, Field(ge=0, description="what the rules make of them")]


class DescriptionData(Stamped):
    """What a day asks, and how large the puzzle is."""

    conference: ConferenceTitle
    days: Annotated[list[str], Field(description="the dates, like 2023-02-10")]
    rules: Annotated[list[RuleOn], Field(description="those that have something to say, in the order of the book")]
    off: Annotated[list[str], Field(description="the rules of the book that are off, or have nothing to say here")]
    size: Annotated[PuzzleSize, Field(description="how large the puzzle is")]
    model: NotRequired[Annotated[ModelSize, Field(description="what the solver gets; not with --no-model")]]


def description(problem: Problem) -> DescriptionData:
    """Rules that are not of the book come after those that are."""
    rules: list[RuleOn] = []
    for rule in problem.rules:
        cases = list(rule.cases(problem.conference))
        if cases:
            weight = weight_data(rule)
            rules.append(
                {
                    "rule": rule.name,
                    "sentence": phrase(rule.sentence),
                    "weight": weight,
                    "how": Sentence("hard") if weight == "hard" else Sentence("weight {weight}", weight=str(weight)),
                    "tier": rule.tier,
                    "cases": len(cases),
                    "samples": [case.__str__() for case in cases[:_SAMPLES]],
                }
            )
    order = {kind.name: position for position, kind in enumerate(RULES)}
    rules.sort(key=lambda rule: order.get(rule["rule"], len(order)))
    speaking = {rule["rule"] for rule in rules}
    return {
        "schema": stamp("describe"),
        "conference": problem.conference.title,
        "days": [str(day.date) for day in problem.conference.days],
        "rules": rules,
        "off": [kind.name for kind in RULES if kind.name not in speaking],
        "size": size(problem),
    }


def size(problem: Problem) -> PuzzleSize:
    conference = problem.conference
    possible = RuleProbe(conference, conference.held, statements(problem)).possible
    wishes = {p: worth(conference, p) for p in conference.people}
    wishing = [person for person in conference.people if wishes[person]]
    ways = None if any(not p for p in possible.values()) else sum(math.log10(len(p)) for p in possible.values())
    return {
        "sessions": len(possible),
        "fixed": sum(len(choice) == 1 for choice in possible.values()),
        "starts": len({start for choice in possible.values() for start in choice.starts}),
        "rooms": len(conference.rooms),
        "people": len(conference.people),
        "profiles": len(profiles(conference, wishing, wishes)),
        "wishes": sum(map(len, wishes.values())),
        "ways": ways,
    }
