"""Judgements in lines for a terminal: what a programme breaks and costs, findings, and why there is none.

The sentences speak of points and of who misses what; how the search went about it stays out of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scheduler.checking.check import Misses, Report, RuleResult
from scheduler.checking.finding import Finding
from scheduler.checking.grouped_cases import cases_together
from scheduler.conference.conference import Person
from scheduler.console.hanging import hanging
from scheduler.rules.rule import Case, Rule
from scheduler.solving.answers import Conflict
from scheduler.text.sentence import Decimal, Phrase, Sentence, capital, paragraph, phrase, plural, spoken
from scheduler.text.wording import count, listing
from scheduler.text.wrap import width

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
        yield from hanging(Sentence("Every hard rule is kept."), columns)
        return
    if len(report.broken) == 1:
        opening: Phrase = Sentence("1 breach of 1 hard rule:")
    else:
        opening = plural(
            len(results),
            "{times} breaches of {number} hard rule:",
            "{times} breaches of {number} hard rules:",
            times=len(report.broken),
        )
    yield from hanging(opening, columns)
    for result in results:
        says = Sentence("{rule}: {sentence}", rule=result.rule.key, sentence=phrase(result.rule.sentence))
        yield from hanging(says, columns, "  ", 4)
        for breach in result.breaches:
            yield from hanging(breach.sentence, columns, "    - ")


def cost_lines(report: Report, columns: int) -> Iterator[str]:
    """What the weighted rules cost, rule by rule, the dearest first; by order of weighing when there are several."""
    weighted = [result for result in report.results if not result.hard]
    if not weighted:
        yield from hanging(Sentence("No rule is weighed, so the programme costs nothing."), columns)
        return
    tiers = list(report.costs)
    for place, (tier, cost) in enumerate(report.costs.items()):
        order = _weighed(place) if len(tiers) > 1 else Sentence("Cost")
        points = count(cost, "point")
        if cost:
            yield from hanging(
                Sentence("{order}: {points} (the fewer, the better).", order=order, points=points), columns
            )
        else:
            yield from hanging(Sentence("{order}: {points}.", order=order, points=points), columns)
        of_tier = [result for result in weighted if result.rule.tier == tier]
        size = max(len(spoken(result.cost)) for result in of_tier)
        for result in sorted(of_tier, key=lambda result: -result.cost):
            if result.cost:
                yield from _cost(result, columns, size)
        broken = {result.rule.key for result in report.results if result.judgements}
        whole = (result.rule.key for result in of_tier if not result.cost and result.cases)
        kept = [name for name in dict.fromkeys(whole) if name not in broken]
        if kept:
            yield from hanging(Sentence("Fully kept: {rules}.", rules=listing(kept)), columns, "  ", 4)


def miss_lines(report: Report, columns: int) -> Iterator[str]:
    """Who cannot attend what they wished: the worst off, and for each group how many of its people can come."""
    wished = sum(len(report.conference.wishes(person)) for person in report.conference.people)
    if not wished:
        yield from hanging(Sentence("Nobody's wishes are known, so nobody misses a meeting."), columns)
        return
    people = sum(1 for person in report.conference.people if report.conference.wishes(person))
    if not report.misses:
        wishes = count(wished, "wish", "wishes")
        yield from hanging(Sentence("Everyone can attend all that they wished: {wishes}.", wishes=wishes), columns)
        return
    losing = plural(
        len(report.misses),
        "{number} of {people} misses something",
        "{number} of {people} miss something",
        people=count(people, "person", "people"),
    )
    missing = plural(
        wished,
        "Of {number} wish to attend a meeting, {missed} cannot be met; {losing}.",
        "Of {number} wishes to attend a meeting, {missed} cannot be met; {losing}.",
        missed=report.missed,
        losing=losing,
    )
    worst_off = Sentence("The worst off:") if len(report.misses) > 1 else ""
    yield from hanging(paragraph(missing, worst_off), columns)
    for one in report.misses[:_WORST_OFF]:
        yield from hanging(_missing(one), columns, "  ", 4)
    if (more := len(report.misses) - _WORST_OFF) > 0:
        most = len(report.misses[_WORST_OFF].sessions)
        if most > 1:
            others = plural(
                more,
                "and {number} other, who misses {meetings} at most.",
                "and {number} others, who miss {meetings} at most.",
                meetings=count(most, "meeting"),
            )
        else:
            others = plural(
                more, "and {number} other, who misses 1 meeting.", "and {number} others, who miss 1 meeting."
            )
        yield from hanging(others, columns, "  ")
    yield ""
    yield from _turnouts(report, columns)


def outcome_lines(
    elapsed: float, file: str | None, *, stopped: bool, optimal: bool, searched: bool = True
) -> Iterator[str]:
    """How a search went that found a programme, and where that was written."""
    seconds = Decimal(elapsed)
    if optimal:
        yield spoken(Sentence("Solved after {seconds} seconds.", seconds=seconds))
    elif stopped:
        yield spoken(Sentence("Stopped after {seconds} seconds.", seconds=seconds))
    else:
        yield spoken(Sentence("Time is up after {seconds} seconds.", seconds=seconds))
    if not searched:
        yield spoken(Sentence("That was before the search could begin: this programme was made without one."))
    if file:
        yield spoken(Sentence("Written: {file}", file=file))
    else:
        yield spoken(Sentence("Nothing is written: with -o FILE the programme is kept."))


def finding_lines(findings: Iterable[Finding], columns: int = 80) -> Iterator[str]:
    """What was found of a day before it is solved."""
    findings = list(findings)
    for title, some in (
        (Sentence("This day is impossible:"), [finding for finding in findings if finding.fatal]),
        (Sentence("To bear in mind:"), [finding for finding in findings if not finding.fatal]),
    ):
        if some:
            yield from hanging(title, columns)
        for finding in some:
            yield from hanging(finding.sentence, columns, "- ")
    if not any(finding.fatal for finding in findings):
        yield from hanging(Sentence("No fault was found."), columns)


def impossible_lines(
    cases: Sequence[tuple[Rule, Case]], findings: Iterable[Finding], *, smallest: bool, columns: int = 80
) -> Iterator[str]:
    """Why no programme keeps all hard rules: statements that cannot hold together."""
    yield from hanging(Sentence("This day is impossible: no programme keeps all hard rules."), columns)
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
            unknown = Sentence("Which of its demands cannot hold together was not found in the time.")
            yield from hanging(unknown, columns)
        return
    if not cases:
        return
    yield ""
    together = Sentence("This cannot hold:") if len(cases) == 1 else Sentence("These cannot all hold together:")
    yield from hanging(together, columns)
    names = {id(case): rule.key for rule, case in cases}
    for words, some in cases_together((rule.name, case) for rule, case in cases):
        yield from hanging(Sentence("{words}. ({rule})", words=words, rule=names[id(some[0])]), columns, "- ")
    if smallest and len(cases) > 1:
        closing = Sentence("If any one of these is given up, the others can hold. There may be further causes besides.")
        yield from hanging(closing, columns)


def proof_lines(
    costs: Mapping[int, int], bounds: Mapping[int, int], *, optimal: bool, columns: int = 80
) -> Iterator[str]:
    """What is proven of a programme with these costs, when no programme can cost less than these bounds."""
    if optimal:
        yield from hanging(Sentence("Proven: no programme costs less."), columns)
        return
    for place, (tier, cost) in enumerate(costs.items()):
        least = bounds.get(tier, 0)
        proof = _proof(cost, least, first=not place)
        order = Sentence("{order}: {proof}", order=_weighed(place), proof=proof) if len(costs) > 1 else capital(proof)
        yield from hanging(order, columns)
        if cost != least:
            return  # what is weighed later was not compared with all programmes


def comparison_lines(report: Report, other: Report, name: str, columns: int = 80) -> Iterator[str]:
    """How much better the programme is than another one of the same day."""
    fewer = other.missed - report.missed
    if fewer > 0:
        than = Sentence("{fewer} fewer than the {other} there", fewer=fewer, other=other.missed)
    elif fewer < 0:
        than = Sentence("{more} more than the {other} there", more=-fewer, other=other.missed)
    else:
        than = Sentence("as many as the {other} there", other=other.missed)
    compared = Sentence(
        "Compared with {name}: {meetings} missed, {than}; a cost of {cost} instead of {points}.",
        name=name,
        meetings=count(report.missed, "wished meeting"),
        than=than,
        cost=report.cost,
        points=count(other.cost, "point"),
    )
    yield from hanging(compared, columns)
    if other.broken:
        times = count(len(other.broken), "time")
        yield from hanging(Sentence("{name} also breaks hard rules, {times}.", name=name, times=times), columns)


def _cost(result: RuleResult, columns: int, size: int) -> Iterator[str]:
    often = result.often
    lead = f"  {spoken(result.cost):>{size}}  "
    rule, sentence = result.rule.key, phrase(result.rule.sentence)
    says = Sentence("{rule}: {sentence} {times}", rule=rule, sentence=sentence, times=_not_kept(often))
    yield from hanging(says, columns, lead)
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
        yield from hanging(Sentence("and {more} more.", more=more), columns, f"{' ' * len(lead)}- ")


def _not_kept(often: int) -> Phrase:
    if often == 1:
        return Sentence("Not kept once:")
    return Sentence("Not kept twice:") if often == 2 else Sentence("Not kept {times} times:", times=often)


def _proof(cost: int, least: int, *, first: bool) -> Phrase:
    """What is proven of one round of weighing. `first`: nothing is weighed before it."""
    if cost == least and first:
        return Sentence("proven, no programme costs less.")
    if cost == least:
        return Sentence("proven, no programme that is as good in what comes before costs less.")
    points = count(cost, "point")
    if not least:
        return Sentence("best so far {points}; nothing is proven yet.", points=points)
    gap = Decimal(100 * (cost - least) / cost)
    if first:
        return Sentence(
            "best so far {points}; no programme can cost less than {least} (gap {gap} %).",
            points=points,
            least=least,
            gap=gap,
        )
    return Sentence(
        "best so far {points}; no programme that is as good in what comes before can cost less than {least} "
        "(gap {gap} %).",
        points=points,
        least=least,
        gap=gap,
    )


def _missing(one: Misses) -> Phrase:
    return Sentence(
        "{person} misses {missed} of {wished}: {sessions}.",
        person=_with_organisation(one.person),
        missed=len(one.sessions),
        wished=one.wished,
        sessions=listing(one.sessions),
    )


def _with_organisation(person: Person) -> Person | Sentence:
    if not person.organisation:
        return person
    return Sentence("{person} ({organisation})", person=person, organisation=person.organisation)


def _turnouts(report: Report, columns: int) -> Iterator[str]:
    """How many of each group can come, in as many columns of text as fit, read downwards."""
    entries = [
        (turnout.group.name, spoken(Sentence("{can} of {wish}", can=turnout.can, wish=turnout.wish)))
        for turnout in report.turnouts
    ]
    if not entries:
        return
    yield from hanging(Sentence("Of those who wish to come, so many can:"), columns)
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


_WEIGHED = (
    Sentence("First weighed"),
    Sentence("Second weighed"),
    Sentence("Third weighed"),
    Sentence("Fourth weighed"),
    Sentence("Fifth weighed"),
)


def _weighed(place: int) -> Sentence:
    return _WEIGHED[place] if place < len(_WEIGHED) else Sentence("{number}th weighed", number=place + 1)
