"""What is to be solved, checked or asked about: a conference and the rules of its day."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.conference.conference import Conference
from scheduler.rules.rule import Rule


@dataclass(frozen=True)
class Problem:
    """A conference and what is wanted of it."""

    conference: Conference
    rules: tuple[Rule, ...]
