"""Who is the same person in an export, and whom of the day each is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cache

from scheduler.files.sign_ups.answers import SignUp
from scheduler.files.sign_ups.decide import LEAVE_OUT, YES, Asked, Decisions, OpenQuestion
from scheduler.text.sentence import Sentence
from scheduler.text.wording import alike_key

_OF_A_CITY = re.compile(r"^(?:de )?(?:gemeente|gem|stad)\b\.?\s+")
_NEAR = 0.85


@cache
def name_key(name: str) -> str:
    """The same for a name however it is typed.

    >>> name_key("Dekker, Sanne"), name_key("sanne  DEKKER"), name_key("Zoë Bäcker-Çelik")
    ('sanne dekker', 'sanne dekker', 'zoe backer celik')
    """
    before, comma, behind = alike_key(name).partition(",")
    turned = f"{behind} {before}" if comma and behind.strip() and "," not in behind else f"{before} {behind}"
    return " ".join(re.sub(r"[^\w()]+", " ", turned).split())


@cache
def city_key(organisation: str) -> str:
    """The same for a city however it is typed.

    >>> city_key("Gemeente Dijkhaven"), city_key("dijkhaven")
    ('dijkhaven', 'dijkhaven')
    """
    return _OF_A_CITY.sub("", alike_key(organisation))


@dataclass(frozen=True)
class Signed:
    """One person of an export: what counts of all that they answered, the last; and the rows of it.

    `asked`: by session at which they ask for a place, since when they have, to be put in order.
    """

    answer: SignUp
    rows: tuple[int, ...]
    names: tuple[str, ...]
    asked: Mapping[str, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class PersonsRead:
    persons: tuple[Signed, ...]
    questions: tuple[OpenQuestion, ...]
    cities: Mapping[str, str]  # by how it was typed, as it is written now


def read_persons(sign_ups: Sequence[SignUp], decisions: Decisions, cities: Iterable[str]) -> PersonsRead:
    """Everybody once, in the order of their first rows. `cities`: as the day writes them."""
    spelling = _spellings([one.organisation for one in sign_ups], cities)
    questions: dict[tuple[str, str], OpenQuestion] = {}
    persons = []
    for alike in _alike(sign_ups, decisions, questions):
        ordered = sorted(alike, key=_moment)
        last = ordered[-1]
        organisation = next((one.organisation for one in reversed(ordered) if one.organisation), "")
        email = next((one.email for one in reversed(ordered) if one.email), "")
        stated = _together(ordered) if last.adds else _stated(ordered)
        kept = replace(
            stated,
            name=_best([one.name for one in ordered]),
            email=email,
            organisation=spelling.get(organisation, organisation),
        )
        rows, names = tuple(one.row for one in ordered), tuple(dict.fromkeys(one.name for one in ordered))
        persons.append(Signed(kept, rows, names, {session: _since(session, ordered) for session in last.places}))
    changed = {typed: written for typed, written in spelling.items() if typed != written}
    return PersonsRead(tuple(persons), tuple(questions.values()), changed)


def _moment(one: SignUp) -> tuple[str, int]:
    return one.stamp.isoformat() if one.stamp else "", one.row


def _stated(ordered: Sequence[SignUp]) -> SignUp:
    """The last answer, with what it leaves blank as it was answered before."""
    found = ordered[-1]
    for one in reversed(ordered[:-1]):
        blank = set(found.blank)
        found = replace(
            found,
            groups={**found.groups, **{role: names for role, names in one.groups.items() if role in blank}},
            hours={**found.hours, **{key: hour for key, hour in one.hours.items() if key in blank}},
            wishes=one.wishes if "wishes" in blank and found.wishes is None else found.wishes,
            blank=tuple(key for key in found.blank if key in one.blank),
        )
    return found


def _together(ordered: Sequence[SignUp]) -> SignUp:
    """All groups that the rows name: each row tells of some of them."""
    found = _stated(ordered)
    groups: dict[str, tuple[str, ...]] = {}
    wishes: dict[str, int] = {}
    for one in ordered:
        wishes |= one.wishes or {}
        for role, names in one.groups.items():
            groups[role] = tuple(dict.fromkeys((*groups.get(role, ()), *names)))
    return replace(found, groups=groups, wishes=wishes or found.wishes)


def _since(session: str, ordered: Sequence[SignUp]) -> tuple[str, int]:
    """The moment of the first of their last answers that all ask for a place there."""
    since = ordered[-1]
    for one in reversed(ordered):
        if session not in one.places:
            break
        since = one
    return _moment(since)


def _best(names: Sequence[str]) -> str:
    """The first of the spellings, but for names in capitals or in small letters alone."""
    return next((name for name in names if not name.isupper() and not name.islower()), names[0])


def _spellings(typed: Sequence[str], known: Iterable[str]) -> dict[str, str]:
    """Each city as the day writes it, else as most write it."""
    own = {city_key(city): city for city in known if city}
    by_key: dict[str, Counter[str]] = {}
    for city in typed:
        if city:
            by_key.setdefault(city_key(city), Counter())[city] += 1
    found: dict[str, str] = {}
    for key, cities in by_key.items():
        usual = own.get(key) or max(cities, key=lambda city: (cities[city], -len(city), not city.islower()))
        found |= dict.fromkeys(cities, usual)
    return found


def _alike(
    sign_ups: Sequence[SignUp], decisions: Decisions, questions: dict[tuple[str, str], OpenQuestion]
) -> Iterator[list[SignUp]]:
    towns: dict[str, dict[str, None]] = {}
    for one in sign_ups:
        towns.setdefault(name_key(one.name), {}).update({city_key(one.organisation): None})
    same: dict[tuple[str, str], list[SignUp]] = {}
    for one in sign_ups:
        name, city = name_key(one.name), city_key(one.organisation)
        stated = [town for town in towns[name] if town]
        same.setdefault((name, city or (stated[0] if len(stated) == 1 else "")), []).append(one)
    first: dict[tuple[str, str], tuple[str, str]] = {key: key for key in same}
    place = {key: number for number, key in enumerate(same)}

    def foremost(key: tuple[str, str]) -> tuple[str, str]:
        while first[key] != key:
            key = first[key]
        return key

    by_email: dict[str, list[tuple[str, str]]] = {}
    for key, answers in same.items():
        for email in dict.fromkeys(one.email.casefold() for one in answers if one.email):
            others = by_email.setdefault(email, [])
            other = next((o for o in others if _are_one(same[o][0], answers[0], decisions, questions)), None)
            if other is not None:
                earlier, later = sorted((foremost(other), foremost(key)), key=place.__getitem__)
                first[later] = earlier
            others.append(key)
    found: dict[tuple[str, str], list[SignUp]] = {}
    for key, answers in same.items():
        found.setdefault(foremost(key), []).extend(answers)
    yield from found.values()


def _are_one(one: SignUp, other: SignUp, decisions: Decisions, questions: dict[tuple[str, str], OpenQuestion]) -> bool:
    """Whether two with one e-mail address are one person: of one name they are; else that is asked."""
    names = name_key(one.name), name_key(other.name)
    if names[0] == names[1]:
        return True
    what = f"{one.name} = {other.name}"
    answer = decisions.of(Asked.PERSON, what)
    if answer is None:
        is_near = SequenceMatcher(None, *names).ratio() >= _NEAR or names[0].split()[-1] == names[1].split()[-1]
        likely = YES if is_near else LEAVE_OUT
        sentence = Sentence(
            "Are {one} and {other}, who have one e-mail address, the same person?", one=one.name, other=other.name
        )
        question = OpenQuestion(Asked.PERSON, what, sentence, likely, (one.row, other.row))
        questions.setdefault(question.key, question)
        answer = likely
    return answer == YES
