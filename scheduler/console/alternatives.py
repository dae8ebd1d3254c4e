"""Alternatives in lines for a terminal: the best programme, and the others, each with what it gives and takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.console.hanging import hanging
from scheduler.questions.alternatives import Alternatives
from scheduler.questions.alternatives.data import distance_text, trade_off
from scheduler.solving.price import points
from scheduler.text.wrap import wrap


def lines(answer: Alternatives, files: Sequence[str] = (), columns: int = 80) -> Iterator[str]:
    """The best, and the others, each with what it gives and takes. `files`: where they were written, the best first."""
    best = answer.best
    proven = "Proven: no programme costs less." if answer.optimal else "That is the best so far."
    yield from wrap(f"The best programme costs {points(best.price.most)}. {proven}", columns)
    if files:
        yield f"Written: {files[0]}"
    if answer.others:
        yield ""
        others = f"Others that cost no more than {answer.within} more (at most {points(answer.limit)}), with at least"
        yield from wrap(f"{others} {distance_text(answer)} than in each one before:", columns)
    for number, one in enumerate(answer.others, 1):
        yield ""
        yield from hanging(trade_off(answer, one), columns, f"{number}. ")
        if files:
            yield f"   Written: {files[number]}"
    yield ""
    yield from wrap(_end(answer), columns)


def _end(answer: Alternatives) -> str:
    found = len(answer.others)
    if answer.no_more is None:
        return "There may be more: ask for them with a higher -n."
    which = "other programme" if not found else f"{_ordinal(found + 2)} programme"
    if answer.no_more:
        none = f"no {which} that costs at most {points(answer.limit)} has at least {distance_text(answer)}"
        return f"Proven: {none} than {'the best' if not found else 'each of these'}."
    ended = "It was stopped" if answer.stopped else "Time was up"
    return f"{ended} before another one was found, or shown not to be there."


def _ordinal(number: int) -> str:
    words = ["", "", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
    return words[number] if number < len(words) else f"{number}th"
