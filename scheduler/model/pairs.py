"""Words for two sessions: whether they overlap, clash, follow one another, or share a day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Session
from scheduler.model.decision import AlikeRooms, Decision
from scheduler.model.logic import Literal, Logic


class PairWords:
    """Words for any two decisions."""

    def __init__(self, logic: Logic, conference: Conference, decisions: Mapping[Session, Decision]) -> None:
        self.logic, self.conference, self.decisions = logic, conference, decisions
        self._literals: dict[Hashable, Literal] = {}  # what has been asked before, so that it is made once
        self._by_day: dict[str, Mapping[date, Literal]] = {}

    def _both(self, one: Session, other: Session) -> tuple[Decision, Decision]:
        """The decisions of the two, with variables made, so that their starts no longer shrink."""
        a, b = self.decisions[one], self.decisions[other]
        a.make()
        b.make()
        return a, b

    def overlap(self, one: Session, other: Session, padding: int = 0) -> Literal:
        """Both are held and share a minute, each one's end counted `padding` minutes later."""
        key = ("overlap", frozenset((one.name, other.name)), padding)
        if key not in self._literals:
            self._literals[key] = self._overlap(*self._both(one, other), padding)
        return self._literals[key]

    def _overlap(self, a: Decision, b: Decision, padding: int) -> Literal:
        if not a.starts or not b.starts:
            return ~self.logic.true
        if _few(a, b):
            return self._at_starts(a, b, {s: _near(a, s, b, padding) for s in a.starts})
        if _always_near(a, b, padding):
            return self.logic.all_of([a.held, b.held])
        if not any(_near(a, s, b, padding) for s in a.starts):
            return ~self.logic.true
        literal = self.logic.new_literal()
        sides = [self._before(a, b, padding), self._before(b, a, padding)]
        if self.logic.is_true(a.held) and self.logic.is_true(b.held):
            self.logic.cp.add_exactly_one([literal, *sides])
        else:
            self.logic.imply_any(self.logic.true, [literal, *sides, ~a.held, ~b.held])
            for no in (*sides, ~a.held, ~b.held):
                self.logic.forbid(literal, no)
        return literal

    def _at_starts(self, a: Decision, b: Decision, near: Mapping[Minute, Sequence[Minute]]) -> Literal:
        """Both are held, the second at one of the starts that `near` gives for the start of the first."""
        if not any(near.values()):
            return ~self.logic.true
        if all(len(close) == len(b.starts) for close in near.values()):
            return self.logic.all_of([a.held, b.held])
        if len(a.starts) == 1:
            return self.logic.all_of([a.held, b.starts_in(near[a.starts[0]])])
        literal = self.logic.new_literal()
        self.logic.imply(literal, a.held)
        alike: dict[tuple[Minute, ...], list[Minute]] = {}
        for start, close in near.items():
            alike.setdefault(tuple(close), []).append(start)
        for those, starts in alike.items():
            first, second = a.starts_in(starts), b.starts_in(those)
            self.logic.imply_any(first, [~literal, second])
            for begins in [b.starts_at(start) for start in those] if len(b.starts) <= self.logic.few else [second]:
                self.logic.forbid(first, begins, ~literal)
        return literal

    def _before(self, a: Decision, b: Decision, padding: int) -> Literal:
        """The first ends, `padding` counted, no later than the second begins. Whether they are held plays no part."""
        key = ("before", a.session.name, b.session.name, padding)
        if key not in self._literals:
            literal = self._literals[key] = self.logic.new_literal()
            self.logic.cp.add(a.end + padding <= b.start).only_enforce_if(literal)
            self.logic.cp.add(a.end + padding > b.start).only_enforce_if(~literal)
        return self._literals[key]

    def before(self, one: Session, other: Session, gap: int = 0) -> Literal:
        """The first ends at least `gap` minutes before the second begins; true too when one of them is dropped."""
        a, b = self._both(one, other)
        soonest = one.minutes + gap
        if not a.starts or not b.starts or max(a.starts) + soonest <= min(b.starts):
            return self.logic.true
        if min(a.starts) + soonest > max(b.starts):
            return ~self.logic.all_of([a.held, b.held])
        if _few(a, b):
            return ~self._at_starts(a, b, {s: [t for t in b.starts if t < s + soonest] for s in a.starts})
        return self.logic.any_of([self._before(a, b, gap), ~a.held, ~b.held])

    def at_starts(self, one: Session, other: Session, these: Callable[[Minute, Minute], bool]) -> Literal:
        """Both are held, at a pair of starts of which `these` is true. For few starts, or few sorts of them."""
        a, b = self._both(one, other)
        return self._at_starts(a, b, {s: [t for t in b.starts if these(s, t)] for s in a.starts})

    def same_day(self, one: Session, other: Session) -> Literal:
        """Both are held and begin on the same day."""
        key = ("same day", frozenset((one.name, other.name)))
        if key not in self._literals:
            first, second = self._days(one), self._days(other)
            self._literals[key] = self.logic.any_of(
                [self.logic.all_of([first[d], second[d]]) for d in first if d in second]
            )
        return self._literals[key]

    def on_day(self, session: Session, day: date) -> Literal:
        """Held, and begins on that day."""
        return self._days(session).get(day, ~self.logic.true)

    def _days(self, session: Session) -> Mapping[date, Literal]:
        """For each day on which the session can begin: it is held and does."""
        if session.name not in self._by_day:
            decision = self.decisions[session]
            decision.make()
            by_day: dict[date, set[Minute]] = {}
            for start in decision.starts:
                by_day.setdefault(self.conference.day_of(start).date, set()).add(start)
            self._by_day[session.name] = {day: decision.starts_in(starts) for day, starts in by_day.items()}
        return self._by_day[session.name]

    def begin_together(self, one: Session, other: Session, on: Literal) -> None:
        """Whenever `on` is true and both are held, they begin at the same minute."""
        a, b = self._both(one, other)
        if max(len(a.starts), len(b.starts)) > self.logic.few:
            self.logic.cp.add(a.start == b.start).only_enforce_if(on, a.held, b.held)
            return
        for this, that in ((a, b), (b, a)):
            for start in this.starts:
                self.logic.imply_any(this.starts_at(start), [that.starts_at(start), ~that.held, ~on])

    def clash(self, one: Session, other: Session) -> Literal:
        """Both are held and nobody can attend both from beginning to end: they overlap, or the walk is too long."""
        key = ("clash", frozenset((one.name, other.name)))
        if key not in self._literals:
            self._literals[key] = self._clash(*self._both(one, other))
        return self._literals[key]

    def _clash(self, a: Decision, b: Decision) -> Literal:
        together = self.overlap(a.session, b.session)
        ways: dict[int, list[tuple[AlikeRooms, AlikeRooms]]] = {}
        for first in a.places:
            for second in b.places:
                if minutes := self._walk(first, second):
                    ways.setdefault(minutes, []).append((first, second))
        clashes = [together]
        for minutes, pairs in ways.items():
            hurried = self.overlap(a.session, b.session, minutes)
            if hurried.index == together.index or not _matters(a, b, minutes):
                continue
            clashes.append(self.logic.all_of([hurried, self._one_of_these_ways(a, b, pairs)]))
        return self.logic.any_of(clashes)

    def _walk(self, first: AlikeRooms, second: AlikeRooms) -> int:
        if not first.rooms or not second.rooms:
            return 0
        if first == second and len(first.rooms) > 1:
            return 0  # `pooled` is only asked for when a walk within a building takes no time
        return self.conference.walking.minutes(first.rooms[0], second.rooms[0])

    def _one_of_these_ways(self, a: Decision, b: Decision, pairs: list[tuple[AlikeRooms, AlikeRooms]]) -> Literal:
        by_here: dict[AlikeRooms, list[AlikeRooms]] = {}
        for first, second in pairs:
            by_here.setdefault(first, []).append(second)
        alike: dict[tuple[AlikeRooms, ...], list[AlikeRooms]] = {}
        for here, theres in by_here.items():
            alike.setdefault(tuple(theres), []).append(here)
        return self.logic.any_of(
            [
                self.logic.all_of(
                    [
                        self.logic.any_of([a.held_in_place(place) for place in heres]),
                        self.logic.any_of([b.held_in_place(place) for place in theres]),
                    ]
                )
                for theres, heres in alike.items()
            ]
        )


def _few(a: Decision, b: Decision) -> bool:
    """Whether clauses over pairs of starts are few enough."""
    return min(len(a.starts), len(b.starts)) == 1 or max(len(a.starts), len(b.starts)) <= a.logic.few


def _near(a: Decision, start: Minute, b: Decision, padding: int) -> tuple[Minute, ...]:
    """The starts of the second at which it overlaps the first, begun at `start`: one run of its starts in order."""
    low = bisect_right(b.starts, start - b.session.minutes - padding)
    return b.starts[low : bisect_left(b.starts, start + a.session.minutes + padding)]


def _always_near(a: Decision, b: Decision, padding: int) -> bool:
    return (
        max(b.starts) < min(a.starts) + a.session.minutes + padding
        and max(a.starts) < min(b.starts) + b.session.minutes + padding
    )


def _matters(a: Decision, b: Decision, minutes: int) -> bool:
    """Whether so long a walk makes any pair of starts impossible that would do without it."""
    return any(len(_near(a, start, b, minutes)) > len(_near(a, start, b, 0)) for start in a.starts)


def meet(one: Span, other: Span, padding: int) -> bool:
    """Whether so many minutes of walking do not fit between the two."""
    return one.start < other.end + padding and other.start < one.end + padding
