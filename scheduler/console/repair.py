"""A repair in lines for a terminal: what is proven of it, and what else there is; or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scheduler.console.hanging import hanging
from scheduler.console.report import reason_lines
from scheduler.questions.repair import CannotHoldAll, Nearest, NotWithin, Repaired, Step
from scheduler.questions.repair.reasons import BRIEF
from scheduler.solving.answers import Impossible, Undecided
from scheduler.text.wording import count, listing
from scheduler.text.wrap import wrap

_NONE = {"people": "Nobody has to change anything in their diary.", "moved": "No session moves."}
_BEGUN = (
    "What has begun must be possible by the day file as well: write a room that closes, or a guest who leaves, "
    "with the hour from which that is so."
)
_ROUND = 10  # people: a number that is offered is a multiple of so many, where it need not be exact
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

# What is proven of a step where the day's own wishes come before it.
_AS_GOOD = {
    "people": "none that is as good asks it of fewer",
    "moved": "none that is as good and asks it of no more people moves fewer",
    "minutes": "none that is as good and changes no more has fewer",
    "rooms": "none that is as good and changes no more has fewer",
}


def proof(answer: Repaired, columns: int = 80) -> Iterator[str]:
    """A line for each step; what is proven of it holds among all that is as good in the steps before it."""
    if answer.at_most_people is not None:
        yield from _within(answer, answer.at_most_people, columns)
        return
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


def _within(answer: Repaired, most: int, columns: int) -> Iterator[str]:
    """The best that changes the day of no more than so many people: what it costs, and then what it changes."""
    so_far = "" if answer.optimal else " that was found"
    yield from wrap(f"The best{so_far} that {_changes_few(most)}:", columns)
    for name in ("dropped", "lost"):
        if name in answer.steps:
            yield from hanging(_line(name, answer.steps[name], answer), columns, "  - ")
    costs, bounds = answer.report.costs, answer.bounds
    if costs:
        open_tiers = [tier for tier, cost in costs.items() if cost != bounds.get(tier, 0)]
        verdict = "Proven: no such programme costs less."
        if open_tiers:
            least = listing(f"{bounds.get(tier, 0):,}" for tier in costs)
            verdict = f"That is the best so far; less than {least} is impossible."
        amounts = listing(count(cost, "point") for cost in costs.values())
        yield from hanging(f"The day's own wishes cost {amounts}. {verdict}", columns, "  - ")
    yield from _changes(answer.steps, columns)


def _changes_few(most: int) -> str:
    people = count(most, "person", "people")
    return f"changes the day of at most {people}" if most else "leaves everybody's day as it is"


def near(answer: Nearest, old: str, columns: int = 80) -> Iterator[str]:
    """How far the best programme is from the old one, whose file is named."""
    if not any(step.amount for step in answer.steps.values()) and not answer.difference.changes:
        yield from wrap(f"It changes nothing of {old}.", columns)
        return
    nearest = "as near as can be" if answer.optimal else "as near as was found"
    yield from wrap(f"Of all that cost as little it is {nearest} to {old}:", columns)
    yield from _changes(answer.steps, columns)


def _changes(steps: Mapping[str, Step], columns: int) -> Iterator[str]:
    for name, least in _AS_GOOD.items():
        step = steps[name]
        if step.amount or name not in ("minutes", "rooms"):
            yield from hanging(_step(name, step, least), columns, "  - ")


def besides(answer: Repaired, columns: int = 80, *, held: str = "") -> Iterator[str]:
    """What the best programme of the changed day would cost and change. `held`: see `refusal`."""
    other = answer.fresh
    if other is None:
        return
    costs, own = [*other.report.costs.values()], [*answer.report.costs.values()]
    which = f"A fresh programme{f' with {held}' if held else ''}"
    if costs >= own:
        if other.solved.optimal:
            yield from wrap(f"{which} would cost no less: proven.", columns)
        else:
            yield from wrap(
                f"Whether {which[0].lower()}{which[1:]} would cost less was not found in the time.", columns
            )
        return
    amounts = listing(count(cost, "point") for cost in costs)
    cost = f"{amounts}: proven the least" if other.solved.optimal else f"{amounts}, or perhaps less"
    yield from wrap(f"{which} would cost {cost}.", columns)
    people = other.steps["people"]
    if answer.report.conference.people:
        yield from wrap(_for_how_many(people, answer.steps["people"].amount), columns)


def _for_how_many(people: Step, here: int) -> str:
    """How many people the fresh programme affects, where this one affects so many."""
    many = count(people.amount, "person", "people")
    if not people.amount:
        return "Nobody would have to change anything in their diary for it."
    would = f"{many} would then have to change something in their diary, instead of {here:,}"
    if people.proven:
        return f"{would}. Proven: none that is as good asks it of fewer."
    return f"{would}, or perhaps fewer."


def between(answer: Repaired) -> int | None:
    """A number of people halfway between this repair and the fresh programme; None: there is no such number."""
    if answer.fresh is None or not better_is_known(answer):
        return None
    fewest, most = answer.steps["people"].amount, answer.fresh.steps["people"].amount
    middle = (fewest + most) // 2
    if most - fewest >= 2 * _ROUND:
        middle = middle // _ROUND * _ROUND
    return middle if fewest < middle < most else None


def better_is_known(answer: Repaired) -> bool:
    """Whether the fresh programme costs less than the repair."""
    return answer.fresh is not None and [*answer.fresh.report.costs.values()] < [*answer.report.costs.values()]


def too_few(answer: NotWithin, columns: int = 80) -> Iterator[str]:
    """Why there is no programme that affects no more than so many people."""
    few = _changes_few(answer.at_most_people)
    fewest = count(answer.nearest.steps["people"].amount, "person", "people")
    if answer.proven:
        yield from wrap(f"No programme keeps all hard rules and {few}.", columns)
        least = count(answer.least, "person", "people")
        if answer.least == answer.nearest.steps["people"].amount:
            yield from wrap(f"The least is {least}: proven.", columns)
        else:
            yield from wrap(f"It takes at least {least}; the best that was found takes {fewest}.", columns)
        return
    ended = "before it was stopped" if answer.stopped else "in the time"
    yield from wrap(
        f"No programme was found {ended} that {few}, nor was it shown that there is none. "
        f"The best that was found takes {fewest}; less than {answer.least:,} is impossible.",
        columns,
    )


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
    if name in _AS_GOOD:
        return _step(name, step, _WORDS[name][-1])
    least = _WORDS[name][-1]
    sentence = _amount(name, step)
    if name == "lost" and len(answer.dropped) > 1:
        sentence += ", each counted once for every session"
    if name == "dropped":
        sentence += f": {listing(answer.dropped)}"
        common = [session for session in answer.report.conference.held if session.kind.is_common]
        if common and not any(session in common for session in answer.dropped):
            least = "none drops fewer that holds what is for everyone"
    return _with_proof(sentence, step, least)


def _step(name: str, step: Step, least: str) -> str:
    """`least`: what is proven where it is."""
    if not step.amount and name in _NONE:
        return _NONE[name]
    return _with_proof(_amount(name, step), step, least)


def _amount(name: str, step: Step) -> str:
    one, many, _ = _WORDS[name]
    return (one if step.amount == 1 else many).format(f"{step.amount:,}")


def _with_proof(sentence: str, step: Step, least: str) -> str:
    if step.proven:
        return f"{sentence}. Proven: {least}."
    return f"{sentence}. That is the best so far; fewer than {step.least:,} is impossible."
