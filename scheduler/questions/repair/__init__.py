"""A programme that has gone out, made good again after the day has changed, with as little changed as can be."""

from scheduler.questions.repair.answers import DROPPED, STEPS, CannotHoldAll, Repaired, Step
from scheduler.questions.repair.frozen import kept_words, named
from scheduler.questions.repair.repairing import repair

__all__ = ["DROPPED", "STEPS", "CannotHoldAll", "Repaired", "Step", "kept_words", "named", "repair"]
