"""A repair against brute force: the fewest people, then sessions, then minutes, then the day's own wishes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.checking.check import check
from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Group, Person, Room, Round, Session
from scheduler.conference.personal_day import Reason, personal_day
from scheduler.conference.programme import Edition, Placement, Programme
from scheduler.console.progress import progress_text
from scheduler.questions.repair import STEPS, CannotHoldAll, Repaired, Step, repair
from scheduler.questions.repair.frozen import KeepNamed, KeepPast
from scheduler.questions.repair.stay_rules import DiariesStay, DiaryStays, HoursStay, RoomsStay, SessionsStay, Staying
from scheduler.rules.book import droppable_book, standard_book
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.groups_apart import GroupsApart
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.search.budget import Stop
from scheduler.search.progress import Progress
from scheduler.solving.answers import Disagreement, Impossible, Undecided
from tests.solving.test_solve import books, costs
from tests.support.agreement import allowed, least_costs
from tests.support.conferences import conferences, programmes
from tests.support.small import day, minute, placed
from tests.support.talks import late_talks

slow_to_draw = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


def anew(conference: Conference, **changes: Any) -> Conference:
    """The conference with changes, made afresh: a copy would keep what was worked out of the old one."""
    return Conference(**{name: getattr(conference, name) for name in type(conference).model_fields} | changes)


# What may have become different since: each is undone by `earlier`.
CHANGES = [
    "nothing",
    "added",
    "dropped",
    "grown",
    "cancelled",
    "room",
    "person",
    "newcomer",
    "leaver",
    "seat",
    "ten minutes",
    "rooms swapped",
]


def _with_group(session: Session, group: Group) -> Session:
    named = {
        field: tuple(group if other.name == group.name else other for other in getattr(session, field))
        for field in ("groups", "invited", "required_groups")
    }
    return session.model_copy(update=named)


def _with_person(session: Session, person: Person) -> Session:
    named = {
        field: tuple(person if other.name == person.name else other for other in getattr(session, field))
        for field in ("speakers", "hosts", "required")
    }
    return session.model_copy(update=named)


@st.composite
def earlier(draw: st.DrawFn, conference: Conference) -> Edition:
    """Some programme of the day as it may have been before a late change; rules it may well break."""
    sessions = list(conference.sessions)
    rooms = list(conference.rooms)
    change = draw(st.sampled_from(CHANGES))
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
    if change == "person" and people:
        people[0] = people[0].model_copy(update={"present": None})
        sessions = [_with_person(session, people[0]) for session in sessions]
    groups = list(conference.groups)
    if change == "newcomer" and people:
        del people[0]
    if change == "leaver":
        people.append(Person(name="Leaver"))
    if change == "seat" and groups:
        groups[0] = groups[0].model_copy(update={"seats": groups[0].seats[1:]})
        sessions = [_with_group(session, groups[0]) for session in sessions]
    if change == "ten minutes" and sessions[which].starts:
        starts = tuple(start + 10 for start in sessions[which].starts or ())
        sessions[which] = sessions[which].model_copy(update={"starts": starts})
    if change == "rooms swapped" and len(rooms) > 1:
        sessions = [session.model_copy(update={"rooms": None}) for session in sessions]
        rooms = [rooms[-1], *rooms[1:-1], rooms[0]]
    then = anew(conference, sessions=tuple(sessions), rooms=tuple(rooms), people=tuple(people), groups=tuple(groups))
    placements = []
    for session in then.held:
        starts, places = then.starts(session), then.places(session)
        if starts and places and draw(st.integers(0, 5)):
            placements.append(Placement(session, draw(st.sampled_from(starts)), draw(st.sampled_from(places))))
    return Edition(then, Programme(tuple(placements)))


Stand = tuple[Minute, str, int]


def where(programme: Programme) -> dict[str, Stand]:
    return {s.name: (p.start, p.room.name if p.room else "", s.minutes) for s, p in programme.items()}


def planned(edition: Edition) -> dict[str, set[str]]:
    """By person: the names of what they had planned."""
    conference, programme = edition.conference, edition.programme
    days = {person.name: personal_day(conference, programme, person).items for person in conference.people}
    return {name: {i.placement.session.name for i in items if i.why is not Reason.OPEN} for name, items in days.items()}


def disturbed(conference: Conference, published: Edition, programme: Programme) -> tuple[int, int, int, int]:
    """How many people have to change something, how many sessions move, by how many minutes, to how many rooms."""
    before, after = where(published.programme), where(programme)
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


def lost(conference: Conference, published: Edition, left: Collection[str]) -> int:
    """How many people these sessions are lost to, each person as often as they lose one."""
    diaries, stood = planned(published), where(published.programme)
    found = 0
    for session in (session for session in conference.held if session.name in left):
        people = {person.name for person in conference.people if session.name in diaries.get(person.name, ())}
        if session.name not in stood:  # what is new is in nobody's diary yet
            for person in conference.people:
                theirs = session in conference.wishes(person) or session in conference.duties(person)
                if theirs or session.kind.is_common:
                    people.add(person.name)
        found += len(people) if conference.people else conference.expected(session)
    return found


Key = tuple[int, ...]


def ranking(
    conference: Conference,
    book: list[Rule],
    published: Edition,
    must: Callable[[Programme], bool],
    dropped: Collection[str] | None = None,
) -> dict[Programme, Key]:
    """Of every programme that keeps the rules and that: all that counts, the first first.

    `dropped`: the names of the sessions of which it counts first how many are left out, and then to how many people
    these are lost; None: that does not count.
    """
    ranked = {}
    for programme in programmes(conference):
        cost = costs(conference, book, programme)
        if cost is not None and must(programme):
            left = [name for name in dropped or () if name not in where(programme)]
            people, moved, minutes, rooms = disturbed(conference, published, programme)
            moved -= sum(name in where(published.programme) for name in left)
            first = () if dropped is None else (len(left), lost(conference, published, left))
            ranked[programme] = (*first, people, moved, minutes, rooms, *cost)
    return ranked


def amounts(answer: Repaired) -> Key:
    return (*(step.amount for step in answer.steps.values()), *answer.report.costs.values())


@st.composite
def what_may_not_move(draw: st.DrawFn, conference: Conference) -> dict[str, Any]:
    """The options of a repair: often none, else what is to be kept, or the time that it is."""
    named = [thing.name for some in (conference.sessions, conference.rooms, conference.people) for thing in some]
    keep = draw(st.lists(st.sampled_from(named), max_size=1)) if draw(st.booleans()) else []
    return {"keep": keep, "now": draw(st.sampled_from([None, None, 600, 660]))}


def untouched(conference: Conference, published: Edition, options: dict[str, Any]) -> Callable[[Programme], bool]:
    """Whether a programme leaves alone what it should, by the check."""
    rules: list[Rule] = [KeepNamed(published=published, names=tuple(options["keep"]))]
    if options["now"] is not None:
        rules.append(KeepPast(published=published, now=options["now"]))
    cases = [case for rule in rules for case in rule.cases(conference)]
    return lambda programme: not any(case.breaches(programme) for case in cases)


@slow_to_draw
@given(data=st.data())
def test_a_repair_disturbs_as_little_as_any_programme_that_keeps_the_rules(data: st.DataObject) -> None:
    conference, published = anything(data)
    book = data.draw(books(conference))
    options = data.draw(what_may_not_move(conference))
    ranked = ranking(conference, book, published, untouched(conference, published, options))
    answer = repair(Problem(conference, book), published, workers=2, **options)
    if not ranked:
        assert isinstance(answer, CannotHoldAll)
        return
    assert isinstance(answer, Repaired)
    assert answer.optimal
    assert all(step.proven for step in answer.steps.values())
    assert amounts(answer) == min(ranked.values()) == ranked[answer.programme]
    assert len(answer.difference.affected) == answer.steps["people"].amount


@settings(suppress_health_check=[*slow_to_draw.suppress_health_check, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_on_a_large_day_the_steps_are_as_small_and_only_the_days_own_wishes_are_left_open(
    data: st.DataObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.questions.repair.repairing._LARGE", 0)
    conference, published = anything(data)
    book = data.draw(books(conference))
    ranked = ranking(conference, book, published, lambda _: True)
    answer = repair(Problem(conference, book), published, workers=2)
    if not ranked:
        assert isinstance(answer, CannotHoldAll)
        return
    assert isinstance(answer, Repaired)
    assert answer.settled
    assert amounts(answer)[: len(STEPS)] == min(ranked.values())[: len(STEPS)]
    assert amounts(answer) == ranked[answer.programme]
    assert all(answer.bounds[tier] <= cost for tier, cost in answer.report.costs.items())


@slow_to_draw
@given(data=st.data(), drop=st.booleans())
def test_where_not_every_session_can_be_held_the_fewest_are_dropped(data: st.DataObject, drop: bool) -> None:
    conference, published = anything(data)
    book = data.draw(books(conference))
    options = data.draw(what_may_not_move(conference))
    must = untouched(conference, published, options)
    answer = repair(Problem(conference, book), published, workers=2, drop=drop, **options)
    if not drop and ranking(conference, book, published, must):
        assert isinstance(answer, Repaired)
        assert (answer.dropped, "dropped" in answer.steps) == ((), False)
        return
    others, held = droppable_book(Problem(conference, tuple(book)))
    ranked = ranking(conference, list(others), published, must, [session.name for session in held])
    common = [session for session in held if session.kind.is_common]
    whole = {p: key for p, key in ranked.items() if all(session in p for session in common)}
    if not drop:
        assert isinstance(answer, CannotHoldAll)
    instead = answer.instead if isinstance(answer, CannotHoldAll) else answer
    if not ranked or (not held and isinstance(answer, CannotHoldAll)):
        assert isinstance(instead, Impossible)
        return
    assert isinstance(instead, Repaired)
    assert instead.optimal
    if held:
        among = whole or ranked
        assert amounts(instead) == min(among.values()) == among[instead.programme]
    assert {s.name for s in instead.dropped} == {s.name for s in held if s not in instead.programme}
    assert instead.report.broken == ()


def test_what_many_were_to_go_to_is_not_dropped_because_they_must_be_told_of_another_room_anyhow() -> None:
    sessions = {name: {"groups": [name[0]]} for name in ("Europa", "Wonen")}
    groups = {"E": {"chair": ["Anna"], "member": ["Bob", "Carla"]}, "W": {"chair": ["Dirk"]}}
    then = day(sessions=sessions, groups=groups, rounds=["10:00-11:00"])
    now = day(sessions=sessions, groups=groups, rounds=["10:00-11:00"], rooms={"Zaal 1": {}})
    published = Edition(then, placed(then, "Europa 10:00 Zaal 2; Wonen 10:00 Zaal 1"))
    answer = repaired(now, [*standard_book(now)], published, drop=True)
    # Without Europa only its three would have a change in their diary, and Dirk none.
    assert [session.name for session in answer.dropped] == ["Wonen"]
    assert [answer.steps[name] for name in ("dropped", "lost", "people")] == [Step(1, 1), Step(1, 1), Step(4, 4)]


@pytest.mark.parametrize(
    ("facts", "groups"),
    [
        ({"Europa": {"expected": 60}, "Wonen": {"expected": 20}}, {}),
        ({"Europa": {"groups": ["E"]}, "Wonen": {"groups": ["W"]}}, {"E": {"size": 60}, "W": {"size": 20}}),
    ],
)
def test_where_nobody_is_known_by_name_as_many_lose_a_session_as_are_expected(
    facts: dict[str, Any], groups: dict[str, Any]
) -> None:
    then, now = (
        day(sessions=facts, groups=groups, rounds=["10:00-11:00"], rooms={room: {} for room in rooms})
        for rooms in (["Zaal 1", "Zaal 2"], ["Zaal 1"])
    )
    published = Edition(then, placed(then, "Europa 10:00 Zaal 2; Wonen 10:00 Zaal 1"))
    answer = repaired(now, [*standard_book(now)], published, drop=True)
    assert ([session.name for session in answer.dropped], answer.steps["lost"]) == (["Wonen"], Step(20, 20))


def test_those_who_had_planned_to_come_count_and_not_how_many_the_file_expects() -> None:
    facts: dict[str, Any] = {"Europa": {"groups": ["E"]}, "Wonen": {"groups": ["W"], "expected": 60}}
    groups: dict[str, Any] = {"E": {"member": ["Anna", "Bob"]}, "W": {"member": ["Carla"]}}
    then, now = (
        day(sessions=facts, groups=groups, rounds=["10:00-11:00"], rooms={room: {} for room in rooms})
        for rooms in (["Zaal 1", "Zaal 2"], ["Zaal 1"])
    )
    published = Edition(then, placed(then, "Europa 10:00 Zaal 2; Wonen 10:00 Zaal 1"))
    answer = repaired(now, [*standard_book(now)], published, drop=True)
    assert ([session.name for session in answer.dropped], answer.steps["lost"]) == (["Wonen"], Step(1, 1))


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
    kept = KeepNamed(published=published, names=tuple(data.draw(st.lists(st.sampled_from(things), max_size=2))))
    happened = KeepPast(published=published, now=data.draw(st.sampled_from([540, 600, 660, 2040])))
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


ROUND = (Round(name="round 1", span=Span(600, 660)),)
PUBLISHED = "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2; Zorg 11:30 Zaal 1"


def repaired(conference: Conference, book: list[Rule], published: Edition, **options: Any) -> Repaired:
    answer = repair(Problem(conference, book), published, **options)
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
    answer = repair(Problem(conference, (*standard_book(conference),)), published, keep=["Zaal 1"])
    assert isinstance(answer, CannotHoldAll)
    assert "Europa does not come into Zaal 1, which is to be kept as it is." in answer.reasons.sentences(9)


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
    answer = repair(Problem(conference, apart(conference)), published, keep=["Europa", "Wonen"])
    assert isinstance(answer, CannotHoldAll)
    assert set(answer.reasons.sentences(9)) >= {
        "Europa stays at 10.00 in Zaal 1: it is to be kept.",
        "Wonen stays at 10.00 in Zaal 2: it is to be kept.",
    }
    assert list(answer.reasons.sentences(1)) == []
    # Nor may one of the two be dropped: what is to be kept is held.
    assert isinstance(answer.instead, Impossible)


def test_of_as_many_dropped_sessions_those_are_that_are_lost_to_the_fewest_people() -> None:
    conference = three_meetings()
    one_place = {"rooms": conference.rooms[:1], "days": (conference.days[0].model_copy(update={"rounds": ROUND}),)}
    now = anew(conference, **one_place)
    published = Edition(conference, placed(conference, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2"))
    answer = repair(Problem(now, (*standard_book(now),)), published)
    assert isinstance(answer, CannotHoldAll)
    [why] = answer.reasons.sentences(1)
    assert why.startswith("3 sessions need a room, and there is 1 place for them: Zaal 1 between 10.00 and 11.00")
    # Whichever of the three is held, two are dropped. Where Wonen is, Anna loses Europa and Dirk has no Zorg. Were it
    # Europa, nobody would have to move, but Bob and Carla would lose Wonen besides.
    dropping = repair(Problem(now, (*standard_book(now),)), published, drop=True)
    assert isinstance(dropping, Repaired)
    assert isinstance(answer.instead, Repaired)
    assert dropping.programme == answer.instead.programme == placed(now, "Wonen 10:00 Zaal 1")
    assert [session.name for session in dropping.dropped] == ["Europa", "Zorg"]
    numbers = {"dropped": 2, "lost": 2, "people": 3, "moved": 1, "minutes": 0, "rooms": 1}
    assert dict(dropping.steps) == {name: Step(number, number) for name, number in numbers.items()}


def test_what_is_for_everyone_is_dropped_only_where_nothing_else_will_do() -> None:
    def with_rooms(*rooms: str) -> Conference:
        return day(
            sessions={
                "Start": {"kind": "plenary", "starts": ["10:00"]},
                **{name: {"groups": [name], "starts": ["10:00"]} for name in ("Europa", "Wonen")},
            },
            groups={"Europa": {"chair": ["Anna"]}, "Wonen": {"chair": ["Bob"]}},
            rooms={room: {} for room in rooms},
        )

    before, now = with_rooms("Zaal 1", "Zaal 2", "Zaal 3"), with_rooms("Zaal 1", "Zaal 2")
    published = Edition(before, placed(before, "Start 10:00 Zaal 1; Europa 10:00 Zaal 2; Wonen 10:00 Zaal 3"))
    # The plenary stands alone: without it both meetings could be held, and one session would be dropped instead of two.
    dropping = repair(Problem(now, (*standard_book(now),)), published, drop=True)
    assert isinstance(dropping, Repaired)
    assert [session.name for session in dropping.dropped] == ["Europa", "Wonen"]


def test_what_has_begun_where_nothing_may_stand_is_named_as_the_reason() -> None:
    conference = three_meetings()
    published = Edition(conference, placed(conference, PUBLISHED))
    rooms = tuple(room.model_copy(update={"closed": (Span(540, 1020),)}) for room in conference.rooms[1:])
    now = anew(conference, rooms=(conference.rooms[0], *rooms))
    answer = repair(Problem(now, (*standard_book(now),)), published, now=630)
    # Zaal 2 is closed from nine to five by the day file, and Wonen has been sitting there since ten.
    assert isinstance(answer, CannotHoldAll)
    assert isinstance(answer.instead, Impossible)
    assert set(answer.reasons.sentences(9)) == {
        "Wonen stays at 10.00 in Zaal 2: it has begun by then.",
        "Zaal 2 is closed from 9.00 to 17.00.",
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
    assert check(Problem(late.now, rules), late.published.programme).results[0].hard
    answer = repaired(late.now, rules, late.published)
    assert (answer.steps["moved"], answer.optimal, answer.report.broken) == (Step(16, 16), True, ())


def test_no_time_at_all_leaves_a_repair_undecided_or_made_but_never_impossible() -> None:
    late = late_talks(2)
    answer = repair(Problem(late.now, standard_book(late.now)), late.published, limit=0.01)
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
    reports: list[Progress] = []
    repaired(conference, apart(conference), Edition(conference, placed(conference, PUBLISHED)), progress=reports.append)
    assert {(progress.tier, progress.words) for progress in reports} <= set(enumerate([*STEPS.values(), "cost"], 1))
    assert {progress.words for progress in reports} & set(STEPS.values())
    progress = Progress(3.2, "sessions moved", tier=2, best=16, bound=15)
    assert progress_text(progress, 3.2) == "3 s  sessions moved: best so far 16, at least 15 (gap 6.2 %)"


def test_a_repair_that_counts_otherwise_than_the_difference_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = three_meetings()
    published = Edition(conference, placed(conference, PUBLISHED))
    monkeypatch.setattr(DiaryStays, "cost", lambda *_: 0)
    monkeypatch.setattr(DiaryStays, "breaches", lambda *_: [])
    with pytest.raises(Disagreement, match="counts 0 people whose own day changes where the difference counts"):
        repair(Problem(conference, (EverySessionHeld(), *apart(conference))), published)
