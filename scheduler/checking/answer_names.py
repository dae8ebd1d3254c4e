"""The names and versions of all answers as JSON: a new answer is named here, its schema in answer_schemas.py."""

from __future__ import annotations

from typing import Literal

# What commands with --json answer. Within a version keys are only added; a key that goes or changes makes another one.
VERSIONS = {
    "import": 1,
    "check": 1,
    "solve": 1,
    "explain": 1,
    "show": 1,
    "why": 1,
    "repair": 1,
    "diff": 1,
    "alternatives": 1,
    "prices": 1,
    "seats": 1,
    "rehearse": 1,
    "season": 1,
    "publish": 1,
    "mailing": 1,
    "check-site": 1,
    "sign-ups": 1,
    "describe": 1,
    "rules": 1,
    "faults": 1,
}
AnswerName = Literal[
    "import",
    "check",
    "solve",
    "explain",
    "show",
    "why",
    "repair",
    "diff",
    "alternatives",
    "prices",
    "seats",
    "rehearse",
    "season",
    "publish",
    "mailing",
    "check-site",
    "sign-ups",
    "describe",
    "rules",
    "faults",
]


def stamp(answer: AnswerName) -> str:
    """Which schema it keeps to, and in which version: `netday/solve/1`."""
    return f"netday/{answer}/{VERSIONS[answer]}"
