"""Words into narrow columns: lines are broken between words, and inside a word only where it is longer than the column.

Widths are what a terminal takes for the text, which is two columns for each Chinese character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from rich.cells import cell_len

from scheduler.text import sanitize
from scheduler.text.letters import letters

_VOWELS = "aeiouyáàâäéèêëíìîïóòôöúùûüAEIOUY"
# Between two vowels the last consonant goes to the next syllable, or as many as can begin a word.
_ONSETS = re.compile(r"(?:s?ch[rl]?|str|spr|spl|s[lmnptwk]|[bcdfgkptv][rl]|[dtz]w|th|qu|kn|wr|.)$", re.IGNORECASE)
_BETWEEN_VOWELS = re.compile(f"(?<=[{_VOWELS}])([^{_VOWELS}\\W\\d_]+)(?=[{_VOWELS}])")
NO_BREAK = "\N{NO-BREAK SPACE}"
_BLANKS = re.compile(rf"[^\S{NO_BREAK}]+")
_SHORTEST = 3  # letters of a broken word on either side
_NO_WORD = re.compile(r"\d|@|://")  # numbers, accounts and links: a hyphen put into one would be taken for a part of it


def width(text: str) -> int:
    return cell_len(text)


def longest_word(text: str) -> int:
    return max(map(width, text.split()), default=0)


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns, no word lost, and nothing in it that turns the writing.

    What is held together by `NO_BREAK` stays together where it fits on one line. A letter that is wider than the column
    has a line of its own.

    >>> wrap("Slimme duurzame verstedelijking", 11)
    ['Slimme', 'duurzame', 'verstede-', 'lijking']
    """
    lines: list[str] = []
    line = ""
    for word in _words(text, columns):
        longer = f"{line} {word}" if line else word
        if width(longer) <= columns:
            line = longer
        elif width(word) <= columns:
            lines.append(line)
            line = word
        else:
            long = _LongWord(word)
            begun = long.begun(columns - width(line) - 1) if line else ""  # it may begin on the line that stands open
            if line:
                lines.append(f"{line} {begun}" if begun else line)
            *full, line = long.rest(columns)
            lines += full
    return [*lines, line] if line else lines


def _words(text: str, columns: int) -> Iterator[str]:
    for held in _BLANKS.split(sanitize.text(text)):
        together = " ".join(held.split())
        yield from [together] if together and width(together) <= columns else held.split()


class _LongWord:
    """A word that is longer than the column, taken from its beginning part by part."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.ends = [0]  # where each letter ends, and at first where the word begins
        self.reach = [0]  # how many columns the word takes up to there
        end = 0
        for letter in letters(word):
            end += len(letter)
            if (size := width(letter)) == 0 and end > len(letter):
                self.ends[-1] = end  # what has no width stays with the letter before
            else:
                self.ends.append(end)
                self.reach.append(self.reach[-1] + size)
        number = {place: number for number, place in enumerate(self.ends)}
        self.breaks = [number[place] for place in _breaks(word) if place in number]
        self.start = 0

    def begun(self, columns: int) -> str:
        """Its beginning, in so many columns, with a hyphen; empty where it cannot be broken well."""
        end = self._good_break(columns) if columns >= 2 * _SHORTEST else 0
        return self._take(end, well=True) if end else ""

    def rest(self, columns: int) -> Iterator[str]:
        """What is left of it, in lines of so many columns; broken anywhere where it cannot be broken well."""
        last = len(self.ends) - 1
        while self.reach[last] - self.reach[self.start] > columns:
            fits = bisect_right(self.reach, self.reach[self.start] + columns) - 1
            well = self._good_break(columns)
            end = well or max(self.start + 1, fits)
            if end == last:  # one letter that is wider than the column
                break
            yield self._take(end, well=bool(well))
        yield self.word[self.ends[self.start] :]

    def _good_break(self, columns: int) -> int:
        """The last place to break at for which the part fits with its hyphen; 0: none."""
        at = bisect_right(self.breaks, bisect_right(self.reach, self.reach[self.start] + columns) - 1) - 1
        while at >= 0 and (end := self.breaks[at]) - self.start >= _SHORTEST:
            hyphen = self.word[self.ends[end] - 1] not in "-/"
            if self.reach[end] - self.reach[self.start] + hyphen <= columns:
                return end
            at -= 1
        return 0

    def _take(self, end: int, *, well: bool) -> str:
        part = self.word[self.ends[self.start] : self.ends[end]]
        self.start = end
        return f"{part}-" if well and not part.endswith(("-", "/")) else part


def _breaks(word: str) -> Iterator[int]:
    """Where a word can be broken: after hyphens and strokes, and roughly between syllables."""
    places = {match.end() for match in re.finditer(r"[-/]", word)}
    if not _NO_WORD.search(word):
        places |= set(syllables(word))
    yield from (place for place in sorted(places) if _SHORTEST <= place <= len(word) - _SHORTEST)


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
