"""Who has cancelled, said aloud: nobody counts on them, and what is theirs does not stand in the programme."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scheduler.conference.conference import Person
from scheduler.text.sentence import Phrase, plural
from scheduler.text.wording import some

_MANY = 8  # so many are named


def say_absent(people: Iterable[Person], say: Callable[[Phrase], None]) -> None:
    """A remark that names those who have cancelled."""
    absent = [person.name for person in people if person.absent]
    if not absent:
        return
    say(
        plural(
            len(absent),
            "{names} is absent and does not count.",
            "{names} are absent and do not count.",
            names=some(absent, _MANY),
        )
    )
