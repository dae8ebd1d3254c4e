"""What a day asks: which rules are on and how much they say, and how large the puzzle is. No solver."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.checking.probing import RuleProbe, statements
from scheduler.conference.attendance import WORTH, profiles
from scheduler.console.rules import weight
from scheduler.rules.book import RULES
from scheduler.rules.problem import Problem
from scheduler.text.wording import count, listing
from scheduler.text.wrap import wrap

_SAMPLES = 2


def lines(told: Mapping[str, Any], columns: int = 80) -> Iterator[str]:
    """A description in lines for a terminal."""
    yield from wrap(f"{told['conference']}, {listing(told['days'])}", columns)
    for title, on in (
        ("Hard, so that every programme keeps them", [r for r in told["rules"] if r["weight"] == "hard"]),
        ("Weighed against each other", [r for r in told["rules"] if r["weight"] != "hard"]),
    ):
        if not on:
            continue
        yield ""
        yield f"{title}:"
        for rule in on:
            yield from _rule(rule, columns)
    if told["off"]:
        yield ""
        yield from _hung(f"Off, or with nothing to say here: {listing(told['off'])}.", columns, "", 2)
    yield ""
    yield from _hung(_size(told["size"]), columns, "", 0)
    if model := told.get("model"):
        yield f"The model: {count(model['variables'], 'variable')}, {count(model['constraints'], 'constraint')}."


def description(problem: Problem) -> dict[str, Any]:
    """The same for other programs."""
    conference, rules = problem.conference, problem.rules
    on = []
    for rule in rules:
        cases = list(rule.cases(conference))
        if cases:
            samples = [str(case) for case in cases[:_SAMPLES]]
            on.append(
                {
                    "rule": rule.name,
                    "sentence": rule.sentence,
                    "weight": "hard" if rule.weight is None else rule.weight,
                    "how": weight(rule),
                    "tier": rule.tier,
                    "cases": len(cases),
                    "samples": samples,
                }
            )
    order = {kind.name: position for position, kind in enumerate(RULES)}
    on.sort(key=lambda rule: order[str(rule["rule"])])
    said = {rule["rule"] for rule in on}
    return {
        "conference": conference.title,
        "days": [str(day.date) for day in conference.days],
        "rules": on,
        "off": [kind.name for kind in RULES if kind.name not in said],
        "size": size(Problem(conference, rules)),
    }


def size(problem: Problem) -> dict[str, Any]:
    """How large the puzzle is, within what the hard rules leave each session by itself.

    `ways`: the decimal logarithm of how many ways there are to place the sessions, most of which break rules about
    several; None when a session can stand nowhere. `profiles`: people with different wishes, duties or hours.
    """
    conference = problem.conference
    possible = RuleProbe(conference, conference.held, statements(Problem(conference, problem.rules))).possible
    wishes = {p: {s: WORTH[role] for s, role in conference.wishes(p).items()} for p in conference.people}
    wishing = [person for person in conference.people if wishes[person]]
    ways = None if any(not p for p in possible.values()) else sum(math.log10(len(p)) for p in possible.values())
    return {
        "sessions": len(possible),
        "fixed": sum(len(choice) == 1 for choice in possible.values()),
        "starts": len({start for choice in possible.values() for start in choice.starts}),
        "rooms": len(conference.rooms),
        "people": len(conference.people),
        "profiles": len(profiles(conference, wishing, wishes)),
        "wishes": sum(map(len, wishes.values())),
        "ways": ways,
    }


def _rule(rule: dict[str, Any], columns: int) -> Iterator[str]:
    how = "" if rule["weight"] == "hard" else f", {rule['how']}"
    tier = f", tier {rule['tier']}" if rule["tier"] > 1 else ""
    head = f"{rule['rule']}{how}{tier}, {count(rule['cases'], 'case')}: {rule['sentence']}"
    yield from _hung(head, columns, "  ", 4)
    for sample in rule["samples"]:
        yield from _hung(sample, columns, "    - ", 6)


def _size(size: dict[str, Any]) -> str:
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


def _hung(text: str, columns: int, lead: str, hang: int) -> Iterator[str]:
    for number, line in enumerate(wrap(text, columns - max(len(lead), hang))):
        yield f"{' ' * hang if number else lead}{line}"
