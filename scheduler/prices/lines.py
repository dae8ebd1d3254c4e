"""The price list in lines for a terminal, and as data for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from scheduler.answer_price import Price, minus, points, signed
from scheduler.exports.typeset import wrap
from scheduler.prices import Item, Prices
from scheduler.wording import count, listing

_CASES = 5  # of a statement that are told one by one


def lines(answer: Prices, name: str, columns: int = 80) -> Iterator[str]:
    """`name`: of the programme that was given."""
    yield from wrap(_opening(answer, name), columns)
    dear = [item for item in answer.items if any(item.saves.least)]
    unsettled = [item for item in answer.items if not any(item.saves.least) and any(item.saves.most)]
    free = [item for item in answer.items if not any(item.saves.most)]
    if dear:
        yield ""
        yield "Dropping one of these saves so many points:"
    size = max((len(_amount(item.saves)) for item in answer.items), default=0)
    for item in dear:
        yield from _item(answer, item, size, columns)
    if any(not item.rule.waivable for item in dear):
        yield from wrap("* cannot be given up as it is: rooms, hours or people would have to change.", columns)
    if unsettled:
        yield ""
        ended = "before it was stopped" if answer.stopped else "in time"
        yield f"For these no saving was found {ended}; it is at most:"
        for item in unsettled:
            yield from _hung(f"{_what(item)}{_star(item)}", columns, f"  {_most(item.saves):>{size}}  ")
    if free:
        yield ""
        told = listing(dict.fromkeys(f"{_short(item, answer.items)}{_star(item)}" for item in free))
        yield from wrap(f"Proven to save nothing when dropped alone: {told}.", columns)


def _opening(answer: Prices, name: str) -> str:
    day, now = answer.day, answer.now
    if not day.proven:
        return f"The best programme that is known costs {points(day.most)}; what the day costs at best is not proven."
    if day.most < now:
        told = f"The day costs {points(day.most)} at best, fewer than {name} with {points(now)}"
        return f"{told}. Prices are beside the best."
    return f"{name} costs {points(now)}. Proven: no programme costs less."


def _item(answer: Prices, item: Item, size: int, columns: int) -> Iterator[str]:
    lead = f"  {_amount(item.saves):>{size}}  "
    yield from _hung(f"{_what(item)}{_star(item)}{_of_which(item)}", columns, lead)
    cases = answer.single.get(item.number, ())
    told = [case for case in cases if any(case.saves.least)]
    for case in told[:_CASES]:
        yield from _hung(f"{case.cases[0]}", columns, f"{' ' * len(lead)}{_amount(case.saves)}  ")
    if len(told) > _CASES:
        yield f"{' ' * len(lead)}and {len(told) - _CASES} more."
    if len(told) < len(cases):
        open_ones = [case for case in cases if case not in told]
        most = max(case.saves.most for case in open_ones)
        each = "each " * (len(open_ones) > 1)
        rest = f"{count(len(open_ones), 'other case')}: {each}at most {points(most)}, not settled."
        yield from _hung(rest, columns, " " * len(lead))


def _of_which(item: Item) -> str:
    """What of it the demand costs itself, and what the others gain."""
    if item.rule.weight is None or not item.saves.proven:
        return ""
    gain = minus(item.saves.most, item.own)
    if not any(gain):
        return " All of it is what it costs itself."
    if not any(item.own):
        return " It costs nothing itself; the others gain that."
    return f" It costs {points(item.own)} itself; the others gain {points(gain)}."


def _what(item: Item) -> str:
    rule = item.rule
    weight = "hard" if rule.weight is None else f"weight {rule.weight}"
    about = f" {item.cases[0]}" if len(item.cases) == 1 and item.whole else f" {rule.sentence}"
    return f"{rule.name} ({weight}):{about}"


def _short(item: Item, items: Sequence[Item]) -> str:
    """Its name, and its weight where there are several of that name."""
    alike = [other for other in items if other.rule.name == item.rule.name]
    if len(alike) == 1:
        return item.rule.name
    return f"{item.rule.name} ({'hard' if item.rule.weight is None else f'weight {item.rule.weight}'})"


def _star(item: Item) -> str:
    return "" if item.rule.waivable or item.rule.weight is not None else "*"


def _amount(saves: Price) -> str:
    if saves.proven:
        return _plain(saves.most)
    return f"{_plain(saves.least)} to {_plain(saves.most)}"


def _most(saves: Price) -> str:
    return _plain(saves.most)


def _plain(costs: tuple[int, ...]) -> str:
    return f"{costs[0]:,}" if len(costs) == 1 else signed(costs)


def _hung(text: str, columns: int, lead: str) -> Iterator[str]:
    for number, line in enumerate(wrap(text, columns - len(lead))):
        yield f"{' ' * len(lead) if number else lead}{line}"


def as_data(answer: Prices) -> dict[str, Any]:
    return {
        "answer": "prices",
        "now": list(answer.now),
        "best": _price(answer.day),
        "demands": [
            {**_data(item), "single": [_data(case) for case in answer.single.get(item.number, ())]}
            for item in answer.items
        ],
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
    }


def _data(item: Item) -> dict[str, Any]:
    return {
        "rule": item.rule.name,
        "weight": "hard" if item.rule.weight is None else item.rule.weight,
        "tier": item.rule.tier,
        "can_be_given_up": item.rule.waivable or item.rule.weight is not None,
        "statement": item.rule.sentence if item.whole else str(item.cases[0]),
        "cases": len(item.cases),
        "costs_itself": list(item.own),
        "saves": _price(item.saves),
    }


def _price(price: Price) -> dict[str, Any]:
    return {"proven": price.proven, "least": list(price.least), "most": list(price.most)}
