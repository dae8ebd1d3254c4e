"""Texts, addresses and names made fit for a calendar file: nothing in them can break a line or mislead a reader."""

from __future__ import annotations

import re

from scheduler.text.sanitize import LONGEST, line, place, text, url

__all__ = ["LONGEST", "line", "place", "text", "uid", "url"]

_UID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~+=@-]{0,119}")


def uid(given: str) -> str:
    """The name itself, when it can be a UID: ASCII letters, digits and a few signs, at most 120 octets.

    Raises ValueError with a sentence otherwise.
    """
    if not _UID.fullmatch(given):
        raise ValueError(
            f"{given[:140]!a} cannot name an event; it takes at most 120 ASCII letters, digits and . _ - @"
        )
    return given
