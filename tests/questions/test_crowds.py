"""Where people will stand: who come to each session of a programme, beside the seats of its room."""

from __future__ import annotations

import pytest

from scheduler.conference.audience import audience
from scheduler.console.crowds import lines
from scheduler.questions.crowds import crowds
from scheduler.questions.crowds.data import as_data
from tests.support.small import day, placed

TWO_ROUNDS = day(
    sessions={
        "Start": {"kind": "plenary"},
        "Europa": {"groups": ["Europa"]},
        "Wonen": {"groups": ["Wonen"], "speakers": ["Gijs"]},
        "Zorg": {"expected": 9},
        "Lunch": {"kind": "break"},
        "Ledenberaad": {"groups": ["Leden"]},
    },
    rooms={"Zaal 1": {"capacity": 2}, "Zaal 2": {}, "Zaal 3": {"capacity": 10}},
    groups={
        "Europa": {"chair": ["Anna"], "member": ["Bob", "Carla"], "interested": ["Dirk"]},
        "Wonen": {"member": ["Bob"], "interested": ["Carla", "Eva"]},
        "Leden": {"size": 7, "member": ["Eva"]},
    },
    people={"Eva": {"present": ["9:00-12:00"]}},
)
PLACED = placed(
    TWO_ROUNDS,
    "Start 9:00 Zaal 1; Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2; Zorg 11:00 Zaal 3; Lunch 12:00 Zaal 1;"
    "Ledenberaad 13:00 Zaal 3",
)


def test_everybody_goes_where_they_most_wish_to_be() -> None:
    people = {session.name: number for session, number in audience(TWO_ROUNDS, PLACED).items()}
    # Europa: Anna chairs, Bob and Carla are members, Dirk is interested. Wonen: Gijs speaks, Eva; Bob, as much a
    # member there, goes to the one that comes first. Of the Leden Eva is gone by then, and six have no name.
    assert people == {"Start": 6, "Europa": 4, "Wonen": 2, "Zorg": 9, "Lunch": 0, "Ledenberaad": 6}


def test_the_worst_comes_first_and_breaks_are_left_out() -> None:
    answer = crowds(TWO_ROUNDS, PLACED)
    assert [(crowd.placement.session.name, crowd.people, crowd.seats, crowd.standing) for crowd in answer.sessions] == [
        ("Start", 6, 2, 4),
        ("Europa", 4, 2, 2),
        ("Zorg", 9, 10, 0),
        ("Ledenberaad", 6, 10, 0),
        ("Wonen", 2, None, 0),
    ]
    assert (answer.standing, as_data(answer)["standing"]) == (6, 6)  # 4 + 2


def test_a_table_of_at_most_so_many_columns() -> None:
    assert list(lines(crowds(TWO_ROUNDS, PLACED), 60)) == [
        "6 people will stand, at 2 of the 5 sessions in a room. The",
        "worst first:",
        "",
        "  come  seats  stand",
        "     6      2      4  Start (9.00–10.00, Zaal 1)",
        "     4      2      2  Europa (10.00–11.00, Zaal 1)",
        "     9     10         Zorg (11.00–12.00, Zaal 3)",
        "     6     10         Ledenberaad (13.00–14.00, Zaal 3)",
        "     2    any         Wonen (10.00–11.00, Zaal 2)",
    ]


@pytest.mark.parametrize(
    ("text", "opening"),
    [("Zorg 11:00 Zaal 3", "Everybody who is expected has a seat. The fullest first:"), ("Zorg 11:00", "No session")],
)
def test_a_day_without_a_crowd_says_so(text: str, opening: str) -> None:
    assert next(iter(lines(crowds(TWO_ROUNDS, placed(TWO_ROUNDS, text))))).startswith(opening)
