"""A season in lines for a terminal: what each group and person lost, what the next day owes, and the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from scheduler.console.hanging import hanging
from scheduler.questions.season import GroupLoss, Season
from scheduler.questions.season.weights import CarryOver, sentences
from scheduler.text.wording import count, listing
from scheduler.text.wrap import width, wrap

_PEOPLE = 10  # so many of those who missed most are named
_NAMES = 24  # columns that the names of groups have at the least


def lines(season: Season, carried: CarryOver, year: Iterable[str], columns: int = 80) -> Iterator[str]:
    """The days, the year, the groups, the people, and what all that comes to for the next day."""
    yield from wrap(f"{count(len(season.days), 'day')}: {listing(season.days)}.", columns)
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
        yield from wrap("Nobody wished to attend any meeting, as far as is known, so no group lost anybody.", columns)
        return
    rows = [(group.name, [*map(_turnout, group.by_day), *_in_all(season, group)]) for group in season.groups]
    dates = [day.conference.days[0].date for day in season.days]
    heads = [f"{date.day} {date:%b %Y}" for date in dates] + ["all"] * (len(season.days) > 1)
    sizes = [max(len(head), *(len(cells[n]) for _, cells in rows)) for n, head in enumerate(heads)]
    hidden = 0  # of the earliest days, so that names keep their place beside the others
    while hidden < len(season.days) - 1 and columns - 2 - sum(size + 2 for size in sizes[hidden:]) < _NAMES:
        hidden += 1
    heads, sizes, rows = heads[hidden:], sizes[hidden:], [(name, cells[hidden:]) for name, cells in rows]
    number = len(season.days)
    which = f" on the last {count(number - hidden, 'day')} and on all {number}" if hidden else ""
    which = which.replace("last 1 day", "last day")
    yield from wrap(f"Of those who wished to attend a group's meeting, so many could{which}:", columns)
    names = max(12, min(max(width(name) for name, _ in rows), columns - 2 - sum(size + 2 for size in sizes)))
    yield f"  {'group':<{names}}{''.join(f'  {head:>{size}}' for head, size in zip(heads, sizes, strict=True))}"
    for name, cells in rows:
        *before, last = wrap(name, names)
        yield from (f"  {line}" for line in before)
        yield f"  {last}{' ' * (names - width(last))}" + "".join(
            f"  {cell:>{size}}" for cell, size in zip(cells, sizes, strict=True)
        )


def _turnout(day: tuple[int, int] | None) -> str:
    return f"{day[0]} of {day[1]}" if day else "-"


def _in_all(season: Season, group: GroupLoss) -> list[str]:
    return [f"{group.wished - group.lost} of {group.wished}"] if len(season.days) > 1 else []


def _people(season: Season, columns: int) -> Iterator[str]:
    lost = [person for person in season.people if person.missed]
    missed = sum(len(person.missed) for person in lost)
    if not lost:
        yield "Nobody missed a meeting that they wished to attend."
        return
    by = count(len(lost), "person", "people")
    losses = f"{count(missed, 'wished meeting was', 'wished meetings were')} missed by {by}"
    yield from wrap(f"{losses} of {len(season.people)}. Most of all:", columns)
    for person in lost[:_PEOPLE]:
        who = f"{person.name} ({person.organisation})" if person.organisation else person.name
        yield from hanging(
            f"{who} missed {len(person.missed)} of {person.wished}: {listing(_often(person.missed))}.", columns, "  ", 4
        )


def _often(sessions: Iterable[str]) -> Iterator[str]:
    """`Europa`, `Duurzaamheid (3 times)`: the most often missed first."""
    for name, times in Counter(sessions).most_common():
        yield f"{name} ({times} times)" if times > 1 else name


def _owed(carried: CarryOver, columns: int) -> Iterator[str]:
    if not carried.owed:
        yield "The next day owes nobody anything."
    else:
        yield "What the next day owes:"
    for sentence in sentences(carried):
        yield from hanging(sentence, columns - 2, "- ")
