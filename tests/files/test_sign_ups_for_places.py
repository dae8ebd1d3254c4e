"""Sign-ups for sessions with places: who gets one, who waits, and what an export of a week later changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.files import read
from scheduler.files.sign_ups import SignUpsRead
from tests.files.test_sign_ups import a_day, from_text

WALK, TALK = "Wandeling langs de haven", "Spreken, voor groepen"
SESSIONS = f"""\
  - Europa
  - title: {WALK}
    open: yes
    places: 2
    signed_up:
      - Sanne Dekker  # belde
  - title: "{TALK}"
    places: 3
    hosts: Sanne Dekker
"""
HEAD = "Tijdstempel,Naam,Gemeente,Waarvoor meldt u zich aan?\n"
FIRST = (
    f'{HEAD}3-2-2026 10:00:00,Bob Bos,Ede,"{WALK}, {TALK}"\n'
    f"2-2-2026 10:00:00,Carla Smit,Ede,{WALK}\n2-2-2026 11:00:00,Els Vermeer,Esveld,{WALK}\n"
    f'2-2-2026 12:00:00,Sanne Dekker,Alkenburg,"{WALK}, {TALK}"\n'
)


def limited(folder: Path, sessions: str = SESSIONS) -> Path:
    day = a_day(folder / "day", ["Europa"])
    text = (day / "day.yaml").read_text("utf-8")
    (day / "day.yaml").write_text(f"{text.partition('sessions:')[0]}sessions:\n{sessions}", "utf-8")
    return day


def lists(day: Path, session: str = WALK) -> tuple[list[str], list[str]]:
    found = read(day).conference.session(session)
    assert found is not None
    return [person.name for person in found.signed_up or ()], [person.name for person in found.waiting]


def written(day: Path, text: str) -> SignUpsRead:
    found = from_text(day, text)
    found.taken.write()
    return found


def test_places_are_given_in_order_of_time_and_the_rest_waits(tmp_path: Path) -> None:
    day = limited(tmp_path)
    found = written(day, FIRST)
    assert lists(day) == (["Sanne Dekker", "Carla Smit"], ["Els Vermeer", "Bob Bos"])
    assert lists(day, TALK) == (["Bob Bos"], [])
    assert "- Sanne Dekker  # belde\n      - Carla Smit\n" in (day / "day.yaml").read_text("utf-8")
    assert found.counts[1:] == (
        f"{WALK}: 2 of 2 places taken, and 2 people on the waiting list.",
        f"{TALK}: 1 of 3 places taken.",
    )
    assert found.differences[:3] == [
        f"{WALK}: Carla Smit gets a place.",
        f"{WALK}: Els Vermeer and Bob Bos come on the waiting list.",
        f"{TALK}: Bob Bos gets a place.",
    ]
    assert f"{TALK}: Sanne Dekker must be there anyway, and takes no place." in found.remarks
    assert (found.questions, from_text(day, FIRST).taken.changed) == ((), {})


def test_a_place_that_is_given_up_goes_to_who_waits_longest(tmp_path: Path) -> None:
    """By another answer, or by one that says that they do not come. Who asks anew is behind all others."""
    day = limited(tmp_path)
    written(day, FIRST)
    later = f'{FIRST}9-2-2026 9:00:00,Carla Smit,Ede,"{TALK}"\n10-2-2026 9:00:00,Tim Bos,Ede,{WALK}\n'
    found = written(day, later)
    assert lists(day) == (["Sanne Dekker", "Els Vermeer"], ["Bob Bos", "Tim Bos"])
    assert found.differences[:4] == [
        f"{WALK}: Carla Smit does not ask for a place any more.",
        f"{WALK}: Els Vermeer was waiting and has a place now.",
        f"{WALK}: Tim Bos comes on the waiting list.",
        f"{TALK}: Carla Smit gets a place.",
    ]
    gone = "Naam,Gemeente,Komt u?,Waarvoor meldt u zich aan?\nEls Vermeer,Esveld,nee,\nAd Vos,Oss,ja," + f"{WALK}\n"
    written(day, gone)
    assert lists(day) == (["Sanne Dekker", "Bob Bos"], ["Tim Bos", "Ad Vos"])


def test_who_asked_again_keeps_the_moment_of_the_first_time(tmp_path: Path) -> None:
    day = limited(tmp_path, SESSIONS.replace("places: 2", "places: 1").replace("Sanne Dekker  # belde", "Sanne Dekker"))
    rows = ("1-2-2026 9:00:00,Bob Bos,Ede,", "2-2-2026 9:00:00,Ad Vos,Oss,", "3-2-2026 9:00:00,Bob Bos,Ede,")
    written(day, HEAD + "".join(f"{row}{WALK}\n" for row in rows))
    assert lists(day) == (["Sanne Dekker"], ["Bob Bos", "Ad Vos"])


@pytest.mark.parametrize(
    ("heading", "cell", "waits"),
    [
        (f"Aanmelden [{WALK}]", "Ja", True),
        (WALK, "x", True),
        ("Welke workshop wilt u volgen?", WALK, True),
        (f"Hoe graag? [{WALK}]", "3", False),  # how strongly somebody wishes is no sign-up
    ],
)
def test_a_column_of_its_own_and_a_question_of_such_sessions_alone_are_sign_ups(
    tmp_path: Path, heading: str, cell: str, waits: bool
) -> None:
    day = limited(tmp_path, SESSIONS.replace("places: 2", "places: 1"))
    found = written(day, f"Naam,{heading}\nEls Vermeer,{cell}\n")
    assert lists(day) == (["Sanne Dekker"], ["Els Vermeer"] if waits else [])
    assert found.people == 1


def test_a_question_of_groups_and_such_sessions_is_of_both(tmp_path: Path) -> None:
    day = limited(tmp_path)
    written(day, f'Naam,Wat bezoekt u graag?\nEls Vermeer,"Europa, {WALK}"\n')
    assert lists(day) == (["Sanne Dekker", "Els Vermeer"], [])
    assert "Els Vermeer;;;Europa" in (day / "people.csv").read_text("utf-8")


def test_the_meeting_of_a_group_may_have_places_and_belonging_to_the_group_is_no_sign_up(tmp_path: Path) -> None:
    day = limited(tmp_path, "  - {group: Europa, places: 5}\n")
    written(day, "Naam,Van welke groepen bent u lid?\nEls Vermeer,Europa\n")
    assert lists(day, "Europa") == ([], [])
    written(day, "Naam,Meldt u zich aan voor een plaats bij deze vergaderingen?\nBob Bos,Europa\n")
    assert lists(day, "Europa") == (["Bob Bos"], [])


def test_namesakes_of_two_cities_have_a_place_each(tmp_path: Path) -> None:
    day = limited(tmp_path, SESSIONS.replace("places: 2", "places: 9"))
    written(day, f"Naam,Gemeente,Aanmelding\nAd Vos,Oss,{WALK}\nAd Vos,Ede,{WALK}\n")
    assert lists(day) == (["Sanne Dekker", "Ad Vos (Oss)", "Ad Vos (Ede)"], [])
