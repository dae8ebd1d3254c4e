"""The price list in lines for a terminal: what each demand of the day costs, the dearest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.console.hanging import hanging
from scheduler.questions.prices import PricedDemand, Prices
from scheduler.solving.price import minus, more, points, signed
from scheduler.text.wording import count, listing
from scheduler.text.wrap import wrap

_CASES = 5  # of a statement that are told one by one


def lines(answer: Prices, name: str, columns: int = 80) -> Iterator[str]:
    """The demands, the dearest first, then what is not settled and what is free. `name`: of the programme given."""
    yield from wrap(_opening(answer, name), columns)
    dear = [item for item in answer.items if any(item.found)]
    free = [item for item in answer.items if not any(item.saves.most)]
    unsettled = [item for item in answer.items if item not in dear and item not in free]
    size = max((len(_amount(answer, item)) for item in dear), default=0)
    for heading, given_up in ((_heading(answer), True), (_PHYSICAL, False)):
        if some := [item for item in dear if item.demand.can_be_given_up is given_up]:
            yield ""
            yield from wrap(heading, columns)
            for item in some:
                yield from _item(answer, item, size, columns)
    if unsettled:
        yield ""
        yield from _unsettled(answer, unsettled, columns)
    for heading, given_up in (("Proven to save nothing when dropped alone", True), (_FREE_TOO, False)):
        if names := [_short(item, answer.items) for item in free if item.demand.can_be_given_up is given_up]:
            yield ""
            yield from wrap(f"{heading}: {listing(dict.fromkeys(names))}.", columns)

    if not answer.day.proven and any(len(item.demand.cases) > 1 for item in dear):
        yield ""
        yield from wrap(_NO_CASES, columns)


_NO_CASES = (
    "What a single case of a statement would save is not told: that takes a day of which the best programme is proven."
)
_PHYSICAL = (
    "These cannot be dropped as they stand; rooms, hours or people would have to change. That would save at most:"
)
_FREE_TOO = "Proven to save nothing either, though these could not be dropped as they stand"


def _opening(answer: Prices, name: str) -> str:
    day, now = answer.day, answer.now
    if not day.proven:
        better = f", {more(minus(day.most, now))} than {name}" if day.most < now else ""
        return f"The best programme that is known costs {points(day.most)}{better}. That none costs less is not proven."
    if day.most < now:
        best = f"The day costs {points(day.most)} at best, fewer than {name} with {points(now)}"
        return f"{best}. Prices are beside the best."
    return f"{name} costs {points(now)}. Proven: no programme costs less."


def _heading(answer: Prices) -> str:
    if answer.day.proven:
        return "Dropping one of these saves so many points:"
    return (
        "With one of these dropped a programme was found that costs so many points fewer than that. More may be saved, "
        "or less, where the day itself can do better:"
    )


def _unsettled(answer: Prices, items: Sequence[PricedDemand], columns: int) -> Iterator[str]:
    ended = "before it was stopped" if answer.stopped else "in time"
    if not answer.day.proven:
        names = listing(dict.fromkeys(_short(item, answer.items) for item in items))
        yield from wrap(f"No saving was found {ended}, nor shown not to be there, for: {names}.", columns)
        return
    yield f"For these no saving was found {ended}; it is at most:"
    size = max(len(_plain(item.saves.most)) for item in items)
    for item in items:
        yield from hanging(_what(item), columns, f"  {_plain(item.saves.most):>{size}}  ")


def _item(answer: Prices, item: PricedDemand, size: int, columns: int) -> Iterator[str]:
    lead = f"  {_amount(answer, item):>{size}}  "
    yield from hanging(f"{_what(item)}{_of_which(item)}", columns, lead)
    cases = answer.single.get(item.demand.number, ())
    dear = [case for case in cases if any(case.found)]
    for case in dear[:_CASES]:
        yield from hanging(f"{case.demand.cases[0]}", columns, f"{' ' * len(lead)}{_amount(answer, case)}  ")
    if len(dear) > _CASES:
        yield f"{' ' * len(lead)}and {len(dear) - _CASES} more."
    if len(dear) < len(cases):
        open_ones = [case for case in cases if case not in dear]
        most = max(case.saves.most for case in open_ones)
        each = "each " * (len(open_ones) > 1)
        rest = f"{count(len(open_ones), 'other case')}: {each}at most {points(most)}, not settled."
        yield from hanging(rest, columns, " " * len(lead))


def _of_which(item: PricedDemand) -> str:
    """How much of a price is what the demand costs itself, and how much the others gain."""
    if item.demand.rule.weight is None:
        return ""
    gain = minus(item.found, item.own)
    if not any(gain):
        return " All of it is what it costs itself."
    if not any(item.own):
        return " It costs nothing itself; the others gain that."
    return f" It costs {points(item.own)} itself; the others gain {points(gain)}."


def _what(item: PricedDemand) -> str:
    rule = item.demand.rule
    weight = "hard" if rule.weight is None else f"weight {rule.weight}"
    about = f" {item.demand.cases[0]}" if len(item.demand.cases) == 1 and item.demand.whole else f" {rule.sentence}"
    return f"{rule.name} ({weight}):{about}"


def _short(item: PricedDemand, items: Sequence[PricedDemand]) -> str:
    """Its name, and its weight where there are several of that name."""
    rule = item.demand.rule
    alike = [other for other in items if other.demand.rule.name == rule.name]
    if len(alike) == 1:
        return rule.name
    return f"{rule.name} ({'hard' if rule.weight is None else f'weight {rule.weight}'})"


def _amount(answer: Prices, item: PricedDemand) -> str:
    if item.saves.proven or not answer.day.proven:
        return _plain(item.found)
    return f"{_plain(item.found)} to {_plain(item.saves.most)}"


def _plain(costs: tuple[int, ...]) -> str:
    return f"{costs[0]:,}" if len(costs) == 1 else signed(costs)
