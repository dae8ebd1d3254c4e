"""A rule without some cases, known by what they say, so that they are found again on an edited day."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from scheduler.conference.conference import Conference, Room
from scheduler.questions.explain.edits import updated
from scheduler.questions.explain.requirements import people_in
from scheduler.rules.protocols import distinguishes_rooms, named_rooms
from scheduler.rules.rule import Case, Rule


@dataclass(frozen=True)
class CaseKey:
    """Equal for a case and the same one on a day that has changed a little; not for others about the same sessions."""

    kind: str
    sessions: tuple[str, ...]
    people: frozenset[str]
    words: tuple[str, ...]
    sentence: str

    def among(self, held: Container[str]) -> CaseKey:
        """The key of the same case on a day with no more sessions than these."""
        return replace(self, sessions=tuple(name for name in self.sessions if name in held))


class RuleWithoutCases(Rule):
    """A rule as it is, except for some of its cases."""

    rule: Rule
    spared: frozenset[CaseKey]

    @property
    def distinguishes_rooms(self) -> bool:
        return distinguishes_rooms(self.rule)

    @property
    def named_rooms(self) -> tuple[Room, ...]:
        return named_rooms(self.rule)

    def cases(self, conference: Conference) -> Iterator[Case]:
        held = {session.name for session in conference.held}
        spared = {key.among(held) for key in self.spared}
        return (case for case in self.rule.cases(conference) if case_key(case) not in spared)


def without(rule: Rule, case: Case) -> Rule:
    """The rule without that case."""
    if isinstance(rule, RuleWithoutCases):
        return updated(rule, spared=rule.spared | {case_key(case)})
    return RuleWithoutCases.model_construct(
        rule=rule, spared=frozenset({case_key(case)}), weight=rule.weight, tier=rule.tier
    )


def case_key(case: Case) -> CaseKey:
    names = tuple(session.name for session in case.sessions)
    people = frozenset(person.name for person in people_in(vars(case).values()))
    words = tuple(value for value in vars(case).values() if isinstance(value, str))  # of cities, or of people
    return CaseKey(type(case).__name__, names, people, words, "" if names else str(case))
