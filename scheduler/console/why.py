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
from scheduler.text.sentence import NOTHING, Paragraph, Phrase, Sentence, paragraph, phrase, plural, spoken
from scheduler.text.wording import count, listing, some
from scheduler.text.wrap import NO_BREAK, width, wrap

_NAMES = 6  # so many people are named
_MOST_HOURS = 6  # so many are listed one by one


def priced_lines(answer: Priced, name: str, columns: int = 80) -> Iterator[str]:
    """What it costs and changes that a session is where it was asked. `name`: of the programme that was asked about."""
    conference = answer.difference.new.conference
    what = Sentence("{session} {asked}", session=answer.question.session, asked=answer.question.text(conference))
    yield from hanging(_price(answer, what, name), columns)
    yield from hanging(_of_the_day(answer, name), columns)
    yield ""
    yield from _by_rule(answer.now.report, answer.found.report, columns)
    yield ""
    yield from _misses(answer.now.report, answer.found.report, columns)
    yield ""
    yield from hanging(summary(answer.difference), columns)
    for sentence, _ in moves(answer.difference):
        yield from hanging(sentence, columns, "- ")
    if not answer.found.fewest_moves:
        yield from hanging(Sentence("There was no time to show that as few sessions move as can be."), columns)


def _price(answer: Priced, what: Phrase, name: str) -> Phrase:
    price, cost = answer.price, answer.found.price
    values = {"what": what, "more": more(price.most), "name": name, "points": points(cost.most)}
    if not any(price.most):
        sentence = Sentence("{what} need cost no more points than {name}: {points} in all.", **values)
    elif price.proven:
        sentence = Sentence("{what} costs {more} than {name}: {points} in all.", **values)
    else:
        sentence = Sentence("{what} costs {more} than {name} in the best programme that was found: {points}.", **values)
    if price.proven:
        return paragraph(sentence, Sentence("Proven: no programme with it costs less."))
    if not any(cost.least):
        return paragraph(sentence, Sentence("Nothing is proven yet."))
    least = Sentence("Proven so far: no programme with it costs less than {points}.", points=points(cost.least))
    return paragraph(sentence, least)


def _of_the_day(answer: Priced, name: str) -> Phrase:
    """What the day could do when nothing were asked, where the programme is not its best."""
    now, day = answer.now.price.most, answer.day
    if not day.most < now:
        open_yet = Sentence("Whether the day can do better than {name} even without this was not settled.", name=name)
        return NOTHING if day.proven else open_yet
    better = Sentence(
        "The day can do better even without this: {best}, where {name} has {points}.",
        best=points(day.most),
        name=name,
        points=points(now),
    )
    if not answer.own.proven:
        return better
    if not any(answer.own.most):
        return paragraph(better, Sentence("Beside the best programme what is asked costs nothing."))
    return paragraph(better, Sentence("Beside the best programme it costs {more}.", more=more(answer.own.most)))


def _by_rule(before: Report, after: Report, columns: int) -> Iterator[str]:
    pairs = [(one, other) for one, other in zip(before.results, after.results, strict=True) if not one.hard]
    changed = [(one, other) for one, other in pairs if one.cost != other.cost]
    if not changed:
        yield from hanging(Sentence("No rule costs more or less than it did."), columns)
        return
    yield from hanging(Sentence("Rule by rule:"), columns)
    sizes = [max(len(spoken(result.cost)) for result in column) for column in zip(*changed, strict=True)]
    for one, other in sorted(changed, key=lambda pair: pair[0].cost - pair[1].cost):
        numbers = f"{spoken(one.cost):>{sizes[0]}} -> {spoken(other.cost):>{sizes[1]}}"
        more_or_less = f"({spoken(signed((other.cost - one.cost,)))})"
        lead = f"  {numbers}  {more_or_less:>{max(sizes) + 3}}  "
        says = Sentence("{rule}: {sentence}", rule=one.rule.key, sentence=phrase(one.rule.sentence))
        yield from hanging(says, columns, lead)


def _misses(before: Report, after: Report, columns: int) -> Iterator[str]:
    """Who then misses what, beside what they missed before; the meetings in the order of the file."""
    lost, gained = losses(before, after), losses(after, before)
    if not lost and not gained:
        yield from hanging(Sentence("Everybody can attend what they could attend."), columns)
        return
    for title, people in ((Sentence("Then miss:"), lost), (Sentence("Can then come:"), gained)):
        if people:
            yield from hanging(title, columns)
        for session, names in people.items():
            named = some(names, _NAMES, _NAMES + 1)
            line = Sentence("{session} ({number}): {people}.", session=session, number=len(names), people=named)
            yield from hanging(line, columns, "  ", 4)


def refused_lines(answer: Refused, columns: int = 80) -> Iterator[str]:
    """Why it cannot be: each cause by itself."""
    question, conference = answer.question, answer.conference
    what = Sentence("{session} {asked}", session=question.session, asked=question.text(conference))
    if not answer.causes:
        yield from hanging(_impossible(what), columns)
        yield from hanging(Sentence("There was no time to find out why."), columns)
        return
    if not all(cause_sentences(cause, question, conference) for cause in answer.causes):
        yield from hanging(Sentence("{what} is impossible, whatever the day demands.", what=what), columns)
        return
    several = len(answer.causes) > 1
    yield from hanging(_impossible(what, len(answer.causes)), columns)
    for number, cause in enumerate(answer.causes, 1):
        yield ""
        cannot = _cannot(cause, answer)
        if several:
            cannot = Sentence("Reason {number}. {cannot}", number=number, cannot=cannot)
        yield from hanging(cannot, columns)
        for sentence in cause_sentences(cause, question, conference):
            yield from hanging(sentence, columns, "- ")
        if not cause.smallest:
            yield from hanging(Sentence("Not all of this may be needed: there was no time to find out."), columns)
    yield ""
    if not answer.all_causes:
        yield from hanging(_unsettled(answer), columns)
    elif several:
        yield from hanging(Sentence("If one of each of these lists is given up, it can be."), columns)
    elif len(cause_sentences(answer.causes[0], question, conference)) == 1:
        yield from hanging(Sentence("If this is given up, it can be."), columns)
    else:
        yield from hanging(Sentence("If any one of these is given up, it can be."), columns)


def _impossible(what: Phrase, reasons: int = 1) -> Sentence:
    if reasons == 1:
        return Sentence("{what} is impossible: no programme keeps all hard rules then.", what=what)
    return Sentence(
        "{what} is impossible, for {number} reasons: no programme keeps all hard rules then.",
        what=what,
        number=reasons,
    )


def _unsettled(answer: Refused) -> Sentence:
    if len(answer.causes) == MOST:
        return Sentence("There may be more reasons than these: no more were looked for.")
    if answer.stopped:
        return Sentence(
            "Not proven: that there is no other reason besides. That was not settled before it was stopped."
        )
    return Sentence("Not proven: that there is no other reason besides. That was not settled in the time.")


def _cannot(cause: Cause, answer: Refused) -> Sentence:
    question = answer.question
    values = {"session": question.session, "asked": question.text(answer.conference)}
    alone = len(cause_sentences(cause, question, answer.conference)) == 1
    if question.beside or question.apart:
        if alone:
            return Sentence("For {session} to take place {asked}, this cannot hold:", **values)
        return Sentence("For {session} to take place {asked}, these cannot all hold:", **values)
    if alone:
        return Sentence("For {session} to stand {asked}, this cannot hold:", **values)
    return Sentence("For {session} to stand {asked}, these cannot all hold:", **values)


def place_lines(answer: PlacePrices, name: str, columns: int = 80) -> Iterator[str]:
    """Every place for a session as a table, the cheapest first; beneath it the hours at which it cannot be, and why.

    `name`: of the programme that was asked about.
    """
    values = {"session": answer.session, "name": name, "points": points(answer.now)}
    yield from hanging(
        Sentence("Every place for {session}, the cheapest first. {name} costs {points}.", **values), columns
    )
    if answer.day.most < answer.now:
        better = Sentence(
            "The day can do better even if nothing is asked of it: {best}, {more} than {name}.",
            best=points(answer.day.most),
            more=more(_difference(answer)),
            name=name,
        )
        yield from hanging(better, columns)
    yield ""
    rows = list(_rows(answer))
    heads: list[Phrase] = [Sentence("hour"), Sentence("room"), Sentence("price"), Sentence("what changes")]
    if rows:
        yield from _aligned([[spoken(cell) for cell in row] for row in (heads, *rows)], columns)
        yield ""
        yield from hanging(_proof(answer, name), columns)
    yield from closed_lines(answer, columns)


def _difference(answer: PlacePrices) -> tuple[int, ...]:
    return tuple(a - b for a, b in zip(answer.day.most, answer.now, strict=True))


def _rows(answer: PlacePrices) -> Iterator[list[Phrase]]:
    """A row for each place; hours that follow one another with nothing else to tell of them share one."""
    clock = answer.conference.clock
    every = sorted({place.start for place in answer.places}.union(closed.start for closed in answer.closed))
    alike: list[tuple[list[Phrase], list[Minute]]] = []
    for place in answer.places:
        cells = [rooms_text(answer, place.rooms), price_text(place.price, answer.now), changes(answer, place)]
        same = bool(alike) and not place.here and alike[-1][0] == cells
        if same and len(runs([*alike[-1][1], place.start], every, clock)) == 1:
            alike[-1][1].append(place.start)
        else:
            alike.append((cells, [place.start]))
    for cells, hours in alike:
        yield [_hours_cell(hours, clock), *cells]


def _hours_cell(hours: Sequence[Minute], clock: Clock) -> Phrase:
    first, last = clock.text(hours[0]), clock.hour(hours[-1])
    if len(hours) == 1:
        return first
    if len(hours) == 2:
        return Sentence("{first} or {last}", first=first, last=last)
    return Sentence("{first} to {last}", first=first, last=last)


def rooms_text(answer: PlacePrices, rooms: Sequence[Room | None]) -> Phrase:
    """`any room`, `Zaal 2, 3 or 4` by their names, `-` where none is needed."""
    named = [room for room in rooms if room is not None]
    if not named:
        return Sentence("-")
    if len(named) == len(answer.conference.rooms) > 1:
        return Sentence("any room")
    return listing((name.replace(" ", NO_BREAK) for name in answer.conference.names_of(named)), "or")


def price_text(price: Price, now: Costs) -> Phrase:
    """`+4`, `0 to +4`, `at least +4`; `+4 or less` where nothing is proven of it."""
    most, least = signed(price.most), signed(price.least)
    nothing_proven = price.least == tuple(-cost for cost in now)
    if price.most[0] >= UNKNOWN:
        return Sentence("not known") if nothing_proven else Sentence("at least {number}", number=least)
    if price.proven:
        return most
    return (
        Sentence("{most} or less", most=most)
        if nothing_proven
        else Sentence("{least} to {most}", least=least, most=most)
    )


def changes(answer: PlacePrices, place: PlacePrice) -> Phrase:
    """In a few words what else changes when it stands there, and for how many."""
    if place.found is None or place.difference is None:
        return Sentence("no programme was found in time")
    if not place.difference.changes:
        return Sentence("it stands there now")
    asked = answer.reference
    lost = {name for names in losses(asked, place.found.report).values() for name in names}
    gained = {name for names in losses(place.found.report, asked).values() for name in names}
    parts: list[str] = [count(len(place.difference.moved), "session moves", "sessions move")]
    parts += [count(len(lost), "person misses more", "people miss more")] if lost else []
    parts += [plural(len(gained), "{number} misses less", "{number} miss less")] if gained else []
    return Paragraph(parts, between=", ")


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


def _proof(answer: PlacePrices, name: str) -> Phrase:
    price = Sentence("The price is what the day then costs at best, beside {name}.", name=name)
    if answer.proven:
        return paragraph(price, Sentence("Proven: no programme with it there costs less."))
    if answer.quick:
        return paragraph(
            price,
            Sentence("There are too many hours to solve each in the time: of each, one room was tried."),
            Sentence("Nothing is proven: where one price stands, it is that or less."),
        )
    if answer.stopped:
        return paragraph(price, Sentence("It was stopped: where two prices stand, the true one lies between them."))
    return paragraph(price, Sentence("Time was up: where two prices stand, the true one lies between them."))


def closed_lines(answer: PlacePrices, columns: int) -> Iterator[str]:
    """A paragraph for each reason, with all the hours and rooms that have it."""
    alike: dict[tuple[tuple[Room | None, ...], tuple[str, ...]], list[ClosedHour]] = {}
    for closed in _by_hour(answer.closed):
        alike.setdefault((closed.rooms, (closed.demand,) if closed.demand else closed.why), []).append(closed)
    for (rooms, _), those in alike.items():
        yield ""
        why = those[0].why if len(those) == 1 or not those[0].demand else (those[0].demand,)
        yield from _closed(_where(answer, _when(answer, those), rooms), why, columns)


def _by_hour(closed: Sequence[ClosedHour]) -> list[ClosedHour]:
    """Rooms that have the same reason at the same hour as one."""
    found: dict[tuple[Minute, tuple[str, ...], str], list[Room | None]] = {}
    for one in closed:
        found.setdefault((one.start, one.why, one.demand), []).extend(one.rooms)
    return [ClosedHour(start, tuple(rooms), why, demand) for (start, why, demand), rooms in found.items()]


def _closed(when: Phrase, why: Sequence[str], columns: int) -> Iterator[str]:
    if not why:
        yield from hanging(Sentence("Impossible {when}. There was no time to find out why.", when=when), columns)
    elif len(why) == 1:
        yield from hanging(Sentence("Impossible {when}: {why}", when=when, why=why[0]), columns)
    else:
        yield from hanging(Sentence("Impossible {when}, for these cannot all hold:", when=when), columns)
        for sentence in why:
            yield from hanging(sentence, columns, "- ")


def _where(answer: PlacePrices, when: Phrase, rooms: Sequence[Room | None]) -> Phrase:
    """The hours, and the rooms where those are not all."""
    named = [room for room in rooms if room is not None]
    if not named or len(named) == len(answer.conference.rooms):
        return when
    return Sentence("{when} in {room}", when=when, room=listing(answer.conference.names_of(named), "or"))


def _when(answer: PlacePrices, those: Sequence[ClosedHour]) -> Phrase:
    """`at 9.30 or 10.45`, `from 9.00 to 10.45 and from 13.15 to 16.00`, `at any other hour`."""
    clock, hours = answer.conference.clock, sorted({closed.start for closed in those})
    open_ones = {place.start for place in answer.places}
    every = sorted(open_ones.union(closed.start for closed in answer.closed))
    if len(hours) > 1 and open_ones and hours == [start for start in every if start not in open_ones]:
        return Sentence("at any other hour")
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


def hours_text(first: Minute, last: Minute, clock: Clock) -> Phrase:
    """`at 9.00`, `from 9.00 to 10.45`."""
    if first == last:
        return clock.at(first)
    hours = {"first": clock.hour(first), "last": clock.hour(last)}
    if clock.several_days:
        return Sentence("on {day} from {first} to {last}", day=clock.day(first), **hours)
    return Sentence("from {first} to {last}", **hours)
