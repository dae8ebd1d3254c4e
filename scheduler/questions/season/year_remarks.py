"""What organisers should know of the year: too many network days, one without the board, groups that have not met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scheduler.conference.clock import day_told
from scheduler.conference.conference import Conference
from scheduler.questions.season.losses import HeldDay, of_the_board
from scheduler.text.sentence import Phrase, Sentence, paragraph, plural
from scheduler.text.wording import listing

MOST_A_YEAR = 4  # network days; of more than that, administrators no longer feel that they cannot stay away


def year(
    days: Iterable[HeldDay], coming: Conference | None = None, renamed: Mapping[str, str] | None = None
) -> Iterator[Phrase]:
    """Sentences about the year. `coming`: the day that is being made, which counts too.

    `renamed`: as for `season`.
    """
    held = sorted(days, key=lambda day: day.conference.days[0].date)
    now_called = renamed or {}
    if coming and (late := [day.folder for day in held if day.conference.days[0].date > coming.days[0].date]):
        date = day_told(coming.days[0].date, year=True)
        yield plural(
            len(late),
            "{days} is later than the coming day ({date}).",
            "{days} are later than the coming day ({date}).",
            days=listing(late),
            date=date,
        )
    years = [day.year for day in held] + ([coming.days[0].date.year] if coming else [])
    for number in sorted(set(years)):
        if (often := years.count(number)) > MOST_A_YEAR:
            yield Sentence(
                "{year} has {often} network days; {most} a year is the most.",
                year=str(number),
                often=often,
                most=MOST_A_YEAR,
            )
    without: list[str] = [day.folder for day in held if not day.board_met]
    if coming and not any(of_the_board(session) for session in coming.held):
        without.append(Sentence("the coming day"))
    if without:
        yield Sentence("The board does not meet on {days}; it should on every network day.", days=listing(without))
    met = {now_called.get(name, name) for day in held for name in day.met}
    groups = [group.name for day in reversed(held) for group in day.conference.groups]
    names = dict.fromkeys(now_called.get(name, name) for name in groups)
    if never := [name for name in names if name not in met]:
        now = {group.name for session in (coming.held if coming else ()) for group in session.groups}
        then = [name for name in never if name in now]
        besides = Sentence("The coming day has a meeting of {groups}.", groups=listing(then)) if then else ""
        not_met = plural(
            len(never),
            "{number} group has not met: {groups}.",
            "{number} groups have not met: {groups}.",
            groups=listing(never),
        )
        yield paragraph(not_met, besides)
