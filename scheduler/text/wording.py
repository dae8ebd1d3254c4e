"""Small matters of language: lists, plurals, numbers in names, and the nearest name for one that is misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from scheduler.text.letters import normalized, unbroken
from scheduler.text.sentence import NOTHING, InnerSentence, Listing, Phrase, Plural, Sentence

_LONGEST = 120  # letters of a name for which the nearest is looked for
_CURLS = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u2011": "-"})


def listing(words: Iterable[object], last: str = "and") -> Listing:
    """`A`, `A and B`, `A, B and C`; an empty string for nothing. Semicolons where the words have commas of their own.

    >>> listing(["Europa", "Zorg, Jeugd en Onderwijs", "Wonen"])
    'Europa; Zorg, Jeugd en Onderwijs; and Wonen'
    """
    return Listing(words, last)


def some(things: Sequence[object], first: int, most: int | None = None) -> Listing:
    """All of them where there are at most `most`, else the `first` ones and how many others. `most` None: `first`.

    >>> some(["Europa", "Wonen", "Zorg"], 1), some(["Europa", "Wonen"], 1, 2)
    ('Europa and 2 others', 'Europa and Wonen')
    """
    if len(things) <= (first if most is None else most):
        return listing(things)
    return listing([*things[:first], count(len(things) - first, "other")])


def each_of(things: Iterable[object], *, begins: bool = False) -> Phrase:
    """`A` for one; `each of A and B` for several, of which the same is true. `begins`: a sentence begins with it."""
    names = list(things)
    if len(names) == 1:
        return listing(names)
    named = listing(names)
    return Sentence("Each of {names}", names=named) if begins else Sentence("each of {names}", names=named)


def count(number: int, one: str, many: str = "") -> Plural:
    """`1 session`, `2 sessions`; `many` where adding an s does not do. In the catalogue: `{number} session`."""
    singular, others = f"{{number}} {one}", f"{{number}} {many or f'{one}s'}"
    return Plural(number, singular, others)


def visible(text: str) -> str:
    r"""The text on one line, with what a terminal would act on, or nobody would see, written out.

    >>> print(visible("Zaal\n1 \x1b[31m\u202e"))
    Zaal 1 \x1b[31m\u202e
    """
    flat = " ".join(text.split())
    if flat.isprintable():
        return flat
    return "".join(s if s.isprintable() or s in "\u200c\u200d" else ascii(s)[1:-1] for s in flat)


def within(sentence: str) -> InnerSentence:
    """The sentence as it stands in another: without its full stop, and with a small letter where no name begins it."""
    return InnerSentence(sentence)


def asked(number: int) -> Plural:
    """`1 is asked`, `30 are asked`: what is asked of which less would do."""
    return Plural(number, "{number} is asked", "{number} are asked")


def as_sentence(error: Exception) -> Phrase:
    """What an error says, as data where it is: `str(error)` is English alone."""
    words = error.args[0] if error.args else ""
    return words if isinstance(words, Phrase) else Sentence("{words}", words=str(error))


def closed(words: Phrase) -> Phrase:
    """The same with a full stop, where no sign ends it; `write it like 9:30` is mostly half of a sentence."""
    return words if words.endswith((".", "?", "!")) else Sentence("{words}.", words=words)


class KeyName(Phrase):
    """A key of the file that a sentence is about: in the language of that file, whoever reads it (see files/keys.py).

    What netday tells of itself, such as a rule that is broken, is a `KeyText`, in the language of the reader.
    """

    __slots__ = ()

    @property
    def parts(self) -> Mapping[str, Any]:
        return {"kind": "key", "id": str(self)}


def taking(minutes: int) -> Sentence:
    """`takes 45 minutes`."""
    return Sentence("takes {length}", length=count(minutes, "minute"))


def lasting(minutes: int) -> Listing:
    """`45 minutes`, `2 hours`, `141 hours and 35 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [count(hours, "hour")] if hours else []
    return listing([*parts, count(rest, "minute")] if rest or not hours else parts)


def by_number(name: str) -> tuple[list[tuple[str, int, str]], str]:
    """A key to sort names by, as people count: letters by the alphabet, whatever their case, and numbers by their size.

    >>> sorted(["Zaal 10", "zaal 2", "1.12", "1.9", "Aula"], key=by_number)
    ['1.9', '1.12', 'Aula', 'zaal 2', 'Zaal 10']
    """
    parts = [(word.casefold(), number.lstrip("0")) for word, number in re.findall(r"([^0-9]*)([0-9]*)", name)]
    return [(word, len(number), number) for word, number in parts], name


def alike_key(name: str) -> str:
    """The same for names that people would take for one: without capitals, accents, curls and hyphens unseen.

    >>> alike_key("Wonen – RENÉE’s"), alike_key("wonen - Renee's")
    ("wonen - renee's", "wonen - renee's")
    """
    if name.isascii():
        return " ".join(name.lower().split())
    apart = normalized("NFKD", unbroken(name).translate(_CURLS)).casefold()
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def nearest(word: str, names: Iterable[str]) -> Sentence:
    """` Did you mean "Woningmarkt"?`, with a blank before it; empty when nothing is near."""
    if len(word) > _LONGEST:
        return NOTHING
    folded = {name.casefold(): name for name in names if len(name) <= _LONGEST}
    close = [name for name in get_close_matches(word.casefold(), folded, n=3, cutoff=0.6) if _share(word, name)]
    return Sentence(' Did you mean "{name}"?', name=folded[close[0]]) if close else NOTHING


def _share(one: str, other: str) -> bool:
    """Whether names of several words have one in common, or nearly: letters alone make names of people alike.

    >>> _share("Minister Janssen", "Reinier van Essen"), _share("Jan de Vreis", "Jan de Vries")
    (False, True)
    """
    words, others = alike_key(one).split(), alike_key(other).split()
    if len(words) == 1 or len(others) == 1:
        return True
    return any(len(word) > 2 and get_close_matches(word, others, n=1, cutoff=0.75) for word in words)


class Hints:
    """The nearest name for each that is misspelt, as `nearest` says it, until looking would take too long.

    Ten thousand wrong names beside ten thousand right ones are the wrong file, and no hint helps.
    """

    def __init__(self) -> None:
        self._left = 200_000  # names that are still looked at
        self._given: dict[str, Sentence] = {}

    def __call__(self, word: str, names: Iterable[str]) -> Sentence:
        names = list(names)
        if word not in self._given and self._left > 0:
            self._left -= len(names)
            self._given[word] = nearest(word, names)
        return self._given.get(word, NOTHING)
