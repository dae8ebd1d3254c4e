"""A repair in lines for a terminal: what is proven of it, and what else there is; or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scheduler.console.hanging import hanging
from scheduler.console.report import reason_lines
from scheduler.questions.repair import CannotHoldAll, Nearest, NotWithin, Repaired, Step
from scheduler.questions.repair.reasons import BRIEF
from scheduler.solving.answers import Impossible, Undecided
from scheduler.text.sentence import Phrase, Sentence, capital, paragraph, plural
from scheduler.text.wording import count, listing

_BEGUN = Sentence(
    "What has begun must be possible by the day file as well: write a room that closes, or a guest who leaves, "
    "with the hour from which that is so."
)
_ROUND = 10  # people: a number that is offered is a multiple of so many, where it need not be exact

# What is proven of each step.
_LEAST = {
    "dropped": Sentence("no programme drops fewer"),
    "lost": Sentence("no choice of as few sessions takes less from people"),
    "people": Sentence("no programme asks it of fewer"),
    "moved": Sentence("none moves fewer that asks it of no more people"),
    "minutes": Sentence("none has fewer that changes no more"),
    "rooms": Sentence("none has fewer that changes no more"),
}

# The same where the day's own wishes come before it.
_AS_GOOD = {
    "people": Sentence("none that is as good asks it of fewer"),
    "moved": Sentence("none that is as good and asks it of no more people moves fewer"),
    "minutes": Sentence("none that is as good and changes no more has fewer"),
    "rooms": Sentence("none that is as good and changes no more has fewer"),
}


def proof(answer: Repaired, columns: int = 80) -> Iterator[str]:
    """A line for each step; what is proven of it holds among all that is as good in the steps before it."""
    if answer.at_most_people is not None:
        yield from _within(answer, answer.at_most_people, columns)
        return
    if not any(step.amount for step in answer.steps.values()) and not answer.dropped:
        changes = answer.difference.changes
        if not changes:
            nothing = Sentence("The programme can stay as it was published: it keeps every hard rule.")
        elif any(change.new is None for change in changes):
            nothing = Sentence("Nothing else that was published has to change.")
        else:
            nothing = Sentence("Nothing that was published has to change.")
        yield from hanging(nothing, columns)
    else:
        as_little = (
            Sentence("As little changes as can be:") if answer.settled else Sentence("As little changes as was found:")
        )
        yield from hanging(as_little, columns)
        for name, step in answer.steps.items():
            if not step.amount and name in ("minutes", "rooms"):
                continue  # there is nothing to say of hours or rooms that all stay
            if not step.amount and name in ("dropped", "lost"):
                continue
            yield from hanging(_line(name, step, answer), columns, "  - ")
    costs, bounds = answer.report.costs, answer.bounds
    if costs:
        open_tiers = [tier for tier, cost in costs.items() if cost != bounds.get(tier, 0)]
        amounts = _amounts(costs.values())
        if answer.settled and not open_tiers:
            cost = Sentence(
                "The day's own wishes then cost {points}: proven the least when no more changes than this.",
                points=amounts,
            )
        else:
            cost = Sentence("The day's own wishes then cost {points}: the best so far.", points=amounts)
        yield from hanging(cost, columns)


def _amounts(costs: Iterable[int]) -> Phrase:
    return listing(count(cost, "point") for cost in costs)


def _within(answer: Repaired, most: int, columns: int) -> Iterator[str]:
    """The best that changes the day of no more than so many people: what it costs, and then what it changes."""
    few = _changes_few(most)
    best = Sentence("The best that {changes_few}:", changes_few=few)
    if not answer.optimal:
        best = Sentence("The best that was found that {changes_few}:", changes_few=few)
    yield from hanging(best, columns)
    for name in ("dropped", "lost"):
        if name in answer.steps:
            yield from hanging(_line(name, answer.steps[name], answer), columns, "  - ")
    costs, bounds = answer.report.costs, answer.bounds
    if costs:
        open_tiers = [tier for tier, cost in costs.items() if cost != bounds.get(tier, 0)]
        verdict = Sentence("Proven: no such programme costs less.")
        if open_tiers:
            least = listing(bounds.get(tier, 0) for tier in costs)
            verdict = Sentence("That is the best so far; less than {least} is impossible.", least=least)
        cost = Sentence("The day's own wishes cost {points}.", points=_amounts(costs.values()))
        yield from hanging(paragraph(cost, verdict), columns, "  - ")
    yield from _changes(answer.steps, columns)


def _changes_few(most: int) -> Phrase:
    if not most:
        return Sentence("leaves everybody's day as it is")
    return Sentence("changes the day of at most {people}", people=count(most, "person", "people"))


def near(answer: Nearest, old: str, columns: int = 80) -> Iterator[str]:
    """How far the best programme is from the old one, whose file is named."""
    if not any(step.amount for step in answer.steps.values()) and not answer.difference.changes:
        yield from hanging(Sentence("It changes nothing of {programme}.", programme=old), columns)
        return
    if answer.optimal:
        nearest = Sentence("Of all that cost as little it is as near as can be to {programme}:", programme=old)
    else:
        nearest = Sentence("Of all that cost as little it is as near as was found to {programme}:", programme=old)
    yield from hanging(nearest, columns)
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
    fresh = Sentence("a fresh programme with {options}", options=held) if held else Sentence("a fresh programme")
    if costs >= own:
        if other.solved.optimal:
            no_less = Sentence("{fresh} would cost no less: proven.", fresh=capital(fresh))
        else:
            no_less = Sentence("Whether {fresh} would cost less was not found in the time.", fresh=fresh)
        yield from hanging(no_less, columns)
        return
    amounts = _amounts(costs)
    cost = Sentence("{fresh} would cost {points}, or perhaps less.", fresh=capital(fresh), points=amounts)
    if other.solved.optimal:
        cost = Sentence("{fresh} would cost {points}: proven the least.", fresh=capital(fresh), points=amounts)
    yield from hanging(cost, columns)
    people = other.steps["people"]
    if answer.report.conference.people:
        yield from hanging(_for_how_many(people, answer.steps["people"].amount), columns)


def _for_how_many(people: Step, here: int) -> Phrase:
    """How many people the fresh programme affects, where this one affects so many."""
    if not people.amount:
        return Sentence("Nobody would have to change anything in their diary for it.")
    if people.proven:
        would = plural(
            people.amount,
            "{number} person would then have to change something in their diary, instead of {here}.",
            "{number} people would then have to change something in their diary, instead of {here}.",
            here=here,
        )
        return paragraph(would, Sentence("Proven: none that is as good asks it of fewer."))
    return plural(
        people.amount,
        "{number} person would then have to change something in their diary, instead of {here}, or perhaps fewer.",
        "{number} people would then have to change something in their diary, instead of {here}, or perhaps fewer.",
        here=here,
    )


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
        none = Sentence("No programme keeps all hard rules and {changes_few}.", changes_few=few)
        yield from hanging(none, columns)
        least = count(answer.least, "person", "people")
        if answer.least == answer.nearest.steps["people"].amount:
            takes = Sentence("The least is {people}: proven.", people=least)
        else:
            takes = Sentence(
                "It takes at least {people}; the best that was found takes {most}.", people=least, most=fewest
            )
        yield from hanging(takes, columns)
        return
    if answer.stopped:
        none = Sentence(
            "No programme was found before it was stopped that {changes_few}, nor was it shown that there is none.",
            changes_few=few,
        )
    else:
        none = Sentence(
            "No programme was found in the time that {changes_few}, nor was it shown that there is none.",
            changes_few=few,
        )
    best = Sentence(
        "The best that was found takes {people}; less than {least} is impossible.", people=fewest, least=answer.least
    )
    yield from hanging(paragraph(none, best), columns)


def refusal(
    answer: CannotHoldAll,
    day: str,
    again: str,
    columns: int = 80,
    *,
    held: str = "",
    without: Sequence[Sequence[str]] = (),
) -> Iterator[str]:
    """Why no programme holds every session, and the fewest that have to be dropped. `again`: the command for that.

    `held`: the options by which something is to be kept or has happened, so that the day itself may well be possible.
    `without`: the ways to leave out as few of these as will do.
    """
    impossible = Sentence("This repair is impossible: no programme keeps all hard rules.")
    if answer.day_possible is False:
        impossible = Sentence("This day is impossible: no programme keeps all hard rules.")
    yield from hanging(impossible, columns)
    statements, findings = answer.reasons.conflict.statements, answer.reasons.findings
    brief = len(statements) <= BRIEF
    smallest = answer.reasons.conflict.smallest
    yield from reason_lines(statements if brief else (), findings, smallest=smallest, columns=columns)
    if not (findings or (statements and brief)):
        yield from hanging(Sentence("Why that is so takes more words than fit here."), columns)
    yield ""
    if isinstance(answer.instead, Impossible):
        yield from hanging(Sentence("Dropping sessions does not help either."), columns)
    elif isinstance(answer.instead, Undecided):
        yield from hanging(Sentence("Whether dropping sessions helps was not decided in the time."), columns)
    else:
        yield from hanging(Sentence("What there is, with as few sessions dropped as can be:"), columns)
        for name, step in answer.instead.steps.items():
            if step.amount or name == "moved":
                yield from hanging(_line(name, step, answer.instead), columns, "  - ")
        yield from hanging(Sentence("To make that programme:"), columns)
        yield f"  {again}"
    if answer.day_possible:
        possible = Sentence(
            "The day itself is possible: it can be repaired {without}.",
            without=listing((Sentence("without {options}", options=listing(way)) for way in without), "or"),
        )
        yield from hanging(possible, columns)
        if any(None in way for way in answer.without):
            yield from hanging(_BEGUN, columns)
        return
    if held:
        yield from hanging(Sentence("Without {options} more may be possible.", options=held), columns)
    if answer.day_possible is None:
        look = Sentence("Whether the day itself is possible was not decided in the time. To look:")
    else:
        look = Sentence("Every cause, and what would make the day possible:")
    yield from hanging(look, columns)
    yield f"  netday explain {day}"


def for_good(answer: Repaired, file: str, columns: int = 80) -> Iterator[str]:
    """What to write in the day file, which still has what is dropped now."""
    advice = plural(
        len(answer.dropped),
        "By the day file every session is still held. Write held: no at this session in {file}, and the "
        "programme keeps every rule: {sessions}.",
        "By the day file every session is still held. Write held: no at these sessions in {file}, and the "
        "programme keeps every rule: {sessions}.",
        file=file,
        sessions=listing(answer.dropped),
    )
    yield from hanging(advice, columns)


def _line(name: str, step: Step, answer: Repaired) -> Phrase:
    least = _LEAST[name]
    if name in _AS_GOOD:
        return _step(name, step, least)
    if name == "lost":
        return _with_proof(_lost(step.amount, len(answer.dropped)), step, least)
    common = [session for session in answer.report.conference.held if session.kind.is_common]
    if common and not any(session in common for session in answer.dropped):
        least = Sentence("none drops fewer that holds what is for everyone")
    dropped = plural(
        step.amount,
        "{number} session is dropped: {sessions}",
        "{number} sessions are dropped: {sessions}",
        sessions=listing(answer.dropped),
    )
    return _with_proof(dropped, step, least)


def _lost(people: int, sessions: int) -> Phrase:
    if sessions > 1:
        return plural(
            people,
            "{number} person was to go there, each counted once for every session",
            "{number} people were to go there, each counted once for every session",
        )
    return plural(people, "{number} person was to go there", "{number} people were to go there")


def _step(name: str, step: Step, least: Phrase) -> Phrase:
    """`least`: what is proven where it is."""
    if not step.amount and name == "people":
        return Sentence("Nobody has to change anything in their diary.")
    if not step.amount and name == "moved":
        return Sentence("No session moves.")
    return _with_proof(_amount(name, step.amount), step, least)


def _amount(name: str, amount: int) -> Phrase:
    match name:
        case "people":
            return plural(
                amount,
                "{number} person has to change something in their diary",
                "{number} people have to change something in their diary",
            )
        case "moved":
            return count(amount, "session moves", "sessions move")
        case "minutes":
            return plural(
                amount,
                "{number} minute lies between old and new hours",
                "{number} minutes lie between old and new hours",
            )
    return plural(amount, "{number} session stands in another room", "{number} sessions stand in another room")


def _with_proof(amount: Phrase, step: Step, least: Phrase) -> Phrase:
    if step.proven:
        return Sentence("{amount}. Proven: {least}.", amount=amount, least=least)
    return Sentence(
        "{amount}. That is the best so far; fewer than {least} is impossible.", amount=amount, least=step.least
    )
