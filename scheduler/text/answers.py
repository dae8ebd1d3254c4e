"""What people type where they are asked yes or no: in either language, whichever the question was in."""

from __future__ import annotations

_YES = frozenset({"yes", "y", "ja", "j", "jawel", "ok", "oké", "oke"})
_NO = frozenset({"no", "n", "nee", "neen"})


def yes_or_no(text: str) -> bool | None:
    """Whether it is a yes or a no; None: it is neither.

    >>> [yes_or_no(text) for text in ("Ja", "y", "nee.", "N", "misschien", "")]
    [True, True, False, False, None, None]
    """
    word = text.strip(" \t\r\n.!,").casefold()
    return True if word in _YES else False if word in _NO else None
