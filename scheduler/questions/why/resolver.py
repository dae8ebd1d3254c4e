"""`solving.resolve` for `why`: the least cost, also with something asked, and as near to a programme as can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from scheduler.checking.check import Report, check
from scheduler.conference.programme import Edition, Programme
from scheduler.questions.repair.stay_rules import SessionsStay
from scheduler.rules.rule import Rule
from scheduler.solving.answers import Impossible, Solved, Undecided
from scheduler.solving.price import Price, costs_of, exactly, price_of
from scheduler.solving.resolve import Resolver


@dataclass(frozen=True)
class Found:
    """A programme of the day with what is asked of it. `price`: what the best such programme costs.

    `fewest_moves`: shown that none that costs as little leaves more sessions where they were; it is the first of these
    by the fixed rule, and so the same on every machine.
    """

    programme: Programme
    report: Report
    price: Price
    fewest_moves: bool = False


@dataclass
class WhyResolver(Resolver):
    """Solves a day again and again for questions about a programme of it.

    `reference`: the check of that programme; `now`: what it costs; `best`: the best programme that is known, and the
    least that the day can cost.
    """

    programme: Programme = field(kw_only=True)

    def __post_init__(self) -> None:
        self.reference = check(self.problem, self.programme)
        self.tiers = len(self.reference.costs)
        self.now = costs_of(self.reference, self.tiers)
        self.best = Found(self.programme, self.reference, Price((0,) * len(self.now), self.now))

    def find_best(self, seconds: float) -> None:
        """Find what the day can cost when nothing is asked of it; whatever is asked, it costs no less."""
        answer = self.again(self.problem.rules, seconds, self.programme)
        if isinstance(answer, Solved):
            found = self._found(answer)
            best = found if found.price.most < self.now else self.best
            self.best = Found(best.programme, best.report, Price(found.price.least, best.price.most))

    def possible(self, asked: Iterable[Rule], seconds: float) -> bool:
        """Whether some programme keeps the hard rules and this; False: shown. Quick, for nothing is weighed."""
        hard = [rule for rule in self.problem.rules if rule.weight is None]
        return not isinstance(self.again((*hard, *asked), seconds, self.programme), Impossible)

    def solved(self, asked: Iterable[Rule], seconds: float, near: Programme) -> Found | Impossible | Undecided:
        """The best programme with this, whatever else changes."""
        answer = self.again((*self.problem.rules, *asked), seconds, near, self.best.price.least)
        return self._found(answer) if isinstance(answer, Solved) else answer

    def nearest(self, asked: Iterable[Rule], seconds: float, found: Found) -> Found:
        """The programme that costs what this one does and leaves the most sessions where they were; else this one."""
        tier = max((rule.tier for rule in self.problem.rules), default=0)
        published = Edition(self.problem.conference, self.programme)
        stay = SessionsStay(published=published, weight=1, tier=tier + 1)
        known = found.price.least if found.price.proven else ()
        answer = self.again((*self.problem.rules, *asked, stay), seconds, found.programme, known, canonical=True)
        if not isinstance(answer, Solved):
            return found
        nearer = self._found(answer)
        if nearer.price.most > found.price.most:
            return found
        return Found(nearer.programme, nearer.report, nearer.price.within(found.price), answer.canonical)

    def _found(self, answer: Solved) -> Found:
        report = check(self.problem, answer.programme)
        price = price_of(answer, self.tiers)
        return Found(answer.programme, report, Price(max(price.least, self.best.price.least), price.most))

    def is_of_the_day(self, programme: Programme) -> bool:
        """Whether each session begins at an hour and in a room that the day has for it, also where no rule says so."""
        conference = self.problem.conference
        return all(
            placement.start in conference.starts(session) and placement.room in conference.places(session)
            for session, placement in programme.items()
        )

    def unchanged(self) -> Found:
        """The programme as it was given."""
        return Found(self.programme, self.reference, exactly(self.now))
