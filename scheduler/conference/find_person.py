"""Somebody who comes, by the name that is typed."""

from __future__ import annotations

from scheduler.conference.conference import Conference, Person
from scheduler.text.lookup import find
from scheduler.text.sentence import Sentence


def find_person(typed: str, conference: Conference) -> Person:
    """Raises LookupError with a sentence: nobody is called so, or several are, or they have cancelled."""
    person = find(typed, conference.everybody, "person")
    if person.absent:
        raise LookupError(Sentence("{person} is absent, and has no day of their own.", person=person))
    return person
