"""A season in lines for a terminal: what each group and person lost, what the next day owes, and the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from scheduler.conference.clock import DayForm, day_told
from scheduler.console.hanging import hanging
from scheduler.questions.season import GroupLoss, Season
from scheduler.questions.season.weights import CarryOver, sentences
from scheduler.text.sentence import Phrase, Sentence, paragraph, plural, spoken
from scheduler.text.wording import count, listing
from scheduler.text.wrap import width, wrap

_PEOPLE = 10  # so many of those who missed most are named
_NAMES = 24  # columns that the names of groups have at the least


def lines(season: Season, carried: CarryOver, year: Iterable[str], columns: int = 80) -> Iterator[str]:
    """The days, the year, the groups, the people, and what all that comes to for the next day."""
    days = Sentence("{number}: {days}.", number=count(len(season.days), "day"), days=listing(season.days))
    yield from hanging(days, columns)
    for sentence in year:
        yield from hanging(sentence, columns - 2, "- ")
    yield ""
    yield from _groups(season, columns)
    yield ""
    yield from _people(season, columns)
    yield ""
    yield from _owed(carried, columns)


def _groups(season: Season, columns: int) -> Iterator[str]:
    """A table: of those who wished to come, so many could, day by day; who lost most stands first."""
    if not season.groups:
        nobody = Sentence("Nobody wished to attend any meeting, as far as is known, so no group lost anybody.")
        yield from hanging(nobody, columns)
        return
    rows = [(group.name, [*map(_turnout, group.by_day), *_in_all(season, group)]) for group in season.groups]
    dates = [day.conference.days[0].date for day in season.days]
    heads = [spoken(day_told(date, form=DayForm.BRIEF)) for date in dates]
    heads += [spoken(Sentence("all"))] * (len(season.days) > 1)
    sizes = [max(width(head), *(width(cells[n]) for _, cells in rows)) for n, head in enumerate(heads)]
    hidden = 0  # of the earliest days, so that names keep their place beside the others
    while hidden < len(season.days) - 1 and columns - 2 - sum(size + 2 for size in sizes[hidden:]) < _NAMES:
        hidden += 1
    heads, sizes, rows = heads[hidden:], sizes[hidden:], [(name, cells[hidden:]) for name, cells in rows]
    yield from hanging(_which(len(season.days), hidden), columns)
    names = max(12, min(max(width(name) for name, _ in rows), columns - 2 - sum(size + 2 for size in sizes)))
    columns_of_days = "".join(f"  {head:>{size}}" for head, size in zip(heads, sizes, strict=True))
    yield f"  {spoken(Sentence('group')):<{names}}{columns_of_days}"
    for name, cells in rows:
        *before, last = wrap(name, names)
        yield from (f"  {line}" for line in before)
        yield f"  {last}{' ' * (names - width(last))}" + "".join(
            f"  {cell:>{size}}" for cell, size in zip(cells, sizes, strict=True)
        )


def _which(days: int, hidden: int) -> Phrase:
    """What the table tells. `hidden`: of the days, so many of the earliest."""
    if not hidden:
        return Sentence("Of those who wished to attend a group's meeting, so many could:")
    return plural(
        days - hidden,
        "Of those who wished to attend a group's meeting, so many could on the last day and on all {days}:",
        "Of those who wished to attend a group's meeting, so many could on the last {number} days and on all {days}:",
        days=days,
    )


def _turnout(day: tuple[int, int] | None) -> str:
    return spoken(Sentence("{can} of {wish}", can=day[0], wish=day[1])) if day else "-"


def _in_all(season: Season, group: GroupLoss) -> list[str]:
    return [_turnout((group.wished - group.lost, group.wished))] if len(season.days) > 1 else []


def _people(season: Season, columns: int) -> Iterator[str]:
    lost = [person for person in season.people if person.missed]
    missed = sum(len(person.missed) for person in lost)
    if not lost:
        yield from hanging(Sentence("Nobody missed a meeting that they wished to attend."), columns)
        return
    losses = plural(
        missed,
        "{number} wished meeting was missed by {people} of {all}.",
        "{number} wished meetings were missed by {people} of {all}.",
        people=count(len(lost), "person", "people"),
        all=len(season.people),
    )
    yield from hanging(paragraph(losses, Sentence("Most of all:")), columns)
    for person in lost[:_PEOPLE]:
        who: str = person.name
        if person.organisation:
            who = Sentence("{person} ({organisation})", person=who, organisation=person.organisation)
        sentence = Sentence(
            "{person} missed {missed} of {wished}: {sessions}.",
            person=who,
            missed=len(person.missed),
            wished=person.wished,
            sessions=listing(_often(person.missed)),
        )
        yield from hanging(sentence, columns, "  ", 4)


def _often(sessions: Iterable[str]) -> Iterator[str]:
    """`Europa`, `Duurzaamheid (3 times)`: the most often missed first."""
    for name, times in Counter(sessions).most_common():
        yield Sentence("{session} ({times})", session=name, times=count(times, "time")) if times > 1 else name


def _owed(carried: CarryOver, columns: int) -> Iterator[str]:
    if not carried.owed:
        yield from hanging(Sentence("The next day owes nobody anything."), columns)
    else:
        yield from hanging(Sentence("What the next day owes:"), columns)
    for sentence in sentences(carried):
        yield from hanging(sentence, columns - 2, "- ")
