"""Text in lines that hang, as all of the console prints them: a lead before the first, blanks before the others."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.text.sentence import spoken
from scheduler.text.wrap import wrap


def hanging(text: str, columns: int, lead: str = "", indent: int | None = None) -> Iterator[str]:
    """The text in lines of at most so many columns, lead and blanks with them; none for an empty text.

    The text is said in the language of whoever reads it.

    `indent`: how many blanks stand before the other lines; None: as many as the lead is long.

    >>> list(hanging("Zaal 2 is closed all day.", 17, "- "))
    ['- Zaal 2 is', '  closed all day.']
    """
    blanks = len(lead) if indent is None else indent
    for number, line in enumerate(wrap(spoken(text), columns - max(len(lead), blanks))):
        yield f"{' ' * blanks if number else lead}{line}"
