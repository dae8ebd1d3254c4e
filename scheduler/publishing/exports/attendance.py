"""Who is expected at each session, to sign for at the door: for organisers, and never with an address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scheduler.conference.conference import Person, Session
from scheduler.conference.personal_day import Reason, personal_day
from scheduler.publishing.exports.booklet_values import house_values
from scheduler.publishing.exports.document import Document, SessionText
from scheduler.text.sentence import marked
from scheduler.text.wording import alike_key

BLANK = 5  # lines for who comes unexpected
ROLES: Mapping[Reason, str] = {
    Reason.CHAIRS: marked("chair"),
    Reason.SPEAKS: marked("speaker"),
    Reason.HOSTS: marked("host"),
    Reason.REQUIRED: marked("expected"),
    Reason.CHAIR: marked("chair"),
    Reason.VICE_CHAIR: marked("vice-chair"),
    Reason.SECRETARY: marked("secretary"),
    Reason.MEMBER: marked("member"),
    Reason.INTERESTED: marked("interested"),
    Reason.SIGNED_UP: marked("signed up"),
    Reason.EVERYONE: marked("for everyone"),
    Reason.OPEN: marked("open to everyone"),
}
_LEAD = (Reason.CHAIRS, Reason.SPEAKS, Reason.HOSTS)

_BEFORE_LAST = frozenset(
    (
        "van",
        "de",
        "der",
        "den",
        "het",
        "'t",
        "'s",
        "ten",
        "ter",
        "te",
        "op",
        "aan",
        "voor",
        "von",
        "zu",
        "di",
        "da",
        "la",
        "le",
        "del",
        "el",
    )
)

Values = dict[str, Any]


def attendance(document: Document) -> Values:
    """As plain values: a list for each meeting in order of time, who leads it first and then by last name."""
    say = document.language.say
    expected = _expected(document)
    lists = [
        _list(document, shown, expected.get(shown.session, []))
        for shown in document.placed
        if shown.session.kind.is_meeting
    ]
    return {
        "language": document.language.code,
        "title": say("Attendance lists of {day}", day=document.title),
        "conference": document.title,
        "house": {**house_values(document.conference.house_style), "logo": None},
        "blank": BLANK,
        "words": {
            "name": say("Name"),
            "organisation": say("Organisation"),
            "role": say("Role"),
            "signature": say("Signature"),
            "missing": say("□ stands for a character that this booklet cannot print."),
            "none": say("Nothing takes place on this day."),
        },
        "lists": lists,
    }


def last_name_first(name: str) -> tuple[str, str]:
    """By what a name stands in a list: the last name without what comes before it, and then the whole of it.

    >>> sorted(["Anna de Vries", "Bob Aalders", "Jan Peter van der Berg"], key=last_name_first)
    ['Bob Aalders', 'Jan Peter van der Berg', 'Anna de Vries']
    """
    first, *rest = alike_key(name.partition(" (")[0]).split() or [""]
    begin = next((place for place, word in enumerate(rest) if word in _BEFORE_LAST), max(0, len(rest) - 1))
    last = [word for word in rest[begin:] if word not in _BEFORE_LAST] or rest[-1:] or [first]
    return " ".join(last), alike_key(name)


def _expected(document: Document) -> dict[Session, list[tuple[Person, Reason]]]:
    """Of each session those in whose own day it stands, but for what they may as well pass by."""
    found: dict[Session, list[tuple[Person, Reason]]] = {}
    for person in document.conference.people:
        for item in personal_day(document.conference, document.programme, person).items:
            if item.why is not Reason.OPEN:
                found.setdefault(item.placement.session, []).append((person, item.why))
    return found


def _list(document: Document, shown: SessionText, expected: list[tuple[Person, Reason]]) -> Values:
    say, plural = document.language.say, document.language.plural
    leads = {reason: number for number, reason in enumerate(_LEAD)}
    in_order = sorted(expected, key=lambda one: (leads.get(one[1], len(_LEAD)), last_name_first(one[0].name)))
    return {
        "name": shown.title,
        "when": " ".join(part for part in (shown.day, shown.hours) if part),
        "room": shown.room,
        "number": plural(len(expected), "{number} person expected", "{number} people expected"),
        "people": [
            {
                "person": person.name.removesuffix(f" ({person.organisation})"),
                "organisation": person.organisation,
                "role": say(ROLES[why]) if why is not Reason.EVERYONE else "",
            }
            for person, why in in_order
        ],
    }
