"""The re-reading notices what a file says otherwise than the programme, whatever wrote it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.conference.clock import Clock
from scheduler.conference.conference import Conference, Group, Person, Role, Room, Seat, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.publishing.calendars.build import calendars
from scheduler.publishing.calendars.edition import File, publish
from scheduler.publishing.calendars.ics_parser import Parser
from scheduler.publishing.calendars.ledger import Ledger
from scheduler.publishing.calendars.publish import PublishOptions, publish_to, rehearse
from scheduler.publishing.calendars.verify import NotAsWritten, SecondReading, moments, verify
from scheduler.text.language import Language
from tests.support.conferences import choices, conferences
from tests.support.small import day, placed

NOW = datetime(2023, 1, 9, 12, tzinfo=UTC)
KEY = "https://meet.example/wonen?pwd=c2Vz"
DAY = day(
    rooms={"Zaal 1": {}, "Zaal 10": {}, "Zaal 2": {}},
    groups={
        "Europa": {"chair": ["Anna"], "member": ["Bob", "Cas"]},
        "Wonen": {"chair": ["Bob"], "member": ["Anna"]},
        "Water": {"member": ["Cas"]},
    },
    sessions={
        "Inloop": {"kind": "walk-in", "minutes": 30, "needs_room": False},
        "Opening": {"kind": "plenary", "minutes": 30},
        "Europa": {"groups": ["Europa"]},
        "Wonen": {"groups": ["Wonen"], "online": True, "link": KEY, "needs_room": False},
        "Water": {"groups": ["Water"], "held": False, "note": "Komt bij Wonen.", "goes_to": "Wonen"},
    },
)
PROGRAMME = placed(DAY, "Inloop 9:00; Opening 9:30 Zaal 10; Europa 10:00 Zaal 1; Wonen 11:00")


def published(folder: Path, conference: Conference, programme: Programme) -> Path:
    options = PublishOptions(conference, programme, Language.of("nl"), NOW, private_names=False)
    publish_to(folder, options)
    return folder


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("good") / "site", DAY, PROGRAMME)


@pytest.fixture
def edition(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good, tmp_path / "site"))


def change(file: Path, old: str, new: str, count: int = 1) -> None:
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, count).encode())


def event_of(file: Path, title: str) -> str:
    events = re.findall(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", file.read_bytes().decode(), re.DOTALL)
    (found,) = (event for event in events if f"\r\nSUMMARY:{title}\r\n" in event)
    return str(found)


def what_is_said(edition: Path) -> str:
    with pytest.raises(NotAsWritten) as fault:
        verify(edition, DAY, PROGRAMME)
    return str(fault.value)


def test_a_good_edition_is_as_written(edition: Path) -> None:
    # 4 in the programme, where Wonen tells of Water; Europa, Wonen and the note on Water; Zaal 1 and 10 one each, and
    # one in Zaal 2 that says that there is none.
    # Anna and Bob: walk-in, opening, Europa, Wonen; Cas: walk-in, opening, Europa and the note.
    assert verify(edition, DAY, PROGRAMME) == 4 + 3 + 3 + 3 * 4


def test_a_missing_event_is_noticed(edition: Path) -> None:
    change(edition / "people/anna.ics", event_of(edition / "people/anna.ics", "Europa"), "")
    assert what_is_said(edition) == "people/anna.ics: Europa is missing."


def test_a_wrong_hour_is_noticed(edition: Path) -> None:
    change(edition / "people/bob.ics", "DTEND;TZID=Europe/Amsterdam:20230210T110000", "DTEND:20230210T110000Z")
    assert what_is_said(edition) == (
        "people/bob.ics: Europa stands there from 2023-02-10 09:00:00+00:00 to 2023-02-10 11:00:00+00:00, "
        "and takes place from 2023-02-10 09:00:00+00:00 to 2023-02-10 10:00:00+00:00."
    )


def test_the_hour_is_compared_in_utc(edition: Path) -> None:
    """10.00 in Amsterdam is 9.00 in UTC in winter."""
    file = edition / "rooms/zaal-1.ics"
    change(file, "DTSTART;TZID=Europe/Amsterdam:20230210T100000", "DTSTART:20230210T090000Z")
    assert verify(edition, DAY, PROGRAMME) == 22
    change(file, "DTSTART:20230210T090000Z", "DTSTART:20230210T080000Z")
    assert what_is_said(edition) == (
        "rooms/zaal-1.ics: Europa stands there from 2023-02-10 08:00:00+00:00 to 2023-02-10 10:00:00+00:00, "
        "and takes place from 2023-02-10 09:00:00+00:00 to 2023-02-10 10:00:00+00:00."
    )


@pytest.mark.parametrize("room", ["Zaal 2", "Zaal 10", "Zaal", "Stadhuis"])
def test_a_wrong_room_is_noticed(edition: Path, room: str) -> None:
    change(edition / "people/cas.ics", "LOCATION:Zaal 1\r\n", f"LOCATION:{room}\r\n")
    assert what_is_said(edition) == f"people/cas.ics: Europa takes place in Zaal 1, not in {room}."


def test_another_title_is_noticed(edition: Path) -> None:
    change(edition / "programme.ics", "SUMMARY:Europa", "SUMMARY:Wonen")
    assert what_is_said(edition) == 'programme.ics: Europa is called "Wonen" there.'


def test_an_event_too_many_is_noticed(edition: Path) -> None:
    event = event_of(edition / "rooms/zaal-1.ics", "Europa")
    other = event.replace("UID:", "UID:0123456789ab.")
    change(edition / "rooms/zaal-1.ics", event, event + re.sub(r"UID:(\w+)\.(\w+)", r"UID:\1", other))
    assert what_is_said(edition) == 'rooms/zaal-1.ics: "Europa" stands there, and should not.'


def test_an_event_that_stands_there_twice_is_noticed(edition: Path) -> None:
    event = event_of(edition / "programme.ics", "Europa")
    change(edition / "programme.ics", event, event * 2)
    assert re.fullmatch(r"programme\.ics: The event \S+ stands there twice, or .*", what_is_said(edition))


def test_somebody_elses_session_is_noticed(edition: Path) -> None:
    theirs = event_of(edition / "people/anna.ics", "Wonen")
    own = event_of(edition / "people/cas.ics", "Europa")
    scope = re.search(r"UID:\w+\.(\S+)", own)
    assert scope
    change(edition / "people/cas.ics", own, own + re.sub(r"(UID:\w+)\.\S+", rf"\1.{scope[1]}", theirs))
    assert what_is_said(edition) == 'people/cas.ics: "Wonen" stands there, and should not.'


def test_somebody_elses_file_is_noticed(edition: Path) -> None:
    shutil.copy(edition / "people/anna.ics", edition / "people/bob.ics")
    assert what_is_said(edition) == "people/bob.ics: There are two calendars of Bob."


def test_two_files_that_change_places_are_noticed(edition: Path) -> None:
    anna, bob = ((edition / f"people/{name}.ics").read_bytes() for name in ("anna", "bob"))
    (edition / "people/anna.ics").write_bytes(bob)
    (edition / "people/bob.ics").write_bytes(anna)
    assert what_is_said(edition) == "people/anna.ics: It says to be of Bob, not of Anna."


def test_hours_without_a_zone_are_noticed(edition: Path) -> None:
    change(edition / "programme.ics", "DTEND;TZID=Europe/Amsterdam:20230210T110000", "DTEND:20230210T110000")
    assert what_is_said(edition) == "programme.ics: The hour 2023-02-10 11:00 is in no time zone that is known."


def test_a_zone_that_is_not_described_is_noticed(edition: Path) -> None:
    change(edition / "programme.ics", "TZID:Europe/Amsterdam", "TZID:Europe/Berlin")
    assert what_is_said(edition) == "programme.ics: The time zone Europe/Amsterdam is not described in it."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100", "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0000"),
        ("BYMONTH=3", "BYMONTH=8"),  # as if summer time began in August
    ],
)
def test_a_zone_that_is_described_wrongly_is_noticed(tmp_path: Path, old: str, new: str) -> None:
    """Programs that go by the file, and not by their own list of zones, would be an hour off."""
    summer = DAY.model_copy(update={"clock": Clock(date(2023, 7, 10)), "days": (_on(date(2023, 7, 10)),)})
    winter = old.startswith("TZ")
    conference = DAY if winter else summer
    folder = published(tmp_path / "site", conference, PROGRAMME)
    change(folder / "people/anna.ics", old, new)
    with pytest.raises(NotAsWritten, match=r"people/anna.ics: It describes Europe/Amsterdam wrongly: 2023-"):
        verify(folder, conference, PROGRAMME)


def _on(when: date) -> object:
    return DAY.days[0].model_copy(update={"date": when})


@pytest.mark.parametrize("name", ["programme", "people/anna", "groups/europa", "rooms/zaal-10"])
def test_a_calendar_that_is_not_there_is_noticed(edition: Path, name: str) -> None:
    index = (edition / "calendars.json").read_text("utf-8")
    line = re.search(rf"^.*{name}\.ics.*\n", index, re.MULTILINE)
    assert line
    (edition / "calendars.json").write_text(index.replace(line[0], ""), "utf-8")
    assert what_is_said(edition).startswith("There is no calendar of ")


def test_a_calendar_that_the_index_does_not_name_is_noticed(edition: Path) -> None:
    shutil.copy(edition / "people/anna.ics", edition / "people/zoe.ics")
    assert what_is_said(edition) == "people/zoe.ics stands in the edition, and calendars.json does not name it."


def test_a_wrong_count_is_noticed(edition: Path) -> None:
    change(edition / "calendars.json", '"people/anna.ics", "events": 4', '"people/anna.ics", "events": 5')
    assert what_is_said(edition) == "people/anna.ics: 4 events stand there, 0 cancelled; not 5, 0."


def test_what_is_cancelled_and_takes_place_is_noticed(edition: Path) -> None:
    change(edition / "programme.ics", "STATUS:CONFIRMED", "STATUS:CANCELLED")
    assert what_is_said(edition) == "programme.ics: Inloop is cancelled there, and takes place."


def test_a_private_link_outside_personal_calendars_is_noticed(edition: Path) -> None:
    change(edition / "programme.ics", "LOCATION:Zaal 1\r\n", f"LOCATION:Zaal 1\r\nURL:{KEY}\r\n")
    assert what_is_said(edition) == "programme.ics: Europa gives away a private link."


def test_the_private_link_stands_in_personal_calendars(edition: Path) -> None:
    shown = {file.name for file in edition.rglob("*.ics") if KEY in file.read_bytes().decode().replace("\r\n ", "")}
    assert shown == {"anna.ics", "bob.ics"}


def test_a_session_that_is_silently_left_out_is_noticed(edition: Path) -> None:
    file = edition / "programme.ics"
    change(file, "Water", "Iets", count=9)
    assert re.match(r'programme\.ics: (The note "Iets|Water does not take place)', what_is_said(edition))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-20],
        lambda data: data.replace(b"\r\n", b"\n"),
        lambda data: data.replace(b"SUMMARY:", b"SUMMARY", 1),
        lambda data: data.replace(b"SEQUENCE:0\r\n", b"", 1),
        lambda data: data.replace(b"LAST-MODIFIED:2023", b"LAST-MODIFIED:2024", 1),
        lambda data: data.replace(b"STATUS:CONFIRMED", b"STATUS:BOGUS", 1),
        lambda data: data.replace(b"PRODID", b"METHOD:PUBLISH\r\nPRODID", 1),
        lambda data: data.replace(b"PRODID", b"UID:x\r\nPRODID", 1),
        lambda data: data.replace(b"NAME:", b"NAME:Iets\r\nNAME:", 1),
        lambda data: data.replace(b"DTEND;TZID", b"DTEND;TZID=UTC:20230210T170000\r\nDTEND;TZID", 1),
        lambda data: data.replace(b"BEGIN:VEVENT", b"BEGIN:VTODO\r\nEND:VTODO\r\nBEGIN:VEVENT", 1),
        lambda _: b"",
    ],
)
def test_a_file_that_programs_would_refuse_is_noticed(edition: Path, spoil: Callable[[bytes], bytes]) -> None:
    file = edition / "groups/europa.ics"
    assert spoil(file.read_bytes()) != file.read_bytes()
    file.write_bytes(spoil(file.read_bytes()))
    assert what_is_said(edition).startswith("groups/europa.ics: ")


def test_the_parts_of_a_file_tell_what_the_whole_of_it_tells(edition: Path) -> None:
    """Events are parsed one by one, each distinct one once; a client parses the whole file."""
    for file in edition.rglob("*.ics"):
        by_parts = [
            (event.uid, event.text.starts, event.text.ends, event.text.summary, event.text.location)
            for event in Parser().read(file.read_bytes()).events
        ]
        whole = [
            (str(e["UID"]), _utc(e.DTSTART), _utc(e.DTEND), str(e["SUMMARY"]), str(e["LOCATION"]))
            for e in icalendar.Calendar.from_ical(file.read_bytes()).events
        ]
        assert by_parts == whole


@st.composite
def days(draw: st.DrawFn) -> tuple[Conference, Programme]:
    conference = draw(conferences())
    chosen = [draw(st.sampled_from(choices(conference, session))) for session in conference.held]
    return conference, Programme(tuple(placement for placement in chosen if placement))


def files(conference: Conference, programme: Programme) -> list[File]:
    begin = Ledger.new(conference.title, conference.days[0].date)
    return list(publish(calendars(conference, programme, Language.of("en")), begin, NOW))


def read_again(files: list[File], conference: Conference, programme: Programme) -> int:
    second = SecondReading(conference, programme)
    for file in files:
        second.file(file.path, file.kind, file.of, file.data, file.events, file.cancelled)
    second.close()
    return second.events


def test_everybody_is_told_of_a_plenary_that_is_dropped(tmp_path: Path) -> None:
    conference = day(people={"Anna": {}}, sessions={"Start": {"kind": "plenary", "optional": True}})
    site = published(tmp_path / "site", conference, Programme(()))
    # The programme and Anna; two rooms in which nothing stands.
    assert verify(site, conference, Programme(())) == 2 + 2


@given(days())
def test_whatever_is_published_of_whatever_day_is_as_written(drawn: tuple[Conference, Programme]) -> None:
    written = files(*drawn)
    assert read_again(written, *drawn) == sum(file.events for file in written)


@given(days(), st.data())
def test_the_calendars_of_one_programme_are_not_those_of_another(
    drawn: tuple[Conference, Programme], data: st.DataObject
) -> None:
    conference, programme = drawn
    others = [(s, p) for s in conference.held for p in choices(conference, s) if p != programme.get(s)]
    assume(others)
    session, other = data.draw(st.sampled_from(others))
    now = programme.get(session)
    changed = Programme(tuple(p for p in (*(p for p in programme.placements if p != now), other) if p))
    with pytest.raises(NotAsWritten):
        read_again(files(conference, programme), conference, changed)


CHANGES = {  # nights in which the clock is put forward, and back; and two where it stands still
    "Europe/Amsterdam": (date(2026, 3, 28), date(2026, 10, 24)),
    "America/New_York": (date(2026, 3, 7), date(2026, 10, 31)),
    "America/Santiago": (date(2026, 9, 5), date(2026, 4, 4)),
    "Australia/Lord_Howe": (date(2026, 10, 3), date(2026, 4, 4)),  # by half an hour
    "Africa/Casablanca": (date(2026, 3, 21), date(2026, 2, 14)),
    "Pacific/Apia": (date(2011, 12, 29), date(2026, 1, 1)),  # from which a whole day is missing
    "Asia/Kolkata": (date(2026, 3, 28), date(2026, 10, 24)),
    "UTC": (date(2026, 3, 28), date(2026, 10, 24)),
}


@pytest.mark.parametrize("zone", CHANGES)
def test_writer_and_reader_find_the_hours_of_a_changing_night_in_ways_of_their_own(zone: str) -> None:
    for night in CHANGES[zone]:
        for minutes in (5, 30, 65, 150):
            conference = day(sessions={"Europa": {"minutes": minutes}})
            conference = conference.model_copy(update={"clock": Clock(night, zone)})
            for start in range(20 * 60, 31 * 60, 15):
                placement = Placement(conference.sessions[0], start)
                written = [conference.clock.aware(minute) for minute in (start, placement.end)]
                assert tuple(moment.astimezone(UTC) for moment in written) == moments(conference, placement)


def _utc(moment: datetime | date) -> datetime | date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


# Writer and second reader agree, whatever the texts are

ODD = (
    *("x" * 256, "a b " * 200, "Zaal -1", "ZAAL", "…", "–", "🎉", "王", "é" * 300, "a\u200bb", "a,b;c\\n:d", "#1", "ﬁ"),
    *("Straße", "İstanbul", "x" * 99 + " yyyyy", "ß" * 120, "１２", "🏳️‍🌈", "'", "½", "Ⅳ", "Zaal¹", "C++", "a/b", "-1"),
)
FIELDS: dict[str, Callable[[dict[str, Any], str], None]] = {
    "title": lambda parts, odd: parts["session"].update(title=odd),
    "description": lambda parts, odd: parts["session"].update(description=odd),
    "note": lambda parts, odd: parts["session"].update(note=odd),
    "room": lambda parts, odd: parts["room"].update(name=odd),
    "short": lambda parts, odd: parts["room"].update(short=odd),
    "building": lambda parts, odd: parts["room"].update(building=odd),
    "place": lambda parts, odd: parts["conference"].update(place=odd),
    "conference": lambda parts, odd: parts["conference"].update(title=odd),
    "person": lambda parts, odd: parts["person"].update(name=odd),
    "organisation": lambda parts, odd: parts["person"].update(organisation=odd),
    "group": lambda parts, odd: parts["group"].update(name=odd),
}


def agrees(parts: dict[str, dict[str, Any]], other: str = "Zaal 9") -> None:
    """A day of one meeting with those texts is written, and read again as it was meant."""
    first = day(sessions={"E": {}})
    person = Person(**{"name": "Anna", **parts.get("person", {})})
    group = Group(**{"name": "Europa", **parts.get("group", {})}, seats=(Seat(person=person, role=Role.CHAIR),))
    room = Room(**{"name": "Zaal 1", **parts.get("room", {})})
    session = Session(**{"name": "E", "title": "E", "minutes": 60, "groups": (group,), **parts.get("session", {})})
    conference = first.model_copy(
        update={
            "rooms": (room, Room(name=other)),
            "people": (person,),
            "groups": (group,),
            "sessions": (session,),
            **parts.get("conference", {}),
        }
    )
    where = None if session.online else room
    programme = Programme((Placement(session, 600, where),))
    rehearse(Path("nowhere"), PublishOptions(conference, programme, Language.of("nl"), NOW))


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_writer_and_second_reader_agree_on_odd_and_long_texts(odd: str) -> None:
    parts: dict[str, dict[str, Any]] = {name: {} for name in ("session", "room", "person", "group", "conference")}
    for put in FIELDS.values():
        put(parts, odd)
    agrees(parts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("Zaal 1", "Zaal -1"), ("Zaal 1", "zaal 1"), ("Zaal 1", "Zaal 1+"), ("Zaal A/B", "Zaal A B"), ("C", "C++")),
        *(("Zaal 1", "Zaal ①"), ("Zaal 1", "Zaal 1 Stadhuis"), ("É", "é"), ("A 😀", "A 😁"), ("Zaal 1", "Zaal 10")),
        *(("x" * 300 + "a", "x" * 300 + "b"), ("a " * 100 + "1", "a " * 100 + "2"), ("Raad", "Raadzaal"), ("1", "-1")),
    ],
)
def test_rooms_that_are_alike_but_for_signs_are_told_apart(one: str, other: str) -> None:
    for name, beside in ((one, other), (other, one)):
        for more in ({}, {"short": "-1", "building": "Stadhuis"}, {"building": beside}):
            agrees({"room": {"name": name, **more}}, beside)


@pytest.mark.parametrize("length", [255, 256, 2000])
@pytest.mark.parametrize("private", [True, False, None])
@pytest.mark.parametrize("ending", ["", "?pwd=secret", "/a,b;c", "/%20ä"])
def test_a_link_of_any_length_is_published(length: int, private: bool | None, ending: str) -> None:
    link = f"https://teams.example/l/{'a' * length}{ending}"
    for online in (True, False):
        agrees({"session": {"link": link, "private_link": private, "online": online}})
    agrees({"room": {"link": link, "private_link": private, "online": True}})
