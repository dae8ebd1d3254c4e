"""Conflicts among sessions: few that cannot all be held, whatever becomes of the others.

On a large day a proof for all sessions at once takes long, while most troubles are local: the sessions of one person,
those that can only stand in the same few rooms, or only on one morning. Such clusters are tried first, each by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scheduler.checking.domain import Domain
from scheduler.conference.conference import Session
from scheduler.questions.explain.requirements import Requirement
from scheduler.rules.protocols import single_session
from scheduler.solving.feasibility import Feasibility
from scheduler.solving.minimal_conflict import core_by_trial, halving_filter

_MANY = 40  # sessions; with fewer the whole day is as quick to try
_LARGEST_CLUSTER = 40  # sessions that are tried together as a cluster, at most


@dataclass
class SessionConflicts:
    """The conflicts of one day, of which ever more requirements are given up: what was possible stays so."""

    trials: Feasibility
    _compatible: set[frozenset[Session]] = field(default_factory=set)  # clusters whose sessions can all be held

    def minimal(
        self, left: Sequence[Requirement], *, certain: bool = False, roughly: bool = False
    ) -> list[Session] | None:
        """Sessions that cannot all be held, none of which could be spared; None: all can. Raises TimeUp.

        `left`: the requirements that are not given up. `certain`: a conflict is known to exist. `roughly`: not minimal,
        some of the sessions may be spared.
        """
        musts = [requirement for requirement in left if requirement.must]
        if not musts:
            return None
        local = self.locally(left)
        if local is not None and len(local) == 1:
            return local
        if local is not None:
            suspects = [must for must in musts if set(must.sessions) <= set(local)]
        else:
            if not certain and self.possible(left, musts):
                return None
            suspects = self._hinted(left, musts)
        if roughly:
            return _sessions(suspects)
        # What is spared first is what most rules speak of, for the others are the easier to understand.
        rules = {must: len({r.name for r in left if set(r.sessions) & set(must.sessions)}) for must in suspects}
        suspects = sorted(suspects, key=lambda must: -rules[must])
        return _sessions(halving_filter(suspects, core_by_trial(lambda some: self.possible(left, some))))

    def possible(self, left: Sequence[Requirement], musts: Sequence[Requirement]) -> bool:
        """Whether the sessions of these musts can all be held, as if there were no others."""
        sessions = _sessions(musts)
        about = [r.case for r in left if not r.must and r.concerns(sessions)]
        return self.trials.programme([*(must.case for must in musts), *about], sessions) is not None

    def _hinted(self, left: Sequence[Requirement], musts: Sequence[Requirement]) -> list[Requirement]:
        """The musts that the solver names as a core, shown to be impossible; all, where they are not."""
        suspects = list(musts)
        while True:
            about = [r.case for r in left if not r.must and r.concerns(_sessions(suspects))]
            core = self.trials.core_hint(about, [must.case for must in suspects], _sessions(suspects))
            named = {id(case) for case in core or ()}
            hinted = [must for must in suspects if id(must.case) in named]
            if not hinted or len(hinted) == len(suspects):
                break
            suspects = hinted
        return list(musts) if len(suspects) < len(musts) and self.possible(left, suspects) else suspects

    # -- conflicts that are local ---------------------------------------------------------------------------------

    def locally(self, left: Sequence[Requirement]) -> list[Session] | None:
        """A session to which demands on it alone leave nothing, or a cluster in conflict; None: neither is found."""
        musts = [requirement for requirement in left if requirement.must]
        sessions = _sessions(musts)
        narrowing = [r.case for r in left if r.rule is None or single_session(r.rule)]
        domains = self.trials.domains(narrowing, sessions)
        nowhere = {session for session, domain in domains.items() if not domain}
        for must in musts:
            if nowhere.issuperset(must.sessions):
                return list(must.sessions)
        if len(sessions) <= _MANY:
            return None
        for cluster in self._clusters(domains):
            if cluster in self._compatible:
                continue
            if not self.possible(left, [must for must in musts if cluster.issuperset(must.sessions)]):
                return [session for session in sessions if session in cluster]
            self._compatible.add(cluster)
        return None

    def _clusters(self, domains: Mapping[Session, Domain]) -> Iterator[frozenset[Session]]:
        """The smallest first, each of fewer sessions than the whole day has."""
        conference = self.trials.problem.conference
        found = {frozenset(s for s in conference.duties(person) if s in domains): None for person in conference.people}
        for rooms in {domain.room_set for domain in domains.values()}:
            for starts in {domain.start_set for domain in domains.values() if domain.room_set <= rooms}:
                within = (s for s, d in domains.items() if d.room_set <= rooms and d.start_set <= starts)
                found[frozenset(within)] = None
        for starts in {domain.start_set for domain in domains.values()}:
            found[frozenset(session for session, domain in domains.items() if domain.start_set <= starts)] = None
        yield from sorted((cluster for cluster in found if 1 < len(cluster) <= _LARGEST_CLUSTER), key=len)


def _sessions(musts: Sequence[Requirement]) -> list[Session]:
    return list(dict.fromkeys(session for requirement in musts for session in requirement.sessions))
