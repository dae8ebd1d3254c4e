"""What is missed of made-up conferences as time goes by: measured alike for netday and its peers."""

from __future__ import annotations

import pytest

from scheduler.bench.attendance import AttendanceMeasured, measured
from scheduler.bench.attending import Attending
from scheduler.bench.plain_annealing import plainly_annealed
from scheduler.checking.check import check
from scheduler.conference.programme import Programme

TINY = Attending(sessions=6, rounds=3, rooms=2, people=12, wishes=3)


def test_the_same_numbers_make_the_same_conference_and_another_seed_another() -> None:
    one, same, other = (Attending(6, 3, 2, 12, 3, seed=seed).problem().conference for seed in (1, 1, 2))
    assert one == same
    assert [person.wishes for person in one.people] != [person.wishes for person in other.people]


def test_everybody_wishes_as_many_talks_as_they_are_to() -> None:
    conference = TINY.problem().conference
    assert {len(conference.wishes(p)) for p in conference.people if p.name.startswith("Bezoeker")} == {3}


def test_a_full_one_has_rooms_of_sizes_buildings_tracks_and_speakers_who_leave() -> None:
    conference = Attending(sessions=30, rounds=18, rooms=4, people=20, wishes=3, full=True).problem().conference
    assert {room.building for room in conference.rooms} == {"Congrescentrum", "Schouwburg"}
    assert len({room.capacity for room in conference.rooms}) == 4
    assert all(session.tags and session.expected is not None for session in conference.sessions)
    assert any(person.present for person in conference.people)


@pytest.mark.parametrize("by", ["netday", "annealing", "CP-SAT"])
def test_each_is_measured_with_what_it_found_and_when(by: str) -> None:
    found = measured("tiny", TINY, by, limit=0.2 if by == "annealing" else 30, workers=1)
    (when, cost), *_ = found.costs
    assert 0 < when <= found.total
    last = found.at(float("inf"))
    assert last is not None
    assert found.at(found.total) == last <= cost
    assert (found.bound is None) == (by == "annealing")


def test_a_row_has_a_cost_for_each_moment_before_the_end() -> None:
    found = AttendanceMeasured("tiny", "netday", [(1.0, 900), (11.0, 800), (61.0, 700)], 600, 100.0, 90.0, None)
    assert found.row(120) == {
        "conference": "tiny",
        "by": "netday",
        "first": "1.0 s",
        "10 s": "900",
        "60 s": "800",
        "at the end": "700",
        "at least": "600",
        "after": "100.0 s",
        "processor": "90.0 s",
        "at most": "–",
    }


def test_the_plain_peer_keeps_speakers_apart_and_hands_over_as_it_goes() -> None:
    problem = TINY.problem()
    found: list[Programme] = []
    plainly_annealed(problem.conference, 0.1, found.append)
    assert len(found) > 1
    assert all(check(problem, programme).good for programme in found[-1:])
