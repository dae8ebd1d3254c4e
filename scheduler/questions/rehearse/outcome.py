"""What a rehearsal has found: of each mishap, and of the programme as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.programme import Programme
from scheduler.questions.rehearse.mishaps import Mishap
from scheduler.questions.repair import Step


class Outlook(StrEnum):
    """What becomes of the programme after a mishap; the values stand in JSON."""

    AS_IT_IS = "nothing moves"
    PLAN_B = "plan B"
    NOT = "no plan B"
    UNKNOWN = "unknown"


POINTS = {Outlook.AS_IT_IS: 100, Outlook.PLAN_B: 50, Outlook.NOT: 0, Outlook.UNKNOWN: 0}


@dataclass(frozen=True)
class Outcome:
    """What becomes of the programme after one mishap. `moved`, `people`: None where no programme is known.

    `dropped`: what can no longer be held; `without`: what goes on without them; `led`: by whom such a session is led.
    `broken`: what is wrong when nothing moves. `plan`: plan B, or the programme as it is; where there is no plan B, the
    least bad. That gives up as few other sessions as can be, `fewest`, to which as few people were to go, `lost`; and
    which: `given_up`. `hopeless`: whatever is given up, no programme keeps the rules. `reasons`: why there is no plan
    B; empty where that takes many sentences.
    """

    mishap: Mishap
    outlook: Outlook
    moved: Step | None = None
    people: Step | None = None
    dropped: tuple[Session, ...] = ()
    without: tuple[Session, ...] = ()
    led: tuple[tuple[Session, Person], ...] = ()
    broken: tuple[str, ...] = ()
    plan: Programme | None = None
    fewest: Step | None = None
    lost: Step | None = None
    given_up: tuple[Session, ...] = ()
    hopeless: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def drops(self) -> Step | None:
        """How many sessions are dropped in all; None where no programme is known."""
        if self.moved is None:
            return None
        gone, more = len(self.dropped), self.fewest or Step(0, 0)
        return Step(gone + more.amount, gone + more.least)

    @property
    def proven(self) -> bool:
        """Whether no more time could say more."""
        if self.outlook is Outlook.UNKNOWN or (self.outlook is Outlook.NOT and self.plan is None and not self.hopeless):
            return False
        return all(step is None or step.proven for step in (self.fewest, self.lost, self.moved, self.people))

    @property
    def badness(self) -> tuple[int, int, int]:
        """The worst sorts first; among equals the order of the file is kept."""
        rank = [Outlook.NOT, Outlook.UNKNOWN, Outlook.PLAN_B, Outlook.AS_IT_IS].index(self.outlook)
        gone = (self.moved.amount if self.moved else 0) + (self.drops.amount if self.drops else len(self.dropped))
        return rank, -gone, -(self.people.amount if self.people else 0)


@dataclass(frozen=True)
class Rehearsal:
    """All that a rehearsal found. `outcomes`: the worst first. `stopped`: somebody asked to stop."""

    conference: Conference
    late: int
    outcomes: tuple[Outcome, ...]
    elapsed: float
    stopped: bool = False

    @property
    def slack(self) -> tuple[int, int]:
        """From 0 to 100, the least and the most that it can be: the mean over all mishaps of POINTS.

        A mishap that is not decided may have a plan B or none. 100 when nothing can go wrong.
        """
        if not self.outcomes:
            return 100, 100
        points = sum(POINTS[outcome.outlook] for outcome in self.outcomes)
        unknown = POINTS[Outlook.PLAN_B] * self.count(Outlook.UNKNOWN)
        number = len(self.outcomes)
        return points // number, (points + unknown) // number

    def count(self, outlook: Outlook) -> int:
        return sum(outcome.outlook is outlook for outcome in self.outcomes)
