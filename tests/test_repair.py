"""A repair against brute force: the fewest people, then sessions, then minutes, then the day's own wishes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.answer import Disagreement, Impossible, Undecided
from scheduler.check import check
from scheduler.clock import Minute
from scheduler.conference import Conference, Room, Session
from scheduler.live import standing_text
from scheduler.own_day import Why, own_day
from scheduler.programme import Edition, Placement, Programme
from scheduler.repair import STEPS, Repaired, Standing, Step, repair
from scheduler.repair.kept import Happened, Kept
from scheduler.repair.wishes import DiariesStay, DiaryStays, HoursStay, RoomsStay, SessionsStay, Staying
from scheduler.rule import Rule
from scheduler.rules import standard_book
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.groups_apart import GroupsApart
from scheduler.solve import Stop
from tests.agreement import allowed, least_costs
from tests.conferences import conferences, programmes
from tests.small import day, minute, placed
from tests.talks import late_talks
from tests.test_solve import books, costs

slow_to_draw = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


def anew(conference: Conference, **changes: Any) -> Conference:
    """The conference with changes, made afresh: a copy would keep what was worked out of the old one."""
    return Conference(**{name: getattr(conference, name) for name in type(conference).model_fields} | changes)


@st.composite
def earlier(draw: st.DrawFn, conference: Conference) -> Edition:
    """Some programme of the day as it may have been before a late change; rules it may well break."""
    sessions = list(conference.sessions)
    rooms = list(conference.rooms)
    change = draw(st.sampled_from(["nothing", "added", "dropped", "grown", "cancelled", "room", "person"]))
    which = draw(st.integers(0, len(sessions) - 1))
    people = list(conference.people)
    if change == "added":
        del sessions[which]
    if change == "dropped":
        sessions.append(Session(name="gone", minutes=60, groups=conference.groups[:1], starts=(540, 600)))
    if change == "grown":
        sessions[which] = sessions[which].model_copy(update={"minutes": sessions[which].minutes + 15})
    if change == "cancelled":
        sessions[which] = sessions[which].model_copy(update={"held": True})
    if change == "room":
        rooms[-1] = Room(name="another room")
        sessions = [session.model_copy(update={"rooms": None}) for session in sessions]
    if change == "person":
        people[0] = people[0].model_copy(update={"present": None})
    then = anew(conference, sessions=tuple(sessions), rooms=tuple(rooms), people=tuple(people))
    placements = []
    for session in then.held:
        starts, places = then.starts(session), then.places(session)
        if starts and places and draw(st.integers(0, 5)):
            placements.append(Placement(session, draw(st.sampled_from(starts)), draw(st.sampled_from(places))))
    return Edition(then, Programme(tuple(placements)))


Stand = tuple[Minute, str, int]


def stands(programme: Programme) -> dict[str, Stand]:
    return {s.name: (p.start, p.room.name if p.room else "", s.minutes) for s, p in programme.items()}


def planned(edition: Edition) -> dict[str, set[str]]:
    """By person: the names of what they had planned."""
    conference, programme = edition.conference, edition.programme
    days = {person.name: own_day(conference, programme, person).items for person in conference.people}
    return {name: {i.placement.session.name for i in items if i.why is not Why.OPEN} for name, items in days.items()}


def disturbed(conference: Conference, published: Edition, programme: Programme) -> tuple[int, int, int, int]:
    """How many people have to change something, how many sessions move, by how many minutes, to how many rooms."""
    before, after = stands(published.programme), stands(programme)
    people = 0
    diaries = planned(published)
    for person in conference.people:
        mine = diaries.get(person.name, set())
        duties = {session.name for session in conference.duties(person)}
        people += any(before[name] != after.get(name) for name in mine) or bool((duties & after.keys()) - mine)
    still = [name for name in before if any(session.name == name for session in conference.held)]
    moved = sum(name not in after or before[name][:2] != after[name][:2] for name in still)
    minutes = sum(abs(before[name][0] - after[name][0]) for name in still if name in after)
    rooms = sum(before[name][1] != after[name][1] for name in still if name in after)
    return people, moved, minutes, rooms


@slow_to_draw
@given(data=st.data())
def test_a_repair_disturbs_as_little_as_any_programme_that_keeps_the_rules(data: st.DataObject) -> None:
    conference = data.draw(conferences(most=120).filter(lambda conference: conference.held))
    published = data.draw(earlier(conference))
    book = data.draw(books(conference))
    ranked = {}
    for programme in programmes(conference):
        cost = costs(conference, book, programme)
        if cost is not None:
            ranked[programme] = (*disturbed(conference, published, programme), *cost)
    answer = repair(conference, book, published, workers=2)
    if not ranked:
        assert isinstance(answer, Impossible)
        return
    assert isinstance(answer, Repaired)
    assert answer.optimal
    amounts = tuple(step.amount for step in answer.steps.values())
    assert all(step.proven for step in answer.steps.values())
    assert (*amounts, *answer.report.costs.values()) == min(ranked.values()) == ranked[answer.programme]
    assert len(answer.difference.affected) == amounts[0]


def anything(data: st.DataObject) -> tuple[Conference, Edition]:
    conference = data.draw(conferences(most=120).filter(lambda conference: conference.held))
    return conference, data.draw(earlier(conference))


@slow_to_draw
@given(
    data=st.data(),
    kind=st.sampled_from([DiariesStay, SessionsStay, HoursStay, RoomsStay]),
    few=st.sampled_from([40, 1]),
)
def test_what_a_repair_wishes_costs_what_the_check_counts(data: st.DataObject, kind: type[Staying], few: int) -> None:
    conference, published = anything(data)
    among = data.draw(st.permutations(list(programmes(conference))))[:4]
    for case in kind(published=published, weight=1).cases(conference):
        counted = {programme: case.amount(programme) for programme in among}
        assert least_costs(conference, case, among, few=few) == counted, str(case)


@slow_to_draw
@given(data=st.data(), few=st.sampled_from([40, 1]))
def test_what_may_not_be_touched_is_read_alike_by_solver_and_check(data: st.DataObject, few: int) -> None:
    conference, published = anything(data)
    things = [thing.name for things in (conference.sessions, conference.rooms, conference.groups) for thing in things]
    kept = Kept(published=published, names=tuple(data.draw(st.lists(st.sampled_from(things), max_size=2))))
    happened = Happened(published=published, now=data.draw(st.sampled_from([540, 600, 660, 2040])))
    for case in [*kept.cases(conference), *happened.cases(conference)][:6]:
        right = {programme for programme in programmes(conference) if not case.breaches(programme)}
        assert allowed(conference, case, "hard", few=few) == right, str(case)
        assert allowed(conference, case, "on", few=few) == right, str(case)
        assert allowed(conference, case, "off", few=few) == set(programmes(conference)), str(case)


def three_meetings(**europa: Any) -> Conference:
    return day(
        sessions={"Europa": {"groups": ["E"], **europa}, "Wonen": {"groups": ["W"]}, "Zorg": {"groups": ["Z"]}},
        groups={"E": {"chair": ["Anna"]}, "W": {"chair": ["Bob"], "member": ["Carla"]}, "Z": {"chair": ["Dirk"]}},
        rounds=["10:00-11:00", "11:30-12:30"],
    )


PUBLISHED = "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2; Zorg 11:30 Zaal 1"


def repaired(conference: Conference, book: list[Rule], published: Edition, **options: Any) -> Repaired:
    answer = repair(conference, book, published, **options)
    assert isinstance(answer, Repaired)
    return answer


def test_a_day_that_has_not_changed_keeps_its_programme() -> None:
    conference = three_meetings()
    published = Edition(conference, placed(conference, PUBLISHED))
    answer = repaired(conference, [*standard_book(conference)], published)
    assert answer.programme == published.programme
    assert answer.steps == dict.fromkeys(STEPS, Step(0, 0))
    assert (answer.difference.changes, answer.difference.people) == ((), ())


def apart(conference: Conference) -> list[Rule]:
    """The standard book, and Europa and Wonen must no longer coincide."""
    first, second, _ = conference.groups
    return [*standard_book(conference), GroupsApart(groups=(first, second))]


def test_the_meeting_with_the_fewest_people_is_the_one_that_moves() -> None:
    conference = three_meetings()
    answer = repaired(conference, apart(conference), Edition(conference, placed(conference, PUBLISHED)))
    # Europa has one person and Wonen two; at 11.30 Zaal 2 is free.
    assert answer.programme == placed(conference, "Europa 11:30 Zaal 2; Wonen 10:00 Zaal 2; Zorg 11:30 Zaal 1")
    assert [one.person.name for one in answer.difference.affected] == ["Anna"]
    assert answer.steps == {
        "people": Step(1, 1),
        "moved": Step(1, 1),
        "minutes": Step(90, 90),
        "rooms": Step(1, 1),
    }


@pytest.mark.parametrize("name", ["Europa", "E", "Anna", "Zaal 1"])
def test_what_is_kept_stays_whether_it_is_a_session_a_group_a_person_or_a_room(name: str) -> None:
    conference = three_meetings()
    published = Edition(conference, placed(conference, PUBLISHED))
    answer = repaired(conference, apart(conference), published, keep=[name])
    assert answer.programme == placed(conference, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 2; Zorg 11:30 Zaal 1")


def test_nothing_new_comes_into_a_room_that_is_kept() -> None:
    conference = three_meetings(rooms=["Zaal 1"])
    published = Edition(conference, placed(conference, "Wonen 10:00 Zaal 2; Zorg 11:30 Zaal 1"))
    answer = repair(conference, [*standard_book(conference)], published, keep=["Zaal 1"])
    assert isinstance(answer, Impossible)
    assert "Europa does not come into Zaal 1, which is to be kept as it is." in [
        str(case) for _, case in answer.conflict.statements
    ]


def test_what_has_begun_stays_and_nothing_else_begins_before_now() -> None:
    conference = day(
        sessions={name: {"groups": [name]} for name in ("Europa", "Wonen", "Zorg")},
        groups={"Europa": {"chair": ["Anna"]}, "Wonen": {"chair": ["Anna"]}, "Zorg": {"chair": ["Bob"]}},
        rounds=["10:00-11:00", "11:30-12:30", "13:00-14:00"],
        rooms={"Zaal 1": {}, "Zaal 2": {"closed": ["11:15-12:45"]}},
    )
    published = Edition(conference, placed(conference, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 2; Zorg 11:30 Zaal 1"))
    answer = repaired(conference, [*standard_book(conference)], published, now=minute("11:00"))
    assert answer.programme == placed(conference, "Europa 10:00 Zaal 1; Wonen 13:00 Zaal 2; Zorg 11:30 Zaal 1")


def test_a_repair_that_cannot_be_names_what_is_in_its_way() -> None:
    conference = three_meetings()
    published = Edition(conference, placed(conference, PUBLISHED))
    answer = repair(conference, apart(conference), published, keep=["Europa", "Wonen"])
    assert isinstance(answer, Impossible)
    assert {str(case) for _, case in answer.conflict.statements} >= {
        "Europa stays at 10.00 in Zaal 1: it is to be kept.",
        "Wonen stays at 10.00 in Zaal 2: it is to be kept.",
    }


def test_a_session_that_has_grown_affects_its_people_even_where_it_stays() -> None:
    before = three_meetings(minutes=45)
    now = three_meetings()
    answer = repaired(now, [*standard_book(now)], Edition(before, placed(before, PUBLISHED)))
    assert answer.programme == placed(now, PUBLISHED)
    assert [one.person.name for one in answer.difference.affected] == ["Anna"]
    assert answer.steps["moved"] == Step(0, 0)


def test_of_98_talks_of_which_15_must_move_16_are_shown_to_be_the_fewest() -> None:
    late = late_talks(2)
    rules = [*standard_book(late.now)]
    assert check(late.now, rules, late.published.programme).results[0].hard
    answer = repaired(late.now, rules, late.published)
    assert (answer.steps["moved"], answer.optimal, answer.report.broken) == (Step(16, 16), True, ())


def test_no_time_at_all_leaves_a_repair_undecided_or_made_but_never_impossible() -> None:
    late = late_talks(2)
    answer = repair(late.now, standard_book(late.now), late.published, limit=0.01)
    assert isinstance(answer, (Undecided, Repaired))


def test_a_repair_that_is_asked_to_stop_keeps_the_best_so_far() -> None:
    late = late_talks(3)
    stop = Stop()

    def at_the_first(standing: Any) -> None:
        if standing.best is not None:
            stop.set()

    answer = repaired(late.now, [*standard_book(late.now)], late.published, progress=at_the_first, stop=stop, workers=1)
    assert (answer.stopped, answer.report.broken) == (True, ())
    assert all(step.least <= step.amount for step in answer.steps.values())


def test_the_live_line_says_what_is_being_made_small() -> None:
    conference = three_meetings()
    told: list[Any] = []
    repaired(conference, apart(conference), Edition(conference, placed(conference, PUBLISHED)), progress=told.append)
    assert {(standing.tier, standing.what) for standing in told} <= set(enumerate([*STEPS.values(), "cost"], 1))
    assert {standing.what for standing in told} & set(STEPS.values())
    standing = Standing(3.2, 2, 16, 15, "sessions moved")
    assert standing_text(standing, 3.2) == "3 s  sessions moved: best so far 16, at least 15 (gap 6.2 %)"


def test_a_repair_that_counts_otherwise_than_the_difference_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = three_meetings()
    published = Edition(conference, placed(conference, PUBLISHED))
    monkeypatch.setattr(DiaryStays, "cost", lambda *_: 0)
    monkeypatch.setattr(DiaryStays, "breaches", lambda *_: [])
    with pytest.raises(Disagreement, match="counts 0 people whose own day changes where the difference counts"):
        repair(conference, [EverySessionHeld(), *apart(conference)], published)
