"""A rehearsal in lines for a terminal: the slack, then a table of the mishaps, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.conference.programme import Programme
from scheduler.console.hanging import hanging
from scheduler.questions.difference import ChangeKind, SessionChange
from scheduler.questions.difference.words import DifferenceText
from scheduler.questions.rehearse import moves
from scheduler.questions.rehearse.outcome import Outcome, Outlook, Rehearsal
from scheduler.questions.repair import Step
from scheduler.text.sentence import Phrase, Sentence, capital, paragraph, plural, spoken
from scheduler.text.wording import count, listing
from scheduler.text.wrap import width

_SENTENCES = 3  # so many are told of each mishap
_COLUMNS = (Sentence("plan B"), Sentence("move"), Sentence("drop"), Sentence("people"))
_NOT_ALL = Sentence("No programme holds all sessions then.")
_PLAN_B = {
    Outlook.AS_IT_IS: Sentence("as it is"),
    Outlook.PLAN_B: Sentence("yes"),
    Outlook.NOT: Sentence("none"),
    Outlook.UNKNOWN: Sentence("unknown"),
}


def lines(rehearsal: Rehearsal, programme: Programme, columns: int = 80, *, everything: bool = False) -> Iterator[str]:
    """`everything`: also the mishaps with which nothing has to move."""
    yield from hanging(_opening(rehearsal), columns)
    if not rehearsal.outcomes:
        return
    yield ""
    yield from hanging(_slack(rehearsal), columns)
    shown = [o for o in rehearsal.outcomes if everything or o.outlook is not Outlook.AS_IT_IS]
    if shown:
        yield ""
        yield from _table(rehearsal, shown, programme, columns)
    yield from _as_it_is(rehearsal, columns, everything=everything)
    if unsure := sum(not outcome.proven for outcome in rehearsal.outcomes):
        yield ""
        yield from hanging(_unsure(unsure, stopped=rehearsal.stopped), columns)


def _unsure(number: int, *, stopped: bool) -> Phrase:
    if stopped:
        return plural(
            number,
            "{number} mishap was not rehearsed to the end when stopped: a longer --time-limit may tell more.",
            "{number} mishaps were not rehearsed to the end when stopped: a longer --time-limit may tell more.",
        )
    return plural(
        number,
        "{number} mishap was not rehearsed to the end when the time was up: a longer --time-limit may tell more.",
        "{number} mishaps were not rehearsed to the end when the time was up: a longer --time-limit may tell more.",
    )


def _opening(rehearsal: Rehearsal) -> Phrase:
    number = len(rehearsal.outcomes)
    if not number:
        return Sentence("Nobody leads or speaks in this programme and it uses no room: there is nothing to rehearse.")
    return plural(
        number,
        "{number} mishap rehearsed: everybody who leads or speaks falls out, and is {minutes} late; every room "
        "closes, and opens {minutes} late.",
        "{number} mishaps rehearsed: everybody who leads or speaks falls out, and is {minutes} late; every room "
        "closes, and opens {minutes} late.",
        minutes=count(rehearsal.late, "minute"),
    )


def _slack(rehearsal: Rehearsal) -> Phrase:
    least, most = rehearsal.slack
    slack = least if least == most else Sentence("{least} to {most}", least=least, most=most)
    as_it_is, plan_b, none, unknown = (
        rehearsal.count(outlook) for outlook in (Outlook.AS_IT_IS, Outlook.PLAN_B, Outlook.NOT, Outlook.UNKNOWN)
    )
    counts = paragraph(
        Sentence("in {number} nothing has to move", number=as_it_is),
        Sentence("in {number} there is a plan B", number=plan_b) if plan_b else "",
        Sentence("in {number} there is none", number=none) if none else "",
        Sentence("in {number} nobody knows yet", number=unknown) if unknown else "",
        between=", ",
    )
    return Sentence("Slack: {slack} of 100. {counts}.", slack=slack, counts=capital(counts))


def _table(rehearsal: Rehearsal, shown: list[Outcome], programme: Programme, columns: int) -> Iterator[str]:
    rows: list[tuple[str, ...]] = [
        (spoken(_PLAN_B[outcome.outlook]), _number(outcome.moved), _number(outcome.drops), _number(outcome.people))
        for outcome in shown
    ]
    heads = tuple(map(spoken, _COLUMNS))
    sizes = [max(map(width, cells)) for cells in zip(heads, *rows, strict=True)]
    indent = sum(sizes) + 2 * len(sizes)
    yield f"{_cells(heads, sizes)}{spoken(Sentence('what happens'))}"
    for outcome, row in zip(shown, rows, strict=True):
        mishap = Sentence("{mishap}.", mishap=outcome.mishap.sentence(rehearsal.conference))
        yield from hanging(mishap, columns, _cells(row, sizes), indent)
        for sentence in _sentences(rehearsal, outcome, programme):
            yield from hanging(sentence, columns, f"{' ' * indent}- ")


def _cells(row: tuple[str, ...], sizes: list[int]) -> str:
    first, *numbers = [f"{cell:>{size}}" if place else f"{cell:<{size}}" for place, (cell, size) in _sized(row, sizes)]
    return "".join(f"{cell}  " for cell in (first, *numbers))


def _sized(row: tuple[str, ...], sizes: list[int]) -> Iterator[tuple[int, tuple[str, int]]]:
    yield from enumerate(zip(row, sizes, strict=True))


def _number(step: Step | None) -> str:
    """`3`, `11–20` where fewer may do, `-` where no programme is known."""
    if step is None:
        return "-"
    return str(step.amount) if step.proven else f"{step.least}–{step.amount}"


def _sentences(rehearsal: Rehearsal, outcome: Outcome, programme: Programme) -> Iterator[str]:
    """What plan B changes; without one why not, and the least bad, or what is wrong when nothing moves."""
    if outcome.outlook is Outlook.NOT:
        found = outcome.plan is not None  # of which is then told what it drops and moves
        yield from outcome.reasons or ([_NOT_ALL] if found else _some(outcome.broken))
    sentences = list(_changes(rehearsal, outcome, programme))
    if outcome.outlook is Outlook.NOT and sentences:
        sentences[0] = Sentence("The least bad: {change}", change=sentences[0])
    if outcome.outlook is Outlook.UNKNOWN:
        sentences = list(outcome.broken)
    yield from _some(sentences)
    if outcome.hopeless:
        yield Sentence("Dropping sessions would not do either.")
    for session, person in outcome.led:
        yield Sentence("{person} leads {session}.", person=person, session=session)


def _some(sentences: Sequence[str]) -> Iterator[str]:
    yield from sentences if len(sentences) <= _SENTENCES + 1 else sentences[:_SENTENCES]
    if len(sentences) > _SENTENCES + 1:
        yield Sentence("And {more} more.", more=len(sentences) - _SENTENCES)


def _changes(rehearsal: Rehearsal, outcome: Outcome, programme: Programme) -> Iterator[str]:
    words = DifferenceText(rehearsal.conference)
    gone = {session.name for session in (*outcome.dropped, *outcome.given_up)}
    dropped: list[str] = [
        words.sentence(SessionChange(p, None, (ChangeKind.DROPPED,)))
        for p in programme.in_time_order
        if p.session.name in gone
    ]
    if dropped and outcome.lost:
        dropped[-1] = paragraph(dropped[-1], _lost(outcome.lost, len(outcome.given_up)))
    yield from dropped
    for before, now in moves(outcome, programme):
        kinds = (ChangeKind.HOUR, ChangeKind.ROOM) if now else (ChangeKind.DROPPED,)
        yield words.sentence(SessionChange(before, now, kinds))


def _lost(lost: Step, sessions: int) -> str:
    """How many people were to go to what is given up; nothing where nobody was."""
    if not lost.amount:
        return ""
    if sessions == 1:
        return plural(lost.amount, "{number} person was to go there.", "{number} people were to go there.")
    return plural(
        lost.amount,
        "{number} person was to go there, each counted once for every session.",
        "{number} people were to go there, each counted once for every session.",
    )


def _as_it_is(rehearsal: Rehearsal, columns: int, *, everything: bool) -> Iterator[str]:
    """Who leads in the place of whom, and how many mishaps ask nothing."""
    good = [outcome for outcome in rehearsal.outcomes if outcome.outlook is Outlook.AS_IT_IS]
    if everything or not good:
        return
    led: dict[str, list[tuple[str, str]]] = {}
    for outcome in good:
        for session, person in outcome.led:
            pairs = led.setdefault(str(session), [])
            if (pair := (str(person), str(outcome.mishap.who))) not in pairs:  # who falls out may be late as well
                pairs.append(pair)
    yield ""
    if len(good) == len(rehearsal.outcomes):
        nothing = Sentence("Nothing has to move with any of the {number}; --all lists them.", number=len(good))
    else:
        nothing = Sentence("Nothing has to move with the other {number}; --all lists them.", number=len(good))
    others = Sentence("Another can lead where a chair falls out:") if led else ""
    yield from hanging(paragraph(nothing, others), columns)
    for name, pairs in led.items():
        yield from hanging(Sentence("{session}: {people}.", session=name, people=_leading(pairs)), columns, "  ", 4)


def _leading(pairs: list[tuple[str, str]]) -> Phrase:
    """Of one session: who leads it, and without whom. Two who can each do it alone are told once."""
    first, *others = pairs
    if others == [first[::-1]]:
        return Sentence("{people}, each without the other", people=listing(sorted(first)))
    return listing(Sentence("{person} without {missing}", person=person, missing=missing) for person, missing in pairs)
