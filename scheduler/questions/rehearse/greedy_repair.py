"""Plan B as an organiser finds it: what cannot stay goes into a place that is free, and nothing else moves.

Where that works it is the best there is, and no solver need be asked: what must move whatever else happens is moved,
nothing besides, and only those have to change something who had planned to go there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from scheduler.conference.conference import Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.questions.rehearse.mishaps import After
from scheduler.rules.rule import Case
from scheduler.search.insertion import Insertion

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


def moved_into_free_places(changed: After, programme: Programme, sessions: Sequence[Session]) -> Programme | None:
    """The programme with these sessions elsewhere and all others where they were; None: not found in a few tries."""
    conference = changed.problem.conference
    cases = [case for rule in changed.problem.rules for case in rule.cases(conference)]

    def places(session: Session) -> Iterator[Placement]:
        """Those nearest in time first."""
        old = programme[session]
        for start in sorted(conference.starts(session), key=lambda start: abs(start - old.start)):
            for room in conference.places(session):
                if (start, room) != (old.start, old.room):
                    yield Placement(session, start, room)

    def holds(trial: Programme, open_still: Collection[Session]) -> bool:
        """Whether nothing is broken, as far as it does not speak of what is yet to be placed."""
        for number, case in enumerate(cases):
            if not any(one in case.sessions for one in open_still) and case.breaches(trial):
                cases.insert(0, cases.pop(number))  # what has said no once will say it again
                return False
        return True

    others = Programme(tuple(p for p in programme.placements if p.session not in sessions))
    found = Insertion(places, holds, _TRIES).inserted(others, sessions)
    return Programme(tuple(found.of(conference.held))) if found is not None else None
