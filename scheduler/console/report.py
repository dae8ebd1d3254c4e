"""What is to be said of a programme, in plain sentences for whoever makes the day, and the same as data.

The sentences speak of points and of who misses what; how the search went about it stays out of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scheduler.checking.check import Misses, Report, RuleResult
from scheduler.checking.finding import Finding
from scheduler.rules.rule import Case, Rule
from scheduler.text.wording import count, listing
from scheduler.text.wrap import width, wrap

_WORST_OFF = 10
_EXAMPLES = 3  # what breaks a weighted rule is told in full up to so many times,
_TOO_MANY = 10  # and beyond so many times only counted


def told(report: Report, columns: int = 80) -> Iterator[str]:
    """Everything about a programme but what is proven of it, in lines of so many columns."""
    yield from broken(report, columns)
    yield ""
    yield from costs(report, columns)
    yield ""
    yield from misses(report, columns)


def broken(report: Report, columns: int) -> Iterator[str]:
    """Which hard rules are broken, breach by breach."""
    results = [result for result in report.results if result.hard and result.amount]
    if not results:
        yield "Every hard rule is kept."
        return
    number = len(report.broken)
    yield from _lines(f"{count(number, 'breach', 'breaches')} of {count(len(results), 'hard rule')}:", columns)
    for result in results:
        yield from _lines(f"{result.rule.name}: {result.rule.sentence}", columns, "  ", 4)
        for breach in result.breaches:
            yield from _lines(breach.sentence, columns, "    - ")


def costs(report: Report, columns: int) -> Iterator[str]:
    """What the weighted rules cost, rule by rule, the dearest first; by order of weighing when there are several."""
    weighted = [result for result in report.results if not result.hard]
    if not weighted:
        yield from _lines("No rule is weighed, so the programme costs nothing.", columns)
        return
    tiers = list(report.costs)
    for place, (tier, cost) in enumerate(report.costs.items()):
        order = f"{_ordinal(place)} weighed" if len(tiers) > 1 else "Cost"
        yield from _lines(f"{order}: {count(cost, 'point')}{' (the fewer, the better)' if cost else ''}.", columns)
        of_tier = [result for result in weighted if result.rule.tier == tier]
        size = max(len(f"{result.cost:,}") for result in of_tier)
        for result in sorted(of_tier, key=lambda result: -result.cost):
            if result.cost:
                yield from _cost(result, columns, size)
        kept = list(dict.fromkeys(result.rule.name for result in of_tier if not result.cost and result.cases))
        if kept:
            yield from _lines(f"Fully kept: {listing(kept)}.", columns, "  ", 4)


def misses(report: Report, columns: int) -> Iterator[str]:
    """Who cannot attend what they wished: the worst off, and for each group how many of its people can come."""
    wished = sum(len(report.conference.wishes(person)) for person in report.conference.people)
    if not wished:
        yield from _lines("Nobody's wishes are known, so nobody misses a meeting.", columns)
        return
    people = sum(1 for person in report.conference.people if report.conference.wishes(person))
    if not report.misses:
        yield from wrap(f"Everyone can attend all that they wished: {count(wished, 'wish', 'wishes')}.", columns)
        return
    yield from wrap(
        f"Of {count(wished, 'wish', 'wishes')} to attend a meeting, {report.missed:,} cannot be met; "
        f"{len(report.misses):,} of {count(people, 'person', 'people')} miss something."
        f"{' The worst off:' if len(report.misses) > 1 else ''}",
        columns,
    )
    for one in report.misses[:_WORST_OFF]:
        yield from _lines(_missing(one), columns, "  ", 4)
    if (more := len(report.misses) - _WORST_OFF) > 0:
        most = len(report.misses[_WORST_OFF].sessions)
        told = f"and {count(more, 'other')}, who miss {count(most, 'meeting')}{' at most' if most > 1 else ''}."
        yield from _lines(told, columns, "  ")
    yield ""
    yield from _turnouts(report, columns)


def outcome(elapsed: float, file: str | None, *, stopped: bool, optimal: bool) -> Iterator[str]:
    """How a search went that found a programme, and where that was written."""
    ended = "Stopped" if stopped and not optimal else "Solved" if optimal else "Time is up"
    yield f"{ended} after {elapsed:.1f} seconds."
    yield f"Written: {file}" if file else "Nothing is written: with -o FILE the programme is kept."


def found(findings: Iterable[Finding], columns: int = 80) -> Iterator[str]:
    """What was found of a day before it is solved."""
    findings = list(findings)
    for title, some in (
        ("This day is impossible:", [finding for finding in findings if finding.fatal]),
        ("To bear in mind:", [finding for finding in findings if not finding.fatal]),
    ):
        if some:
            yield title
        for finding in some:
            yield from _lines(finding.sentence, columns, "- ")
    if not any(finding.fatal for finding in findings):
        yield "No fault was found."


def impossible(
    cases: Sequence[tuple[Rule, Case]], findings: Iterable[Finding], *, smallest: bool, columns: int = 80
) -> Iterator[str]:
    """Why no programme keeps all hard rules: statements that cannot hold together."""
    yield "This day is impossible: no programme keeps all hard rules."
    yield from reasons(cases, findings, smallest=smallest, columns=columns)


def reasons(
    cases: Sequence[tuple[Rule, Case]], findings: Iterable[Finding], *, smallest: bool, columns: int = 80
) -> Iterator[str]:
    """What is seen at a glance, each a reason by itself; and the statements that clash, if any are given."""
    for finding in findings:
        if finding.fatal:
            yield from _lines(finding.sentence, columns, "- ")
    if not cases:
        return
    yield ""
    yield "This cannot hold:" if len(cases) == 1 else "These cannot all hold together:"
    for rule, case in cases:
        yield from _lines(f"{case} ({rule.name})", columns, "- ")
    if smallest and len(cases) > 1:
        told = "If any one of these is given up, the others can hold. There may be further causes besides."
        yield from _lines(told, columns)


def proof(costs: Mapping[int, int], bounds: Mapping[int, int], *, optimal: bool, columns: int = 80) -> Iterator[str]:
    """What is proven of a programme with these costs, when no programme can cost less than these bounds."""
    if optimal:
        yield "Proven: no programme costs less."
        return
    for place, (tier, cost) in enumerate(costs.items()):
        least = bounds.get(tier, 0)
        order = f"{_ordinal(place)} weighed: " if len(costs) > 1 else ""
        other = "no programme that is as good in what comes before" if place else "no programme"
        if cost == least:
            told = f"proven, {other} costs less."
        elif least:
            gap = 100 * (cost - least) / cost
            told = f"best so far {count(cost, 'point')}; {other} can cost less than {least:,} (gap {gap:.1f} %)."
        else:
            told = f"best so far {count(cost, 'point')}; nothing is proven yet."
        yield from _lines(order + told if order else told[0].upper() + told[1:], columns)
        if cost != least:
            return  # what is weighed later was not compared with all programmes


def compared(report: Report, other: Report, name: str, columns: int = 80) -> Iterator[str]:
    """How much better the programme is than another one of the same day."""
    fewer = other.missed - report.missed
    than = f"{abs(fewer):,} {'fewer' if fewer > 0 else 'more'} than" if fewer else "as many as"
    yield from _lines(
        f"Compared with {name}: {count(report.missed, 'wished meeting')} missed, {than} the {other.missed:,} there; "
        f"a cost of {report.cost:,} instead of {count(other.cost, 'point')}.",
        columns,
    )
    if other.broken:
        yield from _lines(f"{name} also breaks hard rules, {count(len(other.broken), 'time')}.", columns)


def _cost(result: RuleResult, columns: int, size: int) -> Iterator[str]:
    often = len(result.breaches)
    times = {1: "once", 2: "twice"}.get(often, f"{often:,} times")
    lead = f"  {result.cost:>{size},}  "
    said = f"{result.rule.name}: {result.rule.sentence} Not kept {times}"
    examples = result.breaches[:_EXAMPLES] if often <= _TOO_MANY else ()
    yield from _lines(f"{said}{':' if examples else '.'}", columns, lead)
    for breach in examples:
        yield from _lines(breach.sentence, columns, f"{' ' * len(lead)}- ")
    if examples and often > len(examples):
        yield f"{' ' * len(lead)}- and {often - len(examples)} more."


def _missing(one: Misses) -> str:
    organisation = f" ({one.person.organisation})" if one.person.organisation else ""
    sessions = listing(one.sessions)
    return f"{one.person}{organisation} misses {len(one.sessions)} of {one.wished}: {sessions}."


def _turnouts(report: Report, columns: int) -> Iterator[str]:
    """In as many columns of text as fit, read downwards."""
    entries = [(turnout.group.name, f"{turnout.can} of {turnout.wish}") for turnout in report.turnouts]
    if not entries:
        return
    yield "Of those who wish to come, so many can:"
    names, numbers = max(width(name) for name, _ in entries), max(len(number) for _, number in entries)
    size = names + numbers + 2
    across = min(3, (columns - 2 + 4) // (size + 4))
    if not across:
        for name, number in entries:
            yield from _lines(f"{name} {number}", columns, "  ", 4)
        return
    down = -(-len(entries) // across)
    for row in range(down):
        cells = [f"{name}{' ' * (names - width(name))}  {number:>{numbers}}" for name, number in entries[row::down]]
        yield "  " + "    ".join(cells).rstrip()


def _lines(text: str, columns: int, lead: str = "", hang: int | None = None) -> Iterator[str]:
    """The text wrapped: `lead` before the first line, and as many blanks (or `hang`) before the others."""
    indent = len(lead) if hang is None else hang
    for number, line in enumerate(wrap(text, columns - max(len(lead), indent))):
        yield f"{' ' * indent if number else lead}{line}"


def _ordinal(place: int) -> str:
    words = ("First", "Second", "Third", "Fourth", "Fifth")
    return words[place] if place < len(words) else f"{place + 1}th"
