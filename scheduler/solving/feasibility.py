"""Can these statements hold together? Asked of the solver without an objective, in a model of their own.

What is not stated is left open, and wide: a session of which nobody says when it begins may begin at any of the given
minutes, also at night, and one of which nobody says where it stands may stand in no room. So a demand that an ordinary
model would silently keep (hours, rounds, a room at all) is one that can be given up, and that an explanation can name.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import inf

from ortools.sat.python import cp_model

from scheduler.checking.domain import Domain, KnownDomains
from scheduler.conference.clock import DAY, Minute
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.model import Literal, Model
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import distinguishes_rooms, helped_by, in_rooms, room_equivalence_key
from scheduler.rules.rule import Case
from scheduler.search import shares
from scheduler.search.budget import Budget, TimeUp
from scheduler.search.construct import construct_greedily
from scheduler.search.neighbourhood import growing
from scheduler.search.shares import TimeShare
from scheduler.solving.rooms_alike import rooms_alike
from scheduler.solving.solver import prepared_solver


@dataclass(frozen=True)
class SolverProfile:
    """How the solver is set to work, and for how much of the time that is left."""

    share: TimeShare
    settings: Mapping[str, object]


# Most trials are small, and either easy or a matter of counting sessions and places. Some of these a linear relaxation
# sees at once (16 sessions in 15 places: 5 ms; plain clause learning takes 350); at others it loses itself (14 in 12:
# a second; plain clause learning takes 40 ms). So each has its turn, and what takes longer is left to the others: to
# eight workers last, for on two cores they take ten times as long as one to prove what one can prove at all.
# With more than one worker, or with an objective, CP-SAT may name every assumption as the core.
_AT_ONCE = SolverProfile(
    shares.AT_ONCE, {"cp_model_probing_level": 0, "symmetry_level": 0, "add_lp_constraints_lazily": False}
)
_PLAINLY = SolverProfile(shares.PLAINLY, {"cp_model_presolve": False, "linearization_level": 0})
_AS_IT_WILL = SolverProfile(shares.AS_IT_WILL, {})
_TOGETHER = SolverProfile(shares.TOGETHER, {"num_workers": 8})
_FEW_MOVED = SolverProfile(shares.FEW_MOVED, {})
_LARGE, _MOVES, _MOST_MOVED = 100, 3, 0.5  # sessions; turns of moving, and the share of the sessions that may be moved
_HOURS = 1.5  # as many hours for the sessions, all in all, as the day leaves them
_CORE = SolverProfile(shares.CORE, _PLAINLY.settings)


@dataclass
class Feasibility:
    """Trials about one conference, as long as the budget lasts. `problem`: has all rules that cases may come from.

    `open_starts`: when a session can begin of which nothing is said. `patience`: seconds that one trial may take, all
    in all; None: as long as there is time. `constructs`: a day of hundreds of sessions is first tried without the
    solver. `known`: what cases leave to a session; trials of days that differ a little may share it.
    `trials`: how many solves there were. `largest`: of the programmes found, one with the most sessions.
    """

    problem: Problem
    budget: Budget
    open_starts: tuple[Minute, ...]
    patience: float | None = None
    constructs: bool = False
    known: KnownDomains = field(default_factory=KnownDomains)
    trials: int = 0
    largest: Programme | None = None

    def __post_init__(self) -> None:
        hard = [rule for rule in self.problem.rules if rule.weight is None]
        self._rooms_differ = bool(self.problem.conference.walking.within) or any(
            distinguishes_rooms(rule) for rule in hard
        )

    def programme(self, cases: Iterable[Case], among: Collection[Session]) -> Programme | None:
        """A programme of these sessions, some perhaps dropped, that keeps the cases; None: there is none.

        Raises TimeUp when that could not be told, TooLong when it was given up before the time was up.
        """
        cases = list(cases)
        model, domains = self._model(among, cases)
        for decision in model.decisions.values():
            decision.make()
        model.strengthen()
        if len(among) > _LARGE and (found := self._constructed(domains, cases, among)) is not None:
            return self._noted(found)
        patience = self.budget.allot(inf if self.patience is None else self.patience)
        for profile in (_AT_ONCE, _PLAINLY, _AS_IT_WILL, _TOGETHER):
            if patience.elapsed > patience.limit:
                raise TrialTooLong
            status, solver = self._solved(model, profile)
            if status == cp_model.INFEASIBLE:
                return None
            if status != cp_model.UNKNOWN:
                return self._noted(model.programme(solver.value))
        raise TimeUp if self.budget.expired or self.patience is None else TrialTooLong

    def _noted(self, programme: Programme) -> Programme:
        if self.largest is None or len(programme.placements) >= len(self.largest.placements):
            self.largest = programme
        return programme

    def _constructed(
        self, domains: Mapping[Session, Domain], cases: Sequence[Case], among: Collection[Session]
    ) -> Programme | None:
        """A programme made without the solver, in which what breaks a case is then moved; None: it took too many moves.

        The cases themselves say that it keeps them. On a day of hundreds of sessions it is there long before the solver
        has one.
        """
        hours = sum(len(domains[session].starts) for session in among)
        if not self.constructs or hours > _HOURS * sum(
            len(self.problem.conference.starts(session)) for session in among
        ):
            return None  # where much is given up there is too much to look at
        programme = construct_greedily(self.problem.conference, domains)
        broken = [case for case in cases if case.breaches(programme)]
        if not broken:
            return programme
        alive = {session.name for session in among}
        in_the_way = {s for case in broken for s in case.sessions if s.name in alive}
        for free in islice(growing(self.problem.conference, programme, in_the_way), _MOVES):
            if self.budget.expired or not free or len(free) > len(among) * _MOST_MOVED:
                return None
            moved = self.with_few_moved(programme, cases, free, among)
            if moved is not None and not any(case.breaches(moved) for case in cases):
                return moved
        return None

    def with_few_moved(
        self,
        near: Programme,
        cases: Iterable[Case],
        free: Collection[Session],
        among: Collection[Session] | None = None,
    ) -> Programme | None:
        """A programme that keeps the cases, in which all sessions but the free ones stand where `near` has them.

        None: there is none, or it was not found in a moment. A day of hundreds of sessions is seldom made anew in the
        time that there is, while a few sessions soon find a place in one that is known.
        """
        named = {session.name for session in free}
        fixed = {p.session.name: p for p in near.placements if p.session.name not in named}
        model, _ = self._model(self.problem.conference.held if among is None else among, cases, fixed)
        for decision in model.decisions.values():
            decision.make()
        status, solver = self._solved(model, _FEW_MOVED)
        return model.programme(solver.value) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None

    def domains(self, cases: Iterable[Case], among: Collection[Session]) -> dict[Session, Domain]:
        """What these cases, each about one session alone, leave to each of the sessions."""
        domains, _ = self._narrowed(among, cases)
        return {session: domains[session] for session in among}

    def core_hint(
        self, fixed: Iterable[Case], suspects: Sequence[Case], among: Collection[Session]
    ) -> list[Case] | None:
        """Some of the suspects that cannot hold together with what is fixed: a hint, to be tried. None: no hint."""
        model, _ = self._model(among, fixed)
        switches: list[Literal] = []
        for case in suspects:
            switches.append(model.new_literal())
            case.encode(model, switches[-1])
        for decision in model.decisions.values():
            decision.make()
        model.strengthen()
        model.cp.add_assumptions(switches)
        status, solver = self._solved(model, _CORE)
        if status != cp_model.INFEASIBLE:
            return None
        named = set(solver.sufficient_assumptions_for_infeasibility())
        return [case for case, switch in zip(suspects, switches, strict=True) if switch.index in named] or None

    def _model(
        self, among: Collection[Session], cases: Iterable[Case], fixed: Mapping[str, Placement] | None = None
    ) -> tuple[Model, Mapping[Session, Domain]]:
        """A model in which these sessions may be held, and in which the cases hold. `fixed`: by name, no choice.

        With what is left to each of the sessions by cases about it alone.
        """
        domains, others = self._narrowed(among, cases, fixed)
        model = Model(self.problem.conference, interrupt=self.budget.require)
        for session, domain in domains.items():
            model.start_from(session, domain.starts, domain.room_set, must_be_held=domain.must_be_held)
        if self._rooms_differ:
            for case in others:
                case.encode(model, model.true)
            return model, domains
        model.merge_rooms(rooms_alike(model, others))
        places = {room: place for place in model.places for room in place.rooms}
        encoded: set[Hashable] = set()
        for case in others:
            about = in_rooms(case)
            what = room_equivalence_key(case, model) if about else case
            if what is not case:
                key = what, frozenset(places[room] for room in about)
                if what is None or key in encoded:
                    continue  # of rooms that are one place now it is encoded once
                encoded.add(key)
            case.encode(model, model.true)
        return model, domains

    def _narrowed(
        self, among: Collection[Session], cases: Iterable[Case], fixed: Mapping[str, Placement] | None = None
    ) -> tuple[dict[Session, Domain], list[Case]]:
        """What is left to each session by cases that say no more; and the other cases. Nothing to those not among."""
        cases = list(cases)
        helping = (session for case in cases for session in helped_by(case))
        conference, alive = self.problem.conference, {session.name for session in (*among, *helping)}
        domains: dict[Session, Domain] = {}
        whole = self.known.unrestricted(conference, self.open_starts)
        for session, domain in whole.items():
            if session.name not in alive:
                domains[session] = domain.only_in(())
            elif placement := (fixed or {}).get(session.name):
                # By name, for the day may have changed a little since.
                name = placement.room.name if placement.room else None
                rooms = [room for room in domain.rooms if (room.name if room else None) == name]
                domains[session] = domain.only_in(rooms).only_at((placement.start,))
            else:
                domains[session] = domain
        others: list[Case] = []
        for case in cases:
            left = self.known.left(case, conference, self.open_starts)
            if left is None:
                others.append(case)
            else:
                (session,) = case.sessions
                domains[session] = domains[session].confined_to(left, whole[session])
        return domains, others

    def _solved(self, model: Model, profile: SolverProfile) -> tuple[int, cp_model.CpSolver]:
        self.budget.require()
        self.trials += 1
        seconds = min(self.budget.share(profile.share), inf if self.patience is None else self.patience)
        solver = prepared_solver(self.budget, seconds)
        for name, value in profile.settings.items():
            setattr(solver.parameters, name, value)
        status = solver.solve(model.cp)
        return int(status), solver


class TrialTooLong(Exception):
    """Nobody knows, for one trial was given no more time; others may be quicker."""


def any_time(conference: Conference, step: int = 5) -> tuple[Minute, ...]:
    """Every five minutes of the days, around the clock; and whenever another session can begin, to begin with it."""
    midnights = [conference.clock.minute(day.date) for day in conference.days]
    first = conference.clock.is_first
    whole = {minute for midnight in midnights for minute in range(midnight, midnight + DAY, step) if first(minute)}
    return tuple(sorted(whole.union(*map(conference.starts, conference.held))))
