"""A programme that goes out as a schedule, is imported and goes out again says the same, however often that is done."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.conference.conference import Conference, Person, Role
from scheduler.conference.programme import Programme
from scheduler.files import read
from scheduler.files.importing import as_published, drafted, make_day, read_schedule
from scheduler.files.new_day import write_files
from scheduler.publishing.exports import schedule_json, schedule_xml
from scheduler.publishing.exports.document import Document, document
from scheduler.solving.answers import Solved
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from scheduler.text.language import Language
from tests.publishing.test_schedule_forms import on
from tests.support.large import large_day
from tests.support.papers import paper_of, papers
from tests.support.small import day, placed

FORMS = (schedule_json.write, schedule_xml.write)
NAMES = st.sampled_from(["Europa", "Wonen, werken", "S0001", "Zorg #2", "=1+1", "no", "Brede \u201cvraag\u201d: hoe?"])
# Hours of the day and lengths with which no two days run into each other.
HOURS = st.tuples(st.sampled_from([0, 1440]), st.integers(540, 1200)).map(sum)
LENGTHS = st.integers(1, 200)


def imported(written: bytes, folder: Path) -> tuple[Conference, Programme]:
    """The day that is made of this file, and its programme as it was published."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "schedule").write_bytes(written)
    schedule = read_schedule(folder / "schedule")
    imported_day = make_day(schedule)
    assert imported_day.used == imported_day.read
    write_files(folder / "day", {"day.yaml": imported_day.day, "people.csv": imported_day.people})
    instance = read(folder / "day")
    return instance.conference, as_published(drafted(schedule)[0], instance)


def again(original: Document, write: Any, folder: Path) -> Document:
    return document(*imported(write(original), folder), original.language)


def content(original: Document) -> dict[str, Any]:
    """All that a schedule.json says but its version, its events by guid; letters composed, as a day file is read."""
    composed = normalize("NFC", json.dumps(json.loads(schedule_json.write(original)), ensure_ascii=False))
    whole: dict[str, Any] = json.loads(composed)["schedule"]["conference"]
    events = [event for sheet in whole["days"] for events_there in sheet["rooms"].values() for event in events_there]
    days = [{key: sheet[key] for key in ("index", "date", "day_start", "day_end")} for sheet in whole["days"]]
    return {**whole, "days": days, "events": {event["guid"]: event for event in events}}


def without_kinds(content: dict[str, Any]) -> dict[str, Any]:
    """Of a plenary beside which something else stands the import makes a talk, for no programme could keep the rule."""
    return {**content, "events": {guid: {**event, "type": ""} for guid, event in content["events"].items()}}


@pytest.mark.parametrize("write", FORMS, ids=["json", "xml"])
@given(original=papers(NAMES, HOURS, LENGTHS).filter(lambda original: bool(original.placed)))
def test_events_texts_hours_rooms_people_and_guids_are_the_same_again(
    write: Any, original: Document, tmp_path_factory: pytest.TempPathFactory
) -> None:
    once = again(original, write, tmp_path_factory.mktemp("once"))
    assert without_kinds(content(once)) == without_kinds(content(original))
    assert content(again(once, write, tmp_path_factory.mktemp("twice"))) == content(once)


@pytest.mark.parametrize("write", FORMS, ids=["json", "xml"])
def test_a_network_day_comes_back_with_its_place_seats_chairs_and_where_they_come_from(
    write: Any, tmp_path: Path
) -> None:
    network = day(
        sessions={
            "Opening": {"kind": "plenary", "minutes": 30, "speakers": ["Anna"], "hosts": ["Dirk"]},
            "Europa": {"groups": ["Themagroep Europa"], "minutes": 90, "description": "Over de grens.\n\nEn terug."},
            "Lunch": {"kind": "break", "rooms": ["Zaal 2"]},
            "Overleg": {"online": True, "needs_room": False, "link": "https://meet.example/overleg"},
            "Werksessie": {"title": "Werksessie: hoe nu?", "online": True, "rooms": ["Zoom"]},
        },
        rooms={"Zaal 1": {"capacity": 120}, "Zaal 2": {"capacity": 40}, "Zoom": {"online": True}},
        groups={
            "Europa": {"kind": "pillar"},
            "Themagroep Europa": {"pillars": ["Europa"], "chair": ["Dirk", "Anna"]},
        },
        people={"Dirk": {"organisation": "Ede"}, "Anna": {"organisation": "Haarlem"}},
    ).model_copy(update={"place": "Stadhuis, Grote Markt 2, Haarlem"})
    original = paper_of(
        network, "Opening 10:00 Zaal 1; Europa 10:30 Zaal 2; Lunch 12:30 Zaal 2; Overleg 14:00; Werksessie 15:00 Zoom"
    )
    conference, programme = imported(write(original), tmp_path)
    assert content(document(conference, programme, original.language)) == content(original)
    assert conference.place == network.place
    assert [(r.name, r.capacity, r.online) for r in conference.rooms] == [
        (r.name, r.capacity, r.online) for r in network.rooms
    ]
    assert set(conference.people) == {
        Person(name="Anna", organisation="Haarlem"),
        Person(name="Dirk", organisation="Ede"),
    }


@pytest.mark.parametrize("write", FORMS, ids=["json", "xml"])
def test_two_groups_with_one_chair_stay_two_also_where_one_of_them_meets_twice(write: Any, tmp_path: Path) -> None:
    network = day(
        sessions={
            "Europa": {"groups": ["Themagroep Europa"]},
            "Europa II": {"title": "Europa: vervolg", "groups": ["Themagroep Europa"]},
            "Water": {"groups": ["Themagroep Water"]},
            "Water 2": {"title": "Water", "groups": ["Themagroep Water"]},
        },
        rooms={"Zaal 1": {}},
        groups={"Themagroep Europa": {"chair": ["Anna"]}, "Themagroep Water": {"chair": ["Anna"]}},
        people={"Anna": {}},
    )
    original = paper_of(
        network, "Europa 10:00 Zaal 1; Europa II 11:30 Zaal 1; Water 13:00 Zaal 1; Water 2 14:30 Zaal 1"
    )
    conference, programme = imported(write(original), tmp_path)
    assert {s.name: [group.name for group in s.groups] for s in conference.sessions} == {
        "Europa": ["Europa"],
        "Europa II": ["Europa: vervolg"],  # a schedule tells no groups: another title may be another group
        "Water": ["Water"],
        "Water 2": ["Water"],
    }
    assert {p.name for group in conference.groups for p in group.people(Role.CHAIR)} == {"Anna"}
    assert content(document(conference, programme, original.language)) == content(original)


@pytest.mark.parametrize("write", FORMS, ids=["json", "xml"])
def test_a_conference_of_three_days_comes_back(write: Any, tmp_path: Path) -> None:
    original = document(*large_day(3, 12, 150), Language.of("en"))
    assert content(again(original, write, tmp_path)) == content(original)
    instance = read(tmp_path / "day")
    answer = solve(instance.problem, SolveOptions(limit=0))
    assert isinstance(answer, Solved)
    assert (answer.report.cost, answer.optimal) == (0, True)
    assert content(document(instance.conference, answer.programme, original.language)) == content(original)


@pytest.mark.parametrize("write", FORMS, ids=["json", "xml"])
@pytest.mark.parametrize(
    "first", [date(2026, 1, 10), date(2026, 7, 10), date(2026, 3, 29), date(2026, 10, 25)], ids=str
)
def test_hours_come_back_in_summer_in_winter_and_when_the_clock_changes(
    write: Any, first: date, tmp_path: Path
) -> None:
    conference = on(first, "Europe/Amsterdam")
    original = document(conference, placed(conference, "Nacht 1/1:00 Zaal 1; Morgen 2/10:00 Zaal 1"), Language.of("nl"))
    assert content(again(original, write, tmp_path)) == content(original)
