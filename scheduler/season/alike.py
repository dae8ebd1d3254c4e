"""Names on two days that differ so little that one person or group may be meant; as they are, they count as two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from scheduler.conference import Conference

_NEAR = 0.9  # of two names of people in one city: Jan de Vries and Jan de Vreis


@dataclass(frozen=True)
class _Known:
    """A name, where the person sits (for a group: empty), and the titles of the days that know it."""

    name: str
    city: str
    days: tuple[str, ...]


def alike(days: Iterable[Conference]) -> Iterator[str]:
    """In sentences. Two names that one day knows side by side are two people, or two groups."""
    days = tuple(days)
    people = _known((person.name, person.organisation, day.title) for day in days for person in day.people)
    groups = _known((group.name, "", day.title) for day in days for group in day.groups)
    for what, known in (("person", people), ("group", groups)):
        for one, other in dict.fromkeys(_pairs(known)):
            if not set(one.days) & set(other.days):
                both = f'"{one.name}" ({one.days[0]}) and "{other.name}" ({other.days[0]})'
                yield f"{both} count as two. If that is one {what}, write the name alike."


def _known(told: Iterable[tuple[str, str, str]]) -> list[_Known]:
    found: dict[str, _Known] = {}
    for name, city, title in told:
        before = found.get(name, _Known(name, city, ()))
        found[name] = _Known(name, before.city or city, (*before.days, title))
    return list(found.values())


def _pairs(known: list[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """Names of the same letters or words; and in one city, for there few are to be compared, of nearly the same."""
    same: dict[str, list[_Known]] = {}
    turned: dict[tuple[str, ...], list[_Known]] = {}  # Asiel en vergunninghouders, Vergunninghouders en asiel
    cities: dict[str, list[_Known]] = {}
    for one in known:
        same.setdefault(_letters(one.name), []).append(one)
        turned.setdefault(tuple(sorted(map(_letters, one.name.split()))), []).append(one)
        if one.city:
            cities.setdefault(one.city, []).append(one)
    for some in (*same.values(), *turned.values()):
        yield from combinations(some, 2)
    for some in cities.values():
        for one, other in combinations(some, 2):
            here, there = _letters(one.name), _letters(other.name)
            if here != there and SequenceMatcher(None, here, there).ratio() >= _NEAR:
                yield one, other


def _letters(name: str) -> str:
    """The letters of a name, without accents, capitals, hyphens and spaces."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if sign.isalnum())
