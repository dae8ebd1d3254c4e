"""The whole product against brute force: the best programme, the fixed rule among equals, impossible, and why."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.attendance import missed
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.files import read
from scheduler.rules.book import RULES, standard_book
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.preferred import Preferred
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Case, Rule
from scheduler.rules.wishes_attended import Wishes, WishesAttended
from scheduler.search.budget import Stop
from scheduler.search.construct import LARGE
from scheduler.solving.answers import Conflict, Disagreement, Impossible, Solved, Undecided
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from tests.support.conferences import conferences, programmes
from tests.support.house import HOME
from tests.support.small import day, placed
from tests.support.statements import statements

slow_to_draw = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


@st.composite
def books(draw: st.DrawFn, conference: Conference) -> list[Rule]:
    """Some statements of some rules, hard or weighted in up to two tiers; often the standard book among them."""
    book: list[Rule] = list(standard_book(conference)) if draw(st.booleans()) else [EverySessionHeld()]
    for kind in draw(st.lists(st.sampled_from(RULES), max_size=4, unique=True)):
        statement = draw(statements(kind, conference))
        weight = draw(st.sampled_from([None, 1, 3]))
        book.append(statement.model_copy(update={"weight": weight, "tier": draw(st.sampled_from([1, 1, 2]))}))
    return book


def costs(conference: Conference, book: list[Rule], programme: Programme) -> tuple[int, ...] | None:
    """By tier, counted by the check alone; None when a hard rule is broken."""
    by_tier: dict[int, int] = {}
    for rule in book:
        amount = sum(case.amount(programme) for case in rule.cases(conference))
        if rule.weight is None:
            if amount:
                return None
        else:
            by_tier[rule.tier] = by_tier.get(rule.tier, 0) + rule.weight * amount
    return tuple(by_tier[tier] for tier in sorted(by_tier))


def by_fixed_rule(conference: Conference, programme: Programme) -> tuple[list[int], list[int]]:
    """What the fixed rule compares: when each session begins, then in which room, in the order of the file."""
    starts, rooms = [], []
    for session in conference.held:
        placement = programme.get(session)
        starts.append(placement.start if placement else 99_999)
        rooms.append(conference.rooms.index(placement.room) if placement and placement.room else 0)
    return starts, rooms


@pytest.mark.parametrize("large", [LARGE, -1], ids=["as it comes", "begun by hand"])
@slow_to_draw
@given(data=st.data())
def test_the_answer_is_the_best_of_all_programmes_and_the_first_among_equals(large: int, data: st.DataObject) -> None:
    conference = data.draw(conferences(most=150).filter(lambda conference: conference.held))
    book = data.draw(books(conference))
    counted = {programme: costs(conference, book, programme) for programme in programmes(conference)}
    possible = {programme: cost for programme, cost in counted.items() if cost is not None}
    with patch("scheduler.solving.solve.LARGE", large):
        answer = solve(Problem(conference, book), SolveOptions(workers=2))
    if not possible:
        assert isinstance(answer, Impossible)
        return
    assert isinstance(answer, Solved)
    best = min(possible.values())
    assert answer.optimal
    assert tuple(answer.report.costs.values()) == best == tuple(answer.bounds[tier] for tier in answer.report.costs)
    if not any(room.pool for room in conference.rooms):  # the doors of a pool are dealt out, not chosen
        first = min((p for p, cost in possible.items() if cost == best), key=lambda p: by_fixed_rule(conference, p))
        assert answer.canonical
        assert answer.programme == first


def hold_together(conference: Conference, cases: list[Case]) -> bool:
    """Whether some programme keeps all of them, by brute force."""
    return any(not any(case.breaches(programme) for case in cases) for programme in programmes(conference))


def impossible_days() -> st.SearchStrategy[tuple[Conference, Conflict]]:
    """Small conferences that the standard book makes impossible, with the conflict that is named."""

    def answered(conference: Conference) -> tuple[Conference, Conflict | None]:
        answer = solve(Problem(conference, standard_book(conference)), SolveOptions(workers=1))
        return conference, answer.conflict if isinstance(answer, Impossible) else None

    return conferences(most=150).map(answered).filter(lambda found: found[1] is not None)  # type: ignore[return-value]


@slow_to_draw
@given(impossible_days())
def test_a_conflict_is_impossible_together_and_none_of_it_can_be_spared(found: tuple[Conference, Conflict]) -> None:
    conference, conflict = found
    cases = [case for _, case in conflict.statements]
    assert conflict.smallest
    assert not hold_together(conference, cases)
    for spared in cases:
        assert hold_together(conference, [case for case in cases if case is not spared]), str(spared)


def busy_day() -> Conference:
    """Nine meetings in three rounds and three rooms alike: thousands of best programmes."""
    names = [f"G{number}" for number in range(9)]
    return day(
        sessions={name: {"groups": [name]} for name in names},
        groups={name: {"member": [f"P{(7 * i + k) % 11}" for k in range(4)]} for i, name in enumerate(names)},
        rooms={"Zaal 1": {}, "Zaal 2": {}, "Zaal 3": {}},
        rounds=["10:00-11:00", "11:30-12:30", "14:00-15:00"],
    )


def test_the_same_day_gives_the_same_programme_whatever_the_workers_and_the_seed() -> None:
    conference = busy_day()
    book = standard_book(conference)
    answers = [
        solve(Problem(conference, book), SolveOptions(workers=workers, seed=seed))
        for workers, seed in [(1, 0), (2, 7), (8, 1)]
    ]
    found = [answer.programme for answer in answers if isinstance(answer, Solved) and answer.canonical]
    assert len(found) == 3
    assert found[0] == found[1] == found[2]


def test_a_lower_tier_is_only_weighed_among_the_best_of_the_higher() -> None:
    conference = day(
        sessions={"Europa": {"groups": ["E"]}, "Wonen": {"groups": ["W"], "starts": ["10:00"]}},
        groups={"E": {"member": ["Anna"]}, "W": {"member": ["Anna"]}},
        rounds=["10:00-11:00", "11:00-12:00"],
    )
    early = Preferred(sessions=(conference.sessions[0],), at=(600,), weight=100, tier=2)
    answer = solve(Problem(conference, (*standard_book(conference), early)))
    assert isinstance(answer, Solved)
    # Europa at 10.00 would please the second tier (100), but Anna would miss a meeting in the first.
    assert (answer.programme[conference.sessions[0]].start, dict(answer.report.costs)) == (660, {1: 0, 2: 100})


def test_a_weighted_rule_that_has_nothing_to_say_costs_nothing_in_its_tier() -> None:
    conference = day(sessions={"Europa": {}})
    answer = solve(Problem(conference, (EverySessionHeld(), EverySessionHeld(optional=True, weight=1, tier=2))))
    assert isinstance(answer, Solved)
    assert (dict(answer.report.costs), answer.bounds) == ({2: 0}, {2: 0})


def test_a_day_without_sessions_is_solved_by_the_empty_programme() -> None:
    conference = day(sessions={})
    answer = solve(Problem(conference, standard_book(conference)))
    assert isinstance(answer, Solved)
    assert (answer.programme, answer.optimal, answer.report.cost) == (Programme(()), True, 0)


def test_a_search_that_is_asked_to_stop_at_its_first_programme_returns_one_that_keeps_the_rules() -> None:
    conference = busy_day()
    stop = Stop()

    def at_the_first(standing: object) -> None:
        if getattr(standing, "best", None) is not None:
            stop.set()

    answer = solve(
        Problem(conference, standard_book(conference)), SolveOptions(workers=1), progress=at_the_first, stop=stop
    )
    assert isinstance(answer, Solved)
    assert (answer.stopped, answer.report.broken) == (True, ())
    assert answer.bound <= answer.report.cost


def test_no_time_at_all_leaves_the_day_undecided_or_solved_but_never_impossible() -> None:
    conference = busy_day()
    assert isinstance(solve(Problem(conference, standard_book(conference)), SolveOptions(limit=0)), (Undecided, Solved))


def test_a_rule_whose_encoding_is_wrong_is_caught_by_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = day(
        sessions={"Europa": {"groups": ["E"]}, "Wonen": {"groups": ["W"]}},
        groups={"E": {"member": ["Anna"]}, "W": {"member": ["Anna"]}},
        rounds=["10:00-11:00"],
    )
    monkeypatch.setattr(Wishes, "cost", lambda *_: 0)
    with pytest.raises(Disagreement, match="counts a cost of 0 where the check counts 2"):
        solve(Problem(conference, (EverySessionHeld(), WishesAttended(weight=1))))


def test_people_miss_what_is_worth_least_to_them() -> None:
    conference = day(
        sessions={"Europa": {"groups": ["E"]}, "Wonen": {"groups": ["W"]}, "Zorg": {"groups": ["Z"], "minutes": 150}},
        groups={"E": {"member": ["Anna"]}, "W": {"member": ["Anna"]}, "Z": {"member": ["Anna"]}},
        rooms={"Zaal 1": {}, "Zaal 2": {}},
    )
    europa, wonen, zorg = conference.sessions
    programme = placed(conference, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1; Zorg 10:00 Zaal 2")
    (anna,) = conference.people
    # Zorg runs through both others: worth 3 it is one against 2 + 2, worth 5 it is more than both together.
    assert missed(conference, anna, {europa: 2, wonen: 2, zorg: 3}, programme) == [zorg]
    assert missed(conference, anna, {europa: 2, wonen: 2, zorg: 5}, programme) == [europa, wonen]


def test_one_worker_begins_with_the_whole_relaxation_too_and_proves_almere() -> None:
    """It used to search plainly from the start, and had proven nothing after a minute."""
    problem = read(HOME / "instances" / "almere-2022").problem
    answer = solve(problem, SolveOptions(limit=60, workers=1, canonical=False))
    assert isinstance(answer, Solved)
    assert answer.optimal
