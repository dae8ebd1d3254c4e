"""What a day asks, in lines for a terminal: which rules are on and how much they say, and how large the puzzle is."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.checking.description import DescriptionData, PuzzleSize, RuleOn
from scheduler.console.hanging import hanging
from scheduler.text.wording import count, listing
from scheduler.text.wrap import wrap


def lines(description: DescriptionData, columns: int = 80) -> Iterator[str]:
    yield from wrap(f"{description['conference']}, {listing(description['days'])}", columns)
    hard = [rule for rule in description["rules"] if rule["weight"] == "hard"]
    weighed = [rule for rule in description["rules"] if rule["weight"] != "hard"]
    for title, rules in (("Hard, so that every programme keeps them", hard), ("Weighed against each other", weighed)):
        if not rules:
            continue
        yield ""
        yield f"{title}:"
        for rule in rules:
            yield from _rule(rule, columns)
    if description["off"]:
        yield ""
        yield from hanging(f"Off, or with nothing to say here: {listing(description['off'])}.", columns, "", 2)
    yield ""
    yield from hanging(_size(description["size"]), columns, "", 0)
    if model := description.get("model"):
        yield f"The model: {count(model['variables'], 'variable')}, {count(model['constraints'], 'constraint')}."


def _rule(rule: RuleOn, columns: int) -> Iterator[str]:
    how = "" if rule["weight"] == "hard" else f", {rule['how']}"
    tier = f", tier {rule['tier']}" if rule["tier"] > 1 else ""
    head = f"{rule['rule']}{how}{tier}, {count(rule['cases'], 'case')}: {rule['sentence']}"
    yield from hanging(head, columns, "  ", 4)
    for sample in rule["samples"]:
        yield from hanging(sample, columns, "    - ", 6)


def _size(size: PuzzleSize) -> str:
    fixed = f" ({size['fixed']} of them fixed)" if size["fixed"] else ""
    text = (
        f"The puzzle: {count(size['sessions'], 'session')}{fixed}, {count(size['starts'], 'possible start')}, "
        f"{count(size['rooms'], 'room')}; {count(size['people'], 'person', 'people')} with {size['wishes']:,} wishes, "
        f"of {count(size['profiles'], 'different kind')}. "
    )
    if size["ways"] is None:
        return f"{text}Some session can stand nowhere: see netday check."
    power = int(size["ways"])
    ways = f"about 10^{power}" if power > 6 else f"{round(10 ** size['ways']):,}"
    return f"{text}There are {ways} ways to place the sessions, before any two are compared."
