"""An explanation in lines for a terminal, and as data for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from scheduler.explain.causes import Cause
from scheduler.explain.explanation import Explained, Remedy
from scheduler.explain.telling import headline, sentences
from scheduler.exports.typeset import wrap
from scheduler.wording import count


def lines(answer: Explained, columns: int = 80) -> Iterator[str]:
    """The causes, numbered; then the remedies, those that ask least first."""
    yield from _said(_opening(answer), columns)
    for number, cause in enumerate(answer.causes, 1):
        yield ""
        yield from _said(f"Cause {number}: {headline(cause)}", columns)
        for sentence in sentences(cause, answer.conference):
            yield from _said(sentence, columns, "- ")
        yield from _said(_beside(cause, answer.causes), columns, "  ")
    yield ""
    yield from _remedies(answer, columns)


def _opening(answer: Explained) -> str:
    independent = sum(not cause.entangled for cause in answer.causes)
    told = "This day is impossible"
    if not answer.causes:
        ended = "it was stopped" if answer.stopped else "time was up"
        return f"{told}: no programme keeps all hard rules. The cause was not found before {ended}."
    every = len(answer.causes)
    causes = "one cause" if every == 1 else f"{every} {'independent ' if every == independent else ''}causes"
    if answer.all_causes:
        return f"{told}, and has {causes}."
    ended = "It was stopped" if answer.stopped else "Time was up"
    return f"{told}, and has {causes} that {'was' if every == 1 else 'were'} found. {ended}: there may be others."


def _beside(cause: Cause, causes: Sequence[Cause]) -> str:
    for number in cause.entangled:
        shared = [str(requirement) for requirement in cause.own if requirement in causes[number - 1].own]
        return f"Shared with cause {number}: {' '.join(shared)} Mending cause {number} in another way leaves this one."
    return "" if cause.smallest else "Not all of this may be needed: there was no time to find out."


def _remedies(answer: Explained, columns: int) -> Iterator[str]:
    if not answer.remedies:
        if answer.causes:
            why = "None of the changes that netday knows makes the day possible, nor do the few together that it tried"
            why = why if answer.all_remedies else "No remedy was found in time"
            yield from _said(f"{why}.", columns)
        if answer.mending:
            yield from _said("These end cause 1; it was not shown that the whole day is then possible:", columns)
            for number, change in enumerate(answer.mending, 1):
                yield from _said(str(change), columns, f"{number:>2}. ")
        return
    several = all(len(remedy.changes) > 1 for remedy in answer.remedies)
    single = "Any one of these makes it possible"
    if several:
        alone = "No single change makes the day possible. These do together"
        single = alone if answer.all_remedies else "These make it possible together"
    yield from _said(f"{single}, those that ask least first:", columns)
    for number, remedy in enumerate(answer.remedies, 1):
        lead = f"{number:>2}. "
        for place, change in enumerate(remedy.changes):
            told = f"{change}{_price(remedy)}" if change is remedy.changes[-1] else str(change)
            yield from _said(told, columns, lead if not place else "  + ", indent="    ")
    if any(_price(remedy) for remedy in answer.remedies):
        yield from _said(
            "In brackets: what the day then costs, at most, and how many wished meetings are missed.", columns
        )
    if not answer.all_remedies:
        yield from _said("Time was up: a change that asks less may have been passed over.", columns)


def _price(remedy: Remedy) -> str:
    if remedy.solved is None:
        return ""
    report = remedy.solved.report
    return f" ({count(report.cost, 'point')}, {report.missed:,} missed)" if report.cost else ""


def _said(sentence: str, columns: int, lead: str = "", indent: str = "") -> Iterator[str]:
    if not sentence:
        return
    indent = indent or " " * len(lead)
    for number, line in enumerate(wrap(sentence, columns - len(lead))):
        yield f"{indent if number else lead}{line}"


def as_data(answer: Explained) -> dict[str, Any]:
    """For `--json`."""
    return {
        "answer": "impossible",
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
        "all_causes": answer.all_causes,
        "causes": [
            {
                "sentence": headline(cause),
                "sessions": [session.name for session in cause.sessions],
                "told": sentences(cause, answer.conference),
                "requirements": [{"rule": r.name, "statement": str(r)} for r in cause.requirements],
                "smallest": cause.smallest,
                "shares_with": list(cause.entangled),
            }
            for cause in answer.causes
        ],
        "all_remedies": answer.all_remedies,
        "mending_cause_1": [{"sentence": str(change), "asks": change.asks} for change in answer.mending],
        "remedies": [
            {
                "asks": remedy.asks,
                "changes": [{"sentence": str(change), "asks": change.asks} for change in remedy.changes],
                "cost": remedy.solved.report.cost if remedy.solved else None,
                "least_possible": remedy.solved.bound if remedy.solved else None,
                "missed": remedy.solved.report.missed if remedy.solved else None,
            }
            for remedy in answer.remedies
        ],
    }
