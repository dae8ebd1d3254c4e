"""Which session that is new may be one that is gone, under another name: a guess, for people to answer.

Sessions are known by name, so that under another name one is off and another is on. What speaks for it that the two
are the same: the same group or for the most part the same people, titles that are alike, the same length, the same
place.

>>> gone = Trace("Zorg", "Zorg", 60, ("11:30", "Zaal 2"), groups=frozenset({"Zorg"}))
>>> care = Trace("Gezondheid", "Gezondheid", 60, ("14:00", "Zaal 1"), groups=frozenset({"Zorg"}))
>>> water = Trace("Water", "Water", 60, ("14:00", "Zaal 2"), groups=frozenset({"Water"}))
>>> [(one.name, other.name) for one, other in perhaps_the_same([gone], [water, care])]
[('Zorg', 'Gezondheid')]
>>> perhaps_the_same([gone], [care, Trace("Wmo", "Wmo", 60, groups=frozenset({"Zorg"}))])
[]
>>> perhaps_the_same([Trace("Zorg", "Zorg", 60)], [Trace("Water", "Water", 60)])
[]
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from scheduler.conference.conference import Conference, Session

_ALIKE = 0.75  # of the letters of two titles: Digitale stad, Digitale steden
_LONG = 4  # letters of a word that says something
_PLACE, _KIN, _TITLE, _LENGTH = 4, 2, 2, 1
_LIKELY = 3  # two things beside each other, of which one is more than the length; or the very same place


@dataclass(frozen=True)
class Trace:
    """What one edition knows of a session. `place`: its hours and room; None where it has none.

    `groups`, `people`: by name; empty where that is not known.
    """

    name: str
    title: str
    minutes: int
    place: Hashable = None
    groups: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


def trace(conference: Conference, session: Session, place: Hashable = None) -> Trace:
    """The trace of a session as that conference knows it."""
    people = {person.name for person in conference.needed(session)}
    people.update(person.name for group in session.groups for person in group.roles)
    groups = frozenset(group.name for group in session.groups)
    return Trace(session.name, session.title, session.minutes, place, groups, frozenset(people))


def perhaps_the_same(gone: Sequence[Trace], come: Sequence[Trace]) -> list[tuple[Trace, Trace]]:
    """Pairs of which it is worth asking, in the order of those that are gone. Where two fit alike, none is."""
    weights = {(one.name, other.name): likeness(one, other) for one in gone for other in come}
    found = []
    for one in gone:
        for other in come:
            weight = weights[one.name, other.name]
            rivals = [w for pair, w in weights.items() if (pair[0] == one.name) != (pair[1] == other.name)]
            if weight >= _LIKELY and all(weight > rival for rival in rivals):
                found.append((one, other))
    return found


def likeness(one: Trace, other: Trace) -> int:
    """How much speaks for it that the two are the same."""
    same_length = one.minutes == other.minutes
    same_place = same_length and one.place is not None and one.place == other.place
    return sum(
        (
            _PLACE * same_place,
            _KIN * _same_people(one, other),
            _TITLE * titles_alike(one.title, other.title),
            _LENGTH * same_length,
        )
    )


def akin(one: Trace, other: Trace) -> bool:
    """Whether something speaks for it besides length and place, which a session that replaces another has as well."""
    return _same_people(one, other) or titles_alike(one.title, other.title)


def _same_people(one: Trace, other: Trace) -> bool:
    """Whether the two are of the same group, or most of the one among most of the other.

    A session is often named after its group.
    """
    if one.groups and other.groups:
        return one.groups == other.groups
    if one.name in other.groups or other.name in one.groups:
        return True
    return 2 * len(one.people & other.people) > max(len(one.people), len(other.people))


def titles_alike(one: str, other: str) -> bool:
    """Whether one title has all words of the other, or nearly its letters. Titles of other numbers are others.

    >>> titles_alike("Zorg", "Zorg en welzijn"), titles_alike("Digitale stad", "Digitale steden")
    (True, True)
    >>> titles_alike("Talk 1", "Talk 2")
    False
    """
    words, other_words = (re.findall(r"\w+", title.casefold()) for title in (one, other))
    if [word for word in words if word.isdigit()] != [word for word in other_words if word.isdigit()]:
        return False
    telling, others = ({word for word in some if len(word) >= _LONG} for some in (words, other_words))
    if telling and others and (telling <= others or others <= telling):
        return True
    return SequenceMatcher(None, " ".join(words), " ".join(other_words)).ratio() >= _ALIKE
