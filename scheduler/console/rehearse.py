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
from scheduler.text.wording import count, listing
from scheduler.text.wrap import wrap

_SENTENCES = 3  # so many are told of each mishap
_COLUMNS = ("plan B", "move", "drop", "people")
_NOT_ALL = "No programme holds all sessions then."
_PLAN_B = {Outlook.AS_IT_IS: "as it is", Outlook.PLAN_B: "yes", Outlook.NOT: "none", Outlook.UNKNOWN: "unknown"}


def lines(rehearsal: Rehearsal, programme: Programme, columns: int = 80, *, everything: bool = False) -> Iterator[str]:
    """`everything`: also the mishaps with which nothing has to move."""
    yield from wrap(_opening(rehearsal), columns)
    if not rehearsal.outcomes:
        return
    yield ""
    yield from wrap(_slack(rehearsal), columns)
    shown = [o for o in rehearsal.outcomes if everything or o.outlook is not Outlook.AS_IT_IS]
    if shown:
        yield ""
        yield from _table(rehearsal, shown, programme, columns)
    yield from _as_it_is(rehearsal, columns, everything=everything)
    if unsure := sum(not outcome.proven for outcome in rehearsal.outcomes):
        yield ""
        ended = "stopped" if rehearsal.stopped else "the time was up"
        subject = "1 mishap was" if unsure == 1 else f"{unsure} mishaps were"
        yield from wrap(
            f"{subject} not rehearsed to the end when {ended}: a longer --time-limit may tell more.", columns
        )


def _opening(rehearsal: Rehearsal) -> str:
    number = len(rehearsal.outcomes)
    if not number:
        return "Nobody leads or speaks in this programme and it uses no room: there is nothing to rehearse."
    late = count(rehearsal.late, "minute")
    mishaps = f"falls out, and is {late} late; every room closes, and opens {late} late"
    return f"{count(number, 'mishap')} rehearsed: everybody who leads or speaks {mishaps}."


def _slack(rehearsal: Rehearsal) -> str:
    least, most = rehearsal.slack
    slack = f"{least}" if least == most else f"{least} to {most}"
    parts = {
        "nothing has to move": rehearsal.count(Outlook.AS_IT_IS),
        "there is a plan B": rehearsal.count(Outlook.PLAN_B),
        "there is none": rehearsal.count(Outlook.NOT),
        "nobody knows yet": rehearsal.count(Outlook.UNKNOWN),
    }
    counts = [f"in {number} {what}" for what, number in parts.items() if number or what == "nothing has to move"]
    return f"Slack: {slack} of 100. I{', '.join(counts)[1:]}."


def _table(rehearsal: Rehearsal, shown: list[Outcome], programme: Programme, columns: int) -> Iterator[str]:
    rows = [
        (_PLAN_B[outcome.outlook], _number(outcome.moved), _number(outcome.drops), _number(outcome.people))
        for outcome in shown
    ]
    sizes = [max(map(len, cells)) for cells in zip(_COLUMNS, *rows, strict=True)]
    indent = sum(sizes) + 2 * len(sizes)
    yield f"{_cells(_COLUMNS, sizes)}what happens"
    for outcome, row in zip(shown, rows, strict=True):
        mishap = f"{outcome.mishap.sentence(rehearsal.conference)}."
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
        sentences[0] = f"The least bad: {sentences[0]}"
    if outcome.outlook is Outlook.UNKNOWN:
        sentences = list(outcome.broken)
    yield from _some(sentences)
    if outcome.hopeless:
        yield "Dropping sessions would not do either."
    yield from (f"{person} leads {session}." for session, person in outcome.led)


def _some(sentences: Sequence[str]) -> Iterator[str]:
    yield from sentences if len(sentences) <= _SENTENCES + 1 else sentences[:_SENTENCES]
    if len(sentences) > _SENTENCES + 1:
        yield f"And {len(sentences) - _SENTENCES} more."


def _changes(rehearsal: Rehearsal, outcome: Outcome, programme: Programme) -> Iterator[str]:
    words = DifferenceText(rehearsal.conference)
    gone = {session.name for session in (*outcome.dropped, *outcome.given_up)}
    dropped = [
        words.sentence(SessionChange(p, None, (ChangeKind.DROPPED,)))
        for p in programme.in_time_order
        if p.session.name in gone
    ]
    if dropped and outcome.lost:
        dropped[-1] += _lost(outcome.lost, len(outcome.given_up))
    yield from dropped
    for before, now in moves(outcome, programme):
        kinds = (ChangeKind.HOUR, ChangeKind.ROOM) if now else (ChangeKind.DROPPED,)
        yield words.sentence(SessionChange(before, now, kinds))


def _lost(lost: Step, sessions: int) -> str:
    """How many people were to go to what is given up; nothing where nobody was."""
    if not lost.amount:
        return ""
    who = f"{count(lost.amount, 'person was', 'people were')} to go there"
    return f" {who}." if sessions == 1 else f" {who}, each counted once for every session."


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
    nothing = f"Nothing has to move with the other {len(good)}; --all lists them."
    if len(good) == len(rehearsal.outcomes):
        nothing = f"Nothing has to move with any of the {len(good)}; --all lists them."
    yield from wrap(f"{nothing}{' Another can lead where a chair falls out:' if led else ''}", columns)
    for name, pairs in led.items():
        yield from hanging(f"{name}: {_leading(pairs)}.", columns, "  ", 4)


def _leading(pairs: list[tuple[str, str]]) -> str:
    """Of one session: who leads it, and without whom. Two who can each do it alone are told once."""
    first, *others = pairs
    if others == [first[::-1]]:
        return f"{listing(sorted(first))}, each without the other"
    return listing(f"{person} without {missing}" for person, missing in pairs)
