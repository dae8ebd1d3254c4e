"""Places for which one signs up: who comes, who waits, what is expected, and what does not fit together."""

from __future__ import annotations

from pathlib import Path

from scheduler.conference.conference import Conference, Role, Session
from scheduler.conference.personal_day import personal_day
from scheduler.files import read_text
from scheduler.text.language import Language
from tests.files.test_faults import fault_lines
from tests.support.small import placed

DAY = """title: X
date: 2026-03-13
rounds: [10:00–11:00, 11:15–12:15]
rooms: [Zaal 1, Zaal 2]
people: [Anna, Bob, Carla, Dirk, {name: Eva, wishes: {Tour: 5}}, {name: Fay, wishes: {Tour: 0}}]
groups: [{name: Europa, chair: Anna, members: [Bob, Carla]}]
sessions:
"""


def day(text: str) -> Conference:
    return read_text(f"{DAY}{text}", "day.yaml").conference


def wishing(conference: Conference, session: Session) -> dict[str, Role]:
    wishes = {person.name: conference.wishes(person).get(session) for person in conference.people}
    return {name: role for name, role in wishes.items() if role}


def test_who_signed_up_wishes_to_be_there_as_a_member_and_nobody_else_does() -> None:
    conference = day("  - {title: Tour, group: Europa, places: 3, signed_up: [Carla, Dirk], waiting: Bob}")
    (tour,) = conference.sessions
    assert wishing(conference, tour) == {"Carla": Role.MEMBER, "Dirk": Role.MEMBER}
    weights = dict.fromkeys(Role, 2)
    assert [conference.weighed(person, weights) for person in conference.people] == [
        {},
        {},
        {tour: 2},
        {tour: 2},
        {},
        {},
    ]


def test_who_states_how_strong_their_wish_is_keeps_that_with_a_place_and_what_is_0_is_as_a_member() -> None:
    conference = day("  - {title: Tour, signed_up: [Eva, Fay]}")
    weights = {**dict.fromkeys(Role, 1), Role.MEMBER: 2}
    weighed = {person.name: conference.weighed(person, weights) for person in conference.people}
    assert {name: list(found.values()) for name, found in weighed.items() if found} == {"Eva": [5], "Fay": [2]}


def test_expected_are_the_places_else_who_signed_up_and_whoever_must_be_there_besides() -> None:
    conference = day(
        "  - {title: Tour, group: Europa, places: 20, signed_up: Bob}\n"  # 20 and Anna, who chairs
        "  - {title: B, group: Europa, places: 20, signed_up: [Anna, Bob]}\n"  # she has one of the 20
        "  - {title: C, signed_up: [Bob, Carla], speakers: Dirk, waiting: Eva}\n"  # Bob, Carla and Dirk
        "  - {title: D, places: 20, expected: 12}\n"
    )
    assert [conference.expected(session) for session in conference.sessions] == [21, 20, 3, 12]


def test_the_own_day_has_what_one_has_a_place_at_and_says_where_one_waits() -> None:
    conference = day("  - {title: Tour, open: yes, places: 1, signed_up: Dirk, waiting: Bob}\n  - Europa")
    programme = placed(conference, "Tour 10:00 Zaal 1; Europa 11:15 Zaal 2")
    days = {person.name: personal_day(conference, programme, person) for person in conference.people}
    assert {name: [(i.placement.session.name, i.why.value) for i in found.items] for name, found in days.items()} == {
        "Anna": [("Europa", "chairs")],
        "Bob": [("Europa", "member")],
        "Carla": [("Europa", "member")],
        "Dirk": [("Tour", "signed up")],
        "Eva": [],
        "Fay": [],
    }
    assert {name: [p.session.name for p in found.waiting] for name, found in days.items() if found.waiting} == {
        "Bob": ["Tour"]
    }


def test_faults_say_how_many_are_too_many_and_where_they_go(tmp_path: Path) -> None:
    faults = fault_lines(
        tmp_path,
        f"{DAY}  - title: Tour\n    places: 2\n    signed_up: [Bob, Dirk, Anna]\n    waiting: [Carla, Bob, Zus]\n"
        "  - {title: Lunch, kind: break, places: 20}\n  - {title: X, places: 0}\n",
    )
    assert faults == [
        (
            'day.yaml:10: sessions › Tour › signed_up: "Tour" has a place for 2 and 3 signed up; move 1 to '
            '"waiting", or raise "places".'
        ),
        'day.yaml:11: sessions › Tour › waiting: "Zus" is no person.',
        "day.yaml:11: sessions › Tour › waiting: Bob has a place already, and waits for none.",
        (
            'day.yaml:12: sessions › Lunch › places: "Lunch" is for everyone, so nobody need sign up for it; leave '
            '"places" out, or give it another kind.'
        ),
        'day.yaml:13: sessions › X › places: should be a whole number of at least 1; it says "0".',
    ]


def test_what_counts_for_nothing_is_said() -> None:
    found = read_text(
        f"{DAY}  - {{title: Tour, group: Europa, places: 3, signed_up: Bob, waiting: Dirk}}\n"
        "  - {title: Talk, group: Europa, places: 1}\n",
        "day.yaml",
    )
    dutch = Language.of("nl")
    assert [remark.into(dutch) for remark in found.remarks[1:]] == [
        'day.yaml:8: "Tour" heeft nog 2 plaatsen vrij, en er staan mensen op de wachtlijst: Dirk.',
        "Tour: 2 mensen die erheen willen, zijn niet aangemeld, en die wensen tellen niet mee: Carla en Eva.",
        'Talk heeft 1 plaats, en 2 mensen willen erheen; schrijf bij "signed_up" wie er een heeft.',
    ]


def test_the_place_of_who_cancelled_is_free_and_that_is_said() -> None:
    text = DAY.replace("Bob,", "{name: Bob, absent: yes},", 1)
    tours = "  - {title: Tour, places: 2, signed_up: [Bob, Dirk]}\n  - {title: B, places: 1, waiting: Bob}\n"
    found = read_text(f"{text}{tours}", "day.yaml")
    tour = found.conference.sessions[0]
    assert [person.name for person in tour.signed_up or ()] == ["Dirk"]
    assert found.conference.sessions[1].waiting == ()
    remark = 'day.yaml:8: "Tour": Bob signed up and has cancelled, so that place is free.'
    assert remark in map(str, found.remarks)


def test_an_empty_list_says_no_more_than_an_empty_cell() -> None:
    (tour,) = day("  - {title: Tour, group: Europa, places: 3, signed_up: []}").sessions
    assert tour.signed_up is None
