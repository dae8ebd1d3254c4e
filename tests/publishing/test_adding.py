"""A session put into somebody's calendar: what the links fill in, and the file of each session over the editions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import icalendar
import pytest

from scheduler.files import read
from scheduler.publishing.calendars.publish import PublishOptions, publish_to
from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.formats import FORMATS, FormatOptions
from scheduler.publishing.exports.html import MANY, write
from scheduler.publishing.exports.html.adding import adding
from scheduler.publishing.page_links import anchor
from scheduler.text.language import Language
from tests.support.html_page import read_page
from tests.support.papers import paper_of
from tests.support.small import day, placed

SITE = "https://netwerkdag.example/dag"
NOW = datetime(2023, 1, 9, 12, tzinfo=UTC)
LINK = "https://meet.example/europa"


def asked(paper: Document, session: str) -> dict[str, dict[str, str]]:
    """By maker, what the link to it fills in."""
    text = next(text for text in paper.session_texts if text.session.name == session)
    ways = adding(paper, text, {})
    assert ways
    found = {}
    for maker, link in ways.makers:
        assert link.isascii()
        assert "+" not in link
        found[maker] = {key: value for key, (value,) in parse_qs(urlsplit(link).query, strict_parsing=True).items()}
    return found


def test_the_links_fill_in_title_hours_place_and_where_the_session_stands_on_the_page() -> None:
    conference = day(
        rooms={"Zaal 1": {}},
        sessions={"Wonen": {"title": 'Wonen & zorg: "één" + 50% #3', "description": "Over a+b & c=d.\n\nMeer."}},
    ).model_copy(update={"website": SITE, "place": "Stadhuis, Grote Markt 2"})
    found = asked(paper_of(conference, "Wonen 10:00 Zaal 1"), "Wonen")
    text = f"Over a+b & c=d.\n\n{SITE}/programme.html#{anchor('Wonen')}"
    assert found["google"] == {
        "action": "TEMPLATE",
        "text": 'Wonen & zorg: "één" + 50% #3',
        "dates": "20230210T090000Z/20230210T100000Z",
        "location": "Zaal 1, Stadhuis, Grote Markt 2",
        "details": text,
    }
    assert (
        found["outlook"]
        == found["outlook_work"]
        == {
            "path": "/calendar/action/compose",
            "rru": "addevent",
            "subject": 'Wonen & zorg: "één" + 50% #3',
            "startdt": "2023-02-10T09:00:00Z",
            "enddt": "2023-02-10T10:00:00Z",
            "location": "Zaal 1, Stadhuis, Grote Markt 2",
            "body": text,
        }
    )


@pytest.mark.parametrize(
    ("date", "hours", "dates"),
    [
        ("2023-02-10", "10:00", "20230210T090000Z/20230210T100000Z"),
        ("2023-07-10", "10:00", "20230710T080000Z/20230710T090000Z"),
        # Its hour is the one that is there twice: the first of them, in summer time.
        ("2023-10-29", "2:30", "20231029T003000Z/20231029T013000Z"),
        ("2023-03-26", "1:30", "20230326T003000Z/20230326T013000Z"),  # over the hour that is skipped
    ],
)
def test_the_hours_in_the_links_are_right_on_the_days_on_which_the_clock_changes(
    date: str, hours: str, dates: str, tmp_path: Path
) -> None:
    (tmp_path / "day.yaml").write_text(
        f"title: Dag\nlanguage: nl\ndate: {date}\nhours: 0:00-23:00\nevery: 30\nrooms: [Zaal 1]\n"
        f"sessions: [{{name: Wonen, minutes: 60}}]\n",
        "utf-8",
    )
    conference = read(tmp_path).conference
    assert asked(paper_of(conference, f"Wonen {hours} Zaal 1"), "Wonen")["google"]["dates"] == dates


def test_online_the_link_is_the_place_and_one_that_lets_anyone_in_is_nowhere() -> None:
    sessions: dict[str, dict[str, Any]] = {
        "Europa": {"link": LINK, "needs_room": False},
        "Wonen": {"link": LINK},
        "Zorg": {"link": "https://zoom.example/j/1?pwd=x", "needs_room": False},
    }
    paper = paper_of(day(rooms={"Zaal 1": {}}, sessions=sessions), "Europa 10:00; Wonen 11:30 Zaal 1; Zorg 14:00")
    assert asked(paper, "Europa")["google"]["location"] == LINK
    mixed = asked(paper, "Wonen")["google"]
    assert (mixed["location"].split(",")[0], mixed["details"]) == ("Zaal 1", LINK)
    assert "zoom.example" not in json.dumps(asked(paper, "Zorg"))


def test_a_long_text_is_cut_so_that_the_address_stays_short() -> None:
    paper = paper_of(day(sessions={"Wonen": {"description": "woord " * 2000}}), "Wonen 10:00 Zaal 1")
    assert len(asked(paper, "Wonen")["google"]["details"]) < 500


def test_each_meeting_that_takes_place_can_be_added_and_nothing_else() -> None:
    conference = day(
        sessions={
            "Europa": {},
            "Wonen": {},
            "Lopen": {"kind": "moving time", "needs_room": False, "minutes": 10},
            "Zorg": {"held": False, "note": "Vergadert niet."},
        }
    )
    paper = paper_of(conference, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1; Lopen 11:00")
    page = read_page(write(paper, sessions={"Europa": "sessions/s-1.ics"}))
    assert [node.words for node in page.all("summary") if node.words.startswith("Toevoegen")] == [
        "Toevoegen aan agenda: Europa",
        "Toevoegen aan agenda: Wonen",
    ]
    downloads = [
        (link.attributes["href"], link.attributes["download"])
        for link in page.all("a")
        if link.words == "Bestand (.ics)"
    ]
    assert downloads == [("sessions/s-1.ics", "europa.ics")]


def test_of_very_many_sessions_the_page_leads_to_the_files_alone() -> None:
    names = [f"Sessie {number}" for number in range(MANY + 1)]
    paper = paper_of(day(rooms={"Zaal 1": {}}, sessions={"Sessie": {}}), "Sessie 10:00 Zaal 1")
    (text,) = paper.session_texts
    many = replace(paper, session_texts=tuple(replace(text, anchor=f"s-{name[7:]}") for name in names))
    page = read_page(write(many, sessions={"Sessie": "sessions/s-1.ics"}))
    assert {link.attributes["href"] for link in page.all("a") if link.words.startswith("Toevoegen")} == {
        "sessions/s-1.ics"
    }
    assert not [link for link in page.all("a") if "google" in link.attributes["href"]]
    assert b"Toevoegen aan agenda" not in write(many)


# ---- the file of each session


EUROPA = f"sessions/{anchor('Europa')}.ics"


def published(folder: Path, programme: str, *, later: int = 0, **europa: object) -> None:
    conference = day(
        groups={"Europa": {"chair": ["Anna"]}},
        rooms={"Zaal 1": {}},
        sessions={"Europa": {"groups": ["Europa"], "link": "https://zoom.example/j/1?pwd=x", **europa}, "Wonen": {}},
    ).model_copy(update={"website": SITE})
    options = PublishOptions(
        conference, placed(conference, programme), Language.of("nl"), NOW + timedelta(hours=later), forms=True
    )
    publish_to(folder, options)


def only(file: Path) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(file.read_bytes()).events
    return event


def test_a_sessions_own_file_is_as_it_stands_in_the_whole_programme_and_follows_it(tmp_path: Path) -> None:
    site = tmp_path / "site"
    published(site, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1")
    first, whole = only(site / EUROPA), icalendar.Calendar.from_ical((site / "programme.ics").read_bytes()).events[0]
    assert {**first, "UID": ...} == {**whole, "UID": ...}
    assert first["UID"] != whole["UID"]
    before = (site / EUROPA).read_bytes()
    assert b"zoom.example" not in before
    published(site, "Europa 10:00 Zaal 1; Wonen 12:30 Zaal 1", later=1)
    assert (site / EUROPA).read_bytes() == before
    published(site, "Europa 14:00 Zaal 1; Wonen 12:30 Zaal 1", later=2)
    second = only(site / EUROPA)
    assert (second["UID"], second["SEQUENCE"], second.start.isoformat()) == (
        first["UID"],
        1,
        "2023-02-10T14:00:00+01:00",
    )
    published(site, "Wonen 12:30 Zaal 1", later=3)
    assert [file.stem for file in (site / "sessions").iterdir()] == [anchor("Wonen")]


@pytest.mark.parametrize("lost", [("calendars.json",), ("ledger.json",), ("calendars.json", "ledger.json")])
def test_with_index_or_ledger_lost_the_files_of_sessions_are_still_netdays(
    lost: tuple[str, ...], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    published(site, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1")
    for name in lost:
        (site / name).unlink()
    published(site, "Wonen 11:30 Zaal 1", later=1)
    assert [file.stem for file in (site / "sessions").iterdir()] == [anchor("Wonen")]


def test_a_page_alone_bears_the_calendar_of_each_session_in_itself() -> None:
    conference = day(
        rooms={"Zaal 1": {}}, sessions={"Europa": {"description": "Één tekst; met tekens. " * 40, "link": LINK}}
    ).model_copy(update={"website": SITE})
    paper = paper_of(conference, "Europa 10:00 Zaal 1")
    data = FORMATS["html"].write(paper, FormatOptions())
    assert data == FORMATS["html"].write(paper, FormatOptions())
    (link,) = [link for link in read_page(data).all("a") if link.words == "Bestand (.ics)"]
    kind, _, packed = link.attributes["href"].partition(",")
    assert kind == "data:text/calendar;charset=utf-8"
    (event,) = icalendar.Calendar.from_ical(unquote(packed).encode()).events
    assert (event["SUMMARY"], event.start.isoformat()) == ("Europa", "2023-02-10T10:00:00+01:00")
    assert len(str(event["DESCRIPTION"])) < 400
