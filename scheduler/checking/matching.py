"""How many things fit: moments, matchings and cliques. Plain algorithms that know nothing of sessions and rules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from scheduler.conference.clock import Minute, Span

_Thing = TypeVar("_Thing", bound=Hashable)
_Place = TypeVar("_Place", bound=Hashable)


def moments(spans: Iterable[Span]) -> list[Minute]:
    """The fewest minutes such that every span contains one. No more spans than that can keep clear of one another.

    The classic piercing of intervals: take the last minute of the span that ends first, leave out all that contain it.

    >>> moments([Span(600, 660), Span(630, 690), Span(660, 720)])
    [659, 719]
    """
    found: list[Minute] = []
    for end, start in sorted((span.end, span.start) for span in spans):
        if not found or found[-1] < start:
            found.append(end - 1)
    return found


def overlaps(
    ones: Sequence[Minute], minutes: int, others: Sequence[Minute], other_minutes: int
) -> list[tuple[Minute, Minute]]:
    """Starts, one of each, of which the spans share a minute: of the first, last, longest and shortest overlap.

    The starts are in order, each once. Empty: none overlap.

    >>> overlaps([600, 660], 60, [630], 45)
    [(600, 630), (660, 630)]
    """
    shared: list[tuple[int, Minute, Minute]] = []
    equal = minutes - other_minutes  # from as late to as early as that, the shorter lies wholly within the longer
    for a in ones:
        first, last = bisect_right(others, a - other_minutes), bisect_left(others, a + minutes)
        most = bisect_right(others, a + max(0, equal), first, last)
        # Away from there an overlap grows shorter and shorter: the shortest are the outer ones.
        some = {others[n] for n in (first, most - 1, most, last - 1) if first <= n < last}
        shared += [(min(a + minutes, b + other_minutes) - max(a, b), a, b) for b in sorted(some)]
    found = (shared[0], shared[-1], max(shared), min(shared)) if shared else ()
    return list(dict.fromkeys((a, b) for _, a, b in found))


def too_many(choices: Mapping[_Thing, Sequence[_Place]]) -> tuple[list[_Thing], list[_Place]] | None:
    """Things that have fewer places among them than they are, each taking one; None when all find a place.

    Hall's theorem: where no matching serves everyone, whoever can be reached from the one that is left over is such a
    set. It has one thing more than it has places.

    >>> too_many({"a": [1], "b": [1, 2], "c": [1, 2], "d": [3]})
    (['a', 'b', 'c'], [1, 2])
    """
    match = _Match(choices)
    for thing in choices:
        tried = match.seat(thing)
        if tried is not None:
            left_over = {thing, *(match.holder[place] for place in tried)}
            return [one for one in choices if one in left_over], tried
    return None


class _Match(Generic[_Thing, _Place]):
    """Who holds which place; grows by one at a time, others moving over (Kuhn 1955)."""

    def __init__(self, choices: Mapping[_Thing, Sequence[_Place]]) -> None:
        self.choices = choices
        self.holder: dict[_Place, _Thing] = {}
        self._place: dict[_Thing, _Place] = {}

    def seat(self, thing: _Thing) -> list[_Place] | None:
        """None when it has found a place; else all the places that it and those in its way could have."""
        asked_by: dict[_Place, _Thing] = {}
        queue = deque([thing])
        while queue:
            asking = queue.popleft()
            for place in self.choices[asking]:
                if place in asked_by:
                    continue
                asked_by[place] = asking
                if place not in self.holder:
                    self._move_over(place, asked_by)
                    return None
                queue.append(self.holder[place])
        return list(asked_by)

    def _move_over(self, place: _Place, asked_by: Mapping[_Place, _Thing]) -> None:
        free: _Place | None = place
        while free is not None:
            mover = asked_by[free]
            left = self._place.get(mover)
            self.holder[free], self._place[mover] = mover, free
            free = left


def cliques(neighbours: Mapping[_Thing, set[_Thing]], most: int) -> Iterator[list[_Thing]]:
    """The largest sets of things that are all neighbours of each other, in no order of merit; at most so many.

    Bron and Kerbosch (1973), with the pivot of Tomita (2006).
    """
    order = {thing: number for number, thing in enumerate(neighbours)}
    found = 0
    stack: list[tuple[list[_Thing], set[_Thing], set[_Thing]]] = [([], set(neighbours), set())]
    while stack and found < most:
        clique, candidates, done = stack.pop()
        if not candidates and not done:
            found += 1
            yield sorted(clique, key=order.__getitem__)
            continue
        pivot = max(candidates | done, key=lambda thing: (len(neighbours[thing] & candidates), -order[thing]))
        branches = []
        for thing in sorted(candidates - neighbours[pivot], key=order.__getitem__):
            branches.append(([*clique, thing], candidates & neighbours[thing], done & neighbours[thing]))
            candidates = candidates - {thing}
            done = done | {thing}
        stack.extend(reversed(branches))
