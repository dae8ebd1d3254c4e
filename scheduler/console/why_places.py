"""Every place for a session as a table, the cheapest first; beneath it the hours at which it cannot be, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Room
from scheduler.console.why import losses
from scheduler.console.why_closed import closed_lines, runs
from scheduler.questions.why.answers import Place, Places
from scheduler.solving.price import Costs, Price, more, points, signed
from scheduler.text.wording import count, listing
from scheduler.text.wrap import NO_BREAK, width, wrap

UNKNOWN = 10**8  # beyond this a price says no more than that no programme was found


def table(answer: Places, name: str, columns: int = 80) -> Iterator[str]:
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


def _difference(answer: Places) -> tuple[int, ...]:
    return tuple(a - b for a, b in zip(answer.day.most, answer.now, strict=True))


def _rows(answer: Places) -> Iterator[list[str]]:
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


def rooms_told(answer: Places, rooms: Sequence[Room | None]) -> str:
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


def changes(answer: Places, place: Place) -> str:
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


def _proof(answer: Places, name: str) -> str:
    told = f"The price is what the day then costs at best, beside {name}."
    if answer.proven:
        return f"{told} Proven: no programme with it there costs less."
    if answer.quick:
        tried = "There are too many hours to solve each in the time: of each, one room was tried."
        return f"{told} {tried} Nothing is proven: where one price stands, it is that or less."
    ended = "It was stopped" if answer.stopped else "Time was up"
    return f"{told} {ended}: where two prices stand, the true one lies between them."
