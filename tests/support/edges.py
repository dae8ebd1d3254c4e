"""Words for the stories that hold the edges of the rules (tests/rules/test_edges_*.py)."""

from __future__ import annotations

from scheduler.conference.conference import Conference, Session
from scheduler.rules.rule import Rule, Scope
from tests.support.agreement import allowed, least_costs
from tests.support.conferences import programmes
from tests.support.small import day


def scope(conference: Conference, *names: str) -> Scope:
    return Scope(sessions=tuple(session for session in conference.sessions if session.name in names))


def sentences(rule: Rule, conference: Conference) -> list[str]:
    return [str(case) for case in rule.cases(conference)]


FOURFOLD = day(
    sessions={
        "A": {"groups": ["Europa"]},
        "B": {"groups": ["Europa"]},
        "C": {"groups": ["Europa"], "online": True},
        "D": {"groups": ["Wonen"], "needs_room": False},
        "E": {"groups": ["Wonen"], "kind": "drinks"},
    },
    groups={"Europa": {}, "Wonen": {}},
)


def named(conference: Conference, names: str) -> tuple[Session, ...]:
    """The sessions with these letters for a name."""
    return tuple(session for session in conference.sessions if session.name in names)


def agrees(rule: Rule, conference: Conference) -> bool:
    """Whether some programme breaks the rule; in every one the solver allows and counts what the check does."""
    every = list(programmes(conference))
    breached = False
    for case in rule.cases(conference):
        counted = {programme: case.amount(programme) for programme in every}
        breached = breached or any(counted.values())
        assert least_costs(conference, case, every) == counted
        assert allowed(conference, case, "hard") == {programme for programme in every if not counted[programme]}
    return breached
