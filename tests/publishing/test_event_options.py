"""What an event has beside its session: its place on the page, a reminder; and no calendar is without an event."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from scheduler.conference.conference import Conference
from scheduler.publishing.calendars.build import CalendarBuilder
from scheduler.publishing.calendars.entry import Entry, EventOptions
from scheduler.publishing.calendars.entry_writer import LONGEST_TEXT, shortened_remarks
from scheduler.publishing.calendars.ics_parser import CalendarUnreadable, Parser
from scheduler.publishing.calendars.ics_writer import content, facts, read_content
from scheduler.publishing.calendars.publish import PublishOptions, PublishResult, publish_to
from scheduler.publishing.exports.document import document
from scheduler.publishing.page_links import anchor, folder_address, page_address
from scheduler.text.language import Language
from tests.support.entries import an_entry
from tests.support.small import day, placed

DUTCH = Language.of("nl")
NOW = datetime(2023, 1, 9, 12, tzinfo=UTC)
SITE = "https://netwerkdag.example/haarlem"
LINK = "https://meet.example/europa"
MEETINGS = "Inloop 9:00; Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1"


def network_day(website: str = SITE, cas: str = "15:00-16:00", **europa: object) -> Conference:
    """Anna and Bob are of Europa, which has a link; Cas is of nothing and is there so long; Zaal 2 is empty."""
    return day(
        groups={"Europa": {"chair": ["Anna"], "member": ["Bob"]}},
        people={"Cas": {"present": [cas]}},
        rooms={"Zaal 1": {}, "Zaal 2": {}},
        sessions={
            "Inloop": {"kind": "walk-in", "minutes": 30, "needs_room": False},
            "Europa": {"groups": ["Europa"], "link": LINK, **europa},
            "Wonen": {"speakers": ["Anna"]},
            "Zorg": {"held": False, "note": "Vergadert niet.", "required": ["Anna"]},
        },
    ).model_copy(update={"website": website})


def published(
    folder: Path, conference: Conference, events: EventOptions | None = None, *, later: int = 0
) -> PublishResult:
    options = PublishOptions(
        conference,
        placed(conference, MEETINGS),
        DUTCH,
        NOW + timedelta(hours=later),
        reminder=events.reminder if events else None,
        conference_links=bool(events and events.conference),
        forms=True,
    )
    return publish_to(folder, options)


def entries_of(conference: Conference, name: str, events: EventOptions | None = None) -> dict[str, Entry]:
    person = conference.person(name)
    assert person
    builder = CalendarBuilder(conference, placed(conference, MEETINGS), DUTCH, events)
    return {entry.key: entry for entry in builder.of_person(person).entries}


def sequences(folder: Path) -> dict[str, int]:
    """By UID, over all calendars."""
    found = {}
    for file in folder.rglob("*.ics"):
        for event in icalendar.Calendar.from_ical(file.read_bytes()).events:
            found[str(event["UID"])] = int(event.decoded("SEQUENCE"))
    return found


# ---- where it stands on the page


def test_each_event_leads_to_its_session_on_the_page_and_the_online_link_keeps_its_place() -> None:
    mine = entries_of(network_day(), "Anna")
    on_page = {key: page_address(SITE, key.removesuffix("#note")) for key in mine}
    assert sorted(mine) == ["Europa", "Inloop", "Wonen", "Zorg#note"]
    assert {key: entry.description.splitlines()[-1] for key, entry in mine.items()} == {
        key: f"Actueel op de pagina: {address}" for key, address in on_page.items()
    }
    assert {key: entry.url for key, entry in mine.items()} == {**on_page, "Europa": LINK}


def test_the_page_has_a_place_for_each_link_in_the_calendars(tmp_path: Path) -> None:
    published(tmp_path / "site", network_day())
    page = (tmp_path / "site" / "programme.html").read_text("utf-8")
    places = re.findall(r' id="([^"]+)"', page)
    linked = set()
    for file in (tmp_path / "site").rglob("*.ics"):
        whole = file.read_bytes().replace(b"\r\n ", b"").decode()
        linked |= set(re.findall(rf"{SITE}/programme\.html#(s-[0-9a-f]+)", whole))
    assert linked == {anchor(name) for name in ("Inloop", "Europa", "Wonen", "Zorg")}
    assert [places.count(place) for place in linked] == [1] * 4


def test_without_a_website_nothing_leads_anywhere() -> None:
    assert "Actueel" not in "".join(entry.description for entry in entries_of(network_day(""), "Anna").values())
    assert entries_of(network_day(""), "Anna")["Wonen"].url == ""


@pytest.mark.parametrize(
    ("website", "folder"),
    [
        (SITE, SITE),
        (f"{SITE}/", SITE),
        (f"{SITE}/programme.html?view=list#now", SITE),
        (f"{SITE}/index.html", SITE),
        ("https://één.example/dag 1", ""),
        ("https://één.example/é", "https://xn--n-9faa.example/%C3%A9"),
        ("HTTPS://G40.example", "https://G40.example"),
        ("mailto:dag@g40.example", ""),
        ("", ""),
    ],
)
def test_the_folder_is_where_the_website_is_without_the_name_of_a_page(website: str, folder: str) -> None:
    assert folder_address(website) == folder


def test_the_page_and_the_calendars_call_a_session_the_same() -> None:
    conference = network_day()
    texts = document(conference, placed(conference, MEETINGS), DUTCH).session_texts
    assert {text.session.name: text.anchor for text in texts} == {s.name: anchor(s.name) for s in conference.sessions}


# ---- what is only beside the session changes nothing for people


@pytest.mark.parametrize(
    "beside",
    [
        {"url": page_address(SITE, "Europa")},
        {"description": f"Voorzitter: Anna.\n\nActueel op de pagina: {page_address(SITE, 'Europa')}"},
        {"conference_url": LINK},
        {"reminder": 15},
    ],
)
def test_link_reminder_and_conference_are_no_facts_of_the_session(beside: dict[str, object]) -> None:
    plain = an_entry(description="Voorzitter: Anna.")
    assert content(replace(plain, **beside)) != content(plain)  # type: ignore[arg-type]
    assert facts(content(replace(plain, **beside))) == facts(content(plain))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        {"url": LINK},
        {"description": "Voorzitter: Bob."},
        {"description": f"Voorzitter: Anna.\n\nActueel op de pagina: {SITE}"},
        {"location": "Zaal 9"},
        {"transparent": True},
    ],
)
def test_all_else_is_a_fact(other: dict[str, object]) -> None:
    plain = an_entry(description="Voorzitter: Anna.")
    assert facts(content(replace(plain, **other))) != facts(content(plain))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((network_day(""), EventOptions()), (network_day(), EventOptions())),
        ((network_day(), EventOptions()), (network_day("https://elders.example"), EventOptions())),
        ((network_day(), EventOptions(conference=True)), (network_day(), EventOptions())),
        ((network_day(), EventOptions()), (network_day(), EventOptions(reminder=15))),
    ],
)
def test_a_link_or_reminder_that_comes_is_published_and_is_nobodys_news(
    before: tuple[Conference, EventOptions], after: tuple[Conference, EventOptions], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    published(site, *before)
    was = sequences(site)
    changes = published(site, *after, later=1).changes
    assert changes
    assert (changes.changes, changes.people, changes.newcomers) == ((), (), ())
    now = sequences(site)
    assert now.keys() == was.keys()
    assert {now[uid] - was[uid] for uid in now} <= {0, 1}
    assert any(now[uid] > was[uid] for uid in now)
    assert published(site, *after, later=2).written == 0


def test_what_changed_before_stays_the_news_of_the_page_when_only_links_change(tmp_path: Path) -> None:
    site = tmp_path / "site"
    published(site, network_day(""))
    published(site, network_day("", title="Europa en wij"), later=1)
    published(site, network_day(SITE, title="Europa en wij"), later=2)
    assert "Heette Europa." in (site / "programme.html").read_text("utf-8")


# ---- the time to walk


WALKING = day(
    people={"Anna": {}, "Bob": {}},
    sessions={
        "Opening": {"kind": "plenary", "minutes": 60, "needs_room": False},
        "Lopen": {"kind": "moving time", "minutes": 10, "needs_room": False},
    },
)


def walked(folder: Path, moving_time: bool | None, at: str = "11:00", *, later: int = 0) -> PublishResult:
    programme = placed(WALKING, f"Opening 10:00; Lopen {at}")
    now = NOW + timedelta(hours=later)
    return publish_to(
        folder, PublishOptions(WALKING, programme, DUTCH, now, private_names=None, moving_time=moving_time)
    )


def walks(folder: Path) -> dict[str, list[tuple[str, int]]]:
    """By folder of calendars, each time to walk with its status and SEQUENCE."""
    found: dict[str, list[tuple[str, int]]] = {}
    for file in sorted(folder.rglob("*.ics")):
        for event in icalendar.Calendar.from_ical(file.read_bytes()).events:
            if "Lopen" in str(event["SUMMARY"]):
                whose = found.setdefault(file.parent.name, [])
                whose.append((str(event["STATUS"]), int(event.decoded("SEQUENCE"))))
    return found


def test_the_time_to_walk_is_in_peoples_calendars_when_asked_for_and_comes_and_goes_without_a_word(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    whole = {"site": [("CONFIRMED", 0)]}
    walked(site, None)
    assert walks(site) == whole
    steps: list[tuple[bool | None, dict[str, list[tuple[str, int]]]]] = [
        (True, {"people": [("CONFIRMED", 0)] * 2}),
        (None, {"people": [("CONFIRMED", 0)] * 2}),  # as in the last edition
        (False, {}),
        (None, {}),
        (True, {"people": [("CONFIRMED", 1)] * 2}),
        (False, {}),
    ]
    for hour, (asked, people) in enumerate(steps, 1):
        changes = walked(site, asked, later=hour).changes
        assert changes
        assert (changes.changes, changes.people) == ((), ()), hour
        assert walks(site) == whole | people, hour


def test_where_people_have_it_a_change_of_the_time_to_walk_is_told(tmp_path: Path) -> None:
    walked(tmp_path / "site", True)
    changes = walked(tmp_path / "site", None, "11:10", later=1).changes
    assert changes
    assert changes.people == ("Anna", "Bob")


# ---- a reminder


def test_the_reminder_is_for_those_who_go_and_for_what_is_in_their_way() -> None:
    conference = network_day()
    mine = entries_of(conference, "Anna", EventOptions(reminder=15))
    assert {key: entry.reminder for key, entry in mine.items()} == {
        "Inloop": 0,  # one walks in when one likes
        "Europa": 15,
        "Wonen": 15,
        "Zorg#note": 0,
    }
    builder = CalendarBuilder(conference, placed(conference, MEETINGS), DUTCH, EventOptions(reminder=15))
    group, room, whole = builder.of_group(conference.groups[0]), builder.of_room(conference.rooms[0]), builder.whole()
    assert [entry.reminder for entry in group.entries] == [15]
    assert {entry.reminder for calendar in (room, whole) for entry in calendar.entries} == {0}


def test_a_reminder_stands_in_the_file_and_comes_back() -> None:
    entry = an_entry(reminder=15)
    assert (
        content(entry)
        .decode()
        .endswith(
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:Europa: geld\\, regels\\; en kansen\r\n"
            "END:VALARM\r\n"
        )
    )
    assert read_content(content(entry)).reminder == 15


def test_a_reminder_stays_until_it_is_taken_away(tmp_path: Path) -> None:
    site, conference = tmp_path / "site", network_day()
    moments = [NOW + timedelta(hours=hour) for hour in range(4)]
    ringing = []
    for now, reminder in zip(moments, (15, None, 0, None), strict=True):
        publish_to(site, PublishOptions(conference, placed(conference, MEETINGS), DUTCH, now, reminder=reminder))
        ringing.append(sum(file.read_bytes().count(b"BEGIN:VALARM") for file in site.rglob("*.ics")))
    # Europa for Anna, Bob and its group, Wonen for Anna.
    assert ringing == [4, 4, 0, 0]


@pytest.mark.parametrize(
    "wrong",
    [
        b"BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT15M\r\nDESCRIPTION:x\r\nEND:VALARM\r\n",
        b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:PT15M\r\nDESCRIPTION:x\r\nEND:VALARM\r\n",
        b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15S\r\nDESCRIPTION:x\r\nEND:VALARM\r\n",
        b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n",
        b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:x\r\nEND:VALARM\r\n" * 2,
    ],
)
def test_what_is_no_reminder_of_some_minutes_is_refused(wrong: bytes, tmp_path: Path) -> None:
    published(tmp_path / "site", network_day())
    data = (tmp_path / "site" / "programme.ics").read_bytes()
    with pytest.raises(CalendarUnreadable, match="no reminder"):
        Parser().read(data.replace(b"END:VEVENT", wrong + b"END:VEVENT", 1))


# ---- no calendar without an event


def test_a_calendar_in_which_nothing_stands_says_so_and_is_a_calendar(tmp_path: Path) -> None:
    result = published(tmp_path / "site", network_day())
    files = [file for file in (tmp_path / "site").rglob("*.ics") if file.parent.name != "sessions"]
    assert [file for file in files if not icalendar.Calendar.from_ical(file.read_bytes()).events] == []
    (room,) = icalendar.Calendar.from_ical((tmp_path / "site/rooms/zaal-2.ics").read_bytes()).events
    assert (room["SUMMARY"], room["TRANSP"], room.DTSTART) == (
        "Nog niets in deze agenda",
        "TRANSPARENT",
        datetime(2023, 2, 10).date(),  # noqa: DTZ001  a date, wherever one is
    )
    assert result.events == sum(len(icalendar.Calendar.from_ical(file.read_bytes()).events) for file in files)
    (cas,) = entries_of(network_day(), "Cas").values()
    assert cas.summary == "Nog niets in uw programma"


def test_what_says_that_nothing_stands_there_goes_when_something_does_and_is_nobodys_news(tmp_path: Path) -> None:
    """Cas comes for the whole of the day, and so the walk-in is for him too."""
    site = tmp_path / "site"
    published(site, network_day())
    changes = published(site, network_day(cas="9:00-17:00"), later=1).changes
    assert changes
    summaries = [
        [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(file.read_bytes()).events]
        for file in site.rglob("*.ics")
    ]
    assert not any("VERVALLEN" in summary for each in summaries for summary in each)
    assert [(change.place.key, change.joins) for change in changes.changes] == [("Inloop", ("Cas",))]


# ---- long texts


def test_a_text_that_is_too_long_is_cut_with_a_remark_for_readers_and_one_for_organisers() -> None:
    text = "Wat er speelt in de steden. " * 1_000
    conference = network_day(description=text)
    europa = entries_of(conference, "Anna")["Europa"]
    *_, remark, link = europa.description.split("\n\n")
    assert remark == "[Hier ingekort; de hele tekst staat op de pagina.]"
    assert link == f"Actueel op de pagina: {page_address(SITE, 'Europa')}"
    assert LONGEST_TEXT - 300 < len(europa.description) < 8_192
    sentence = (
        'Too long for some calendar programs is the text of "Europa". In the calendars it is cut after 7,500 letters, '
        "with a remark; the page and the booklet have all of it."
    )
    assert shortened_remarks(conference) == [sentence]
    assert shortened_remarks(network_day()) == []
    alone = entries_of(network_day("", description=text), "Anna")["Europa"]
    assert alone.description.endswith("…\n\n[Hier ingekort.]")
