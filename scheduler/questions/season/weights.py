"""What earlier days still owe: statements for the next day's rules, each explained in a sentence, and as a file.

Who misses a meeting again costs M points for each time that they ever missed it, and M times N points for each time
since they could last attend it. M is more than all that the day's wishes can cost together, N more than all that was
ever missed; 0 where nobody could attend since. So first come those who could not attend since, then whoever missed it
before, and only then the wishes of the day. Whoever is drawn away from a group that is owed something costs points for
each day on which it met: at most as many as the wish itself. What is owed grows until it is paid. Leave a line out, and
it is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

from scheduler.conference.conference import Conference
from scheduler.questions.season import GroupLoss, Season
from scheduler.questions.season.losses import Debt, OwedMeeting, owed_meetings
from scheduler.rules.book import counted_roles, most_for_wishes, owed_to_group, owed_to_people, wishes_weighed
from scheduler.rules.rule import Rule
from scheduler.text.sentence import Phrase, Sentence, spoken
from scheduler.text.wording import count, listing, some

_NAMED = 3  # people in one sentence
_Debts = dict[tuple[OwedMeeting, Debt], list[str]]  # who is owed it


@dataclass(frozen=True)
class CarriedStatement:
    """One line of the file: why, what rule it belongs to, and the statement.

    `debt`: what is owed to each of so many `people`; None: it is owed to a group.
    """

    why: Phrase
    rule: str
    statement: dict[str, Any]
    debt: Debt | None = None
    people: int = 0


@dataclass(frozen=True)
class CarryOver:
    """What the next day owes. `owed`: line by line. `left_out`: sentences about what the next day does not know."""

    owed: tuple[CarriedStatement, ...]
    left_out: tuple[Phrase, ...]

    def text(self, days: str) -> str:
        """The carry-over as a file, with remarks as they are spoken. `days`: which days it was made of."""
        opening = Sentence(
            "Owed since {days}, says netday season. In day.yaml: season: and the name of this file.", days=days
        )
        lines = [f"# {spoken(opening)}", "rules:"]
        for rule in dict.fromkeys(owed.rule for owed in self.owed):
            lines.append(f"  {rule}:")
            for owed in self.owed:
                if owed.rule == rule:
                    lines += [f"    # {spoken(owed.why)}", f"    - {_flow(owed.statement)}"]
        return "\n".join(lines if self.owed else [lines[0], "rules: {}"]) + "\n"


def carried(season: Season, coming: Conference | None = None, rules: tuple[Rule, ...] = ()) -> CarryOver:
    """What the next day owes. `coming`: that day; only its own people and groups can be owed anything."""
    wishes = wishes_weighed(rules)
    most = (wishes.weight or 1) * max(1, wishes.member)
    groups = [group for group in season.groups if _extra(group, season, most)]
    debts = everything = _debts(season)
    left_out: list[Phrase] = []
    if coming:
        meet = {OwedMeeting(group.name) for session in coming.held for group in session.groups}
        meet |= {OwedMeeting(session.name, of_group=False) for session in coming.held}
        wish = {person.name: owed_meetings(coming, person) for person in coming.people if coming.wishes(person)}
        lost = dict.fromkeys([*(OwedMeeting(group.name) for group in groups), *(meeting for meeting, _ in everything)])
        if gone := [meeting.name for meeting in lost if meeting not in meet]:
            left_out.append(Sentence("{groups}: no meeting on the coming day.", groups=listing(gone)))
        absent = dict.fromkeys(name for names in everything.values() for name in names if name not in wish)
        if absent:
            left_out.append(Sentence("{people}: no wishes on the coming day.", people=listing(absent)))
        groups = [group for group in groups if OwedMeeting(group.name) in meet]
        still = {debt: [name for name in names if debt[0] in wish.get(name, {})] for debt, names in everything.items()}
        debts = {debt: names for debt, names in still.items() if names}
    owed = [_to_group(group, season, most, wishes.tier) for group in groups]
    if debts:
        conference = coming or season.days[-1].conference
        besides = sum(group.wished * _extra(group, season, most) for group in groups)
        weight = 10 ** len(str(most_for_wishes(conference, rules) + besides))
        paid = any(debt.missed > debt.unpaid for _, debt in debts)
        ever = sum(debt.missed * len(names) for (_, debt), names in everything.items())
        beyond = 10 ** len(str(ever)) if paid else 0  # where nothing was paid, both numbers are the same
        again = _Again(weight, beyond, wishes.tier, counted_roles(rules))
        owed += [_to_people(debt, names, again) for debt, names in debts.items()]
    return CarryOver(tuple(owed), tuple(left_out))


def _debts(season: Season) -> _Debts:
    """What is owed to people: those who have missed a meeting most often first, then as the season has them."""
    found: _Debts = {}
    for person in season.people:
        for meeting, debt in person.owed.items():
            found.setdefault((meeting, debt), []).append(person.name)
    return dict(sorted(found.items(), key=lambda item: (-item[0][1].unpaid, -item[0][1].missed, item[0][0].name)))


def _extra(group: GroupLoss, season: Season, most: int) -> int:
    """The weight owed to a group: how many more were lost than its share, in terms of a day's share, times `most`.

    At most `most` for each day on which it met. Rounded up, so that whatever is owed counts; exactly, lest a group that
    lost its share be owed a point.
    """
    lost, wished = (sum(of(each) for each in season.groups) for of in (_lost, _wished))
    if not lost:
        return 0
    beyond = Fraction(group.lost, group.wished) / Fraction(lost, wished) - 1
    return max(0, min(most * group.met, ceil(most * group.met * beyond)))


def _lost(group: GroupLoss) -> int:
    return group.lost


def _wished(group: GroupLoss) -> int:
    return group.wished


def _to_group(group: GroupLoss, season: Season, most: int, tier: int) -> CarriedStatement:
    average, weight = season.group_average, _extra(group, season, most)
    why = Sentence(
        "{could} of the {wished} who wished to attend {group} could ({share}%; all groups together {average}%): "
        "whoever is drawn away from it costs {points} more now, where a wish costs {most}.",
        could=group.wished - group.lost,
        wished=group.wished,
        group=group.name,
        share=round(100 - 100 * group.share),
        average=round(100 - 100 * average),
        points=count(weight, "point"),
        most=most,
    )
    rule, statement = owed_to_group(group.name, weight)
    return CarriedStatement(why, rule, _with_tier(statement, tier))


@dataclass(frozen=True)
class _Again:
    """What it costs to miss a meeting again. `beyond`: how many others an unpaid miss outweighs."""

    weight: int
    beyond: int
    tier: int
    roles: tuple[str, ...]


def _to_people(owed: tuple[OwedMeeting, Debt], people: list[str], again: _Again) -> CarriedStatement:
    meeting, debt = owed
    who = some(people, _NAMED - 1, _NAMED)
    costs = again.weight * debt.weight(again.beyond)
    why = Sentence(
        "{people} missed {meeting} {often}: whoever misses it again costs {points} more.",
        people=who,
        meeting=meeting.name,
        often=_often(debt),
        points=count(costs, "point"),
    )
    rule, statement = owed_to_people(people, meeting.name, meeting.of_group, costs, again.roles)
    return CarriedStatement(why, rule, _with_tier(statement, again.tier), debt, len(people))


def _often(debt: Debt) -> Phrase:
    often = Sentence("once") if debt.missed == 1 else count(debt.missed, "time")
    if debt.missed == debt.unpaid:
        return often
    if not debt.unpaid:
        return Sentence("{often}, not since they could last attend it", often=often)
    return Sentence("{often}, {number} since they could last attend it", often=often, number=debt.unpaid)


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


def sentences(carried: CarryOver) -> Iterator[Phrase]:
    """What is owed, in short: of people only how many meetings, and which they have missed more than once running."""
    yield from (owed.why for owed in carried.owed if not owed.debt)
    debts = [(owed, owed.debt) for owed in carried.owed if owed.debt]
    if debts:
        number = count(sum(owed.people for owed, _ in debts), "meeting")
        unpaid = sum(owed.people for owed, debt in debts if debt.unpaid)
        if unpaid:
            yield Sentence(
                "{meetings} that people missed, person by person: whoever misses the same again costs more than all "
                "wishes of the day together; first of all the {unpaid} that they could not attend since.",
                meetings=number,
                unpaid=unpaid,
            )
        else:
            yield Sentence(
                "{meetings} that people missed, person by person: whoever misses the same again costs more than all "
                "wishes of the day together.",
                meetings=number,
            )
    yield from (owed.why for owed, debt in debts if debt.unpaid > 1)
    yield from carried.left_out
