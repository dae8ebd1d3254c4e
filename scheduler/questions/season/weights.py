"""What earlier days still owe: statements for the next day's rules, each explained in a sentence, and as a file.

Bounded: whoever is drawn away from a group that is owed something counts at most as much again as the wish itself, and
the wishes of a person who is owed something count twice. Leave a line out, and it is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scheduler.conference.conference import Conference
from scheduler.questions.season import GroupLoss, PersonLoss, Season
from scheduler.rules.book import owed_to_group, owed_to_people, wishes_weighed
from scheduler.rules.rule import Rule
from scheduler.text.wording import count, listing

_LEAST_MISSED = 2  # who missed a single meeting is owed nothing: hardly anybody can attend everything


@dataclass(frozen=True)
class CarriedStatement:
    """One line of the file: why, what rule it belongs to, and the statement."""

    why: str
    rule: str
    statement: dict[str, Any]


@dataclass(frozen=True)
class CarryOver:
    """What the next day owes. `owed`: line by line. `left_out`: sentences about what the next day does not know."""

    owed: tuple[CarriedStatement, ...]
    left_out: tuple[str, ...]

    def text(self, days: str) -> str:
        """The carry-over as a file. `days`: which days it was made of."""
        lines = [
            f"# Owed since {days}, says netday season. In day.yaml: season: and the name of this file.",
            "rules:",
        ]
        for rule in dict.fromkeys(owed.rule for owed in self.owed):
            lines.append(f"  {rule}:")
            for owed in self.owed:
                if owed.rule == rule:
                    lines += [f"    # {owed.why}", f"    - {_flow(owed.statement)}"]
        return "\n".join(lines if self.owed else [lines[0], "rules: {}"]) + "\n"


def carried(season: Season, coming: Conference | None = None, rules: tuple[Rule, ...] = ()) -> CarryOver:
    """What the next day owes. `coming`: that day; only its own people and groups can be owed anything."""
    wishes = wishes_weighed(rules)
    most = (wishes.weight or 1) * max(1, wishes.member)
    groups = [group for group in season.groups if _extra(group, season, most)]
    everyone = people = [person for person in season.people if _owed(person, season)]
    left_out = []
    if coming:
        meet = {group.name for session in coming.held for group in session.groups}
        wish = {person.name for person in coming.people if coming.wishes(person)}
        if gone := [group.name for group in groups if group.name not in meet]:
            left_out.append(f"{listing(gone)}: no meeting on the coming day.")
        if absent := [person.name for person in people if person.name not in wish]:
            left_out.append(f"{listing(absent)}: no wishes on the coming day.")
        groups = [group for group in groups if group.name in meet]
        people = [person for person in people if person.name in wish]
    owed = [_to_group(group, season, most, wishes.tier) for group in groups]
    if people:
        weights = {role: getattr(wishes, role) for role in ("chair", "vice_chair", "secretary", "member", "interested")}
        owed.append(_to_people(people, everyone, season, wishes.weight or 1, wishes.tier, weights))
    return CarryOver(tuple(owed), tuple(left_out))


def _owed(person: PersonLoss, season: Season) -> bool:
    missed = len(person.missed)
    return missed >= _LEAST_MISSED and missed > 2 * season.person_average


def _extra(group: GroupLoss, season: Season, most: int) -> int:
    """The weight owed to a group: the further below the average, the more; the most for twice as large a share lost."""
    average = season.group_average
    return max(0, min(most, round(most * (group.share - average) / average))) if average else 0


def _to_group(group: GroupLoss, season: Season, most: int, tier: int) -> CarriedStatement:
    average, weight = season.group_average, _extra(group, season, most)
    could = f"{group.wished - group.lost} of the {group.wished} who wished to attend {group.name} could"
    why = f"{could} ({100 - 100 * group.share:.0f}%; all groups together {100 - 100 * average:.0f}%)"
    costs = f"whoever is drawn away from it costs {count(weight, 'point')} more now, where a wish costs {most}"
    rule, statement = owed_to_group(group.name, weight)
    return CarriedStatement(f"{why}: {costs}.", rule, _with_tier(statement, tier))


def _to_people(
    people: list[PersonLoss],
    everyone: list[PersonLoss],
    season: Season,
    weight: int,
    tier: int,
    weights: dict[str, int],
) -> CarriedStatement:
    """The statement for people who are owed something.

    `everyone`: also those who missed as much and have no wishes on the coming day.
    """
    least = min(len(person.missed) for person in everyone)
    who = f"{count(len(everyone), 'person', 'people')} missed {least} wished meetings or more"
    theirs = "they wish"
    if len(people) < len(everyone):
        theirs = f"{len(people)} of them {'wishes' if len(people) == 1 else 'wish'} on the coming day"
    why = f"{who} ({season.person_average:.1f} on average): what {theirs} counts twice now."
    rule, statement = owed_to_people((person.name for person in people), weight, weights)
    return CarriedStatement(why, rule, _with_tier(statement, tier))


def _with_tier(statement: dict[str, Any], tier: int) -> dict[str, Any]:
    return {**statement, "tier": tier} if tier > 1 else statement


def _flow(value: Any) -> str:
    """The value on one line of YAML, names in quotes where they are more than a word."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    text = str(value)
    return text if text.replace("_", "").isalnum() else json.dumps(text, ensure_ascii=False)


def sentences(carried: CarryOver) -> Iterator[str]:
    yield from (owed.why for owed in carried.owed)
    yield from carried.left_out
