"""A published programme made good again after the day has changed: `repair`, and what it answers."""

from scheduler.questions.repair.answers import DROPPED, STEPS, CannotHoldAll, Nearest, NotWithin, Repaired, Step
from scheduler.questions.repair.best_first import beside_fresh, nearest, repair_within
from scheduler.questions.repair.frozen import kept_words, named
from scheduler.questions.repair.repairing import repair

__all__ = [
    "DROPPED",
    "STEPS",
    "CannotHoldAll",
    "Nearest",
    "NotWithin",
    "Repaired",
    "Step",
    "beside_fresh",
    "kept_words",
    "named",
    "nearest",
    "repair",
    "repair_within",
]
