"""An explanation in lines for a terminal: the causes, and what would make the day possible."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import chain
from itertools import count as counter

from scheduler.conference.conference import Conference
from scheduler.console.hanging import hanging
from scheduler.questions.explain.answers import Explained
from scheduler.questions.explain.cause_text import can_be_read, demands, headline, sentences
from scheduler.questions.explain.causes import LARGE, Cause
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.grouping import RemedyGroup, grouped, grouped_changes, one_of
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph, plural, spoken
from scheduler.text.wording import count, listing

OPENING: str = Sentence("This day is impossible.")


def lines(answer: Explained, columns: int = 80, printed: int = 0) -> Iterator[str]:
    """The causes, numbered; then the remedies, those that ask least first. `printed`: causes that were told already."""
    if not printed:
        yield spoken(OPENING)
    for finding in answer.seen:
        yield from hanging(finding.sentence, columns, "- ")
    for number in range(printed, len(answer.causes)):
        yield from of_cause(answer.causes[: number + 1], answer.conference, columns)
    yield ""
    yield from _remedies(answer, columns)


def of_cause(causes: Sequence[Cause], conference: Conference, columns: int = 80) -> Iterator[str]:
    """The last of these, which are all that were found so far."""
    *before, cause = causes
    yield ""
    head = Sentence("Cause {number}: {headline}", number=len(causes), headline=headline(cause, conference))
    yield from hanging(head, columns)
    for sentence in sentences(cause, conference):
        yield from hanging(sentence, columns, "- ")
    if can_be_read(cause, conference):
        yield from hanging(_beside(cause, before, conference), columns, "  ")


def _closing(answer: Explained) -> Phrase:
    number = len(answer.causes)
    if answer.seen:
        return paragraph(Sentence("That is what counting shows."), _ended(answer, _UNKNOWN_DEMANDS))
    if not number:
        return paragraph(Sentence("No programme keeps all hard rules."), _ended(answer, _NO_CAUSE))
    if not answer.all_causes:
        return _ended(answer, _MORE_CAUSES)
    if number == 1:
        return paragraph(Sentence("This is its one cause."), _not_sought(answer))
    if any(cause.entangled for cause in answer.causes):
        return paragraph(Sentence("These are its {number} causes.", number=number), _not_sought(answer))
    independent = Sentence("These are its {number} causes, independent of one another.", number=number)
    return paragraph(independent, _not_sought(answer))


# What was not done: when it was stopped, and when time was up.
_UNKNOWN_DEMANDS = (
    Sentence("It was stopped before it was found which demands it hangs on."),
    Sentence("Time was up before it was found which demands it hangs on."),
)
_NO_CAUSE = (
    Sentence("It was stopped before the cause was found."),
    Sentence("Time was up before the cause was found."),
)
_MORE_CAUSES = (
    Sentence("It was stopped: there may be other causes."),
    Sentence("Time was up: there may be other causes."),
)
_OTHERS_OF_ONE = (
    Sentence("It was stopped before all further causes that share a demand with this one were looked for."),
    Sentence("Time was up before all further causes that share a demand with this one were looked for."),
)
_OTHERS_OF_SEVERAL = (
    Sentence("It was stopped before all further causes that share a demand with one of these were looked for."),
    Sentence("Time was up before all further causes that share a demand with one of these were looked for."),
)


def _ended(answer: Explained, not_done: tuple[Sentence, Sentence]) -> Sentence:
    stopped, late = not_done
    return stopped if answer.stopped else late


def _not_sought(answer: Explained) -> Phrase:
    """What was left undone about causes that share a demand with one that is told."""
    if answer.entangled_sought:
        return NOTHING
    one = len(answer.causes) == 1
    if len(answer.conference.held) <= LARGE:
        return _ended(answer, _OTHERS_OF_ONE if one else _OTHERS_OF_SEVERAL)
    if one:
        return Sentence(
            "On a day of more than {number} sessions, further causes that share a demand with this one are not looked "
            "for.",
            number=LARGE,
        )
    return Sentence(
        "On a day of more than {number} sessions, further causes that share a demand with one of these are not looked "
        "for.",
        number=LARGE,
    )


def _beside(cause: Cause, causes: Sequence[Cause], conference: Conference) -> Phrase:
    for number in cause.entangled:
        both = [requirement for requirement in cause.own if requirement in causes[number - 1].own]
        return Sentence(
            "In common with cause {number}: {demands} If cause {number} is mended in another way, this one is still "
            "there.",
            number=number,
            demands=paragraph(*demands(both, cause, conference)),
        )
    return NOTHING if cause.smallest else Sentence("Not all of this may be needed: there was no time to find out.")


def _remedies(answer: Explained, columns: int) -> Iterator[str]:
    closing = _closing(answer)
    if not answer.remedies:
        why = Sentence("No remedy was found in time.")
        if answer.all_remedies:
            why = Sentence(
                "None of the changes that netday knows makes the day possible, nor do the few together that it tried."
            )
        yield from hanging(paragraph(closing, why) if answer.causes else closing, columns)
        if answer.first_cause_repairs:
            unproven = Sentence("These end cause 1; it was not shown that the whole day is then possible:")
            yield from hanging(unproven, columns)
            for place, alike in enumerate(grouped_changes(answer.first_cause_repairs), 1):
                yield from hanging(one_of(alike), columns, f"{place:>2}. ")
        return
    first = {remedy.changes: remedy for remedy in answer.remedies}
    chosen = [_sets(answer.choices, place) for place in range(len(answer.choices))]
    by_cause = {changes for sets in chosen for changes in sets.values()}
    alone = grouped(remedy for remedy in answer.remedies if remedy.changes not in by_cause)
    number = counter(1)
    shown = [*alone]
    if alone:
        yield from hanging(paragraph(closing, _which(answer, alone)), columns)
        yield from chain.from_iterable(_line(line, f"{next(number):>2}. ", columns) for line in alone)
    for place, (causes, choice) in enumerate(_by_cause(answer.choices)):
        if not place:
            one_for_each = _one_for_each(answer, alone)
            yield from hanging(one_for_each if alone else paragraph(closing, one_for_each), columns)
        yield from hanging(_for_causes(causes, several=len(choice) > 1), columns)
        for ends, alike in _alike(choice, answer.choices):
            sets = [chosen[next(n for n in range(len(chosen)) if change in chosen[n])][change] for change in alike]
            line = RemedyGroup(tuple(first[changes] for changes in sets), (), alike)
            shown.append(line)
            yield from _line(line, f"{next(number):>2}. ", columns, _ends(ends, causes))
    if any(remedy.solved and remedy.solved.report.cost for remedy in answer.remedies):
        yield from hanging(_brackets(shown, chosen=bool(chosen)), columns)
    if not answer.all_remedies:
        yield from hanging(Sentence("Time was up: a change that asks less may have been passed over."), columns)


def _for_causes(causes: Sequence[int], *, several: bool) -> Phrase:
    """`several`: there are some changes to choose from."""
    if several:
        return plural(
            len(causes),
            "For cause {causes}, one of these:",
            "For causes {causes}, one of these:",
            causes=listing(causes),
        )
    return plural(len(causes), "For cause {causes}:", "For causes {causes}:", causes=listing(causes))


def _sets(choices: Sequence[Sequence[Change]], place: int) -> dict[Change, tuple[Change, ...]]:
    """By each change to choose from for that cause: the whole set that was tried, with the first ones for others."""
    first = tuple(choice[0] for choice in choices)
    return {change: tuple(dict.fromkeys((*first[:place], change, *first[place + 1 :]))) for change in choices[place]}


def _by_cause(choices: Sequence[Sequence[Change]]) -> list[tuple[list[int], list[Change]]]:
    """The changes to choose from, each once, with the numbers of the causes for which they are.

    One that is the first for several causes ends them all, and no other change was tried without it.
    """
    firsts: dict[Change, list[int]] = {}
    for number, choice in enumerate(choices, 1):
        firsts.setdefault(choice[0], []).append(number)
    shown = set(firsts)
    found = []
    for change, numbers in firsts.items():
        others = choices[numbers[0] - 1] if len(numbers) == 1 else ()
        found.append((numbers, [change, *(other for other in others if other not in shown)]))
        shown.update(others)
    return found


def _alike(
    choice: Sequence[Change], choices: Sequence[Sequence[Change]]
) -> list[tuple[tuple[int, ...], tuple[Change, ...]]]:
    """The changes that share a line, with the numbers of all causes that they end."""
    found: dict[tuple[Hashable, ...], list[Change]] = {}
    for change in choice:
        ends = tuple(number for number, some in enumerate(choices, 1) if change in some)
        found.setdefault((ends, change.group), []).append(change)
    return [(ends, tuple(alike)) for (ends, _), alike in found.items() if isinstance(ends, tuple)]


def _ends(ends: Sequence[int], causes: Sequence[int]) -> Phrase:
    """What is told of a change that ends more causes than one."""
    if len(ends) < 2:
        return NOTHING
    if list(ends) == list(causes):
        return Sentence("This ends both.") if len(ends) == 2 else Sentence("This ends all of them.")
    return Sentence("This ends causes {causes}.", causes=listing(ends))


def _which(answer: Explained, alone: Sequence[RemedyGroup]) -> Phrase:
    several = len(alone) > 1
    if any(not line.common for line in alone):
        if several:
            return Sentence("Any one of these makes it possible, those that ask least first:")
        return Sentence("This makes it possible:")
    if answer.all_remedies and several:
        return Sentence("No single change makes the day possible. These do together, those that ask least first:")
    if answer.all_remedies:
        return Sentence("No single change makes the day possible. These do together:")
    if several:
        return Sentence("These make it possible together, those that ask least first:")
    return Sentence("These make it possible together:")


def _one_for_each(answer: Explained, alone: Sequence[RemedyGroup]) -> Phrase:
    if alone:
        return Sentence("Or one change for each cause:")
    if answer.all_remedies:
        none = Sentence("No single change makes the day possible.")
    else:
        none = Sentence("No single change was found in time.")
    return paragraph(none, Sentence("One for each cause does, those that ask least first."))


def _line(line: RemedyGroup, lead: str, columns: int, besides: Phrase = NOTHING) -> Iterator[str]:
    *before, last = line.sentences
    last = paragraph(last, *line.also, besides, _price(line))
    for place, sentence in enumerate((*before, last)):
        yield from hanging(sentence, columns, "  + " if place else lead, indent=4)


def _brackets(lines: Sequence[RemedyGroup], *, chosen: bool) -> Phrase:
    """What a number and a name in brackets mean, and no brackets. `chosen`: there is one change for each cause."""
    priced = [line for line in lines if _price(line)]
    what = Sentence("what the day then costs, at most, and how many wished meetings are missed")
    if chosen:
        what = Sentence(
            "what the day then costs with the first one for each other cause, at most, and how many wished meetings "
            "are missed"
        )
    legend = Sentence("In brackets: {what}.", what=what)
    if any(len(one.remedies) > 1 for one in priced):
        legend = Sentence("In brackets: {what}; where one is named, that one costs least.", what=what)
    free = {one.cheapest is not None for one in lines if one not in priced}  # False: not solved, so not known
    if free == {True, False}:
        return paragraph(legend, Sentence("Without brackets it costs nothing or is not known."))
    if free == {True}:
        return paragraph(legend, Sentence("Without brackets it costs nothing."))
    return paragraph(legend, Sentence("Without brackets it is not known.") if free else NOTHING)


def _price(line: RemedyGroup) -> Phrase:
    cheapest = line.cheapest
    if cheapest is None or cheapest.solved is None or not cheapest.solved.report.cost:
        return NOTHING
    report = cheapest.solved.report
    points = count(report.cost, "point")
    if len(line.remedies) > 1:
        name = line.target(cheapest)
        return Sentence("({name}: {points}, {missed} missed)", name=name, points=points, missed=report.missed)
    return Sentence("({points}, {missed} missed)", points=points, missed=report.missed)
