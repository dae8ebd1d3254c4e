"""The book of rules as a page of Markdown: `netday rules --markdown`; docs/rules.md is that, and is tested to be."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from typing import Any

from scheduler.console.rules import book_data, shown, standard_text
from scheduler.rules.book import RULES

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
