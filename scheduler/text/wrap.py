"""Words into narrow columns: lines are broken between words, and inside a word only where it is longer than the column.

Widths are what a terminal takes for the text, which is two columns for each Chinese character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

from scheduler.text import sanitize

_VOWELS = "aeiouyáàâäéèêëíìîïóòôöúùûüAEIOUY"
# Between two vowels the last consonant goes to the next syllable, or as many as can begin a word.
_ONSETS = re.compile(r"(?:s?ch[rl]?|str|spr|spl|s[lmnptwk]|[bcdfgkptv][rl]|[dtz]w|th|qu|kn|wr|.)$", re.IGNORECASE)
_BETWEEN_VOWELS = re.compile(f"(?<=[{_VOWELS}])([^{_VOWELS}\\W\\d_]+)(?=[{_VOWELS}])")
NO_BREAK = "\N{NO-BREAK SPACE}"
_BLANKS = re.compile(rf"[^\S{NO_BREAK}]+")
_SHORTEST = 3  # letters of a broken word on either side


def width(text: str) -> int:
    return cell_len(text)


def longest_word(text: str) -> int:
    return max(map(width, text.split()), default=0)


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns, no word lost, and nothing in it that turns the writing.

    What is held together by `NO_BREAK` stays together where it fits on one line.

    >>> wrap("Slimme duurzame verstedelijking", 11)
    ['Slimme', 'duurzame', 'verstede-', 'lijking']
    """
    lines: list[str] = []
    line = ""
    for word in _words(text, columns):
        too_long = width(word) > columns and columns - width(line) > 2 * _SHORTEST
        start = f"{line} " if line and too_long else ""  # a long word may begin on the line that stands open
        longer = f"{line} {word}".strip()
        if width(longer) <= columns:
            line = longer
            continue
        if line and not start:
            lines.append(line)
        rest = start + word
        while width(rest) > columns:
            head, rest = _broken(rest, columns, at_least=width(start))
            lines.append(head)
        line = rest
    return [*lines, line] if line else lines


def _words(text: str, columns: int) -> Iterator[str]:
    for held in _BLANKS.split(sanitize.text(text)):
        together = " ".join(held.split())
        yield from [together] if together and width(together) <= columns else held.split()


def _broken(text: str, columns: int, at_least: int) -> tuple[str, str]:
    """The part that fits on a line, with its hyphen, and the rest. `at_least`: where the word begins in the text."""
    *_, place = [
        0,
        *(p for p in _breaks(text) if at_least < p and width(text[:p]) + (text[p - 1] not in "-/") <= columns),
    ]
    if place:
        head = text[:place]
        return head if head.endswith(("-", "/")) else f"{head}-", text[place:]
    if at_least:
        return text[: text.rindex(" ")].rstrip(), text[text.rindex(" ") + 1 :]
    (head, *_) = chop_cells(text, max(2, columns))
    return head, text[len(head) :]


def _breaks(text: str) -> Iterator[int]:
    """Where the last word of the text can be broken: after hyphens and strokes, and roughly between syllables."""
    word_start = text.rfind(" ") + 1
    word = text[word_start:]
    places = {match.end() for match in re.finditer(r"[-/]", word)} | set(syllables(word))
    yield from (word_start + p for p in sorted(places) if _SHORTEST <= p <= len(word) - _SHORTEST)


def syllables(word: str) -> Iterator[int]:
    """Where a word of Dutch or English can be broken with a hyphen, roughly between its syllables.

    >>> list(syllables("schuldhulpverlening"))
    [6, 10, 13, 15]
    """
    for match in _BETWEEN_VOWELS.finditer(word):
        onset = _ONSETS.search(match[1])
        place = match.start() + onset.start() if onset else 0
        if _SHORTEST <= place <= len(word) - _SHORTEST:
            yield place
