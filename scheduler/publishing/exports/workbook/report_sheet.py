"""The report: what the programme costs by each rule, and who cannot come where. Names only where they may stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from scheduler.checking.check import Report, RuleResult
from scheduler.conference.clock import Clock
from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.workbook.cells import cell_at, merge, put
from scheduler.publishing.exports.workbook.page import A3, lay_out
from scheduler.publishing.exports.workbook.statements import about
from scheduler.publishing.exports.workbook.tables import Column, SheetRow, add_table, widen
from scheduler.text.language import Language

_ACROSS = 6  # columns for a sentence
_TOLD = 5  # so many titles of where a rule is not kept


def the_report(sheet: Worksheet, document: Document, report: Report, *, people: bool) -> None:
    """Write the report. `people`: who misses what, by name; otherwise only how many of each group."""
    language: Language = document.language
    say = language.say
    columns = _of_rules(language)
    widen(sheet, columns)
    row = _tell(sheet, 1, say("Report"), _verdict(language, report))
    clock = document.conference.clock
    rules = [_rule(language, clock, result) for result in sorted(report.results, key=_dearest)]
    row = add_table(sheet, columns, rules, name="Rules", summary=say("What each rule costs."), top=row)
    if report.turnouts:
        row = _tell(sheet, row + 2, say("Who can come"), [_missed(language, report)])
        groups = [SheetRow([turn.group.name, turn.wish, turn.can, turn.wish - turn.can]) for turn in report.turnouts]
        summary = say("Of those who wish to come, so many can.")
        row = add_table(sheet, _of_groups(language), groups, name="Groups", summary=summary, top=row)
    if people and report.misses:
        row = _tell(sheet, row + 2, say("Who misses what"), [])
        misses = [
            SheetRow(
                [
                    one.person.name,
                    one.wished,
                    one.wished - len(one.sessions),
                    len(one.sessions),
                    one.person.organisation,
                    language.listing(session.title for session in one.sessions),
                ]
            )
            for one in report.misses
        ]
        summary = say("Who cannot attend all that they wished, the worst off first.")
        row = add_table(sheet, _of_misses(language), misses, name="Misses", summary=summary, top=row)
    lay_out(sheet, document, size=A3, last=(row, len(columns)), heads=0)


def _tell(sheet: Worksheet, row: int, heading: str, sentences: Sequence[str]) -> int:
    """Write sentences; returns the row after them. A sentence goes over the columns, for it is wider than the first."""
    put(cell_at(sheet, row, 1), heading, "netday heading")
    for row, sentence in enumerate(sentences, row + 1):  # noqa: B020, PLR1704  goes on counting from there
        put(merge(sheet, row, 1, row, _ACROSS, "netday note"), sentence, "netday note")
    return row + 1


def _verdict(language: Language, report: Report) -> list[str]:
    say = language.say
    if report.broken:
        number = len(report.broken)
        kept = language.plural(
            number, "What must be is not kept, {number} time.", "What must be is not kept, {number} times."
        )
    else:
        kept = say("All that must be is kept.")
    points = language.plural(
        report.cost,
        "The wishes cost {number} point; fewer is better.",
        "The wishes cost {number} points; fewer is better.",
    )
    return [kept, points]


def _missed(language: Language, report: Report) -> str:
    conference = report.conference
    wishes = sum(len(conference.wishes(person)) for person in conference.people)
    return language.plural(
        wishes,
        "Of {number} wish to attend a meeting, {missed} cannot be met.",
        "Of {number} wishes to attend a meeting, {missed} cannot be met.",
        missed=language.number(report.missed),
    )


def _of_rules(language: Language) -> list[Column]:
    say = language.say
    return [
        Column(say("Rule"), 36, "strong"),
        Column(say("Weight"), 14, "number"),
        Column(say("Not kept"), 15, "number"),
        Column(say("Points"), 14, "number"),
        Column(say("What it says"), 48),
        Column(say("What it is about"), 48),
        Column(say("Where it is not kept"), 48),
        Column(say("In the day file"), 22),
    ]


def _of_groups(language: Language) -> list[Column]:
    say = language.say
    return [
        Column(say("Group"), 36, "strong"),
        Column(say("Wish to come"), 14, "number"),
        Column(say("Can come"), 15, "number"),
        Column(say("Cannot come"), 14, "number"),
    ]


def _of_misses(language: Language) -> list[Column]:
    say = language.say
    return [
        Column(say("Person"), 36, "strong"),
        Column(say("Wishes"), 14, "number"),
        Column(say("Can come"), 15, "number"),
        Column(say("Cannot come"), 14, "number"),
        Column(say("Organisation"), 48),
        Column(say("Misses"), 48),
    ]


def _dearest(result: RuleResult) -> tuple[bool, int, int]:
    """What the rules find: what must be and is not, before what costs most."""
    return not (result.hard and result.amount), result.rule.tier if result.cost else 1_000, -result.cost


def _rule(language: Language, clock: Clock, result: RuleResult) -> SheetRow:
    say = language.say
    return SheetRow(
        [
            say(result.rule.title),
            say("must") if result.hard else result.rule.weight,
            result.often,
            None if result.hard else result.cost,
            say(result.rule.sentence),
            about(language, clock, result.rule),
            language.listing(_where(language, result)),
            result.rule.name,
        ]
    )


def _where(language: Language, result: RuleResult) -> Iterator[str]:
    """The sessions that a breach is about; no people, for this stands in what everybody gets."""
    titles = list(dict.fromkeys(session.title for breach in result.breaches for session in breach.sessions))
    more = len(titles) - _TOLD
    yield from titles[: _TOLD if more > 1 else None]
    if more > 1:
        yield language.plural(more, "{number} other", "{number} others")
