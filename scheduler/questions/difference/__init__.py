"""What one edition of a programme changes of another: the comparison, in sentences, as a mail and as data."""

from scheduler.conference.difference import ChangeKind
from scheduler.conference.programme import Edition
from scheduler.questions.difference.comparing import (
    Difference,
    OwnChange,
    SessionChange,
    difference,
    moved_to,
    perhaps_renamed,
)
from scheduler.questions.difference.diaries import diaries

__all__ = [
    "ChangeKind",
    "Difference",
    "Edition",
    "OwnChange",
    "SessionChange",
    "diaries",
    "difference",
    "moved_to",
    "perhaps_renamed",
]
