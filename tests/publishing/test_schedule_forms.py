"""schedule.xml and schedule.json: valid, the same in every edition, and a programme survives being read back."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring
from zoneinfo import ZoneInfo

import jsonschema
import pytest
import xmlschema
from hypothesis import given, settings

from scheduler.conference.clock import Clock, Span
from scheduler.conference.conference import Conference, Day, NamedLink
from scheduler.conference.identity import identity
from scheduler.conference.programme import Placement, Programme
from scheduler.files import Faults
from scheduler.files.importing import programme, read_schedule
from scheduler.publishing.exports import data, markdown, schedule_json, schedule_xml
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.formats import PUBLISHED, all_forms
from scheduler.text.language import Language
from tests.support.house import HOME
from tests.support.large import large_day
from tests.support.papers import by_session, paper_of, papers
from tests.support.small import day

SMALL = day(
    sessions={
        "Plenair": {"kind": "plenary", "minutes": 30, "speakers": ["Anna"]},
        "Europa": {
            "groups": ["Europa"],
            "minutes": 90,
            "description": "Over de grens.",
            "links": (NamedLink("https://poll.example/1", "Peiling"), NamedLink("mailto:a@b.example")),
            "papers": (NamedLink("https://g40.example/a.pdf", "Agenda & nota"),),
        },
        "Lunch": {"kind": "break", "needs_room": False},
        "Overleg": {"online": True, "needs_room": False, "link": "https://meet.example/overleg"},
        "Besloten": {"online": True, "needs_room": False, "link": "https://meet.example/x?pwd=geheim"},
    },
    groups={"Europa": {"kind": "pillar", "chair": ["Dirk"]}},
)
TEXT = "Plenair 10:00 Zaal 1; Europa 10:30 Zaal 2; Lunch 12:30; Overleg 14:00; Besloten 15:00"


def schemas() -> Path:
    """The folder with the schemas of the format, which are not ours to hand on."""
    named = os.environ.get("NETDAY_SCHEDULE_SCHEMAS")
    found = [Path(named)] if named else [file.parent for file in HOME.parent.glob("*/formats/schedule/schema.json")]
    if not found:
        pytest.skip("The schemas of schedule.xml and schedule.json are not here; NETDAY_SCHEDULE_SCHEMAS names them.")
    return found[0]


@pytest.mark.parametrize("size", [(1, 2, 6), (3, 12, 150)], ids=str)
def test_both_are_valid_against_the_schemas_of_the_format(size: tuple[int, int, int]) -> None:
    valid(document(*large_day(*size), Language.of("en")), schemas())
    valid(paper_of(SMALL, TEXT), schemas())


@settings(max_examples=10)
@given(document=papers())
def test_whatever_people_write_both_are_valid(document: Document) -> None:
    valid(document, schemas())


def valid(document: Document, folder: Path) -> None:
    xmlschema.XMLSchema(str(folder / "schedule.xml.xsd")).validate(schedule_xml.write(document).decode())
    schema = json.loads((folder / "schema.json").read_text("utf-8"))
    checker = jsonschema.Draft6Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(json.loads(schedule_json.write(document)))] == []


def events(document: Document) -> list[dict[str, Any]]:
    conference = json.loads(schedule_json.write(document))["schedule"]["conference"]
    return [event for sheet in conference["days"] for in_room in sheet["rooms"].values() for event in in_room]


@given(document=papers())
def test_what_apps_ask_of_events_holds_for_each(document: Document) -> None:
    """The constraints of the schemas that matter, and those that only readers have, without the schemas."""
    conference = json.loads(schedule_json.write(document))["schedule"]["conference"]
    found = events(document)
    assert len(found) == len(document.placed)
    for key in ("guid", "id", "code", "slug"):
        assert len({event[key] for event in found}) == len(found)
    for event in found:
        assert 1 <= event["id"] < 2**31
        assert re.fullmatch("[0-9A-Z]{6}", event["code"])
        assert re.fullmatch("[a-z0-9_]{4,}-[a-z0-9_-]{3,}[a-z0-9]", event["slug"])
        assert re.fullmatch(r"\d\d:\d\d", event["start"])
        assert re.fullmatch(r"\d\d:\d\d", event["duration"])
        assert datetime.fromisoformat(event["date"]).utcoffset() == timedelta(hours=1)
        assert event["room"]
    assert [sheet["index"] for sheet in conference["days"]] == [1, 2]
    for sheet in conference["days"]:
        start, end = (datetime.fromisoformat(sheet[key]) for key in ("day_start", "day_end"))
        for name, in_room in sheet["rooms"].items():
            assert name in {room["name"] for room in conference["rooms"]}
            for event in in_room:
                assert start <= datetime.fromisoformat(event["date"]) < datetime.fromisoformat(event["end"]) <= end
                assert event["room"] == name


@given(document=papers())
def test_xml_and_json_say_the_same(document: Document) -> None:
    root = fromstring(schedule_xml.write(document))  # noqa: S314  ours
    for item, event in zip(root.iter("event"), events(document), strict=True):
        attributes = {**item.attrib, **{child.tag: child.text or "" for child in item if not len(child)}}
        for key in (
            "guid",
            "code",
            "date",
            "start",
            "duration",
            "room",
            "slug",
            "title",
            "type",
            "abstract",
            "description",
        ):
            assert attributes[key].replace("\r", "") == event[key]
        assert [p.text for p in item.iter("person")] == [p["name"] for p in event["persons"]]


@given(document=papers())
def test_a_programme_survives_the_round_trip(document: Document, tmp_path_factory: pytest.TempPathFactory) -> None:
    for write in (schedule_xml.write, schedule_json.write):
        again = round_trip(write(document), document.conference, tmp_path_factory.getbasetemp() / "schedule")
        assert by_session(again) == by_session(document.programme)


def test_a_large_programme_survives_it_too(tmp_path: Path) -> None:
    conference, programme = large_day(3, 12, 150)
    written = schedule_xml.write(document(conference, programme, Language.of("en")))
    assert by_session(round_trip(written, conference, tmp_path / "schedule.xml")) == by_session(programme)


def round_trip(written: bytes, conference: Conference, file: Path) -> Programme:
    file.write_bytes(written)
    return programme(read_schedule(file), conference)


def test_a_schedule_of_another_day_is_no_programme_of_this_one(tmp_path: Path) -> None:
    (tmp_path / "s.xml").write_bytes(schedule_xml.write(paper_of(SMALL, TEXT)))
    other = day(sessions={"Plenair": {}}).model_copy(update={"title": "Another day"})
    with pytest.raises(Faults) as raised:
        programme(read_schedule(tmp_path / "s.xml"), other)
    assert str(raised.value.faults[0]) == 's.xml: "Besloten" is no session of this day.'


def on(first: date, zone: str) -> Conference:
    """SMALL on other dates: two days, so that a clock can change between them."""
    two = day(sessions={"Nacht": {"minutes": 180}, "Morgen": {}}, hours="0:00-23:00", days=2)
    shift = first - two.days[0].date
    clock = Clock(first, zone, several_days=True)
    dates = [one.date + shift for one in two.days]
    days = [Day(date=on, hours=clock.minutes(on, Span(0, 23 * 60)), step=1) for on in dates]
    return two.model_copy(update={"clock": clock, "days": tuple(days)})


@pytest.mark.parametrize(
    ("first", "lengths"),
    [
        (date(2026, 1, 10), [("2026-01-10T01:00:00+01:00", "03:00"), ("2026-01-11T10:00:00+01:00", "01:00")]),
        (date(2026, 7, 10), [("2026-07-10T01:00:00+02:00", "03:00"), ("2026-07-11T10:00:00+02:00", "01:00")]),
        # In the night of 29 March the clock goes forward, in that of 25 October back: three hours are three hours.
        (date(2026, 3, 29), [("2026-03-29T01:00:00+01:00", "03:00"), ("2026-03-30T10:00:00+02:00", "01:00")]),
        (date(2026, 10, 25), [("2026-10-25T01:00:00+02:00", "03:00"), ("2026-10-26T10:00:00+01:00", "01:00")]),
    ],
)
def test_offsets_and_durations_are_right_in_summer_in_winter_and_when_the_clock_changes(
    first: date, lengths: list[tuple[str, str]], tmp_path: Path
) -> None:
    conference = on(first, "Europe/Amsterdam")
    night, morning = conference.sessions
    next_day, room = first + timedelta(days=1), conference.rooms[0]
    starts = {night: conference.clock.minute(first, 60), morning: conference.clock.minute(next_day, 600)}
    programme = Programme(tuple(Placement(session, start, room) for session, start in starts.items()))
    written = document(conference, programme, Language.of("nl"))
    assert [(event["date"], event["duration"]) for event in events(written)] == lengths
    for event in events(written):
        begins = datetime.fromisoformat(event["date"])
        assert begins.astimezone(ZoneInfo("Europe/Amsterdam")).isoformat() == event["date"]
        hours, minutes = map(int, event["duration"].split(":"))
        lasts = datetime.fromisoformat(event["end"]).astimezone(UTC) - begins.astimezone(UTC)
        assert lasts == timedelta(hours=hours, minutes=minutes)
    for write in (schedule_xml.write, schedule_json.write):
        assert by_session(round_trip(write(written), conference, tmp_path / "s")) == by_session(programme)


def test_names_for_machines_stay_when_a_session_moves_is_renamed_or_others_come() -> None:
    before = {event["title"]: event for event in events(paper_of(SMALL, TEXT))}
    sessions = tuple(
        s.model_copy(update={"title": "Europa en de wereld"}) if s.name == "Europa" else s for s in SMALL.sessions
    )
    more = SMALL.model_copy(update={"sessions": sessions})
    after = {event["title"]: event for event in events(paper_of(more, "Europa 15:30 Zaal 1; Plenair 9:00 Zaal 2"))}
    for key in ("guid", "id", "code", "slug"):
        assert after["Europa en de wereld"][key] == before["Europa"][key]
        assert after["Plenair"][key] == before["Plenair"][key]
    assert after["Plenair"]["persons"] == before["Plenair"]["persons"]


def test_a_mended_title_of_the_day_leaves_them_where_the_identity_is_kept() -> None:
    paper = paper_of(SMALL, TEXT)
    kept = identity(SMALL)
    other = paper_of(SMALL.model_copy(update={"title": "Een andere titel"}), TEXT)
    guids = [re.findall(rb'<event guid="(.+?)"', schedule_xml.write(one, kept)) for one in (paper, other)]
    assert guids[0] == guids[1]
    assert guids[0] != re.findall(rb'<event guid="(.+?)"', schedule_xml.write(other))


def test_what_has_no_room_stands_in_one_in_words() -> None:
    assert {event["title"]: event["room"] for event in events(paper_of(SMALL, TEXT))} == {
        "Plenair": "Zaal 1",
        "Europa": "Zaal 2",
        "Lunch": "Plenair",
        "Overleg": "online",
        "Besloten": "online",
    }
    with_place = SMALL.model_copy(update={"place": "Stadhuis, Haarlem"})
    assert {e["title"]: e["room"] for e in events(paper_of(with_place, TEXT))}["Lunch"] == "Stadhuis, Haarlem"


def test_the_version_is_another_one_whenever_the_programme_is() -> None:
    papers = [paper_of(SMALL, TEXT), paper_of(SMALL, TEXT), paper_of(SMALL, TEXT.replace("12:30", "12:45"))]
    first, same, other = (json.loads(schedule_json.write(one))["schedule"]["version"] for one in papers)
    assert first == same != other


def test_a_private_link_stands_in_no_form_and_a_public_one_in_each() -> None:
    paper = paper_of(SMALL, TEXT)
    forms = [markdown.write(paper), schedule_xml.write(paper), schedule_json.write(paper), data.write(paper)]
    assert [b"geheim" in form for form in forms] == [False] * 4
    assert [b"https://meet.example/overleg" in form for form in forms] == [True] * 4


def test_the_same_paper_gives_the_same_bytes_and_each_form_knows_its_own() -> None:
    paper = paper_of(SMALL, TEXT)
    written = dict(all_forms(paper))
    assert written == dict(all_forms(paper_of(SMALL, TEXT)))
    for form in PUBLISHED.values():
        assert form.is_ours(written[form.file])
        assert not form.is_ours(b"Something that somebody else wrote.")
