"""What attendees read of places: how many are free, that they have one, and that they wait."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from scheduler.conference.conference import Person
from scheduler.publishing.attendee_text import AttendeeText
from scheduler.publishing.calendars.ics_parser import Parser
from scheduler.publishing.calendars.publish import PublishOptions, publish_to
from scheduler.publishing.exports import html
from scheduler.publishing.exports.document import document
from scheduler.publishing.exports.word import booklet as word_booklet
from scheduler.text.language import Language
from tests.support.small import day, placed

NOW = datetime(2023, 1, 9, 12, tzinfo=UTC)
DUTCH = Language.of("nl")
ANNA, BOB = Person(name="Anna"), Person(name="Bob")


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({}, ""),
        ({"places": 20}, "20 plaatsen; meld u aan."),
        ({"places": 1}, "1 plaats; meld u ervoor aan."),
        ({"places": 20, "signed_up": (ANNA,)}, "20 plaatsen, 19 vrij; meld u aan."),
        ({"places": 1, "signed_up": ()}, "1 plaats, 1 vrij; meld u ervoor aan."),
        ({"places": 2, "signed_up": (ANNA, BOB)}, "2 plaatsen, alle bezet."),
        ({"places": 1, "signed_up": (ANNA,)}, "1 plaats, die bezet is."),
        ({"signed_up": (ANNA,)}, "Alleen voor wie zich heeft aangemeld."),
    ],
)
def test_how_many_places_are_free(facts: dict[str, object], text: str) -> None:
    conference = day(sessions={"Tour": facts}, people={"Anna": {}, "Bob": {}})
    assert AttendeeText.of(conference, DUTCH).places(conference.sessions[0]) == text


def test_a_calendar_has_what_one_has_a_place_at_and_a_note_where_one_waits(tmp_path: Path) -> None:
    conference = day(
        groups={"Europa": {"member": ["Anna", "Bob", "Carla"]}},
        sessions={"Tour": {"groups": ["Europa"], "places": 1, "signed_up": (ANNA,), "waiting": (BOB,)}},
    )
    programme = placed(conference, "Tour 10:00 Zaal 1")
    publish_to(tmp_path / "site", PublishOptions(conference, programme, DUTCH, NOW, private_names=False))
    texts = {
        name: [
            (event.text.summary, event.text.texts)
            for event in Parser().read((tmp_path / "site" / "people" / f"{name}.ics").read_bytes()).events
        ]
        for name in ("anna", "bob", "carla")
    }
    assert [summary for name in texts for summary, _ in texts[name]] == [
        "Tour",
        "Wachtlijst: Tour (10.00–11.00)",
        "Nog niets in uw programma",
    ]
    assert "U hebt een plaats.\n\n1 plaats, die bezet is." in texts["anna"][0][1]
    assert "U staat op de wachtlijst.\nZodra u een plaats hebt, staat het hier" in texts["bob"][0][1]
    page = html.write(document(conference, programme, DUTCH)).decode()
    assert "<dt>Plaatsen</dt><dd>1 plaats, die bezet is.</dd>" in page
    assert "Bob" not in page
    word = docx.Document(BytesIO(word_booklet.write(document(conference, programme, DUTCH))))
    assert "1 plaats, die bezet is." in [paragraph.text for paragraph in word.paragraphs]
