"""A repair in lines for a terminal: what is proven of it; or why there is none, and the least bad instead."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.console.hanging import hanging
from scheduler.console.report import reason_lines
from scheduler.questions.repair import CannotHoldAll, Repaired, Step
from scheduler.questions.repair.reasons import BRIEF
from scheduler.solving.answers import Impossible, Undecided
from scheduler.text.wording import count, listing
from scheduler.text.wrap import wrap

_NONE = {"people": "Nobody has to change anything in their diary.", "moved": "No session moves."}
_BEGUN = (
    "What has begun must be possible by the day file as well: write a room that closes, or a guest who leaves, "
    "with the hour from which that is so."
)
_STAYS = "The programme can stay as it was published: it keeps every hard rule."

# Of each step: one, several, what is proven of it.
_WORDS = {
    "dropped": ("{} session is dropped", "{} sessions are dropped", "no programme drops fewer"),
    "lost": (
        "{} person was to go there",
        "{} people were to go there",
        "no choice of as few sessions takes less from people",
    ),
    "people": (
        "{} person has to change something in their diary",
        "{} people have to change something in their diary",
        "no programme asks it of fewer",
    ),
    "moved": ("{} session moves", "{} sessions move", "none moves fewer that asks it of no more people"),
    "minutes": (
        "{} minute lies between old and new hours",
        "{} minutes lie between old and new hours",
        "none has fewer that changes no more",
    ),
    "rooms": (
        "{} session stands in another room",
        "{} sessions stand in another room",
        "none has fewer that changes no more",
    ),
}


def proof(answer: Repaired, columns: int = 80) -> Iterator[str]:
    """A line for each step; what is proven of it holds among all that is as good in the steps before it."""
    if not any(step.amount for step in answer.steps.values()) and not answer.dropped:
        changes = answer.difference.changes
        nothing = "Nothing else" if any(change.new is None for change in changes) else "Nothing"
        yield from wrap(f"{nothing} that was published has to change." if changes else _STAYS, columns)
    else:
        yield "As little changes as can be:" if answer.settled else "As little changes as was found:"
        for name, step in answer.steps.items():
            if not step.amount and name in ("minutes", "rooms"):
                continue  # there is nothing to say of hours or rooms that all stay
            if not step.amount and name in ("dropped", "lost"):
                continue
            yield from hanging(_line(name, step, answer), columns, "  - ")
    costs, bounds = answer.report.costs, answer.bounds
    if costs:
        open_tiers = [tier for tier, cost in costs.items() if cost != bounds.get(tier, 0)]
        all_proven = answer.settled and not open_tiers
        verdict = "proven the least when no more changes than this" if all_proven else "the best so far"
        amounts = listing(count(cost, "point") for cost in costs.values())
        yield from wrap(f"The day's own wishes then cost {amounts}: {verdict}.", columns)


def refusal(answer: CannotHoldAll, day: str, again: str, columns: int = 80, *, held: str = "") -> Iterator[str]:
    """Why no programme holds every session, and the fewest that have to be dropped. `again`: the command for that.

    `held`: the options by which something is to be kept or has happened, so that the day itself may well be possible.
    """
    what = "This day" if answer.day_possible is False else "This repair"
    yield f"{what} is impossible: no programme keeps all hard rules."
    statements, findings = answer.reasons.conflict.statements, answer.reasons.findings
    brief = len(statements) <= BRIEF
    smallest = answer.reasons.conflict.smallest
    yield from reason_lines(statements if brief else (), findings, smallest=smallest, columns=columns)
    if not (findings or (statements and brief)):
        yield "Why that is so takes more words than fit here."
    yield ""
    if isinstance(answer.instead, Impossible):
        yield "Dropping sessions does not help either."
    elif isinstance(answer.instead, Undecided):
        yield "Whether dropping sessions helps was not decided in the time."
    else:
        yield "What there is, with as few sessions dropped as can be:"
        for name, step in answer.instead.steps.items():
            if step.amount or name == "moved":
                yield from hanging(_line(name, step, answer.instead), columns, "  - ")
        yield "To make that programme:"
        yield f"  {again}"
    if answer.day_possible:
        yield from wrap(f"The day itself is possible: it can be repaired without {held}.", columns)
        if "--before" in held:
            yield from wrap(_BEGUN, columns)
        return
    if held:
        yield from wrap(f"Without {held} more may be possible.", columns)
    if answer.day_possible is None:
        yield "Whether the day itself is possible was not decided in the time. To look:"
    else:
        yield "Every cause, and what would make the day possible:"
    yield f"  netday explain {day}"


def for_good(answer: Repaired, day: str, columns: int = 80) -> Iterator[str]:
    """What to write in the day file, which still has what is dropped now."""
    them = "this session" if len(answer.dropped) == 1 else "these sessions"
    advice = f"By the day file every session is still held. Write held: no at {them} in {day}/day.yaml"
    yield from wrap(f"{advice}, and the programme keeps every rule: {listing(answer.dropped)}.", columns)


def _line(name: str, step: Step, answer: Repaired) -> str:
    if not step.amount and name in _NONE:
        return _NONE[name]
    one, many, least = _WORDS[name]
    sentence = (one if step.amount == 1 else many).format(f"{step.amount:,}")
    if name == "lost" and len(answer.dropped) > 1:
        sentence += ", each counted once for every session"
    if name == "dropped":
        sentence += f": {listing(answer.dropped)}"
        common = [session for session in answer.report.conference.held if session.kind.is_common]
        if common and not any(session in common for session in answer.dropped):
            least = "none drops fewer that holds what is for everyone"
    if step.proven:
        return f"{sentence}. Proven: {least}."
    return f"{sentence}. That is the best so far; fewer than {step.least:,} is impossible."
