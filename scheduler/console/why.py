"""The answer to `why` in a terminal: the price of what is asked, why it cannot be, or a table of every place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.checking.check import Report
from scheduler.conference.clock import Clock, Minute
from scheduler.conference.conference import Room
from scheduler.console.difference import summary
from scheduler.console.hanging import hanging
from scheduler.questions.difference.words import sentences as moves
from scheduler.questions.explain import Cause
from scheduler.questions.why.answers import ClosedHour, PlacePrice, PlacePrices, Priced, Refused
from scheduler.questions.why.data import UNKNOWN, losses
from scheduler.questions.why.reasons import MOST, cause_sentences
from scheduler.solving.price import Costs, Price, more, points, signed
from scheduler.text.wording import count, listing
from scheduler.text.wrap import NO_BREAK, width, wrap

_NAMES = 6  # so many people are named
_MOST_HOURS = 6  # so many are listed one by one


def priced_lines(answer: Priced, name: str, columns: int = 80) -> Iterator[str]:
    """What it costs and changes that a session is where it was asked. `name`: of the programme that was asked about."""
    conference = answer.difference.new.conference
    what = f"{answer.question.session} {answer.question.text(conference)}"
    yield from wrap(_price(answer, what, name), columns)
    yield from wrap(_of_the_day(answer, name), columns)
    yield ""
    yield from _by_rule(answer.now.report, answer.found.report, columns)
    yield ""
    yield from _misses(answer.now.report, answer.found.report, columns)
    yield ""
    yield from wrap(summary(answer.difference), columns)
    for sentence, _ in moves(answer.difference):
        yield from hanging(sentence, columns, "- ")
    if not answer.found.fewest_moves:
        yield from wrap("There was no time to show that as few sessions move as can be.", columns)


def _price(answer: Priced, what: str, name: str) -> str:
    price, cost = answer.price, answer.found.price
    if price.proven:
        verb, extra = ("costs", more(price.most)) if any(price.most) else ("need cost", "no more points")
        sentence = f"{what} {verb} {extra} than {name}: {points(cost.most)} in all"
        return f"{sentence}. Proven: no programme with it costs less."
    sentence = f"{what} costs {more(price.most)} than {name} in the best programme that was found: {points(cost.most)}"
    if not any(price.most):
        sentence = f"{what} need cost no more points than {name}: {points(cost.most)} in all"
    least = f"no programme with it costs less than {points(cost.least)}"
    return f"{sentence}. Proven so far: {least}." if any(cost.least) else f"{sentence}. Nothing is proven yet."


def _of_the_day(answer: Priced, name: str) -> str:
    """What the day could do when nothing were asked, where the programme is not its best."""
    now, day = answer.now.price.most, answer.day
    if day.most < now:
        sentence = f"The day can do better even without this: {points(day.most)}, where {name} has {points(now)}."
        if answer.own.proven:
            asked = "what is asked costs nothing" if not any(answer.own.most) else f"it costs {more(answer.own.most)}"
            sentence += f" Beside the best programme {asked}."
        return sentence
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
        yield from hanging(f"{one.rule.name}: {one.rule.sentence}", columns, lead)


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
            yield from hanging(f"{session} ({len(names)}): {listing(some)}.", columns, "  ", 4)


def refused_lines(answer: Refused, columns: int = 80) -> Iterator[str]:
    """Why it cannot be: each cause by itself."""
    question, conference = answer.question, answer.conference
    what = f"{question.session} {question.text(conference)}"
    if not answer.causes:
        yield from wrap(f"{what} is impossible: no programme keeps all hard rules then.", columns)
        yield "There was no time to find out why."
        return
    if not all(cause_sentences(cause, question, conference) for cause in answer.causes):
        yield from wrap(f"{what} is impossible, whatever the day demands.", columns)
        return
    several = len(answer.causes) > 1
    reasons = f", for {len(answer.causes)} reasons" if several else ""
    yield from wrap(f"{what} is impossible{reasons}: no programme keeps all hard rules then.", columns)
    for number, cause in enumerate(answer.causes, 1):
        yield ""
        lead = f"Reason {number}. " if several else ""
        yield from wrap(lead + _cannot(cause, answer), columns)
        for sentence in cause_sentences(cause, question, conference):
            yield from hanging(sentence, columns, "- ")
        if not cause.smallest:
            yield from wrap("Not all of this may be needed: there was no time to find out.", columns)
    yield ""
    if answer.all_causes:
        alone = not several and len(cause_sentences(answer.causes[0], question, conference)) == 1
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
    asked = question.text(answer.conference)
    verb = "take place" if question.beside or question.apart else "stand"
    alone = len(cause_sentences(cause, question, answer.conference)) == 1
    return f"For {question.session} to {verb} {asked}, {'this cannot' if alone else 'these cannot all'} hold:"


def place_lines(answer: PlacePrices, name: str, columns: int = 80) -> Iterator[str]:
    """Every place for a session as a table, the cheapest first; beneath it the hours at which it cannot be, and why.

    `name`: of the programme that was asked about.
    """
    opening = f"Every place for {answer.session}, the cheapest first. {name} costs {points(answer.now)}."
    yield from wrap(opening, columns)
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
        cells = [rooms_text(answer, place.rooms), price_text(place.price, answer.now), changes(answer, place)]
        same = bool(alike) and not place.here and alike[-1][0] == cells
        if same and len(runs([*alike[-1][1], place.start], every, clock)) == 1:
            alike[-1][1].append(place.start)
        else:
            alike.append((cells, [place.start]))
    for cells, hours in alike:
        last = f" {'or' if len(hours) == 2 else 'to'} {clock.hour(hours[-1])}" if len(hours) > 1 else ""
        yield [f"{clock.text(hours[0])}{last}", *cells]


def rooms_text(answer: PlacePrices, rooms: Sequence[Room | None]) -> str:
    """`any room`, `Zaal 2, 3 or 4` by their names, `-` where none is needed."""
    named = [room for room in rooms if room is not None]
    if not named:
        return "-"
    if len(named) == len(answer.conference.rooms) > 1:
        return "any room"
    return listing((name.replace(" ", NO_BREAK) for name in answer.conference.names_of(named)), "or")


def price_text(price: Price, now: Costs) -> str:
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
    parts: list[str] = [count(len(place.difference.moved), "session moves", "sessions move")]
    parts += [count(len(lost), "person misses more", "people miss more")] if lost else []
    parts += [f"{len(gained)} {'misses' if len(gained) == 1 else 'miss'} less"] if gained else []
    return ", ".join(parts)


def _aligned(rows: list[list[str]], columns: int) -> Iterator[str]:
    """The rows in columns; the last column is wrapped, and that of the rooms as far as leaves it room."""
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
    sentence = f"The price is what the day then costs at best, beside {name}."
    if answer.proven:
        return f"{sentence} Proven: no programme with it there costs less."
    if answer.quick:
        tried = "There are too many hours to solve each in the time: of each, one room was tried."
        return f"{sentence} {tried} Nothing is proven: where one price stands, it is that or less."
    ended = "It was stopped" if answer.stopped else "Time was up"
    return f"{sentence} {ended}: where two prices stand, the true one lies between them."


def closed_lines(answer: PlacePrices, columns: int) -> Iterator[str]:
    """A paragraph for each reason, with all the hours and rooms that have it."""
    alike: dict[tuple[tuple[Room | None, ...], tuple[str, ...]], list[ClosedHour]] = {}
    for closed in _by_hour(answer.closed):
        alike.setdefault((closed.rooms, (closed.demand,) if closed.demand else closed.why), []).append(closed)
    for (rooms, _), some in alike.items():
        yield ""
        why = some[0].why if len(some) == 1 or not some[0].demand else (some[0].demand,)
        yield from _closed(f"Impossible {_when(answer, some)}{_where(answer, rooms)}", why, columns)


def _by_hour(closed: Sequence[ClosedHour]) -> list[ClosedHour]:
    """Rooms that have the same reason at the same hour as one."""
    found: dict[tuple[Minute, tuple[str, ...], str], list[Room | None]] = {}
    for one in closed:
        found.setdefault((one.start, one.why, one.demand), []).extend(one.rooms)
    return [ClosedHour(start, tuple(rooms), why, demand) for (start, why, demand), rooms in found.items()]


def _closed(what: str, why: Sequence[str], columns: int) -> Iterator[str]:
    if not why:
        yield from wrap(f"{what}. There was no time to find out why.", columns)
    elif len(why) == 1:
        yield from wrap(f"{what}: {why[0]}", columns)
    else:
        yield from wrap(f"{what}, for these cannot all hold:", columns)
        for sentence in why:
            yield from hanging(sentence, columns, "- ")


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
    return listing(hours_text(first, last, clock) for first, last in runs(hours, every, clock))


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


def hours_text(first: Minute, last: Minute, clock: Clock) -> str:
    """`at 9.00`, `from 9.00 to 10.45`."""
    return clock.at(first) if first == last else f"{clock.on(first)}from {clock.hour(first)} to {clock.hour(last)}"
