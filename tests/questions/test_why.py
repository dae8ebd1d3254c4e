"""The price of another place, and why there is none, against brute force; and the story of Haarlem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scheduler.conference.conference import Conference, Room
from scheduler.conference.programme import Programme
from scheduler.console.why import place_lines, priced_lines, refused_lines
from scheduler.files import read, read_programme
from scheduler.questions.explain.causes import Cause, Causes
from scheduler.questions.why import Already, PlacePrices, Priced, Question, Refused, places, why
from scheduler.questions.why.data import places_data, refused_data
from scheduler.questions.why.question import Beside, StandsAsAsked
from scheduler.questions.why.reasons import cause_sentences, causes
from scheduler.questions.why.resolver import WhyResolver
from scheduler.rules.book import standard_book
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.fair_share import FairShare
from scheduler.rules.groups_apart import GroupsApart
from scheduler.rules.one_session_per_room import OneSessionPerRoom
from scheduler.rules.pinned import Pinned
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule, Scope
from scheduler.search.budget import Budget, Stop
from scheduler.solving.price import Costs, Price, exactly, more, points, signed
from tests.solving.test_solve import books, costs
from tests.support.agreement import allowed
from tests.support.conferences import choices, conferences, programmes
from tests.support.explained_days import hold_together, some_times
from tests.support.small import day, minute, placed

HAARLEM = Path(__file__).parents[2] / "instances" / "haarlem-2023"
few = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    max_examples=15,
)
Costed = dict[Programme, Costs]


@st.composite
def days(draw: st.DrawFn, most: int = 120) -> tuple[Conference, list[Rule], Costed, Programme]:
    """A day, all its programmes that keep the hard rules with what they cost, and one of them."""
    conference = draw(conferences(most=most).filter(lambda conference: conference.held))
    book = draw(books(conference))
    costed = {p: cost or (0,) for p in programmes(conference) if (cost := costs(conference, book, p)) is not None}
    assume(costed)
    return conference, book, costed, draw(st.sampled_from(list(costed)))


def minus(one: Costs, other: Costs) -> Costs:
    return tuple(a - b for a, b in zip(one, other, strict=True))


@few
@given(data=st.data())
def test_every_place_for_a_session_has_the_price_that_brute_force_finds(data: st.DataObject) -> None:
    conference, book, costed, programme = data.draw(days())
    session = data.draw(st.sampled_from(conference.held))
    expected: dict[tuple[int, Room | None], Costs | None] = {
        (place.start, place.room): None for place in choices(conference, session) if place
    }
    for other, cost in costed.items():
        if session in other:
            here = (other[session].start, other[session].room)
            known = expected[here]
            price = minus(cost, costed[programme])
            expected[here] = price if known is None else min(known, price)
    answer = places(Problem(conference, book), programme, session)
    found: dict[tuple[int, Room | None], Costs | None] = {}
    for place in answer.places:
        assert place.price.proven
        found |= {(place.start, room): place.price.most for room in place.rooms}
    for closed in answer.closed:
        assert closed.why
        found |= {(closed.start, room): None for room in closed.rooms}
    assert {**dict.fromkeys(expected), **found} == expected  # a room that does not suit it at all is not told
    assert answer.day == exactly(min(costed.values()))
    assert [place.price.most for place in answer.places] == sorted(place.price.most for place in answer.places)


@st.composite
def questions(draw: st.DrawFn, conference: Conference) -> Question:
    session = draw(st.sampled_from(conference.held))
    others = [other for other in conference.held if other != session]
    kind = draw(st.sampled_from(["at", "room", "both", "not at", "beside", "apart"]))
    hours = sorted({*conference.starts(session), 615})
    at = (draw(st.sampled_from(hours)),)
    rooms = (draw(st.sampled_from(conference.rooms)),)
    if kind in ("beside", "apart") and others:
        other = draw(st.sampled_from(others))
        return Question(session, beside=other) if kind == "beside" else Question(session, apart=other)
    if kind == "not at":
        return Question(session, not_at=at)
    return Question(session, at=at if kind != "room" else (), rooms=rooms if kind in ("room", "both") else ())


def so(question: Question, programme: Programme) -> bool:
    """Whether the programme has it as asked, read a second time."""
    placement = programme.get(question.session)
    if placement is None:
        return False
    for other, wanted in ((question.beside, True), (question.apart, False)):
        if other and (other not in programme or placement.overlaps(programme[other]) is not wanted):
            return False
    at_the_hour = (not question.at or placement.start in question.at) and placement.start not in question.not_at
    return at_the_hour and (not question.rooms or placement.room in question.rooms)


@few
@given(data=st.data())
def test_what_is_asked_costs_what_brute_force_finds_and_moves_the_fewest_sessions(data: st.DataObject) -> None:
    conference, book, costed, programme = data.draw(days())
    question = data.draw(questions(conference))
    answer = why(Problem(conference, book), programme, question)
    if so(question, programme):
        assert isinstance(answer, Already)
        return
    asked = {other: cost for other, cost in costed.items() if so(question, other)}
    if not asked:
        assert isinstance(answer, Refused)
        assert answer.causes
        return
    assert isinstance(answer, Priced)
    best = min(asked.values())
    assert answer.price == exactly(minus(best, costed[programme]))
    assert answer.own == exactly(minus(best, min(costed.values())))
    assert asked[answer.found.programme] == best
    assert answer.found.fewest_moves
    moved = {other: sum(other.get(s) != old for s, old in programme.items()) for other in asked}
    assert moved[answer.found.programme] == min(moved[other] for other, cost in asked.items() if cost == best)


@few
@given(data=st.data())
def test_a_cause_is_impossible_with_what_is_asked_and_possible_without_any_one_of_it(data: st.DataObject) -> None:
    conference, book, costed, programme = data.draw(days(most=60))
    question = data.draw(questions(conference))
    assume(not any(so(question, other) for other in costed))
    found, complete = causes(
        WhyResolver(Problem(conference, tuple(book)), Budget(60), programme=programme),
        question,
        60,
        9,
        some_times(conference),
    )
    assert found
    assert complete
    # Only what cannot be on any day leaves nothing to give up; the day may have causes of its own against it besides.
    nothing_left = [not cause_sentences(cause, question, conference) for cause in found]
    assert any(nothing_left) is bool(question.contradiction)
    asked = {type(rule) for rule in question.rules}
    for cause in found:
        assert any(type(requirement.rule) in asked for requirement in cause.requirements)
        # That the session is held can never be given up.
        assert f"{question.session} must be held" not in " ".join(cause_sentences(cause, question, conference))
        assert not hold_together(conference, [requirement.case for requirement in cause.requirements])
        for spared in cause.requirements:
            rest = [requirement.case for requirement in cause.requirements if requirement is not spared]
            assert hold_together(conference, rest), str(spared)


@few
@given(data=st.data(), few_starts=st.sampled_from([40, 1]))
def test_solver_and_check_read_what_is_asked_alike(data: st.DataObject, few_starts: int) -> None:
    conference = data.draw(conferences(most=120).filter(lambda conference: conference.held))
    question = data.draw(questions(conference))
    for rule in question.rules:
        assert isinstance(rule, (StandsAsAsked, Beside))
        for case in rule.cases(conference):
            right = {programme for programme in programmes(conference) if not case.breaches(programme)}
            assert allowed(conference, case, "hard", few=few_starts) == right, str(case)
            assert allowed(conference, case, "on", few=few_starts) == right, str(case)
            assert allowed(conference, case, "off", few=few_starts) == set(programmes(conference)), str(case)


# -- stories ----------------------------------------------------------------------------------------------------------


def pair(**more: Any) -> Conference:
    return day(
        sessions={"Europa": {"groups": ["E"]}, "Wonen": {"groups": ["W"]}},
        groups={"E": {"member": ["Anna", "Bob"]}, "W": {"member": ["Anna"], "interested": ["Carla"]}},
        rounds=["10:00-11:00", "11:30-12:30"],
        **more,
    )


def test_the_price_is_told_rule_by_rule_with_who_misses_what_and_what_moves() -> None:
    conference = pair()
    programme = placed(conference, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1")
    europa = conference.held[0]
    answer = why(Problem(conference, standard_book(conference)), programme, Question(europa, beside=conference.held[1]))
    assert isinstance(answer, Priced)
    # Anna is a member of both, and misses one of the two: weight 2, and 4 for whoever is worst off.
    assert list(priced_lines(answer, "programme.json"))[:2] == [
        "Europa at the same time as Wonen costs 6 points more than programme.json: 6",
        "points in all. Proven: no programme with it costs less.",
    ]


def test_what_cannot_be_is_told_with_names_and_hours_and_without_what_is_asked() -> None:
    conference = pair()
    book = [*standard_book(conference), GroupsApart(groups=conference.groups)]
    programme = placed(conference, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1")
    answer = why(Problem(conference, book), programme, Question(conference.held[0], beside=conference.held[1]))
    assert isinstance(answer, Refused)
    assert list(refused_lines(answer)) == [
        "Europa at the same time as Wonen is impossible: no programme keeps all hard",
        "rules then.",
        "",
        "For Europa to take place at the same time as Wonen, this cannot hold:",
        "- Europa and Wonen do not coincide (groups_apart).",
        "",
        "If this is given up, it can be.",
    ]
    data = refused_data(answer)["causes"][0]["requirements"]
    assert {one["statement"]: one["can_be_given_up"] for one in data} == {
        "Europa must be held.": False,
        "Wonen must be held.": False,
        "Europa and Wonen take place at the same time.": False,
        "Europa and Wonen do not coincide.": True,
    }
    # Pages show this, on which a rule has a title.
    assert refused_data(answer)["causes"][0]["told"] == ["Europa and Wonen do not coincide (Groups apart)."]


def test_a_wish_that_must_be_met_can_be_given_up_though_the_session_must_then_be_held() -> None:
    conference = day(
        sessions={"Europa": {"groups": ["E"]}},
        groups={"E": {"member": ["Anna"]}},
        people={"Anna": {"present": ["10:00-11:00"]}},
        hours="9:00-11:00",
        every=60,
    )
    book = [EverySessionHeld(), FairShare(only=Scope(sessions=conference.held))]
    programme = placed(conference, "Europa 10:00 Zaal 1")
    answer = why(Problem(conference, book), programme, Question(conference.held[0], at=(minute("9:00"),)))
    assert isinstance(answer, Refused)
    assert list(refused_lines(answer))[-4:] == [
        "For Europa to stand at 9.00, this cannot hold:",
        "- Nobody misses a wished meeting (fair_share).",
        "",
        "If this is given up, it can be.",
    ]
    data = refused_data(answer)["causes"][0]["requirements"]
    assert [one["can_be_given_up"] for one in data if one["rule"] == "fair_share"] == [True]


def test_what_is_asked_reads_as_neither_nor_with_each_day_by_itself() -> None:
    conference = pair()
    two = replace(conference.clock, several_days=True)
    days = conference.model_copy(update={"clock": two})
    europa, wonen = conference.held
    ten, later = minute("10:00"), minute("11:30")
    assert Question(europa, not_at=(ten, later)).text(conference) == "not at 10.00 or 11.30"
    assert Question(europa, not_at=(ten,), apart=wonen).text(conference) == (
        "neither at 10.00 nor at the same time as Wonen"
    )
    first, second = two.day(ten), two.day(ten + 1440)
    assert Question(europa, not_at=(ten + 1440, ten, later)).text(days) == (
        f"neither on {first} at 10.00 or 11.30 nor on {second} at 10.00"
    )
    assert Question(europa, beside=wonen, not_at=(ten,)).text(conference) == (
        "at the same time as Wonen and not at 10.00"
    )


def test_what_is_impossible_on_any_day_offers_nothing_to_give_up() -> None:
    conference = pair()
    programme = placed(conference, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1")
    asked = Question(conference.held[0], at=(minute("10:00"),), not_at=(minute("10:00"),))
    assert asked.contradiction == "Europa cannot both stand and not stand at the same hour."
    answer = why(Problem(conference, standard_book(conference)), programme, asked)
    assert isinstance(answer, Refused)
    assert list(refused_lines(answer)) == ["Europa at 10.00 and not at 10.00 is impossible, whatever the day demands."]


def test_the_name_of_a_room_is_not_broken_over_two_lines() -> None:
    rooms: dict[str, Any] = {f"Zaal {number}": {} for number in range(1, 7)} | {"Hok": {"closed": ["9:00-18:00"]}}
    conference = day(sessions={"Europa": {}, "Wonen": {}}, rooms=rooms, rounds=["10:00-11:00", "11:30-12:30"])
    programme = placed(conference, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1")
    shown = list(
        place_lines(places(Problem(conference, standard_book(conference)), programme, conference.held[0]), "p.json", 60)
    )
    (first, *_) = "\n".join(shown[2:]).split("\n\n")
    cells = [line[9:24].strip() for line in first.split("\n")[1:]]
    names = "Zaal 1, Zaal 2, Zaal 3, Zaal 4, Zaal 5 or Zaal 6"
    assert " ".join(filter(None, cells)) == f"room {names} {names}"
    assert [cell for cell in cells if cell.endswith("Zaal")] == []


def test_the_table_folds_rooms_that_do_equally_well_and_tells_why_an_hour_is_closed() -> None:
    conference = pair()
    programme = placed(conference, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1")
    answer = places(Problem(conference, standard_book(conference)), programme, conference.held[0])
    assert list(place_lines(answer, "programme.json")) == [
        "Every place for Europa, the cheapest first. programme.json costs 0 points.",
        "",
        "  hour   room      price  what changes",
        "  10.00  any room      0  it stands there now",
        "  11.30  any room      0  2 sessions move",
        "",
        "The price is what the day then costs at best, beside programme.json. Proven: no",
        "programme with it there costs less.",
    ]


def quarters(**europa: Any) -> tuple[Conference, Programme]:
    """A day on a grid of quarters, on which Wonen stands in the Aula at eleven."""
    conference = day(
        sessions={"Europa": europa, "Wonen": {"starts": ["11:00"], "rooms": ["Aula"]}},
        rooms={"Aula": {}, "Zolder": {"closed": ["9:00-12:30"]}},
        people={"Anna": {"present": ["10:00-13:30"]}},
        hours="9:00-14:00",
        every=15,
    )
    return conference, placed(conference, "Europa 10:00 Aula; Wonen 11:00 Aula")


def told_beneath(conference: Conference, programme: Programme, *more_rules: Rule) -> list[str]:
    """What stands in the rows of the table and beneath it, paragraph by paragraph."""
    answer = places(Problem(conference, (*standard_book(conference), *more_rules)), programme, conference.held[0])
    paragraphs = "\n".join(place_lines(answer, "p.json")).split("\n\n")
    assert max(len(line) for paragraph in paragraphs for line in paragraph.split("\n")) <= 80
    return [*paragraphs[1].split("\n")[1:], *(" ".join(p.split()) for p in paragraphs[3:])]


def test_hours_at_which_a_session_cannot_be_for_one_reason_are_told_together() -> None:
    conference, programme = quarters(speakers=["Anna"])
    assert told_beneath(conference, programme) == [
        "  10.00           Aula          0  it stands there now",
        "  12.00 or 12.15  Aula          0  1 session moves",
        "  12.30           any room      0  1 session moves",
        (
            "Impossible from 9.00 to 9.45 and from 12.45 to 13.45: Anna speaks at Europa, "
            "and can be there from 10.00 to 13.30."
        ),
        "Impossible at 10.00, 12.00 or 12.15 in Zolder: Zolder is closed from 9.00 to 12.30.",
        (
            "Impossible from 10.15 to 11.45, for these cannot all hold: "
            "- Wonen must be held, takes 60 minutes, begins at 11.00 and stands in Aula. - Europa needs a room. "
            "- Zolder is closed from 9.00 to 12.30. - Aula holds one session at a time."
        ),
    ]


def test_why_an_hour_is_closed_has_rules_by_title_for_pages_and_by_key_in_a_terminal() -> None:
    conference = pair()
    europa, wonen = conference.held
    pin = Pinned(session=wonen, at=(minute("11:30"),))
    book = [*standard_book(conference), pin, GroupsApart(groups=conference.groups)]
    programme = placed(conference, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1")
    answer = places(Problem(conference, book), programme, europa)
    (closed,) = answer.closed
    assert "(groups_apart)" in " ".join(closed.why)
    (shown,) = places_data(answer)["impossible"]
    assert "(Groups apart)" in " ".join(shown["why"])
    assert "groups_apart" not in " ".join(shown["why"])


def test_a_pinned_session_has_one_reason_for_all_other_hours() -> None:
    conference, programme = quarters()
    (europa, _), (aula, _) = conference.held, conference.rooms
    pin = Pinned(session=europa, at=(minute("10:00"),), room=(aula,))
    assert told_beneath(conference, programme, pin) == [
        "  10.00  Aula      0  it stands there now",
        "Impossible at any other hour: Europa is pinned at 10.00 in Aula.",
    ]


def test_an_hour_in_another_round_or_past_closing_time_is_told_without_the_hour_where_there_are_more() -> None:
    rounds = ["9:00-10:00", "10:15-11:15", "11:30-12:30", "13:00-14:00"]
    one = day(sessions={"Europa": {"rounds": ["round 1", "round 2"]}}, rounds=rounds)
    assert told_beneath(one, placed(one, "Europa 9:00 Zaal 1"))[2:] == [
        "Impossible at any other hour: Europa is then not in round 1 or round 2."
    ]
    late = day(sessions={"Europa": {}}, hours="9:00-11:00", every=30)
    assert told_beneath(late, placed(late, "Europa 9:00 Zaal 1"))[2:] == [
        "Impossible at 10.30: Europa is at 10.30–11.30, outside the opening hours 9.00–11.00."
    ]
    late = day(sessions={"Europa": {}}, hours="9:00-11:00", every=20)
    assert told_beneath(late, placed(late, "Europa 9:00 Zaal 1"))[2:] == [
        "Impossible at any other hour: Europa is then outside the opening hours 9.00–11.00."
    ]


def test_once_a_reason_is_found_others_are_looked_for_in_a_tenth_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    conference, programme = quarters()
    europa = conference.held[0]
    asking = WhyResolver(Problem(conference, tuple(standard_book(conference))), Budget(600), programme=programme)
    left: list[float] = []

    class Searched(Causes):
        def search(self) -> Iterator[Cause]:
            for cause in super().search():
                left.append(self.trials.budget.left)
                yield cause
            left.append(self.trials.budget.left)

    monkeypatch.setattr("scheduler.questions.why.reasons.Causes", Searched)
    found, _ = causes(asking, Question(europa, at=(minute("13:15"),)), 600)
    assert len(found) == 1
    assert left[0] > 500
    assert left[-1] <= 60


def test_what_is_not_proven_of_an_impossible_place_is_said() -> None:
    conference, programme = quarters()
    question = Question(conference.held[0], at=(minute("13:15"),))
    answer = why(Problem(conference, standard_book(conference)), programme, question)
    assert isinstance(answer, Refused)
    assert list(refused_lines(answer))[-1] == "If this is given up, it can be."
    unsettled = replace(answer, all_causes=False)
    assert " ".join(list(refused_lines(unsettled))[-2:]) == (
        "Not proven: that there is no other reason besides. That was not settled in the time."
    )


def test_a_programme_that_is_not_the_best_is_told_so() -> None:
    conference = pair()
    programme = placed(conference, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2")
    answer = why(
        Problem(conference, standard_book(conference)), programme, Question(conference.held[0], at=(minute("11:30"),))
    )
    assert isinstance(answer, Priced)
    assert list(priced_lines(answer, "programme.json"))[:5] == [
        "Europa at 11.30 costs 6 points fewer than programme.json: 0 points in all.",
        "Proven: no programme with it costs less.",
        "The day can do better even without this: 0 points, where programme.json has 6",
        "points. Beside the best programme what is asked costs nothing.",
        "",
    ]


def test_what_is_so_already_is_no_question() -> None:
    conference = pair()
    programme = placed(conference, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1")
    asked = Question(conference.held[0], apart=conference.held[1])
    assert isinstance(why(Problem(conference, standard_book(conference)), programme, asked), Already)


def test_europa_in_the_gravenzaal_at_three_is_in_the_way_of_the_state_secretary() -> None:
    instance = read(HAARLEM)
    programme, _ = read_programme(HAARLEM / "printed.yaml", instance)
    europa, hall = instance.conference.session("Europa"), instance.conference.room("Gravenzaal")
    assert europa
    assert hall
    asked = Question(europa, at=(minute("15:00"),), rooms=(hall,))
    answer = why(instance.problem, programme, asked)
    assert isinstance(answer, Refused)
    assert answer.all_causes
    (cause,) = answer.causes
    talk = "Gesprek met staatssecretaris Van der Burg"
    assert cause_sentences(cause, asked, instance.conference)[:3] == [
        f"{talk} must be held, needs a room that seats 68 people and takes 45 minutes.",
        f"Eric van der Burg speaks at {talk}, and can be there from 15.00 to 15.45.",
        "Gravenzaal holds one session at a time.",
    ]


def test_with_no_time_at_all_what_is_told_is_bounds() -> None:
    instance = read(HAARLEM)
    programme, _ = read_programme(HAARLEM / "printed.yaml", instance)
    europa = instance.conference.session("Europa")
    assert europa
    answer = places(instance.problem, programme, europa, limit=0.3)
    assert isinstance(answer, PlacePrices)
    assert len(answer.places) + len(answer.closed) >= 4
    assert not answer.proven
    assert all(place.price.least <= place.price.most for place in answer.places)
    assert answer.quick
    assert "Nothing is proven: where one price stands, it is that or less." in " ".join(
        place_lines(answer, "printed.yaml")
    )


@few
@given(data=st.data())
def test_what_is_found_by_hand_is_a_programme_of_the_day_and_no_cheaper_than_can_be(data: st.DataObject) -> None:
    conference, book, costed, programme = data.draw(days())
    session = data.draw(st.sampled_from(conference.held))
    answer = places(Problem(conference, book), programme, session, limit=0.06)
    assert answer.day.least <= min(costed.values()) <= answer.day.most
    for place in answer.places:
        here = [
            minus(cost, costed[programme])
            for other, cost in costed.items()
            if session in other and other[session].start == place.start and other[session].room in place.rooms
        ]
        if here:
            assert place.price.least <= min(here) <= place.price.most
        assert place.found is None or minus(costed[place.found.programme], costed[programme]) == place.price.most


def test_no_session_is_swapped_to_an_hour_that_the_day_does_not_have_for_it() -> None:
    # One room, and Europa begins at 10.00 or not at all; no hard rule repeats that.
    conference = day(
        sessions={"Europa": {"starts": ["10:00"], "minutes": 60}, "Wonen": {"minutes": 60}},
        rooms={"Zaal 1": {}},
        hours="10:00-12:00",
        every=60,
    )
    problem = Problem(conference, [EverySessionHeld(), OneSessionPerRoom()])
    programme = placed(conference, "Europa 10:00 Zaal 1; Wonen 11:00 Zaal 1")
    answer = places(problem, programme, conference.sessions[1])
    assert [place.start for place in answer.places] == [660]
    assert [closed.start for closed in answer.closed] == [600]


def test_asked_to_stop_it_tells_what_it_has() -> None:
    instance = read(HAARLEM)
    programme, _ = read_programme(HAARLEM / "printed.yaml", instance)
    europa = instance.conference.session("Europa")
    assert europa
    stop = Stop()
    stop.set()
    answer = places(instance.problem, programme, europa, stop=stop)
    assert (answer.stopped, answer.proven) == (True, False)
    # Nothing more is tried, not even by hand: what is known is the place where it stands.
    assert [place.start for place in answer.places if place.found] == [programme[europa].start]


@pytest.mark.parametrize(
    ("costs_told", "words"),
    [
        ((4,), ("4 points", "4 points more", "+4")),
        ((-1,), ("-1 points", "1 point fewer", "-1")),
        ((0,), ("0 points", "as many points", "0")),
        (
            (0, 3),
            ("3 points second weighed", "3 points more second weighed", "0 / +3"),
        ),
    ],
)
def test_points_are_told_by_tier(costs_told: Costs, words: tuple[str, str, str]) -> None:
    assert (points(costs_told), more(costs_told), signed(costs_told)) == words


def test_a_price_is_a_difference_of_two_amounts_neither_of_which_may_be_known_for_certain() -> None:
    assert Price((4,), (6,)) - Price((1,), (2,)) == Price((2,), (5,))
    assert -Price((4,), (6,)) == Price((-6,), (-4,))
    assert Price((4,), (6,)).within(Price((5,), (9,))) == Price((5,), (6,))
