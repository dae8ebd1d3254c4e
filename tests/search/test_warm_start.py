"""A day of which every session says where it would rather be is solved from there."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.rules.book import standard_book
from scheduler.rules.preferred import Preferred
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.solving.answers import Impossible, Solved
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from tests.support.conferences import conferences, programmes
from tests.support.large import large_day
from tests.support.small import day, placed


def where_they_were(conference: Conference, programme: Programme) -> tuple[Rule, ...]:
    """The standard book, and that each session would rather be where it is in this programme."""
    wishes = (
        Preferred(sessions=(p.session,), at=(p.start,), room=(p.room,) if p.room else (), weight=2)
        for p in programme.placements
    )
    return (*standard_book(conference), *wishes)


def test_a_programme_in_which_all_is_as_wished_needs_no_search() -> None:
    conference, programme = large_day(3, 12, 150)
    conference = conference.model_copy(update={"sessions": tuple(programme)})
    days = tuple(d.model_copy(update={"step": 5}) for d in conference.days)
    conference = conference.model_copy(update={"days": days})
    rules = where_they_were(conference, programme)
    first = solve(Problem(conference, rules), SolveOptions(limit=0))
    assert isinstance(first, Solved)
    assert (dict(first.programme), first.optimal) == (dict(programme), False)  # groups in parallel, for one, cost
    answer = solve(
        Problem(conference, [r for r in rules if r.weight is None or isinstance(r, Preferred)]), SolveOptions(limit=0)
    )
    assert isinstance(answer, Solved)
    assert (dict(answer.programme), answer.report.cost, answer.optimal) == (dict(programme), 0, True)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data(), conference=conferences().filter(lambda c: c.held))
def test_the_answer_is_the_one_that_a_search_from_nowhere_gives(data: st.DataObject, conference: Conference) -> None:
    every = list(programmes(conference))
    rules = where_they_were(conference, data.draw(st.sampled_from(every)))
    here, elsewhere = (
        solve(Problem(conference, rules)),
        solve(Problem(conference, rules), SolveOptions(start_from=Programme())),
    )
    assert type(here) is type(elsewhere)
    if not isinstance(here, Impossible):
        assert isinstance(here, Solved)
        assert isinstance(elsewhere, Solved)
        assert (here.programme, here.report.costs) == (elsewhere.programme, elsewhere.report.costs)
        assert (here.optimal, here.bounds) == (elsewhere.optimal, elsewhere.bounds)


def test_only_what_stands_in_the_way_moves_before_the_long_search() -> None:
    before = day(
        sessions={"Europa": {}, "Wonen": {}, "Zorg": {}},
        rooms={"Zaal 1": {}, "Zaal 2": {}},
        every=30,
    )
    last_year = placed(before, "Europa 10:00 Zaal 1; Wonen 11:00 Zaal 1; Zorg 10:00 Zaal 2")
    closed = before.room("Zaal 1")
    assert closed
    shut = closed.model_copy(update={"closed": (Span(600, 660),)})
    rooms = tuple(shut if room == closed else room for room in before.rooms)
    after = before.model_copy(update={"rooms": rooms})
    programme = Programme(
        tuple(type(p)(p.session, p.start, shut if p.room == closed else p.room) for p in last_year.placements)
    )
    answer = solve(Problem(after, where_they_were(after, programme)))
    assert isinstance(answer, Solved)
    moved = [s.name for s in programme if answer.programme[s] != programme[s]]
    assert (moved, answer.report.cost, answer.optimal) == (["Europa"], 2, True)
