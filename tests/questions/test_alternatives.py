"""Alternatives against brute force: what they cost, how far they are apart, and that there are no more."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.console.alternatives import lines
from scheduler.questions.alternatives import Alternatives, Within, alternatives
from scheduler.questions.alternatives.distance import Differs
from scheduler.rules.book import standard_book
from scheduler.rules.preferred import Preferred
from scheduler.rules.problem import Problem
from scheduler.search.budget import Stop
from scheduler.solving.answers import Impossible, Undecided
from tests.solving.test_solve import books, costs
from tests.support.agreement import allowed, least_costs
from tests.support.conferences import conferences, programmes
from tests.support.small import day


def concerned(conference: Conference, one: Programme, other: Programme) -> int:
    """The people who have a session whose hour is not the same, read a second time: from the sessions' side."""
    hours = [{p.session.name: p.start for p in programme.placements} for programme in (one, other)]
    people = set()
    for person in conference.people:
        for session in conference.held:
            theirs = session in conference.wishes(person) or session in conference.duties(person)
            if theirs and hours[0].get(session.name) != hours[1].get(session.name):
                people.add(person.name)
    return len(people)


few = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    max_examples=15,
)


def apart(conference: Conference, one: Programme, other: Programme) -> int:
    """The sessions whose hour is not the same, read a second time."""
    hours = [{p.session.name: p.start for p in programme.placements} for programme in (one, other)]
    return sum(hours[0].get(session.name) != hours[1].get(session.name) for session in conference.held)


@few
@given(data=st.data())
def test_each_is_the_cheapest_that_differs_so_much_and_when_there_are_no_more_there_are_none(
    data: st.DataObject,
) -> None:
    conference = data.draw(conferences(most=120).filter(lambda conference: conference.held))
    book = data.draw(books(conference))
    costed = {p: cost or (0,) for p in programmes(conference) if (cost := costs(conference, book, p)) is not None}
    differ, concern = data.draw(st.integers(1, 3)), data.draw(st.integers(0, 3))
    within = data.draw(st.sampled_from([Within(10), Within(50), Within(points=3)]))
    answer = alternatives(Problem(conference, book), number=2, differ=differ, concern=concern, within=within)
    if not costed:
        assert isinstance(answer, Impossible)
        return
    assert isinstance(answer, Alternatives)
    best = min(costed.values())
    assert costed[answer.best.programme] == best
    extra = [3 if within.points else cost * within.hundredths // 100 for cost in best]
    limit = tuple(cost + more for cost, more in zip(best, extra, strict=True))
    known = [answer.best.programme]

    def enough(one: Programme) -> bool:
        return all(apart(conference, one, k) >= differ and concerned(conference, one, k) >= concern for k in known)

    for one in answer.others:
        far = {p: c for p, c in costed.items() if enough(p)}
        least = min(far.values())
        assert (costed[one.programme], one.price.proven) == (least, True)
        assert least <= limit
        distances = {p: min(apart(conference, p, k) for k in known) for p, cost in far.items() if cost == least}
        assert one.people == min(concerned(conference, one.programme, k) for k in known)
        assert one.distance == distances[one.programme] == max(distances.values())
        known.append(one.programme)
    more = [programme for programme, cost in costed.items() if cost <= limit and enough(programme)]
    assert answer.no_more is (None if len(answer.others) == 2 else True)
    assert answer.no_more is None or not more


@few
@given(data=st.data(), few_starts=st.sampled_from([40, 1]))
def test_solver_and_check_count_the_distance_alike(data: st.DataObject, few_starts: int) -> None:
    conference = data.draw(conferences(most=120).filter(lambda conference: conference.held))
    every = list(programmes(conference))
    others = tuple(data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=2, unique=True)))
    least, people = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 3))
    for far in Differs(others=others[:1], least=least, people=people).cases(conference):
        right = {programme for programme in every if not far.breaches(programme)}
        assert allowed(conference, far, "hard", few=few_starts) == right
        assert allowed(conference, far, "on", few=few_starts) == right
        assert allowed(conference, far, "off", few=few_starts) == set(every)
    among = data.draw(st.permutations(every))[:4]
    (near,) = Differs(others=others, weight=1).cases(conference)
    counted = {programme: near.amount(programme) for programme in among}
    assert least_costs(conference, near, among, few=few_starts) == counted


def two_meetings(**more: Any) -> Conference:
    return day(
        sessions={"Europa": {"groups": ["E"]}, "Wonen": {"groups": ["W"]}},
        groups={"E": {"member": ["Anna", "Bob"]}, "W": {"member": ["Anna"]}},
        rounds=["10:00-11:00", "13:30-14:30"],
        **more,
    )


def test_each_is_told_with_what_it_gives_and_takes_and_that_there_are_no_more_is_proven() -> None:
    conference = two_meetings()
    answer = alternatives(Problem(conference, standard_book(conference)), differ=1)
    assert isinstance(answer, Alternatives)
    assert list(lines(answer)) == [
        "The best programme costs 0 points. Proven: no programme costs less.",
        "",
        "Others that cost no more than 10 % more (at most 0 points), with at least 1",
        "session at another hour for at least 1 person than in each one before:",
        "",
        "1. 0 points, as many as the best; 2 sessions at another hour, which concerns 2",
        "   people. Europa in the afternoon, Wonen in the morning; nobody misses any",
        "   meeting.",
        "",
        "Proven: no third programme that costs at most 0 points has at least 1 session at",
        "another hour for at least 1 person than each of these.",
    ]


def test_a_programme_that_is_another_one_for_few_people_is_no_alternative() -> None:
    conference = day(
        sessions={"Europa": {"groups": ["E"]}, "Wonen": {"groups": ["W"]}},
        groups={"E": {"member": ["Anna", "Bob", "Carla"]}, "W": {"member": ["Dirk"]}},
        rounds=["10:00-11:00", "13:30-14:30"],
    )
    europa, wonen = conference.sessions
    book = [
        *standard_book(conference),
        Preferred(sessions=(europa,), at=(600,), weight=3),
        Preferred(sessions=(wonen,), at=(600,), weight=1),
    ]

    def moved(concern: int) -> list[str]:
        found = alternatives(Problem(conference, book), number=1, differ=1, concern=concern, within=Within(points=9))
        assert isinstance(found, Alternatives)
        assert found.no_more is (None if found.others else True)
        return [s.name for one in found.others for s in conference.held if one.programme[s].start != 600]

    # The cheapest other programme has Wonen in the afternoon, which is nothing to three of the four.
    assert {concern: moved(concern) for concern in (1, 2, 4, 5)} == {
        1: ["Wonen"],
        2: ["Europa"],
        4: ["Europa", "Wonen"],
        5: [],
    }


def test_without_time_or_when_stopped_nothing_is_said_to_be_proven() -> None:
    conference = two_meetings()
    stop = Stop()
    stop.set()
    assert isinstance(alternatives(Problem(conference, standard_book(conference)), stop=stop), Undecided)
    words: list[str] = []

    def stop_after_the_best(standing: Any) -> None:
        words.append(standing.words)
        if "alternative" in standing.words:
            later.set()

    later = Stop()
    answer = alternatives(
        Problem(conference, standard_book(conference)), differ=1, tell=stop_after_the_best, stop=later
    )
    assert isinstance(answer, Alternatives)
    assert (answer.others, answer.no_more, answer.stopped) == ((), False, True)
    assert list(lines(answer))[-1].startswith("It was stopped before another one was found")
