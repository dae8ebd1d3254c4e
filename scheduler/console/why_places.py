"""Every place for a session as a table, the cheapest first; beneath it the hours at which it cannot be, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.conference.clock import Clock, Minute
from scheduler.conference.conference import Room
from scheduler.questions.why.answers import ClosedHour, PlacePrice, PlacePrices
from scheduler.questions.why.data import UNKNOWN, losses
from scheduler.solving.price import Costs, Price, more, points, signed
from scheduler.text.wording import count, listing
from scheduler.text.wrap import NO_BREAK, width, wrap


def table(answer: PlacePrices, name: str, columns: int = 80) -> Iterator[str]:
    """`name`: of the programme that was asked about."""
    told = f"Every place for {answer.session}, the cheapest first. {name} costs {points(answer.now)}."
    yield from wrap(told, columns)
    if answer.day.most < answer.now:
        better = f"The day can do better even if nothing is asked of it: {points(answer.day.most)}"
        yield from wrap(f"{better}, {more(_difference(answer))} than {name}.", columns)
    yield ""
    rows = list(_rows(answer))
    heads = ["hour", "room", "price", "what changes"]
    if rows:
        yield from _aligned([heads, *rows], columns)
        yield ""
        yield from wrap(_proof(answer, name), columns)
    yield from closed_lines(answer, columns)


def _difference(answer: PlacePrices) -> tuple[int, ...]:
    return tuple(a - b for a, b in zip(answer.day.most, answer.now, strict=True))


def _rows(answer: PlacePrices) -> Iterator[list[str]]:
    """A row for each place; hours that follow one another with nothing else to tell of them share one."""
    clock = answer.conference.clock
    every = sorted({place.start for place in answer.places}.union(closed.start for closed in answer.closed))
    alike: list[tuple[list[str], list[Minute]]] = []
    for place in answer.places:
        cells = [rooms_told(answer, place.rooms), price_told(place.price, answer.now), changes(answer, place)]
        same = bool(alike) and not place.here and alike[-1][0] == cells
        if same and len(runs([*alike[-1][1], place.start], every, clock)) == 1:
            alike[-1][1].append(place.start)
        else:
            alike.append((cells, [place.start]))
    for cells, hours in alike:
        last = f" {'or' if len(hours) == 2 else 'to'} {clock.hour(hours[-1])}" if len(hours) > 1 else ""
        yield [f"{clock.text(hours[0])}{last}", *cells]


def rooms_told(answer: PlacePrices, rooms: Sequence[Room | None]) -> str:
    """`any room`, `Zaal 2, 3 or 4` by their names, `-` where none is needed."""
    named = [room for room in rooms if room is not None]
    if not named:
        return "-"
    if len(named) == len(answer.conference.rooms) > 1:
        return "any room"
    return listing((name.replace(" ", NO_BREAK) for name in answer.conference.names_of(named)), "or")


def price_told(price: Price, now: Costs) -> str:
    """`+4`, `0 to +4`, `at least +4`; `+4 or less` where nothing is proven of it."""
    if price.most[0] >= UNKNOWN:
        return "not known" if price.least == tuple(-cost for cost in now) else f"at least {signed(price.least)}"
    if not price.proven and price.least == tuple(-cost for cost in now):
        return f"{signed(price.most)} or less"
    return signed(price.most) if price.proven else f"{signed(price.least)} to {signed(price.most)}"


def changes(answer: PlacePrices, place: PlacePrice) -> str:
    """In a few words what else changes when it stands there, and for how many."""
    if place.found is None or place.difference is None:
        return "no programme was found in time"
    if not place.difference.changes:
        return "it stands there now"
    asked = answer.reference
    lost = {name for names in losses(asked, place.found.report).values() for name in names}
    gained = {name for names in losses(place.found.report, asked).values() for name in names}
    parts = [count(len(place.difference.moved), "session moves", "sessions move")]
    parts += [count(len(lost), "person misses more", "people miss more")] if lost else []
    parts += [f"{len(gained)} {'misses' if len(gained) == 1 else 'miss'} less"] if gained else []
    return ", ".join(parts)


def _aligned(rows: list[list[str]], columns: int) -> Iterator[str]:
    """In columns; the last one is wrapped, and of the rooms so much as leaves it room."""
    sizes = [max(width(row[n]) for row in rows) for n in range(3)]
    sizes[1] = min(sizes[1], max(12, columns - sizes[0] - sizes[2] - 36))
    rest = columns - sum(sizes) - 8
    for row in rows:
        rooms, last = wrap(row[1], sizes[1]) or [""], wrap(row[3], max(20, rest)) or [""]
        for number in range(max(len(rooms), len(last))):
            cells = [
                row[0] if not number else "",
                rooms[number] if number < len(rooms) else "",
                row[2] if not number else "",
                last[number] if number < len(last) else "",
            ]
            padded = [f"{cell}{' ' * (size - width(cell))}" for cell, size in zip(cells[:2], sizes[:2], strict=True)]
            yield f"  {'  '.join([*padded, f'{cells[2]:>{sizes[2]}}', cells[3]])}".rstrip()


def _proof(answer: PlacePrices, name: str) -> str:
    told = f"The price is what the day then costs at best, beside {name}."
    if answer.proven:
        return f"{told} Proven: no programme with it there costs less."
    if answer.quick:
        tried = "There are too many hours to solve each in the time: of each, one room was tried."
        return f"{told} {tried} Nothing is proven: where one price stands, it is that or less."
    ended = "It was stopped" if answer.stopped else "Time was up"
    return f"{told} {ended}: where two prices stand, the true one lies between them."


_MOST_HOURS = 6  # that are listed one by one


def closed_lines(answer: PlacePrices, columns: int) -> Iterator[str]:
    """A paragraph for each reason, with all the hours and rooms that have it."""
    alike: dict[tuple[tuple[Room | None, ...], tuple[str, ...]], list[ClosedHour]] = {}
    for closed in _by_hour(answer.closed):
        alike.setdefault((closed.rooms, (closed.demand,) if closed.demand else closed.why), []).append(closed)
    for (rooms, _), some in alike.items():
        yield ""
        why = some[0].why if len(some) == 1 or not some[0].demand else (some[0].demand,)
        yield from _told(f"Impossible {_when(answer, some)}{_where(answer, rooms)}", why, columns)


def _by_hour(closed: Sequence[ClosedHour]) -> list[ClosedHour]:
    """Rooms that have the same reason at the same hour as one."""
    found: dict[tuple[Minute, tuple[str, ...], str], list[Room | None]] = {}
    for one in closed:
        found.setdefault((one.start, one.why, one.demand), []).extend(one.rooms)
    return [ClosedHour(start, tuple(rooms), why, told) for (start, why, told), rooms in found.items()]


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


def _where(answer: PlacePrices, rooms: Sequence[Room | None]) -> str:
    named = [room for room in rooms if room is not None]
    if not named or len(named) == len(answer.conference.rooms):
        return ""
    return f" in {listing(answer.conference.names_of(named), 'or')}"


def _when(answer: PlacePrices, some: Sequence[ClosedHour]) -> str:
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
