"""The book of rules as data: each rule's sentence, its parameters, and what holds when a day says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, final

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.conference.clock import Clock, Span
from scheduler.conference.conference import Conference, Day, Group, Kind, Room, Session, Track
from scheduler.rules.available import AvailableRules
from scheduler.rules.book import RULES
from scheduler.rules.rule import Rule

_EVERYWHERE = {"weight", "tier", "only", "excluding"}  # parameters of every rule
# Of the rules that organisers mostly state themselves, the keys that have a field of their own on a form: how it is
# drawn (one name, several names, a number, a text), and whose names it offers.
FORMS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "groups_apart": {"groups": ("names", "groups"), "from": ("names", "groups")},
    "in_order": {"first": ("names", "sessions"), "then": ("names", "sessions"), "least_gap": ("number", "")},
    "preferred": {
        "sessions": ("names", "sessions"),
        "at": ("text", ""),
        "between": ("text", ""),
        "days": ("text", ""),
        "room": ("names", "rooms"),
    },
    "pinned": {"session": ("one", "sessions"), "at": ("text", ""), "room": ("names", "rooms")},
    "quorum": {"group": ("one", "groups"), "people": ("number", ""), "cities": ("number", "")},
    "at_most_in_parallel": {"most": ("number", ""), "kinds": ("names", "kinds")},
    "same_room": {"sessions": ("names", "sessions")},
}


class ParameterData(TypedDict):
    """What may stand in a statement of the rule, besides what every rule takes."""

    name: Annotated[str, Field(description="the key in the day file")]
    description: Annotated[str, Field(description="what it says")]
    required: Annotated[bool, Field(description="whether each statement of one's own must have it")]
    default: Annotated[Any, Field(description="what holds when it is left out; null: nothing, or it is required")]


class RuleData(TypedDict):
    """A rule of the book."""

    rule: Annotated[str, Field(description="its name in the day file")]
    sentence: Annotated[str, Field(description="what it says")]
    standard: Annotated[
        list[dict[str, Any]],
        Field(description="the statements that hold when a day says nothing of it, by key: weight, and what differs"),
    ]
    parameters: Annotated[list[ParameterData], Field(description="besides weight, tier, only and except")]


@final  # so that type checkers tell the two apart
class PackageRuleData(RuleData):
    """A rule of an installed package."""

    package: Annotated[str, Field(description="the package that it is of")]


@final
class BrokenRuleData(TypedDict):
    """A rule of an installed package that cannot be used."""

    rule: Annotated[str, Field(description="its name in the day file")]
    package: Annotated[str, Field(description="the package that it is of")]
    fault: Annotated[str, Field(description="why it cannot be used, in a sentence")]


def book_data(kinds: Iterable[type[Rule]] = RULES) -> list[RuleData]:
    """These rules for other programs; the whole book, in its order."""
    example = _example()
    return [_rule_data(kind, kind.standard(example)) for kind in kinds]


def foreign_data() -> list[PackageRuleData | BrokenRuleData]:
    """The rules of installed packages. None of them holds when a day says nothing."""
    found: list[PackageRuleData | BrokenRuleData] = []
    for offer in AvailableRules().foreign():
        if offer.kind:
            found.append({**_rule_data(offer.kind, ()), "package": offer.package})
        else:
            found.append({"rule": offer.name, "package": offer.package, "fault": offer.fault})
    return found


def _rule_data(kind: type[Rule], standard: Iterable[Rule]) -> RuleData:
    return {
        "rule": kind.name,
        "sentence": kind.sentence,
        "standard": [_statement(rule) for rule in standard],
        "parameters": [
            {
                "name": field.alias or name,
                "description": field.description or "",
                "required": field.is_required(),
                "default": None if field.is_required() else _plain(field.get_default(call_default_factory=True)),
            }
            for name, field in kind.model_fields.items()
            if name not in _EVERYWHERE
        ],
    }


def _statement(rule: Rule) -> dict[str, Any]:
    """The weight, and the parameters that are not as by default."""
    keys: dict[str, Any] = {"weight": "hard" if rule.weight is None else rule.weight}
    for name, field in type(rule).model_fields.items():
        value = getattr(rule, name)
        if name != "weight" and value != field.get_default(call_default_factory=True):
            keys[field.alias or name] = _plain(value)
    return keys


def _plain(value: Any) -> Any:
    """What JSON knows: names for things, words for kinds."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(one) for one in value]
    if hasattr(value, "model_fields_set"):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields if getattr(value, name)}
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def _example() -> Conference:
    """A day with something of everything that the standard book may speak of."""
    pillars = tuple(Group(name=name, kind="pillar") for name in ("Sociaal", "Fysiek"))
    themes = tuple(Group(name=name, pillars=("Fysiek",)) for name in ("Woningmarkt", "Duurzaamheid"))
    meetings = [Session(name=g.name, kind=Kind.PILLAR, minutes=60, groups=(g,)) for g in pillars]
    meetings += [Session(name=g.name, kind=Kind.THEME, minutes=60, groups=(g,)) for g in themes]
    frame = [Session(name=kind.value, kind=kind, minutes=30) for kind in Kind if kind not in (Kind.PILLAR, Kind.THEME)]
    return Conference(
        title="An example",
        clock=Clock(date(2023, 2, 10)),
        days=(Day(date=date(2023, 2, 10), hours=Span(540, 1020), step=30),),
        rooms=(Room(name="Zaal 1"), Room(name="Zaal 2")),
        groups=(*pillars, *themes),
        tracks=(Track(name="Water"),),
        sessions=(*frame, *meetings),
    )
