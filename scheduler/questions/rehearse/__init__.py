"""What becomes of a programme when a guest, a chair or a room fails it: `rehearse`, and what it answers."""

from scheduler.questions.rehearse.mishaps import Mishap
from scheduler.questions.rehearse.outcome import Outcome, Outlook, Rehearsal
from scheduler.questions.rehearse.rehearsing import moves, rehearse

__all__ = ["Mishap", "Outcome", "Outlook", "Rehearsal", "moves", "rehearse"]
