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

_NOISE = 1 << 20  # numbers that are drawn beforehand; each turn begins somewhere among them
_BLOCK = 4096  # turns for which sessions and noise are drawn at once
_SHUFFLE = 0.05  # of the turns weigh the places of the session's own round: rooms alone change

Order = NDArray[np.intp]


class Exchanges:
    """Where each session stands, and what each would cost in every zone while all others stay."""

    def __init__(self, costs: PlaceCosts, start: Iterable[int], seed: int) -> None:
        self.costs, self.places = costs, costs.places
        self.random = np.random.default_rng(seed)
        self.noise = self.random.gumbel(size=_NOISE).astype(np.float32)
        self.size = len(self.places.sessions)
        self.zone_of = self.places.zone_of
        self.place = np.fromiter(start, np.intp, self.size)
        self.standing: Order = np.full(len(self.places.places), self.size, np.intp)  # by place, who stands there
        self.standing[self.place] = np.arange(self.size)
        self.near = [np.flatnonzero(row).tolist() for row in self.places.zones_clash]
        self.same = [np.flatnonzero(row).tolist() for row in self.places.zones_coincide]
        self.apart = bool((self.places.zones_clash != self.places.zones_coincide).any())
        allowed = self.places.allowed
        self.allowed, self.allowed_at = allowed, np.ascontiguousarray(allowed.T)
        self.anywhere = bool(allowed.all())
        # twice what two sessions in these zones cost each other less than in one, by zone and place
        self.less_reached = (2 * self.places.zones_clash.astype(np.int32) - 2)[:, self.zone_of]
        self.less_beside = (2 * self.places.zones_coincide.astype(np.int32) - 2)[:, self.zone_of]
        self.away = ~self.places.zones_coincide[:, self.zone_of]  # by zone, the places of other rounds
        choices = [np.unique(self.zone_of[row]) for row in allowed[:-1]]
        self.movable = np.array([n for n, zones in enumerate(choices) if len(zones) > 1], np.intp)
        both = costs.reached + costs.beside
        self.both = both if not self.apart else None
        self.beside = bool(costs.beside.any())
        self.reckon()
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
        self.spot: Order = self.zone_of * (self.size + 1) + self.standing

    def run(self, turns: Iterable[float], temperature: Callable[[float], float]) -> None:
        """One turn for each of `turns`, which tell how much of the search is over."""
        left = 0
        heat = 1.0
        known = -1.0
        for done in turns:
            if not left:
                left = _BLOCK
                who = self.movable[self.random.integers(len(self.movable), size=_BLOCK)].tolist()
                begin = self.random.integers(_NOISE - len(self.standing), size=_BLOCK).tolist()
                chance = self.random.random(_BLOCK).tolist()
            left -= 1
            if done != known:
                known, heat = done, temperature(done)
            self._turn(who[left], begin[left], chance[left], heat)

    def _turn(self, one: int, noise: int, chance: float, heat: float) -> None:
        here = int(self.place[one])
        zone = int(self.zone_of[here])
        standing = self.standing
        column = self.table[:, one]
        delta = column.take(self.zone_of)
        delta += self.table[zone].take(standing)
        delta -= self.flat.take(self.spot)
        delta -= column[zone]
        if self.both is not None:
            delta -= 2 * self.both[one].take(standing)
        else:
            delta += self.costs.reached[one].take(standing) * self.less_reached[zone]
            if self.beside:
                delta += self.costs.beside[one].take(standing) * self.less_beside[zone]
        if self.costs.by_place is not None:
            mine = self.costs.by_place
            delta += mine[one] - mine[one, here] + mine[standing, here] - mine[standing, np.arange(len(standing))]
        score = delta * np.float32(-1 / heat)
        score += self.noise[noise : noise + len(standing)]
        may = self.away[zone] if chance >= _SHUFFLE or (self.both is not None and self.anywhere) else ~self.away[zone]
        if not self.anywhere:
            may = may & self.allowed[one]
            may &= self.allowed_at[here].take(standing)
        stay = score[here]
        score[~may] = -np.inf
        score[here] = stay
        target = int(score.argmax())
        if target == here or not may[target]:
            return
        more = int(delta[target])
        other = int(standing[target])
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
        self._put(one, old, new)
        self.place[one] = target
        self.standing[target] = one
        self.standing[here] = other
        if other < self.size:
            self._put(other, new, old)
            self.place[other] = here
        self.spot[target] = new * (self.size + 1) + one
        self.spot[here] = old * (self.size + 1) + other

    def _put(self, one: int, old: int, new: int) -> None:
        if old == new:
            return
        if self.both is not None:
            weights = self.both[one]
            self.table[old] -= weights
            self.table[new] += weights
            return
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
