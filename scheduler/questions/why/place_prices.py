"""Every place for a session, ranked by price: first the hours, each in whatever room; then the rooms within an hour.

Time is shared: each hour gets as much of what is left as the others. A room that costs no more than the best of its
hour is mostly found by changing places with other sessions; only what is left is solved again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from random import Random

from scheduler.checking.check import check
from scheduler.checking.judge import Judge
from scheduler.checking.single_session import Rooms, decisive, domains, rooms_by_hour
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Edition, Programme
from scheduler.questions.difference import difference
from scheduler.questions.repair.frozen import FixOthers
from scheduler.questions.why.answers import ClosedHour, PlacePrice, PlacePrices
from scheduler.questions.why.question import Question
from scheduler.questions.why.reasons import cause_sentences, causes, demand
from scheduler.questions.why.resolver import Found, WhyResolver
from scheduler.questions.why.swapping import cheapest
from scheduler.search import shares
from scheduler.search.budget import Budget
from scheduler.search.moves import Move, moves_to
from scheduler.search.neighbourhood import lns_neighbourhood
from scheduler.solving.answers import Impossible
from scheduler.solving.price import Costs, Price, costs_of, exactly
from scheduler.text.sentence import Sentence


@dataclass
class _HourRow:
    """An hour with its rooms. `found` None: no programme is known yet; `impossible`: shown that it cannot be."""

    start: Minute
    rooms: Rooms
    least: Costs
    found: Found | None = None
    impossible: bool = False

    @property
    def price(self) -> Price:
        return self.found.price if self.found else Price(self.least, (10**9,) * len(self.least))


def priced(resolver: WhyResolver, session: Session) -> PlacePrices:
    """Every place for the session, as far as time allows."""
    return _Places(resolver, session, rooms_by_hour(resolver.problem, domains(resolver.problem)[session])).all()


@dataclass
class _Places:
    resolver: WhyResolver
    session: Session
    rooms_by_hour: Mapping[Minute, Rooms]
    closed: list[ClosedHour] = field(default_factory=list)
    _judges: dict[Programme, Judge] = field(default_factory=dict)

    @property
    def conference(self) -> Conference:
        return self.resolver.problem.conference

    def all(self) -> PlacePrices:
        rows = [_HourRow(start, rooms, self._floor) for start, rooms in self.rooms_by_hour.items() if rooms]
        for row in rows:
            if self._is_now_in(row) and not self.resolver.reference.broken:
                row.found = replace(self.resolver.unchanged(), price=Price(row.least, self.resolver.now))
        enough = shares.ENOUGH_FOR_AN_HOUR * len(rows) <= self.resolver.budget.left
        quick = not self.resolver.best.price.proven and not enough
        if quick:
            self._swap_all(rows)
        else:
            self._hours(rows)
            self._near(rows)
            rows = self._rooms(rows)
        self._reasons([row for row in rows if row.impossible])
        resolver = self.resolver
        possible = [row for row in rows if not row.impossible]
        possible.sort(key=lambda row: (row.price.most, row.price.least))
        return PlacePrices(
            self.conference,
            self.session,
            resolver.reference,
            resolver.now,
            resolver.best.price,
            tuple(map(self._place, possible)),
            tuple(sorted(self.closed, key=lambda closed: closed.start)),
            resolver.budget.elapsed,
            resolver.budget.stop.asked,
            quick,
        )

    @property
    def _floor(self) -> Costs:
        return self.resolver.best.price.least

    # -- the hours --------------------------------------------------------------------------------------------------

    def _hours(self, rows: list[_HourRow]) -> None:
        budget = self.resolver.budget.allot(self.resolver.budget.share(shares.HOURS))
        for number, row in enumerate(rows):
            self._swap(row, self.resolver.best.programme, budget.allot(budget.share(shares.SWAPPING_AN_HOUR)))
            if self.resolver.expired or (row.found and row.found.price.proven):
                continue
            self.resolver.say(self._an_hour(row, number + 1, len(rows)))
            self._solve(row, budget.left / (len(rows) - number))

    def _an_hour(self, row: _HourRow, number: int, every: int) -> Sentence:
        hour = self.conference.clock.at(row.start)
        return Sentence(
            "{session} {at}, hour {number} of {all}", session=self.session, at=hour, number=number, all=every
        )

    def _swap_all(self, rows: list[_HourRow]) -> None:
        """With too many hours to solve each: all by swaps, in one room; then the cheapest with a stretch solved."""
        resolver, programme = self.resolver, self.resolver.best.programme
        budget = resolver.budget.allot(resolver.budget.share(shares.SWAPPING_ALL_HOURS))
        for number, row in enumerate(rows):
            if resolver.expired:
                break
            resolver.say(self._an_hour(row, number + 1, len(rows)))
            self._swap(row, programme, budget.allot(budget.left / (len(rows) - number)), first=True)
        budget = resolver.budget.allot(resolver.budget.share(shares.STRETCHES))
        chance = Random(resolver.seed)  # noqa: S311  where to look, not secrecy
        found = [row for row in rows if row.found]
        for row in sorted(found, key=lambda row: row.price.most):
            if resolver.expired or budget.expired or row.found is None:
                break
            hour = self.conference.clock.at(row.start)
            resolver.say(Sentence("{session} {at}, and what stands near it", session=self.session, at=hour))
            free = lns_neighbourhood(row.found.programme, [self.session], chance)
            held = FixOthers(programme=row.found.programme, free=free)
            rules = (*self._asked(row).rules, held)
            answer = resolver.solved(rules, budget.share(shares.STRETCH), row.found.programme)
            if isinstance(answer, Found) and answer.price.most < row.found.price.most:
                row.found = replace(answer, price=Price(row.least, answer.price.most))
        for row in found:
            if row.found is not None:
                row.rooms = (row.found.programme[self.session].room,)

    def _swap(self, row: _HourRow, programme: Programme, budget: Budget, *, first: bool = False) -> None:
        """The best of the row that swaps find; the proof of its price is no more than the day's own.

        `first`: the first that keeps the hard rules will do.
        """
        placement = programme.get(self.session)
        if placement and placement.start == row.start and placement.room in row.rooms:
            moves = [Move(())]  # it stays
        else:
            moves = list(moves_to(programme, self.session, row.start, row.rooms))
        known = row.found.price.most if row.found else None

        def enough(costs: Costs | None) -> bool:
            found = costs is not None and (costs == row.least or (first and costs != known))
            return found or self.resolver.expired

        some = moves[:1] if first and known else moves
        judge, allowed = self._judge(programme), self.resolver.is_of_the_day
        found = cheapest(judge, some, allowed, budget, below=known, enough=enough)
        if found is not None:
            report = check(self.resolver.problem, found)
            row.found = Found(found, report, Price(row.least, costs_of(report, self.resolver.tiers)))

    def _judge(self, programme: Programme) -> Judge:
        """Of the few programmes from which places are tried, each is made once."""
        if programme not in self._judges:
            self._judges[programme] = Judge(self.resolver.problem, programme)
        return self._judges[programme]

    def _solve(self, row: _HourRow, seconds: float) -> None:
        near = row.found.programme if row.found else self.resolver.best.programme
        answer = self.resolver.solved(self._asked(row).rules, seconds, near)
        if isinstance(answer, Impossible):
            row.impossible = True
        elif isinstance(answer, Found):
            least = max(answer.price.least, row.least)
            better = answer if row.found is None or answer.price.most < row.found.price.most else row.found
            row.found = replace(better, price=Price(least, better.price.most))

    def _asked(self, row: _HourRow) -> Question:
        rooms = tuple(room for room in row.rooms if room is not None)
        every = len(rooms) == len(self.rooms_by_hour[row.start])
        return Question(self.session, at=(row.start,), rooms=() if every else rooms)

    def _near(self, rows: list[_HourRow]) -> None:
        """Find of each hour the programme that moves the least, so that it differs in nothing but what has to be."""
        budget = self.resolver.budget.allot(self.resolver.budget.share(shares.LITTLE_MOVED))
        found = [row for row in rows if row.found]
        for number, row in enumerate(found):
            if self.resolver.expired or row.found is None:
                return
            little = Sentence("with as little moved as can be, {number} of {all}", number=number + 1, all=len(found))
            self.resolver.say(little)
            if row.found.price.most == self.resolver.now and self._is_now_in(row):
                row.found = replace(self.resolver.unchanged(), price=row.found.price, fewest_moves=True)
                continue
            row.found = self.resolver.nearest(self._asked(row).rules, budget.left / (len(found) - number), row.found)

    def _is_now_in(self, row: _HourRow) -> bool:
        now = self.resolver.programme.get(self.session)
        return bool(now and now.start == row.start and now.room in row.rooms)

    # -- the rooms --------------------------------------------------------------------------------------------------

    def _rooms(self, rows: list[_HourRow]) -> list[_HourRow]:
        """The rows with those rooms apart that do not do as well as the others of the hour."""
        budget = self.resolver.budget.allot(self.resolver.budget.share(shares.ROOMS))
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
            hour = self.conference.clock.at(row.start)
            self.resolver.say(Sentence("{session} {when} in {room}", session=self.session, when=hour, room=room))
            for programme in (best.programme, self.resolver.programme):
                if not (one.found and one.found.price.proven):
                    self._swap(one, programme, budget.allot(budget.share(shares.SWAPPING_AN_HOUR)))
            if not (self.resolver.expired or budget.expired or (one.found and one.found.price.proven)):
                self._solve(one, budget.left / (len(rooms) - number))
            alike = next((other for other in found if _alike(other, one)), None)
            if alike is None:
                found.append(one)
            else:
                alike.rooms = (*alike.rooms, room)
        return found

    # -- reasons and prices --------------------------------------------------------------------------------------------

    def _reasons(self, impossible: list[_HourRow]) -> None:
        self.closed += self._closed_by_itself([start for start, rooms in self.rooms_by_hour.items() if not rooms])
        for number, row in enumerate(impossible):
            why: tuple[str, ...] = ()
            titled: tuple[str, ...] = ()
            if not self.resolver.expired:
                question = self._asked(row)
                self.resolver.say(Sentence("why not {at}", at=self.conference.clock.at(row.start)))
                seconds = self.resolver.budget.left / (len(impossible) - number)
                found, _ = causes(self.resolver, question, seconds, most=1)
                for cause in found[:1]:
                    why = tuple(cause_sentences(cause, question, self.conference))
                    titled = tuple(cause_sentences(cause.by_titles, question, self.conference))
            self.closed.append(ClosedHour(row.start, row.rooms, why, titled=titled))

    def _closed_by_itself(self, hours: Iterable[Minute]) -> list[ClosedHour]:
        """The hours at which demands on the session alone leave no room: each for the reason that most have."""
        by_hour = {
            start: {
                demand(case, breach): breach.sentence
                for case, breach in decisive(self.resolver.problem, self.session, start)
            }
            for start in hours
        }
        often = Counter(chain.from_iterable(by_hour.values()))
        found = []
        for start, reasons in by_hour.items():
            asked = max(reasons, key=lambda one: often[one], default=Sentence("There is no room."))
            places = self.conference.places(self.session)
            found.append(ClosedHour(start, places, (reasons.get(asked, asked),), asked))
        return found

    def _place(self, row: _HourRow) -> PlacePrice:
        resolver = self.resolver
        price = row.price - exactly(resolver.now)
        if row.found is None:
            return PlacePrice(row.start, row.rooms, price, None)
        editions = [Edition(self.conference, programme) for programme in (resolver.programme, row.found.programme)]
        rooms = tuple(room for room in self.conference.places(self.session) if room in row.rooms)
        changes = difference(*editions, guess_names=False)
        return PlacePrice(row.start, rooms, price, row.found, changes, here=self._is_now_in(row))


def _alike(one: _HourRow, other: _HourRow) -> bool:
    """Whether they cost the same for certain, or are as uncertain as each other; or both cannot be."""
    return (one.impossible, one.price, bool(one.found)) == (other.impossible, other.price, bool(other.found))
