"""Local search and the contracts of its parts: a start, a neighbourhood, an acceptance and a stop.

    s, best := start
    until the search stops:
        propose a move to a programme s' near s, which costs delta more
        if the acceptance agrees:  s := s', and best := s' if it costs less than best

With `HillClimbing` that is iterative improvement, with `SimulatedAnnealing` the algorithm of Kirkpatrick, Gelatt and
Vecchi (Optimization by simulated annealing, Science 220, 1983), with `TabuList` the tabu search of Glover (Tabu search,
part I, ORSA Journal on Computing 1, 1989). Aarts and Lenstra, Local search in combinatorial optimization (1997), has
all three.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from scheduler.checking.domain import Domain
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme
from scheduler.search.moves import Move


@dataclass(frozen=True, slots=True)
class Proposal:
    """A move that might be made. `delta`: what the programme then costs more.

    `undrawn`: the part of `delta` that the drawing of the move has not weighed yet, so that the acceptance has to.
    `after`: the programme with the move, where it had to be made to be weighed.
    """

    move: Move
    delta: int
    undrawn: int
    after: Programme | None = None


class Start(Protocol):
    """Where a search begins: a programme made within what is left to each session. It may break rules."""

    def __call__(self, conference: Conference, domains: Mapping[Session, Domain], /) -> Programme: ...


class Neighbourhood(Protocol):
    """The programme at hand, and the moves that lead on from it."""

    @property
    def programme(self) -> Programme: ...

    def propose(self, weights: Sequence[float], random: Random) -> Proposal | None:
        """One move, drawn by lot; None: the one that was drawn cannot be made.

        `weights`: how likely a place is to be drawn that costs 0, 1, 2 ... more than the cheapest; beyond, it never is.
        """

    def make(self, proposal: Proposal) -> None: ...


class Acceptance(Protocol):
    """Which moves are made. `weights`: see `Neighbourhood.propose`.

    It sees the whole proposal, so that it can look at what it costs, as annealing does, or at the sessions it moves, as
    a tabu list does. What it accepts is made.
    """

    @property
    def weights(self) -> Sequence[float]: ...

    def update(self, done: float) -> None:
        """Called before every move, with the part of the search that is over: from 0 to 1."""

    def accepts(self, proposal: Proposal, random: Random) -> bool: ...


class Termination(Protocol):
    """When to stop: gives before every move the part of the search that is over, and ends with the search."""

    def turns(self) -> Iterable[float]: ...


def local_search(
    neighbourhood: Neighbourhood, acceptance: Acceptance, termination: Termination, random: Random
) -> Programme:
    """The best programme that it came by, the one at which it starts among them."""
    best, cost, least = neighbourhood.programme, 0, 0  # costs as they differ from the start
    for done in termination.turns():
        acceptance.update(done)
        proposal = neighbourhood.propose(acceptance.weights, random)
        if proposal is None or not acceptance.accepts(proposal, random):
            continue
        neighbourhood.make(proposal)
        cost += proposal.delta
        if cost < least:
            best, least = neighbourhood.programme, cost
    return best
