"""The Dutch words of a day file, as people spell them: what they mean, and the nearest for one that is misspelt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import cache

from scheduler.text.day_words import section
from scheduler.text.letters import normalized
from scheduler.text.sentence import NOTHING, Sentence

_LONGEST = 120  # letters of a word for which the nearest is looked for
_TIE = 0.05  # so much nearer the other language has to be


def flat(word: str) -> str:
    """A kind, role or value in the form in which spellings are compared.

    >>> flat("Thema-overleg"), flat("plenaire  Sessie")
    ('themaoverleg', 'plenairesessie')
    """
    return without_accents("".join(word.casefold().replace("-", " ").replace("_", " ").split()))


def without_accents(word: str) -> str:
    """The same with bare letters, for people type `een` for `één`.

    >>> without_accents("geïnteresseerd")
    'geinteresseerd'
    """
    if word.isascii():
        return word
    return "".join(letter for letter in normalized("NFD", word) if not unicodedata.combining(letter))


@cache
def _english(name: str) -> Mapping[str, str]:
    return {flat(dutch): english for english, words in section(name).items() for dutch in words}


def in_english(name: str, written: str) -> str | None:
    """The English word that a Dutch one of that section means; None where it is none."""
    return _english(name).get(flat(written))


def in_dutch(name: str, english: str) -> str:
    """The Dutch word that netday writes; the English one where the list has none."""
    return section(name).get(english, (english,))[0]


def dutch_words(name: str, english: Iterable[str]) -> list[str]:
    """All Dutch words of these, in the order of the list."""
    return [dutch for word in english for dutch in section(name).get(word, ())]


def nearest_of(word: str, english: Iterable[str], in_dutch: Iterable[str], *, dutch: bool) -> Sentence:
    """` Did you mean "zalen"?`: the nearest of the words; empty when nothing is near.

    `dutch`: which language is meant where both are as near.
    """
    by_language = [{known.casefold(): str(known) for known in words} for words in (english, in_dutch)]
    wanted = word.casefold()
    found = []
    for number, words in enumerate(by_language if len(word) <= _LONGEST else []):
        for match in get_close_matches(wanted, words, n=1, cutoff=0.6):
            likeness = SequenceMatcher(None, match, wanted).ratio() + _TIE * (number == dutch)
            found.append((likeness, words[match]))
    return Sentence(' Did you mean "{name}"?', name=max(found)[1]) if found else NOTHING
