"""The Dutch words of a day file, as people spell them: what they mean, and the nearest for one that is misspelt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache

from scheduler.text.day_words import section
from scheduler.text.letters import normalized
from scheduler.text.sentence import NOTHING, Sentence

_LONGEST = 120  # letters of a word for which the nearest is looked for
_TIE = 0.15  # so much nearer the other language has to be
_CLOSE = 0.63  # so near a word is when it is offered, from 0 to 1
_PART = 0.9  # how near a long name is of which a part was typed
_TELLING = 4  # letters of a part that tells which name is meant
_SAME_WORD = 0.75  # so near two spellings of one word are


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

    `dutch`: which language is meant where the other is not much nearer.

    >>> nearest_of("eerlijk", ["in_parallel"], ["tegelijk", "eerlijk_verdeeld"], dutch=True)
    ' Did you mean "eerlijk_verdeeld"?'
    """
    wanted = without_accents(word.casefold())
    best, name = 0.0, ""
    for number, words in enumerate((english, in_dutch) if len(word) <= _LONGEST else ()):
        for known in words:
            near = _likeness(wanted, without_accents(known.casefold())) - _TIE * (number != dutch)
            if near >= _CLOSE and near > best:
                best, name = near, known
    return Sentence(' Did you mean "{name}"?', name=name) if name else NOTHING


def _likeness(wanted: str, known: str) -> float:
    """How near the two are, from 0 to 1. Who typed the beginning, the end or one word of a long name meant that."""
    matcher = SequenceMatcher(None, known, wanted)
    whole = matcher.ratio() if matcher.real_quick_ratio() >= _CLOSE else 0.0
    if len(wanted) < _TELLING:
        return whole
    if known.startswith(wanted) or known.endswith(f"_{wanted}"):
        return max(whole, _PART)
    parts = (part for part in known.split("_") if len(part) >= _TELLING and part != known)
    ratios = (SequenceMatcher(None, part, wanted).ratio() for part in parts)
    return max(whole, _PART * max((ratio for ratio in ratios if ratio >= _SAME_WORD), default=0.0))
