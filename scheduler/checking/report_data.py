"""What the check found, as data for other programs."""

from __future__ import annotations

from typing import Any

from scheduler.checking.check import Report, RuleResult
from scheduler.rules.rule import Breach


def as_data(report: Report) -> dict[str, Any]:
    """The whole report for other programs: every breach, and everyone who misses something."""
    return {
        "good": not report.broken,
        "broken": [_breach(breach) for breach in report.broken],
        "cost": report.cost,
        "costs": [{"tier": tier, "cost": cost} for tier, cost in report.costs.items()],
        "rules": [_rule(result) for result in report.results],
        "missed": report.missed,
        "misses": [
            {
                "person": one.person.name,
                "organisation": one.person.organisation,
                "wished": one.wished,
                "sessions": [session.name for session in one.sessions],
            }
            for one in report.misses
        ],
        "groups": [{"group": t.group.name, "can": t.can, "wish": t.wish} for t in report.turnouts],
    }


def _rule(result: RuleResult) -> dict[str, Any]:
    return {
        "rule": result.rule.name,
        "sentence": result.rule.sentence,
        "weight": "hard" if result.hard else result.rule.weight,
        "tier": result.rule.tier,
        "cases": result.cases,
        "amount": result.amount,
        "cost": result.cost,
        "breaches": [_breach(breach) for breach in result.breaches],
    }


def _breach(breach: Breach) -> dict[str, Any]:
    return {
        "sentence": breach.sentence,
        "amount": breach.amount,
        "sessions": [session.name for session in breach.sessions],
        "people": [person.name for person in breach.people],
    }
