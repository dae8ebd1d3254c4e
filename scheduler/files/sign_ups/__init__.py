"""Sign-ups: the export of a form, whatever product it comes from, taken into the people of a day."""

from __future__ import annotations

from scheduler.files.sign_ups.decide import Asked, Decisions, OpenQuestion
from scheduler.files.sign_ups.review import read_review, write_review
from scheduler.files.sign_ups.taken import SignUpDesk, SignUpsRead, answer_typed

__all__ = [
    "Asked",
    "Decisions",
    "OpenQuestion",
    "SignUpDesk",
    "SignUpsRead",
    "answer_typed",
    "read_review",
    "write_review",
]
