"""What becomes of a table on its way through Excel, forms and Word: rows in one cell, totals, text decoded twice."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from scheduler.files.faults import Fault, quoted
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import alike_key, listing

_RUNS = 6  # so many runs of lines are told
_TOTAL = re.compile(
    r"(sub|eind)?(totaa?l|totals?)\b.*|(som|sum|gemiddelde?|average)\W*|(aantal|number of|count)(\s\w+)?\W*\d*\W*",
    re.IGNORECASE,
)
# UTF-8 read as Windows-1252: é is Ã©, a blank of Word Â and a blank, ’ is â€™, € is â‚¬, an emoji begins with ðŸ.
_TWICE = re.compile("(?:[ÃÂ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜€‚„…†‡‰‹›•™]|â[€‚][\u0080-\u00bf\u2013-\u203aœž¬˜™€š]|ðŸ)")
_TYPED = set("‚„…“”‘’–—")  # signs that people do type behind a capital à or Â


def quote_slip(error: csv.Error) -> Sentence:
    """What is wrong with the row in which reading stopped."""
    if "end of data" in str(error):
        return Sentence("A quote is opened in this row and not closed.")
    if "field larger" in str(error):
        return Sentence(
            "A cell of this row has more than {most} letters; perhaps a quote is opened in it and not closed.",
            most=csv.field_size_limit(),
        )
    return Sentence('A quote stands within a quoted cell; write it twice ("").')


def row_slip(cells: Sequence[str], columns: int, delimiter: str) -> Phrase:
    """What happened to a row whose cells cannot be what they were; empty where nothing did."""
    filled = [cell for cell in cells if cell.strip()]
    if columns > 1 and len(filled) == 1 and delimiter in cells[0]:
        return Sentence(
            "The whole row stands in one cell, between quotes: a table with {signs} was opened in an Excel that "
            "expects another sign, and saved again. Take the list from before that; in Excel, open it by Data, From "
            "Text/CSV.",
            signs=_named(delimiter),
        )
    for one in cells:
        cell = one.strip()
        if cell[:1] in ("“", "„") and not any(sign in cell[1:] for sign in "”“"):
            return Sentence(
                '{cell} begins with a curly quote, as Word types it; use straight quotes: "…".', cell=quoted(cell)
            )
    return NOTHING


def _named(delimiter: str) -> str:
    signs = {",": Sentence("commas"), ";": Sentence("semicolons"), "\t": Sentence("tabs")}
    return signs.get(delimiter) or quoted(delimiter)


def is_total(name: str) -> bool:
    """Whether the row under this name counts the others.

    >>> [is_total(name) for name in ("Totaal", "TOTAAL: 25", "Aantal deelnemers: 12", "Tota van Loo", "Som Bakker")]
    [True, True, True, False, False]
    """
    return bool(_TOTAL.fullmatch(name.strip()))


def groups_in(cells: Sequence[str], groups: Sequence[str]) -> str:
    """The first name of a group in these cells, where most cells hold nothing but such names; else empty."""
    known = {alike_key(group): group for group in groups}
    longest = sorted(known, key=len, reverse=True)
    first, hits = "", 0
    for cell in cells[:200]:
        rest = alike_key(cell)
        for name in longest if rest not in known else [rest]:
            if name and name in rest:
                first, rest = first or known[name], rest.replace(name, "")
        hits += not rest.strip(" ,;|/&+\n")
    return first if hits * 2 > len(cells[:200]) else ""


def in_runs(lines: Iterable[int]) -> Phrase:
    """Line numbers as in a sentence, those that follow each other as one.

    >>> in_runs([3, 7, 8, 9, 12])
    '3, 7–9 and 12'
    """
    numbers = sorted(lines)
    breaks = [at for at, (one, other) in enumerate(pairwise(numbers), 1) if other > one + 1]
    runs = [numbers[a:b] for a, b in pairwise([0, *breaks, len(numbers)])]
    found = [f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    if len(found) > _RUNS:
        return Sentence("{lines} and others, to {last}", lines=", ".join(found[:_RUNS]), last=str(numbers[-1]))
    return listing(found)


def decoded_twice(text: str, file: str) -> list[Fault]:
    """A fault for each line in which é has become Ã©: the file was read in a wrong encoding, and saved so."""
    if text.isascii() or not _TWICE.search(text):
        return []
    faults = []
    for number, line in enumerate(text.split("\n"), 1):
        wrong = next((word for word in re.split(r"[\s,;|\"]+", line) if _wrong(word)), "")
        if wrong:
            right = _once(wrong)
            message = Sentence(
                "{wrong} should be {right}: this file was read in a wrong encoding and saved so. Take the file from "
                'before that, or mend all such letters; in Excel, save as "CSV UTF-8".',
                wrong=quoted(wrong),
                right=quoted(right),
            )
            faults.append(Fault(file, number, "", message))
    return faults


def _wrong(word: str) -> bool:
    found = _TWICE.search(word)
    return bool(found and found[0][-1] not in _TYPED and _once(word) != word)


def _once(word: str) -> str:
    """The word as it was before; the word itself where it cannot be undone."""
    try:
        return b"".join(sign.encode("latin-1" if "\x80" <= sign <= "\x9f" else "cp1252") for sign in word).decode()
    except UnicodeError:
        return word
