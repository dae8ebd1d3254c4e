"""Keys as people write them: with blanks or hyphens, in capitals, one or several, and sometimes misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.files.faults import quoted
from scheduler.text.wording import nearest

MANY = 50  # so many unknown keys of one thing get a hint
_ALSO = {("city", "organisation"), ("organization", "organisation"), ("start", "at"), ("at", "start")}


def folded(key: str) -> str:
    """The key in our spelling.

    >>> folded("Vice chairs"), folded("goes-to")
    ('vice_chairs', 'goes_to')
    """
    return "_".join(key.casefold().replace("-", " ").replace("_", " ").split())


def same_key(written: str, known: str) -> bool:
    """Whether what is written means this key; one or several makes no difference (`room`, `rooms`)."""
    key = folded(written)
    return key == known or (key, known) in _ALSO or key.removesuffix("s") == known.removesuffix("s") != ""


def meant(written: str, known: Iterable[str]) -> str | None:
    """The known key that is meant; None when there is none."""
    known = list(known)
    key = folded(written)
    return key if key in known else next((k for k in known if same_key(written, k)), None)


@dataclass(frozen=True)
class Stray:
    """Stands for the value of a key that cannot stand there, and says why."""

    message: str


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
            found[key] = Stray(_unknown(key, value, known) if unknown <= MANY else f"{quoted(key)} is no key here.")
        elif value is None:
            continue
        elif ours in found:
            found[key] = Stray(f"{quoted(key)} says the same as {quoted(written[ours])}; keep one of them.")
        else:
            found[ours], written[ours] = value, key
    return found


def _unknown(key: str, value: Any, known: list[str]) -> str:
    if hint := nearest(folded(key), known):
        return f"{quoted(key)} is no key here.{hint}"
    what = f"{quoted(key)} is no key here; the keys are {', '.join(known)}."
    if isinstance(value, str) and key[:1].isupper():  # `- Europa: een verkenning`
        return f"{what} If it is a text with a colon, put it between quotes: {quoted(f'{key}: {value}')}."
    return what
