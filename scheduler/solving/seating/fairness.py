"""Of all ways to deal out seats that meet as many wishes, the fairest: asked of CP-SAT in two steps.

First: what the worst off lose of what they could have, in hundredths, is as little as can be. Then, with that kept: the
sum of the squares of what people lose is as small as can be, so that what cannot be met is spread, and nobody is always
last. People who have nothing to choose from are no part of the question, but they count among the worst off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ortools.sat.python import cp_model

from scheduler.conference.conference import Person
from scheduler.conference.programme import Placement
from scheduler.conference.seating import SeatDemand, lost_share, lost_square
from scheduler.search.budget import Budget
from scheduler.solving.seating.overlaps import allow
from scheduler.solving.seating.parts import Going, SeatChoice
from scheduler.solving.solver import prepared_solver


class FairDeal:
    """The question, and the fairest answer so far. `proven`: there is no fairer one."""

    def __init__(self, demand: SeatDemand, choices: Sequence[SeatChoice]) -> None:
        self.demand, self.choices = demand, choices
        self.model = cp_model.CpModel()
        self.going: list[Going] = [dict(choice.going) for choice in choices]
        self.literals: list[dict[tuple[Person, Placement], cp_model.IntVar]] = [
            dict(allow(self.model, choice.part)) if not choice.part.is_round else self._round(choice)
            for choice in choices
        ]
        for choice, literals in zip(choices, self.literals, strict=True):
            if literals and not choice.part.is_round:
                worth = choice.part.worth
                self.model.add(sum(worth[person][p] * each for (person, p), each in literals.items()) >= choice.value)
        self.free = {person for literals in self.literals for person, _ in literals}
        self.proven = not self.free

    def search(self, budget: Budget) -> None:
        """Take the fairest way that is found in the time."""
        if not self.free:
            return
        losses = [_OwnLoss(self, person) for person in self.demand.strengths if person in self.free]
        least = self._surely_lost()
        worst = max(least, *(loss.share_now() for loss in losses))
        shares = sorted({share for loss in losses for share in loss.shares if least < share < worst} | {least, worst})
        low, high = 0, len(shares) - 1  # what the worst off lose lies between these
        while low < high:
            middle = (low + high) // 2
            status = self._solved(self._capped(losses, shares[middle]), budget)
            if status == cp_model.INFEASIBLE:
                low = middle + 1
            elif status == cp_model.OPTIMAL:
                high = shares.index(max(least, *(loss.share_now() for loss in losses)))
            else:
                return
        model = self._capped(losses, shares[high])
        model.minimize(sum(cost for loss in losses for cost in loss.squares(model, shares[high])))
        self.proven = self._solved(model, budget) == cp_model.OPTIMAL

    def _capped(self, losses: Sequence[_OwnLoss], share: int) -> cp_model.CpModel:
        """The question with nobody losing a larger part than that."""
        model = self.model.clone()
        for loss in losses:
            most = max((way for way, own in zip(loss.ways, loss.shares, strict=True) if own <= share), default=-1)
            if most < loss.ways[-1]:
                model.add(loss.lost <= most)
        return model

    def _solved(self, model: cp_model.CpModel, budget: Budget) -> cp_model.CpSolverStatus:
        """How the search ended; what it found is taken."""
        for literals, going in zip(self.literals, self.going, strict=True):
            for (person, placement), literal in literals.items():
                model.add_hint(literal, placement in going[person])
        solver = prepared_solver(budget, budget.left)
        solver.parameters.linearization_level = 2  # nearly a flow, whose linear programme has whole numbers
        status = solver.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            for literals, going in zip(self.literals, self.going, strict=True):
                goes: dict[Person, list[Placement]] = {person: [] for person, _ in literals}
                for (person, placement), literal in literals.items():
                    if solver.boolean_value(literal):
                        goes[person].append(placement)
                going.update({person: tuple(placements) for person, placements in goes.items()})
        return status

    def _round(self, choice: SeatChoice) -> dict[tuple[Person, Placement], cp_model.IntVar]:
        """Literals for who has something to choose; sessions whose seats have a price stay full."""
        literals: dict[tuple[Person, Placement], cp_model.IntVar] = {}
        fixed = dict.fromkeys(choice.part.placements, 0)
        for person, options in choice.options.items():
            named = [placement for placement in options if placement is not None]
            if len(options) == 1:
                fixed.update({placement: fixed[placement] + 1 for placement in named})
                continue
            theirs = [self.model.new_bool_var("") for _ in named]
            literals.update(zip(((person, placement) for placement in named), theirs, strict=True))
            if None in options:
                self.model.add_at_most_one(theirs)
            else:
                self.model.add_exactly_one(theirs)
        here: dict[Placement, list[cp_model.IntVar]] = {}
        for (_, placement), literal in literals.items():
            here.setdefault(placement, []).append(literal)
        for placement, theirs in here.items():
            if (seats := choice.part.seats(placement)) is None:
                continue
            if placement in choice.full:
                self.model.add(sum(theirs) == seats - fixed[placement])
            else:
                self.model.add(sum(theirs) <= seats - fixed[placement])
        return literals

    def _surely_lost(self) -> int:
        """What part of their best the worst off lose who have nothing to choose from."""
        lost: dict[Person, int] = {}
        for choice in self.choices:
            for person in choice.part.people:
                if person not in self.free:
                    short = choice.part.best(person) - self.demand.met(person, choice.going[person])
                    lost[person] = lost.get(person, 0) + short
        best = self.demand.best
        return max((lost_share(best[person] - short, best[person]) for person, short in lost.items()), default=0)


class _OwnLoss:
    """What one person loses of what they could have. `lost`: in points of strength, as the question has it.

    `ways`: all that it can be, the least first, and `shares`: the same in hundredths of their best.
    """

    def __init__(self, deal: FairDeal, person: Person) -> None:
        self.deal, self.person, self.best = deal, person, deal.demand.best[person]
        self.lost: cp_model.LinearExprT = 0
        possible = {0}
        for number, (choice, literals) in enumerate(zip(deal.choices, deal.literals, strict=True)):
            if person not in choice.part.worth:
                continue
            best = choice.part.best(person)
            theirs = {p: literals[person, p] for p in choice.part.worth[person] if (person, p) in literals}
            if not theirs:
                ways = {best - deal.demand.met(person, deal.going[number][person])}
                self.lost += min(ways)
            else:
                strengths = {p: deal.demand.strengths[person][p.session] for p in theirs}
                self.lost += best - sum(strengths[p] * each for p, each in theirs.items())
                ways = _ways(choice, person, best, strengths)
            possible = {one + other for one in possible for other in ways}
        self.ways = sorted(possible)
        self.shares = [lost_share(self.best - way, self.best) for way in self.ways]

    def share_now(self) -> int:
        """What they lose in the answer so far."""
        deal = self.deal
        lost = sum(
            choice.part.best(self.person) - deal.demand.met(self.person, going[self.person])
            for choice, going in zip(deal.choices, deal.going, strict=True)
            if self.person in choice.part.worth
        )
        return lost_share(self.best - lost, self.best)

    def squares(self, model: cp_model.CpModel, most: int) -> Iterator[cp_model.LinearExprT]:
        """What the square of the loss comes to, step by step: each step is taken where at least so much is lost."""
        ways = [way for way, share in zip(self.ways, self.shares, strict=True) if share <= most]
        costs = [lost_square(self.best - way, self.best) for way in ways]
        held = [model.new_bool_var("") for _ in ways[1:]]
        rises = [more - less for less, more in pairwise(ways)]
        model.add(self.lost <= ways[0] + sum(rise * each for rise, each in zip(rises, held, strict=True)))
        for less, more in pairwise(held):
            model.add_implication(more, less)
        yield from ((more - less) * each for (less, more), each in zip(pairwise(costs), held, strict=True))


def _ways(choice: SeatChoice, person: Person, best: int, strengths: dict[Placement, int]) -> set[int]:
    """What the person may lose in a part, by what they can choose there."""
    if choice.part.is_round:
        return {best - (0 if option is None else strengths[option]) for option in choice.options[person]}
    sums = {0}
    for strength in strengths.values():
        sums |= {one + strength for one in sums if one + strength <= best}
    return {best - one for one in sums}
