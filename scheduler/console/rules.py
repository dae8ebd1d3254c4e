"""The book of rules as people read it: each rule's sentence, its parameters, and what holds when a day says nothing."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic.fields import FieldInfo

from scheduler.conference.clock import Clock, Span
from scheduler.conference.conference import Conference, Day, Group, Kind, Room, Session
from scheduler.rules.available import AvailableRules
from scheduler.rules.book import RULES
from scheduler.rules.rule import Rule
from scheduler.text.wrap import wrap

_EVERYWHERE = {"weight", "tier", "only", "excluding"}  # parameters of every rule
_MEETINGS = [kind.value for kind in Kind if kind.is_meeting]


def book_lines(columns: int = 80) -> Iterator[str]:
    """The whole book for a terminal, then the rules of installed packages."""
    for rule in (*book_data(), *foreign_data()):
        yield f"{rule['rule']} (of {rule['package']})" if "package" in rule else rule["rule"]
        if "fault" in rule:
            yield from _hung(rule["fault"], columns)
            yield ""
            continue
        for line in wrap(rule["sentence"], columns - 2):
            yield f"  {line}"
        yield from _hung(f"Standard: {standard_text(rule['standard'])}.", columns)
        for parameter in rule["parameters"]:
            left_out = f" (if left out: {shown(parameter['default'])})" if parameter["default"] else ""
            needed = " (required)" if parameter["required"] else left_out
            yield from _hung(f"{parameter['name']}: {parameter['description']}{needed}", columns)
        yield ""
    yield from wrap(
        'Every rule also takes `weight` ("hard", or what each breach costs), `tier` (1 is weighed first), and `only` '
        "and `except`, which limit it to sessions, groups, people or kinds of session. How to write that: "
        "docs/day-file.md.",
        columns,
    )


def book_data() -> list[dict[str, Any]]:
    """The whole book for other programs, in its order."""
    example = _example()
    return [_rule_data(kind, kind.standard(example)) for kind in RULES]


def foreign_data() -> list[dict[str, Any]]:
    """The rules of installed packages, in the same form, each with its package; a `fault` where it cannot be used.

    None of them holds when a day says nothing.
    """
    return [
        {**_rule_data(offer.kind, ()), "package": offer.package}
        if offer.kind
        else {"rule": offer.name, "package": offer.package, "fault": offer.fault}
        for offer in AvailableRules().foreign()
    ]


def _rule_data(kind: type[Rule], standard: Iterable[Rule]) -> dict[str, Any]:
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


def weight(rule: Rule) -> str:
    """`hard`, or `weight 4`."""
    return "hard" if rule.weight is None else f"weight {rule.weight}"


def _statement(rule: Rule) -> dict[str, Any]:
    """The weight, and the parameters that are not as by default."""
    told: dict[str, Any] = {"weight": "hard" if rule.weight is None else rule.weight}
    for name, field in type(rule).model_fields.items():
        value = getattr(rule, name)
        if name != "weight" and value != field.get_default(call_default_factory=True):
            told[_name(name, field)] = _plain(value)
    return told


def _name(name: str, field: FieldInfo) -> str:
    return field.alias or name


def standard_text(statements: list[dict[str, Any]]) -> str:
    """What holds when a day says nothing: `hard`, `weight 1 (each group)`, several with a semicolon between."""
    return "; ".join(map(_one, statements)) or "off, until a day asks for it"


def _one(statement: dict[str, Any]) -> str:
    rest = [f"{name} {shown(value)}" for name, value in statement.items() if name != "weight"]
    how = "hard" if statement["weight"] == "hard" else f"weight {statement['weight']}"
    return f"{how} ({', '.join(rest)})" if rest else how


def _plain(value: Any) -> Any:
    """What JSON knows: names for things, words for kinds."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(one) for one in value]
    if hasattr(value, "model_fields_set"):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields if getattr(value, name)}
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def shown(value: Any) -> str:
    """A parameter's value in words; a list of every kind of meeting as just that."""
    if isinstance(value, list):
        return "every meeting" if value == _MEETINGS else ", ".join(map(shown, value))
    if isinstance(value, dict):
        return "; ".join(shown(one) if one == _MEETINGS else f"{key} {shown(one)}" for key, one in value.items())
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _hung(text: str, columns: int) -> Iterator[str]:
    for number, line in enumerate(wrap(text, columns - 6)):
        yield f"      {line}" if number else f"    {line}"


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
        sessions=(*frame, *meetings),
    )


_HEAD = """\
# The rules

This page is made from the book of rules itself, by `netday rules --markdown`; to change it, change the rules.

Each rule is *hard* (every programme keeps it) or has a *weight* (what each breach costs). A day file that says nothing
gets the standard book: the last column. How a file changes it stands in [day-file.md](day-file.md#rules), with every
rule once as an example. Besides its own keys every rule takes `weight`, `tier` (1 is weighed first, 2 within the best
of that, and so on), and `only` and `except`, which limit it to some `sessions`, `groups`, `people` or `kinds`.
"""


def page() -> str:
    """The whole page, with its last line ended."""
    return "\n".join([_HEAD, *_table(), *(line for rule in book_data() for line in _section(rule))])


def _table() -> Iterator[str]:
    yield "| rule | what it says | standard |"
    yield "|---|---|---|"
    for rule in book_data():
        how = "; ".join(dict.fromkeys(_weight(statement) for statement in rule["standard"])) or "off"
        yield f"| [{rule['rule']}](#{rule['rule']}) | {rule['sentence']} | {how} |"
    yield ""


def _weight(statement: dict[str, Any]) -> str:
    return "hard" if statement["weight"] == "hard" else f"weight {statement['weight']}"


def _section(rule: dict[str, Any]) -> Iterator[str]:
    yield f"## {rule['rule']}"
    yield ""
    yield _story(rule["rule"])
    yield ""
    yield f"Standard: {standard_text(rule['standard'])}."
    yield ""
    if rule["parameters"]:
        yield "| key | what | if left out |"
        yield "|---|---|---|"
        for parameter in rule["parameters"]:
            left_out = "required" if parameter["required"] else shown(parameter["default"] or "") or "–"
            yield f"| `{parameter['name']}` | {parameter['description']} | {left_out} |"
        yield ""


def _story(name: str) -> str:
    """What the rule's file says of it in prose: everything before its example."""
    kind = next(kind for kind in RULES if kind.name == name)
    return (inspect.getdoc(sys.modules[kind.__module__]) or kind.sentence).partition(">>>")[0].strip()
