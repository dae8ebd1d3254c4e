"""The book of rules as people read it: each rule's sentence, its parameters, and what holds when a day says nothing."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from scheduler.conference.conference import Kind
from scheduler.console.hanging import hanging
from scheduler.rules.book import RULES
from scheduler.rules.book_data import RuleData, book_data, foreign_data
from scheduler.rules.rule import Rule
from scheduler.text.wrap import wrap

_MEETINGS = [kind.value for kind in Kind if kind.is_meeting]


def book_lines(columns: int = 80, kinds: Iterable[type[Rule]] = RULES) -> Iterator[str]:
    """These rules for a terminal, then those of installed packages; by default the whole book."""
    for rule in book_data(kinds):
        yield rule["rule"]
        yield from _rule_lines(rule, columns)
    for foreign in foreign_data():
        yield f"{foreign['rule']} (of {foreign['package']})"
        if "fault" in foreign:
            yield from hanging(foreign["fault"], columns, "    ", 6)
            yield ""
        else:
            yield from _rule_lines(foreign, columns)
    yield from wrap(
        'Every rule also takes `weight` ("hard", or what each breach costs), `tier` (1 is weighed first), and `only` '
        "and `except`, which limit it to sessions, groups, people, kinds or tags. How to write that: "
        "docs/day-file.md.",
        columns,
    )


def _rule_lines(rule: RuleData, columns: int) -> Iterator[str]:
    for line in wrap(rule["sentence"], columns - 2):
        yield f"  {line}"
    yield from hanging(f"Standard: {standard_text(rule['standard'])}.", columns, "    ", 6)
    for parameter in rule["parameters"]:
        left_out = f" (if left out: {shown(parameter['default'])})" if parameter["default"] else ""
        needed = " (required)" if parameter["required"] else left_out
        yield from hanging(f"{parameter['name']}: {parameter['description']}{needed}", columns, "    ", 6)
    yield ""


def standard_text(statements: list[dict[str, Any]]) -> str:
    """What holds when a day says nothing: `hard`, `weight 1 (each group)`, several with a semicolon between."""
    return "; ".join(map(_one, statements)) or "off, until a day asks for it"


def _one(statement: dict[str, Any]) -> str:
    rest = [f"{name} {shown(value)}" for name, value in statement.items() if name != "weight"]
    how = _weight(statement)
    return f"{how} ({', '.join(rest)})" if rest else how


def shown(value: Any) -> str:
    """A parameter's value in words; a list of every kind of meeting as just that."""
    if isinstance(value, list):
        return "every meeting" if value == _MEETINGS else ", ".join(map(shown, value))
    if isinstance(value, dict):
        return "; ".join(shown(one) if one == _MEETINGS else f"{key} {shown(one)}" for key, one in value.items())
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


_HEAD = """\
# The rules

This page is made from the book of rules itself, by `netday rules --markdown`; to change it, change the rules.

Each rule is *hard* (every programme keeps it) or has a *weight* (what each breach costs). A day file that says nothing
gets the standard book: the last column. How a file changes it stands in [day-file.md](day-file.md#rules), with every
rule once as an example. Besides its own keys every rule takes `weight`, `tier` (1 is weighed first, 2 within the best
of that, and so on), and `only` and `except`, which limit it to `sessions`, `groups`, `people`, `kinds` or `tags`. What
exactly each counts is shown in [what-counts.md](what-counts.md), with a small day and a programme for every sentence.
"""


def page(kinds: Iterable[type[Rule]] = RULES) -> str:
    """The whole page, with its last line ended."""
    kinds = list(kinds)
    sections = (line for kind, rule in zip(kinds, book_data(kinds), strict=True) for line in _section(kind, rule))
    return "\n".join([_HEAD, *_table(book_data(kinds)), *sections])


def _table(rules: Iterable[RuleData]) -> Iterator[str]:
    yield "| rule | what it says | standard |"
    yield "|---|---|---|"
    for rule in rules:
        how = "; ".join(dict.fromkeys(_weight(statement) for statement in rule["standard"])) or "off"
        yield f"| [{rule['rule']}](#{rule['rule']}) | {rule['sentence']} | {how} |"
    yield ""


def _weight(statement: dict[str, Any]) -> str:
    return "hard" if statement["weight"] == "hard" else f"weight {statement['weight']}"


def _section(kind: type[Rule], rule: RuleData) -> Iterator[str]:
    yield f"## {rule['rule']}"
    yield ""
    yield _story(kind)
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


def _story(kind: type[Rule]) -> str:
    """What a rule of the book says in its file: everything before its example. Of another, what its class says."""
    prose = inspect.getdoc(sys.modules[kind.__module__]) if kind in RULES else vars(kind).get("__doc__")
    return inspect.cleandoc(prose or kind.sentence).partition(">>>")[0].strip()
