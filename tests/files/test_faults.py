"""What is wrong with a file is told all at once: the file, the line, where, what stands there, what would be right."""

# ruff: noqa: E501  a fault is told in one line, and a table of them reads best one a line

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.files import Faults, read, read_text
from tests.files.test_reading import SMALL, given


def fault_lines(folder: Path, day: str | bytes, people: str | bytes | None = None) -> list[str]:
    """The faults of a day file, line by line."""
    (folder / "day.yaml").write_bytes(day.encode() if isinstance(day, str) else day)
    if people is not None:
        (folder / "people.csv").write_bytes(people.encode() if isinstance(people, str) else people)
    with pytest.raises(Faults) as caught:
        read(folder)
    return str(caught.value).split("\n")


def test_all_faults_of_all_files_are_told_at_once_by_file_and_line(tmp_path: Path) -> None:
    day = SMALL.replace("rooms: [Zaal 1, Zaal 2]", "walking: {within: x}") + (
        "languge: nl\n"
        "groups:\n"
        "  - {name: pijler-1, kind: pillar}\n"
        "  - {name: Europa, pillar: pijler-9, chair: Ana Jansen}\n"
        "rooms: [Zaal 1]\n"
        "sessions:\n"
        "  - {title: Europa, groups: [pijler-9], minutes: veel}\n"
        "  - {title: Lunch, kind: plenery, room: Zaal 3, at: 12:75}\n"
        "rules:\n"
        "  grups_apart: off\n"
    )
    assert fault_lines(tmp_path, day, "naam,lid,komt\nAnna Jansen,Europa,laat\nBob Smit,Erop,9:00\n") == [
        'day.yaml:5: walking › within: should be a whole number of at least 0; it says "x".',
        'day.yaml:6: languge: "languge" is no key here. Did you mean "language"?',
        'day.yaml:9: groups › Europa › chair: "Ana Jansen" is no person. Did you mean "Anna Jansen"?',
        'day.yaml:9: groups › Europa › pillar: "pijler-9" is no pillar. Did you mean "pijler-1"?',
        'day.yaml:12: sessions › Europa › groups: "pijler-9" is no group. Did you mean "pijler-1"?',
        'day.yaml:12: sessions › Europa › minutes: should be a whole number of at least 1; it says "veel".',
        'day.yaml:13: sessions › Lunch › at: "12:75" is no time of day; write it like 9:30.',
        'day.yaml:13: sessions › Lunch › kind: "plenery" is no kind of session. Did you mean "plenary"?',
        'day.yaml:13: sessions › Lunch › room: "Zaal 3" is no room. Did you mean "Zaal 1"?',
        'day.yaml:15: rules › grups_apart: "grups_apart" is no rule. Did you mean "groups_apart"?',
        'people.csv:2: Anna Jansen › komt: "laat" is no time of day; write it like 9:30.',
        'people.csv:3: Bob Smit › lid: "Erop" is no group. Did you mean "Europa"?',
    ]


SYNTAX = {
    "a tab": ("title: T\nsessions:\n\t- Europa\n", "day.yaml:3: A tab stands here; use blanks to indent."),
    "a quote": ('title: T\nnote: "Does not\nmeet\n', "day.yaml:2: A quote is opened here and not closed."),
    "a bracket": (
        "title: T\nrooms: [A, B\ndate: 1\n",
        "day.yaml:2: A bracket is opened here and not closed, or a comma is missing.",
    ),
    "a colon": (
        "title: Europa: morgen\n",
        "day.yaml:1: A colon stands where none can be; put a text with a colon between quotes, and mind the indentation.",
    ),
    "an at sign": ("title: T\nlink: @home\n", "day.yaml:2: A value cannot begin with @; put it between quotes."),
    "a key alone": (
        "title: T\ndate\nrooms: [A]\n",
        'day.yaml:2: A key without a colon and a value, like "title: Netwerkdag"; mind the indentation.',
    ),
    "an indent": (
        "title: T\nrooms:\n  - A\n - B\n",
        "day.yaml:4: The indentation does not fit the lines above; keys that belong together begin in the same column.",
    ),
    "two documents": (
        "title: T\n---\ntitle: U\n",
        'day.yaml:2: A second document begins here ("---"); one file holds one.',
    ),
    "an alias": (
        "title: &a T\nnote: *a\n",
        'day.yaml:2: "*a" refers to another place; write out what should stand here.',
    ),
    "a tag": (
        "title: !!python/name:os.system T\n",
        'day.yaml:1: The tag "tag:yaml.org,2002:python/name:os.system" means nothing here; leave it out, or put the value between quotes.',
    ),
    "a list": ("- a\n", "day.yaml:1: The file should begin with a key and a value, like: title: Netwerkdag"),
    "a word": ("hello\n", "day.yaml:1: The file should begin with a key and a value, like: title: Netwerkdag"),
    "nothing": ("", "day.yaml: The file is empty."),
    "a comment": ("# nothing yet\n", "day.yaml: The file is empty."),
    "twice": (
        "title: T\ndate: 2023-02-10\ntitle: U\n",
        'day.yaml:3: "title" stands in line 1 already; a key can stand here only once.',
    ),
    "a key of keys": ("title: T\n? {a: b}\n: c\n", "day.yaml:2: A key should be a single text; put it between quotes."),
    "depth": ("title: T\nnote: " + "[" * 5000 + "\n", "day.yaml:2: More than 30 brackets or levels within each other."),
    "NUL": (
        "title: T\nnote: \0\n",
        'day.yaml:2: This is no text: it has NUL bytes. Save it as "CSV UTF-8" or as plain text in UTF-8.',
    ),
}


@pytest.mark.parametrize(("text", "fault"), SYNTAX.values(), ids=SYNTAX.keys())
def test_broken_syntax_is_told_in_plain_words_at_its_line(tmp_path: Path, text: str, fault: str) -> None:
    assert fault_lines(tmp_path, text) == [fault]


DAYS = {
    "no date": ("title: T\n", 'day.yaml:1: "date" is missing; write it like date: 2023-02-10'),
    "no title": ("date: 2023-02-10\n", 'day.yaml:1: "title" is missing; write it like title: Netwerkdag'),
    "date and days": ("title: T\ndate: 2023-02-10\ndays: [2023-02-10]\n", 'day.yaml:2: date: Both "date" and "days" are there; keep one of them.'),
    "no such date": ("title: T\ndate: 2023-02-30\n", 'day.yaml:2: date: "2023-02-30" is no date; write it like 2023-02-10.'),
    "a far date": ("title: T\ndate: 9999-12-31\n", 'day.yaml:2: date: "9999-12-31" lies too far from today.'),
    "a date twice": ("title: T\ndays:\n - {date: 2023-02-10}\n - {date: 2023-02-10}\n", "day.yaml:4: days › 2023-02-10 › date: 2023-02-10 stands in line 3 already."),
    "a zone": ("title: T\ndate: 2023-02-10\ntime zone: Europe/Amsterdm\n", 'day.yaml:3: time zone: "Europe/Amsterdm" is no time zone. Did you mean "Europe/Amsterdam"?'),
    "a folder of zones": ("title: T\ndate: 2023-02-10\ntime_zone: Europe\n", 'day.yaml:3: time_zone: "Europe" is no time zone. Did you mean "Europe/Rome"?'),
    "a language": ("title: T\ndate: 2023-02-10\nlanguage: de\n", 'day.yaml:3: language: "de" is no language that netday writes. Choose nl or en.'),
    "no length": ("title: T\ndate: 2023-02-10\nhours: 9:00–9:00\n", 'day.yaml:3: hours: "9:00–9:00" has no length; the end is the start.'),
    "rounds overlap": ("title: T\ndate: 2023-02-10\nrounds:\n - 10:00–11:00\n - 10:45–11:45\n", "day.yaml:5: rounds: 10.45–11.45 overlaps round 1 (10.00–11.00)."),
    "a round outside": ("title: T\ndate: 2023-02-10\nhours: 9:00–12:00\nrounds: [11:30–12:30]\n", "day.yaml:4: rounds: 11.30–12.30 lies outside the opening hours 9.00–12.00."),
    "two rounds alike": ("title: T\ndate: 2023-02-10\nrounds: [{name: A, time: 9:00–10:00}, {name: A, time: 10:00–11:00}]\n", 'day.yaml:3: rounds › A: Two rounds of one day are called "A".'),
    "spring": ("title: T\ndate: 2023-03-26\nhours: 1:00–9:00\nrounds: [2:30–3:30]\n", "day.yaml:4: rounds: 2.30 does not occur on 2023-03-26: the clock goes forward over it."),
    "hours of another day": ("title: T\ndays:\n - {date: 2023-02-10, hours: 2023-02-11 9:00–10:00}\n", 'day.yaml:3: days › 2023-02-10 › hours: "2023-02-11 9:00–10:00" should be hours of 2023-02-10 itself, without another date before them.'),
    "hours of a month": ("title: T\ndate: 2023-02-10\nhours: 9:00–2023-03-11 10:00\n", 'day.yaml:3: hours: "2023-02-10 9:00–2023-03-11 10:00" should end after it begins, and not more than a week later.'),
    "doors": ("title: T\ndate: 2023-02-10\nrooms: [{name: A, doors: 2.06–2.01}]\n", 'day.yaml:3: rooms › A › doors: "2.06–2.01" runs backwards; write it like 2.01–2.06.'),
    "too many doors": ("title: T\ndate: 2023-02-10\nrooms: [{name: A, doors: 1–9999}]\n", 'day.yaml:3: rooms › A › doors: "1–9999" is more than 200 doors.'),
    "capacity": ("title: T\ndate: 2023-02-10\nrooms: [{name: A, capacity: -1}]\n", 'day.yaml:3: rooms › A › capacity: should be a whole number of at least 0; it says "-1".'),
    "two rooms alike": ("title: T\ndate: 2023-02-10\nrooms:\n - {name: A}\n - {name: A}\n", 'day.yaml:5: rooms › A › name: Another room is called "A" (line 4); give this one a name of its own.'),
    "a website": ("title: T\ndate: 2023-02-10\nwebsite: netwerkdag.example\n", 'day.yaml:3: website: "netwerkdag.example" is no link; it should begin with https://, http:// or mailto:.'),
    "an address": ("title: T\ndate: 2023-02-10\nwebsite: mailto:a@b.example\n", 'day.yaml:3: website: "mailto:a@b.example" is no website; it should begin with https:// or http://.'),
    "a host": ("title: T\ndate: 2023-02-10\nwebsite: https:///haarlem\n", 'day.yaml:3: website: "https:///haarlem" is no link; it does not name a host.'),
    "a tag": ("title: T\ndate: 2023-02-10\nsessions: [{title: A, tag: [klimaat, AI]}]\nrules:\n  same_day:\n    - {each: tag, only: {tags: klimat}}\n", 'day.yaml:6: rules › same_day › only › tags: "klimat" is no tag; the tags are klimaat and AI. Did you mean "klimaat"?'),
    "a tag of none": ("title: T\ndate: 2023-02-10\nsessions: [A]\nrules:\n  in_order:\n    - {first: {tag: AI}, then: A}\n", 'day.yaml:6: rules › in_order › first › tag: "AI" is no tag: no session has `tags`.'),
    "a wish": ("title: T\ndate: 2023-02-10\nsessions: [Europa]\npeople: [{name: A, wishes: {Europe: 5}}]\n", 'day.yaml:4: people › A › wishes: "Europe" is no session or group. Did you mean "Europa"?'),
    "a strength": ("title: T\ndate: 2023-02-10\nsessions: [Europa]\npeople: [{name: A, wishes: {Europa: -1}}]\n", 'day.yaml:4: people › A › wishes: "Europa" should have a whole number from 0 to 1,000,000 for how strong the wish is; it says "-1".'),
    "a strength in a text": ("title: T\ndate: 2023-02-10\nsessions: [Europa]\npeople: [{name: A, wishes: ['Europa: veel']}]\n", 'day.yaml:4: people › A › wishes: "Europa" should have a whole number from 0 to 1,000,000 for how strong the wish is; it says "veel".'),
    "a part": ("title: T\ndate: 2023-02-10\nrooms: [Zaal A, Zaal B, {name: Hal, consists_of: [Zaal A, Zal B]}]\n", 'day.yaml:3: rooms › Hal › consists_of: "Zal B" is no room. Did you mean "Zaal B"?'),
    "one part": ("title: T\ndate: 2023-02-10\nrooms: [Zaal A, {name: Hal, consists_of: Zaal A}]\n", "day.yaml:3: rooms › Hal › consists_of: A room consists of two others or more; Zaal A alone is the same room. Write all, like [Zaal A, Zaal B]."),
    "a part of itself": ("title: T\ndate: 2023-02-10\nrooms: [Zaal A, {name: Hal, consists_of: [Hal, Zaal A]}]\n", "day.yaml:3: rooms › Hal › consists_of: Hal would be a part of itself; write the smaller rooms that it is made of."),
    "a part twice": ("title: T\ndate: 2023-02-10\nrooms: [A, B, {name: AB, consists_of: [A, B]}, {name: Hal, consists_of: [AB, B]}]\n", "day.yaml:3: rooms › Hal › consists_of: B counts twice here; write each of the smaller rooms once."),
    "a part online": ("title: T\ndate: 2023-02-10\nrooms: [A, {name: Zoom, online: yes}, {name: Hal, consists_of: [A, Zoom]}]\n", "day.yaml:3: rooms › Hal › consists_of: Zoom is online, and has no wall that opens; write rooms of the building."),
    "doors and parts": ("title: T\ndate: 2023-02-10\nrooms: [A, B, {name: Hal, doors: 1–2, consists_of: [A, B]}]\n", "day.yaml:3: rooms › Hal › consists_of: Hal has doors, so it is several rooms; what consists of rooms is one."),
    "parts in two buildings": ("title: T\ndate: 2023-02-10\nrooms: [A, {name: B, building: Stadhuis}, {name: Hal, consists_of: [A, B]}]\n", "day.yaml:3: rooms › Hal › consists_of: Hal and its parts stand in one building, and here they are in no building and Stadhuis."),
    "a building": ("title: T\ndate: 2023-02-10\nrooms: [{name: A, building: Stadhuis}]\nwalking:\n  between: [{from: Stadhuis, to: Stathuis, minutes: 3}]\n", 'day.yaml:5: walking › between › to: "Stathuis" is no building. Did you mean "Stadhuis"?'),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), DAYS.values(), ids=DAYS.keys())
def test_what_does_not_hold_together_about_days_and_rooms_is_told(tmp_path: Path, text: str, fault: str) -> None:
    assert fault_lines(tmp_path, text) == [fault]


SESSIONS = {
    "twice": ("[{title: A}, {title: A}]", 'sessions › A › title: Another session is called "A" (line 6); give this one a name of its own.'),
    "no name": ("[{minutes: 30}]", 'sessions: This session has neither a "title" nor a "group".'),
    "too long": ("[{title: A, minutes: 200}]", "sessions › A › minutes: 200 minutes is longer than the day, which has 135."),
    "a date": ("[{title: A, days: [2023-02-11]}]", 'sessions › A › days: "2023-02-11" is no day of this conference; that is 2023-02-10.'),
    "a date before the hour": ("[{title: A, window: 2023-02-11 10:00–11:00}]", 'sessions › A › window: "2023-02-11" is no day of this conference; that is 2023-02-10.'),
    "a round": ("[{title: A, round: round 3}]", 'sessions › A › round: "round 3" is no round. Did you mean "round 2"?'),
    "a feature": ("[{title: A, features: beamer}]", 'sessions › A › features: "beamer" is no feature of any room. No room of this file has any features.'),
    "goes nowhere": ("[{title: A}, {title: Bee, goes_to: B}]", 'sessions › Bee › goes_to: "B" is no session.'),
    "goes to itself": ("[{title: A, goes_to: A}]", "sessions › A › goes_to: A goes to itself."),
    "goes to nothing": ("[{title: A, goes_to: B}, {title: B, held: no}]", "sessions › A › goes_to: B does not take place, so nobody can go there."),
    "open": ("[{title: A, open: maybe}]", 'sessions › A › open: should be yes or no; it says "maybe".'),
    "several": ("[{title: A, note: [a, b]}]", "sessions › A › note: should be a single text, not a list."),
    "a script": ("[{title: A, link: 'javascript:alert(1)'}]", 'sessions › A › link: "javascript:alert(1)" is no link; it should begin with https://, http:// or mailto:.'),
    "a file": ("[{title: A, link: 'file:///etc'}]", 'sessions › A › link: "file:///etc" is no link; it should begin with https://, http:// or mailto:.'),
    "a blank": ("[{title: A, link: 'https://a.example/b c'}]", 'sessions › A › link: "https://a.example/b c" is no link; there is a blank or a control character in it.'),
    "a sign nobody sees": (r'[{title: A, link: "https://a.example/\u202eb"}]', 'sessions › A › link: "https://a.example/\\u202eb" is no link; there is a blank or a control character in it.'),
    "a quote in a link": ("[{title: A, link: 'https://a.example/\"b'}]", 'sessions › A › link: " cannot stand in a link; write %22 for it.'),
    "no address": ("[{title: A, link: 'mailto:europa'}]", 'sessions › A › link: "mailto:europa" is no link; after mailto: comes an address.'),
    "a note's name": ("[{title: 'A#note'}]", 'sessions › A#note › title: A name cannot end in "#note".'),
    "both": ("[{title: A, room: Zaal 1, rooms: Zaal 2}]", 'sessions › A › rooms: "rooms" says the same as "room"; keep one of them.'),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), SESSIONS.values(), ids=SESSIONS.keys())
def test_what_does_not_hold_together_about_sessions_is_told(tmp_path: Path, text: str, fault: str) -> None:
    assert fault_lines(tmp_path, f"{SMALL}sessions: {text}\n") == [f"day.yaml:6: {fault}"]


def test_a_fixed_start_outside_the_opening_hours_is_a_fault(tmp_path: Path) -> None:
    day = "title: T\ndate: 2023-02-10\nhours: 9:00–17:00\nsessions: [{title: A, at: 16:30}]\n"
    assert fault_lines(tmp_path, day) == [
        "day.yaml:4: sessions › A › at: 16.30–17.30 lies outside the opening hours 9.00–17.00."
    ]


def test_what_could_not_be_read_is_not_reported_as_missing_too(tmp_path: Path) -> None:
    day = SMALL + "groups:\n  - {name: [Europa]}\nsessions:\n  - {title: A, group: Europa}\n"
    assert fault_lines(tmp_path, day) == ["day.yaml:7: groups › name: should be a single text, not a list."]


def test_a_folder_without_a_day_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        read(tmp_path)
    assert str(caught.value) == f"{tmp_path}: There is no day.yaml in this folder; netday new makes one."


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        read(tmp_path / "dag.yaml")
    assert str(caught.value) == "dag.yaml: There is no such file."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_day_file_may_come_in_any_unicode_encoding_with_any_line_ends(tmp_path: Path, encoding: str) -> None:
    given(tmp_path, "title: x\ndate: 2023-02-10\n")
    (tmp_path / "day.yaml").write_bytes("title: Café\r\ndate: 2023-02-10\r\n".encode(encoding))
    found = read(tmp_path)
    assert (found.conference.title, found.remarks) == (
        "Café",
        ("day.yaml: 1 day, 0 rooms, 0 groups, 0 people and 0 sessions.",),
    )


def test_windows_1252_is_read_and_said_aloud(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_bytes("title: Café – €\ndate: 2023-02-10\n".encode("cp1252"))
    found = read(tmp_path)
    assert found.conference.title == "Café – €"
    assert found.remarks[1] == "day.yaml: the text is no UTF-8; it is read as Windows-1252."


def test_a_feature_that_no_room_has_is_told_of_a_day_that_has_rooms() -> None:
    text = "title: Dag\ndate: 2023-02-10\nrooms: [Zaal 1]\nsessions: [{title: A, features: beamer}]\n"
    with pytest.raises(Faults, match=r"is no feature of any room\. No room of this file has any features\."):
        read_text(text, "day.yaml")


def test_what_is_left_out_for_it_is_faulty_is_not_missing_besides(tmp_path: Path) -> None:
    day = "title: Dag\ndate: 2027-03-12\nhours: 9:00-12:00\nrooms: [Zaal 1]\n"
    tracks = "tracks: [Water]\nrounds: [{name: R1, time: 9:00-10:00, slots: 61}, {time: 11:00-12:00, slots: 0}]\n"
    assert fault_lines(tmp_path, f'{day}sessions: [{{title: "\\u202ex"}}]\n') == [
        r'day.yaml:5: sessions › \u202ex › title: There is a sign in it that nobody can see (U+202E); leave that out of "\u202ex".'
    ]
    assert fault_lines(tmp_path, day + tracks) == [
        'day.yaml:6: rounds › 11:00-12:00 › slots: should be a whole number of at least 1; it says "0".',
        "day.yaml:6: rounds › R1 › slots: 61 slots do not fit into 1 hour.",
    ]
