"""Names on two days that differ so little that one person or group may be meant; as they are, they count as two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from scheduler.conference.conference import Conference
from scheduler.conference.renames import titles_alike
from scheduler.text.letters import normalized
from scheduler.text.sentence import Phrase, Sentence

_NEAR = 0.9  # of two names of people in one city: Jan de Vries and Jan de Vreis


@dataclass(frozen=True)
class _UsedName:
    """A name, where the person sits (for a group: empty), and which days know it, by number."""

    name: str
    city: str
    days: tuple[int, ...]


def alike(days: Iterable[Conference], answered: Collection[str] = ()) -> Iterator[Phrase]:
    """Questions, in sentences, about names that may be one.

    Two names that one day knows side by side are two people, or two groups. `days`: in the order in which a name may
    have got another, the coming one last. `answered`: names not to ask about.
    """
    days = tuple(days)
    people = _used_names((p.name, p.organisation, day) for day, those in enumerate(days) for p in those.people)
    groups = _used_names((group.name, "", day) for day, those in enumerate(days) for group in those.groups)
    near = [pair for pair in combinations(groups, 2) if titles_alike(pair[0].name, pair[1].name)]
    for are_people, pairs in ((True, _pairs(people)), (False, (*_pairs(groups), *near))):
        for one, other in dict.fromkeys(pairs):
            if not set(one.days) & set(other.days) and not {one.name, other.name} <= set(answered):
                old, new = sorted((one, other), key=lambda used: used.days[-1])
                first, second = (
                    Sentence('"{name}" ({day})', name=used.name, day=days[used.days[0]].title) for used in (one, other)
                )
                yield _question(first, second, old.name, new.name, are_people=are_people)


def _question(first: Sentence, second: Sentence, old: str, new: str, *, are_people: bool) -> Phrase:
    if are_people:
        return Sentence(
            "{first} and {second} count as two. If that is one person, write the name alike or say "
            '--renamed "{old}={new}".',
            first=first,
            second=second,
            old=old,
            new=new,
        )
    return Sentence(
        '{first} and {second} count as two. If that is one group, write the name alike or say --renamed "{old}={new}".',
        first=first,
        second=second,
        old=old,
        new=new,
    )


def _used_names(rows: Iterable[tuple[str, str, int]]) -> list[_UsedName]:
    found: dict[str, _UsedName] = {}
    for name, city, day in rows:
        before = found.get(name, _UsedName(name, city, ()))
        found[name] = _UsedName(name, before.city or city, (*before.days, day))
    return list(found.values())


def _pairs(used: list[_UsedName]) -> Iterator[tuple[_UsedName, _UsedName]]:
    """Pairs of the same letters or words; and in one city, where few are to be compared, of nearly the same."""
    same: dict[str, list[_UsedName]] = {}
    turned: dict[tuple[str, ...], list[_UsedName]] = {}  # Asiel en vergunninghouders, Vergunninghouders en asiel
    cities: dict[str, list[_UsedName]] = {}
    for one in used:
        same.setdefault(_letters(one.name), []).append(one)
        turned.setdefault(tuple(sorted(map(_letters, one.name.split()))), []).append(one)
        if one.city:
            cities.setdefault(one.city, []).append(one)
    for some in (*same.values(), *turned.values()):
        yield from combinations(some, 2)
    for some in cities.values():
        for one, other in combinations(some, 2):
            letters, other_letters = _letters(one.name), _letters(other.name)
            if letters != other_letters and SequenceMatcher(None, letters, other_letters).ratio() >= _NEAR:
                yield one, other


def _letters(name: str) -> str:
    """The letters of a name, without accents, capitals, hyphens and spaces."""
    return "".join(sign for sign in normalized("NFKD", name.casefold()) if sign.isalnum())
