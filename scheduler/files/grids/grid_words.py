"""In which language a programme is written, by the commonest words of such papers."""

from __future__ import annotations

import re

_DUTCH = frozenset(
    {
        *("de", "het", "een", "en", "van", "uur", "zaal", "tijd", "voorzitter", "pauze", "inloop", "koffie"),
        *("borrel", "met", "afsluiting", "programma", "verplaatsing", "themagroep", "pijler", "wonen", "zorg"),
    }
)
_ENGLISH = frozenset(
    {
        *(
            "the",
            "of",
            "and",
            "room",
            "time",
            "chair",
            "speaker",
            "break",
            "coffee",
            "drinks",
            "with",
            "closing",
            "for",
        ),
        *("programme", "program", "hall", "welcome"),
    }
)


def language_of(text: str) -> str:
    """`nl` or `en`; Dutch where both are as likely.

    >>> language_of("Time, Room 1, Coffee break"), language_of("Tijd, Zaal 1, Lunch")
    ('en', 'nl')
    """
    words = re.findall(r"[^\W\d]+", text.casefold())
    dutch, english = (sum(word in some for word in words) for some in (_DUTCH, _ENGLISH))
    return "nl" if dutch >= english else "en"
