"""The price list in lines for a terminal: what each demand of the day costs, the dearest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from scheduler.console.hanging import hanging
from scheduler.questions.prices import PricedDemand, Prices
from scheduler.rules.rule import Rule
from scheduler.solving.price import minus, more, points, signed
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph, phrase, plural, spoken
from scheduler.text.wording import listing
from scheduler.text.wrap import width

_CASES = 5  # of a statement that are told one by one


def lines(answer: Prices, name: str, columns: int = 80) -> Iterator[str]:
    """The demands, the dearest first, then what is not settled and what is free. `name`: of the programme given."""
    yield from hanging(_opening(answer, name), columns)
    dear = [item for item in answer.items if any(item.found)]
    free = [item for item in answer.items if not any(item.saves.most)]
    unsettled = [item for item in answer.items if item not in dear and item not in free]
    size = max((width(_amount(answer, item)) for item in dear), default=0)
    for heading, given_up in ((_heading(answer), True), (_PHYSICAL, False)):
        if some := [item for item in dear if item.demand.can_be_given_up is given_up]:
            yield ""
            yield from hanging(heading, columns)
            for item in some:
                yield from _item(answer, item, size, columns)
    if unsettled:
        yield ""
        yield from _unsettled(answer, unsettled, columns)
    for given_up in (True, False):
        if some := [item for item in free if item.demand.can_be_given_up is given_up]:
            yield ""
            yield from hanging(_free(_names(some, answer.items), given_up=given_up), columns)
    if not answer.day.proven and any(len(item.demand.cases) > 1 for item in dear):
        yield ""
        yield from hanging(_NO_CASES, columns)


_NO_CASES = Sentence(
    "What a single case of a statement would save is not told: that takes a day of which the best programme is proven."
)
_PHYSICAL = Sentence(
    "These cannot be dropped as they stand; rooms, hours or people would have to change. That would save at most:"
)


def _free(names: Phrase, *, given_up: bool) -> Phrase:
    if given_up:
        return Sentence("Proven to save nothing when dropped alone: {rules}.", rules=names)
    return Sentence(
        "Proven to save nothing either, though these could not be dropped as they stand: {rules}.", rules=names
    )


def _opening(answer: Prices, name: str) -> Phrase:
    day, now = answer.day, answer.now
    best = points(day.most)
    if not day.proven:
        unproven = Sentence("That none costs less is not proven.")
        if day.most >= now:
            return paragraph(Sentence("The best programme that is known costs {points}.", points=best), unproven)
        fewer = more(minus(day.most, now))
        known = Sentence(
            "The best programme that is known costs {points}, {fewer} than {name}.", points=best, fewer=fewer, name=name
        )
        return paragraph(known, unproven)
    if day.most < now:
        return Sentence(
            "The day costs {best} at best, fewer than {name} with {points}. Prices are beside the best.",
            best=best,
            name=name,
            points=points(now),
        )
    costs = Sentence("{name} costs {points}.", name=name, points=points(now))
    return paragraph(costs, Sentence("Proven: no programme costs less."))


def _heading(answer: Prices) -> Phrase:
    if answer.day.proven:
        return Sentence("Dropping one of these saves so many points:")
    return Sentence(
        "With one of these dropped a programme was found that costs so many points fewer than that. More may be saved, "
        "or less, where the day itself can do better:"
    )


def _unsettled(answer: Prices, items: Sequence[PricedDemand], columns: int) -> Iterator[str]:
    if not answer.day.proven:
        names = _names(items, answer.items)
        if answer.stopped:
            none = Sentence(
                "No saving was found before it was stopped, nor shown not to be there, for: {rules}.", rules=names
            )
        else:
            none = Sentence("No saving was found in time, nor shown not to be there, for: {rules}.", rules=names)
        yield from hanging(none, columns)
        return
    if answer.stopped:
        yield from hanging(Sentence("For these no saving was found before it was stopped; it is at most:"), columns)
    else:
        yield from hanging(Sentence("For these no saving was found in time; it is at most:"), columns)
    size = max(width(_plain(item.saves.most)) for item in items)
    for item in items:
        yield from hanging(_what(item), columns, f"  {_plain(item.saves.most):>{size}}  ")


def _item(answer: Prices, item: PricedDemand, size: int, columns: int) -> Iterator[str]:
    lead = f"  {_amount(answer, item):>{size}}  "
    yield from hanging(paragraph(_what(item), _of_which(item)), columns, lead)
    cases = answer.single.get(item.demand.number, ())
    dear = [case for case in cases if any(case.found)]
    for case in dear[:_CASES]:
        statement = case.demand.cases[0].__str__()
        yield from hanging(statement, columns, f"{' ' * len(lead)}{_amount(answer, case)}  ")
    if len(dear) > _CASES:
        yield from hanging(Sentence("and {more} more.", more=len(dear) - _CASES), columns, " " * len(lead))
    if len(dear) < len(cases):
        open_ones = [case for case in cases if case not in dear]
        most = max(case.saves.most for case in open_ones)
        rest = plural(
            len(open_ones),
            "{number} other case: at most {points}, not settled.",
            "{number} other cases: each at most {points}, not settled.",
            points=points(most),
        )
        yield from hanging(rest, columns, " " * len(lead))


def _of_which(item: PricedDemand) -> Phrase:
    """How much of a price is what the demand costs itself, and how much the others gain."""
    if item.demand.rule.weight is None:
        return NOTHING
    gain = minus(item.found, item.own)
    if not any(gain):
        return Sentence("All of it is what it costs itself.")
    if not any(item.own):
        return Sentence("It costs nothing itself; the others gain that.")
    return Sentence("It costs {own} itself; the others gain {gain}.", own=points(item.own), gain=points(gain))


def _what(item: PricedDemand) -> Phrase:
    rule = item.demand.rule
    alone = len(item.demand.cases) == 1 and item.demand.whole
    sentence = item.demand.cases[0] if alone else phrase(rule.sentence)
    return Sentence("{rule}: {sentence}", rule=_weighed(rule), sentence=sentence)


def _weighed(rule: Rule) -> Phrase:
    """`quorum (hard)`, `quorum (weight 4)`."""
    weight = Sentence("hard") if rule.weight is None else Sentence("weight {weight}", weight=str(rule.weight))
    return Sentence("{rule} ({weight})", rule=rule.key, weight=weight)


def _names(some: Sequence[PricedDemand], items: Sequence[PricedDemand]) -> Phrase:
    """The rules by name, each once; with its weight where there are several of that name."""
    often = Counter(item.demand.rule.name for item in items)
    return listing(
        dict.fromkeys(
            rule.key if often[rule.name] == 1 else _weighed(rule) for rule in (item.demand.rule for item in some)
        )
    )


def _amount(answer: Prices, item: PricedDemand) -> str:
    found = _plain(item.found)
    if item.saves.proven or not answer.day.proven:
        return found
    return spoken(Sentence("{least} to {most}", least=found, most=_plain(item.saves.most)))


def _plain(costs: tuple[int, ...]) -> str:
    return spoken(costs[0]) if len(costs) == 1 else spoken(signed(costs))
