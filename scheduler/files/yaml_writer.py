"""Values of a day file as people would type them: plain where that can be read in one way only, else in quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

_PLAIN = re.compile(r"[^\W_]([\w ./()–'&+-]*[\w./()–'&+])?")
_WORDS = {"null", "none", "yes", "no", "on", "off", "true", "false", "ja", "nee", "geen", "aan", "uit"}


def scalar(text: str) -> str:
    """The text as a value, in quotes only where it must be.

    >>> print(scalar("Zaal 1"), scalar("Zorg, Jeugd"), scalar("no"))
    Zaal 1 "Zorg, Jeugd" "no"
    """
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def several(texts: Iterable[str]) -> str:
    """One alone, or a list between brackets."""
    found = [scalar(text) for text in texts]
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"


def block(key: str, text: str, depth: int) -> Iterator[str]:
    """A text over several lines, as it stands."""
    yield f"{' ' * depth}{key}: |"
    for line in text.split("\n"):
        yield f"{' ' * (depth + 2)}{line.strip()}".rstrip()
