"""Really different programmes of nearly the same cost: `alternatives` and what it answers."""

from __future__ import annotations

from scheduler.questions.alternatives.answers import Alternative, Alternatives, Within
from scheduler.questions.alternatives.distance import distance
from scheduler.questions.alternatives.searching import alternatives

__all__ = ["Alternative", "Alternatives", "Within", "alternatives", "distance"]
