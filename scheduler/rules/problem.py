"""What is to be solved, checked or asked about: a conference and the rules of its day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from scheduler.conference.conference import Conference
from scheduler.rules.rule import Rule
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing, nearest


@dataclass(frozen=True, init=False)
class Problem:
    """A conference and all that is wanted of it, hard and weighed, in the order of the book."""

    conference: Conference
    rules: tuple[Rule, ...]

    def __init__(self, conference: Conference, rules: Iterable[Rule]) -> None:
        """Raises TypeError with a sentence for what is no conference, or among the rules no statement of one."""
        wanted: object = rules  # programs need not heed types
        if isinstance(wanted, (Rule, type, str, Mapping)) or not isinstance(wanted, Iterable):
            raise TypeError(f"Rules should be a list of statements; it is {_shown(wanted)}: write {_listed(wanted)}.")
        statements = tuple(rules)
        _are_statements(statements, "in the list")
        object.__setattr__(self, "conference", _a_conference(conference))
        object.__setattr__(self, "rules", statements)

    @classmethod
    def standard(cls, conference: Conference, *rules: Rule) -> Self:
        """The standard book, and these rules: a kind that is given takes the place of what the book says of it."""
        from scheduler.rules.book import standard_book  # noqa: PLC0415  the book knows what a problem is

        _a_conference(conference)
        _are_statements(rules, "standard(conference, *rules)")
        given = {type(rule) for rule in rules}
        return cls(conference, (*(rule for rule in standard_book(conference) if type(rule) not in given), *rules))

    def with_rules(self, *rules: Rule) -> Problem:
        """The same with these rules besides."""
        _are_statements(rules, "with_rules(*rules)")
        return Problem(self.conference, (*self.rules, *rules))

    def without_rules(self, *rules: str | Rule | type[Rule]) -> Problem:
        """The same without all that these rules say, by name or class, or without a single statement.

        Raises NoSuchRule with a sentence for what this day does not have.
        """
        known = {rule.name for rule in self.rules}
        left_out: set[str] = set()
        single: list[Rule] = []
        for rule in rules:
            if isinstance(rule, Rule):
                if rule not in self.rules:
                    raise NoSuchRule(f"This day has no such statement of {rule.name}: {_shown(rule)}.")
                single.append(rule)
                continue
            name: object = rule.name if isinstance(rule, type) and issubclass(rule, Rule) else rule
            if isinstance(name, (list, tuple, set)):
                raise TypeError(f"Rules are given one by one, not in a {type(name).__name__}: without_rules(*names).")
            if not isinstance(name, str):
                raise TypeError(f'Rules are left out by name, like "pinned"; {_shown(name)} is no name of one.')
            if name not in known:
                raise NoSuchRule(no_such_rule(name, known))
            left_out.add(name)
        return Problem(self.conference, (r for r in self.rules if r.name not in left_out and r not in single))


class NoSuchRule(ValueError, LookupError):
    """A rule is named that this day does not have: which, and what would be right, in a sentence."""


def no_such_rule(name: str, known: Collection[str]) -> Sentence:
    """The sentence for a name that is none of the day's rules: the nearest one, or all that there are."""
    from scheduler.rules.book import RULES  # noqa: PLC0415  the book knows what a problem is

    book = [kind.name for kind in RULES]
    if name in book:
        return Sentence('"{name}" is no rule of this day: the day says nothing by that rule of the book.', name=name)
    if hint := nearest(name, known):
        return Sentence('"{name}" is no rule of this day.{hint}', name=name, hint=hint)
    if hint := nearest(name, book):
        return Sentence(
            '"{name}" is no rule of this day.{hint} But the day says nothing by that one either.', name=name, hint=hint
        )
    rules = listing(sorted(known)) or Sentence("none")
    return Sentence('"{name}" is no rule of this day; its rules are {rules}.', name=name, rules=rules)


def _a_conference(conference: object) -> Conference:
    """Raises TypeError with a sentence for what is none, such as the day that bears it."""
    if isinstance(conference, Conference):
        return conference
    advice = "write day.conference" if hasattr(conference, "conference") else "netday.read(folder).conference is one"
    raise TypeError(f"A Conference is wanted here, not {_shown(conference)}: {advice}.")


def _are_statements(rules: Iterable[object], to: str) -> None:
    """Raises TypeError with a sentence for what is none, such as the class of a rule: programs need not heed types."""
    for rule in rules:
        if isinstance(rule, type) and issubclass(rule, Rule):
            raise TypeError(f"{rule.__name__} is a kind of rule, not a statement: write {rule.__name__}(…).")
        if isinstance(rule, (list, tuple)):
            raise TypeError(f"Rules are given one by one, not in a {type(rule).__name__}: write {to}.")
        if not isinstance(rule, Rule):
            raise TypeError(f"{rule!r} is no rule: write one of a class of your own, or netday.rule(day, name, …).")


def _listed(rules: object) -> str:
    """How it is written as a list, where that can be told."""
    if isinstance(rules, type):
        return f"[{rules.__name__}(…)]"
    return f"[{type(rules).__name__}(…)]" if isinstance(rules, Rule) else "day.rules, or [] for none"


def _shown(value: object) -> str:
    """What stands there, cut where it goes on and on."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    kind, written = type(value).__name__, repr(value)
    return written if len(written) <= 60 else f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}"
