"""Keys as people write them: in English or Dutch, with blanks or hyphens, one or several, and sometimes misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from scheduler.files.dutch import nearest_of, without_accents
from scheduler.files.faults import quoted
from scheduler.text.day_words import section
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph
from scheduler.text.wording import KeyName

_OF_THEIR_OWN = ("time", "times")  # the one is no plural of the other
MANY = 50  # so many unknown keys of one thing get a hint
_ALSO = {("city", "organisation"), ("organization", "organisation"), ("start", "at"), ("at", "start")}
_ALSO |= {("url", "link"), ("secretaries", "secretary"), ("waiting_list", "waiting")}
_ALSO |= {("time_zone", "zone"), ("rather_not_in", "rather_not")}
_ALSO |= {("color", "colours"), ("colors", "colours")}


@lru_cache(4096)  # a list of people asks it of the same headings for each of them
def folded(key: str) -> str:
    """The key in our spelling.

    >>> folded("Vice chairs"), folded("goes-to")
    ('vice_chairs', 'goes_to')
    """
    return "_".join(key.casefold().replace("-", " ").replace("_", " ").split())


@lru_cache(16_384)
def same_key(written: str, known: str) -> bool:
    """Whether what is written means this key, in English or Dutch; one or several makes no difference.

    >>> same_key("room", "rooms"), same_key("Zaal", "rooms"), same_key("zaal", "groups")
    (True, True, False)
    """
    key = folded(written)
    return (
        key == known
        or (key, known) in _ALSO
        or key.removesuffix("s") == known.removesuffix("s") != ""
        or known in _meanings().get(without_accents(key), ())
    )


def meant(written: str, known: Iterable[str]) -> str | None:
    """The known key that is meant; None when there is none."""
    known = list(known)
    key = folded(written)
    return key if key in known else next((k for k in known if same_key(written, k)), None)


@cache
def _dutch() -> Mapping[str, tuple[str, ...]]:
    """The Dutch words of every key and rule, in our spelling. A word for one means several too, and the other way."""
    listed = {key: tuple(map(folded, words)) for name in ("keys", "rules") for key, words in section(name).items()}
    for key, words in section("keys").items():  # a rule may be called like a key
        listed[key] = tuple(dict.fromkeys([*map(folded, words), *listed[key]]))
    one = {key: listed.get(f"{key}s", ()) + listed.get(key.removesuffix("s"), ()) for key in listed}
    one |= dict.fromkeys(_OF_THEIR_OWN, ())
    return {key: tuple(dict.fromkeys(words + one[key])) for key, words in listed.items()}


@cache
def _meanings() -> Mapping[str, frozenset[str]]:
    """By Dutch word, the keys that it means, each in a place of its own."""
    found: dict[str, set[str]] = {}
    for key, words in _dutch().items():
        for word in words:
            found.setdefault(without_accents(word), set()).add(key)
    return {word: frozenset(keys) for word, keys in found.items()}


def dutch_for(key: str) -> tuple[str, ...]:
    """Every Dutch word for a key or rule, in our spelling, that which netday writes first; none where it has none.

    >>> dutch_for("rooms")[:2], dutch_for("room")[:2]
    (('zalen', 'ruimtes'), ('zaal', 'ruimte'))
    """
    return _dutch().get(key, ()) or _dutch().get(f"{key}s", ()) or _dutch().get(key.removesuffix("s"), ())


def speaks_dutch(written: Iterable[str]) -> bool:
    """Whether more of these keys are Dutch than English. What is the same in both says nothing."""
    return sum((without_accents(folded(key)) in _meanings()) - is_english(key) for key in written) > 0


def is_english(written: str) -> bool:
    """Whether it is a key in English; it may be the same in Dutch."""
    key = folded(written)
    return any(one in _dutch() for one in (key, f"{key}s", key.removesuffix("s")))


def in_language(key: str, *, dutch: bool) -> str:
    """The key as a file of that language has it; what the list does not know stays as it is."""
    return next(iter(dutch_for(key)), key) if dutch else key


def with_keys(words: Phrase, *, dutch: bool) -> Phrase:
    """The same with the keys that it names as a file of that language has them."""
    if not dutch or not isinstance(words, Sentence):
        return words
    keys = {name: value for name, value in words.values.items() if isinstance(value, KeyName)}
    return words.of(**{name: KeyName(in_language(key, dutch=dutch)) for name, key in keys.items()})


@dataclass(frozen=True)
class Stray:
    """Stands for the value of a key that cannot stand there, and says why.

    `key` is as it is written, and `same_as` the other one that says the same, where that is why.
    """

    message: Phrase
    key: str = ""
    same_as: str = ""
    is_text: bool = False  # most likely no key at all, but a text with a colon


def known_keys(data: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """The data under our spelling of its keys, without those that have nothing behind them.

    A key that is unknown, or there twice, gets a `Stray` for its value.
    """
    known = list(known)
    found: dict[str, Any] = {}
    written: dict[str, str] = {}
    unknown = 0
    for key, value in data.items():
        ours = meant(key, known)
        if ours is None:
            unknown += 1
            plain = Stray(Sentence("{key} is no key here.{hint}", key=quoted(key), hint=NOTHING))
            found[key] = _unknown(key, data, known) if unknown <= MANY else plain
        elif value is None:
            continue
        elif ours not in found:
            found[ours], written[ours] = value, key
        else:
            found[key] = Stray(says_the_same(key, written[ours]), key, written[ours])
    return found


def says_the_same(key: str, other: str) -> Sentence:
    """What is said of the second of two keys that mean one thing."""
    return Sentence("{key} says the same as {other}; keep one of them.", key=quoted(key), other=quoted(other))


def nearest_key(written: str, known: Iterable[str], *, dutch: bool) -> Sentence:
    """` Did you mean "zalen"?`: the nearest of the known keys and their Dutch words; empty when nothing is near."""
    known = list(known)
    return nearest_of(folded(written), known, [word for ours in known for word in dutch_for(ours)], dutch=dutch)


def _unknown(key: str, data: Mapping[str, Any], known: list[str]) -> Stray:
    value, dutch = data[key], speaks_dutch(data)
    if hint := nearest_key(key, known, dutch=dutch):
        return Stray(Sentence("{key} is no key here.{hint}", key=quoted(key), hint=hint))
    keys = ", ".join(in_language(ours, dutch=dutch) for ours in known)
    what = Sentence("{key} is no key here; the keys are {keys}.", key=quoted(key), keys=keys)
    if isinstance(value, str) and key[:1].isupper():  # `- Europa: een verkenning`
        whole = quoted(f"{key}: {value}")
        quotes = Sentence("If it is a text with a colon, put it between quotes: {text}.", text=whole)
        return Stray(paragraph(what, quotes), is_text=True)
    return Stray(what)
