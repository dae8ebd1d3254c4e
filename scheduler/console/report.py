"""Judgements in lines for a terminal: what a programme breaks and costs, findings, and why there is none.

The sentences speak of points and of who misses what; how the search went about it stays out of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scheduler.checking.check import Misses, Report, RuleResult
from scheduler.checking.finding import Finding
from scheduler.checking.grouped_cases import cases_together
from scheduler.console.hanging import hanging
from scheduler.rules.rule import Case, Rule
from scheduler.solving.answers import Conflict
from scheduler.text.wording import count, listing
from scheduler.text.wrap import width, wrap

_WORST_OFF = 10
_EXAMPLES = 3  # what breaks a weighted rule is told so many times, the worst first,
_TOO_MANY = 10  # and of a rule that is not kept more often than this only the worst


def report_lines(report: Report, columns: int = 80) -> Iterator[str]:
    """Everything about a programme but what is proven of it, in lines of so many columns."""
    yield from broken_lines(report, columns)
    yield ""
    yield from cost_lines(report, columns)
    yield ""
    yield from miss_lines(report, columns)


def broken_lines(report: Report, columns: int) -> Iterator[str]:
    """Which hard rules are broken, breach by breach."""
    results = [result for result in report.results if result.hard and result.amount]
    if not results:
        yield "Every hard rule is kept."
        return
    number = len(report.broken)
    yield from hanging(f"{count(number, 'breach', 'breaches')} of {count(len(results), 'hard rule')}:", columns)
    for result in results:
        yield from hanging(f"{result.rule.name}: {result.rule.sentence}", columns, "  ", 4)
        for breach in result.breaches:
            yield from hanging(breach.sentence, columns, "    - ")


def cost_lines(report: Report, columns: int) -> Iterator[str]:
    """What the weighted rules cost, rule by rule, the dearest first; by order of weighing when there are several."""
    weighted = [result for result in report.results if not result.hard]
    if not weighted:
        yield from hanging("No rule is weighed, so the programme costs nothing.", columns)
        return
    tiers = list(report.costs)
    for place, (tier, cost) in enumerate(report.costs.items()):
        order = f"{_ordinal(place)} weighed" if len(tiers) > 1 else "Cost"
        yield from hanging(f"{order}: {count(cost, 'point')}{' (the fewer, the better)' if cost else ''}.", columns)
        of_tier = [result for result in weighted if result.rule.tier == tier]
        size = max(len(f"{result.cost:,}") for result in of_tier)
        for result in sorted(of_tier, key=lambda result: -result.cost):
            if result.cost:
                yield from _cost(result, columns, size)
        broken = {result.rule.name for result in report.results if result.judgements}
        whole = (result.rule.name for result in of_tier if not result.cost and result.cases)
        kept = [name for name in dict.fromkeys(whole) if name not in broken]
        if kept:
            yield from hanging(f"Fully kept: {listing(kept)}.", columns, "  ", 4)


def miss_lines(report: Report, columns: int) -> Iterator[str]:
    """Who cannot attend what they wished: the worst off, and for each group how many of its people can come."""
    wished = sum(len(report.conference.wishes(person)) for person in report.conference.people)
    if not wished:
        yield from hanging("Nobody's wishes are known, so nobody misses a meeting.", columns)
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
        yield from hanging(_missing(one), columns, "  ", 4)
    if (more := len(report.misses) - _WORST_OFF) > 0:
        most = len(report.misses[_WORST_OFF].sessions)
        others = f"and {count(more, 'other')}, who miss {count(most, 'meeting')}{' at most' if most > 1 else ''}."
        yield from hanging(others, columns, "  ")
    yield ""
    yield from _turnouts(report, columns)


def outcome_lines(
    elapsed: float, file: str | None, *, stopped: bool, optimal: bool, searched: bool = True
) -> Iterator[str]:
    """How a search went that found a programme, and where that was written."""
    ended = "Stopped" if stopped and not optimal else "Solved" if optimal else "Time is up"
    yield f"{ended} after {elapsed:.1f} seconds."
    if not searched:
        yield "That was before the search could begin: this programme was made without one."
    yield f"Written: {file}" if file else "Nothing is written: with -o FILE the programme is kept."


def finding_lines(findings: Iterable[Finding], columns: int = 80) -> Iterator[str]:
    """What was found of a day before it is solved."""
    findings = list(findings)
    for title, some in (
        ("This day is impossible:", [finding for finding in findings if finding.fatal]),
        ("To bear in mind:", [finding for finding in findings if not finding.fatal]),
    ):
        if some:
            yield title
        for finding in some:
            yield from hanging(finding.sentence, columns, "- ")
    if not any(finding.fatal for finding in findings):
        yield "No fault was found."


def impossible_lines(
    cases: Sequence[tuple[Rule, Case]], findings: Iterable[Finding], *, smallest: bool, columns: int = 80
) -> Iterator[str]:
    """Why no programme keeps all hard rules: statements that cannot hold together."""
    yield "This day is impossible: no programme keeps all hard rules."
    yield from reason_lines(cases, findings, smallest=smallest, columns=columns)


def reason_lines(
    cases: Sequence[tuple[Rule, Case]], findings: Iterable[Finding], *, smallest: bool, columns: int = 80
) -> Iterator[str]:
    """What is seen at a glance, each a reason by itself; and the statements that clash, if any are given.

    `smallest`: none of them could be spared. Of many that could, nothing is to be learnt.
    """
    seen = [finding for finding in findings if finding.fatal]
    for finding in seen:
        yield from hanging(finding.sentence, columns, "- ")
    if cases and not Conflict(tuple(cases), smallest).known:
        if not seen:
            yield "Which of its demands cannot hold together was not found in the time."
        return
    if not cases:
        return
    yield ""
    yield "This cannot hold:" if len(cases) == 1 else "These cannot all hold together:"
    names = {id(case): rule.name for rule, case in cases}
    for words, some in cases_together((rule.name, case) for rule, case in cases):
        yield from hanging(f"{words}. ({names[id(some[0])]})", columns, "- ")
    if smallest and len(cases) > 1:
        closing = "If any one of these is given up, the others can hold. There may be further causes besides."
        yield from hanging(closing, columns)


def proof_lines(
    costs: Mapping[int, int], bounds: Mapping[int, int], *, optimal: bool, columns: int = 80
) -> Iterator[str]:
    """What is proven of a programme with these costs, when no programme can cost less than these bounds."""
    if optimal:
        yield "Proven: no programme costs less."
        return
    for place, (tier, cost) in enumerate(costs.items()):
        least = bounds.get(tier, 0)
        order = f"{_ordinal(place)} weighed: " if len(costs) > 1 else ""
        other = "no programme that is as good in what comes before" if place else "no programme"
        if cost == least:
            sentence = f"proven, {other} costs less."
        elif least:
            gap = 100 * (cost - least) / cost
            sentence = f"best so far {count(cost, 'point')}; {other} can cost less than {least:,} (gap {gap:.1f} %)."
        else:
            sentence = f"best so far {count(cost, 'point')}; nothing is proven yet."
        yield from hanging(order + sentence if order else sentence[0].upper() + sentence[1:], columns)
        if cost != least:
            return  # what is weighed later was not compared with all programmes


def comparison_lines(report: Report, other: Report, name: str, columns: int = 80) -> Iterator[str]:
    """How much better the programme is than another one of the same day."""
    fewer = other.missed - report.missed
    than = f"{abs(fewer):,} {'fewer' if fewer > 0 else 'more'} than" if fewer else "as many as"
    yield from hanging(
        f"Compared with {name}: {count(report.missed, 'wished meeting')} missed, {than} the {other.missed:,} there; "
        f"a cost of {report.cost:,} instead of {count(other.cost, 'point')}.",
        columns,
    )
    if other.broken:
        yield from hanging(f"{name} also breaks hard rules, {count(len(other.broken), 'time')}.", columns)


def _cost(result: RuleResult, columns: int, size: int) -> Iterator[str]:
    often = result.often
    times = {1: "once", 2: "twice"}.get(often, f"{often:,} times")
    lead = f"  {result.cost:>{size},}  "
    sentence = f"{result.rule.name}: {result.rule.sentence} Not kept {times}"
    yield from hanging(f"{sentence}:", columns, lead)
    breaches = result.breaches
    examples = breaches
    if len(breaches) > _EXAMPLES:
        worst = sorted(breaches, key=lambda breach: -breach.amount)
        examples = tuple(worst[: _EXAMPLES if often <= _TOO_MANY else 1])
    for breach in examples:
        yield from hanging(breach.sentence, columns, f"{' ' * len(lead)}- ")
    # As many in all as it is said to be broken, but of something that counts once all that there is to it is told.
    more = (len(breaches) if often <= _TOO_MANY else often) - len(examples)
    if more:
        yield f"{' ' * len(lead)}- and {more:,} more."


def _missing(one: Misses) -> str:
    organisation = f" ({one.person.organisation})" if one.person.organisation else ""
    sessions = listing(one.sessions)
    return f"{one.person}{organisation} misses {len(one.sessions)} of {one.wished}: {sessions}."


def _turnouts(report: Report, columns: int) -> Iterator[str]:
    """How many of each group can come, in as many columns of text as fit, read downwards."""
    entries = [(turnout.group.name, f"{turnout.can} of {turnout.wish}") for turnout in report.turnouts]
    if not entries:
        return
    yield "Of those who wish to come, so many can:"
    names, numbers = max(width(name) for name, _ in entries), max(len(number) for _, number in entries)
    size = names + numbers + 2
    across = min(3, (columns - 2 + 4) // (size + 4))
    if not across:
        for name, number in entries:
            yield from hanging(f"{name} {number}", columns, "  ", 4)
        return
    down = -(-len(entries) // across)
    for row in range(down):
        cells = [f"{name}{' ' * (names - width(name))}  {number:>{numbers}}" for name, number in entries[row::down]]
        yield "  " + "    ".join(cells).rstrip()


def _ordinal(place: int) -> str:
    words = ("First", "Second", "Third", "Fourth", "Fifth")
    return words[place] if place < len(words) else f"{place + 1}th"
