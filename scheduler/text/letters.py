"""What looks one letter though it is several code points: accents, flags, families, letters of Korea and India."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

_FLAGS = range(0x1F1E6, 0x1F200)  # letters of which a pair is a flag
_PILE = re.compile(r"[^\x00-\x7f]{31,}")  # what may be more marks on a letter than any language has, 30 at most
_NO_WIDTH = re.compile("[\u00ad\u180e\u200b\u2060\ufeff]")  # where a word may be broken; nobody types it


def letters(text: str) -> Iterator[str]:
    r"""The text letter by letter; a pile of accents is a part of the letter below it, however high.

    >>> list(letters("e\u0301a\U0001f469\u200d\U0001f467")) == ["e\u0301", "a", "\U0001f469\u200d\U0001f467"]
    True
    """
    start = 0
    for at in range(1, len(text)):
        flag = ord(text[at]) in _FLAGS and ord(text[at - 1]) in _FLAGS
        if not (at - start == 1 if flag else belong_together(text, at)):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def belong_together(text: str, at: int) -> bool:
    """Whether a cut before `at` would part what looks one letter (UAX 29, near enough)."""
    before, after = text[at - 1], text[at]
    if after.isascii() and before != "\u200d":
        return unicodedata.combining(before) == 9
    if unicodedata.category(after) in {"Mn", "Mc", "Me"} or "\u200c" <= after <= "\u200d" or before == "\u200d":
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":  # a colour of skin; a tag
        return True
    if "\u1160" <= after <= "\u11ff" or unicodedata.combining(before) == 9:  # a Korean vowel; an Indic joined letter
        return True
    if ord(after) in _FLAGS:
        flags = 0
        while flags < at and ord(text[at - flags - 1]) in _FLAGS:
            flags += 1
        return flags % 2 == 1
    return False


def unbroken(text: str) -> str:
    """The text without the signs of no width, like a soft hyphen, at which a word may be broken."""
    return text if text.isascii() else _NO_WIDTH.sub("", text)


def normalized(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """As `unicodedata.normalize`, which takes a minute for a letter with a hundred thousand accents.

    It sorts the marks by moving each past the others; so they are sorted before it sees them.
    """
    if not text.isascii():
        apart: Literal["NFD", "NFKD"] = "NFKD" if "K" in form else "NFD"
        text = _PILE.sub(lambda pile: _sorted_marks(apart, pile[0]), text)
    return unicodedata.normalize(form, text)


def _sorted_marks(form: Literal["NFD", "NFKD"], pile: str) -> str:
    if not any(map(unicodedata.combining, unicodedata.normalize(form, "".join(sorted(set(pile)))))):
        return pile
    parts: list[str] = []
    marks: list[str] = []
    for sign in (part for one in pile for part in unicodedata.normalize(form, one)):
        if unicodedata.combining(sign):
            marks.append(sign)
        else:
            parts += [*sorted(marks, key=unicodedata.combining), sign]
            marks = []
    return "".join([*parts, *sorted(marks, key=unicodedata.combining)])
