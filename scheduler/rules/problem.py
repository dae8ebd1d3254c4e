"""What is to be solved, checked or asked about: a conference and the rules of its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from scheduler.conference.conference import Conference
from scheduler.rules.rule import Rule
from scheduler.text.wording import nearest


@dataclass(frozen=True, init=False)
class Problem:
    """A conference and all that is wanted of it, hard and weighed, in the order of the book."""

    conference: Conference
    rules: tuple[Rule, ...]

    def __init__(self, conference: Conference, rules: Iterable[Rule]) -> None:
        object.__setattr__(self, "conference", conference)
        object.__setattr__(self, "rules", tuple(rules))

    @classmethod
    def standard(cls, conference: Conference, *rules: Rule) -> Self:
        """The standard book, and these rules: a kind that is given takes the place of what the book says of it."""
        from scheduler.rules.book import standard_book  # noqa: PLC0415  the book knows what a problem is

        _are_statements(rules)
        given = {type(rule) for rule in rules}
        return cls(conference, (*(rule for rule in standard_book(conference) if type(rule) not in given), *rules))

    def with_rules(self, *rules: Rule) -> Problem:
        """The same with these rules besides."""
        _are_statements(rules)
        return Problem(self.conference, (*self.rules, *rules))

    def without_rules(self, *names: str) -> Problem:
        """The same without what these rules say, by their names in the day file. Raises LookupError for one unknown."""
        known = {rule.name for rule in self.rules}
        for name in names:
            if name not in known:
                raise LookupError(f'"{name}" is no rule of this day.{nearest(name, known)}')
        return Problem(self.conference, (rule for rule in self.rules if rule.name not in names))


def _are_statements(rules: Iterable[object]) -> None:
    """Raises TypeError with a sentence for what is none, such as the class of a rule: programs need not heed types."""
    for rule in rules:
        if isinstance(rule, type) and issubclass(rule, Rule):
            raise TypeError(f"{rule.__name__} is a kind of rule, not a statement: write {rule.__name__}(…).")
        if isinstance(rule, (list, tuple)):
            raise TypeError(f"Rules are given one by one, not in a {type(rule).__name__}: write with_rules(*rules).")
        if not isinstance(rule, Rule):
            raise TypeError(f"{rule!r} is no rule: write one of a class of your own, or netday.rule(day, name, …).")
