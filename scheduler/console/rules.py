"""The book of rules as people read it: each rule's sentence, its parameters, and what holds when a day says nothing."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from scheduler.conference.conference import Kind
from scheduler.console.hanging import hanging
from scheduler.files.dutch_schema import meaning
from scheduler.rules.book import RULES
from scheduler.rules.book_data import ParameterData, RuleData, book_data, foreign_data
from scheduler.rules.rule import Rule
from scheduler.text.day_words import section
from scheduler.text.sentence import KeyText, Phrase, Sentence, paragraph, phrase, spoken, spoken_language

_PAGES = {"nl": "docs/nl/dagbestand.md"}
_SECTIONS = ("kinds", "words")  # of the list of keys and words
_MEETINGS = [kind.value for kind in Kind if kind.is_meeting]


def book_lines(columns: int = 80, kinds: Iterable[type[Rule]] = RULES) -> Iterator[str]:
    """These rules for a terminal, then those of installed packages; by default the whole book."""
    for rule in book_data(kinds):
        yield spoken(KeyText("rules", rule["rule"]))
        yield from _rule_lines(rule, columns)
    for foreign in foreign_data():
        yield spoken(Sentence("{rule} (of {package})", rule=foreign["rule"], package=foreign["package"]))
        if "fault" in foreign:
            yield from hanging(foreign["fault"], columns, "    ", 6)
            yield ""
        else:
            yield from _rule_lines(foreign, columns)
    closing = Sentence(
        'Every rule also takes `weight` ("hard", or what each breach costs), `tier` (1 is weighed first), and `only` '
        "and `except`, which limit it to sessions, groups, people, kinds or tags. How to write that: {page}.",
        page=_PAGES.get(spoken_language(), "docs/day-file.md"),
    )
    yield from hanging(closing, columns)


def _rule_lines(rule: RuleData, columns: int) -> Iterator[str]:
    yield from hanging(phrase(rule["sentence"]), columns, "  ")
    standard = Sentence("Standard: {statements}.", statements=standard_text(rule["standard"]))
    yield from hanging(standard, columns, "    ", 6)
    for parameter in rule["parameters"]:
        values = {"key": KeyText("keys", parameter["name"]), "what": _described(rule["rule"], parameter)}
        if parameter["required"]:
            entry = Sentence("{key}: {what} (required)", **values)
        elif parameter["default"]:
            entry = Sentence("{key}: {what} (if left out: {value})", value=shown(parameter["default"]), **values)
        else:
            entry = Sentence("{key}: {what}", **values)
        yield from hanging(entry, columns, "    ", 6)
    yield ""


def _described(rule: str, parameter: ParameterData) -> str:
    """What the parameter means: in Dutch by the list of keys, in English as the rule says it; so do foreign rules."""
    if spoken_language() == "en" or rule not in {kind.name for kind in RULES}:
        return parameter["description"]
    return meaning(rule, parameter["name"])


def standard_text(statements: list[dict[str, Any]]) -> Phrase:
    """What holds when a day says nothing: `hard`, `weight 1 (each group)`, several with a semicolon between."""
    return paragraph(*map(_one, statements), between="; ") or Sentence("off, until a day asks for it")


def _one(statement: dict[str, Any]) -> Phrase:
    rest = [
        Sentence("{key} {value}", key=KeyText("keys", name), value=shown(value))
        for name, value in statement.items()
        if name != "weight"
    ]
    how = _weight(statement)
    return Sentence("{weight} ({rest})", weight=how, rest=paragraph(*rest, between=", ")) if rest else how


def shown(value: Any) -> Phrase:
    """A parameter's value in words; a list of every kind of meeting as just that."""
    if isinstance(value, list):
        return Sentence("every meeting") if value == _MEETINGS else paragraph(*map(shown, value), between=", ")
    if isinstance(value, dict):
        some = [
            shown(one) if one == _MEETINGS else Sentence("{key} {value}", key=KeyText("keys", key), value=shown(one))
            for key, one in value.items()
        ]
        return paragraph(*some, between="; ")
    if isinstance(value, bool):
        return KeyText("words", "yes" if value else "no")
    if isinstance(value, str):
        return next((KeyText(name, value) for name in _SECTIONS if value in section(name)), paragraph(value))
    return paragraph(str(value))


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


def _weight(statement: dict[str, Any]) -> Phrase:
    if statement["weight"] == "hard":
        return KeyText("words", "hard")
    return Sentence("weight {number}", number=statement["weight"])


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
