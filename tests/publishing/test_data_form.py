"""data.json keeps to the schema in docs/, which follows from its models; sessions, hours and rooms are in it."""

from __future__ import annotations

import json
from datetime import datetime

import jsonschema
from hypothesis import given

from scheduler.publishing.exports.data import schema_text, write
from scheduler.publishing.exports.document import Document
from scheduler.text import sanitize
from tests.support.house import HOME
from tests.support.papers import paper_of, papers
from tests.support.small import day

SCHEMA = HOME / "docs" / "schemas" / "programme.schema.json"


def test_the_schema_in_docs_is_current() -> None:
    again = "run: netday schema programme > docs/schemas/programme.schema.json"
    assert SCHEMA.read_text("utf-8") == schema_text(), again


@given(paper=papers())
def test_whatever_people_write_it_keeps_to_the_schema(paper: Document) -> None:
    checker = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    assert [error.message for error in checker.iter_errors(json.loads(write(paper)))] == []


@given(paper=papers())
def test_sessions_hours_and_rooms_are_read_back(paper: Document) -> None:
    clock = paper.conference.clock
    sessions = {
        (item["title"], item["start"] and datetime.fromisoformat(item["start"]).replace(tzinfo=None), item["room"])
        for item in json.loads(write(paper))["sessions"]
    }
    assert sessions == {
        (
            sanitize.line(talk.title, None),
            clock.naive(talk.placement.start) if talk.placement else None,
            talk.placement.room.name if talk.placement and talk.placement.room else None,
        )
        for talk in paper.session_texts
    }


def test_a_small_day_in_full() -> None:
    conference = day(
        sessions={"Europa": {"groups": ["Europa"], "description": "Over de grens.", "kind": "theme group meeting"}},
        rooms={"Zaal 1": {"capacity": 20}},
        groups={"Europa": {"chair": ["Dirk"], "member": ["Geheim Lid"]}},
    )
    payload = json.loads(write(paper_of(conference, "Europa 10:00 Zaal 1")))
    assert payload["sessions"] == [
        {
            "guid": payload["sessions"][0]["guid"],
            "anchor": payload["sessions"][0]["anchor"],
            "name": "Europa",
            "title": "Europa",
            "kind": "theme group meeting",
            "kind_told": "themagroep",
            "everyone": False,
            "groups": ["Europa"],
            "pillars": [],
            "start": "2023-02-10T10:00:00+01:00",
            "end": "2023-02-10T11:00:00+01:00",
            "hours": "10.00–11.00",
            "minutes": 60,
            "room": "Zaal 1",
            "where": "Zaal 1",
            "online": False,
            "led": [{"what": "Voorzitter", "who": "Dirk"}],
            "link": "",
            "links": [],
            "papers": [],
            "places": "",
            "note": "",
            "text": ["Over de grens."],
            "news": "",
        }
    ]
    assert "Geheim Lid" not in json.dumps(payload)
