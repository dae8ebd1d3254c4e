"""What is found of a day before it is solved: never a false alarm, and the stories that people tell."""

from __future__ import annotations

from itertools import combinations, permutations, product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.checking.findings import findings
from scheduler.checking.matching import cliques, moments, overlaps, too_many
from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference, Walking
from scheduler.conference.programme import Programme
from scheduler.rules.book import RULES, standard_book
from scheduler.rules.pinned import Pinned
from scheduler.rules.preferred import Preferred
from scheduler.rules.problem import Problem
from scheduler.rules.quorum import Quorum
from scheduler.rules.rule import Rule, by_title
from tests.support.conferences import conferences, programmes
from tests.support.small import FIRST, day, minute, span
from tests.support.statements import statements

slow_to_draw = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


def possible(conference: Conference, rules: tuple[Rule, ...]) -> bool:
    """Whether some programme keeps all hard rules, by looking at every one."""
    cases = [case for rule in rules if rule.weight is None for case in rule.cases(conference)]
    return any(not any(case.breaches(programme) for case in cases) for programme in programmes(conference))


@slow_to_draw
@given(conference=conferences())
def test_no_possible_day_is_called_impossible_by_the_standard_book(conference: Conference) -> None:
    rules = standard_book(conference)
    fatal = [finding.sentence for finding in findings(Problem(conference, rules)) if finding.fatal]
    assert not (fatal and possible(conference, rules)), fatal


@slow_to_draw
@given(data=st.data(), conference=conferences().filter(lambda c: c.held))
def test_no_possible_day_is_called_impossible_by_any_rules(data: st.DataObject, conference: Conference) -> None:
    drawn = [data.draw(statements(kind, conference)) for kind in RULES if data.draw(st.booleans())]
    rules = tuple(rule.model_copy(update={"weight": data.draw(st.sampled_from([None, None, 2]))}) for rule in drawn)
    fatal = [finding.sentence for finding in findings(Problem(conference, rules)) if finding.fatal]
    assert not (fatal and possible(conference, rules)), fatal


def found_in(conference: Conference, **weights: Any) -> list[tuple[bool, str]]:
    """What is found with the standard book, in which these rules have another weight; `off` leaves one out."""
    rules = []
    for rule in standard_book(conference):
        weight = weights.get(rule.name, rule.weight)
        if weight != "off":
            rules.append(rule.model_copy(update={"weight": weight}))
    return [(finding.fatal, finding.sentence) for finding in findings(Problem(conference, rules))]


@slow_to_draw
@given(conference=conferences())
def test_no_programme_holds_more_of_a_crowd_than_it_is_told_to_have_places(conference: Conference) -> None:
    rules = standard_book(conference)
    cases = [case for rule in rules if rule.weight is None for case in rule.cases(conference)]
    kept = [case for case in cases if not case.breaches(Programme())]  # all but that something is held
    counts = [(f.crowd, f.places) for f in findings(Problem(conference, rules)) if f.fatal and f.places]
    for programme in programmes(conference) if counts else ():
        if not any(case.breaches(programme) for case in kept):
            for crowd, places in counts:
                assert sum(session in programme for session in crowd) <= places


def test_each_crowd_is_told_with_all_that_have_no_other_place() -> None:
    early = {name: {"starts": ["9:00"]} for name in ("Ada", "Ben", "Cas", "Dirk")}
    late = {name: {"starts": ["11:00"]} for name in ("Eva", "Fien", "Gijs")}
    crowded = day(sessions={**early, **late}, rooms={"Zaal 1": {}, "Zaal 2": {}})
    assert [sentence for _, sentence in found_in(crowded)] == [
        f"{number} sessions need a room, and there are 2 places for them: Zaal 1 and Zaal 2 between {when}, one "
        f"session at a time. They are {names}."
        for number, when, names in (
            (4, "9.00 and 10.00", "Ada, Ben, Cas and Dirk"),
            (3, "11.00 and 12.00", "Eva, Fien and Gijs"),
        )
    ]


def test_more_sessions_than_rooms_and_rounds() -> None:
    three_in_two = day(
        sessions={"Europa": {}, "Woningmarkt": {}, "Veiligheid": {}},
        rooms={"Zaal 1": {}},
        rounds=["10:00-11:00", "11:15-12:15"],
    )
    sentence = (
        "3 sessions need a room, and there are 2 places for them: Zaal 1 between 10.00 and 12.15, one session "
        "at a time. They are Europa, Woningmarkt and Veiligheid."
    )
    assert found_in(three_in_two) == [(True, sentence)]
    assert found_in(three_in_two, one_session_per_room=5) == []


def talks(*minutes: int) -> dict[str, dict[str, Any]]:
    return {f"Talk {number}": {"minutes": length} for number, length in enumerate(minutes, 1)}


def test_more_minutes_of_sessions_than_the_rooms_have() -> None:
    """Each could be had four times in the two hours, so that counting sessions finds nothing."""
    rooms: dict[str, dict[str, Any]] = {"Zaal 1": {"closed": ["11:00-17:00"]}, "Zaal 2": {"closed": ["9:00-17:00"]}}
    crowded = day(sessions=talks(30, 45, 60), rooms=rooms, every=15)
    [(fatal, sentence)] = found_in(crowded)
    assert fatal
    assert sentence == (
        "3 sessions take 2 hours and 15 minutes together, and there are 2 hours for them, 15 minutes too few: Zaal 1 "
        "between 9.00 and 11.00, one session at a time. They are Talk 1, Talk 2 and Talk 3."
    )
    assert found_in(crowded, one_session_per_room="off") == []
    assert found_in(crowded, room_is_open="off") == []
    assert found_in(day(sessions=talks(30, 30, 60), rooms=rooms, every=15)) == []


def test_minutes_in_which_nothing_else_may_run_are_not_there_for_others() -> None:
    lunch = {"Lunch": {"kind": "break", "needs_room": False, "minutes": 60, "starts": ["12:00"]}}
    rooms: dict[str, dict[str, Any]] = {"Zaal 1": {"closed": ["9:00-11:00", "14:00-17:00"]}}
    crowded = day(sessions={**lunch, **talks(30, 45, 60)}, rooms=rooms, every=15)
    [(fatal, sentence)] = found_in(crowded)
    assert fatal
    assert "there are 2 hours for them, 15 minutes too few" in sentence
    assert found_in(crowded, plenary_stands_alone="off") == []


@given(st.lists(st.sampled_from([15, 30, 45, 60, 90]), min_size=1, max_size=9), st.integers(1, 3))
def test_whatever_their_lengths_more_minutes_than_there_are_is_told(minutes: list[int], number: int) -> None:
    rooms: dict[str, dict[str, Any]] = {f"Zaal {n}": {} for n in range(1, number + 1)}
    crowded = day(sessions=talks(*minutes), rooms=rooms, every=15, hours="9:00-11:00")
    seen = [sentence for fatal, sentence in found_in(crowded) if fatal]
    if sum(minutes) > 120 * number:
        assert seen
    elif fits(minutes, number):
        assert not seen


def fits(minutes: list[int], number: int) -> bool:
    """Whether they can be dealt to so many rooms of two hours, by looking at every way."""
    return any(
        all(sum(m for m, room in zip(minutes, dealt, strict=True) if room == n) <= 120 for n in range(number))
        for dealt in product(range(number), repeat=len(minutes))
    )


def test_a_chair_of_more_groups_than_there_are_rounds() -> None:
    groups = {name: {"chair": ["Karin"]} for name in ("Europa", "Woningmarkt", "Veiligheid")}
    karin = day(
        sessions={name: {"groups": [name]} for name in groups},
        groups=groups,
        rooms={"Zaal 1": {}, "Zaal 2": {}},
        rounds=["10:00-11:00", "11:15-12:15"],
    )
    time = "between 10.00 and 12.15 there is time for only 2 of these 3"
    sentence = f"Karin must be at Europa, Woningmarkt and Veiligheid; {time}."
    assert found_in(karin) == [(True, sentence)]
    assert found_in(karin, nobody_in_two_places=5, session_is_led="off") == [(False, sentence)]


def test_a_guest_who_is_there_for_less_than_the_talk() -> None:
    talk = day(
        sessions={"Gesprek": {"minutes": 45, "speakers": ["Eric van der Burg"]}},
        people={"Eric van der Burg": {"present": ["15:00-15:30"]}},
    )
    present = "is there from 15.00 to 15.30, 30 minutes at most"
    fact = f"it takes 45 minutes, and Eric van der Burg, who speaks at it, {present}."
    assert found_in(talk) == [(True, f"Gesprek cannot be placed: {fact}")]
    assert found_in(talk, present_when_needed=3) == [(False, f"Gesprek: {fact}")]


def test_a_group_larger_than_every_room() -> None:
    crowd = day(
        sessions={"Woningmarkt": {"expected": 60}}, rooms={"Zaal 1": {"capacity": 40}, "Zaal 2": {"capacity": 20}}
    )
    fact = "60 people are expected, and Zaal 1, the largest room that it can have, seats 40."
    assert found_in(crowd) == [(True, f"Woningmarkt cannot be placed: {fact}")]
    assert found_in(crowd, room_seats_everyone=1) == [(False, f"Woningmarkt: {fact}")]


def test_groups_to_be_kept_apart_that_are_more_than_the_rounds() -> None:
    groups = {name: {"pillars": ["Fysiek"]} for name in ("Woningmarkt", "Leefomgeving", "Duurzaamheid")}
    pillar = day(
        sessions={name: {"groups": [name], "kind": "theme group meeting"} for name in groups},
        groups={"Fysiek": {"kind": "pillar"}, **groups},
        rooms={f"Zaal {n}": {} for n in (1, 2, 3)},
        rounds=["10:00-11:00", "11:15-12:15"],
    )
    names = "Woningmarkt, Leefomgeving and Duurzaamheid"
    time = "between 10.00 and 12.15 there is time for only 2 of these 3"
    kept = f"{names} are to be kept apart (groups_apart)"
    assert found_in(pillar) == [(False, f"{kept}; {time}, so some will coincide.")]
    assert found_in(pillar, groups_apart=None) == [(True, f"No two of {names} can coincide (groups_apart); {time}.")]
    with by_title():
        ((_, page),) = found_in(pillar, groups_apart=None)
    assert page == f"No two of {names} can coincide (Groups apart); {time}."
    assert found_in(pillar, groups_apart="off") == []


def pillars_and_their_themes() -> Conference:
    """Three pillars of three themes each, and three rounds in which all may meet, the pillars in the first."""
    pillars = {name: {"kind": "pillar"} for name in ("Sociaal", "Fysiek", "Werk")}
    themes = {f"{name} {n}": {"pillars": [name]} for name in pillars for n in (1, 2, 3)}
    meetings = {name: {"groups": [name], "kind": "pillar meeting"} for name in pillars}
    return day(
        sessions={**meetings, **{name: {"groups": [name], "kind": "theme group meeting"} for name in themes}},
        groups={**pillars, **themes},
        rooms={f"Zaal {n}": {} for n in range(1, 9)},
        rounds=["10:00-11:00", "11:15-12:15", "13:00-14:00"],
    )


def test_one_matter_of_three_pillars_is_told_once_with_the_rules_that_keep_apart() -> None:
    """Not nine times, once for each pillar and the themes of each."""
    every = "Sociaal, Fysiek and Werk"
    time = "between 10.00 and 14.00 there is time for only 3 one after another"
    assert found_in(pillars_and_their_themes()) == [
        (
            False,
            (
                f"The meetings of each of the pillars {every} are to be kept apart (groups_apart), and from "
                f"{every} (in_order); {time}, so not all of this can be kept."
            ),
        )
    ]
    assert found_in(pillars_and_their_themes(), in_order="off") == []
    assert found_in(pillars_and_their_themes(), groups_apart=None, in_order=None) == [
        (
            True,
            (
                f"The meetings of each of the pillars {every} cannot coincide (groups_apart), nor with Sociaal, "
                f"Fysiek or Werk (in_order); {time}."
            ),
        )
    ]


def test_a_session_that_nothing_is_left_for() -> None:
    lunch = day(
        sessions={"Lunch": {"windows": ["12:00-14:00"]}}, rooms={"Kantine": {"closed": ["12:45-13:15"]}}, every=15
    )
    sentence = (
        "Lunch cannot be placed: it takes 60 minutes and lies within 12.00–14.00. "
        "Kantine is closed from 12.45 to 13.15."
    )
    assert found_in(lunch) == [(True, sentence)]
    assert found_in(day(sessions={"Europa": {}}, rooms={})) == [(True, "Europa needs a room, and there is none.")]


def test_an_optional_session_that_cannot_stand_is_dropped() -> None:
    tight = day(sessions={"Podium": {"minutes": 90, "windows": ["12:00-13:00"], "optional": True}})
    sentence = "Podium cannot be placed: it takes 90 minutes and lies within 12.00–13.00. It will be dropped."
    assert found_in(tight) == [(False, sentence)]


def test_two_sessions_of_which_one_must_go() -> None:
    far = day(
        sessions={
            "Vitaal": {"groups": ["Vitaal"], "starts": ["10:00"], "rooms": ["Stadhuis"]},
            "Slim": {"groups": ["Slim"], "starts": ["11:00"], "rooms": ["Theater"]},
        },
        groups={"Vitaal": {"chair": ["Maarten"]}, "Slim": {"chair": ["Maarten"]}},
        rooms={"Stadhuis": {"building": "a"}, "Theater": {"building": "b"}},
        walking=Walking(between={frozenset(("a", "b")): 20}),
    )
    assert found_in(far) == [
        (
            True,
            (
                "Vitaal and Slim cannot both be placed, as long as this is demanded: Maarten chairs Vitaal and Slim, "
                "one at a time."
            ),
        )
    ]


def remarks(conference: Conference, *rules: Rule) -> list[str]:
    found = findings(Problem(conference, (*standard_book(conference), *rules)))
    assert not any(finding.fatal for finding in found)
    return [finding.sentence for finding in found]


def test_a_wish_for_an_hour_day_or_room_that_cannot_be_is_told_with_what_can() -> None:
    two = day(
        sessions={"Europa": {"rooms": ["Zaal 1"]}, "Wonen": {"rooms": ["Zaal 1"]}, "Zorg": {"days": [FIRST]}},
        rounds=["10:00-11:00", "11:15-12:15"],
        days=2,
    )
    europa, wonen, zorg = two.sessions
    hall = two.rooms[1]
    on_friday = "on Fri 10 February at 10.00 or 11.15"
    every = f"{on_friday}, or on Sat 11 February at 10.00 or 11.15"
    assert remarks(two, Preferred(sessions=(europa, wonen), at=(minute("10:15"),))) == [
        f"Europa and Wonen would rather be on Fri 10 February at 10.15, which can never be: they can begin {every}."
    ]
    assert remarks(two, Preferred(sessions=(europa,), room=(hall,))) == [
        "Europa would rather be in Zaal 2, which can never be: it can stand in Zaal 1."
    ]
    assert remarks(two, Preferred(sessions=(zorg,), days=(two.days[1].date,))) == [
        "Zorg would rather be on Sat 11 February, which can never be: it can be on Fri 10 February."
    ]
    assert remarks(two, Preferred(sessions=(zorg,), between=(span("2/9:00-12:00"),))) == [
        f"Zorg would rather be within Sat 11 February 9.00–12.00, which can never be: it can begin {on_friday}."
    ]
    assert remarks(two, Pinned(session=europa, at=(minute("9:00"),), weight=3)) == [
        f"Europa is pinned on Fri 10 February at 9.00, which can never be: it can begin {every}."
    ]


def test_wishes_that_can_be_met_one_by_one_and_not_together_are_told_so() -> None:
    two = day(sessions={"Europa": {}}, rooms={"Zaal 1": {"closed": ["9:00-12:00"]}, "Zaal 2": {}})
    wish = Preferred(sessions=two.sessions, at=(minute("10:00"),), room=(two.rooms[0],))
    assert remarks(two, wish) == ["Europa would rather be at 10.00 and in Zaal 1, which can never all be met together."]


def test_a_wish_that_some_can_share_or_that_can_be_met_is_no_remark() -> None:
    two = day(sessions={"Europa": {}, "Slot": {"starts": ["16:00"]}})
    assert remarks(two, Preferred(between=(span("9:00-12:00"),))) == []
    assert remarks(two, Preferred(sessions=(two.sessions[1],), at=(minute("10:00"), minute("16:00")))) == []


@slow_to_draw
@given(data=st.data(), conference=conferences().filter(lambda c: c.held))
def test_a_wish_that_is_said_never_to_be_met_is_in_no_programme(data: st.DataObject, conference: Conference) -> None:
    wish = data.draw(statements(Preferred, conference)).model_copy(update={"weight": 1})
    hard = [rule for rule in standard_book(conference) if rule.weight is None]
    cases = [case for rule in hard for case in rule.cases(conference)]
    remarks = " ".join(f.sentence for f in findings(Problem(conference, (*hard, wish))) if " can never " in f.sentence)
    for case in wish.cases(conference):
        (session,) = case.sessions
        if f"{session} " in remarks:
            meeting = [p for p in programmes(conference) if session in p and not case.breaches(p)]
            assert not any(all(not other.breaches(p) for other in cases) for p in meeting)


def test_what_is_wrong_with_the_one_hour_of_a_session_is_told_of_that_hour() -> None:
    board = day(
        sessions={"Lunch": {"groups": ["AB"], "starts": ["12:00"]}},
        groups={"AB": {"member": ["Anna"]}},
        people={"Anna": {"present": ["9:00-12:00"]}},
    )
    found = findings(Problem(board, (*standard_book(board), Quorum(group=board.groups[0], people=1))))
    assert [finding.sentence for finding in found if finding.fatal] == [
        "Lunch cannot be placed: AB needs 1 person at Lunch (12.00–13.00) and has 0: Anna cannot be there."
    ]


def test_a_day_without_sessions_is_a_remark() -> None:
    assert found_in(day(sessions={})) == [(False, "No session is held on this day.")]


spans = st.lists(
    st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 12)), max_size=7
)


@given(spans)
def test_there_are_as_many_moments_as_spans_that_keep_clear_of_one_another(some: list[Span]) -> None:
    clear = [
        chosen
        for size in range(len(some) + 1)
        for chosen in combinations(some, size)
        if not any(a.overlaps(b) for a, b in combinations(chosen, 2))
    ]
    found = moments(some)
    assert len(found) == max(map(len, clear))
    assert all(any(span.start <= moment < span.end for moment in found) for span in some)


starts = st.lists(st.integers(0, 30), max_size=7, unique=True).map(sorted)


@given(starts, st.integers(1, 12), starts, st.integers(1, 12))
def test_of_all_overlaps_those_are_tried_that_come_first_and_last_and_are_longest_and_shortest(
    ones: list[int], minutes: int, others: list[int], other_minutes: int
) -> None:
    every = [
        (shared, a, b) for a in ones for b in others if (shared := min(a + minutes, b + other_minutes) - max(a, b)) > 0
    ]
    wanted = [every[0], every[-1], max(every), min(every)] if every else []
    assert overlaps(ones, minutes, others, other_minutes) == list(dict.fromkeys((a, b) for _, a, b in wanted))


@given(st.dictionaries(st.sampled_from("abcde"), st.lists(st.integers(0, 4), max_size=4, unique=True)))
def test_too_many_is_what_no_matching_can_serve(choices: dict[str, list[int]]) -> None:
    things = list(choices)
    fits = any(
        all(p in choices[t] for t, p in zip(things, places, strict=True))
        for places in permutations(range(5), len(things))
    )
    found = too_many(choices)
    assert (found is None) == fits
    if found:
        crowd, places = found
        assert len(crowd) == len(places) + 1
        assert {place for thing in crowd for place in choices[thing]} == set(places)


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] < pair[1])))
def test_cliques_are_those_that_cannot_grow(edges: set[tuple[int, int]]) -> None:
    neighbours: dict[int, set[int]] = {n: {m for m in range(6) if (min(n, m), max(n, m)) in edges} for n in range(6)}
    every = [
        set(chosen)
        for size in range(1, 7)
        for chosen in combinations(range(6), size)
        if all(pair in edges for pair in combinations(chosen, 2))
    ]
    largest = [one for one in every if not any(one < other for other in every)]
    assert sorted(cliques(neighbours, 100)) == sorted(map(sorted, largest))


def test_sessions_may_coincide_in_rooms_that_share_no_part() -> None:
    """Each stands in the first room or the last, which is all of them, and in those between as well."""
    rooms: dict[str, dict[str, Any]] = {name: {} for name in "ABC"} | {"Aula": {"consists_of": ("A", "B", "C")}}
    conference = day(sessions={"Een": {}, "Twee": {}, "Drie": {}}, rooms=rooms, rounds=["9:00-10:00"])
    problem = Problem(conference, standard_book(conference))
    assert not [finding for finding in findings(problem) if finding.fatal]
