"""Where people will stand: of each session how many come, and how many seats its room has."""

from __future__ import annotations

from scheduler.questions.crowds.answers import Crowds, SessionCrowd
from scheduler.questions.crowds.counting import crowds

__all__ = ["Crowds", "SessionCrowd", "crowds"]
