"""Why does this session stand here and not there? `why`, `places` and what they answer."""

from __future__ import annotations

from scheduler.questions.why.answers import Already, ClosedHour, PlacePrice, PlacePrices, Priced, Refused
from scheduler.questions.why.asking import places, why
from scheduler.questions.why.question import Question
from scheduler.questions.why.resolver import Found

__all__ = [
    "Already",
    "ClosedHour",
    "Found",
    "PlacePrice",
    "PlacePrices",
    "Priced",
    "Question",
    "Refused",
    "places",
    "why",
]
