"""The ledger of editions: read however it was laid out, refused when it is damaged, found again when it is lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.publishing.calendars import ledger as ledgers
from scheduler.publishing.calendars.edition import File, publish
from scheduler.publishing.calendars.entry import Calendar, Entry
from scheduler.publishing.calendars.filenames import is_private
from scheduler.publishing.calendars.index import Index
from scheduler.publishing.calendars.ledger import Ledger, LedgerFault
from scheduler.publishing.calendars.rebuild_ledger import go_by_the_files, rebuild_ledger

ZONE = "Europe/Amsterdam"
NOW = datetime(2023, 2, 9, 12, tzinfo=UTC)
AFTERWARDS = NOW + timedelta(days=4)


def day(**people: str) -> list[Calendar]:
    """The programme and people's calendars; sessions by letter, on 10 February 2023 from 10:00."""
    letters = sorted(set("".join(people.values())))
    starts = datetime(2023, 2, 10, 10, tzinfo=ZoneInfo(ZONE))
    sessions = {letter: Entry(letter, starts, starts + timedelta(hours=1), letter, "Zaal 1") for letter in letters}
    found = [Calendar("programme", "", "Dag", ZONE, "nl", tuple(sessions.values()))]
    for name, own in people.items():
        found.append(Calendar("person", name, f"Dag van {name}", ZONE, "nl", tuple(map(sessions.__getitem__, own))))
    return found


def edition(
    ledger: Ledger, calendars: list[Calendar], now: datetime = NOW, *, private_names: bool = False
) -> tuple[Ledger, dict[str, File]]:
    publication = publish(calendars, ledger, now, private_names=private_names)
    files = {file.of or "programme": file for file in publication}
    return publication.ledger, files


def new() -> Ledger:
    return Ledger.new("Dag", date(2023, 2, 10), "https://example.nl/dag")


def sequences(file: File) -> dict[str, int]:
    """By what stands in SUMMARY."""
    found = re.findall(rb"SEQUENCE:(\d+)\r\n.*?SUMMARY:(.*?)\r\n", file.data, re.DOTALL)
    return {title.decode(): int(number) for number, title in found}


def test_a_uid_holds_no_name_title_time_or_place() -> None:
    _, files = edition(new(), day(Anna="E"))
    (uid,) = re.findall(rb"UID:(.*)\r\n", files["Anna"].data)
    assert re.fullmatch(rb"[0-9a-f]{12}\.p-[0-9a-f]{16}\.[0-9a-f]{12}@example\.nl", uid)


def test_a_cancelled_session_is_told_until_the_day_after_and_its_sequence_is_never_forgotten() -> None:
    ledger, _ = edition(new(), day(Anna="EW"))
    ledger, files = edition(ledger, day(Anna="W"))
    assert sequences(files["Anna"]) == {"[VERVALLEN] E": 1, "W": 0}
    ledger, files = edition(ledger, day(Anna="W"), datetime(2023, 2, 11, 22, tzinfo=UTC))  # 23:00 in Amsterdam
    assert (sequences(files["Anna"]), files["Anna"].changed) == ({"[VERVALLEN] E": 1, "W": 0}, False)
    ledger, files = edition(ledger, day(Anna="W"), datetime(2023, 2, 11, 23, tzinfo=UTC))
    assert (sequences(files["Anna"]), files["Anna"].changed) == ({"W": 0}, True)
    ledger, _ = edition(ledger, day(Anna="W"), AFTERWARDS)
    _, files = edition(ledger, day(Anna="EW"), AFTERWARDS)
    assert sequences(files["Anna"]) == {"E": 2, "W": 0}


def test_somebody_who_is_gone_keeps_a_file_of_cancelled_events_until_they_are_over() -> None:
    ledger, files = edition(new(), day(Anna="E", Bob="E"))
    path = files["Anna"].path
    ledger, files = edition(ledger, day(Bob="E"))
    assert (sequences(files["Anna"]), files["Anna"].path) == ({"[VERVALLEN] E": 1}, path)
    ledger, files = edition(ledger, day(Bob="E"), AFTERWARDS)
    assert list(files) == ["programme", "Bob"]
    assert edition(ledger, day(Bob="E", ANNA="E"), AFTERWARDS)[1]["ANNA"].path == "people/anna-2.ics"  # not Anna's file
    _, files = edition(ledger, day(Anna="E", Bob="E"), AFTERWARDS)
    assert (sequences(files["Anna"]), files["Anna"].path) == ({"E": 2}, path)


def test_private_names_replace_readable_ones_at_once_and_stay() -> None:
    ledger, files = edition(new(), day(Anna="E"))
    assert files["Anna"].path == "people/anna.ics"
    readable = files["Anna"].data
    ledger, files = edition(ledger, day(Anna="E"), private_names=True)
    assert is_private(files["Anna"].path)
    assert (files["Anna"].data, files["Anna"].changed) == (readable, True)
    again = edition(ledger, day(Anna="E", Bob="E"))[1]
    assert (again["Anna"].path, is_private(again["Bob"].path)) == (files["Anna"].path, True)


def test_a_draft_says_so_and_has_names_of_its_own() -> None:
    ledger, files = edition(new(), day(Anna="E"))
    (file,) = (file for file in publish(day(Anna="E"), ledger, NOW, draft=True) if file.of == "Anna")
    assert sequences(file) == {"[CONCEPT] E": 0}
    uid = re.compile(rb"UID:(.*)\r\n")
    assert uid.findall(file.data) == [uid.findall(files["Anna"].data)[0].replace(b".p-", b".draft-p-")]


def test_a_session_stands_in_a_calendar_once_and_somebody_has_one_calendar() -> None:
    with pytest.raises(ValueError, match='"E" stands twice in the calendar of Anna'):
        edition(new(), day(Anna="EE"))
    with pytest.raises(ValueError, match="There are two calendars of Anna"):
        edition(new(), [*day(Anna="E"), *day(Anna="E")[1:]])


# -- the file


def written(ledger: Ledger) -> bytes:
    return b"".join(ledgers.write(ledger))


def read(data: bytes) -> Ledger:
    return ledgers.read(data.splitlines(keepends=True))


def test_the_ledger_is_json_with_a_calendar_a_line_and_read_as_it_was_written() -> None:
    ledger, _ = edition(new(), day(Anna="EW", **{'王 "x"\u2028': "E"}))
    data = written(ledger)
    assert [calendar["of"] for calendar in json.loads(data)["calendars"]] == ["", "Anna", '王 "x"\u2028']
    assert len(re.findall(rb'^\{"kind"', data, re.MULTILINE)) == 3
    assert read(data) == ledger
    assert read(written(new())).lines == {}


@pytest.mark.parametrize("indent", [None, 2])
def test_a_ledger_that_an_editor_laid_out_anew_is_the_same(indent: int | None) -> None:
    ledger, _ = edition(new(), day(Anna="EW", Bob="E"))
    assert read(json.dumps(json.loads(written(ledger)), indent=indent).encode()) == ledger
    assert read(written(ledger).replace(b"\n", b"\r\n")) == ledger


def test_a_damaged_ledger_is_refused_with_what_to_do() -> None:
    ledger, _ = edition(new(), day(Anna="EW", Bob="E"))
    data = written(ledger)
    damaged = [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"version": "1"}',
        data.replace(b'"people/anna.ics"', b'"../anna.ics"'),
        data.replace(b'"of":"Bob"', b'"of":"Anna"'),
        data.replace(b'"highest": 0', b'"highest": -1'),
        data.replace(b"SUMMARY:E", b"SUMMARY:W"),
        data.replace(b"[0,", b"[0.5,", 1),
        data.replace(b"20230209T120000Z", b"yesterday", 1),
    ]
    damaged += [data[:length] for length in range(0, len(data) - 3, 7)]
    for found in damaged:
        assert found != data
        with pytest.raises(
            LedgerFault, match=r"^ledger\.json cannot be read \(.+\)\. Put back a copy of it, or remove"
        ):
            read(found)


def test_a_ledger_of_a_later_netday_is_left_alone() -> None:
    with pytest.raises(LedgerFault, match=r"written by a later netday \(form 3; this one knows 2\)\. Update netday"):
        read(written(new()).replace(b'"version": 2', b'"version": 3'))


# -- lost


def index(ledger: Ledger, files: dict[str, File]) -> bytes:
    pieces: list[bytes] = []
    table = Index(pieces.append, ledger)
    for file in files.values():
        table.add(file)
    table.finish(ledger)
    return b"".join(pieces)


def on_disk(files: dict[str, File]) -> dict[str, bytes]:
    return {file.path: file.data for file in files.values()}


def test_the_index_lists_who_has_which_file() -> None:
    ledger, _ = edition(new(), day(Anna="EW", Bob=""))
    ledger, files = edition(ledger, day(Anna="E", Bob=""))
    assert json.loads(index(ledger, files)) == {
        "version": 1,
        "conference": {"id": ledger.conference, "domain": "example.nl"},
        "calendars": [
            {"kind": "programme", "name": "", "file": "programme.ics", "events": 2, "cancelled": 1},
            {"kind": "person", "name": "Anna", "file": "people/anna.ics", "events": 2, "cancelled": 1},
            {"kind": "person", "name": "Bob", "file": "people/bob.ics", "events": 0, "cancelled": 0},
        ],
        "files": [],
        "news": {},
        "private_names": False,
        "withdrawn": [],
        "people": True,
        "highest": 1,
        "edition": 2,
    }


@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
def test_a_lost_ledger_is_found_again_in_the_files(ends: bytes) -> None:
    ledger, _ = edition(new(), day(Anna="EW", Bob="E"), private_names=True)
    ledger, files = edition(ledger, day(Anna="W", Bob="EW"))
    found, remarks = rebuild_ledger((path, data.replace(b"\r\n", ends)) for path, data in on_disk(files).items())
    assert remarks == ["The ledger was lost; it was found again in the calendars that were published."]
    again, same = edition(found, day(Anna="W", Bob="EW"), NOW + timedelta(hours=1))
    assert on_disk(same) == on_disk(files)
    assert again.private_names
    assert {place.title for place in again.places.values()} == {"E", "W"}


def test_what_no_file_showed_begins_above_all_that_was() -> None:
    ledger, _ = edition(new(), day(Anna="EW"))
    for sessions in ("W", "EW", "W"):
        ledger, files = edition(ledger, day(Anna=sessions))
    assert sequences(files["Anna"]) == {"[VERVALLEN] E": 3, "W": 0}
    ledger, files = edition(ledger, day(Anna="W"), AFTERWARDS)
    assert sequences(files["Anna"]) == {"W": 0}
    found, _ = rebuild_ledger(on_disk(files).items(), index(ledger, files))
    for _ in range(2):
        assert sequences(edition(found, day(Anna="EW"), AFTERWARDS)[1]["Anna"]) == {"E": 4, "W": 0}
        found, _ = edition(found, day(Anna="W"), AFTERWARDS)


@pytest.mark.parametrize("line", [b"X-WR-RELCALID", b"NAME:", b"SUMMARY", b"DTSTAMP", b"END:VEVENT", b"X-NETDAY"])
def test_a_file_that_was_damaged_too_is_told_and_its_events_rise_above_all(line: bytes) -> None:
    ledger, _ = edition(new(), day(Anna="EW", Bob="E"))
    ledger, files = edition(ledger, day(Anna="EW", Bob=""))
    events = on_disk(files)
    before = events["people/anna.ics"]
    events["people/anna.ics"] = re.sub(rb"(?m)^" + line + rb".*\n(?: .*\n)*", b"oops\r\n", before, count=1)
    found, remarks = rebuild_ledger(reversed(events.items()), index(ledger, files))  # Bob's before Anna's
    assert remarks[1].startswith("people/anna.ics cannot be read (")
    assert "with SEQUENCE 2, so that calendars that hold them take them over" in remarks[1]
    _, files = edition(found, day(Anna="EW", Bob=""))
    assert sequences(files["Anna"]) == {"E": 2, "W": 2}
    assert on_disk(files) == {**events, "people/anna.ics": before.replace(b"SEQUENCE:0", b"SEQUENCE:2")}


def test_a_file_of_another_day_is_no_part_of_it() -> None:
    _, files = edition(new(), day(Anna="E", Bob="E"))
    _, strange = edition(Ledger.new("Another", date(2022, 2, 10)), day(Carla="W"))
    found, remarks = rebuild_ledger([*on_disk(files).items(), ("people/carla.ics", strange["Carla"].data)])
    assert remarks[1:] == ["people/carla.ics is not of this day, or there twice; it is left out."]
    assert on_disk(edition(found, day(Anna="E", Bob="E"))[1]) == on_disk(files)


def test_where_no_file_can_be_read_there_is_nothing_to_find() -> None:
    with pytest.raises(LedgerFault, match="no calendar of the last edition can be read"):
        rebuild_ledger([("people/anna.ics", b"oops"), ("programme.ics", b"")])


def test_an_index_that_is_no_index_is_no_help_and_no_harm() -> None:
    _, files = edition(new(), day(Anna="E"))
    for nonsense in (b"", b"[]", b"{}", b'{"calendars": 1}', b"\xff", b'{"calendars": [{"kind": "x"}]}'):
        found, _ = rebuild_ledger(on_disk(files).items(), nonsense)
        assert on_disk(edition(found, day(Anna="E"))[1]) == on_disk(files)


# An older ledger put back


def put_back(ledger: Ledger, files: dict[str, File], index_data: bytes | None) -> tuple[Ledger, list[str]]:
    return go_by_the_files(read(written(ledger)), on_disk(files).items(), index_data)


@pytest.mark.parametrize("with_index", [True, False])
def test_an_older_ledger_put_back_gives_no_event_a_number_that_it_had(*, with_index: bool) -> None:
    first, _ = edition(new(), day(Anna="EW", Bob="E"))
    files: dict[str, File] = {}
    last = first
    for sessions in ("W", "EW", "W"):
        last, files = edition(last, day(Anna=sessions, Bob="E", Carla="W"))
    found, remarks = put_back(first, files, index(last, files) if with_index else None)
    assert remarks == [
        "ledger.json is of an earlier edition than the calendars beside it. What stands in those goes on."
    ]
    assert found.key == first.key
    _, same = edition(found, day(Anna="W", Bob="E", Carla="W"))
    assert on_disk(same) == on_disk(files)
    _, again = edition(found, day(Anna="EW", Bob="E", Carla="W"))
    assert sequences(again["Anna"]) == {"E": 4, "W": 0}


def test_a_ledger_that_belongs_to_its_calendars_is_left_as_it_is() -> None:
    ledger, files = edition(new(), day(Anna="EW"))
    assert put_back(ledger, files, index(ledger, files)) == (ledger, [])
    assert put_back(ledger, files, None) == (ledger, [])


def test_an_older_ledger_does_not_bring_back_who_withdrew_since() -> None:
    first, _ = edition(new(), day(Anna="E", Bob="E"))
    publication = publish(day(Anna="E", Bob="E"), first, NOW, withdrawn=["Anna"])
    files = {file.of or "programme": file for file in publication}
    found, _ = put_back(first, files, index(publication.ledger, files))
    assert found.withdrawn == ["Anna"]
    assert list(edition(found, day(Anna="E", Bob="E"))[1]) == ["programme", "Anna", "Bob"]
    restored = publish(day(Anna="E", Bob="E"), found, NOW, withdrawn=found.withdrawn)
    assert [file.of for file in restored] == ["", "Bob"]


def test_a_ledger_of_another_conference_is_refused() -> None:
    ledger, files = edition(new(), day(Anna="E"))
    other, _ = edition(Ledger.new("Another", date(2022, 2, 10)), day(Carla="W"))
    with pytest.raises(LedgerFault, match="of another conference than the calendars beside it"):
        put_back(other, files, index(ledger, files))


# Edited by hand


def each(name: str, *values: object) -> list[tuple[str, object]]:
    return [(name, value) for value in values]


_HEAD_EDITS: list[tuple[str, object]] = [
    *(edit for name in ("floor", "highest", "edition") for edit in each(name, -1, 1.5, "1", None, True, 10**12, [])),
    *(edit for name in ("private_names", "people") for edit in each(name, 0, 1, "false", None)),
    *each("zone", "Mars/Olympus", "", 1, None, "../etc/passwd", "Europe", "\0"),
    *each("language", "de", "", None, 2),
    *each("published", "yesterday", "00010101T000000Z", "99991231T235959Z", "20239999T000000Z", 3),
    *each("withdrawn", "Anna", [1], None, {"Anna": 1}),
    *each("contents", [], None, {"x": "y"}, {"0" * 16: "BEGIN:VEVENT"}),
    *each("calendars", {}, None, [1], [[]], [{}], "x"),
    *each("conference", {}, None, {"id": "x"}, {"id": "0" * 12, "domain": "a b", "key": ""}),
    *each("places", *({"0" * 12: place} for place in ([], ["a"], ["a", "b", "c", "d", "e"]))),
    *(("places", {"0" * 12: ["E", "E", hour, hour, ""]}) for hour in ("0001-01-01T00:00", "2023-02-30", "9999-12-31")),
    *((name, None) for name in ("version", "extra")),
    ("version", 0),
    ("version", True),
]


@pytest.mark.parametrize(("name", "value"), _HEAD_EDITS, ids=repr)
def test_a_head_that_was_edited_by_hand_is_a_fault_in_words(name: str, value: object) -> None:
    ledger, _ = edition(new(), day(Anna="E"))
    whole = json.loads(b"".join(ledgers.write(ledger)))
    whole[name] = value
    with pytest.raises(LedgerFault, match=r"ledger\.json cannot be read \(.+\)\. Put back a copy of it, or remove it"):
        read(json.dumps(whole).encode())


_ROW_EDITS: list[tuple[str, object]] = [
    *each("kind", "room", "persons", 1, None),
    *(edit for name in ("of", "title", "organisation") for edit in each(name, 1, None, [], "\ud800")),
    *each("file", "../x.ics", "rooms/anna.ics", "people/ANNA.ics", "programme.ics", "", 1),
    *each("scope", "prog", "p-1", "", 1, "p-0123456789abcdeg"),
    *each("digest", "x", 1, None),
    *each("events", [], None, {"x": []}, {"0" * 12: []}, {"0" * 12: [0, "20230101T000000Z", None]}),
    *(
        ("events", {"0" * 12: [sequence, stamp, content, *flags]})
        for sequence, stamp, content, flags in (
            (-1, "20230101T000000Z", None, [False]),
            (2**31, "20230101T000000Z", None, [False]),
            ("0", "20230101T000000Z", None, [False]),
            (0, "20231301T000000Z", None, [False]),
            (0, "99991231T235959Z", None, [False]),
            (0, "00010101T000000Z", None, [False]),
            (0, "20230101T000000Z", "0" * 16, [False]),
            (0, "20230101T000000Z", "E", [True]),
            (0, "", None, [False]),
            (0, "20230101T000000Z", None, [0]),
            (0, "20230101T000000Z", None, [False, True]),
            (0, "20230101T000000Z", None, [False, False, False]),
        )
    ),
    ("floor", -1),
    ("wishes", []),
]


@pytest.mark.parametrize(("name", "value"), _ROW_EDITS, ids=ascii)
def test_a_calendar_in_it_that_was_edited_by_hand_is_a_fault_in_words(name: str, value: object) -> None:
    ledger, _ = edition(new(), day(Anna="E"))
    whole = json.loads(b"".join(ledgers.write(ledger)))
    if name == "events" and isinstance(value, dict) and "E" in next(iter(value.values()), ()):
        (content,) = whole["contents"]  # of an event that takes place, and is said to be cancelled
        value = {token: [*event[:2], content, True] for token, event in value.items()}
    whole["calendars"][1][name] = value
    with pytest.raises(LedgerFault, match=r"ledger\.json cannot be read \(.+\)\. Put back a copy of it, or remove it"):
        read(json.dumps(whole).encode())


def test_two_calendars_of_one_file_or_one_name_are_a_fault() -> None:
    ledger, _ = edition(new(), day(Anna="E", Bob="E"))
    for name in ("file", "scope", "of"):
        whole = json.loads(b"".join(ledgers.write(ledger)))
        whole["calendars"][2][name] = whole["calendars"][1][name]
        with pytest.raises(LedgerFault, match="cannot be read"):
            read(json.dumps(whole).encode())


def test_an_event_that_no_calendar_can_have_is_a_fault() -> None:
    ledger, _ = edition(new(), day(Anna="E"))
    for text in ("", "nonsense\r\n", "DTSTART:00010101T000000Z\r\nDTEND:00010101T000000Z\r\n"):
        harmed = replace(ledger, contents={name: text.encode() for name in ledger.contents})
        with pytest.raises(LedgerFault, match="holds an event that no calendar can have"):
            edition(harmed, day(Anna=""))
