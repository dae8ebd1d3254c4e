"""Wishes that can never be met: what is asked for at a price is an hour, day or room that the hard rules do not leave.

Most often it is a slip of whoever typed it: 12.30 where the rounds begin at 12.40.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scheduler.checking.domain import Domain
from scheduler.checking.finding import Finding
from scheduler.conference.clock import day_told
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.book import wished_places
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import predicates
from scheduler.rules.rule import Case, Rule
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing

_MOST_HOURS, _MOST_PLACEMENTS = 8, 2_000


def never_met(problem: Problem, possible: Mapping[Session, Domain]) -> Iterator[Finding]:
    """A remark for each such wish, with what would be right; sessions for which it is the same in one sentence."""
    alike: dict[tuple[str, str], list[Session]] = {}
    for rule, parts, named in wished_places(problem.rules):
        for session, wish, left in _hopeless(problem.conference, rule, parts, possible, named=named):
            alike.setdefault((wish, left), []).append(session)
    for (wish, left), sessions in alike.items():
        which = listing(sessions)
        if not left:
            never = Sentence("{sessions} {wish}, which can never all be met together.", sessions=which, wish=wish)
        elif len(sessions) == 1:
            never = Sentence(
                "{session} {wish}, which can never be: it can {left}.", session=which, wish=wish, left=left
            )
        else:
            words = {"sessions": which, "wish": wish, "left": left}
            never = Sentence("{sessions} {wish}, which can never be: they can {left}.", **words)
        yield Finding(never, False)


def _hopeless(
    conference: Conference,
    rule: Rule,
    parts: Mapping[str, Rule],
    possible: Mapping[Session, Domain],
    *,
    named: bool,
) -> Iterator[tuple[Session, str, str]]:
    """The session, what it asks for, and what it can have; empty where it can have each of several things alone."""
    found: set[Session] = set()
    for key, alone in parts.items():
        cases = {case.sessions[0]: case for case in alone.cases(conference)}
        hopeless = {s: case for s, case in cases.items() if possible[s] and not _can_be(case, possible[s], key)}
        if len(hopeless) < len(cases) and not named:
            continue  # a wish that some cannot share is no slip
        for session, case in hopeless.items():
            found.add(session)
            yield session, _wish(case), _left(conference, possible[session], key)
    for case in rule.cases(conference) if len(parts) > 1 and named else ():
        (session,) = case.sessions
        choice = possible[session]
        if session not in found and 0 < len(choice) <= _MOST_PLACEMENTS and not any(_kept(case, p) for p in choice):
            yield session, _wish(case), ""


def _can_be(case: Case, choice: Domain, key: str) -> bool:
    """Whether some hour keeps it, or some room where it is about rooms: one of the two alone can break it."""
    if key == "room":
        return any(_kept(case, Placement(choice.session, hours[0], room)) for room, hours in choice.starts_in.items())
    return any(_kept(case, Placement(choice.session, hour, choice.rooms_at(hour)[0])) for hour in choice.starts)


def _kept(case: Case, placement: Placement) -> bool:
    return not case.breaches(Programme((placement,)))


def _wish(case: Case) -> str:
    return listing(predicates(case))


def _left(conference: Conference, choice: Domain, key: str) -> str:
    """What it can have: `begin at 10.30 or 11.40`, `be on Fri 12 June`, `stand in Zaal 2`."""
    clock = conference.clock
    if key == "room":
        rooms = listing(conference.names_of(room for room in choice.rooms if room), "or")
        return Sentence("stand in {rooms}", rooms=rooms)
    if key == "days":
        days = dict.fromkeys(conference.day_of(start).date for start in choice.starts)
        return Sentence("be on {days}", days=listing(map(day_told, days), "or"))
    if len(choice.starts) <= _MOST_HOURS:
        return Sentence("begin {hours}", hours=clock.at(*choice.starts))
    first, last = clock.text(choice.starts[0]), clock.text(choice.starts[-1])
    return Sentence("begin between {first} and {last}", first=first, last=last)
