"""What the rules say of a day in rounds, round by round: read off their cases by holding small programmes against them.

No rule is read a second time: whatever is known here is what a case counts of the fixed sessions with one or two others
beside them. A case that hangs on more sessions is taken in where it says what it counts (`CountsMissed`,
`CountsTheWorst`). Whatever else is left out: no case costs less than nothing, so what is known remains a bound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from scheduler.conference.conference import Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import (
    CountsTheWorst,
    Part,
    holds_one_at_a_time,
    implements,
    missable,
    rooms_matter,
    single_session,
)
from scheduler.rules.rule import Case
from scheduler.solving.columns.rounds import DayInRounds

Count = Callable[[Programme], int]


@dataclass
class Counted:
    """What something counts in rounds, at the least: `base` where only what is fixed stands, and what is added to that.

    `alone`: by round, what each session adds by itself, mostly something below 0. `together`: what two sessions add
    besides when they stand in the round together. `missed`: sessions with what each is worth, of which all but the one
    that is worth most add that besides. None as its worth: a duty, which is worth more than all wishes.
    """

    rounds: int
    base: int = 0
    alone: list[dict[int, int]] = field(init=False)
    together: list[dict[tuple[int, int], int]] = field(init=False)
    missed: list[list[tuple[Mapping[int, int | None], int]]] = field(init=False)
    _rows: dict[tuple[int, int], list[int]] | None = None  # by round and session, its rows of `missed`

    def __post_init__(self) -> None:
        self.alone = [{} for _ in range(self.rounds)]
        self.together = [{} for _ in range(self.rounds)]
        self.missed = [[] for _ in range(self.rounds)]

    def add(self, other: Counted, times: int) -> None:
        """Count so many times what the other counts, too."""
        self.base += times * other.base
        for number in range(self.rounds):
            for one, amount in other.alone[number].items():
                self.alone[number][one] = self.alone[number].get(one, 0) + times * amount
            for pair, amount in other.together[number].items():
                self.together[number][pair] = self.together[number].get(pair, 0) + times * amount
            self.missed[number] += [(worth, times * often) for worth, often in other.missed[number]]

    def of(self, round_: int, sessions: Sequence[int]) -> int:
        """What these sessions add when they stand in the round together."""
        alone = self.alone[round_]
        amount = sum(alone[one] for one in sessions if one in alone)
        if together := self.together[round_]:
            amount += sum(together.get(pair, 0) for pair in combinations(sorted(sessions), 2))
        for number in self._rows_with_two(round_, sessions):
            worth, often = self.missed[round_][number]
            here = [worth[one] for one in sessions if one in worth]
            wishes = [value for value in here if value is not None]
            if wishes:
                amount += often * (sum(wishes) - (max(wishes) if None not in here else 0))
        return amount

    def settled(self, must: Iterable[int], can_be: Sequence[Collection[int]]) -> None:
        """Count what a session that must be held adds at the least to what is added anyway.

        So what it adds is mostly nothing, and few columns have anything to do with what one person misses.
        """
        for one in must:
            rounds = [number for number in range(self.rounds) if one in can_be[number]]
            if least := min((self.alone[number].get(one, 0) for number in rounds), default=0):
                self.base += least
                for number in rounds:
                    self.alone[number][one] = self.alone[number].get(one, 0) - least
        for number in range(self.rounds):
            self.alone[number] = {one: amount for one, amount in self.alone[number].items() if amount}

    def alike(self, one: int, other: int) -> bool:
        """Whether the same is counted in both rounds."""
        return all(of[one] == of[other] for of in (self.alone, self.together, self.missed))

    def sessions(self, round_: int) -> set[int]:
        """Those that add anything in that round by themselves."""
        return set(self.alone[round_])

    def sessions_in_two(self, round_: int) -> set[int]:
        """Those that can add anything in that round together with others."""
        return set().union(*self.together[round_], *(worth for worth, _ in self.missed[round_]))

    def _rows_with_two(self, round_: int, sessions: Iterable[int]) -> list[int]:
        """The rows of `missed` in which two of the sessions are; one alone adds nothing."""
        if self._rows is None:
            self._rows = {}
            for number, rows in enumerate(self.missed):
                for row, (worth, _) in enumerate(rows):
                    for one in worth:
                        self._rows.setdefault((number, one), []).append(row)
        found = Counter(row for one in sessions for row in self._rows.get((round_, one), ()))
        return [row for row, number in found.items() if number > 1]


@dataclass(frozen=True)
class Worst:
    """A case that costs `weight` for each unit by which the worst off of these are above `most`."""

    weight: int
    most: int
    shares: tuple[Counted, ...]


@dataclass(frozen=True)
class Readings:
    """`sessions`: those that can move, by the numbers under which all else knows them.

    `cost`: what sessions cost that add up over rounds. `worst`: what does not. `rooms`: by round, the rooms in which
    each session can stand that needs one to itself; those that cannot stand in the round are not among them.
    `forbidden`: by round, pairs that cannot stand in it together. `apart`: (session, round) beside which (session,
    round) cannot be. `must`: sessions that must be held. `left_out`: how many weighted cases are not counted at all.
    """

    day: DayInRounds
    sessions: tuple[Session, ...]
    cost: Counted
    worst: tuple[Worst, ...]
    can_be: tuple[frozenset[int], ...]
    rooms: tuple[Mapping[int, frozenset[Room]], ...]
    forbidden: tuple[frozenset[tuple[int, int]], ...]
    apart: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    must: frozenset[int]
    left_out: int

    def rounds_alike(self) -> list[list[int]]:
        """Rounds that nothing tells apart, each lot of several."""
        if self.apart:
            return []
        lots: list[list[int]] = []
        for round_ in range(len(self.rooms)):
            lot = next((lot for lot in lots if self._alike(lot[0], round_)), None)
            if lot is None:
                lots.append([round_])
            else:
                lot.append(round_)
        return [lot for lot in lots if len(lot) > 1]

    def _alike(self, one: int, other: int) -> bool:
        if self.can_be[one] != self.can_be[other] or self.forbidden[one] != self.forbidden[other]:
            return False
        counts = (self.cost, *(share for worst in self.worst for share in worst.shares))
        return self.rooms[one] == self.rooms[other] and all(count.alike(one, other) for count in counts)


def read(problem: Problem, day: DayInRounds, tier: int, interrupt: Callable[[], None] = lambda: None) -> Readings:
    """What the rules of that tier cost, and what the hard rules forbid.

    `interrupt`: is called before each case, and may raise what ends it.
    """
    return _CaseReader(problem, day, tier, interrupt).read()


class _CaseReader:
    def __init__(self, problem: Problem, day: DayInRounds, tier: int, interrupt: Callable[[], None]) -> None:
        self.problem, self.day, self.tier, self.interrupt = problem, day, tier, interrupt
        self.sessions = tuple(day.movable)
        self.numbers = {session: number for number, session in enumerate(self.sessions)}
        self.rounds = len(day.spans)
        self.places = {
            (number, round_): day.placement(session, round_)
            for number, session in enumerate(self.sessions)
            for round_ in range(self.rounds)
            if day.rooms(session, round_)
        }
        self.single = {place: day.fixed.moved(placement) for place, placement in self.places.items()}
        self.double: dict[tuple[tuple[int, int], tuple[int, int]], Programme] = {}
        self.cost = Counted(self.rounds)
        self.worst: list[Worst] = []
        self.never: set[tuple[int, int]] = set()
        self.forbidden: list[set[tuple[int, int]]] = [set() for _ in range(self.rounds)]
        self.apart: set[tuple[tuple[int, int], tuple[int, int]]] = set()
        self.exclusive: list[tuple[frozenset[Room], frozenset[Session]]] = []
        self.left_out = 0

    def read(self) -> Readings:
        hard = [rule for rule in self.problem.rules if rule.weight is None and not single_session(rule)]
        for rule in hard:  # what is forbidden says of which duties somebody has no two at once
            for case in rule.cases(self.day.conference):
                self.interrupt()
                self._hard(case)
        for rule in self.problem.rules:
            if rule.weight is not None and rule.tier == self.tier:
                for case in rule.cases(self.day.conference):
                    self.interrupt()
                    self._weighted(case, rule.weight)
        can_be = tuple(
            frozenset(one for one, round_ in self.places if round_ == r and (one, r) not in self.never)
            for r in range(self.rounds)
        )
        must = frozenset(n for n, session in enumerate(self.sessions) if self.day.movable[session].must_be_held)
        for counted in (self.cost, *(share for worst in self.worst for share in worst.shares)):
            counted.settled(must, can_be)
        return Readings(
            day=self.day,
            sessions=self.sessions,
            cost=self.cost,
            worst=tuple(self.worst),
            can_be=can_be,
            rooms=tuple(self._rooms(r, can_be[r]) for r in range(self.rounds)),
            forbidden=tuple(map(frozenset, self.forbidden)),
            apart=tuple(sorted(self.apart)),
            must=must,
            left_out=self.left_out,
        )

    # -- hard ---------------------------------------------------------------------------------------------------------

    def _hard(self, case: Case) -> None:
        if rooms := holds_one_at_a_time(case):
            self.exclusive.append((frozenset(rooms), frozenset(case.depends_on)))
            return
        moving = self._moving(case.depends_on)
        if not moving or len(moving) > 2 or self._hangs_on_rooms_of_fixed(case):
            return
        alone = {place for one in moving for place in self._places_of(one) if self._always_broken(case, place)}
        if len(moving) == 1:
            self.never |= alone
        elif not rooms_matter(case):
            for here, beside in product(*map(self._places_of, moving)):
                if case.breaches(self._pair(here, beside)):
                    if here[1] == beside[1]:
                        self.forbidden[here[1]].add((min(here[0], beside[0]), max(here[0], beside[0])))
                    else:
                        self.apart.add((here, beside))

    def _always_broken(self, case: Case, place: tuple[int, int]) -> bool:
        """Whether it is broken in whichever room the session stands."""
        return all(case.breaches(programme) for programme in self._in_each_room(case, place))

    def _in_each_room(self, case: Case, place: tuple[int, int]) -> Iterable[Programme]:
        number, round_ = place
        if not rooms_matter(case):
            yield self.single[place]
            return
        session = self.sessions[number]
        for room in self.day.rooms(session, round_):
            yield self.day.fixed.moved(Placement(session, self.day.spans[round_].start, room))

    # -- weighted -----------------------------------------------------------------------------------------------------

    def _weighted(self, case: Case, weight: int) -> None:
        if implements(case, CountsTheWorst):
            if (worst := self._worst(case, weight)) is not None:
                self.worst.append(worst)
            else:
                self.left_out += 1
            return
        counted = None
        if case.depends_on and not self._hangs_on_rooms_of_fixed(case):
            missed = missable(case)
            counted = self._missed(missed, case.depends_on, case.amount) if missed else None
            counted = counted or self._of_few(case)
        if counted is None:
            self.left_out += 1
        else:
            self.cost.add(counted, weight)

    def _of_few(self, case: Case) -> Counted | None:
        """Of a case that hangs on one or two sessions that can move; None: on more, or apart costs less than together.

        Whatever two sessions in different rounds add is left out.
        """
        moving = self._moving(case.depends_on)
        if len(moving) > 2 or (len(moving) == 2 and rooms_matter(case)):
            return None
        counted = Counted(self.rounds, case.amount(self.day.fixed))
        alone: dict[tuple[int, int], int] = {}
        for one in moving:
            for place in self._places_of(one):
                least = min(map(case.amount, self._in_each_room(case, place)))
                counted.alone[place[1]][one] = alone[place] = least - counted.base
        if len(moving) == 2:
            one, other = moving
            for here, beside in product(self._places_of(one), self._places_of(other)):
                besides = case.amount(self._pair(here, beside)) - counted.base - alone[here] - alone[beside]
                if besides < 0:
                    return None
                if besides and here[1] == beside[1]:
                    counted.together[here[1]][one, other] = besides
        return counted

    def _missed(self, missed: Iterable[Session], depends_on: Iterable[Session], count: Count) -> Counted | None:
        """Of what people miss. None: what is fixed binds one round to another."""
        depends_on = tuple(dict.fromkeys(depends_on))
        if self._bound_together(depends_on):
            return None
        counted = Counted(self.rounds, count(self.day.fixed))
        moving = self._moving(depends_on)
        duties = {self.numbers[session] for session in depends_on if session in self.numbers} - set(
            self._moving(missed)
        )
        for round_ in range(self.rounds):
            worth: dict[int, int | None] = {}
            for one in moving:
                if (one, round_) not in self.places:
                    continue
                if one in duties:  # two duties at once count for more than both: where they may be, the first counts
                    others = [other for other in worth if worth[other] is None]
                    if any((min(one, o), max(one, o)) not in self.forbidden[round_] for o in others):
                        continue
                added = count(self.single[one, round_]) - counted.base
                if added:
                    counted.alone[round_][one] = added
                if one in duties:
                    worth[one] = None
                elif added < 0:
                    worth[one] = -added
            if len(worth) > 1 and any(worth.values()):
                counted.missed[round_].append((worth, 1))
        return counted

    def _bound_together(self, depends_on: Iterable[Session]) -> bool:
        """Whether fixed sessions that coincide, each with the next, reach from one round into another."""
        spans = [(placement.start, placement.end, False) for placement in self.day.fixed.of(depends_on)]
        spans += [(span.start, span.end, True) for span in self.day.spans]
        end, rounds = 0, 0
        for start, until, is_round in sorted(spans):
            rounds = is_round + (rounds if start < end else 0)
            end = max(end, until)
            if rounds > 1:
                return True
        return False

    def _worst(self, case: CountsTheWorst, weight: int) -> Worst | None:
        shares = []
        for parts in case.sums_of_parts:
            share = Counted(self.rounds)
            for part in parts:
                if (counted := self._part(part)) is None:
                    break
                share.add(counted, 1)
            else:
                shares.append(share)
        return Worst(weight, case.most, tuple(shares)) if shares else None

    def _part(self, part: Part) -> Counted | None:
        missed = missable(part)
        return self._missed(missed, part.depends_on, part.number) if missed else None

    # -- rooms --------------------------------------------------------------------------------------------------------

    def _rooms(self, round_: int, can_be: frozenset[int]) -> Mapping[int, frozenset[Room]]:
        """Left out: a session that can stand in a room in which it need not be alone."""
        exclusive: dict[Room, list[frozenset[Session]]] = {}
        for rooms, among in self.exclusive:
            for room in rooms:
                exclusive.setdefault(room, []).append(among)
        start = self.day.spans[round_].start
        found: dict[int, frozenset[Room]] = {}
        for number in can_be:
            session = self.sessions[number]
            rooms = frozenset(room for room in self.day.rooms(session, round_) if room is not None)
            alone = all(any(session in among for among in exclusive.get(room, ())) for room in rooms)
            if not alone or None in self.day.rooms(session, round_):
                continue
            taken = {
                placement.room
                for placement in self.day.fixed.placements
                if placement.room is not None
                and placement.session not in self.day.loose
                and placement.overlaps(Placement(session, start))
                and any({session, placement.session} <= among for among in exclusive.get(placement.room, ()))
            }
            found[number] = rooms - taken
        return found

    # -- programmes of one or two sessions beside the fixed ones ------------------------------------------------------

    def _moving(self, sessions: Iterable[Session]) -> list[int]:
        return [self.numbers[session] for session in dict.fromkeys(sessions) if session in self.numbers]

    def _places_of(self, one: int) -> list[tuple[int, int]]:
        return [(one, round_) for round_ in range(self.rounds) if (one, round_) in self.places]

    def _pair(self, here: tuple[int, int], beside: tuple[int, int]) -> Programme:
        if (here, beside) not in self.double:
            self.double[here, beside] = self.single[here].moved(self.places[beside])
        return self.double[here, beside]

    def _hangs_on_rooms_of_fixed(self, case: Case) -> bool:
        """Whether it hangs on the room of a fixed session that may stand in several."""
        return rooms_matter(case) and not self.day.loose.isdisjoint(case.depends_on)
