"""Every place for a session, ranked by price: first the hours, each in whatever room; then the rooms within an hour.

Time is shared: each hour gets as much of what is left as the others. A room that costs no more than the best of its
hour is mostly found by hand, by changing places; only what is left is solved again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from random import Random

from scheduler.checking.check import check
from scheduler.checking.single_session import Alone, Rooms, alone
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Edition, Programme
from scheduler.questions.difference import difference
from scheduler.questions.repair.neighbourhood import FixOthers, lns_neighbourhood
from scheduler.questions.why.answers import ClosedHour, PlacePrice, PlacePrices
from scheduler.questions.why.question import Question
from scheduler.questions.why.reasons import causes, demand, told
from scheduler.questions.why.resolver import Found, WhyResolver
from scheduler.search import shares
from scheduler.search.budget import Budget
from scheduler.search.swap import by_hand
from scheduler.solving.answers import Impossible
from scheduler.solving.price import Costs, Price, costs_of, exactly


@dataclass
class _HourRow:
    """An hour with its rooms. `found` None: nobody knows yet; `shut`: shown that it cannot be."""

    start: Minute
    rooms: Rooms
    least: Costs
    found: Found | None = None
    shut: bool = False

    @property
    def price(self) -> Price:
        return self.found.price if self.found else Price(self.least, (10**9,) * len(self.least))


def priced(asking: WhyResolver, session: Session) -> PlacePrices:
    """Every place for the session, as far as time allows."""
    return _Places(asking, session, alone(asking.problem)[session]).all()


@dataclass
class _Places:
    asking: WhyResolver
    session: Session
    said: Alone
    closed: list[ClosedHour] = field(default_factory=list)

    @property
    def conference(self) -> Conference:
        return self.asking.problem.conference

    def all(self) -> PlacePrices:
        by_hour = self.said.places()
        rows = [_HourRow(start, rooms, self._floor) for start, rooms in by_hour.items() if rooms]
        for row in rows:
            if self._stands_in(row) and not self.asking.reference.broken:
                row.found = replace(self.asking.as_it_stands(), price=Price(row.least, self.asking.now))
        quick = not self.asking.best.price.proven and shares.ENOUGH_FOR_AN_HOUR * len(rows) > self.asking.budget.left
        if quick:
            self._quickly(rows)
        else:
            self._hours(rows)
            self._near(rows)
            rows = self._rooms(rows)
        self._reasons([row for row in rows if row.shut], by_hour)
        asking = self.asking
        open_ones = sorted((row for row in rows if not row.shut), key=lambda row: (row.price.most, row.price.least))
        return PlacePrices(
            self.conference,
            self.session,
            asking.reference,
            asking.now,
            asking.best.price,
            tuple(map(self._place, open_ones)),
            tuple(sorted(self.closed, key=lambda closed: closed.start)),
            asking.budget.elapsed,
            asking.budget.stop.asked,
            quick,
        )

    @property
    def _floor(self) -> Costs:
        return self.asking.best.price.least

    # -- the hours --------------------------------------------------------------------------------------------------

    def _hours(self, rows: list[_HourRow]) -> None:
        budget = self.asking.budget.allot(self.asking.budget.share(shares.HOURS))
        for number, row in enumerate(rows):
            self._hand(row, self.asking.best.programme, budget.allot(budget.share(shares.SWAPPING_AN_HOUR)))
            if self.asking.expired or (row.found and row.found.price.proven):
                continue
            hour = self.conference.clock.text(row.start)
            self.asking.say(f"{self.session} at {hour}, hour {number + 1} of {len(rows)}")
            self._solve(row, budget.left / (len(rows) - number))

    def _quickly(self, rows: list[_HourRow]) -> None:
        """On a day with too many hours to solve each: by hand, in one room; then the cheapest with a stretch solved."""
        asking, programme = self.asking, self.asking.best.programme
        budget = asking.budget.allot(asking.budget.share(shares.SWAPPING_ALL_HOURS))
        for number, row in enumerate(rows):
            if asking.expired:
                break
            asking.say(f"{self.session} at {self.conference.clock.text(row.start)}, hour {number + 1} of {len(rows)}")
            self._hand(row, programme, budget.allot(budget.left / (len(rows) - number)), first=True)
        budget = asking.budget.allot(asking.budget.share(shares.STRETCHES))
        chance = Random(asking.seed)  # noqa: S311  where to look, not secrecy
        found = [row for row in rows if row.found]
        for row in sorted(found, key=lambda row: row.price.most):
            if asking.expired or budget.expired or row.found is None:
                break
            asking.say(f"{self.session} at {self.conference.clock.text(row.start)}, and what stands near it")
            free = lns_neighbourhood(row.found.programme, [self.session], chance)
            held = FixOthers(programme=row.found.programme, free=free)
            rules = (*self._asked(row).rules, held)
            answer = asking.solved(rules, budget.share(shares.STRETCH), row.found.programme)
            if isinstance(answer, Found) and answer.price.most < row.found.price.most:
                row.found = replace(answer, price=Price(row.least, answer.price.most))
        for row in found:
            if row.found is not None:
                row.rooms = (row.found.programme[self.session].room,)

    def _hand(self, row: _HourRow, programme: Programme, budget: Budget, *, first: bool = False) -> None:
        """The best of the row that is found by hand; the proof of its price is no more than the day's own.

        `first`: the first that keeps the hard rules will do.
        """
        there = programme.get(self.session)
        if there and there.start == row.start and there.room in row.rooms:
            candidates = [programme]
        else:
            candidates = list(by_hand(programme, self.session, row.start, row.rooms))
        for candidate in candidates:
            if self.asking.expired:
                return
            report = check(self.asking.problem, candidate)
            costs = costs_of(report, self.asking.tiers)
            if not report.broken and (row.found is None or costs < row.found.price.most):
                row.found = Found(candidate, report, Price(row.least, costs))
            if (row.found and (first or row.found.price.proven)) or budget.expired:
                return

    def _solve(self, row: _HourRow, seconds: float) -> None:
        near = row.found.programme if row.found else self.asking.best.programme
        answer = self.asking.solved(self._asked(row).rules, seconds, near)
        if isinstance(answer, Impossible):
            row.shut = True
        elif isinstance(answer, Found):
            least = max(answer.price.least, row.least)
            better = answer if row.found is None or answer.price.most < row.found.price.most else row.found
            row.found = replace(better, price=Price(least, better.price.most))

    def _asked(self, row: _HourRow) -> Question:
        rooms = tuple(room for room in row.rooms if room is not None)
        every = len(rooms) == len(self.said.places()[row.start])
        return Question(self.session, at=(row.start,), rooms=() if every else rooms)

    def _near(self, rows: list[_HourRow]) -> None:
        """Of each hour the programme that moves the least, so that what is told of it is what has to be."""
        budget = self.asking.budget.allot(self.asking.budget.share(shares.LITTLE_MOVED))
        found = [row for row in rows if row.found]
        for number, row in enumerate(found):
            if self.asking.expired or row.found is None:
                return
            self.asking.say(f"with as little moved as can be, {number + 1} of {len(found)}")
            if row.found.price.most == self.asking.now and self._stands_in(row):
                row.found = replace(self.asking.as_it_stands(), price=row.found.price, near=True)
                continue
            row.found = self.asking.nearest(self._asked(row).rules, budget.left / (len(found) - number), row.found)

    def _stands_in(self, row: _HourRow) -> bool:
        now = self.asking.programme.get(self.session)
        return bool(now and now.start == row.start and now.room in row.rooms)

    # -- the rooms --------------------------------------------------------------------------------------------------

    def _rooms(self, rows: list[_HourRow]) -> list[_HourRow]:
        """The rows with those rooms apart that do not do as well as the others of the hour."""
        budget = self.asking.budget.allot(self.asking.budget.share(shares.ROOMS))
        split: list[_HourRow] = []
        todo = [row for row in rows if row.found and len(row.rooms) > 1]
        for row in rows:
            if row not in todo:
                split.append(row)
                continue
            if row.found is not None:
                share = budget.left / (len(todo) - todo.index(row))
                split += self._by_room(row, row.found, budget.allot(share))
        return split

    def _by_room(self, row: _HourRow, best: Found, budget: Budget) -> list[_HourRow]:
        first = best.programme[self.session].room
        rooms = [room for room in row.rooms if room != first]
        found: list[_HourRow] = [replace(row, rooms=(first,))]
        for number, room in enumerate(rooms):
            one = _HourRow(row.start, (room,), best.price.least)
            self.asking.say(f"{self.session} at {self.conference.clock.text(row.start)} in {room}")
            for programme in (best.programme, self.asking.programme):
                if not (one.found and one.found.price.proven):
                    self._hand(one, programme, budget.allot(budget.share(shares.SWAPPING_AN_HOUR)))
            if not (self.asking.expired or budget.expired or (one.found and one.found.price.proven)):
                self._solve(one, budget.left / (len(rooms) - number))
            alike = next((other for other in found if _alike(other, one)), None)
            if alike is None:
                found.append(one)
            else:
                alike.rooms = (*alike.rooms, room)
        return found

    # -- what is told of them -----------------------------------------------------------------------------------------

    def _reasons(self, shut: list[_HourRow], by_hour: Mapping[Minute, Rooms]) -> None:
        self.closed += self._by_itself([start for start, rooms in by_hour.items() if not rooms])
        for number, row in enumerate(shut):
            why: tuple[str, ...] = ()
            if not self.asking.expired:
                question = self._asked(row)
                self.asking.say(f"why not at {self.conference.clock.text(row.start)}")
                found, _ = causes(self.asking, question, self.asking.budget.left / (len(shut) - number), most=1)
                why = tuple(told(found[0], question, self.conference)) if found else ()
            self.closed.append(ClosedHour(row.start, row.rooms, why))

    def _by_itself(self, hours: Iterable[Minute]) -> list[ClosedHour]:
        """The hours at which what is said of the session alone leaves no room: each for the reason that most have."""
        clock = self.conference.clock
        told = {
            start: {
                demand(case, breach, self.session, start, clock): breach.sentence
                for case, breach in self.said.decisive(start)
            }
            for start in hours
        }
        often = Counter(chain.from_iterable(told.values()))
        found = []
        for start, reasons in told.items():
            asked = max(reasons, key=lambda one: often[one], default="There is no room.")
            places = self.conference.places(self.session)
            found.append(ClosedHour(start, places, (reasons.get(asked, asked),), asked))
        return found

    def _place(self, row: _HourRow) -> PlacePrice:
        asking = self.asking
        price = row.price - exactly(asking.now)
        if row.found is None:
            return PlacePrice(row.start, row.rooms, price, None)
        editions = [
            Edition(asking.problem.conference, programme) for programme in (asking.programme, row.found.programme)
        ]
        rooms = tuple(room for room in self.conference.places(self.session) if room in row.rooms)
        told_of = difference(*editions, guess_names=False)
        return PlacePrice(row.start, rooms, price, row.found, told_of, here=self._stands_in(row))


def _alike(one: _HourRow, other: _HourRow) -> bool:
    """Whether they cost the same for certain, or are as uncertain as each other; or both cannot be."""
    return (one.shut, one.price, bool(one.found)) == (other.shut, other.price, bool(other.found))
