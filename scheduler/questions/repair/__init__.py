"""A published programme made good again after the day has changed: `repair`, and what it answers."""

from scheduler.questions.repair.answers import DROPPED, STEPS, CannotHoldAll, Repaired, Step
from scheduler.questions.repair.frozen import kept_words, named
from scheduler.questions.repair.repairing import repair

__all__ = ["DROPPED", "STEPS", "CannotHoldAll", "Repaired", "Step", "kept_words", "named", "repair"]
