"""Links and papers of a session in all that goes out, and in a schedule that comes in again."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.conference.conference import Conference, NamedLink
from scheduler.files import read
from scheduler.files.importing import make_day, read_schedule
from scheduler.files.new_day import write_files
from scheduler.publishing.calendars.ics_parser import Parser
from scheduler.publishing.calendars.publish import PublishOptions, publish_to
from scheduler.publishing.calendars.verify import NotAsWritten, verify
from scheduler.publishing.exports import data, html, markdown, schedule_json, schedule_xml
from scheduler.publishing.exports.booklet_values import booklet
from scheduler.publishing.exports.document import document
from scheduler.text.language import Language
from tests.support.small import day, placed

BEHIND_A_KEY = "https://stukken.example/ab.pdf?token=c2Vz"
DAY = day(
    groups={"AB": {"member": ["Anna"], "secretaries": ("ab@g40.example", "Krista Smit (k@delft.example)")}},
    sessions={
        "AB": {
            "groups": ["AB"],
            "link": "https://meet.example/ab",
            "links": (NamedLink("https://poll.example/1", "Peiling; kort, <b>"),),
            "papers": (NamedLink("https://g40.example/agenda%20AB.pdf"), NamedLink(BEHIND_A_KEY, "Besloten nota")),
        }
    },
)
PROGRAMME = placed(DAY, "AB 10:00 Zaal 1")
DOCUMENT = document(DAY, PROGRAMME, Language.of("nl"))
NOW = datetime(2023, 1, 9, 12, tzinfo=UTC)


def test_the_page_the_booklet_and_markdown_lead_to_them_and_to_no_secret_one() -> None:
    page = html.write(DOCUMENT).decode()
    assert '<dt>Zie ook</dt><dd dir="auto"><a href="https://poll.example/1">Peiling; kort, &lt;b&gt;</a></dd>' in page
    assert '<dt>Stukken</dt><dd dir="auto"><a href="https://g40.example/agenda%20AB.pdf">agenda AB.pdf</a></dd>' in page
    text = markdown.write(DOCUMENT).decode()
    assert "Stukken: [agenda AB.pdf](<https://g40.example/agenda%20AB.pdf>)" in text
    session = booklet(DOCUMENT)["texts"][0]["texts"][0]
    assert session["papers"] == [["agenda AB.pdf", "https://g40.example/agenda%20AB.pdf"]]
    assert session["links"] == [["Peiling; kort, <b>", "https://poll.example/1"]]
    assert ["Secretarissen", "ab@g40.example en Krista Smit (k@delft.example)"] in session["led"]
    for form in (page, text, json.dumps(booklet(DOCUMENT)), data.write(DOCUMENT).decode()):
        assert BEHIND_A_KEY not in form
        assert "Besloten nota" not in form


def descriptions(folder: Path) -> dict[str, str]:
    return {
        file.parent.name: Parser().read(file.read_bytes()).events[0].text.texts
        for file in folder.rglob("*.ics")
        if file.name != "programme.ics"
    }


def test_calendars_have_them_in_their_text_and_a_secret_one_in_those_of_people_alone(tmp_path: Path) -> None:
    publish_to(tmp_path / "site", PublishOptions(DAY, PROGRAMME, Language.of("nl"), NOW, private_names=False))
    texts = descriptions(tmp_path / "site")
    lines = "Peiling; kort, <b>: https://poll.example/1\n\nStukken\nagenda AB.pdf: https://g40.example/agenda%20AB.pdf"
    assert {kind: lines in text for kind, text in texts.items()} == dict.fromkeys(["groups", "people", "rooms"], True)
    assert {kind: f"Besloten nota: {BEHIND_A_KEY}" in text for kind, text in texts.items()} == {
        "groups": False,
        "people": True,
        "rooms": False,
    }


def without(conference: Conference, **facts: object) -> Conference:
    """The same day, whose session has other facts."""
    session = conference.sessions[0].model_copy(update=facts)
    return conference.model_copy(update={"sessions": (session,)})


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"papers": (NamedLink("https://g40.example/nota.pdf", "Nota"),)}, "AB does not tell where Nota is."),
        ({"private_link": True}, "AB gives away a private link."),
    ],
)
def test_the_second_reading_misses_a_paper_and_finds_a_private_link(
    facts: dict[str, object], error: str, tmp_path: Path
) -> None:
    was, now = without(DAY, papers=()), without(DAY, **{"papers": (), **facts})
    options = PublishOptions(was, placed(was, "AB 10:00 Zaal 1"), Language.of("nl"), NOW, private_names=False)
    publish_to(tmp_path / "site", options)
    with pytest.raises(NotAsWritten, match=error):
        verify(tmp_path / "site", now, placed(now, "AB 10:00 Zaal 1"))


@pytest.mark.parametrize("form", [schedule_xml, schedule_json])
def test_a_schedule_that_comes_in_again_has_them_still(form: object, tmp_path: Path) -> None:
    file = tmp_path / "schedule"
    file.write_bytes(form.write(DOCUMENT))  # type: ignore[attr-defined]
    imported = make_day(read_schedule(file))
    write_files(tmp_path / "day", {"day.yaml": imported.day, "people.csv": imported.people})
    again = read(tmp_path / "day").conference.sessions[0]
    assert again.link == "https://meet.example/ab"
    assert again.links == DAY.sessions[0].links
    assert again.papers == (NamedLink("https://g40.example/agenda%20AB.pdf", "agenda AB.pdf"),)
    assert again.groups[0].secretaries == DAY.groups[0].secretaries
