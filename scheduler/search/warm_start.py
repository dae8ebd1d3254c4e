"""A start for the solver near a programme at hand: made of the wishes, or any other, with what is in the way moved.

Whoever starts from last year has a programme at hand: each session where it would rather be. Where the day has not
changed it is one already. Where it has, the few sessions that stand in the way are moved while all others stay; so a
day of a thousand sessions has a programme before the long search is under way.
"""

from __future__ import annotations

from collections.abc import Callable

from scheduler.checking.check import check
from scheduler.conference.conference import Session
from scheduler.conference.programme import Programme
from scheduler.rules.book import asked_for, pinned_there
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.search.neighbourhood import growing
from scheduler.search.shares import FIRST_MOVES, TimeShare

_LEAST = 0.5  # the share of the sessions that must ask for an hour, or the wishes add up to no programme

# By these rules, near this programme, in this share of the time left; None: none was found.
Search = Callable[[tuple[Rule, ...], Programme, TimeShare], Programme | None]


def from_preferences(problem: Problem, search: Search) -> Programme | None:
    """A programme that keeps the hard rules, near what is wished; None: too few wishes, or nothing was found."""
    start = asked_for(problem)
    return repaired(problem, start, search) if len(start) > _LEAST * len(problem.conference.held) else None


def repaired(problem: Problem, start: Programme, search: Search) -> Programme | None:
    """The programme where it keeps the hard rules; else with what stands in the way moved. None: nothing was found."""
    in_the_way = _in_the_way(problem, start)
    if not in_the_way:
        return start
    for share, free in zip(FIRST_MOVES, growing(problem.conference, start, in_the_way), strict=False):
        staying = pinned_there(placement for placement in start.placements if placement.session not in free)
        if not staying:
            return None
        if found := search((*problem.rules, *staying), start, share):
            return found
    return None


def nothing_better(problem: Problem, programme: Programme) -> bool:
    """Whether it alone costs nothing: every session asks for one place, and is there."""
    as_asked = len(programme) == len(problem.conference.held) and programme == asked_for(problem)
    return as_asked and not check(problem, programme).cost


def _in_the_way(problem: Problem, start: Programme) -> set[Session]:
    """Sessions that break a hard rule, or have no place yet."""
    broken = check(problem, start).broken
    missing = {session for session in problem.conference.held if session not in start}
    return missing | {session for breach in broken for session in breach.sessions}
