"""The hours and rooms where a session cannot be, beneath the table: those that have one reason told together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.conference.clock import Clock, Minute
from scheduler.conference.conference import Room, Session
from scheduler.questions.why.answers import Closed, Places
from scheduler.rules.rule import Breach, Case
from scheduler.text.wording import listing
from scheduler.text.wrap import wrap

_MOST_HOURS = 6  # that are listed one by one


def demand(case: Case, breach: Breach, session: Session, start: Minute, clock: Clock) -> str:
    """What the case asks at whatever hour, in a sentence; of the hours of a session what is wrong with such an hour."""
    before = f"{session} is {clock.during(session.span(start))}, "
    fault = breach.sentence.removeprefix(before)
    if fault == breach.sentence or fault.startswith("not within"):
        return str(case)
    if fault.startswith("but "):
        return f"{fault[4].upper()}{fault[5:]}"
    if fault.startswith("where "):
        return f"{fault[6].upper()}{fault[7:-1]} then."
    if fault.startswith("in ") and ", not in " in fault:
        return f"{session} is then {fault[fault.index(', not in ') + 2 :]}"
    return f"That{fault.removeprefix('which')}" if fault.startswith("which ") else f"{session} is then {fault}"


def closed_lines(answer: Places, columns: int) -> Iterator[str]:
    """A paragraph for each reason, with all the hours and rooms that have it."""
    alike: dict[tuple[tuple[Room | None, ...], tuple[str, ...]], list[Closed]] = {}
    for closed in _by_hour(answer.closed):
        alike.setdefault((closed.rooms, (closed.demand,) if closed.demand else closed.why), []).append(closed)
    for (rooms, _), some in alike.items():
        yield ""
        why = some[0].why if len(some) == 1 or not some[0].demand else (some[0].demand,)
        yield from _told(f"Impossible {_when(answer, some)}{_where(answer, rooms)}", why, columns)


def _by_hour(closed: Sequence[Closed]) -> list[Closed]:
    """Rooms that have the same reason at the same hour as one."""
    found: dict[tuple[Minute, tuple[str, ...], str], list[Room | None]] = {}
    for one in closed:
        found.setdefault((one.start, one.why, one.demand), []).extend(one.rooms)
    return [Closed(start, tuple(rooms), why, told) for (start, why, told), rooms in found.items()]


def _told(what: str, why: Sequence[str], columns: int) -> Iterator[str]:
    if not why:
        yield from wrap(f"{what}. There was no time to find out why.", columns)
    elif len(why) == 1:
        yield from wrap(f"{what}: {why[0]}", columns)
    else:
        yield from wrap(f"{what}, for these cannot all hold:", columns)
        for sentence in why:
            for number, line in enumerate(wrap(sentence, columns - 2)):
                yield f"{'  ' if number else '- '}{line}"


def _where(answer: Places, rooms: Sequence[Room | None]) -> str:
    named = [room for room in rooms if room is not None]
    if not named or len(named) == len(answer.conference.rooms):
        return ""
    return f" in {listing(answer.conference.names_of(named), 'or')}"


def _when(answer: Places, some: Sequence[Closed]) -> str:
    """`at 9.30 or 10.45`, `from 9.00 to 10.45 and from 13.15 to 16.00`, `at any other hour`."""
    clock, hours = answer.conference.clock, sorted({closed.start for closed in some})
    open_ones = {place.start for place in answer.places}
    every = sorted(open_ones.union(closed.start for closed in answer.closed))
    if len(hours) > 1 and open_ones and hours == [start for start in every if start not in open_ones]:
        return "at any other hour"
    if len(hours) <= _MOST_HOURS:
        return clock.at(*hours)
    return listing(hours_told(first, last, clock) for first, last in runs(hours, every, clock))


def runs(hours: Sequence[Minute], every: Sequence[Minute], clock: Clock) -> list[tuple[Minute, Minute]]:
    """The first and last of those of the hours that follow one another, on one day, among all there are."""
    found: list[tuple[Minute, Minute]] = []
    for start in hours:
        before = every.index(start) - 1
        if found and before >= 0 and every[before] == found[-1][1] and clock.date(every[before]) == clock.date(start):
            found[-1] = (found[-1][0], start)
        else:
            found.append((start, start))
    return found


def hours_told(first: Minute, last: Minute, clock: Clock) -> str:
    """`at 9.00`, `from 9.00 to 10.45`."""
    return clock.at(first) if first == last else f"{clock.on(first)}from {clock.hour(first)} to {clock.hour(last)}"
