"""Plan B as an organiser finds it: what cannot stay goes into a place that is free, and nothing else moves.

Where that works it is the best there is, and no solver need be asked: what must move whatever else happens is moved,
nothing besides, and only those have to change something who had planned to go there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.questions.rehearse.mishaps import After
from scheduler.rules.rule import Case

_TRIES = 300  # places looked at, before it is left to the solver


def must_move(programme: Programme, broken: Collection[Case], room: Room | None) -> list[Session] | None:
    """The sessions that cannot stay whatever else moves; None when that is not all that is wrong.

    `broken`: the cases that do not hold while nothing moves. `room`: one that fails, with what stands in it.
    """
    found: dict[Session, None] = {}
    for case in broken:
        for breach in case.breaches(programme):
            if room is None and not _by_itself(case, breach.sessions, programme):
                return None
            found.update(dict.fromkeys(breach.sessions))
    return list(found)


def _by_itself(case: Case, sessions: Sequence[Session], programme: Programme) -> bool:
    """Whether the case speaks of one session alone, and is broken wherever all others are."""
    if len(sessions) != 1 or tuple(case.sessions) != tuple(sessions):
        return False
    placement = programme.get(sessions[0])
    return placement is not None and bool(case.breaches(Programme((placement,))))


def moved_by_hand(changed: After, programme: Programme, sessions: Sequence[Session]) -> Programme | None:
    """The programme with these sessions elsewhere and all others where they were; None: not found in a few tries."""
    conference = changed.problem.conference
    cases = [case for rule in changed.problem.rules for case in rule.cases(conference)]
    return _Hand(conference, cases, programme).moved(list(sessions))


class _Hand:
    def __init__(self, conference: Conference, cases: Sequence[Case], programme: Programme) -> None:
        self.conference, self.cases, self.programme = conference, list(cases), programme
        self.tries = _TRIES

    def moved(self, sessions: list[Session]) -> Programme | None:
        others = tuple(p for p in self.programme.placements if p.session not in sessions)
        return self._placed(Programme(others), sessions)

    def _placed(self, programme: Programme, sessions: list[Session]) -> Programme | None:
        if not sessions:
            return Programme(tuple(programme.of(self.conference.held)))
        session, *rest = sessions
        old = self.programme[session]
        for start in sorted(self.conference.starts(session), key=lambda start: abs(start - old.start)):
            for room in self.conference.places(session):
                new = Placement(session, start, room)
                if (start, room) == (old.start, old.room) or _in_the_way(programme, new):
                    continue
                self.tries -= 1
                if self.tries < 0:
                    return None
                trial = Programme((*programme.placements, new))
                if self._holds(trial, rest) and (found := self._placed(trial, rest)):
                    return found
        return None

    def _holds(self, programme: Programme, open_still: Collection[Session]) -> bool:
        """Whether nothing is broken, as far as it does not speak of what is yet to be placed."""
        for number, case in enumerate(self.cases):
            if not any(one in case.sessions for one in open_still) and case.breaches(programme):
                self.cases.insert(0, self.cases.pop(number))  # what has said no once will say it again
                return False
        return True


def _in_the_way(programme: Programme, new: Placement) -> bool:
    """Whether something stands there already: most places are taken, and seen to be so at a glance."""
    return new.room is not None and any(p.room == new.room and p.overlaps(new) for p in programme.placements)
