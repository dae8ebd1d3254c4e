"""Alternatives in lines for a terminal: the best programme, and the others, each with what it gives and takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.console.hanging import hanging
from scheduler.questions.alternatives import Alternatives
from scheduler.questions.alternatives.data import distance_text, trade_off
from scheduler.solving.price import points
from scheduler.text.sentence import Phrase, Sentence, paragraph, spoken


def lines(answer: Alternatives, files: Sequence[str] = (), columns: int = 80) -> Iterator[str]:
    """The best, and the others, each with what it gives and takes. `files`: where they were written, the best first."""
    best = Sentence("The best programme costs {points}.", points=points(answer.best.price.most))
    proven = Sentence("Proven: no programme costs less.") if answer.optimal else Sentence("That is the best so far.")
    yield from hanging(paragraph(best, proven), columns)
    if files:
        yield spoken(Sentence("Written: {file}", file=files[0]))
    if answer.others:
        yield ""
        others = Sentence(
            "Others that cost no more than {within} more (at most {limit}), with at least {distance} than in each one "
            "before:",
            within=answer.within,
            limit=points(answer.limit),
            distance=distance_text(answer),
        )
        yield from hanging(others, columns)
    for number, one in enumerate(answer.others, 1):
        yield ""
        yield from hanging(trade_off(answer, one), columns, f"{number}. ")
        if files:
            yield f"   {spoken(Sentence('Written: {file}', file=files[number]))}"
    yield ""
    yield from hanging(_end(answer), columns)


def _end(answer: Alternatives) -> Phrase:
    found, limit, distance = len(answer.others), points(answer.limit), distance_text(answer)
    if answer.no_more is None:
        return Sentence("There may be more: ask for them with a higher -n.")
    if answer.no_more and not found:
        return Sentence(
            "Proven: no other programme that costs at most {limit} has at least {distance} than the best.",
            limit=limit,
            distance=distance,
        )
    if answer.no_more:
        return Sentence(
            "Proven: no {third} programme that costs at most {limit} has at least {distance} than each of these.",
            third=_ordinal(found + 2),
            limit=limit,
            distance=distance,
        )
    if answer.stopped:
        return Sentence("It was stopped before another one was found, or shown not to be there.")
    return Sentence("Time was up before another one was found, or shown not to be there.")


_ORDINALS = {
    3: Sentence("third"),
    4: Sentence("fourth"),
    5: Sentence("fifth"),
    6: Sentence("sixth"),
    7: Sentence("seventh"),
    8: Sentence("eighth"),
    9: Sentence("ninth"),
}


def _ordinal(number: int) -> Sentence:
    return _ORDINALS.get(number) or Sentence("{number}th", number=number)
