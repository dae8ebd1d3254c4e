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
from scheduler.text.wording import count, listing

OPENING = "This day is impossible."


def lines(answer: Explained, columns: int = 80, printed: int = 0) -> Iterator[str]:
    """The causes, numbered; then the remedies, those that ask least first. `printed`: causes that were told already."""
    if not printed:
        yield OPENING
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
    yield from hanging(f"Cause {len(causes)}: {headline(cause, conference)}", columns)
    for sentence in sentences(cause, conference):
        yield from hanging(sentence, columns, "- ")
    if can_be_read(cause, conference):
        yield from hanging(_beside(cause, before, conference), columns, "  ")


def _closing(answer: Explained) -> str:
    ended = "It was stopped" if answer.stopped else "Time was up"
    if answer.seen:
        return f"That is what counting shows. {ended} before it was found which demands it hangs on."
    if not answer.causes:
        return f"No programme keeps all hard rules. {ended} before the cause was found."
    if not answer.all_causes:
        return f"{ended}: there may be other causes."
    if len(answer.causes) == 1:
        return f"This is its one cause.{_not_sought(answer)}"
    independent = ", independent of one another" * (not any(cause.entangled for cause in answer.causes))
    return f"These are its {len(answer.causes)} causes{independent}.{_not_sought(answer)}"


def _not_sought(answer: Explained) -> str:
    """What was left undone about causes that share a demand with one that is told."""
    if answer.entangled_sought:
        return ""
    others = f"causes that share a demand with {'this one' if len(answer.causes) == 1 else 'one of these'}"
    if len(answer.conference.held) > LARGE:
        return f" On a day of more than {LARGE} sessions, further {others} are not looked for."
    ended = "It was stopped" if answer.stopped else "Time was up"
    return f" {ended} before all further {others} were looked for."


def _beside(cause: Cause, causes: Sequence[Cause], conference: Conference) -> str:
    for number in cause.entangled:
        both = [requirement for requirement in cause.own if requirement in causes[number - 1].own]
        shared = demands(both, cause, conference)
        still = f"If cause {number} is mended in another way, this one is still there."
        return f"In common with cause {number}: {' '.join(shared)} {still}"
    return "" if cause.smallest else "Not all of this may be needed: there was no time to find out."


def _remedies(answer: Explained, columns: int) -> Iterator[str]:
    closing = _closing(answer)
    if not answer.remedies:
        why = "None of the changes that netday knows makes the day possible, nor do the few together that it tried."
        why = why if answer.all_remedies else "No remedy was found in time."
        yield from hanging(f"{closing} {why}" if answer.causes else closing, columns)
        if answer.first_cause_repairs:
            yield from hanging("These end cause 1; it was not shown that the whole day is then possible:", columns)
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
        ranked = ", those that ask least first" * (len(alone) > 1)
        yield from hanging(f"{closing} {_which(answer, alone)}{ranked}:", columns)
        yield from chain.from_iterable(_line(line, f"{next(number):>2}. ", columns) for line in alone)
    for place, (causes, choice) in enumerate(_by_cause(answer.choices)):
        if not place:
            yield from hanging(
                _one_for_each(answer, alone) if alone else f"{closing} {_one_for_each(answer, alone)}", columns
            )
        which = f"cause{'s' * (len(causes) > 1)} {listing(causes)}"
        yield from hanging(f"For {which}{', one of these' * (len(choice) > 1)}:", columns)
        for ends, alike in _alike(choice, answer.choices):
            sets = [chosen[next(n for n in range(len(chosen)) if change in chosen[n])][change] for change in alike]
            line = RemedyGroup(tuple(first[changes] for changes in sets), (), alike)
            shown.append(line)
            yield from _line(line, f"{next(number):>2}. ", columns, _ends(ends, causes))
    if any(remedy.solved and remedy.solved.report.cost for remedy in answer.remedies):
        beside = " with the first one for each other cause" if chosen else ""
        what = f"what the day then costs{beside}, at most, and how many wished meetings are missed"
        yield from hanging(f"In brackets: {what}{_brackets(shown)}", columns)
    if not answer.all_remedies:
        yield from hanging("Time was up: a change that asks less may have been passed over.", columns)


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


def _ends(ends: Sequence[int], causes: Sequence[int]) -> str:
    """What is told of a change that ends more causes than one."""
    if len(ends) < 2:
        return ""
    if list(ends) == list(causes):
        return f" This ends {'both' if len(ends) == 2 else 'all of them'}."
    return f" This ends causes {listing(ends)}."


def _which(answer: Explained, alone: Sequence[RemedyGroup]) -> str:
    if any(not line.common for line in alone):
        return "Any one of these makes it possible" if len(alone) > 1 else "This makes it possible"
    if answer.all_remedies:
        return "No single change makes the day possible. These do together"
    return "These make it possible together"


def _one_for_each(answer: Explained, alone: Sequence[RemedyGroup]) -> str:
    if alone:
        return "Or one change for each cause:"
    none = "No single change makes the day possible" if answer.all_remedies else "No single change was found in time"
    return f"{none}. One for each cause does, those that ask least first."


def _line(line: RemedyGroup, lead: str, columns: int, besides: str = "") -> Iterator[str]:
    *before, last = line.sentences
    besides = "".join([f" {sentence}" for sentence in line.also]) + besides
    for place, sentence in enumerate((*before, f"{last}{besides}{_price(line)}")):
        yield from hanging(sentence, columns, "  + " if place else lead, indent=4)


def _brackets(lines: Sequence[RemedyGroup]) -> str:
    """The end of the legend: what a name in brackets means, and no brackets."""
    priced = [line for line in lines if _price(line)]
    named = "; where one is named, that one costs least" if any(len(one.remedies) > 1 for one in priced) else ""
    free = {one.cheapest is not None for one in lines if one not in priced}  # False: not solved, so not known
    why = listing(
        ["it costs nothing"] * (True in free)
        + ["is not known" if True in free else "it is not known"] * (False in free),
        "or",
    )
    return f"{named}.{f' Without brackets {why}.' if why else ''}"


def _price(line: RemedyGroup) -> str:
    cheapest = line.cheapest
    if cheapest is None or cheapest.solved is None:
        return ""
    report = cheapest.solved.report
    which = f"{line.target(cheapest)}: " if len(line.remedies) > 1 else ""
    return f" ({which}{count(report.cost, 'point')}, {report.missed:,} missed)" if report.cost else ""
