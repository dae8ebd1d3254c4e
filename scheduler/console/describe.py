"""What a day asks, in lines for a terminal: which rules are on and how much they say, and how large the puzzle is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scheduler.checking.description import DescriptionData, PuzzleSize, RuleOn
from scheduler.conference.clock import typed_day
from scheduler.console.hanging import hanging
from scheduler.text.sentence import KeyText, Phrase, Sentence, paragraph, spoken
from scheduler.text.wording import count, listing


def lines(description: DescriptionData, columns: int = 80) -> Iterator[str]:
    days = listing(typed_day(date.fromisoformat(day)) for day in description["days"])
    title = Sentence("{conference}, {days}", conference=description["conference"], days=days)
    yield from hanging(title, columns)
    hard = [rule for rule in description["rules"] if rule["weight"] == "hard"]
    weighed = [rule for rule in description["rules"] if rule["weight"] != "hard"]
    for title, rules in (
        (Sentence("Hard, so that every programme keeps them:"), hard),
        (Sentence("Weighed against each other:"), weighed),
    ):
        if not rules:
            continue
        yield ""
        yield from hanging(title, columns)
        for rule in rules:
            yield from _rule(rule, columns)
    if description["off"]:
        yield ""
        off = Sentence(
            "Off, or with nothing to say here: {rules}.",
            rules=listing(KeyText("rules", name) for name in description["off"]),
        )
        yield from hanging(off, columns, "", 2)
    yield ""
    yield from hanging(_size(description["size"]), columns, "", 0)
    if model := description.get("model"):
        variables, constraints = count(model["variables"], "variable"), count(model["constraints"], "constraint")
        text = Sentence("The model: {variables}, {constraints}.", variables=variables, constraints=constraints)
        yield spoken(text)


def _rule(rule: RuleOn, columns: int) -> Iterator[str]:
    how = "" if rule["weight"] == "hard" else rule["how"]
    tier = Sentence("tier {tier}", tier=rule["tier"]) if rule["tier"] > 1 else ""
    yield from hanging(
        Sentence(
            "{rule}: {sentence}",
            rule=paragraph(KeyText("rules", rule["rule"]), how, tier, count(rule["cases"], "case"), between=", "),
            sentence=rule["sentence"],
        ),
        columns,
        "  ",
        4,
    )
    for sample in rule["samples"]:
        yield from hanging(sample, columns, "    - ", 6)


def _size(size: PuzzleSize) -> Phrase:
    sessions: Phrase = count(size["sessions"], "session")
    if size["fixed"]:
        sessions = Sentence("{sessions} ({fixed} of them fixed)", sessions=sessions, fixed=size["fixed"])
    puzzle = Sentence(
        "The puzzle: {sessions}, {starts}, {rooms}; {people} with {wishes} wishes, of {kinds}.",
        sessions=sessions,
        starts=count(size["starts"], "possible start"),
        rooms=count(size["rooms"], "room"),
        people=count(size["people"], "person", "people"),
        wishes=size["wishes"],
        kinds=count(size["profiles"], "different kind"),
    )
    return paragraph(puzzle, _ways(size["ways"]))


def _ways(ways: float | None) -> Phrase:
    """`ways`: the decimal logarithm of how many there are; None: there are none."""
    if ways is None:
        return Sentence("Some session can stand nowhere: see netday check.")
    if (power := int(ways)) > 6:
        return Sentence(
            "There are about 10^{power} ways to place the sessions, before any two are compared.", power=power
        )
    number = round(10**ways)
    return Sentence("There are {number} ways to place the sessions, before any two are compared.", number=number)
