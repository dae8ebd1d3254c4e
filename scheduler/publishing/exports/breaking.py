"""Long words in narrow columns: each may break between its syllables, with a hyphen, and only where it does not fit.

Browsers break words of a language for which they have a dictionary; Chromium has none of Dutch. So the words carry the
places themselves, as soft hyphens: those a search passes over, and a copy leaves them out (see the script). They stand
in the grid alone. The list, which says the same, has none, for some screen readers stumble over them.
"""

from __future__ import annotations

import re
from itertools import pairwise

from markupsafe import Markup, escape

from scheduler.text import sanitize
from scheduler.text.wrap import syllables

_SURE = 9  # so many letters fit in the narrowest column, in any font
_WORD = re.compile(r"[^\s\u00ad]+")
_PART = re.compile(r"[^-/]+")


def breakable(given: str) -> Markup:
    """The text, escaped; each word that may be too long is a box of its own, with places to break it.

    >>> print(breakable("Armoede & schuldhulpverlening").replace("\u00ad", "|"))
    Armoede &amp; <span class="long">schuld|hulp|ver|le|ning</span>
    """
    text = sanitize.text(given)
    parts, end = [], 0
    for word in _WORD.finditer(text):
        broken = _PART.sub(_with_places, word[0])
        if broken != word[0]:
            parts += [escape(text[end : word.start()]), Markup('<span class="long">{}</span>').format(broken)]
            end = word.end()
    return Markup("").join([*parts, escape(text[end:])])


def _with_places(part: re.Match[str]) -> str:
    if len(part[0]) <= _SURE:
        return part[0]
    places = [0, *syllables(part[0]), len(part[0])]
    return "\u00ad".join(part[0][first:last] for first, last in pairwise(places))
