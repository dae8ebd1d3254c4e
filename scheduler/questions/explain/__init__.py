"""Why a day is impossible, and what would make it possible: `explain` and what it answers."""

from __future__ import annotations

from scheduler.questions.explain.answers import Explained, Possible, Remedy
from scheduler.questions.explain.causes import Cause
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.explaining import explain
from scheduler.questions.explain.requirements import Requirement
from scheduler.rules.problem import Problem

__all__ = ["Cause", "Change", "Explained", "Possible", "Problem", "Remedy", "Requirement", "explain"]
