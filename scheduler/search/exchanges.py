"""The neighbourhood of exchanges: all places of one session are weighed at once, and one is taken by lot.

Each turn takes a session and weighs for every place of the day what it costs to change places with whatever stands
there, or to go there where nothing does. One of them is drawn with a probability that falls exponentially with what it
costs, as heat-bath sampling does; by Gumbel noise, of which the greatest draws just so (Gumbel, Statistical theory of
extreme values, 1954; Maddison, Tarlow and Minka, A* sampling, NIPS 2014).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import exp

import numpy as np
from numpy.typing import NDArray

from scheduler.search.place_costs import AskedCase, PlaceCosts
from scheduler.search.round_places import Bools, Numbers

_NOISE = 1 << 20  # numbers that are drawn beforehand; each turn begins somewhere among them
_BLOCK = 512  # times for which sessions and noise are drawn at once
_AT_ONCE = 10  # sessions that are weighed together, where there are so many rounds that they seldom meet
_FAR = 1 << 28  # more than any exchange costs
_SHUFFLE = 0.05  # of the turns weigh the places of the session's own round: rooms alone change

Order = NDArray[np.intp]


class Exchanges:
    """Where each session stands, and what each would cost in every zone while all others stay."""

    def __init__(self, costs: PlaceCosts, start: Iterable[int], seed: int) -> None:
        self.costs, self.places = costs, costs.places
        self.random = np.random.default_rng(seed)
        self.size = len(self.places.sessions)
        self.zone_of = self.places.zone_of
        self.place = np.fromiter(start, np.intp, self.size)
        self.standing: Order = np.full(len(self.places.places), self.size, np.intp)  # by place, who stands there
        self.standing[self.place] = np.arange(self.size)
        self.near = [np.flatnonzero(row).tolist() for row in self.places.zones_clash]
        self.same = [np.flatnonzero(row).tolist() for row in self.places.zones_coincide]
        self.apart = bool((self.places.zones_clash != self.places.zones_coincide).any())
        self.noise = self.random.gumbel(size=_NOISE).astype(np.float32)
        allowed = self.places.allowed
        self.allowed, self.allowed_at = allowed, np.ascontiguousarray(allowed.T)
        self.anywhere = bool(allowed.all())
        # twice what two sessions in these zones cost each other less than in one, by zone and place
        self.less_reached = (2 * self.places.zones_clash.astype(np.int32) - 2)[:, self.zone_of]
        self.less_beside = (2 * self.places.zones_coincide.astype(np.int32) - 2)[:, self.zone_of]
        self.own_round = self.places.zones_coincide
        self.away = ~self.own_round[:, self.zone_of]  # by zone, the places of other rounds
        choices = [np.unique(self.zone_of[row]) for row in allowed[:-1]]
        self.movable = np.array([n for n, zones in enumerate(choices) if len(zones) > 1], np.intp)
        both = costs.reached + costs.beside
        self.both = both if not self.apart else None
        self.twice = 2 * both if not self.apart else None
        self.shuffle = 0.0 if self.both is not None and self.anywhere else _SHUFFLE
        rounds = len({start for start, _ in self.places.zones})
        self.at_once = min(_AT_ONCE, max(1, rounds // 3))
        self.each = np.arange(self.at_once)
        self.beside = bool(costs.beside.any())
        self.reckon()
        self.moved = 0  # turns that ended in another round
        self.cost = 0  # as it differs from the start
        self.least = 0
        self.best = self.place.copy()

    def reckon(self) -> None:
        """Work out what each session costs in every zone, from nothing."""
        held = np.zeros((len(self.places.zones), self.size + 1), np.int32)
        zones = self.zone_of[self.place]
        reached, beside = held.copy(), held.copy()
        for zone in range(len(held)):
            inside = np.flatnonzero(zones == zone)
            reached[zone] = self.costs.reached[inside].sum(axis=0)
            beside[zone] = self.costs.beside[inside].sum(axis=0)
        clash = self.places.zones_clash.astype(np.int32)
        coincide = self.places.zones_coincide.astype(np.int32)
        self.table = np.ascontiguousarray(self.costs.alone + clash @ reached + coincide @ beside, np.int32)
        self.flat = self.table.ravel()
        self.now: Order = zones * (self.size + 1) + np.arange(self.size)  # by session, where the table has its cost

    def run(self, turns: Iterable[float], temperature: Callable[[float], float]) -> None:
        """One turn for each of `turns`, which tell how much of the search is over."""
        left = 0
        for nth, done in enumerate(turns):
            if nth % self.at_once:
                continue
            if not left:
                left = _BLOCK
                size = _BLOCK, self.at_once
                who = self.movable[self.random.integers(len(self.movable), size=size)]
                begin = self.random.integers(len(self.noise) - size[1] * len(self.standing), size=_BLOCK).tolist()
                chance = self.random.random(size)
            left -= 1
            self._turns(who[left], begin[left], chance[left], temperature(done))

    def _turns(self, who: Order, begin: int, chance: NDArray[np.float64], heat: float) -> None:
        """One turn of each of these sessions, all of them weighed as everything stands now.

        One that meets a round which another has just left or come to stays where it is: it was weighed wrongly.
        """
        here = self.place[who]
        delta, may = self._weighed(who, here, rooms_alone=chance[0] < self.shuffle)
        score = delta.astype(np.float32)
        score *= np.float32(-1 / heat)
        noise = self.noise[begin : begin + score.size].reshape(score.shape)
        score += noise
        if may is not None:
            score[~may] = -np.inf
        score[self.each, here] = noise[self.each, here]
        found = score.argmax(axis=1)
        moving = np.flatnonzero(found != here)
        if not len(moving):
            return
        changed: set[int] = set()
        which, olds, news = who[moving].tolist(), here[moving].tolist(), found[moving].tolist()
        mores, chances = delta[moving, found[moving]].tolist(), chance[moving].tolist()
        for one, old, new, more, drawn in zip(which, olds, news, mores, chances, strict=True):
            zones = int(self.zone_of[old]), int(self.zone_of[new])
            if more < _FAR and changed.isdisjoint(zones):
                self._drawn(one, old, new, more, heat, drawn)
                changed.update(self.near[zones[0]], self.near[zones[1]])

    def _weighed(self, who: Order, here: Order, *, rooms_alone: bool) -> tuple[Numbers, Bools | None]:
        """What it costs more when each changes places with what stands at every place; and which may (None: all).

        `rooms_alone`: at the places of its own round, else at those of the others.
        """
        standing, zone = self.standing, self.zone_of.take(here)
        theirs = self.table.take(zone, axis=0)
        theirs[:, :-1] -= self.flat.take(self.now)
        if self.twice is not None:
            theirs -= self.twice.take(who, axis=0)
        mine = self.table.take(who, axis=1).T
        mine -= mine[self.each, zone][:, None]
        if not rooms_alone:
            mine[self.own_round.take(zone, axis=0)] = _FAR
        delta: Numbers = mine.take(self.zone_of, axis=1)
        delta += theirs.take(standing, axis=1)
        if self.twice is None:
            delta += self.costs.reached[who].take(standing, axis=1) * self.less_reached[zone]
            if self.beside:
                delta += self.costs.beside[who].take(standing, axis=1) * self.less_beside[zone]
        if (by_place := self.costs.by_place) is not None:
            delta += by_place[who] - by_place[who, here][:, None]
            delta += by_place[standing][:, here].T - by_place[standing, np.arange(len(standing))]
        if self.anywhere and not rooms_alone:
            return delta, None
        may = self.allowed[who] & self.allowed_at[here].take(standing, axis=1)
        if rooms_alone:
            may &= ~self.away[zone]
        return delta, may

    def _drawn(self, one: int, here: int, target: int, more: int, heat: float, chance: float) -> None:
        """Change places, unless cases that are asked say otherwise."""
        other = int(self.standing[target])
        if self.costs.asked[one] or (other < self.size and self.costs.asked[other]):
            further = self._asked(one, target, other, here)
            if further > 0 and (further > 20 * heat or chance_of(chance) >= exp(-further / heat)):
                return
            more += further
        self._move(one, target, other, here)
        self.cost += more
        if self.cost < self.least:
            self.least = self.cost
            self.best = self.place.copy()

    def _asked(self, one: int, target: int, other: int, here: int) -> int:
        """What the cases that are asked count more."""
        cases: dict[int, AskedCase] = {id(case): case for case in self.costs.asked[one]}
        if other < self.size:
            cases.update((id(case), case) for case in self.costs.asked[other])
        before = self.place.__getitem__
        moved = {one: target, other: here}

        def after(number: int) -> int:
            return moved.get(number, int(self.place[number]))

        return sum(case.amount(after) - case.amount(lambda number: int(before(number))) for case in cases.values())

    def _move(self, one: int, target: int, other: int, here: int) -> None:
        old, new = int(self.zone_of[here]), int(self.zone_of[target])
        self.place[one] = target
        self.standing[target] = one
        self.standing[here] = other
        self.now[one] = new * (self.size + 1) + one
        if other < self.size:
            self.place[other] = here
            self.now[other] = old * (self.size + 1) + other
        if old == new:
            return
        self.moved += 1
        if self.both is not None:
            more = self.both[one] - self.both[other]
            self.table[old] -= more
            self.table[new] += more
            return
        self._put(one, old, new)
        if other < self.size:
            self._put(other, new, old)

    def _put(self, one: int, old: int, new: int) -> None:
        reached, beside = self.costs.reached[one], self.costs.beside[one]
        for zone in self.near[old]:
            self.table[zone] -= reached
        for zone in self.near[new]:
            self.table[zone] += reached
        if self.beside:
            for zone in self.same[old]:
                self.table[zone] -= beside
            for zone in self.same[new]:
                self.table[zone] += beside


def chance_of(number: float) -> float:
    """A chance that the same number, which has drawn something else already, hardly tells anything of."""
    return (number * 997) % 1.0
