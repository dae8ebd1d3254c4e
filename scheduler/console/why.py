"""The answer to a question in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.checking.check import Report
from scheduler.console.difference import counted
from scheduler.questions.difference.words import told as moves
from scheduler.questions.explain import Cause
from scheduler.questions.why.answers import Priced, Refused
from scheduler.questions.why.data import losses
from scheduler.questions.why.reasons import MOST, told
from scheduler.solving.price import more, points
from scheduler.text.wording import listing
from scheduler.text.wrap import wrap

_NAMES = 6  # so many people are named


def priced_lines(answer: Priced, name: str, columns: int = 80) -> Iterator[str]:
    """`name`: of the programme that was asked about."""
    conference = answer.difference.new.conference
    what = f"{answer.question.session} {answer.question.told(conference)}"
    yield from wrap(_price(answer, what, name), columns)
    yield from wrap(_of_the_day(answer, name), columns)
    yield ""
    yield from _by_rule(answer.now.report, answer.found.report, columns)
    yield ""
    yield from _misses(answer.now.report, answer.found.report, columns)
    yield ""
    yield from wrap(counted(answer.difference), columns)
    for sentence, _ in moves(answer.difference):
        yield from _hung(sentence, columns, "- ")
    if not answer.found.near:
        yield from wrap("There was no time to show that as few sessions move as can be.", columns)


def _price(answer: Priced, what: str, name: str) -> str:
    price, cost = answer.price, answer.found.price
    if price.proven:
        verb, extra = ("costs", more(price.most)) if any(price.most) else ("need cost", "no more points")
        told = f"{what} {verb} {extra} than {name}: {points(cost.most)} in all"
        return f"{told}. Proven: no programme with it costs less."
    told = f"{what} costs {more(price.most)} than {name} in the best programme that was found: {points(cost.most)}"
    if not any(price.most):
        told = f"{what} need cost no more points than {name}: {points(cost.most)} in all"
    least = f"no programme with it costs less than {points(cost.least)}"
    return f"{told}. Proven so far: {least}." if any(cost.least) else f"{told}. Nothing is proven yet."


def _of_the_day(answer: Priced, name: str) -> str:
    """What the day could do when nothing were asked, where the programme is not its best."""
    now, day = answer.now.price.most, answer.day
    if day.most < now:
        told = f"The day can do better even without this: {points(day.most)}, where {name} has {points(now)}."
        if answer.own.proven:
            asked = "what is asked costs nothing" if not any(answer.own.most) else f"it costs {more(answer.own.most)}"
            told += f" Beside the best programme {asked}."
        return told
    return "" if day.proven else f"Whether the day can do better than {name} even without this was not settled."


def _by_rule(before: Report, after: Report, columns: int) -> Iterator[str]:
    pairs = [(one, other) for one, other in zip(before.results, after.results, strict=True) if not one.hard]
    changed = [(one, other) for one, other in pairs if one.cost != other.cost]
    if not changed:
        yield "No rule costs more or less than it did."
        return
    yield "Rule by rule:"
    sizes = [max(len(f"{result.cost:,}") for result in column) for column in zip(*changed, strict=True)]
    for one, other in sorted(changed, key=lambda pair: pair[0].cost - pair[1].cost):
        numbers = f"{one.cost:>{sizes[0]},} -> {other.cost:>{sizes[1]},}"
        lead = f"  {numbers}  {f'({other.cost - one.cost:+,})':>{max(sizes) + 3}}  "
        yield from _hung(f"{one.rule.name}: {one.rule.sentence}", columns, lead)


def _misses(before: Report, after: Report, columns: int) -> Iterator[str]:
    """Who then misses what, beside what they missed before; the meetings in the order of the file."""
    lost, gained = losses(before, after), losses(after, before)
    if not lost and not gained:
        yield "Everybody can attend what they could attend."
        return
    for title, people in (("Then miss:", lost), ("Can then come:", gained)):
        if people:
            yield title
        for session, names in people.items():
            some = names if len(names) <= _NAMES + 1 else [*names[:_NAMES], f"{len(names) - _NAMES} others"]
            yield from _hung(f"{session} ({len(names)}): {listing(some)}.", columns, "  ", 4)


def refused_lines(answer: Refused, columns: int = 80) -> Iterator[str]:
    """Why it cannot be: each cause by itself."""
    question, conference = answer.question, answer.conference
    what = f"{question.session} {question.told(conference)}"
    if not answer.causes:
        yield from wrap(f"{what} is impossible: no programme keeps all hard rules then.", columns)
        yield "There was no time to find out why."
        return
    if not all(told(cause, question, conference) for cause in answer.causes):
        yield from wrap(f"{what} is impossible, whatever the day demands.", columns)
        return
    several = len(answer.causes) > 1
    reasons = f", for {len(answer.causes)} reasons" if several else ""
    yield from wrap(f"{what} is impossible{reasons}: no programme keeps all hard rules then.", columns)
    for number, cause in enumerate(answer.causes, 1):
        yield ""
        lead = f"Reason {number}. " if several else ""
        yield from wrap(lead + _cannot(cause, answer), columns)
        for sentence in told(cause, question, conference):
            yield from _hung(sentence, columns, "- ")
        if not cause.smallest:
            yield from wrap("Not all of this may be needed: there was no time to find out.", columns)
    yield ""
    if answer.all_causes:
        alone = not several and len(told(answer.causes[0], question, conference)) == 1
        one = "one of each of these lists" if several else "this" if alone else "any one of these"
        yield from wrap(f"If {one} is given up, it can be.", columns)
    else:
        yield from wrap(_unsettled(answer), columns)


def _unsettled(answer: Refused) -> str:
    if len(answer.causes) == MOST:
        return "There may be more reasons than these: no more were looked for."
    ended = "before it was stopped" if answer.stopped else "in the time"
    return f"Not proven: that there is no other reason besides. That was not settled {ended}."


def _cannot(cause: Cause, answer: Refused) -> str:
    question = answer.question
    asked = question.told(answer.conference)
    verb = "take place" if question.beside or question.apart else "stand"
    alone = len(told(cause, question, answer.conference)) == 1
    return f"For {question.session} to {verb} {asked}, {'this cannot' if alone else 'these cannot all'} hold:"


def _hung(text: str, columns: int, lead: str, hang: int | None = None) -> Iterator[str]:
    indent = len(lead) if hang is None else hang
    for number, line in enumerate(wrap(text, columns - max(indent, len(lead)))):
        yield f"{' ' * indent if number else lead}{line}"
