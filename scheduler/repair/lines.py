"""What is proven of a repair, for whoever has to answer for it."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.exports.typeset import wrap
from scheduler.repair import Repaired, Step
from scheduler.wording import count, listing

# Of each step: one, several, what is proven of it.
_WORDS = {
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
    """A line for each step, until one that is not proven: what comes after it was not compared with everything."""
    if not any(step.amount for step in answer.steps.values()):
        yield from wrap("The programme can stay as it was published: it keeps every hard rule.", columns)
    else:
        yield "As little changes as can be:" if answer.optimal else "As little changes as was found:"
        for name, step in answer.steps.items():
            if not step.amount and name in ("minutes", "rooms"):
                continue  # there is nothing to say of hours or rooms that all stay
            for number, line in enumerate(wrap(_line(name, step), columns - 4)):
                yield f"{'    ' if number else '  - '}{line}"
    costs, bounds = answer.report.costs, answer.bounds
    if costs:
        open_tiers = [tier for tier, cost in costs.items() if cost != bounds.get(tier, 0)]
        all_proven = all(step.proven for step in answer.steps.values()) and not open_tiers
        known = "proven the least when no more changes than this" if all_proven else "the best so far"
        amounts = listing(count(cost, "point") for cost in costs.values())
        yield from wrap(f"The day's own wishes then cost {amounts}: {known}.", columns)


def _line(name: str, step: Step) -> str:
    one, many, least = _WORDS[name]
    told = (one if step.amount == 1 else many).format(f"{step.amount:,}")
    if step.proven:
        return f"{told}. Proven: {least}."
    return f"{told}. That is the best so far; fewer than {step.least:,} is impossible."
